"""The screen on which a curator decides on one product."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from accounts.factories import UserFactory
from catalogue.claims.evidence.models import ClaimEvidence
from catalogue.claims.evidence.services import add_evidence
from catalogue.factories import ClaimFactory
from catalogue.models import Claim, Product
from catalogue.services.content import Picture, ProductContent
from catalogue.services.curation import submit_product, withdraw_product
from catalogue.services.drafts import save_draft
from media.factories import ImageFactory
from shops.curation.services import approve_product
from shops.readiness.queries import current_requirements, readiness_of_product
from shops.readiness.reference import load_requirements
from shops.review.changes import field_changes, picture_changes
from shops.review.kinds import Kind
from shops.review.models import Complaint, ReportReason, ReturnReason
from shops.review.queries import live_version, remarks_for
from shops.review.services.complaints import report
from shops.review.services.takings import take
from tests.catalogue.claims.files import pdf, upload
from tests.shops.review.conftest import Waiting, again


def screen(product: Product) -> str:
    return f"/cms/kurasi/produk/{product.pk}/"


def claimed(product: Product, kind: str, **more: Any) -> ClaimEvidence:
    """The file of a claim about the product that was handed in."""
    claim = ClaimFactory(shop=product.shop, product=product, kind__code=kind, state="draft", **more)
    file = add_evidence(claim=claim, upload=upload(pdf()), by=UserFactory())
    Claim.objects.filter(pk=claim.pk).update(state="submitted")
    return file


def part(product: Product, name: str) -> str:
    return f"{screen(product)}{name}/"


def test_screen_shows_preview_and_changes_and_loads_the_rest(waiting: Waiting, desk: Client) -> None:
    product = waiting("Brem Madiun")

    page = desk.get(screen(product)).text

    for words in ("/pratinjau/", "Brem Madiun", "kedelai, tepung beras"):
        assert words in page
    for name in ("pendukung", "riwayat"):
        assert f'data-part="{part(product, name)}"' in page
        assert f'<iframe src="{part(product, name)}"' in page  # where no script runs


def test_parts_show_claims_with_evidence_and_history_and_the_screen_may_frame_them(
    waiting: Waiting, desk: Client
) -> None:
    product = waiting("Brem Madiun")
    file = claimed(product, "halal", number="ID3577001")
    ClaimFactory(shop=product.shop, number="NIB-DRAFT", state="draft")

    backing, history = (desk.get(part(product, name)) for name in ("pendukung", "riwayat"))

    for words in ("ID3577001", reverse("evidence_file", args=[file.pk]), "sertifikat.pdf"):
        assert words in backing.text
    assert "NIB-DRAFT" not in backing.text
    assert "Diajukan" in history.text
    assert backing["X-Frame-Options"] == history["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in backing["Content-Security-Policy"]


def test_screen_says_what_is_missing_in_the_words_of_the_seller(waiting: Waiting, desk: Client) -> None:
    product = waiting("Brem Madiun")
    load_requirements()

    page = desk.get(part(product, "pendukung")).text

    readiness = readiness_of_product(product, current_requirements())
    assert readiness.todo
    for item in readiness.todo:
        assert escape(item.label) in page and escape(item.help) in page and escape(item.example) in page
    for dimension in readiness.dimensions:
        assert escape(dimension.label) in page


def test_an_edit_is_shown_against_the_live_version(
    live: Product, content: ProductContent, seller: Any, curator: Any
) -> None:
    old = content.pictures[0]
    added = Picture(image_id=ImageFactory().pk, caption="Isi")
    edit = replace(
        content,
        title="Keripik 100 g",
        is_made_to_order=True,
        attributes={**content.attributes, "materials": "kedelai saja"},
        pictures=[added, replace(old, caption="Dari depan")],
    )
    save_draft(product=live, content=edit, by=seller)
    before, draft = live_version(live), again(live).get_latest_revision_as_object()

    fields = {change.field: (change.before, change.after) for change in field_changes(before, draft)}
    pictures = [(change.what, change.words) for change in picture_changes(before, draft)]

    assert fields["title"] == ("Keripik Tempe", "Keripik 100 g")
    assert fields["attributes"] == ("kedelai, tepung beras", "kedelai saja")
    assert set(fields) == {"title", "is_made_to_order", "attributes"}
    assert pictures == [("added", "Isi"), ("renamed", "Dari depan")]


def test_removed_and_moved_pictures_are_told(
    live: Product, content: ProductContent, seller: Any, curator: Any
) -> None:
    second, third = (Picture(image_id=ImageFactory().pk, caption=words) for words in ("Dua", "Tiga"))
    first = content.pictures[0]
    save_draft(product=live, content=replace(content, pictures=[first, second, third]), by=seller)
    submit_product(product=again(live), by=seller)
    approve_product(product=again(live), by=curator)
    save_draft(product=again(live), content=replace(content, pictures=[third, second]), by=seller)

    changes = picture_changes(live_version(again(live)), again(live).get_latest_revision_as_object())

    assert [(change.what, change.words or change.old_words) for change in changes] == [
        ("moved", "Tiga"),
        ("same", "Dua"),
        ("removed", "Satu bungkus"),
    ]


def test_a_picture_that_is_moved_and_described_anew_is_told_as_both(
    live: Product, content: ProductContent, seller: Any, curator: Any
) -> None:
    first, second = content.pictures[0], Picture(image_id=ImageFactory().pk, caption="Dua")
    save_draft(product=live, content=replace(content, pictures=[first, second]), by=seller)
    submit_product(product=again(live), by=seller)
    approve_product(product=again(live), by=curator)
    save_draft(
        product=again(live),
        content=replace(content, pictures=[replace(second, caption="Dua potong"), first]),
        by=seller,
    )

    changes = picture_changes(live_version(again(live)), again(live).get_latest_revision_as_object())

    assert [(change.what, change.is_moved, change.old_place, change.place) for change in changes] == [
        ("renamed", True, 2, 1),
        ("moved", True, 1, 2),
    ]


def test_parts_say_that_another_shop_has_the_same_number(waiting: Waiting, desk: Client) -> None:
    product = waiting("Brem Madiun")
    claim = ClaimFactory(shop=product.shop, product=product, kind__code="halal", number="ID3577001")

    alone = desk.get(part(product, "pendukung")).text
    ClaimFactory(kind=claim.kind, number="ID3577001")
    shared = desk.get(part(product, "pendukung")).text

    words = "Toko lain menyerahkan nomor yang sama"
    assert words not in alone and words in shared
    assert reverse("wagtailsnippets_catalogue_claim:edit", args=[claim.pk]) in shared


def test_curator_approves(waiting: Waiting, desk: Client) -> None:
    product = waiting()

    response = desk.post(screen(product), {"action": "approve"})

    assert response.headers["Location"] == "/cms/kurasi/"
    assert again(product).live


def test_curator_returns_with_reasons_words_and_remarks(waiting: Waiting, desk: Client) -> None:
    product = waiting()
    reason = ReturnReason.objects.get(code="foto-kurang")

    desk.post(
        screen(product),
        {"action": "return", "reasons": [reason.code], "words": "Belum.", "remark-title": "Sebutkan berat."},
    )

    assert remarks_for(product) == {"title": "Sebutkan berat."}
    assert not again(product).workflow_in_progress


@pytest.mark.parametrize("sent", [{}, {"words": " "}, {"reasons": ["999"]}, {"remark-title": "a" * 501}])
def test_return_without_words_or_with_wrong_ones_decides_nothing(
    waiting: Waiting, desk: Client, sent: dict[str, Any]
) -> None:
    product = waiting()

    response = desk.post(screen(product), {"action": "return", **sent})

    assert response.status_code == 422
    assert again(product).workflow_in_progress


@pytest.mark.parametrize("data", [{"action": "approve"}, {"action": "return", "words": "Belum."}])
def test_colleague_who_has_not_taken_it_is_told(
    waiting: Waiting, desk: Client, curator_of: Callable[..., Any], data: dict[str, str]
) -> None:
    product = waiting()
    take(kind=Kind.PRODUCT, key=product.pk, by=curator_of("33.74"))

    response = desk.post(screen(product), data)

    assert "sudah mengambilnya" in response.content.decode()
    assert again(product).workflow_in_progress


def test_preview_is_the_version_that_was_handed_in_and_may_be_framed_by_the_screen(
    waiting: Waiting, desk: Client
) -> None:
    product = waiting("Brem Madiun")
    later = again(product)
    later.title = "Brem yang lain"
    later.save_revision()

    shown = desk.get(f"{screen(product)}pratinjau/")

    assert "Brem Madiun" in shown.text and "Brem yang lain" not in shown.text
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]
    assert "script-src 'self';" in shown["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("place", [("35.77",), ("33.74", "claim")])
def test_screen_is_unknown_elsewhere(
    waiting: Waiting, curator_of: Callable[..., Any], place: tuple[str, ...], method: str
) -> None:
    product, client = waiting(), Client()
    client.force_login(curator_of(*place))

    response = getattr(client, method)(screen(product), {"action": "approve"})

    assert response.status_code == 404
    assert again(product).workflow_in_progress


def test_version_that_was_handed_in_is_shown_when_it_was_edited_since(waiting: Waiting, desk: Client) -> None:
    product = waiting("Brem Madiun")
    later = again(product)
    later.title = "Brem yang lain"
    later.save_revision()

    page = desk.get(screen(product))

    assert page.context["draft"].title == "Brem Madiun"
    assert page.context["is_newer"]


def test_readiness_is_that_of_the_version_that_was_handed_in(waiting: Waiting, desk: Client) -> None:
    product = waiting("Brem Madiun")
    load_requirements()
    before = desk.get(part(product, "pendukung")).context["readiness"]
    later = again(product)
    later.description = " ".join(f"kata{place}" for place in range(60))
    later.save_revision()

    after = desk.get(part(product, "pendukung")).context["readiness"]

    assert after == before
    assert readiness_of_product(again(product), current_requirements()).score > before.score


def complained(product: Product) -> Complaint:
    reason = ReportReason.objects.get(code="palsu")
    return report(shop=product.shop, product=product, reason=reason, words="<b>Tiruan</b>", person="p")


def test_complaint_is_closed_with_a_decision(waiting: Waiting, desk: Client, curator: Any) -> None:
    complaint = complained(waiting())
    address = f"/cms/kurasi/laporan/{complaint.pk}/"

    page = desk.get(address).content.decode()
    refused = desk.post(address, {"outcome": "unfounded", "words": ""})
    desk.post(address, {"outcome": "unfounded", "words": "Sudah diperiksa."})

    complaint.refresh_from_db()
    assert "&lt;b&gt;Tiruan&lt;/b&gt;" in page
    assert refused.status_code == 422
    assert (complaint.outcome, complaint.closed_by) == ("unfounded", curator)


def test_hidden_product_is_taken_off_the_site(waiting: Waiting, desk: Client, curator: Any) -> None:
    product = waiting()
    approve_product(product=product, by=curator)
    complaint = complained(again(product))

    desk.post(f"/cms/kurasi/laporan/{complaint.pk}/", {"outcome": "hidden", "words": "Tiruan."})

    assert not again(product).live


@pytest.mark.parametrize("place", [("35.77",), ("33.74", "product")])
def test_complaint_is_unknown_elsewhere(
    waiting: Waiting, curator_of: Callable[..., Any], place: tuple[str, ...]
) -> None:
    complaint, client = complained(waiting()), Client()
    client.force_login(curator_of(*place))

    assert client.get(f"/cms/kurasi/laporan/{complaint.pk}/").status_code == 404


@pytest.mark.parametrize("sent", [{"action": "approve"}, {"action": "return", "words": "Foto buram."}])
def test_version_that_the_curator_has_not_seen_is_not_decided_on(
    waiting: Waiting, desk: Client, content: ProductContent, seller: Any, sent: dict[str, str]
) -> None:
    product = waiting("Brem Madiun")
    seen = str(product.latest_revision_id)
    withdraw_product(product=product, by=seller)
    save_draft(product=product, content=replace(content, title="Arak Madiun"), by=seller)
    submit_product(product=product, by=seller)

    answer = desk.post(screen(product), sent | {"seen": seen})

    assert (answer.status_code, again(product).live) == (422, False)
    assert again(product).workflow_in_progress
    assert "sesudah Anda membuka" in answer.text and "Arak Madiun" in answer.text


def test_version_on_the_screen_is_decided_on(waiting: Waiting, desk: Client) -> None:
    product = waiting("Brem Madiun")
    seen = re.findall(r'name="seen"\s+value="(\d+)"', desk.get(screen(product)).text)

    desk.post(screen(product), {"action": "approve", "seen": seen[0]})

    assert (len(seen), again(product).live) == (2, True)
