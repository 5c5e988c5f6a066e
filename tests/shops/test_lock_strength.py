"""Two at once, each holding the row that the other's new row names: both finish.

A key in a new row is checked at the commit, and that check waits for `FOR UPDATE`. Taken so, a product that
is handed in (its case names the shop) and a shop whose owner attests for it would wait for each other.
"""

import threading
from functools import partial
from typing import Any

import pytest
from django.db import OperationalError
from django.db.models import QuerySet
from django.db.transaction import atomic

from catalogue.models import Product
from catalogue.services.curation import submit_product
from shops.readiness.models import Attestation
from shops.readiness.reference import load_requirements
from shops.readiness.services.attestations import attest
from shops.review.models import Case
from tests.project.sources import LOWER_ROOMS, ROOT, named, python_files
from tests.races import PATIENCE, at_once, errors_among, skip_without_two_writers

CODE = "product-checked"


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("guarded", [True, False], ids=["guarded", "unguarded"])
def test_handing_in_and_attesting_at_once_are_both_done(
    postgres_url: str, curator: Any, draft: Product, seller: Any, guarded: bool, monkeypatch: Any
) -> None:
    skip_without_two_writers()
    load_requirements()
    held = threading.Barrier(2, timeout=PATIENCE)
    if not guarded:
        lock = QuerySet.select_for_update
        monkeypatch.setattr(
            QuerySet, "select_for_update", lambda rows, **how: lock(rows, **{**how, "no_key": False})
        )

    def until_both_hold(act: Any) -> None:
        with atomic():
            act()
            held.wait()

    outcomes = at_once(
        partial(until_both_hold, partial(submit_product, product=draft, by=seller)),
        partial(until_both_hold, partial(attest, code=CODE, shop=draft.shop, product=draft, by=seller)),
        may_raise=() if guarded else OperationalError,
    )

    assert len(errors_among(outcomes)) == (0 if guarded else 1)
    assert Case.objects.count() + Attestation.objects.count() == (2 if guarded else 1)


def test_every_lock_lets_others_name_the_row() -> None:
    rooms = {*LOWER_ROOMS, "site"}
    ours = [path for path in python_files() if path.relative_to(ROOT).parts[0] in rooms]
    strong = [
        f"{named(path)}: {line.strip()}"
        for path in ours
        for line in path.read_text().splitlines()
        if "select_for_update(" in line and "no_key=True" not in line
    ]

    assert strong == [], "A lock is `select_for_update(no_key=True)`: see Locks in docs/architecture.md."
