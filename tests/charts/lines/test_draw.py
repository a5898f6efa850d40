"""Lines: one line a series, joined as far as figures go, named at its end, seven of them coloured and the rest grey."""

from itertools import combinations
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib import colors
from matplotlib.axes import Axes

import tradeview as tv
from artists import SIZES, joined, misplaced, polars_of, said, texts, words
from flows import monthly_flows
from frames import IN_PROCESS, parts
from tradeview.charts.layout import colours
from tradeview.charts.lines.draw import MARKERS
from tradeview.errors import TradeviewError
from tradeview.periods import ordinal
from tradeview.table.schema import NEEDED

APART = 2 * "\N{NO-BREAK SPACE}"
WHOLE = {"commodity_code": "TOTAL", "source": "made up"}
PARTNERS = pd.DataFrame(
    parts(
        {
            2015: {"CHN": 5e9, "SGP": 6e9, "THA": 1e9},
            2016: {"CHN": 6e9, "SGP": 6.2e9},
            2017: {"CHN": 7e9, "SGP": 6.1e9},
            2024: {"CHN": 9e9, "SGP": 6.6e9, "THA": 1.5e9},
        },
        "partner",
        **WHOLE,
    )
)
CODES = ("1511", "2709", "2711", "3004", "4001", "4015", "7601", "8471", "8517", "8541", "8542", "9030")
# Each larger than the one before it; the smallest of all, 1511, has doubled, and all others hardly grown.
PRODUCTS = pd.DataFrame(
    parts(
        {
            2010: {code: 1e9 * (number + 1) for number, code in enumerate(CODES)},
            2011: {code: 1.1e9 * (number + 1) for number, code in enumerate(CODES)},
            2012: {code: (2e9 if code == "1511" else 1.2e9 * (number + 1)) for number, code in enumerate(CODES)},
        },
        source="made up",
    )
)


def colour_of(artist: Any) -> str:
    return colors.to_hex(artist.get_color()).upper()


def drawn(ax: Axes, colour: str) -> set[tuple[float, float]]:
    """All ends of lines, and marks, of a colour."""
    found = set()
    for line in ax.get_lines():
        if colour_of(line) == colour:
            found |= {(float(x), float(y)) for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)}
    return found


def labels(ax: Axes) -> dict[str, Any]:
    """The texts beside the plot, by their words."""
    edge = ax.get_window_extent().x1
    return {text.get_text(): text for text in texts(ax) if text.get_window_extent().x0 > edge and text in ax.texts}


def figures_of(code: str, frame: pd.DataFrame = PARTNERS, by: str = "partner") -> set[tuple[float, float]]:
    rows = frame[frame[by] == code]
    return {(float(period), float(value)) for period, value in zip(rows["period"], rows["value"], strict=True)}


@pytest.mark.parametrize("size", SIZES)
def test_each_series_is_a_line_in_a_colour_of_its_own(size: str) -> None:
    ax = tv.charts.lines(PARTNERS, size=size)
    # The largest last figure comes first.
    for code, colour in zip(("CHN", "SGP", "THA"), colours.SERIES_COLOURS, strict=False):
        assert drawn(ax, colour) == figures_of(code)
    assert ax.get_ylim()[0] == 0
    assert misplaced(ax) == []


def test_neighbours_are_joined_and_gaps_dotted_and_said() -> None:
    ax = tv.charts.lines(PARTNERS)
    assert sorted(pair for pair in joined(ax) if pair[0] != 0) == [(2015, 2016)] * 2 + [(2016, 2017)] * 2
    assert sorted(joined(ax, dotted=True)) == [(2015, 2024), (2017, 2024), (2017, 2024)]
    assert (
        "Dotted lines span periods without figures: China 2018–2023; Singapore 2018–2023; Thailand 2016–2023."
        in said(ax)
    )
    alone = tv.charts.lines(PARTNERS[PARTNERS["partner"] == "CHN"])
    assert "No figures in the table for 2018–2023; the dotted line spans 7 years." in said(alone)


def test_lines_are_named_at_their_ends_with_their_last_figures() -> None:
    found = labels(tv.charts.lines(PARTNERS))
    assert set(found) == {f"China{APART}9.00", f"Singapore{APART}6.60", f"Thailand{APART}1.50"}
    assert colour_of(found[f"China{APART}9.00"]) == colours.SERIES_COLOURS[0]
    early = tv.charts.lines(PARTNERS[(PARTNERS["partner"] != "THA") | (PARTNERS["period"] < 2024)])
    assert {f"Thailand{APART}1.00 in 2015"} < set(labels(early))


@pytest.mark.parametrize("size", SIZES)
def test_labels_of_lines_that_end_alike_do_not_overlap(size: str) -> None:
    names = ("CHN", "SGP", "THA", "USA", "NLD", "ARE", "GBR")
    values = {code: 1e9 + number * 1e6 for number, code in enumerate(names)}
    alike = pd.DataFrame(parts({2015: values, 2016: values}, "partner", **WHOLE))
    ax = tv.charts.lines(alike, size=size)
    assert misplaced(ax) == []
    everything = said(ax)
    for name in ("China", "Singapore", "Thailand", "United States", "Netherlands", "United Kingdom"):
        assert name in everything


@pytest.mark.parametrize("size", SIZES)
def test_of_twelve_products_seven_are_coloured_and_the_rest_named_in_the_caption(size: str) -> None:
    ax = tv.charts.lines(PRODUCTS, by="commodity_code", size=size)
    assert misplaced(ax) == []
    # Of the seven largest the last gives way to the one that grew most, which the title names.
    shown = [*[*reversed(CODES)][:6], "1511"]
    for code, colour in zip(shown, colours.SERIES_COLOURS, strict=True):
        assert drawn(ax, colour) == figures_of(code, PRODUCTS, "commodity_code")
    grey = [code for code in CODES if code not in shown]
    assert drawn(ax, colours.PALE) >= set().union(*(figures_of(code, PRODUCTS, "commodity_code") for code in grey))
    widths = {colour_of(line): line.get_linewidth() for line in ax.get_lines() if line.get_linestyle() == "-"}
    assert widths[colours.PALE] < min(widths[colour] for colour in colours.SERIES_COLOURS)
    caption = tv.charts.drawing(ax).caption[0]
    assert caption.startswith("Thin grey lines: ")
    for code in CODES:
        assert (f"{code} " in caption) == (code in grey)
        assert (code in " ".join(labels(ax))) == (code in shown)
    assert "1511 Palm oil grew most" in tv.charts.drawing(ax).title


def test_marks_differ_by_shape_too() -> None:
    ax = tv.charts.lines(PRODUCTS, by="commodity_code")
    shapes = {colour_of(line): line.get_marker() for line in ax.get_lines() if line.get_linestyle() == "None"}
    assert [shapes[colour] for colour in colours.SERIES_COLOURS] == list(MARKERS)


def test_what_is_highlighted_is_coloured_and_the_rest_grey() -> None:
    ax = tv.charts.lines(PARTNERS, highlight="SGP")
    assert drawn(ax, colours.SERIES_COLOURS[0]) == figures_of("SGP")
    assert drawn(ax, colours.PALE) >= figures_of("CHN") | figures_of("THA")
    found = labels(ax)
    assert {label: text.get_fontweight() for label, text in found.items()} == {
        f"China{APART}9.00": "normal",
        f"Singapore{APART}6.60": "bold",
        f"Thailand{APART}1.50": "normal",
    }
    two = tv.charts.lines(PARTNERS, highlight=["SGP", "THA"])
    assert drawn(two, colours.SERIES_COLOURS[1]) == figures_of("THA")
    many = tv.charts.lines(PRODUCTS, by="commodity_code", highlight=["1511"])
    assert len(labels(many)) == 1
    assert "Thin grey lines: 9030 " in tv.charts.drawing(many).caption[0]


def test_rebased_each_series_is_an_index_of_its_own_figure() -> None:
    ax = tv.charts.lines(PARTNERS, rebase=2016)
    china, singapore = colours.SERIES_COLOURS[:2]
    assert dict(drawn(ax, china)) == pytest.approx({2015: 500 / 6, 2016: 100, 2017: 700 / 6, 2024: 150})
    assert dict(drawn(ax, singapore)) == pytest.approx({2015: 600 / 6.2, 2016: 100, 2017: 610 / 6.2, 2024: 660 / 6.2})
    assert "Left out, without a figure above zero in 2016: Thailand." in said(ax)
    assert "Exports by partner, index (2016 = 100) of US$ at current prices" in said(ax)
    data = tv.charts.drawing(ax).data
    assert set(data["partner"]) == {"CHN", "SGP"}
    assert data["index"].tolist() == pytest.approx(
        list(data["value"] / data["partner"].map({"CHN": 6e7, "SGP": 6.2e7}))
    )
    assert f"China{APART}150" in labels(ax)
    assert any(list(line.get_ydata()) == [100, 100] for line in ax.get_lines())


def test_the_data_are_what_is_drawn() -> None:
    for options in ({}, {"highlight": "SGP"}, {"rebase": 2015}):
        ax = tv.charts.lines(PARTNERS, **options)
        data = tv.charts.drawing(ax).data
        column = "index" if "rebase" in options else "value"
        wanted = {(float(x), float(y)) for x, y in zip(data["period"], data[column], strict=True)}
        found = set()
        for colour in (*colours.SERIES_COLOURS, colours.PALE):
            found |= drawn(ax, colour)
        assert {point for point in found if point[0] > 1} >= wanted
        marks = {(float(x), float(y)) for line in ax.get_lines() if line.get_linestyle() == "None"
                 for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)}  # fmt: skip
        assert marks <= wanted


def test_exported_the_table_is_what_is_drawn(tmp_path: Any) -> None:
    ax = tv.charts.lines(PARTNERS)
    tv.export(ax, tmp_path / "lines")
    written = pd.read_csv(tmp_path / "lines.csv")
    data = tv.charts.drawing(ax).data.reset_index(drop=True)
    pd.testing.assert_frame_equal(written[["partner", "period", "value"]], data[["partner", "period", "value"]])
    assert len(written) == len(PARTNERS)


def test_an_axis_that_does_not_start_at_zero_says_so() -> None:
    near = PARTNERS[PARTNERS["partner"] == "SGP"]
    ax = tv.charts.lines(near)
    assert ax.get_ylim()[0] > 0
    assert "The axis does not start at zero." in said(ax)
    assert not ax.spines["bottom"].get_visible()
    assert "does not start" not in said(tv.charts.lines(PARTNERS))


def test_ranges_are_drawn_where_there_are_few_lines_and_approximate_figures_are_hollow() -> None:
    ranged = PARTNERS.assign(low=PARTNERS["value"] - 1e8, high=PARTNERS["value"] + 2e8, approximate=False)
    ranged.loc[(ranged["partner"] == "CHN") & (ranged["period"] == 2016), "approximate"] = True
    ax = tv.charts.lines(ranged)
    ends = {tuple(segment[:, 1].tolist()) for lines in ax.collections for segment in lines.get_segments()}
    assert ends == set(zip(ranged["low"], ranged["high"], strict=True))
    assert "Upright lines: the range of each figure." in said(ax)
    assert "Hollow: approximate figures." in said(ax)
    hollow = [line for line in ax.get_lines() if colors.to_hex(line.get_markerfacecolor()) == "#ffffff"]
    assert [(float(line.get_xdata()[0]), float(line.get_ydata()[0])) for line in hollow] == [(2016, 6e9)]
    many = PRODUCTS.assign(low=PRODUCTS["value"] * 0.9, high=PRODUCTS["value"] * 1.1)
    ax = tv.charts.lines(many, by="commodity_code")
    assert not ax.collections
    assert "The table states ranges, which are not drawn." in said(ax)
    one = tv.charts.lines(many, by="commodity_code", highlight="1511")
    assert len([segment for lines in one.collections for segment in lines.get_segments()]) == 3
    assert "of the coloured lines alone" in said(one)


def test_flows_of_months_have_the_colours_that_they_have_everywhere() -> None:
    months = monthly_flows(202201, 202408)
    ax = tv.charts.lines(months, by="flow")
    for flow, colour in zip(("export", "import"), colours.PAIR_COLOURS, strict=True):
        rows = months[months["flow"] == flow]
        wanted = {(float(ordinal(period)), value) for period, value in zip(rows["period"], rows["value"], strict=True)}
        assert drawn(ax, colour) == wanted
    assert {"Jan 2022", "2023", "2024", "Aug 2024"} <= set(words(ax))
    # Of many periods the ends alone are marked.
    assert len([line for line in ax.get_lines() if line.get_linestyle() == "None"]) == 2


def test_one_series_has_the_colour_of_its_currency() -> None:
    ax = tv.charts.lines(tv.prefer(tv.load(), currency="USD"))
    assert drawn(ax, colours.currency_colour("USD")) >= {(2006.0, 1.133e9), (2007.0, 1.903e9), (2024.0, 2.48e9)}
    assert joined(ax, dotted=True) == [(2007, 2024)]
    assert misplaced(ax) == []


@pytest.mark.parametrize("engine", IN_PROCESS, ids=lambda engine: engine.name)
def test_every_engine_gives_the_same_chart(engine: Any) -> None:
    given, wanted = tv.charts.lines(engine.make(PARTNERS.to_dict("records"))), tv.charts.lines(PARTNERS)
    assert words(given) == words(wanted)
    one, other = tv.charts.drawing(given).data, tv.charts.drawing(wanted).data
    pd.testing.assert_frame_equal(one, other, check_dtype=False)


def test_a_row_without_a_value_is_a_gap_and_order_does_not_matter() -> None:
    with_gap = pd.concat([PARTNERS, PARTNERS[:1].assign(period=2018, value=float("nan"))])[::-1]
    assert words(tv.charts.lines(with_gap)) == words(tv.charts.lines(PARTNERS))
    nobody = pd.concat([PARTNERS, PARTNERS[:1].assign(partner="USA", value=float("nan"))])
    assert "Without any figure: United States." in said(tv.charts.lines(nobody))


def test_a_single_period_and_zeros_are_drawn() -> None:
    ax = tv.charts.lines(PARTNERS[PARTNERS["period"] == 2024])
    assert misplaced(ax) == []
    assert drawn(ax, colours.SERIES_COLOURS[0]) == {(2024.0, 9e9)}
    nothing = tv.charts.lines(PARTNERS.assign(value=0.0))
    assert misplaced(nothing) == []
    assert nothing.get_ylim()[0] == 0


def test_parts_of_years_stand_beside_the_same_parts() -> None:
    stretches = PARTNERS.assign(months=[f"{period}-01/{period}-08" for period in PARTNERS["period"]])
    ax = tv.charts.lines(stretches)
    assert misplaced(ax) == []
    assert "January to August of 2015–2017" in said(ax)
    assert "months" in tv.charts.drawing(ax).data


def test_given_axes_that_are_low_take_smaller_letters_or_are_refused() -> None:
    figure = plt.figure(figsize=(9, 9))
    values = {code: 1e9 + number * 1e6 for number, code in enumerate(("CHN", "SGP", "THA", "USA", "NLD", "ARE", "GBR"))}
    seven = pd.DataFrame(parts({2015: values, 2016: values}, "partner", **WHOLE))
    ax = tv.charts.lines(seven, bare=True, ax=figure.add_axes((0.1, 0.3, 0.5, 0.16)))
    label = labels(ax)[f"China{APART}1.00"]
    assert 6.5 <= label.get_fontsize() < 9.5
    assert misplaced(ax) == []
    with pytest.raises(TradeviewError, match=r"a box of .* by 1\.3 inches or more.*axes of 4\.5 by 1\.0 inches"):
        tv.charts.lines(seven, bare=True, ax=figure.add_axes((0.1, 0.8, 0.5, 0.11)))
    assert len(plt.get_fignums()) == 1


def test_polars_categories_and_text_of_others_are_drawn() -> None:
    frame = polars_of(PARTNERS)
    assert words(tv.charts.lines(frame)) == words(tv.charts.lines(PARTNERS))
    as_categories = PARTNERS.astype({"partner": "category", "reporter": "category"})
    assert words(tv.charts.lines(as_categories)) == words(tv.charts.lines(PARTNERS))
    assert set(NEEDED) <= set(tv.charts.drawing(tv.charts.lines(as_categories)).data.columns)


def test_seven_colours_are_told_from_each_other_and_from_grey() -> None:
    assert len(colours.SERIES_COLOURS) == len(MARKERS) == 7
    assert all(one != other for one, other in combinations((*colours.SERIES_COLOURS, colours.PALE), 2))
