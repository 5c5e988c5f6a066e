"""What people write in the blocks of a page keeps the rule of form fields, however deep it lies."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamBlockValidationError, StreamValue
from wagtail.rich_text import RichText

from media.fields import checked
from media.texts import tidy


class WordedStream(blocks.StreamBlock):
    """A body whose texts are put right, or refused at their block where they hide something."""

    def clean(self, value: StreamValue) -> StreamValue:
        cleaned = super().clean(value)
        errors = {}
        for place, child in enumerate(cleaned):
            try:
                child.value = put_right(child.value)
            except ValidationError as error:
                errors[place] = error
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned


def put_right(value: Any) -> Any:
    """The value of a block with every text in it as `media.texts` has it; raises ValidationError."""
    match value:
        case str():
            return checked(tidy(value))
        case RichText():
            return RichText(checked(tidy(value.source)))
        case blocks.StructValue():
            for name, part in value.items():
                value[name] = put_right(part)
        case StreamValue() | ListValue():
            for child in value if isinstance(value, StreamValue) else value.bound_blocks:
                child.value = put_right(child.value)
    return value
