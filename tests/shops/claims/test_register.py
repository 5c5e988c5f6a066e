"""From the ministry's export to proposals, and from a curator's decision to a claim that counts."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.factories import UserFactory
from catalogue.claims.exceptions import ClaimRunOut
from catalogue.factories import ClaimKindFactory, ProductFactory
from catalogue.models import Claim, ClaimKind, Product
from shops.claims.models import ClaimProposal, RegisterImport
from shops.claims.register.decisions import accept_proposal, decide_together, reject_proposal
from shops.claims.register.exceptions import ProductOfAnotherShop, ProposalDecided
from shops.claims.register.matching import KnownShop, ShopIndex
from shops.claims.register.services import import_register
from shops.factories import MembershipFactory, RegionFactory, ShopFactory
from tests.shops.claims.exports import row, saved, table

pytestmark = pytest.mark.django_db


@pytest.fixture
def tkdn() -> ClaimKind:
    found: ClaimKind = ClaimKindFactory(tkdn=True)
    return found


@pytest.fixture
def basket() -> Product:
    """The product that the register means; its shop lies in Jawa Tengah."""
    RegionFactory(code="33", name="Jawa Tengah")
    found: Product = ProductFactory(title="Keranjang Rotan Rojaya 30 cm", shop=ShopFactory(name="Rotan Jaya"))
    ProductFactory(title="Topi Pandan", shop=found.shop)
    return found


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return saved(
        tmp_path, table([row(), row(Tipe="KR-2", Merek="Sulur"), row(Nama_Perusahaan="CV Lain Sama Sekali")])
    )


@pytest.fixture
def proposal(tkdn: ClaimKind, basket: Product, export: Path) -> ClaimProposal:
    import_register(path=export, kind=tkdn)
    return ClaimProposal.objects.get()


def test_rows_of_one_certificate_are_one_proposal_to_the_shop_and_its_product(
    proposal: ClaimProposal, basket: Product
) -> None:
    assert (proposal.shop, proposal.product, proposal.state) == (basket.shop, basket, "open")
    assert (proposal.rows, proposal.types, proposal.brands) == ("2, 3", "KR-1, KR-2", "Rojaya, Sulur")
    assert proposal.score > 0.85
    assert not Claim.objects.exists()


def test_a_worse_match_scores_lower_and_none_is_not_proposed(
    tkdn: ClaimKind, basket: Product, tmp_path: Path
) -> None:
    rows = [
        row(),
        row(Nama_Perusahaan="PT Rotan Jaya Abadi", Nama_Produk="Kursi Besi", Provinsi="Bali"),
        row(Nama_Perusahaan="PT Baja Hitam", Nama_Produk="Keranjang Rotan"),
    ]

    report = import_register(path=saved(tmp_path, table(rows)), kind=tkdn)

    best, worse = ClaimProposal.objects.order_by("-score")
    assert best.product == basket and worse.product is None and float(best.score - worse.score) > 0.25
    assert report.unknown == 1


def test_an_import_repeated_proposes_nothing_new_whatever_was_decided(
    proposal: ClaimProposal, tkdn: ClaimKind, export: Path
) -> None:
    again = import_register(path=export, kind=tkdn)
    reject_proposal(proposal=proposal, by=UserFactory())
    third = import_register(path=export, kind=tkdn)

    assert [(report.proposed, report.known) for report in (again, third)] == [(0, 1), (0, 1)]
    assert (ClaimProposal.objects.count(), RegisterImport.objects.count()) == (1, 3)


def test_what_ended_or_has_no_value_is_counted_and_not_proposed(
    tkdn: ClaimKind, basket: Product, tmp_path: Path
) -> None:
    rows = [row(Tanggal_Kadaluarsa="1/1/2020"), row(Nilai_TKDN="999.99"), row(Nilai_TKDN="seratus")]

    report = import_register(path=saved(tmp_path, table(rows)), kind=tkdn)

    assert (report.ended, report.without_value, report.refused, report.proposed) == (1, 1, 1, 0)


def test_an_accepted_proposal_is_a_verified_claim_with_the_import_as_its_evidence(
    proposal: ClaimProposal, basket: Product
) -> None:
    curator = UserFactory()

    claim = accept_proposal(proposal=proposal, product=basket, number="", by=curator)

    assert list(Claim.objects.verified()) == [claim]
    assert (claim.value, claim.expires_on, claim.reviewed_by) == (
        proposal.value,
        proposal.expires_on,
        curator,
    )
    assert "tkdn.xls" in claim.events.get(action="verified").words
    assert ClaimProposal.objects.get().claim == claim


def test_a_proposal_is_accepted_for_a_product_of_its_shop_only(proposal: ClaimProposal) -> None:
    with pytest.raises(ProductOfAnotherShop):
        accept_proposal(proposal=proposal, product=ProductFactory(), number="", by=UserFactory())

    assert not Claim.objects.exists()


def test_the_second_of_two_decisions_is_told(proposal: ClaimProposal, basket: Product) -> None:
    reject_proposal(proposal=proposal, by=UserFactory())

    with pytest.raises(ProposalDecided):
        accept_proposal(proposal=proposal, product=basket, number="", by=UserFactory())

    assert not Claim.objects.exists()


def test_a_certificate_that_ran_out_while_it_was_proposed_is_not_accepted(
    proposal: ClaimProposal, basket: Product
) -> None:
    ClaimProposal.objects.update(expires_on=timezone.localdate() - dt.timedelta(days=2))

    with pytest.raises(ClaimRunOut):
        accept_proposal(proposal=proposal, product=basket, number="", by=UserFactory())
    report = decide_together(proposals=ClaimProposal.objects.all(), accept=True, by=UserFactory())

    assert (report.decided, report.run_out) == (0, 1)
    assert ClaimProposal.objects.get().state == "open" and not Claim.objects.exists()


def test_a_shop_hears_once_of_all_that_was_accepted_for_it(proposal: ClaimProposal, basket: Product) -> None:
    owner = MembershipFactory(shop=basket.shop).user
    ClaimProposal.objects.update(product=basket)
    ClaimProposal.objects.create(
        **{
            name: getattr(proposal, name)
            for name in ("source", "kind", "shop", "value", "expires_on", "score")
        },
        product=basket,
        certificate="another",
    )

    report = decide_together(proposals=ClaimProposal.objects.all(), accept=True, by=UserFactory())

    (letter,) = mail.outbox
    assert report.decided == 2 and letter.to == [owner.email]
    assert letter.body.count(f": {basket.title}") == 2


def test_a_shop_hears_of_one_that_was_accepted_by_itself(proposal: ClaimProposal, basket: Product) -> None:
    owner = MembershipFactory(shop=basket.shop).user

    accept_proposal(proposal=proposal, product=basket, number="", by=UserFactory())

    (letter,) = mail.outbox
    assert letter.to == [owner.email]


def test_a_dry_run_reports_and_saves_nothing(
    tkdn: ClaimKind, basket: Product, export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import_claims", export, dry_run=True, json=True)

    report = json.loads(capsys.readouterr().out)
    assert (report["rows"], report["proposed"], report["unknown"], report["dry_run"]) == (3, 1, 1, True)
    assert not ClaimProposal.objects.exists() and not RegisterImport.objects.exists()


def test_the_command_names_bad_rows_and_keeps_the_good_ones(
    tkdn: ClaimKind, basket: Product, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(tmp_path, table([row(), row(Nilai_TKDN="seratus")]))

    with pytest.raises(CommandError) as caught:
        call_command("import_claims", path)

    out = capsys.readouterr().out
    assert caught.value.returncode == 3 and ClaimProposal.objects.count() == 1
    for words in ("3", "Nilai TKDN", "seratus", "45,32"):
        assert words in out


@pytest.mark.parametrize(
    ("name", "kind"), [("tidak-ada.xls", "tkdn"), ("tkdn.xls", "tidak-ada"), ("tkdn.xls", "tkdn")]
)
def test_a_file_or_kind_that_is_not_there_is_said(
    tkdn: ClaimKind, tmp_path: Path, name: str, kind: str
) -> None:
    saved(tmp_path, "bukan tabel")

    with pytest.raises(CommandError) as caught:
        call_command("import_claims", tmp_path / name, kind=kind)

    assert caught.value.returncode == 1


def test_a_company_is_found_among_five_thousand_shops_in_no_time() -> None:
    kinds, goods = ("Batik", "Rotan", "Kopi", "Kue"), ("Jaya", "Abadi", "Makmur", "Sentosa", "Lestari")
    shops = [
        KnownShop(number, f"{kinds[number % 4]} {goods[number % 5]} {number}".casefold(), "jawa tengah")
        for number in range(5_000)
    ]
    index, start = ShopIndex(shops), process_time()

    found = [index.candidates(f"PT {kinds[n % 4].upper()} {goods[n % 5].upper()} {n}") for n in range(2_000)]

    assert all(answer[0].shop.key == number for number, answer in enumerate(found))
    assert process_time() - start < 10


@pytest.fixture
def desk(proposal: ClaimProposal, curator_of: Callable[..., Any]) -> Client:
    client = Client()
    client.force_login(curator_of("33.74"))
    return client


def page_of(proposal: ClaimProposal) -> str:
    return reverse("wagtailsnippets_shop_claims_claimproposal:edit", args=[proposal.pk])


def test_a_curator_accepts_in_the_cms(desk: Client, proposal: ClaimProposal, basket: Product) -> None:
    page = desk.get(page_of(proposal)).content.decode()

    desk.post(page_of(proposal), {"decision": "accept", "its_product": basket.pk, "number": "", "words": ""})

    assert "PT. ROTAN JAYA" in page and "tkdn.xls" in page
    assert Claim.objects.get().product == basket


def test_a_curator_rejects_with_a_note(desk: Client, proposal: ClaimProposal) -> None:
    desk.post(page_of(proposal), {"decision": "reject", "words": "Pabrik di kota lain."})

    rejected = ClaimProposal.objects.get()
    assert (rejected.state, rejected.words) == ("rejected", "Pabrik di kota lain.")


def test_accepting_needs_a_product(desk: Client, proposal: ClaimProposal) -> None:
    answer = desk.post(page_of(proposal), {"decision": "accept", "its_product": ""})

    assert answer.status_code == 200 and not Claim.objects.exists()


def test_a_curator_elsewhere_and_a_seller_find_none(
    proposal: ClaimProposal, curator_of: Callable[..., Any], client_of: Callable[[Any], Client]
) -> None:
    elsewhere = client_of(curator_of(RegionFactory(code="35.77").code))
    rows = elsewhere.get(reverse("wagtailsnippets_shop_claims_claimproposal:list")).context["object_list"]

    answers = [
        client.request(PATH_INFO=page_of(proposal), REQUEST_METHOD=method).status_code
        for client in (elsewhere, client_of(UserFactory()))
        for method in ("GET", "POST")
    ]

    assert (list(rows), answers) == ([], [404, 404, 403, 403])
