"""What editors write in the blocks of a page is judged as in any other form."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from media.blocks import WordedStream
from pages.blocks import BodyBlock

#: One text each, at every depth that a body has.
BODIES = {
    "a line": lambda words: ("heading", words),
    "rich text": lambda words: ("text", f"<p>{words}</p>"),
    "a part of a block": lambda words: ("quote", {"text": words, "who": ""}),
    "a part of one in a list": lambda words: ("faq", [{"question": "Apa?", "answer": f"<p>{words}</p>"}]),
}
ANY_BODY = pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())


def cleaned(kind: str, value: Any) -> StreamValue:
    block = BodyBlock()
    return block.clean(block.to_python([{"type": kind, "value": value}]))


@ANY_BODY
def test_a_text_that_reads_as_something_else_is_refused_at_its_block(body: Any) -> None:
    for sign in "\u202e\u2066\x00\ufffd":
        with pytest.raises(ValidationError) as refused:
            cleaned(*body(f"Asli{sign}nep"))

        assert list(refused.value.block_errors) == [0]


@ANY_BODY
def test_a_text_that_is_harmless_is_put_right(body: Any) -> None:
    value = cleaned(*body("Ka\u200bfe\u0301"))

    assert "Kafé" in json.dumps(value.get_prep_value(), ensure_ascii=False)
    assert "Kafé" in str(value.render_as_block())


def test_no_body_of_a_page_is_left_out() -> None:
    fields = [
        field for model in apps.get_models() for field in model._meta.fields if isinstance(field, StreamField)
    ]

    assert len(fields) > 4
    assert [str(field) for field in fields if not isinstance(field.stream_block, WordedStream)] == []
