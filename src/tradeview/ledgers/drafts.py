"""Drafts: figures that were read out of a text, in the columns of a ledger, for a person to review."""

import pandas as pd

from tradeview.arguments import check_arguments
from tradeview.errors import NotAFrameError, TradeTableError
from tradeview.periods import NO_SPAN, is_stretch, period_of_span, span_of_stretch
from tradeview.prose import COLUMNS
from tradeview.prose.claims.compilers import find_sides_told
from tradeview.readings.deciding import is_compared, take_alike
from tradeview.table.columns import Column, Table
from tradeview.table.engines import is_missing
from tradeview.table.frames import HALF_PAIR, wrap_frame

DRAFT = (
    *("period", "reporter", "partner", "flow", "commodity_code", "value", "currency"),
    *("low", "high", "observation", "quote", "source", "months", "calendar_label", "coverage", "time_from"),
    *("flow_from", "bound", "approximate", "assumed", "status", "side"),
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
    text: str | None = None,
    locale: str | None = None,
) -> pd.DataFrame:
    """Put the figures of a text into the columns of the trade table, to be reviewed by a person.

    Exchange rates are no figures of trade and are left out, as is all else that is no amount. Amounts are kept, also
    those that `load` will refuse as long as nobody decided on them: whose year, flow or value the text does not settle.

    Parameters
    ----------
    figures : pandas.DataFrame
        As `read_figures` returns it; or as `compare_readings` does, of which the figures are taken that both readings
        have alike (`tv.undecided` has the others).
    reporter, partner, commodity_code, source : str, optional
        What the text is known to speak of: ISO 3166 alpha-3 codes, an HS code or `TOTAL`, a key into `data/SOURCES.md`.
    text : str, optional
        What the figures were read from: where a sentence names the office that compiled its figures (Rosstat, China's
        customs), it says whose statistics they are.
    locale : str, optional
        As in `read_figures`, of the text.

    Returns
    -------
    pandas.DataFrame
        One row a figure: `period` (a full year, a quarter or a month; the year of its first month for a part of a year
        or a fiscal year, whose `months` say which; missing where the text does not settle the months), `reporter`,
        `partner`, `flow`, `commodity_code`, `value`, `currency`, `low`, `high`, `observation`, `quote`, `source`,
        `months` (first and last, as in 2025-01/2025-06), `calendar_label` (FY2023-24), `coverage`; and beside the trade
        table `time_from` and `flow_from` (what says the time and the flow: where its own sentence does not, a person
        should nod), `bound`, `approximate`, `assumed` (the currency was), `status` (target or forecast), and `side`
        (whose statistics: empty where the text, if it is given, names no office that compiled them).

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
    0    2024      MYS  export  5.000000e+09              <NA>
    1    2025      MYS  export  3.000000e+09   2025-01/2025-06
    """
    if is_compared(figures):
        figures = take_alike(figures)
    figures = _typed_figures(figures)
    amounts = figures[figures["kind"] == "amount"].reset_index(drop=True)
    draft = amounts.assign(period=_count_periods(amounts), months=_name_parts(amounts["months"]))
    known = {"reporter": reporter, "partner": partner, "commodity_code": commodity_code, "source": source}
    for name, given in known.items():
        if given is not None and HALF_PAIR.search(given):
            raise TradeTableError(f"{name} is text of whole characters", repr(given), "mend it")
        draft[name] = pd.array([given] * len(draft), dtype="string")
    told = {} if text is None else find_sides_told(text, locale)
    draft["side"] = pd.array([told.get(start) for start in amounts["text_start"].tolist()], dtype="string")
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


def _count_periods(amounts: pd.DataFrame) -> "pd.Series[int]":
    """Return the year, quarter or month of each amount; of other months the year that they start in.

    Where the text does not settle the months ("so far in 2024"), it is missing: it would be taken for the whole year.
    """
    spans = _read_spans(amounts["months"])
    periods = [None if span == NO_SPAN else period_of_span(span) for span in spans]
    return pd.Series(periods, index=amounts.index, dtype="Int64")


def _name_parts(stretches: "pd.Series[str]") -> "pd.Series[str]":
    """Return the months of parts of years and of fiscal years; of others `period` says all."""
    has_period = [span != NO_SPAN and not is_stretch(span) for span in _read_spans(stretches)]
    return stretches.astype("string").mask(pd.Series(has_period, index=stretches.index, dtype=bool))


def _read_spans(stretches: "pd.Series[str]") -> list[int]:
    return [NO_SPAN if is_missing(cell) else span_of_stretch(str(cell)) for cell in stretches]
