"""UN Comtrade's API: ask for the trade of economies, get the trade table.

A long question is asked in parts (the server takes twelve periods a time). The server cuts what is longer than its
limit without a word, so an answer at the limit is not believed: the question is halved and asked again, or refused.
Each answer is held against its question (`answers`) and read before it is kept, and again when it is kept already.
"""

import logging
import math
import os
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import pandas as pd
from rich.console import Console
from rich.progress import Progress

from tradeview.arguments import fit_argument, show_short_signature
from tradeview.economies.codes import comtrade as comtrade_number
from tradeview.economies.lookup import code as code_of_economy
from tradeview.errors import SHOWN_ROWS, AbsentDataWarning, FetchError, TradeTableError
from tradeview.periods import year_of
from tradeview.sources.comtrade.answers import Scope, find_absent, refuse_other_answers
from tradeview.sources.comtrade.cache import Kept, load_answer, save_answer
from tradeview.sources.comtrade.codes import flow_codes
from tradeview.sources.comtrade.reading import as_list, read_comtrade
from tradeview.sources.comtrade.rows import settle_repeats
from tradeview.sources.comtrade.transport import ask_server, limits_of_answer, open_connection
from tradeview.sources.http import Secret, utc_today
from tradeview.table.schema import check

if TYPE_CHECKING:
    import httpx

logger = logging.getLogger("tradeview")

KEY_VARIABLE = "COMTRADE_KEY"
PREVIEW_LIMIT, FREE_LIMIT, KEY_LIMIT = 500, 100_000, 250_000  # records in one answer: no key, a free one, any
PERIODS_A_TIME = 12  # which the server allows
COMMODITIES_A_TIME = 100  # an address of some 700 letters
ALL = "all"
SHOWN_CODES = 3
DIGITS = {"A": 4, "M": 6}  # of a year and of a month
PERIODS_OF_COMTRADE = "a year (2024) or a year with its month (202405)"  # it has no quarters
# Whole flows to and from partners: no second partner, customs procedure or mode of transport apart.
TOTALS = {"partner2Code": "0", "customsCode": "C00", "motCode": "0"}
# Along these a question is halved, the first that has two values first.
AXES = ("period", "cmdCode", "partnerCode", "flowCode", "reporterCode")

Words = str | Iterable[str]
Numbers = int | Iterable[str | int]
Periods = int | str | Iterable[int | str]
# What is asked for along each of the axes, in the API's codes; nothing stands for all.
Question = dict[str, tuple[str, ...]]


class Options(TypedDict, total=False):
    """What `fetch_comtrade` takes by keyword."""

    base_url: str
    cache: str | Path | None
    classification: str
    deadline: float | None
    frequency: str
    max_records: int | None
    sleep: Callable[[float], None]


@dataclass(frozen=True)
class Settings:
    """The same, with what holds where nothing is said."""

    base_url: str = "https://comtradeapi.un.org"
    cache: str | Path | None = None
    classification: str = "HS"
    deadline: float | None = None
    frequency: str = "A"
    max_records: int | None = None
    sleep: Callable[[float], None] = time.sleep

    def check(self) -> None:
        """Refuse settings that no question can be asked with."""
        if not isinstance(self.frequency, str) or self.frequency not in DIGITS:
            raise TradeTableError("a frequency is A (years) or M (months)", repr(self.frequency), "name one of them")
        if not (isinstance(self.classification, str) and _is_plain(self.classification)):
            raise TradeTableError("a classification is named", repr(self.classification), "name HS, H0 to H6, S1 to S4")
        if not (self.cache is None or (isinstance(self.cache, str | Path) and "\0" not in str(self.cache))):
            raise TradeTableError("cache is a folder", repr(self.cache), "give its path, or leave it out")
        for name, number in {"deadline": self.deadline, "max_records": self.max_records}.items():
            is_number = isinstance(number, int | float) and not isinstance(number, bool)
            if number is not None and not (is_number and 0 < number < math.inf):
                raise TradeTableError(f"{name} is a number above zero", repr(number), "give one, or leave it out")


@dataclass(frozen=True)
class _Read:
    """An answer that was read: the day of its download, its records, and the trade table of these."""

    vintage: str
    count: int
    trade: pd.DataFrame


@show_short_signature
def fetch_comtrade(
    reporter: Words,
    partner: Words,
    periods: int | str | Iterable[int | str],
    flow: Words,
    commodity: Words,
    key: str | None = None,
    **options: Unpack[Options],
) -> pd.DataFrame:
    """Fetch trade from UN Comtrade.

    Needs the extra `fetch`. Without a key the public preview is asked, which gives 500 records a time.

    Parameters
    ----------
    reporter, partner : str or iterable of str
        Economies, by any code or name; `WLD` is the world, `"all"` every economy and the world.
    periods : int, str or iterable
        Years (2023), or months (202405) with `frequency="M"`.
    flow : str or iterable of str
        `export`, `import`, `re-export`, `re-import`, or Comtrade's codes (X, M, RX, RM, DX, FM …).
    commodity : str or iterable of str
        Codes as text with leading zeros, `TOTAL`, or a level: `AG2`, `AG4`, `AG6`.
    key : str, optional
        Subscription key; without it the environment's COMTRADE_KEY. It is sent as a header and kept nowhere.
    **options
        `base_url` (a proxy's address; https://comtradeapi.un.org), to which a key is sent over https alone; `cache`, a
        folder for answers, which are then used again whatever their age (none), if they still answer the question;
        `classification` (HS, as reported; H0 to H6, S1 to S4); `deadline`, the seconds that one answer may take in
        all (60, with a key 300); `frequency` (A or M); `max_records`, the most that the server gives in one answer
        (500, with a key 250,000; an answer of just the 100,000 of a free key is not believed either); `sleep`
        (time.sleep).

    Returns
    -------
    pandas.DataFrame
        As `read_comtrade` returns it; `source` names the day of the download, its vintage.

    Warns
    -----
    AbsentDataWarning
        Periods, reporters, partners, flows or codes that were asked for and have no record.

    Raises
    ------
    FetchError
        No connection, a key that is not accepted, a used-up quota, an answer that is broken, empty, too slow or too
        large, has what was not asked for, or is still at the record limit where nothing is left to halve. Nothing of it
        is kept. The message has the server's words, never the key.
    MissingExtraError
        The extra `fetch` is not installed.
    UnknownCodeError, TradeTableError
        No such economy, flow, period or code.

    Examples
    --------
    >>> fetch_comtrade("Malaysia", "Russia", 202405, "export", "TOTAL")
    Traceback (most recent call last):
    tradeview.errors.TradeTableError: periods are years for frequency 'A'; found: 202405; do: give a year (2024) or ...
    """
    # What holds the key has a name and a type of its own: tracebacks may show the variables of this call.
    secret = Secret(key or os.environ.get(KEY_VARIABLE))
    del key
    secret.check("copy it again from comtradedeveloper.un.org")
    settings = Settings(**options)
    settings.check()
    question = _put_question(reporter, partner, periods, flow, commodity, settings.frequency)
    with open_connection(settings.base_url, secret) as client:
        answers = list(_ask_in_parts(client, question, settings, secret))
    trade = _join_answers(question, answers)
    _warn_of_absent(trade, question)
    return trade


def _put_question(
    reporter: Words, partner: Words, periods: Periods, flow: Words, commodity: Words, frequency: str
) -> Question:
    """Put what is asked into the API's codes."""
    # Held against their kinds here, where the key is not at hand: a traceback may show what a function was given.
    words = {"reporter": reporter, "partner": partner, "flow": flow}
    reporter, partner, flow = (fit_argument("fetch_comtrade", name, given, Words) for name, given in words.items())
    commodity = fit_argument("fetch_comtrade", "commodity", commodity, Words | Numbers)
    periods = fit_argument("fetch_comtrade", "periods", periods, Periods)
    asked = _checked_periods(periods, frequency)
    years = sorted({year_of(int(period)) for period in asked})
    flows = as_list(flow)
    if not flows:
        raise TradeTableError("flows are named", "none", "name export, import, re-export or re-import")
    codes = tuple(dict.fromkeys(as_list(commodity)))
    wrong = [repr(code) for code in codes if not (isinstance(code, str) and _is_plain(code))]
    if wrong or not codes:
        found = ", ".join(wrong) or "none"
        raise TradeTableError("commodity codes are text with leading zeros", found, "give '0101', not 101")
    return {
        "period": asked,
        "cmdCode": codes,
        "partnerCode": _economy_numbers(partner, years),
        "flowCode": tuple(sorted(flow_codes(flows))),
        "reporterCode": _economy_numbers(reporter, years),
    }


def _checked_periods(periods: Periods, frequency: str) -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(str(period) for period in as_list(periods)))
    digits = DIGITS[frequency]
    wrong = [period for period in asked if not (_is_plain(period) and period.isdecimal() and len(period) == digits)]
    wrong += [period for period in asked if len(period) == DIGITS["M"] and not "01" <= period[4:] <= "12"]
    if wrong or not asked:
        kind = "years" if frequency == "A" else "months"
        found = ", ".join(wrong) or "none"
        raise TradeTableError(f"periods are {kind} for frequency {frequency!r}", found, f"give {PERIODS_OF_COMTRADE}")
    return asked


def _is_plain(word: str) -> bool:
    """Tell whether a word is of letters and digits alone that an address takes as they are."""
    return word.isascii() and word.isalnum()


def _economy_numbers(names: Words, years: list[int]) -> tuple[str, ...]:
    """Comtrade's numbers of economies, which for some change with the years; none where all are asked for."""
    listed = as_list(names)
    if listed == [ALL]:
        return ()
    # Nothing would stand for all.
    if not listed:
        raise TradeTableError(f"economies are named, or {ALL!r}", "none", f"name some, or {ALL!r}")
    codes = [code_of_economy(name) for name in listed]
    return tuple(dict.fromkeys(comtrade_number(code, year) for code in codes for year in years))


def _ask_in_parts(client: "httpx.Client", question: Question, settings: Settings, secret: Secret) -> Iterator[_Read]:
    """Ask part by part, halving those whose answers are at the limit."""
    limit = KEY_LIMIT if secret else PREVIEW_LIMIT
    if settings.max_records:
        limit = min(settings.max_records, limit)
    queue = deque(_split_question(question))
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task("UN Comtrade", total=len(queue))
        while queue:
            part = queue.popleft()
            answer = _answer_to_part(client, part, settings, secret, limit)
            if answer is None:
                halves = _halve_part(part, limit, keyed=bool(secret))
                queue.extendleft(reversed(halves))  # at the front, so that records stay in the order of the question
                progress.update(task, total=len(queue) + progress.tasks[0].completed)
                continue
            progress.advance(task)
            yield answer


def _split_question(question: Question) -> list[Question]:
    """Split a question into parts that the server takes."""
    parts = []
    for first_period in range(0, len(question["period"]), PERIODS_A_TIME):
        periods = question["period"][first_period : first_period + PERIODS_A_TIME]
        for first_code in range(0, len(question["cmdCode"]), COMMODITIES_A_TIME):
            codes = question["cmdCode"][first_code : first_code + COMMODITIES_A_TIME]
            parts.append({**question, "period": periods, "cmdCode": codes})
    return parts


def _halve_part(part: Question, limit: int, *, keyed: bool) -> list[Question]:
    for axis in AXES:
        middle = len(part[axis]) // 2
        if middle:
            return [{**part, axis: part[axis][:middle]}, {**part, axis: part[axis][middle:]}]
    remedy = "name the codes or partners one by one"
    if not keyed:
        remedy += f", or pass a key (or set {KEY_VARIABLE})"
    raise FetchError(
        f"an answer of UN Comtrade has fewer than {limit:,} records, or it may be cut",
        f"{limit:,} of {_describe(part)}, which cannot be halved",
        remedy,
    )


def _answer_to_part(
    client: "httpx.Client", part: Question, settings: Settings, secret: Secret, limit: int
) -> _Read | None:
    """Return the kept or fetched answer to one part, read; None where it is at the limit, and so perhaps not whole."""
    scope = f"C/{settings.frequency}/{settings.classification}"
    params = {axis: ",".join(codes) for axis, codes in part.items() if codes} | TOTALS
    folder = None if settings.cache is None else Path(settings.cache)
    question = {**params, "scope": scope, "server": settings.base_url}
    # That an answer was too long is kept, too: it would be asked for in vain, and be halved, each time.
    too_long = {**question, "limit": str(limit)}
    if folder and load_answer(folder, too_long):
        return None
    if folder and (read := _load_read(folder, question, part, settings)):
        logger.info("%d records of %s, downloaded on %s", read.count, _describe(part), read.vintage)
        return read
    service = "data/v1/get" if secret else "public/v1/preview"
    sent = {**params, "maxRecords": str(limit), "includeDesc": "true"}
    within = limits_of_answer(limit, settings.deadline, secret)
    answer = ask_server(client, f"/{service}/{scope}", sent, secret=secret, sleep=settings.sleep, limits=within)
    fetched = Kept(utc_today(), answer["data"])
    _hold_against(part, fetched, settings)
    if _may_be_cut(fetched, answer.get("count"), limit):
        if folder:
            save_answer(folder, too_long, fetched._replace(records=[]))
        return None
    logger.info("%d records of %s", len(fetched.records), _describe(part))
    read = _read_answer(fetched, part)  # before it is kept: what cannot be read is not kept either
    if folder and fetched.records:  # what is not there today may be there tomorrow
        save_answer(folder, question, fetched, secret.hide)
    return read


def _may_be_cut(answer: Kept, stated: object, limit: int) -> bool:
    """Tell whether an answer is at what was asked for, at what a free key gets, or shorter than it says itself."""
    count = len(answer.records)
    is_short = isinstance(stated, int | float) and stated > count
    return count >= limit or count == FREE_LIMIT or is_short


def _load_read(folder: Path, question: dict[str, str], part: Question, settings: Settings) -> _Read | None:
    """Return a kept answer, if there is one that can still be read as the answer to its question."""
    found = []

    def check_kept(kept: Kept) -> None:
        _hold_against(part, kept, settings)
        found.append(_read_answer(kept, part))

    load_answer(folder, question, check_kept)
    return found[0] if found else None


def _hold_against(part: Question, answer: Kept, settings: Settings) -> None:
    refuse_other_answers(answer.records, part, Scope(settings.frequency, settings.classification))


def _read_answer(answer: Kept, part: Question) -> _Read:
    trade = pd.DataFrame()
    if answer.records:
        trade = read_comtrade(answer.records, flows=part["flowCode"])
    return _Read(answer.vintage, len(answer.records), trade)


def _join_answers(question: Question, answers: list[_Read]) -> pd.DataFrame:
    """Put the records of all parts into one trade table that names the days of their download."""
    with_records = [answer for answer in answers if answer.count]
    if not with_records:
        raise FetchError(
            "UN Comtrade has records of this",
            f"none of {_describe(question)}",
            "ask for other periods or codes, or the partner's side: not every economy has reported every year",
        )
    vintages = {answer.vintage for answer in with_records}
    days = min(vintages)
    if len(vintages) > 1:
        days += f" to {max(vintages)}"
    trade = with_records[0].trade
    if len(with_records) > 1:
        joined = pd.concat([answer.trade for answer in with_records], ignore_index=True)
        trade = check(settle_repeats("UN Comtrade's answers", joined, drop=False))
    return trade.assign(source=f"UN Comtrade, downloaded {days}")


def _warn_of_absent(trade: pd.DataFrame, question: Question) -> None:
    """Name what was asked for and has no record: in the log all of it, in a warning the first of it."""
    absent = find_absent(trade, question)
    logger.info("%d records fetched; without any: %s", len(trade), ", ".join(absent) or "none")
    if not absent:
        return
    words = ", ".join(absent[:SHOWN_ROWS])
    if len(absent) > SHOWN_ROWS:
        words += f" and {len(absent) - SHOWN_ROWS:,} more, which the log names"
    # At whoever called `fetch_comtrade`.
    warnings.warn(f"UN Comtrade has no records of {words}", AbsentDataWarning, stacklevel=3)


def _describe(part: Question) -> str:
    """Describe a question in a few words."""
    described = []
    for axis in AXES:
        codes = part[axis]
        if not codes:
            few = ALL
        elif len(codes) <= SHOWN_CODES:
            few = ", ".join(codes)
        else:
            few = f"{codes[0]} … {codes[-1]} ({len(codes)})"
        described.append(f"{axis} {few}")
    return ", ".join(described)
