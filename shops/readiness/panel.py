"""What the seller panel shows of readiness: the section, its to-do list, and where each thing is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from catalogue.models import Claim, Product
from shops.claims.submissions import handed_in
from shops.panel.access import Desk
from shops.panel.sections import Section, Todo, sections_for
from shops.readiness.evaluation import ATTESTED, Readiness, TodoItem
from shops.readiness.queries import kept_requirements, readiness_of_shop
from shops.readiness.rules import Place

SECTION = Section(
    key="readiness",
    label=gettext_lazy("Readiness"),
    url_name="readiness:shop",
    icon="leaf",
    order=40,
)
MOST_TODOS = 3


@dataclass(frozen=True, slots=True)
class Task:
    """A missing thing with the address where it is done; empty where it is done on the page itself.

    `claim` is what was handed in for it already and waits for a curator or came back.
    """

    item: TodoItem
    url: str
    claim: Claim | None = None

    @property
    def waits(self) -> bool:
        """Whether there is nothing to do but wait for the curators."""
        return self.claim is not None and self.claim.state == Claim.State.SUBMITTED

    @property
    def is_attested(self) -> bool:
        return self.item.kind == ATTESTED


def tasks_of(readiness: Readiness, desk: Desk, product: Product | None = None) -> list[Task]:
    """The to-do list with addresses."""
    return _tasks(readiness.todo, _addresses(desk, product), desk, product)


def blocking_in_editor(readiness: Readiness, desk: Desk, product: Product) -> list[Task]:
    """What keeps the product from being handed in, each with the way to its field in the editor."""
    here = dict.fromkeys(
        [Place.PRODUCT, Place.OFFER], reverse("panel:product", args=[desk.shop.slug, product.pk])
    )
    stated = reverse("readiness:product", args=[desk.shop.slug, product.pk])
    addresses = {Place.READINESS: stated, **_addresses(desk, product), **here}
    return _tasks(readiness.blocking, addresses, desk, product)


def readiness_todos(desk: Desk) -> Sequence[Todo]:
    """What would raise the shop most, what blocks first; nothing where no requirements are loaded.

    A claim that came back is on the list of its own.
    """
    if not desk.may_edit or not kept_requirements().criteria:
        return []
    here = reverse("readiness:shop", args=[desk.shop.slug])
    tasks = [task for task in tasks_of(readiness_of_shop(desk.shop), desk) if not task.claim][:MOST_TODOS]
    return [
        Todo(
            title=task.item.label,
            detail=_detail(task.item),
            url=task.url or here,
            weight=70 if task.item.is_blocking else 20 + min(task.item.points, 19),
        )
        for task in tasks
    ]


def _detail(item: TodoItem) -> str:
    if item.is_blocking:
        return _("Do this first: shoppers and the office look for it before anything else.")
    points = item.points
    words = ngettext("Readiness grows by %(points)s point.", "Readiness grows by %(points)s points.", points)
    return words % {"points": points}


def _tasks(
    items: Sequence[TodoItem], addresses: dict[Place, str], desk: Desk, product: Product | None
) -> list[Task]:
    wanted = any(item.criterion.claim_kinds for item in items)
    claims = _handed_in(desk, product) if wanted else {}
    return [_task(item, addresses, claims, desk) for item in items]


def _handed_in(desk: Desk, product: Product | None) -> dict[str, Claim]:
    """By kind, what waits for a curator or came back refused of the shop, and of this product."""
    subjects = {None, product.pk if product else None}
    claims = [claim for claim in desk.once(handed_in) if claim.product_id in subjects]
    return {claim.kind.code: claim for claim in claims}


def _task(item: TodoItem, addresses: dict[Place, str], claims: dict[str, Claim], desk: Desk) -> Task:
    """Where a claim is handed in already, the way to it: a second one of its kind would help nobody."""
    found = next((claims[kind] for kind in sorted(item.criterion.claim_kinds) if kind in claims), None)
    if found is None:
        return Task(item, _address(item, addresses))
    url = reverse("claims:claim", args=[desk.shop.slug, found.pk])
    return Task(item, url, found)


def _address(item: TodoItem, addresses: dict[Place, str]) -> str:
    """The page with the field on it."""
    page, anchor = addresses.get(item.place, ""), item.criterion.anchor
    return f"{page}#{anchor}" if page and anchor else page


def _addresses(desk: Desk, product: Product | None) -> dict[Place, str]:
    """Where things are done at this desk. Profile and claims are sections that other rooms register."""
    sections = {section.key: section.url(desk) for section in sections_for(desk)}
    slug = desk.shop.slug
    addresses = {
        Place.PROFILE: sections.get("profile", ""),
        Place.CLAIMS: sections.get("claims", ""),
        Place.PRODUCTS: reverse("panel:products", args=[slug]),
    }
    if product is not None:
        addresses[Place.PRODUCT] = reverse("panel:product", args=[slug, product.pk])
        addresses[Place.OFFER] = reverse("panel:product_offer", args=[slug, product.pk])
    return addresses
