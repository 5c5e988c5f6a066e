"""The parts that editors build pages from. Each has a preview and says in a line what it is for."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StreamValue

from media.blocks import WordedStream
from pages.choosers import (
    KeyBlock,
    KeysBlock,
    ProductChooserBlock,
    ShopChooserBlock,
    category_choices,
    claim_choices,
    region_choices,
)
from pages.rows import FigureRow, Need, ProductRow, Row, ShopRow, StoryRow, fill_rows
from pages.slots import CampaignSlot, MapSlot
from promotions.blocks import CampaignPictureBlock

PREVIEW = "pages/block_preview.html"
FEATURES = ["bold", "italic", "link", "ol", "ul", "h3", "h4", "document-link"]


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Section heading")
        template = "pages/blocks/heading.html"
        preview_template = PREVIEW
        preview_value = "Dari dapur Kota Madiun"
        description = _("Begins a new part of the page.")


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "pages/blocks/text.html"
        preview_template = PREVIEW
        preview_value = "<p>Brem Madiun dibuat dari <b>sari tape ketan</b> yang dikeringkan.</p>"
        description = _("Paragraphs, lists and links.")


class PictureBlock(CampaignPictureBlock):
    """The picture of campaigns, with what editors are told of it."""

    class Meta:
        preview_template = PREVIEW
        preview_value = {"image": None, "alt_text": "Perajin menganyam rotan", "caption": "Palangka Raya"}
        description = _("One picture with its words; the alternative text is required.")


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Words"))
    who = blocks.CharBlock(label=_("Who said it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "pages/blocks/quote.html"
        preview_template = PREVIEW
        preview_value = {
            "text": "Pesanan kantor membuat kami berani menambah pekerja.",
            "who": "Pemilik toko",
        }
        description = _("Somebody's own words, and who said them.")


class FilterBlock(blocks.StructBlock):
    """A choice of products that stays up to date by itself."""

    category = KeyBlock(choices=category_choices, label=_("Category"), required=False)
    region = KeyBlock(choices=region_choices, label=_("Region"), required=False)
    claims = KeysBlock(choices=claim_choices, label=_("Verified claims"), required=False)

    class Meta:
        icon = "search"
        label = _("By filter")


class ProductSourceBlock(WordedStream):
    """Products by filter, or picked one by one."""

    filter = FilterBlock()
    picked = blocks.ListBlock(ProductChooserBlock(label=_("Product")), label=_("Picked"), max_num=24)

    class Meta:
        min_num = 1
        max_num = 1


class ProductRowBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"))
    source = ProductSourceBlock(label=_("Products"))
    limit = blocks.IntegerBlock(label=_("How many"), default=8, min_value=1, max_value=24)

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return _filled(value, parent_context)

    class Meta:
        icon = "tag"
        label = _("Row of products")
        value_class = ProductRow
        template = "pages/blocks/product_row.html"
        preview_template = PREVIEW
        preview_value = {
            "title": "Baru di etalase",
            "source": [("filter", {"category": "", "region": "", "claims": []})],
            "limit": 4,
        }
        description = _("Products that fit a filter, newest first, or products you pick.")


class ShopRowBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"))
    region = KeyBlock(choices=region_choices, label=_("Region"), required=False)
    picked = blocks.ListBlock(
        ShopChooserBlock(label=_("Shop")), label=_("Picked instead"), default=[], max_num=12, required=False
    )
    limit = blocks.IntegerBlock(label=_("How many"), default=6, min_value=1, max_value=12)

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return _filled(value, parent_context)

    class Meta:
        icon = "group"
        label = _("Row of shops")
        value_class = ShopRow
        template = "pages/blocks/shop_row.html"
        preview_template = PREVIEW
        preview_value = {"title": "Toko dari Kota Semarang", "region": "", "picked": [], "limit": 3}
        description = _("Shops of one region, the newest first, or shops you pick.")


class CallToAction(blocks.StructValue):
    """Where a button leads."""

    @property
    def href(self) -> str:
        """The page's address, or the one written; empty for one that is not of the web.

        The editor's form refuses others, but a translation or an import passes no form.
        """
        if page := self.get("page"):
            return str(page.url or "")
        address = str(self.get("address") or "")
        return address if address.startswith(("https://", "http://", "/")) else ""


class CallToActionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Words on the button"), max_length=60)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    address = blocks.URLBlock(label=_("Or an address"), required=False)

    def clean(self, value: Any) -> Any:
        from django.core.exceptions import ValidationError
        from wagtail.blocks.struct_block import StructBlockValidationError

        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("address")):
            error = ValidationError(_("Choose a page or write an address, one of the two."))
            raise StructBlockValidationError(block_errors={"page": error})
        return cleaned

    class Meta:
        icon = "link"
        label = _("Button")
        value_class = CallToAction
        template = "pages/blocks/call_to_action.html"
        preview_template = PREVIEW
        preview_value = {"text": "Lihat semua produk", "page": None, "address": "https://example.com/cari/"}
        description = _("One button that leads on.")


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"))
    answer = blocks.RichTextBlock(label=_("Answer"), features=FEATURES)

    class Meta:
        icon = "help"
        label = _("Question")


class FaqBlock(blocks.ListBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(QuestionBlock(), **kwargs)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "pages/blocks/faq.html"
        preview_template = PREVIEW
        preview_value = [{"question": "Apakah klaim diperiksa?", "answer": "<p>Ya, oleh kurator dinas.</p>"}]
        description = _("Questions that unfold to their answers.")


class QuestionsBlock(WordedStream):
    """The questions of a page, with headings between their groups."""

    heading = HeadingBlock()
    question = QuestionBlock()


class BodyBlock(WordedStream):
    """What the body of a page may hold."""

    heading = HeadingBlock()
    text = TextBlock(features=FEATURES)
    picture = PictureBlock()
    quote = QuoteBlock()
    products = ProductRowBlock()
    shops = ShopRowBlock()
    button = CallToActionBlock()
    faq = FaqBlock()


class NeedBlock(blocks.StructBlock):
    """One thing people come for; its icon is a symbol of the sprite."""

    ICONS = (
        ("cup-soda", _("drinks and snacks")),
        ("utensils", _("meals and catering")),
        ("shirt", _("clothes and uniforms")),
        ("gift", _("gifts")),
        ("armchair", _("furniture")),
        ("briefcase", _("office")),
        ("leaf", _("farm and garden")),
        ("shopping-bag", _("other things")),
    )

    title = blocks.CharBlock(label=_("Title"), max_length=40)
    icon = blocks.ChoiceBlock(choices=ICONS, label=_("Icon"), default="shopping-bag")
    category = KeyBlock(choices=category_choices, label=_("Category"), required=False)
    words = blocks.CharBlock(label=_("Or words to search for"), required=False, max_length=80)

    class Meta:
        icon = "tag"
        label = _("Need")
        value_class = Need


class NeedsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"))
    needs = blocks.ListBlock(NeedBlock(), label=_("Needs"), min_num=2, max_num=8)

    class Meta:
        icon = "list-ul"
        label = _("By need")
        template = "pages/blocks/needs.html"
        preview_template = PREVIEW
        preview_value = {
            "title": "Belanja menurut kebutuhan",
            "needs": [
                {"title": "Konsumsi rapat", "icon": "cup-soda", "category": "", "words": "kue"},
                {"title": "Seragam", "icon": "shirt", "category": "", "words": "seragam"},
            ],
        }
        description = _("Tiles that lead to a category or a search, by what people come for.")


class StoriesBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"))
    limit = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=6)

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return _filled(value, parent_context)

    class Meta:
        icon = "doc-full"
        label = _("Newest stories")
        value_class = StoryRow
        template = "pages/blocks/stories.html"
        preview_template = PREVIEW
        preview_value = {"title": "Cerita dari daerah", "limit": 3}
        description = _("The newest articles, with their pictures.")


class FiguresBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"))

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return _filled(value, parent_context)

    class Meta:
        icon = "table"
        label = _("Numbers")
        value_class = FigureRow
        template = "pages/blocks/figures.html"
        preview_template = PREVIEW
        preview_value = {"title": "Yang ada di etalase hari ini"}
        description = _("How many products, shops and regions there are now; counted, never written.")


class SlotBlock(blocks.StructBlock):
    """A place that another subject fills; nothing is shown while it has nothing to show."""

    title = blocks.CharBlock(label=_("Title"), required=False)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """With the values that the slot's own template is included with."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return {**context, **(value.content or {})}

    class Meta:
        template = "pages/blocks/slot.html"
        preview_template = PREVIEW
        preview_value = {"title": ""}


class CampaignSlotBlock(SlotBlock):
    class Meta:
        icon = "date"
        label = _("Running campaign")
        value_class = CampaignSlot
        description = _("The campaign that runs now, if there is one.")


class MapSlotBlock(SlotBlock):
    class Meta:
        icon = "site"
        label = _("Map of regions")
        value_class = MapSlot
        description = _("The map that leads to every region.")


class HomeBodyBlock(BodyBlock):
    """What the home page may hold: everything, and what only it has."""

    needs = NeedsBlock()
    stories = StoriesBlock()
    figures = FiguresBlock()
    campaign = CampaignSlotBlock()
    map = MapSlotBlock()


def fill_body(body: StreamValue) -> None:
    """Look up the cards of all rows of a body together, so that templates ask nothing."""
    fill_rows([block.value for block in body if isinstance(block.value, Row)])


def _filled(value: Any, parent_context: dict[str, Any] | None) -> dict[str, Any]:
    context = parent_context or {}
    bound = context.get("bound_block")
    fill_rows([bound.value if bound else value])
    return context
