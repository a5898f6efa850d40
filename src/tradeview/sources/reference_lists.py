"""Lists that stand beside the figures: what an economy sells, in phrases of the press; dated events; the sources.

The project's own stand in `data/` (in the wheel, inside the package); a user's have the same columns. Their files are
opened by `tradeview.sources.table_file`.
"""

from datetime import date
from pathlib import Path

import pandas as pd

from tradeview.arguments import check_arguments, show_short_signature
from tradeview.sources.ecb import ECB
from tradeview.sources.table_file import read_table_file
from tradeview.table.columns import Column, Table
from tradeview.table.csv import data_folder, own_text
from tradeview.table.engines import is_missing

CERTAINTIES = ("high", "medium", "low", "none")
PRECISIONS = {"day": len("2025-05-13"), "month": len("2025-05"), "year": len("2025")}  # how long such a date is
# Sources that call themselves otherwise, in the column `source` of their tables, than `data/SOURCES.md` does.
KEYS = {ECB: "ecb"}
ALPHA3 = r"^[A-Z]{3}$"
# All codes of a phrase have one length: that of the level which the phrase supports.
HS_CODES = r"^(?:[0-9]{2}(?: [0-9]{2})*|[0-9]{4}(?: [0-9]{4})*|[0-9]{6}(?: [0-9]{6})*)$"
DATE = r"^[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?$"


def _needed_columns(*names: str) -> list[Column]:
    return [Column(name, required=True) for name in names]


def _matching_column(name: str, pattern: str, allowed: str, *, required: bool = False) -> Column:
    return Column(name, "text", allowed, lambda column: column.str.contains(pattern), required=required)


def _choice_column(name: str, words: tuple[str, ...]) -> Column:
    return Column(name, "text", ", ".join(words), lambda column: column.is_in(words), required=True)


COMMODITY_LIST = Table(
    "commodity list",
    (
        _matching_column("origin", ALPHA3, "ISO 3166 alpha-3", required=True),
        _matching_column("destination", ALPHA3, "ISO 3166 alpha-3", required=True),
        *_needed_columns("phrase", "gloss"),
        _matching_column("hs_codes", HS_CODES, "HS codes of one length, with leading zeros, separated by spaces"),
        _choice_column("certainty", CERTAINTIES),
        *_needed_columns("source"),
        Column("note"),
    ),
)

EVENTS = Table(
    "list of events",
    (
        _matching_column("date", DATE, "2025-05-13, 2025-05 or 2025", required=True),
        _matching_column("end", DATE, "2025-05-16, 2025-05 or 2025"),
        _choice_column("precision", tuple(PRECISIONS)),
        *_needed_columns("kind", "what", "quote", "source"),
        Column("note"),
    ),
)


@check_arguments
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
    return read_table_file(COMMODITY_LIST, data_folder() / "commodities.csv" if path is None else path)


@check_arguments
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
    events = read_table_file(EVENTS, data_folder() / "events.csv" if path is None else path)
    wrong = []
    for number, row in enumerate(events.to_dict("records")):
        is_as_long = len(row["date"]) == PRECISIONS[row["precision"]]
        if not (is_as_long and _is_in_calendar(row["date"]) and _is_in_calendar(row.get("end"))):
            wrong.append(f"row {number}, date {row['date']!r} is no {row['precision']}")
    if wrong:
        raise EVENTS.error("the date of an event is in the calendar, and as long as its precision says", rows=wrong)
    return events


def _is_in_calendar(written: object) -> bool:
    """Tell whether there is such a year, month or day; what is missing cannot be wrong."""
    if is_missing(written):
        return True
    # A year or a month is in the calendar where its first day is.
    first_day = f"{written}-01-01"[: PRECISIONS["day"]]
    try:
        date.fromisoformat(first_day)
    except ValueError:
        return False
    return True


@show_short_signature
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
    """Give the key of a source in `data/SOURCES.md`, as which most call themselves; others stand for themselves."""
    return KEYS.get(str(source), str(source))
