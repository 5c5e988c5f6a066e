"""Taking, putting back, handing over; at once by two, one has it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core import mail

from accounts.factories import UserFactory
from catalogue.models import Product
from shops.curation.services import approve_product, ensure_curator_group
from shops.review.exceptions import NotInCharge, NotTaken, TakenByColleague
from shops.review.kinds import Kind
from shops.review.models import Step, Taking
from shops.review.queries import colleagues_for
from shops.review.services.takings import hand_over, release, take
from tests.races import at_once, errors_among
from tests.shops.review.conftest import Waiting, again

CURATORS = 4


def taker_of(product: Product) -> Any:
    taking = Taking.objects.filter(kind=Kind.PRODUCT, object_id=product.pk).first()
    return taking and taking.by


def product_key(product: Product) -> dict[str, Any]:
    return {"kind": Kind.PRODUCT, "key": product.pk}


@pytest.fixture
def colleague(curator: Any) -> Any:
    person = UserFactory()
    person.groups.add(ensure_curator_group())
    return person


def test_taken_entry_is_nobody_elses(waiting: Waiting, curator: Any, colleague: Any) -> None:
    product = waiting()
    take(**product_key(product), by=curator)
    take(**product_key(product), by=curator)  # again: nothing changes

    with pytest.raises(TakenByColleague) as told:
        take(**product_key(product), by=colleague)
    with pytest.raises(TakenByColleague):
        approve_product(product=product, by=colleague)

    assert told.value.colleague == taker_of(product) == curator
    assert not again(product).live
    assert Step.objects.filter(what=Step.What.TAKEN).count() == 1


def test_put_back_entry_is_free(waiting: Waiting, curator: Any, colleague: Any) -> None:
    product = waiting()
    take(**product_key(product), by=curator)

    release(**product_key(product), by=curator)
    approve_product(product=product, by=colleague)

    assert again(product).live


def test_only_the_taker_puts_back_or_hands_over(waiting: Waiting, curator: Any, colleague: Any) -> None:
    product = waiting()
    take(**product_key(product), by=curator)

    with pytest.raises(NotTaken):
        release(**product_key(product), by=colleague)
    with pytest.raises(NotTaken):
        hand_over(**product_key(product), by=colleague, to=colleague, colleagues=colleagues_for(product))

    assert taker_of(product) == curator


def test_handed_over_to_a_colleague_in_charge(waiting: Waiting, curator: Any, colleague: Any) -> None:
    product = waiting()
    take(**product_key(product), by=curator)

    hand_over(**product_key(product), by=curator, to=colleague, colleagues=colleagues_for(product))

    step = Step.objects.get(what=Step.What.HANDED_OVER)
    assert (taker_of(product), step.by, step.to) == (colleague, curator, colleague)
    letter = mail.outbox[-1]
    assert (
        letter.to == [colleague.email] and product.title in letter.subject and "/cms/kurasi/" in letter.body
    )


def test_not_handed_over_to_who_is_not_in_charge(
    waiting: Waiting, curator: Any, curator_of: Callable[..., Any]
) -> None:
    product = waiting(code="35.77")
    take(**product_key(product), by=curator)

    for stranger in (curator_of("33.74"), curator_of("35.77", "claim"), UserFactory()):
        with pytest.raises(NotInCharge):
            hand_over(**product_key(product), by=curator, to=stranger, colleagues=colleagues_for(product))

    assert taker_of(product) == curator


def test_decision_frees_the_entry(waiting: Waiting, curator: Any) -> None:
    product = waiting()
    take(**product_key(product), by=curator)

    approve_product(product=product, by=curator)

    assert taker_of(product) is None


@pytest.mark.django_db(transaction=True)
def test_of_curators_taking_at_once_one_has_it(waiting: Waiting) -> None:
    product = waiting()
    people = [UserFactory() for _number in range(CURATORS)]

    takings = [partial(take, **product_key(product), by=person) for person in people]
    outcomes = at_once(*takings, may_raise=TakenByColleague)

    assert len(errors_among(outcomes)) == CURATORS - 1
    assert Taking.objects.count() == 1
