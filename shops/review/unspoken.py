"""What the sample of an import does not speak for, so that somebody looks at each by itself."""

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from catalogue.models import Claim
from shops.review.models import Case

#: Edited after the sample was drawn: nobody has looked at it.
CHANGED_SINCE = Q(product__latest_revision__created_at__gt=F("batch__sampled_at"))
DRAFT = "product__latest_revision__content"


def unspoken_for(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Those of the cases that changed after it was drawn, or would put a verified claim on another thing.

    A claim was verified for what the product was called and for its class; whether it still holds for the new
    ones no other product of the import can say.
    """
    verified = Claim.objects.verified().filter(product=OuterRef("product"))
    told = cases.annotate(
        draft_title=KeyTextTransform("title", DRAFT),
        draft_class=Cast(KeyTextTransform("product_class", DRAFT), BigIntegerField()),
    )
    is_another = ~Q(draft_title=F("product__title")) | ~Q(draft_class=F("product__product_class"))
    return told.filter(CHANGED_SINCE | (Exists(verified) & is_another))
