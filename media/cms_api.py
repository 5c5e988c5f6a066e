"""Wagtail's API of the CMS names every picture and document to all of the staff; here, what they may choose.

Pictures of products that are not public yet lie among them, and who has no right on pictures, as a curator of
one region, has no business with those of the others.
"""

from typing import Any

from django.db.models import QuerySet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry


class WithinChoice:
    """Mixed into a view of the API."""

    model: Any
    request: Any

    def get_queryset(self) -> QuerySet[Any]:
        found: QuerySet[Any] = super().get_queryset()  # type: ignore[misc]  # a mixin
        policy = policy_registry.get_by_type(self.model)
        chosen_from = policy.instances_user_has_any_permission_for(self.request.user, ["choose"])
        return found.filter(pk__in=chosen_from.order_by().values("pk"))


class Pictures(WithinChoice, ImagesAdminAPIViewSet):
    """Pictures."""


class Documents(WithinChoice, DocumentsAdminAPIViewSet):
    """Documents."""
