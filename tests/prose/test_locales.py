"""Amounts that Babel formats, in every locale that CLDR covers fully, read back exactly."""

from decimal import Decimal
from itertools import cycle
from pathlib import Path

import pytest
from babel import Locale
from babel.numbers import format_compact_decimal, format_currency, get_currency_name
from hypothesis import given, settings
from hypothesis import strategies as st

from tradeview.prose import parse_money

LISTED = (Path(__file__).parent / "locales.txt").read_text(encoding="utf-8").splitlines()
MODERN = [name for line in LISTED if not line.startswith("#") for name in line.split()]
# One of each plural form that a scale word takes in some language, and a number of three digits.
DIGITS = (1, 2, 3, 5, 11, 21, 248)
CODES = ("USD", "MYR", "EUR", "RUB")
NOT_COMPACT = {
    "ne": "CLDR's long form prints 1 करोड, ten million, for a million",
    "my": "prints two scale words around the number above 10^11",
    "sw": "Babel prints bilioni 24.8 for 2,480,000,000: it counts the zeros of CLDR's negative pattern too",
}
COMPACT = sorted(set(MODERN) - set(NOT_COMPACT))
amounts = st.decimals(min_value=0, max_value=10**13, places=2)


@pytest.fixture(scope="module")
def locale(request: pytest.FixtureRequest) -> str:
    """A locale, all of whose tests run one after another: its words take longer to build than to read with."""
    return request.param


# pytest puts together what has the same place in the lists, so that those that not every test has come last.
every_locale = pytest.mark.parametrize("locale", [*COMPACT, *sorted(NOT_COMPACT)], indirect=True)


def check_standard_form(value: Decimal, locale: str, code: str) -> None:
    printed = format_currency(value, code, locale=locale)
    money = parse_money(printed, locale)
    assert (Decimal(repr(money.magnitude)), str(money.units)) == (value, code), printed


@every_locale
@settings(max_examples=5)
@given(amounts, st.sampled_from(CODES))
def test_standard_form_reads_back_exactly(locale: str, value: Decimal, code: str) -> None:
    check_standard_form(value, locale, code)


@pytest.mark.slow
@given(amounts, st.sampled_from(MODERN), st.sampled_from(CODES))
def test_standard_form_of_any_locale_reads_back_exactly(value: Decimal, locale: str, code: str) -> None:
    check_standard_form(value, locale, code)


@pytest.mark.parametrize("locale", COMPACT, indirect=True)
def test_compact_long_form_reads_back_exactly(locale: str) -> None:
    length = "long" if "long" in Locale.parse(locale).compact_decimal_formats else "short"  # Chinese has one form
    values = [Decimal(digits) * 10**power for digits in DIGITS for power in range(3, 13)]
    values.remove(Decimal(2000))  # where thousands are not parted, 2000 USD are dollars of the year 2000
    printed = [format_compact_decimal(v, format_type=length, locale=locale, fraction_digits=3) for v in values]
    read = [parse_money(f"{number} {code}", locale) for number, code in zip(printed, cycle(CODES), strict=False)]
    assert [Decimal(repr(money.magnitude)) for money in read] == values, printed
    assert [str(money.units) for money in read[: len(CODES)]] == list(CODES)


@every_locale
def test_a_named_currency_reads_back_exactly(locale: str) -> None:
    name = get_currency_name("MYR", 1_234_567, locale=Locale.parse(locale))
    number = format_currency(1_234_567, "MYR", "#,##0", locale=locale, currency_digits=False)
    money = parse_money(f"{number} {name}", locale)
    assert (money.magnitude, str(money.units)) == (1_234_567, "MYR")


def test_the_list_of_what_is_not_read_is_honest() -> None:
    assert format_compact_decimal(2_480_000_000, format_type="long", locale="sw", fraction_digits=3) == "bilioni 24.8"
    assert format_compact_decimal(10**6, format_type="long", locale="ne") == "1 करोड"
    assert parse_money("1 करोड USD", "ne").magnitude == 10**7
    printed = format_compact_decimal(7 * 10**12, format_type="long", locale="my")
    assert parse_money(f"{printed} USD", "my").magnitude != 7 * 10**12
