"""A shop's holiday: its days where the shop is, and who is told."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from accounts.factories import UserFactory
from catalogue.models import Product
from shops.factories import ShopFactory
from shops.holidays.exceptions import HolidayBackwards, HolidayError, HolidayOver, HolidayTooLong
from shops.holidays.models import Holiday
from shops.holidays.queries import planned_for
from shops.holidays.services import MOST_DAYS, end_holiday, set_holiday
from shops.models import Partner
from shops.regions.factories import RegionFactory

DAY = dt.timedelta(days=1)
MONDAY = dt.date(2099, 12, 7)


def today() -> dt.date:
    return timezone.localdate()


@pytest.fixture
def person(db: None) -> Any:
    return UserFactory()


def at(day: dt.date, hour: int, offset: int) -> dt.datetime:
    """An hour of a day on clocks that are this far ahead of Greenwich."""
    return dt.datetime.combine(day, dt.time(hour), dt.timezone(dt.timedelta(hours=offset)))


def is_away(shop: Partner, moment: dt.datetime) -> bool:
    holiday = planned_for(shop, moment)
    return holiday is not None and holiday.is_running(moment)


@pytest.mark.parametrize(("region", "offset"), [("33.74", 7), ("51.71", 8), ("91.71", 9)])
def test_both_days_belong_to_it_on_the_clocks_of_the_shop(person: Any, region: str, offset: int) -> None:
    shop = ShopFactory(region=RegionFactory(code=region))
    set_holiday(shop=shop, first_day=MONDAY, last_day=MONDAY + DAY, by=person)

    shop = Partner.objects.get(pk=shop.pk)
    running = {
        "before": is_away(shop, at(MONDAY, 0, offset) - dt.timedelta(seconds=1)),
        "first": is_away(shop, at(MONDAY, 0, offset)),
        "last": is_away(shop, at(MONDAY + DAY, 23, offset)),
        "after": is_away(shop, at(MONDAY + 2 * DAY, 0, offset)),
    }

    assert running == {"before": False, "first": True, "last": True, "after": False}
    assert planned_for(shop, at(MONDAY, 0, offset) - DAY) is not None
    assert planned_for(shop, at(MONDAY + 2 * DAY, 0, offset)) is None


@pytest.mark.parametrize(
    ("first", "last", "error"),
    [
        (MONDAY, MONDAY - DAY, HolidayBackwards),
        (dt.date(2020, 1, 1), dt.date(2020, 1, 5), HolidayOver),
        (MONDAY, MONDAY + MOST_DAYS * DAY, HolidayTooLong),
    ],
)
def test_days_that_make_no_holiday_are_refused(
    person: Any, first: dt.date, last: dt.date, error: type[HolidayError]
) -> None:
    shop = ShopFactory()

    with pytest.raises(error):
        set_holiday(shop=shop, first_day=first, last_day=last, by=person)

    assert not Holiday.objects.exists()


def test_database_holds_no_holiday_that_ends_before_it_begins(db: None) -> None:
    shop = ShopFactory()

    with pytest.raises(IntegrityError):
        Holiday.objects.create(shop=shop, first_day=MONDAY, last_day=MONDAY - DAY)


def test_kept_pages_of_shop_and_product_say_so_at_once_and_stop_at_once(
    client: Client, live: Product, person: Any
) -> None:
    pages = [live.shop.get_absolute_url(), live.get_absolute_url()]
    before = [client.get(page).content.decode() for page in pages]

    set_holiday(shop=live.shop, first_day=today(), last_day=today() + DAY, note="Pameran <b>", by=person)
    during = [client.get(page).content.decode() for page in pages]
    end_holiday(shop=live.shop, by=person)
    after = [client.get(page).content.decode() for page in pages]

    assert not any("sedang libur" in page for page in before + after)
    assert all("sedang libur" in page for page in during)
    assert all("Pameran &lt;b&gt;" in page for page in during)


def test_holiday_to_come_is_not_told_yet(client: Client, live: Product, person: Any) -> None:
    set_holiday(shop=live.shop, first_day=MONDAY, last_day=MONDAY, by=person)

    page = client.get(live.get_absolute_url()).content.decode()

    assert "sedang libur" not in page


def test_second_holiday_takes_the_place_of_the_first_and_ending_none_is_harmless(person: Any) -> None:
    shop = ShopFactory()
    end_holiday(shop=shop, by=person)

    set_holiday(shop=shop, first_day=MONDAY, last_day=MONDAY, by=person)
    set_holiday(shop=shop, first_day=MONDAY + DAY, last_day=MONDAY + DAY, by=person)

    assert [row.first_day for row in Holiday.objects.all()] == [MONDAY + DAY]
