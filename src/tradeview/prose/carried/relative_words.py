"""Words of some languages for times that are told from a day or from another time, by the keys of their files."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from tradeview.periods import MONTHS_IN_YEAR, month_names
from tradeview.prose.languages import find_locale, language_file, script_of_locale
from tradeview.prose.lexicon import RUN_ON, Lexicon, any_glued, any_word, read_endings
from tradeview.prose.text.folding import Table, Word, fold_word
from tradeview.prose.times.calendars import SAME

LAST_YEAR, YEAR_TO_DATE = "last_year", "year_to_date"
# How many years and months from that of the publication.
YEARS_AWAY = {"this_year": 0, YEAR_TO_DATE: 0, LAST_YEAR: -1, "year_before_last": -2, "next_year": 1}
OPEN_YEARS = {"this_year", YEAR_TO_DATE}  # some months of it are still to come
THIS_MONTH, LAST_MONTH = "this_month", "last_month"
MONTHS_AWAY = {THIS_MONTH: 0, LAST_MONTH: -1, "month_before_last": -2}
LAST_QUARTER = "last_quarter"
LAST_OF_SOME = "last_of_some"  # January, the last month for which there are numbers, is none of the publication's
# How many fiscal years from that in which the publication is.
THIS_FISCAL = "this_fiscal"
FISCAL_AWAY = {THIS_FISCAL: 0, "last_fiscal": -1, "next_fiscal": 1}
LAST_TWELVE = "last_twelve_months"  # that end with the month which the text speaks of
# From the time stated last: the same months a year before, the year before, the month before.
YEAR_EARLIER, PREVIOUS_YEAR, MONTH_EARLIER = "year_earlier", "previous_year", "month_earlier"
YEAR_LATER, MONTH_LATER = "year_later", "month_later"  # the same months a year behind it, and the next month
EARLIER, LATER = {YEAR_EARLIER, PREVIOUS_YEAR, MONTH_EARLIER}, {YEAR_LATER, MONTH_LATER}
RELATIVE = (
    *YEARS_AWAY,
    *FISCAL_AWAY,
    *MONTHS_AWAY,
    LAST_QUARTER,
    LAST_OF_SOME,
    LAST_TWELVE,
    YEAR_EARLIER,
    PREVIOUS_YEAR,
    MONTH_EARLIER,
    YEAR_LATER,
    MONTH_LATER,
)
# What was stated last, by how many months it has: in that month; a period may have any.
THE_MONTH, THE_PERIOD, THE_HALF = "the_month", "the_period", "the_half"
STATED_AGAIN = {THE_MONTH: 1, "the_quarter": 3, THE_HALF: 6, "the_year": MONTHS_IN_YEAR, THE_PERIOD: 0}

AS_STATED, FISCAL_YEAR, SPANS_OF_YEAR = "same_as_stated", "fiscal_year", "spans_of_year"
SUMS, WHOLE_YEARS, YEAR_ENDS, YEARS_COUNTED = "sums", "whole_years", "year_ends", "years_counted"
LAST_TO_NOW, OF_THE_YEAR = "last_to_now", "of_the_year"
LOOKED_BACK, OF_AMOUNT = "looked_back", "of_amount"
# Words that are searched by themselves, each key with how its words are matched.
MATCHED: dict[str, Callable[[Iterable[str]], str]] = {
    AS_STATED: any_word,  # for the same period: the one stated last, where no other time stands beside them
    LAST_TWELVE: any_word,  # in which something rose, and that nothing is counted from: over the last twelve months
    FISCAL_YEAR: any_word,
    SPANS_OF_YEAR: any_glued,  # all of a year or its months so far, in words that date nothing: 全年, 累計
    SUMS: any_glued,  # of these, what sums up from January
    WHOLE_YEARS: any_glued,  # and what means the whole year
    YEARS_COUNTED: any_glued,  # over which something rose: in five years
    LAST_TO_NOW: any_glued,  # the last three months, which end when they are told of
    OF_THE_YEAR: any_glued,  # and those of the year
    LOOKED_BACK: any_glued,  # before a text goes on: in April it had been 18.2 per cent
}
FULL_NAME = 4  # letters of a month's listed name that is none cut short


class RelativeWords:
    """The words of some languages for times that are told from others.

    `patterns` finds the words of each key of `MATCHED`.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.table = _label_words(lexicon, RELATIVE)
        # Apart from those, as what is told otherwise comes first: in the month | before that.
        self.stated_again = _label_words(lexicon, STATED_AGAIN)
        self.patterns = {key: re.compile(matched(_list_words(lexicon, key))) for key, matched in MATCHED.items()}
        # What ends with the year in which it is said, or is all of it: by the end of the year.
        self.year_ends = re.compile(any_glued(_list_words(lexicon, WHOLE_YEARS, YEAR_ENDS)))
        # Opens a sentence on the parts of the amount told before it: of this amount, dari jumlah itu.
        self.of_amount = re.compile(f"\\W{{0,3}}{any_glued(_list_words(lexicon, OF_AMOUNT))}")
        self.same = re.compile(any_word(lexicon.period_words(SAME)))
        # Of the passage's own language: the "may" of a Filipino text is no month of English.
        own = lexicon.locales[0]
        self.month_names = _list_full_names(own)
        self.runs_on = script_of_locale(own) in RUN_ON
        self.endings = read_endings(language_file(own)) or ()


@lru_cache(maxsize=64)
def find_relative_words(lexicon: Lexicon) -> RelativeWords:
    """Return the words of a lexicon for relative times, built once."""
    return RelativeWords(lexicon)


def _list_words(lexicon: Lexicon, *keys: str) -> list[str]:
    """Return the words for relative times that the languages list under some keys."""
    words: list[str] = []
    for file in lexicon.files:
        listed = file.get("relative", {})
        for key in keys:
            words += listed.get(key, ())
    return words


def _label_words(lexicon: Lexicon, keys: Iterable[str]) -> Table:
    """Return a table of the words under some keys, each labelled with its key: of two spelt alike, the first."""
    labelled: list[Word] = []
    for file in lexicon.files:
        listed = file.get("relative", {})
        for key in keys:
            labelled += [Word(word, label=key) for word in listed.get(key, ())]
    return Table(labelled)


def _list_full_names(locale: str) -> dict[str, bool]:
    """Return the names of the months that are not cut short, and whether each is printed with a capital."""
    full = month_names(find_locale(locale), "format", "wide")
    names = [*full.values(), *month_names(find_locale(locale), "stand-alone", "wide").values()]
    for name, month in language_file(locale).get("periods", {}).get("months", {}).items():
        # A form of a name that is short itself: мае.
        shortest = min(FULL_NAME, len(full[month]))
        if len(name) >= shortest and not name.endswith("."):
            names.append(name)
    return {fold_word(name): name[:1].isupper() for name in reversed(names)}
