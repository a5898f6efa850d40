"""Money in words: signs, scales and the names of currencies."""

import pytest

from tradeview.words.language import Language, speak
from tradeview.words.money import currency_name, currency_prefix, currency_symbol, format_amount, format_money


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [
        (2.48e9, "USD", "US$2.48 billion"),
        (1.146e10, "MYR", "RM11.5 billion"),
        (999_999_999, "EUR", "€1,000 million"),
        (0, "USD", "US$0"),
        (-2.5e6, "USD", "−US$2.50 million"),
        (1234, "RUB", "RUB 1.23 thousand"),
        (0.5, "USD", "US$0.500"),
        (7e12, "THB", "THB 7.00 trillion"),
    ],
)
def test_money_names_its_currency_and_scale(value: float, currency: str, text: str) -> None:
    assert format_money(value, currency) == text


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [
        (2.48e9, "USD", "US$2.48 billion"),
        (6.5404e9, "MYR", "RM6.54 billion"),
        (1.0e9, "THB", "THB 1 billion"),
        (100, "USD", "US$100"),
        (0, "USD", "US$0"),
    ],
)
def test_an_amount_has_no_more_digits_than_it_needs(value: float, currency: str, text: str) -> None:
    assert format_amount(value, currency) == text


def test_currencies_have_a_sign_and_names() -> None:
    assert [currency_symbol(code) for code in ("USD", "MYR", "EUR", "RUB")] == ["US$", "RM", "€", "RUB"]
    assert [currency_prefix(code) for code in ("USD", "MYR", "EUR", "RUB")] == ["US$", "RM", "€", "RUB "]
    assert [currency_name(code) for code in ("USD", "MYR", "THB")] == ["US dollars", "ringgit", "Thai baht"]
    assert [currency_name(code, one=True) for code in ("USD", "MYR", "RUB")] == ["US dollar", "ringgit", "rouble"]


# One, few, many and a fraction, as Russian grammar has them; behind a scale all are many.
OF_RUSSIAN = {
    "JPY": {
        1: "1 иена",
        2: "2 иены",
        5: "5 иен",
        150: "150 иен",
        151: "151 иена",
        1.5: "1,5 иены",
        1.5e6: "1,5 млн иен",
    },
    "RUB": {1: "1 рубль", 3: "3 рубля", 12: "12 рублей", -21: "−21 рубль", 2.5: "2,5 рубля", 2e9: "2 млрд рублей"},
    "SEK": {1: "1 шведская крона", 4: "4 шведские кроны", 11: "11 шведских крон", 0.5: "0,5 шведской кроны"},
    "USD": {1: "1 долл. США", 2: "2 долл. США"},
    "EUR": {2: "2 евро"},
}


@pytest.mark.parametrize("currency", OF_RUSSIAN)
def test_the_number_decides_the_form_of_its_currency(currency: str) -> None:
    with speak("ru"):
        said = {value: format_amount(value, currency).replace("\xa0", " ") for value in OF_RUSSIAN[currency]}
    assert said == OF_RUSSIAN[currency]


def test_a_number_in_its_own_digits_decides_as_well() -> None:
    with speak(Language("bn", digits="native")):
        assert format_amount(150, "JPY") == "১৫০ ইয়েন"
