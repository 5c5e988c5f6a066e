"""What claims ask of their seller."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalogue.models import Claim
from catalogue.zones import days_by_zone, zone_of
from shops.claims.queries import claims_to_renew
from shops.claims.submissions import handed_in
from shops.panel.access import Desk
from shops.panel.sections import Todo

MENDABLE = (Claim.State.REFUSED, Claim.State.EXPIRED)
#: More of one kind would push everything else off the list; the section shows all.
MOST = 5


def open_claims(desk: Desk) -> QuerySet[Claim]:
    """The claims that the shop has to do something about."""
    return Claim.objects.filter(shop=desk.shop, state__in=[*MENDABLE, Claim.State.DRAFT])


def claim_todos(desk: Desk) -> Sequence[Todo]:
    """Refused claims, then what has ended or ends soon: one query beside that for what was handed in."""
    if not desk.may_edit:
        return []
    return [*_refused(desk), *_to_renew(desk)]


def _refused(desk: Desk) -> list[Todo]:
    refused = [claim for claim in desk.once(handed_in) if claim.state == Claim.State.REFUSED][:MOST]
    return [
        Todo(
            title=_("Mend the claim %(claim)s") % {"claim": claim},
            detail=claim.refusal_in_words,
            url=reverse("claims:claim", args=[desk.shop.slug, claim.pk]),
            weight=85,
        )
        for claim in refused
    ]


def _to_renew(desk: Desk) -> list[Todo]:
    today = days_by_zone()[zone_of(desk.shop.region_id)]
    return [
        Todo(
            title=_("Renew %(claim)s") % {"claim": claim},
            detail=_sentence(claim.expires_on, today),
            url=reverse("claims:claim", args=[desk.shop.slug, claim.pk]),
            weight=80 if claim.expires_on < today else 70,
        )
        for claim in claims_to_renew(desk.shop, today)[:MOST]
        if claim.expires_on
    ]


def _sentence(last_day: dt.date, today: dt.date) -> str:
    if last_day < today:
        words = _("It ended on %(day)s, so its mark is gone. Enter the new document to have it back.")
    else:
        words = _("It holds until %(day)s. Enter the new document before then, so that the mark stays.")
    return words % {"day": date_format(last_day, "DATE_FORMAT")}
