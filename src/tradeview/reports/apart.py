"""Figures apart: those of other months than the figures that a report is of, in a section of their own.

January to August of 2025 stands beside January to August of 2024 there, in each measure, and beside no whole year. What
cannot be converted or compared stands as it was printed, and the page says why.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from tradeview.analysis.growth import growth
from tradeview.errors import TradeviewError
from tradeview.interactive.table.cells import Cell as TableCell
from tradeview.interactive.table.cells import Head
from tradeview.reports import words
from tradeview.reports.choices import Asked, Choices
from tradeview.reports.measurable import (
    find_reason,
    periods_without_index,
    periods_without_rate,
    without_periods,
)
from tradeview.reports.measures import Measures
from tradeview.reports.page import draw_cells, link_source, row_dicts, say_reason
from tradeview.reports.pictures import reason_of
from tradeview.reports.shapes import Figures, Shape
from tradeview.table.engines import is_missing
from tradeview.table.schema import SERIES
from tradeview.words.captions import source_name
from tradeview.words.money import MONEY_OF, currency_name, format_amount, format_money
from tradeview.words.names import series_name
from tradeview.words.numbers import describe_change, format_percent
from tradeview.words.periods import format_period
from tradeview.words.provenance import facts_of_figure
from tradeview.words.templates import capitalise, list_words


@dataclass(frozen=True)
class Cell:
    """A figure in one measure, and its change on the same months of the year before, where there is one."""

    value: str
    change: str
    facts: tuple[str, ...]  # what stands behind it


@dataclass(frozen=True)
class ApartRow:
    """One figure in a table of those that stand apart; a measure that it is not told in has no cell."""

    period: str
    what: str
    printed: str
    cells: list[Cell | None]
    source: str | None


@dataclass(frozen=True)
class ApartTable:
    """Figures of one shape."""

    heading: str
    findings: list[str]
    units: list[str]
    rows: list[ApartRow]
    has_printed: bool  # whether what was printed is in another currency than the first measure

    @property
    def drawn(self) -> Markup:
        """The table as the page shows it."""
        heads = [Head("period", words.PERIOD.fill()), Head("figure", words.FIGURE_OF.fill())]
        if self.has_printed:
            heads.append(Head("printed", words.PRINTED.fill(), is_number=True))
        heads += [Head(unit, capitalise(unit), is_number=True) for unit in self.units]
        heads.append(Head("source", words.SOURCE_HEAD.fill()))
        return draw_cells(heads, [self._cells_of(row) for row in self.rows])

    def _cells_of(self, row: ApartRow) -> list[TableCell]:
        cells = [TableCell(row.period), TableCell(row.what)]
        if self.has_printed:
            cells.append(TableCell(row.printed))
        for measured in row.cells:
            if measured is None:
                cells.append(TableCell(words.NO_FIGURE.fill()))
            else:
                cells.append(TableCell(measured.value, measured.facts, below=measured.change))
        link = None if row.source is None else link_source(row.source)
        return [*cells, TableCell(source_name(row.source), link=link)]


@dataclass(frozen=True)
class FiguresApart:
    """All that a page and a workbook have of figures that stand apart."""

    heading: str
    tables: list[ApartTable]
    notes: list[str]
    reasons: list[str]  # why something is not told
    sheets: dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Measured:
    """Figures of one shape in each measure that they can be told in, grown over the year, and why not in others."""

    by_unit: dict[str, pd.DataFrame]
    reasons: list[str]


def measure_apart(
    groups: Sequence[Figures], asked: Asked, reporter: str, prices: int, listed: pd.DataFrame
) -> FiguresApart | None:
    """Tell figures of other shapes than the report's; nothing where there are none.

    Parameters
    ----------
    groups : sequence of Figures
        Those that are told, by shape.
    asked : Asked
        What the report was asked to use.
    reporter : str
        Whose currency is the other one.
    prices : int
        The period in whose prices the report counts what is at constant prices.
    listed : pandas.DataFrame
        All rows of other shapes, for the workbook.
    """
    if listed.empty:
        return None
    tables, reasons, grown = [], [], []
    for figures in groups:
        measured = _measure(figures, asked, reporter, prices)
        reasons += measured.reasons
        tables.append(_make_table(figures, measured))
        grown += [frame.assign(lens=unit) for unit, frame in measured.by_unit.items()]
    sheets = {"Figures apart": listed}
    if grown:
        sheets["Growth apart"] = pd.concat(grown, ignore_index=True)
    are_parts = all(figures.shape.is_part_of_year for figures in groups)
    heading = words.PARTS_OF_YEARS if are_parts else words.OTHER_PERIODS
    return FiguresApart(heading.fill(), tables, [], reasons, sheets)


def _measure(figures: Figures, asked: Asked, reporter: str, prices: int) -> Measured:
    """Compute figures in the base currency, in the other one and at constant prices, as far as each goes."""
    shape, last = figures.shape, figures.periods[-1]
    measured = Measured({}, [])
    try:
        choices = asked.settle(reporter, last, last, shape, prices)
    except TradeviewError as error:
        measured.reasons.append(_say_why(figures, figures.periods, asked.base_currency, error))
        return measured
    base = currency_name(asked.base_currency)
    name_of_measure = {
        "base": base,
        "own": currency_name(choices.currency),
        "real": MONEY_OF.fill(currency=base, period=format_period(prices)),
    }
    for name, unit in name_of_measure.items():
        try:
            # Each is converted where it is asked for, so that one that cannot be leaves the others.
            without = _periods_without(figures.rows, choices, name)
            kept = without_periods(figures.rows, without)
            if len(kept) < len(figures.rows):
                measured.reasons.append(_say_why(figures, without, unit, find_reason(figures.rows, choices, without)))
            if len(kept):
                frame: pd.DataFrame = getattr(Measures(kept, choices), name)
                measured.by_unit[unit] = growth(frame, over="year")
        except TradeviewError as error:
            measured.reasons.append(_say_why(figures, figures.periods, unit, error))
    return measured


def _periods_without(rows: pd.DataFrame, choices: Choices, measure: str) -> set[int]:
    """Return the periods that a measure has no rate, or no price index, for."""
    currency = choices.currency if measure == "own" else choices.base_currency
    without = periods_without_rate(rows, choices.order_for(currency), currency, choices.rates)
    if measure == "real":
        without |= periods_without_index(rows, currency, choices.deflator)
    return without


def _say_why(figures: Figures, periods: Collection[int], unit: str, error: TradeviewError | None) -> str:
    named = figures.shape.name_all(periods)
    if error is None:
        return words.NOT_TOLD_APART.fill(periods=named, unit=unit, reason=words.NO_RATE.fill())
    return say_reason(words.NOT_TOLD_APART, reason_of(error), periods=named, unit=unit)


def _make_table(figures: Figures, measured: Measured) -> ApartTable:
    """Make the table of figures of one shape, with a finding for the last figure of each series."""
    shape = figures.shape
    found = {unit: _by_figure(frame) for unit, frame in measured.by_unit.items()}
    rows, findings = [], {}
    for row in row_dicts(_printed_rows(figures.rows, measured)):
        key = _key_of_figure(row)
        of_unit = {unit: grown.get(key) for unit, grown in found.items()}
        rows.append(_make_row(shape, row, list(of_unit.values())))
        findings[key[:-1]] = " ".join(_make_finding(shape, row, of_unit))  # rows are in order of periods
    said = [finding for finding in findings.values() if finding]
    heading = shape.name_all(figures.periods)
    has_printed = any(row.cells[0] is None or row.cells[0].value != row.printed for row in rows if row.cells)
    has_printed = has_printed or not found
    return ApartTable(capitalise(list_words(heading)), said, list(found), rows, has_printed)


def _printed_rows(rows: pd.DataFrame, measured: Measured) -> pd.DataFrame:
    """Return one row of each figure as it was printed, in order: of two currencies the one that was not converted."""
    frames = list(measured.by_unit.values())
    if frames:
        printed = frames[0]
        if "stated_value" in printed:
            printed = printed.assign(value=printed["stated_value"], currency=printed["stated_currency"])
        # What could not be converted stands as it was printed.
        rest = without_periods(rows, {int(period) for period in printed["period"]})
        if len(rest):
            printed = pd.concat([printed, rest], ignore_index=True)
        return printed.sort_values("period", kind="stable")
    return rows.sort_values("period", kind="stable")


def _by_figure(frame: pd.DataFrame) -> dict[tuple[Any, ...], dict[str, Any]]:
    return {_key_of_figure(row): row for row in row_dicts(frame)}


def _key_of_figure(row: dict[str, Any]) -> tuple[Any, ...]:
    """Tell one figure of a shape from another: its series, and last its period."""
    series = [row.get(name) for name in SERIES if name != "months"]
    return (*series, int(row["period"]))


def _make_row(shape: Shape, row: dict[str, Any], found: list[dict[str, Any] | None]) -> ApartRow:
    cells: list[Cell | None] = []
    for grown in found:
        if grown is None or grown["value"] is None:
            cells.append(None)
            continue
        change = "" if grown["growth"] is None else format_percent(grown["growth"], 1)
        amount = format_amount(grown["value"], grown["currency"])
        cells.append(Cell(amount, change, tuple(facts_of_figure(grown))))
    printed = words.NO_FIGURE.fill()
    if row["value"] is not None:
        printed = format_amount(row["value"], row["currency"])
    source = row.get("source")
    return ApartRow(shape.name(int(row["period"])), capitalise(series_name(pd.Series(row))), printed, cells, source)


def _make_finding(shape: Shape, row: dict[str, Any], of_unit: dict[str, dict[str, Any] | None]) -> list[str]:
    """Say the last figure of a series, and its change on the same months of the year before, in each measure."""
    told = {unit: grown for unit, grown in of_unit.items() if grown is not None and grown["value"] is not None}
    if not told:
        return []
    (_, first), *others = told.items()
    period = int(row["period"])
    parts = {
        "series": series_name(pd.Series(row)),
        "period": shape.name(period),
        "value": format_money(first["value"], first["currency"]),
    }
    if first["growth"] is None:
        return [words.ALONE_APART.fill(**parts, earlier=shape.name_earlier(period, shape.year_before(period)))]
    earlier = shape.name_earlier(period, int(first["previous_period"]))
    said = [words.CHANGE_APART.fill(**parts, change=say_change(first), earlier=earlier)]
    changes = []
    for unit, grown in others:
        if grown["growth"] is not None:
            changes.append(words.CHANGE_IN_UNIT.fill(change=say_change(grown), unit=unit))
    if changes:
        said.append(words.IN_OTHER_MEASURES.fill(changes=changes))
    return said


def say_change(grown: dict[str, Any]) -> str:
    """Say a growth rate in words, within the range of the printed digits."""
    ends = [grown.get(name) for name in ("growth_low", "growth_high")]
    low, high = (float("nan") if is_missing(end) else float(end) for end in ends)  # type: ignore[arg-type]
    return describe_change(float(grown["growth"]), low, high)
