"""The register's imports in Wagtail: their addresses, and their entry below the reports."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from shops.claims import imports
from shops.curation.scope import scope_of
from shops.review.kinds import Kind


@hooks.register("register_admin_urls")
def import_addresses() -> list[URLPattern]:
    return [
        path("klaim/impor/", imports.imports, name="register_imports"),
        path("klaim/impor/<int:pk>/", imports.one_import, name="register_import"),
    ]


class ImportsMenuItem(MenuItem):
    """Shown to whoever decides on claims."""

    def is_shown(self, request: HttpRequest) -> bool:
        may_decide: bool = request.user.has_perm(imports.MAY_DECIDE)
        return may_decide and bool(scope_of(request.user).of(Kind.CLAIM))


@hooks.register("register_reports_menu_item")
def imports_in_menu() -> MenuItem:
    return ImportsMenuItem(
        _("Imports of the register"),
        reverse_lazy("register_imports"),
        name="register-imports",
        icon_name="doc-full-inverse",
        order=810,
    )
