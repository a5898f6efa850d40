"""Balance: lines that join neighbours alone, bars of what one flow is above the other, and their valuations named."""

from collections.abc import Callable
from itertools import pairwise

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib import colors
from matplotlib.axes import Axes

import tradeview as tv
from artists import SIZES, boxes, joined, misplaced, panels, points, polars_of, said, texts, words
from flows import BALANCES as YEARS
from flows import reported as table
from tradeview.charts.balance.draw import balance
from tradeview.charts.layout import colours
from tradeview.charts.layout.page import SMALLEST
from tradeview.errors import TradeTableError


def caption(frame: pd.DataFrame) -> str:
    return " ".join(tv.charts.drawing(balance(frame)).caption)


@pytest.mark.parametrize("size", SIZES)
def test_lines_are_the_flows_and_bars_their_difference(size: str) -> None:
    upper, lower = panels(balance(YEARS, size=size))
    exports = {(2006, 1.1e9), (2007, 1.9e9), (2012, 2e9), (2014, 2.2e9)}
    imports = {(2006, 6e8), (2007, 5e8), (2013, 2.6e9), (2014, 3.2e9)}
    assert set(points(upper)) == exports | imports
    drawn = {
        (float(x), float(y)): colors.to_hex(line.get_color()).upper()
        for line in upper.get_lines()
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
    }
    assert {point for point, colour in drawn.items() if colour == colours.PAIR_COLOURS[0]} == exports
    assert upper.get_ylim()[0] == 0
    bars = [bar for bar in lower.patches if bar.get_facecolor() != colors.to_rgba(colours.BAND)]
    centres = {round(bar.get_x() + bar.get_width() / 2): bar.get_height() for bar in bars}
    assert centres == {2006: 1.1e9 - 6e8, 2007: 1.9e9 - 5e8, 2014: 2.2e9 - 3.2e9}
    assert {bar.get_y() for bar in bars} == {0}
    assert lower.get_ylim()[0] < -1e9 < 1.4e9 < lower.get_ylim()[1]


def test_trap_gaps_are_never_joined() -> None:
    upper, _ = panels(balance(YEARS))
    assert sorted(joined(upper)) == [(2006, 2007), (2006, 2007), (2013, 2014)]
    assert not list(joined(upper, dotted=True))
    said_of_gaps = caption(YEARS)
    assert "No figures in the table for 2008–2011: no line is drawn across." in said_of_gaps
    assert "No exports, and no balance, for 2013." in said_of_gaps
    assert "No imports, and no balance, for 2012." in said_of_gaps
    months = table({202311: (1.0, 2.0), 202312: (1.0, 2.0), 202401: (1.0, 2.0), 202403: (1.0, 2.0)})
    first = [pair for pair in joined(panels(balance(months))[0]) if pair]
    assert len(first) == 4  # November to January, twice; March stands alone


def test_trap_zero_for_missing_a_year_with_one_flow_has_no_balance() -> None:
    data = tv.charts.drawing(balance(YEARS)).data.set_index("period")
    assert data["balance"].isna().to_dict() == {2006: False, 2007: False, 2012: True, 2013: True, 2014: False}
    missing = table({2006: (1.0, 2.0), 2007: (float("nan"), 2.0), 2008: (3.0, 0.0)})
    data = tv.charts.drawing(balance(missing)).data.set_index("period")
    assert data["balance"].dropna().to_dict() == {2006: -1.0, 2008: 3.0}
    never = table({2006: (1e9, None), 2007: (None, 2e9)})
    assert (
        tv.charts.drawing(balance(never)).title == "Malaysia’s trade with Russia: no year has both exports and imports"
    )


def test_trap_total_trade_and_re_exports_are_left_out() -> None:
    beside = pd.concat([YEARS, YEARS.assign(flow="total", value=9e9), YEARS.assign(flow="re-export", value=1.0)])
    beside = beside.drop_duplicates(["period", "flow"])
    assert said(balance(beside)) == said(balance(YEARS))


def test_ranges_of_both_flows_bound_the_balance() -> None:
    frame = YEARS.assign(low=YEARS["value"] * 0.9, high=YEARS["value"] * 1.1)
    data = tv.charts.drawing(balance(frame)).data.set_index("period")
    assert data.loc[2014, "balance_low"] == pytest.approx(2.2e9 * 0.9 - 3.2e9 * 1.1)
    assert data.loc[2014, "balance_high"] == pytest.approx(2.2e9 * 1.1 - 3.2e9 * 0.9)
    assert misplaced(balance(frame)) == []


def test_ends_and_balances_carry_their_numbers() -> None:
    shown = words(balance(YEARS))
    assert {"Exports", "2.20", "Imports", "3.20", "+0.500", "+1.40", "−1.00"} <= set(shown)
    early = words(balance(table({2006: (1e9, 2e9), 2007: (None, 3e9)})))
    assert "1.00 in 2006" in early
    many = words(balance(table({year: (1e9, 1e9 + year) for year in range(1980, 2025)}), size="phone"))
    assert sum(text.startswith("−") for text in many) <= 2


LAYOUTS = {
    "years": YEARS,
    "one": table({2014: (2.2e9, 3.2e9)}),
    "many": table({year: (1e9 * (1 + year % 7), 1e9 * (1 + year % 5)) for year in range(1992, 2025)}),
    "months": table({year * 100 + month: (1e8 * month, 2e8) for year in (2022, 2023) for month in range(1, 13)}),
    "long names": table({2020: (5e12, 1e9), 2021: (6e12, None), 2022: (7e12, 3e9)}, reporter="SGS", partner="VCT"),
    "no balance": table({2020: (5e9, None), 2022: (None, 1e9)}),
    "zeros": table({2020: (0.0, 0.0), 2021: (0.0, 0.0)}),
    "close": table({2023: (2.40e7, 2.41e7), 2024: (2.40e7, 2.40e7)}, low=2.3e7, high=2.5e7),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", LAYOUTS)
def test_any_balance_is_drawn_without_collisions(name: str, size: str) -> None:
    ax = balance(LAYOUTS[name], size=size)
    assert misplaced(ax) == []
    drawing = tv.charts.drawing(ax)
    for part in (drawing.title, drawing.subtitle, *drawing.caption):
        assert " ".join(part.split()) in said(ax)
    assert min(text.get_fontsize() for text in texts(ax)) >= SMALLEST


def test_given_axes_are_drawn_on_and_no_other() -> None:
    figure, (mine, other) = plt.subplots(2, figsize=(12, 14))
    assert balance(YEARS, ax=mine) is mine
    assert figure.axes == [mine, other]
    assert not other.texts
    assert not other.child_axes
    assert plt.get_fignums() == [figure.number]


@pytest.mark.parametrize("wrap", [polars_of, lambda frame: polars_of(frame).lazy()], ids=["eager", "lazy"])
def test_polars_frames_give_the_same_chart(wrap: Callable[[pd.DataFrame], object]) -> None:
    assert words(balance(wrap(YEARS))) == words(balance(YEARS))


def of_flow(frame: pd.DataFrame, flow: str) -> pd.DataFrame:
    return frame[frame["flow"] == flow]


@pytest.mark.parametrize(
    ("frame", "match"),
    [
        (of_flow(YEARS, "export"), "found: no imports"),
        (YEARS.iloc[:0], "no exports and no imports"),
        (pd.concat([YEARS, YEARS.assign(reporter="RUS", partner="MYS")]), "reporter MYS, RUS; partner MYS, RUS"),
        (pd.concat([YEARS, YEARS.assign(partner="WLD")]), "partner RUS, WLD"),
        (pd.concat([YEARS, YEARS.assign(commodity_code="15")]), "commodity code; found: commodity_code 15, TOTAL"),
        (pd.concat([YEARS, YEARS]), "one row for each period"),
        (pd.concat([YEARS, of_flow(YEARS, "import").assign(valuation="FOB")]), "one valuation of imports"),
        (pd.concat([YEARS, table({2020: (1.0, 1.0)}, currency="MYR")]), "one currency"),
        (pd.concat([YEARS, table({202001: (1.0, 1.0)})]), "one frequency"),
    ],
)
def test_what_is_no_balance_of_one_pair_is_refused(frame: pd.DataFrame, match: str) -> None:
    with pytest.raises(TradeTableError, match=match):
        balance(frame)


@pytest.mark.parametrize("size", SIZES)
def test_periods_keep_clear_of_the_amounts(size: str) -> None:
    """A surplus alone puts zero at the foot of its panel, beside the first period."""
    frame = table({1962: (5e9, 1e9), 2020: (8e9, 1e9), 2021: (9e9, 1e9)})
    assert misplaced(balance(frame, size=size)) == []


@pytest.mark.parametrize(("years", "marked"), [(12, 12), (13, 5)])
def test_up_to_twelve_periods_are_all_marked(years: int, marked: int) -> None:
    """Of thirteen the first, the last, and those that end in 0 or 5."""
    frame = table({2004 + n: (2e9, 1e9) for n in range(years)})
    _, lower = panels(balance(frame, size="report"))
    assert len(lower.get_xticks()) == marked


def test_ranges_are_explained() -> None:
    frame = table({2020: (5e9, 1e9), 2021: (8e9, 1e9)})
    assert "Thin lines" not in caption(frame)
    ranged = frame.assign(low=frame["value"] * 0.9, high=frame["value"] * 1.1)
    assert "Thin lines: the range of each figure." in caption(ranged)


@pytest.mark.parametrize("off", [0.0, 1e-7, -1e-7], ids=["none", "rounding", "rounding below"])
def test_zero_is_zero_without_bar_sign_or_amounts_beside_it(off: float) -> None:
    """A millionth of a dollar in a billion is what sums in another order differ by."""
    ax = balance(table(dict.fromkeys((2020, 2021, 2022), (1e9, 1e9 + off))))
    _, lower = panels(ax)
    low, high = lower.get_ylim()
    assert [tick for tick in lower.get_yticks() if low <= tick <= high] == [0]
    assert not lower.patches
    numbers = [text.get_text() for text in lower.texts if text.get_text() != "Balance: exports minus imports"]
    assert numbers == ["0", "0", "0"]
    assert tv.charts.drawing(ax).data["balance"].tolist() == [0, 0, 0]
    assert tv.charts.drawing(ax).title == (
        "Malaysia’s trade with Russia: neither surplus nor deficit in 2022, as in 2020"
    )


def test_one_zero_among_balances_has_no_bar() -> None:
    _, lower = panels(balance(table({2020: (3.0, 2.0), 2021: (0.3, 0.1 + 0.2), 2022: (1.0, 3.0)})))
    assert [bar.get_height() for bar in lower.patches] == [1.0, -2.0]


def height_of(panel: Axes) -> float:
    return float(panel.get_window_extent().height)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", LAYOUTS)
def test_both_panels_have_one_scale_of_money(name: str, size: str) -> None:
    """A billion is as many pixels long in either panel, and their lines are of the same amounts."""
    upper, lower = panels(balance(LAYOUTS[name], size=size))
    of_upper, of_lower = (height_of(panel) / (panel.get_ylim()[1] - panel.get_ylim()[0]) for panel in (upper, lower))
    assert of_lower == pytest.approx(of_upper)
    ticks = [tick for panel in (upper, lower) for tick in panel.get_yticks()]
    (step,) = {round(b - a, 9) for panel in (upper, lower) for a, b in pairwise(panel.get_yticks())}
    assert [tick / step for tick in ticks] == pytest.approx([round(tick / step) for tick in ticks])


def test_amounts_are_marked_by_faint_lines() -> None:
    """Exports and imports of 3.2 billion at most: lines at 1, 2 and 3, and in the lower panel at −1 and 1."""
    upper, lower = panels(balance(YEARS, size="report"))
    for panel, amounts in ((upper, {1e9, 2e9, 3e9}), (lower, {-1e9, 1e9})):
        (grid,) = [lines for lines in panel.collections if colors.same_color(lines.get_color(), [colours.GRID])]
        assert {float(line[0][1]) for line in grid.get_segments()} == amounts


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("periods", [2, 3, 12, 40])
def test_names_stand_near_the_ends_of_their_lines(periods: int, size: str) -> None:
    ax = balance(table({1980 + n: (2e9 + n * 5e7, 1e9) for n in range(periods)}), size=size)
    upper, _ = panels(ax)
    end, _ = upper.transData.transform((1980 + periods - 1, 0))
    placed = {text: box for text, box in boxes(ax) if text in ("Exports", "Imports")}
    points = [(box.x0 - end) * 72 / ax.get_figure(root=True).dpi for box in placed.values()]
    assert all(5 < away < 12 for away in points)


def test_a_line_that_ends_early_is_joined_to_its_name() -> None:
    upper, _ = panels(balance(table({2006: (1e9, 2e9), 2007: (None, 3e9)})))
    led = {text.get_text(): text.xy for text in upper.texts if text.arrow_patch is not None}
    assert led == {"Exports": (2006, 1e9)}
