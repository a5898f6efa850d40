"""The chart of years to date: one line a year over its months, the newest emphasised, each named at its end."""

from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from artists import SIZES, every_axes, joined, misplaced, options, points, polars_of, said, words
from flows import monthly_flows
from tradeview.charts.layout.colours import currency_colour
from tradeview.errors import TradeTableError

MONTHS = monthly_flows(202201, 202408)
EXPORTS = MONTHS[MONTHS["flow"] == "export"]
SO_FAR = tv.to_date(EXPORTS)
APART = 2 * "\N{NO-BREAK SPACE}"


def sums_of(year: int) -> list[tuple[float, float]]:
    """The sums from January to each month of a year, added up by hand."""
    values = EXPORTS[EXPORTS["period"] // 100 == year]["value"].tolist()
    return [(float(number), sum(values[:number])) for number in range(1, len(values) + 1)]


@pytest.mark.parametrize("size", SIZES)
def test_each_year_is_a_line_from_january_on(size: str) -> None:
    ax = tv.charts.to_date(SO_FAR, size=size)
    wanted = sorted(sums_of(2022) + sums_of(2023) + sums_of(2024))
    assert [x for x, _ in points(ax)] == [x for x, _ in wanted]
    assert [y for _, y in points(ax)] == pytest.approx([y for _, y in wanted])
    # No line goes on where its year ends, and none from December to January.
    assert len(joined(ax)) == 11 + 11 + 7
    assert all(after - before == 1 for before, after in joined(ax))
    assert joined(ax, dotted=True) == []
    assert misplaced(ax) == []
    assert ax.get_ylim()[0] == 0
    assert {"Jan", "Dec"} <= set(words(ax))


def test_each_line_has_its_year_and_sum_at_its_end_and_the_newest_stands_out() -> None:
    ax = tv.charts.to_date(SO_FAR)
    ends = {year: sums_of(year)[-1][1] / 1e9 for year in (2022, 2023, 2024)}
    labels = {text.get_text(): text for text in ax.texts}
    for year, value in ends.items():
        label = labels[f"{year}{APART}{value:.2f}" if value >= 1 else f"{year}{APART}{value:.3f}"]
        assert (label.get_fontweight() == "bold") == (year == 2024)
        assert (label.get_color() == currency_colour("USD")) == (year == 2024)
    widths = {float(line.get_linewidth()) for line in ax.get_lines() if line.get_color() == currency_colour("USD")}
    assert min(widths) > max(
        float(line.get_linewidth()) for line in ax.get_lines() if line.get_color() != currency_colour("USD")
    )


def test_the_title_compares_the_same_months() -> None:
    drawing = tv.charts.drawing(tv.charts.to_date(SO_FAR))
    grown = sums_of(2024)[7][1] / sums_of(2023)[7][1] - 1
    assert f"{100 * grown:.0f}" == "10"
    assert drawing.title == (
        "Malaysia’s exports to Russia, January to August 2024 on the same months of 2023: up 10% in US dollars"
    )
    assert drawing.subtitle == ("Exports from January to each month of 2022–2024, US$ billion at current prices")
    assert "made up (January to each month of 2022–2024)" in drawing.caption[-1]
    assert len(drawing.data) == len(SO_FAR)
    assert set(drawing.data.columns) >= {"period", "months", "value", "growth"}


def test_without_the_same_months_before_there_is_no_comparison() -> None:
    newest = SO_FAR[SO_FAR["period"] == 2024]
    title = tv.charts.drawing(tv.charts.to_date(newest)).title
    assert title == "Malaysia’s exports to Russia in January to August 2024: US$1.11 billion"
    whole = tv.charts.drawing(tv.charts.to_date(SO_FAR[SO_FAR["period"] < 2024])).title
    assert whole.startswith("Malaysia’s exports to Russia, 2023 on 2022: up 10")


def test_months_that_lack_are_spanned_by_dots() -> None:
    ends = ("-03", "-04", "-08")
    ax = tv.charts.to_date(SO_FAR[SO_FAR["months"].fillna("").str.endswith(ends)])
    assert joined(ax) == [(3, 4)] * 3
    assert joined(ax, dotted=True) == [(4, 8)] * 3
    assert "Dotted lines span months that lack." in said(ax)
    assert "Dotted" not in said(tv.charts.to_date(SO_FAR))


def test_money_of_months_says_that_each_was_converted() -> None:
    rates = tv.rates.ecb(base="USD", frequency="M")
    ax = tv.charts.to_date(tv.to_date(tv.convert(EXPORTS, to="MYR", rates=rates)))
    assert "each month at its own mean of the European Central Bank’s daily cross rates, then summed." in said(ax)
    at_means = tv.convert(SO_FAR, to="MYR", rates=pd.concat([rates, options()["rates"]]))
    caption = tv.charts.drawing(tv.charts.to_date(at_means)).caption[0]
    assert "then summed" not in caption
    assert "at the mean of just these months of the European Central Bank’s daily cross rates" in caption


def test_ranges_are_drawn_and_other_frames_and_axes_taken() -> None:
    ranged = SO_FAR.assign(low=SO_FAR["value"] * 0.9, high=SO_FAR["value"] * 1.1)
    ax = tv.charts.to_date(ranged)
    assert "Thin lines: the range of each figure." in said(ax)
    assert len(ax.collections[0].get_segments()) == len(SO_FAR)
    host: Any = ax.figure.add_axes((0.1, 0.1, 0.8, 0.8))
    assert tv.charts.to_date(polars_of(SO_FAR), ax=host) is host
    assert [y for _, y in points(host)] == pytest.approx([y for _, y in points(ax)])
    assert every_axes(host) == [host]


@pytest.mark.parametrize(
    ("frame", "match"),
    [
        (tv.to_years(EXPORTS, incomplete="drop"), "found: 2022; 2023; do: give it the result of tv.to_date"),
        (EXPORTS, "sums from January to each month; found: Jan 2022–Aug 2024"),
        (SO_FAR.assign(months="2022-02/2022-04", period=2022)[:1], "each month; found: February to April 2022"),
        (tv.to_date(MONTHS), "one series; found: 2 series"),
        (pd.concat([SO_FAR, SO_FAR]), "one row for each period"),
        (SO_FAR.assign(flow="balance"), "is of a flow"),
        (SO_FAR.assign(value=None).astype({"value": float}), "no figure"),
        (tv.to_date(monthly_flows(200001, 201302)).query("flow == 'export'"), "14 years"),
    ],
)
def test_what_has_no_line_is_refused(frame: pd.DataFrame, match: str) -> None:
    with pytest.raises(TradeTableError, match=match):
        tv.charts.to_date(frame)


def test_a_fall_from_a_year_before_and_zeros_are_drawn() -> None:
    ax = tv.charts.to_date(SO_FAR.assign(value=0.0))
    assert misplaced(ax) == []
    assert "January to August 2024: US$0" in tv.charts.drawing(ax).title
