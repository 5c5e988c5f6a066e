"""Keeping what a person types, while they type it, and giving it back."""

import re
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from catalogue.models import Product
from catalogue.services.drafts import NO_DRAFT
from catalogue.zones import times_in_words, zone_of
from shops.models import Partner
from shops.panel.forms.pictures import MOST as MOST_PICTURES
from shops.panel.forms.product import ProductForm
from shops.panel.models import TypedForm

#: No field takes more; what a form sends beyond it would not be saved either.
LONGEST = 10_000
MOST_NAMES = 200

_OWN = re.compile(rf"attr-[\w-]{{1,128}}|pictures-[0-{MOST_PICTURES - 1}]-(?:token|alt|place)|base")


@transaction.atomic
def keep_typed(*, shop: Partner, product: Product | None, data: Mapping[str, str], by: Any) -> TypedForm:
    """Keep the product form as it stands; what this person had kept of it before gives way."""
    kept, _created = TypedForm.objects.update_or_create(
        user=by, product=product, shop=shop, defaults={"data": typed_in(data)}
    )
    return kept


def typed_in(data: Mapping[str, str]) -> dict[str, str]:
    """What of a sent form is kept: names of fields, and no NUL characters, which no database takes."""
    names = [name for name in data if name in ProductForm.base_fields or _OWN.fullmatch(name)]
    return {name: data[name].replace("\x00", "")[:LONGEST] for name in names[:MOST_NAMES]}


def typed_by(user: Any, *, shop: Partner, product: Product | None) -> TypedForm | None:
    """What this person has typed of the product, or of a new one, and not saved: one query."""
    kept = TypedForm.objects.filter(user=user, shop=shop, product=product).first()
    if kept is not None:
        kept.shop, kept.product = shop, product  # so that neither is asked for again
    return kept


def as_sent(typed: TypedForm) -> QueryDict:
    """The kept form as the browser would send it."""
    data = QueryDict(mutable=True)
    data.update(typed.data)
    return data


def saved_words(kept: TypedForm) -> str:
    """`Kept at 10.02 WIB`, on the clocks of the shop."""
    return _("Kept, %(time)s") % {"time": times_in_words(zone_of(kept.shop.region_id), kept.updated_at)}


def moved_on_words(kept: TypedForm, user: Any) -> str:
    """That somebody saved another draft since this form began from its base; empty when nobody did."""
    product, base = kept.product, kept.data.get("base", "")
    if product is None or base in ("", str(product.latest_revision_id or NO_DRAFT)):
        return ""
    revision = product.latest_revision
    other = revision.user if revision and revision.user_id != user.pk else None
    name = (other.get_full_name() or _("A colleague")) if other else _("You, in another window,")
    words = _("%(name)s saved this product meanwhile. What you type is kept; saving shows you both versions.")
    return words % {"name": name}


@transaction.atomic
def drop_typed(*, shop: Partner, product: Product | None, by: Any) -> None:
    """Forget it: it is saved, or not wanted."""
    TypedForm.objects.filter(user=by, shop=shop, product=product).delete()
