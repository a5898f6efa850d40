"""Whether a growth is a mean of several years: by 5 % a year, on average, CAGR."""

import re

from tradeview.periods import MONTHS_IN_YEAR
from tradeview.prose.claims.around import (
    BEHIND,
    Around,
)
from tradeview.prose.claims.place import CLAUSE_END
from tradeview.prose.claims.spans import find_years

NEAR_BASE = 90  # characters behind a number in which what it is counted from stands
YEAR = re.compile(r" ?\d{4}")


def is_annual(around: Around) -> bool:
    """Whether a growth is a mean of several years."""
    clause_end = CLAUSE_END.search(around.folded, around.end, min(around.place.ceiling, around.end + BEHIND))
    end = clause_end.start() if clause_end else min(around.place.ceiling, around.end + BEHIND)
    start = max(around.clause_start, around.place.floor)
    stretches = ((start, around.figure.start), (around.end, end))
    if any(around.has(around.words.annual_before, *stretch) for stretch in stretches):
        return True
    if _is_average(around):
        return True
    hits = around.words.annual.scan(around.view.part(around.end, end))
    # Im Jahr 2023 is that year.
    labels = {one.word.label: at for at, one in hits if YEAR.match(around.folded, around.end + one.edge) is None}
    # "A year earlier" counts from a year, "a year" is each of several.
    based = [at for at, found in around.words.bases.scan(around.view.part(around.end, around.end + NEAR_BASE))]
    if "annual" in labels:
        return not any(at <= labels["annual"] for at in based)
    months = around.figure.months
    is_of_years = months is not None and months.month_count > MONTHS_IN_YEAR
    return bool(labels) and (is_of_years or find_years(around.place) is not None)


def _is_average(around: Around) -> bool:
    """Whether the word right before a growth, or before its "by", makes it a mean one of several years."""
    months = around.figure.months
    if months is not None and months.month_count <= MONTHS_IN_YEAR:
        return False
    by = around.find_by_before()
    places = [around.start, around.reader.word_end(by, around.place.floor) if by else around.start]
    return any(around.words.average_before.before(around.view, place) for place in places)
