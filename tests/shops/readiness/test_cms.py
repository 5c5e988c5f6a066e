"""What readiness asks for, as staff edit it: requirements, dimensions and levels."""

from typing import Any

import pytest
from django.test import Client

from catalogue.factories import ClaimFactory, ProductFactory
from catalogue.models import ClaimKind
from shops.factories import ShopFactory
from shops.readiness.models import Dimension, Level, PendingCheck, Requirement, Snapshot
from shops.readiness.queries import current_requirements, readiness_of_shop
from shops.readiness.services.recompute import recompute_everything

pytestmark = pytest.mark.django_db
SNIPPETS = "/cms/snippets/readiness"


@pytest.fixture
def staff(rules: None, admin_user: Any, settings: Any) -> Client:
    settings.STAFF_MFA_REQUIRED = False
    client = Client()
    client.force_login(admin_user)
    return client


def dimension(**changed: Any) -> dict[str, Any]:
    return {"name": "Ekspor", "name_en": "Export", "code": "export", "display_order": 9, **changed}


def level(**changed: Any) -> dict[str, Any]:
    fields = {
        "name": "Unggul",
        "name_en": "Excellent",
        "meaning": "Siap ekspor.",
        "meaning_en": "Ready to export.",
    }
    return {**fields, "code": "unggul", "minimum": 95, **changed}


def test_staff_edit_a_requirement_in_the_cms(rules: None, admin_user: Any, settings: Any) -> None:
    settings.STAFF_MFA_REQUIRED = False
    client = Client()
    client.force_login(admin_user)
    row = Requirement.objects.get(code="product-halal")
    address = f"/cms/snippets/readiness/requirement/edit/{row.pk}/"
    page = client.get(address)
    data = {
        name: getattr(row, name)
        for name in (
            *("code", "subject", "kind", "rule", "at_least", "each_at_least", "weight", "display_order"),
            *("name", "name_en", "help", "help_en", "example", "example_en"),
        )
    }
    data |= {"dimension": row.dimension_id, "is_active": "on", "sectors": ["makanan"]}
    data |= {"claim_kinds": ["halal"], "categories": ["makanan"]}

    saved = client.post(address, {**data, "weight": 30})
    refused = client.post(address, {**data, "rule": "photos"})

    row.refresh_from_db()
    assert page.status_code == 200
    assert saved.status_code == 302
    assert (row.weight, row.sectors, row.categories, row.claim_kinds) == (
        30,
        ["makanan"],
        ["makanan"],
        ["halal"],
    )
    assert refused.status_code == 200
    assert "Hanya syarat yang dihitung" in refused.content.decode()


def test_staff_add_and_edit_a_dimension_and_everybody_is_computed_again(staff: Client) -> None:
    PendingCheck.objects.all().delete()

    added = staff.post(f"{SNIPPETS}/dimension/add/", dimension())
    made = Dimension.objects.get(code="export")
    edited = staff.post(f"{SNIPPETS}/dimension/edit/{made.pk}/", dimension(name="Ekspor & impor"))

    made.refresh_from_db()
    assert (added.status_code, edited.status_code, made.name) == (302, 302, "Ekspor & impor")
    assert PendingCheck.objects.filter(product_id=None, shop_id=None).exists()
    assert "Ekspor &amp; impor" in staff.get(f"{SNIPPETS}/dimension/").text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name_en": ""}, "name_en"),
        ({"code": "dua kata"}, "code"),
        ({"code": ""}, "code"),
    ],
)
def test_a_dimension_that_says_too_little_comes_back(
    staff: Client, changed: dict[str, Any], field: str
) -> None:
    answer = staff.post(f"{SNIPPETS}/dimension/add/", dimension(**changed))

    assert answer.status_code == 200 and field in answer.context["form"].errors
    assert not Dimension.objects.filter(name_en="Export").exists()


@pytest.mark.parametrize("code", ["contains", "isnull", "a__b", "in"])
def test_a_dimension_may_be_called_like_a_word_of_the_database(staff: Client, code: str) -> None:
    staff.post(f"{SNIPPETS}/dimension/add/", dimension(code=code))
    ProductFactory()

    recompute_everything()

    assert Dimension.objects.filter(code=code).exists() and Snapshot.objects.exists()


def test_a_dimension_in_which_something_is_asked_is_not_deleted(staff: Client) -> None:
    asked = Requirement.objects.first()
    assert asked is not None

    answer = staff.post(f"{SNIPPETS}/dimension/delete/{asked.dimension_id}/", follow=True)

    assert answer.redirect_chain[-1][0] == f"{SNIPPETS}/dimension/edit/{asked.dimension_id}/"
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert Dimension.objects.filter(pk=asked.dimension_id).exists()


def test_staff_add_a_level_and_shops_reach_it(staff: Client) -> None:
    Level.objects.exclude(minimum=0).delete()

    answer = staff.post(f"{SNIPPETS}/level/add/", level(minimum=1, counts_as_ready="on"))

    shop = ShopFactory()
    ClaimFactory(shop=shop, product=None, kind=ClaimKind.objects.get(code="nib"))
    reached = readiness_of_shop(shop, current_requirements()).level
    assert answer.status_code == 302
    assert Level.objects.get(code="unggul").counts_as_ready
    assert reached is not None and reached.code == "unggul"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"minimum": 101}, "minimum"),
        ({"minimum": -1}, "minimum"),
        ({"minimum": ""}, "minimum"),
        ({"meaning": ""}, "meaning"),
        ({"meaning_en": ""}, "meaning_en"),
        ({"code": "siap"}, "code"),
    ],
)
def test_a_level_that_makes_no_sense_comes_back(staff: Client, changed: dict[str, Any], field: str) -> None:
    answer = staff.post(f"{SNIPPETS}/level/add/", level(**changed))

    assert answer.status_code == 200 and field in answer.context["form"].errors
    assert not Level.objects.filter(name_en="Excellent").exists()


def test_two_levels_do_not_begin_at_one_score(staff: Client) -> None:
    taken = Level.objects.exclude(minimum=0).first()
    assert taken is not None

    answer = staff.post(f"{SNIPPETS}/level/add/", level(minimum=taken.minimum))

    assert answer.status_code == 200 and "minimum" in answer.context["form"].errors


def test_a_level_that_shops_have_reached_is_not_deleted(staff: Client) -> None:
    ProductFactory()
    recompute_everything()
    reached = Snapshot.objects.exclude(level=None)[0].level
    assert reached is not None

    answer = staff.post(f"{SNIPPETS}/level/delete/{reached.pk}/")

    assert answer.status_code == 302

    assert Level.objects.filter(pk=reached.pk).exists()


@pytest.mark.parametrize("model", ["requirement", "dimension", "level"])
@pytest.mark.parametrize("path", ["", "add/"])
def test_curators_and_sellers_do_not_edit_what_is_asked(
    rules: None, curator: Any, client: Client, model: str, path: str
) -> None:
    client.force_login(curator)

    answer = client.get(f"{SNIPPETS}/{model}/{path}")

    assert answer.status_code in {302, 403}
