"""The words of a language that stand beside amounts: scale words, currencies, "to", "per", "minus", "percent".

CLDR (through Babel) has most of them, and lexicon.toml has what the press prints and CLDR lacks. A `Lexicon` holds
those of the languages that one text is read in, and knows which words and scripts tell a language. It is built once.
"""

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from importlib import resources
from itertools import chain
from typing import Any

from babel.core import get_global
from babel.numbers import get_currency_name

from tradeview.figures.numerals import DIGITS, find_locale
from tradeview.figures.words import Table, Word, plain

PLURALS = (None, 0, 1, 2, 3, 5, 11, 100, 1.5)  # no number, and one of each plural form of any language
LATIN = "LATIN"
GAP = r"[ ]{0,2}\n?[ ]{0,2}"  # what may part the words of a figure


class Lexicon:
    """The words of several languages, the first of them first, and the patterns made of them.

    Attributes
    ----------
    scales, guards : Table
        Scale words of these languages, and those of languages that make a number unreadable while nobody names them.
    currencies : Table
        Names, signs and ISO codes of currencies.
    minus : Table
        Words for a minus.
    eras : set of int
        How many years the calendars of these languages are ahead of the common one, which is always among them.
    number_words : dict of str to Decimal
        What "two" means.
    numbers, range, equal, equals, per, percent, restated : re.Pattern
        A printed number; what stands between the ends of a range, between the sides of an exchange rate, before its
        far side, and before its base; a share; the bracket or slash that opens a second statement of a figure.
    """

    def __init__(self, locales: tuple[str, ...]) -> None:
        self.locales = locales
        self.sections = [section("any"), *map(section, locales)]
        latin = _script(locales[0]) == LATIN  # "Billion" in a German text is no English word
        self.scales = Table(chain.from_iterable(map(_scales, locales[:1] if latin else locales)))
        self.guards = _guards()
        self.currencies = Table(chain(*map(_currencies, locales), _signs()))
        self.minus = Table(Word(word) for part in self.sections for word in part.get("minus", ()))
        self.eras = {part.get("era", 0) for part in self.sections}
        listed = chain.from_iterable(part.get("numbers", {}).items() for part in self.sections)
        self.number_words = {plain(word): Decimal(number) for word, number in listed}
        self.evidence = {plain(word): name for name in locales for word in section(name).get("evidence", ())}
        self.scripts = {script: name for name, script in _scripts().items()}
        self.numbers = re.compile(f"{DIGITS}(?: ?{self.any_of('decimal')} ?(?=\\d)\\d+)?|{self.any_of('numbers')}")
        self.range = re.compile(f"[-–—]|(?P<word>{GAP}{self.any_of('to')}{GAP})")
        self.equal = re.compile(f"{GAP}(?:{self.any_of('equals')}|{self.any_of('per')}){GAP}")
        self.equals = re.compile(f"{self.any_of('equals')}{GAP}\\Z")
        self.per = re.compile(f"{GAP}{self.any_of('per')}{GAP}")
        self.percent = re.compile(f"{GAP}{self.any_of('percent')}")
        self.restated = re.compile(rf"{GAP}(?:/|[(\[]{GAP}(?:{self.any_of('about')}{GAP}){{0,2}}){GAP}")

    def any_of(self, key: str) -> str:
        """Return a pattern of any of the words that the languages list under a key."""
        words = sorted({plain(word) for part in self.sections for word in part.get(key, ())}, key=len, reverse=True)
        return f"(?:{'|'.join(map(re.escape, words)) or '(?!)'})"

    def told_by(self, word: str) -> str | None:
        """Return the language that a folded word or digit tells, by itself or by its script."""
        return self.evidence.get(word) or self.scripts.get(_script_of(word[0]))


_build = lru_cache(maxsize=32)(Lexicon)


def find_lexicon(folded: str, locale: str | None = None) -> Lexicon:
    """Return the lexicon of a locale, or else of the languages whose scripts a folded text holds; English comes last.

    Examples
    --------
    >>> find_lexicon("มูลค่า 5").locales, find_lexicon("5 euro", "de").locales, find_lexicon("").told_by("exports")
    (('th', 'en'), ('de', 'en'), 'en')
    """
    held = set(map(_script_of, set(folded)))
    first = [locale] if locale else [name for name, script in _scripts().items() if script in held]
    return _build(tuple(dict.fromkeys([*first, "en"])))


@cache
def _scripts() -> dict[str, str]:
    """Return the scripts of the languages of lexicon.toml, but for Latin, which tells none."""
    names = [name for name, part in _beside_cldr().items() if isinstance(part, dict) and name != "any"]
    return {name: script for name in names if (script := _script(name)) != LATIN}


def _script(locale: str) -> str:
    """Return Unicode's word for the script of a locale: BENGALI."""
    return _script_of((find_locale(locale).display_name or "?")[0])


@cache
def _script_of(character: str) -> str:
    return unicodedata.name(character, "").split(" ")[0]


@cache
def _beside_cldr() -> dict[str, Any]:
    """Return lexicon.toml: what CLDR lacks, by language."""
    listed: dict[str, Any] = tomllib.loads(
        resources.files("tradeview.figures").joinpath("lexicon.toml").read_text("utf-8")
    )
    return listed


def section(locale: str) -> dict[str, Any]:
    """Return what lexicon.toml says of a locale, or else of its language; empty where it says nothing.

    Examples
    --------
    >>> section("en_GB")["per"], section("de")
    (['per'], {})
    """
    language = locale.partition("_")[0]
    listed: dict[str, Any] = _beside_cldr().get(locale) or _beside_cldr().get(language) or {}
    return listed


def _endings(locale: str) -> tuple[str, ...] | None:
    listed = section(locale).get("endings")
    return None if listed is None else tuple(map(plain, listed))


@cache
def scale_words(locale: str) -> dict[str, int]:
    """Return a locale's words of scale as powers of ten, from CLDR's compact numbers and from lexicon.toml.

    The pattern `00 লাখ` of 1,000,000 makes লাখ worth 100,000. Words that CLDR gives two values are dropped (its short
    Bengali patterns), and a long word keeps its value over a short one.

    Examples
    --------
    >>> scale_words("bn")["লাখ"], scale_words("de")["Billion"], "কো" in scale_words("bn")
    (5, 12, False)
    """
    words: dict[str, int] = {}
    for length in ("short", "long"):
        found = defaultdict(set)
        for patterns in find_locale(locale).compact_decimal_formats.get(length, {}).values():
            for key, pattern in patterns.items():
                zeros = pattern.pattern.count("0")
                word = pattern.pattern.replace("0", "").replace("'", "").strip()
                found[word].add(len(key) - zeros)
        words |= {word: powers.pop() for word, powers in found.items() if word and len(powers) == 1}
    return words | section(locale).get("scales", {})


def _scales(locale: str) -> Iterator[Word]:
    """Yield the words of scale that are not made of others: หมื่นล้าน is หมื่น times ล้าน."""
    known, endings = scale_words(locale), _endings(locale)
    made = {f"{one}{space}{two}" for one in known for two in known for space in ("", " ", "\N{NO-BREAK SPACE}")}
    for printed, power in known.items():
        for form in {printed, printed.rstrip(".")} - made:
            yield Word(form, locale, power=power, exact=len(form) == 1, endings=endings)


@cache
def _guards() -> Table:
    """Return the scale words of languages that make a number unreadable while nobody names them."""
    words = chain.from_iterable(map(scale_words, _beside_cldr()["guarded"]))
    return Table(Word(word) for word in words if len(plain(word)) > 1 or not word.isascii())


def _currencies(locale: str) -> Iterator[Word]:
    """Yield the names and signs of currencies that a locale knows, the ones beside CLDR first."""
    endings, known = _endings(locale), find_locale(locale)
    for key in ("names", "shared"):
        for printed, code in section(locale).get(key, {}).items():
            yield Word(printed, locale, currency=code, assumed=key == "shared", shy=True, endings=endings)
    for code in sorted(_tender()):
        for name in {get_currency_name(code, number, locale=known) for number in PLURALS} - {code}:
            yield Word(name.split(" (")[0], locale, currency=code, shy=True, endings=endings)
        sign = known.currency_symbols.get(code, code)
        if sign != code:
            yield Word(sign, currency=code, exact=True, assumed=sign in section("any")["shared_signs"])


def _signs() -> Iterator[Word]:
    """Yield the signs that any language prints, and the ISO codes."""
    for key in ("signs", "shared_signs"):
        for sign, code in section("any")[key].items():
            yield Word(sign, currency=code, exact=True, assumed=key == "shared_signs")
    for code in _tender():
        yield Word(code, currency=code, exact=True, shy=code in _beside_cldr()["words_too"])


@cache
def _tender() -> frozenset[str]:
    """Return the ISO codes of currencies that are legal tender somewhere today."""
    spans = chain.from_iterable(get_global("territory_currencies").values())
    return frozenset(code for code, _, end, tender in spans if tender and end is None)
