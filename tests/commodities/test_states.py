"""States that HS tells apart: the kinds of beef, fish and vegetables, wherever and however often a state is said."""

import pytest

from tradeview.commodities import classify
from tradeview.commodities.phrases import GRAMMAR, GRAMMAR_FILE, commodities
from tradeview.commodities.states import STATES, kinds_of_commodities, name_kinds
from tradeview.table.csv import read_own


def codes(phrase: str, locale: str) -> list[str]:
    return sorted(classify(phrase, locale=locale)["code"].dropna())


@pytest.mark.parametrize(
    ("commodity", "states", "kinds"),
    [
        ("beef", set(), ["beef"]),
        ("beef", {"frozen"}, ["frozen beef"]),
        ("beef", {"fresh", "frozen"}, ["fresh beef", "frozen beef"]),
        ("frozen beef", {"fresh"}, ["fresh beef", "frozen beef"]),
        ("frozen beef", {"frozen"}, ["frozen beef"]),
        # What one of the states has no heading for is the whole.
        ("beef", {"dried"}, ["beef"]),
        ("frozen vegetables", {"fresh"}, ["vegetables"]),
        ("pork", {"frozen"}, ["pork"]),
    ],
)
def test_kinds_of_a_commodity_in_states(commodity: str, states: set[str], kinds: list[str]) -> None:
    assert name_kinds(commodity, states) == kinds


def test_kinds_are_commodities_of_our_list() -> None:
    for commodity, kinds in kinds_of_commodities().items():
        assert {commodity, *kinds.values()} <= set(commodities())


def test_every_language_has_words_for_fresh_and_for_frozen() -> None:
    grammar = read_own(GRAMMAR, GRAMMAR_FILE)
    languages = set(grammar["language"])
    for state in STATES[1:3]:
        assert set(grammar.loc[grammar["role"] == state, "language"]) == languages


@pytest.mark.parametrize(
    ("locale", "phrase", "expected"),
    [
        ("en", "fresh, chilled or frozen beef", "0201 0202"),
        ("en", "fresh and frozen fish", "0302 0303"),
        ("en", "fresh, chilled and dried fish", "0302 0305"),
        ("en", "fresh or frozen vegetables", "07"),
        ("en", "beef, frozen", "0202"),
        ("es", "carne bovina fresca, refrigerada o congelada", "0201 0202"),
        ("it", "carne bovina fresca o congelata", "0201 0202"),
        # A state is said of its own item: of the one before it where adjectives follow, else of the next.
        ("en", "beef, fresh or frozen fish", "0201 0202 0302 0303"),
        ("es", "pescado, frutas frescas", "03 08"),
        ("en", "beef, pork and frozen fish", "0201 0202 0203 0303"),
        # Behind a preposition another thing is in that state.
        ("en", "beef for frozen meals", "0201 0202"),
    ],
)
def test_states_are_said_of_their_item(locale: str, phrase: str, expected: str) -> None:
    assert codes(phrase, locale) == expected.split()
