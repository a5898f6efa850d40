"""Drafts: figures that were read out of a text, in the columns of a ledger, for a person to review."""

import pandas as pd

from tradeview.arguments import check_arguments
from tradeview.errors import NotAFrameError, TradeTableError
from tradeview.periods import MONTHS_IN_YEAR
from tradeview.prose import COLUMNS
from tradeview.table.columns import Column, Table
from tradeview.table.frames import HALF_PAIR, wrap_frame

WHOLE_PERIOD = r"(\d{4})-01/\1-12|(\d{4}-\d{2})/\2"  # a year, or one month
TWO_YEARS = r"(?P<year>\d{4})-(?P<first>\d{2})/(?P<last_year>\d{4})-(?P<last>\d{2})"
DRAFT = (
    *("period", "reporter", "partner", "flow", "commodity_code", "value", "currency"),
    *("low", "high", "observation", "quote", "source", "months", "calendar_label", "coverage", "time_from"),
    *("flow_from", "bound", "approximate", "assumed", "status"),
)

# What a draft is computed from; all else is carried along.
FIGURES = Table(
    "table of figures",
    (Column("kind"), Column("months"), Column("calendar_label"), Column("period", "integer", "a year or a month")),
    (),
    TradeTableError,
)


@check_arguments
def draft_ledger(
    figures: pd.DataFrame,
    *,
    reporter: str | None = None,
    partner: str | None = None,
    commodity_code: str | None = None,
    source: str | None = None,
) -> pd.DataFrame:
    """Put the figures of a text into the columns of the trade table, to be reviewed by a person.

    Exchange rates are no figures of trade and are left out, as is all else that is no amount. Amounts are kept, also
    those that `load` will refuse as long as nobody decided on them: whose year, flow or value the text does not settle.

    Parameters
    ----------
    figures : pandas.DataFrame
        As `read_figures` returns it.
    reporter, partner, commodity_code, source : str, optional
        What the text is known to speak of: ISO 3166 alpha-3 codes, an HS code or `TOTAL`, a key into `data/SOURCES.md`.

    Returns
    -------
    pandas.DataFrame
        One row a figure: `period` (a full year or a single month; the year of its first month for a fiscal year with a
        `calendar_label`; else missing), `reporter`, `partner`, `flow`, `commodity_code`, `value`, `currency`, `low`,
        `high`, `observation`, `quote`, `source`, `months` (first and last, as in 2025-01/2025-06), `calendar_label`
        (FY2023-24), `coverage`; and beside the trade table `time_from` and `flow_from` (what says the time and the
        flow: where its own sentence does not, a person should nod), `bound`, `approximate`, `assumed` (the currency
        was), and `status` (target or forecast).

    Raises
    ------
    TradeTableError
        Columns of `read_figures` are missing, or of another kind.

    Examples
    --------
    >>> from tradeview.prose import read_figures
    >>> found = read_figures("Exports were RM5 billion in 2024 and RM3 billion in the first half of 2025.")
    >>> draft_ledger(found, reporter="MYS", partner="RUS")[["period", "reporter", "flow", "value", "months"]]
       period reporter    flow         value            months
    0    2024      MYS  export  5.000000e+09   2024-01/2024-12
    1    <NA>      MYS  export  3.000000e+09   2025-01/2025-06
    """
    figures = _typed_figures(figures)
    amounts = figures[figures["kind"] == "amount"].reset_index(drop=True)
    # Half a year in the column of years would be taken for one, and so would a part of 2024 that is not settled.
    is_whole = amounts["months"].str.fullmatch(WHOLE_PERIOD).fillna(value=False)
    whole = amounts["period"].where(is_whole)
    # Of twelve months that end in another year, only those with a name of their own are a year: not the year to March.
    fiscal = _years_of_fiscal(amounts["months"]).where(amounts["calendar_label"].notna())
    draft = amounts.assign(period=whole.fillna(fiscal))
    known = {"reporter": reporter, "partner": partner, "commodity_code": commodity_code, "source": source}
    for name, given in known.items():
        if given is not None and HALF_PAIR.search(given):
            raise TradeTableError(f"{name} is text of whole characters", repr(given), "mend it")
        draft[name] = pd.array([given] * len(draft), dtype="string")
    return draft[list(DRAFT)]


def _typed_figures(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures in plain types; refuse what is no frame of pandas, or not what `read_figures` returns."""
    remedy = "pass what tv.read_figures returns"
    if not isinstance(figures, pd.DataFrame):
        raise NotAFrameError("a draft is made of a pandas frame", type(figures).__name__, remedy)
    wrapped = wrap_frame(figures, TradeTableError)
    missing = [name for name in COLUMNS if name not in figures]
    if missing:
        found = f"no column {', '.join(missing)}"
        raise TradeTableError("a draft is made of figures", found, remedy)
    typed: pd.DataFrame = FIGURES.with_kinds(wrapped).to_native()
    return typed.astype({"period": "Int64"})


def _years_of_fiscal(stretches: "pd.Series[str]") -> "pd.Series[int]":
    """Return the year in which twelve months start that end in the next year; elsewhere it is missing."""
    parts = stretches.str.extract(TWO_YEARS).astype("Int64")
    months = (parts["last_year"] - parts["year"]) * MONTHS_IN_YEAR + parts["last"] - parts["first"] + 1
    is_fiscal = (months == MONTHS_IN_YEAR) & (parts["last_year"] > parts["year"])
    years: pd.Series[int] = parts["year"].where(is_fiscal)
    return years
