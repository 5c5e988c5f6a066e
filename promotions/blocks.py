"""What the words of a campaign are built from. Products and shops have their own places on the page."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from media.blocks import WordedStream

FEATURES = ["bold", "italic", "link", "ol", "ul", "h3", "document-link"]


class CampaignPictureBlock(blocks.StructBlock):
    """One picture with its words."""

    image = ImageChooserBlock(label=_("Picture"))
    alt_text = blocks.CharBlock(
        label=_("Alternative text"), help_text=_("What the picture shows, for people who cannot see it.")
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        from media.renditions import Size, picture

        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["picture"] = picture(value.get("image"), Size.PAGE, alt=value.get("alt_text", ""))
        return context

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "pages/blocks/picture.html"


class ScheduleBlock(blocks.StructBlock):
    """One point of the programme."""

    when = blocks.CharBlock(label=_("When"), max_length=60, help_text=_("For example: Sabtu, 09.00–11.00"))
    what = blocks.CharBlock(label=_("What"), max_length=160)
    where = blocks.CharBlock(label=_("Where"), max_length=120, required=False)

    class Meta:
        icon = "time"
        label = _("Point of the programme")


class CampaignBodyBlock(WordedStream):
    """The words of a campaign."""

    heading = blocks.CharBlock(
        label=_("Section heading"), icon="title", template="pages/blocks/heading.html", max_length=120
    )
    text = blocks.RichTextBlock(
        label=_("Text"), icon="pilcrow", template="pages/blocks/text.html", features=FEATURES
    )
    picture = CampaignPictureBlock()
    schedule = blocks.ListBlock(
        ScheduleBlock(), label=_("Programme"), icon="date", template="pages/blocks/schedule.html"
    )
