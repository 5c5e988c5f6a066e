"""The workflow: submit, withdraw, approve, return."""

from dataclasses import replace
from typing import Any

import pytest
from django.core import mail
from wagtail.models import TaskState, Workflow, WorkflowContentType, WorkflowTask

from accounts.factories import UserFactory
from catalogue.exceptions import (
    AlreadySubmitted,
    NoCurationWorkflow,
    NotEditable,
    NothingToReview,
    NotSubmitted,
)
from catalogue.models import Product
from catalogue.services.content import ProductContent
from catalogue.services.curation import submit_product, withdraw_product
from catalogue.services.drafts import save_draft
from shops.curation.exceptions import AlreadyDecided, NotACurator, ReturnNeedsComment
from shops.curation.models import CurationTask
from shops.curation.services import approve_product, ensure_curation_workflow, return_product


def again(product: Product) -> Product:
    return Product.objects.get(pk=product.pk)


def test_setting_up_twice_leaves_one_workflow(db: None) -> None:
    ensure_curation_workflow()

    workflow = ensure_curation_workflow()

    assert Workflow.objects.filter(name="Kurasi").count() == 1
    assert CurationTask.objects.count() == 1
    assert WorkflowTask.objects.filter(workflow=workflow).count() == 1
    assert WorkflowContentType.objects.filter(workflow=workflow).count() == 1


def test_approval_makes_the_draft_public(draft: Product, seller: Any, curator: Any) -> None:
    submit_product(product=draft, by=seller)

    approve_product(product=draft, by=curator)

    assert Product.objects.browsable().filter(pk=draft.pk).exists()
    assert again(draft).current_workflow_state is None


def test_old_version_stays_public_until_the_edit_is_approved(
    live: Product, content: ProductContent, seller: Any, curator: Any
) -> None:
    save_draft(product=live, content=replace(content, title="Keripik Baru"), by=seller)
    submit_product(product=live, by=seller)

    title_while_waiting = again(live).title
    approve_product(product=live, by=curator)

    assert (title_while_waiting, again(live).title) == ("Keripik Tempe", "Keripik Baru")


def test_returned_draft_keeps_its_words_and_can_be_mended_and_submitted_again(
    draft: Product, content: ProductContent, seller: Any, curator: Any
) -> None:
    submit_product(product=draft, by=seller)
    return_product(product=draft, by=curator, comment="Foto terlalu gelap.")

    save_draft(product=draft, content=replace(content, title="Keripik Terang"), by=seller)
    submit_product(product=draft, by=seller)
    approve_product(product=draft, by=curator)

    assert again(draft).title == "Keripik Terang"
    assert TaskState.objects.get(status="rejected").comment == "Foto terlalu gelap."


def test_product_that_waits_is_neither_submitted_twice_nor_edited(
    draft: Product, content: ProductContent, seller: Any, curator: Any
) -> None:
    submit_product(product=draft, by=seller)

    with pytest.raises(AlreadySubmitted):
        submit_product(product=draft, by=seller)
    with pytest.raises(NotEditable):
        save_draft(product=draft, content=replace(content, title="Lain"), by=seller)


def test_withdrawn_product_can_be_edited_and_no_longer_decided(
    draft: Product, content: ProductContent, seller: Any, curator: Any
) -> None:
    submit_product(product=draft, by=seller)

    withdraw_product(product=draft, by=seller)

    assert save_draft(product=draft, content=replace(content, title="Lain"), by=seller)
    with pytest.raises(NotSubmitted):
        approve_product(product=draft, by=curator)
    with pytest.raises(NotSubmitted):
        withdraw_product(product=draft, by=seller)


def test_product_locked_by_a_colleague_cannot_be_submitted(draft: Product, seller: Any, curator: Any) -> None:
    Product.objects.filter(pk=draft.pk).update(locked=True, locked_by=curator)

    with pytest.raises(NotEditable):
        submit_product(product=draft, by=seller)


def test_live_product_without_an_edit_has_nothing_to_review(live: Product, seller: Any, curator: Any) -> None:
    with pytest.raises(NothingToReview):
        submit_product(product=live, by=seller)


def test_submitting_without_a_workflow_says_so(draft: Product, seller: Any) -> None:
    with pytest.raises(NoCurationWorkflow):
        submit_product(product=draft, by=seller)


def test_return_needs_a_comment(draft: Product, seller: Any, curator: Any) -> None:
    submit_product(product=draft, by=seller)

    with pytest.raises(ReturnNeedsComment):
        return_product(product=draft, by=curator, comment="  ")

    assert again(draft).workflow_in_progress


def test_only_curators_decide(draft: Product, seller: Any, curator: Any) -> None:
    submit_product(product=draft, by=seller)

    with pytest.raises(NotACurator):
        approve_product(product=draft, by=seller)

    assert not again(draft).live


@pytest.mark.parametrize("second", ["approve", "reject"])
def test_second_curator_with_the_same_page_open_is_told(
    draft: Product, seller: Any, curator: Any, second: str
) -> None:
    submit_product(product=draft, by=seller)
    colleague = UserFactory()
    colleague.groups.set(curator.groups.all())
    page_of_colleague = again(draft).current_workflow_task_state
    approve_product(product=draft, by=curator)

    with pytest.raises(AlreadyDecided):
        page_of_colleague.task.specific.on_action(page_of_colleague, colleague, second, comment="Belum.")

    assert again(draft).live
    assert TaskState.objects.get().finished_by == curator


def test_seller_is_told_by_mail_of_return_and_approval(
    draft: Product, seller: Any, curator: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        submit_product(product=draft, by=seller)
        return_product(product=draft, by=curator, comment="Foto terlalu gelap.")
        submit_product(product=draft, by=seller)
        approve_product(product=draft, by=curator)

    to_seller = [message for message in mail.outbox if message.to == [seller.email]]
    in_panel = f"/penjual/{draft.shop.slug}/produk/{draft.pk}/"
    assert len(to_seller) == 4  # received, returned, received again, approved
    assert "Foto terlalu gelap." in to_seller[1].body
    assert [in_panel in message.body for message in to_seller] == [True, True, True, False]
    assert draft.get_absolute_url() in to_seller[3].body
    assert not any("/cms/" in message.body for message in to_seller)


def test_approval_succeeds_while_the_mail_server_is_down(
    draft: Product, seller: Any, curator: Any, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EMAIL_BACKEND = "config.mail.QueuedEmailBackend"
    settings.MAIL_SERVER = {"EMAIL_BACKEND": "tests.shops.unreachable_mail.EmailBackend"}

    with django_capture_on_commit_callbacks(execute=True):
        submit_product(product=draft, by=seller)
        approve_product(product=draft, by=curator)

    assert again(draft).live
    assert mail.outbox == []  # nothing slipped past the queue
