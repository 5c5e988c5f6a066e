"""Choosers of the CMS hand out what they offer and nothing else, whatever key the address carries.

Wagtail narrows the list that it offers; what it hands out it looks up among everything there is.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm

from media.fields import LineField
from shops.review.keys import key_in

#: What a row is known by, of whatever a chooser offers: products, shops, claims, proposals.
KNOWN_BY = ("title", "name", "number", "product_name")


class NameForm(BaseFilterForm):
    """Finds rows by a part of their name, or of their number.

    Wagtail's own search takes no list that is narrowed by what lies in other tables, such as a region.
    """

    q = LineField(label=_("Name"), required=False)

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        words = self.cleaned_data.get("q")
        name = next(each for each in KNOWN_BY if hasattr(objects.model, each))
        return objects.filter(**{f"{name}__icontains": words}) if words else objects


class HandsOutWhatItOffers:
    """Mixed into the views of a chooser, beside a `get_object_list`."""

    get_object_list: Callable[[], QuerySet[Any]]

    def get_object(self, pk: Any) -> Any:
        return self.get_object_list().get(pk=key_in(str(pk)) or 0)

    def get_objects(self, pks: Iterable[Any]) -> QuerySet[Any]:
        keys = [key for pk in pks if (key := key_in(str(pk)))]
        return self.get_object_list().filter(pk__in=keys)
