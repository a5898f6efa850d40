"""The time that the figures of a sentence share, for one that its reading left without.

Where all that a sentence dates is of one time, so is what it leaves undated, as long as no conjunction parts them and
nothing else is aimed at or compared with: `Re-exports, valued at HK$353 billion, gained 12 % in November`. What
something rose from was so much before: in the time that its growth is counted from, or, of a year or of its months so
far, in those of the year before, `fell to 2.4 billion from 2.6 billion`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from tradeview.prose.carried.relative_words import YEARS_COUNTED, find_relative_words
from tradeview.prose.carried.unread_times import has_unread_time, list_units
from tradeview.prose.claims.bases import is_base_time, list_bases, match_months, shift_to_base
from tradeview.prose.claims.claim import ANNUAL_GROWTH, CHANGE, GROWTH, RATE, SHARE
from tradeview.prose.claims.claim_words import find_claim_words
from tradeview.prose.claims.claimed import Claimed
from tradeview.prose.claims.nearest import find_nearest_words
from tradeview.prose.claims.place import Place
from tradeview.prose.facts.comparisons import find_comparison_words
from tradeview.prose.facts.sentence import first_after, within
from tradeview.prose.facts.times import find_time_words
from tradeview.prose.figure import Figure, Months
from tradeview.prose.lexicon import GAP, Lexicon
from tradeview.prose.measures.words import PERCENT, YEAR
from tradeview.prose.times.periods import Time

GROWN = {GROWTH, CHANGE}
YEARS = re.compile(r"\d ?(?:年|년|ปี|năm )")
REACH = 200  # characters between two figures of one time
QUARTER = 3  # months whose change may be on the quarter before
NO_YEAR = 1  # months: a change of one may be on the month before


def share_time(place: Place, claimed: Claimed, figure: Figure, settled: Sequence[Figure]) -> Figure:
    """Return a figure that nothing dates with the time that its sentence shares, or that it rose from."""
    if figure.months or figure.status or claimed.name in {ANNUAL_GROWTH, RATE} or figure.kind == RATE:
        return figure
    if _has_unread(place) or _was_then(place):
        return figure
    if is_start(place):
        return date_start(place, claimed, figure)
    if figure.start in place.sentence.compared or (claimed.name not in GROWN and _is_behind_base(place)):
        return figure
    sentence = place.sentence
    donor = _find_donor(place, settled, (sentence.start, sentence.end)) or _find_donor_in_part(place, settled)
    return replace(figure, months=donor.months, time_from=donor.time_from) if donor else figure


def _was_then(place: Place) -> bool:
    """Whether a verb says that a figure was so at the time behind it, whichever that is: 「3兆円」だった前年同月."""
    after = first_after(place.sentence.times, place.figure.end)
    if after is None:
        return False
    which_was = find_time_words(place.reader.lexicon).which_was
    return which_was.fullmatch(place.reader.folded, place.figure.end, after.start) is not None


def _is_behind_base(place: Place) -> bool:
    """Whether a figure that is no growth stands behind words for another time: in the same period only 146 tonnes."""
    previous = place.previous
    if previous is None or previous.start in place.sentence.compared:
        return False
    if previous.is_measured_change or previous.unit == PERCENT or previous.kind == CHANGE:
        return False  # which the base is of: fell 3.4 % from the month before to 19 billion
    start = place.floor
    times = within(place.sentence.times, start, place.figure.start)
    if any(is_base_time(place, one) for one in times):
        return True
    return bool(list_bases(place.reader, start, place.figure.start))


def is_start(place: Place) -> bool:
    """Whether a figure is what something rose or fell from, and the next what it became: from 7 to 8 billion."""
    figure, following, reader = place.figure, place.following, place.reader
    if following is None or following.unit != figure.unit or following.kind != figure.kind:
        return False
    if figure.is_measured_change and figure.kind == CHANGE:
        return False
    folded = reader.folded
    if find_nearest_words(reader.lexicon).onward.match(folded, figure.end):
        return True
    words = find_claim_words(reader.lexicon)
    placed = words.placed.before(reader.view, reader.word_end(figure.start, place.floor))
    is_started = placed is not None and placed.word.label == "started" and placed.edge >= place.floor
    is_started = is_started or figure.start in place.sentence.compared
    return (
        is_started
        and find_comparison_words(reader.lexicon).onward.search(folded, figure.end, following.start) is not None
    )


def date_start(place: Place, claimed: Claimed, figure: Figure) -> Figure:
    """Return what something rose from with the time that the rise is counted from."""
    following = place.following
    months = following.months if following and is_start(place) else None
    # Of what growth a percentage is told before it is left open, as it is where it leads; a share may be told with the
    # time that it is counted from: within a year it rose from 53 % to 62 %.
    is_open = figure.unit == PERCENT and not (claimed.name == SHARE and _names_one_base(place))
    if is_open or months is None or following is None or following.status or not months.is_settled:
        return figure
    if _has_time_in_bracket(place, months, following.start):
        return figure
    base = _find_base_of_rise(place, months)
    if base is None or base.last >= months.last:
        return figure
    return replace(figure, months=base, time_from=following.time_from)


def _has_time_in_bracket(place: Place, months: Months, end: int) -> bool:
    """Whether a bracket behind a figure names its time: from $5 billion (exports in 2016) follows $6 billion.

    Without a bracket the time is that of what follows: from $5 billion to $6 billion, 从50亿美元增至2016年的60亿美元.
    """
    folded, start = place.reader.folded, place.figure.end
    opened = folded.find("(", start, end)
    closed = folded.find(")", opened, end) if opened >= 0 else -1
    return closed >= 0 and any(one.months == months for one in within(place.sentence.times, opened, closed))


def _names_one_base(place: Place) -> bool:
    """Whether the words of a sentence, and one of them alone, say what is counted from."""
    return len(set(list_bases(place.reader, place.sentence.start, place.sentence.end))) == 1


def _find_base_of_rise(place: Place, months: Months) -> Months | None:
    """Return what a rise is counted from in a sentence; of a year, or its months so far, those of the year before."""
    sentence, reader = place.sentence, place.reader
    labels = set(list_bases(reader, sentence.start, sentence.end))
    if labels:
        return shift_to_base(months, labels.pop()) if len(labels) == 1 else None
    based = [one.months for one in sentence.times if one.months and one.months != months and is_base_time(place, one)]
    if based:
        return match_months(based[0], months) if len(set(based)) == 1 else None
    has_other_time = any(one.months != months for one in sentence.times)
    is_of_record = find_claim_words(reader.lexicon).no_base.search(reader.folded, sentence.start, sentence.end)
    if has_other_time or is_of_record or _counts_years(place):
        return None
    begins_year = months.first[1] == 1 and months.first[0] == months.last[0]
    if not begins_year or months.month_count in {NO_YEAR, QUARTER}:
        return None
    return shift_to_base(months, YEAR)


def _find_donor_in_part(place: Place, settled: Sequence[Figure]) -> Figure | None:
    """Return it of the part of a sentence between two semicolons, whose other parts may be of other times."""
    folded, sentence, figure = place.reader.folded, place.sentence, place.figure
    start = folded.rfind(";", sentence.start, figure.start) + 1
    end = folded.find(";", figure.end, sentence.end)
    if start == 0 and end < 0:
        return None
    return _find_donor(place, settled, (max(start, sentence.start), end if end >= 0 else sentence.end))


def _find_donor(place: Place, settled: Sequence[Figure], bounds: tuple[int, int]) -> Figure | None:
    """Return the nearest figure of a stretch all of whose times are one, and which no conjunction parts from it."""
    figure, sentence = place.figure, place.sentence
    held = within([*settled, *place.figures[place.number + 1 :]], *bounds)
    others = [one for one in held if not _is_aside(place, one)]
    dated = [one for one in others if one.months and one.start not in sentence.compared and not one.status]
    if not dated or len({(one.months.first, one.months.last) for one in dated if one.months}) > 1:
        return None
    months = dated[0].months
    if months is None or not months.is_settled:
        return None
    owned = {one.start for one in sentence.multiplied}  # of which a multiple is one: 작년의 5배
    named = within(sentence.times, *bounds)
    times = [one for one in named if one.start not in owned and not is_base_time(place, one)]
    if any(not _is_of(one, months) for one in times):
        return None
    donor = min(dated, key=lambda one: abs(one.start - figure.start))
    return donor if _is_joined(place, figure, donor, times) else None


def _is_aside(place: Place, other: Figure) -> bool:
    """Whether another figure stands in a bracket with its own time, which this one is not in: (in 2019, 43 %)."""
    folded, sentence = place.reader.folded, place.sentence
    opened = folded.rfind("(", sentence.start, other.start)
    closed = folded.find(")", other.end, sentence.end)
    is_inside = opened > folded.rfind(")", sentence.start, other.start) and closed >= 0
    if not is_inside or opened < place.figure.start < closed:
        return False
    return bool(within(sentence.times, opened, closed))


def _is_of(time: Time, months: Months) -> bool:
    return time.months is not None and (time.months.first, time.months.last) == (months.first, months.last)


def _is_joined(place: Place, figure: Figure, donor: Figure, times: Sequence[Time]) -> bool:
    """Whether two figures stand near each other, and no clause begins before a time that stands behind them."""
    folded = place.reader.folded
    start, end = min(figure.end, donor.end), max(figure.start, donor.start)
    if end - start > REACH or ";" in folded[start:end]:
        return False
    if any(one.status for one in within(place.figures, start, end)):
        return False
    behind = [one for one in times if one.start >= figure.end]
    if not behind or len(behind) < len(times):
        return True
    clauses = find_clauses(place.reader.lexicon)
    return clauses.search(folded, figure.end, behind[0].start) is None


@lru_cache(maxsize=64)
def find_clauses(lexicon: Lexicon) -> re.Pattern[str]:
    """Return what begins another clause: while; and "and", where a comma parts it from what it joins."""
    return re.compile(f"[,،、]{GAP}{lexicon.any_of('and')}|{lexicon.any_of('clauses')}")


def _counts_years(place: Place) -> bool:
    """Whether a sentence counts years, over which a rise may be: in five years, 50年来."""
    reader, sentence = place.reader, place.sentence
    units = list_units(reader, (sentence.start, sentence.end))
    times = sentence.times
    is_counted = any(not any(one.start <= at < one.end for one in times) for at in units)
    words = find_relative_words(reader.lexicon).patterns[YEARS_COUNTED]
    held = [one.start() for one in YEARS.finditer(reader.folded, sentence.start, sentence.end)]
    held += [one.start() for one in words.finditer(reader.folded, sentence.start, sentence.end)]
    return is_counted or any(not any(one.start <= at < one.end for one in times) for at in held)


def _has_unread(place: Place) -> bool:
    """Whether a sentence is dated in words that are not read, or counts years: in five years."""
    sentence = place.sentence
    bounds = (sentence.start, sentence.end)
    return has_unread_time(place.reader, bounds, sentence.times, counts_ordinals=True)
