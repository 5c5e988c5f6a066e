"""Invented values for the style guide: campaigns, the map, the directory of shops."""

from dataclasses import replace
from typing import Any

from storefront.campaigns import CampaignCard
from storefront.directory import Directory, Option, RegionOptions, ShopQuestion
from storefront.maps import Locator, MapProvince, MapRegency, RegionMap
from storefront.styleguide import samples

SQUARE = "M{0} 20h80v60h-80z"


def campaign(state: str = "running", label: str = "Berlangsung") -> CampaignCard:
    return CampaignCard(
        title="Pekan Batik Pesisir",
        url=samples.NOWHERE,
        picture=samples.picture(),
        state=state,
        state_label=label,
        dates="21–30 November 2026",
        place="Balai Kota Semarang",
        introduction="Dua puluh perajin memamerkan batik tulis dan cap.",
    )


def bare_campaign() -> CampaignCard:
    return replace(campaign(), title=samples.LONG, picture=None, place="", introduction="")


def campaigns() -> list[CampaignCard]:
    return [campaign(), campaign("upcoming", "Segera"), campaign("ended", "Selesai")]


def _province(code: str, name: str, left: int, **values: Any) -> MapProvince:
    path = SQUARE.format(left)
    return MapProvince(
        code=code, name=name, url=samples.NOWHERE, path=path, label=name, x=left + 40, y=50, **values
    )


def region_map() -> RegionMap:
    regency = MapRegency("Kota Semarang", samples.NOWHERE, 12, 80)
    provinces = [
        _province("33", "Jawa Tengah", 10, shops=12, products=80, tint=4, regencies=[regency]),
        _province("35", "Jawa Timur", 100, shops=3, products=9, tint=2),
        _province("94", "Papua", 190, shops=0, products=0, tint=0),
    ]
    return RegionMap(width=280, height=100, provinces=provinces, shops=15, products=89)


def uncounted_map() -> RegionMap:
    """While search cannot count, and every province has a shop."""
    whole = region_map()
    return replace(whole, provinces=[replace(each, products=None) for each in whole.filled], products=None)


def wide_locator() -> Locator:
    return replace(locator(), x=None, y=None, label="Peta: Jawa Tengah")


def locator() -> Locator:
    return Locator(SQUARE.format(10), 100, 100, 50, 50, "Peta: letak Kota Semarang di provinsinya")


def directory() -> Directory:
    central = Option("33", "Jawa Tengah", is_chosen=False)
    return Directory(
        question=ShopQuestion(),
        region=None,
        cards=[samples.shop_card()],
        total=1,
        regions=[RegionOptions(central, [Option("33.74", "Kota Semarang", is_chosen=True)])],
        sectors=[Option("fesyen", "Fesyen", is_chosen=False)],
        sizes=[Option("micro", "Mikro", is_chosen=False)],
        orders=[Option("nama", "Nama", is_chosen=True)],
        chips=samples.choices(1),
        clear_url=samples.NOWHERE,
        pager=samples.some_pager(),
    )


def narrowed_directory() -> Directory:
    """Everything chosen that can be."""
    central = Option("33", "Jawa Tengah", is_chosen=True)
    return replace(
        directory(),
        question=ShopQuestion(words="batik", region="33", sector="fesyen", size="micro"),
        regions=[RegionOptions(central, [Option("33.74", "Kota Semarang", is_chosen=False)])],
        sectors=[Option("fesyen", "Fesyen", is_chosen=True)],
        sizes=[Option("micro", "Mikro", is_chosen=True)],
        orders=[Option("nama", "Nama", is_chosen=False), Option("terbaru", "Terbaru", is_chosen=True)],
    )
