"""Businesses on their way into the sample region, invitations and requests, all through the services."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from accounts.models import User
from demo.owners import owner_of
from shops.holidays.models import Holiday
from shops.holidays.services import set_holiday
from shops.kbli.codes import known_groups
from shops.models import Invitation, JoinRequest, Partner, Registration
from shops.regions.models import Region
from shops.registration.queries import places_of
from shops.registration.services import begin, finish, keep_answer
from shops.standing.services import approve_shop, close_shop, enter_shop, return_shop, suspend_shop
from shops.teams.invitations import invite
from shops.teams.models import Role
from shops.teams.requests import request_to_join
from shops.teams.services import add_member

FILE = Path(__file__).parent / "data" / "joining.toml"
Entry = Mapping[str, Any]


@cache
def joining_plan() -> Mapping[str, list[Entry]]:
    """`business`, `invitation`, `request` and `holiday`, each a list in the order of the file."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def play_joining(shops: Mapping[str, Partner], curator: User, now: dt.datetime) -> None:
    """Register, decide, invite, ask and rest as the plan says; what was played before stays as it is."""
    for entry in joining_plan()["business"]:
        user = User.objects.get(email=entry["person"])
        if not Registration.objects.filter(user=user).exists():
            _register(entry, user, shops, curator)
    for entry in joining_plan()["invitation"]:
        _invite(shops[entry["shop"]], entry)
    for entry in joining_plan()["request"]:
        _ask(shops[entry["shop"]], User.objects.get(email=entry["person"]))
    for entry in joining_plan()["holiday"]:
        _rest(shops[entry["shop"]], entry, now.date())


def _register(entry: Entry, user: User, shops: Mapping[str, Partner], curator: User) -> None:
    registration = begin(user=user)
    keep_answer(registration=registration, key="nama", answer={"name": entry["name"]})
    if entry["until"] == "begun":
        return
    for key, answer in _answers(entry, shops[entry["like"]]).items():
        keep_answer(registration=registration, key=key, answer=answer)
    if entry["until"] == "draft":
        _draft(entry, user, shops[entry["like"]])
        return
    shop = finish(registration=registration)
    assert shop is not None  # noqa: S101  (none of them has an NIB)
    shop.is_sample = True
    shop.save(update_fields=["is_sample", "updated_at"])
    _decide(entry, shop, curator)


def _draft(entry: Entry, user: User, like: Partner) -> None:
    """A shop that its owner has not handed in, as staff enter one at a counter."""
    shop = Partner(name=entry["name"], is_sample=True, sector=entry["sector"])
    shop.region_id, shop.employees = like.region_id, entry["employees"]
    enter_shop(shop=shop, by=user)
    add_member(shop=shop, user=user, role=Role.OWNER)


def _answers(entry: Entry, like: Partner) -> dict[str, dict[str, Any]]:
    place = places_of(Region.objects.filter(code=like.region_id))[0]
    basis, _dash, over = entry["size"].partition("-")
    codes = [code for code in entry["codes"] if code in known_groups()]
    return {
        "nib": {"nib": ""},
        "jenis": {"kind": "individual"},
        "wilayah": {"region": place.code, "label": place.label},
        "sektor": {"sector": entry["sector"]},
        "kbli": {"codes": codes, "main": codes[0] if codes else ""},
        "ukuran": {"size": entry["size"], "basis": basis, "over": over},
        "pekerja": {"employees": entry["employees"]},
    }


def _decide(entry: Entry, shop: Partner, curator: User) -> None:
    until, words = entry["until"], entry.get("words", "")
    if until == "returned":
        return_shop(shop=shop, by=curator, reason=words)
    elif until == "closed":
        close_shop(shop=shop, by=owner_of(shop), reason=words)
    elif until == "suspended":
        suspend_shop(shop=approve_shop(shop=shop, by=curator), by=curator, reason=words)


def _invite(shop: Partner, entry: Entry) -> None:
    if not Invitation.objects.filter(shop=shop).exists():
        invite(shop=shop, email=entry["email"], role=entry["role"], by=owner_of(shop))


def _ask(shop: Partner, user: User) -> None:
    claim = shop.claims.filter(kind__code="nib", product=None, state="verified").first()
    if claim and not JoinRequest.objects.filter(user=user).exists():
        request_to_join(nib=claim.number, user=user)


def _rest(shop: Partner, entry: Entry, today: dt.date) -> None:
    """Once: a holiday that has ended by the next load is not begun again."""
    if not Holiday.objects.filter(shop=shop).exists():
        first, last = (today + dt.timedelta(days=entry[name]) for name in ("first", "last"))
        set_holiday(shop=shop, first_day=first, last_day=last, note=entry["note"], by=owner_of(shop))
