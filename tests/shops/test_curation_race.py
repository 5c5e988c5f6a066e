"""Two curators press the button at the same moment."""

import threading
from typing import Any

import pytest
from django.db import connection
from wagtail.models import TaskState

from accounts.factories import UserFactory
from catalogue.models import Product
from catalogue.services.curation import submit_product
from shops.curation.exceptions import AlreadyDecided
from shops.curation.services import ensure_curator_group

CURATORS = 4


@pytest.mark.django_db(transaction=True)
def test_of_curators_deciding_at_once_one_decides_and_the_others_are_told(
    curator: Any, draft: Product, seller: Any
) -> None:
    submit_product(product=draft, by=seller)
    people = [UserFactory() for _number in range(CURATORS)]
    for person in people:
        person.groups.add(ensure_curator_group())
    start, outcomes = threading.Barrier(CURATORS), []

    def decide(person: Any, action: str) -> None:
        state = Product.objects.get(pk=draft.pk).current_workflow_task_state
        task = state.task.specific
        start.wait()
        try:
            task.on_action(state, person, action, comment="Belum.")
            outcomes.append(action)
        except AlreadyDecided:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [
        threading.Thread(target=decide, args=(person, action))
        for person, action in zip(people, ["approve", "reject"] * 2, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outcomes.count("told") == CURATORS - 1
    assert TaskState.objects.exclude(finished_at=None).count() == 1
    assert Product.objects.get(pk=draft.pk).live == ("approve" in outcomes)
