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

BEFORE = 48  # characters before the word for a plan within which it is said to be surpassed or missed
WORDS = 3  # that may stand between
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
    kept: list[Mention] = []
    for one in statuses:
        number = bisect_left(figures, one.end, key=attrgetter("start"))
        end = figures[number].start if number < len(figures) else one.end
        is_held = words.before.search(folded, max(one.start - BEFORE, 0), one.start) is not None
        is_closed = words.closing.search(folded, one.end, end) is not None
        is_compound = folded[max(one.start - 1, 0)] == COMPOUND and is_held
        if not is_compound and not (is_held and is_closed):
            kept.append(one)
    return kept
