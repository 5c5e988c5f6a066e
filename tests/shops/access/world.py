"""One shop with everything private that it has, and one person of every role around it."""

import datetime as dt
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from accounts.factories import UserFactory
from catalogue.claims.evidence.services import add_evidence
from catalogue.claims.services import submit_claim
from catalogue.factories import ClaimFactory, ClaimKindFactory, RefusalReasonFactory
from catalogue.models import Claim, ClaimKind, Product
from catalogue.services.content import ProductContent
from catalogue.services.curation import submit_product
from catalogue.services.drafts import create_product
from shops.claims.models import ClaimProposal
from shops.claims.register.services import import_register
from shops.curation.services import (
    approve_product,
    ensure_officer_groups,
    ensure_regional_curators,
    permissions_named,
)
from shops.factories import MembershipFactory, RegionFactory, ShopFactory
from shops.models import Invitation, JoinRequest, Partner, Registration
from shops.registration.services import begin, begin_mending
from shops.review.models import ReportReason
from shops.review.services.complaints import report
from shops.review.services.imports import submit_import
from shops.teams.invitations import digest_of, invite
from shops.teams.queries import UNANSWERED_DAYS
from shops.teams.requests import request_to_join
from tests.catalogue.claims.files import pdf, upload
from tests.shops.claims.exports import row, saved, table
from tests.shops.officers import officers_of

TEAM = ("owner", "manager", "stock_keeper", "viewer")
CURATORS = {"curator elsewhere": "35.77", "curator here": "33.74", "curator of the province": "33"}
STAFF = ("editor", "programme officer", "finance", "admin")
ROLES = ("anonymous", "shopper", "other seller", *TEAM, *CURATORS, *STAFF)
TOKEN = "undangan-untuk-uji"
UNANSWERED = dt.timedelta(days=UNANSWERED_DAYS + 1)
NIB = "1234567890123"


@dataclass
class World:
    """`people` and their `clients` by role; `words`, what an address of the table is filled in with; `sent`,
    what is posted.
    """

    people: dict[str, Any]
    clients: dict[str, Client] = field(default_factory=dict)
    words: dict[str, Any] = field(default_factory=dict)
    sent: dict[str, dict[str, Any]] = field(default_factory=dict)

    def sent_to(self, path: str) -> dict[str, Any]:
        """What is posted there; each form takes what it knows."""
        return next(sent for before, sent in self.sent.items() if path.startswith(before))


def build_world(*, content: ProductContent, curator: Any, folder: Path) -> World:
    """Everything through the services, as it would come about."""
    shop, mended = (ShopFactory(name=name, region=RegionFactory(code="33.74")) for name in ("Brem", "Tenun"))
    Partner.objects.filter(pk=shop.pk).update(nib=NIB)
    people = _people(shop, mended)
    world = World(people, {role: _client(person) for role, person in people.items()})
    owner = people["owner"]
    world.words = {
        "shop": shop.slug,
        "shop_pk": shop.pk,
        "mended": mended.slug,
        **_team(shop, owner),
        **_products(shop, owner, content, curator),
        **_claims(shop, owner),
        **_registrations(mended, owner, people["shopper"]),
    }
    live, reason = Product.objects.get(pk=world.words["live"]), ReportReason.objects.first()
    complaint = report(shop=shop, product=live, reason=reason, words="Palsu.", person="seseorang")
    proposal = _proposal(live, folder)
    world.words |= {
        "complaint": complaint.pk,
        "proposal": proposal.pk,
        "register": proposal.source_id,
    }
    world.sent = _sent(content, reason)
    return world


def _sent(content: ProductContent, reason: ReportReason) -> dict[str, dict[str, Any]]:
    """By the beginning of addresses, the longest first."""
    return {
        "penjual/{shop}/klaim/": {"number": "3333333333333"},
        "penjual/": {
            "title": "Rempeyek",
            "description": "Gurih.",
            "category": content.category.pk,
            "product_class": content.product_class.pk,
            "price": "12.500",
            "stock": "30",
            "unit": "pak",
            "min_order": "1",
            "lead_time_days": "0",
            "attr-materials": "kacang",
            "pictures-TOTAL_FORMS": "8",
            "pictures-INITIAL_FORMS": "0",
            "first_day": "2099-12-07",
            "last_day": "2099-12-09",
            "email": "lain@example.com",
            "role": "viewer",
            "reason": "Pindah.",
            "name": "Toko Baru",
            "nib": "9999999999999",
        },
        "lapor/": {"reason": reason.code},
        "cms/kurasi/laporan/": {"outcome": "unfounded", "words": "Tidak terbukti.", "action": "close"},
        "cms/kurasi/": {"action": "approve"},
        "cms/toko/": {"move": "suspend", "reason": "Diperiksa."},
        "cms/permintaan-bergabung/": {"action": "accept", "role": "viewer"},
        "cms/snippets/shop_claims/": {"decision": "reject"},
        "cms/": {"decision": "verify"},
        "": {},
    }


def _people(shop: Partner, mended: Partner) -> dict[str, Any]:
    people: dict[str, Any] = {"anonymous": None}
    people |= {role: UserFactory() for role in ROLES[1:]}
    MembershipFactory(shop=ShopFactory(), user=people["other seller"])
    for role in TEAM:
        for place in (shop, mended):
            MembershipFactory(shop=place, user=people[role], role=role)
    for role, code in CURATORS.items():
        people[role].groups.add(ensure_regional_curators(region=RegionFactory(code=code)))
    people["editor"].groups.add(Group.objects.get(name="Editors"))
    people["programme officer"].groups.add(officers_of("33.74"))
    people["finance"].is_staff = True
    people["finance"].groups.add(*ensure_officer_groups()[1:])
    people["finance"].user_permissions.add(*permissions_named(("order.view_order",)))
    people["admin"].is_staff = people["admin"].is_superuser = True
    for role in STAFF:
        people[role].save()
    return people


def _client(person: Any) -> Client:
    client = Client(raise_request_exception=True)
    if person is not None:
        client.force_login(person)
    return client


def _team(shop: Partner, owner: Any) -> dict[str, Any]:
    """One request to join is new; the other has waited so long that the office may answer it."""
    member = MembershipFactory(shop=shop, role="viewer")
    for _number in range(2):
        request_to_join(nib=NIB, user=UserFactory())
    old, new = JoinRequest.objects.order_by("pk")
    JoinRequest.objects.filter(pk=old.pk).update(created_at=timezone.now() - UNANSWERED)
    invitation = invite(shop=shop, email="baru@example.com", role="viewer", by=owner)
    Invitation.objects.filter(pk=invitation.pk).update(token_digest=digest_of(TOKEN))
    return {
        "member": member.pk,
        "invitation": invitation.pk,
        "request": new.pk,
        "old_request": old.pk,
        "token": TOKEN,
    }


def _products(shop: Partner, owner: Any, content: ProductContent, curator: Any) -> dict[str, Any]:
    def make(title: str) -> Product:
        named = replace(content, title=title)
        return create_product(shop=shop, content=named, price=15_000, stock=3, by=owner)

    draft, waiting, live = (make(title) for title in ("Konsep", "Menunggu", "Tayang"))
    for product in (waiting, live):
        submit_product(product=product, by=owner)
    approve_product(product=live, by=curator)
    batch = submit_import(shop=shop, products=[make("Impor")], source="produk.xlsx", by=owner)
    waiting.refresh_from_db()
    return {
        "draft": draft.pk,
        "waiting": waiting.pk,
        "live": live.pk,
        "batch": batch.pk,
        "revision": waiting.latest_revision_id,
        "task": waiting.current_workflow_task_state.task_id,
        "task_state": waiting.current_workflow_task_state.pk,
        "workflow_state": waiting.current_workflow_state.pk,
    }


def _claims(shop: Partner, owner: Any) -> dict[str, Any]:
    kind = ClaimKindFactory(nib=True, number_pattern=r"\d{13}", number_example=NIB, needs_evidence=True)
    RefusalReasonFactory()

    def make(number: str) -> Claim:
        claim = ClaimFactory(shop=shop, product=None, kind=kind, number=number, state="draft")
        add_evidence(claim=claim, upload=upload(pdf()), by=owner)
        return claim

    draft, waiting = make("1111111111111"), make("2222222222222")
    submit_claim(claim=waiting, by=owner)
    return {
        "draft_claim": draft.pk,
        "draft_file": draft.evidence.get().pk,
        "claim": waiting.pk,
        "file": waiting.evidence.get().pk,
    }


def _registrations(mended: Partner, owner: Any, shopper: Any) -> dict[str, Any]:
    """The owner mends a returned shop; the shopper registers a business of their own."""
    Partner.objects.filter(pk=mended.pk).update(state=Partner.State.RETURNED)
    begin_mending(shop=Partner.objects.get(pk=mended.pk), user=owner)
    begun = begin(user=shopper)
    return {"registration": Registration.objects.get(pk=begun.pk).pk}


def _proposal(product: Product, folder: Path) -> ClaimProposal:
    RegionFactory(code="33", name="Jawa Tengah")
    kind: ClaimKind = ClaimKindFactory(tkdn=True)
    entry = row(Nama_Perusahaan=product.shop.name, Nama_Produk=product.title)
    import_register(path=saved(folder, table([entry])), kind=kind)
    return ClaimProposal.objects.get()
