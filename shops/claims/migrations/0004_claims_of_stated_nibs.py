"""Shops that handed in their NIB before a claim came with it get the claim that waits for a curator."""

import re

from django.db import migrations
from django.utils import timezone

BATCH = 500
#: Before, a shop has handed nothing in; after, it is gone.
NOT_HANDED_IN = ("draft", "closed")
#: Nobody's: the site itself entered these and handed them in.
CREATED, SUBMITTED = "created", "submitted"


def enter(apps, schema_editor):
    """As registering does it today. What a shop has entered or curators have decided stays as it is."""
    kind = _kind(apps)
    if kind is None:
        return
    shops, last = _shops_without(apps, kind), 0
    while rows := list(shops.filter(pk__gt=last).order_by("pk").values_list("pk", "nib")[:BATCH]):
        last = rows[-1][0]
        _enter_for(apps, kind, [row for row in rows if re.fullmatch(kind.number_pattern or ".*", row[1], re.ASCII)])


def take_back(apps, schema_editor):
    """Remove what nobody has touched since."""
    Claim = apps.get_model("catalogue", "Claim")
    by_people = apps.get_model("catalogue", "ClaimEvent").objects.exclude(by=None, action__in=[CREATED, SUBMITTED])
    entered = Claim.objects.filter(
        kind__code="nib", state="submitted", product=None, events__action=CREATED, events__by=None
    )
    waiting = entered.exclude(pk__in=by_people.values("claim")).filter(evidence=None)
    while keys := list(waiting.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        Claim.objects.filter(pk__in=keys).delete()


def _kind(apps):
    """None on a new site: its kinds come with the reference data, and its shops after them."""
    kinds = apps.get_model("catalogue", "ClaimKind").objects
    return kinds.filter(code="nib", applies_to="shop", is_active=True).first()


def _shops_without(apps, kind):
    claimed = apps.get_model("catalogue", "Claim").objects.filter(kind=kind, product=None).values("shop")
    shops = apps.get_model("partner", "Partner").objects.exclude(nib="").exclude(state__in=NOT_HANDED_IN)
    return shops.exclude(pk__in=claimed)


def _enter_for(apps, kind, rows):
    Claim, Event = (apps.get_model("catalogue", name) for name in ("Claim", "ClaimEvent"))
    now = timezone.now()
    claims = Claim.objects.bulk_create(
        Claim(
            kind=kind, shop_id=shop, number=nib, issuer=kind.issuer, state="submitted", submitted_at=now
        )
        for shop, nib in rows
    )
    Event.objects.bulk_create(
        Event(claim=claim, action=action, at=now) for claim in claims for action in (CREATED, SUBMITTED)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("shop_claims", "0003_who_imported_and_what_agreed"),
        ("catalogue", "0008_find_decisions_on_claims_by_day"),
        ("partner", "0006_first_size_rule"),
    ]

    operations = [migrations.RunPython(enter, take_back)]
