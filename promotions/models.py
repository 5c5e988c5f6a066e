"""Why to look: campaigns and fairs, as pages with a window in time."""

import datetime as dt
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from catalogue.zones import Zone, zone_of
from promotions.blocks import CampaignBodyBlock
from promotions.choosers import product_chooser, shop_chooser
from promotions.presentation import presented, served
from promotions.queries import CampaignManager


class CampaignIndexPage(Page):
    """All campaigns: what runs now, what comes, what has been."""

    introduction = models.TextField(_("introduction"), blank=True)

    template = "pages/campaign_index_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["promotions.CampaignPage"]
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("introduction")]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of campaigns")
        verbose_name_plural = _("lists of campaigns")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return served(super().serve)(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **presented(request, self)}


class CampaignPage(Page):
    """A dated window in which chosen products and shops are put forward; with a place it is a fair.

    What it is now, upcoming, running or ended, follows from its dates and is stored nowhere.
    """

    class State(models.TextChoices):
        UPCOMING = "upcoming", _("upcoming")
        RUNNING = "running", _("running now")
        ENDED = "ended", _("ended")

    introduction = models.TextField(_("introduction"), blank=True)
    starts_at = models.DateTimeField(_("starts"), default=timezone.now)
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(
        _("place"), max_length=120, blank=True, help_text=_("With a place the campaign is a fair.")
    )
    address = models.CharField(_("address"), max_length=255, blank=True)
    region = models.ForeignKey(
        "regions.Region",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"level__lte": 2},
        verbose_name=_("region"),
        help_text=_("Its time zone is the campaign's; without one it is western Indonesian time (WIB)."),
    )
    header = models.ForeignKey(
        "media.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("header picture"),
        help_text=_("Wide, with its left side calm: the title stands there."),
    )
    body = StreamField(CampaignBodyBlock(), blank=True, verbose_name=_("body"))
    contact_name = models.CharField(_("contact"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=30, blank=True)

    objects = CampaignManager()

    template = "pages/campaign_page.html"
    parent_page_types: ClassVar[list[str]] = ["promotions.CampaignIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.FilterField("starts_at"),
        index.FilterField("ends_at"),
    ]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("header"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")])], heading=_("Window")
        ),
        MultiFieldPanel(
            [FieldPanel("place"), FieldPanel("address"), FieldPanel("region")], heading=_("Place")
        ),
        FieldPanel("body"),
        InlinePanel("featured", heading=_("Featured products"), label=_("Product")),
        InlinePanel("enrolments", heading=_("Enrolled shops"), label=_("Shop")),
        InlinePanel("downloads", heading=_("Downloads"), label=_("File")),
        MultiFieldPanel(
            [FieldPanel("contact_name"), FieldPanel("contact_email"), FieldPanel("contact_phone")],
            heading=_("Contact"),
        ),
    ]

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        indexes = [models.Index(fields=["ends_at", "starts_at"], name="campaign_window")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="campaign_ends_after_it_starts"
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError(
                {"ends_at": _("The end must come after the start. Correct one of the two.")}
            )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **presented(request, self)}

    def state_at(self, at: dt.datetime | None = None) -> "CampaignPage.State":
        """Upcoming, running or ended at a moment, now when it is left out."""
        moment = at or timezone.now()
        if moment < self.starts_at:
            return self.State.UPCOMING
        return self.State.RUNNING if moment < self.ends_at else self.State.ENDED

    def next_change(self, at: dt.datetime | None = None) -> dt.datetime | None:
        """When the page next says something else by itself, for whoever keeps copies of it.

        The count of days changes once a day before the start or the end; nothing changes after the end.
        """
        moment = at or timezone.now()
        state = self.state_at(moment)
        if state is self.State.ENDED:
            return None
        target = self.starts_at if state is self.State.UPCOMING else self.ends_at
        return target - dt.timedelta(days=(target - moment - dt.timedelta(microseconds=1)).days)

    @property
    def zone(self) -> Zone:
        """WIB, WITA or WIT: the zone of the campaign's region, without one that of the capital."""
        return zone_of(self.region_id)


class CampaignProduct(Orderable):
    """One product that a campaign puts forward."""

    page = ParentalKey(CampaignPage, on_delete=models.CASCADE, related_name="featured")
    product = models.ForeignKey(
        "catalogue.Product", on_delete=models.CASCADE, related_name="+", verbose_name=_("product")
    )

    panels: ClassVar[list[Any]] = [FieldPanel("product", widget=product_chooser.widget_class)]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "product"], name="product_once_in_a_campaign")]

    def __str__(self) -> str:
        return str(self.product)


class CampaignShop(Orderable):
    """One shop that takes part in a campaign."""

    page = ParentalKey(CampaignPage, on_delete=models.CASCADE, related_name="enrolments")
    shop = models.ForeignKey(
        "partner.Partner", on_delete=models.CASCADE, related_name="enrolments", verbose_name=_("shop")
    )

    panels: ClassVar[list[Any]] = [FieldPanel("shop", widget=shop_chooser.widget_class)]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "shop"], name="shop_once_in_a_campaign")]

    def __str__(self) -> str:
        return str(self.shop)


class CampaignDownload(Orderable):
    """One file that a campaign offers, such as the printed catalogue."""

    page = ParentalKey(CampaignPage, on_delete=models.CASCADE, related_name="downloads")
    document = models.ForeignKey(
        "media.Document", on_delete=models.CASCADE, related_name="+", verbose_name=_("file")
    )
    title = models.CharField(
        _("title"), max_length=120, blank=True, help_text=_("The file's own title when left empty.")
    )

    panels: ClassVar[list[Any]] = [FieldPanel("document"), FieldPanel("title")]

    def __str__(self) -> str:
        return self.title or str(self.document)
