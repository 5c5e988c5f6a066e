"""Registering a business: keeping answers, and making the shop of them at the end."""

import datetime as dt
import logging
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from shops.claims.statements import Statement, follow_statement
from shops.kbli.models import ShopActivity
from shops.locks import lock_shop
from shops.models import Partner
from shops.regions.models import Region
from shops.registration.exceptions import AlreadyFinished, AnswersMissing, TooManyRegistrations
from shops.registration.forms import Answer, Answers, chosen_cluster
from shops.registration.models import Registration
from shops.registration.queries import places_of, size_rule
from shops.registration.questions import missing
from shops.registration.sizes import class_of_range
from shops.standing.services import log_state, submit_shop
from shops.teams.exceptions import AlreadyInTeam
from shops.teams.invitations import invite
from shops.teams.models import Role
from shops.teams.queries import shop_with_nib
from shops.teams.requests import attach_requests, request_to_join
from shops.teams.services import add_member

logger = logging.getLogger(__name__)

MOST_IN_A_DAY = 3
#: Somebody may take the same slug or code in between; each time another one is free.
TRIES = 5


def begin(*, user: Any) -> Registration:
    """The person's open registration, a new one if there is none; one however many devices ask at once."""
    registration, _fresh = Registration.objects.get_or_create(user=user, shop=None, finished_at=None)
    return registration


@transaction.atomic
def begin_mending(*, shop: Partner, user: Any) -> Registration:
    """An open registration of a shop that exists, filled with what the shop says now."""
    registration, _fresh = Registration.objects.get_or_create(
        shop=lock_shop(shop.pk), finished_at=None, defaults={"user": user, "answers": answers_of(shop)}
    )
    return registration


@transaction.atomic
def keep_answer(*, registration: Registration, key: str, answer: Answer) -> Registration:
    """Keep an answer beside the others, whichever device gave them. Raises AlreadyFinished."""
    locked = _lock(registration)
    locked.answers = {**locked.answers, key: answer}
    locked.save(update_fields=["answers", "updated_at"])
    return locked


@transaction.atomic
def finish(*, registration: Registration) -> Partner | None:
    """Make a shop of the answers, or mend the registration's shop, and hand it to the office.

    None when the NIB is known here: its owner was asked instead, and there is still one record. Raises
    AlreadyFinished, AnswersMissing, TooManyRegistrations, TooManyRequests and MoveNotAllowed.
    """
    locked = _lock(registration)
    if keys := [question.key for question in missing(locked)]:
        raise AnswersMissing(keys)
    shop = _mend(locked) if locked.shop_id else _register(locked)
    if shop is not None:
        locked.shop = shop
    if shop is not None or locked.shop_id is None:
        locked.finished_at = timezone.now()
        locked.save(update_fields=["shop", "finished_at", "updated_at"])
    logger.info("registration finished", extra={"registration": locked.pk, "shop": locked.shop_id})
    return shop


def answers_of(shop: Partner) -> Answers:
    """What a shop says, as the answers to the questions."""
    place = places_of(Region.objects.filter(code=shop.region_id))[0]
    activities = list(shop.activities.order_by("-is_main", "code"))
    found: Answers = {
        "nib": {"nib": shop.nib},
        "nama": {"name": shop.name},
        "jenis": {"kind": shop.kind},
        "wilayah": {"region": place.code, "label": place.label},
        "alamat": {"address": shop.address, "whatsapp": str(shop.whatsapp or ""), "email": shop.email},
        "sektor": {"sector": shop.sector},
    }
    if activities:
        codes = [activity.code for activity in activities]
        found["kbli"] = {"codes": codes, "main": codes[0]}
    if shop.cluster:
        found["sentra"] = {"cluster": str(shop.cluster_id), "label": shop.cluster.name}
    if shop.size_over is not None:
        over = f"{shop.size_over:f}"
        found["ukuran"] = {"size": f"{shop.size_basis}-{over}", "basis": shop.size_basis, "over": over}
    if shop.employees:
        found["pekerja"] = {"employees": shop.employees}
    return found


def _register(registration: Registration) -> Partner | None:
    user, answers = registration.user, registration.answers
    _refuse_many(user)
    nib = answers.get("nib", {}).get("nib", "")
    shop = _create(answers, nib)
    if shop is None:
        request_to_join(nib=nib, user=user)
        return None
    add_member(shop=shop, user=user, role=Role.OWNER)
    log_state(shop=shop, before="", by=user)
    _write_activities(shop, answers)
    shop = submit_shop(shop=shop, by=user)
    for email, role in answers.get("tim", {}).get("invited", []):
        try:
            invite(shop=shop, email=email, role=role, by=user)
        except AlreadyInTeam:
            continue  # their own address
    if nib:
        attach_requests(shop=shop)
    return shop


def _create(answers: Answers, nib: str) -> Partner | None:
    """A new draft; None when the NIB is known. Of two who come at once the database lets one through."""
    for _try in range(TRIES):
        if nib and shop_with_nib(nib) is not None:
            return None
        try:
            with transaction.atomic():
                shop = _fill(Partner(state=Partner.State.DRAFT), answers)
                shop.save()
        except IntegrityError:
            continue
        return shop
    raise TooManyRegistrations


def _mend(registration: Registration) -> Partner | None:
    shop, answers = lock_shop(registration.shop_id or 0), registration.answers
    before = Statement.of(shop)
    if not _rewrite(shop, answers):
        request_to_join(nib=answers["nib"]["nib"], user=registration.user)
        return None
    _write_activities(shop, answers)
    submitted = submit_shop(shop=shop, by=registration.user)
    follow_statement(shop=submitted, before=before, by=registration.user)
    return submitted


def _rewrite(shop: Partner, answers: Answers) -> bool:
    """Whether the locked shop says this now: not where another has its NIB, or takes it in this moment."""
    nib, kept = answers.get("nib", {}).get("nib", ""), shop.nib

    def is_anothers() -> bool:
        other = shop_with_nib(nib) if nib and nib != kept else None
        return other is not None and other.pk != shop.pk

    if is_anothers():
        return False
    try:
        with transaction.atomic():
            _fill(shop, answers).save()
    except IntegrityError:
        if is_anothers():
            return False
        raise
    return True


def _fill(shop: Partner, answers: Answers) -> Partner:
    """Write the answers into the shop's columns; the size class follows from the rule in force."""
    rule, size = size_rule(), answers["ukuran"]
    shop.nib = answers.get("nib", {}).get("nib", "")
    shop.name = answers["nama"]["name"]
    shop.kind = answers["jenis"]["kind"]
    shop.region_id = answers["wilayah"]["region"]
    for name in ("address", "whatsapp", "email"):
        setattr(shop, name, answers.get("alamat", {}).get(name, ""))
    shop.sector = answers["sektor"]["sector"]
    shop.cluster = chosen_cluster(answers.get("sentra", {}))
    shop.size_rule, shop.size_basis = rule, size["basis"]
    shop.size_over = Decimal(size["over"])
    shop.size_class = class_of_range(rule, size["basis"], shop.size_over)
    shop.employees = answers["pekerja"]["employees"]
    return shop


def _write_activities(shop: Partner, answers: Answers) -> None:
    chosen = answers["kbli"]
    shop.activities.all().delete()
    ShopActivity.objects.bulk_create(
        ShopActivity(shop=shop, code=code, is_main=code == chosen["main"]) for code in chosen["codes"]
    )


def _lock(registration: Registration) -> Registration:
    locked = Registration.objects.select_for_update(no_key=True).get(pk=registration.pk)
    if locked.finished_at is not None:
        raise AlreadyFinished
    return locked


def _refuse_many(user: Any) -> None:
    day = timezone.now() - dt.timedelta(days=1)
    if Registration.objects.filter(user=user, finished_at__gt=day).count() >= MOST_IN_A_DAY:
        raise TooManyRegistrations
