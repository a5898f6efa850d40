"""The chart of both sides: points of years, hatched parts of years, no line from one side to the other."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib import colors
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

import tradeview as tv
from artists import SIZES, lines, misplaced, polars_of, said, texts, words
from tradeview.charts.layout import colours
from tradeview.charts.sides.draw import MARK, sides
from tradeview.errors import TradeTableError, TradeviewError
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


def every_line(ax: Axes) -> list[Line2D]:
    return [line for panel in ax.child_axes for line in panel.get_lines()]


def head(panel: Axes) -> str:
    """The name over a panel."""
    return next(text.get_text() for text in panel.texts if text.xy == (0, 1))


def of_years(ax: Axes) -> dict[str, Axes]:
    """The panels of years by the side that is named over them."""
    return {head(panel): panel for panel in ax.child_axes if not panel.patches}


def marks(ax: Axes) -> list[tuple[str, int, float, str]]:
    """The panel, year, value and colour of each point."""
    return sorted(
        (
            name,
            int(line.get_xdata()[0] // 12),
            float(line.get_ydata()[0]),
            colors.to_hex(line.get_markeredgecolor()).upper(),
        )
        for name, panel in of_years(ax).items()
        for line in panel.get_lines()
        if line.get_markersize() == MARK and line.get_marker() in "oDs"
    )


def line_ends(panel: Axes, colour: str, *, dotted: bool) -> list[tuple[float, ...]]:
    found = [line for line in lines(panel, dotted=dotted) if line.get_marker() in {"None", ""}]
    return sorted(tuple(map(float, line.get_ydata())) for line in found if colors.same_color(line.get_color(), colour))


@pytest.mark.parametrize("size", SIZES)
def test_each_side_has_a_panel_with_its_points_in_its_colour(size: str) -> None:
    ax = sides(HEAP, currency="USD", size=size)
    mys, rus = colours.PAIR_COLOURS
    assert marks(ax) == sorted(
        [
            ("Malaysia", 2013, 1.8e9, mys),
            ("Malaysia", 2014, 2.8e9, mys),
            ("Malaysia", 2014, 2.2e9, mys),
            ("Russia", 2014, 3.2e9, rus),
            ("Russia", 2015, 2.0e9, rus),
            ("Russia", 2018, 2.7e9, rus),
            ("not stated", 2016, 2.3e9, colours.GREY.upper()),
        ]
    )
    named = {text.get_text(): colors.to_hex(text.get_color()).upper() for text in texts(ax)}
    assert (named["Malaysia"], named["Russia"], named["not stated"]) == (mys, rus, colours.GREY.upper())


@pytest.mark.parametrize("size", SIZES)
def test_all_panels_have_one_scale_of_money_and_of_years(size: str) -> None:
    """A billion is as many pixels long in each; years begin and end alike."""
    ax = sides(HEAP, currency="USD", size=size)
    assert len(ax.child_axes) == 4
    assert {panel.get_ylim()[0] for panel in ax.child_axes} == {0}
    assert {panel.get_xlim() for panel in ax.child_axes} == {(2013 * 12, 2020 * 12)}
    lengths = [panel.get_window_extent().height / panel.get_ylim()[1] for panel in ax.child_axes]
    assert lengths == pytest.approx([lengths[0]] * 4)
    assert all(panel.get_ylim()[1] > 3.25e9 for panel in of_years(ax).values())


def test_panels_stand_in_a_row_on_a_slide_and_else_beneath_each_other() -> None:
    def places(size: str) -> tuple[int, int]:
        boxes = [panel.get_window_extent() for panel in of_years(sides(HEAP, currency="USD", size=size)).values()]
        return len({round(box.x0) for box in boxes}), len({round(box.y0) for box in boxes})

    assert places("slide") == (3, 1)
    assert [places(size) for size in ("report", "phone")] == [(1, 3), (1, 3)]


def test_mirror_asymmetry_the_sides_are_never_joined() -> None:
    ax = sides(HEAP, currency="USD", contradicted=["wrong"])
    malaysia, russia, unknown = of_years(ax).values()
    mys, rus = colours.PAIR_COLOURS
    assert line_ends(malaysia, mys, dotted=False) == [(1.8e9, 2.8e9)]
    assert line_ends(russia, rus, dotted=False) == [(3.2e9, 2.0e9)]
    assert line_ends(russia, rus, dotted=True) == [(2.0e9, 2.7e9)]  # 2015 to 2018
    # The other side stands behind in grey, and nothing beside those of which nobody says whose they are.
    assert line_ends(malaysia, colours.PALE, dotted=False) == [(3.2e9, 2.0e9)]
    assert line_ends(russia, colours.PALE, dotted=False) == [(1.8e9, 2.8e9)]
    assert not list(lines(unknown, dotted=False)) or not line_ends(unknown, colours.PALE, dotted=False)
    assert not line_ends(malaysia, rus, dotted=False)
    assert "grey lines: the other side" in said(ax)
    one = said(sides(HEAP[HEAP["side"] == "MYS"], currency="USD"))
    assert "grey lines" not in one


def test_gaps_and_partial_years_part_of_a_year_is_a_hatched_bar_of_its_months_in_a_panel_below() -> None:
    ax = sides(HEAP, currency="USD")
    *years, parts = ax.child_axes
    assert head(parts) == "Parts of years"
    assert {text.get_text() for text in parts.texts if text.xy == (0, 1)} == {"Parts of years", "Russia"}
    (bar,) = parts.patches
    assert (bar.get_x(), bar.get_width(), bar.get_height()) == (2019 * 12, 9, 2.2e9)
    assert bar.get_hatch()
    assert not [panel for panel in years if panel.patches]
    lowest = min(panel.get_window_extent().y0 for panel in years)
    assert parts.get_window_extent().y1 < lowest
    assert 2019 not in [year for _, year, _, _ in marks(ax)]
    assert "Parts of years" not in said(sides(HEAP[HEAP["claim"] != "part"], currency="USD"))


def test_parts_of_years_alone_have_a_panel() -> None:
    ax = sides(HEAP[HEAP["claim"] == "part"], currency="USD")
    assert [head(panel) for panel in ax.child_axes] == ["Parts of years"]
    assert misplaced(ax) == []


def test_what_is_contradicted_is_hollow_and_crossed() -> None:
    ax = sides(HEAP, currency="USD", contradicted=["wrong"])
    crosses = [(line.get_ydata()[0]) for line in every_line(ax) if line.get_marker() == "x"]
    assert crosses == [2.2e9]
    hollow = {
        float(line.get_ydata()[0])
        for line in every_line(ax)
        if line.get_marker() in "oDs" and colors.to_hex(line.get_markerfacecolor()) == "#ffffff"
    }
    assert hollow == {2.2e9, 2.7e9}  # the contradicted one, and the approximate one
    assert "1 that other claims contradict" in said(ax)
    assert [line for line in every_line(sides(HEAP, currency="USD")) if line.get_marker() == "x"] == []
    assert tv.charts.drawing(ax).data.query("contradicted")["claim"].tolist() == ["wrong"]


def test_whiskers_are_the_printed_range_and_an_arrow_where_one_end_is_open() -> None:
    ax = sides(HEAP[HEAP["claim"].isin(["a", "part"])], currency="USD")
    whiskers = [
        tuple(float(y) for _, y in path)
        for panel in ax.child_axes
        for lines in panel.collections
        for path in lines.get_segments()
        if not colors.same_color(lines.get_color(), [colours.GRID])
    ]
    assert whiskers == [(1.75e9, 1.85e9)]
    assert sum(text.arrow_patch is not None for panel in ax.child_axes for text in panel.texts) == 1


def test_the_caption_counts_claims_and_sources() -> None:
    shown = said(sides(HEAP, currency="USD"))
    assert "8 claims of 8 sources" in shown
    assert "1 level in other currencies" in shown
    assert "1 approximate" in shown
    assert "Printed by: Press." in shown
    assert "1 claim of 1 source;" in said(sides(HEAP, currency="MYR"))


def test_the_title_is_of_all_years() -> None:
    title = tv.charts.drawing(sides(HEAP, currency="USD", contradicted=["wrong"])).title
    assert title == (
        "Of 5 years that were printed, both sides have 2014 alone: US$2.8 billion by Malaysia’s and US$3.2 billion by "
        "Russia’s"
    )
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
    _, ax = plt.subplots(figsize=(7, 8))
    assert sides(polars_of(HEAP), currency="USD", ax=ax) is ax
    assert marks(ax) == marks(sides(HEAP, currency="USD"))
    pd.testing.assert_frame_equal(HEAP, before)
    assert "2.8" in words(ax)  # the digits that were printed


def test_a_box_in_which_names_and_numbers_would_meet_is_refused() -> None:
    _, ax = plt.subplots(figsize=(7, 4))
    with pytest.raises(TradeviewError, match=r"a box of .* inches or more"):
        sides(HEAP, currency="USD", ax=ax)


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(TradeTableError, match="levels in MYR, USD"):
        sides(HEAP, currency="EUR")
    with pytest.raises(TradeTableError, match="found: levels in no currency"):
        sides(HEAP.assign(currency=None), currency="EUR")
    with pytest.raises(TradeTableError, match="publisher"):
        sides(HEAP.drop(columns="publisher"), currency="USD")
