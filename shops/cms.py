"""Shops in Wagtail's admin."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.log_actions import log
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from shops.models import Partner
from shops.profiles.exceptions import NibTaken
from shops.profiles.office import edit_shop

FOLLOWS = _(
    "Follows from the range that the owner chose. Where you set another class, that range is dropped, and "
    "the owner chooses one again when the shop is mended."
)
LOOKED_AT_AGAIN = _("After a change curators look again at the verified claims about the shop.")

RANGE_DROPPED = _(
    "The range of capital or sales that the owner chose says another size class, so it was dropped. If the "
    "class you set is wrong, set it back; the owner chooses a range again when the shop is mended."
)


class ShopEditView(EditView):
    """Saves what was changed through the service: verified claims rest on what a shop says of itself."""

    def save_instance(self) -> Partner:
        changed = self.form.changed_data
        saved = edit_shop(shop=self.form.instance, fields=changed, by=self.request.user)
        log(
            instance=saved,
            action="wagtail.edit",
            user=self.request.user,
            content_changed=bool(changed),
            data=self.tell_of_dropped(saved),
        )
        return saved

    def tell_of_dropped(self, saved: Partner) -> dict[str, Any]:
        """What the history keeps of a stated range that was dropped; the person is told."""
        stated = self.form.instance
        if saved.size_over is not None or stated.size_over is None:
            return {}
        messages.warning(self.request, RANGE_DROPPED)
        return {"dropped": {"size_basis": stated.size_basis, "size_over": f"{stated.size_over:f}"}}

    def form_valid(self, form: forms.ModelForm) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except NibTaken:
            form.add_error("nib", _("Another shop has this NIB."))
            self.is_valid(form)  # so that the page says it as it says any other error
            response = self.form_invalid(form)
        return response


class ShopViewSet(SnippetViewSet):
    """Shops with what the public sees of them and their state."""

    model = Partner
    icon = "home"
    menu_label = _("Shops")
    menu_order = 5
    copy_view_enabled = False
    edit_view_class = ShopEditView
    list_display = ("__str__", "regency", "sector", "size_class", "state", "updated_at")
    list_filter = ("state", "sector", "size_class")
    search_fields = ("name", "slug", "regency__name")
    ordering = ("name", "pk")
    edit_handler = ObjectList(
        [
            FieldPanel("name", help_text=LOOKED_AT_AGAIN),
            # The state is only shown: it changes through `shops.standing.services`, which log it.
            HelpPanel(template="standing/cms_link.html", heading=_("Where it stands")),
            FieldRowPanel(
                [
                    FieldPanel("kind", help_text=LOOKED_AT_AGAIN),
                    FieldPanel(
                        "nib",
                        help_text=_(
                            "Another number ends the verified claim of this one; "
                            "the new one waits for a curator."
                        ),
                    ),
                ]
            ),
            FieldPanel("cluster"),
            FieldRowPanel([FieldPanel("sector"), FieldPanel("size_class", help_text=FOLLOWS)]),
            MultiFieldPanel(
                [
                    # A list of 91,599 regions is no choice: the code is typed and looked up.
                    FieldPanel(
                        "region",
                        widget=forms.TextInput,
                        help_text=_(
                            "Kemendagri code, for example 33.74 for Kota Semarang. After a move curators "
                            "look again at claims that say where products come from."
                        ),
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
