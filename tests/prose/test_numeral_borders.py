"""Printed numbers at the borders of what is one: groups, marks, terms of a compound."""

from decimal import Decimal

import pytest

from tradeview.errors import AmbiguousFigureError, FigureError
from tradeview.prose.numerals import Numeral, Separators, combine_terms, find_decimal_mark, read_number

ENGLISH: Separators = (".", ",")
GERMAN: Separators = (",", ".")


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1,23,456", "123456"),  # Indian: a lakh is written 1,00,000
        ("12,34,567", "1234567"),
        ("1,234,567", "1234567"),
        ("123,456,789", "123456789"),
        ("2·48", "2.48"),
        ("1·234·567", "1234567"),
        ("9" * 24, "9" * 24),
        ("1,234,567.89", "1234567.89"),
    ],
)
def test_whole_groups_are_a_number(printed: str, value: str) -> None:
    assert read_number(printed).value == Decimal(value)


@pytest.mark.parametrize(
    "printed",
    [
        "123,45,678",  # no Indian number begins with a group of three
        ",45,678",
        ",123,456",
        "1,2345,678",
        "1234,567,890",
        "1,234 567.8",  # two marks between the groups
        "1٫234٫5",
    ],
)
def test_broken_groups_are_none(printed: str) -> None:
    with pytest.raises(FigureError):
        read_number(printed)


@pytest.mark.parametrize(
    ("printed", "separators", "value"), [(".89", ENGLISH, "0.89"), (",89", GERMAN, "0.89"), (".89", GERMAN, "0.89")]
)
def test_a_mark_before_all_digits_is_a_decimal_mark(printed: str, separators: Separators, value: str) -> None:
    assert read_number(printed, separators).value == Decimal(value)


def test_a_comma_before_all_digits_in_english_may_be_what_is_left_of_a_number() -> None:
    # ",890" may be the end of 1,890 as well as a German 0.890.
    for printed in (",89", ",890"):
        with pytest.raises(AmbiguousFigureError, match=r"two ways; found: 0\.89"):
            read_number(printed, ENGLISH)


@pytest.mark.parametrize(
    ("terms", "value"),
    [
        ([("2", [5]), ("50", [3, 7])], 250_000 * 10**7),  # 2 lakh 50 thousand crore
        ([("2", [6]), ("50", [3, 7])], None),  # 2 million, and 50 thousand crore
        ([("2", [5]), ("99", [3, 7])], 299_000 * 10**7),
        ([("2", [5]), ("100", [3, 7])], None),  # 100 thousand is a lakh: no lower term of one
        ([("2", [3]), ("999", [])], 2999),
        ([("2", [3]), ("1000", [])], None),
        ([("2.5", [5]), ("30", [7])], None),  # 2.5 lakh, and 30 crore
        ([("2", [5]), ("30", [7])], 200_030 * 10**7),
        ([("418", [6]), ("1.05", [9])], None),
    ],
)
def test_terms_that_descend_are_one_number(terms: list[tuple[str, list[int]]], value: int | None) -> None:
    total = combine_terms((read_number(printed), powers) for printed, powers in terms)
    assert (total.value if total else None) == value


def test_a_number_is_as_fine_as_its_last_digit() -> None:
    assert [Numeral.of(Decimal(digits)).unit for digits in ("2.48", "2.480", "2", "20")] == [
        Decimal("0.01"),
        Decimal("0.001"),
        Decimal(1),
        Decimal(1),
    ]


@pytest.mark.parametrize(("printed", "mark"), [("1.234.567,8", ","), ("1,234,567.8", "."), ("1.234.567", ",")])
def test_the_last_of_two_marks_is_the_decimal_mark(printed: str, mark: str) -> None:
    assert find_decimal_mark(printed) == mark
