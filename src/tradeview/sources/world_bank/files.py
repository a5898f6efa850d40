"""The World Bank's downloads of one indicator: economies by years, in each of the forms that the Bank gives out.

The wide form has preamble lines ("Data Source","World Development Indicators") over a header of years; DataBank's has
columns `2017 [YR2017]` and a footer; the long form has a year column. `.zip` as downloaded is read too. Groups of
economies (Arab World, OECD members) are no economies and are left out, the euro area's row apart.
"""

import logging
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from tradeview import economies
from tradeview.errors import TableError, UnknownCodeError
from tradeview.sources.world_bank.text import FOOTER, Source, cut_short, opened
from tradeview.table.columns import Line
from tradeview.table.schema import economy_codes

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
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
MISSING = {"", "..", "NA", "NaN", "nan", "null", "None", "n/a"}
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
        days = {"updated": self.updated, "downloaded": self.downloaded}
        vintage = "".join(f", {what} {day}" for what, day in days.items() if day)
        return f"World Bank, World Development Indicators ({indicator}{vintage})"

    @property
    def reasons(self) -> str:
        """Say how many cells were left out, and why."""
        return "; ".join(f"{count} {why}" for why, count in self.left_out.items())

    def log(self, used: int) -> None:
        """Say at INFO how many figures were used and left out, and why."""
        logger.info("%s: %d figures used, left out: %s", self.name, used, self.reasons or "none")
        logger.info("%s: taken for no economies: %s", self.name, ", ".join(sorted(self.no_economies)) or "none")


def download(source: Source, only: str | Collection[str] | None = None) -> Download:
    r"""Read a file of the World Bank.

    Parameters
    ----------
    source : path or pandas.DataFrame
        CSV in any of the Bank's forms, or the .zip that holds it; a frame read from one, or as wbgapi returns it.
    only : str or collection of str, optional
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
    return parsed(*opened(source), only)


def parsed(name: str, lines: list[Line], only: str | Collection[str] | None, downloaded: str = "") -> Download:
    """Read the lines of a file or of an answer, from which day it is; `download` says what it returns and refuses."""
    found = Download(name, downloaded=downloaded)
    wanted = None if only is None else set(economies_asked(only))
    header, rows = _header(lines, found)
    for number, cells in rows:
        found.observations += _observed(header, cells, number, found, wanted)
    if not found.observations:
        reasons = found.reasons or "no rows under the header"
        raise TableError(f"{name} has figures", reasons, "choose economies and years that the Bank has")
    return found


def economies_asked(only: str | Collection[str]) -> list[str]:
    """Codes of the economies that somebody names, the euro area among them."""
    names = [only] if isinstance(only, str) else only
    return [EURO_AREA if name == EURO_AREA else economies.code(name) for name in names]


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


def _header(lines: list[Line], found: Download) -> tuple[_Header, list[Line]]:
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


def _whole_rows(lines: list[Line], width: int, found: Download) -> Iterator[Line]:
    for number, cells in lines:
        if cells[0].lower().startswith(FOOTER):
            if cells[0].lower().startswith(FOOTER[1]):
                found.updated = cells[0].split(":", 1)[1].strip()
            continue
        if len(cells) < width or any(cells[width:]):
            raise cut_short(found.name, f"line {number} has {len(cells)} cells, the header {width}")
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
