"""Who may do what in the CMS beyond Django's permissions."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class ReviewOnlyPolicy(ModelPermissionPolicy):
    """Nobody adds or deletes in the CMS: sellers make these, and history must not vanish."""

    WITHHELD = frozenset(["add", "delete"])

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in self.WITHHELD and super().user_has_permission(user, action)
