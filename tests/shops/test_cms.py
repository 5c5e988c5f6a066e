"""Curation in the CMS: lists, the editor, the decision, claims, and who may come in."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import TaskState
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from accounts.factories import UserFactory
from catalogue.claims.models import Claim
from catalogue.factories import CategoryFactory, ClaimFactory, ProductFactory, RefusalReasonFactory
from catalogue.models import Category, Product
from catalogue.services.content import ProductContent
from catalogue.services.curation import submit_product
from catalogue.services.drafts import create_product
from media.factories import ImageFactory
from shops.curation.services import approve_product
from shops.factories import ShopFactory

SignIn = Callable[[Any], Client]


@pytest.fixture
def desk(curator: Any) -> Client:
    """A curator at the CMS."""
    client = Client()
    client.force_login(curator)
    return client


@pytest.fixture
def admin(db: None) -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def list_of(model: str) -> str:
    return reverse(f"wagtailsnippets_{model}:list")


def page(name: str, *args: Any) -> str:
    return reverse(f"wagtailsnippets_catalogue_product:{name}", args=args)


def editor_data(product: Product, **changed: Any) -> dict[str, Any]:
    """What the CMS form sends when nothing but `changed` was touched."""
    fields = {
        name: getattr(product, name) if getattr(product, name) is not None else ""
        for name in (
            "title",
            "title_en",
            "description",
            "description_en",
            "unit",
            "min_order",
            "lead_time_days",
            "capacity_per_month",
            "weight_grams",
        )
    }
    images = [{"id": row.pk, "image": row.image_id, "caption": row.caption} for row in product.images.all()]
    values = [
        {
            "id": value.pk,
            "attribute": value.attribute_id,
            "value_text": value.value_text or "",
            "value_integer": value.value_integer or "",
        }
        for value in product.attribute_values.all()
    ]
    return nested_form_data(
        {
            **fields,
            "category": product.category_id,
            "images": inline_formset(images, initial=len(images)),
            "attribute_values": inline_formset(values, initial=len(values)),
            **changed,
        }
    )


@pytest.mark.parametrize(
    "model",
    [
        "catalogue_product",
        "catalogue_claim",
        "partner_partner",
        "catalogue_category",
        "catalogue_claimkind",
        "catalogue_refusalreason",
        "catalogue_productclass",
    ],
)
def test_lists_cost_the_same_for_two_rows_and_for_twenty(admin: Client, curator: Any, model: str) -> None:
    counts = []
    for more in (2, 18):
        for _number in range(more):
            product = ProductFactory(product_class__name=f"Jenis {Product.objects.count()}")
            ClaimFactory(product=product, state="submitted", kind__code=f"k{product.pk}")
            if model == "catalogue_product":
                product.save_revision()
        admin.get(list_of(model))
        with CaptureQueriesContext(connection) as queries:
            response = admin.get(list_of(model))
        counts.append(len(queries))
        assert response.status_code == 200

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"state": "waiting"}, {"Keripik Tempe"}),
        ({"state": "live"}, {"Brem"}),
        ({"state": ["live", "waiting"]}, {"Brem", "Keripik Tempe"}),
        ({"state": "tidak-ada"}, {"Brem", "Keripik Tempe"}),
        ({"live": "true"}, {"Brem"}),
        ({"shop": "brem jaya"}, {"Brem"}),
        ({"q": "keripik"}, {"Keripik Tempe"}),
    ],
)
def test_product_list_is_narrowed(
    desk: Client, draft: Product, seller: Any, query: dict[str, Any], titles: set[str]
) -> None:
    ProductFactory(title="Brem", shop=ShopFactory(name="Brem Jaya"))
    submit_product(product=draft, by=seller)

    response = desk.get(list_of("catalogue_product"), query)

    assert {product.title for product in response.context["object_list"]} == titles


def test_product_list_is_narrowed_to_a_category_and_what_lies_below(desk: Client, draft: Product) -> None:
    root = CategoryFactory(name="Makanan")
    ProductFactory(title="Brem", category=CategoryFactory(name="Manisan", parent=root))

    response = desk.get(list_of("catalogue_product"), {"category": root.pk})

    assert [product.title for product in response.context["object_list"]] == ["Brem"]


@pytest.mark.parametrize("name", ["edit", "history", "inspect", "workflow_history"])
def test_curator_opens_the_pages_of_a_product(desk: Client, draft: Product, seller: Any, name: str) -> None:
    submit_product(product=draft, by=seller)

    response = desk.get(page(name, draft.pk))

    assert response.status_code == 200


def test_preview_shows_the_draft_as_a_shopper_will_see_it(desk: Client, draft: Product, seller: Any) -> None:
    submit_product(product=draft, by=seller)
    task = draft.current_workflow_task_state

    response = desk.get(page("workflow_preview", draft.pk, task.task_id))

    assert response.status_code == 200
    for words in ("Keripik Tempe", "Renyah dan tipis.", "kedelai, tepung beras"):
        assert words in response.content.decode()


def test_comparison_shows_what_an_edit_changed(desk: Client, live: Product, seller: Any) -> None:
    first = live.latest_revision_id
    live.title = "Keripik Tempe Baru"
    second = live.save_revision(user=seller).pk

    response = desk.get(page("revisions_compare", live.pk, first, second))

    assert response.status_code == 200
    assert "Baru" in response.content.decode()


def test_curator_approves_from_the_editor(desk: Client, draft: Product, seller: Any) -> None:
    submit_product(product=draft, by=seller)

    desk.post(
        page("edit", draft.pk),
        editor_data(draft, **{"action-workflow-action": "true", "workflow-action-name": "approve"}),
    )

    published = Product.objects.get(pk=draft.pk)
    assert published.live
    assert [value.value for value in published.attribute_values.order_by("pk")] == [
        "kedelai, tepung beras",
        90,
    ]
    assert published.images.count() == 1


def test_curator_returns_with_a_comment_from_the_dialogue(desk: Client, draft: Product, seller: Any) -> None:
    submit_product(product=draft, by=seller)
    state = draft.current_workflow_task_state

    desk.post(page("workflow_action", draft.pk, "reject", state.pk), {"comment": "Foto terlalu gelap."})

    assert TaskState.objects.get(pk=state.pk).comment == "Foto terlalu gelap."
    assert not Product.objects.get(pk=draft.pk).workflow_in_progress


def test_return_without_a_comment_is_asked_about(desk: Client, draft: Product, seller: Any) -> None:
    submit_product(product=draft, by=seller)
    state = draft.current_workflow_task_state

    response = desk.post(
        page("workflow_action", draft.pk, "reject", state.pk),
        {"comment": " "},
        headers={"x-requested-with": "XMLHttpRequest"},
    )

    assert "comment" in json.loads(response.content)["html"]
    assert Product.objects.get(pk=draft.pk).workflow_in_progress


def test_second_curator_is_told_and_changes_nothing(
    desk: Client, draft: Product, seller: Any, curator: Any
) -> None:
    submit_product(product=draft, by=seller)
    data = editor_data(
        draft,
        title="Dari halaman lama",
        **{"action-workflow-action": "true", "workflow-action-name": "approve"},
    )
    colleague = UserFactory(is_superuser=True)
    approve_product(product=draft, by=colleague)

    response = desk.post(page("edit", draft.pk), data, follow=True)

    row = Product.objects.get(pk=draft.pk)
    assert (row.title, row.has_unpublished_changes) == ("Keripik Tempe", False)
    assert any(message.level_tag == "error" for message in response.context["messages"])


@pytest.mark.parametrize("button", ["action-publish", "action-cancel-workflow", "action-submit"])
def test_what_waits_is_decided_at_the_desk_and_not_past_it(
    desk: Client, admin: Client, draft: Product, seller: Any, button: str
) -> None:
    submit_product(product=draft, by=seller)
    data = editor_data(draft, title="Lewat pintu belakang", **{button: "on"})

    pages = [client.get(page("edit", draft.pk)).content.decode() for client in (desk, admin)]
    told = [client.post(page("edit", draft.pk), data, follow=True) for client in (desk, admin)]

    row = Product.objects.get(pk=draft.pk)
    assert (row.live, row.workflow_in_progress, row.latest_revision.object_str) == (False, True, draft.title)
    assert not any(f'name="{button}"' in text for text in pages)
    assert all(any("menunggu" in str(said) for said in answer.context["messages"]) for answer in told)


def test_pictures_are_the_products_own_or_those_that_the_person_may_choose(
    desk: Client, admin: Client, draft: Product
) -> None:
    somebody_elses = ImageFactory(alt_text="Foto rahasia")
    data = editor_data(draft, title="Keripik Baru", **{"images-0-image": somebody_elses.pk})

    refused, accepted = (client.post(page("edit", draft.pk), data) for client in (desk, admin))

    assert refused.context["form"].formsets["images"].forms[0].errors.keys() == {"image"}
    assert (refused.status_code, accepted.status_code) == (200, 302)


def wordless(draft: Product) -> Product:
    """The draft, whose picture has lost its words since."""
    for picture in draft.images.all():
        type(picture.image).objects.filter(pk=picture.image_id).update(alt_text="", alt_text_en="")
    draft.images.update(caption="")
    return Product.objects.get(pk=draft.pk)


@pytest.mark.parametrize(
    "button",
    [
        {"action-publish": "on"},
        {"action-submit": "on"},
        {"action-workflow-action": "true", "workflow-action-name": "approve"},
    ],
)
def test_pictures_say_what_they_show_before_the_editor_publishes_them(
    admin: Client, draft: Product, seller: Any, curator: Any, button: dict[str, str]
) -> None:
    if "workflow-action-name" in button:
        submit_product(product=draft, by=seller)
    data = editor_data(wordless(draft), title="Keripik Baru", **button)

    refused = admin.post(page("edit", draft.pk), data)
    words = {"images-0-caption": "Keripik tempe di atas tampah"}
    accepted = admin.post(page("edit", draft.pk), {**data, **words})

    assert refused.status_code == 200
    assert refused.context["form"].formsets["images"].forms[0].errors.keys() == {"caption"}
    assert accepted.status_code == 302
    shown = Product.objects.get(pk=draft.pk)
    assert shown.live == ("action-submit" not in button)
    assert shown.get_latest_revision_as_object().images.get().caption == words["images-0-caption"]


def test_draft_waits_for_the_words_of_its_pictures(admin: Client, draft: Product) -> None:
    response = admin.post(page("edit", draft.pk), editor_data(wordless(draft), title="Keripik Baru"))

    assert response.status_code == 302
    assert Product.objects.get(pk=draft.pk).get_latest_revision_as_object().title == "Keripik Baru"


def test_picture_taken_out_needs_no_words(admin: Client, draft: Product) -> None:
    data = editor_data(wordless(draft), **{"action-publish": "on"})

    response = admin.post(page("edit", draft.pk), {**data, "images-0-DELETE": "on"})

    assert response.status_code == 302
    assert Product.objects.get(pk=draft.pk).live


def test_wordless_picture_is_not_approved_from_the_dialogue(
    desk: Client, draft: Product, seller: Any
) -> None:
    submit_product(product=draft, by=seller)
    state = draft.current_workflow_task_state
    revised = Product.objects.get(pk=draft.pk).get_latest_revision_as_object()
    for picture in revised.images.all():
        picture.caption = ""
        type(picture.image).objects.filter(pk=picture.image_id).update(alt_text="", alt_text_en="")
    revised.images.set([*revised.images.all()])
    revised.save_revision()

    response = desk.post(page("workflow_action", draft.pk, "approve", state.pk), follow=True)

    row = Product.objects.get(pk=draft.pk)
    assert (row.live, row.workflow_in_progress) == (False, True)
    assert any("1" in str(message) for message in response.context["messages"])


def test_products_and_claims_are_neither_added_nor_deleted_in_the_cms(admin: Client, draft: Product) -> None:
    claim = ClaimFactory(product=draft)

    answers = [
        admin.get(page("add")).status_code,
        admin.get(page("delete", draft.pk)).status_code,
        admin.get(reverse("wagtailsnippets_catalogue_claim:add")).status_code,
        admin.get(reverse("wagtailsnippets_catalogue_claim:delete", args=[claim.pk])).status_code,
    ]

    assert answers == [302, 302, 302, 302]


def test_seller_does_not_come_into_the_cms(draft: Product, seller: Any) -> None:
    client = Client()
    client.force_login(seller)

    response = client.get(list_of("catalogue_product"))

    assert response.status_code == 403


@pytest.mark.parametrize(
    ("decision", "with_reason", "words", "state"),
    [
        ("verify", False, "", "verified"),
        ("refuse", True, "Nomor tidak terbaca.", "refused"),
        ("refuse", False, "Nomor tidak terbaca.", "submitted"),
        ("refuse", True, " ", "submitted"),
        ("revoke", True, "Palsu.", "submitted"),
    ],
)
def test_claim_is_decided_through_the_services(
    desk: Client, curator: Any, decision: str, with_reason: bool, words: str, state: str
) -> None:
    claim = ClaimFactory(state="submitted")
    reason = RefusalReasonFactory(needs_words=True).pk if with_reason else ""

    desk.post(
        reverse("wagtailsnippets_catalogue_claim:edit", args=[claim.pk]),
        {"decision": decision, "reason": reason, "words": words, "state": "verified", "number": "palsu"},
    )

    decided = Claim.objects.get(pk=claim.pk)
    assert (decided.state, decided.number) == (state, claim.number)
    assert decided.reviewed_by == (curator if state != "submitted" else None)


def test_verified_claim_is_revoked_from_the_same_page(desk: Client) -> None:
    claim = ClaimFactory(state="verified")
    reason = RefusalReasonFactory()

    desk.post(
        reverse("wagtailsnippets_catalogue_claim:edit", args=[claim.pk]),
        {"decision": "revoke", "reason": reason.pk, "words": ""},
    )

    revoked = Claim.objects.get(pk=claim.pk)
    assert (revoked.state, revoked.refused_for) == ("revoked", reason)


def test_claim_that_does_not_wait_is_left_as_it_is(desk: Client) -> None:
    claim = ClaimFactory(state="refused")

    response = desk.post(
        reverse("wagtailsnippets_catalogue_claim:edit", args=[claim.pk]), {"decision": "verify"}, follow=True
    )

    assert Claim.objects.get(pk=claim.pk).state == "refused"
    assert any(message.level_tag == "error" for message in response.context["messages"])


def test_new_category_takes_its_place_in_the_tree(admin: Client) -> None:
    root = CategoryFactory(name="Makanan")
    add = reverse("wagtailsnippets_catalogue_category:add")

    admin.post(add, {"parent": root.pk, "name": "Keripik & Kerupuk", "is_public": "on"})
    again = admin.post(add, {"parent": root.pk, "name": "Keripik & Kerupuk", "is_public": "on"})

    child = Category.objects.get(depth=2)
    assert child.full_slug == "makanan/keripik-kerupuk"
    assert again.status_code == 200


def test_shop_editor_takes_the_region_by_code(admin: Client) -> None:
    shop = ShopFactory()
    edit = reverse("wagtailsnippets_partner_partner:edit", args=[shop.pk])

    response = admin.get(edit)

    assert response.status_code == 200
    assert 'value="33.74"' in response.content.decode()


def test_staff_cannot_name_a_shop_so_that_it_reads_otherwise(admin: Client) -> None:
    shop = ShopFactory(name="Brem Jaya")
    edit = reverse("wagtailsnippets_partner_partner:edit", args=[shop.pk])

    refused = admin.post(edit, {"name": "Brem \u202eayaJ", "region": shop.region_id})

    assert refused.context["form"].has_error("name", "hidden")
    shop.refresh_from_db()
    assert shop.name == "Brem Jaya"


def test_price_of_a_product_is_not_part_of_its_revision(
    content: ProductContent, seller: Any, draft: Product
) -> None:
    other = create_product(shop=draft.shop, content=content, price=Decimal(5), stock=None, by=seller)

    assert "stockrecords" not in other.latest_revision.content
