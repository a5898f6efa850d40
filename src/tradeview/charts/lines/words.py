"""What a chart of lines says: which series grew most, or how the highlighted ones changed, and what is missing."""

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd

from tradeview.analysis.growth import rebase
from tradeview.charts.labels import COUNTED, name_currency_and_prices, name_unit_and_prices, name_whole
from tradeview.charts.layout.page import Drawing
from tradeview.charts.lines.collecting import SeriesTable, is_approximate
from tradeview.charts.spans import say_months
from tradeview.periods import are_of_one_season, earliest_like, gaps_between_spans, is_stretch
from tradeview.table.engines import is_missing
from tradeview.table.schema import TOTAL
from tradeview.table.series import span_of, spans_of
from tradeview.words import captions
from tradeview.words.money import format_money
from tradeview.words.names import FLOWS, flow_name, name_economy, name_trade_with, series_name, trade_name
from tradeview.words.numbers import (
    HARDLY_CHANGED,
    choose_scale,
    describe_change,
    format_fall,
    format_percent,
    write_decimal,
)
from tradeview.words.periods import format_earlier_span, format_periods, format_run, format_span
from tradeview.words.templates import Arrangement, Plural, Template, join_clauses, join_items, list_words

CHANGED = Template(
    "{series:capital} {when}: {change} in {money}",
    note="when: as below; change: up 32%, hardly changed; money: US dollars, or US dollars of 2024",
)
GREW_MOST = Template(
    "Of {parts}, {series} grew most {when}: {change} in {money}",
    note="parts: 3 partners; series: Malaysia’s exports to Singapore",
)
PRODUCT_CHANGED = Template(
    "{whole:capital}, {part}, {when}: {change} in {money}", note="whole: Malaysia’s exports to Russia; part: Palm oil"
)
PRODUCT_GREW_MOST = Template(
    "Of {parts} in {whole}, {part} grew most {when}: {change} in {money}",
    note="parts: 12 codes; whole: Malaysia’s exports to Russia; part: Palm oil",
)
EACH_CHANGED = Template("{whole:capital} by {column} {when}, in {money}: {changes}", note="changes: a list, as below")
CHANGE_OF = Arrangement("{part} {change}", note="part: China, Imports; change: up 32%")
# By the direction that all changes have, "both" where they have two.
CHANGES_OF_SOME = {
    "up": Template("{whole:capital} by {column} {when}, in {money}, of {parts}: up by {lowest} to {highest}"),
    "down": Template("{whole:capital} by {column} {when}, in {money}, of {parts}: down by {lowest} to {highest}"),
    "both": Template(
        "{whole:capital} by {column} {when}, in {money}, of {parts}: between {lowest} and {highest}",
        note="parts: 2 partners that can be compared, since others lack a figure of one end",
    ),
}
SOME_CHANGED = Template(
    "{whole:capital} by {column} {when}, in {money}, of {parts}: {change} each", note="parts: as above"
)
CHANGES_BETWEEN = {
    "up": Template(
        "{whole:capital} by {column} {when}, in {money}: up by {lowest} to {highest}", note="percentages: 17%, 30%"
    ),
    "down": Template(
        "{whole:capital} by {column} {when}, in {money}: down by {lowest} to {highest}", note="percentages, as above"
    ),
    "both": Template(
        "{whole:capital} by {column} {when}, in {money}: between {lowest} and {highest}",
        note="lowest, highest: changes; down 5%, up 80%",
    ),
}
ALL_CHANGED = Template("{whole:capital} by {column} {when}, in {money}: {change} each", note="change: hardly changed")
ONE_AMOUNT = Template("{series:capital} in {period}: {amount}")
LARGEST = Template("The largest of {parts} in {period}: {series}, {amount}", note="parts: 3 partners")
AMOUNTS_IN = Template("{whole:capital} by {column} in {period}, in {money}", note="where none is clearly the largest")
FROM_TO = Template("from {start} to {end}", note="when something changed; two years, quarters or months")
AGAINST = Template("during {end} against {start}", note="January to August 2025 against the same months of 2024")
COMPARED = {
    "partner": Plural("{count} partner that can be compared", "{count} partners that can be compared"),
    "reporter": Plural("{count} reporter that can be compared", "{count} reporters that can be compared"),
    "commodity_code": Plural("{count} code that can be compared", "{count} codes that can be compared"),
    "flow": Plural("{count} flow that can be compared", "{count} flows that can be compared"),
}
COLUMNS = {
    "partner": Template("partner", note="of what a line is drawn: exports by partner"),
    "reporter": Template("reporter"),
    "commodity_code": Template("product"),
    "flow": Template("flow"),
}
REPORTERS_FLOW = Arrangement("{reporter:possessive} {flow}", note="flow: exports, or exports of HS 1511")
SUBTITLE = Arrangement("{flows:capital}, {measure}, {periods}", note="flows: exports; measure: US$ billion at … prices")
SUBTITLE_BY = Template("{flows:capital} by {column}, {measure}, {periods}", note="column: partner, product …")
INDEX = Template("index ({base} = 100) of {money}", note="base: a period; money: US$ at current prices")
ALT = Plural("Line chart of {count} series. {title}. {ends}", "Line chart of {count} series. {title}. {ends}")
ENDS = Template("{part}: {before} in {start}, {after} in {end}.")
LONE_END = Template("{part}: {after} in {end}.")
INDEX_OF_AMOUNT = Arrangement("{index} ({amount})", note="an index number, and what it stands for")

VALUATION = Template("Valuation: {valuations}.", note="valuations: FOB, or exports FOB, imports CIF")
VALUED_FLOW = Arrangement("{flow} {valuation}", note="exports FOB")
GREY = Template("Thin grey lines: {names}.")
MORE = Plural("{count} more", "{count} more", note="last in a list of names or gaps that would be too long")
GAPS = Template("Dotted lines span periods without figures: {gaps}.", note="gaps: China 2010–2012; Russia 2020")
GAP = Arrangement("{part} {periods}")
HOLLOW = Template("Hollow: approximate figures.")
RANGES = Template("Upright lines: the range of each figure.", note="the range that the printed digits allow")
RANGES_LEFT_OUT = Template("The table states ranges, which are not drawn.")
RANGES_OF_COLOURED = Template("Upright lines: the range of each figure, of the coloured lines alone.")
NOT_FROM_ZERO = Template("The axis does not start at zero.")
NO_BASE = Template("Left out, without a figure above zero in {base}: {names}.", note="names of partners, products …")
NO_FIGURES = Template("Without any figure: {names}.")

NAMED = 12  # grey lines that the caption names
GAPS_NAMED = 6  # series whose gaps it names
# Columns that go into the data behind the chart: the figures with their passports.
DRAWN = (
    *("value", "low", "high", "index", "index_low", "index_high", "index_base", "approximate", "currency"),
    *("price_basis", "base_period", "reporter", "partner", "flow", "commodity_code", "classification", "valuation"),
    *("coverage", "stated_value", "stated_currency", "rate", "rate_kind", "rate_source", "deflator"),
    *("deflator_source", "compiled_by", "quote", "source"),
)


@dataclass(frozen=True)
class Change:
    """How a series changed from one period to another, with what the ranges of both figures allow."""

    code: str
    growth: float
    low: float
    high: float

    @property
    def words(self) -> str:
        """The change as a reader sees it."""
        return describe_change(self.growth, self.low, self.high)

    @property
    def least(self) -> float:
        """The lowest growth that the ranges allow."""
        return self.growth if is_missing(self.low) else self.low

    @property
    def most(self) -> float:
        """The highest growth that the ranges allow."""
        return self.growth if is_missing(self.high) else self.high


def describe_lines(found: SeriesTable, *, with_ranges: bool, from_zero: bool, unlabelled: list[str]) -> Drawing:
    """Make title, subtitle, caption and alternative text; `unlabelled` are lines that only the caption names."""
    title = _make_title(found)
    notes = _list_notes(found, with_ranges=with_ranges, from_zero=from_zero, unlabelled=unlabelled)
    rows = found.rows
    sources = captions.name_sources(rows, also=captions.conversion_sources(rows))
    caption = (" ".join(note for note in notes if note), sources)
    ends = [_describe_ends(found, code) for code in found.coloured]
    alt = ALT.fill(count=len(found.codes), title=title, ends=" ".join(ends))
    columns = [found.by, "period", *say_months(rows)]
    columns += [name for name in DRAWN if name in rows and name not in columns]
    return Drawing(title, _make_subtitle(found), caption, alt, rows[columns])


# The title


def find_fastest(found: SeriesTable) -> str | None:
    """Find the series that has grown most over the time of the chart, if one can be said to: all ranges allow it."""
    changes = _compute_changes(found, found.codes, *_choose_ends(found, found.rows))
    best = _find_best(changes)
    return None if best is None else best.code


def _find_best(changes: list[Change]) -> Change | None:
    """Find the change that is the greatest whatever the ranges allow, and a growth; None where none is."""
    if len(changes) < 2:
        return None
    best = max(changes, key=lambda change: change.growth)
    others_at_most = max(change.most for change in changes if change is not best)
    is_growth = best.least > 0 and round(100 * best.growth) > 0
    return best if is_growth and best.least > others_at_most else None


def _make_title(found: SeriesTable) -> str:
    """Say how the highlighted series changed; without one, which of all grew most, as far as the figures tell."""
    if len(found.codes) == 1 or (found.is_highlighted and len(found.coloured) == 1):
        return _describe_one(found, found.coloured[0])
    start, end = _choose_ends(found, found.rows)
    if found.is_highlighted:
        of_coloured = _compute_changes(found, found.coloured, start, end)
        if of_coloured:
            return _describe_each(found, of_coloured, start, end)
    changes = _compute_changes(found, found.codes, start, end)
    best = _find_best(changes)
    if best is not None:
        return _describe_fastest(found, best, len(changes), start, end)
    if not changes:
        return _name_largest(found, end)
    if len(changes) == 1:
        return _describe_one(found, changes[0].code)
    return _describe_spread(found, changes, start, end)


def _describe_fastest(found: SeriesTable, best: Change, compared: int, start: int, end: int) -> str:
    """Say which series grew most, of how many."""
    parts = _count_compared(found, compared)
    said = _say_whole(found, start, end)
    when, money = said["when"], said["money"]
    if found.by == "commodity_code":
        part = found.names[best.code]
        return PRODUCT_GREW_MOST.fill(
            parts=parts, whole=said["whole"], part=part, when=when, change=best.words, money=money
        )
    row = found.rows_of(best.code).iloc[-1]
    series = series_name(row)
    if found.by == "partner" and row["flow"] == "total":  # a pair is no partner
        series = name_trade_with(row)
    return GREW_MOST.fill(parts=parts, series=series, when=when, change=best.words, money=money)


def _choose_ends(found: SeriesTable, rows: pd.DataFrame) -> tuple[int, int]:
    """Choose the periods that are compared: the last, and the base of the index or else the first of its season."""
    periods = sorted({int(period) for period in rows["period"]})
    last = periods[-1]
    if found.base is not None and found.base < last and are_of_one_season(found.base, last):
        return found.base, last
    # August is not held against January; of months that are all of one year, the first is.
    like_last = earliest_like(periods, last)
    return (like_last if like_last < last else periods[0]), last


def _compute_changes(found: SeriesTable, codes: list[str], start: int, end: int) -> list[Change]:
    """Compute the growth of those of some series that have a figure above zero at the start, and one at the end."""
    rows = found.rows[found.rows["period"].isin([start, end]) & found.rows[found.by].isin(codes)]
    rows = rows.drop(columns=[name for name in rows if name.startswith("index")])
    at_start = set(rows.loc[(rows["period"] == start) & (rows["value"] > 0), found.by])
    at_end = set(rows.loc[rows["period"] == end, found.by])
    if start == end or not at_start & at_end:
        return []
    compared = rows[rows[found.by].isin(at_start & at_end)]
    indexed = rebase(compared, base_period=start)
    changes = []
    for row in indexed[indexed["period"] == end].to_dict("records"):
        growths = [row[name] / 100 - 1 for name in ("index", "index_low", "index_high")]
        if math.isfinite(growths[0]):  # from next to nothing, growth is beyond all numbers
            changes.append(Change(str(row[found.by]), *growths))
    return changes


def _describe_one(found: SeriesTable, code: str) -> str:
    """Say how one series changed from its own first figure to its own last."""
    rows = found.rows_of(code)
    start, end = _choose_ends(found, rows)
    changes = _compute_changes(found, [code], start, end)
    last = rows.iloc[-1]
    series = series_name(last)
    if not changes:
        amount = format_money(last["value"], str(last["currency"]))
        return ONE_AMOUNT.fill(series=series, period=format_span(span_of(last)), amount=amount)
    said = {"when": _say_when(found, start, end), "money": name_currency_and_prices(last), "change": changes[0].words}
    if found.by == "commodity_code" and code != TOTAL:
        return PRODUCT_CHANGED.fill(whole=name_whole(last, found.by), part=found.names[code], **said)
    return CHANGED.fill(series=series, **said)


def _describe_each(found: SeriesTable, changes: list[Change], start: int, end: int) -> str:
    """Say how each of some series changed, in the order of the lines."""
    by_code = {change.code: change for change in changes}
    said = []
    for code in found.coloured:
        if code in by_code:
            said.append(CHANGE_OF.fill(part=found.names[code], change=by_code[code].words))
    return EACH_CHANGED.fill(changes=list_words(said), **_say_whole(found, start, end))


def _describe_spread(found: SeriesTable, changes: list[Change], start: int, end: int) -> str:
    """Say between what the changes lie, where no series can be said to have grown most."""
    in_order = sorted(changes, key=lambda change: change.growth)
    lowest, highest = in_order[0].words, in_order[-1].words
    said = _say_whole(found, start, end)
    alike, between = ALL_CHANGED, CHANGES_BETWEEN
    if not _is_all(found, len(changes)):
        said["parts"] = _count_compared(found, len(changes))
        alike, between = SOME_CHANGED, CHANGES_OF_SOME
    if lowest == highest:
        return alike.fill(change=lowest, **said)
    direction = _direction_of(changes)
    if direction == "up":
        lowest, highest = (format_percent(each.growth, signed=False) for each in (in_order[0], in_order[-1]))
    elif direction == "down":  # the smaller fall first
        lowest, highest = (format_fall(each.growth) for each in (in_order[-1], in_order[0]))
    return between[direction].fill(lowest=lowest, highest=highest, **said)


def _direction_of(changes: list[Change]) -> str:
    """Tell whether all changes go up, or down, as the figures bear out; else both."""
    said = [change.words for change in changes]
    if HARDLY_CHANGED.fill() in said:
        return "both"
    if all(change.growth > 0 for change in changes):
        return "up"
    return "down" if all(change.growth < 0 for change in changes) else "both"


def _say_whole(found: SeriesTable, start: int, end: int) -> dict[str, str]:
    first = found.rows.iloc[0]
    if found.by == "partner":
        whole = REPORTERS_FLOW.fill(reporter=name_economy(first["reporter"]), flow=trade_name(first))
    elif found.by == "flow":
        whole = series_name(pd.Series({**first.to_dict(), "flow": "total"}))
    else:
        whole = name_whole(first, found.by)
    return {
        "whole": whole,
        "column": COLUMNS[found.by].fill(),
        "when": _say_when(found, start, end),
        "money": name_currency_and_prices(first),
    }


def _name_largest(found: SeriesTable, period: int) -> str:
    """Name the largest of the series in a period, where there is nothing to compare it with."""
    there = found.rows[found.rows["period"] == period]
    largest = there.loc[there["value"].idxmax()]
    if len(there) == 1:
        return _describe_one(found, str(largest[found.by]))
    if not _is_clearly_largest(largest, there.drop(index=largest.name)):
        whole = _say_whole(found, period, period)
        span = format_span(span_of(largest))
        return AMOUNTS_IN.fill(whole=whole["whole"], column=whole["column"], period=span, money=whole["money"])
    return LARGEST.fill(
        parts=COUNTED[found.by].fill(count=len(there)),
        period=format_span(span_of(largest)),
        series=series_name(largest),
        amount=format_money(largest["value"], str(largest["currency"])),
    )


def _is_clearly_largest(row: "pd.Series[Any]", others: pd.DataFrame) -> bool:
    """Tell whether a figure is above all others whatever the ranges of both allow."""
    least, most = row["value"], others["value"]
    if {"low", "high"} <= set(others):
        least = row["value"] if is_missing(row["low"]) else row["low"]
        most = others["high"].where(others["high"].notna(), others["value"])
    return bool((most < least).all())


def _say_when(found: SeriesTable, start: int, end: int) -> str:
    spans = {}
    for period in (start, end):
        spans[period] = span_of(found.rows[found.rows["period"] == period].iloc[0])
    before, now = format_earlier_span(spans[start], spans[end]), format_span(spans[end])
    template = AGAINST if is_stretch(spans[end]) else FROM_TO
    return template.fill(start=before, end=now)


def _count_compared(found: SeriesTable, count: int) -> str:
    """Count the series of which one is the first: all of them, or those that have both figures."""
    counted = COUNTED if _is_all(found, count) else COMPARED
    return counted[found.by].fill(count=count)


def _is_all(found: SeriesTable, count: int) -> bool:
    """Tell whether so many series are all that the table has, with those that are left out."""
    return count == len(found.codes) + len(found.without_base) + len(found.without_figures)


# The words around


def _make_subtitle(found: SeriesTable) -> str:
    rows = found.rows
    first = rows.iloc[0]
    _, word = choose_scale(rows["value"])
    measure = name_unit_and_prices(first, word)
    if found.base is not None:
        base = span_of(rows[rows["period"] == found.base].iloc[0])
        measure = INDEX.fill(base=format_span(base), money=name_unit_and_prices(first, ""))
    said = {"measure": measure, "periods": format_periods(spans_of(rows))}
    if found.by == "flow" or len(found.codes) == 1:
        flows = [trade_name(found.rows_of(code).iloc[0]) for code in found.codes]
        return SUBTITLE.fill(flows=list_words(flows), **said)
    flow = trade_name(first)
    if found.by == "commodity_code":
        flow = flow_name(str(first["flow"]), coverage=first.get("coverage"))
    return SUBTITLE_BY.fill(flows=flow, column=COLUMNS[found.by].fill(), **said)


def _list_notes(found: SeriesTable, *, with_ranges: bool, from_zero: bool, unlabelled: list[str]) -> list[str]:
    """List the sentences of the caption, some of which may be empty."""
    rows = found.rows
    notes = []
    if unlabelled:
        notes.append(GREY.fill(names=_list_names(found, unlabelled)))
    if not from_zero:
        notes.append(NOT_FROM_ZERO.fill())
    notes.append(_describe_gaps(found))
    if "approximate" in rows and any(map(is_approximate, rows["approximate"])):
        notes.append(HOLLOW.fill())
    if found.has_ranges:
        ranges = RANGES_OF_COLOURED if found.grey else RANGES
        notes.append(ranges.fill() if with_ranges else RANGES_LEFT_OUT.fill())
    if found.without_base and found.base is not None:
        base = span_of(rows[rows["period"] == found.base].iloc[0])
        notes.append(NO_BASE.fill(base=format_span(base), names=_list_names(found, found.without_base)))
    if found.without_figures:
        notes.append(NO_FIGURES.fill(names=_list_names(found, found.without_figures)))
    notes += [_describe_valuations(rows), captions.describe_revisions(rows)]
    notes += [captions.describe_conversions(rows), captions.describe_deflation(rows), captions.name_compilers(rows)]
    return notes


def _list_names(found: SeriesTable, codes: list[str]) -> str:
    """Name some series, and count those that would make the list too long."""
    names = [found.names[code] for code in codes[:NAMED]]
    if len(codes) > NAMED:
        names.append(MORE.fill(count=len(codes) - NAMED))
    return list_words(names)


def _describe_gaps(found: SeriesTable) -> str:
    """Say which periods of which series have no figures between others that have."""
    if len(found.codes) == 1:
        return captions.describe_gaps(spans_of(found.rows))
    gaps = []
    for code in found.codes:
        missing = gaps_between_spans(spans_of(found.rows_of(code)))
        if missing:
            runs = [format_run(first, last) for first, last in missing]
            gaps.append(GAP.fill(part=found.names[code], periods=list_words(runs)))
    if not gaps:
        return ""
    said = gaps[:GAPS_NAMED]
    if len(gaps) > GAPS_NAMED:
        said.append(MORE.fill(count=len(gaps) - GAPS_NAMED))
    return GAPS.fill(gaps=join_clauses(said))


def _describe_valuations(rows: pd.DataFrame) -> str:
    """Say how goods are valued, of flows with valuations of their own each by its name."""
    if "valuation" not in rows or rows["valuation"].isna().all():
        return ""
    stated = rows[rows["valuation"].notna()].drop_duplicates(["flow", "valuation"])
    if stated["flow"].nunique() == 1:
        return VALUATION.fill(valuations=str(stated["valuation"].iloc[0]))
    said = []
    for row in stated.to_dict("records"):
        said.append(VALUED_FLOW.fill(flow=FLOWS[row["flow"]].fill(), valuation=str(row["valuation"])))
    return VALUATION.fill(valuations=join_items(said))


def _describe_ends(found: SeriesTable, code: str) -> str:
    """Say the first and the last figure of a series."""
    rows = found.rows_of(code)
    first, last = rows.iloc[0], rows.iloc[-1]
    said = {"part": found.names[code], "after": _say_figure(found, last), "end": format_span(span_of(last))}
    if len(rows) == 1:
        return LONE_END.fill(**said)
    return ENDS.fill(before=_say_figure(found, first), start=format_span(span_of(first)), **said)


def _say_figure(found: SeriesTable, row: "pd.Series[Any]") -> str:
    amount = format_money(row["value"], str(row["currency"]))
    if found.base is None:
        return amount
    return INDEX_OF_AMOUNT.fill(index=write_decimal(row["index"], 1), amount=amount)
