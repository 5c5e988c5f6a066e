"""Warnings 60, 30 and 7 days ahead: once each, whatever happens to the run."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from django_tasks import task_backends
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from accounts.factories import UserFactory
from catalogue.claims.services import revoke_claim
from catalogue.factories import ClaimFactory, ProductFactory, RefusalReasonFactory
from catalogue.models import Claim
from shops.claims import warnings
from shops.claims.models import ClaimWarning
from shops.claims.warnings import note_warnings, tell_warnings, warn_of_endings
from shops.factories import MembershipFactory, RegionFactory, ShopFactory
from shops.models import Partner

pytestmark = pytest.mark.django_db

LAST_DAY = dt.date(2027, 3, 1)


@pytest.fixture
def claim(shop: Partner, owner: Any) -> Claim:
    found: Claim = ClaimFactory(shop=shop, product=ProductFactory(shop=shop), expires_on=LAST_DAY)
    return found


def days_before(days: int) -> dt.date:
    return LAST_DAY - dt.timedelta(days=days)


def stages() -> list[int]:
    return list(ClaimWarning.objects.order_by("pk").values_list("days", flat=True))


def test_each_stage_is_told_once_as_its_day_comes(claim: Claim, owner: Any) -> None:
    told = [warn_of_endings(on=days_before(days)) for days in (61, 60, 59, 31, 30, 30, 8, 7, 6, 0, -1)]

    assert told == [0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0]
    assert stages() == [60, 30, 7]
    assert [letter.to for letter in mail.outbox] == [[owner.email]] * 3
    assert "1 Maret 2027" in mail.outbox[0].body and f"/klaim/{claim.pk}/" in mail.outbox[0].body


def test_a_claim_verified_shortly_before_its_end_has_one_warning(claim: Claim) -> None:
    warn_of_endings(on=days_before(5))

    assert stages() == [7]
    assert len(mail.outbox) == 1


def test_one_letter_names_all_claims_of_a_shop(claim: Claim) -> None:
    other = ClaimFactory(shop=claim.shop, product=claim.product, expires_on=LAST_DAY)

    warn_of_endings(on=days_before(30))

    letter = mail.outbox[0]
    assert len(mail.outbox) == 1
    assert claim.number in letter.body and other.number in letter.body


@pytest.mark.parametrize("state", [state for state in Claim.State.values if state != "verified"])
def test_what_does_not_count_is_not_warned_of(claim: Claim, state: str) -> None:
    Claim.objects.update(state=state, refusal_reason="x")

    assert warn_of_endings(on=days_before(7)) == 0


def test_a_renewed_claim_is_warned_of_again(claim: Claim) -> None:
    warn_of_endings(on=days_before(7))
    Claim.objects.update(expires_on=LAST_DAY + dt.timedelta(days=365))

    told = warn_of_endings(on=days_before(7) + dt.timedelta(days=365))

    assert told == 1


def test_what_was_revoked_between_noting_and_telling_is_not_mailed(claim: Claim) -> None:
    note_warnings(on=days_before(7))
    revoke_claim(claim=claim, by=UserFactory(), reason=RefusalReasonFactory())
    mail.outbox.clear()

    tell_warnings()

    assert mail.outbox == []
    assert not ClaimWarning.objects.filter(told_at=None).exists()


def test_a_day_is_the_one_where_the_shop_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for code in ("33.74", "91.71"):
        shop = ShopFactory(region=RegionFactory(code=code))
        ClaimFactory(shop=shop, product=ProductFactory(shop=shop), expires_on=LAST_DAY, issued_on=None)
    late_in_the_west = dt.datetime(2027, 2, 21, 23, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    monkeypatch.setattr(timezone, "now", lambda: late_in_the_west)

    note_warnings()

    assert dict(ClaimWarning.objects.values_list("claim__shop__region_id", "days")) == {
        "33.74": 30,
        "91.71": 7,
    }


def test_a_run_that_dies_while_writing_is_made_up_for(claim: Claim, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(warnings, "_write", die)
        with pytest.raises(KeyboardInterrupt):
            warn_of_endings(on=days_before(30))
    noted = ClaimWarning.objects.filter(told_at=None).count()

    told = [warn_of_endings(on=days_before(30)), warn_of_endings(on=days_before(30))]

    assert (noted, told, len(mail.outbox)) == (1, [1, 0], 1)


def test_a_run_that_dies_between_two_shops_tells_the_other_one_later(
    claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = ShopFactory()
    MembershipFactory(shop=second)
    ClaimFactory(shop=second, product=ProductFactory(shop=second), expires_on=LAST_DAY)
    tell, called = warnings._tell_shop, []

    def tell_one(key: int) -> int:
        if called:
            raise KeyboardInterrupt
        called.append(key)
        return tell(key)

    with monkeypatch.context() as broken:
        broken.setattr(warnings, "_tell_shop", tell_one)
        with pytest.raises(KeyboardInterrupt):
            warn_of_endings(on=days_before(7))

    assert warn_of_endings(on=days_before(7)) == 1
    assert len({tuple(letter.to) for letter in mail.outbox}) == len(mail.outbox) == 2


@pytest.fixture
def tasks_in_database(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "config.mail.QueuedEmailBackend"
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail", "search"]}
    }
    task_backends.__dict__.pop("settings", None)


@pytest.mark.usefixtures("tasks_in_database")
def test_letter_and_mark_are_committed_together(claim: Claim) -> None:
    """Whoever dies right after the commit leaves the letter in the queue; before it, neither is there."""
    note_warnings(on=days_before(7))
    queued = DBTaskResult.objects.filter(queue_name="mail")

    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        tell_warnings()
        raise KeyboardInterrupt
    before = (queued.count(), ClaimWarning.objects.filter(told_at=None).count())
    tell_warnings()

    assert before == (0, 1)
    assert (queued.count(), ClaimWarning.objects.filter(told_at=None).count()) == (1, 0)


def test_the_number_of_queries_follows_the_shops_and_not_the_claims(
    claim: Claim, django_assert_num_queries: Any
) -> None:
    def queries_of_run(day: dt.date) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            warn_of_endings(on=day)
        return len(queries)

    one = queries_of_run(days_before(60))
    for _number in range(19):
        ClaimFactory(shop=claim.shop, product=claim.product, expires_on=LAST_DAY)

    assert queries_of_run(days_before(30)) == one


@pytest.mark.parametrize(("as_json", "said"), [(False, "Warnings told: 1.\n"), (True, '{"told": 1}\n')])
def test_the_command_says_how_many_it_told(
    claim: Claim, capsys: pytest.CaptureFixture[str], as_json: bool, said: str
) -> None:
    call_command("warn_of_endings", on=days_before(60), json=as_json)

    assert capsys.readouterr().out == said


def test_the_command_says_what_a_day_looks_like(db: None) -> None:
    with pytest.raises(CommandError, match="YYYY-MM-DD"):
        call_command("warn_of_endings", "--on", "besok")
