"""Who sells. Fork of Oscar's partner application: the class keeps Oscar's name, everything else says shop."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from oscar.apps.partner.abstract_models import AbstractPartner, AbstractStockRecord
from phonenumber_field.modelfields import PhoneNumberField

from catalogue.languages import InLanguage
from shops.curation.models import CurationTask
from shops.kbli.models import ShopActivity
from shops.queries import ShopQuerySet
from shops.registration.models import Cluster, Registration, SizeRule
from shops.registration.sizes import Basis
from shops.standing.models import ShopStateChange
from shops.standing.states import ShopState
from shops.teams.models import Invitation, JoinRequest, Role

__all__ = [
    "Cluster",
    "CurationTask",
    "Invitation",
    "JoinRequest",
    "Partner",
    "Registration",
    "ShopActivity",
    "ShopMembership",
    "ShopStateChange",
    "SizeRule",
    "StockRecord",
]


#: Words that stand where a shop's slug could, in the addresses of the panel.
RESERVED_SLUGS = frozenset(["daftar", "undangan"])


class Partner(AbstractPartner):
    """A shop: one small business's or cooperative's presence."""

    State = ShopState

    class SizeClass(models.TextChoices):
        """PP 7/2021, article 35."""

        MICRO = "micro", _("micro business")
        SMALL = "small", _("small business")
        MEDIUM = "medium", _("medium business")
        LARGE = "large", _("large business")

    class SizeBasis(models.TextChoices):
        CAPITAL = Basis.CAPITAL, _("capital without land and buildings")
        SALES = Basis.SALES, _("sales of a year")

    class Kind(models.TextChoices):
        INDIVIDUAL = "individual", _("individual")
        CV = "cv", _("CV (limited partnership)")
        PT = "pt", _("PT (limited company)")
        COOPERATIVE = "cooperative", _("cooperative")

    class Sector(models.TextChoices):
        FOOD = "makanan", _("food")
        DRINK = "minuman", _("drinks")
        CRAFT = "kerajinan", _("crafts")
        FASHION = "fesyen", _("fashion and textiles")
        FURNITURE = "furnitur", _("furniture")
        FARMING = "pertanian", _("farm produce")
        FISHERY = "perikanan", _("fishery")
        BEAUTY = "kecantikan", _("beauty and health")
        OFFICE = "kantor", _("office goods and printing")
        SERVICES = "jasa", _("services")

    slug = models.SlugField(_("slug"), max_length=140, unique=True, blank=True)
    story = models.TextField(_("story"), blank=True)
    story_en = models.TextField(_("story in English"), blank=True)
    region = models.ForeignKey(
        "regions.Region",
        on_delete=models.PROTECT,
        related_name="shops",
        verbose_name=_("region"),
        help_text=_("As exact as known: down to the village."),
    )
    regency = models.ForeignKey(
        "regions.Region",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("regency or city"),
        help_text=_("Kept from the region, so that listings name it without climbing the tree."),
    )
    address = models.CharField(_("address"), max_length=255, blank=True)
    size_class = models.CharField(_("size class"), max_length=10, choices=SizeClass, default=SizeClass.MICRO)
    size_basis = models.CharField(
        _("size measured by"), max_length=10, choices=SizeBasis, blank=True, editable=False
    )
    size_over = models.DecimalField(
        _("capital or sales above (Rp)"),
        max_digits=18,
        decimal_places=0,
        null=True,
        blank=True,
        editable=False,
        help_text=_("The lower end of the range the owner chose; the size class follows from it."),
    )
    size_rule = models.ForeignKey(
        SizeRule,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("rule of size classes"),
    )
    nib = models.CharField(
        _("NIB"),
        max_length=13,
        blank=True,
        validators=[RegexValidator(r"^\d{13}$", _("An NIB has 13 digits."))],
        help_text=_("As the owner gave it; it counts for shoppers only as a verified claim."),
    )
    cluster = models.ForeignKey(
        Cluster,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="shops",
        verbose_name=_("cluster"),
    )
    sector = models.CharField(_("sector"), max_length=20, choices=Sector)
    kind = models.CharField(_("kind of business"), max_length=20, choices=Kind, default=Kind.INDIVIDUAL)
    founded_year = models.PositiveSmallIntegerField(
        _("founded in"), null=True, blank=True, validators=[MinValueValidator(1800), MaxValueValidator(2100)]
    )
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    phone = PhoneNumberField(_("telephone"), blank=True)
    whatsapp = PhoneNumberField(_("WhatsApp"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("web site"), blank=True)
    logo = models.ForeignKey(
        "media.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
    )
    cover = models.ForeignKey(
        "media.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, db_index=True)
    is_sample = models.BooleanField(_("sample shop"), default=False, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)
    users = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="ShopMembership", related_name="partners", verbose_name=_("team")
    )

    text = InLanguage("story")

    objects = ShopQuerySet.as_manager()

    class Meta(AbstractPartner.Meta):
        abstract = False
        verbose_name = _("shop")
        verbose_name_plural = _("shops")
        ordering = ["name", "pk"]
        permissions = [
            *AbstractPartner.Meta.permissions,
            ("decide_shop", "Can approve, return and suspend shops"),
        ]
        indexes = [
            models.Index(fields=["state", "regency"], name="shop_state_regency"),
            models.Index(fields=["state", "name", "id"], name="shop_state_name"),
            models.Index(fields=["state", "created_at", "id"], name="shop_state_created"),
            models.Index(fields=["state", "sector", "size_class"], name="shop_state_sector_size"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["nib"],
                condition=~Q(nib="") & ~Q(state="closed"),
                name="one_shop_for_an_nib",
                violation_error_message=_("Another shop has this NIB."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.regency_id = self.region_id[:5]
        if not self.slug:
            self.slug = self._free_slug()
        super().save(*args, **kwargs)

    def _free_slug(self) -> str:
        base = slugify(self.name)[:120] or "toko"
        taken = set(Partner.objects.filter(slug__startswith=base).values_list("slug", flat=True))
        taken |= RESERVED_SLUGS
        return next(slug for slug in _numbered(base) if slug not in taken)

    def get_absolute_url(self) -> str:
        return reverse("storefront:shop", args=[self.slug])

    @property
    def is_public(self) -> bool:
        return self.state == self.State.APPROVED


def _numbered(base: str) -> Any:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1


class ShopMembership(models.Model):
    """One person's part in a shop's team."""

    Role = Role

    shop = models.ForeignKey(
        Partner, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("shop")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="shop_memberships",
        verbose_name=_("person"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.OWNER)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("team member")
        verbose_name_plural = _("team members")
        constraints = [models.UniqueConstraint(fields=["shop", "user"], name="one_role_per_person_and_shop")]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"


class StockRecord(AbstractStockRecord):
    """Price and stock of one product. One product has one shop and one stock record."""

    class Meta(AbstractStockRecord.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["product"], name="one_stock_record_per_product"),
            models.CheckConstraint(
                condition=Q(num_in_stock=None)
                | Q(num_allocated=None)
                | Q(num_in_stock__gte=F("num_allocated")),
                name="stock_not_below_allocated",
            ),
            models.CheckConstraint(
                condition=Q(num_allocated=None) | Q(num_allocated__gte=0), name="allocated_not_negative"
            ),
            models.CheckConstraint(condition=Q(price=None) | Q(price__gte=0), name="price_not_negative"),
            models.CheckConstraint(condition=Q(price_currency="IDR"), name="price_in_rupiah"),
        ]

    def __str__(self) -> str:
        return self.partner_sku


from oscar.apps.partner.models import *  # noqa: E402, F403  (registers the models that are not changed here)
