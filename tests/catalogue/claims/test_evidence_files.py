"""What is taken as evidence, judged by content, and what is refused in words that help."""

import re
from time import perf_counter

import pytest
from django.core.files.base import ContentFile
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.claims.evidence import pdf as pdf_module
from catalogue.claims.evidence.exceptions import (
    EvidenceBroken,
    EvidenceRefused,
    EvidenceTooDense,
    EvidenceTooHeavy,
)
from catalogue.claims.evidence.inspection import inspect_evidence, plain_name
from media.factories import picture_file
from tests.catalogue.claims.files import HOSTILE, TAKEN, VERDICTS, endless_streams, pdf, upload


def test_a_pdf_is_kept_byte_for_byte_with_its_pages_counted() -> None:
    data = pdf(3)

    kept = inspect_evidence(upload(data, "C:\\scan\\Sertifikat Halal.PDF"))

    assert (kept.data, kept.pages, kept.content_type) == (data, 3, "application/pdf")
    assert (kept.name, kept.extension) == ("Sertifikat Halal.PDF", ".pdf")


def test_a_certificate_locked_only_against_change_is_taken() -> None:
    kept = inspect_evidence(upload(pdf(2, password="")))

    assert kept.pages == 2


def test_a_picture_is_written_anew_whatever_its_name_says() -> None:
    picture = picture_file().read() + b"<script>alert(1)</script>"

    kept = inspect_evidence(upload(picture, "foto.html"))

    assert kept.content_type == "image/jpeg"
    assert b"<script>" not in kept.data


def test_every_hostile_file_has_a_verdict() -> None:
    assert set(HOSTILE) == set(VERDICTS)


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_could_run_or_cannot_be_read_is_refused_with_its_own_remedy(kind: str) -> None:
    start = perf_counter()

    with pytest.raises(EvidenceRefused) as caught:
        inspect_evidence(upload(HOSTILE[kind](), "berkas.pdf"))

    words = str(caught.value)
    assert type(caught.value) is VERDICTS[kind]
    assert "berkas.pdf" in words and len(re.findall(r"[.!?]", words.replace("berkas.pdf", ""))) >= 2
    assert perf_counter() - start < 10


def test_a_document_that_takes_long_to_read_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "MOST_SECONDS", 1)

    with pytest.raises(EvidenceTooDense):
        inspect_evidence(upload(endless_streams()))


def test_a_reader_that_fails_refuses_the_document_and_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(pdf_module, "MOST_SECONDS", "never")

    with pytest.raises(EvidenceBroken):
        inspect_evidence(upload(pdf()))

    assert "never" in caplog.text


@pytest.mark.parametrize("kind", TAKEN)
def test_what_is_taken_is_what_its_content_is_and_nothing_hides_behind_it(kind: str) -> None:
    data, name, content_type, gone = TAKEN[kind]

    kept = inspect_evidence(upload(data, name))

    assert (kept.content_type, kept.name) == (content_type, name)
    assert not gone or (gone in data and gone not in kept.data)


def test_every_kind_of_refusal_has_words_of_its_own() -> None:
    said = {error.sentence for error in EvidenceRefused.__subclasses__()}

    assert len(said) == len(EvidenceRefused.__subclasses__())


def test_more_than_ten_megabytes_is_not_even_read() -> None:
    heavy = upload(b"%PDF-" + bytes(10 * 1024 * 1024))

    with pytest.raises(EvidenceTooHeavy, match="10 MB"):
        inspect_evidence(heavy)


@given(st.binary(max_size=400), st.integers(min_value=0, max_value=600))
@settings(max_examples=150, deadline=None)
def test_damage_anywhere_is_refused_or_taken_but_never_an_error(noise: bytes, place: int) -> None:
    whole = pdf()
    damaged = whole[:place] + noise + whole[place + len(noise) :]

    try:
        pages = inspect_evidence(ContentFile(damaged, name="a.pdf")).pages
    except EvidenceRefused as refused:
        assert "a.pdf" in str(refused)
    else:
        assert 1 <= pages <= 60


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [("../../etc/passwd", "passwd"), ("a\x00b\n.pdf", "ab.pdf"), ("", "bukti"), ("..", "..")],
)
def test_the_name_is_plain_and_only_shown(given_name: str, kept: str) -> None:
    assert plain_name(given_name) == kept
