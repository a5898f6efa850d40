"""Spans: which stretches of time a chart sets beside each other, and what is said of those that it does not.

Periods of one frequency stand on one footing, and so does one stretch of whatever years (January to August, a fiscal
year). A part of a year beside whole years would read as a fall: a chart refuses it, and names both.
"""

import pandas as pd

from tradeview.errors import SHOWN_ROWS, TradeTableError
from tradeview.periods import MONTHS_WORDS, NO_SPAN, are_same_months, are_years_to_date, is_stretch
from tradeview.table.engines import is_missing
from tradeview.table.series import refuse_several_kinds, span_of, spans_of
from tradeview.words.periods import format_periods
from tradeview.words.templates import list_words

SELECT = 'keep one of them: frame[frame["months"].isna()] has the whole periods, frame["months"] says which part it is'
SELECT_A_PART = 'keep one of them: frame["months"] says which part of the year a row is'
DRAW_TO_DATE = "tv.charts.to_date draws January to each month of each year"


def refuse_unlike(frame: pd.DataFrame, what: str) -> None:
    """Refuse rows of a pandas frame that are of unlike months of their years, or of several coverages."""
    refuse_unlike_months(frame, what)
    refuse_several_kinds(frame, what)


def refuse_unlike_months(frame: pd.DataFrame, what: str) -> None:
    """Refuse parts of years beside whole ones, or beside other parts, with all of them named."""
    spans = sorted(set(spans_of(frame)))
    if are_same_months(spans):
        return
    whole = [span for span in spans if not is_stretch(span)]
    found = [list_words(format_periods(whole))] if whole else []
    found += format_periods(span for span in spans if is_stretch(span))
    remedy = SELECT if whole else SELECT_A_PART
    if are_years_to_date(spans):
        remedy = f"{remedy}; {DRAW_TO_DATE}"
    raise TradeTableError(f"{what} needs the same months of each year", "; ".join(found), remedy)


def refuse_odd_months(frame: pd.DataFrame) -> None:
    """Refuse months that are no stretch, or do not begin in the year that stands beside them."""
    if not {"period", "months"} <= set(frame):
        return
    said = frame.loc[frame["months"].notna() & frame["period"].notna(), ["period", "months"]].drop_duplicates()
    odd = [row for row in said.to_dict("records") if span_of(row) == NO_SPAN]
    if odd:
        rows = [f"{row['period']}: {row['months']!r}" for row in odd[:SHOWN_ROWS]]
        asked = f"`months` of a year are {MONTHS_WORDS}, and `period` is the year of the first"
        raise TradeTableError(asked, f"{len(odd)} others", "write them so; tv.check names the rows", rows)


def say_months(frame: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the column of months where a frame says any, for the data behind a chart."""
    if "months" not in frame or all(is_missing(cell) for cell in frame["months"]):
        return {}
    return {"months": frame["months"]}
