"""Names of currencies: each in the cases that forms ask for, signs and codes in all as they are."""

import pytest

from tradeview.prose.amounts.currency_names import list_edges, list_names_by_case
from tradeview.prose.languages import language_file
from tradeview.prose.text.folding import Word


def names_of(locale: str, case: str) -> dict[str, str]:
    named = list_names_by_case(locale, language_file(locale)["in_terms"])[case]
    return {name.printed: name.currency for name in named}


@pytest.mark.parametrize(
    ("locale", "case", "name", "currency"),
    [
        ("ru", "locative", "рублях", "RUB"),
        ("ru", "locative", "долларах сша", "USD"),
        ("ar", "definite", "الدولار الأمريكي", "USD"),
        ("en", "plural", "rupees", "INR"),
        ("ru", "locative", "MYR", "MYR"),
    ],
)
def test_names_stand_in_the_case_that_is_asked_for(locale: str, case: str, name: str, currency: str) -> None:
    assert names_of(locale, case)[name] == currency


@pytest.mark.parametrize(
    ("locale", "case", "name"), [("en", "plural", "rupee"), ("es", "currency", "peso"), ("ru", "locative", "рубль")]
)
def test_what_means_something_else_there_is_no_name(locale: str, case: str, name: str) -> None:
    assert name not in names_of(locale, case)


def test_edges_are_of_names_of_several_words() -> None:
    assert list_edges([Word("Hong Kong dollar"), Word("dollar"), Word("US dollar")]) == ({"hong", "us"}, {"dollar"})
