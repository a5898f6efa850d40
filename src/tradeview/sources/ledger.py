"""Ledgers: the CSV files in which figures, commodity phrases, events and their sources are written down.

The project's own stand in `data/` (in the wheel, inside the package); a user's ledger of trade has the same columns.
"""

from datetime import date
from pathlib import Path

import pandas as pd

from tradeview.errors import TableError, TradeTableError
from tradeview.figures import COLUMNS, read_figures
from tradeview.schema import FLOWS, TRADE
from tradeview.tables import Column, Table, data_folder, is_missing

CERTAINTIES = ("high", "medium", "low", "none")
PRECISIONS = ("day", "month", "year")
WHOLE_PERIOD = r"(\d{4})-01/\1-12|(\d{4}-\d{2})/\2"  # a year, or one month
DRAFT = (
    "period",
    "reporter",
    "partner",
    "flow",
    "commodity_code",
    "value",
    "currency",
    "low",
    "high",
    "observation",
    "quote",
    "source",
    "months",
    "bound",
    "approximate",
    "assumed",
    "status",
)
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


def load(path: str | Path | None = None) -> pd.DataFrame:
    """Read a trade table from a CSV file, checked.

    Parameters
    ----------
    path : path, optional
        A ledger with the columns of the trade table, of which only `period, reporter, partner, flow, commodity_code,
        value, currency` are required; UTF-8 with or without byte-order mark, comma or semicolon. Without a path: the
        project's own `data/trade.csv`, the printed totals of trade between Malaysia and Russia.

    Returns
    -------
    pandas.DataFrame
        The file's rows and columns. `value`, `low`, `high` are float, in single units of `currency`; `period` is int;
        codes are text; an empty cell is a missing value. Columns that the trade table does not know stay, as text.

    Raises
    ------
    TradeTableError
        Naming the lines of the file, their columns, what is wrong and what is allowed; or a `quote` that tradeview can
        read says another value than `value`.

    Examples
    --------
    >>> load()[["period", "value", "currency", "quote"]]
       period         value currency                        quote
    0    2006  1.133000e+09      USD  ১,১৩৩ মিলিয়ন মার্কিন ডলার
    1    2007  1.903000e+09      USD  ১,৯০৩ মিলিয়ন মার্কিন ডলার
    2    2024  1.146000e+10      MYR              RM11.46 billion
    3    2024  2.480000e+09      USD              US$2.48 billion
    """
    trade = TRADE.read(data_folder() / "trade.csv" if path is None else path)
    refuse_contradicted(trade)
    return trade


def draft_ledger(
    figures: pd.DataFrame,
    *,
    reporter: str | None = None,
    partner: str | None = None,
    commodity_code: str | None = None,
    source: str | None = None,
) -> pd.DataFrame:
    """Put the figures of a text into the columns of the trade table, to be reviewed by a person.

    Exchange rates are no figures of trade and are left out. All else is kept, also what `load` will refuse as long as
    nobody decided on it: a figure whose year, flow or value the text does not settle, a balance, a target.

    Parameters
    ----------
    figures : pandas.DataFrame
        As `read_figures` returns it.
    reporter, partner, commodity_code, source : str, optional
        What the text is known to speak of: ISO 3166 alpha-3 codes, an HS code or `TOTAL`, a key into `data/SOURCES.md`.

    Returns
    -------
    pandas.DataFrame
        One row a figure: `period` (a full year or a single month, else missing), `reporter`, `partner`, `flow` (missing
        for a balance), `commodity_code`, `value`, `currency`, `low`, `high`, `observation`, `quote`, `source`; and
        beside the trade table `months` (first and last, as in 2025-01/2025-06), `bound`, `approximate`, `assumed`
        (the currency was), and `status` (target or forecast).

    Raises
    ------
    TradeTableError
        Columns of `read_figures` are missing.

    Examples
    --------
    >>> found = read_figures("Exports were RM5 billion in 2024 and RM3 billion in the first half of 2025.")
    >>> draft_ledger(found, reporter="MYS", partner="RUS")[["period", "reporter", "flow", "value", "months"]]
       period reporter    flow         value            months
    0    2024      MYS  export  5.000000e+09   2024-01/2024-12
    1    <NA>      MYS  export  3.000000e+09   2025-01/2025-06
    """
    missing = [name for name in COLUMNS if name not in figures]
    if missing:
        raise TradeTableError(
            "a draft is made of figures", f"no column {', '.join(missing)}", "pass what tv.read_figures returns"
        )
    amounts = figures[figures["kind"] == "amount"].reset_index(drop=True)
    whole = amounts["months"].isna() | amounts["months"].str.fullmatch(WHOLE_PERIOD)
    known = {"reporter": reporter, "partner": partner, "commodity_code": commodity_code, "source": source}
    draft = amounts.assign(
        period=amounts["period"].where(whole),
        flow=amounts["flow"].where(amounts["flow"].isin(FLOWS)),
        **{name: pd.array([given] * len(amounts), dtype="string") for name, given in known.items()},
    )
    return draft[list(DRAFT)]


def refuse_contradicted(table: pd.DataFrame, error: type[TableError] = TradeTableError) -> None:
    """Refuse a value that its own quote contradicts: 18.9 beside "US$18.9 billion" is the commonest slip."""
    if "quote" not in table:
        return
    wrong = []
    for row in table[table["quote"].notna()].itertuples():
        read = read_figures(str(row.quote))
        said = read[(read["kind"] == "amount") & (read["currency"] == row.currency) & read["value"].notna()]
        if len(said) and not ((said["low"] <= row.value) & (row.value <= said["high"])).any():
            wrong.append(
                f"row {row.Index}: value {row.value:,.15g}, quote {row.quote!r} reads {said['value'].iloc[0]:,.15g}"
            )
    if wrong:
        remedy = "give values in single units, as the quote says; leave `quote` empty where it is misread"
        raise error("a value is what its quote says", f"{len(wrong)} that are not", remedy, wrong)


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
    return COMMODITIES.read(data_folder() / "commodities.csv" if path is None else path)


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
    events = EVENTS.read(data_folder() / "events.csv" if path is None else path)
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
    for line in (data_folder() / "SOURCES.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            rows.append({"source": line.removeprefix("## ")})
        elif line.startswith("- ") and rows:
            field, _, words = line.removeprefix("- ").partition(": ")
            rows[-1][field] = words
    return pd.DataFrame(rows)
