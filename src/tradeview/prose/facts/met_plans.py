"""What is only held to a plan or a forecast, and is none: beat expectations and rose 5 %, melebihi jangkaan.

The figure right behind the word for a plan is what was planned, `beating expectations of 4 %`; behind a comma, or what
else ends its clause, it is what came about.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.facts.sentence import CLAUSE_END, Mention
from tradeview.prose.figure import Figure
from tradeview.prose.lexicon import GAP, Lexicon, any_word
from tradeview.prose.measures.words import PERCENT, find_measure_words

BEFORE = 48  # characters before the word for a plan within which it is said to be surpassed or missed
WORDS = 3  # that may stand between
WORDS_OF_PLAN = 1  # between a percentage and the plan that it is of: of its target
COMPOUND = "-"  # a weaker-than-expected 2 %


class MetPlans:
    """The words of some languages beside a plan that something is held to."""

    def __init__(self, lexicon: Lexicon) -> None:
        held = any_word(lexicon.words("held_to_plans"))
        self.before = re.compile(f"{held}(?:{GAP}[^\\s\\d,;:.()]+){{0,{WORDS}}}{GAP}\\Z")
        self.closing = re.compile(f"{CLAUSE_END.pattern}|[()]|{lexicon.any_of('and', 'clauses', 'plans_closed_by')}")


@lru_cache(maxsize=64)
def find_met_plans(lexicon: Lexicon) -> MetPlans:
    """Return the words of a lexicon beside a plan that something is held to, built once."""
    return MetPlans(lexicon)


def leave_out_met(reader: Reader, statuses: Sequence[Mention], figures: Sequence[Figure]) -> list[Mention]:
    """Leave out the plans and forecasts that a sentence only holds its figures to."""
    words, folded = find_met_plans(reader.lexicon), reader.folded
    parts = [figure.end for figure in figures if figure.unit == PERCENT]
    kept: list[Mention] = []
    for one in statuses:
        number = bisect_left(figures, one.end, key=attrgetter("start"))
        end = figures[number].start if number < len(figures) else one.end
        is_held = words.before.search(folded, max(one.start - BEFORE, 0), one.start) is not None
        is_closed = words.closing.search(folded, one.end, end) is not None
        is_compound = folded[max(one.start - 1, 0)] == COMPOUND and is_held
        is_whole = _is_whole_of_part(reader, one, parts)
        if not is_compound and not ((is_held or is_whole) and is_closed):
            kept.append(one)
    return kept


def _is_whole_of_part(reader: Reader, plan: Mention, parts: Sequence[int]) -> bool:
    """Whether a plan is what a percentage right before it is of: đạt 126 % kế hoạch, 32 % of the target."""
    number = bisect_left(parts, plan.start + 1) - 1
    if number < 0:
        return False
    of = find_measure_words(reader.lexicon).share_of.match(reader.folded, parts[number])
    start = max(parts[number], of.end() if of else 0)
    between = reader.folded[min(start, plan.start) : plan.start]
    return len(between.split()) <= WORDS_OF_PLAN and CLAUSE_END.search(between) is None
