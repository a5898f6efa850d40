"""An answer of UN Comtrade held against its question: what was not asked is refused, what is absent is named.

A status of 200 says nothing of this: a cache or proxy on the way may answer with other years, economies or codes.
Records are read here by the same functions as in a file, each distinct combination of cells once.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import pandas as pd

from tradeview.errors import FetchError
from tradeview.periods import year_of
from tradeview.sources.comtrade import codes
from tradeview.sources.comtrade.forms import recognise_form
from tradeview.sources.comtrade.opening import text_of_cell
from tradeview.sources.comtrade.rows import BREAKDOWNS, GOODS

# What is asked for along each axis, in the API's codes; nothing stands for all.
Question = Mapping[str, Sequence[str]]
Record = Mapping[str, Any]
Cells = tuple[str | None, ...]

NAME = "an answer of UN Comtrade"
AGAIN = "nothing was kept; ask again, and check what stands between (base_url, a proxy)"
CELLS = frozenset({str, int, float, bool, type(None)})
INFINITE = frozenset({math.inf, -math.inf})
SHOWN = 60
LEVEL = "AG"  # and a number of digits: all codes of so many
EVERY_CODE = "ALL"
HS = "HS"
# Whole classifications, of whichever revision, by the letter that those begin with.
WHOLE_CLASSIFICATIONS = {HS: "H", "SS": "S", "ST": "S"}
# Of which two what is absent is named where both are there at other times.
PAIRS = (("reporter", "period"), ("flow", "period"))


@dataclass(frozen=True)
class Scope:
    """What else is asked for: years or months, and a classification."""

    frequency: str
    classification: str


@dataclass(frozen=True)
class _Rule:
    """One thing that each record has to be: what it is read from, and how that is told from what was not asked."""

    what: str
    columns: tuple[str, ...]
    is_asked: Callable[..., bool]


def refuse_other_answers(records: Sequence[Any], question: Question, scope: Scope) -> None:
    """Refuse what are no records, and records of what was not asked for: a FetchError names those."""
    if not records:
        return
    _refuse_other_than_records(records)
    headers = list(dict.fromkeys(chain.from_iterable(records)))
    form = recognise_form(headers, NAME)
    header_of = {what: headers[position] for what, position in form.positions.items()}
    unasked: dict[str, None] = {}
    for rule in _rules_of(question, scope):
        for cells in _distinct_cells(records, [header_of.get(column) for column in rule.columns]):
            if not rule.is_asked(*cells):
                words = " ".join(cell for cell in cells if cell is not None)
                unasked[f"{rule.what} {words[:SHOWN]!r}"] = None
    if unasked:
        asked = "UN Comtrade answers what it was asked"
        raise FetchError(asked, f"{len(unasked)} kinds of records that were not asked for", AGAIN, list(unasked))


def _refuse_other_than_records(records: Sequence[Any]) -> None:
    for number, record in enumerate(records):
        if not isinstance(record, dict):
            found = f"{type(record).__name__} as record {number + 1:,} of {len(records):,}"
            raise FetchError(f"{NAME} is a list of records", found, AGAIN)
        # Compared as sets of types, since there are forty cells in each of 250,000 records.
        if not CELLS.issuperset(map(type, record.values())):
            nested = [header for header, cell in record.items() if type(cell) not in CELLS]
            found = f"{', '.join(str(header)[:SHOWN] for header in nested)} in record {number + 1:,}"
            raise FetchError(f"each cell of {NAME} is text, a number, true, false or null", found, AGAIN)
        # JSON has no greatest number: 1e999 is read as infinite.
        if not INFINITE.isdisjoint(record.values()):
            raise FetchError(f"each number of {NAME} is finite", f"infinity in record {number + 1:,}", AGAIN)


def _distinct_cells(records: Sequence[Record], headers: Sequence[str | None]) -> list[Cells]:
    """Return distinct combinations of the cells under some headers, as a file would have them; None where absent."""
    columns: list[list[Any]] = []
    for header in headers:
        cells = [None] * len(records) if header is None else [record.get(header) for record in records]
        columns.append(cells)
    # True is 1 to a dictionary: where there are such cells, they are told apart by their types.
    types = [map(type, cells) for cells in columns if bool in set(map(type, cells))]
    distinct = dict.fromkeys(zip(*columns, *types, strict=True))
    return [tuple(text_of_cell(cell) for cell in combination[: len(headers)]) for combination in distinct]


def _rules_of(question: Question, scope: Scope) -> list[_Rule]:
    """Return what a record has to be to be part of the answer."""
    periods = set(question["period"])

    def is_period(period: str | None, year: str | None, month: str | None, frequency: str | None) -> bool:
        read = codes.read_period(period, year, month, frequency)
        if read is None or str(read) not in periods:
            return False
        # A year beside it says the same.
        return codes.cell_or_none(year) is None or codes.read_period(year, None, None, None) == year_of(read)

    rules = [
        _Rule("period", ("period", "year", "month", "frequency"), is_period),
        _Rule("flow", ("flow_code", "flow_name"), lambda *cells: codes.read_flow(*cells) in question["flowCode"]),
        _Rule("code", ("commodity_code", "classification", "level"), _code_test(question["cmdCode"])),
        _Rule("type", ("type",), lambda kind: kind in {None, GOODS}),
        _Rule("frequency", ("frequency",), lambda frequency: frequency in {None, scope.frequency}),
        _Rule("classification", ("classification",), _classification_test(scope.classification)),
    ]
    for side in ("reporter", "partner"):
        numbers = question[f"{side}Code"]
        if numbers:
            columns = (f"{side}_code", f"{side}_iso", f"{side}_name")
            rules.append(_Rule(side, columns, _economy_test(economies_of(numbers))))
    # Totals alone are asked for.
    rules += [_Rule(what, columns, codes.is_total) for what, columns in BREAKDOWNS.items()]
    return rules


def economies_of(numbers: Iterable[str]) -> list[str]:
    """Return the codes of economies in the trade table, of Comtrade's numbers, each once."""
    found = [codes.read_economy(number, None, None) for number in numbers]
    return list(dict.fromkeys(code for code in found if code is not None))


def _economy_test(asked: Sequence[str]) -> Callable[..., bool]:
    return lambda *cells: codes.read_economy(*cells) in asked


def _classification_test(asked: str) -> Callable[[str | None], bool]:
    """Return what tells a revision that was asked for; one that is not named, and "as reported", may be any."""
    family = WHOLE_CLASSIFICATIONS.get(asked)

    def is_asked(said: str | None) -> bool:
        revision = codes.cell_or_none(said)
        if revision is None or revision == asked:
            return True
        return family is not None and revision.startswith(family)

    return is_asked


def _code_test(asked: Sequence[str]) -> Callable[[str | None, str | None, str | None], bool]:
    """Return what tells a commodity code that was asked for, by itself or by its level."""
    named = {code.upper() for code in asked}
    levels = {code.removeprefix(LEVEL) for code in named if is_level(code)}

    def is_asked(code: str | None, revision: str | None, level: str | None) -> bool:
        if EVERY_CODE in named:
            return code is not None
        read = codes.read_commodity(code, revision, level)
        if code is None or read is None:
            return False
        if code.upper() in named or read in named:
            return True
        # Letters (9999AA) stand for goods of no kind, at the level that the record says.
        if level is not None and not read.isdecimal():
            return level in levels
        return str(len(read)) in levels

    return is_asked


def is_level(code: str) -> bool:
    """Tell whether a code stands for all codes of some digits: AG2, AG4, AG6."""
    return code.upper().startswith(LEVEL) and code[len(LEVEL) :].isdecimal()


def find_absent(trade: pd.DataFrame, question: Question) -> list[str]:
    """Name what was asked for and has no row: periods, reporters, partners, flows and codes, each by itself.

    A reporter or flow that is there, but not in each period, is named with those periods.
    """
    asked = {
        "period": list(question["period"]),
        "reporter": economies_of(question["reporterCode"]),
        "partner": economies_of(question["partnerCode"]),
        "flow": list(question["flowCode"]),
    }
    columns = {"period": "period", "reporter": "reporter", "partner": "partner", "flow": "flow_code"}
    there = {what: {str(value) for value in trade[column].unique()} for what, column in columns.items()}
    absent = []
    for what, wanted in asked.items():
        absent += [f"{what} {value}" for value in wanted if value not in there[what]]
    absent += [f"code {code}" for code in _absent_codes(set(trade["commodity_code"].unique()), question["cmdCode"])]
    for what, beside in PAIRS:
        distinct = trade[[columns[what], columns[beside]]].drop_duplicates().astype(str)
        pairs = set(distinct.itertuples(index=False, name=None))
        for value in sorted(there[what].intersection(asked[what])):
            others = [other for other in asked[beside] if other in there[beside] and (value, other) not in pairs]
            absent += [f"{what} {value} in {other}" for other in others]
    return absent


def _absent_codes(there: set[str], asked: Sequence[str]) -> list[str]:
    """Name the codes and levels that no row has."""
    present = there | {EVERY_CODE} | {f"{LEVEL}{len(code)}" for code in there if code.isdecimal()}
    absent = []
    for code in asked:
        spellings = {code, code.upper(), codes.read_commodity(code, None, None)}
        if present.isdisjoint(spellings):
            absent.append(code)
    return absent
