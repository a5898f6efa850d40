"""Making: when a report was made, where anybody says so: the same input gives the same bytes, so no clock is asked.

Whoever builds it may set `SOURCE_DATE_EPOCH`, as reproducible builds do; without it, the page says of which day the
newest source is that it names.
"""

import os
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

from tradeview.errors import ArgumentError
from tradeview.reports.words import MADE_ON, NEWEST_SOURCE
from tradeview.sources.reference_lists import load_sources
from tradeview.words.periods import format_day

EPOCH = "SOURCE_DATE_EPOCH"
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
    seconds = os.environ.get(EPOCH)
    if seconds:
        try:
            day = datetime.fromtimestamp(int(seconds), tz=UTC).date()
        except (ValueError, OverflowError, OSError) as error:
            remedy = "set it to such a number, or unset it"
            raise ArgumentError(f"{EPOCH} is a number of seconds since 1970", repr(seconds), remedy) from error
        return MADE_ON.fill(day=format_day(day))
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
