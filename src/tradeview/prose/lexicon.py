"""The words of a language that stand in and beside amounts: scale words, currencies, "to", "per", "about", "percent".

CLDR (through Babel) has most of them, and the files of the folder `lexicon` have what the press prints and CLDR lacks.
A `Lexicon` holds those of the languages that one passage is read in. It is built once.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache
from itertools import groupby, product
from operator import itemgetter
from typing import Any

from babel.core import get_global
from babel.numbers import get_currency_name

from tradeview.periods import month_names
from tradeview.prose.languages import (
    ANY,
    ENGLISH,
    LATIN,
    MARKS,
    find_locale,
    language_file,
    listed_locales,
    scale_words,
    script_of_character,
    script_of_locale,
)
from tradeview.prose.numerals import DIGITS
from tradeview.prose.text.folding import STEM, Table, Word, fold_word, fold_words, is_cased

PLURALS = (None, 0, 1, 2, 3, 5, 11, 100, 1.5)  # no number, and one of each plural form of any language
GAP = r"[ ]{0,2}\n?[ ]{0,8}"  # what may part the words of a figure
LETTER = rf"(?:[^\W\d_]|[{MARKS}])"
NO_LETTER_BEFORE = rf"(?<!{LETTER})"
NOTHING = "(?!)"  # a pattern that matches nowhere
RUN_ON = {"THAI", "LAO", "KHMER", "MYANMAR", "CJK", "HIRAGANA", "KATAKANA"}  # scripts without spaces between words
# Digits one by one, 六四〇.五; two alone are none, as 三四 is three or four.
SPELLED = "[{0}]{{3,}}(?:[.·・点點][{0}]+)?|[{0}]+[.·・点點][{0}]+|(?=[{0}]?[〇零○◯])[{0}]{{2}}"
DIGIT_VALUES = frozenset(Decimal(digit) for digit in range(10))
LONG_SCALE = 6  # letters of a word of scale that others begin with
NO_BREAK = "\N{NO-BREAK SPACE}"
ZEROS = {"〇": 0, "零": 0, "○": 0, "◯": 0}
HEDGES = ("about", "over", "under")
NOUN_BEGIN = 3  # letters by which the noun of a currency is known in other languages
YEARS = range(1900, 2101)  # of four digits alone: before and after them a number is an amount


class Lexicon:
    """The words of several languages, the first of them first, and the patterns made of them.

    Attributes
    ----------
    files, periods : list of dict
        What the files of these languages list, that for all languages first; and of each what it lists of times.
    scales, scales_before, all_scales, scale_stems : Table
        Scale words of these languages, behind a number and before it ("bilioni 24.8"), those of all languages, and what
        other words begin with.
    joined_units : Table
        Currencies with a scale before their code: MEUR.
    infixes : Table
        Hedges between the digits of a figure and its scale: 100多亿.
    fractions, fractions_before : Table
        Words for a fraction behind a number ("2 and a half billion") and before it (साढ़े 3).
    scales_of_one : Table
        Scale words that go on a compound without a one before them: 2兆千億.
    between, joiners, plus, halves, rate_words, quantities, percents_before : Table
        Words before a range whose ends "and" joins; between a scale and its currency ("millions de dollars"); between
        the terms of a compound ("مليارين و480 مليون"); for a half behind a scale ("millón y medio"); that say a rate
        follows; of what is counted or weighed ("pounds of"); before a share ("yüzde 5").
    numbered_parts : Table
        Words for a part of a year before its number: tháng 1, quý 2.
    of_year : Table
        Nouns behind a year that are of it, so that it is no amount: USD 2024 report.
    governors : Table
        Words that a number follows, "to" and "compared with", so that a dash behind them is its minus.
    base_leads : bool
        Whether a rate's base stands right before its price: डॉलर 85.52 रुपये.
    function_words : set of str
        First words of what may follow an amount without being what it counts: "and", "in", "last".
    range_joint, list_joint, series_joint, joint, restatement : re.Pattern
        What stands between the ends of a range; between the items of a list, or the ends of a range after "between";
        between those of a series, whose `last` joint is "and"; either of the first two; what opens a second statement
        of a figure.
    subunit : re.Pattern
        Hundredths behind a currency: 149円45銭, five roubles 30 kopecks.
    rate_joint, rate_before, costs, costs_not_behind, per, per_before, priced_before : re.Pattern
        What stands between the sides of an exchange rate; before its far side; before its base, searched forwards and
        backwards; and behind a base that stands before its price.
    """

    def __init__(self, locales: tuple[str, ...]) -> None:
        self.locales = locales
        self.files = [language_file(name) for name in (ANY, *locales)]
        self.periods: list[dict[str, Any]] = [file.get("periods", {}) for file in self.files]
        first = locales[0]
        scaled = list(locales)
        # "Billion" in a German text is no English word.
        if first != ENGLISH and script_of_locale(first) == LATIN:
            scaled.remove(ENGLISH)
        self.scales = Table(_list_scales(scaled))
        leading: list[Word] = []
        for name in locales:
            known = scale_words(name, leading=True).items()
            leading += [Word(word, power=power, exact=len(word) == 1) for word, power in known]
        self.scales_before = Table(leading)
        self.all_scales, self.scale_stems = _tables_of_all_scales()
        self.currencies = Table([*list_currencies(locales), *list_common_signs()])
        self.joined_units = _table_of_joined_units()
        self.scaled_only = set(fold_words(self.words("scaled_only")))
        self.names_follow = {name for name in locales if not language_file(name).get("names_before", True)}
        self.base_leads = language_file(first).get("base_leads", False)
        self.nouns_have_capitals = language_file(first).get("nouns_have_capitals", False)
        self.partitives = fold_words(language_file(first).get("partitives", ()))
        # How many years the calendars of these languages are ahead of the common one.
        self.eras = {file.get("era", 0) for file in self.files}
        self._make_tables_beside()
        self._make_number_patterns()
        self._make_joints()

    def _make_tables_beside(self) -> None:
        """Make the tables of words that stand beside and within figures."""
        self.hedges = self.label_words(about="about", over="over", under="under")
        self.hedges_after = self.label_words(about_after="about", over_after="over", under_after="under")
        self.infixes = self.label_words(infix_about="about", infix_over="over", infix_under="under")
        self.minus = self.label_words(minus="minus")
        self.between = self.label_words(between="between")
        self.joiners = self.label_words(joiners="joiner")
        self.plus = self.label_words(plus="plus")
        self.halves = self.label_words(half_after="half")
        self.scales_of_one = self.label_words(scales_of_one="one")
        self.fractions = self.fraction_words("fractions")
        self.fractions_before = self.fraction_words("fractions_before")
        self.rate_words = self.label_words(rate="rate")
        self.quantities = self.label_words(quantity="quantity")
        self.of_year = self.label_words(of_year="noun")
        self.percents_before = self.label_words(percent="percent")
        forms = [form for form in self.period_words("month", "quarter", "half") if form.endswith("}")]
        parts = [form.partition("{")[0].strip() for form in forms]
        # CLDR's names of months are numbered in some languages: tháng 1.
        months = [month_names(find_locale(name), "format", "wide")[1] for name in self.locales]
        parts += [month.removesuffix("1").strip() for month in months if month.endswith("1")]
        self.numbered_parts = Table(Word(part) for part in parts if part)
        governors = [*self.words("to", "between"), *self.period_words("baseline")]
        self.governors = Table(Word(word) for word in governors)
        openings = self.words("evidence", "to", "and", "or", *HEDGES)
        openings += self.period_words("undated", "baseline", "of")
        openings += [form.partition("{")[0].strip() for form in self.period_words("year")]
        joiners = fold_words(self.words("joiners"))
        self.function_words = {opening.split(" ")[0] for opening in fold_words(openings)}.difference(joiners)

    def _make_number_patterns(self) -> None:
        """Make the patterns of numbers, in digits and in words."""
        self.number_words: dict[str, Decimal] = {}
        # From the last language to the first, whose words count over those of the others.
        for file in reversed(self.files):
            for word, number in file.get("numbers", {}).items():
                self.number_words[fold_word(word)] = Decimal(str(number))
        digits = dict(ZEROS)
        for word, value in self.number_words.items():
            if len(word) == 1 and not word.isascii() and value in DIGIT_VALUES:
                digits[word] = int(value)
        written = {word: str(digit) for word, digit in digits.items()}
        self.digit_table = str.maketrans(written | dict.fromkeys("·・点點", "."))
        spelled = NOTHING
        # Languages without Han numerals have the zeros alone, and spell nothing with them.
        if {"一", "九"} <= digits.keys():
            spelled = SPELLED.format("".join(digits))
        self.spelled_digits = re.compile(spelled)
        endings = any_word(ending.lstrip("-") for ending in self.words("number_endings"))
        self.number_endings = re.compile(f"['-]?{endings}(?![^\\W\\d_])")
        self.unclear_fraction = re.compile(f"(\\d+) ?{self.any_of('unclear')} ?(\\d+)")
        # The 十 of 数十 (several tens) is no number, nor the second digit of 三四 (three or four).
        severals = [*self.words("several"), *(word for word, digit in digits.items() if digit)]
        not_several = "".join(f"(?<!{re.escape(fold_word(word))})" for word in severals)
        # The تسع of اتسع (widened) is no nine: of letters, those of short words alone are glued before a number.
        glued = "".join(map(re.escape, self.words("glued_before")))
        apart = f"(?<!(?![{glued}])[^\\W\\d_])" if glued else ""
        words = f"{not_several}{apart}{any_word(self.number_words)}"
        point = f" ?{self.any_of('decimal')} ?"
        self.decimal_word = re.compile(f"{point}(?=\\d)")
        spoken_digit = any_word(word for word, value in self.number_words.items() if value in DIGIT_VALUES)
        places = f"{point}((?:{spoken_digit} ){{0,3}}(?:{spoken_digit}|\\d+))"  # দশমিক শূন্য ৪
        self.spoken_fraction = re.compile(f"{places}\\Z")
        number = f"{self.unclear_fraction.pattern}|{DIGITS}|{self.spelled_digits.pattern}|{words}"
        self.numbers = re.compile(f"(?:{number})(?:{places})?")
        self.spoken_plus = re.compile(f"{GAP}(?:-|{self.any_of('spoken_plus')}{GAP})?")

    def _make_joints(self) -> None:
        """Make the patterns of what stands between figures."""
        hedged = f"(?:{self.any_of(*HEDGES)}{GAP}){{0,2}}"
        self.range_joint = re.compile(f" ?[-–—~] ?|(?P<word>{GAP}{self.any_of('to')}{GAP}{hedged})")
        self.list_joint = re.compile(f"{GAP}(?:{self.any_of('and')}|[,、]){GAP}{hedged}")
        comma = "[,、،]"
        both = f"(?P<last>{comma}?{GAP}{self.any_of('and')})"
        self.series_joint = re.compile(f"{GAP}(?:{both}|{comma}){GAP}{hedged}")
        self.joint = re.compile(f"{self.range_joint.pattern}|{self.list_joint.pattern}")
        equals, per, ors = self.words("equals"), self.any_of("per"), self.words("or")
        # "Or" states an amount again, and equates no two sides of a rate.
        alike = any_word(word for word in equals if word not in ors)
        self.rate_joint = re.compile(f"{GAP}(?:{alike}|{per}){GAP}{hedged}")
        costs = self.words("costs")  # what one unit of a currency does: a dollar bought RM4.35
        self.rate_before = re.compile(f"{any_word([*equals, *costs])}{GAP}{hedged}\\Z")
        # Before such a currency where something else is priced in it: a ton in dollars cost RM500.
        self.costs = re.compile(any_word(costs))
        self.costs_not_behind = re.compile(f"{any_word(self.words('costs_not_behind'))}{GAP}\\Z")
        self.per = re.compile(f"{GAP}{per}{GAP}")
        self.per_before = re.compile(f"{per}{GAP}\\Z")
        self.priced_before = re.compile(f"{self.any_of('per_after')}{GAP}\\Z")
        plus = f"(?:{self.any_of('and')}{GAP})?"
        self.subunit = re.compile(f"{GAP}{plus}(\\d{{1,2}}){GAP}{self.any_of('subunits')}")
        self.percent = re.compile(f"{GAP}{self.any_of('percent')}")
        again = any_word([*ors, *(word for word in equals if word[:1].isalpha())])
        opening = rf"/|(?:[(\[]|[,،、]?{GAP}{again},?|[–—-] ?(?={again}|{self.any_of(*HEDGES)}))"
        self.restatement = re.compile(rf"{GAP}(?:{opening}{GAP}(?:{again},?{GAP})?{hedged}){GAP}")

    def words(self, *keys: str) -> list[str]:
        """Return the words that the languages list under some keys."""
        return _gather_words(self.files, keys)

    def period_words(self, *keys: str) -> list[str]:
        """Return the words, and the forms, that the languages list of times under some keys."""
        return _gather_words(self.periods, keys)

    def measure_words(self, *keys: str) -> list[str]:
        """Return the words that the languages list of measures under some keys."""
        return _gather_words([file.get("measure_words", {}) for file in self.files], keys)

    def any_of(self, *keys: str) -> str:
        """Return a pattern of any of the words under some keys."""
        return any_word(self.words(*keys))

    def label_words(self, **labels: str) -> Table:
        """Return a table of the words under some keys, each labelled with what its key means."""
        labelled: list[Word] = []
        for file in self.files:
            endings = read_endings(file)
            for key, label in labels.items():
                labelled += [Word(word, label=label, endings=endings) for word in file.get(key, ())]
        return Table(labelled)

    def fraction_words(self, key: str) -> Table:
        """Return a table of the words under a key that each add a fraction to the number beside them."""
        words: list[Word] = []
        for file in self.files:
            for printed, fraction in file.get(key, {}).items():
                words.append(Word(printed, fraction=Decimal(str(fraction)), endings=read_endings(file)))
        return Table(words)

    def write_digits(self, printed: str) -> str:
        """Write digits that are spelled one by one as digits: 六四〇.五, তিন দশমিক শূন্য চার."""
        if self.spelled_digits.fullmatch(printed):
            return printed.translate(self.digit_table)
        if match := self.spoken_fraction.search(printed):
            digits = [str(self.number_words.get(word, word)) for word in match[1].split(" ")]
            return f"{printed[: match.start()]}.{''.join(digits)}"
        return printed


def _gather_words(files: Iterable[dict[str, Any]], keys: Iterable[str]) -> list[str]:
    gathered: list[str] = []
    for file in files:
        for key in keys:
            gathered += file.get(key, ())
    return gathered


def any_word(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, none of them a part of another word; of nothing where there are none."""
    folded = {fold_word(word.removesuffix(STEM)) for word in words} - {""}
    if not folded:
        return NOTHING
    return _join_alternatives(folded, _edges_of_word)


def any_glued(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, to which others may be glued where a script has no capitals: 기간보다."""
    folded = {fold_word(word) for word in words} - {""}
    if not folded:
        return NOTHING
    return _join_alternatives(folded, lambda word: _edges_of_word(word) if is_cased(word, 0) else ("", ""))


def any_stem(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, and of all that begin with one that ends in *: settle* of settlements."""
    listed = list(words)
    stems = fold_words(word.removesuffix(STEM) for word in listed if word.endswith(STEM))
    begun = f"{NO_LETTER_BEFORE}(?:{'|'.join(map(re.escape, stems))}){LETTER}*" if stems else NOTHING
    return f"(?:{any_glued(word for word in listed if not word.endswith(STEM))}|{begun})"


def any_run_on(words: Iterable[str]) -> str:
    """Return a pattern of any of some words in scripts whose words run on: nothing is asked of what stands beside."""
    folded = sorted({fold_word(word) for word in words} - {""}, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, folded))})" if folded else NOTHING


def any_ending(words: Iterable[str]) -> str:
    """Return a pattern of any of some endings, glued to the word before them."""
    folded = sorted({fold_word(word) for word in words} - {""}, key=len, reverse=True)
    return rf"(?:{'|'.join(map(re.escape, folded))})(?![^\W\d_])" if folded else NOTHING


def _join_alternatives(words: Iterable[str], find_edges: Callable[[str], tuple[str, str]]) -> str:
    """Return a pattern of any of some words, each between what may not stand before it and behind it.

    Words of the same edges share them: a pattern is built, and fails, in a fraction of the time that one edge a word
    takes. What stands before depends on a word's first letter alone, so that words of two such groups never begin
    alike; within a group an alternative that comes first hides a longer one, and those of one end share it in turn.
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    for word in words:
        before, after = find_edges(word)
        groups.setdefault(before, []).append((word, after))
    alternatives: list[str] = []
    for before, ended in groups.items():
        ended.sort(key=lambda pair: (-len(pair[0]), pair[1]))
        runs = [
            f"(?:{'|'.join(re.escape(word) for word, _ in run)}){after}"
            for after, run in groupby(ended, key=itemgetter(1))
        ]
        alternatives.append(f"{before}(?:{'|'.join(runs)})")
    return f"(?:{'|'.join(alternatives)})"


def _edges_of_word(word: str) -> tuple[str, str]:
    """Return patterns of what may stand before and behind a word that is no part of another."""
    before = after = ""
    if is_cased(word, 0):
        before = r"(?<![^\W\d_])"
    elif script_of_character(word[0]) not in RUN_ON and word[0].isalpha():
        before = r"(?<![^\W\d_]{2})"  # one letter may be glued before it: and, by, for
    if is_cased(word, len(word) - 1):
        after = r"(?![^\W\d_])"
    return before, after


@lru_cache(maxsize=64)
def find_lexicon(locales: tuple[str, ...]) -> Lexicon:
    """Return the lexicon of some languages and of English, which is read everywhere."""
    return Lexicon(tuple(dict.fromkeys([*locales, ENGLISH])))


def read_endings(file: dict[str, Any]) -> tuple[str, ...] | None:
    """Return what may be glued to the words of a language, None where its file lists nothing of it."""
    if "endings" not in file:
        return None
    return tuple(fold_words(file["endings"]))


def _list_scales(locales: Iterable[str]) -> Iterator[Word]:
    """Yield the words of scale that are not made of others: หมื่นล้าน is หมื่น times ล้าน."""
    for locale in locales:
        known, endings = scale_words(locale), read_endings(language_file(locale))
        made: dict[str, int] = {}
        for one, two in product(known, repeat=2):
            for space in ("", " ", NO_BREAK):
                made[f"{one}{space}{two}"] = known[one] + known[two]
        for printed, power in known.items():
            for form in {printed, printed.rstrip(".")}:
                has_capitals = len(form) > 1 and form.isascii() and form.isupper()  # 5 MM dollars, 5 mm of rain
                is_glued = " " not in form and NO_BREAK not in form
                # Of a language with listed endings no other word is one: هزارمیلیارد has to be a word of its own.
                if made.get(form) == power and not (is_glued and endings is not None):
                    continue
                yield Word(form, locale, power=power, exact=len(form) == 1 or has_capitals, endings=endings)


@cache
def _tables_of_all_scales() -> tuple[Table, Table]:
    """Return the scale words of all languages, which make a number unreadable where theirs is not the language.

    The second table holds the long ones as stems of other words.
    """
    words: dict[str, None] = {}
    for name in listed_locales():
        words |= dict.fromkeys(scale_words(name))
    table = Table(Word(word) for word in words if len(fold_word(word)) > 1 or not word.isascii())
    # Words made of the longer ones are of scale, too: 10-миллиардный, milliard-plus.
    return table, Table(Word(f"{word}{STEM}") for word in words if len(word) >= LONG_SCALE)


@cache
def _table_of_joined_units() -> Table:
    """Return the codes of currencies with a scale joined to them, MEUR, in any language."""
    codes = _codes_of_tender().difference(language_file(ANY)["words_too"])
    units: list[Word] = []
    for scale, power in language_file(ANY)["joined_scales"].items():
        units += [Word(scale + code, currency=code, power=power, exact=True) for code in sorted(codes)]
        units.append(Word(f"{scale}US$", currency="USD", power=power, exact=True))
    return Table(units)


def list_currencies(locales: Iterable[str]) -> Iterator[Word]:
    """Yield the names and signs of currencies, those of a locale's own file before CLDR's."""
    for locale in locales:
        file, endings = language_file(locale), read_endings(language_file(locale))
        for key in ("names", "shared"):
            for printed, code in file.get(key, {}).items():
                yield Word(printed, locale, currency=code, assumed=key == "shared", shy=True, endings=endings)
        for key in ("signs", "shared_signs"):
            is_shared = key == "shared_signs"
            for sign, code in file.get(key, {}).items():
                is_short_word = sign.isalpha() and len(sign) <= 2
                yield Word(
                    sign, locale, currency=code, assumed=is_shared, exact=True, shy=is_short_word, endings=endings
                )
        for sign, held in file.get("scaled_signs", {}).items():
            yield Word(sign, locale, **held, exact=True)
        yield from _list_currencies_of_cldr(locale, endings)


def list_common_signs() -> Iterator[Word]:
    """Yield the signs that any language prints, and the ISO codes."""
    for key in ("signs", "shared_signs"):
        for sign, code in language_file(ANY)[key].items():
            yield Word(sign, currency=code, exact=True, assumed=key == "shared_signs")
    for key in ("short_signs", "short_shared_signs"):
        for sign, code in language_file(ANY)[key].items():
            yield Word(sign, currency=code, exact=True, shy=True, assumed=key == "short_shared_signs")
    for code in _codes_of_tender():
        yield Word(code, currency=code, exact=True, shy=code in language_file(ANY)["words_too"])


def _list_currencies_of_cldr(locale: str, endings: tuple[str, ...] | None) -> Iterator[Word]:
    """Yield CLDR's names and signs of today's currencies."""
    symbols = find_locale(locale).currency_symbols
    for code in sorted(_codes_of_tender()):
        for name in currency_names(locale, code):
            yield Word(name, locale, currency=code, shy=True, endings=endings)
        for noun in _find_bare_nouns(locale, code):
            yield Word(noun, locale, currency=code, shy=True, endings=endings)
        sign = symbols.get(code, code)
        if sign != code:
            yield Word(sign, currency=code, exact=True, assumed=sign in language_file(ANY)["shared_signs"])


def _find_bare_nouns(locale: str, code: str) -> set[str]:
    """Return the noun of a currency's names, where no other currency has it: the tenge of the Kazakhstani tenge."""
    if code not in language_file(ANY)["bare"]["codes"]:
        return set()
    # Beside the noun stands its country, before it or behind it: the noun is the word that begins as in English.
    begin = fold_word(unit_name(code))[:NOUN_BEGIN]
    words = [word for name in currency_names(locale, code) for word in name.split()]
    return {word for word in words if word.startswith(begin)}


@cache
def _codes_of_tender() -> frozenset[str]:
    """Return the ISO codes of currencies that are legal tender somewhere today."""
    codes: set[str] = set()
    for spans in get_global("territory_currencies").values():
        codes.update(code for code, _, end, is_tender in spans if is_tender and end is None)
    return frozenset(codes)


@lru_cache(maxsize=4096)
def currency_names(locale: str, code: str) -> tuple[str, ...]:
    """Return CLDR's names of a currency in a language, in the numbers that it inflects, folded."""
    known = find_locale(locale)
    names = {get_currency_name(code, number, locale=known).split(" (")[0] for number in PLURALS}
    return tuple(sorted(set(fold_words(names - {code}))))


@cache
def unit_name(code: str) -> str:
    """Return what a currency shares its name with: Dollar of AUD, Peso of PHP."""
    return get_currency_name(code, locale=find_locale(ENGLISH)).rpartition(" ")[2]
