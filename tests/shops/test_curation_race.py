"""Two curators press the button at the same moment."""

from functools import partial
from typing import Any

import pytest
from wagtail.models import TaskState

from accounts.factories import UserFactory
from catalogue.models import Product
from catalogue.services.curation import submit_product
from shops.curation.exceptions import AlreadyDecided
from shops.curation.services import ensure_curator_group
from tests.races import at_once, errors_among

CURATORS = 4


@pytest.mark.django_db(transaction=True)
def test_of_curators_deciding_at_once_one_decides_and_the_others_are_told(
    curator: Any, draft: Product, seller: Any
) -> None:
    submit_product(product=draft, by=seller)
    people = [UserFactory() for _number in range(CURATORS)]
    for person in people:
        person.groups.add(ensure_curator_group())

    def decide(state: TaskState, person: Any, action: str) -> str:
        state.task.specific.on_action(state, person, action, comment="Belum.")
        return action

    outcomes = at_once(
        *[
            partial(decide, Product.objects.get(pk=draft.pk).current_workflow_task_state, person, action)
            for person, action in zip(people, ["approve", "reject"] * 2, strict=True)
        ],
        may_raise=AlreadyDecided,
    )

    assert len(errors_among(outcomes)) == CURATORS - 1
    assert TaskState.objects.exclude(finished_at=None).count() == 1
    assert Product.objects.get(pk=draft.pk).live == ("approve" in outcomes)
