"""Every hostile string through every field of registration and team: refused, or kept and shown escaped."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils.html import escape

from shops.factories import MembershipFactory, ShopFactory
from shops.kbli.codes import find_groups
from shops.models import Partner, Registration
from shops.registration.queries import find_places
from shops.registration.questions import QUESTIONS
from tests.hostile_text import hostile_lines
from tests.shops.registration.conftest import SENT, Answering


def test_every_line_in_every_question_is_judged_without_an_error(person: Any) -> None:
    for line in hostile_lines():
        for question in QUESTIONS:
            sent = QueryDict(mutable=True)
            for name in SENT.get(question.key, {"cluster": ""}):
                sent[name] = line
            form = question.form(sent, answers={})
            if form.is_valid():
                assert form.said(form.answer()) is not None


def test_every_line_is_looked_for_without_an_error(person: Any) -> None:
    for line in hostile_lines()[::5]:
        assert len(find_places(line)) + len(find_groups(line)) >= 0


def test_hostile_answers_are_kept_and_shown_escaped(visitor: Client, answer: Answering) -> None:
    answer(visitor, tim={})
    kept = 0
    for line in hostile_lines()[::25]:
        visitor.post("/penjual/daftar/alamat/", {"address": line})
        name = visitor.post("/penjual/daftar/nama/", {"name": line})
        page = visitor.get("/penjual/daftar/periksa/").text
        if name.status_code == 302:
            kept += 1
            assert escape(Registration.objects.get().answers["nama"]["name"]) in page
        assert "<script>alert" not in page

    assert kept > 5


def test_hostile_name_becomes_a_shop_like_any_other(visitor: Client, answer: Answering) -> None:
    answer(visitor, tim={}, nama={"name": "<script>alert(1)</script> Toko"})

    visitor.post("/penjual/daftar/periksa/")

    page = visitor.get(f"/penjual/{Partner.objects.get().slug}/pengajuan/").text
    assert "<script>alert" not in page


@pytest.mark.parametrize("sign", ["\u202e", "\u2066"])
def test_a_name_that_reads_otherwise_is_refused_in_words(visitor: Client, sign: str) -> None:
    visitor.post("/penjual/daftar/")

    answer = visitor.post("/penjual/daftar/nama/", {"name": f"Brem{sign}Jaya"})

    assert answer.status_code == 422 and f"U+{ord(sign):04X}" in answer.text
    assert sign not in "".join(answer.context["form"].errors["name"])


def test_a_name_pasted_over_two_lines_becomes_one(visitor: Client) -> None:
    visitor.post("/penjual/daftar/")

    visitor.post("/penjual/daftar/nama/", {"name": " Brem\r\nSekar\u200b Wilis"})

    assert Registration.objects.get().answers["nama"] == {"name": "Brem Sekar Wilis"}


def test_hostile_text_in_the_fields_of_a_team_is_answered(db: None) -> None:
    owner = MembershipFactory(shop=ShopFactory())
    client = Client()
    client.force_login(owner.user)
    base = f"/penjual/{owner.shop.slug}/"

    for line in hostile_lines()[::25]:
        answers = [
            client.post(f"{base}tim/undang/", {"email": line, "role": line}).status_code,
            client.post(f"{base}tim/anggota/{owner.pk}/peran/", {"role": line}).status_code,
            client.get("/penjual/undangan/x/", {"q": line}).status_code,
        ]
        assert answers == [422, 302, 404]
