"""The pages that editors make, and the settings they share."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django.db import models
from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from catalogue.languages import InLanguage
from discovery.heads import Head, faq_data, numbered, page_head, questions_data, site_data
from discovery.structured import article, item_list
from media.renditions import Picture, Size, picture
from pages.addresses import addresses_of_translations
from pages.blocks import BodyBlock, HomeBodyBlock, ProductSourceBlock, QuestionsBlock, fill_body
from pages.forms import WordedPicturesForm
from pages.questions import grouped
from pages.rows import ProductRow, filters_of
from search.exceptions import SearchError
from storefront.breadcrumbs import Crumb, trail
from storefront.cards import ProductCard, product_cards
from storefront.listings import product_listing
from storefront.paging import page_of, pager_of
from storefront.problems import problem_page

ARTICLES_PER_PAGE = 12
IN_WINDOW = 3
RELATED_ARTICLES = 3


@register_setting(icon="site")
class SiteSettings(BaseGenericSetting):
    """What the footer of every page says."""

    contact_email = models.EmailField(_("e-mail address"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=30, blank=True)
    contact_address = models.CharField(_("address"), max_length=255, blank=True)
    footer_text = models.TextField(_("footer text"), blank=True)
    footer_text_en = models.TextField(_("footer text in English"), blank=True)

    footer = InLanguage("footer_text")

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldPanel("contact_email"), FieldPanel("contact_phone"), FieldPanel("contact_address")],
            heading=_("Contact"),
        ),
        MultiFieldPanel([FieldPanel("footer_text"), FieldPanel("footer_text_en")], heading=_("Footer")),
    ]

    class Meta:
        verbose_name = _("site settings")


class PublicPage(Page):
    """What all pages share: head, addresses in each language, and an answer in words to a bad address."""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().serve(request, *args, **kwargs)
        except SearchError as error:
            return problem_page(request, error)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `alternates`, and whatever `extra_context` of the page type gives."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        crumbs, extra = self.crumbs(), self.extra_context(request)
        return {
            **context,
            "alternates": addresses_of_translations(request, self._translated_paths(request)),
            "crumbs": crumbs,
            **extra,
            "head": self.head(crumbs, extra),
        }

    def head(self, crumbs: list[Crumb], context: Mapping[str, Any]) -> Head:
        """What stands in the page's head; `context` is what `extra_context` gave."""
        return page_head(self, crumbs, *faq_data(getattr(self, "body", ())))

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        """What this type of page shows besides its own fields."""
        return {}

    def crumbs(self) -> list[Crumb]:
        return trail(Crumb(self.title))

    def _translated_paths(self, request: HttpRequest) -> dict[str, str]:
        """The path in each language this page is really written in; an alias is not a translation."""
        written = self.get_translations(inclusive=True).live().filter(alias_of=None).select_related("locale")
        return {page.locale.language_code: page.get_url(request) for page in written}


class HomePage(PublicPage):
    """The front of the site: search first, then rows that editors choose."""

    headline = models.CharField(_("headline"), max_length=120)
    introduction = models.TextField(_("introduction"), blank=True)
    examples = models.CharField(
        _("example searches"), max_length=255, blank=True, help_text=_("Four at most, with commas between.")
    )
    body = StreamField(HomeBodyBlock(), blank=True, verbose_name=_("body"))

    template = "pages/home_page.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "pages.ArticleIndexPage",
        "pages.ListingPage",
        "pages.FaqPage",
        "promotions.CampaignIndexPage",
    ]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("introduction"),
        FieldPanel("examples"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("home page")

    def crumbs(self) -> list[Crumb]:
        return []

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        fill_body(self.body)
        words = [word.strip() for word in self.examples.split(",")]
        return {
            "examples": [word for word in words if word][:4],
            "in_window": self._in_window(),
            "searches_itself": True,
        }

    def _in_window(self) -> list[ProductCard]:
        """Three products with pictures from the page's own rows, for the window beside the search."""
        cards = [
            card for block in self.body if isinstance(block.value, ProductRow) for card in block.value.cards
        ]
        return [card for card in cards if card.picture][:IN_WINDOW]

    def head(self, crumbs: list[Crumb], context: Mapping[str, Any]) -> Head:
        return page_head(self, crumbs, *site_data(), *faq_data(self.body))


class ArticleIndexPage(PublicPage):
    """A list of articles, the newest first."""

    introduction = models.TextField(_("introduction"), blank=True)

    template = "pages/article_index_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["pages.ArticlePage"]
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("introduction")]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of articles")

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        articles = (
            ArticlePage.objects.child_of(self).live().select_related("picture").order_by("-date", "-pk")
        )
        page = page_of(articles, request.GET, ARTICLES_PER_PAGE)
        return {
            "articles": [(article, picture(article.picture, Size.CARD)) for article in page],
            "pager": pager_of(page, request),
        }

    def head(self, crumbs: list[Crumb], context: Mapping[str, Any]) -> Head:
        items = [(article.title, article.url) for article, _picture in context["articles"]]
        found = page_head(self, crumbs, item_list(self.title, items))
        return replace(found, title=numbered(found.title, context["pager"].page))


class ArticlePage(PublicPage):
    """A story: of a shop, a craft, a region, a programme."""

    date = models.DateField(_("date"), default=timezone.localdate)
    introduction = models.TextField(_("introduction"), blank=True)
    picture = models.ForeignKey(
        "media.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    region = models.ForeignKey(
        "regions.Region",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"level__lte": 2},
        verbose_name=_("region"),
        help_text=_("The story is shown on the page of this region too."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    base_form_class = WordedPicturesForm
    template = "pages/article_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.ArticleIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.FilterField("date"),
    ]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("introduction"),
        FieldPanel("picture"),
        FieldPanel("region"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("article")

    def crumbs(self) -> list[Crumb]:
        above = self.get_parent()
        return trail(Crumb(above.title, above.get_url()), Crumb(self.title))

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        fill_body(self.body)
        return {
            "picture": picture(self.picture, Size.PAGE, alt=self.title),
            "credit": self.picture.credit if self.picture else "",
            "place": self.region,
            "related": self._related(),
        }

    def _related(self) -> "list[tuple[ArticlePage, Picture | None]]":
        """Other articles of the same list, those of the same region first, the newest before the others."""
        is_near = Case(When(region_id=self.region_id, then=Value(0)), default=Value(1))
        others = (
            ArticlePage.objects.sibling_of(self, inclusive=False)
            .live()
            .select_related("picture", "locale")
            .order_by(is_near, "-date", "-pk")[:RELATED_ARTICLES]
        )
        return [(article, picture(article.picture, Size.CARD)) for article in others]

    def head(self, crumbs: list[Crumb], context: Mapping[str, Any]) -> Head:
        shown = context["picture"]
        story = article(
            url=self.get_url() or "/",
            headline=self.title,
            description=self.introduction,
            published=self.date,
            changed=self.last_published_at,
            pictures=[shown.url] if shown else [],
            publisher=site_data()[0],
        )
        return page_head(self, crumbs, story, *faq_data(self.body), kind="article")


class ListingPage(PublicPage):
    """A landing page: products that fit an editor's filter, to be narrowed further, or products picked."""

    introduction = models.TextField(_("introduction"), blank=True)
    products = StreamField(ProductSourceBlock(), verbose_name=_("products"))
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    template = "pages/listing_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.ListingPage"]
    subpage_types: ClassVar[list[str]] = ["pages.ListingPage"]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("products"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("landing page with products")

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        fill_body(self.body)
        source = self.products[0]
        if source.block_type == "picked":
            return {"cards": product_cards([product.pk for product in source.value if product is not None])}
        filters = filters_of(source.value)
        fixed = {name: filters.values_of(name) for name in filters.active()}
        listing, _view = product_listing(request.GET, request.path, fixed=fixed)
        return {"listing": listing}

    def head(self, crumbs: list[Crumb], context: Mapping[str, Any]) -> Head:
        listing = context.get("listing")
        cards = listing.cards if listing else context["cards"]
        items = item_list(self.title, [(card.title, card.url) for card in cards])
        found = page_head(self, crumbs, items, *faq_data(self.body))
        return replace(found, title=numbered(found.title, listing.pager.page)) if listing else found


class FaqPage(PublicPage):
    """Questions and answers, in groups; each question has an address of its own."""

    introduction = models.TextField(_("introduction"), blank=True)
    questions = StreamField(QuestionsBlock(), blank=True, verbose_name=_("questions"))

    template = "pages/faq_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("questions"),
    ]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("questions"),
    ]

    class Meta:
        verbose_name = _("questions and answers")
        verbose_name_plural = _("pages of questions and answers")

    def extra_context(self, request: HttpRequest) -> dict[str, Any]:
        return {"groups": grouped(self.questions)}

    def head(self, crumbs: list[Crumb], context: Mapping[str, Any]) -> Head:
        asked = [
            (question.question, str(question.answer))
            for group in context["groups"]
            for question in group.questions
        ]
        return page_head(self, crumbs, *questions_data(asked))
