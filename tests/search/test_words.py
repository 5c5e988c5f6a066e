"""What a question means: words, alternatives, phrases."""

from hypothesis import given
from hypothesis import strategies as st

from search.words import MOST_WORDS, AnalysedQuery, analyse, goods_called


def _alternatives(query: AnalysedQuery) -> dict[str, str]:
    return {alternative.text: alternative.kind for alternative in query.words[0].alternatives}


def test_regional_and_english_words_find_the_standard_one() -> None:
    assert _alternatives(analyse("kripik"))["keripik"] == "synonym"
    assert _alternatives(analyse("chips"))["keripik"] == "synonym"


def test_slang_finds_what_it_stands_for() -> None:
    assert _alternatives(analyse("nasgor")) == {"nasi goreng": "slang"}


def test_slang_that_names_goods_is_not_slang() -> None:
    for goods in ("dodol", "pala", "cumi", "teh", "asap", "sni"):
        assert "slang" not in _alternatives(analyse(goods)).values()


def test_a_one_way_synonym_does_not_lead_back() -> None:
    assert "terapi" not in _alternatives(analyse("alat"))
    assert "alat tulis kantor" in _alternatives(analyse("atk"))


def test_stop_words_only_order_when_there_are_others() -> None:
    query = analyse("keripik untuk kantor")

    assert [word.text for word in query.words] == ["keripik", "kantor"]
    assert query.fillers == ("untuk",)


def test_stop_words_alone_are_searched_for() -> None:
    query = analyse("yang untuk")

    assert [word.text for word in query.words] == ["yang", "untuk"]
    assert query.fillers == ()


def test_quotes_make_phrases() -> None:
    query = analyse('“batik tulis” madiun "halus"')

    assert query.phrases == (("batik", "tulis"),)
    assert [word.text for word in query.words] == ["madiun", "halus"]


def test_an_unclosed_quote_means_nothing() -> None:
    query = analyse('"batik tulis')

    assert query.phrases == ()
    assert [word.text for word in query.words] == ["batik", "tulis"]


def test_repeated_words_count_once() -> None:
    assert len(analyse("kopi teh kopi teh").words) == 2


def test_ten_thousand_words_are_cut_and_say_so() -> None:
    query = analyse(" ".join(f"kata{number}" for number in range(10_000)))

    assert len(query.words) == MOST_WORDS
    assert query.is_cut


def test_endless_phrases_are_cut_too() -> None:
    query = analyse(" ".join(f'"a{number} b{number}"' for number in range(200)))

    assert sum(len(phrase) for phrase in query.phrases) <= MOST_WORDS


@given(st.text())
def test_any_text_is_a_question(text: str) -> None:
    query = analyse(text)

    assert len(query.words) + len(query.fillers) <= MOST_WORDS


def test_goods_are_known_by_the_beginning_of_another_name() -> None:
    assert "keripik" in goods_called("krip")
    assert "coklat" in goods_called("choc")
    assert goods_called("zzz") == ()
