"""Indonesia's regions by Kemendagri code: province, regency or city, district, village."""

import re

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogue.zones import Zone, zone_of
from shops.regions.queries import RegionQuerySet

#: How a code is written, from `33` to `33.74.01.1001`.
CODE = r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?"


class Region(models.Model):
    """One region. The code is the key and holds the tree: `33.74.01` lies in `33.74`, which lies in `33`."""

    class Level(models.IntegerChoices):
        PROVINCE = 1, _("province")
        REGENCY = 2, _("regency or city")
        DISTRICT = 3, _("district")
        VILLAGE = 4, _("village")

    class Kind(models.TextChoices):
        PROVINSI = "provinsi", _("province")
        KABUPATEN = "kabupaten", _("regency")
        KOTA = "kota", _("city")
        KECAMATAN = "kecamatan", _("district")
        DESA = "desa", _("village")
        KELURAHAN = "kelurahan", _("urban village")

    code = models.CharField(
        _("code"),
        max_length=13,
        primary_key=True,
        validators=[RegexValidator(rf"^{CODE}$")],
    )
    name = models.CharField(_("name"), max_length=100)
    search_name = models.CharField(max_length=100, db_index=True, editable=False)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("lies in"),
    )
    slug = models.SlugField(_("slug"), max_length=120, null=True, blank=True, unique=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lng = models.FloatField(_("longitude"), null=True, blank=True)
    area_km2 = models.FloatField(_("area (km²)"), null=True, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=5, blank=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["code"]
        indexes = [models.Index(fields=["level", "search_name"], name="region_level_name")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level=1, parent=None) | models.Q(level__gt=1, parent__isnull=False),
                name="region_below_province_has_parent",
            ),
            models.CheckConstraint(
                condition=models.Q(level__gt=2) | models.Q(slug__isnull=False),
                name="region_with_page_has_slug",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The region's page; a district or village has none and leads to its regency's."""
        if self.slug:
            return reverse("storefront:region", args=[self.slug])
        regency = Region.objects.get(code=self.code[:5])
        return reverse("storefront:region", args=[regency.slug])

    @property
    def ancestor_codes(self) -> list[str]:
        """The codes from the province down to this region: `["33", "33.74", "33.74.01"]`."""
        return ancestor_codes(self.code)

    @property
    def province_code(self) -> str:
        return self.code[:2]

    @property
    def zone(self) -> Zone:
        """WIB, WITA or WIT."""
        return zone_of(self.code)


def is_region_code(written: str) -> bool:
    """Whether this is written as a code is; there may be no such region."""
    return re.fullmatch(CODE, written, re.ASCII) is not None


def ancestor_codes(code: str) -> list[str]:
    """The codes above and at `code`, from the province down; needs no query, for the code holds the tree."""
    parts = code.split(".")
    return [".".join(parts[: depth + 1]) for depth in range(len(parts))]
