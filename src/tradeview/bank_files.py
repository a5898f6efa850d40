"""The World Bank's downloads of one indicator: economies by years, in each of the forms that the Bank gives out.

The wide form has preamble lines ("Data Source","World Development Indicators") over a header of years; DataBank's has
columns `2017 [YR2017]` and a footer; the long form has a year column. `.zip` as downloaded is read too. Groups of
economies (Arab World, OECD members) are no economies and are left out, the euro area's row apart.
"""

import csv
import io
import logging
import re
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tradeview import economies
from tradeview.errors import TableError, UnknownCodeError
from tradeview.schema import economy_codes

logger = logging.getLogger(__name__)

EURO_AREA = "EMU"
# Codes and names of the Bank's own, of today and of older files, that `economies` does not know.
OWN = {
    "ADO": "AND", "IMY": "IMN", "KSV": "XKK", "ROM": "ROU", "TMP": "TLS", "WBG": "PSE", "XKX": "XKK", "ZAR": "COD",
    "Euro area": EURO_AREA, "Korea, Dem. People's Rep.": "PRK", "Macedonia, FYR": "MKD", "Puerto Rico (US)": "PRI",
    "Sint Maarten (Dutch part)": "SXM", "Somalia, Fed. Rep.": "SOM", "St. Martin (French part)": "MAF",
    "Virgin Islands (U.S.)": "VIR", "West Bank and Gaza": "PSE",
}  # fmt: skip
CODE_NAMES = ("country code", "countryiso3code", "iso3c", "iso3", "economy", "ref_area", "code", "iso2c")
NAME_NAMES = ("country name", "countryname", "country", "economy name", "entity")
INDICATOR_NAMES = ("indicator code", "series code", "indicator", "series", "indicatorid")
LABEL_NAMES = ("indicator name", "series name", "indicator label")
YEAR_NAMES = ("year", "time", "date", "time_period")
VALUE_NAMES = ("value", "obs_value")
YEAR_COLUMN = re.compile(r"(?:YR|X)?((?:19|20)\d\d)(?: \[YR\1\])?")
INDICATOR = re.compile(r"[A-Z]{2}(?:\.[A-Z0-9]{2,5}){1,5}")
FOOTER = ("data from database:", "last updated:")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
MISSING = {"", "..", "NA", "NaN", "nan", "null", "None", "n/a"}
AGAIN = "download it again as CSV, or unpack it"
HEADER_LINES = 12  # the preamble has four


class Observation(NamedTuple):
    """One figure: the indicator's code and name as the file has them, where and when."""

    indicator: str
    label: str
    economy: str
    period: int
    value: float


@dataclass
class Download:
    """What a file says: its observations, the day it was made (as printed), what was left out, and why."""

    name: str
    updated: str = ""
    observations: list[Observation] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    no_economies: set[str] = field(default_factory=set)

    @property
    def indicators(self) -> list[str]:
        """Codes of the indicators in the file, in order; an empty one where the file names none."""
        return list(dict.fromkeys(row.indicator for row in self.observations))

    def only(self, indicator: str) -> list[Observation]:
        """Return the observations of one indicator, refusing two values of one economy and year."""
        found: dict[tuple[str, int], Observation] = {}
        twice = []
        for row in self.observations:
            first = found.setdefault((row.economy, row.period), row) if row.indicator == indicator else row
            if first.value != row.value:
                twice.append(f"{row.economy} {row.period}: {first.value:g}, {row.value:g}")
        if twice:
            raise TableError(f"{self.name} has one {indicator} an economy and year", "two", "keep one of them", twice)
        return list(found.values())

    def source(self, indicator: str) -> str:
        """Name the source of an indicator, with its vintage where the file has one."""
        vintage = f", updated {self.updated}" if self.updated else ""
        return f"World Bank, World Development Indicators ({indicator}{vintage})"

    @property
    def reasons(self) -> str:
        """Say how many cells were left out, and why."""
        return "; ".join(f"{count} {why}" for why, count in self.left_out.items())

    def log(self, used: int) -> None:
        """Say at INFO how many figures were used and left out, and why."""
        logger.info("%s: %d figures used, left out: %s", self.name, used, self.reasons or "none")
        logger.info("%s: taken for no economies: %s", self.name, ", ".join(sorted(self.no_economies)) or "none")


def download(path: str | Path, only: Collection[str] | None = None) -> Download:
    r"""Read a file of the World Bank.

    Parameters
    ----------
    path : path
        CSV in any of the Bank's forms, or the .zip that holds it.
    only : collection of str, optional
        Economies to keep, by any code or name; all without.

    Returns
    -------
    Download
        Its observations, missing values left out.

    Raises
    ------
    TableError
        The file is no CSV of the Bank, lacks a column, is cut short, or has an unreadable number; the line is named.
    UnknownCodeError
        One of `only` is no economy.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder) / "rates.csv"
    ...     _ = path.write_text("country,iso3c,year,PA.NUS.FCRF\nMalaysia,MYS,2017,4.3\nArab World,ARB,2017,1\n")
    ...     download(path).observations
    [Observation(indicator='PA.NUS.FCRF', label='PA.NUS.FCRF', economy='MYS', period=2017, value=4.3)]
    """
    path = Path(path)
    found = Download(path.name)
    wanted = None if only is None else {EURO_AREA if name == EURO_AREA else economies.code(name) for name in only}
    lines = _lines(_text(path), path.name)
    header, rows = _header(lines, found)
    for number, cells in rows:
        found.observations += _observed(header, cells, number, found, wanted)
    if not found.observations:
        reasons = found.reasons or "no rows under the header"
        raise TableError(f"{path.name} has figures", reasons, "choose economies and years that the Bank has")
    return found


def _text(path: Path) -> str:
    """Decode the file, refusing what is no CSV."""
    data = _unpacked(path)
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise TableError(f"{path.name} is a CSV file of the World Bank", "an Excel workbook", "save it as CSV")
    try:
        text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")  # names of economies alone can be misread, and their codes stand beside them
    start = text.lstrip()[:200].lower()
    for sign, words in (("<", "a page of HTML or XML"), ("{", "JSON"), ("[", "JSON"), ("", "an empty file")):
        if start.startswith(sign) and (sign or not start):
            raise TableError(f"{path.name} is a CSV file of the World Bank", f"{words}: {start[:60]!r}", AGAIN)
    return text


def _unpacked(path: Path) -> bytes:
    """Read the file; of a .zip the one member that is no metadata."""
    data = path.read_bytes()
    if not data.startswith(b"PK"):
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            tables = [name for name in archive.namelist() if name.lower().endswith(".csv")]
            members = [name for name in tables if "metadata" not in name.lower()]
            if len(members) == 1:
                return archive.read(members[0])
            if not members and "[Content_Types].xml" in archive.namelist():
                return data
    except (zipfile.BadZipFile, zipfile.error, EOFError) as error:
        raise TableError(f"{path.name} is a whole .zip file", str(error), "download it again") from error
    raise TableError(f"{path.name} holds one CSV file of data", ", ".join(members) or "none", "unpack it, give one")


def _lines(text: str, name: str) -> list[tuple[int, list[str]]]:
    """Split into numbered rows of cells, refusing a file that ends within a quoted cell or a number."""
    first = next((line for line in text.splitlines() if line.count(",") + line.count(";") > 1), "")
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",", strict=True
    )
    try:
        lines = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as error:
        raise _cut(name, f"{error}, line {reader.line_num}") from error
    if text[-1] in "0123456789.,;-+eE" and not lines[-1][1][0].lower().startswith(FOOTER):
        raise _cut(name, f"its last line ends in {text[-12:]!r} without a line break")
    return [(number, row) for number, row in lines if any(row)]


def _cut(name: str, found: str) -> TableError:
    return TableError(f"{name} is whole", f"{found}: it was cut short", "download it again; its last line ends, too")


@dataclass(frozen=True)
class _Header:
    """Which cell of a row says what; `values` are cells with their year, or with their indicator in the long form."""

    cells: list[str]
    economy: int
    named: bool
    indicator: int | None
    label: int | None
    year: int | None
    values: list[tuple[int, str]]


def _header(lines: list[tuple[int, list[str]]], found: Download) -> tuple[_Header, list[tuple[int, list[str]]]]:
    """Find the header under the preamble; return it and the rows down to the footer, each as long as the header."""
    for position, (_, cells) in enumerate(lines[:HEADER_LINES]):
        if cells[0].lower() in {"last updated date", "last updated"}:
            found.updated = cells[1] if len(cells) > 1 else ""
        header = _parsed_header(cells)
        if header:
            return header, list(_whole_rows(lines[position + 1 :], len(header.cells), found))
    shown = [f"line {number}: {', '.join(cells)[:100]}" for number, cells in lines[:5]]
    asked = f"{found.name} has columns for the economy (Country Code), and for years or a year and a value"
    raise TableError(asked, "no such header", "give a CSV file of the World Bank: wide, DataBank's, or long", shown)


def _parsed_header(cells: Sequence[str]) -> _Header | None:
    names = [cell.lower() for cell in cells]
    while names and not names[-1]:  # the wide form's header ends in a comma
        names.pop()
    codes, named = _place(names, CODE_NAMES), False
    if codes is None:
        codes, named = _place(names, NAME_NAMES), True
    year = _place(names, YEAR_NAMES)
    wide = [(i, found[1]) for i, cell in enumerate(cells) if (found := YEAR_COLUMN.fullmatch(cell))]
    long = [(i, _series(cells[i])) for i, name in enumerate(names) if name in VALUE_NAMES or _series(cells[i])]
    values = wide or (long if year is not None else [])
    if codes is None or not values:
        return None
    indicator, label = _place(names, INDICATOR_NAMES), _place(names, LABEL_NAMES)
    return _Header(list(cells[: len(names)]), codes, named, indicator, label, None if wide else year, values)


def _place(names: Sequence[str], wanted: Sequence[str]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _series(text: str) -> str:
    """Return the indicator's code in a name such as `Official exchange rate (…) [PA.NUS.FCRF]`, or in itself."""
    inside = text.rsplit("[", 1)[-1].rstrip("]").removeprefix("WB_WDI_").replace("_", ".")
    return inside if INDICATOR.fullmatch(inside) else ""


def _whole_rows(lines: list[tuple[int, list[str]]], width: int, found: Download) -> Iterator[tuple[int, list[str]]]:
    for number, cells in lines:
        if cells[0].lower().startswith(FOOTER):
            if cells[0].lower().startswith(FOOTER[1]):
                found.updated = cells[0].split(":", 1)[1].strip()
            continue
        if len(cells) < width or any(cells[width:]):
            raise _cut(found.name, f"line {number} has {len(cells)} cells, the header {width}")
        yield number, cells


def _observed(
    header: _Header, cells: list[str], number: int, found: Download, wanted: set[str] | None
) -> Iterator[Observation]:
    economy = _economy(cells[header.economy], named=header.named)
    if economy is None:
        found.no_economies.add(cells[header.economy])
    if economy is None or (wanted is not None and economy not in wanted):
        found.left_out["of groups or codes that are no economy" if economy is None else "of other economies"] += 1
        return
    own = _series(cells[header.indicator]) if header.indicator is not None else ""
    for place, said in header.values:
        indicator = own or ("" if header.year is None else said)
        label = header.cells[place] if header.label is None and header.year is not None else ""
        label = cells[header.label] if header.label is not None else label
        period = said if header.year is None else cells[header.year]
        if cells[place] in MISSING:
            found.left_out["missing"] += 1
        elif not NUMBER.fullmatch(cells[place]) or not (year := YEAR_COLUMN.fullmatch(period)):
            raise TableError(
                f"{found.name} has numbers by years", f"line {number}: {period!r} {cells[place]!r}", "mend the line"
            )
        else:
            yield Observation(indicator, label, economy, int(year[1]), float(cells[place]))


@cache
def _economy(said: str, *, named: bool) -> str | None:
    """Alpha-3 of the Bank's code or name of an economy; None of a group."""
    code = OWN.get(said, said)
    if code == EURO_AREA:
        return EURO_AREA
    if len(code) == 3 and not named and code not in economy_codes():
        return None
    try:
        found = economies.code(code)
    except UnknownCodeError:
        return None
    return None if economies.is_group(found) else found
