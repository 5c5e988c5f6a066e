"""Shops in Wagtail's admin."""

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from shops.models import Partner


class ShopViewSet(SnippetViewSet):
    """Shops with what the public sees of them and their state."""

    model = Partner
    icon = "home"
    menu_label = _("Shops")
    menu_order = 5
    copy_view_enabled = False
    list_display = ("__str__", "regency", "sector", "size_class", "state", "updated_at")
    list_filter = ("state", "sector", "size_class")
    search_fields = ("name", "slug", "regency__name")
    ordering = ("name", "pk")
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            # The state is only shown: it changes through `shops.standing.services`, which log it.
            HelpPanel(template="standing/cms_link.html", heading=_("Where it stands")),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("nib")]),
            FieldPanel("cluster"),
            FieldRowPanel([FieldPanel("sector"), FieldPanel("size_class")]),
            MultiFieldPanel(
                [
                    # A list of 91,599 regions is no choice: the code is typed and looked up.
                    FieldPanel(
                        "region",
                        widget=forms.TextInput,
                        help_text=_("Kemendagri code, for example 33.74 for Kota Semarang."),
                    ),
                    FieldPanel("address"),
                ],
                heading=_("Place"),
            ),
            FieldPanel("story"),
            FieldPanel("story_en"),
            FieldRowPanel([FieldPanel("logo"), FieldPanel("cover")]),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("phone"), FieldPanel("whatsapp")]),
                    FieldRowPanel([FieldPanel("email"), FieldPanel("website")]),
                ],
                heading=_("Contact"),
            ),
            FieldRowPanel([FieldPanel("founded_year"), FieldPanel("employees")]),
        ]
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Partner]:
        return Partner.objects.select_related("regency")
