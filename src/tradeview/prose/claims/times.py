"""Times that a claim takes from its neighbours in the sentence, where nothing beside its own number says one.

What grew to a level grew in the time of that level, `up 4 % at RM84 billion`; and a clause behind another goes on about
the time of this, `exports rose 6 % last month, imports 2 %`, unless a time stands between them. A mean growth of
several years is of no single one: its years are those from which to which it is counted.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from tradeview.periods import MONTHS_IN_YEAR
from tradeview.prose.carried.relative_words import LAST_TWELVE, find_relative_words
from tradeview.prose.claims.appositions import says_who
from tradeview.prose.claims.bases import find_bracket_of_former, is_base_time, is_possessed, list_bases
from tradeview.prose.claims.claim import ANNUAL_GROWTH, CHANGE, GROWTH, PRICE, QUANTITY, RANK, SHARE
from tradeview.prose.claims.claim_words import FALL_NOUN, GROWTH_NOUN, find_claim_words
from tradeview.prose.claims.claimed import Claimed
from tradeview.prose.claims.nearest import find_nearest_words
from tradeview.prose.claims.place import CLAUSE_END, Place
from tradeview.prose.claims.shared_times import date_start, share_time
from tradeview.prose.claims.spans import (
    find_span,
    find_stretch_behind,
    find_years,
    is_first_of_years,
    is_from_month_to_month,
)
from tradeview.prose.facts.sentence import Mention, last_before, within
from tradeview.prose.figure import HEADING, PARAGRAPH, SENTENCE, Figure, Months
from tradeview.prose.measures.words import MONTH, PERCENT, find_measure_words
from tradeview.prose.times.periods import Time

TAKING = {GROWTH, CHANGE, SHARE}
BEHIND = 40  # characters behind a growth in which its time stands
WORDS_OF_FORMER = 6  # between a word that compares and what the pace was: from May's year-on-year gain of 13.5 %
WORDS_BEFORE_RATE = 2  # between it and the rate of a noun that has its time behind it: from an 18.3 % gain in December
CLAUSE_MARK = re.compile(r"[,;:](?!\d)")
WORDS_OF_EARLIER = (
    6  # between "after" and the percentage of a clause with a time of its own: after they had fallen by 5 %
)
WORDS_OF_NOUN = 2  # between a percentage and the time of its noun: a 5 per cent fall in April
WORDS_OF_CLAUSE = 3  # between "after" and its percentage: after an increase of 5 %
NEAREST = 12  # figures before one whose time it may take
REACH = 120  # characters between two claims of one time
BASELINE, AVERAGE = "baseline", "average"
FORECAST = "forecast"
ENDS_OF_RISE = 3  # figures: by how much, from what, to what
YEAR_OF_FOUR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def settle_time(place: Place, claimed: Claimed, settled: Sequence[Figure]) -> Figure:
    """Return the figure at a place with the time that it takes; `settled` are those before it, with theirs."""
    figure = _find_time(place, claimed, settled)
    if claimed.name != GROWTH or list_bases(place.reader, place.sentence.start, place.sentence.end):
        return figure
    if figure.months is None and (stretch := find_stretch_behind(place)):
        return replace(figure, months=Months(stretch.last, stretch.last), time_from=SENTENCE)
    # From December 2023 to December 2024: what grew is that month, from the first.
    months = figure.months
    is_told = months is not None and is_from_month_to_month(place, months)
    return replace(figure, months=Months(months.last, months.last)) if months and is_told else figure


def _find_time(place: Place, claimed: Claimed, settled: Sequence[Figure]) -> Figure:
    """Return the figure at a place with the time that its sentence gives it."""
    figure = _drop_seeming(place)
    special = _settle_special(place, claimed, figure, settled)
    if special is not None:
        return special
    other = _settle_other(place, claimed, figure, settled)
    if other is not None:
        return other
    is_former = figure.unit != "" and (_is_former(place) or _is_of_opening(place))
    if is_former or _is_of_shorter(place, claimed, figure):
        return date_start(place, claimed, replace(figure, months=None, time_from=None))
    return _settle_by_neighbours(place, claimed, figure, settled)


def _settle_special(place: Place, claimed: Claimed, figure: Figure, settled: Sequence[Figure]) -> Figure | None:
    """Return what has its time by its kind: a mean over years, a rank of producers, what was expected; else None."""
    if claimed.name == ANNUAL_GROWTH:
        return _settle_years(place)
    aside = _find_time_of_bracket(place)
    if aside is not None:
        return replace(figure, months=aside.months, time_from=SENTENCE if aside.months else None)
    is_of_any_time = figure.time_from != SENTENCE and (_is_of_output(place) or _is_worldwide(place))
    if claimed.name == RANK and (is_of_any_time or says_who(place, figure.time_from)):
        return replace(figure, months=None, time_from=None)
    if _was_expected(place) and not within(place.sentence.times, figure.end, place.ceiling):
        return _take_actual(figure, settled)
    spanned = _settle_span(place, claimed, figure)
    is_of_years = claimed.name == GROWTH and _is_of_years(figure) and not place.sentence.mentions_of(AVERAGE)
    if spanned is None and is_of_years:
        return _settle_last_year(figure)
    return spanned


def _find_time_of_bracket(place: Place) -> Time | None:
    """Return the time that a percentage alone has with it in the bracket behind another: 62 % (53 % a year earlier)."""
    figure, previous, folded = place.figure, place.previous, place.reader.folded
    if previous is None or previous.unit != PERCENT or figure.unit != PERCENT:
        return None
    opened = folded.find("(", previous.end, figure.start)
    closed = folded.find(")", figure.end, min(figure.end + BEHIND, place.ceiling))
    if opened < 0 or closed < 0 or opened - previous.end > BEHIND:
        return None
    times = within(place.sentence.times, opened, closed)
    if len(times) != 1:
        return None
    time = times[0]
    rest = folded[opened + 1 : figure.start] + folded[figure.end : closed]
    said = folded[max(time.start, opened + 1) : min(time.end, closed)]
    by = find_measure_words(place.reader.lexicon).by.before(
        place.reader.view, place.reader.word_end(figure.start, opened)
    )
    left = rest.replace(said, "", 1).strip(" -–—:,")
    is_by = by is not None and by.edge > opened and left == folded[by.edge : figure.start].strip()
    return time if not left or is_by else None


def _is_of_output(place: Place) -> bool:
    """Whether a rank is that of a producer, which no month of trade around it is said of: third-largest producer."""
    words, end = find_claim_words(place.reader.lexicon), min(place.ceiling, place.figure.end + BEHIND)
    return words.producers.search(place.reader.folded, max(place.floor, place.figure.start - BEHIND), end) is not None


def _is_worldwide(place: Place) -> bool:
    """Whether a rank is one in the world, and its sentence names no time: the largest exporter in the world."""
    words, end = find_claim_words(place.reader.lexicon), min(place.ceiling, place.figure.end + BEHIND)
    near = words.worldwide.search(place.reader.folded, max(place.floor, place.figure.start - BEHIND), end)
    return near is not None and not any(one.months == place.figure.months for one in place.sentence.times)


def _is_of_shorter(place: Place, claimed: Claimed, figure: Figure) -> bool:
    """Whether a figure has several months of the text before it, and is counted from one: 3 % more than last month.

    A price is so, too, where its sentence counts from the month before.
    """
    months, sentence = figure.months, place.sentence
    if months is None or months.month_count == 1 or figure.time_from not in {PARAGRAPH, HEADING}:
        return False
    if claimed.name == PRICE:
        return MONTH in list_bases(place.reader, sentence.start, sentence.end)
    if claimed.name != GROWTH:
        return False
    leads = place.reader.lexicon.periods[1].get("times_lead", False)
    stretches = [(place.floor, figure.start)] if leads else [(figure.end, place.ceiling), (place.floor, figure.start)]
    labels = [label for stretch in stretches for label in list_bases(place.reader, *stretch)]
    if labels:
        return labels[0] == MONTH
    times = [one for stretch in stretches for one in within(sentence.times, *stretch) if is_base_time(place, one)]
    return bool(times) and times[0].months is not None and times[0].months.month_count == 1


def _settle_by_neighbours(place: Place, claimed: Claimed, figure: Figure, settled: Sequence[Figure]) -> Figure:
    """Return the figure at a place with its own time, or that of its neighbours where it has none."""
    is_taking = claimed.name in TAKING or (claimed.name == QUANTITY and _is_reached(place))
    if figure.unit and (is_taking or claimed.name is None) and find_bracket_of_former(place) is not None:
        return _settle_in_bracket(place)
    taken = _take_from_next(place, figure) if figure.unit and not figure.months else figure
    if figure.unit and not taken.months and is_taking and not _is_compared(place):
        taken = _take_time(place, claimed, figure, settled)
    return taken if taken.months else share_time(place, claimed, figure, settled)


def _settle_span(place: Place, claimed: Claimed, figure: Figure) -> Figure | None:
    """Return a share with the years from which to which it is told, and a growth with the last of them; else None.

    From 2018 to 2022 China took 45 % of exports. What a share rose from or to in those years is of none but its own.
    """
    if claimed.name not in {GROWTH, SHARE} or place.sentence.mentions_of(AVERAGE):
        return None
    years = find_years(place)
    if years is None or (figure.months and figure.time_from == SENTENCE and not _is_end_of(figure.months, years)):
        return None
    if claimed.name == GROWTH:
        is_told = figure.months is not None and figure.time_from == SENTENCE
        is_first = figure.months is not None and is_first_of_years(place, figure.months)
        if (is_told and not is_first) or _is_of_year_before(place, years):
            return None
        return replace(figure, months=Months((years.last[0], 1), years.last), time_from=SENTENCE)
    reader = place.reader
    words = find_claim_words(reader.lexicon)
    is_end = words.placed.before(reader.view, reader.word_end(figure.start, place.floor)) is not None
    return None if is_end else replace(figure, months=years, time_from=SENTENCE)


def _is_of_year_before(place: Place, years: Months) -> bool:
    """Whether the clause of a growth counts it from less than some years: 2019 to 2024 $5 billion, 5 % up on the year.

    From 2023 to 2024 is from the year before itself.
    """
    if years.month_count <= 2 * MONTHS_IN_YEAR:
        return False
    folded, sentence, figure = place.reader.folded, place.sentence, place.figure
    ended = [match.end() for match in CLAUSE_END.finditer(folded, sentence.start, figure.start)]
    closing = CLAUSE_END.search(folded, figure.end, sentence.end)
    start, end = max(ended, default=sentence.start), closing.start() if closing else sentence.end
    return bool(list_bases(place.reader, start, end))


def _is_end_of(months: Months, years: Months) -> bool:
    """Whether a time is the first or the last of several years."""
    is_year = months.first[1] == 1 and months.month_count == MONTHS_IN_YEAR
    return is_year and months.first[0] in {years.first[0], years.last[0]}


def _take_from_next(place: Place, figure: Figure) -> Figure:
    """Return a figure with the time of the next of its row, which "and" joins to it: the third and seventh largest."""
    following = place.following
    if (
        following is None
        or following.unit != figure.unit
        or following.months is None
        or following.status != figure.status
    ):
        return figure
    joint = find_claim_words(place.reader.lexicon).joined.fullmatch(place.reader.folded, figure.end, following.start)
    if joint is None or following.start in place.sentence.compared or figure.start in place.sentence.compared:
        return figure
    return replace(figure, months=following.months, time_from=following.time_from)


def _is_of_years(figure: Figure) -> bool:
    """Whether a figure has several years, from the first of January to the last of December."""
    months = figure.months
    if months is None or not months.is_settled or figure.time_from != SENTENCE or months.month_count <= MONTHS_IN_YEAR:
        return False
    return months.first[1] == 1 and months.last[1] == MONTHS_IN_YEAR


def _settle_last_year(figure: Figure) -> Figure:
    """Return a growth over several years as one of the last, counted from the first: in 2015-2025 it grew 128 %."""
    months = figure.months
    if months is None:
        return figure
    return replace(figure, months=Months((months.last[0], 1), months.last))


def _was_expected(place: Place) -> bool:
    """Whether a figure is what was expected of the time of another: below market consensus of a 15.7 % growth."""
    lead = place.reader.folded[place.floor : place.figure.start]
    said = list(find_measure_words(place.reader.lexicon).expected_then.finditer(lead))
    return bool(said) and CLAUSE_MARK.search(lead, said[-1].end()) is None


def _take_actual(figure: Figure, settled: Sequence[Figure]) -> Figure:
    """Return what was expected with the time of what came of it, which all before it have that is dated and later."""
    dated = [one for one in settled if one.months and not one.status]
    if not dated:
        return figure
    actual = max(dated, key=lambda one: one.months.last if one.months else (0, 0))
    return replace(figure, months=actual.months, time_from=actual.time_from)


def _take_time(place: Place, claimed: Claimed, figure: Figure, settled: Sequence[Figure]) -> Figure:
    """Return a figure that nothing dates with the time of another of its sentence, or of the years that it spans."""
    years = find_years(place) if claimed.name == GROWTH else None
    if years and not _is_of_year_before(place, years):
        return replace(figure, months=Months((years.last[0], 1), years.last), time_from=SENTENCE)
    near = _find_before(place, settled) or _find_reached(place) or _find_end_of_rise(place)
    if near is not None and near.months is not None:
        return replace(figure, months=near.months, time_from=near.time_from)
    beside = _find_beside_base(place)
    if beside is not None:
        return replace(figure, months=beside.months, time_from=SENTENCE)
    return _settle_reported(place, figure, settled)


def _is_former(place: Place) -> bool:
    """Whether a percentage is what another of the same time was before: von 11,9 auf 12,8 Prozent."""
    figure, following, reader = place.figure, place.following, place.reader
    if figure.unit != PERCENT or following is None or following.unit != PERCENT:
        return False
    words = find_claim_words(reader.lexicon)
    placed = words.placed.before(reader.view, reader.word_end(figure.start, place.floor))
    is_started = placed is not None and placed.word.label == "started"
    onward = find_measure_words(reader.lexicon).onward
    return is_started and onward.fullmatch(reader.folded, figure.end, following.start) is not None


def _is_of_opening(place: Place) -> bool:
    """Whether the only time of a sentence is that of a growth before: after a rise of 5 % in April, a fall of 2 %."""
    reader, sentence, first = place.reader, place.sentence, place.figures[0]
    if place.number == 0 or len(sentence.times) != 1 or not first.unit:
        return False
    words = find_claim_words(reader.lexicon)
    opened = words.after_rate.match(reader.folded, sentence.start)
    if opened is None or place.before is None or place.before.name != GROWTH:
        return False
    time = sentence.times[0]
    return first.end <= time.start <= first.end + BEHIND and time.end <= place.figure.start


def _settle_reported(place: Place, figure: Figure, settled: Sequence[Figure]) -> Figure:
    """Return a measure with the only time of its sentence, where it is said to be of a report: данные за сентябрь."""
    reader = place.reader
    times = [one for one in place.sentence.times if one.months]
    if len(times) != 1 or len(place.sentence.times) != 1 or is_base_time(place, times[0]):
        return figure
    if _is_of_bracket(place, times[0]):
        return figure
    months = times[0].months
    words = find_claim_words(reader.lexicon)
    said = words.report_before.after(reader.view, times[0].start)
    said = said or words.report_before.before(reader.view, reader.word_end(times[0].start, place.sentence.start))
    is_same = all(one.months in {None, months} for one in (*settled, *place.figures))
    is_free = ";" not in reader.folded[min(figure.end, times[0].start) : max(figure.start, times[0].start)]
    if said is None or not is_same or not is_free or months is None or not months.is_settled:
        return figure
    return replace(figure, months=months, time_from=SENTENCE)


def _is_of_bracket(place: Place, time: Time) -> bool:
    """Whether a time stands in a bracket with a figure of its own, and another beside it: 53 % (за 2020 г. - 51 %)."""
    folded, sentence = place.reader.folded, place.sentence
    opened, closed = folded.rfind("(", sentence.start, time.start), folded.find(")", time.end, sentence.end)
    if opened < 0 or ")" in folded[opened : time.start] or opened < place.figure.start < max(closed, opened):
        return False
    return closed > 0 and bool(within(place.figures, opened, closed))


def _find_above(figure: Figure, settled: Sequence[Figure]) -> Figure | None:
    """Return the figure before, if all of its sentence that are dated are of one time after that of a base."""
    dated = [one for one in settled if one.months]
    if not dated or len({(one.months.first, one.months.last) for one in dated if one.months}) > 1:
        return None
    is_after = dated[-1].months is not None and figure.months is not None and dated[-1].months.last > figure.months.last
    return dated[-1] if is_after else None


def _settle_other(place: Place, claimed: Claimed, figure: Figure, settled: Sequence[Figure]) -> Figure | None:
    """Return the figure with another time than its own, where this is what it is counted from; else None."""
    if figure.unit and claimed.name == GROWTH and _is_of_base(place):
        own = _find_led(place)
        return replace(figure, months=own.months if own else None, time_from=SENTENCE if own else None)
    if figure.unit and claimed.name == GROWTH:
        before_another = _settle_before_another(place)
        if before_another is not None:
            return before_another
    if claimed.is_ratio and _is_counted_from(place):
        earlier = [one for one in place.sentence.times if one.months and one.months != figure.months]
        before = _find_above(figure, settled)
        if not earlier and before is not None:
            return replace(figure, months=before.months, time_from=before.time_from)
        return replace(figure, months=earlier[0].months if len(earlier) == 1 else None)
    return None


def _settle_before_another(place: Place) -> Figure | None:
    """Return a growth that came before another of its sentence with the time of its own that it has; else None."""
    figure = place.figure
    noun = _find_time_of_noun(place)
    if noun is not None:
        return replace(figure, months=noun.months, time_from=figure.time_from or SENTENCE)
    if place.following is not None and _opens_earlier(place):
        return replace(figure, months=None, time_from=None)
    former = _find_time_of_former(place)
    if former is not None:
        return replace(figure, months=former.months, time_from=SENTENCE)
    return _settle_earlier(place) if _is_earlier(place) else None


def _find_time_of_noun(place: Place) -> Time | None:
    """Return the time right behind the noun of a growth before another: after a 5 per cent fall in April, exports rose.

    Where a sentence opens with what came before, the time may stand without a noun: after falling 5 per cent in April.
    """
    figure, following = place.figure, place.following
    if following is None:
        return None
    end = following.start
    behind = [one for one in within(place.sentence.times, figure.end, min(figure.end + BEHIND, end)) if one.months]
    is_of_opening = _find_lead_of_earlier(place) is not None
    if not behind or (is_base_time(place, behind[0]) and not is_of_opening):
        return None
    between = place.reader.folded[figure.end : behind[0].start]
    # After a 5 per cent decline from March.
    bases = [one for one in place.sentence.mentions_of(BASELINE) if figure.end <= one.start < behind[0].end]
    if CLAUSE_MARK.search(between) or bases or _is_base_next(place):
        return None
    nouns = [one for one in within(place.said, figure.end, behind[0].start) if one.label in {GROWTH_NOUN, FALL_NOUN}]
    is_of_noun = len(nouns) == 1 and len(between.split()) <= WORDS_OF_NOUN
    return behind[0] if is_of_noun or (is_of_opening and len(between.split()) <= 1) else None


def _find_lead_of_earlier(place: Place) -> str | None:
    """Return what stands between "after" at the beginning of a sentence and the growth of the clause it opens."""
    reader, sentence, figure = place.reader, place.sentence, place.figure
    opened = find_claim_words(reader.lexicon).after_rate.match(reader.folded, sentence.start)
    if opened is None or place.before is not None:
        return None
    lead = reader.folded[opened.end() : figure.start]
    return None if CLAUSE_MARK.search(lead) or len(lead.split()) > WORDS_OF_EARLIER else lead


def _opens_earlier(place: Place) -> bool:
    """Whether a growth that ends the clause before another's has no time of its own: after rising 5 %, exports fell."""
    lead = _find_lead_of_earlier(place)
    if lead is None or len(lead.split()) > WORDS_OF_CLAUSE:
        return False
    folded, figure, following = place.reader.folded, place.figure, place.following
    end = following.start if following else place.ceiling
    mark = CLAUSE_MARK.search(folded, figure.end, end)
    if mark is None or len(folded[figure.end : mark.start()].split()) > WORDS_OF_EARLIER:
        return False
    return not _list_open(place, figure.end, mark.start())


def _find_time_of_former(place: Place) -> Time | None:
    """Return the time of a growth that a pace was before, beside it: from a 17.6 % rise in the previous month.

    Or it stands between the word that compares and the growth: a pickup from September's 4.6 %.
    """
    reader, figure, times = place.reader, place.figure, place.sentence.times
    if reader.lexicon.periods[1].get("times_lead", False):
        return None  # where the word that compares stands behind what it compares with
    baseline = last_before(place.sentence.mentions_of(BASELINE), figure.start)
    if baseline is None or baseline.start < place.floor or _is_in_hedge(place, baseline):
        return None
    between = reader.folded[baseline.end : figure.start]
    if len(between.split()) > WORDS_OF_FORMER or CLAUSE_MARK.search(between):
        return None
    named = [one for one in within(times, baseline.start, figure.start) if one.months and _is_owner(place, one)]
    former = named[-1] if named else None
    if former is None and len(between.split()) <= WORDS_BEFORE_RATE and not _is_base_next(place):
        behind = [one for one in within(times, figure.end, min(figure.end + BEHIND, place.ceiling)) if one.months]
        former = _find_behind_noun(place, behind)
    if former is None or former.months is None:
        return None
    others = [one.months for one in times if one.months and one is not former]
    is_later = any(months.last > former.months.last for months in others)
    known = figure.months or (place.previous.months if place.previous else None)
    return former if is_later or (known is not None and known.last > former.months.last) else None


def _is_base_next(place: Place) -> bool:
    """Whether words right behind a growth say what it is counted from: 5 % from a year earlier."""
    reader, end = place.reader, place.figure.end
    return find_measure_words(reader.lexicon).bases.match(reader.folded, reader.next_word(end)) is not None


def _is_owner(place: Place, time: Time) -> bool:
    """Whether what follows a time is its own: May's year-on-year gain."""
    words = find_claim_words(place.reader.lexicon)
    return words.owning.match(place.reader.folded, time.end) is not None


def _is_in_hedge(place: Place, baseline: Mention) -> bool:
    """Whether a word that compares is part of a hedge: more than 5 %."""
    hedge = place.reader.lexicon.hedges.before(
        place.reader.view, place.reader.word_end(place.figure.start, place.floor)
    )
    return hedge is not None and hedge.edge <= baseline.start


def _find_led(place: Place) -> Time | None:
    """Return the last time before a growth that nothing is compared with."""
    led = _list_open(place, place.sentence.start, place.figure.start)
    return led[-1] if led else None


def _is_counted_from(place: Place) -> bool:
    """Whether the time that a multiple has is what it is one of."""
    figure, times = place.figure, within(place.sentence.times, place.floor, place.figure.start)
    is_own = bool(times) and figure.months is not None and times[-1].months == figure.months
    return is_own and is_possessed(place, times[-1])


def _is_fiscal_part(place: Place) -> bool:
    """Whether a quarter or a half is read as one of a calendar year, in a text that counts in fiscal years."""
    words, folded = find_claim_words(place.reader.lexicon), place.reader.folded
    named = [one for one in place.sentence.times if one.months and one.months == place.figure.months]
    if not named or named[0].months is None or words.fiscal_year.search(folded) is None:
        return False
    printed = folded[named[0].start : named[0].end]
    is_told = YEAR_OF_FOUR.search(printed) is not None or words.fiscal_year.search(printed) is not None
    part = words.parts_of_year.get(named[0].months.first[1])
    return part is not None and part.search(printed) is not None and not is_told


def _drop_seeming(place: Place) -> Figure:
    """Return the figure without a time that it only seems to have.

    May 17.6 porsiyentong: there is 17.6 per cent. And the first quarter may be that of the fiscal year of its text.
    """
    figure, times = place.figure, place.sentence.times
    if figure.unit and _is_fiscal_part(place):
        return replace(figure, months=None, time_from=None)
    before = [one for one in within(times, place.floor, figure.start) if one.end >= figure.start - 1]
    words = find_claim_words(place.reader.lexicon)
    if not figure.unit or not before or before[-1].months != figure.months:
        return figure
    if words.no_times.fullmatch(place.reader.folded, before[-1].start, before[-1].end) is None:
        return figure
    others = {one.months for one in times if one.months and one is not before[-1] and not is_base_time(place, one)}
    return replace(figure, months=others.pop() if len(others) == 1 else None)


def _settle_earlier(place: Place) -> Figure:
    """Return a growth before another with the time behind it: after rising 5 % in April."""
    figure = place.figure
    times = within(place.sentence.times, figure.end, figure.end + BEHIND)
    near = _find_behind_noun(place, [one for one in times if one.months])
    if near is not None and _is_base_next(place):
        near = None  # below the rise of imports, 7 % from the month before: in what month, this does not say
    if near is None:
        near = _find_clause_time(place)
    return replace(figure, months=near.months if near else None, time_from=SENTENCE if near else None)


def _find_clause_time(place: Place) -> Time | None:
    """Return the time between "after" and a growth, in the clause that they open: nachdem sie im Vormonat um 5 %."""
    words = find_claim_words(place.reader.lexicon)
    hits = list(words.after_rate.finditer(place.reader.folded, place.floor, place.figure.start))
    return _find_time_of_earlier(place, *hits[-1].span()) if hits else None


def _settle_years(place: Place) -> Figure:
    """Return a mean growth of several years with these, and of no single year that the text is of."""
    figure = _drop_seeming(place)
    if figure.months and figure.months.month_count > MONTHS_IN_YEAR:
        return figure
    years = find_years(place) or find_span(place)
    return replace(figure, months=years, time_from=SENTENCE if years else None)


def _is_compared(place: Place) -> bool:
    """Whether another figure is compared with this one, which so has a time of its own: against 33 % before."""
    near = within(place.sentence.mentions, place.figure.start - REACH, place.figure.start)
    baselines = [one for one in near if one.label == BASELINE]
    baseline = last_before(baselines, place.figure.start)
    start = place.figure.start
    if baseline is not None and not place.reader.folded[baseline.end : start].strip():
        return True
    # What something rose from: 10.2%에서 9.5%로.
    return find_nearest_words(place.reader.lexicon).onward.match(place.reader.folded, place.figure.end) is not None


def _is_reached(place: Place) -> bool:
    """Whether a quantity is what something rose or fell to."""
    reader = place.reader
    words = find_claim_words(reader.lexicon)
    placed = words.placed.before(reader.view, reader.word_end(place.figure.start, place.floor))
    return placed is not None and placed.word.label == "reached" and placed.edge >= place.floor


def _is_of_base(place: Place) -> bool:
    """Whether the time behind a growth that it has is but what it is counted from: higher than it was in August."""
    behind = within(place.sentence.times, place.figure.end, place.ceiling)
    if not behind or behind[0].months is None or behind[0].months != place.figure.months:
        return False
    twelve = find_relative_words(place.reader.lexicon).patterns[LAST_TWELVE]
    if twelve.search(place.reader.folded, behind[0].start, behind[0].end):
        return False
    words = find_claim_words(place.reader.lexicon)
    opened = words.base_before.match(place.reader.folded, place.reader.next_word(place.figure.end))
    between = place.reader.folded[opened.end() : behind[0].start] if opened else ""
    is_next = opened is not None and len(between.split()) <= WORDS_OF_CLAUSE and "," not in between
    return is_next and _find_led(place) is not None


def _is_earlier(place: Place) -> bool:
    """Whether a growth is told as one before another of its sentence: fell 2 %, after rising 5 % in April."""
    if place.before is None:
        return False
    reader, start = place.reader, place.figure.start
    words = find_claim_words(reader.lexicon)
    hits = words.after_rate.finditer(reader.folded, place.floor, start)
    # Gegenüber dem Vorjahresmonat says what a growth is counted from, and no time of it.
    after = [match.span() for match in hits if words.bases.after(reader.view, match.start()) is None]
    # Higher than the rise of 1.2 per cent in September.
    nouns = [one for one in within(place.said, place.floor, start) if one.label in {GROWTH_NOUN, FALL_NOUN}]
    compared = [match.end() for match in words.base_before.finditer(reader.folded, place.floor, start)]
    if nouns and compared and len(reader.folded[compared[-1] : nouns[-1].start].split()) <= 1 and place.previous:
        return True
    if not after:
        return False
    words_between = len(reader.folded[after[-1][1] : start].split())
    if words_between <= WORDS_OF_CLAUSE:
        return True
    # After they had contracted by 2.1 % the month before.
    return words_between <= WORDS_OF_EARLIER and _find_time_of_earlier(place, *after[-1]) is not None


def _find_time_of_earlier(place: Place, opening: int, after: int) -> Time | None:
    """Return the one time of a growth that is told behind "after": behind it, or before it in a clause of its own."""
    figure, times, folded = place.figure, place.sentence.times, place.reader.folded
    behind = [one for one in within(times, figure.end, min(figure.end + BEHIND, place.ceiling)) if one.months]
    between = [one for one in within(times, after, figure.start) if one.months]
    if between:
        is_clause = folded[place.floor : opening].rstrip().endswith(",")
        return between[0] if len(between) == 1 and is_clause else None
    near = _find_behind_noun(place, behind)
    return near if near is not None and near.start - figure.end <= 1 else None


def _find_behind_noun(place: Place, times: Sequence[Time]) -> Time | None:
    """Return the time behind the noun of a growth: a 5 per cent increase a month earlier."""
    if not times:
        return None
    between = place.reader.folded[place.figure.end : times[0].start]
    return times[0] if len(between.split()) <= 1 and "," not in between else None


def _find_before(place: Place, settled: Sequence[Figure]) -> Figure | None:
    """Return the figure before whose time goes on, where all before it that are dated have the same."""
    dated = [one for one in settled[-NEAREST:] if one.months and not (_is_aside(place, one) or _is_base(place, one))]
    if not dated or place.figure.start - dated[-1].end > REACH:
        return None
    if len({(one.months.first, one.months.last) for one in dated if one.months}) > 1:
        return None
    is_of_same_status = dated[-1].status == place.figure.status
    if not is_of_same_status and not _is_expected(place, dated[-1]):
        return None
    own = [time for time in _list_open(place, dated[-1].end, place.ceiling) if not _is_same_time(time, dated[-1])]
    return None if own else dated[-1]


def _is_same_time(time: Time, figure: Figure) -> bool:
    """Whether a time has the months of a figure; what is expected of this year has all of it, though it is not over."""
    if time.months is None or figure.months is None:
        return time.months == figure.months
    return time.months[:2] == figure.months[:2]


def _is_expected(place: Place, actual: Figure) -> bool:
    """Whether a figure is what was expected of another, which is compared with it: against a forecast of 6 %."""
    if actual.status is not None or place.figure.status != FORECAST:
        return False
    between = place.reader.folded[actual.end : place.figure.start]
    words = find_claim_words(place.reader.lexicon)
    return ";" not in between and words.expected.search(between) is not None


def _settle_in_bracket(place: Place) -> Figure:
    """Return a figure with the time that opens its bracket, which may not be told, and is that of no other.

    Rose 1.6 % (April: 9.5 %), rose 1.6 % (prev. 9.5 %).
    """
    figure = place.figure
    opened = find_bracket_of_former(place)
    if opened is None:
        return figure
    times = within(place.sentence.times, opened, figure.start)
    months = times[0].months if times else None
    before = place.previous.months if place.previous else None
    # In a text of the first quarter, the fourth is that of the year before.
    is_later = months is not None and before is not None and months.last > before.last
    if months is None or is_later:
        return replace(figure, months=None, time_from=None)
    return replace(figure, months=months, time_from=SENTENCE)


def _find_end_of_rise(place: Place) -> Figure | None:
    """Return the level that something rose to, behind that which it rose from: from 3 in 2018 to 6 in 2020."""
    number = place.number
    if len(place.figures) < number + ENDS_OF_RISE:
        return None
    first, last = place.figures[number + 1], place.figures[number + 2]
    if first.unit or last.unit or first.kind != "amount" or last.months is None:
        return None
    reader, words = place.reader, find_claim_words(place.reader.lexicon)
    ends = ((place.figure.end, first.start), (first.end, last.start))
    placed = [words.placed.before(reader.view, reader.word_end(start, floor)) for floor, start in ends]
    labels = [one.word.label if one is not None else None for one in placed]
    lead = reader.folded[place.figure.end : first.start]
    is_plain = len(lead.split()) <= WORDS_OF_CLAUSE and not any(mark in lead for mark in ";:")
    return last if labels == ["started", "reached"] and is_plain else None


def _is_aside(place: Place, figure: Figure) -> bool:
    """Whether others are compared with a figure, or it stands in a bracket that is closed: (2019: 43 %)."""
    folded, sentence = place.reader.folded, place.sentence
    opened = folded.rfind("(", sentence.start, figure.start)
    is_inside = opened > folded.rfind(")", sentence.start, figure.start)
    if is_inside and ")" in folded[figure.end : place.figure.start]:
        return True
    baselines = [one for one in sentence.mentions if one.label == BASELINE]
    baseline = last_before(baselines, figure.start)
    return baseline is not None and not folded[baseline.end : figure.start].strip(" +-−")


def _is_base(place: Place, figure: Figure) -> bool:
    """Whether a word behind a figure says that others are compared with it: ৩৮০ কোটি ডলারের চেয়ে."""
    words = find_claim_words(place.reader.lexicon)
    return words.base_behind.match(place.reader.folded, figure.end) is not None


def _find_beside_base(place: Place) -> Time | None:
    """Return the one time before a figure, where the other is what it is compared with: in August, against July."""
    times = [one for one in within(place.sentence.times, place.floor, place.figure.start) if one.months]
    led = [one for one in times if not is_base_time(place, one)]
    return led[0] if len(led) == 1 and len(times) > 1 else None


def _list_open(place: Place, start: int, end: int) -> list[Time]:
    """Return the times of a stretch that nothing is compared with."""
    return [one for one in within(place.sentence.times, start, end) if not is_base_time(place, one)]


def _find_reached(place: Place) -> Figure | None:
    """Return the level that something grew to, of the same time: eased 9 per cent to RM42.8 billion."""
    following = place.following
    if following is None or following.months is None or following.kind != "amount":
        return None
    if following.start in place.sentence.compared:
        return None  # 21 %, compared to 12 % in 1997
    words = find_claim_words(place.reader.lexicon)
    reader = place.reader
    between = (place.figure.end, following.start)
    start = reader.word_end(following.start, place.figure.end)
    placed = words.placed.before(reader.view, start)
    stated = words.stated.before(reader.view, start)
    is_to = placed is not None and placed.word.label == "reached" and placed.edge >= place.figure.end
    is_to = is_to or (stated is not None and stated.edge >= place.figure.end)
    is_free = not any(mark in reader.folded[slice(*between)] for mark in ";:")
    # Grew by 20 % in recent years, and was 5 billion in 2016; but 22 %, the most in three years, to 5 billion in June.
    named = _list_open(place, *between)
    own = [one for one in named if one.months or CLAUSE_MARK.search(reader.folded, place.figure.end, one.start) is None]
    return following if is_to and is_free and not own else None
