"""Whether a growth is a mean of several years: by 5 % a year, on average, CAGR."""

import re

from tradeview.periods import MONTHS_IN_YEAR
from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.carried.relative_words import find_relative_words
from tradeview.prose.claims.around import (
    BEHIND,
    Around,
)
from tradeview.prose.claims.claim_words import find_claim_words
from tradeview.prose.claims.place import CLAUSE_END
from tradeview.prose.claims.spans import find_years
from tradeview.prose.figure import HEADING, PARAGRAPH, PUBLISHED, Figure
from tradeview.prose.measures.words import PERCENT, POINT, RANK

NEAR_BASE = 90  # characters behind a number in which what it is counted from stands
YEAR = re.compile(r" ?\d{4}")
WORDS_OF_YEAR = 2  # a year


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
    labels = {one.word.label: at for at, one in hits if not _is_time(around, at, one.edge)}
    # "A year earlier" counts from a year, "a year" is each of several.
    based = [at for at, found in around.words.bases.scan(around.view.part(around.end, around.end + NEAR_BASE))]
    months = around.figure.months
    if "annual" in labels:
        # Naik 1.4 peratus setahun kepada RM29.1 bilion: what one year rose to is no mean of several.
        is_one_year = months is not None and months.month_count <= MONTHS_IN_YEAR and find_years(around.place) is None
        is_reached = is_one_year and _is_reached(around, labels["annual"])
        return not is_reached and not any(at <= labels["annual"] for at in based)
    is_of_years = months is not None and months.month_count > MONTHS_IN_YEAR
    return bool(labels) and (is_of_years or find_years(around.place) is not None)


def _is_time(around: Around, at: int, edge: int) -> bool:
    """Whether words for "a year" begin a time: im Jahr 2023, a year ago."""
    start, end = around.end + at, around.end + edge
    if YEAR.match(around.folded, end):
        return True
    earlier = around.words.earlier_year.match(around.folded, start)
    return earlier is not None and earlier.end() > end


def _is_reached(around: Around, at: int) -> bool:
    """Whether what something rose to follows, right behind words for "a year" that stand beside a growth."""
    following = around.place.following
    if (
        following is None
        or following.unit in {PERCENT, POINT, RANK}
        or not around.is_blank(around.end, around.end + at)
    ):
        return False
    placed = around.words.placed.before(around.view, around.reader.word_end(following.start, around.end))
    return placed is not None and len(around.folded[around.end + at : placed.edge].split()) <= WORDS_OF_YEAR


def _is_average(around: Around) -> bool:
    """Whether the word right before a growth, or before its "by", makes it a mean one of several years."""
    months = around.figure.months
    if months is not None and months.month_count <= MONTHS_IN_YEAR:
        return False
    by = around.find_by_before()
    places = [around.start, around.reader.word_end(by, around.place.floor) if by else around.start]
    return any(around.words.average_before.before(around.view, place) for place in places)


def is_every_year(reader: Reader, figure: Figure) -> bool:
    """Whether an amount is told as one of every year, which no time around its sentence is that of: $15 bn a year."""
    if (
        figure.time_from not in {PARAGRAPH, HEADING, PUBLISHED}
        or figure.unit in {PERCENT, POINT, RANK}
        or figure.status
    ):
        return False
    words, place = find_claim_words(reader.lexicon), reader.next_word(figure.end)
    found = words.annual.after(reader.view, place)
    if found is None or found.word.label != "annual" or YEAR.match(reader.folded, found.edge):
        return False
    # A year before and a year later are times: setahun kemudian.
    told = find_relative_words(reader.lexicon).table.after(reader.view, place)
    earlier = words.earlier_year.match(reader.folded, place)
    ends = [told.edge if told else place, earlier.end() if earlier else place]
    return max(ends) <= found.edge
