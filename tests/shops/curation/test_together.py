"""Many products handed in and approved at once: the same rows as one by one, in a few queries."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry, Task, WorkflowTask

from accounts.factories import UserFactory
from catalogue.exceptions import NotSubmitted, PicturesWithoutWords
from catalogue.factories import ProductFactory
from catalogue.models import Product, ProductImage
from catalogue.services.content import Picture, ProductContent
from catalogue.services.curation import submit_product
from catalogue.services.drafts import create_product, save_draft
from catalogue.services.together import submit_products
from media.factories import ImageFactory
from shops.curation.exceptions import HandedInAnew, NotACurator
from shops.curation.models import CurationTask
from shops.curation.services import WORKFLOW, approve_product, return_product
from shops.curation.together import approve_products
from shops.factories import ShopFactory
from shops.letters import letters_withheld
from shops.models import Partner
from shops.readiness.models import Snapshot
from shops.readiness.reference import load_requirements
from shops.readiness.services.pending import drain
from shops.review.exceptions import TakenByColleague
from shops.review.kinds import Kind
from shops.review.models import Case, Step
from shops.review.services.takings import take
from tests.rows import written_by
from tests.shops.review.conftest import again

pytestmark = pytest.mark.django_db
Written = Callable[..., Product]


@pytest.fixture
def shop(db: None) -> Partner:
    return ShopFactory()


@pytest.fixture
def written(shop: Partner, content: ProductContent, seller: Any) -> Written:
    def write(title: str = "Keripik") -> Product:
        entry = replace(content, title=title)
        return again(create_product(shop=shop, content=entry, price=Decimal(9_000), stock=3, by=seller))

    return write


@pytest.fixture
def edited(written: Written, content: ProductContent, seller: Any) -> Product:
    """Live, with an edit of everything that can be edited."""
    product = written("Rempeyek")
    product.latest_revision.publish(skip_permission_checks=True)
    edit = replace(
        content,
        title="Rempeyek Kacang",
        attributes={"materials": "kacang"},
        pictures=[Picture(image_id=ImageFactory().pk, caption="Dari dekat"), *content.pictures],
        min_order=4,
    )
    save_draft(product=again(product), content=edit, by=seller)
    return again(product)


@pytest.fixture
def imported(shop: Partner, content: ProductContent) -> Product:
    """As an import leaves it: a row without a revision, of which Wagtail has noted nothing."""
    row = Product.objects.bulk_create(
        [
            Product(
                shop=shop,
                live=False,
                slug="impor",
                title="Impor",
                category=content.category,
                product_class=content.product_class,
            )
        ]
    )[0]
    ProductImage.objects.bulk_create([ProductImage(product=row, image=ImageFactory(), display_order=0)])
    return again(row)


@pytest.fixture
def different(written: Written, edited: Product, imported: Product) -> list[Product]:
    return [edited, imported, written()]


def handed_in_singly(products: list[Product], by: Any) -> None:
    with letters_withheld():
        for product in products:
            submit_product(product=again(product), by=by)


def approved_singly(products: list[Product], by: Any) -> None:
    with letters_withheld():
        for product in products:
            approve_product(product=again(product), by=by, is_sampled=True)


def test_handing_in_together_writes_every_row_that_one_by_one_writes(
    different: list[Product], seller: Any, curator: Any
) -> None:
    drain()

    singly = written_by(lambda: (handed_in_singly(different, seller), drain()))
    together = written_by(lambda: (submit_products(products=different, by=seller), drain()))

    assert together == singly
    assert len(together["review.Case"]) == 3


def test_approving_together_writes_every_row_that_one_by_one_writes(
    different: list[Product], seller: Any, curator: Any
) -> None:
    load_requirements()
    submit_products(products=different, by=seller)
    take(kind=Kind.PRODUCT, key=different[0].pk, by=curator)
    Case.objects.update(waiting_since=timezone.now() + dt.timedelta(hours=1))  # nobody counts seconds
    drain()

    singly = written_by(lambda: (approved_singly(different, curator), drain()))
    together = written_by(
        lambda: (approve_products(products=different, by=curator, is_sampled=True), drain())
    )

    assert together == singly
    tables = {"catalogue.Product", "catalogue.ProductImage", "wagtailcore.ModelLogEntry"}
    assert tables | {Snapshot._meta.label, "search.PendingChange"} <= together.keys()


def counted(act: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def test_twenty_cost_what_two_cost(written: Written, shop: Partner, seller: Any, curator: Any) -> None:
    # handed in: products; workflows under way; the workflow and its steps; pictures of drafts; states, steps,
    #   their link, log; open cases, cases, their steps
    # approved: products; workflows under way; who has them; the workflow's steps; pictures of drafts to be
    #   judged, pictures and attributes to be published; steps, states, log; revisions, planned days, rows;
    #   children, twice; notes of kept pages, index and readiness; what uses what: rows, children twice, what
    #   is known, what is new; names: rows, those known; log; cases, who had them, steps, cases
    costs = []
    for many in (1, 2, 20):  # the first time rights are read as well
        products = [written(f"Keripik {number}") for number in range(many)]
        handed_in = counted(lambda: submit_products(products=products, by=seller))  # noqa: B023
        approved = counted(lambda: approve_products(products=products, by=curator))  # noqa: B023
        costs.append((handed_in, approved))

    assert costs[1] == costs[2] == (15, 33)


def test_what_an_import_brought_costs_no_more_for_twenty_than_for_two(
    shop: Partner, content: ProductContent, seller: Any, curator: Any
) -> None:
    # as above, and: what rows name and their children, revisions, rows, a note, names with those known
    costs = []
    for many in (1, 2, 20):
        products = ProductFactory.create_batch(many, shop=shop, live=False, category=content.category)
        costs.append(counted(lambda: submit_products(products=products, by=seller)))  # noqa: B023

    assert costs[1] == costs[2] == 20


def test_what_cannot_be_handed_in_stays_as_it_is(
    written: Written, imported: Product, shop: Partner, content: ProductContent, seller: Any, curator: Any
) -> None:
    good, waits, held, public, silent = (written(f"Keripik {number}") for number in range(5))
    submit_product(product=waits, by=seller)
    Product.objects.filter(pk=held.pk).update(locked=True, locked_by=curator)
    public.latest_revision.publish(skip_permission_checks=True)
    picture = ImageFactory(alt_text="", alt_text_en="")
    save_draft(product=silent, content=replace(content, pictures=[Picture(image_id=picture.pk)]), by=seller)
    Product.objects.filter(pk=imported.pk).update(title="")

    everything = [good, waits, held, public, silent, imported]
    handed_in = submit_products(products=everything, by=seller)

    assert handed_in == [good]
    assert Case.objects.count() == 2
    assert again(imported).latest_revision is None


def test_what_came_back_is_handed_in_again_with_the_others(
    written: Written, content: ProductContent, seller: Any, curator: Any
) -> None:
    returned, new = written(), written("Baru")
    submit_product(product=returned, by=seller)
    return_product(product=again(returned), by=curator, comment="Belum.")

    handed_in = submit_products(products=[new, again(returned)], by=seller)

    assert handed_in == [returned, new]
    assert Case.objects.filter(state=Case.State.WAITING).count() == 2


def test_of_a_workflow_with_two_steps_each_goes_one_step_on(
    written: Written, seller: Any, curator: Any
) -> None:
    task = CurationTask.objects.create(name="Kedua")
    task.groups.set(CurationTask.objects.get(name=WORKFLOW).groups.all())
    first = WorkflowTask.objects.get(workflow__name=WORKFLOW)
    WorkflowTask.objects.create(workflow=first.workflow, task=Task.objects.get(pk=task.pk), sort_order=1)
    products = submit_products(products=[written(), written("Dua")], by=seller)

    approve_products(products=products, by=curator)
    was_live = [again(product).live for product in products]
    approve_products(products=products, by=curator)

    assert was_live == [False, False]
    assert all(again(product).live for product in products)


@pytest.mark.parametrize("why", ["decided", "a stranger", "taken", "silent", "another version"])
def test_one_that_may_not_be_approved_stops_all(
    written: Written, seller: Any, curator: Any, curator_of: Any, why: str
) -> None:
    good, bad = submit_products(products=[written(), written("Dua")], by=seller)
    by, seen, error = curator, {}, NotSubmitted
    if why == "decided":
        return_product(product=again(bad), by=curator, comment="Belum.")
    elif why == "a stranger":
        by, error = curator_of("11.01"), NotACurator
    elif why == "taken":
        take(kind=Kind.PRODUCT, key=bad.pk, by=curator_of(bad.shop.region_id))
        error = TakenByColleague
    elif why == "silent":
        ProductImage.objects.filter(product=bad).get().image.__class__.objects.update(alt_text="")
        bad.latest_revision.content["images"][0]["caption"] = ""
        bad.latest_revision.save()
        error = PicturesWithoutWords
    else:
        seen, error = {bad.pk: bad.latest_revision_id - 1}, HandedInAnew

    with pytest.raises(error):
        approve_products(products=[good, bad], by=by, seen=seen)

    assert not Product.objects.filter(live=True).exists()
    assert not Step.objects.filter(what=Step.What.APPROVED).exists()
    assert not ModelLogEntry.objects.filter(action="wagtail.publish").exists()


def test_who_may_not_publish_approves_nothing(written: Written, seller: Any, curator: Any) -> None:
    products = submit_products(products=[written()], by=seller)
    for group in curator.groups.all():
        group.permissions.clear()

    with pytest.raises(NotACurator):
        approve_products(products=products, by=type(curator).objects.get(pk=curator.pk))


def test_superuser_passes_whoever_has_taken_one(written: Written, seller: Any, curator: Any) -> None:
    products = submit_products(products=[written(), written("Dua")], by=seller)
    take(kind=Kind.PRODUCT, key=products[0].pk, by=curator)

    approved = approve_products(products=products, by=UserFactory(is_superuser=True))

    assert approved == Product.objects.filter(live=True).count() == 2
