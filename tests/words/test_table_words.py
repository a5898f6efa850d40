"""Words that tables have, as they are said: those of ours are messages, those of others stay as they are."""

from functools import partial

import pytest

from other_letters import in_other_letters, speaking_other_letters
from tradeview.claims.table import ALL_KINDS, STATUSES
from tradeview.commodities.codes import sections
from tradeview.money.rate_table import RATE_KINDS
from tradeview.readings.fields import COVERAGES
from tradeview.sources.reference_lists import CERTAINTIES, load_commodities, load_events
from tradeview.words import table_words
from tradeview.words.explanations import name_test
from tradeview.words.language import cache_in_language, spoken
from tradeview.words.names import FLOWS, flow_name
from tradeview.words.table_words import EVENT, GLOSS, SECTION, TITLE, list_own_texts, say_own, say_title, say_word


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (partial(say_word, table_words.KINDS_OF_CLAIMS), ALL_KINDS),
        (partial(say_word, table_words.KINDS_OF_RATES), RATE_KINDS),
        (partial(say_word, table_words.CERTAINTIES), CERTAINTIES),
        (partial(say_word, table_words.FLOWS_READ), tuple(FLOWS)),
        (partial(say_word, table_words.STATUSES), STATUSES),
        (partial(say_word, table_words.COVERAGES), tuple(COVERAGES)),
        (table_words.say_set_of_rank, ("partners", "partners in Europe")),
        (name_test, ("publishers", "growth of parts", "rank")),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_every_word_that_a_table_may_have_is_a_message(said: object, words: tuple[str, ...]) -> None:
    assert callable(said)
    assert [said(word) for word in words] == list(words)  # in English as the table has it
    with speaking_other_letters():
        assert [said(word) for word in words] == [in_other_letters(word) for word in words]
        assert said("mine own") == "mine own"


def test_the_lists_of_the_project_are_messages_and_other_texts_stay() -> None:
    texts = set(list_own_texts())
    assert {(name, SECTION) for name in sections()["name"]} <= texts
    assert {("Palm oil", TITLE), ("palm oil", GLOSS)} <= texts
    assert {(what, EVENT) for what in load_events()["what"]} <= texts
    assert len([text for text, context in texts if context == GLOSS]) == load_commodities()["gloss"].nunique()
    with speaking_other_letters():
        assert say_title("Fats and oils") == in_other_letters("Fats and oils")
        assert say_own(None, GLOSS) is None
        assert flow_name("export", coverage="services") == in_other_letters("exports (coverage: services)")


def test_what_is_kept_is_kept_by_language() -> None:
    asked: list[str] = []

    @cache_in_language
    def name(word: str) -> str:
        asked.append(word)
        return f"{word} in {spoken().code}"

    assert [name("oil"), name("oil")] == ["oil in en"] * 2
    with speaking_other_letters():
        assert name("oil") == "oil in ru"
    assert name("oil") == "oil in en"
    assert asked == ["oil", "oil"]  # once a language
