"""Dates of generated claims agree with their state."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.claims.models import Claim
from shops.generator.claim_dates import claim_dates

NOW = dt.datetime(2026, 2, 28, 9, tzinfo=dt.UTC)
STATES = sorted(Claim.State.values)


@given(
    state=st.sampled_from(STATES),
    days=st.integers(0, 4_000),
    years=st.none() | st.integers(1, 10),
    now=st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2032, 12, 31), timezones=st.just(dt.UTC)),
)
def test_only_an_expired_claim_has_its_last_day_behind_it(
    state: str, days: int, years: int | None, now: dt.datetime
) -> None:
    dates = claim_dates(state, issued_days=days, validity_years=years, now=now)

    is_over = dates.expires_on is not None and dates.expires_on < now.date()

    assert is_over == (state == "expired")
    assert dates.issued_on <= now.date()


@pytest.mark.parametrize(
    ("state", "is_submitted", "is_reviewed"),
    [("draft", False, False), ("submitted", True, False), ("verified", True, True), ("refused", True, True)],
)
def test_moments_stand_only_where_the_state_has_passed_them(
    state: str, is_submitted: bool, is_reviewed: bool
) -> None:
    dates = claim_dates(state, issued_days=100, validity_years=5, now=NOW)

    assert (dates.submitted_at is not None) == is_submitted
    assert (dates.reviewed_at is not None) == is_reviewed


def test_a_verified_claim_ends_as_many_years_after_its_issue_as_its_kind_says() -> None:
    dates = claim_dates("verified", issued_days=365, validity_years=5, now=NOW)

    assert dates.issued_on == dt.date(2025, 2, 28)
    assert dates.expires_on == dt.date(2030, 2, 28)
