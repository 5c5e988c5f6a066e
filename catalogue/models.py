"""What is sold. Fork of Oscar's catalogue: docs/oscar.md names each change and its reason."""

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from oscar.apps.catalogue.abstract_models import (
    AbstractCategory,
    AbstractProduct,
    AbstractProductAttribute,
    AbstractProductAttributeValue,
    AbstractProductClass,
    AbstractProductImage,
)
from oscar.apps.catalogue.managers import CategoryManager
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    TaskState,
    WorkflowMixin,
)

from catalogue.children import with_related
from catalogue.claims.evidence.models import ClaimEvidence
from catalogue.claims.history import ClaimEvent
from catalogue.claims.models import Claim, ClaimKind
from catalogue.claims.reasons import RefusalReason
from catalogue.languages import InLanguage
from catalogue.preference import PreferenceRule
from catalogue.previews import preview
from catalogue.queries import CategoryQuerySet, ProductQuerySet
from catalogue.references import noted_once
from media.languages import in_indonesian

__all__ = [
    "Category",
    "Claim",
    "ClaimEvent",
    "ClaimEvidence",
    "ClaimKind",
    "PreferenceRule",
    "Product",
    "ProductAttribute",
    "ProductClass",
    "ProductImage",
    "RefusalReason",
]


class Category(AbstractCategory):
    """A node of the category tree, at most three levels deep, named in both languages."""

    name_en = models.CharField(_("name in English"), max_length=255, blank=True)
    full_slug = models.CharField(
        _("path"),
        max_length=255,
        unique=True,
        editable=False,
        help_text=_("The slugs from the root to here."),
    )

    label = InLanguage("name")

    objects = CategoryManager.from_queryset(CategoryQuerySet)()

    def __str__(self) -> str:
        return self.label

    def get_full_slug(self, parent_slug: str | None = None) -> str:
        """Stored, not computed as Oscar does: a listing must not climb the tree for every row."""
        return self.full_slug

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug: str = self.generate_slug()
        parent = self.get_parent() if self.depth and self.depth > 1 else None
        self.full_slug = f"{parent.full_slug}/{self.slug}" if parent else self.slug
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("storefront:category", args=[self.full_slug])


class ProductClass(AbstractProductClass):
    """What kind of thing a product is; its attributes are what such a thing has."""

    name_en = models.CharField(_("name in English"), max_length=128, blank=True)

    label = InLanguage("name")

    def __str__(self) -> str:
        return self.label


class ProductAttribute(AbstractProductAttribute):
    """One typed property of a class of products."""

    name_en = models.CharField(_("name in English"), max_length=128, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)

    label = InLanguage("name")


class Product(
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    AbstractProduct,
    ClusterableModel,
):
    """One thing a shop sells. The row is what the public sees; an edit waits as a Wagtail revision.

    Pictures and attribute values are children of the revision; price and stock are not (they need no review)
    and live on the shop's stock record.
    """

    class Unit(models.TextChoices):
        PCS = "pcs", _("piece")
        PAK = "pak", _("pack")
        BOTOL = "botol", _("bottle")
        TOPLES = "toples", _("jar")
        KOTAK = "kotak", _("box")
        KG = "kg", _("kilogram")
        GRAM = "gram", _("gram")
        LITER = "liter", _("litre")
        LEMBAR = "lembar", _("sheet")
        METER = "meter", _("metre")
        SET = "set", _("set")
        PASANG = "pasang", _("pair")
        LUSIN = "lusin", _("dozen")
        KODI = "kodi", _("score (20)")
        RIM = "rim", _("ream")
        PORSI = "porsi", _("serving")
        JAM = "jam", _("hour")
        HARI = "hari", _("day")
        PAKET = "paket", _("package")

    shop = models.ForeignKey(
        "partner.Partner", on_delete=models.PROTECT, related_name="products", verbose_name=_("shop")
    )
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="products", verbose_name=_("category")
    )
    title_en = models.CharField(_("title in English"), max_length=255, blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    unit = models.CharField(_("sold by the"), max_length=10, choices=Unit, default=Unit.PCS)
    min_order = models.PositiveIntegerField(_("minimum order"), default=1, validators=[MinValueValidator(1)])
    is_made_to_order = models.BooleanField(_("made to order"), default=False)
    lead_time_days = models.PositiveSmallIntegerField(
        _("lead time (days)"),
        default=0,
        validators=[MaxValueValidator(365)],
        help_text=_("Days until it can be sent; 0 when it is ready."),
    )
    capacity_per_month = models.PositiveIntegerField(_("capacity a month"), null=True, blank=True)
    weight_grams = models.PositiveIntegerField(_("weight with packing (grams)"), null=True, blank=True)

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="product")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="product",
        for_concrete_model=False,
    )

    name = InLanguage("title")
    text = InLanguage("description")

    #: Columns that a revision carries but may not bring back when it is published: they belong to the row.
    ROW_COLUMNS = (
        *("shop", "slug", "is_public", "is_discountable", "priority", "rating", "date_created"),
        *("parent", "latest_revision", "live_revision", "locked_by"),
    )

    objects = ProductQuerySet.as_manager()

    class Meta(AbstractProduct.Meta):
        abstract = False
        ordering = ["-date_created", "-pk"]
        indexes = [
            models.Index(fields=["shop", "live"], name="product_shop_live"),
            models.Index(fields=["category", "live"], name="product_category_live"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(min_order__gte=1), name="min_order_at_least_one"),
        ]

    @property
    def revisions(self) -> Any:
        return self._revisions

    def __str__(self) -> str:
        return self.title

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row, then its children; listeners that wait for the commit see both.

        Oscar's `save` writes attribute values as well. When only named columns are saved, as when a draft
        is kept, it must not: the draft's values would reach the public row.
        """
        saved = kwargs.get("update_fields")
        with noted_once(self, saved):
            if saved is None:
                super().save(*args, **kwargs)
            else:
                super(AbstractProduct, self).save(*args, **kwargs)

    def clean(self) -> None:
        """Oscar's rules for the structure. Attribute values are children here and are checked as such.

        Oscar's own `clean` would read them into `product.attr`, and the next save would write them live.
        """
        getattr(self, f"_clean_{self.structure}")()

    def validate_unique(self, exclude: Any = None) -> None:
        """Oscar's field reads no code as an empty string, which would equal every other product's no code."""
        without = {"upc"} if not self.upc else set()
        super().validate_unique(exclude={*(exclude or ()), *without})

    def with_content_json(self, content: dict[str, Any]) -> "Product":
        """The product as a revision has it, except for what belongs to the row and what is gone since."""
        kept = {name: getattr(self, self._meta.get_field(name).attname) for name in self.ROW_COLUMNS}
        for name in ("category", "product_class"):
            field = self._meta.get_field(name)
            of_row, of_draft = getattr(self, field.attname), content.get(name)
            if of_draft != of_row and not field.related_model.objects.filter(pk=of_draft).exists():
                kept[name] = of_row
        product: Product = super().with_content_json({**content, **kept})
        return product

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> "Product":
        """The product of a revision; children whose picture or attribute is gone since are left out.

        Asks once for all of them, where the package asks three times for each. What the row itself points at
        is known to be there: `with_content_json` has seen to it.
        """
        product: Product = super().from_serializable_data(data, check_fks=False)
        if check_fks:
            product.images = with_related(product.images.all(), "image")
            product.attribute_values = with_related(product.attribute_values.all(), "attribute")
        return product

    def get_latest_revision(self) -> Revision | None:
        """Its latest revision, which knows this very row and need not ask for it."""
        revision: Revision | None = super().get_latest_revision()
        if revision is not None:
            revision.content_object = self
        return revision

    def get_absolute_url(self) -> str:
        return reverse("storefront:product", args=[self.slug, self.pk])

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return preview(request, self)

    @property
    def waits_for_curation(self) -> bool:
        """Whether a curator has to decide on it now."""
        task: TaskState | None = self.current_workflow_task_state
        return task is not None


class ProductAttributeValue(AbstractProductAttributeValue):
    """The value of one attribute; a child of the product's revision, so that a change of it waits too."""

    product = ParentalKey(Product, on_delete=models.CASCADE, related_name="attribute_values")


class ProductImage(AbstractProductImage):
    """A product's picture and its place among the others. The first one stands for the product."""

    product = ParentalKey(Product, on_delete=models.CASCADE, related_name="images")
    image = models.ForeignKey(
        "media.Image", on_delete=models.PROTECT, related_name="+", verbose_name=_("picture")
    )
    original = None  # Oscar's own file field: `image` takes its place

    class Meta(AbstractProductImage.Meta):
        abstract = False
        ordering = ["display_order"]

    @property
    def alt_text(self) -> str:
        """What the picture shows: the words reviewed with this product, else the picture's own."""
        return in_indonesian(self.caption) or self.image.default_alt_text

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        # Oscar renumbers the rest row by row; order is what counts, not an unbroken row of numbers.
        return models.Model.delete(self, *args, **kwargs)


from oscar.apps.catalogue.models import *  # noqa: E402, F403  (registers the models that are not changed here)
