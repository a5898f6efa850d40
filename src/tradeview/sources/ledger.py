"""Ledgers: the files in which people write down figures, rates, commodity phrases, events and their sources.

`read_ledger` opens them all, in whatever container they come (today CSV), and hands header and numbered lines to the
declared table. The project's own stand in `data/` (in the wheel, inside the package); a user's have the same columns.
"""

from datetime import date
from pathlib import Path

import pandas as pd

from tradeview.sources.ecb import ECB
from tradeview.sources.opening import file_at, utf8_text
from tradeview.table.columns import Column, Table
from tradeview.table.csv import data_folder, own_text, read_table
from tradeview.table.engines import is_missing

CERTAINTIES = ("high", "medium", "low", "none")
PRECISIONS = ("day", "month", "year")
# Sources that call themselves otherwise, in the column `source` of their tables, than `data/SOURCES.md` does.
KEYS = {ECB: "ecb"}
DATE = r"^[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?$"


def _needed(name: str) -> Column:
    return Column(name, required=True)


def _choice(name: str, codes: tuple[str, ...]) -> Column:
    return Column(name, "text", ", ".join(codes), lambda column: column.is_in(codes), required=True)


COMMODITIES = Table(
    "commodity list",
    (
        Column("origin", "text", "ISO 3166 alpha-3", lambda column: column.str.contains(r"^[A-Z]{3}$"), required=True),
        Column(
            "destination", "text", "ISO 3166 alpha-3", lambda column: column.str.contains(r"^[A-Z]{3}$"), required=True
        ),
        _needed("phrase"),
        _needed("gloss"),
        Column(
            "hs_codes",
            "text",
            "HS codes of one length, with leading zeros, separated by spaces",
            lambda column: column.str.contains(
                r"^(?:[0-9]{2}(?: [0-9]{2})*|[0-9]{4}(?: [0-9]{4})*|[0-9]{6}(?: [0-9]{6})*)$"
            ),
        ),
        _choice("certainty", CERTAINTIES),
        _needed("source"),
        Column("note"),
    ),
)

EVENTS = Table(
    "list of events",
    (
        Column("date", "text", "2025-05-13, 2025-05 or 2025", lambda column: column.str.contains(DATE), required=True),
        Column("end", "text", "2025-05-16, 2025-05 or 2025", lambda column: column.str.contains(DATE)),
        _choice("precision", PRECISIONS),
        _needed("kind"),
        _needed("what"),
        _needed("quote"),
        _needed("source"),
        Column("note"),
    ),
)


def _in_calendar(written: object) -> bool:
    """Tell whether there is such a year, month or day; what is missing cannot be wrong."""
    try:
        return is_missing(written) or bool(date.fromisoformat(f"{written}-01-01"[: len("2025-05-13")]))
    except ValueError:
        return False


def read_ledger(table: Table, path: str | Path) -> pd.DataFrame:
    """Read a file that a person keeps into the checked frame of a declared table.

    Parameters
    ----------
    table : Table
        What it promises: the trade table, rates, a deflator, a list of events.
    path : path
        CSV in UTF-8, with or without byte-order mark, comma or semicolon.

    Returns
    -------
    pandas.DataFrame
        The columns and rows of the file; codes are text, an empty cell is a missing value.

    Raises
    ------
    TableError
        (the table's own leaf of it) naming the lines of the file, their columns and what is allowed.

    Examples
    --------
    >>> read_ledger(COMMODITIES, data_folder() / "trade.csv")
    Traceback (most recent call last):
    tradeview.errors.TableError: a commodity list needs the column(s) origin, destination, phrase, gloss, certainty; ...
    """
    path = file_at(path, error=table.error)
    text = utf8_text(path.read_bytes(), path.name, "save it as 'CSV UTF-8'", table.error)
    return read_table(table, text, path.name)


def load_commodities(path: str | Path | None = None) -> pd.DataFrame:
    """Read a list of commodity phrases; without a path, those that the project's documents name.

    Returns
    -------
    pandas.DataFrame
        One row a phrase: `origin`, `destination` (ISO alpha-3), `phrase` (as printed), `gloss` (English), `hs_codes`
        (separated by spaces, at the level that the phrase supports; missing where HS has no code for it), `certainty`
        of that mapping (high, medium, low, none), `source` (key into `load_sources`), `note`.

    Raises
    ------
    TableError
        Naming the lines of the file, their columns, what is wrong and what is allowed.

    Examples
    --------
    >>> lists = load_commodities()
    >>> lists.loc[lists["gloss"] == "palm oil", ["origin", "destination", "hs_codes", "certainty"]]
      origin destination hs_codes certainty
    6    MYS         RUS     1511      high
    """
    return read_ledger(COMMODITIES, data_folder() / "commodities.csv" if path is None else path)


def load_events(path: str | Path | None = None) -> pd.DataFrame:
    """Read a list of dated events; without a path, the agreements and visits that the project's documents date.

    Returns
    -------
    pandas.DataFrame
        One row an event: `date` (ISO 8601, as precise as known), `end` (of a visit of several days), `precision` (day,
        month, year), `kind`, `what` (English), `quote` (the date as printed; Thai years are Buddhist-era years),
        `source` (key into `load_sources`), `note`.

    Raises
    ------
    TableError
        Naming the lines of the file, their columns, what is wrong and what is allowed.

    Examples
    --------
    >>> load_events()[["date", "precision", "kind"]].head(2)
             date precision       kind
    0  1967-04-03       day  relations
    1        1967      year  agreement
    """
    events = read_ledger(EVENTS, data_folder() / "events.csv" if path is None else path)
    lengths = {"day": 10, "month": 7, "year": 4}
    wrong = [
        f"row {number}, date {row['date']!r} is no {row['precision']}"
        for number, row in enumerate(events.to_dict("records"))
        if len(row["date"]) != lengths[row["precision"]] or not all(map(_in_calendar, (row["date"], row.get("end"))))
    ]
    if wrong:
        raise EVENTS.error("the date of an event is in the calendar, and as long as its precision says", rows=wrong)
    return events


def load_sources() -> pd.DataFrame:
    """Read what `data/SOURCES.md` says of each source.

    Returns
    -------
    pandas.DataFrame
        One row a source: `source` (the key), `short` (for captions), `publisher`, `title`, `date`, `language`,
        `licence`, `document`, `done` (what was taken from it, and how).

    Examples
    --------
    >>> load_sources().set_index("source").loc["bernama-2025", "short"]
    'Bernama, 15 May 2025'
    """
    rows: list[dict[str, str]] = []
    for line in own_text("SOURCES.md").splitlines():
        if line.startswith("## "):
            rows.append({"source": line.removeprefix("## ")})
        elif line.startswith("- ") and rows:
            field, _, words = line.removeprefix("- ").partition(": ")
            rows[-1][field] = words
    return pd.DataFrame(rows)


def source_key(source: object) -> str:
    """Give the key of a source in `data/SOURCES.md`, as which most call themselves; others stand for themselves.

    Examples
    --------
    >>> source_key("European Central Bank"), source_key("us-cpi"), source_key("my-file")
    ('ecb', 'us-cpi', 'my-file')
    """
    return KEYS.get(str(source), str(source))
