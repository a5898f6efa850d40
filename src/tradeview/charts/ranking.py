"""Ranking: the largest partners or products of one flow, with what is left as "other", and the share of each.

The world and the total are wholes, never parts: they do not stand among the bars, and the caption says how much of them
the parts make up. Nor do groups of economies, whose members are partners themselves: the caption names those left out.
A rank keeps its set: the subtitle says how many there are.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.analysis.composition import shares
from tradeview.charts.layout.colours import GREY, INK, PALE, currency_colour
from tradeview.charts.layout.page import Drawing, Size, house_style, lay_out_page, pandas_of, plot_width, shrink_factor
from tradeview.charts.layout.points import points_across
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
from tradeview.charts.wording import economy, money_words, product, scaled_figure, share_words, shorten_name
from tradeview.economies import is_group
from tradeview.errors import TradeTableError, count_nouns
from tradeview.table.double_counting import WHOLES
from tradeview.table.engines import is_missing
from tradeview.words import captions
from tradeview.words.money import format_money
from tradeview.words.names import flow_name, trade_name
from tradeview.words.numbers import NOT_STATED, choose_scale, format_percent
from tradeview.words.periods import format_period
from tradeview.words.templates import capitalise, list_words, possessive_of

NEEDED = ("period", "reporter", "partner", "flow", "commodity_code", "value", "currency")
NOUNS = {"partner": "partner", "reporter": "reporter", "commodity_code": "code"}
TOP, NAMED = 10, 3  # bars before "other"; those that the title names
BAR, BESIDE = 13, 6  # points: a bar's height, and from its end to its number
APART = 3 * "\N{NO-BREAK SPACE}"
OTHER = "Other ("
LEAST, TITLE_LINE = 0.01, 60  # the share and the letters up to which a title names more than the first
WHOLE = 0.005  # parts within half a percent of the total are all of it
STACKED = "phone"
RANGES = "Thin lines: the range of each figure."


def ranking(frame: IntoFrame, *, by: str, top: int = TOP, ax: Axes | None = None, size: Size = "report") -> Axes:
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
    ax : Axes, optional
        Axes to draw on; without them a new figure is made.
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
    return draw_ranking(frame, by=by, top=top, ax=ax, size=size)


def draw_ranking(
    frame: IntoFrame, *, by: str, top: int = TOP, ax: Axes | None = None, size: Size = "report", validate: bool = True
) -> Axes:
    """Draw what `ranking` draws; without `validate` the values are known to be comparable."""
    table, whole, groups = _checked(frame, by, top, validate=validate)
    data = _rank_parts(table, by, top)
    new = ax is None
    narrow = size == STACKED and new
    with house_style():
        rows = lay_out_rows(list(data["row"]), plot_width(ax, size) if narrow else NAME_WIDTH, above=narrow)
        gutter = 0 if narrow else gutter_width(rows)
        height = row_tops(rows)[-1]
        drawn = _words(data, table, whole, groups, by)
        ax = lay_out_page(drawn, ax=ax, size=size, height=height, left=gutter, head=8, foot=2)
        _draw_bars(ax, data, rows, gutter, shrink_factor(ax, height, FONT_SIZE, new=new))
    return ax


def _checked(frame: IntoFrame, by: str, top: int, *, validate: bool) -> tuple[pd.DataFrame, pd.DataFrame, list[str]]:
    """Return the parts with their shares, largest first; the rows of the whole; and the groups left out."""
    if by not in NOUNS:
        raise TradeTableError(f"a ranking is by one of {', '.join(NOUNS)}", repr(by), "name the column of the parts")
    if top < 1:
        raise TradeTableError("a ranking shows one part or more", f"top={top}", "name a larger number")
    table = pandas_of(frame, *NEEDED)
    one = [name for name in ("period", "flow", "reporter", "partner", "commodity_code", "valuation") if name != by]
    found = {name: sorted({_said(value) for value in table[name]}) for name in one if name in table}
    if any(len(values) != 1 for values in found.values()):
        some = {name: values for name, values in found.items() if len(values) != 1}
        said = "; ".join(f"{name} {', '.join(values[:5]) or 'none'}" for name, values in some.items())
        raise TradeTableError(f"a ranking by {by} is of one {', '.join(found)}", said, "filter the table")
    is_whole = table[by] == WHOLES[by]
    groups = [] if by == "commodity_code" else [code for code in table.loc[~is_whole, by].unique() if is_group(code)]
    whole, parts = table[is_whole], table[~is_whole & ~table[by].isin(groups)]
    if parts.empty:
        there = ", ".join([*([WHOLES[by]] if is_whole.any() else []), *groups])
        raise TradeTableError(f"a ranking by {by} needs parts", f"{there} alone", f"give the rows of each {by}")
    parts = shares(parts, by=by, validate=validate)
    if parts["share"].isna().any():
        raise TradeTableError("a ranking needs values above zero", "zeros alone", "leave them out")
    return parts.sort_values(["value", by], ascending=[False, True], ignore_index=True), whole, groups


def _said(value: object) -> str:
    return NOT_STATED.fill() if is_missing(value) else str(value)


def _rank_parts(table: pd.DataFrame, by: str, top: int) -> pd.DataFrame:
    """Return the bars: the largest parts by name, and the rest as one row, which has no code."""
    kept = table if len(table) <= top + 1 else table.iloc[:top]
    columns = [name for name in ("period", by, "value", "low", "high", "share", "currency", "source") if name in table]
    kinds = table["classification"] if "classification" in table else [None] * len(table)
    names = [_name(code, by, kind) for code, kind in zip(kept[by], kinds, strict=False)]
    named = kept[columns].assign(row=names)
    rest = table.iloc[len(kept) :]
    if rest.empty:
        return named
    money = [name for name in ("value", "low", "high", "share") if name in table]
    other = {name: rest[name].sum(skipna=False) for name in money}
    said = f"{OTHER}{len(rest):,} {NOUNS[by]}s)"
    row = pd.DataFrame([{**other, "row": said, "period": kept["period"].iloc[0], "currency": kept["currency"].iloc[0]}])
    return pd.concat([named, row], ignore_index=True)


def _name(code: object, by: str, classification: object) -> str:
    name = product(code, classification) if by == "commodity_code" else economy(code)
    return capitalise(name)


def _words(data: pd.DataFrame, table: pd.DataFrame, whole: pd.DataFrame, groups: list[str], by: str) -> Drawing:
    first = table.iloc[0]
    _, word = choose_scale(data["value"])
    title = f"{_first_said(data, table, by)} of {_whole_name(first, by, table, whole)}"
    count = count_nouns(len(table), NOUNS[by])
    shown = int(data[by].notna().sum())
    said = count if shown == len(table) else f"the {shown} largest of {count}"
    money = money_words(first, word)
    subtitle = f"{capitalise(said)} in the table: value in {money}, and share of their sum"
    left_out = f"Groups are left out: {list_words([economy(code) for code in groups])}." if groups else ""
    notes = [
        _valued(first),
        _coverage(table, whole, by),
        left_out,
        RANGES if {"low", "high"} <= set(data) and data[["low", "high"]].notna().all(axis=1).any() else "",
        captions.describe_conversions(table),
        captions.describe_deflation(table),
    ]
    named_sources = captions.name_sources(_by_source(table), also=captions.conversion_sources(table))
    caption = (" ".join(note for note in notes if note), named_sources)
    ends = [f"{row.row} {format_money(row.value, row.currency)}" for row in data.iloc[[0, -1]].itertuples()]
    alt = f"Bar chart, largest first. {title}. {'; '.join(dict.fromkeys(ends))}."
    return Drawing(title, subtitle, caption, alt, data)


def _by_source(table: pd.DataFrame) -> pd.DataFrame:
    return table.drop_duplicates("source") if "source" in table else table[:1]


def _first_said(data: pd.DataFrame, table: pd.DataFrame, by: str) -> str:
    """Say the first parts and their share; of parts alike, none is named before the others."""
    named = _first_names(data)
    values = list(table["value"])
    while named and len(named) < len(values) and values[len(named) - 1] == values[len(named)]:
        named.pop()
    count = len(named) or values.count(values[0])
    said = list_words(named) if named else f"{count:,} {NOUNS[by]}s of the same value"
    return f"{said}: {share_words(table['share'].iloc[:count].sum())}"


def _first_names(data: pd.DataFrame) -> list[str]:
    """Name the first parts for the title: three at most, in one line, and none that comes to nothing."""
    named: list[str] = []
    for row in data.iloc[:NAMED].itertuples():
        name = shorten_name(str(row.row))
        if named and (row.share < LEAST or str(row.row).startswith(OTHER) or len("".join([*named, name])) > TITLE_LINE):
            break
        named.append(name)
    return named


def _whole_name(row: "pd.Series[Any]", by: str, table: pd.DataFrame, whole: pd.DataFrame) -> str:
    """Name what the shares are of; all of a flow where the parts make up its total, else what the table has of it."""
    trade = trade_name(row) if by != "commodity_code" else flow_name(str(row["flow"]))
    towards = "from" if str(row["flow"]).endswith("import") else "to"
    if row["flow"] == "total":
        towards = "with"
    reporter, partner = ("" if by == name else economy(row[name]) for name in ("reporter", "partner"))
    said = f"{possessive_of(reporter)} {trade}" if reporter else trade
    if partner:
        said += f" {towards} {partner}"
    all_of_it = len(whole) == 1 and abs(table["value"].sum() / (whole["value"].iloc[0] or 1) - 1) <= WHOLE
    when = f"{said} in {format_period(int(row['period']))}"
    return when if all_of_it else f"{when}, as far as the table goes"


def _valued(row: "pd.Series[Any]") -> str:
    valuation = row.get("valuation")
    return f"Valuation: {NOT_STATED.fill() if is_missing(valuation) else valuation}."


def _coverage(table: pd.DataFrame, whole: pd.DataFrame, by: str) -> str:
    """Say how much of the table's own total the parts make up."""
    called = {"commodity_code": "total", "partner": "world", "reporter": "world"}[by]
    if len(whole) != 1 or is_missing(total := whole["value"].iloc[0]) or total <= 0:
        return f"The table has no row for the {called} to compare their sum with."
    share = format_percent(table["value"].sum() / total, 1, signed=False)
    return (
        f"Their sum is {share} of the table’s row for the {called} ({format_money(total, whole['currency'].iloc[0])})."
    )


def _bar_labels(data: pd.DataFrame) -> list[str]:
    size, _ = choose_scale(data["value"])
    return [f"{scaled_figure(row.value, size)}{APART}{share_words(row.share)}" for row in data.itertuples()]


def _draw_bars(ax: Axes, data: pd.DataFrame, rows: Sequence[Row], gutter: float, shrink: float) -> None:
    tops = row_tops(rows)
    said = _bar_labels(data)
    across = points_across(ax)
    room = max(text_width(text, FONT_SIZE) for text in said) + BESIDE
    ends = data["high"].fillna(data["value"]) if "high" in data else data["value"]
    most = float(ends.max())
    ax.set_axis_off()
    ax.set_ylim(tops[-1], 0)
    ax.set_xlim(0, most * across / max(across - room, across / 4))
    write_names(ax, rows, tops, gutter, shrink)
    colour = currency_colour(str(data["currency"].iloc[0]))
    for part, row, top, text, end in zip(data.to_dict("records"), rows, tops, said, ends, strict=False):
        y = top + row.marks - (0 if gutter else ROW / 6)
        other = str(part["row"]).startswith(OTHER)
        ax.barh(y, part["value"], BAR, color=PALE if other else colour, linewidth=0)
        if not is_missing(part.get("low")) and not is_missing(part.get("high")):
            ax.hlines(y, part["low"], part["high"], color=INK, linewidth=1)
        ax.annotate(
            text,
            (end, y),
            (BESIDE, 0),
            textcoords="offset points",
            va="center",
            color=GREY if other else INK,
            fontsize=FONT_SIZE * shrink,
        )
