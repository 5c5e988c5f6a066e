"""Two people edited the same draft: the second sees both versions, and neither loses a word.

What only one of them changed is taken from that one. Where both wrote, the second's words stay in the form
and the first's stand beside them as a note; nothing is saved until the second says so again.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Revision

from catalogue.models import Category, Product
from catalogue.services.content import Picture
from catalogue.services.drafts import NO_DRAFT
from shops.models import Partner
from shops.panel.forms.attributes import PREFIX as ATTRIBUTES
from shops.panel.forms.editor import WORDS, ProductEditor, Starting
from shops.panel.forms.pictures import MOST, token_for

Values = Mapping[str, Any]


def merged(editor: ProductEditor, *, product: Product) -> ProductEditor:
    """A new editor from a valid one whose base is no longer the latest draft; it begins from that draft."""
    latest = product.get_latest_revision_as_object()
    mine, theirs, base = _values_of_editor(editor), _values_of(latest), _base_values(editor, product)
    values = {name: _choose(mine[name], theirs.get(name), base.get(name)) for name in mine}
    fresh = ProductEditor(
        shop=editor.shop,
        product=product,
        product_class=editor.content.product_class,
        starting=_starting(editor, values, _pictures(editor, product, latest)),
    )
    for name in mine:
        if not any(_same(theirs.get(name), value) for value in (values[name], base.get(name))):
            _note(fresh, name, theirs.get(name))
    return fresh


def _choose(mine: Any, theirs: Any, base: Any) -> Any:
    return theirs if _same(mine, base) else mine


def _same(one: Any, other: Any) -> bool:
    """Browsers send line ends their own way, and nothing may be None or empty."""
    return _plain(one) == _plain(other)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip() or None
    return value


def _values_of(draft: Product) -> dict[str, Any]:
    words = {name: getattr(draft, name) for name in WORDS} | {"category": draft.category_id}
    attributes = {
        f"{ATTRIBUTES}-{value.attribute.code}": value.value for value in draft.attribute_values.all()
    }
    return words | attributes


def _values_of_editor(editor: ProductEditor) -> dict[str, Any]:
    content = editor.content
    words = {name: getattr(content, name) for name in WORDS} | {"category": content.category.pk}
    return words | {f"{ATTRIBUTES}-{code}": value for code, value in content.attributes.items()}


def _base_values(editor: ProductEditor, product: Product) -> dict[str, Any]:
    """What the edit began from; empty for a base that is no revision of this product, so that all is told."""
    draft = _base_draft(editor, product)
    return _values_of(draft) if draft else {}


def _base_draft(editor: ProductEditor, product: Product) -> Product | None:
    if editor.base == NO_DRAFT:
        return product  # the row itself: no draft changes it
    revision: Revision | None = product.revisions.filter(pk=editor.base).first()
    draft: Product | None = revision.as_object() if revision else None
    return draft


def _pictures(editor: ProductEditor, product: Product, latest: Product) -> list[Picture]:
    """Mine in my order, with what the other added behind them."""
    mine, theirs = list(editor.gallery.pictures()), _pictures_of(latest)
    draft = _base_draft(editor, product)
    base = _pictures_of(draft) if draft else []
    if mine == base:
        return theirs
    began, here = {row.image_id for row in base}, {row.image_id for row in mine}
    added = [row for row in theirs if row.image_id not in began | here]
    return [*mine, *added][:MOST]


def _pictures_of(draft: Product) -> list[Picture]:
    return [Picture(image_id=row.image_id, caption=row.alt_text) for row in draft.images.all()]


def _starting(editor: ProductEditor, values: Values, pictures: list[Picture]) -> Starting:
    mark = f"{ATTRIBUTES}-"
    offer = {"price": editor.price, "stock": editor.stock, "sku": editor.sku}
    return Starting(
        words={name: value for name, value in values.items() if not name.startswith(mark)} | offer,
        attributes={
            name.removeprefix(mark): value for name, value in values.items() if name.startswith(mark)
        },
        pictures=[_slot(editor.shop, row, place) for place, row in enumerate(pictures, start=1)],
    )


def _slot(shop: Partner, row: Picture, place: int) -> dict[str, Any]:
    return {"token": token_for(shop, row.image_id), "alt": row.caption, "place": place}


def _note(editor: ProductEditor, name: str, value: Any) -> None:
    bound = editor.bound_field(name)
    if bound is not None:
        bound.note = _shown(name, value)  # type: ignore[attr-defined]  # for the template


def _shown(name: str, value: Any) -> str:
    if value in (None, ""):
        return _("(left empty)")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "category":
        category = Category.objects.filter(pk=value).first()
        return category.label if category else "?"
    return str(dict(Product.Unit.choices)[value] if name == "unit" else value)
