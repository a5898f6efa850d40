"""A reading as it comes in: a frame, a list of rows or a text in JSON, by a person or a program of any kind.

Its cells are read as generously as they can be without guessing: numbers printed as text, codes in small letters, a
year as a number or as text. What cannot be read is kept apart and told of its row; only what is no table at all is
refused.
"""

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from babel.core import Locale, get_global
from babel.numbers import get_currency_name
from narwhals.typing import IntoFrame

from tradeview.errors import TableError, count_nouns
from tradeview.prose.languages import ANY, ENGLISH, language_file
from tradeview.readings.stated_times import (
    StatedTime,
    is_calendar_year,
    period_of_time,
    read_row_time,
    read_written_time,
)
from tradeview.sources.opening import parse_json
from tradeview.table.engines import collect_rows, is_missing
from tradeview.table.frames import HALF_PAIR, wrap_frame

NUMBERS = ("value", "low", "high")
PLACES = ("text_start", "text_end")
TEXTS = (
    *("quote", "flow", "kind", "bound", "coverage", "status", "unit", "reporter", "partner", "side"),
    *("commodity", "commodity_code", "among"),
)
TIMES = {"period", "months", "start", "end"}
BASES = {"base_start", "base_end"}
REQUIRED = ("value", "currency")
FIELDS = frozenset({*NUMBERS, *PLACES, *TEXTS, *TIMES, *BASES, "currency"})
NOTHING = {"", "-", "–", "—", "?", "nan", "none", "null", "n/a", "na", "<na>", "unknown"}  # as people leave a cell open
MOST_ROWS = 100_000  # of a reading: a text has no more figures
LONGEST = 2_000  # characters of a cell that is kept; a longer quote stands in no sentence
SHOWN = 60
FENCE = "```"  # on lines of its own around JSON, as language models wrap it, with a word or two before and after
BYTE_ORDER_MARK = "\ufeff"
# Digits in groups, as a person writes them: commas, blanks or apostrophes in threes; or one decimal mark.
GROUPED = re.compile(r"[+-]?\d{1,3}(?:(?P<mark>[, '’\u00a0\u202f])\d{3})(?:(?P=mark)\d{3})*(?:\.\d+)?")
PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
AS_ROWS = "give a frame, a list of dicts or a JSON text of them, each with at least value and currency"
CODE = re.compile(r"[A-Za-z]{3}")
SCALED = re.compile(r"(?P<number>[^A-Za-z]*\d) ?(?P<scale>[A-Za-z]{2,9})")
# Metals, and units of account.
NO_MONEY = {"XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX"}
SINGULARS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
LONGEST_PLACE = 200  # characters: what is longer is the place of no figure, but of its sentence or its text


@dataclass(frozen=True)
class GivenRow:
    """One row of a reading: its cells as far as they can be read, and which of them cannot.

    Attributes
    ----------
    number : int
        Its place in the reading, from 0.
    cells : dict
        What is stated, by column; what is left open is not in it.
    time, base : StatedTime, optional
        The time that the row is of, and that it is compared with.
    unreadable : dict of str
        Cells that are no number, currency or time, as they were given.
    """

    number: int
    cells: dict[str, Any]
    time: StatedTime | None = None
    base: StatedTime | None = None
    unreadable: dict[str, str] = field(default_factory=dict)

    @property
    def value(self) -> float | None:
        """The value, in single units."""
        return self.cells.get("value")

    @property
    def currency(self) -> str | None:
        """The code of the currency."""
        return self.cells.get("currency")

    @property
    def quote(self) -> str | None:
        """The words of the figure."""
        return self.cells.get("quote")


@dataclass(frozen=True)
class GivenReading:
    """The rows of a reading, and the columns that it has."""

    rows: tuple[GivenRow, ...]
    columns: frozenset[str]


def take_reading(other: IntoFrame | Sequence[Mapping[str, Any]] | str) -> GivenReading:
    """Take a reading in.

    Raises
    ------
    TableError
        It is no table of rows, is too long, or has no columns `value` and `currency`.

    Examples
    --------
    >>> reading = take_reading('[{"value": "11,460,000,000", "currency": "myr", "period": 2024}]')
    >>> reading.rows[0].cells["value"], reading.rows[0].currency, reading.rows[0].time.first
    (11460000000.0, 'MYR', 202401)
    """
    rows = _list_rows(other)
    if len(rows) > MOST_ROWS:
        raise TableError("a reading is of one text", count_nouns(len(rows), "row"), f"give up to {MOST_ROWS:,}")
    named = [_name_columns(row) for row in rows]
    columns = {name for row in named for name in row}
    missing = [name for name in REQUIRED if rows and name not in columns]
    if missing:
        found = f"no column {', '.join(missing)}"
        raise TableError("a reading has the value and the currency of each figure", found, AS_ROWS)
    read = tuple(_read_row(number, row) for number, row in enumerate(named))
    return GivenReading(read, frozenset(columns & FIELDS))


def _list_rows(other: Any) -> list[Mapping[str, Any]]:
    """Return the rows of whatever was given, each a mapping of names to cells."""
    if isinstance(other, str):
        text, other = other, _read_json(other)
        if not isinstance(other, list | Mapping):
            raise TableError("a reading is a list of rows", repr(text.strip()[:SHOWN]), AS_ROWS)
    if isinstance(other, Mapping):
        other = _find_list(other)
    if not isinstance(other, list | tuple):
        return [*collect_rows(wrap_frame(other))]
    wrong = [number for number, row in enumerate(other) if not isinstance(row, Mapping)]
    if wrong:
        found = f"{count_nouns(len(wrong), 'row')} of another kind"
        raise TableError("each row of a reading names its cells", found, AS_ROWS, [f"row {row}" for row in wrong[:5]])
    return list(other)


def _read_json(text: str) -> Any:
    try:
        return parse_json(_unwrap_json(text), parse_int=_read_whole, parse_constant=lambda _: None)
    except ValueError as broken:
        raise TableError(
            "a reading as text is JSON", f"{str(broken)[:SHOWN]}: {text.strip()[:SHOWN]!r}", AS_ROWS
        ) from broken


def _unwrap_json(text: str) -> str:
    """Return the JSON of a text that language models wrap in a fence, or the text as it is.

    The fences are searched for, and not matched by a pattern: on a megabyte of line ends one would go back and forth
    for hours.
    """
    written = text.removeprefix(BYTE_ORDER_MARK).strip()
    if written.startswith(("{", "[")):  # a fence in it is within a quote
        return written
    _, opening, rest = written.partition(FENCE)
    held, closing, _ = rest.rpartition(FENCE)
    if not opening or not closing:
        return written
    language, _, lines = held.partition("\n")
    return lines if language.strip().isalpha() or not language.strip() else held


def _read_whole(digits: str) -> int | float:
    """Read a whole number of JSON; one of thousands of digits is beyond any number."""
    return int(digits) if len(digits) < SHOWN else math.inf


def _find_list(held: Mapping[str, Any]) -> Any:
    """Return the list of rows that an object has; structured output is an object with one list in it."""
    if set(REQUIRED) <= set(held):
        return [held]
    lists = [cells for cells in held.values() if isinstance(cells, list | tuple)]
    if len(lists) != 1:
        found = f"an object with {', '.join(map(str, held))[:SHOWN] or 'nothing in it'}"
        raise TableError("a reading is a list of rows", found, AS_ROWS)
    return lists[0]


def _name_columns(row: Mapping[str, Any]) -> dict[str, Any]:
    return {str(name).strip().casefold(): cell for name, cell in row.items()}


def _read_row(number: int, row: Mapping[str, Any]) -> GivenRow:
    cells: dict[str, Any] = {}
    unreadable: dict[str, str] = {}
    stated = {name: cell for name, cell in row.items() if name in FIELDS and not _is_left_open(cell)}
    for name, read in READ_AS.items():
        if name not in stated:
            continue
        cell = read(stated[name])
        if cell is not None:
            cells[name] = cell
        elif name not in PLACES:  # models miscount, and a place is only a help
            unreadable[name] = _write_cell(stated[name])[:SHOWN]
    time = _read_time(stated, unreadable)
    if time is not None:
        cells["months"] = time
        cells["period"] = period_of_time(time)
    base = _read_months(stated, "base_start", "base_end")
    return GivenRow(number, cells, time, base, unreadable)


def _is_left_open(cell: Any) -> bool:
    if isinstance(cell, list | tuple | dict | set):
        return not cell
    return is_missing(cell) or (isinstance(cell, str) and cell.strip().casefold() in NOTHING)


def _write_cell(cell: Any) -> str:
    """Write a cell as text; halves of surrogate pairs, which no frame holds, are replaced."""
    try:
        written = cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False, default=str)
    except (TypeError, ValueError, RecursionError):
        written = type(cell).__name__
    return HALF_PAIR.sub("\N{REPLACEMENT CHARACTER}", written[:LONGEST])


def read_number_cell(cell: Any) -> float | None:
    """Read a number that may be printed as text; None of what is none, or none that is finite.

    Examples
    --------
    >>> read_number_cell("11,460,000,000"), read_number_cell("2.48e9"), read_number_cell(True), read_number_cell("1,5")
    (11460000000.0, 2480000000.0, None, None)
    >>> read_number_cell("1.133 billion"), read_number_cell("5 m")
    (1133000000.0, None)
    """
    if isinstance(cell, bool | bytes | bytearray):
        return None
    if isinstance(cell, str):
        return _read_written_number(cell.strip().replace("−", "-"))
    try:
        number = float(cell)
    except (TypeError, ValueError, OverflowError, ArithmeticError):
        return None
    return number if math.isfinite(number) else None


def _read_written_number(written: str) -> float | None:
    """Read a number in digits, and a word of scale behind it; one letter may be of several."""
    if len(written) > SHOWN:
        return None
    scaled = SCALED.fullmatch(written)
    if scaled and scaled["scale"].casefold() in _list_scales():
        number = _read_written_number(scaled["number"])
        # In decimals: 2.3 billion are 2,300,000,000, which no power of ten makes less exact.
        return (
            None if number is None else float(Decimal(str(number)).scaleb(_list_scales()[scaled["scale"].casefold()]))
        )
    if not (written.isascii() or GROUPED.fullmatch(written)):
        return None
    if grouped := GROUPED.fullmatch(written):
        written = written.replace(grouped["mark"], "")
    if PLAIN.fullmatch(written) is None:
        return None
    number = float(written)
    return number if math.isfinite(number) else None


@cache
def _list_scales() -> dict[str, int]:
    """Return the powers of ten of the words of scale in English, of more than a letter."""
    held = {**language_file(ENGLISH)["scales"], **SINGULARS}
    return {word.casefold(): power for word, power in held.items() if len(word) > 1}


def read_place(cell: Any) -> int | None:
    """Read a place in a text, from 0; None of what is none."""
    number = read_number_cell(cell)
    if number is None or number < 0 or number != int(number):
        return None
    return int(number)


def read_currency(cell: Any) -> str | None:
    """Read the code of a currency, or a sign that is of one alone; None of what names none.

    Examples
    --------
    >>> read_currency("usd"), read_currency("US$"), read_currency("RM"), read_currency("gold")
    ('USD', 'USD', 'MYR', None)
    >>> read_currency("Malaysian ringgit"), read_currency("US dollars"), read_currency("dollars")
    ('MYR', 'USD', None)
    """
    if not isinstance(cell, str):
        return None
    written = cell.strip()
    if CODE.fullmatch(written) and written.upper() in known_currencies():
        return written.upper()
    return _signs_of_currencies().get(written) or _names_of_currencies().get(written.casefold())


# How each cell is read; times are read together.
READ_AS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(NUMBERS, read_number_cell),
    **dict.fromkeys(PLACES, read_place),
    "currency": read_currency,
    **dict.fromkeys(TEXTS, _write_cell),
}


@cache
def known_currencies() -> frozenset[str]:
    """Return the ISO codes of currencies, of today and of before."""
    return frozenset(get_global("all_currencies"))


@cache
def _signs_of_currencies() -> dict[str, str]:
    """Return the signs that are of one currency in any language, and that of English for the euro and the like."""
    signs: dict[str, str] = {}
    for name in (ENGLISH, ANY):
        file = language_file(name)
        signs |= file.get("signs", {}) | file.get("short_signs", {})
    return signs


@cache
def _names_of_currencies() -> dict[str, str]:
    """Return the names of currencies in English, one of them and several, each of one currency alone."""
    locale = Locale.parse(ENGLISH)
    names: dict[str, set[str]] = {}
    for code in known_currencies() - NO_MONEY:
        for count in (None, 1, 2):
            names.setdefault(get_currency_name(code, count, locale).casefold(), set()).add(code)
    return {name: codes.pop() for name, codes in names.items() if len(codes) == 1}


def _read_time(stated: Mapping[str, Any], unreadable: dict[str, str]) -> StatedTime | None:
    """Read the time of a row: its first and last month, its months, or its period."""
    if time := _read_months(stated, "start", "end"):
        return time
    for name in ("months", "period"):
        if name not in stated:
            continue
        time = read_written_time(_write_time_cell(stated[name]))
        if time is not None:
            return time
        unreadable[name] = _write_cell(stated[name])[:SHOWN]
    return None


def _read_months(stated: Mapping[str, Any], first: str, last: str) -> StatedTime | None:
    if first not in stated or last not in stated:
        return None
    return read_written_time(f"{_write_time_cell(stated[first])}/{_write_time_cell(stated[last])}")


def _write_time_cell(cell: Any) -> str:
    number = None if isinstance(cell, str) else read_place(cell)
    return str(number) if number is not None else _write_cell(cell)


def take_our_rows(rows: Iterable[Mapping[str, Any]]) -> list[GivenRow]:
    """Return rows of `read_figures` or `read_claims` as rows of a reading, which are known to be fit."""
    taken: list[GivenRow] = []
    for number, row in enumerate(rows):
        cells = {name: cell for name, cell in row.items() if not is_missing(cell)}
        base = None
        if "base_start" in cells and "base_end" in cells:
            base = StatedTime(int(cells["base_start"]), int(cells["base_end"]))
        time = read_row_time(cells)
        is_year = time is not None and is_calendar_year(time)
        if time is not None and is_year and not _has_words_for_times(cells.get("locale")):
            # Of a language without words for times it may be the year of a month.
            time = time._replace(is_open=True)
        taken.append(GivenRow(number, cells, time, base))
    return taken


def _has_words_for_times(locale: str | None) -> bool:
    return locale is None or "periods" in language_file(locale)
