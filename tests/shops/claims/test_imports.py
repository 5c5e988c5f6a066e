"""The register's imports in the CMS: who read what, what is proposed and why, and many decided together."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import escape

from accounts.factories import UserFactory
from catalogue.factories import ClaimKindFactory, ProductFactory
from catalogue.models import Claim, ClaimKind
from shops.claims.models import ClaimProposal, RegisterImport
from shops.claims.register.decisions import accept_proposal, reject_proposal
from shops.claims.register.matching import WEIGHTS
from shops.claims.register.services import import_register
from shops.claims.register.wording import agreements
from shops.factories import MembershipFactory, RegionFactory, ShopFactory
from tests.shops.claims.exports import row, saved, table

pytestmark = pytest.mark.django_db
LIST = "/cms/klaim/impor/"
Make = Callable[..., list[ClaimProposal]]


@pytest.fixture
def tkdn() -> ClaimKind:
    found: ClaimKind = ClaimKindFactory(tkdn=True)
    return found


@pytest.fixture
def source() -> RegisterImport:
    return RegisterImport.objects.create(
        file_name="tkdn.xls", fingerprint="0" * 64, rows=12, by=UserFactory(first_name="Rini")
    )


@pytest.fixture
def proposed(tkdn: ClaimKind, source: RegisterImport) -> Make:
    """Open proposals to one shop of Semarang, each for a product of its own."""
    shop = ShopFactory(name="Rotan Jaya")

    def make(count: int, **fields: Any) -> list[ClaimProposal]:
        return [
            ClaimProposal.objects.create(
                **{
                    "source": source,
                    "kind": tkdn,
                    "shop": shop,
                    "product": ProductFactory(shop=shop),
                    "certificate": f"{timezone.now().timestamp()}-{number}",
                    "company": "PT ROTAN JAYA",
                    "product_name": "Keranjang",
                    "value": 45,
                    "expires_on": timezone.localdate().replace(year=2030, day=1),
                    "score": "0.900",
                    "agreement": dict.fromkeys(WEIGHTS, 1),
                    **fields,
                }
            )
            for number in range(count)
        ]

    return make


@pytest.fixture
def desk(curator_of: Callable[..., Any], client_of: Callable[[Any], Client]) -> Client:
    return client_of(curator_of("33.74"))


def keys(proposals: list[ClaimProposal]) -> list[int]:
    return [proposal.pk for proposal in proposals]


def told(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def test_list_says_who_read_what_when_and_what_became_of_it(
    desk: Client, source: RegisterImport, proposed: Make
) -> None:
    proposals = proposed(4)
    accept_proposal(proposal=proposals[0], product=proposals[0].product, number="", by=UserFactory())
    reject_proposal(proposal=proposals[1], by=UserFactory())

    answer = desk.get(LIST)

    (found,) = answer.context["rows"]
    assert [(state, count) for state, _label, count in found["counts"]] == [
        ("open", 2),
        ("accepted", 1),
        ("rejected", 1),
    ]
    for words in ("tkdn.xls", "Rini", ">12<"):
        assert words in answer.text


def test_every_number_of_the_list_opens_as_many_rows(
    desk: Client, source: RegisterImport, proposed: Make
) -> None:
    proposals = proposed(5)
    reject_proposal(proposal=proposals[0], by=UserFactory())

    (found,) = desk.get(LIST).context["rows"]
    opened = {
        state: len(desk.get(f"{LIST}{source.pk}/", {"keadaan": state}).context["rows"])
        for state, _label, _count in found["counts"]
    }

    assert (
        opened
        == {state: count for state, _label, count in found["counts"]}
        == {
            "open": 4,
            "accepted": 0,
            "rejected": 1,
        }
    )


def test_the_command_says_for_whom_it_ran(tkdn: ClaimKind, tmp_path: Path) -> None:
    person = UserFactory(email="rini@dinas.example")

    call_command("import_claims", saved(tmp_path, table([row()])), by="Rini@dinas.example", verbosity=0)
    with pytest.raises(CommandError) as unknown:
        call_command("import_claims", saved(tmp_path, table([row()])), by="siapa@dinas.example")

    assert [found.by for found in RegisterImport.objects.all()] == [person]
    assert "siapa@dinas.example" in str(unknown.value)


def test_a_score_is_explained_by_parts_that_add_up_to_it(tkdn: ClaimKind, tmp_path: Path) -> None:
    RegionFactory(code="33", name="Jawa Tengah")
    ProductFactory(title="Keranjang Rotan Rojaya", shop=ShopFactory(name="Rotan Jaya"))
    import_register(path=saved(tmp_path, table([row(), row(Provinsi="Bali", Nilai_TKDN="30")])), kind=tkdn)

    near, far = ClaimProposal.objects.order_by("-score")

    parts = agreements(near.agreement)
    assert abs(sum(part.points for part in parts) - near.points) <= 2
    assert [part.most for part in parts] == [55, 10, 25, 10]
    assert [part.points for part in parts][:2] == [55, 10]
    assert agreements(far.agreement)[1].points == 0


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_way_in_which_a_part_agrees_has_words_of_its_own(language: str) -> None:
    with translation.override(language):
        said = [part.sentence for agrees in (0, 0.8) for part in agreements(dict.fromkeys(WEIGHTS, agrees))]

    assert len(set(said)) == 8 and not any("%" in sentence.replace("%.", "") for sentence in said)
    assert agreements({}) == []


def test_the_page_of_one_proposal_explains_its_score(desk: Client, proposed: Make) -> None:
    (proposal,) = proposed(1, agreement={"name": 0.8, "province": 1, "product": 0.5, "brand": 0})

    page = desk.get(reverse("wagtailsnippets_shop_claims_claimproposal:edit", args=[proposal.pk])).text

    assert all(escape(part.sentence) in page for part in agreements(proposal.agreement))


def test_many_are_accepted_together_each_for_its_product(
    desk: Client, source: RegisterImport, proposed: Make
) -> None:
    proposals, rest = proposed(3), proposed(1)

    answer = desk.post(
        f"{LIST}{source.pk}/", {"proposals": keys(proposals), "decision": "accept"}, follow=True
    )

    claims = Claim.objects.verified()
    assert {claim.product for claim in claims} == {proposal.product for proposal in proposals}
    assert list(ClaimProposal.objects.filter(state="open")) == rest
    assert len(told(answer)) == 1 and "3" in told(answer)[0]


def test_many_are_rejected_together_with_a_note(desk: Client, source: RegisterImport, proposed: Make) -> None:
    proposals = proposed(2)

    desk.post(
        f"{LIST}{source.pk}/",
        {"proposals": keys(proposals), "decision": "reject", "words": "Perusahaan lain."},
    )

    assert {(row.state, row.words) for row in ClaimProposal.objects.all()} == {
        ("rejected", "Perusahaan lain.")
    }
    assert not Claim.objects.exists()


def test_one_without_a_product_stays_open_and_one_that_is_decided_stays_so(
    desk: Client, source: RegisterImport, proposed: Make
) -> None:
    (good,), (without,), (decided,) = proposed(1), proposed(1, product=None), proposed(1)
    reject_proposal(proposal=decided, by=UserFactory())

    answer = desk.post(
        f"{LIST}{source.pk}/",
        {"proposals": keys([good, without, decided]), "decision": "accept"},
        follow=True,
    )

    states = dict(ClaimProposal.objects.values_list("pk", "state"))
    assert states == {good.pk: "accepted", without.pk: "open", decided.pk: "rejected"}
    assert len(told(answer)) == 3


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"decision": "accept"},
        {"proposals": ["x\0"], "decision": "accept"},
        {"proposals": ["9" * 19], "decision": "accept"},  # no database holds such a key
        {"proposals": ["9" * 80, "1"], "decision": "reject"},
    ],
)
def test_a_form_that_chooses_nothing_or_nonsense_comes_back(
    desk: Client, source: RegisterImport, proposed: Make, sent: dict[str, Any]
) -> None:
    proposed(1)

    answer = desk.post(f"{LIST}{source.pk}/", sent)

    assert answer.status_code == 422
    assert not ClaimProposal.objects.exclude(state="open").exists()


def test_all_of_a_page_are_chosen_without_a_script(
    desk: Client, source: RegisterImport, proposed: Make
) -> None:
    proposed(3)

    plain, chosen = (desk.get(f"{LIST}{source.pk}/", query).text for query in ({}, {"semua": "1"}))

    assert (plain.count("checked"), chosen.count("checked")) == (0, 3)


def test_a_curator_sees_and_decides_what_is_proposed_in_their_regions_only(
    desk: Client, source: RegisterImport, proposed: Make, tkdn: ClaimKind, client_of: Any, curator_of: Any
) -> None:
    madiun = ShopFactory(region=RegionFactory(code="35.77"))
    (there,) = proposed(1, shop=madiun, product=ProductFactory(shop=madiun))
    proposed(2)

    here = desk.get(f"{LIST}{source.pk}/").context["rows"]
    forged = desk.post(f"{LIST}{source.pk}/", {"proposals": [there.pk], "decision": "reject"})
    elsewhere = client_of(curator_of(RegionFactory(code="36.71").code))
    nothing = [elsewhere.get(LIST).context["rows"], elsewhere.get(f"{LIST}{source.pk}/").status_code]

    assert len(here) == 2 and there not in [proposal for proposal, _parts in here]
    assert forged.status_code == 422 and ClaimProposal.objects.get(pk=there.pk).is_open
    assert nothing == [[], 404]


@pytest.mark.parametrize("path", ["", "{pk}/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_decides_on_no_claims_does_not_come_in(
    source: RegisterImport, client_of: Any, curator_of: Any, path: str, method: str
) -> None:
    address = LIST + path.format(pk=source.pk)
    people = [
        None,
        UserFactory(),
        MembershipFactory().user,
        curator_of("33.74", "product"),
    ]

    statuses = [getattr(client_of(person), method)(address).status_code for person in people]

    # Wagtail sends who may not look to its first page; a list that is only read answers no POST.
    assert set(statuses) <= {302, 403, 405}


@pytest.mark.parametrize("path", ["", "{pk}/"])
def test_pages_cost_the_same_for_two_and_for_twenty(
    desk: Client, source: RegisterImport, proposed: Make, path: str
) -> None:
    # 1 session, 2 user, 3–4 rights, 5 profile, 6 scope, 7 menu's pages, 8 menu's collections, 9 locales,
    # then the list: 10 count, 11 imports; one import: 10 the import, 11 count, 12 proposals
    counts = []
    for more in (2, 18):
        proposed(more)
        for _number in range(more):
            shown = RegisterImport.objects.create(file_name="lain.xls", fingerprint="1" * 64, rows=1)
            proposed(1, source=shown)
        address = LIST + path.format(pk=source.pk)
        desk.get(address)
        with CaptureQueriesContext(connection) as queries:
            answer = desk.get(address)
        counts.append(len(queries))
        assert answer.status_code == 200

    assert counts == ([12, 12] if path else [11, 11])
