"""The chart of both sides: points of years, hatched parts of years, no line from one side to the other."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib import colors
from matplotlib.axes import Axes

import tradeview as tv
from artists import SIZES, lines, misplaced, polars_of, said, texts, words
from tradeview.charts.layout import colours
from tradeview.charts.sides.draw import MARK, sides
from tradeview.errors import TradeTableError
from tradeview.ledgers import statements

PAIR = {"kind": "level", "flow": "total", "commodity_code": "TOTAL", "currency": "USD", "publisher": "Press"}


def claim(key: str, side: str | None, start: int, end: int, value: float, **rest: object) -> dict[str, object]:
    ends = ("RUS", "MYS") if side == "RUS" else ("MYS", "RUS")
    row = {"claim": key, "side": side, "start": start, "end": end, "value": value, "reporter": ends[0]}
    return {**PAIR, **row, "partner": ends[1], "low": value - 5e7, "high": value + 5e7, "title": key, **rest}


def year(key: str, side: str | None, when: int, value: float, **rest: object) -> dict[str, object]:
    return claim(key, side, when * 100 + 1, when * 100 + 12, value, **rest)


HEAP = pd.DataFrame(
    [
        year("a", "MYS", 2013, 1.8e9),
        year("b", "MYS", 2014, 2.8e9),
        year("wrong", "MYS", 2014, 2.2e9),
        year("c", "RUS", 2014, 3.2e9),
        year("d", "RUS", 2015, 2.0e9),
        year("e", "RUS", 2018, 2.7e9, approximate=True),
        claim("part", "RUS", 201901, 201909, 2.2e9, high=None, bound="more than"),
        year("nobody", None, 2016, 2.3e9),
        year("ringgit", "MYS", 2014, 9.1e9, currency="MYR"),
        year("grew", "MYS", 2014, 0.55, kind="growth", currency=None),
    ]
).astype({"approximate": object})


def marks(ax: Axes) -> list[tuple[int, float, str]]:
    """Year, value and colour of each point."""
    return sorted(
        (int(line.get_xdata()[0] // 12), float(line.get_ydata()[0]), colors.to_hex(line.get_markeredgecolor()).upper())
        for line in ax.get_lines()
        if line.get_markersize() == MARK and line.get_marker() in "oDs"
    )


def line_ends(ax: Axes, *, dotted: bool) -> list[tuple[float, ...]]:
    found = [line for line in lines(ax, dotted=dotted) if line.get_marker() in {"None", ""}]
    return sorted(tuple(map(float, line.get_ydata())) for line in found)


@pytest.mark.parametrize("size", SIZES)
def test_points_stand_in_their_years_in_the_colour_of_their_side(size: str) -> None:
    ax = sides(HEAP, currency="USD", size=size)
    mys, rus = colours.PAIR_COLOURS
    assert marks(ax) == sorted(
        [
            (2013, 1.8e9, mys),
            (2014, 2.8e9, mys),
            (2014, 2.2e9, mys),
            (2014, 3.2e9, rus),
            (2015, 2.0e9, rus),
            (2018, 2.7e9, rus),
            (2016, 2.3e9, colours.GREY.upper()),
        ]
    )
    assert ax.get_ylim()[0] == 0
    named = {text.get_text(): colors.to_hex(text.get_color()).upper() for text in texts(ax)}
    assert (named["Malaysia"], named["Russia"], named["not stated"]) == (mys, rus, colours.GREY.upper())


def test_mirror_asymmetry_the_sides_are_never_joined() -> None:
    ax = sides(HEAP, currency="USD", contradicted=["wrong"])
    assert line_ends(ax, dotted=False) == [(1.8e9, 2.8e9), (3.2e9, 2.0e9)]
    assert line_ends(ax, dotted=True) == [(2.0e9, 2.7e9)]  # 2015 to 2018
    joined = {colors.to_hex(line.get_color()).upper() for line in ax.get_lines() if len(line.get_xdata()) > 1}
    assert joined == set(colours.PAIR_COLOURS)


def test_gaps_and_partial_years_part_of_a_year_is_a_hatched_bar_of_its_months() -> None:
    ax = sides(HEAP, currency="USD")
    (bar,) = ax.patches
    assert (bar.get_x(), bar.get_width(), bar.get_height()) == (2019 * 12, 9, 2.2e9)
    assert bar.get_hatch()
    assert 2.2e9 not in [value for year, value, _ in marks(ax) if year == 2019]
    assert "hatched: part of a year" in said(ax)
    assert "hatched" not in said(sides(HEAP[HEAP["claim"] != "part"], currency="USD"))


def test_what_is_contradicted_is_hollow_and_crossed() -> None:
    ax = sides(HEAP, currency="USD", contradicted=["wrong"])
    crosses = [(line.get_ydata()[0]) for line in ax.get_lines() if line.get_marker() == "x"]
    assert crosses == [2.2e9]
    hollow = {
        float(line.get_ydata()[0])
        for line in ax.get_lines()
        if line.get_marker() in "oDs" and colors.to_hex(line.get_markerfacecolor()) == "#ffffff"
    }
    assert hollow == {2.2e9, 2.7e9}  # the contradicted one, and the approximate one
    assert "1 that other claims contradict" in said(ax)
    assert [line for line in sides(HEAP, currency="USD").get_lines() if line.get_marker() == "x"] == []
    assert tv.charts.drawing(ax).data.query("contradicted")["claim"].tolist() == ["wrong"]


def test_whiskers_are_the_printed_range_and_an_arrow_where_one_end_is_open() -> None:
    ax = sides(HEAP[HEAP["claim"].isin(["a", "part"])], currency="USD")
    whiskers = [tuple(float(y) for _, y in path) for lines in ax.collections for path in lines.get_segments()]
    assert whiskers == [(1.75e9, 1.85e9)]
    assert sum(text.arrow_patch is not None for text in ax.texts) == 1


def test_the_caption_counts_claims_and_sources() -> None:
    shown = said(sides(HEAP, currency="USD"))
    assert "8 claims of 8 sources" in shown
    assert "1 level in other currencies" in shown
    assert "1 approximate" in shown
    assert "Printed by: Press." in shown
    assert "1 claim of 1 source;" in said(sides(HEAP, currency="MYR"))


def test_the_title_names_the_year_in_which_the_sides_lie_farthest_apart() -> None:
    title = tv.charts.drawing(sides(HEAP, currency="USD", contradicted=["wrong"])).title
    assert title == "For 2014, Malaysia’s side printed US$2.8 billion and Russia’s US$3.2 billion"
    one = tv.charts.drawing(sides(HEAP[HEAP["side"] == "MYS"], currency="USD", contradicted=["wrong"])).title
    assert one == "Malaysia–Russia trade was printed as US$1.8 billion in 2013 and US$2.8 billion in 2014"


def test_both_words_for_one_flow_are_one_flow() -> None:
    exports = HEAP[HEAP["claim"].isin(["b", "c"])].assign(flow=["export", "import"])
    ax = sides(exports, currency="USD")
    assert "exports from Malaysia to Russia as printed" in said(ax).replace("Exports", "exports")
    with pytest.raises(TradeTableError, match="2 flows"):
        sides(exports.assign(flow="export"), currency="USD")


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_or_overlaps(size: str) -> None:
    press = statements.load()
    for frame, currency in ((press[press["flow"] == "total"], "USD"), (press[press["flow"] == "total"], "MYR")):
        assert misplaced(sides(frame, currency=currency, size=size)) == []
    one = HEAP[HEAP["claim"] == "c"].assign(publisher="পাম তেল " * 30)
    assert misplaced(sides(one, currency="USD", size=size)) == []
    plt.close("all")


def test_targets_and_forecasts_are_not_drawn() -> None:
    hoped = (
        HEAP.assign(status=[None] * 9 + ["target"]).replace({"kind": {"growth": "level"}}).fillna({"currency": "USD"})
    )
    assert len(tv.charts.drawing(sides(hoped, currency="USD")).data) == 8


def test_other_frames_and_axes() -> None:
    before = HEAP.copy()
    _, ax = plt.subplots(figsize=(7, 4))
    assert sides(polars_of(HEAP), currency="USD", ax=ax) is ax
    assert marks(ax) == marks(sides(HEAP, currency="USD"))
    pd.testing.assert_frame_equal(HEAP, before)
    assert "2.8" in words(ax)  # the digits that were printed


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(TradeTableError, match="levels in MYR, USD"):
        sides(HEAP, currency="EUR")
    with pytest.raises(TradeTableError, match="found: levels in no currency"):
        sides(HEAP.assign(currency=None), currency="EUR")
    with pytest.raises(TradeTableError, match="publisher"):
        sides(HEAP.drop(columns="publisher"), currency="USD")
