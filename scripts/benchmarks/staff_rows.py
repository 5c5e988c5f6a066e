"""Fills a large catalogue with what staff have to do: `python -m scripts.benchmarks.staff_rows`.

Rows are written in bulk, for the figure that matters is how the pages read them; a few products take the real
way to the curators, so that there are screens to look at.
"""

import datetime as dt
import os
from collections.abc import Iterator
from itertools import cycle
from typing import Any

SUBMITTED, DECIDED = 3_000, 20_000
SHOPS_WAITING, COMPLAINTS = 300, 500
GROUPS_A_REGION = 5
#: The months of history that a shop's chart shows.
MONTHS = 12
PRODUCTS_OF_ONE_SHOP = 2_000
#: Products that were handed in as sellers do it.
REAL = 10
NATIONAL, PROVINCE, REGENCY = "nasional", "provinsi", "kabupaten"
SELLER = "penjual"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    from shops.models import Partner
    from shops.readiness.services.recompute import recompute_everything

    shop = Partner.objects.filter(state="approved").order_by("pk").first()
    assert shop is not None  # noqa: S101  (a catalogue of 100,000 products has shops)
    people = _people(shop)
    _fill_shop(shop, people[SELLER])
    _groups(shop, people)
    _cases(people[NATIONAL])
    _histories_of_claims(people[NATIONAL])
    _shops_waiting(people[SELLER])
    _complaints()
    recompute_everything()
    _history()
    _analyse()


def _people(shop: Any) -> dict[str, Any]:
    from accounts.models import User
    from shops.models import ShopMembership

    people = {
        name: User.objects.create_user(
            email=f"{name}@example.com", password=None, first_name=name, is_staff=True
        )
        for name in (NATIONAL, PROVINCE, REGENCY)
    }
    people[SELLER] = User.objects.create_user(email=f"{SELLER}@example.com", password=None)
    ShopMembership.objects.create(shop=shop, user=people[SELLER], role="owner")
    return people


def _fill_shop(shop: Any, seller: Any) -> None:
    """Give one shop many products, some of which its owner hands in."""
    from catalogue.models import Claim, Product
    from catalogue.services.curation import submit_product
    from shops.models import StockRecord

    keys = list(Product.objects.order_by("pk").values_list("pk", flat=True)[:PRODUCTS_OF_ONE_SHOP])
    Product.objects.filter(pk__in=keys).update(shop=shop)
    StockRecord.objects.filter(product__in=keys).update(partner=shop)
    Claim.objects.filter(product__in=keys).update(shop=shop)
    for product in Product.objects.filter(pk__in=keys[:REAL]):
        product.live = False
        product.save_revision(user=seller)
        submit_product(product=Product.objects.get(pk=product.pk), by=seller)


def _groups(shop: Any, people: dict[str, Any]) -> None:
    """Five groups of curators for every regency, one for the province of `shop`, one for the country."""
    from django.contrib.auth.models import Group

    from accounts.models import User
    from shops.curation.models import CurationTask
    from shops.curation.services import CURATOR_PERMISSIONS, CURATORS, ensure_curator_group, permissions_named
    from shops.regions.models import Region
    from shops.review.models import RegionalGroup

    ensure_curator_group().user_set.add(people[NATIONAL])
    province, regency = shop.region_id[:2], shop.regency_id
    codes = [*Region.objects.filter(level=Region.Level.REGENCY).values_list("code", flat=True), province]
    names = [(code, f"{CURATORS} {code} {number}") for code in codes for number in range(GROUPS_A_REGION)]
    groups = Group.objects.bulk_create(Group(name=name) for _code, name in names)
    RegionalGroup.objects.bulk_create(
        RegionalGroup(group=group, region_id=code) for group, (code, _name) in zip(groups, names, strict=True)
    )
    rights = permissions_named(CURATOR_PERMISSIONS)
    held = Group.permissions.through
    held.objects.bulk_create(
        [held(group=group, permission=right) for group in groups for right in rights], batch_size=5_000
    )
    deciding = CurationTask.groups.through
    (task,) = CurationTask.objects.all()[:1]
    deciding.objects.bulk_create(deciding(curationtask=task, group=group) for group in groups)
    colleagues = User.objects.bulk_create(
        User(email=f"kurator{number}@example.com", first_name=f"Kurator {number}", is_staff=True)
        for number in range(len(groups))
    )
    belonging = User.groups.through
    belonging.objects.bulk_create(
        [belonging(user=user, group=group) for user, group in zip(colleagues, groups, strict=True)]
    )
    people[PROVINCE].groups.add(Group.objects.get(name=f"{CURATORS} {province} 0"))
    people[REGENCY].groups.add(Group.objects.get(name=f"{CURATORS} {regency} 0"))


def _cases(curator: Any) -> None:
    """Products that wait, and decisions of a year with their steps and reasons."""
    from django.utils import timezone

    from catalogue.models import Product
    from shops.review.models import Case, ReturnReason, Step

    now = timezone.now()
    products = Product.objects.exclude(cases__isnull=False).order_by("-pk").values_list("pk", "shop_id")
    cases = [
        _case(product, shop, number, now)
        for number, (product, shop) in enumerate(products[: SUBMITTED + DECIDED])
    ]
    made = Case.objects.bulk_create(cases, batch_size=5_000)
    Step.objects.bulk_create(
        [Step(case=case, what="submitted", at=case.opened_at) for case in made], batch_size=5_000
    )
    decisions = Step.objects.bulk_create(
        [
            Step(
                case=case,
                what="returned" if case.pk % 4 == 0 else "approved",
                by=curator,
                at=case.closed_at,
                waited_seconds=round((case.closed_at - case.opened_at).total_seconds()),
            )
            for case in made
            if case.closed_at
        ],
        batch_size=5_000,
    )
    reasons = cycle(ReturnReason.objects.all())
    given = Step.reasons.through
    returned = [step for step in decisions if step.what == "returned"]
    given.objects.bulk_create(given(step=step, returnreason=next(reasons)) for step in returned)


def _case(product: int, shop: int, number: int, now: dt.datetime) -> Any:
    from shops.review.models import Case

    opened = now - dt.timedelta(days=number % 365 + 1, minutes=number % 1_000)
    closed = None if number < SUBMITTED else opened + dt.timedelta(hours=number % 200 + 1)
    return Case(
        product_id=product,
        shop_id=shop,
        state="waiting" if closed is None else "closed",
        opened_at=opened,
        waiting_since=opened,
        closed_at=closed,
    )


def _histories_of_claims(curator: Any) -> None:
    """When each claim was handed in and decided."""
    from catalogue.models import Claim, ClaimEvent

    claims = Claim.objects.filter(submitted_at__isnull=False).values_list(
        "pk", "state", "submitted_at", "reviewed_at"
    )
    events = []
    for key, state, submitted, reviewed in claims.order_by("pk"):
        decided = reviewed and reviewed - dt.timedelta(days=key % 700)
        first = submitted if decided is None else decided - dt.timedelta(hours=key % 200 + 1)
        events.append(ClaimEvent(claim_id=key, action="submitted", at=first))
        if decided:
            action = "refused" if state == "refused" else "verified"
            events.append(ClaimEvent(claim_id=key, action=action, at=decided, by=curator))
    ClaimEvent.objects.bulk_create(events, batch_size=5_000)


def _shops_waiting(owner: Any) -> None:
    from django.utils import timezone

    from shops.models import Partner
    from shops.standing.models import ShopStateChange

    keys = list(Partner.objects.order_by("-pk").values_list("pk", flat=True)[:SHOPS_WAITING])
    Partner.objects.filter(pk__in=keys).update(state="submitted")
    ShopStateChange.objects.bulk_create(
        ShopStateChange(
            shop_id=key,
            before="draft",
            after="submitted",
            by=owner,
            at=timezone.now() - dt.timedelta(hours=key % 99),
        )
        for key in keys
    )


def _complaints() -> None:
    from django.utils import timezone

    from catalogue.models import Product
    from shops.review.models import Complaint, Report, ReportReason

    now = timezone.now()
    about = (
        Product.objects.browsable().order_by("pk").values_list("pk", "shop_id")[5_000 : 5_000 + COMPLAINTS]
    )
    complaints = Complaint.objects.bulk_create(
        Complaint(
            product_id=product,
            shop_id=shop,
            opened_at=now - dt.timedelta(hours=product % 900),
            people=product % 5 + 1,
        )
        for product, shop in about
    )
    reason = ReportReason.objects.all()[0]
    Report.objects.bulk_create(
        Report(complaint=complaint, reason=reason, person=f"orang-{number}", at=now)
        for complaint in complaints
        for number in range(complaint.people)
    )


def _history() -> None:
    """What a year of growth leaves: earlier snapshots of every shop."""
    from django.utils import timezone

    from shops.readiness.models import Snapshot

    now = timezone.now()
    Snapshot.objects.bulk_create(
        (
            Snapshot(
                shop_id=shop,
                score=max(0, score - 5 * month),
                level_id=level,
                dimensions=dimensions,
                is_complete=False,
                is_current=False,
                taken_at=now - dt.timedelta(days=30 * month),
            )
            for shop, score, level, dimensions in _current_of_shops()
            for month in range(1, MONTHS)
        ),
        batch_size=5_000,
    )


def _current_of_shops() -> Iterator[tuple[Any, ...]]:
    from shops.readiness.models import Snapshot

    current = Snapshot.objects.filter(product=None, is_current=True)
    yield from list(current.values_list("shop_id", "score", "level_id", "dimensions"))


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
