"""A claim that is written in bulk is what the services would have made of the same sample."""

import pytest
from django.utils import timezone

from accounts.factories import UserFactory
from catalogue.claims.history import ClaimEvent
from catalogue.models import Claim
from demo.claims import ClaimWriter, Subject
from demo.moments import date_claims
from demo.samples import SampleClaim, sample_shops
from pages.services import setup_site
from shops.factories import RegionFactory, ShopFactory

pytestmark = pytest.mark.django_db


def test_verified_claim_written_in_bulk_has_the_columns_and_steps_of_its_services() -> None:
    setup_site()
    shop = sample_shops()[0]
    region, curator, now = RegionFactory(code=shop.region), UserFactory(), timezone.now()
    one, other = (ShopFactory(region=region) for _ in range(2))
    claims = ClaimWriter(now, curator)
    stated = SampleClaim("merek", "verified", issued_days=-100)

    ((bulk, dates),) = claims.write_verified([(stated, Subject(one, None, "kunci"))])
    served, same_dates = claims._play(stated, Subject(other, None, "kunci"))
    date_claims({bulk: dates, served: same_dates}, now)

    of_its_own = {"id", "shop_id", "updated_at"}
    first, second = (Claim.objects.filter(pk=key).values().get() for key in (bulk, served))
    assert {key: first[key] for key in first.keys() - of_its_own} == {
        key: second[key] for key in second.keys() - of_its_own
    }
    steps = [
        list(ClaimEvent.objects.filter(claim=key).values_list("action", "by", "words", "at"))
        for key in (bulk, served)
    ]
    assert steps[0] == [step for step in steps[1] if step[0] != "evidence-added"]
