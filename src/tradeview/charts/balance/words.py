"""What a chart of a balance says: which way it goes, how both flows are valued, and where figures are missing."""

from typing import Any

import pandas as pd

from tradeview.charts.layout.page import Drawing
from tradeview.charts.wording import economy, money_words
from tradeview.periods import gaps_between_periods, unit_of
from tradeview.table.engines import is_missing
from tradeview.words import captions
from tradeview.words.money import format_money
from tradeview.words.names import flow_name
from tradeview.words.numbers import NOT_STATED, choose_scale
from tradeview.words.periods import format_period, format_periods, format_run
from tradeview.words.templates import capitalise, list_words, possessive_of

FLOWS = ("export", "import")


def words(data: pd.DataFrame, table: pd.DataFrame) -> Drawing:
    """Make title, subtitle, caption and alternative text."""
    first = table.iloc[0]
    _, word = choose_scale([*data["export_value"].dropna(), *data["import_value"].dropna()])
    title = f"{_whose(first)}: {_moved(data)}"
    money = money_words(first, word)
    kinds = [_valuation(table, flow) for flow in FLOWS]
    valued = " and ".join(
        f"{flow}s" + (f" {kind}" if kind != NOT_STATED.fill() else "") for flow, kind in zip(FLOWS, kinds, strict=True)
    )
    when = list_words(format_periods(data["period"]))
    subtitle = f"{capitalise(valued)}, {money}, {when}"
    ends = [_said(row) for row in (data.iloc[0], data.iloc[-1])]
    alt = f"Line chart of exports and imports, with bars of their balance. {title}. {'. '.join(dict.fromkeys(ends))}."
    return Drawing(title, subtitle, _caption(data, table, kinds), alt, data)


def _whose(row: "pd.Series[Any]") -> str:
    what = flow_name("total", str(row["commodity_code"]), row.get("classification"))
    return f"{possessive_of(economy(row['reporter']))} {what} with {economy(row['partner'])}"


def _moved(data: pd.DataFrame) -> str:
    """Say the last balance, and the first where there is another."""
    both = data[data["balance"].notna()]
    if both.empty:
        return f"no {unit_of(data['period'].iloc[0])} has both exports and imports"
    first, last = both.iloc[0], both.iloc[-1]
    begun, ended = (format_period(int(row["period"])) for row in (first, last))
    if len(both) == 1:
        return f"{_balance(last)} in {ended}"
    if _balance(first) == _balance(last):
        return f"{_balance(last)} in {ended}, as in {begun}"
    return f"{_balance(last)} in {ended}, against {_balance(first)} in {begun}"


def _balance(row: "pd.Series[Any]") -> str:
    low, high = row.get("balance_low"), row.get("balance_high")
    told = is_missing(low) or is_missing(high) or float(str(low)) * float(str(high)) > 0
    if row["balance"] == 0 or not told:
        return "neither surplus nor deficit"
    return f"a {'surplus' if row['balance'] > 0 else 'deficit'} of {format_money(abs(row['balance']), row['currency'])}"


def _said(row: "pd.Series[Any]") -> str:
    told = []
    for flow in FLOWS:
        value = row[f"{flow}_value"]
        told.append(f"{flow}s {'missing' if is_missing(value) else format_money(value, row['currency'])}")
    return f"{format_period(int(row['period']))}: {', '.join(told)}"


def _valuation(table: pd.DataFrame, flow: str) -> str:
    kinds = table.loc[table["flow"] == flow, "valuation"] if "valuation" in table else pd.Series([None])
    return NOT_STATED.fill() if is_missing(kinds.iloc[0]) else str(kinds.iloc[0])


def _caption(data: pd.DataFrame, table: pd.DataFrame, kinds: list[str]) -> tuple[str, ...]:
    notes = [
        f"As {economy(table['reporter'].iloc[0])} reports them.",
        _valued(*kinds),
        *_gaps(data),
        "Thin lines: the range of each figure." if {"low", "high"} <= set(table) and table["low"].notna().any() else "",
        captions.describe_conversions(table),
        captions.describe_deflation(table),
    ]
    return " ".join(note for note in notes if note), captions.name_sources(
        table, also=captions.conversion_sources(table)
    )


def _valued(exports: str, imports: str) -> str:
    """Name both valuations, and say what their difference does to the balance."""
    if NOT_STATED.fill() in (exports, imports):
        said = f"Valuation: exports {exports}, imports {imports}."
        return "Valuation: not stated." if exports == imports else said
    if exports == imports:
        return f"Exports and imports {exports}."
    inside = "imports" if imports == "CIF" else "exports"
    return (
        f"Exports {exports}, imports {imports}: freight and insurance count in {inside} alone, and so in the balance."
    )


def _gaps(data: pd.DataFrame) -> list[str]:
    """Say which periods have no figures at all, and which those of one flow alone."""
    missing = gaps_between_periods([int(period) for period in data["period"]])
    between = [format_run(first, last) for first, last in missing]
    notes = [f"No figures for {list_words(between)}: no line is drawn across."] if between else []
    for flow in FLOWS:
        without = [int(period) for period in data.loc[data[f"{flow}_value"].isna(), "period"]]
        if without:
            notes.append(f"No {flow}s, and no balance, for {list_words(format_periods(without))}.")
    return notes
