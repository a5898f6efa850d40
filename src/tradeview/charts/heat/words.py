"""What a heat map says: where the index was largest at last, what it was at first, and what its colours mean."""

from collections.abc import Mapping
from typing import Any, Literal

import pandas as pd

from tradeview.charts.heat.colour_scale import INDICES
from tradeview.charts.labels import name_product, shorten_name
from tradeview.charts.layout.page import Drawing
from tradeview.periods import earliest_like, is_stretch, periods_through, unit_of
from tradeview.table.series import span_of
from tradeview.words import captions
from tradeview.words.names import label_economy, name_economy
from tradeview.words.numbers import format_number
from tradeview.words.periods import format_earlier_span, format_span, format_span_of_any_year
from tradeview.words.templates import Plural, Template, capitalise, join_clauses

By = Literal["commodity_code", "partner"]

ROWS = {
    "commodity_code": Plural("{count} product", "{count} products"),
    "partner": Plural("{count} partner", "{count} partners"),
}
SAME_FOR_ALL = Template("{economy:capital}: {index} was the same for each of {rows} in {period} ({value})")
LARGEST_FOR_SEVERAL = Template("{economy:capital}: {index} was largest for {rows} in {period} ({value})")
# Of one row among others, and of one alone; by what there was before it.
LARGEST = {
    "nothing": Template("{economy:capital}: {index} was largest for {name} in {period} ({value})"),
    "the same": Template("{economy:capital}: {index} was largest for {name} in {period} ({value}), as in {start}"),
    "another": Template(
        "{economy:capital}: {index} was largest for {name} in {period} ({value}), after {before} in {start}"
    ),
}
ONE_ROW = {
    "nothing": Template("{economy:capital}: {index} was {value} for {name} in {period}"),
    "the same": Template("{economy:capital}: {index} was {value} for {name} in {period}, as in {start}"),
    "another": Template("{economy:capital}: {index} was {value} for {name} in {period}, after {before} in {start}"),
}
SUBTITLES = {
    ("commodity_code", "year"): Template("{index:capital} by product and year, {rows}"),
    ("commodity_code", "quarter"): Template("{index:capital} by product and quarter, {rows}"),
    ("commodity_code", "month"): Template("{index:capital} by product and month, {rows}"),
    ("partner", "year"): Template("{index:capital} by partner and year, {rows}"),
    ("partner", "quarter"): Template("{index:capital} by partner and quarter, {rows}"),
    ("partner", "month"): Template("{index:capital} by partner and month, {rows}"),
}
SUBTITLES_OF_STRETCHES = {
    "commodity_code": Template(
        "{index:capital} by product and year, {months}, {rows}", note="months: January to August"
    ),
    "partner": Template("{index:capital} by partner and year, {months}, {rows}", note="months: January to August"),
}
SOME_ROWS = {
    "commodity_code": Plural(
        "the {shown} of {count} product where it was largest at last",
        "the {shown} of {count} products where it was largest at last",
    ),
    "partner": Plural(
        "the {shown} of {count} partner where it was largest at last",
        "the {shown} of {count} partners where it was largest at last",
    ),
}
# Where rows that are highlighted stand among them.
ROWS_OF_MORE = {
    "commodity_code": Plural("{shown} of {count} product", "{shown} of {count} products"),
    "partner": Plural("{shown} of {count} partner", "{shown} of {count} partners"),
}
NEUTRAL = Template("{value} is neutral", note="an index of this value has no colour of either side; value: 0 or 1")
EMPTY = Template("An empty cell: no figure.")
ALT = Template("Table with coloured cells. {title}. First cell: {first}; last: {last}.")
CELL = Template("{row} {value} in {period}", note="row: a product or an economy; value: a number")


def name_row(row: Mapping[str, Any], by: By) -> str:
    """Name the product or the partner of a row within a sentence."""
    if by == "partner":
        return name_economy(row[by])
    return name_product(row[by], row.get("classification"))


def label_row(row: Mapping[str, Any], by: By) -> str:
    """Name the product or the partner of a row where it stands by itself."""
    return label_economy(row[by]) if by == "partner" else capitalise(name_row(row, by))


def describe_heat(data: pd.DataFrame, table: pd.DataFrame, by: By, index: str) -> Drawing:
    """Make title, subtitle, caption and alternative text of the cells drawn (`data`) and of all (`table`)."""
    title = _make_title(table, by, index)
    caption = [captions.name_sources(table)]
    if len(data) < data[by].nunique() * len(drawn_periods(data)):
        caption.insert(0, EMPTY.fill())
    return Drawing(
        title,
        _make_subtitle(data, table, by, index),
        tuple(caption),
        ALT.fill(title=title, first=_describe_cell(data.iloc[0], index), last=_describe_cell(data.iloc[-1], index)),
        data,
    )


def drawn_periods(data: pd.DataFrame) -> list[int]:
    """List all periods from the first to the last, those without figures too."""
    return periods_through(int(data["period"].min()), int(data["period"].max()))


def _make_title(table: pd.DataFrame, by: By, index: str) -> str:
    """Say where the index was largest in the last period, or for how many alike, and what it was at first."""
    last = int(table["period"].max())
    at_last = table[table["period"] == last]
    best = at_last[at_last[index] == at_last[index].max()]
    row = best.iloc[0]
    parts = {
        "economy": name_economy(row["reporter"]),
        "index": INDICES[index].name.fill(),
        "period": format_span(span_of(row)),
        "value": format_number(row[index], 2),
    }
    if len(best) > 1:
        template = SAME_FOR_ALL if len(best) == len(at_last) else LARGEST_FOR_SEVERAL
        return template.fill(rows=ROWS[by].fill(count=len(best)), **parts)
    parts["name"] = shorten_name(name_row(row, by))
    templates = LARGEST if len(at_last) > 1 else ONE_ROW
    earlier = table[(table[by] == row[by]) & (table["period"] < last)].sort_values("period")
    if earlier.empty:
        return templates["nothing"].fill(**parts)
    # The first of its season, where there is one: August is not held against January.
    like_last = earliest_like([*map(int, earlier["period"]), last], last)
    if like_last < last:
        earlier = earlier[earlier["period"] == like_last]
    start = format_earlier_span(span_of(earlier.iloc[0]), span_of(row))
    before = format_number(earlier[index].iloc[0], 2)
    # As written: what two digits do not tell apart is no change to report.
    if before == parts["value"]:
        return templates["the same"].fill(start=start, **parts)
    return templates["another"].fill(start=start, before=before, **parts)


def _make_subtitle(data: pd.DataFrame, table: pd.DataFrame, by: By, index: str) -> str:
    count, shown = table[by].nunique(), data[by].nunique()
    rows = ROWS[by].fill(count=count)
    if shown < count:
        shown_of = SOME_ROWS if _are_largest(data, table, by, index) else ROWS_OF_MORE
        rows = shown_of[by].fill(shown=shown, count=count)
    span = span_of(table.loc[table["period"].idxmax()])
    named = {"index": INDICES[index].name.fill(), "rows": rows}
    if is_stretch(span):
        subtitle = SUBTITLES_OF_STRETCHES[by].fill(months=format_span_of_any_year(span), **named)
    else:
        subtitle = SUBTITLES[by, unit_of(span)].fill(**named)
    neutral = INDICES[index].neutral
    if neutral is None:
        return subtitle
    return join_clauses([subtitle, NEUTRAL.fill(value=neutral)])


def _are_largest(data: pd.DataFrame, table: pd.DataFrame, by: By, index: str) -> bool:
    """Tell whether no row that is left out has a larger index at last than one that is shown."""
    at_last = table[table["period"] == table["period"].max()]
    is_shown = at_last[by].isin(data[by])
    left_out = at_last.loc[~is_shown, index]
    return left_out.empty or bool(left_out.max() <= at_last.loc[is_shown, index].min())


def _describe_cell(row: "pd.Series[Any]", index: str) -> str:
    return CELL.fill(row=row["row"], value=format_number(row[index], 2), period=format_span(span_of(row)))
