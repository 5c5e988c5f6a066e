"""Wagtail's questions about rights, with five groups of curators in each of 514 regions: few, and quick."""

from time import perf_counter
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.permissions import policy_registry

from accounts.factories import UserFactory
from accounts.models import User
from catalogue.factories import ClaimFactory
from catalogue.models import Claim
from shops.curation.scope import addresses_of_curators
from shops.curation.services import CURATOR_PERMISSIONS, permissions_named
from shops.factories import ShopFactory
from tests.shops.curation.test_scope import GROUPS_EACH, country

__all__ = ["country"]
#: Seconds; a few milliseconds on a quiet machine.
QUICK = 0.25


@pytest.fixture
def groups(country: list[Group]) -> list[Group]:
    """All of them may do what curators do."""
    rights = Group.permissions.through
    permissions = permissions_named(CURATOR_PERMISSIONS)
    rights.objects.bulk_create(
        rights(group=group, permission=permission) for group in country for permission in permissions
    )
    return country


@pytest.fixture
def claims(groups: list[Group]) -> list[Claim]:
    """One of the first region, one of the last."""
    regions = [group.regions.get().region for group in (groups[0], groups[-1])]
    return [
        ClaimFactory(shop=ShopFactory(region=region), product=None, state="submitted") for region in regions
    ]


def answers(person: Any, claims: list[Claim]) -> dict[str, Any]:
    """What a page of the CMS asks of the policy."""
    policy = policy_registry.get_by_type(Claim)
    return {
        "at all": policy.user_has_permission(person, "change"),
        "each": [policy.user_has_permission_for_instance(person, "change", claim) for claim in claims],
        "list": list(policy.instances_user_has_any_permission_for(person, ["view", "change"])),
    }


def test_a_curators_rights_are_asked_for_once_and_quickly(groups: list[Group], claims: list[Claim]) -> None:
    person = UserFactory()
    person.groups.set(groups[:GROUPS_EACH])
    took = []

    for _try in range(5):  # other work on the machine only adds to the time: the best counts
        fresh = User.objects.get(pk=person.pk)
        with CaptureQueriesContext(connection) as queries:
            started = perf_counter()
            found = answers(fresh, claims)
            took.append(perf_counter() - started)

    assert found == {"at all": True, "each": [True, False], "list": claims[:1]}
    assert len(queries) <= 4  # the person's regions; rights of the person and of their groups; the claims
    assert min(took) < QUICK


def test_who_is_in_charge_of_a_claim_is_found_quickly(groups: list[Group], claims: list[Claim]) -> None:
    policy = policy_registry.get_by_type(Claim)
    people = [UserFactory() for _number in range(3)]
    for person, group in zip(people, (groups[0], groups[GROUPS_EACH - 1], groups[-1]), strict=True):
        person.groups.add(group)
    took = []

    for _try in range(5):
        started = perf_counter()
        able = set(policy.users_with_any_permission_for_instance(["change"], claims[0]))
        written_to = addresses_of_curators(claims[0].shop.region_id, "claim")
        took.append(perf_counter() - started)

    assert able == set(people[:2])
    assert written_to == sorted(person.email for person in people[:2])
    assert min(took) < QUICK
