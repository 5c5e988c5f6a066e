"""The people of the sample region: who they are, and making them with passwords nobody knows beforehand."""

import secrets
import tomllib
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from accounts.models import User
from shops.curation.services import ensure_regional_curators
from shops.models import Partner, ShopMembership
from shops.regions.models import Region
from shops.teams.services import add_member

FILE = Path(__file__).parent / "data" / "people.toml"
PASSWORD_BYTES = 9
NOTICES = ("submitted_notifications", "approved_notifications", "rejected_notifications")


@dataclass(frozen=True)
class SamplePerson:
    """One person; `shops` are codes of the shops in whose team they are, `regions` those they look after.

    `kinds` narrows what they decide on there, and `purpose` says what the account is for.
    """

    email: str
    first_name: str
    last_name: str
    role: str
    groups: tuple[str, ...]
    shops: tuple[str, ...]
    team_role: str
    regions: tuple[str, ...]
    kinds: tuple[str, ...]
    purpose: str


@dataclass(frozen=True)
class NewAccount:
    """An account made in this run, with the password that is shown this once."""

    email: str
    role: str
    password: str
    purpose: str


@cache
def sample_people() -> tuple[SamplePerson, ...]:
    """Everyone in the file, in its order."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["person"]
    return tuple(
        SamplePerson(
            email=entry["email"],
            first_name=entry["name"][0],
            last_name=entry["name"][1],
            role=entry["role"],
            groups=tuple(entry.get("groups", ())),
            shops=tuple(entry.get("shops", ())),
            team_role=entry.get("team_role", ShopMembership.Role.OWNER.value),
            regions=tuple(entry.get("regions", ())),
            kinds=tuple(entry.get("kinds", ())),
            purpose=entry["purpose"],
        )
        for entry in entries
    )


def add_people() -> list[NewAccount]:
    """Make those who are missing, with a confirmed address and their groups.

    Whoever exists already keeps password and groups.
    """
    known = set(User.objects.values_list("email", flat=True))
    missing = [person for person in sample_people() if person.email not in known]
    passwords = [secrets.token_urlsafe(PASSWORD_BYTES) for _ in missing]
    with ThreadPoolExecutor() as pool:  # a hash takes long on purpose, and lets other threads run meanwhile
        hashes = pool.map(make_password, passwords)
        for person, hashed in zip(missing, hashes, strict=True):
            _add(person, hashed)
    return [
        NewAccount(person.email, person.role, password, person.purpose)
        for person, password in zip(missing, passwords, strict=True)
    ]


def join_teams(fresh: Iterable[NewAccount], shops: Mapping[str, Partner]) -> None:
    """Give the new people their places in shops' teams."""
    emails = {account.email for account in fresh}
    for person in sample_people():
        if person.email in emails and person.shops:
            user = User.objects.get(email=person.email)
            for code in person.shops:
                add_member(shop=shops[code], user=user, role=person.team_role)


def _add(person: SamplePerson, hashed: str) -> None:
    user = User.objects.create(
        email=person.email, password=hashed, first_name=person.first_name, last_name=person.last_name
    )
    # Their addresses reach nobody, so Wagtail is to write to none of them.
    UserProfile.objects.create(user=user, **dict.fromkeys(NOTICES, False))
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    user.groups.set([*_groups(person.groups), *_regional_groups(person)])


def _groups(names: Iterable[str]) -> list[Group]:
    return [Group.objects.get(name=name) for name in names]


def _regional_groups(person: SamplePerson) -> list[Group]:
    regions = Region.objects.filter(code__in=person.regions)
    return [ensure_regional_curators(region=region, kinds=person.kinds) for region in regions]
