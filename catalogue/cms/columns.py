"""Columns of lists in the CMS."""

from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column


class YesColumn(Column):
    """“Yes” where it is so, a dash elsewhere: Wagtail writes True, or a red cross where all is well."""

    def get_value(self, instance: Any) -> str:
        return _("yes") if super().get_value(instance) else "–"


def yes(model: type[Model], name: str) -> YesColumn:
    """The column of a field that is true or false, by which the list can be sorted."""
    label = capfirst(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # no relation
    return YesColumn(name, label=label, sort_key=name)
