"""Numbers as printed: their digits, marks and scale, read exactly."""

from decimal import Decimal, localcontext

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from tradeview.errors import AmbiguousFigureError, FigureError, UnknownCodeError
from tradeview.prose.languages import find_locale, find_separators
from tradeview.prose.numerals import (
    NO_SEPARATORS,
    Separators,
    combine_terms,
    decimal_marks_of_unsure,
    find_decimal_mark,
    read_number,
)

ZEROS = {"en": "0", "de": "0", "fr": "0", "bn": "০", "th": "๐"}  # the digits each language prints
READINGS = [
    ("1,234.5", None, "1234.5"),
    ("1.234,5", None, "1234.5"),
    ("1.234,5", "en", "1234.5"),
    ("1 234,5", None, "1234.5"),
    ("1'234.5", None, "1234.5"),
    ("4’009", None, "4009"),
    ("1,234,567", None, "1234567"),
    ("12,34,567", None, "1234567"),
    ("12 34 567", None, "1234567"),
    ("1.5", None, "1.5"),
    ("2,48", None, "2.48"),
    ("0.123", None, "0.123"),
    ("1234.567", None, "1234.567"),
    (".5", None, "0.5"),
    ("1.234", "en", "1.234"),
    ("1.234", "de", "1234"),
    ("1,234", "de", "1.234"),
    ("1,234", "bn", "1234"),
    ("১,৯০৩", "bn", "1903"),
    ("৪৪ দশমিক ৯৪", None, "44.94"),
    ("๒,๔๘๐", "th", "2480"),
    ("٢٫٤٨", None, "2.48"),
    ("٢٬٤٨٠", None, "2480"),
]


def separators_of(locale: str | None) -> Separators:
    return find_separators(locale) if locale else NO_SEPARATORS


@pytest.mark.parametrize(("printed", "locale", "value"), READINGS)
def test_trap_separators_and_digits(printed: str, locale: str | None, value: str) -> None:
    assert read_number(printed, separators_of(locale)).value == Decimal(value)


@pytest.mark.parametrize(("printed", "locale"), [("1.234", None), ("1,234", None), ("৯.৯০৩", None), ("1.234", "fr")])
def test_trap_one_mark_before_three_digits_is_ambiguous(printed: str, locale: str | None) -> None:
    with pytest.raises(AmbiguousFigureError, match="two ways"):
        read_number(printed, separators_of(locale))


@pytest.mark.parametrize(
    "printed",
    ["15.05.2025", "1.2.3", "1,2,3", "12345,678.9", "1,23,4", "1,234.567.8", "words", "", "9" * 25, "1" * 9999],
)
def test_what_is_no_number_is_refused(printed: str) -> None:
    with pytest.raises(FigureError):
        read_number(printed, find_separators("en"))


@pytest.mark.parametrize(
    ("printed", "power", "low", "high"),
    [("2.48", 9, "2475000000", "2485000000"), ("1,903", 6, "1902500000", "1903500000"), ("0.50", 0, "0.495", "0.505")],
)
def test_range_is_half_a_unit_of_the_last_printed_digit(printed: str, power: int, low: str, high: str) -> None:
    number = read_number(printed, find_separators("en")).times(power)
    assert (number.low, number.high) == (Decimal(low), Decimal(high))


def test_the_callers_decimal_context_does_not_round() -> None:
    with localcontext(prec=3):
        number = read_number("123,456,789.12").times(3)
        assert (number.value, number.high) == (Decimal(123456789120), Decimal(123456789125))


@pytest.mark.parametrize(
    ("terms", "value"),
    [
        ([("1903", [6])], 1_903_000_000),
        ([("2", [5, 7])], 2 * 10**12),  # লাখ কোটি
        ([("5", [6, 6])], 5 * 10**12),  # ล้านล้าน
        ([("12", [7]), ("34", [5])], 123_400_000),  # 12 crore 34 lakh
        ([("3", [3]), ("500", [7])], 35_000_000_000),  # ৩ হাজার ৫০০ কোটি
        ([("2", [5]), ("3", [4, 6])], 230_000_000_000),  # 2 แสน 3 หมื่นล้าน
        ([("3", [3]), ("500", [])], 3_500),
        ([("5", [6]), ("300", [6])], None),
        ([("1", [3]), ("5000", [])], None),
        ([("1", [3]), ("5", [3, 6])], None),
    ],
)
def test_trap_scale_words_compose(terms: list[tuple[str, list[int]]], value: int | None) -> None:
    total = combine_terms((read_number(printed), powers) for printed, powers in terms)
    assert (total.value if total else None) == value


def test_a_compound_is_as_fine_as_its_last_term() -> None:
    total = combine_terms([(read_number("12"), [7]), (read_number("34"), [5])])
    assert total is not None
    assert total.unit == 10**5


@given(st.decimals(min_value=0, max_value=10**15, places=4), st.sampled_from(sorted(ZEROS)), st.integers(0, 4))
def test_what_babel_formats_is_read_back_exactly(value: Decimal, locale: str, places: int) -> None:
    value = round(value, places)
    printed = format_decimal(value, locale=locale, format=None, decimal_quantization=False)
    native = "".join(chr(ord(ZEROS[locale]) + int(c)) if c.isdigit() else c for c in printed)
    assert read_number(native, find_separators(locale)).value == value


def test_separators_come_from_the_locale() -> None:
    assert [find_separators(locale) for locale in ("en", "de", "de-CH", "fr")] == [
        (".", ","),
        (",", "."),
        (".", "’"),
        (",", " "),
    ]


@pytest.mark.parametrize("name", ["xx", "", "..", "English", "und", "a" * 500, "en/../de"])
def test_unknown_locale_is_an_error(name: str) -> None:
    with pytest.raises(UnknownCodeError, match="is no locale"):
        find_locale(name)


@pytest.mark.parametrize(
    ("printed", "mark"),
    [("1.234,5", ","), ("2.48", "."), ("1,234,567", "."), ("1.234", ""), ("1 234", ""), ("1234", ""), ("0,05", ",")],
)
def test_the_structure_of_a_number_tells_its_decimal_mark(printed: str, mark: str) -> None:
    assert find_decimal_mark(printed) == mark


@pytest.mark.parametrize(
    ("printed", "marks"),
    [
        (["32,594", "1,908"], {"."}),
        (["2,500"], {"."}),
        (["2,501"], set()),
        (["1.234", "5.678"], {","}),
        (["0,123"], set()),
    ],
)
def test_numbers_of_two_readings_tell_together_what_groups(printed: list[str], marks: set[str]) -> None:
    assert decimal_marks_of_unsure(printed) == marks


def test_one_mark_before_three_digits_is_what_the_separators_say() -> None:
    assert read_number("1,234", (".", ",")).value == 1234
    assert read_number("1,234", ("", ",")).value == 1234
    assert read_number("1,234", (",", "")).value == Decimal("1.234")
    with pytest.raises(AmbiguousFigureError):
        read_number("1,234", (".", ""))


@pytest.mark.parametrize(("printed", "value"), [("2،48", "2.48"), ("17 .1", "17.1")])
def test_marks_as_the_press_misprints_them(printed: str, value: str) -> None:
    assert read_number(printed).value == Decimal(value)
