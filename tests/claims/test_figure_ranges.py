"""How finely a claim was printed: digits, hedges and bounds become a range."""

from decimal import Decimal
from pathlib import Path

import pytest

import tradeview as tv
from printed import press, written
from tradeview.claims.figure_ranges import PrintedFigure, is_in_percent, written_out
from tradeview.prose.numerals import Numeral


@pytest.mark.parametrize(
    ("value", "scale", "low", "high"),
    [
        ("2.48", "billion", "2475000000", "2485000000"),
        ("2.50", "billion", "2495000000", "2505000000"),
        ("2.5", "billion", "2450000000", "2550000000"),
        ("619.3", "million", "619250000", "619350000"),
        ("959", "million", "958500000", "959500000"),
        ("20", "thousand", "19500", "20500"),
        ("1.1", "trillion", "1050000000000", "1150000000000"),
    ],
)
def test_trap_scale_words_the_range_is_half_a_unit_of_the_last_printed_digit(
    tmp_path: Path, value: str, scale: str, low: str, high: str
) -> None:
    row = press(tmp_path, value=value, scale=scale)
    powers = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
    assert row["value"] == float(Decimal(value) * 10 ** powers[scale])
    assert (row["low"], row["high"]) == (float(low), float(high))


@pytest.mark.parametrize(
    ("value", "quote", "low", "high"),
    [
        ("2500000000", "", 2.45e9, 2.55e9),  # zeros at the end are not taken for digits that were printed
        ("2500000000", "US$2.50 billion", 2.495e9, 2.505e9),
        ("2500000000", "US$2.5 billion, against RM10 billion", 2.45e9, 2.55e9),
        ("2480000000", "US$ 2,48 bilhões", 2.475e9, 2.485e9),
        ("3000000000", "three billion dollars", 2.5e9, 3.5e9),
    ],
)
def test_without_a_scale_the_digits_are_those_of_the_quote(
    tmp_path: Path, value: str, quote: str, low: float, high: float
) -> None:
    row = written(tmp_path, value=value, quote=quote)
    assert (row["low"], row["high"]) == (low, high)


@pytest.mark.parametrize(
    ("quote", "low", "high", "bound"),
    [
        ("about US$2.48 billion", 2.47e9, 2.49e9, None),
        ("around 3 billion dollars", 2.5e9, 3.5e9, None),
        ("around 9 billion dollars", 8.5e9, 9.5e9, None),
        ("around 1.1 billion dollars", 1.0e9, 1.2e9, None),
        ("about 3,000 million dollars", 2.5e9, 3.5e9, None),
        ("约21亿2000万美元", 2.11e9, 2.13e9, None),
        ("more than 1,1 billion dollars", 1.1e9, None, "more than"),
        ("over $2.2 billion", 2.2e9, None, "more than"),
        ("less than US$2.2 billion", None, 2.2e9, "less than"),
    ],
)
def test_a_hedge_widens_and_a_bound_is_one_sided(
    tmp_path: Path, quote: str, low: float | None, high: float | None, bound: str | None
) -> None:
    value = tv.read_figures(quote)["value"].iloc[0]
    row = written(tmp_path, value=f"{value:.0f}", quote=quote)
    assert (row["approximate"], row["bound"]) == (True, bound)
    assert (row["low"], row["high"]) == (low, high)


def test_a_bound_named_in_its_column_needs_no_quote(tmp_path: Path) -> None:
    assert press(tmp_path, bound="more than")["high"] is None
    assert press(tmp_path, bound="more than")["low"] == 2.48e9
    # A file that has the column has said that there is none.
    unbound = press(tmp_path, bound="", quote="more than US$2.48 billion")
    assert (unbound["bound"], unbound["low"], unbound["high"]) == (None, 2.475e9, 2.485e9)
    flat = press(tmp_path, approximate="no", quote="about US$2.48 billion")
    assert (flat["approximate"], flat["low"]) == (False, 2.475e9)


@pytest.mark.parametrize(
    ("cells", "value", "low", "high"),
    [
        ({"value": "13", "scale": "percent"}, 0.13, 0.125, 0.135),
        ({"value": "10.8", "scale": "percent"}, 0.108, 0.1075, 0.1085),
        ({"value": "-12.5", "scale": "percent"}, -0.125, -0.1255, -0.1245),
        ({"value": "0.1", "scale": ""}, 0.1, 0.095, 0.105),
        ({"value": "0.552", "scale": ""}, 0.552, 0.5515, 0.5525),
        ({"value": "0.552", "scale": "", "quote": "up 55.20 per cent"}, 0.552, 0.55195, 0.55205),
        ({"value": "0.4", "scale": "", "quote": "более чем на 40%"}, 0.4, 0.4, None),
        ({"value": "-0.12", "scale": "", "quote": "fell by more than 12%"}, -0.12, None, -0.12),
        ({"value": "63", "scale": "percent", "quote": "about 63 percent"}, 0.63, 0.62, 0.64),
    ],
)
def test_growth_is_a_fraction_with_the_digits_of_its_percentage(
    tmp_path: Path, cells: dict[str, str], value: float, low: float | None, high: float | None
) -> None:
    row = press(tmp_path, flow="growth", currency="", **cells)
    assert (row["kind"], row["flow"], row["value"]) == ("growth", "total", value)
    assert (row["low"], row["high"]) == (low, high)


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        # "About 11" may be 10 or 12: eleven units, of which somebody may have rounded one away.
        ("10", "5", "15"),  # the nought is not counted
        ("11", "10", "12"),
        ("9", "8.5", "9.5"),
        ("1.0", "0.5", "1.5"),
        ("1.1", "1.0", "1.2"),
        ("-12", "-13", "-11"),
        ("-9", "-9.5", "-8.5"),
        ("3000", "2500", "3500"),
        ("3100", "3000", "3200"),
    ],
)
def test_about_a_number_of_more_than_ten_units_is_a_whole_unit_off(value: str, low: str, high: str) -> None:
    ends = PrintedFigure(Numeral.of(Decimal(value)), approximate=True).ends()
    assert ends == (Decimal(low), Decimal(high))


def test_a_figure_has_neither_hedge_nor_bound_unless_it_says_so() -> None:
    assert PrintedFigure(Numeral.of(Decimal(30))).ends() == (Decimal("29.5"), Decimal("30.5"))


@pytest.mark.parametrize(
    ("value", "finest", "unit"),
    [
        ("1500000000", 0, "1e8"),
        ("1500000000", -2, "0.01"),
        ("0.1", -2, "0.01"),
        ("0.10", 0, "0.1"),
        ("0.125", -2, "0.001"),
        ("7", 0, "1"),
    ],
)
def test_noughts_at_the_end_are_not_counted_but_down_to_the_finest(value: str, finest: int, unit: str) -> None:
    assert written_out(Numeral.of(Decimal(value)), finest).unit == Decimal(unit)


@pytest.mark.parametrize("kind", ["growth", "share"])
def test_a_share_written_as_a_fraction_is_counted_to_a_hundredth(tmp_path: Path, kind: str) -> None:
    cells = {"kind": kind, "currency": "", "scale": ""} | ({"flow": "growth"} if kind == "growth" else {})
    # 0.1 is 10%: anything from 9.5 to 10.5, not from 5 to 15.
    row = press(tmp_path, value="0.1", **cells)
    assert (row["kind"], row["low"], row["high"]) == (kind, 0.095, 0.105)


@pytest.mark.parametrize(
    ("quote", "value", "expected"),
    [
        ("up 13%", "13", True),
        ("up 13%", "0.13", False),
        ("13 per cent", "13", True),
        ("13 percent", "-13", True),  # "fell by 13 percent"
        ("up by 2.5% after 0.025", "0.025", False),
        ("from 1% to 100%", "1", False),  # 1 may be the fraction of the 100% as well
        ("12,5%", "12.5", True),
        ("١٣٪", "13", True),
        ("up 14%", "13", False),
        ("1 in 7", "0.14", False),  # nothing of it stands there
        ("0.13 of the total", "13", False),
    ],
)
def test_percentages_are_told_from_fractions_by_their_quote(quote: str, value: str, *, expected: bool) -> None:
    assert is_in_percent(quote, Decimal(value)) == expected


def test_a_number_of_the_quote_that_is_no_percentage_is_refused() -> None:
    with pytest.raises(ValueError, match="value 13, quote 'up 13 places'; allowed: a fraction"):
        is_in_percent("up 13 places", Decimal(13))
