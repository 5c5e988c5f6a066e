"""What the products ask of their seller."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.states import TO_MEND, ProductState
from shops.panel.access import Desk
from shops.panel.queries import state_counts
from shops.panel.sections import Todo

UNSENT = (ProductState.DRAFT, ProductState.LIVE_DRAFT)


def product_todos(desk: Desk) -> Sequence[Todo]:
    """Returned products first, then drafts; the first product when there is none yet. One query."""
    if not desk.may_edit:
        return []
    counts = state_counts(desk.shop)
    if not counts:
        return [_first_product(desk)]
    return [*_returned(desk, counts), *_unsent(desk, counts)]


def _first_product(desk: Desk) -> Todo:
    return Todo(
        title=_("Add your first product"),
        detail=_("A photo, a name and a price are a good start."),
        url=reverse("panel:product_new", args=[desk.shop.slug]),
        weight=60,
    )


def _returned(desk: Desk, counts: dict[ProductState, int]) -> list[Todo]:
    return [
        Todo(
            title=ngettext("Mend %(count)s returned product", "Mend %(count)s returned products", count)
            % {"count": count},
            detail=_("The curators wrote what to change. Mend it and submit it again."),
            url=_list_of(desk, state),
            weight=90,
        )
        for state in TO_MEND
        if (count := counts.get(state, 0))
    ]


def _unsent(desk: Desk, counts: dict[ProductState, int]) -> list[Todo]:
    return [
        Todo(
            title=ngettext("Finish %(count)s draft", "Finish %(count)s drafts", count) % {"count": count},
            detail=_("Nobody sees it before you submit it and a curator approves it."),
            url=_list_of(desk, state),
            weight=40,
        )
        for state in UNSENT
        if (count := counts.get(state, 0))
    ]


def _list_of(desk: Desk, state: ProductState) -> str:
    return f"{reverse('panel:products', args=[desk.shop.slug])}?keadaan={state.value}"
