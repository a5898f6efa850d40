"""The words that languages have for times: months, halves, quarters, fiscal years, and how a year is dressed.

CLDR has the names of the months. The rest stands in the files of the folder `lexicon`, as words, and as forms with a
place for what changes: `first {n} months`, `ปี {yy}`, `fiscal year {span}`.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from tradeview.prose.folding import Table, Word, fold_word, fold_words
from tradeview.prose.languages import find_locale, language_file
from tradeview.prose.lexicon import GAP, NOTHING, YEARS, Lexicon, any_glued, any_word

SPAN = r"\d{4} ?[-–—/] ?(?:\d{4}|\d\d)(?!\d)"
DASH = r" ?[-–—−~] ?"
DAY = r"\d{1,2}(?:st|nd|rd|th|º|ª|er|일|日)?\.?"
QUARTERS = {"first_quarter": (1, 3), "second_quarter": (4, 6), "third_quarter": (7, 9), "fourth_quarter": (10, 12)}
PARTS = {"first_half": (1, 6), "second_half": (7, 12), **QUARTERS}  # the months of each
BESIDE = 8  # words between a time and the one that compares with it
NEVER = "undated"
COMPARED = "compared_with"  # words that compare with a time behind them, and do nothing else
SAME = "same_period"  # as another that the sentence names
YEAR_PLACES = {"year": r"(?P<year>\d{4})(?!\d)", "yy": r"['’]?(?P<yy>\d\d)(?!\d)", "span": f"(?P<span>{SPAN})"}
ERA_PLACES = {"n": r"(?P<n>\d{1,3})", "nnn": r"(?P<n>\d{3})"}


class FiscalForm(NamedTuple):
    """How a language prints a fiscal year, its first month where it is known, and which of its two years names it."""

    pattern: re.Pattern[str]
    first_month: int | None
    named_by_end: bool


class Calendar:
    """The words for times of some languages."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.eras = sorted(lexicon.eras)
        # Months, halves, quarters, times that are not dated, and what compares with one, told apart by their labels.
        self.words = Table([*_list_month_names(lexicon.locales), *_list_parts(lexicon.periods)])
        of, through = any_word(lexicon.period_words("of")), any_word(lexicon.period_words("through"))
        self._make_forms(through)
        # Between a year and a part of it, the ends of a stretch of months, a month and its day.
        self.beside_year = re.compile(f"{GAP}(?:[-/,]{GAP})?(?:{of})?{GAP}")
        self.through = re.compile(f"{DASH}|{GAP}{through}{GAP}")
        self.day_before = re.compile(rf"(?<![\d.,]){DAY}{GAP}(?:{of}{GAP})?\Z")
        self.day_after = re.compile(rf"{GAP}{DAY}(?![\d%]|[.,]\d|{DASH}\d)")
        # What compares with a time before it says nothing of the next: 2022년에 비해 2023년.
        behind = {*lexicon.period_words("compared_after")}
        before = [word for word in lexicon.period_words("baseline", "since") if word not in behind]
        self.before_compared = re.compile(f"{any_word(before)}{GAP}\\Z")
        # What may stand between a time and the word that compares with it: more than the level of 2023.
        beside = f"{GAP}(?:{any_glued(lexicon.period_words('beside_compared'))}{GAP}){{0,{BESIDE}}}"
        self.beside_compared = re.compile(beside)
        self.compared_after = re.compile(beside + any_glued(lexicon.period_words("compared_after")))
        # A time that is said to be the same as another is compared with it behind "from", too, however long it is.
        self.same = re.compile(any_word(lexicon.period_words(SAME)))
        dressed = [form.partition("{year}") for form in fold_words(lexicon.period_words("year"))]
        # The words that dress a year: the "in" of "in 2024", the 年 of 2024年.
        self.before_year = re.compile(rf"{_any_dress(before for before, _, _ in dressed)}\Z")
        self.after_year = re.compile(_any_dress(after for _, _, after in dressed))

    def _make_forms(self, through: str) -> None:
        """Make the patterns of the forms that hold a place for a number."""
        number = rf"(?P<n>\d{{1,2}}|{any_word(self.lexicon.number_words)})"
        self.first_months = _compile_forms(self.lexicon.period_words("first_months"), {"n": number})
        month = rf"(?P<first>\d{{1,2}})(?!\d)(?:(?:{DASH}|{through})(?P<last>\d{{1,2}})(?!\d))?"
        self.month_numbers = _compile_forms(self.lexicon.period_words("month"), {"m": month})
        self.short_years = _compile_forms(self.lexicon.period_words("short_year"), YEAR_PLACES)
        # Each with the common year before the first of its era: 令和6年.
        self.era_years: list[tuple[re.Pattern[str], int]] = []
        self.fiscal: list[FiscalForm] = []
        for listed in self.lexicon.periods:
            for form, offset in listed.get("era_years", {}).items():
                self.era_years.append((_compile_form(fold_word(form), ERA_PLACES), offset))
            first_month, named = listed.get("fiscal_start"), listed.get("fiscal_named", "start")
            for pattern in _compile_forms(listed.get("fiscal", ()), YEAR_PLACES):
                self.fiscal.append(FiscalForm(pattern, first_month, named == "end"))

    def to_common_year(self, year: int) -> int:
        """Bring a year back to the common calendar; 0 where it is one of none."""
        for era in self.eras:
            if year - era in YEARS:
                return year - era
        return 0


@lru_cache(maxsize=64)
def find_calendar(lexicon: Lexicon) -> Calendar:
    """Return the calendar of a lexicon, built once."""
    return Calendar(lexicon)


def _list_month_names(locales: Iterable[str]) -> Iterator[Word]:
    """Yield the names of the months, those that the files list before CLDR's."""
    for locale in locales:
        names = list(language_file(locale).get("periods", {}).get("months", {}).items())
        for use in find_locale(locale).months.values():
            for width in ("wide", "abbreviated"):
                names += [(name, number) for number, name in use[width].items()]
        for name, number in names:
            # CLDR's 1月 is read as a number.
            if name[:1].isdigit() or not any(character.isalpha() for character in name):
                continue
            for form in {name, name.rstrip(".")}:
                yield Word(form, locale, label="month", number=number)


def _list_parts(periods: Iterable[dict[str, Any]]) -> Iterator[Word]:
    """Yield the words for halves and quarters, for times that are not dated, and for what compares with a time."""
    for listed in periods:
        words = {key: listed.get(key, ()) for key in ("first_half", "second_half", SAME, NEVER, COMPARED)}
        words |= zip(QUARTERS, listed.get("quarters", ()), strict=False)
        for label, held in words.items():
            for word in held:
                yield Word(word, label=label)


def _compile_forms(forms: Iterable[str], places: dict[str, str]) -> list[re.Pattern[str]]:
    """Return a pattern for each form, with its places filled."""
    return [_compile_form(form, places) for form in dict.fromkeys(fold_words(forms))]


def _compile_form(form: str, places: dict[str, str]) -> re.Pattern[str]:
    filled = ""
    for i, piece in enumerate(re.split(r"\{(\w+)\}", form)):
        is_place = i % 2 == 1
        filled += places.get(piece, NOTHING) if is_place else _escape_spaced(piece)
    letter = r"\w" if form.isascii() else r"\d"  # elsewhere words may run on
    before = ""
    if form[:1].isalnum() or form[:1] == "{":
        before = rf"(?<!{letter})"
    return re.compile(rf"{before}{filled}(?!{letter})")


def _escape_spaced(piece: str) -> str:
    return GAP.join(re.escape(word) for word in piece.split(" "))


def _any_dress(pieces: Iterable[str]) -> str:
    """Return a pattern of what stands on one side of the year in any of some forms."""
    words = {piece.strip() for piece in pieces} - {""}
    if not words:
        return NOTHING
    longest_first = sorted(words, key=len, reverse=True)
    return f"{GAP}(?:{'|'.join(_escape_spaced(word) for word in longest_first)}){GAP}"
