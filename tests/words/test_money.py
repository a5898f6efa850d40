"""Money in words: signs, scales and the names of currencies."""

import pytest

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
