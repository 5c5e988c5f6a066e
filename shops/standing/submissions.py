"""The shop itself in the panel's list of what is handed in."""

from django.urls import reverse
from django.utils.translation import gettext as _

from shops.panel.access import Desk
from shops.panel.submissions import Submission
from shops.standing.queries import history_of
from shops.standing.states import ShopState


def shop_submissions(desk: Desk) -> list[Submission]:
    """The shop while the office has it or has sent it back: one query, none once it is approved."""
    shop = desk.shop
    if shop.state not in {ShopState.SUBMITTED, ShopState.RETURNED}:
        return []
    handed_in = history_of(shop).filter(after=ShopState.SUBMITTED).first()
    if handed_in is None:
        return []
    return [
        Submission(
            kind=_("Shop"),
            title=shop.name,
            url=reverse("standing:standing", args=[shop.slug]),
            submitted_at=handed_in.at,
            state=shop.state,
            state_label=shop.get_state_display(),
            waits_for_shop=shop.state == ShopState.RETURNED,
        )
    ]
