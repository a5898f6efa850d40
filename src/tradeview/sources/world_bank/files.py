"""Files of the World Bank, one indicator or several: economies by years, in each of the forms that the Bank gives out.

The wide form has preamble lines ("Data Source","World Development Indicators") over a header of years; DataBank's has
columns `2017 [YR2017]` and a footer; the long form has a year column. `.zip` as downloaded is read too, and a frame.
Groups of economies (Arab World, OECD members) are no economies and are left out, the euro area's row apart.
"""

import logging
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pandas as pd

from tradeview.economies.codes import is_group
from tradeview.economies.lookup import code as economy_code
from tradeview.economies.lookup import code_of_code
from tradeview.errors import TableError, UnknownCodeError
from tradeview.sources.containers import PACKED, Wanted, open_one
from tradeview.sources.first_lines import begin_lines
from tradeview.sources.known_forms import WORLD_BANK, refuse_other_form
from tradeview.sources.opening import LATIN, Kind, decode_text, file_at, kind_of, read_file
from tradeview.sources.world_bank.api_answer import lines_of_answer
from tradeview.sources.world_bank.recognising import YEAR, find_indicator
from tradeview.table.columns import Line
from tradeview.table.csv import SEPARATORS, BrokenLineError, delimiter_of, numbered_lines
from tradeview.table.decimal_commas import find_commas, refuse_either_point, with_points
from tradeview.table.engines import is_missing
from tradeview.table.schema import economy_codes

logger = logging.getLogger(__name__)

Source: TypeAlias = str | Path | pd.DataFrame | list[Any]

EURO_AREA = "EMU"
# Codes of the Bank's own, of today and of older files; names of economies are `tradeview.economies`'s.
OWN = {"ADO": "AND", "IMY": "IMN", "KSV": "XKK", "ROM": "ROU", "WBG": "PSE", "XKX": "XKK", "Euro area": EURO_AREA}
TIME = "time"  # wbgapi's name of years
# How a preamble and a footer begin, and the names in headers, in lower case; the first that is there counts.
PREAMBLE_UPDATED = ("last updated date", "last updated")
FOOTER_UPDATED = "last updated:"
FOOTER = ("data from database:", FOOTER_UPDATED)
CODE_NAMES = ("country code", "countryiso3code", "iso3c", "iso3", "economy", "ref_area", "code", "iso2c")
NAME_NAMES = ("country name", "countryname", "country", "economy name", "entity")
INDICATOR_NAMES = ("indicator code", "series code", "indicator", "series", "indicatorid")
LABEL_NAMES = ("indicator name", "series name", "indicator label")
YEAR_NAMES = ("year", "time", "date", "time_period")
VALUE_NAMES = ("value", "obs_value")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
DIGITS = re.compile(r"-?[0-9][0-9.,]*(?:[eE][+-]?[0-9]{1,3})?")
MISSING = {"", "..", "NA", "NaN", "nan", "null", "None", "n/a"}
HEADER_LINES = 12  # the preamble has four
# What a download may be instead of a table, in words.
NO_TABLES: dict[Kind, str] = {
    "page": "a page of HTML or XML",
    "PDF": "a PDF",
    "nothing": "an empty file",
}
AGAIN = "download it again as CSV, or unpack it"
WANTED = Wanted(
    form=WORLD_BANK,
    what="a table of the World Bank",
    asked="{name} is a CSV file of the World Bank",
    endings=(".csv", ".tsv", ".json", *PACKED),
)


class Observation(NamedTuple):
    """One figure: the indicator's code and name as the file has them, where and when."""

    indicator: str
    label: str
    economy: str
    period: int
    value: float


@dataclass
class Download:
    """What a file or answer says: its observations, its vintage (as printed), what was left out, and why."""

    name: str
    updated: str = ""
    downloaded: str = ""
    observations: list[Observation] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    no_economies: set[str] = field(default_factory=set)

    @property
    def indicators(self) -> list[str]:
        """Codes of the indicators in the file, in order; an empty one where the file names none."""
        return list(dict.fromkeys(row.indicator for row in self.observations))

    def observations_of(self, indicator: str) -> list[Observation]:
        """Return the observations of one indicator, refusing two values of one economy and year.

        A file without a column of indicators holds what its caller says.
        """
        if indicator not in self.indicators:
            indicator = ""
        found: dict[tuple[str, int], Observation] = {}
        twice = []
        for row in self.observations:
            if row.indicator != indicator:
                continue
            first = found.setdefault((row.economy, row.period), row)
            if first.value != row.value:
                twice.append(f"{row.economy} {row.period}: {first.value:g}, {row.value:g}")
        if twice:
            raise TableError(f"{self.name} has one {indicator} an economy and year", "two", "keep one of them", twice)
        return list(found.values())

    def source(self, indicator: str) -> str:
        """Name the source of an indicator, with its vintage where the file has one."""
        vintage = ""
        for what, day in (("updated", self.updated), ("downloaded", self.downloaded)):
            if day:
                vintage += f", {what} {day}"
        return f"World Bank, World Development Indicators ({indicator}{vintage})"

    @property
    def reasons(self) -> str:
        """Say how many cells were left out, and why."""
        return "; ".join(f"{count} {why}" for why, count in self.left_out.items())

    def log(self, used: int) -> None:
        """Say at INFO how many figures were used and left out, and why."""
        logger.info("%s: %d figures used, left out: %s", self.name, used, self.reasons or "none")
        logger.info("%s: taken for no economies: %s", self.name, ", ".join(sorted(self.no_economies)) or "none")


def read_download(source: Source, only: str | Collection[str] | None = None) -> Download:
    """Read a file, a frame or an answer of the World Bank's, of `only` some economies (by any code or name), or of all.

    What is no CSV of the Bank's, lacks a column, is cut short, or has an unreadable number is refused with its line.
    """
    if isinstance(source, pd.DataFrame):
        lines = _lines_of_frame(source)
        refuse_other_form(begin_lines("this frame", "", [cells for _, cells in lines[:2]]), WORLD_BANK)
        return parse_lines("this frame", lines, only)
    if isinstance(source, list):
        return parse_lines("this answer", lines_of_answer("this answer", source), only)
    path = file_at(source, "one file of the World Bank", "give the path of the CSV file in it")
    text = _read_text(path)
    lines = lines_of_answer(path.name, text) if kind_of(text) == "JSON" else _split_lines(text, path.name)
    return parse_lines(path.name, lines, only)


def _lines_of_frame(frame: pd.DataFrame) -> list[Line]:
    """Lines of a frame, its index among the columns where it has a name, as in those that wbgapi returns."""
    if any(name is not None for name in frame.index.names):
        frame = frame.reset_index()
    if TIME in frame.columns and _are_economies([name for name in frame.columns if name != TIME]):
        frame = frame.melt(id_vars=TIME, var_name="economy", value_name="value")
    lines = [(0, [str(name) for name in frame.columns])]
    for number, row in enumerate(frame.itertuples(index=False), 1):
        lines.append((number, ["" if is_missing(cell) else str(cell).strip() for cell in row]))
    return lines


def _are_economies(names: Sequence[object]) -> bool:
    """Tell whether columns are named by economies, as wbgapi names them where it is asked for a column each."""
    codes = [OWN.get(str(name), str(name)) for name in names]
    return bool(codes) and all(code == EURO_AREA or code in economy_codes() for code in codes)


def _read_text(path: Path) -> str:
    """Read and decode a file, in whatever it is packed, without the metadata beside it; refuse what is no CSV."""
    document = open_one(path.name, read_file(path), WANTED)
    called = document.name
    # Names of economies alone can be misread, and their codes stand beside them.
    text = document.read_text(lambda data: decode_text(data, LATIN, called))
    kind = kind_of(text)
    if kind in NO_TABLES:
        found = NO_TABLES[kind]
        if kind != "PDF":
            found += f": {text.lstrip()[:60].lower()!r}"
        raise TableError(WANTED.ask(called), found, AGAIN)
    return text


def _split_lines(text: str, name: str) -> list[Line]:
    """Split into numbered rows of cells, refusing a file that ends within a quoted cell or a number."""
    # The first line of three cells or more: what stands above it may have a comma or semicolon of its own.
    first_row = next((line for line in text.splitlines() if sum(map(line.count, SEPARATORS)) > 1), "")
    delimiter = delimiter_of(first_row)
    try:
        numbered = list(numbered_lines(text, delimiter, strict=True))
    except BrokenLineError as broken:
        raise _cut_short(name, f"{broken}") from broken
    lines = [(number, [cell.strip() for cell in cells]) for number, cells in numbered]
    # The Bank ends its last line, too. A footer without its break is no loss of figures.
    is_open = text[-1] in "0123456789.,;-+eE" and not _is_footer(lines[-1][1])
    if is_open and not _is_whole([cells for _, cells in lines if any(cells)]):
        raise _cut_short(name, f"its last line ends in {text[-12:]!r} without a line break")
    lines = [(number, cells) for number, cells in lines if any(cells)]
    return lines if delimiter == "," else _with_points(name, lines)


def _with_points(name: str, lines: list[Line]) -> list[Line]:
    """Write numbers with decimal points, where the file has decimal commas; names of economies have commas, too."""
    numbers = [[cell for cell in cells if DIGITS.fullmatch(cell)] for _, cells in lines]
    refuse_either_point((cell for cells in numbers for cell in cells), name, TableError)
    if find_commas(cell for cells in numbers for cell in cells) == "none":
        return lines
    written = with_points(numbers, name, TableError, may_be_thousands=True)
    mended = []
    for (number, cells), in_points in zip(lines, written, strict=True):
        with_point = iter(in_points)
        mended.append((number, [next(with_point) or "" if DIGITS.fullmatch(cell) else cell for cell in cells]))
    return mended


def _cut_short(name: str, found: str) -> TableError:
    return TableError(f"{name} is whole", f"{found}: it was cut short", "download it again; its last line ends, too")


def _is_whole(lines: Sequence[Sequence[str]]) -> bool:
    """Tell that a last line without its break was not cut: its row is whole, and so is its last cell.

    A program that joins lines by breaks leaves the last one without. Cut files end anywhere: whole is one whose rows
    all end in a comma of their own, or in their year; and one whose last row completes what each economy has, with a
    figure of no fewer decimals than all others.
    """
    for position, cells in enumerate(lines[:HEADER_LINES]):
        header = _read_header(cells)
        if header is not None:
            rows = lines[position + 1 :]
            return len(rows) > 1 and _has_whole_last_row(header, rows)
    return False


def _has_whole_last_row(header: "_Header", rows: Sequence[Sequence[str]]) -> bool:
    last_cell = header.width - 1
    if any(len(cells) <= last_cell for cells in rows):
        return False
    if all(len(cells) > header.width for cells in rows):
        return True
    if header.year == last_cell:
        return YEAR.fullmatch(rows[-1][last_cell]) is not None
    *others, last = [_decimals_of(cells[last_cell]) for cells in rows]
    known = [decimals for decimals in others if decimals is not None]
    return _completes_all(header, rows) and last is not None and last >= min(known, default=0)


def _completes_all(header: "_Header", rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether each of several economies, and indicators, has as many rows; in wide forms each has one."""
    keys = [position for position in (header.economy, header.indicator) if position is not None]
    counts = Counter(tuple(cells[position] for position in keys) for cells in rows)
    return len(counts) > 1 and len(set(counts.values())) == 1


def _decimals_of(figure: str) -> int | None:
    if not NUMBER.fullmatch(figure):
        return None
    return len(figure.partition(".")[2])


def _is_footer(cells: Sequence[str]) -> bool:
    return cells[0].lower().startswith(FOOTER)


class _ValueColumn(NamedTuple):
    """A column of figures: those of one year in the wide forms, of one indicator (or the only one) in the long ones."""

    position: int
    year: str = ""
    indicator: str = ""
    label: str = ""


@dataclass(frozen=True)
class _Header:
    """Which cell of a row says what."""

    width: int
    economy: int
    has_names: bool  # of economies, where there are no codes
    indicator: int | None
    label: int | None
    year: int | None
    values: list[_ValueColumn]


def parse_lines(name: str, lines: list[Line], only: str | Collection[str] | None, downloaded: str = "") -> Download:
    """Read the lines of a file, or of the answer of a day; `read_download` says what it returns and refuses."""
    found = Download(name, downloaded=downloaded)
    wanted = None if only is None else set(find_codes(only))
    header, rows = _find_header(lines, found)
    for number, cells in rows:
        _read_row(header, cells, number, found, wanted)
    if not found.observations:
        reasons = found.reasons or "no rows under the header"
        raise TableError(f"{name} has figures", reasons, "choose economies and years that the Bank has")
    return found


def find_codes(names: str | Collection[str]) -> list[str]:
    """Codes of the economies that somebody names, by any code or name, the euro area among them."""
    if isinstance(names, str):
        names = [names]
    return [EURO_AREA if name == EURO_AREA else economy_code(name) for name in names]


def _find_header(lines: list[Line], found: Download) -> tuple[_Header, list[Line]]:
    """Find the header under the preamble; return it and the rows down to the footer, each as long as the header."""
    for position, (_, cells) in enumerate(lines[:HEADER_LINES]):
        if cells and cells[0].lower() in PREAMBLE_UPDATED:
            found.updated = cells[1] if len(cells) > 1 else ""
        header = _read_header(cells)
        if header is not None:
            return header, _rows_under(header, lines[position + 1 :], found)
    shown = [f"line {number}: {', '.join(cells)[:100]}" for number, cells in lines[:5]]
    asked = f"{found.name} has columns for the economy (Country Code), and for years or a year and a value"
    raise TableError(asked, "no such header", "give a CSV file of the World Bank: wide, DataBank's, or long", shown)


def _read_header(cells: Sequence[str]) -> _Header | None:
    names = [cell.lower() for cell in cells]
    while names and not names[-1]:  # the wide form's header ends in a comma
        names.pop()
    economy = _position_of(CODE_NAMES, names)
    has_names = economy is None
    if has_names:
        economy = _position_of(NAME_NAMES, names)
    year = _position_of(YEAR_NAMES, names)

    by_year: list[_ValueColumn] = []
    by_indicator: list[_ValueColumn] = []
    for position, name in enumerate(names):
        years = YEAR.fullmatch(cells[position])
        indicator = find_indicator(cells[position])
        if years:
            by_year.append(_ValueColumn(position, year=years[1]))
        elif year is not None and (name in VALUE_NAMES or indicator):
            by_indicator.append(_ValueColumn(position, indicator=indicator, label=cells[position]))
    values = by_indicator
    if by_year:
        values, year = by_year, None  # a column of years beside them says nothing of them
    if economy is None or not values:
        return None
    return _Header(
        width=len(names),
        economy=economy,
        has_names=has_names,
        indicator=_position_of(INDICATOR_NAMES, names),
        label=_position_of(LABEL_NAMES, names),
        year=year,
        values=values,
    )


def _position_of(wanted: Sequence[str], names: Sequence[str]) -> int | None:
    for name in wanted:
        if name in names:
            return names.index(name)
    return None


def _rows_under(header: _Header, lines: list[Line], found: Download) -> list[Line]:
    rows = []
    for number, cells in lines:
        if _is_footer(cells):
            if cells[0].lower().startswith(FOOTER_UPDATED):
                found.updated = cells[0].split(":", 1)[1].strip()
            continue
        if len(cells) < header.width or any(cells[header.width :]):
            raise _cut_short(found.name, f"line {number} has {len(cells)} cells, the header {header.width}")
        rows.append((number, cells))
    return rows


def _read_row(header: _Header, cells: list[str], number: int, found: Download, wanted: set[str] | None) -> None:
    """Add the figures of a row to what was found, and count those that are left out."""
    economy = _find_economy(cells[header.economy], is_name=header.has_names)
    if economy is None:
        found.no_economies.add(cells[header.economy])
        found.left_out["of groups or codes that are no economy"] += 1
        return
    if wanted is not None and economy not in wanted:
        found.left_out["of other economies"] += 1
        return
    indicator = find_indicator(_cell_at(header.indicator, cells, ""))
    for column in header.values:
        value = cells[column.position]
        if value in MISSING:
            found.left_out["missing"] += 1
            continue
        period = _cell_at(header.year, cells, column.year)
        year = YEAR.fullmatch(period)
        if not NUMBER.fullmatch(value) or not year:
            raise TableError(
                f"{found.name} has numbers by years", f"line {number}: {period!r} {value!r}", "mend the line"
            )
        label = _cell_at(header.label, cells, column.label)
        found.observations.append(
            Observation(indicator or column.indicator, label, economy, int(year[1]), float(value))
        )


def _cell_at(position: int | None, cells: Sequence[str], otherwise: str) -> str:
    """Return a cell of a row, where the header has one for it."""
    return otherwise if position is None else cells[position]


@cache
def _find_economy(written: str, *, is_name: bool) -> str | None:
    """Alpha-3 of the Bank's code or name of an economy; None of a group."""
    code = OWN.get(written, written)
    if code == EURO_AREA:
        return EURO_AREA
    # A code of the Bank's for a group is not looked for among the names of economies in all languages.
    if len(code) == 3 and not is_name and code not in economy_codes():
        return None
    # In a column of codes AS is American Samoa, though a name of the United States, too.
    found = None if is_name else code_of_code(code)
    if found is None:
        try:
            found = economy_code(code)
        except UnknownCodeError:
            return None
    return None if is_group(found) else found
