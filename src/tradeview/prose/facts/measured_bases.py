"""Times among measures that others are only compared with, by what stands right beside them.

`(September: 53,490 tonnes)` behind what is of October; `exceeded 2018 by 4 %`; `against 6,020 in October 2022`, whose
number is none that is read; `minus 21 % from January`; and `six times September of last year`, where a language puts no
word between (`multiples_of_times`).
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.facts.comparisons import find_comparison_words
from tradeview.prose.facts.sentence import CLAUSE_END, first_after, last_before, within
from tradeview.prose.figure import Figure
from tradeview.prose.lexicon import GAP, Lexicon, any_word
from tradeview.prose.measures.words import MULTIPLE, PERCENT, find_measure_words, gather_claims
from tradeview.prose.times.periods import Time

SIGNS_BESIDE = " :+-−"  # between a time in a bracket and its figure
OPENING = 90  # characters before the time of a clause that opens a sentence
BESIDE = 40  # characters before a time in which a bare number that is compared with stands
EVENT = r"(?: [^\s\d,;:.()]+){1,4}"  # words of what happened then
BARE = r"\d[\d.,]*"


class BaseWords:
    """The words of some languages beside a time that measures are compared with."""

    def __init__(self, lexicon: Lexicon) -> None:
        baselines = any_word(lexicon.period_words("baseline"))
        filling = find_comparison_words(lexicon).filling.pattern
        self.bare_number = re.compile(f"{baselines}{GAP}{BARE}{GAP}(?:{filling})\\Z")
        self.surpassed = re.compile(f"{any_word(gather_claims(lexicon, 'surpassed'))}{GAP}\\Z")
        self.started = re.compile(f"{GAP}{any_word(gather_claims(lexicon, 'started'))}{GAP}")
        # Since records began in 1988, since its peak in 2010.
        since = any_word(gather_claims(lexicon, "since_event"))
        self.since_event = re.compile(f"{since}{EVENT}{GAP}(?:{filling})\\Z")
        # Opens a sentence on what happened before: after a pause in August.
        after = any_word([*gather_claims(lexicon, "after"), *lexicon.period_words("after_rate")])
        self.opening = re.compile(f"(?:\\A|[.!?\\n]\\s){GAP}{after}[^\\d,;:.!?()\\n]{{0,60}}\\Z")
        own = lexicon.files[1].get("claims", {})
        self.has_multiples_of_times = own.get("multiples_of_times", False)
        # A time with such a word is one in which something rose so many times: dua kali lipat pada 2023.
        self.own_time = re.compile(any_word(own.get("own_times", ())))


@lru_cache(maxsize=64)
def find_base_words(lexicon: Lexicon) -> BaseWords:
    """Return the words of a lexicon beside a time that measures are compared with, built once."""
    return BaseWords(lexicon)


def mark_bases(
    reader: Reader, times: Sequence[Time], figures: Sequence[Figure], near: Sequence[Time] = ()
) -> list[Time]:
    """Return times of a sentence, those as compared that its figures are held to; `near` are all that it has."""
    marked: list[Time] = []
    for time in times:
        is_base = _is_base(reader, time, near or times, figures)
        marked.append(time._replace(compared=True, held=True) if is_base else time)
    return marked


def _is_base(reader: Reader, time: Time, times: Sequence[Time], figures: Sequence[Figure]) -> bool:
    last = last_before(figures, time.start)
    following = first_after(figures, time.end)
    if last is not None and following is not None and _opens_bracket(reader, time, following):
        return True
    if following is not None and _is_surpassed(reader, time, following):
        return True
    if last is not None and _is_counted_from(reader, time, times, last):
        return True
    if following is not None and _is_of_opening(reader, time, times, following):
        return True
    words, start = find_base_words(reader.lexicon), max(time.start - BESIDE, 0)
    if words.since_event.search(reader.folded, max(time.start - BESIDE, 0), time.start):
        return True
    bare = words.bare_number.search(reader.folded, start, time.start)
    return bare is not None and not within(figures, bare.start(), time.start)


def _opens_bracket(reader: Reader, time: Time, following: Figure) -> bool:
    """Whether a time opens a bracket, and the figure behind it alone is of it: (April: 9.5 %)."""
    folded = reader.folded
    is_opened = folded[: time.start].rstrip(" ")[-1:] in {"(", "["}
    return is_opened and not folded[time.end : following.start].strip(SIGNS_BESIDE)


def _is_of_opening(reader: Reader, time: Time, times: Sequence[Time], following: Figure) -> bool:
    """Whether a time is of what happened before a figure with one of its own: after a pause in May, it rose in June."""
    folded, words = reader.folded, find_base_words(reader.lexicon)
    if following.unit != PERCENT or words.opening.search(folded, max(time.start - OPENING, 0), time.start) is None:
        return False
    closed = CLAUSE_END.search(folded, time.end, following.start)
    behind = first_after(times, following.end)
    if closed is None or behind is None or behind.months is None or time.months is None:
        return False
    is_own = CLAUSE_END.search(folded, following.end, behind.start) is None
    return is_own and behind.months.last > time.months.last


def _is_surpassed(reader: Reader, time: Time, following: Figure) -> bool:
    """Whether a verb before a time says that a percentage is by how much it was surpassed: exceeded 2018 by 4 %."""
    if following.unit != PERCENT:
        return False
    words = find_base_words(reader.lexicon)
    is_said = words.surpassed.search(reader.folded, max(time.start - BESIDE, 0), time.start) is not None
    by = find_measure_words(reader.lexicon).by.before(reader.view, reader.word_end(following.start, time.end))
    return is_said and by is not None and not reader.folded[time.end : by.edge].strip()


def _is_counted_from(reader: Reader, time: Time, times: Sequence[Time], last: Figure) -> bool:
    """Whether a signed percentage, or a multiple of it, stands right before a time: minus 21 % from January."""
    words = find_base_words(reader.lexicon)
    if last.unit == PERCENT:
        is_signed = last.numeral is not None and last.numeral.value < 0
        is_signed = is_signed or reader.folded[max(last.start - 1, 0)] == "+"
        started = words.started.match(reader.folded, last.end)
        return is_signed and started is not None and not reader.folded[started.end() : time.start].strip()
    if last.unit != MULTIPLE or not words.has_multiples_of_times or reader.folded[last.end : time.start].strip():
        return False
    if words.own_time.match(reader.folded, time.start):
        return False
    return any(not one.compared and one.end <= last.start for one in times)
