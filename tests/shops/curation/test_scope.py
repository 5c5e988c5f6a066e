"""Which regions and kinds a curator covers."""

from collections.abc import Callable, Iterator
from importlib import import_module
from time import perf_counter
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from accounts.factories import UserFactory
from accounts.models import User
from shops.curation.scope import scope_of
from shops.curation.services import ensure_curator_group, ensure_regional_curators
from shops.factories import RegionFactory, ShopFactory
from shops.models import Partner
from shops.regions.models import Region
from shops.review.models import RegionalGroup

CuratorOf = Callable[..., Any]
REGIONS, GROUPS_EACH = 514, 5


def shops_seen(person: Any, kind: str | None = None) -> set[str]:
    scope = scope_of(person) if kind is None else scope_of(person).of(kind)
    return set(Partner.objects.filter(scope.q("region_id")).values_list("region_id", flat=True))


@pytest.fixture
def shops(db: None) -> None:
    for code in ("33.74", "33.74.01.1001", "35.77", "62.71"):
        ShopFactory(region=RegionFactory(code=code))


@pytest.mark.usefixtures("shops")
@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("33.74", {"33.74", "33.74.01.1001"}),
        ("33", {"33.74", "33.74.01.1001"}),
        ("33.74.01", {"33.74.01.1001"}),
        ("33.74.01.1001", {"33.74.01.1001"}),
        ("35", {"35.77"}),
        ("73.26", set()),
    ],
)
def test_curator_covers_a_region_and_all_below_it(curator_of: CuratorOf, code: str, seen: set[str]) -> None:
    person = curator_of(code)

    found = shops_seen(person)

    assert found == seen
    assert {region for region in Region.objects.values_list("code", flat=True) if region in seen} == {
        region for region in seen if scope_of(person).covers(region)
    }


@pytest.mark.parametrize(
    ("asked", "covered"), [("33.74", True), ("33.7", False), ("33.75", False), ("3", False)]
)
def test_a_code_is_compared_part_by_part(curator_of: CuratorOf, asked: str, covered: bool) -> None:
    scope = scope_of(curator_of("33.74"))

    assert scope.covers(asked) is covered


@pytest.mark.usefixtures("shops")
def test_national_curators_and_superusers_cover_everything(curator: Any) -> None:
    admin = UserFactory(is_superuser=True)

    assert shops_seen(curator) == shops_seen(admin) == {"33.74", "33.74.01.1001", "35.77", "62.71"}
    assert scope_of(curator).is_national and scope_of(admin).covers("73.26")


@pytest.mark.usefixtures("shops")
def test_strangers_cover_nothing(curator_of: CuratorOf) -> None:
    dismissed = curator_of("33.74")
    dismissed.is_active = False

    for person in (AnonymousUser(), UserFactory(), dismissed):
        assert not scope_of(person)
        assert not scope_of(person).covers("33.74")
        assert shops_seen(person) == set()


@pytest.mark.usefixtures("shops")
def test_kinds_narrow_a_region_but_not_another(curator_of: CuratorOf) -> None:
    person = curator_of("33.74", "claim")
    person.groups.add(ensure_regional_curators(region=RegionFactory(code="35.77")))

    assert shops_seen(person, "claim") == {"33.74", "33.74.01.1001", "35.77"}
    assert shops_seen(person, "product") == {"35.77"}
    assert scope_of(person).has("product")
    assert not scope_of(curator_of("33.74", "claim")).has("product")


def test_setting_up_again_keeps_what_staff_have_chosen(db: None) -> None:
    group = ensure_curator_group()
    group.regions.update(region=RegionFactory(code="33"))

    ensure_curator_group()

    assert [row.region_id for row in group.regions.all()] == ["33"]


@pytest.mark.parametrize("code", ["33.74", None])
def test_a_region_is_attached_to_a_group_once(db: None, code: str | None) -> None:
    region = RegionFactory(code=code) if code else None
    group = Group.objects.create(name="Kurator Uji")
    RegionalGroup.objects.create(group=group, region=region)

    with pytest.raises(IntegrityError):
        RegionalGroup.objects.create(group=group, region=region)


@pytest.mark.parametrize("kinds", [["bus"], "product", [["product"]], {"product": 1}])
def test_unknown_kinds_are_refused(db: None, kinds: Any) -> None:
    row = RegionalGroup(group=Group.objects.create(name="Kurator Uji"), kinds=kinds)

    with pytest.raises(ValidationError) as told:
        row.full_clean()

    assert "kinds" in told.value.message_dict


def test_curators_of_before_keep_the_country(curator: Any) -> None:
    RegionalGroup.objects.all().delete()

    import_module("shops.review.migrations.0002_national_curators").give_the_country(apps, None)

    assert scope_of(UserFactory._meta.model.objects.get(pk=curator.pk)).is_national


def codes() -> Iterator[str]:
    """Made-up codes of 514 regencies in 38 provinces."""
    for number in range(REGIONS):
        yield f"{11 + number % 38}.{1 + number // 38:02d}"


@pytest.fixture
def country(db: None) -> list[Group]:
    """514 regions with five groups each."""
    regions = [RegionFactory(code=code) for code in codes()]
    groups = Group.objects.bulk_create(
        Group(name=f"Kurator {region.code} {number}") for region in regions for number in range(GROUPS_EACH)
    )
    RegionalGroup.objects.bulk_create(
        RegionalGroup(group=group, region=regions[place // GROUPS_EACH]) for place, group in enumerate(groups)
    )
    return groups


def test_rights_stay_fast_with_514_regions_of_five_groups(country: list[Group]) -> None:
    few, all_of_them = UserFactory(), UserFactory()
    few.groups.add(country[0])
    all_of_them.groups.set(country)
    shop = ShopFactory(region_id=country[-1].regions.get().region_id)

    for person, seen in ((few, False), (all_of_them, True)):
        took = []
        for _try in range(5):  # other work on the machine only adds to the time: the best counts
            curator = User.objects.get(pk=person.pk)
            with CaptureQueriesContext(connection) as queries:
                started = perf_counter()
                found = Partner.objects.filter(scope_of(curator).q("region_id"), pk=shop.pk).exists()
                covered = all(scope_of(curator).covers(shop.region_id) is seen for _time in range(100))
                took.append(perf_counter() - started)

            assert (found, covered) == (seen, True)
            assert len(queries) == 2  # the person's regions; the shop
        assert min(took) < 0.25  # a few milliseconds on a quiet machine
