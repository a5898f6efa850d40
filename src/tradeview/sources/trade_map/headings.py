"""What titles and headings of Trade Map say: whose trade with whom, of which product, when, and in which unit."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel.core import Locale

from tradeview.periods import is_period
from tradeview.table.schema import TOTAL
from tradeview.table.written_periods import read_period_cell
from tradeview.units import currencies

Rows = Literal["importers", "exporters", "products"]

# First cells of a header, in lower case, and what the rows are.
FIRST_CELLS: dict[str, Rows] = {
    "importers": "importers",
    "exporters": "exporters",
    "product code": "products",
    "code": "products",
}
SERVICES = "service label"
# Years as they are, quarters as 2023-Q1, months as 2023-M05 or 2023-05.
PERIOD = r"(?P<period>[12][0-9]{3}(?:-?[QM]?[0-9]{1,2})?)"
UNIT = r"(?:\s*,\s*(?P<unit>[^()]+)|\s*\((?P<in_brackets>[^()]+)\))?"
LEAD = r"(?:select your indicators[\s–-]*)?"
VALUES = (
    re.compile(rf"{LEAD}(?P<flow>export|import)ed value in {PERIOD}{UNIT}", re.IGNORECASE),
    re.compile(rf"{LEAD}value (?P<flow>export|import)ed in {PERIOD}{UNIT}", re.IGNORECASE),
    re.compile(
        r"(?P<reporter>.+?)['’]s? (?P<flow>export|import)s (?:to|from) (?P<partner>.+?)"
        rf"[\s,:–-]*value in {PERIOD}{UNIT}",
        re.IGNORECASE,
    ),
)
# Columns of figures that are no value of a flow: they are left out.
OTHER_FIGURES = re.compile(
    r"quantity|unit value|balance|growth|share|rank|tariff|distance|concentration", re.IGNORECASE
)
OF_A_TIME = re.compile(r"\b[12][0-9]{3}\b")

BY_ECONOMY = re.compile(
    r"list of (?P<kind>importing|supplying) markets for (?:a|the) (?:selected )?(?:product|service)s? "
    r"(?P<flow>export|import)ed by (?P<reporter>.+)",
    re.IGNORECASE,
)
OF_PRODUCTS = re.compile(
    r"list of (?:.{0,40} )?products (?:at .{0,30}level )?(?P<flow>export|import)ed by (?P<reporter>.+)", re.IGNORECASE
)
OF_ALL = re.compile(r"list of (?P<kind>importer|exporter)s for (?:a|the) selected product", re.IGNORECASE)
BILATERAL = re.compile(r"bilateral trade between (?P<reporter>.+?) and (?P<partner>.+)", re.IGNORECASE)
PRODUCT = re.compile(rf"product\s*:\s*'?(?P<code>{TOTAL}|[0-9]{{1,12}})(?:\b|\s|$)", re.IGNORECASE)
UNIT_LINE = re.compile(r"units?\s*:\s*(?P<unit>.+)", re.IGNORECASE)
WHEN = re.compile(rf"\s+in {PERIOD}\s*$", re.IGNORECASE)
MIRROR = re.compile(r"\bmirror\b", re.IGNORECASE)

SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
CURRENCY_WORDS = {"us dollar": "USD", "us$": "USD", "euro": "EUR", "€": "EUR"}


@dataclass(frozen=True)
class Title:
    """What the lines above a table say; nothing where they do not say it."""

    reporter: str = ""
    partner: str = ""
    product: str = ""
    unit: str = ""
    flow: str = ""
    is_mirror: bool = False


@dataclass(frozen=True)
class ValueColumn:
    """A column of values: of which flow and period; whose, with whom and in which unit, where its heading says so."""

    place: int
    flow: str
    period: int
    reporter: str = ""
    partner: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Unit:
    """Money of a currency, and how much of it one is."""

    currency: str
    scale: float


def is_header(cells: Sequence[str]) -> bool:
    """Tell a line of headings: it begins as those of Trade Map do, and has a value of a period."""
    return rows_of(cells) is not None and any(OF_A_TIME.search(cell) for cell in cells[1:])


def rows_of(cells: Sequence[str]) -> Rows | None:
    """Tell by its first cell what the rows under a header are."""
    if not cells:
        return None
    first = FIRST_CELLS.get(cells[0].casefold())
    # A column of codes is everybody's; Trade Map has labels beside them.
    if first == "products" and "label" not in " ".join(cells[1:3]).casefold():
        return None
    return first


def find_header(lines: Sequence[Sequence[str]]) -> int | None:
    """Return the place of the header; the last of several lines of headings."""
    for place, cells in enumerate(lines):
        if is_header(cells):
            return place
        if rows_of(cells) is not None and place + 1 < len(lines) and is_header([cells[0], *lines[place + 1][1:]]):
            return place + 1
    return None


def join_headings(lines: Sequence[Sequence[str]], place: int) -> list[str]:
    """Return the headings of a table, each with the one that stands over it and its neighbours."""
    below = list(lines[place])
    while not below[-1]:  # the text has a tab at the end of each line
        below.pop()
    if place == 0:
        return below
    above = list(lines[place - 1])
    is_over = rows_of(below) is not None and len(above) > 2 and any(above[1:]) and not _is_title(above)
    if not is_over:
        return below
    joined, over = [], ""
    for number, heading in enumerate(below):
        over = (above[number] if number < len(above) else "") or over
        joined.append(f"{over} {heading}" if number and over and over != heading else heading)
    return joined


def _is_title(cells: Sequence[str]) -> bool:
    return sum(bool(cell) for cell in cells) == 1 and bool(cells[0])


def read_columns(headings: Sequence[str]) -> list[ValueColumn]:
    """Return the columns of values among headings."""
    columns = []
    for place, heading in enumerate(headings):
        said = next(filter(None, (pattern.fullmatch(heading.strip()) for pattern in VALUES)), None)
        if said is None:
            continue
        parts = said.groupdict()
        period = read_period_cell(_two_digits(parts["period"]))
        if not period.isdecimal() or not is_period(int(period)):
            continue
        unit = parts["unit"] or parts["in_brackets"] or ""
        flow = parts["flow"].lower()
        columns.append(
            ValueColumn(place, flow, int(period), parts.get("reporter") or "", parts.get("partner") or "", unit.strip())
        )
    return columns


def _two_digits(period: str) -> str:
    """Write the month of 2023-M5 with two digits."""
    year, sign, month = period.partition("-M")
    return f"{year}{sign}{month.zfill(2)}" if sign else period


def read_titles(lines: Iterable[Sequence[str]]) -> Title:
    """Read what the lines above a table say of all of it."""
    said = {"reporter": "", "partner": "", "product": "", "unit": "", "flow": ""}
    is_mirror = False
    for cell in (cell for cells in lines for cell in cells):
        words = " ".join(cell.split())
        product, unit = PRODUCT.search(words), UNIT_LINE.fullmatch(words)
        if product:
            said["product"] = product["code"].upper()
        if unit:
            said["unit"] = unit["unit"]
        whose = _read_whose(words)
        if whose:
            said |= whose
            is_mirror |= bool(MIRROR.search(words))
    return Title(**said, is_mirror=is_mirror)


def _read_whose(words: str) -> dict[str, str]:
    """Read a title that says whose trade it is."""
    plain = WHEN.sub("", words)
    for pattern in (BY_ECONOMY, OF_PRODUCTS, BILATERAL, OF_ALL):
        said = pattern.match(plain)
        if said is None:
            continue
        parts = said.groupdict()
        whose = {name: parts[name] for name in ("reporter", "partner") if parts.get(name)}
        if parts.get("flow"):
            whose["flow"] = parts["flow"].lower()
        if pattern is OF_PRODUCTS or pattern is OF_ALL:
            whose["partner"] = "World"
        return whose
    return {}


def read_unit(words: str) -> Unit | None:
    """Read a unit of money: a currency and how many of it one is; nothing of what is none.

    Examples
    --------
    >>> read_unit("US Dollar thousand"), read_unit("EUR million"), read_unit("Tons")
    (Unit(currency='USD', scale=1000.0), Unit(currency='EUR', scale=1000000.0), None)
    """
    plain = " ".join(words.casefold().split())
    scale = 1.0
    for word, times in SCALES.items():
        for written in (f" {word}s", f" {word}"):
            if plain.endswith(written):
                plain, scale = plain.removesuffix(written), times
    currency = CURRENCY_WORDS.get(plain) or _codes_by_name().get(plain)
    return Unit(currency, scale) if currency else None


@cache
def _codes_by_name() -> dict[str, str]:
    known = currencies()
    names = {name.casefold(): code for code, name in Locale("en").currencies.items() if code in known}
    return names | {code.casefold(): code for code in known}
