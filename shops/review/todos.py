"""What curators, having looked at shoppers' reports, have asked a shop to mend."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shops.models import Partner
from shops.panel.access import Desk
from shops.panel.sections import Todo
from shops.review.models import Case, Complaint

#: A decision stands on the list until it is answered; so long at most, for not every answer can be seen.
STANDS = dt.timedelta(days=30)
#: More of one kind would push everything else off the list.
MOST = 5


def complaint_todos(desk: Desk) -> Sequence[Todo]:
    """The curator's words about what was reported, the latest first: one query. Who reported stays unsaid."""
    if not desk.may_edit:
        return []
    return [_todo(desk, complaint) for complaint in unanswered(desk.shop)[:MOST]]


def unanswered(shop: Partner) -> QuerySet[Complaint]:
    """Decisions that tell the shop to mend something; of a product, until an edit waits or is public."""
    handed_in = Case.objects.filter(
        product=OuterRef("product"), state=Case.State.WAITING, waiting_since__gt=OuterRef("closed_at")
    )
    return (
        Complaint.objects.filter(shop=shop, outcome__in=Complaint.TOLD)
        .filter(closed_at__gt=timezone.now() - STANDS)
        .exclude(product__last_published_at__gt=F("closed_at"))
        .exclude(Exists(handed_in))
        .select_related("product")
        .order_by("-closed_at", "-pk")
    )


def _todo(desk: Desk, complaint: Complaint) -> Todo:
    is_hidden = complaint.outcome == Complaint.Outcome.HIDDEN
    title = _("Taken off the site: %(title)s") if is_hidden else _("Mend what shoppers report: %(title)s")
    slug = desk.shop.slug
    return Todo(
        title=title % {"title": complaint},
        detail=_("The curator says: %(words)s") % {"words": complaint.words},
        url=reverse("panel:product", args=[slug, complaint.product_id])
        if complaint.product_id
        else reverse("panel:profile", args=[slug]),
        weight=95,
    )
