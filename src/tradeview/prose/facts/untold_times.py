"""Times of which a text says that there are no figures, and which so are those of none: no data for 2012.

A language lists under `no_figures` how it says so around `{time}`: words before the time, words behind it, or both.
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

    def is_untold(self, folded: str, time: Time) -> bool:
        """Whether a text says that it has no figures of a time."""
        lead = folded[max(time.start - FAR, 0) : time.start]
        if self.before.search(lead) or self.behind.match(folded, time.end):
            return True
        return any(before.search(lead) and behind.match(folded, time.end) for before, behind in self.around)


def _end_pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(f"{any_glued(words)}{GAP}{SMALL_WORDS}\\Z")


def _start_pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(f"{GAP}{any_glued(words)}")


@lru_cache(maxsize=64)
def find_untold_words(lexicon: Lexicon) -> UntoldWords:
    """Return how the languages of a lexicon say that there are no figures of a time, built once."""
    return UntoldWords(lexicon)
