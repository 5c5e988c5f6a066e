"""The product editor: words, attributes and pictures, one form here, one value for the catalogue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.forms import BoundField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from catalogue.drafts import draft_of
from catalogue.models import Product, ProductAttribute, ProductClass
from catalogue.services.content import ProductContent
from catalogue.services.drafts import NO_DRAFT, save_draft
from catalogue.services.stock import set_price_and_stock
from media.texts import whole_number
from shops.models import Partner
from shops.panel.forms.attributes import PREFIX as ATTRIBUTES
from shops.panel.forms.attributes import AttributesForm
from shops.panel.forms.pictures import MOST, PREFIX, Gallery, keep_uploads, token_for
from shops.panel.forms.product import ProductForm
from shops.panel.forms.summary import Problem, problems_in
from shops.panel.queries import offer_of
from shops.review.fields import ATTRIBUTES as REMARKS_ON_ATTRIBUTES
from shops.review.fields import PICTURES as REMARKS_ON_PICTURES

#: The form's names that are the content's names too.
WORDS = (
    "title",
    "title_en",
    "description",
    "description_en",
    "unit",
    "min_order",
    "is_made_to_order",
    "lead_time_days",
    "capacity_per_month",
    "weight_grams",
)

#: The id of the photos' heading.
PHOTOS = "photos"

#: Buttons that ask for the form again, with other fields, more photos or another order; nothing is judged.
AGAIN = frozenset(["refresh", "move", "drop"])


def is_asked_again(data: Mapping[str, Any]) -> bool:
    return not AGAIN.isdisjoint(data)


@dataclass(frozen=True, kw_only=True)
class Starting:
    """What the three parts of the form begin with."""

    words: dict[str, Any] = field(default_factory=dict)
    attributes: dict[str, Any] = field(default_factory=dict)
    pictures: list[dict[str, Any]] = field(default_factory=list)


class ProductEditor:
    """Built once per request: empty, from a product's latest draft, or from what was sent."""

    photo_remark = ""
    attributes_remark = ""

    def __init__(
        self,
        *,
        shop: Partner,
        product: Product | None = None,
        product_class: ProductClass | None = None,
        data: QueryDict | None = None,
        problems: Sequence[str] = (),
        judge: bool = True,
        notes: Sequence[str] = (),
        starting: Starting | None = None,
    ) -> None:
        """`product` is where to start from; `data` what was sent, after `keep_uploads`.

        `problems` and `notes` are sentences about photos that were refused, and about kept ones.
        Without `judge` the sent data is only shown again. `starting` takes the place of the product's draft.
        """
        classes = {each.pk: each for each in ProductClass.objects.order_by("name", "pk")}
        asked = classes.get(_number(data, "product_class") or 0)
        chosen = asked or product_class or (class_of_draft(product, classes) if product else None)
        attributes = attributes_of(chosen)
        if starting is None:
            starting = typed(data) if data and not judge else kept(shop, product, attributes)
        bound = data if judge else None
        self.shop = shop
        sent = _base_of(data)
        self.base = latest_of(product) if sent is None else sent
        words = {"product_class": chosen.pk if chosen else None, **starting.words}
        self.fields = ProductForm(bound, initial=words, classes=classes)
        self.attributes = AttributesForm(bound, attributes=attributes, initial=starting.attributes)
        self.notes = notes
        self.gallery = Gallery(shop=shop, initial=starting.pictures, data=bound, problems=problems)

    @classmethod
    def sent(
        cls,
        *,
        shop: Partner,
        product: Product | None,
        data: QueryDict,
        files: MultiValueDict[str, UploadedFile],
        by: Any,
    ) -> "ProductEditor":
        """The editor for what was sent; its files are kept at once; buttons of `AGAIN` ask not to judge."""
        sent = keep_uploads(data=data, files=files, shop=shop, by=by)
        return cls(
            shop=shop,
            product=product,
            data=sent.data,
            problems=sent.problems,
            judge=not is_asked_again(data),
            notes=sent.notes,
        )

    def is_valid(self) -> bool:
        """Judges all three parts, so that every problem shows at once."""
        return all([self.fields.is_valid(), self.attributes.is_valid(), self.gallery.is_valid()])

    @property
    def has_problems(self) -> bool:
        """Whether something was judged and has to be mended."""
        return self.fields.is_bound and not self.is_valid()

    @property
    def problem_list(self) -> list[Problem]:
        """Everything to be mended, in the order of the page, each with the way to its field."""
        of_photos = [Problem(str(_("Photos")), PHOTOS, words) for words in self.gallery.problems]
        return [*of_photos, *self.gallery.problems_of_each, *problems_in(self.fields, self.attributes)]

    @transaction.atomic
    def save(self, *, product: Product, by: Any) -> None:
        """Keep the content as a draft and change price and stock at once; both or neither.

        Raises what `save_draft` and `set_price_and_stock` raise.
        """
        save_draft(product=product, content=self.content, by=by, base=self.base)
        set_price_and_stock(product=product, price=self.price, stock=self.stock, sku=self.sku or None, by=by)

    def take_remarks(self, remarks: Mapping[str, str]) -> None:
        """Put what a curator said at the fields; of photos and details they speak as a whole."""
        self.photo_remark = remarks.get(REMARKS_ON_PICTURES, "")
        self.attributes_remark = remarks.get(REMARKS_ON_ATTRIBUTES, "")
        for name, words in remarks.items():
            bound = self.bound_field(name)
            if bound is not None:
                bound.remark = words  # type: ignore[attr-defined]  # for the template

    def bound_field(self, name: str) -> BoundField | None:
        """The field that a remark or a note names: one of the words, or `attr-` and an attribute's code."""
        form = self.attributes if name.startswith(f"{ATTRIBUTES}-") else self.fields
        name = name.removeprefix(f"{ATTRIBUTES}-")
        return form[name] if name in form.fields else None

    @property
    def content(self) -> ProductContent:
        cleaned = self.fields.cleaned_data
        return ProductContent(
            category=cleaned["category"],
            product_class=cleaned["product_class"],
            attributes=self.attributes.cleaned_data,
            pictures=self.gallery.pictures(),
            **{name: cleaned[name] for name in WORDS},
        )

    @property
    def price(self) -> Decimal:
        price: Decimal = self.fields.cleaned_data["price"]
        return price

    @property
    def stock(self) -> int | None:
        stock: int | None = self.fields.cleaned_data["stock"]
        return stock

    @property
    def sku(self) -> str:
        sku: str = self.fields.cleaned_data["sku"]
        return sku


def latest_of(product: Product | None) -> int | None:
    """The key of the latest draft, which an edit begins from; None of a product that is not there yet.

    One that came with an import has no draft before the first edit: `NO_DRAFT` says that there was none.
    """
    return (product.latest_revision_id or NO_DRAFT) if product else None


def _base_of(data: QueryDict | None) -> int | None:
    return _number(data, "base")


def _number(data: QueryDict | None, name: str) -> int | None:
    return whole_number(data.get(name, ""), 9) if data else None


def class_of_draft(product: Product, classes: Mapping[int, ProductClass]) -> ProductClass | None:
    """The draft's class; the row's where that is gone since."""
    return classes.get(draft_of(product).content["product_class"]) or product.product_class


def attributes_of(product_class: ProductClass | None) -> list[ProductAttribute]:
    return list(product_class.attributes.order_by("pk")) if product_class else []


def kept(shop: Partner, product: Product | None, attributes: Sequence[ProductAttribute]) -> Starting:
    """What the product's latest draft and its stock record say."""
    if product is None:
        return Starting()
    draft = draft_of(product)
    words = {name: draft.content[name] for name in (*WORDS, "category")}
    return Starting(
        words=words | offer_of(product),
        attributes=draft.values(attributes),
        pictures=[
            {"token": token_for(shop, row.image_id), "alt": row.caption, "place": place}
            for place, row in enumerate(draft.pictures, start=1)
        ],
    )


def typed(data: QueryDict) -> Starting:
    """What the seller has typed so far, as it stands in the browser."""
    words = data.dict()
    if data:
        # An unticked box is not sent at all.
        words.setdefault("is_made_to_order", "")
    return Starting(
        words=words,
        attributes={
            name.removeprefix(f"{ATTRIBUTES}-"): data[name] for name in data if name.startswith(ATTRIBUTES)
        },
        pictures=[
            {name: data.get(f"{PREFIX}-{index}-{name}", "") for name in ("token", "alt", "place")}
            for index in range(MOST)
        ],
    )
