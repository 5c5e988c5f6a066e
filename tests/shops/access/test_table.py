"""Who may open and do what: every role at every address with every method, cell by cell.

`table.txt` holds the table. A new address below one of `BELOW` fails until it has its rows.
"""

from collections import defaultdict
from copy import deepcopy
from itertools import chain
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import resolve

from shops.models import ShopMembership
from tests.house.addresses import addresses
from tests.shops.access.world import ROLES, World

#: Where private things lie: the panel, evidence, reports of shoppers, and the desk with its lists.
BELOW = (
    "penjual/",
    "bukti/",
    "lapor/",
    "cms/kurasi/",
    "cms/kesiapan/",
    "cms/klaim/",
    "cms/localize/api/",
    "cms/toko/",
    "cms/permintaan-bergabung/",
    "cms/reports/",
    "cms/snippets/catalogue/claim/",
    "cms/snippets/catalogue/product/",
    "cms/snippets/partner/partner/",
    "cms/snippets/shop_claims/",
    "cms/snippets/choose/catalogue/claim/",
    "cms/snippets/choose/catalogue/product/",
    "cms/snippets/choose/partner/partner/",
    "cms/snippets/choose/shop_claims/",
)
STAFF_DATA = (
    *("catalogue/category", "catalogue/claimkind", "catalogue/preferencerule", "catalogue/productclass"),
    *("catalogue/refusalreason", "partner/cluster", "partner/sizerule", "readiness/dimension"),
    *("readiness/level", "readiness/requirement", "review/regionalgroup", "review/reportreason"),
    "review/returnreason",
)
#: Every other beginning of an address, and why the table leaves it out.
ELSEWHERE = {
    "the public's pages, and what machines read of them": (
        "^bagikan/ ^kategori/ ^produk/ bandingkan/ cari/ favicon.ico healthz luring/ manifest.webmanifest "
        "media/ readyz robots.txt sitemap styleguide/ sw.js toko/ wilayah/ ^((?:[\\w\\-]+/)*)$"
    ),
    "a person's own account": "akun/ _util/",
    "lists of data that staff choose from: rows of no shop": (
        *(f"cms/snippets/{choose}{name}/" for choose in ("", "choose/") for name in STAFF_DATA),
    ),
    "Wagtail's own: pages, pictures, documents, people and settings, each with its own rights": (
        "cms/^.*/$ cms/account/ cms/api/ cms/block-preview/ cms/bulk/ cms/choose- cms/collections/ "
        "cms/dismissibles/ cms/documents/ cms/editing-sessions/ cms/embeds/ cms/failwhale/ cms/forms/ "
        "cms/groups/ cms/images/ cms/jsi18n/ cms/locales/ cms/localize/ cms/login/ cms/logout/ cms/pages/ "
        "cms/password_reset/ cms/redirects/ cms/settings/ cms/sprite/ cms/tag-autocomplete/ cms/test404/ "
        "cms/users/ cms/workflows/ dokumen/"
    ),
    "editors choose public products and shops": "cms/pages_product_chooser/ cms/pages_shop_chooser/",
}
#: Whole addresses, below which others have their rows.
FIRST_PAGES = frozenset(["cms/", "cms/snippets/"])
READING, WRITING = "GET", "POST"
Row = tuple[str, str, list[str]]


def rows_of(text: str) -> dict[str, list[Row]]:
    """The rows of the table by the heading above them: method, address, and what each role gets."""
    areas: dict[str, list[Row]] = {}
    for line in filter(str.strip, text.splitlines()):
        if line.startswith("#"):
            area = areas.setdefault(line.strip("# "), [])
        else:
            method, path, *cells = line.replace("|", " ").split()
            area.append((method, path, cells))
    return {heading: rows for heading, rows in areas.items() if rows}


TABLE = rows_of(Path(__file__).with_name("table.txt").read_text(encoding="utf-8"))


def outcome(response: HttpResponse) -> str:
    """The status as the table writes it: `in` for who has to sign in, `no` where Wagtail turns staff away."""
    if getattr(response, "streaming", False):
        b"".join(response.streaming_content)  # reading to its end closes the file
    location = response.headers.get("Location", "")
    if "/login/" in location:
        return "in"
    return "no" if location == "/cms/" else str(response.status_code)


def asked(world: World, role: str, method: str, path: str) -> str:
    """What this role gets; whatever it did is undone."""
    client = world.clients[role]
    cookies = deepcopy(client.cookies)
    address = "/" + path.format(**world.words)
    with transaction.atomic():
        answer = client.generic(method, address) if method not in (READING, WRITING) else None
        if answer is None:
            answer = client.get(address) if method == READING else client.post(address, world.sent_to(path))
        transaction.set_rollback(True)
    client.cookies = cookies
    return outcome(answer)


@pytest.mark.any_database
@pytest.mark.timeout(600)  # there are more than four thousand cells
def test_every_role_gets_what_the_table_says(world: World) -> None:
    wrong = {}

    for method, path, cells in chain.from_iterable(TABLE.values()):
        got = [asked(world, role, method, path) for role in ROLES]
        if got != cells:
            wrong[f"{method} {path}"] = dict(zip(ROLES, zip(cells, got, strict=True), strict=True))

    assert wrong == {}


def test_every_address_has_its_rows(world: World) -> None:
    methods = defaultdict(set)
    for method, path, _cells in chain.from_iterable(TABLE.values()):
        address = "/" + path.partition("?")[0].format(**world.words)
        methods[resolve(address).route].add(method)

    routes = chain.from_iterable(map(addresses, BELOW))
    assert [route for route in routes if methods[route] != {READING, WRITING}] == []


def test_every_other_address_is_named_with_the_reason_why_it_has_no_rows() -> None:
    named = [begin for begins in ELSEWHERE.values() for begin in _each(begins)]

    routes = [route for route in addresses() if route not in FIRST_PAGES]
    unknown = [route for route in routes if not route.startswith((*BELOW, *named))]
    needless = [begin for begin in named if not any(route.startswith(begin) for route in routes)]
    assert (unknown, needless) == ([], [])


def _each(begins: str | tuple[str, ...]) -> list[str]:
    return begins.split() if isinstance(begins, str) else list(begins)


def test_every_role_of_a_team_has_its_column() -> None:
    assert set(ShopMembership.Role.values) <= set(ROLES)
    assert all(len(cells) == len(ROLES) for rows in TABLE.values() for _method, _path, cells in rows)
