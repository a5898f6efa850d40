"""Ranking: the largest partners or products of one flow, with what is left as "other", and the share of each.

The world and the total are wholes, never parts: they do not stand among the bars, and the caption says how much of them
the parts make up. Nor do groups of economies, whose members are partners themselves: the caption names those left out.
A rank keeps its set: the subtitle says how many there are.
"""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.analysis.composition import shares
from tradeview.arguments import check_arguments
from tradeview.charts.labels import (
    COUNTED,
    RANGES,
    distinct_values,
    format_scaled,
    format_share,
    name_product,
    name_unit_and_prices,
    name_whole,
    shorten_name,
)
from tradeview.charts.layout.colours import GREY, INK, PALE, currency_colour
from tradeview.charts.layout.highlight import Highlight, Highlighted, choose_highlighted
from tradeview.charts.layout.page import (
    REPORT_PAGE,
    Drawing,
    Page,
    Size,
    collect_pandas,
    house_style,
    lay_out_page,
    shrink_factor,
    smallest_height,
)
from tradeview.charts.layout.points import points_across, write_label
from tradeview.charts.layout.row_layout import (
    FONT_SIZE,
    NAME_WIDTH,
    ROW,
    Row,
    gutter_width,
    lay_out_rows,
    row_tops,
    write_names,
)
from tradeview.charts.layout.text import text_width
from tradeview.charts.spans import refuse_unlike, say_months
from tradeview.economies.codes import is_group
from tradeview.errors import TradeTableError
from tradeview.table.double_counting import WHOLES
from tradeview.table.engines import is_missing
from tradeview.table.schema import BALANCE, TOTAL, WORLD
from tradeview.table.series import span_of
from tradeview.words import captions
from tradeview.words.money import format_money
from tradeview.words.names import label_economy, name_economy, trade_name
from tradeview.words.numbers import NOT_STATED, choose_scale, format_percent
from tradeview.words.periods import format_span
from tradeview.words.templates import Plural, Template, capitalise, list_words

TITLE = Template(
    "{parts:capital}: {share} of {whole} in {period}",
    note="parts: names of partners or products; whole: Malaysia’s exports to Russia",
)
TITLE_SO_FAR = Template("{parts:capital}: {share} of {whole} in {period}, as far as the table goes")
TITLE_OF_REPORTER = Template("{parts:capital}: {share} of {reporter:possessive} {flow} in {period}")
TITLE_OF_REPORTER_SO_FAR = Template(
    "{parts:capital}: {share} of {reporter:possessive} {flow} in {period}, as far as the table goes",
    note="flow: exports, or exports of HS 1511",
)
ALIKE = Template("{parts} of the same value", note="parts: 5 partners")
SUBTITLE = Template("{parts:capital} in the table: value in {money}, and share of their sum", note="parts: 5 partners")
SUBTITLE_OF_LARGEST = Plural(
    "The largest of {parts} in the table: value in {money}, and share of their sum",
    "The {count} largest of {parts} in the table: value in {money}, and share of their sum",
)
OTHERS = Template("Other ({parts})", note="parts: 5 partners")
VALUATION = Template("Valuation: {valuation}.", note="valuation: FOB, CIF, or not stated")
GROUPS = Template("Groups are left out: {groups}.", note="groups of economies: ASEAN")
SUM_OF_PARTS = {
    TOTAL: Template("Their sum is {share} of the table’s row for the total ({amount})."),
    WORLD: Template("Their sum is {share} of the table’s row for the world ({amount})."),
}
NO_WHOLE = {
    TOTAL: Template("The table has no row for the total to compare their sum with."),
    WORLD: Template("The table has no row for the world to compare their sum with."),
}
ALT = Template("Bar chart, largest first. {title}. {ends}.", note="ends: the first and the last bar with their values")

RANKED = ("partner", "reporter", "commodity_code")
NEEDED = ("period", "reporter", "partner", "flow", "commodity_code", "value", "currency")
TOP, NAMED = 10, 3  # bars before "other"; those that the title names
BAR, BESIDE = 13, 6  # points: a bar's height, and from its end to its number
APART = 3 * "\N{NO-BREAK SPACE}"
LEAST, TITLE_LINE = 0.01, 60  # the share and the letters up to which a title names more than the first
ALL_OF_IT = 0.005  # parts within half a percent of the total are all of it: they may be rounded


class RankedTable(NamedTuple):
    """What is ranked: parts with their shares, largest first; rows of the whole; codes of the groups left out."""

    parts: pd.DataFrame
    whole: pd.DataFrame
    groups: list[str]

    @property
    def part_of_whole(self) -> float | None:
        """The sum of the parts as a share of the table's own total; None where it has none."""
        if len(self.whole) != 1:
            return None
        total = self.whole["value"].iloc[0]
        if is_missing(total) or total <= 0:
            return None
        return float(self.parts["value"].sum() / total)


@check_arguments
def ranking(
    frame: IntoFrame,
    *,
    by: str,
    top: int = TOP,
    title: str | None = None,
    subtitle: str | None = None,
    highlight: Highlight = None,
    bare: bool = False,
    ax: Axes | None = None,
    size: Size = "report",
) -> Axes:
    """Draw the largest parts of one flow as bars, with their values and shares.

    Parameters
    ----------
    frame : frame
        A trade table of one period and flow in one currency: of one reporter and commodity code with its partners, of
        one reporter and partner with its products, or of one partner and commodity code with its reporters.
    by : {"partner", "commodity_code", "reporter"}
        The column that names the parts. Rows of the whole (`WLD`, `TOTAL`) are never among them; they only tell how
        much of the whole the parts make up. Groups of economies (`tv.economies.is_group`) are left out.
    top : int
        Bars before "other", 1 or more. One more is drawn by its name where it would be alone in "other".
    title, subtitle : str, optional
        Words of your own in the place of those that are made from the numbers; "" leaves them out.
    highlight : str or collection of str, optional
        Bars, by code or name: what is highlighted is in colour, all else grey.
    bare : bool
        Leave out title, subtitle and caption, which `tv.charts.words` then gives.
    ax : Axes, optional
        Axes to draw on: they are cleared, and the whole chart lies in their box. Without them a new figure is made.
    size : {"report", "slide", "square", "phone"}
        Of the new figure.

    Returns
    -------
    matplotlib.axes.Axes
        Money on x (in `currency`, from zero), points from the top on y; the largest is first, "other" last.

    Raises
    ------
    TradeTableError
        As for `tv.shares`; several periods, flows or wholes; only the whole or groups; all values zero; `top` below 1.
    UnknownCodeError
        A partner or reporter that no table knows.
    TradeviewError
        More bars than the size has room for.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"period": 2001, "reporter": "MYS", "flow": "export", "commodity_code": "TOTAL", "currency": "USD"}
    >>> values = {"WLD": 10e9, "CHN": 5e9, "SGP": 3e9, "RUS": 1e9, "THA": 1e9}
    >>> frame = pd.DataFrame([{**row, "partner": partner, "value": value} for partner, value in values.items()])
    >>> ax = ranking(frame, by="partner", top=2)
    >>> [float(bar.get_width()) for bar in ax.patches]
    [5000000000.0, 3000000000.0, 2000000000.0]
    """
    page = Page(title=title, subtitle=subtitle, bare=bare, ax=ax, size=size)
    return draw_ranking(frame, page, by=by, top=top, highlight=highlight)


def draw_ranking(
    frame: IntoFrame,
    page: Page = REPORT_PAGE,
    *,
    by: str,
    top: int = TOP,
    highlight: Highlight = None,
    validate: bool = True,
) -> Axes:
    """Draw what `ranking` draws; without `validate` the values are known to be comparable."""
    ranked = _collect_parts(frame, by, top, validate=validate)
    data = _rank_parts(ranked.parts, by, top)
    bars = data[data[by].notna()]
    labels = dict(zip(bars[by].astype(str), bars["row"], strict=True))
    highlighted = choose_highlighted(highlight, labels, f"a {by} that has a bar", economies=by != "commodity_code")
    names_above = page.is_narrow
    with house_style():
        width = page.width if names_above else NAME_WIDTH
        rows = lay_out_rows(list(data["row"]), width, above=names_above)
        gutter = 0 if names_above else gutter_width(rows)
        height = row_tops(rows)[-1]
        drawn = describe_ranking(data, ranked, by)
        lowest = smallest_height(height, FONT_SIZE)
        ax = lay_out_page(drawn, page, height=height, left=gutter, head=8, foot=2, lowest=lowest)
        _draw_bars(ax, data, by, rows, gutter, shrink_factor(ax, height), highlighted)
    return ax


def _collect_parts(frame: IntoFrame, by: str, top: int, *, validate: bool) -> RankedTable:
    """Collect the parts of one whole and compute their shares."""
    if by not in RANKED:
        raise TradeTableError(f"a ranking is by one of {', '.join(RANKED)}", repr(by), "name the column of the parts")
    if top < 1:
        raise TradeTableError("a ranking shows one part or more", f"top={top}", "name a larger number")
    table = collect_pandas(frame, *NEEDED)
    _refuse_several_wholes(table, by)
    is_whole = table[by] == WHOLES[by]
    # The whole, and groups whose members are partners themselves, would be counted twice.
    groups = []
    if by != "commodity_code":
        groups = [code for code in table.loc[~is_whole, by].unique() if is_group(code)]
    parts = table[~is_whole & ~table[by].isin(groups)]
    if parts.empty:
        there = [WHOLES[by], *groups] if is_whole.any() else groups
        raise TradeTableError(
            f"a ranking by {by} needs parts", f"{', '.join(there)} alone", f"give the rows of each {by}"
        )
    parts = shares(parts, by=by, validate=validate)
    if parts["share"].isna().any():
        raise TradeTableError("a ranking needs values above zero", "zeros alone", "leave them out")
    parts = parts.sort_values(["value", by], ascending=[False, True], ignore_index=True)
    return RankedTable(parts, table[is_whole], groups)


def _refuse_several_wholes(table: pd.DataFrame, by: str) -> None:
    """Refuse parts of no whole or of several ones, of which they could not be shares."""
    same, several = [], []
    for name in ("period", "flow", "reporter", "partner", "commodity_code", "valuation"):
        if name == by or name not in table:
            continue
        same.append(name)
        values = distinct_values(table[name])
        if not values:
            several.append(f"{name} none")
        elif len(values) > 1:
            several.append(f"{name} {', '.join(values[:5])}")
    if several:
        raise TradeTableError(f"a ranking by {by} is of one {', '.join(same)}", "; ".join(several), "filter the table")
    refuse_unlike(table, f"a ranking by {by}")
    if (table["flow"] == BALANCE).any():
        found = f"`{BALANCE}`, whose parts may be of either sign"
        raise TradeTableError(f"a ranking by {by} is of parts that have shares", found, "rank exports, or imports")


def _rank_parts(parts: pd.DataFrame, by: str, top: int) -> pd.DataFrame:
    """Return the bars: the largest parts by name, and the rest as one row, which has no code."""
    kept, rest = parts.iloc[:top], parts.iloc[top:]
    # One alone takes as much room as "other" would, and says more.
    if len(rest) == 1:
        kept, rest = parts, parts.iloc[:0]
    names = []
    for part in kept.to_dict("records"):
        code = part[by]
        if by == "commodity_code":
            names.append(capitalise(name_product(code, part.get("classification"))))
        else:
            names.append(label_economy(code))
    drawn = ("period", *say_months(parts), by, "value", "low", "high", "share", "currency", "source")
    columns = [name for name in drawn if name in parts]
    named = kept[columns].assign(row=names)
    if rest.empty:
        return named
    first = kept.iloc[0]
    other = {"row": OTHERS.fill(parts=COUNTED[by].fill(count=len(rest)))}
    other |= {name: first[name] for name in ("period", *say_months(parts), "currency")}
    for name in ("value", "low", "high", "share"):
        if name in parts:
            # Without the range of one of them the sum has none.
            other[name] = rest[name].sum(skipna=False)
    return pd.concat([named, pd.DataFrame([other])], ignore_index=True)


def describe_ranking(data: pd.DataFrame, ranked: RankedTable, by: str) -> Drawing:
    """Say what part of the whole the largest make up, and of how many they are the largest."""
    parts = ranked.parts
    first = parts.iloc[0]
    title = _describe_largest(data, ranked, by)
    counted = COUNTED[by].fill(count=len(parts))
    money = name_unit_and_prices(first, choose_scale(data["value"])[1])
    shown = int(data[by].notna().sum())
    subtitle = SUBTITLE.fill(parts=counted, money=money)
    if shown < len(parts):
        subtitle = SUBTITLE_OF_LARGEST.fill(count=shown, parts=counted, money=money)
    valuation = NOT_STATED.fill() if is_missing(first.get("valuation")) else first["valuation"]
    notes = [VALUATION.fill(valuation=valuation), _compare_with_whole(ranked, by)]
    if ranked.groups:
        notes.append(GROUPS.fill(groups=[name_economy(code) for code in ranked.groups]))
    if {"low", "high"} <= set(data) and data[["low", "high"]].notna().all(axis=1).any():
        notes.append(RANGES.fill())
    notes += [captions.describe_conversions(parts), captions.describe_deflation(parts)]
    # One row of each source: they are all of one period.
    of_sources = parts.drop_duplicates("source") if "source" in parts else parts[:1]
    sources = captions.name_sources(of_sources, also=captions.conversion_sources(parts))
    caption = (" ".join(note for note in notes if note), sources)
    ends = [f"{bar.row} {format_money(bar.value, bar.currency)}" for bar in data.iloc[[0, -1]].itertuples()]
    alt = ALT.fill(title=title, ends="; ".join(dict.fromkeys(ends)))
    return Drawing(title, subtitle, caption, alt, data)


def _describe_largest(data: pd.DataFrame, ranked: RankedTable, by: str) -> str:
    """Say the first parts and their share; of parts alike, none is named before the others."""
    parts = ranked.parts
    names = _first_names(data, by)
    # Of values alike the order is that of the codes, which says nothing.
    values = list(parts["value"])
    while names and len(names) < len(values) and values[len(names) - 1] == values[len(names)]:
        names.pop()
    count = len(names)
    named = list_words(names)
    if not names:
        count = values.count(values[0])
        named = ALIKE.fill(parts=COUNTED[by].fill(count=count))
    said = {
        "parts": named,
        "share": format_share(parts["share"].iloc[:count].sum()),
        "period": format_span(span_of(parts.iloc[0])),
    }
    first = parts.iloc[0]
    is_all = ranked.part_of_whole is not None and abs(ranked.part_of_whole - 1) <= ALL_OF_IT
    if by == "partner":
        template = TITLE_OF_REPORTER if is_all else TITLE_OF_REPORTER_SO_FAR
        return template.fill(reporter=name_economy(first["reporter"]), flow=trade_name(first), **said)
    template = TITLE if is_all else TITLE_SO_FAR
    return template.fill(whole=name_whole(first, by), **said)


def _first_names(data: pd.DataFrame, by: str) -> list[str]:
    """Name the first parts for the title: three at most, in one line, and none that comes to nothing."""
    names: list[str] = []
    for part in data[data[by].notna()].head(NAMED).to_dict("records"):
        name = shorten_name(part["row"]) if by == "commodity_code" else name_economy(part[by])
        if names and (part["share"] < LEAST or len("".join([*names, name])) > TITLE_LINE):
            break
        names.append(name)
    return names


def _compare_with_whole(ranked: RankedTable, by: str) -> str:
    """Say how much of the table's own total the parts make up."""
    share = ranked.part_of_whole
    if share is None:
        return NO_WHOLE[WHOLES[by]].fill()
    row = ranked.whole.iloc[0]
    amount = format_money(row["value"], row["currency"])
    return SUM_OF_PARTS[WHOLES[by]].fill(share=format_percent(share, 1, signed=False), amount=amount)


def _draw_bars(
    ax: Axes,
    data: pd.DataFrame,
    by: str,
    rows: Sequence[Row],
    gutter: float,
    shrink: float,
    highlighted: Highlighted,
) -> None:
    """Draw each bar with its name, its range, its value and its share."""
    scale, _ = choose_scale(data["value"])
    bars = data.to_dict("records")
    labels = [f"{format_scaled(bar['value'], scale)}{APART}{format_share(bar['share'])}" for bar in bars]
    tops = row_tops(rows)
    across = points_across(ax)
    room = max(text_width(label, FONT_SIZE) for label in labels) + BESIDE
    ends = data["value"]
    if "high" in data:
        ends = data["high"].fillna(ends)
    ax.set_axis_off()
    ax.set_ylim(tops[-1], 0)
    ax.set_xlim(0, float(ends.max()) * across / max(across - room, across / 4))
    write_names(ax, rows, tops, gutter, shrink)
    for bar, row, top, label, end in zip(bars, rows, tops, labels, ends, strict=False):
        y = top + row.marks
        if not gutter:
            y -= ROW / 6  # close to its name, which stands above it
        colour, ink = currency_colour(bar["currency"]), INK
        if is_missing(bar[by]) or not highlighted.has(bar[by]):  # all others
            colour, ink = PALE, GREY
        ax.barh(y, bar["value"], BAR, color=colour, linewidth=0)
        if not is_missing(bar.get("low")) and not is_missing(bar.get("high")):
            ax.hlines(y, bar["low"], bar["high"], color=INK, linewidth=1)
        write_label(ax, label, (end, y), (BESIDE, 0), color=ink, fontsize=FONT_SIZE * shrink)
