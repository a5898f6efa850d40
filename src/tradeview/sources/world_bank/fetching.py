"""One indicator of the World Bank, asked for through wbgapi, as lines of a table in the long form.

Of wbgapi its paging and its splitting of long questions are used; its frames are not, which are made cell by cell. It
keeps its settings in its module: they are set for the time of a question and put back.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tradeview.errors import FetchError
from tradeview.sources.http import TryAgain, ask_patiently, import_packages, may_pass
from tradeview.table.columns import Line

ENDPOINT = "https://api.worldbank.org/v2"
WDI = "2"  # the Bank's number of World Development Indicators
HEADER = ["iso3c", "series", "series name", "year", "value"]
THEIRS = {"XKK": "XKX"}  # codes that the Bank writes otherwise
ATTEMPTS = 5
SECONDS = 60.0
SHOWN = 200
TRY_LATER = "try again later; check economies and years: what the Bank does not have, it answers with no JSON"


def fetch_indicator(
    indicator: str,
    years: int | Iterable[int],
    economies: Sequence[str] | None = None,
    *,
    base_url: str = ENDPOINT,
    sleep: Callable[[float], None] = time.sleep,
) -> list[Line]:
    """Ask the Bank for an indicator of some economies (their codes), again where its server is busy or broken.

    Returns a header and one line an economy and year, as `files.parse_lines` reads them; a missing value is empty. An
    answer that is broken or not whole, and what the Bank does not have, is a FetchError.
    """
    wbgapi, _ = import_packages("fetching from the World Bank needs wbgapi and tenacity", "wbgapi", "tenacity")
    given = [years] if isinstance(years, int) else years
    wanted_years = sorted({str(year) for year in given})
    places = "all"
    if economies is not None:
        places = ";".join(THEIRS.get(code, code) for code in economies)
    times = ";".join(f"YR{year}" for year in wanted_years)
    question = {"source": WDI, "series": indicator, "country": places, "time": times}
    with _asking(wbgapi, base_url):
        rows = ask_patiently(lambda: _ask_once(wbgapi, question, base_url), attempts=ATTEMPTS, sleep=sleep)
    _refuse_partial(rows, wanted_years, indicator)
    return [(0, HEADER), *enumerate(rows, 1)]


@contextmanager
def _asking(wbgapi: Any, base_url: str) -> Iterator[None]:
    """Set wbgapi's address and patience, which it keeps in its module, for the time of a question."""
    before = wbgapi.endpoint, wbgapi.get_options
    wbgapi.endpoint, wbgapi.get_options = base_url.rstrip("/"), {"timeout": SECONDS, **wbgapi.get_options}
    try:
        yield
    finally:
        wbgapi.endpoint, wbgapi.get_options = before


def _ask_once(wbgapi: Any, question: dict[str, str], base_url: str) -> list[list[str]]:
    """Ask once, in as many pages and parts as it takes."""
    from requests import RequestException  # noqa: PLC0415 - wbgapi's own

    url = "sources/{source}/series/{series}/country/{country}/time/{time}"
    what = f"{base_url} has {question['series']}"
    try:
        return [_cells_of(cell) for cell in wbgapi.refetch(url, ["country", "time"], **question)]
    except (wbgapi.APIResponseError, RequestException) as error:
        raise TryAgain(FetchError(what, str(error)[:SHOWN], TRY_LATER)) from error
    except wbgapi.APIError as error:
        if error.code is not None and may_pass(error.code):
            raise TryAgain(FetchError(what, str(error)[:SHOWN], TRY_LATER)) from error
        remedy = "check indicator, economies, years and base_url: the Bank does not have all of them"
        raise FetchError(f"the World Bank answers for {question['series']}", str(error)[:SHOWN], remedy) from error
    # What is read from a page cut short, or from another service's JSON, lacks anything anywhere.
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        found = f"no answer of the World Bank: {type(error).__name__} {error}"[:SHOWN]
        raise TryAgain(FetchError(what, found, TRY_LATER)) from error


def _cells_of(answer: dict[str, Any]) -> list[str]:
    """Write one cell of the Bank's answer as a row under `HEADER`; a value that is missing is empty."""
    place_of = {variable["concept"]: variable for variable in answer["variable"]}
    value = answer["value"]
    return [
        place_of["Country"]["id"],
        place_of["Series"]["id"],
        place_of["Series"]["value"],
        place_of["Time"]["value"],
        "" if value is None else repr(float(value)),
    ]


def _refuse_partial(rows: list[list[str]], years: list[str], indicator: str) -> None:
    """Refuse an answer without some economy's year: the Bank writes a missing value out, so that a page was lost."""
    years_of: dict[str, set[str]] = {}
    for place, _, _, year, _ in rows:
        years_of.setdefault(place, set()).add(year)
    absent = []
    for place in sorted(years_of):
        absent += [f"{place} {year}" for year in years if year not in years_of[place]]
    if absent or not rows:
        asked = f"the World Bank answers for each economy and year of {indicator}"
        found = f"{sum(len(there) for there in years_of.values())} of {len(years_of) * len(years)}"
        raise FetchError(asked, found, "ask for years that it has, or try again later", absent)
