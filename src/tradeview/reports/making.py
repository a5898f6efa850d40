"""Making: when a report was made, where anybody says so: the same input gives the same bytes, so no clock is asked.

Whoever builds it may set `SOURCE_DATE_EPOCH`, as reproducible builds do; without it, the page says of which day the
newest source is that it names.
"""

import re
from collections.abc import Iterable
from datetime import date

from tradeview.charts.layout.rendering import read_source_date
from tradeview.reports.words import MADE_ON, NEWEST_SOURCE
from tradeview.sources.reference_lists import load_sources
from tradeview.words.periods import format_day

DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")


def describe_making(keys: Iterable[str]) -> str:
    """Say when the report was made; else, of the sources that it names, the day of the newest; else nothing.

    Parameters
    ----------
    keys : iterable of str
        Of its sources; a file that was downloaded has its day in its key.

    Raises
    ------
    ArgumentError
        `SOURCE_DATE_EPOCH` is no number of seconds since 1970.
    """
    made = read_source_date()
    if made is not None:
        return MADE_ON.fill(day=format_day(made))
    dates_of = load_sources().set_index("source")["date"].to_dict()
    days = set()
    for key in keys:
        days |= _days_in(str(dates_of.get(key, key)))
    if not days:
        return ""
    return NEWEST_SOURCE.fill(day=format_day(max(days)))


def _days_in(text: str) -> set[date]:
    """Find the days that a text names as 2025-05-15, those of the calendar alone."""
    found = set()
    for written in DAY.findall(text):
        try:
            found.add(date.fromisoformat(written))
        except ValueError:
            continue
    return found
