"""What pages tell machines: by the rules of those who read it, and never out of its script."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client

from catalogue.factories import ProductFactory
from discovery import structured
from discovery.templatetags.structured_data import json_ld
from shops.factories import ShopFactory
from tests.discovery.schema import graph_of, problems, tags_of
from tests.hostile_text import hostile_lines
from tests.one_of_each import editors_pages, one_product

BREAK_OUT = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "--></script>",
    "]]></script>",
    "</SCRIPT\n><img src=x onerror=alert(1)>",
    "\u2028alert(1)\u2029",
    '"}],"@type":"Thing',
    "\\u003c/script>",
    "\\",
    '\\"',
    "<\\/script>",
    "&lt;/script&gt;&amp;",
    "\x00\x01\x1f",
    "\U0001f600 ﷽ \u202e",
]


def test_no_text_breaks_out_of_its_script() -> None:
    names = [*hostile_lines(), *BREAK_OUT]

    page = f"<head>{json_ld([structured.item_list(name, [(name, '/x/')]) for name in names])}<title>x</title>"

    parser_sees = tags_of(page)
    found = json.loads(page.split('json">')[1].split("</script>")[0])["@graph"]
    assert parser_sees == ["head", "script", "title"]
    assert [node["name"] for node in found] == names
    assert [node["itemListElement"][0]["name"] for node in found] == names


def test_script_holds_no_character_that_could_end_it() -> None:
    written = str(json_ld([{"name": "<>&\u2028\u2029"}]))

    inside = written.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028\u2029") & set(inside)


def test_page_that_says_nothing_has_no_script() -> None:
    template = Template("{% load structured_data %}[{% json_ld nodes %}]")

    assert template.render(Context({"nodes": []})) == "[]"


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*BREAK_OUT[:6], "'\"><svg onload=alert(1)>"])
def test_hostile_name_stays_text_on_its_pages(client: Client, name: str) -> None:
    plain = ProductFactory()
    product = ProductFactory(title=name, description=name, shop=ShopFactory(name=name, story=name))
    paths = [product.get_absolute_url(), product.shop.get_absolute_url()]

    pages = [client.get(path).text for path in paths]
    others = [client.get(path).text for path in (plain.get_absolute_url(), plain.shop.get_absolute_url())]

    assert graph_of(pages[0])["Product"]["name"] == name
    assert graph_of(pages[1])["Store"]["name"] == name
    for page, other in zip(pages, others, strict=True):
        assert tags_of(page).count("script") == tags_of(other).count("script")
        assert not {"img", "svg"} & set(tags_of(page)[: tags_of(page).index("body")])


@pytest.mark.django_db
def test_product_says_what_it_costs_and_who_sells_it(client: Client) -> None:
    product = one_product()

    found = graph_of(client.get(product.get_absolute_url()).text)

    assert problems(list(found.values())) == []
    assert found["Product"]["offers"]["price"] == "25000"
    assert found["Product"]["offers"]["availability"] == structured.IN_STOCK
    assert found["Product"]["offers"]["seller"]["name"] == "Dapur Bu Sri"
    assert found["Product"]["hasCertification"][0]["certificationIdentification"].startswith("NO-")
    assert found["BreadcrumbList"]["itemListElement"][-1]["item"].endswith(product.get_absolute_url())


@pytest.mark.django_db
def test_sold_out_and_made_to_order_are_told_apart_and_a_price_on_request_is_no_offer(client: Client) -> None:
    gone = ProductFactory(stock__num_in_stock=0)
    ordered = ProductFactory(is_made_to_order=True)
    asked = ProductFactory(stock=False)

    found = [graph_of(client.get(p.get_absolute_url()).text)["Product"] for p in (gone, ordered, asked)]

    assert found[0]["offers"]["availability"] == structured.SOLD_OUT
    assert found[1]["offers"]["availability"] == structured.TO_ORDER
    assert "offers" not in found[2]
    assert problems(found) == []


@pytest.mark.django_db
def test_every_other_page_says_what_it_is(client: Client, indexed: Callable[[], int]) -> None:
    product = one_product()
    pages = editors_pages()
    indexed()
    kinds = {
        "/": {"Organization", "WebSite"},
        product.shop.get_absolute_url(): {"Store", "ItemList", "BreadcrumbList"},
        product.category.get_absolute_url(): {"ItemList", "BreadcrumbList"},
        "/toko/": {"ItemList", "BreadcrumbList"},
        "/wilayah/": {"ItemList", "BreadcrumbList"},
        "/en/cari/?q=keripik": {"ItemList", "BreadcrumbList"},
        pages["articles"].get_url(): {"ItemList", "BreadcrumbList"},
        pages["landing"].get_url(): {"ItemList", "BreadcrumbList"},
        pages["article"].get_url(): {"Article", "FAQPage", "BreadcrumbList"},
    }

    found = {path: graph_of(client.get(path).text) for path in kinds}

    assert {path: set(nodes) for path, nodes in found.items()} == kinds
    assert [problem for nodes in found.values() for problem in problems(list(nodes.values()))] == []
    answer = found[pages["article"].get_url()]["FAQPage"]["mainEntity"][0]["acceptedAnswer"]["text"]
    assert answer == "Ya, oleh kurator dinas."


@pytest.mark.parametrize("place", ["", "Balai Kota"])
def test_event_has_a_place_or_happens_on_its_page(place: str) -> None:
    found = structured.event(
        url="/kampanye/lebaran/",
        name="Pasar Lebaran",
        start=dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC),
        end=dt.date(2026, 3, 8),
        place=place,
        regency="Kota Madiun",
        picture="/media/x.jpg",
        organizer="Dinas Koperasi",
    )

    assert problems(found) == []
    assert found["location"]["@type"] == ("Place" if place else "VirtualLocation")


@pytest.mark.parametrize(
    "broken",
    [
        {"@type": "Product", "name": "x", "image": []},
        {"@type": "Offer", "price": "Rp 1.000", "priceCurrency": "IDR"},
        {"@type": "Event", "name": "x", "startDate": "besok", "location": {"@type": "Place"}},
        {"@type": "Thing", "name": ""},
    ],
)
def test_the_rules_here_see_what_is_wrong(broken: dict[str, Any]) -> None:
    assert problems(broken) != []
