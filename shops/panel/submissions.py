"""What a shop has handed in and how it stands. Rooms register what of theirs is handed in."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue.models import Product
from catalogue.states import TO_MEND, last_submitted, state_of, with_state
from shops.panel.access import Desk

#: More than these, the oldest are left to the lists of their own rooms.
MOST = 50


@dataclass(frozen=True, kw_only=True)
class Submission:
    """One thing handed in. `waits_for_shop` says whose turn it is: the shop's, else the curators'."""

    kind: str
    title: str
    url: str
    submitted_at: dt.datetime
    state: str
    state_label: str
    waits_for_shop: bool

    @property
    def next_step(self) -> str:
        return (
            _("You: mend it and submit it again") if self.waits_for_shop else _("The curators: they decide")
        )


SubmissionProvider = Callable[[Desk], Sequence[Submission]]

_providers: list[SubmissionProvider] = []


def register_submissions(provider: SubmissionProvider) -> SubmissionProvider:
    """Ask this provider too for what a shop has handed in; it may ask the database once or twice."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def submissions_of(desk: Desk) -> list[Submission]:
    """What waits or came back, the latest first, `MOST` at most."""
    found = [submission for provider in _providers for submission in provider(desk)]
    return sorted(found, key=lambda submission: submission.submitted_at, reverse=True)[:MOST]


def product_submissions(desk: Desk) -> list[Submission]:
    """The last `MOST` of the shop's products that are in curation: two queries, one where there are none."""
    handed_in = last_submitted(Product.objects.filter(shop=desk.shop), MOST)
    rows = (
        with_state(Product.objects.filter(pk__in=handed_in))
        .select_related("latest_revision")
        .defer("latest_revision__content")  # the whole draft: of it, the name is shown
    )
    return [_of_product(desk, product, handed_in[product.pk]) for product in rows]


def _of_product(desk: Desk, product: Product, submitted_at: dt.datetime) -> Submission:
    state = state_of(product)
    return Submission(
        kind=_("Product"),
        title=product.latest_revision.object_str if product.latest_revision else product.title,
        url=reverse("panel:product", args=[desk.shop.slug, product.pk]),
        submitted_at=submitted_at,
        state=state.value,
        state_label=str(state.label),
        waits_for_shop=state in TO_MEND,
    )
