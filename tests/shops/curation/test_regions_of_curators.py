"""A curator of Semarang finds nothing of Madiun: no list names it, no address opens it."""

import csv
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook
from wagtail.models import TaskState

from accounts.factories import UserFactory
from catalogue.claims.evidence.services import add_evidence
from catalogue.claims.services import submit_claim
from catalogue.factories import ClaimFactory
from catalogue.models import Product
from catalogue.services.content import ProductContent
from catalogue.services.curation import submit_product
from catalogue.services.drafts import create_product
from media.factories import picture_file
from shops.curation.exceptions import NotACurator
from shops.curation.services import approve_product, return_product
from shops.factories import RegionFactory, ShopFactory

CuratorOf = Callable[..., Any]
IN_CHARGE = ("35.77", "35")
#: Whoever looks after another region, or after other kinds of thing in this one.
STRANGERS = (("33.74",), ("33",), ("35.73",), ("35.77", "report"))
PAGES = (
    "edit",
    "delete",
    "usage",
    "history",
    "history_results",
    "inspect",
    "preview_on_edit",
    "unpublish",
    "lock",
    "unlock",
    "workflow_history",
    "confirm_workflow_cancellation",
)


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def brem(content: ProductContent, seller: Any, curator_of: CuratorOf) -> Product:
    """A product of Kota Madiun that waits for a decision."""
    curator_of("35.77")
    shop = ShopFactory(name="Brem Wilis", region=RegionFactory(code="35.77"))
    product = create_product(
        shop=shop, content=replace(content, title="Brem Madiun"), price=15_000, stock=3, by=seller
    )
    submit_product(product=product, by=seller)
    return Product.objects.get(pk=product.pk)


@pytest.mark.parametrize("place", ["catalogue/product/results/", "choose/catalogue/product/results/"])
def test_products_of_the_own_region_are_found_by_name(
    brem: Product, curator_of: CuratorOf, place: str
) -> None:
    found, elsewhere = (
        signed_in(curator_of(code)).get(f"/cms/snippets/{place}", {"q": "brem", "state": "waiting"})
        for code in ("35.77", "33.74")
    )

    assert (found.status_code, elsewhere.status_code) == (200, 200)
    assert "Brem Madiun" in found.text
    assert "Brem Madiun" not in elsewhere.text


def addresses(product: Product) -> list[str]:
    """Every address of the CMS that is about this one product."""

    def of(name: str, *more: Any) -> str:
        return reverse(f"wagtailsnippets_catalogue_product:{name}", args=[product.pk, *more])

    revision, state = product.latest_revision_id, product.current_workflow_task_state
    return [
        *(of(name) for name in PAGES),
        *(of(name, revision) for name in ("revisions_view", "revisions_revert", "revisions_unschedule")),
        of("revisions_compare", revision, revision),
        of("workflow_preview", state.task_id),
        of("workflow_history_detail", state.workflow_state_id),
        *(of(name, "approve", state.pk) for name in ("workflow_action", "collect_workflow_action_data")),
        reverse("wagtailsnippetchoosers_catalogue_product:chosen", args=[product.pk]),
        reverse("pages_product_chooser:chosen", args=[product.pk]),
        reverse("wagtail_localize:snippets_api_detail", args=["catalogue", "product", product.pk]),
        reverse("wagtail_bulk_action", args=["catalogue", "product", "delete"]) + f"?id={product.pk}",
    ]


@pytest.mark.parametrize("place", STRANGERS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_of_a_product_opens_elsewhere(
    brem: Product, curator_of: CuratorOf, place: tuple[str, ...], method: str
) -> None:
    desk = signed_in(curator_of(*place))

    answers = {address: getattr(desk, method)(address) for address in addresses(brem)}

    refused = {404, 405}  # 405 for a method that no address of this name takes, whoever asks
    assert [address for address, answer in answers.items() if answer.status_code not in refused] == []
    assert not any("Brem" in answer.content.decode() for answer in answers.values())
    assert Product.objects.get(pk=brem.pk).workflow_in_progress


@pytest.mark.parametrize("place", IN_CHARGE)
def test_the_curator_in_charge_opens_them(brem: Product, curator_of: CuratorOf, place: str) -> None:
    desk = signed_in(curator_of(place))

    answers = [
        desk.get(reverse(f"wagtailsnippets_catalogue_product:{name}", args=[brem.pk])).status_code
        for name in ("edit", "history", "inspect", "workflow_history")
    ]

    assert answers == [200, 200, 200, 200]


LISTS = (
    "wagtailsnippets_catalogue_product:list",
    "wagtailsnippets_catalogue_product:list_results",
    "wagtailsnippetchoosers_catalogue_product:choose",
    "wagtailsnippetchoosers_catalogue_product:choose_results",
    "wagtailsnippets_partner_partner:list",
    "wagtailsnippets_catalogue_claim:list",
    "curation:queue",
)


@pytest.mark.parametrize(("place", "shown"), [("35.77", True), ("35", True), ("33.74", False)])
def test_lists_show_the_curators_regions_only(
    brem: Product, curator_of: CuratorOf, place: str, shown: bool
) -> None:
    ClaimFactory(product=brem, shop=brem.shop, state="submitted")
    desk = signed_in(curator_of(place))

    found = {name: "Brem" in desk.get(reverse(name)).content.decode() for name in LISTS}

    assert found == dict.fromkeys(LISTS, shown)


HISTORY = ("", "results/", "?export=csv")
REPORTS = ("site-history", "workflow", "workflow_tasks")


def history_of_the_site(person: Any, path: str, report: str = "site-history") -> Any:
    response = signed_in(person).get(f"/cms/reports/{report}/{path}")
    text = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, b"Brem" in text


@pytest.mark.parametrize("path", HISTORY)
@pytest.mark.parametrize("place", [("33.74",), ("35",), ("35.77",), ("35.77", "claim")])
def test_the_history_of_all_regions_is_not_read_in_one(
    brem: Product, curator_of: CuratorOf, place: tuple[str, ...], path: str
) -> None:
    person = curator_of(*place)
    menu = signed_in(person).get("/cms/").content.decode()

    assert history_of_the_site(person, path) == (404, False)
    assert "site-history" not in menu


@pytest.mark.parametrize("path", HISTORY)
@pytest.mark.parametrize("report", REPORTS)
def test_who_edits_pages_too_reads_no_reports_on_all_regions(
    brem: Product, curator_of: CuratorOf, report: str, path: str
) -> None:
    both = curator_of("33.74")
    both.groups.add(Group.objects.get(name="Moderators"))
    menu = signed_in(both).get("/cms/").content.decode()

    assert history_of_the_site(both, path, report) == (404, False)
    assert f"/cms/reports/{report}/" not in menu


@pytest.mark.parametrize("path", HISTORY)
def test_the_history_is_read_by_who_sees_all_or_nothing_of_what_it_names(
    brem: Product, curator: Any, path: str
) -> None:
    editor, both = UserFactory(), UserFactory()
    editor.groups.add(Group.objects.get(name="Editors"))
    both.groups.add(Group.objects.get(name="Editors"), *Group.objects.filter(name__startswith="Kurator 35"))

    found = {
        name: history_of_the_site(person, path)
        for name, person in {"national": curator, "editor": editor, "both": both}.items()
    }

    # The frame alone comes for an editor: there is no history of pages yet.
    assert found == {"national": (200, True), "editor": (200, False), "both": (404, False)}


@pytest.mark.parametrize("report", REPORTS)
def test_what_sellers_wrote_is_no_formula_in_a_file_of_a_report(
    brem: Product, curator: Any, content: ProductContent, seller: Any, report: str
) -> None:
    curator.groups.add(Group.objects.get(name="Moderators"))
    title = '=HYPERLINK("http://evil")\x08'
    submit_product(
        product=create_product(
            shop=brem.shop, content=replace(content, title=title), price=1, stock=None, by=seller
        ),
        by=seller,
    )
    desk, address = signed_in(curator), f"/cms/reports/{report}/"

    table = b"".join(desk.get(address, {"export": "csv"}).streaming_content).decode()
    book = BytesIO(b"".join(desk.get(address, {"export": "xlsx"}).streaming_content))

    cells = [str(cell) for line in csv.reader(StringIO(table)) for cell in line]
    assert "'" + title[:-1] in cells
    assert not any(cell.startswith("=") for cell in cells)
    rows = CalamineWorkbook.from_filelike(book).get_sheet_by_index(0).to_python()
    assert any(title[:-1] in row for row in rows)
    assert b"<f>" not in ZipFile(book).read("xl/worksheets/sheet1.xml")


def test_a_choice_among_many_hands_out_ones_own_only(brem: Product, curator_of: CuratorOf) -> None:
    address = reverse("wagtailsnippetchoosers_catalogue_product:chosen_multiple")

    answers = [
        signed_in(curator_of(place)).get(address, {"id": brem.pk}).content.decode()
        for place in ("33.74", "35.77")
    ]

    assert ["Brem" in answer for answer in answers] == [False, True]


@pytest.mark.parametrize(("place", "shown"), [("33.74", False), ("35.77", True)])
def test_a_translator_chooses_among_the_own_rows_only(
    brem: Product, curator_of: CuratorOf, place: str, shown: bool
) -> None:
    ClaimFactory(product=brem, shop=brem.shop, state="submitted")
    desk, models = signed_in(curator_of(place)), (("catalogue", "product"), ("partner", "partner"))

    found = [
        "Brem" in desk.get(reverse("wagtail_localize:snippets_api_listing", args=model)).content.decode()
        for model in models
    ]

    assert found == [shown, shown]


CHOOSERS = ("pages_product_chooser", "pages_shop_chooser", "wagtailsnippetchoosers_catalogue_product")


@pytest.mark.parametrize("name", CHOOSERS)
def test_a_choice_hands_out_what_it_offers_and_answers_any_key(curator_of: CuratorOf, name: str) -> None:
    desk, hidden = signed_in(curator_of("33.74")), ShopFactory(name="Toko Rahasia", state="draft")
    keys = [hidden.pk, "abc", "9" * 30, "-1", "0"]

    one = [desk.get(reverse(f"{name}:chosen", args=[key])).status_code for key in keys]
    many = desk.get(reverse(f"{name}:chosen_multiple"), {"id": keys})

    assert one == [404] * len(keys)
    assert many.json()["result"] == []


@pytest.mark.parametrize("place", [("33.74",), ("35.77", "claim")])
@pytest.mark.parametrize("decide", [approve_product, return_product])
def test_nobody_decides_elsewhere(
    brem: Product, curator_of: CuratorOf, place: tuple[str, ...], decide: Callable[..., None]
) -> None:
    stranger = curator_of(*place)

    with pytest.raises(NotACurator):
        decide(product=brem, by=stranger, comment="Belum.")

    assert Product.objects.get(pk=brem.pk).workflow_in_progress


@pytest.mark.parametrize("place", IN_CHARGE)
def test_the_curator_in_charge_decides(brem: Product, curator_of: CuratorOf, place: str) -> None:
    approve_product(product=brem, by=curator_of(place))

    assert Product.objects.get(pk=brem.pk).live


def test_wagtails_tasks_are_those_of_the_curators_regions(brem: Product, curator_of: CuratorOf) -> None:
    reviewable = [
        TaskState.objects.reviewable_by(curator_of(*place)).count()
        for place in (("35.77",), ("35",), ("33.74",), ("35.77", "claim"))
    ]

    assert reviewable == [1, 1, 0, 0]


@pytest.mark.parametrize(
    ("place", "status"),
    [(("35.77",), 200), (("35", "claim"), 200), (("33.74",), 404), (("35.77", "product"), 404)],
)
def test_evidence_is_read_by_the_curators_in_charge(
    brem: Product, curator_of: CuratorOf, place: tuple[str, ...], status: int
) -> None:
    claim = ClaimFactory(product=brem, state="draft")
    evidence = add_evidence(claim=claim, upload=picture_file(), by=None)
    submit_claim(claim=claim)

    response = signed_in(curator_of(*place)).get(f"/bukti/{evidence.pk}/")
    if response.streaming:
        b"".join(response.streaming_content)  # reading to its end closes the file

    assert response.status_code == status


@pytest.mark.parametrize("place", [("35.77",), ("35.77", "claim"), ()])
def test_a_claim_that_was_not_handed_in_is_the_teams_alone(
    brem: Product, curator: Any, curator_of: CuratorOf, place: tuple[str, ...]
) -> None:
    draft = ClaimFactory(product=brem, shop=brem.shop, state="draft", number="RAHASIA-1")
    desk = signed_in(curator_of(*place) if place else curator)
    pages = [
        reverse(f"wagtailsnippets_catalogue_claim:{name}", args=[draft.pk])
        for name in ("edit", "usage", "history", "history_results", "delete")
    ]
    choices = [
        reverse("wagtailsnippetchoosers_catalogue_claim:choose"),
        reverse("wagtailsnippetchoosers_catalogue_claim:chosen_multiple") + f"?id={draft.pk}",
        reverse("wagtail_localize:snippets_api_listing", args=["catalogue", "claim"]),
    ]

    opened = [desk.get(page).status_code for page in pages]
    offered = [draft.number in desk.get(page).content.decode() for page in choices]

    assert (opened, offered) == ([404] * len(pages), [False] * len(choices))


@pytest.mark.parametrize("model", ["catalogue_claim", "partner_partner"])
def test_claims_and_shops_elsewhere_are_unknown(brem: Product, curator_of: CuratorOf, model: str) -> None:
    claim = ClaimFactory(shop=brem.shop, state="submitted")
    key = claim.pk if model == "catalogue_claim" else brem.shop.pk
    address = reverse(f"wagtailsnippets_{model}:edit", args=[key])

    answers = [signed_in(curator_of(place)).get(address).status_code for place in ("33.74", "35.77")]

    assert answers[0] == 404
    assert answers[1] != 404
