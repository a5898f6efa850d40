"""What commands are given: options that several of them have, and the files, rates and periods that options name.

A file may be a ledger or a list of claims, which two commands check: its columns tell which.
"""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar, cast

import typer

import tradeview as tv
from tradeview.errors import RateTableError, TableError, TradeTableError
from tradeview.periods import (
    LAST_YEAR,
    PERIOD_WORDS,
    Frequency,
    frequency_of,
    is_period,
    is_stretch,
    of_one_frequency,
    ordinal,
    periods_through,
)
from tradeview.words.language import ENGLISH, Calendar, Digits, Language
from tradeview.words.numbers import EN_DASH

if TYPE_CHECKING:
    import pandas as pd

    from tradeview.ledgers.reading import Asked, ReadableForm

OWN_LEDGER = "without it, the printed totals of Malaysia and Russia that come with tradeview"
FORMS = (
    "a ledger (the columns of the trade table), or a file of UN Comtrade, WITS, BACI, Trade Map, Comext or OpenDOSM, "
    "told by its contents"
)
Ledger = Annotated[Path | None, typer.Argument(metavar="FILE", help=f"{FORMS[0].upper()}{FORMS[1:]}; {OWN_LEDGER}.")]
PREFER_HELP = "Which to take of a figure printed in several currencies; without it, the one wanted"
Stated = Annotated[
    str | None,
    typer.Option("--prefer", help=f"{PREFER_HELP}."),
]
ECONOMY = "by any code or name, in any language"
Reporter = Annotated[str | None, typer.Option(help=f"Rows of this reporter alone, {ECONOMY}.")]
Partner = Annotated[str | None, typer.Option(help=f"Rows with this partner alone, {ECONOMY}.")]
Revision = Annotated[str | None, typer.Option(help="Of a file of BACI whose name does not say it: H0 to H6.")]
ProductCode = Annotated[
    str | None, typer.Option(help="Of a list of Trade Map that does not say it: the HS code of its product, or TOTAL.")
]
Unit = Annotated[
    str | None, typer.Option(help="Of a list of Trade Map that does not say it: `EUR thousand`; else US dollars.")
]
SPOKEN = "one of those that there is a catalogue of (`en` and others: an unknown one is answered with the list)"
InLanguage = Annotated[
    str | None, typer.Option("--language", help=f"What sentences are written in, {SPOKEN}; without it, English.")
]
InCalendar = Annotated[
    Calendar, typer.Option("--calendar", help="How years are counted: `buddhist` is the era of Thailand.")
]
InDigits = Annotated[
    Digits, typer.Option("--digits", help="`native` writes the digits of the language’s own script, where it has any.")
]
Coding = Annotated[
    str | None, typer.Option(help="Of a file of Comext or OpenDOSM that does not say it: H0 to H6, S1 to S4.")
]
RATES_HELP = (
    "`ecb:USD` (the mean of the ECB's daily rates per US dollar), `ecb:USD:end` (the last day of the period), "
    "`ecb:USD@eurofxref-hist.zip` (of the ECB's file, as downloaded), `h10@FRB_H10.csv` or `h10:end@FRB_H10.csv` (of "
    "the Federal Reserve's), `world-bank@FILE` (the World Bank's `PA.NUS.FCRF`), or a CSV file: period, base, quote, "
    "rate, kind, source; `trusted:FILE` where official or parallel rates are far from the ECB's."
)
IN_ORDER = "May be given several times: the first that has a rate gives it."
DEFLATOR_HELP = (
    "`us-cpi` (US consumer prices), `world-bank@FILE` (of the World Bank's `FP.CPI.TOTL` or `NY.GDP.DEFL.ZS`, as "
    "downloaded; `world-bank:DEU@FILE`, where several use one currency), or a CSV file: period, currency, index, name, "
    "source"
)
TRUSTED = "trusted:"  # before the name of a file of rates that are taken as they stand
Kind = Literal["average", "end"]  # as `sources.daily_rates` has it, which imports pandas
# Rates that are published by day: `ecb:USD:end@file`, `h10@file`.
PUBLISHED = re.compile(r"(?P<source>ecb|h10|world-bank)(?P<words>:[^@]*)?(?:@(?P<path>.+))?")
FREQUENCIES_OF_CLAIMS: tuple[Frequency, ...] = ("A", "M")
RUN_OF_PERIODS = re.compile(r"(\d{4,6})(?:-(\d{4,6}))?")
MOST_PERIODS = 1200  # of one question: a hundred years of months
TableErrorT = TypeVar("TableErrorT", bound=TableError)


def name_language(code: str | None, calendar: Calendar = "gregorian", digits: Digits = "latin") -> Language:
    """Name the language that options ask for.

    Raises
    ------
    ArgumentError
        There is no catalogue of it.
    """
    return Language(ENGLISH if code is None else code, calendar, digits)


def list_readers() -> "dict[str, Callable[..., pd.DataFrame]]":
    """List what reads a file that somebody downloaded, as far as it is of these reporters."""
    return {"comtrade": tv.read_comtrade, "wits": tv.read_wits}


def read_trade(path: Path | None, asked: "Asked") -> "pd.DataFrame":
    """Read the file that was named, of whatever form, or our own ledger; keep the rows that are asked for."""
    from tradeview.ledgers.reading import read_trade_as_asked

    if path is None:
        return select_rows(tv.load(), asked, "the ledger that comes with tradeview")
    return read_trade_as_asked(path, asked)


def select_rows(trade: "pd.DataFrame", asked: "Asked", called: str) -> "pd.DataFrame":
    """Keep the rows of a ledger that are asked for."""
    from tradeview.ledgers.reading import select_economies

    return select_economies(trade, asked.reporters, asked.partners, called)


def find_downloaded(path: Path) -> "ReadableForm | None":
    """Find the form of a file of trade that somebody downloaded; a ledger, and what nobody knows, is a person's."""
    from tradeview.ledgers.reading import find_readable, recognise_file
    from tradeview.sources.known_forms import LEDGER

    try:
        readable = find_readable(recognise_file(path))
    except TableError:
        return None
    is_of_trade = readable.form is not LEDGER and readable.is_trade
    return readable if is_of_trade else None


def read_rates_in_order(names: Sequence[str], trade: "pd.DataFrame") -> "pd.DataFrame":
    """Read one rate table, or several, of which the first that has a rate gives it."""
    tables = [read_rates(name, trade) for name in names]
    return tables[0] if len(tables) == 1 else tv.rates.combine(*tables)


def read_rates(name: str, trade: "pd.DataFrame") -> "pd.DataFrame":
    """Read a rate table: `ecb:USD`, `ecb:USD:end`, either `@` a file, `h10@` or `world-bank@` a file, or one's own.

    Those of daily rates are in the frequencies of the ledger.
    """
    import pandas as pd

    said = PUBLISHED.fullmatch(name)
    if said is None:
        return _read_own_rates(name)
    words = _split_words(said)
    if said["source"] == "world-bank":
        path, economies = _find_bank_file(said)
        return tv.rates.world_bank(path, economies=economies)
    frequencies = _find_frequencies(trade)
    if said["source"] == "h10":
        if said["path"] is None or len(words) > 1:
            raise RateTableError("rates of H.10 are in a file", repr(name), "say `h10@FRB_H10.csv`, or `h10:end@...`")
        tables = [tv.rates.fed_h10(said["path"], kind=_find_kind(words), frequency=each) for each in frequencies]
        return pd.concat(tables, ignore_index=True)
    base, *rest = words or [""]
    if not base:
        raise RateTableError("rates of the ECB have a base", repr(name), "say `ecb:USD`, or another currency")
    kind = _find_kind(rest)
    tables = [tv.rates.ecb(base=base, kind=kind, frequency=each, path=said["path"]) for each in frequencies]
    return pd.concat(tables, ignore_index=True)


def _find_bank_file(said: re.Match[str]) -> tuple[str, list[str] | None]:
    """Return the World Bank's file that is named, and the economies whose figures are meant where several may be."""
    if said["path"] is None:
        remedy = (
            "download it from data.worldbank.org, and say `world-bank@FILE`, or of one economy `world-bank:DEU@FILE`"
        )
        raise TableError("rates and prices of the World Bank are in a file", repr(said[0]), remedy)
    return said["path"], _split_words(said) or None


def _is_of_world_bank(name: str) -> bool:
    """Tell by its contents whether a file is the World Bank's."""
    from tradeview.ledgers.reading import recognise_file
    from tradeview.sources.known_forms import WORLD_BANK

    try:
        return recognise_file(name).form is WORLD_BANK
    except TableError:
        return False  # somebody's own, or none: what reads that says so


def _split_words(said: re.Match[str]) -> list[str]:
    """Return what stands behind the name of a source: `USD` and `end` of `ecb:USD:end`."""
    return (said["words"] or "").split(":")[1:]


def _read_own_rates(name: str) -> "pd.DataFrame":
    """Read a file of rates, held against the ECB's where its name does not begin with `trusted:`; or the Bank's."""
    if _is_of_world_bank(name):
        return tv.rates.world_bank(name)
    return tv.rates.read(name.removeprefix(TRUSTED), trusted=name.startswith(TRUSTED))


def _find_kind(words: Sequence[str]) -> Kind:
    """Return the kind that is said, a mean where none is; what it may be is asked where rates are made."""
    return cast("Kind", ":".join(words) or "average")


def _find_frequencies(trade: "pd.DataFrame") -> list[Frequency]:
    """Tell of which frequencies a ledger is: months are converted at means of months; an empty one is of years.

    Parts of years and fiscal years are converted, and deflated, by the means of their months.
    """
    from tradeview.table.series import spans_of_rows

    found: set[Frequency] = {frequency_of(span) for span in trade["period"].unique()}
    if not found:
        return [frequency_of(LAST_YEAR)]
    if any(is_stretch(span) for span in spans_of_rows(trade)):
        found.add("M")
    return sorted(found)


def read_daily_rates(name: str) -> "pd.DataFrame":
    """Read a rate table with the range of days: `ecb:USD` (`@` a file), means of years and of months; or a file."""
    import pandas as pd

    said = PUBLISHED.fullmatch(name)
    if said is None:
        return _read_own_rates(name)
    words, path = _split_words(said), said["path"]
    if said["source"] == "world-bank":
        path, economies = _find_bank_file(said)
        return tv.rates.world_bank(path, economies=economies)
    is_of_h10 = said["source"] == "h10"
    if len(words) != (0 if is_of_h10 else 1) or "" in words or (is_of_h10 and path is None):
        remedy = "say `ecb:USD`, `ecb:USD@eurofxref-hist.zip` or `h10@FRB_H10.csv`"
        raise RateTableError("claims are checked at means per unit of a currency", repr(name), remedy)
    tables = []
    for frequency in FREQUENCIES_OF_CLAIMS:
        if is_of_h10:
            tables.append(tv.rates.fed_h10(path, frequency=frequency, days_range=True))
        else:
            tables.append(tv.rates.ecb(base=words[0], frequency=frequency, days_range=True, path=path))
    return pd.concat(tables)


def read_deflator(name: str, trade: "pd.DataFrame") -> "pd.DataFrame":
    """Read a deflator: `us-cpi`, in the frequencies of the ledger, `world-bank@` a file, or a file of one's own."""
    import pandas as pd

    if name == "us-cpi":
        tables = [tv.deflators.us_cpi(frequency=frequency) for frequency in _find_frequencies(trade)]
        return pd.concat(tables, ignore_index=True)
    said = PUBLISHED.fullmatch(name)
    if said is not None and said["source"] == "world-bank":
        path, economies = _find_bank_file(said)
        return tv.deflators.world_bank(path, economies=economies)
    return tv.deflators.world_bank(name) if _is_of_world_bank(name) else tv.deflators.read(name)


def read_periods(text: str) -> list[int]:
    """Read years, quarters or months, one by one and as runs: 2018-2020,2023, or 202311-202402."""
    periods: list[int] = []
    for part in text.replace(EN_DASH, "-").split(","):
        match = RUN_OF_PERIODS.fullmatch(part.strip())
        ends = [int(end) for end in match.groups() if end] if match else []
        if not _is_run(ends) or not of_one_frequency([*ends, *periods]):
            raise TradeTableError(
                f"periods are {PERIOD_WORDS}, or runs of them", repr(text), "write 2018-2023, or 202301-202312"
            )
        periods += periods_through(ends[0], ends[-1])
    return list(dict.fromkeys(periods))


def _is_run(ends: Sequence[int]) -> bool:
    """Tell whether these are periods, the first not after the last, and not more than anybody asks for."""
    if not ends or not all(is_period(end) for end in ends):
        return False
    return 0 <= ordinal(ends[-1]) - ordinal(ends[0]) < MOST_PERIODS


def find_files(paths: Sequence[Path], endings: Sequence[str]) -> dict[str, Path]:
    """Find files by short names: those that are named, and those of folders with an ending, by order of names."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.iterdir() if file.suffix.lower() in endings)
            if not inside:
                asked = f"a folder of {', '.join(endings)} files"
                raise TableError(asked, f"none in {path}", "name the files one by one")
            files += inside
        else:
            files.append(path)
    files = list(dict.fromkeys(files))
    stems = [file.stem for file in files]
    # Two files of one name go by their whole paths.
    return {file.stem if stems.count(file.stem) == 1 else str(file): file for file in files}


def read_column_names(path: Path) -> list[str]:
    """Read the names of a file's columns; what is no table at all has none."""
    from tradeview.sources.table_file import read_table_file
    from tradeview.table.columns import Table

    any_table = Table("table", ())
    try:
        return list(read_table_file(any_table, path))
    except TableError:
        return []


def claim_columns(columns: Sequence[str]) -> list[str]:
    """Return those of a table's columns that say that it is a list of claims, not a ledger."""
    from tradeview.sources.own_tables import CLAIM_COLUMNS

    # Events have a start, an end and a kind, too, but no economies.
    if not {"reporter", "partner", "flow"} <= set(columns):
        return []
    return [name for name in CLAIM_COLUMNS if name in columns]


def is_ledger(columns: Sequence[str]) -> bool:
    """Tell whether columns are those of a trade table, with none of claims among them."""
    from tradeview.table.schema import TRADE

    return set(TRADE.required) <= set(columns) and not claim_columns(columns)


def with_hint(error: TableErrorT, hint: str) -> TableErrorT:
    """Return the error with one more thing to do."""
    return type(error)(error.asked, error.found, f"{error.remedy}; or, {hint}", error.rows)
