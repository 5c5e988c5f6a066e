"""Every hostile line where a claim has words from others: curators, staff, names of files, the register."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.forms import modelform_factory
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue.claims.evidence.inspection import plain_name
from catalogue.claims.history import ClaimEvent
from catalogue.factories import ClaimFactory, ClaimKindFactory, ProductFactory
from catalogue.models import Claim, ClaimEvidence, ClaimKind, RefusalReason
from shops.claims.cms import DecisionForm
from shops.claims.models import ClaimProposal
from shops.claims.register.services import import_register
from shops.factories import ShopFactory
from shops.models import Partner
from tests.hostile_text import hostile_lines, is_refused, wrongly_shown
from tests.shops.claims.exports import row, saved, table

pytestmark = pytest.mark.django_db
LINES = hostile_lines()


@pytest.fixture
def desk(curator: Any, client_of: Callable[[Any], Client]) -> Client:
    return client_of(curator)


def pages_of(claim: Claim, seller: Client, desk: Client) -> list[str]:
    """The claim as its team and as its curator see it."""
    return [
        seller.get(f"/penjual/{claim.shop.slug}/klaim/{claim.pk}/").text,
        desk.get(reverse("wagtailsnippets_catalogue_claim:edit", args=[claim.pk])).text,
    ]


def test_curators_words_are_judged_and_shown_escaped(
    waiting: Claim, seller_client: Client, desk: Client
) -> None:
    decision = modelform_factory(Claim, form=DecisionForm, fields=[])
    for line in LINES:
        form = decision({"decision": "refuse", "reason": line, "words": line}, instance=waiting)
        assert not form.is_valid()  # a line is no reason
        assert ("words" in form.errors) is is_refused(line)
    ClaimEvent.objects.bulk_create(
        ClaimEvent(claim=waiting, action=ClaimEvent.Action.REFUSED, words=line, at=timezone.now())
        for line in LINES
    )
    everything = "\n".join(LINES)
    Claim.objects.filter(pk=waiting.pk).update(
        state="refused", refusal_reason=everything, reviewed_at=timezone.now()
    )

    for page in pages_of(waiting, seller_client, desk):
        assert wrongly_shown(page, LINES) == []


def test_reasons_that_staff_write_are_shown_escaped(waiting: Claim, desk: Client) -> None:
    RefusalReason.objects.bulk_create(
        RefusalReason(code=f"r-{number}", text=line[:200], text_en=line[:200])
        for number, line in enumerate(LINES)
    )

    page = desk.get(reverse("wagtailsnippets_catalogue_claim:edit", args=[waiting.pk])).text

    assert wrongly_shown(page, [line[:200] for line in LINES]) == []


def test_names_of_files_are_plain_and_shown_escaped(
    draft_claim: Claim, seller_client: Client, desk: Client
) -> None:
    names = [plain_name(line) for line in LINES]
    ClaimEvidence.objects.bulk_create(
        ClaimEvidence(
            claim=draft_claim,
            shop=draft_claim.shop,
            file="evidence/x.pdf",
            name=name,
            size=1,
            content_type="application/pdf",
        )
        for name in names
    )
    Claim.objects.filter(pk=draft_claim.pk).update(state="submitted", submitted_at=timezone.now())

    for page in pages_of(draft_claim, seller_client, desk):
        assert wrongly_shown(page, names) == []
    assert all(name.isprintable() and "/" not in name for name in names)


def test_kinds_that_staff_write_are_shown_escaped_to_sellers_and_shoppers(
    shop: Partner, seller_client: Client, client: Client, unkept: Any
) -> None:
    product = ProductFactory(shop=shop)
    shown = [line[:60] for line in LINES]
    kinds = ClaimKind.objects.bulk_create(
        ClaimKind(
            code=f"k-{number}",
            name=line,
            name_en=line,
            mark=line,
            mark_en=line,
            meaning=line,
            meaning_en=line,
            applies_to="product",
            use=line,
            use_en=line,
        )
        for number, line in enumerate(shown)
    )
    for kind, line in zip(kinds, shown, strict=True):
        ClaimFactory(kind=kind, shop=shop, product=product, number=line, issuer=line, state="verified")

    pages = [
        seller_client.get(f"/penjual/{shop.slug}/klaim/baru/").text,
        client.get(product.get_absolute_url()).text,
        client.get(f"/en{product.get_absolute_url()}").text,
    ]

    for page in pages:
        assert wrongly_shown(page, shown) == []


def test_a_kind_with_hostile_words_is_kept_or_refused_at_its_fields(db: None) -> None:
    fields = ("code", "name", "name_en", "number_pattern", "number_example", "issuer", "value_unit", "source")

    for line in LINES:
        kind = ClaimKindFactory.build(**dict.fromkeys(fields, line), applies_to=line)
        with pytest.raises(ValidationError) as refused:  # a line is neither a code nor a subject
            kind.full_clean()
        assert {"applies_to"} <= set(refused.value.message_dict)


def test_what_the_register_says_is_read_and_shown_escaped(tmp_path: Path, desk: Client) -> None:
    product = ProductFactory(title="Keranjang", shop=ShopFactory(name="Rotan Jaya"))
    kind = ClaimKindFactory(tkdn=True)
    lines = [" ".join(line.split())[:100] for line in LINES]
    good = [row(Nama_Produk=f"Keranjang {line}", Provinsi=line, Tipe=line, Merek=line) for line in lines]
    bad = [row(Nama_Perusahaan=line, Nilai_TKDN=line, Tanggal_Kadaluarsa=line) for line in lines]

    report = import_register(path=saved(tmp_path, table([*good, *bad])), kind=kind)

    proposals = list(ClaimProposal.objects.filter(shop=product.shop))
    assert report.rows == len(good) + len(bad) and report.refused >= len(bad) * 0.9
    assert len(proposals) > len(lines) * 0.8
    address = f"/cms/klaim/impor/{proposals[0].source_id}/"
    for number in range(1, len(proposals) // 50 + 2):
        answer = desk.get(address, {"halaman": number})
        texts = [proposal.product_name for proposal, _parts in answer.context["rows"]]
        assert wrongly_shown(answer.text, texts) == []
    answers = {
        desk.post(address, {"proposals": line, "decision": line, "words": line}).status_code
        for line in LINES[::25]
    }
    assert answers == {422}
