"""The product editor: words, attributes and pictures, one form here, one value for the catalogue."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from catalogue.models import Product, ProductClass
from catalogue.services.content import ProductContent
from catalogue.services.drafts import save_draft
from catalogue.services.stock import set_price_and_stock
from shops.models import Partner
from shops.panel.forms.attributes import PREFIX as ATTRIBUTES
from shops.panel.forms.attributes import AttributesForm
from shops.panel.forms.pictures import MOST, Gallery, keep_uploads, token_for
from shops.panel.forms.pictures import PREFIX as PICTURES
from shops.panel.forms.product import ProductForm
from shops.panel.queries import offer_of

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


class ProductEditor:
    """Built once per request: empty, from a product's latest draft, or from what was sent."""

    def __init__(
        self,
        *,
        shop: Partner,
        product: Product | None = None,
        product_class: ProductClass | None = None,
        data: QueryDict | None = None,
        problems: dict[int, str] | None = None,
        judge: bool = True,
        likenesses: Sequence[str] = (),
    ) -> None:
        """`product` is where to start from; `data` what was sent, after `keep_uploads`.

        `likenesses` are sentences about photos that look like others.
        Without `judge` the sent data is only shown again: the seller asked for other fields, not to save.
        """
        draft = product.get_latest_revision_as_object() if product else None
        chosen = _class_of(data) or product_class or (draft.product_class if draft else None)
        bound = data if judge else None
        words, values, pictures = _typed(data) if data and not judge else _kept(shop, product, draft)
        self.fields = ProductForm(bound, initial={**words, "product_class": chosen})
        self.attributes = AttributesForm(bound, product_class=chosen, initial=values)
        self.likenesses = likenesses
        self.gallery = Gallery(shop=shop, initial=pictures, data=bound, problems=problems or {})

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
        """The editor for what was sent; its files are kept at once; `refresh` asks not to judge."""
        kept = keep_uploads(data=data, files=files, shop=shop, by=by)
        return cls(
            shop=shop,
            product=product,
            data=kept.data,
            problems=kept.problems,
            judge="refresh" not in data,
            likenesses=kept.likenesses,
        )

    def is_valid(self) -> bool:
        """Judges all three parts, so that every problem shows at once."""
        return all([self.fields.is_valid(), self.attributes.is_valid(), self.gallery.is_valid()])

    @transaction.atomic
    def save(self, *, product: Product, by: Any) -> None:
        """Keep the content as a draft and change price and stock at once; both or neither.

        Raises what `save_draft` and `set_price_and_stock` raise.
        """
        save_draft(product=product, content=self.content, by=by)
        set_price_and_stock(product=product, price=self.price, stock=self.stock, sku=self.sku or None, by=by)

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


def _class_of(data: QueryDict | None) -> ProductClass | None:
    key = data.get("product_class", "") if data else ""
    if not (key.isascii() and key.isdigit() and len(key) < 10):
        return None
    return ProductClass.objects.filter(pk=int(key)).first()


#: Starting values of the three parts: words, attributes, pictures.
Starting = tuple[dict[str, Any], dict[str, Any], list[dict[str, Any]]]


def _kept(shop: Partner, product: Product | None, draft: Product | None) -> Starting:
    """What the product's latest draft and its stock record say."""
    if product is None or draft is None:
        return {}, {}, []
    words = {name: getattr(draft, name) for name in WORDS} | {"category": draft.category_id}
    words |= offer_of(product)
    values = {value.attribute.code: value.value for value in draft.attribute_values.all()}
    pictures = [
        {"token": token_for(shop, row.image_id), "alt": row.alt_text, "place": place}
        for place, row in enumerate(draft.images.all(), start=1)
    ]
    return words, values, pictures


def _typed(data: QueryDict) -> Starting:
    """What the seller has typed so far, as it stands in the browser."""
    values = {name.removeprefix(f"{ATTRIBUTES}-"): data[name] for name in data if name.startswith(ATTRIBUTES)}
    pictures = [
        {name: data.get(f"{PICTURES}-{index}-{name}", "") for name in ("token", "alt", "place", "remove")}
        for index in range(MOST)
    ]
    return data.dict(), values, pictures
