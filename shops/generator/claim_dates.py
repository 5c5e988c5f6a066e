"""When a claim was issued, ends, was submitted and was decided, so that each state tells a true story."""

import datetime as dt
from dataclasses import dataclass

#: What an expired claim of a kind without a usual validity had printed on it.
YEARS_WHEN_UNSAID = 3
#: Nothing was handed in before so many days: the site was not there.
FIRST_DAY = 390
#: How long a submitted claim waits at most, and how long a curator took with the others (days).
WAITS, DECIDED_AFTER = 20, 4


@dataclass(frozen=True)
class ClaimDates:
    """`issued_on` and `expires_on` as printed; the two moments only where the state has passed them."""

    issued_on: dt.date
    expires_on: dt.date | None
    submitted_at: dt.datetime | None
    reviewed_at: dt.datetime | None


def claim_dates(state: str, *, issued_days: int, validity_years: int | None, now: dt.datetime) -> ClaimDates:
    """Dates for a claim issued `issued_days` before `now`.

    An expired one is moved back so that its last day lies before today, every other one stays in force. It
    was handed in a few days after its issue, an expired one a month before its end at the latest.
    """
    today = now.date()
    if state == "expired":
        years = validity_years or YEARS_WHEN_UNSAID
        issued = _years_later(today, -years) - dt.timedelta(days=1 + issued_days % 200)
    else:
        years = validity_years or 0
        issued = max(
            today - dt.timedelta(days=issued_days), _years_later(today, -years) if years else dt.date.min
        )
    submitted = now - dt.timedelta(days=_submitted_days(state, issued_days))
    return ClaimDates(
        issued_on=issued,
        expires_on=_years_later(issued, years) if years else None,
        submitted_at=None if state == "draft" else submitted,
        reviewed_at=None
        if state in {"draft", "submitted"}
        else min(now, submitted + dt.timedelta(days=DECIDED_AFTER)),
    )


def _submitted_days(state: str, issued_days: int) -> int:
    if state == "submitted":
        return min(issued_days, 1 + issued_days % WAITS)
    if state == "expired":
        return 31 + issued_days % 200
    return max(0, min(issued_days - 3, FIRST_DAY))


def _years_later(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
