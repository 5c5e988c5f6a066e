"""The hostile site behind its window: a row of everything, and an attack in each of its text fields."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail.snippets.models import get_snippet_models

from catalogue.claims.evidence.models import ClaimEvidence
from catalogue.claims.history import ClaimEvent
from catalogue.models import Product
from catalogue.services.reference import load_reference_data
from media.factories import DocumentFactory
from pages.models import FaqPage, HomePage
from promotions.factories import campaign
from promotions.models import CampaignDownload
from shops.claims.models import ClaimProposal, RegisterImport
from shops.holidays.models import Holiday
from shops.models import Partner
from shops.panel.models import TypedForm
from shops.readiness.reference import load_requirements
from shops.registration.models import Cluster, Registration
from shops.registration.questions import QUESTIONS
from shops.review.models import (
    Batch,
    Case,
    Complaint,
    Remark,
    Report,
    ReportReason,
    Step,
)
from shops.review.services.reasons import load_reasons
from shops.standing.models import ShopStateChange
from shops.teams.models import Invitation, JoinRequest

#: Rooms whose models people write through forms of this site.
ROOMS = ("accounts", "catalogue", "media", "pages", "promotions", "shops")
#: Text fields in which no person can put words of their own, and why. Any other has to hold an attack.
NOT_WORDS = {
    "accounts.User.password": "a digest",
    "catalogue.Category.code": "made by the site",
    "catalogue.Category.full_slug": "made of slugs",
    "catalogue.Category.path": "a place in the tree",
    "catalogue.Claim.refusal_reason": "kept from before reasons were rows; shown nowhere",
    "catalogue.ClaimEvidence.content_type": "found out from the content",
    "catalogue.ClaimKind.number_pattern": "a pattern, which a form compiles before it takes it",
    "catalogue.Product.upc": "a number, or nothing",
    "catalogue.ProductAttributeValue.value_richtext": "no attribute of this kind can be made",
    "catalogue.Product.code": "Oscar's; no form has it",
    "catalogue.ProductImage.code": "Oscar's; no form has it",
    "media.Document.file_hash": "a digest",
    "media.Image.dominant_colour": "computed from the picture",
    "media.Image.file_hash": "a digest",
    "media.Image.fingerprint": "computed from the picture",
    "media.Rendition.filter_spec": "written by the site",
    "media.Rendition.focal_point_key": "written by the site",
    "partner.Invitation.token_digest": "a digest",
    "partner.JoinRequest.nib": "13 digits",
    "partner.Partner.nib": "13 digits",
    "partner.Partner.phone": "a telephone number",
    "partner.Partner.whatsapp": "a telephone number",
    "partner.Partner.website": "an address of the web; a script's address lies in it from the start",
    "partner.ShopActivity.code": "a code of the official list",
    "partner.StockRecord.price_currency": "IDR",
    "regions.Region.code": "Kemendagri's code",
    "regions.Region.postal_code": "five digits",
    "regions.Region.search_name": "computed from the name",
    "review.Remark.field": "the name of a field",
    "review.Report.person": "a digest",
    "shop_claims.ClaimProposal.certificate": "a digest",
    "shop_claims.RegisterImport.fingerprint": "a digest",
}


def words_of_people() -> Iterator[tuple[type[models.Model], Any]]:
    """Every text field of the rooms that has no choices, is no slug, and is not named above."""
    for model in apps.get_models():
        if model.__module__.partition(".")[0] not in ROOMS or model._meta.proxy:
            continue
        for field in model._meta.local_fields:
            is_text = isinstance(field, models.CharField | models.TextField)
            is_free = is_text and not field.choices and not isinstance(field, models.SlugField)
            if is_free and f"{model._meta.label}.{field.name}" not in NOT_WORDS:
                yield model, field


def poison(payloads: Sequence[str]) -> None:
    """Past all forms: an attack in each field of `words_of_people` that none holds yet, in its rows."""
    for start, (model, field) in enumerate(words_of_people()):
        if attacked(model, field):
            continue
        rows = model._default_manager.order_by("pk")
        # As many rows as there are attacks: where a field must be unique, each has another.
        for number, key in enumerate(rows.values_list("pk", flat=True)[: len(payloads)]):
            turn = (start * 7 + number) % len(payloads)
            words = [*payloads[turn:], *payloads[:turn]]
            rows.filter(pk=key).update(**{field.name: _as_many_as_fit(words, field.max_length)})


def attacked(model: type[models.Model], field: Any) -> bool:
    """Whether a row holds an attack there."""
    return model._default_manager.filter(**{f"{field.name}__regex": r"[<]|javascript"}).exists()


def _as_many_as_fit(words: Sequence[str], limit: int | None) -> str:
    if limit is None:
        return "\n".join(words)
    taken = ""
    for word in words:
        if len(taken) + len(word) < limit:
            taken += word
    return taken or words[0][:limit]


def fill_the_desk(*, shop: Partner, product: Product, user: Any, payloads: Sequence[str]) -> None:
    """Rows of what sellers, curators and shoppers write behind the window, in every kind there is."""
    load_reference_data()
    load_requirements()
    load_reasons()
    now, today = timezone.now(), timezone.localdate()
    _review(shop, product, user, now)
    _claims(shop, product, user, today)
    Holiday.objects.create(shop=shop, first_day=today, last_day=today + dt.timedelta(days=3), note="-")
    Cluster.objects.create(region=shop.regency, name="-", description="-")
    ShopStateChange.objects.create(shop=shop, after=shop.state, by=user, reason="-")
    later = now + dt.timedelta(days=9)
    Invitation.objects.create(shop=shop, email="a@b.id", role="viewer", token_digest="-", expires_at=later)
    JoinRequest.objects.create(nib="1234567890123", shop=shop, user=user)
    typed = {"title": payloads[0], "description": "\n".join(payloads)}
    TypedForm.objects.create(user=user, shop=shop, product=product, data=typed)
    answers = {
        "nama": {"name": payloads[1][:100]},
        "wilayah": {"region": "", "label": payloads[2]},
        "alamat": {"address": "\n".join(payloads)[:250], "whatsapp": payloads[3]},
        "tim": {"invited": [[payloads[4], "viewer"]]},
    }
    Registration.objects.create(user=user, answers=answers)


def _review(shop: Partner, product: Product, user: Any, now: dt.datetime) -> None:
    batch = Batch.objects.create(shop=shop, source="-", submitted_by=user, submitted_at=now)
    case = Case.objects.create(
        product=product, shop=shop, state="returned", opened_at=now, waiting_since=now, batch=batch
    )
    step = Step.objects.create(case=case, what="returned", by=user, at=now, words="-")
    Remark.objects.create(step=step, field="title", words="-")
    complaint = Complaint.objects.create(shop=shop, product=product, opened_at=now, people=3, words="-")
    reason = ReportReason.objects.first()
    Report.objects.create(complaint=complaint, reason=reason, words="-", person="-", at=now)


def _claims(shop: Partner, product: Product, user: Any, today: dt.date) -> None:
    claim = product.claims.first()
    ClaimEvent.objects.create(claim=claim, action="submitted", by=user, words="-")
    ClaimEvidence.objects.create(
        claim=claim, shop=shop, file="-", name="-", content_type="application/pdf", size=1, uploaded_by=user
    )
    ClaimProposal.objects.create(
        source=RegisterImport.objects.create(file_name="-", fingerprint="-", rows=1),
        kind=claim.kind,
        shop=shop,
        product=product,
        certificate="-",
        rows="1",
        company="-",
        product_name="-",
        value=40,
        expires_on=today,
        score=1,
    )


def desk_paths(*, shop: Partner, product: Product) -> list[str]:
    """Where a seller and staff read it all: panel, registration, curators' desk, every list of the CMS."""
    claim = product.claims.order_by("pk")[0]
    panel = (
        *(
            "",
            "tim/",
            "pengajuan/",
            "kesiapan/",
            "klaim/",
            "klaim/baru/",
            "kampanye/",
            "diajukan/",
            "profil/",
        ),
        *("libur/", "produk/", "produk/baru/", f"produk/{product.pk}/", f"kesiapan/produk/{product.pk}/"),
        f"klaim/{claim.pk}/",
    )
    registration = (
        "",
        *(f"{question.key}/" for question in QUESTIONS if question.key != "sentra"),
        "periksa/",
    )
    complaint, batch = Complaint.objects.get(), Batch.objects.get()
    desk = (
        *("kurasi/", f"kurasi/produk/{product.pk}/", f"kurasi/laporan/{complaint.pk}/"),
        *(f"kurasi/impor/{batch.pk}/", "kesiapan/", "kesiapan/usaha/", "images/", "documents/", "users/"),
    )
    snippets = [model for model in get_snippet_models() if model.__module__.partition(".")[0] in ROOMS]
    return [
        *(f"/penjual/{shop.slug}/{path}" for path in panel),
        *(f"/penjual/daftar/{path}" for path in registration),
        *(f"/cms/{path}" for path in desk),
        *(reverse(model.snippet_viewset.get_url_name("list")) for model in snippets),
        *(
            reverse(model.snippet_viewset.get_url_name("edit"), args=[row.pk])
            for model in snippets
            if (row := model._default_manager.order_by("pk").first())
        ),
    ]


def hang_out(*, shop: Partner, product: Product, payloads: Sequence[str]) -> list[str]:
    """A campaign with a download and a page of questions; their paths."""
    home = HomePage.objects.get(locale=Locale.objects.get(language_code="id"))
    page = campaign(home, title="Jahat", slug="jahat", products=[product], shops=[shop], region=shop.regency)
    CampaignDownload.objects.create(page=page, document=DocumentFactory(), title="-")
    questions = [
        {"type": "question", "value": {"question": word, "answer": f"<p>{word}</p>"}} for word in payloads
    ]
    asked = home.add_child(instance=FaqPage(title="Jahat sekali", slug="jahat-sekali", questions=questions))
    return [page.get_url(), page.get_parent().get_url(), asked.get_url()]
