"""Lenses: three panels of one series; titles, gaps, ranges and captions follow the numbers."""

import math
from itertools import combinations

import pandas as pd
import pytest
from matplotlib import colors

import tradeview as tv
from artists import SIZES, boxes, joined, ledger, lenses, lines, misplaced, options, panels, points, said, words
from flows import monthly_flows
from tradeview.charts.layout import colours
from tradeview.errors import MissingRateError, TradeTableError

SCALES = {"base": 1e9, "currency": 1e9, "real": 1e9}


def monthly(values: dict[int, float]) -> dict[str, object]:
    """A ledger of months with made-up rates and prices."""
    rates = [
        {"period": p, "base": "USD", "quote": "MYR", "rate": 4.0, "kind": "average", "source": "s"} for p in values
    ]
    prices = [{"period": p, "currency": "USD", "index": 100.0, "name": "flat prices", "source": "s"} for p in values]
    return {"trade": ledger(values), "rates": pd.DataFrame(rates), "deflator": pd.DataFrame(prices)}


def test_the_data_drawn_are_the_data_of_the_files() -> None:
    ax = lenses(tv.load())
    data = tv.charts.drawing(ax).data
    assert len(panels(ax)) == 3
    for panel, (lens, size) in zip(panels(ax), SCALES.items(), strict=True):
        part = data[data["lens"] == lens]
        assert [period for period, _ in points(panel)] == part["period"].tolist()
        assert [value for _, value in points(panel)] == pytest.approx((part["value"] / size).tolist())
        ends = [y for whiskers in panel.collections for segment in whiskers.get_segments() for y in segment[:, 1]]
        assert ends == pytest.approx((part[["low", "high"]] / size).to_numpy().ravel().tolist())
        assert panel.get_ylim()[0] == 0
    assert data["value"].tolist() == pytest.approx(
        [1.133e9, 1.903e9, 2.48e9, 4.1562e9, 6.5404e9, 1.146e10, 1.76294e9, 2.87906e9, 2.48e9], rel=1e-4
    )


def test_neighbours_are_joined_and_the_gap_is_dotted() -> None:
    for panel in panels(lenses(tv.load())):
        assert joined(panel) == [(2006, 2007)]
        assert joined(panel, dotted=True) == [(2007, 2024)]
        assert [patch.get_x() for patch in panel.patches] == [pytest.approx(2007.4)]
        assert "not in the table\n2008–2023" in [text.get_text() for text in panel.texts]


def test_each_lens_has_its_own_colour() -> None:
    ax = lenses(tv.load())
    drawn = [{colors.to_hex(line.get_color()).upper() for line in lines(panel)} for panel in panels(ax)]
    assert drawn == [{colours.CURRENCY_COLOURS["USD"]}, {colours.CURRENCY_COLOURS["MYR"]}, {colours.REAL}]


def test_the_change_stands_in_each_head() -> None:
    shown = [{text.get_text() for text in panel.texts} for panel in panels(lenses(tv.load()))]
    for change, unit, texts in zip(
        ["+30", "+75", "−14"], ["US$ billion", "RM billion", "US$ billion"], shown, strict=True
    ):
        assert {f"{change}%", unit} <= texts


TWO_FLOWS = pd.concat([ledger({2007: 1, 2024: 2}, flow=flow) for flow in ("export", "import")])
LONG = {year: 1e9 * (1 + (year - 2000) / 9) for year in range(2006, 2025)}
SHAPES = {
    "long": LONG,
    "two gaps": {2006: 1e9, 2010: 2e9, 2011: 3e9, 2020: 1e9, 2021: 2e9, 2024: 4e9},
    "zero between": {2007: 1e9, 2008: 0, 2024: 2e9},
    "ends at zero": {2007: 1e9, 2024: 0},
    "falling": {2007: 9e9, 2010: 5e9, 2024: 1e8},
    "huge": {2007: 5e299, 2024: 1e300},
    "tiny": {2007: 0.5, 2024: 0.7},
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("values", SHAPES.values(), ids=SHAPES)
def test_any_shape_of_series_is_drawn_without_collisions(values: dict[int, float], size: str) -> None:
    ax = lenses(ledger(values), start=min(values), end=max(values), size=size)
    assert misplaced(ax) == []
    for panel in panels(ax):
        assert sorted(joined(panel) + joined(panel, dotted=True)) == list(
            zip(sorted(values), sorted(values)[1:], strict=False)
        )
        assert all(after - before == 1 for before, after in joined(panel))
        assert all(after - before > 1 for before, after in joined(panel, dotted=True))
        assert max(y for _, y in points(panel)) <= panel.get_ylim()[1]


def test_months_are_neighbours_over_new_year() -> None:
    given = monthly({202311: 1e9, 202312: 2e9, 202401: 3e9, 202406: 4e9})
    ax = lenses(given.pop("trade"), start=202311, end=202406, **given)
    assert misplaced(ax) == []
    assert len(joined(panels(ax)[0])) == 2
    assert "No figures in the table for Feb 2024–May 2024; the dotted line spans 5 months." in said(ax)
    assert {"Nov 2023", "Jun 2024"} <= set(words(ax))


def test_an_axis_of_months_names_ends_and_years_and_no_december() -> None:
    values = monthly_flows(202101, 202408).query("flow == 'export'").set_index("period")["value"].to_dict()
    given = monthly(values)
    ax = lenses(given.pop("trade"), start=202308, end=202408, size="phone", **given)
    for panel in panels(ax):
        ticks = [label.get_text() for label in panel.get_xticklabels()]
        assert (ticks[0], ticks[-1]) == ("Jan 2021", "Aug 2024")
        assert set(ticks[1:-1]) <= {"2022", "2023", "2024"}
        sizes = {float(line.get_markersize()) for line in panel.get_lines() if line.get_marker() == "o"}
        assert len(sizes) == 1


@pytest.mark.parametrize("size", SIZES)
def test_numbers_of_months_keep_their_distance(size: str) -> None:
    # The last two are the highest and the newest, one month apart.
    given = monthly({202401: 3e7, 202402: 2.5e7, 202403: 2.9e7, 202404: 2.7e7, 202405: 3.31e7, 202406: 3.11e7})
    ax = lenses(given.pop("trade"), start=202401, end=202406, size=size, **given)
    placed = [(text, box) for text, box in boxes(ax) if text.replace(".", "").isdigit()]
    assert len(placed) > 5
    points_of = ax.get_figure(root=True).dpi / 72
    for (one, a), (other, b) in combinations(placed, 2):
        is_beside = min(a.y1, b.y1) - max(a.y0, b.y0) > 0
        distance = max(a.x0, b.x0) - min(a.x1, b.x1)
        assert not is_beside or distance >= 2 * points_of, (one, other)


def test_exports_to_the_world_are_called_so() -> None:
    exports = ledger({2007: 1e9, 2024: 2e9}, flow="export", partner="WLD")
    assert tv.charts.drawing(lenses(exports)).title.startswith("Malaysia’s exports to the world from 2007 to 2024")
    of_world = ledger({2007: 1e9, 2024: 2e9}, flow="export", reporter="WLD")
    assert tv.charts.drawing(lenses(of_world)).title.startswith("The world’s exports to Russia from 2007 to 2024")


@pytest.mark.parametrize(
    ("trade", "given", "error", "match"),
    [
        (ledger({2007: 1e9, 2024: 2e9}).iloc[:0], {}, TradeTableError, "one series with figures for 2007 and 2024"),
        (ledger({2024: 2e9}), {}, TradeTableError, "one series with figures for 2007 and 2024"),
        (ledger({2007: 0, 2024: 2e9}), {}, TradeTableError, "a figure of zero to start from"),
        (ledger({2007: 1e9, 2024: 2e9}), {"start": 2024, "end": 2007}, TradeTableError, "to a later one"),
        (ledger({2007: 1e9, 2024: 2e9}).drop(columns="value"), {}, TradeTableError, "the column.* value"),
        (ledger({2007: 1e9, 2024: 2e9}).assign(valuation=["FOB", "CIF"]), {}, TradeTableError, "two series"),
        (ledger({2005: 1e9, 2024: 2e9}), {"start": 2005}, MissingRateError, "MYR for 2005"),
        (TWO_FLOWS, {}, TradeTableError, "one series"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused(
    trade: pd.DataFrame, given: dict[str, int], error: type[Exception], match: str
) -> None:
    with pytest.raises(error, match=match):
        lenses(trade, **given)


@pytest.mark.parametrize("currencies", [("EUR", "THB"), ("EUR", "USD"), ("USD", "THB"), ("EUR", "MYR")])
def test_lenses_of_other_currencies_differ_in_greyscale_too(currencies: tuple[str, str]) -> None:
    base, own = currencies
    rates = tv.rates.ecb(base=base)
    prices = options()["deflator"].assign(currency=base)
    trade = ledger({2007: 1e9, 2024: 2e9}, currency=base)
    ax = lenses(trade, currency=own, base_currency=base, rates=rates, deflator=prices)
    used = [next(iter(lines(panel, dotted=True))).get_color() for panel in panels(ax)]
    light = sorted(
        math.fsum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), colors.to_rgb(one), strict=True)) for one in used
    )
    assert light[1] - light[0] > 0.05
    assert light[2] - light[1] > 0.05
    assert misplaced(ax) == []


@pytest.mark.parametrize("size", SIZES)
def test_without_prices_there_are_two_panels_side_by_side(size: str) -> None:
    asked = {"currency": "MYR", "base_currency": "USD", "start": 2007, "end": 2024, "size": size}
    ax = tv.charts.lenses(tv.load(), rates=tv.rates.ecb(base="USD"), **asked)
    assert len(panels(ax)) == 2
    drawn = tv.charts.drawing(ax)
    assert drawn.title.endswith("from 2007 to 2024: up 30% in US dollars and up 75% in ringgit")
    assert drawn.alt.startswith("Two line charts of the same trade.")
    assert set(drawn.data["lens"]) == {"base", "currency"}
    assert "prices" not in joined(ax)
    assert not misplaced(ax)


def test_what_was_printed_in_neither_currency_is_taken_in_the_other_one() -> None:
    """RM11.46 billion (US$2.48 billion), in Singapore dollars beside US dollars: the dollars are converted."""
    dollars = tv.rates.ecb(base="USD")
    asked = {"currency": "SGD", "base_currency": "USD", "start": 2007, "end": 2024}
    data = tv.charts.drawing(tv.charts.lenses(tv.load(), rates=dollars, **asked)).data
    drawn = data[data["period"] == 2024].set_index("lens")["value"]
    rate = dollars.query("period == 2024 and quote == 'SGD'")["rate"].item()
    assert drawn.to_dict() == pytest.approx({"base": 2.48e9, "currency": 2.48e9 * rate})
