"""What a chart of both sides says: how far the reports lie apart, how often, and what does not compare."""

import math
from typing import Any

import pandas as pd

from tradeview.charts.layout.page import Drawing
from tradeview.charts.mirror.rows import REPORTERS
from tradeview.charts.wording import economy, money_words, product, shorten_name
from tradeview.commodities.codes import classification_name
from tradeview.errors import count_nouns, plural_of
from tradeview.periods import unit_of
from tradeview.table.engines import is_missing
from tradeview.table.schema import TOTAL
from tradeview.words import captions
from tradeview.words.money import format_amount, format_money
from tradeview.words.numbers import NOT_STATED, choose_scale, format_number, format_percent
from tradeview.words.periods import format_period, format_periods
from tradeview.words.templates import capitalise, list_words, possessive_of

MARKS = ("●", "◆")
TIMES = 2  # from this ratio on a gap is said as "times as high"
MANY_TIMES = 1000  # from this ratio on the figure says no more
LEAST_RATIO = 0.01  # below this ratio a gap is said as over 99 %
NEARLY = 0.005  # what rounds to 0 %
NOUNS = {"commodity_code": "product", "period": "period"}


def numbered(data: pd.DataFrame) -> tuple[float, str]:
    """Choose the scale of all numbers on the chart."""
    return choose_scale(value for side in REPORTERS for value in data[f"{side}_value"].dropna())


def gap_words(row: dict[Any, Any]) -> str:
    """Say how the importer's figure differs from the exporter's; nothing where neither is there.

    Examples
    --------
    >>> gap_words({"reported_by": "both", "ratio": 3.2 / 2.2, "gap": 1e9}).split()
    ['45', '%', 'higher']
    >>> gap_words({"reported_by": "both", "ratio": 4.2, "gap": 1e9}), gap_words({"reported_by": "exporter"})
    ('4.2 times as high', 'missing')
    """
    who = row.get("reported_by")
    if is_missing(who) or who != "both":
        return {"exporter": "missing", "importer": "the only one"}.get(str(who), "")
    gap, ratio = row["gap"], row["ratio"]
    sign = more_or_less(row)
    if sign == 0:
        return _no_gap_words(gap, ratio)
    if is_missing(ratio):
        return "above a zero"
    if ratio >= TIMES:
        return f"{_times(ratio)} as high"
    return f"{_share_apart(ratio)} {'higher' if sign > 0 else 'lower'}"


def _no_gap_words(gap: float, ratio: float) -> str:
    """Say why the two sides count as reporting as much: no gap, one below rounding, or one within the ranges."""
    if gap == 0:
        return "the same"
    if abs(ratio - 1) < NEARLY:
        return "nearly the same"
    return "equal within range"


def _times(ratio: float) -> str:
    """Say how many times the exporter's figure the importer's is."""
    if ratio >= MANY_TIMES:
        return f"over {MANY_TIMES:,} times"
    return f"{format_number(ratio, 2)} times"


def _share_apart(ratio: float) -> str:
    """Say how far the importer's figure is from the exporter's; all of it only where the importer reports zero."""
    if ratio == 0:
        return format_percent(1, signed=False)
    share = min(abs(ratio - 1), 1 - LEAST_RATIO)
    over = "over " if ratio < LEAST_RATIO else ""
    return f"{over}{format_percent(share, signed=False)}"


def more_or_less(row: dict[Any, Any]) -> int:
    """Tell whether the importer reports more (1) or less (-1), or whether ranges and rounding do not tell (0)."""
    bounds = [row.get(name) for name in ("gap_low", "gap_high")]
    flips = not any(map(is_missing, bounds)) and math.prod(float(str(bound)) for bound in bounds) <= 0
    if row["gap"] == 0 or flips:
        return 0
    if not is_missing(row["ratio"]) and abs(row["ratio"] - 1) < NEARLY:
        return 0
    return 1 if row["gap"] > 0 else -1


def legend(data: pd.DataFrame) -> tuple[str, str]:
    """Name both sides' reports, with their valuation where all rows have one."""
    exporter, importer = (economy(data[side].dropna().iloc[0]) for side in REPORTERS)
    names = (f"{possessive_of(exporter)} exports", f"{possessive_of(importer)} imports")
    return tuple(  # type: ignore[return-value]
        f"{name} ({kinds[0]})" if len(kinds := _valuations(data, side)) == 1 and kinds[0] != NOT_STATED.fill() else name
        for name, side in zip(names, REPORTERS, strict=True)
    )


def _valuations(data: pd.DataFrame, side: str) -> list[str]:
    told = data.loc[data[f"{side}_value"].notna(), f"{side}_valuation"]
    return sorted({NOT_STATED.fill() if is_missing(kind) else str(kind) for kind in told})


def words(data: pd.DataFrame, table: pd.DataFrame, by: str, scale: str) -> Drawing:
    """Make title, subtitle, caption and alternative text of the rows drawn (`data`) and of all there are (`table`)."""
    drawn = data[data["reported_by"].notna()]
    first = drawn.iloc[0]
    _, word = numbered(drawn)
    money = money_words(first, word)
    when = list_words(format_periods(table["period"]))
    codes = classification_name(first.get("classification"))
    what = f"by {codes} code, {when}" if by == "commodity_code" else f"{_what(first)}, {when}"
    kind = "linear scale from zero" if scale == "linear" else "logarithmic scale"
    title = _title(table, by)
    ends = [f"{row['row']}: {_said(row)}" for row in (drawn.iloc[0], drawn.iloc[-1])]
    alt = f"Dumbbell chart, a row for each {NOUNS[by]}. {title}. {'. '.join(dict.fromkeys(ends))}."
    return Drawing(
        title,
        f"What each side reports, {what[0].lower()}{what[1:]}; {money}, {kind}",
        _caption(data, table, by),
        alt,
        drawn,
    )


def _what(row: "pd.Series[Any]") -> str:
    if row["commodity_code"] == TOTAL:
        return "all products"
    return f"{classification_name(row.get('classification'))} {row['commodity_code']}"


def _said(row: "pd.Series[Any]") -> str:
    told = []
    for side in REPORTERS:
        value = row[f"{side}_value"]
        told.append(f"{side} {'missing' if is_missing(value) else format_money(value, row['currency'])}")
    return ", ".join(told)


def _title(table: pd.DataFrame, by: str) -> str:
    """Say who reports more, how often, and where by most; counted over all rows, also those not drawn."""
    first = table.iloc[0]
    exporter, importer = economy(first["exporter"]), economy(first["importer"])
    flow = f"{possessive_of(exporter)} exports to {importer}"
    when = list_words(format_periods(table["period"]))
    both = table[table["reported_by"] == "both"]
    if both.empty:
        who = [economy(first[side]) for side in REPORTERS if (table["reported_by"] == side).any()]
        lone = f"{who[0]} alone reports them" if len(who) == 1 else "no figure is reported by both sides"
        return f"{flow} in {when}: {lone}"
    rows = both.to_dict("records")
    if len(rows) == 1:
        lone = f"in {_of(rows[0])} alone both report; " if by == "commodity_code" and len(table) > 1 else ""
        return f"{flow} in {format_period(int(rows[0]['period']))}: {lone}{_both_amounts(rows[0], importer)}"
    return f"{flow} in {when}: {importer} reports {_counted(rows, by)}; {_widest(both, by)}"


def _counted(rows: list[dict[Any, Any]], by: str) -> str:
    """Say in how many of the rows that both report the importer reports more, or less."""
    signs = [more_or_less(row) for row in rows]
    noun = plural_of("product" if by == "commodity_code" else unit_of(rows[0]["period"]), len(rows))
    within = "for" if by == "commodity_code" else "in"
    counts = {name: signs.count(sign) for name, sign in (("more", 1), ("less", -1)) if sign in signs}
    if len(rows) in counts.values():
        return f"{next(iter(counts))} {within} all {len(rows)} {noun} that both report"
    if not counts:
        return f"as much {within} all {len(rows)} {noun} that both report"
    said = [f"{name} {within} {count}" for name, count in counts.items()]
    said[0] += f" of {len(rows)} {noun} that both report"
    return ", ".join(said)


def _both_amounts(row: dict[Any, Any], importer: str) -> str:
    """Say how much more or less the importer reports in one row, with the amounts of both sides."""
    exported, imported = (format_amount(row[f"{side}_value"], row["currency"]) for side in REPORTERS)
    sign, ratio = more_or_less(row), row["ratio"]
    if sign == 0:
        return f"{importer} reports as much ({imported} and {exported})"
    if is_missing(ratio):
        return f"{importer} reports {imported} against zero"
    amounts = f"({imported} against {exported})"
    if ratio >= TIMES:
        return f"{importer} reports {_times(ratio)} as much {amounts}"
    return f"{importer} reports {_share_apart(ratio)} {'more' if sign > 0 else 'less'} {amounts}"


def _widest(both: pd.DataFrame, by: str) -> str:
    """Say where the gap is widest in money or, of periods, what it is in the last."""
    if by == "period":
        last = both.sort_values("period").iloc[-1].to_dict()
        importer = economy(last["importer"])
        if more_or_less(last) and is_missing(last["ratio"]):
            return f"in {format_period(int(last['period']))} {_both_amounts(last, importer)}"
        return f"in {format_period(int(last['period']))} {possessive_of(importer)} is {gap_words(last)}"
    row = both.loc[both["gap"].abs().idxmax()].to_dict()
    return f"the widest gap is {format_money(abs(row['gap']), row['currency'])}, in {_of(row)}"


def _of(row: dict[Any, Any]) -> str:
    """Name a product within a sentence, in its classification."""
    return f"{classification_name(row.get('classification'))} {shorten_name(_name(row))}"


def _name(row: dict[Any, Any]) -> str:
    return product(row["commodity_code"], row.get("classification")).removeprefix("SITC ")


def _caption(data: pd.DataFrame, table: pd.DataFrame, by: str) -> tuple[str, ...]:
    sides = [_side(table, side) for side in REPORTERS]
    notes = [
        _valued(table),
        _coverage(data, table, by),
        *dict.fromkeys(captions.describe_conversions(side) for side in sides),
        *dict.fromkeys(captions.describe_deflation(side) for side in sides),
    ]
    named = captions.name_sources(*sides, also=captions.conversion_sources(*sides))
    return " ".join(note for note in notes if note), named


def _side(table: pd.DataFrame, side: str) -> pd.DataFrame:
    """Give one side's figures with their passports, as a trade table has them."""
    columns = {name: name.removeprefix(f"{side}_") for name in table if str(name).startswith(f"{side}_")}
    same = [name for name in ("period", "currency", "price_basis", "base_period") if name in table]
    told = table[table[f"{side}_value"].notna()]
    return told[[*same, *columns]].rename(columns=columns)


def _valued(table: pd.DataFrame) -> str:
    """Say how each side values the flow, and that nothing is corrected."""
    kinds = [_valuations(table, side) for side in REPORTERS]
    said = [
        f"{flow} {' and '.join(kind) if kind != [NOT_STATED.fill()] else 'of a valuation not stated'}"
        for flow, kind in zip(("exports", "imports"), kinds, strict=True)
        if kind
    ]
    head = "; ".join(said)
    bounds = [name for side in REPORTERS if (name := f"{side}_low") in table]
    ranges = " Thin lines: the range of each figure." if table[bounds].notna().any(axis=None) else ""
    freight = " (CIF counts freight and insurance, FOB does not)" if kinds == [["FOB"], ["CIF"]] else ""
    return f"{capitalise(head)}{freight}. Each side’s own figures: neither corrected nor averaged.{ranges}"


def _coverage(data: pd.DataFrame, table: pd.DataFrame, by: str) -> str:
    """Say what one side alone reports, what is not shown, and which periods nobody reports."""
    said = []
    for side in REPORTERS:
        alone = table[table["reported_by"] == side]
        if len(alone):
            which = (
                count_nouns(len(alone), NOUNS[by])
                if by == "commodity_code"
                else list_words(format_periods(alone["period"]))
            )
            said.append(f"by {economy(table[side].iloc[0])} alone: {which}")
    notes = [f"Reported {'; '.join(said)}."] if said else []
    if by == "commodity_code" and len(table) > len(data):
        notes.append(f"Shown: the {len(data)} of {len(table):,} products with the largest figure of either side.")
    gaps = data.loc[data["reported_by"].isna(), "row"].tolist()
    if gaps:
        notes.append(f"No figures for {list_words(gaps)}.")
    return " ".join(notes)
