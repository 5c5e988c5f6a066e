"""What Wagtail Localize lets a translator choose from: of every model the rows that they see elsewhere.

By itself it names all rows of every snippet to anybody of the staff: a curator of one city would read there
the drafts, claims and shops of all others.
"""

from typing import Any

from django.db.models import QuerySet
from rest_framework.renderers import JSONRenderer
from wagtail.admin.auth import require_admin_access
from wagtail_localize.views.snippets_api import SnippetViewSet

from shops.curation.policies import allowed_objects


class AllowedRows(SnippetViewSet):
    """Its list and its one row, within the person's rights."""

    renderer_classes = (JSONRenderer,)

    def get_queryset(self) -> QuerySet[Any]:
        return allowed_objects(self.get_model(), self.request.user)


rows = require_admin_access(AllowedRows.as_view({"get": "list"}))
row = require_admin_access(AllowedRows.as_view({"get": "retrieve"}))
