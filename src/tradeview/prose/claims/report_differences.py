"""Percentages by which one report is above another, and so no growth: Russia reports 45 % more than Malaysia does.

A language lists what is said of reports, verbs and nouns (`reports`), and what compares two amounts by itself
(`comparatives`), under `[report_differences]`; each is the beginning of a word. Where both stand beside a percentage
and the sentence names no time that it is counted from, it is a difference if two economies are named, or one and no
flow: its report is then what is compared.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from tradeview.prose.claims.around import Around
from tradeview.prose.claims.bases import list_bases
from tradeview.prose.claims.economy_names import find_economy_names, find_namings
from tradeview.prose.facts.sentence import within
from tradeview.prose.lexicon import NOTHING, Lexicon
from tradeview.prose.text.folding import fold_words, is_cased

SECTION = "report_differences"  # of the files
BESIDE = 40  # characters before a percentage within which what compares stands, and the economy between them
BEHIND = 24
SENTENCE = 160  # characters around a percentage that are searched for reports


class DifferenceWords:
    """What some languages say of the reports of two sides."""

    def __init__(self, lexicon: Lexicon) -> None:
        files = [file.get(SECTION, {}) for file in lexicon.files[:2]]
        self.reports = _any_beginning(word for file in files for word in file.get("reports", ()))
        self.comparatives = _any_beginning(word for file in files for word in file.get("comparatives", ()))


def _any_beginning(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of words that begin so, in scripts whose words are parted."""
    beginnings = fold_words(words)
    apart = [re.escape(word) for word in beginnings if is_cased(word, 0)]
    glued = [re.escape(word) for word in beginnings if not is_cased(word, 0)]
    starts = [f"(?<![^\\W\\d_])(?:{'|'.join(apart)})"] if apart else []
    return re.compile("|".join([*starts, *glued]) or NOTHING)


@lru_cache(maxsize=64)
def find_difference_words(lexicon: Lexicon) -> DifferenceWords:
    """Return what the languages of a lexicon say of the reports of two sides, built once."""
    return DifferenceWords(lexicon)


def is_between_reports(around: Around) -> bool:
    """Whether a percentage is by how much one report is above or below another."""
    words, folded, sentence = find_difference_words(around.reader.lexicon), around.folded, around.place.sentence
    beside = (max(around.start - BESIDE, around.place.floor), min(around.end + BEHIND, around.place.ceiling))
    compared = list(words.comparatives.finditer(folded, *beside))
    start, end = max(sentence.start, around.start - SENTENCE), min(sentence.end, around.end + SENTENCE)
    if not compared or words.reports.search(folded, start, end) is None:
        return False
    # What rose or fell has changed, whoever reports it; and so has what is more than it was.
    places = [match.span() for match in compared]
    moves = around.list_moves(around.clause_start, beside[1])
    if any(not any(first < one.end and one.start < last for first, last in places) for one in moves):
        return False
    if list_bases(around.reader, sentence.start, sentence.end) or sentence.bases:
        return False
    if any(time.compared for time in within(sentence.times, sentence.start, sentence.end)):
        return False
    part = around.view.part(start, end)
    economies = {one.code for one in find_namings(find_economy_names(around.reader.lexicon), part)}
    return len(economies) > 1 or (len(economies) == 1 and not around.list_flows())
