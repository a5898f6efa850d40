"""Concentration: how far the trade of some economies rests on few products or partners, over time.

One line an economy, from zero, solid between neighbouring periods and dotted across a gap. The first two economies have
a colour, the others are greys with marks of their own shapes; each is named where its line ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median
from typing import Any, Literal

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import offset_copy
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.charts.layout.colours import GREY, PAIR_COLOURS, PALE, SERIES_COLOURS
from tradeview.charts.layout.fonts import FAMILIES, widen_leading
from tradeview.charts.layout.highlight import Highlight, choose_highlighted
from tradeview.charts.layout.page import Drawing, Page, Size, collect_pandas, house_style, lay_out_page
from tradeview.charts.layout.period_ticks import FEW, choose_period_ticks, starts_of_years
from tradeview.charts.layout.placing import spread_labels
from tradeview.charts.layout.points import points_down, points_per_x
from tradeview.charts.layout.text import text_width, wrap_evenly
from tradeview.charts.spans import refuse_unlike_months
from tradeview.errors import SHOWN_ROWS, TradeTableError
from tradeview.periods import (
    earliest_like,
    is_stretch,
    of_one_frequency,
    ordinal,
    period_of_span,
    periods_through,
    runs_of_periods,
)
from tradeview.table.series import spans_of
from tradeview.words import captions
from tradeview.words.language import Language, choose_language, in_language
from tradeview.words.names import label_economy, name_economy
from tradeview.words.numbers import count_places, format_number, tick_writer
from tradeview.words.periods import format_earlier_span, format_run, format_span
from tradeview.words.templates import Template, capitalise, join_clauses

Over = Literal["products", "partners"]
Variant = Literal["hhi", "normalised", "hirschman", "unctad"]
VARIANTS = {
    "hhi": Template("Herfindahl-Hirschman index (sum of squared shares)"),
    "normalised": Template("Herfindahl-Hirschman index, normalised to 0 for equal shares and 1 for one alone"),
    "hirschman": Template("Hirschman index (root of the sum of squared shares)"),
    "unctad": Template("UNCTAD’s concentration index (0 for equal shares, 1 for one alone)"),
}
SUBTITLES = {
    "products": Template("Concentration of exports over products, {periods}: {index}", note="index: what it is called"),
    "partners": Template("Concentration of exports over partners, {periods}: {index}", note="index: what it is called"),
}
# How the first economy's concentration moved, and the second's over the same time, by `Move`.
MORE, LESS, ABOUT_AS_MUCH, AS_MUCH = "more", "less", "about as much", "as much"
OF_ONE = {
    MORE: Template("{economy:possessive} exports were more concentrated in {end} ({index}) than in {start} ({before})"),
    LESS: Template("{economy:possessive} exports were less concentrated in {end} ({index}) than in {start} ({before})"),
    ABOUT_AS_MUCH: Template(
        "{economy:possessive} exports were about as concentrated in {end} ({index}) as in {start} ({before})"
    ),
    AS_MUCH: Template("{economy:possessive} exports were as concentrated in {end} as in {start} ({index})"),
}
# Where both moved alike. As much to the last digit is about as much, beside another one.
OF_BOTH = {
    MORE: Template(
        "The exports of {first} ({index}, from {before}) and of {second} ({second_index}, from {second_before}) "
        "were more concentrated in {end} than in {start}"
    ),
    LESS: Template(
        "The exports of {first} ({index}, from {before}) and of {second} ({second_index}, from {second_before}) "
        "were less concentrated in {end} than in {start}"
    ),
    ABOUT_AS_MUCH: Template(
        "The exports of {first} ({index}, from {before}) and of {second} ({second_index}, from {second_before}) "
        "were about as concentrated in {end} as in {start}"
    ),
}
OF_TWO = {
    (MORE, LESS): Template(
        "{first:possessive} exports were more concentrated in {end} than in {start} ({index}, from {before}), "
        "while {second:possessive} were less concentrated ({second_index}, from {second_before})"
    ),
    (MORE, ABOUT_AS_MUCH): Template(
        "{first:possessive} exports were more concentrated in {end} than in {start} ({index}, from {before}), "
        "while {second:possessive} were about as concentrated ({second_index}, from {second_before})"
    ),
    (LESS, MORE): Template(
        "{first:possessive} exports were less concentrated in {end} than in {start} ({index}, from {before}), "
        "while {second:possessive} were more concentrated ({second_index}, from {second_before})"
    ),
    (LESS, ABOUT_AS_MUCH): Template(
        "{first:possessive} exports were less concentrated in {end} than in {start} ({index}, from {before}), "
        "while {second:possessive} were about as concentrated ({second_index}, from {second_before})"
    ),
    (ABOUT_AS_MUCH, MORE): Template(
        "{first:possessive} exports were about as concentrated in {end} as in {start} ({index}, from {before}), "
        "while {second:possessive} were more concentrated ({second_index}, from {second_before})"
    ),
    (ABOUT_AS_MUCH, LESS): Template(
        "{first:possessive} exports were about as concentrated in {end} as in {start} ({index}, from {before}), "
        "while {second:possessive} were less concentrated ({second_index}, from {second_before})"
    ),
}
ONE_PERIOD = Template("{economy:possessive} exports had a concentration of {index} in {period}")
ALT = Template("Line chart. {title}. {ends}.", note="ends: of each economy its first and its last index")
ENDS = Template("{economy:capital} {before} in {start} and {index} in {end}", note="before, index: numbers")
INDEX_IN = Template("{economy:capital} {index} in {period}", note="index: a number")

MOST = 7  # lines that can be told apart
TITLED = 2  # economies, at most, that the title names
HEIGHT, FONT_SIZE, LEADING, LEFT = 230, 9.5, 13.0, 24  # points; of labels left of the plot, the last
BESIDE, TICK_AIR = 7.0, 10.0
DIGITS = 3  # of an index, as of all labels
HARDLY = 0.02  # of the larger of two indices: less, on a line from zero, than the line is thick
STEPS = 3  # changes from one figure to the next that tell what is usual
# Of lines that have no colour: greys apart (CIE L*: 40, 55, 67) in turn, and shapes of their own.
GREYS = (GREY, "#7B8794", PALE)
SHAPES = ("s", "^", "D", "v", "P", "X", "o")
KEY, KEY_SIZE = 9.0, 3.6  # points: from the mark before a name to the name, and its size
TOP = 1.12  # room above the highest point
NAMED = 0.42  # of the width: what the names beside the lines may take


@dataclass(frozen=True)
class Series:
    """The concentration of one economy over time; its first and last period and index as they are written."""

    code: str
    economy: str
    periods: list[int]
    spans: list[int]
    values: list[float]
    first_value: float
    start: str
    earlier: str  # the first period, where the last is named already
    end: str
    before: str
    index: str


@dataclass(frozen=True)
class Look:
    """How a line is drawn: its colour, the shape of its marks, and whether its name has that before it."""

    colour: str
    shape: str
    is_grey: bool
    is_keyed: bool = False


@check_arguments
@in_language
def concentration(
    frame: IntoFrame,
    *,
    over: Over,
    variant: Variant,
    economies: Sequence[str] | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    highlight: Highlight = None,
    bare: bool = False,
    ax: Axes | None = None,
    size: Size = "report",
    language: str | Language | None = None,
) -> Axes:
    """Draw the concentration of exports over time.

    Parameters
    ----------
    frame : frame
        The result of `tv.indices.concentration`. A column `source`, where it has one, says where the figures
        come from.
    over : {"products", "partners"}
        What the shares were of, as `tv.indices.concentration` was told.
    variant : {"hhi", "normalised", "hirschman", "unctad"}
        Which index it is, as `tv.indices.concentration` was told; the result does not say.
    economies : sequence of str, optional
        Alpha-3 codes of the economies to draw, seven at most; the first two have a colour and the title. Without
        it, all that the frame has, in its order.
    title, subtitle : str, optional
        Words of your own in the place of those that are made from the numbers; "" leaves them out.
    highlight : str or collection of str, optional
        Economies, by code or name: what is highlighted is in colour, all else grey.
    bare : bool
        Leave out title, subtitle and caption, which `tv.charts.words` then gives.
    ax : Axes, optional
        Axes to draw on: they are cleared, and the whole chart lies in their box. Without them a new figure is made.
    size : {"report", "slide", "square", "phone"}
        Of the new figure.
    language : str or Language, optional
        What its words are written in: a code of `tv.languages()`, such as "ms"; without it, English.

    Returns
    -------
    matplotlib.axes.Axes
        Periods on x (months counted from the start of the calendar), the index on y, from 0.

    Raises
    ------
    TradeTableError
        No value; one period alone; more than seven economies, or one that the table does not have; years and months
        at once; two rows for one period of an economy; an `over` or `variant` that is not in the list.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"period": [2001, 2002], "reporter": "MYS", "concentration": [0.2, 0.3]})
    >>> ax = concentration(frame, over="products", variant="hhi")
    >>> [float(y) for y in ax.get_lines()[0].get_ydata()]
    [0.2, 0.3]
    """
    table = _read_indices(frame, over, variant, economies)
    codes = list(dict.fromkeys(table["reporter"]))
    if economies:
        codes = list(dict.fromkeys(economies))
    labels = {code: label_economy(code) for code in codes}
    highlighted = choose_highlighted(highlight, labels, "an economy that has a line", economies=True)
    coloured: tuple[str, ...] = PAIR_COLOURS
    if highlighted.codes:  # the title and the colours are then theirs
        codes = sorted(codes, key=lambda code: not highlighted.has(code))
        coloured = SERIES_COLOURS[: len(highlighted.codes)]
    # In the order in which they are named, which says who has a colour and stands in the title.
    table = table.assign(_economy=table["reporter"].map(codes.index))
    data = table.sort_values(["_economy", "period"], ignore_index=True).drop(columns="_economy")
    series = [_read_series(data, code) for code in codes]
    page = Page(title=title, subtitle=subtitle, bare=bare, ax=ax, size=size, language=choose_language(language))
    with house_style():
        widest = page.width * NAMED
        names = [wrap_evenly(_name_line(one, data), widest, FONT_SIZE, "bold") for one in series]
        right = max(text_width(line, FONT_SIZE, "bold") for line in chain.from_iterable(names)) + BESIDE + 2
        looks = _choose_looks(series, coloured)
        if any(look.is_keyed for look in looks):
            right += KEY
        drawn = _describe_concentration(data, series, over, variant, min(len(coloured), TITLED))
        ax = lay_out_page(drawn, page, height=HEIGHT, left=LEFT, right=right, head=12, foot=20)
        _set_axes(ax, data)
        for one, look in zip(series, looks, strict=True):
            _draw_line(ax, one, look)
        _write_names(ax, series, names, looks)
    return ax


def _read_indices(frame: IntoFrame, over: str, variant: str, named: Sequence[str] | None) -> pd.DataFrame:
    """Return the rows that have an index, of the economies that are named; refuse what cannot stand on one chart."""
    for name, given, known in (("over", over, SUBTITLES), ("variant", variant, VARIANTS)):
        if given not in known:
            raise TradeTableError(f"{name} is one of {', '.join(known)}", repr(given), "name what was computed")
    table = collect_pandas(frame, "period", "reporter", "concentration", numbers=["concentration"])
    table = table[table["concentration"].notna()]
    if named:
        there = list(dict.fromkeys(table["reporter"]))
        absent = [code for code in named if code not in there]
        if absent:
            found = f"{', '.join(there[:SHOWN_ROWS])} … {len(there)} in all"
            raise TradeTableError(f"the table has no concentration of {', '.join(absent)}", found, "name those it has")
        table = table[table["reporter"].isin(list(named))]
    count = table["reporter"].nunique()
    if not 1 <= count <= MOST:
        found = f"{count} with a value"
        raise TradeTableError(f"a chart of concentration is of 1 to {MOST} economies", found, "name `economies`")
    _refuse_other_periods(table)
    return table


def _refuse_other_periods(table: pd.DataFrame) -> None:
    refuse_unlike_months(table, "concentration")
    periods = table["period"].astype(int).unique().tolist()
    if len(periods) == 1:
        found = f"{format_span(spans_of(table)[0])} alone"
        raise TradeTableError("concentration over time needs several periods", found, "give more periods")
    if not of_one_frequency(periods):
        raise TradeTableError("concentration needs one frequency", "years and months", "filter `period` to one of them")
    twice = table[table.duplicated(["period", "reporter"])]
    if len(twice):
        rows = [f"{row['period']} {row['reporter']}" for row in twice.head(SHOWN_ROWS).to_dict("records")]
        raise TradeTableError("concentration needs one row for each period of an economy", "several", "keep one", rows)


def _read_series(data: pd.DataFrame, code: str) -> Series:
    rows = data[data["reporter"] == code]
    periods, spans = rows["period"].astype(int).tolist(), spans_of(rows)
    values = rows["concentration"].astype(float).tolist()
    # Of months, the first of the last one's season: August is not held against January.
    like_last = earliest_like(periods, periods[-1])
    first = periods.index(like_last) if like_last < periods[-1] else 0
    return Series(
        code,
        name_economy(code),
        periods,
        spans,
        values,
        values[first],
        start=format_span(spans[first]),
        earlier=format_earlier_span(spans[first], spans[-1]),
        end=format_span(spans[-1]),
        before=format_number(values[first], DIGITS),
        index=format_number(values[-1], DIGITS),
    )


def _describe_concentration(data: pd.DataFrame, series: list[Series], over: str, variant: str, titled: int) -> Drawing:
    """Say how the concentration of the first economies changed, so many as have the title."""
    title = _describe_changes(series[:titled])
    spans = spans_of(data)
    periods = format_run(min(spans), max(spans))
    caption = [captions.name_sources(data)]
    gaps = _describe_gaps(series)
    if gaps:
        caption.insert(0, gaps)
    return Drawing(
        title,
        SUBTITLES[over].fill(periods=periods, index=VARIANTS[variant].fill()),
        tuple(caption),
        ALT.fill(title=title, ends=join_clauses(_describe_ends(one) for one in series)),
        data,
    )


def _describe_changes(titled: list[Series]) -> str:
    """Say how the concentration of one economy moved, or of two over the same time."""
    first = titled[0]
    name = capitalise(first.economy)
    if len(first.periods) == 1:
        return ONE_PERIOD.fill(economy=name, index=first.index, period=first.end)
    times = {"start": first.earlier, "end": first.end}
    second = titled[1] if len(titled) > 1 else None
    # Of other years than the first's, the second's change is not set beside it: its line shows it.
    if second is None or len(second.periods) == 1 or (second.start, second.end) != (first.start, first.end):
        move = _move_of(first)
        parts = {"economy": name, "index": first.index, **times}
        if move != AS_MUCH:
            parts["before"] = first.before
        return OF_ONE[move].fill(**parts)
    moves = [_move_of(one) for one in (first, second)]
    moves = [ABOUT_AS_MUCH if move == AS_MUCH else move for move in moves]
    template = OF_BOTH[moves[0]] if moves[0] == moves[1] else OF_TWO[moves[0], moves[1]]
    return template.fill(
        first=name if moves[0] != moves[1] else first.economy,  # what opens the title
        index=first.index,
        before=first.before,
        second=second.economy,
        second_index=second.index,
        second_before=second.before,
        **times,
    )


def _move_of(series: Series) -> str:
    """Tell which way an index moved from first to last: within what is usual from one figure to the next, neither."""
    if series.before == series.index:
        return AS_MUCH
    ends = series.first_value, series.values[-1]
    change = ends[1] - ends[0]
    is_unseen = abs(change) < HARDLY * max(ends)
    steps = [abs(later - earlier) for earlier, later in pairwise(series.values)]
    # The middle step, which one odd year does not move: what an index does in any year is no finding of many.
    is_usual = len(steps) >= STEPS and abs(change) <= median(steps)
    if is_unseen or is_usual:
        return ABOUT_AS_MUCH
    return MORE if change > 0 else LESS


def _describe_gaps(series: list[Series]) -> str:
    """Say which periods have no figures, of which economy where not all lack the same."""
    gaps = [captions.describe_gaps(one.spans) for one in series]
    # A year that all lack is said once; a gap of one line alone must not read as one of all.
    if len(set(gaps)) == 1:
        return gaps[0]
    notes = []
    for one, gap in zip(series, gaps, strict=True):
        if gap:
            notes.append(f"{label_economy(one.code)}: {gap}")
    return " ".join(notes)


def _describe_ends(series: Series) -> str:
    if len(series.periods) == 1:
        return INDEX_IN.fill(economy=series.economy, index=series.index, period=series.end)
    parts = {"start": series.start, "before": series.before, "end": series.end, "index": series.index}
    return ENDS.fill(economy=series.economy, **parts)


def _name_line(series: Series, data: pd.DataFrame) -> str:
    """Name an economy with its last index, and say of when that is where others go on."""
    if series.periods[-1] == data["period"].max():
        return f"{label_economy(series.code)} {series.index}"
    return INDEX_IN.fill(economy=series.economy, index=series.index, period=series.end)


def _set_axes(ax: Axes, data: pd.DataFrame) -> None:
    spans = sorted(set(spans_of(data)))
    first, last = (ordinal(period_of_span(span)) for span in (spans[0], spans[-1]))
    pad = (last - first) * 0.02
    ax.set_xlim(first - pad, last + pad)
    highest = float(data["concentration"].max())
    if highest == 0:  # an axis needs some height
        highest = 1 / TOP
    ax.set_ylim(0, highest * TOP)
    ax.locator_params(axis="y", nbins=4)
    ax.yaxis.set_major_formatter(tick_writer(places=count_places(ax.get_yticks())))
    ax.tick_params(axis="both", labelfontfamily=list(FAMILIES))  # ticks are made later, outside the house style
    by_importance = [spans[-1], spans[0], *reversed(spans)]  # the ends first
    if len(spans) > FEW and not is_stretch(spans[0]):
        by_importance = [spans[-1], spans[0], *reversed(starts_of_years(spans))]
    ticks = choose_period_ticks(by_importance, points_per_x(ax), FONT_SIZE, TICK_AIR, beyond=LEFT)
    ax.set_xticks(list(ticks), list(ticks.values()))


def _choose_looks(series: list[Series], coloured: tuple[str, ...]) -> list[Look]:
    """Give each line a colour and a shape of its marks: those in grey differ from the ones that end beside them."""
    looks = [Look(colour, "o", is_grey=False) for colour in coloured[: len(series)]]
    greys = list(range(len(looks), len(series)))
    in_order = sorted(greys, key=lambda number: series[number].values[-1])
    if len(greys) == 1:
        return [*looks, Look(PALE, "o", is_grey=True)]
    for number in greys:
        place = in_order.index(number)
        grey, shape = GREYS[place % len(GREYS)], SHAPES[place % len(SHAPES)]
        looks.append(Look(grey, shape, is_grey=True, is_keyed=True))
    return looks


def _draw_line(ax: Axes, series: Series, look_of_line: Look) -> None:
    """Join neighbouring periods by a solid line, and those across a gap by a dotted one."""
    # Grey lines lie below the two that the title is about.
    look: dict[str, Any] = {"color": look_of_line.colour, "linewidth": 1.4, "zorder": 2}
    marker_size = KEY_SIZE
    if not look_of_line.is_grey:
        look |= {"linewidth": 2.4, "zorder": 4}
        marker_size = 4
    values = dict(zip(series.periods, series.values, strict=True))
    runs = runs_of_periods(series.periods)
    for first, last in runs:
        run = {ordinal(period): values[period] for period in periods_through(first, last)}
        ax.plot(list(run), list(run.values()), marker=look_of_line.shape, markersize=marker_size, **look)
    look |= {"linestyle": (0, (0.1, 2.4)), "linewidth": 1.6}
    for (_, before), (after, _) in pairwise(runs):
        ax.plot([ordinal(before), ordinal(after)], [values[before], values[after]], **look)


def _write_names(ax: Axes, series: list[Series], names: list[list[str]], looks: list[Look]) -> None:
    """Name each economy beside the end of its line, moved apart where they would touch; greys behind their shape."""
    height, most = points_down(ax), ax.get_ylim()[1]
    # Labels are moved apart from the lowest up; of lines that end at one height, in the order of the economies.
    labels = sorted((one.values[-1] / most * height, number) for number, one in enumerate(series))
    leading = widen_leading(LEADING, chain.from_iterable(names))
    rooms = [leading * len(names[number]) for _, number in labels]
    heights = spread_labels([wanted for wanted, _ in labels], rooms, 0, max(height, sum(rooms)))
    for (_, number), up in zip(labels, heights, strict=True):
        look = looks[number]
        colour, weight, beside = look.colour, "bold", BESIDE
        if look.is_grey:
            colour, weight = GREY, "normal"
        if look.is_keyed:
            beside += KEY
            to_first_line = (len(names[number]) - 1) / 2 * leading
            place = offset_copy(
                ax.transAxes, ax.get_figure(root=True), BESIDE + KEY_SIZE / 2, to_first_line, units="points"
            )
            ax.scatter(
                1,
                up / height,
                KEY_SIZE**2,
                look.colour,
                marker=look.shape,
                transform=place,
                clip_on=False,
                linewidths=0,
            )
        ax.annotate(
            "\n".join(names[number]), (1, up / height), (beside, 0), xycoords="axes fraction",
            textcoords="offset points", va="center", color=colour, fontsize=FONT_SIZE,
            linespacing=widen_leading(1.1, names[number]), fontweight=weight, annotation_clip=False,
        )  # fmt: skip
