"""Wagtail's user management, fitted to users without a user name."""

from typing import Any

from wagtail.users.views.users import UserViewSet

from accounts.forms import CmsUserCreationForm, CmsUserEditForm


class CmsUserViewSet(UserViewSet):
    """Wagtail's screens with our forms."""

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return CmsUserEditForm if for_update else CmsUserCreationForm
