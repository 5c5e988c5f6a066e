"""A whole import: submitted together, sampled, and the rest approved or returned at once."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from catalogue.exceptions import NotEditable
from catalogue.factories import CategoryFactory, ClaimFactory, ProductClassFactory
from catalogue.imports.services import import_file
from catalogue.models import Product
from catalogue.services.content import ProductContent
from catalogue.services.curation import submit_product, withdraw_product
from catalogue.services.drafts import create_product, save_draft
from shops.curation.services import approve_product, return_product
from shops.curation.together import approve_products
from shops.factories import RegionFactory, ShopFactory
from shops.review.exceptions import BatchStopped, SampleOpen, TakenByColleague
from shops.review.kinds import Kind
from shops.review.models import Batch, Case, ReturnReason, Step
from shops.review.services.imports import Approval, approve_rest, return_import, submit_import
from shops.review.services.samples import draw_sample, sample_size
from shops.review.services.takings import take
from shops.review.verdicts import Verdict
from tests.shops.review.conftest import again

PRODUCTS = 8
QUEUE, IMPORTS = "/cms/kurasi/", "/cms/kurasi/impor/"
Handed = Callable[..., Batch]


@pytest.fixture
def handed(content: ProductContent, seller: Any, curator: Any) -> Handed:
    """`handed(8)`: an import of so many products of a new shop, handed in."""

    def hand_in(many: int = PRODUCTS, code: str = "33.74", **changes: Any) -> Batch:
        shop = ShopFactory(region=RegionFactory(code=code))
        products = [
            create_product(
                shop=shop,
                content=replace(content, title=f"Impor {number}", **changes),
                price=9_000,
                stock=1,
                by=seller,
            )
            for number in range(many)
        ]
        batch = submit_import(shop=shop, products=products, source="produk.xlsx", by=seller)
        assert batch is not None
        return batch

    return hand_in


@pytest.fixture
def batch(handed: Handed) -> Batch:
    return handed()


def live() -> int:
    return Product.objects.filter(live=True).count()


def sample_of(batch: Batch) -> list[Case]:
    return list(batch.cases.filter(is_sample=True).order_by("pk"))


def approve_sample(batch: Batch, by: Any) -> None:
    for case in sample_of(batch):
        approve_product(product=case.product, by=by)


def rest_of(batch: Batch) -> list[Case]:
    return list(batch.cases.filter(is_sample=False).order_by("pk"))


@pytest.mark.parametrize(("total", "size"), [(0, 0), (3, 3), (5, 5), (8, 5), (50, 5), (51, 6), (1_000, 100)])
def test_sample_is_a_tenth_and_five_at_least(total: int, size: int) -> None:
    assert sample_size(total) == size


def test_sample_is_drawn_once_and_the_same_for_everybody(batch: Batch) -> None:
    first = {case.pk for case in sample_of(batch)}
    Case.objects.update(is_sample=False)
    Batch.objects.update(sampled_at=None)

    again_drawn = {case.pk for case in draw_sample(batch=batch)}

    assert again_drawn == {case.pk for case in draw_sample(batch=batch)} == first
    assert len(first) == 5


def test_rest_is_approved_once_the_sample_is(batch: Batch, curator: Any) -> None:
    approve_sample(batch, curator)

    done = approve_rest(batch=batch, by=curator)

    assert (done, live()) == (Approval(approved=3, unspoken=0), PRODUCTS)
    assert Step.objects.filter(what=Step.What.APPROVED, is_sampled=True, by=curator).count() == 3


def test_approving_the_rest_costs_the_same_for_three_and_for_twelve(handed: Handed, curator: Any) -> None:
    # the import and its products held, what waits of the sample, the rest; what `approve_products` asks; the
    # import kept; what was changed
    costs = []
    for many in (6, 8, 17):  # the first time rights are read as well
        batch = handed(many)
        approve_products(products=[case.product for case in sample_of(batch)], by=curator)
        with CaptureQueriesContext(connection) as queries:
            approve_rest(batch=batch, by=curator)
        costs.append(len(queries))

    assert costs[1] == costs[2] == 41


def test_nothing_is_approved_before_the_sample_is_finished(batch: Batch, curator: Any) -> None:
    first, *_others = sample_of(batch)
    approve_product(product=first.product, by=curator)

    with pytest.raises(SampleOpen) as told:
        approve_rest(batch=batch, by=curator)

    assert (told.value.left, live()) == (4, 1)


def test_a_return_stops_it(batch: Batch, curator: Any) -> None:
    first, *others = sample_of(batch)
    return_product(product=first.product, by=curator, comment="Belum.")
    for case in others:
        approve_product(product=case.product, by=curator)

    with pytest.raises(BatchStopped):
        approve_rest(batch=batch, by=curator)

    assert live() == 4


def test_what_was_changed_after_the_sample_was_drawn_is_not_approved(
    batch: Batch, curator: Any, desk: Client
) -> None:
    edited = rest_of(batch)[0].product
    draft = edited.get_latest_revision_as_object()
    draft.title = "Lain sama sekali"
    draft.save_revision(user=curator)  # as a colleague's edit in the CMS does
    approve_sample(batch, curator)

    page = desk.get(f"{IMPORTS}{batch.pk}/").content.decode()
    done = approve_rest(batch=batch, by=curator)

    assert "Lain sama sekali" in page and "Setujui 2 produk lainnya" in page
    assert done == Approval(approved=2, unspoken=1)
    assert not again(edited).live
    assert "Lain sama sekali" in [entry.title for entry in desk.get(QUEUE).context["page"]]


@pytest.mark.parametrize(
    ("change", "state", "covered"),
    [
        ({"title": "Kopi Robusta"}, "verified", False),
        ({"title": "Kopi Robusta"}, "submitted", True),
        ({"product_class": "another"}, "verified", False),
        ({"description": "Lebih gurih."}, "verified", True),
    ],
)
def test_a_verified_claim_gets_no_other_name_or_class_unseen(
    content: ProductContent,
    seller: Any,
    curator: Any,
    desk: Client,
    change: dict[str, Any],
    state: str,
    covered: bool,
) -> None:
    if "product_class" in change:
        change = {"product_class": ProductClassFactory(name="Minuman"), "attributes": {}}
    shop = ShopFactory(region=RegionFactory(code="33.74"))
    products = [
        create_product(shop=shop, content=replace(content, title=f"{n}"), price=9_000, stock=1, by=seller)
        for n in range(PRODUCTS)
    ]
    for product in products:
        submit_product(product=product, by=seller)
        approve_product(product=product, by=curator)
        ClaimFactory(product=product, shop=shop, state=state)
        save_draft(product=product, content=replace(content, **{"title": product.title} | change), by=seller)
    batch = submit_import(shop=shop, products=products, source="produk.xlsx", by=seller)
    assert batch is not None
    approve_sample(batch, curator)

    page = desk.get(f"{IMPORTS}{batch.pk}/").text
    done = approve_rest(batch=batch, by=curator)

    assert done == (Approval(3, 0) if covered else Approval(0, 3))
    assert ("mendapat nama atau jenis lain" in page) is not covered
    waiting = {case.product_id for case in rest_of(batch) if case.state == Case.State.WAITING}
    assert waiting <= {entry.key for entry in desk.get(QUEUE).context["page"]}


def test_a_seller_changes_nothing_while_it_waits(batch: Batch, seller: Any, content: ProductContent) -> None:
    product = rest_of(batch)[0].product

    with pytest.raises(NotEditable):
        save_draft(product=product, content=replace(content, title="Lain"), by=seller)


def test_withdrawn_product_of_the_sample_is_replaced_by_the_next(
    batch: Batch, curator: Any, seller: Any
) -> None:
    first, *others = sample_of(batch)
    withdraw_product(product=first.product, by=seller)
    submit_product(product=again(first.product), by=seller)
    for case in others:
        approve_product(product=case.product, by=curator)

    with pytest.raises(SampleOpen):
        approve_rest(batch=batch, by=curator)

    assert len(sample_of(batch)) == 5
    assert not again(first.product).live
    assert Case.objects.get(product=first.product, state="waiting").batch is None


def test_what_a_colleague_has_taken_stops_the_whole(batch: Batch, curator: Any, curator_of: Any) -> None:
    approve_sample(batch, curator)
    take(kind=Kind.PRODUCT, key=rest_of(batch)[1].product_id, by=curator_of("33.74"))

    with pytest.raises(TakenByColleague):
        approve_rest(batch=batch, by=curator)

    assert live() == 5


def test_the_whole_is_returned_with_reasons(batch: Batch, curator: Any) -> None:
    first, *_others = sample_of(batch)
    approve_product(product=first.product, by=curator)
    verdict = Verdict(reasons=[ReturnReason.objects.get(code="foto-kurang")], words="Semua sama.")

    returned = return_import(batch=batch, by=curator, verdict=verdict)

    steps = Step.objects.filter(what=Step.What.RETURNED)
    assert (returned, live(), steps.count()) == (7, 1, 7)
    assert {reason.code for step in steps for reason in step.reasons.all()} == {"foto-kurang"}
    with pytest.raises(BatchStopped):
        approve_rest(batch=batch, by=curator)
    with pytest.raises(BatchStopped):
        return_import(batch=batch, by=curator, verdict=verdict)


def test_what_cannot_be_submitted_stays_a_draft(content: ProductContent, seller: Any, curator: Any) -> None:
    shop = ShopFactory()
    good, public, waits = (
        create_product(shop=shop, content=content, price=9_000, stock=1, by=seller) for _number in range(3)
    )
    public.latest_revision.publish(skip_permission_checks=True)
    submit_product(product=waits, by=seller)

    batch = submit_import(shop=shop, products=[good, again(public), waits], source="a.csv", by=seller)
    nothing = submit_import(shop=shop, products=[again(public), again(waits)], source="b.csv", by=seller)

    assert batch and [case.product for case in batch.cases.all()] == [good]
    assert nothing is None and Batch.objects.count() == 1


def test_one_letter_speaks_for_all(
    handed: Handed, curator: Any, curator_of: Any, seller: Any, django_capture_on_commit_callbacks: Any
) -> None:
    here, elsewhere = curator_of("35.77"), curator_of("33.74")

    with django_capture_on_commit_callbacks(execute=True), translation.override("en"):
        batch = handed(code="35.77")
        told = [(message.to[0], message.subject) for message in mail.outbox]
        approve_sample(batch, here)
        mail.outbox.clear()
        approve_rest(batch=batch, by=here)
        rest = [(message.to[0], message.subject) for message in mail.outbox]

    assert sorted(told) == sorted(
        [
            (seller.email, "8 produk impor sudah di tangan kurator"),
            (here.email, f"8 produk impor {batch.shop.name} menunggu kurasi"),
            (curator.email, f"8 produk impor {batch.shop.name} menunggu kurasi"),
        ]
    )
    assert rest == [(seller.email, "3 produk impor sudah tampil")]
    assert elsewhere.email not in dict(told)


def test_queue_shows_the_sample_alone_until_the_import_is_decided_on(
    batch: Batch, desk: Client, curator: Any
) -> None:
    before = desk.get(QUEUE)
    Batch.objects.update(stopped_at=timezone.now())

    after = desk.get(QUEUE)

    assert {entry.key for entry in before.context["page"]} == {case.product_id for case in sample_of(batch)}
    assert "1 impor menunggu Anda." in before.content.decode()
    assert after.context["page"].paginator.count == PRODUCTS


def test_page_of_an_import(batch: Batch, desk: Client, curator: Any) -> None:
    address = f"{IMPORTS}{batch.pk}/"

    early = desk.post(address, {"action": "approve"})
    silent = desk.post(address, {"action": "return"})
    approve_sample(batch, curator)
    offered = "Setujui 3 produk lainnya" in desk.get(address).content.decode()
    desk.post(address, {"action": "approve"})

    assert (early.status_code, silent.status_code, offered, live()) == (422, 422, True, PRODUCTS)
    assert "Contoh belum selesai" in early.content.decode()
    assert "Pilih alasan, atau tulis apa yang perlu diubah" in silent.content.decode()


def test_import_is_returned_from_its_page(batch: Batch, desk: Client) -> None:
    response = desk.post(
        f"{IMPORTS}{batch.pk}/", {"action": "return", "reasons": ["foto-kurang"], "words": "<script>alert(1)"}
    )

    page = desk.get(f"/cms/kurasi/produk/{sample_of(batch)[0].product_id}/riwayat/").content.decode()
    assert response.status_code == 302
    assert Case.objects.filter(state="returned").count() == PRODUCTS
    assert "&lt;script&gt;alert(1)" in page and "<script>alert(1)" not in page


def test_imports_are_listed_open_ones_first(handed: Handed, desk: Client) -> None:
    done, old, new = handed(5), handed(5), handed(6)
    Batch.objects.filter(pk=done.pk).update(approved_at=timezone.now())
    Batch.objects.filter(pk=old.pk).update(submitted_at=timezone.now() - dt.timedelta(days=3))

    rows = list(desk.get(IMPORTS).context["page"])

    assert [row.pk for row in rows] == [old.pk, new.pk, done.pk]
    assert (rows[1].total, rows[1].waiting, rows[1].sample, rows[1].sample_waiting) == (6, 6, 5, 5)


def test_list_of_imports_costs_the_same_for_two_and_for_twenty(handed: Handed, desk: Client) -> None:
    # 1 session, 2 person, 3-4 rights, 5 profile, 6 scope, 7 count, 8 rows; locales, rights for the menu
    first, counts = handed(2), []
    for total in (2, 20):
        while Batch.objects.count() < total:
            Batch.objects.create(shop=first.shop, source="a.csv", submitted_at=timezone.now())
        desk.get(IMPORTS)
        with CaptureQueriesContext(connection) as queries:
            desk.get(IMPORTS)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 15


@pytest.mark.parametrize("many", [6, 30])
def test_page_of_an_import_costs_the_same_for_few_and_many(handed: Handed, desk: Client, many: int) -> None:
    # as the list, and: the import, its sample, what was changed, two counts, the reasons to choose from
    batch = handed(many)
    desk.get(f"{IMPORTS}{batch.pk}/")

    with CaptureQueriesContext(connection) as queries:
        desk.get(f"{IMPORTS}{batch.pk}/")

    assert len(queries) <= 15


def test_import_is_unknown_elsewhere(batch: Batch, curator_of: Callable[..., Any]) -> None:
    client = Client()
    client.force_login(curator_of("35.77"))

    assert client.post(f"{IMPORTS}{batch.pk}/", {"action": "approve"}).status_code == 404
    assert list(client.get(IMPORTS).context["page"]) == []
    assert live() == 0


def test_what_a_file_brought_is_submitted_though_nobody_has_edited_it(
    seller: Any, curator: Any, tmp_path: Path
) -> None:
    shop, file = ShopFactory(), tmp_path / "produk.csv"
    CategoryFactory(name="Camilan")
    ProductClassFactory(name="Umum", slug="umum")
    file.write_text("SKU;Nama produk;Kategori;Harga\nA-1;Keripik Tempe;Camilan;15.000\n", encoding="utf-8")
    report = import_file(shop_id=shop.pk, path=file, by=seller)

    batch = submit_import(
        shop=shop,
        products=list(Product.objects.filter(pk__in=report.to_review)),
        source=file.name,
        by=seller,
    )

    assert batch is not None
    approve_sample(batch, curator)
    assert live() == 1
