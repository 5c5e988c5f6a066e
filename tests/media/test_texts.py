"""One rule for what people write, and the form fields that hold everybody to it."""

import pytest
from django import forms

from media.fields import LineField, WebAddressField, WordsField
from media.texts import forbidden_in, tidy, tidy_line, whole_number

#: What turns the direction of writing, or cannot be stored.
DECEPTIVE = ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"]
UNSTORABLE = ["\x00", "\x07", "\x1b", "\x7f", "\ud800", "\ufffe", "\uffff"]
#: What prints nothing, and letters that look like nothing.
UNSEEN = [*"\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2060\u2064\u3164\ufeff\uffa0"]


class Form(forms.Form):
    line = LineField(max_length=20)
    words = WordsField(max_length=20, required=False)
    web = WebAddressField(required=False, assume_scheme="https")


@pytest.mark.parametrize(
    ("written", "line", "words"),
    [
        ("Keripik Tempe", "Keripik Tempe", "Keripik Tempe"),
        ("  Keripik\r\n Tempe\t", "Keripik Tempe", "Keripik\n Tempe"),
        ("Keripik\u2028Tempe\x85Asli", "Keripik Tempe Asli", "Keripik\nTempe\nAsli"),
        ("cafe\u0301", "café", "café"),
        ("na\u200bsi \ufeffliwet", "nasi liwet", "nasi liwet"),
        ("👩‍🍳 क्‍ष", "👩‍🍳 क्‍ष", "👩‍🍳 क्‍ष"),
        ("واحد", "واحد", "واحد"),
    ],
)
def test_what_is_harmless_is_put_right(written: str, line: str, words: str) -> None:
    form = Form({"line": written, "words": written})

    assert form.is_valid(), form.errors
    assert (form.cleaned_data["line"], form.cleaned_data["words"]) == (line, words)
    assert (tidy_line(line), tidy(words)) == (line, words)


@pytest.mark.parametrize("sign", DECEPTIVE + UNSTORABLE)
@pytest.mark.parametrize("field", ["line", "words"])
def test_what_hides_is_refused_by_its_name(field: str, sign: str) -> None:
    form = Form({"line": "Brem", field: f"Brem {sign}asli"})

    assert not form.is_valid() and form.has_error(field, "hidden")
    assert f"U+{ord(sign):04X}" in form.errors[field][0] and sign not in form.errors[field][0]
    assert forbidden_in(sign)


@pytest.mark.parametrize("sign", UNSEEN)
def test_a_text_of_nothing_but_unseen_marks_is_empty(sign: str) -> None:
    form = Form({"line": sign * 3, "words": sign})

    assert form.has_error("line", "required")
    assert form.cleaned_data["words"] == ""


def test_damaged_text_and_turned_addresses_are_refused() -> None:
    form = Form({"line": "Br\ufffdm", "web": "https://example.com/\u202egnp.exe"})

    assert form.has_error("line", "damaged") and form.has_error("web", "hidden")


def test_the_length_is_that_of_what_is_kept() -> None:
    form = Form({"line": "1234567890   1234567890", "words": "1\r\n" * 6 + "12345678"})

    assert form.has_error("line", "max_length")
    assert form.cleaned_data["words"] == "1\n" * 6 + "12345678"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0", 0),
        ("012", 12),
        ("999", 999),
        ("1000", None),
        ("", None),
        ("-1", None),
        ("1.0", None),
        ("١", None),
    ],
)
def test_a_whole_number_is_one_in_ascii_digits_and_no_longer_than_asked(
    written: str, number: int | None
) -> None:
    assert whole_number(written, 3) == number
