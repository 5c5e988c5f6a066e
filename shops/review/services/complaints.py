"""Reports by shoppers: taking one down, and closing the complaint they make together."""

import logging
from ipaddress import ip_address, ip_network
from typing import Any

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from catalogue.models import Product
from shops.curation.scope import addresses_of_curators
from shops.letters import send_letter
from shops.models import Partner
from shops.review.exceptions import ComplaintClosed, ReturnNeedsWords, TooManyReports
from shops.review.kinds import Kind
from shops.review.models import Complaint, Report, ReportReason
from shops.review.services.takings import forget, require_free
from shops.standing.queries import owners_of

logger = logging.getLogger(__name__)
#: Reports that one person may make in an hour.
AN_HOUR, REPORTS_AN_HOUR = 3600, 5


def person_key(*, user: Any, address: str) -> str:
    """Who reports, as a key that cannot be turned back: the account, or the network address of a visitor."""
    who = f"account {user.pk}" if user.is_authenticated else f"address {household(address)}"
    return salted_hmac("shops.review.report", who, algorithm="sha256").hexdigest()


def household(address: str) -> str:
    """The network that the address stands for: of IPv6 every household has 2⁶⁴ addresses, and is one."""
    try:
        read = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((read, 64), strict=False)) if read.version == 6 else str(read)


def allow_report(person: str) -> None:
    """Count a report against the person's hour; raises TooManyReports."""
    key = f"report-{person}"
    cache.add(key, 0, AN_HOUR)
    if cache.incr(key) > REPORTS_AN_HOUR:
        raise TooManyReports


@transaction.atomic
def report(
    *, shop: Partner, product: Product | None = None, reason: ReportReason, words: str, person: str
) -> Complaint:
    """Add one person's report to the open complaint about this; a person counts once.

    The answer is the same the second time, so that nobody learns what others have said. The report that makes
    it enough people raises the complaint: its curators are written to, once.
    """
    complaint = lock_open(shop, product)
    _report, fresh = Report.objects.get_or_create(
        complaint=complaint,
        person=person,
        defaults={"reason": reason, "words": words.strip(), "at": timezone.now()},
    )
    if fresh:
        count_person(complaint)
        logger.info("reported", extra={"complaint": complaint.pk})
        if complaint.people == Complaint.RAISED_AT:
            send_letter(
                name="complaint_raised",
                to=addresses_of_curators(shop.region_id, Kind.REPORT),
                context={"complaint": complaint},
            )
    return complaint


@transaction.atomic
def close_complaint(*, complaint: Complaint, outcome: str, words: str, by: Any) -> Complaint:
    """Decide on all reports of the complaint. Raises ComplaintClosed, TakenByColleague, ReturnNeedsWords.

    Hiding a product unpublishes it; its draft stays with the seller. Where the seller has something to mend,
    the shop's owners read the curator's words in a letter that names no reporter.
    """
    if not words.strip():
        raise ReturnNeedsWords
    locked = Complaint.objects.select_for_update(no_key=True).get(pk=complaint.pk)
    if locked.closed_at:
        raise ComplaintClosed
    require_free(kind=Kind.REPORT, key=locked.pk, by=by)
    locked.outcome, locked.words = outcome, words.strip()
    locked.closed_at, locked.closed_by = timezone.now(), by
    locked.save(update_fields=["outcome", "words", "closed_at", "closed_by"])
    if outcome == Complaint.Outcome.HIDDEN and locked.product is not None:
        locked.product.unpublish(user=by)
    if outcome in Complaint.TOLD:
        addresses = [owner.email for owner in owners_of(locked.shop)]
        send_letter(name=f"complaint_{outcome}", to=addresses, context={"complaint": locked})
    forget(kind=Kind.REPORT, key=locked.pk)
    logger.info("complaint closed", extra={"complaint": locked.pk, "outcome": outcome})
    return locked


def count_person(locked: Complaint) -> None:
    """One more; the complaint's row is held."""
    locked.people += 1
    locked.save(update_fields=["people"])


def lock_open(shop: Partner, product: Product | None) -> Complaint:
    """The open complaint, its row held; one that is closed in this very moment is over, and another opens."""
    while True:
        found = _open_complaint(shop, product)
        locked = Complaint.objects.select_for_update(no_key=True).get(pk=found.pk)
        if locked.closed_at is None:
            return locked


def _open_complaint(shop: Partner, product: Product | None) -> Complaint:
    """The open one, or a new one; the constraint decides when two people are the first at once."""
    subject = {"shop": shop, "product": product, "closed_at": None}
    try:
        with transaction.atomic():
            found, _fresh = Complaint.objects.get_or_create(**subject, defaults={"opened_at": timezone.now()})
    except IntegrityError:
        found = Complaint.objects.get(**subject)
    return found
