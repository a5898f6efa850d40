"""Times of which a text says that there are no figures, and which so are those of none: no data for 2012.

A language lists under `no_figures` how it says so around `{time}`: words before the time, words behind it, or both;
and under `no_figures_unless` what stands behind all of them where there are figures, and none that show something:
2024年没有数据显示.
"""

import re
from functools import lru_cache

from tradeview.prose.lexicon import GAP, Lexicon, any_glued
from tradeview.prose.times.periods import Time

TIME = "{time}"
SMALL_WORDS = r"(?:[^\W\d_]{1,5}[ ']){0,3}"  # between such words and a time, where they are no part of it: for the
FAR = 60  # characters before a time that are searched


class UntoldWords:
    """How some languages say that there are no figures of a time."""

    def __init__(self, lexicon: Lexicon) -> None:
        forms = [tuple(map(str.strip, form.partition(TIME))) for form in lexicon.period_words("no_figures")]
        self.before = _end_pattern([before for before, _, behind in forms if not behind])
        self.behind = _start_pattern([behind for before, _, behind in forms if not before])
        self.around = [
            (_end_pattern([before]), _start_pattern([behind])) for before, _, behind in forms if before and behind
        ]
        # No data but in 2023 exports were …; no data before 2012, when they were …: the time is none that is missing.
        parting = [*lexicon.words("clauses", "and"), *lexicon.period_words("bound", "since")]
        self.parting = re.compile(any_glued(parting))
        self.unless = _start_pattern(lexicon.period_words("no_figures_unless"))

    def is_untold(self, folded: str, time: Time) -> bool:
        """Whether a text says that it has no figures of a time."""
        lead, name = folded[max(time.start - FAR, 0) : time.start], folded[time.start : time.end]
        end = time.end if self.is_before(self.before, lead, name) else None
        if end is None:
            endings = [ending for before, ending in self.around if self.is_before(before, lead, name)]
            matches = [pattern.match(folded, time.end) for pattern in (self.behind, *endings)]
            end = next((match.end() for match in matches if match), None)
        return end is not None and self.unless.match(folded, end) is None

    def is_before(self, pattern: re.Pattern[str], lead: str, name: str) -> bool:
        """Whether such words stand before a time, with none between them that parts the two."""
        found = pattern.search(lead)
        if found is None:
            return False
        # Some of these may be the first words of the time: antes | de 2012, | bago ang 2012.
        parting = self.parting.search(lead + name, found.start("small"))
        return parting is None or parting.start() > len(lead)


def _end_pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(f"{any_glued(words)}{GAP}(?P<small>{SMALL_WORDS})\\Z")


def _start_pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(f"{GAP}{any_glued(words)}")


@lru_cache(maxsize=64)
def find_untold_words(lexicon: Lexicon) -> UntoldWords:
    """Return how the languages of a lexicon say that there are no figures of a time, built once."""
    return UntoldWords(lexicon)
