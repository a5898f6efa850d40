"""The words that languages have for times: months, halves, quarters, fiscal years, and how a year is dressed.

CLDR has the names of the months. The rest stands in the files of the folder `lexicon`, as words, and as forms with a
place for what changes: `first {n} months`, `ปี {yy}`, `fiscal year {span}`.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from tradeview.prose.languages import section
from tradeview.prose.lexicon import GAP, Lexicon
from tradeview.prose.neighbours import YEARS
from tradeview.prose.numerals import find_locale
from tradeview.prose.words import Table, Word, plain

SPAN = r"\d{4} ?[-–—/] ?(?:\d{4}|\d\d)(?!\d)"
DASH = r" ?[-–—−~] ?"
DAY = r"\d{1,2}(?:st|nd|rd|th|º|ª|er|일|日)?\.?"
HALVES = {"first_half": (1, 6), "second_half": (7, 12)}
NEVER = "undated"
SAME = "same_period"  # as another that the sentence names


class Calendar:
    """The words for times of some languages."""

    def __init__(self, lexicon: Lexicon) -> None:
        listed = [part.get("periods", {}) for part in lexicon.sections]

        def any_of(key: str) -> str:
            return lexicon.any_of(words=list(chain.from_iterable(part.get(key, ()) for part in listed)))

        self.lexicon = lexicon
        self.eras = sorted(lexicon.eras)
        self.words = Table(chain(*map(_months, lexicon.locales), *map(_parts, listed)))
        number = rf"(?P<n>\d{{1,2}}|{lexicon.any_of(words=lexicon.number_words)})"
        self.first_months = _patterns(listed, "first_months", {"n": number})
        month = rf"(?P<first>\d{{1,2}})(?!\d)(?:(?:{DASH}|{any_of('through')})(?P<last>\d{{1,2}})(?!\d))?"
        self.numbered = _patterns(listed, "month", {"m": month})
        year = {"year": r"(?P<year>\d{4})(?!\d)", "yy": r"['’]?(?P<yy>\d\d)(?!\d)", "span": f"(?P<span>{SPAN})"}
        self.short = _patterns(listed, "short_year", year)
        years = {"n": r"(?P<n>\d{1,3})", "nnn": r"(?P<n>\d{3})"}
        self.era_years = [
            (_pattern(plain(form), years), offset)
            for part in listed
            for form, offset in part.get("era_years", {}).items()
        ]
        self.fiscal = [
            (pattern, part.get("fiscal_start"), part.get("fiscal_named", "start"))
            for part in listed
            for pattern in _patterns([part], "fiscal", year)
        ]
        joined = any_of("of")
        self.joined = re.compile(f"{GAP}(?:[-/,]{GAP})?(?:{joined})?{GAP}")
        self.through = re.compile(f"{DASH}|{GAP}{any_of('through')}{GAP}")
        self.day_before = re.compile(rf"(?<![\d.,]){DAY}{GAP}(?:{joined}{GAP})?\Z")
        self.day_after = re.compile(rf"{GAP}{DAY}(?![\d%]|[.,]\d|{DASH}\d)")
        self.compared = re.compile(f"(?:{any_of('baseline')}|{any_of('since')}){GAP}\\Z")
        dressed = [plain(form) for part in listed for form in part.get("year", ())]
        self.before_year = _dress((form.partition("{year}")[0] for form in dressed), r"(?:{})\Z")
        self.after_year = _dress((form.partition("{year}")[2] for form in dressed), "{}")

    def common(self, year: int) -> int:
        """Bring a year back to the common calendar; 0 where it is one of none."""
        return next((year - era for era in self.eras if year - era in YEARS), 0)


@lru_cache(maxsize=64)
def find_calendar(lexicon: Lexicon) -> Calendar:
    """Return the calendar of a lexicon, built once."""
    return Calendar(lexicon)


def _months(locale: str) -> Iterator[Word]:
    """Yield CLDR's names of the months, and those beside it."""
    known, beside = find_locale(locale).months, section(locale).get("periods", {}).get("months", {})
    named = [
        (name, number)
        for use in known.values()
        for width in ("wide", "abbreviated")
        for number, name in use[width].items()
    ]
    for name, number in chain(beside.items(), named):
        if any(map(str.isalpha, name)) and not name[0].isdigit():
            for form in {name, name.rstrip(".")}:
                yield Word(form, locale, label="month", number=number)


def _parts(listed: dict[str, list[str]]) -> Iterator[Word]:
    """Yield the words for halves and quarters, and for times that are not dated."""
    for key in (*HALVES, SAME, NEVER):
        for word in listed.get(key, ()):
            yield Word(word, label=key)
    for number, words in enumerate(listed.get("quarters", ()), start=1):
        for word in words:
            yield Word(word, label="quarter", number=number)


def _patterns(listed: Iterable[dict[str, list[str]]], key: str, held: dict[str, str]) -> list[re.Pattern[str]]:
    """Return a pattern for each form that is listed under a key, with its places filled."""
    forms = dict.fromkeys(plain(form) for part in listed for form in part.get(key, ()))
    return [_pattern(form, held) for form in forms]


def _pattern(form: str, held: dict[str, str]) -> re.Pattern[str]:
    pieces = re.split(r"\{(\w+)\}", form)
    filled = [held.get(piece, "(?!)") if i % 2 else _spaced(piece) for i, piece in enumerate(pieces)]
    letter = r"\w" if form.isascii() else r"\d"  # elsewhere words may run on
    before = rf"(?<!{letter})" if form[:1].isalnum() or form[:1] == "{" else ""
    return re.compile(rf"{before}{''.join(filled)}(?!{letter})")


def _spaced(piece: str) -> str:
    return GAP.join(map(re.escape, piece.split(" ")))


def _dress(pieces: Iterable[str], form: str) -> re.Pattern[str]:
    words = sorted(filter(None, {piece.strip() for piece in pieces}), key=len, reverse=True)
    return re.compile(form.format(f"{GAP}(?:{'|'.join(map(_spaced, words)) or '(?!)'}){GAP}"))
