"""One indicator of the World Bank, asked for page by page, as lines of a table in the long form.

A long question is asked in parts, since the Bank takes an address of some 1,500 letters. It writes a missing value out,
so that what is not there was lost; each cell is held against what was asked for, once.
"""

import logging
import math
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from tradeview.errors import SHOWN_ROWS, AbsentDataWarning, FetchError, TableError
from tradeview.sources.http import (
    TRY_LATER,
    Limits,
    Secret,
    Service,
    TryAgain,
    ask_patiently,
    get_json,
    open_connection,
    shown_words,
)
from tradeview.table.columns import Line

if TYPE_CHECKING:
    import httpx

logger = logging.getLogger("tradeview")

ENDPOINT = "https://api.worldbank.org/v2"
WDI = "2"  # the Bank's number of World Development Indicators
HEADER = ["iso3c", "series", "series name", "year", "value"]
THEIRS = {"XKK": "XKX"}  # codes that the Bank writes otherwise
ALL = "all"
ATTEMPTS = 5
CHECK_QUESTION = "check indicator, economies, years and base_url: the Bank does not have all of them"
BANK = Service({400: ("no data", CHECK_QUESTION), 404: ("no data", CHECK_QUESTION)}, ENDPOINT)
# A page of a thousand cells has half a megabyte.
LIMITS = Limits(seconds=60.0, size=16 * 2**20)
A_PAGE = 1000
MOST_PAGES = 1000  # of one part; there are some 266 places, and 65 years
# Of the 1,500 letters of an address: 150 codes have 600, 60 years 420.
PLACES_A_TIME, YEARS_A_TIME = 150, 60


class Cell(NamedTuple):
    """What the Bank says of one place and year."""

    place: str
    series: str
    label: str
    year: str
    value: float | None


@dataclass(frozen=True)
class _Page:
    """A page of an answer, and how many cells and pages there are in all."""

    total: int
    pages: int
    cells: list[Cell]


def fetch_indicator(
    indicator: str,
    years: int | Iterable[int],
    economies: Sequence[str] | None = None,
    *,
    base_url: str = ENDPOINT,
    sleep: Callable[[float], None] = time.sleep,
) -> list[Line]:
    """Ask the Bank for an indicator of some economies (their codes), again where its server is busy or broken.

    Returns a header and one line an economy and year, as `files.parse_lines` reads them; a missing value is empty, and
    is named in an `AbsentDataWarning`. An answer that is broken, not whole, or to another question, and what the Bank
    does not have, is a FetchError.
    """
    wanted_years = _years_asked_for(years)
    places = None if economies is None else [THEIRS.get(code, code) for code in dict.fromkeys(economies)]
    if places == []:
        raise TableError("economies are named, or all are asked for", "none", "name some, or leave them out")
    no_key = Secret(None)
    cells: list[Cell] = []
    with open_connection(base_url, BANK, no_key) as client:
        for some_places, some_years in _split_question(places, wanted_years):
            path = f"en/sources/{WDI}/series/{indicator}/country/{some_places}/time/{some_years}"
            ask = partial(_ask_page, client, path, f"{base_url} has {indicator}")
            cells += _ask_all_pages(ask, sleep)
    _refuse_unasked(cells, indicator, places, wanted_years)
    _refuse_partial(cells, places, wanted_years, indicator)
    _warn_of_absent(cells, places, wanted_years, indicator)
    rows = [[place, series, label, year, _written(value)] for place, series, label, year, value in cells]
    return [(0, HEADER), *enumerate(rows, 1)]


def _years_asked_for(years: int | Iterable[int]) -> list[str]:
    given = years if isinstance(years, Iterable) else [years]
    wanted = sorted({str(year) for year in given})
    wrong = [year for year in wanted if not (year.isascii() and year.isdecimal() and len(year) == 4)]
    if wrong or not wanted:
        raise TableError("the World Bank is asked for years", ", ".join(wrong) or "none", "give some: 2023")
    return wanted


def _split_question(places: list[str] | None, years: list[str]) -> Iterator[tuple[str, str]]:
    """Split a question into parts that an address holds: places and years, as it has them."""
    groups = [ALL]
    if places is not None:
        groups = [";".join(places[first : first + PLACES_A_TIME]) for first in range(0, len(places), PLACES_A_TIME)]
    for group in groups:
        for first in range(0, len(years), YEARS_A_TIME):
            yield group, ";".join(f"YR{year}" for year in years[first : first + YEARS_A_TIME])


def _ask_all_pages(ask: Callable[[int], _Page], sleep: Callable[[float], None]) -> list[Cell]:
    """Ask page by page; refuse pages that do not come to what the first one says there is."""
    first = ask_patiently(partial(ask, 1), attempts=ATTEMPTS, sleep=sleep)
    cells = list(first.cells)
    for number in range(2, first.pages + 1):
        page = ask_patiently(partial(ask, number), attempts=ATTEMPTS, sleep=sleep)
        if page.total != first.total:
            found = f"{first.total:,} on page 1, {page.total:,} on page {number}"
            raise FetchError("the World Bank counts its cells alike on each page", found, TRY_LATER)
        cells += page.cells
    return cells


def _ask_page(client: "httpx.Client", path: str, asked: str, number: int) -> _Page:
    """Ask for one page once."""
    params = {"per_page": str(A_PAGE), "page": str(number), "format": "json"}
    answer = get_json(client, path, params, asked=asked, service=BANK, limits=LIMITS, secret=Secret(None))
    _refuse_complaint(answer)
    # What is read from another service's JSON lacks anything anywhere.
    try:
        return _read_page(answer, number)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        found = shown_words(f"no answer of the World Bank: {type(error).__name__} {error}")
    raise TryAgain(FetchError(asked, found, TRY_LATER))


def _refuse_complaint(answer: object) -> None:
    """Refuse what is no page, but a list with what is wrong with the question, or something else again."""
    if isinstance(answer, dict):
        return
    found = f"an unrecognised response, {type(answer).__name__}"
    if isinstance(answer, list) and answer and isinstance(answer[0], dict):
        messages = answer[0].get("message")
        if isinstance(messages, list) and messages and isinstance(messages[0], dict):
            found = f"{messages[0].get('key')}: {messages[0].get('value')}"
    raise FetchError("the World Bank answers what it was asked", shown_words(found), CHECK_QUESTION)


def _read_page(answer: dict[str, Any], number: int) -> _Page:
    """Read a page; whatever Python raises where it is none, or another one."""
    total, per_page = _whole_number(answer["total"]), _whole_number(answer["per_page"])
    if per_page == 0:
        raise ValueError("pages of nothing")
    if _whole_number(answer["page"]) != number:
        raise ValueError(f"page {answer['page']!r} in place of {number}")
    pages = -(-total // per_page)  # rounded up, of whole numbers of any size
    if pages > MOST_PAGES:
        raise ValueError(f"{pages:,} pages")
    return _Page(total, pages, [_read_cell(cell) for cell in answer["source"]["data"]])


def _whole_number(said: object) -> int:
    # The Bank writes some of its counts as text.
    if isinstance(said, str) and said.isascii() and said.isdecimal() and len(said) < 10:
        return int(said)
    if isinstance(said, int) and not isinstance(said, bool) and said >= 0:
        return said
    raise TypeError(f"{str(said)[:20]!r} is no count")


def _read_cell(said: dict[str, Any]) -> Cell:
    variables = {variable["concept"]: variable for variable in said["variable"]}
    series, when = variables["Series"], variables["Time"]
    words = (variables["Country"]["id"], series["id"], series["value"], when["value"])
    if not all(isinstance(word, str) for word in words):
        raise TypeError("names that are no text")
    if when["id"] != f"YR{when['value']}":
        raise ValueError(f"{when['id']} and {when['value']} for one time")
    return Cell(*words, _read_value(said["value"]))


def _read_value(said: object) -> float | None:
    if said is None:
        return None
    # True is a number to Python, and 1e999 is one to JSON.
    if isinstance(said, int | float) and not isinstance(said, bool) and math.isfinite(said):
        return float(said)
    raise TypeError(f"{str(said)[:20]!r} is no value")


def _written(value: float | None) -> str:
    return "" if value is None else repr(value)


def _refuse_unasked(cells: list[Cell], indicator: str, places: list[str] | None, years: list[str]) -> None:
    """Refuse cells that were not asked for, and two of one place and year."""
    unasked: dict[str, None] = {}
    seen: set[tuple[str, str]] = set()
    for cell in cells:
        is_asked = cell.series == indicator and cell.year in years and (places is None or cell.place in places)
        if not is_asked:
            unasked[shown_words(f"{cell.series} {cell.place} {cell.year}")] = None
        elif (cell.place, cell.year) in seen:
            unasked[shown_words(f"{cell.place} {cell.year} once more")] = None
        seen.add((cell.place, cell.year))
    if unasked:
        asked = f"the World Bank answers what it was asked of {indicator}"
        remedy = "ask again, and check what stands between (base_url, a proxy)"
        raise FetchError(asked, f"{len(unasked)} cells that were not asked for", remedy, list(unasked))


def _refuse_partial(cells: list[Cell], places: list[str] | None, years: list[str], indicator: str) -> None:
    """Refuse an answer without some economy's year: the Bank writes a missing value out, so that a page was lost."""
    there = {(cell.place, cell.year) for cell in cells}
    wanted = places if places is not None else sorted({cell.place for cell in cells})
    absent = [f"{place} {year}" for place in wanted for year in years if (place, year) not in there]
    if absent or not cells:
        asked = f"the World Bank answers for each economy and year of {indicator}"
        found = f"{len(there)} of {len(wanted) * len(years)}"
        raise FetchError(asked, found, "ask for years that it has, or try again later", absent)


def _warn_of_absent(cells: list[Cell], places: list[str] | None, years: list[str], indicator: str) -> None:
    """Name the years without any figure, and those without one of an economy that was named."""
    there = {(cell.place, cell.year) for cell in cells if cell.value is not None}
    absent = [year for year in years if not any(other == year for _, other in there)]
    for place in places or []:
        gaps = [year for year in years if year not in absent and (place, year) not in there]
        absent += [f"{place} {year}" for year in gaps]
    logger.info("the World Bank has %d figures of %s; none of: %s", len(there), indicator, ", ".join(absent) or "none")
    # Where there are none at all, the reader of these lines says so.
    if not absent or not there:
        return
    words = ", ".join(absent[:SHOWN_ROWS])
    if len(absent) > SHOWN_ROWS:
        words += f" and {len(absent) - SHOWN_ROWS:,} more, which the log names"
    warnings.warn(f"the World Bank has no {indicator} of {words}", AbsentDataWarning, stacklevel=2)
