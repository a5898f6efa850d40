"""What options and arguments name: the ECB's rates, US consumer prices, files of one's own, folders of them.

A file may be a ledger or a list of claims, which two commands check: its columns tell which.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pandas as pd

import tradeview as tv
from tradeview.errors import RateTableError, TableError
from tradeview.periods import LAST_YEAR
from tradeview.sources.ecb import frequency_for
from tradeview.sources.table_file import read_table_file
from tradeview.table.columns import Table
from tradeview.table.schema import TRADE

if TYPE_CHECKING:
    from tradeview.sources.ecb import Frequency

# What lists of claims have, and ledgers have not: tables of statements, press lists, what `figures --ledger` wrote.
CLAIM_COLUMNS = ("claim", "start", "end", "kind", "side", "among", "scale", "how_sure", "bound", "assumed")
ANY_TABLE = Table("table", ())
TableErrorT = TypeVar("TableErrorT", bound=TableError)
RATES_HELP = (
    "`ecb:USD` (the year's mean of the ECB's daily rates per US dollar), `ecb:USD:end` (the year's last day), or a "
    "CSV file: period, base, quote, rate, kind, source."
)


def rates_named(name: str, trade: pd.DataFrame) -> pd.DataFrame:
    """Find a rate table by its name: `ecb:USD`, `ecb:USD:end`, or a file; the ECB's in the frequency of the ledger."""
    source, _, rest = name.partition(":")
    if source != "ecb":
        return tv.rates.read(name)
    base, _, kind = rest.partition(":")
    if not base:
        raise RateTableError("rates of the ECB have a base", repr(name), "say `ecb:USD`, or another currency")
    newest = max(trade["period"], default=LAST_YEAR)
    return tv.rates.ecb(base=base, kind=kind or "average", frequency=frequency_for(newest))  # type: ignore[arg-type]


def deflator_named(name: str) -> pd.DataFrame:
    """Find a deflator by its name: `us-cpi`, or a file."""
    return tv.deflators.us_cpi() if name == "us-cpi" else tv.deflators.read(name)


def daily_rates_named(name: str) -> pd.DataFrame:
    """Find a rate table with the range of days: `ecb:USD`, means of years and of months; or a file."""
    source, _, base = name.partition(":")
    if source != "ecb":
        return tv.rates.read(name)
    if not base or ":" in base:
        raise RateTableError("claims are checked at means per unit of a currency", repr(name), "say `ecb:USD`")
    frequencies: tuple[Frequency, ...] = ("A", "M")
    return pd.concat([tv.rates.ecb(base=base, frequency=each, days_range=True) for each in frequencies])


def files_named(paths: Sequence[Path], ending: str) -> dict[str, Path]:
    """Find files by short names: those that are named, and of folders those with the ending, in order of their names.

    Raises
    ------
    TableError
        A folder has none.

    Examples
    --------
    >>> list(files_named([Path("2024/star.txt"), Path("mine.txt")], ".txt"))
    ['star', 'mine']
    """
    found: list[Path] = []
    for path in paths:
        inside = sorted(each for each in path.iterdir() if each.suffix.lower() == ending) if path.is_dir() else [path]
        if not inside:
            raise TableError(f"a folder of {ending} files", f"none in {path}", "name the files one by one")
        found += inside
    found = list(dict.fromkeys(found))
    stems = [path.stem for path in found]
    return {stem if stems.count(stem) == 1 else str(path): path for stem, path in zip(stems, found, strict=True)}


def columns_named(path: Path) -> list[str]:
    """Read the names of a file's columns; what is no table at all has none."""
    try:
        return list(read_table_file(ANY_TABLE, path))
    except TableError:
        return []


def claim_columns(columns: Sequence[str]) -> list[str]:
    """Return those of a table's columns that say that it is a list of claims, not a ledger.

    Examples
    --------
    >>> claim_columns(["claim", "kind", "reporter", "partner", "flow", "value"])
    ['claim', 'kind']
    >>> claim_columns(["start", "end", "kind", "what"])  # events
    []
    """
    if not {"reporter", "partner", "flow"} <= set(columns):
        return []
    return [name for name in CLAIM_COLUMNS if name in columns]


def is_ledger(columns: Sequence[str]) -> bool:
    """Tell whether columns are those of a trade table, with none of claims among them.

    Examples
    --------
    >>> is_ledger([*TRADE.required, "note"]), is_ledger([*TRADE.required, "bound"])
    (True, False)
    """
    return set(TRADE.required) <= set(columns) and not claim_columns(columns)


def with_hint(error: TableErrorT, hint: str) -> TableErrorT:
    """Return the error with one more thing to do.

    Examples
    --------
    >>> print(with_hint(TableError("a table needs a header", "none", "add one"), "ask who wrote it"))
    a table needs a header; found: none; do: add one; or, ask who wrote it
    """
    return type(error)(error.asked, error.found, f"{error.remedy}; or, {hint}", error.rows)
