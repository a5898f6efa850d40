"""The words of a language that stand in and beside amounts: scale words, currencies, "to", "per", "about", "percent".

CLDR (through Babel) has most of them, and the files of the folder `lexicon` have what the press prints and CLDR lacks.
A `Lexicon` holds those of the languages that one passage is read in. It is built once.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache
from itertools import chain

from babel.core import get_global
from babel.numbers import get_currency_name

from tradeview.prose.languages import ANY, ENGLISH, LATIN, listed, scale_words, script, script_of, section
from tradeview.prose.numerals import DIGITS, find_locale
from tradeview.prose.words import Table, Word, cased, plain

PLURALS = (None, 0, 1, 2, 3, 5, 11, 100, 1.5)  # no number, and one of each plural form of any language
GAP = r"[ ]{0,2}\n?[ ]{0,8}"  # what may part the words of a figure
RUN_ON = {"THAI", "LAO", "KHMER", "MYANMAR", "CJK", "HIRAGANA", "KATAKANA"}  # scripts without spaces between words
# Digits one by one, 六四〇.五; two alone are none, as 三四 is three or four.
SPELLED = "[{0}]{{3,}}(?:[.·点點][{0}]+)?|[{0}]+[.·点點][{0}]+|(?=[{0}]?[〇零])[{0}]{{2}}"
DIGIT_VALUES = frozenset(map(Decimal, range(10)))
SPACES = ("", " ", "\N{NO-BREAK SPACE}")
ZEROS = {"〇": 0, "零": 0}
HEDGES = ("about", "over", "under")


class Lexicon:
    """The words of several languages, the first of them first, and the patterns made of them.

    Attributes
    ----------
    scales, leading, guards : Table
        Scale words of these languages, behind a number and before it ("bilioni 24.8"), and those of all languages,
        which make a number unreadable where theirs is not the language.
    currencies : Table
        Names, signs and ISO codes of currencies.
    hedges, hedges_after, infixes : Table
        What says that a figure is no exact one: before it, after it, and between its digits and its scale.
    minus, between, joiners, plus, halves, quoted, quantities : Table
        Words for a minus; before a range whose ends "and" joins; between a scale and its currency ("millions de
        dollars"); between the terms of a compound ("مليارين و480 مليون"); for a half behind a scale ("millón y
        medio"); words that say a rate follows; and what is counted or weighed ("pounds of").
    governors : Table
        Words that a number follows, "to" and "compared with", so that a dash behind them is its minus.
    spoken_plus : re.Pattern
        What may stand between number words: "one hundred and twenty", "treinta y cinco".
    eras : set of int
        How many years the calendars of these languages are ahead of the common one, which is always among them.
    number_words : dict of str to Decimal
        What "two" means.
    partitives : tuple of str
        What joins a scale to the noun that it counts, where a noun needs it: "millions de tonnes".
    numbers, range, ends, equal, equals, per, percent, restated : re.Pattern
        A printed number; what stands between the ends of a range, alone or after "between"; between the sides of an
        exchange rate, before its far side, and before its base; a share; what opens a second statement of a figure.
    """

    def __init__(self, locales: tuple[str, ...]) -> None:
        self.locales = locales
        self.sections = [section(ANY), *map(section, locales)]
        # "Billion" in a German text is no English word.
        own = [name for name in locales if name != ENGLISH or name == locales[0] or script(locales[0]) != LATIN]
        self.scales = Table(chain.from_iterable(map(_scales, own)))
        leading = chain.from_iterable(scale_words(name, leading=True).items() for name in locales)
        self.leading = Table(Word(word, power=power, exact=len(word) == 1) for word, power in leading)
        self.guards = _guards()
        self.currencies = Table(chain(*map(_currencies, locales), _signs()))
        self.scaled_only = {plain(word) for word in self.words("scaled_only")}
        self.names_follow = {name for name in locales if not section(name).get("names_before", True)}
        self.partitives = tuple(map(plain, section(locales[0]).get("partitives", ())))
        self.eras = {part.get("era", 0) for part in self.sections}
        self._beside()
        self._numbers()
        self._between()

    def _beside(self) -> None:
        """Make the tables of words that stand beside and within figures."""
        self.hedges = self.labelled(dict(zip(HEDGES, HEDGES, strict=True)))
        self.hedges_after = self.labelled({f"{hedge}_after": hedge for hedge in HEDGES})
        self.infixes = self.labelled({f"infix_{hedge}": hedge for hedge in HEDGES})
        self.minus, self.between, self.joiners, self.plus, self.halves, self.quoted, self.quantities, self.percents = (
            self.labelled({key: key})
            for key in ("minus", "between", "joiners", "plus", "half_after", "rate", "quantity", "percent")
        )
        compared = chain.from_iterable(part.get("periods", {}).get("baseline", ()) for part in self.sections)
        self.governors = Table(map(Word, chain(self.words("to"), self.words("between"), compared)))
        joiners = {plain(word) for word in self.words("joiners")}
        spoken = chain.from_iterable(map(self.words, ("evidence", "to", "and", "or", *HEDGES)))
        self.little = {plain(word).split(" ")[0] for word in chain(spoken, self._of_times())} - joiners

    def _numbers(self) -> None:
        """Make the patterns of numbers, in digits and in words."""
        listed_numbers = chain.from_iterable(part.get("numbers", {}).items() for part in reversed(self.sections))
        self.number_words = {plain(word): Decimal(str(number)) for word, number in listed_numbers}
        single = {word: said for word, said in self.number_words.items() if len(word) == 1 and not word.isascii()}
        digits = ZEROS | {word: int(said) for word, said in single.items() if 0 <= said < 10}
        self.digits = str.maketrans({word: str(digit) for word, digit in digits.items()} | dict.fromkeys("·点點", "."))
        self.strings = re.compile(SPELLED.format("".join(digits)) if set("一九") <= set(digits) else "(?!)")
        self.unclear = re.compile(f"(\\d+) ?{self.any_of('unclear')} ?(\\d+)")
        before = [*self.words("several"), *(word for word, digit in digits.items() if digit)]
        several = "".join(f"(?<!{re.escape(plain(word))})" for word in before)
        words = f"{several}{self.any_of(words=self.number_words)}"
        point = f" ?{self.any_of('decimal')} ?"
        self.decimal = re.compile(f"{point}(?=\\d)")
        spelled = self.any_of(words=[word for word, said in self.number_words.items() if said in DIGIT_VALUES])
        places = f"{point}((?:{spelled} ){{0,3}}(?:{spelled}|\\d+))"  # দশমিক শূন্য ৪
        self.fraction = re.compile(f"{places}\\Z")
        self.numbers = re.compile(f"(?:{self.unclear.pattern}|{DIGITS}|{self.strings.pattern}|{words})(?:{places})?")
        self.spoken_plus = re.compile(f"{GAP}(?:-|{self.any_of('spoken_plus')}{GAP})?")

    def _between(self) -> None:
        """Make the patterns of what stands between figures."""
        hedged = f"(?:{self.any_of(words=chain.from_iterable(map(self.words, HEDGES)))}{GAP}){{0,2}}"
        self.range = re.compile(f" ?[-–—~] ?|(?P<word>{GAP}{self.any_of('to')}{GAP}{hedged})")
        self.ends = re.compile(f"{GAP}(?:{self.any_of('and')}|[,、]){GAP}{hedged}")
        alike = [word for word in self.words("equals") if word not in set(self.words("or"))]
        self.equal = re.compile(f"{GAP}(?:{self.any_of(words=alike)}|{self.any_of('per')}){GAP}{hedged}")
        self.equals = re.compile(f"{self.any_of('equals')}{GAP}{hedged}\\Z")
        self.per = re.compile(f"{GAP}{self.any_of('per')}{GAP}")
        self.priced = re.compile(f"{self.any_of('per')}{GAP}\\Z")
        self.priced_after = re.compile(f"{self.any_of('per_after')}{GAP}\\Z")
        self.percent = re.compile(f"{GAP}{self.any_of('percent')}")
        said = [word for word in self.words("equals") if word[:1].isalpha()]
        again = self.any_of(words=[*self.words("or"), *said])
        self.restated = re.compile(rf"{GAP}(?:/|(?:[(\[]|,?{GAP}{again}){GAP}(?:{again}{GAP})?{hedged}){GAP}")

    def _of_times(self) -> Iterator[str]:
        """Yield the words that open a time, or a comparison."""
        listed_times = [part.get("periods", {}) for part in self.sections]
        for key in ("undated", "baseline", "of"):
            yield from chain.from_iterable(part.get(key, ()) for part in listed_times)
        for part in listed_times:
            yield from filter(None, (form.partition("{")[0].strip() for form in part.get("year", ())))

    def words(self, key: str) -> Iterator[str]:
        """Yield the words that the languages list under a key."""
        return chain.from_iterable(part.get(key, ()) for part in self.sections)

    def labelled(self, labels: dict[str, str]) -> Table:
        """Return a table of the words under some keys, each labelled with what its key means."""
        return Table(
            Word(word, label=label, endings=tuple(map(plain, part["endings"])) if "endings" in part else None)
            for part in self.sections
            for key, label in labels.items()
            for word in part.get(key, ())
        )

    def spelled(self, printed: str) -> str:
        """Write digits that are spelled one by one as digits: 六四〇.五, তিন দশমিক শূন্য চার."""
        if match := self.fraction.search(printed):
            words = match[1].split(" ")
            digits = "".join(word if word.isdecimal() else str(self.number_words[word]) for word in words)
            return f"{printed[: match.start()]}.{digits}"
        return printed.translate(self.digits) if self.strings.fullmatch(printed) else printed

    def any_of(self, key: str = "", *, words: Iterable[str] = ()) -> str:
        """Return a pattern of any of the words under a key, or of those given; letters with capitals stand apart."""
        plains = sorted({plain(word.removesuffix("*")) for word in (words or self.words(key))}, key=len, reverse=True)
        return f"(?:{'|'.join(map(_apart, filter(None, plains))) or '(?!)'})"


def _apart(word: str) -> str:
    """Return a pattern of a word that is no part of another."""
    before = r"(?<![^\W\d_])" if cased(word, 0) else ""
    if not before and script_of(word[0]) not in RUN_ON and word[0].isalpha():
        before = r"(?<![^\W\d_]{2})"  # one letter may be glued before it: and, by, for
    after = r"(?![^\W\d_])" if cased(word, len(word) - 1) else ""
    return f"{before}{re.escape(word)}{after}"


@lru_cache(maxsize=64)
def find_lexicon(locales: tuple[str, ...]) -> Lexicon:
    """Return the lexicon of some languages and of English, which is read everywhere.

    Examples
    --------
    >>> find_lexicon(("th",)).locales, find_lexicon(("de",)).scales.words["billion"][0].power
    (('th', 'en'), 12)
    """
    return Lexicon(tuple(dict.fromkeys([*locales, ENGLISH])))


def _endings(locale: str) -> tuple[str, ...] | None:
    known = section(locale).get("endings")
    return None if known is None else tuple(map(plain, known))


def _scales(locale: str) -> Iterator[Word]:
    """Yield the words of scale that are not made of others: หมื่นล้าน is หมื่น times ล้าน."""
    known, endings = scale_words(locale), _endings(locale)
    pairs = [(one, two) for one in known for two in known]
    made = {f"{one}{space}{two}": known[one] + known[two] for one, two in pairs for space in SPACES}
    for printed, power in known.items():
        for form in {printed, printed.rstrip(".")}:
            # Of a language with listed endings no other word is one: هزارمیلیارد has to be a word of its own.
            glued = endings is not None and not any(space in form for space in SPACES if space)
            if made.get(form) == power and not glued:
                continue
            yield Word(form, locale, power=power, exact=len(form) == 1, endings=endings)


@cache
def _guards() -> Table:
    """Return the scale words of all languages, which make a number unreadable where theirs is not the language."""
    words = chain.from_iterable(map(scale_words, listed()))
    return Table(Word(word) for word in words if len(plain(word)) > 1 or not word.isascii())


def _currencies(locale: str) -> Iterator[Word]:
    """Yield the names and signs of currencies that a locale knows, the ones beside CLDR first."""
    own, endings = section(locale), _endings(locale)
    for key in ("names", "shared"):
        for printed, code in own.get(key, {}).items():
            yield Word(printed, locale, currency=code, assumed=key == "shared", shy=True, endings=endings)
    for sign, code in own.get("signs", {}).items():
        yield Word(sign, locale, currency=code, exact=True, shy=sign.isalpha() and len(sign) <= 2, endings=endings)
    for sign, held in own.get("scaled_signs", {}).items():
        yield Word(sign, locale, **held, exact=True)
    yield from _of_cldr(locale, endings)


def _of_cldr(locale: str, endings: tuple[str, ...] | None) -> Iterator[Word]:
    """Yield CLDR's names and signs of today's currencies."""
    known = find_locale(locale)
    for code in sorted(_tender()):
        for name in currency_names(locale, code):
            yield Word(name, locale, currency=code, shy=True, endings=endings)
        sign = known.currency_symbols.get(code, code)
        if sign != code:
            yield Word(sign, currency=code, exact=True, assumed=sign in section(ANY)["shared_signs"])


def _signs() -> Iterator[Word]:
    """Yield the signs that any language prints, and the ISO codes."""
    for key in ("signs", "shared_signs"):
        for sign, code in section(ANY)[key].items():
            yield Word(sign, currency=code, exact=True, assumed=key == "shared_signs")
    for code in _tender():
        yield Word(code, currency=code, exact=True, shy=code in section(ANY)["words_too"])


@cache
def _tender() -> frozenset[str]:
    """Return the ISO codes of currencies that are legal tender somewhere today."""
    spans = chain.from_iterable(get_global("territory_currencies").values())
    return frozenset(code for code, _, end, tender in spans if tender and end is None)


@lru_cache(maxsize=4096)
def currency_names(locale: str, code: str) -> tuple[str, ...]:
    """Return CLDR's names of a currency in a language, in the numbers that it inflects, folded.

    Examples
    --------
    >>> currency_names("en", "MYR")
    ('malaysian ringgit', 'malaysian ringgits')
    """
    known = find_locale(locale)
    names = {get_currency_name(code, number, locale=known).split(" (")[0] for number in PLURALS}
    return tuple(sorted(set(map(plain, names - {code}))))


@cache
def unit_name(code: str) -> str:
    """Return what a currency shares its name with: dollar, peso, rupee.

    Examples
    --------
    >>> unit_name("AUD"), unit_name("PHP")
    ('Dollar', 'Peso')
    """
    return get_currency_name(code, locale=find_locale(ENGLISH)).rpartition(" ")[2]
