"""Which currency a bare `$`, `peso` or `dinar` means, where the text points away from the one its language means.

It is that of the country named beside it ("the UAE's 5 billion dirhams, Morocco's 3 billion dirhams"), else of the only
such country of its sentence, else the other currency of that name that the text names, else that of the only such
country of the text. A country that is named as the other side of a trade ("exports to Pakistan") counts only where no
other is named. A dollar is an exception: the press of the world counts in US dollars, whatever countries it writes
about. What is decided here stays marked as assumed.

A name of so many countries that none is meant by itself (`dinar`) has no currency where the text tells none. And one
that means another country's at listed places, the টাকা of West Bengal, is that country's where the text names them.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from operator import attrgetter

from tradeview.prose.amounts.countries import Place, find_places
from tradeview.prose.figure import Figure
from tradeview.prose.languages import ANY, ENGLISH, language_file, script_of_locale
from tradeview.prose.lexicon import RUN_ON, any_word, currency_names, find_lexicon, unit_name
from tradeview.prose.numerals import Numeral
from tradeview.prose.text.folding import Table, View, Word, fold_word, fold_words
from tradeview.prose.text.stops import split_sentences

DOLLAR, US_DOLLAR = "Dollar", "USD"
CLAUSE_MARK = re.compile("[,;:،、，；؛]")


def resolve_currencies(figures: list[Figure], view: View) -> list[Figure]:
    """Decide what the assumed currencies of a text are."""
    if not any(figure.word and (figure.word.assumed or _is_of_places(figure.word, figure)) for figure in figures):
        return figures
    resolver = Resolver(figures, view)
    resolved: list[Figure] = []
    for number, figure in enumerate(figures):
        word = figure.word
        # A measure is no money.
        if word is None or figure.unit or not (word.assumed or _is_of_places(word, figure)):
            resolved.append(figure)
            continue
        code = resolver.choose_code(number, word)
        # Copies cost more than the choice, and most names mean what their language means.
        is_changed = code != word.currency
        resolved.append(replace(figure, word=replace(word, currency=code, assumed=True)) if is_changed else figure)
    return resolved


def _is_of_places(word: Word, figure: Figure) -> bool:
    """Whether the places that a text names may tell another currency than the one that a name has by itself."""
    return figure.locale is not None and word.printed in language_file(figure.locale).get("places", {})


class Resolver:
    """The figures of one text, the countries that it names, and what bare names of currencies mean beside them."""

    def __init__(self, figures: Sequence[Figure], view: View) -> None:
        self.figures = figures
        self.view = view
        amounts = [figure for figure in figures if figure.kind != "rate"]
        self.named = {figure.word for figure in amounts if figure.word and not figure.word.assumed}
        self.starts = [figure.start for figure in figures]
        self.borders = [start for start, _ in split_sentences(view)]
        self.places: dict[str, list[Place]] = {}  # of a language, where its names of countries stand
        self.alike: dict[tuple[Word, str], list[Place]] = {}  # those that pay in a currency of a bare name
        self.of_sentences: dict[tuple[Word, str, int], set[str]] = {}
        self.codes: dict[tuple[Word, str | None], str] = {}  # what a bare name means throughout

    def choose_code(self, number: int, word: Word) -> str:
        """Return the code that the text points to, if there is one and no other, or else that of the language."""
        figure = self.figures[number]
        is_bare_name = word.assumed and not is_of_one_letter(word)
        if figure.locale and is_bare_name and unit_name(word.currency) != DOLLAR:
            code = self.find_code_beside(number, word, figure.locale)
            if code is not None:
                return code
        # A text has few such words and many figures: what the whole says of each is found once.
        key = (word, figure.locale)
        if key not in self.codes:
            self.codes[key] = self.choose_code_of_text(word, figure.locale)
        return self.codes[key]

    def choose_code_of_text(self, word: Word, locale: str | None) -> str:
        """Return the code that a text as a whole points to, or else that of the language, which may have none."""
        codes: set[str] = set()
        # 元 is part of the names of all that are counted in 元: what else the text names says nothing about it.
        if word.assumed and not is_of_one_letter(word):
            codes = {other.currency for other in self.named if _is_alike(word, other.currency, other.locale)}
        if not codes:
            codes = self.find_codes_of_rates(word)
        if not codes and locale:
            codes = self.find_codes_of_notes(word, locale) or _find_codes_of_listed(word, locale, self.view)
        if not codes and locale:
            codes = self.find_codes_of_countries(word, locale)
        if len(codes) == 1:
            return codes.pop()
        return "" if locale and _is_open(word, locale) else word.currency

    def find_codes_of_rates(self, word: Word) -> set[str]:
        """Return the currencies of amounts that are stated in dollars, too: 18.4 billion dirhams (US$5 billion)."""
        if not word.assumed or is_of_one_letter(word) or unit_name(word.currency) == DOLLAR:
            return set()
        dollars = {one.observation: one for one in self.figures if one.observation and one.currency == US_DOLLAR}
        told: set[str] = set()
        for figure in self.figures:
            same = dollars.get(figure.observation or "")
            if figure.word == word and same and figure.numeral and same.numeral and figure.kind != "rate":
                told |= {code for code in _fit_rates(figure.numeral, same.numeral) if _is_alike(word, code, None)}
        return told

    def find_codes_of_notes(self, word: Word, locale: str) -> set[str]:
        """Return the currencies that notes name for a name of one letter: 5亿元(澳门元，下同)."""
        if not is_of_one_letter(word):
            return set()
        notes = _pattern_of_notes(locale).finditer(self.view.folded)
        names = [find_lexicon((locale,)).currencies.after(self.view, note.start(1)) for note in notes]
        return {name.word.currency for name in names if name and not name.word.assumed}

    def find_codes_of_countries(self, word: Word, locale: str) -> set[str]:
        """Return the currencies that the countries of a text pay in; who it trades with counts where no other does."""
        if not word.assumed or unit_name(word.currency) == DOLLAR or is_of_one_letter(word):
            return set()
        places = self.find_alike(word, locale)
        codes = _find_codes(places)
        # Who else is named says nothing of a name that is of so many countries.
        return codes if codes or _is_open(word, locale) else {place.currency for place in places}

    def find_code_beside(self, number: int, word: Word, locale: str) -> str | None:
        """Return what the one country pays in that the clause of a figure names, or else its sentence."""
        places = self.find_alike(word, locale)
        if not places:
            return None
        figure = self.figures[number]
        sentence = bisect_right(self.borders, figure.start)
        start = self.borders[sentence - 1] if sentence else 0
        end = self.borders[sentence] if sentence < len(self.borders) else len(self.view.folded)
        floor = max(start, self.figures[number - 1].end if number else 0)
        ceiling = min(end, self.figures[number + 1].start if number + 1 < len(self.figures) else end)
        clause = max(
            (mark.end() for mark in CLAUSE_MARK.finditer(self.view.folded, floor, figure.start)), default=floor
        )
        mark = CLAUSE_MARK.search(self.view.folded, figure.end, ceiling)
        behind = mark.start() if mark else ceiling
        for first, last in ((floor, figure.start), (clause, figure.start), (figure.end, behind)):
            codes = _find_codes(_within(places, first, last))
            if len(codes) == 1:
                return codes.pop()
        # A sentence may hold many figures and many countries.
        key = (word, locale, start)
        if key not in self.of_sentences:
            self.of_sentences[key] = _find_codes(_within(places, start, end))
        return next(iter(self.of_sentences[key])) if len(self.of_sentences[key]) == 1 else None

    def find_stretches(self, locale: str) -> Iterator[tuple[int, int]]:
        """Yield the stretches of a text around the figures of one language, in which its countries are looked for."""
        floor = 0
        for language, run in groupby(self.figures, key=attrgetter("locale")):
            held = list(run)
            if language == locale:
                following = bisect_right(self.starts, held[-1].start)
                end = self.starts[following] if following < len(self.starts) else len(self.view.folded)
                yield floor, end
            floor = held[-1].end

    def find_alike(self, word: Word, locale: str) -> list[Place]:
        """Return the countries of a text that pay in a currency of a bare name."""
        if (word, locale) not in self.alike:
            if locale not in self.places:
                self.places[locale] = [
                    place
                    for start, end in self.find_stretches(locale)
                    for place in find_places(self.view, locale, start, end)
                ]
            codes = {place.currency for place in self.places[locale]}
            alike = {code for code in codes if _is_alike(word, code, locale)}
            self.alike[word, locale] = [place for place in self.places[locale] if place.currency in alike]
        return self.alike[word, locale]


def _find_codes(places: Sequence[Place]) -> set[str]:
    """Return what countries pay in, but for those that are the other side of a trade."""
    return {place.currency for place in places if not place.is_partner}


def _within(places: Sequence[Place], start: int, end: int) -> Sequence[Place]:
    """Return the places that start in a stretch of the text."""
    by_start = attrgetter("start")
    return places[bisect_left(places, start, key=by_start) : bisect_left(places, end, key=by_start)]


def _fit_rates(number: Numeral, dollars: Numeral) -> set[str]:
    """Return the currencies that a number may be of, where the same amount is so many dollars."""
    if dollars.low <= 0 or number.low <= 0:
        return set()
    lowest, highest = number.low / dollars.high, number.high / dollars.low
    rates = language_file(ANY)["dollar_rates"].items()
    return {code for code, (low, high) in rates if lowest <= high and low <= highest}


def _is_open(word: Word, locale: str) -> bool:
    """Whether a bare name is that of so many countries that none is meant by itself."""
    return fold_word(word.printed) in _list_open_names(locale)


@cache
def _list_open_names(locale: str) -> frozenset[str]:
    """Return the bare names of a language that mean no country's currency by themselves, folded."""
    return frozenset(fold_words(language_file(locale).get("open_names", ())))


@cache
def _pattern_of_notes(locale: str) -> re.Pattern[str]:
    """Return what a note for all amounts that follow looks like, from where its currency starts: (港元，下同)."""
    same_below = any_word(language_file(locale).get("same_below", ()))
    return re.compile(rf"\(([^\W\d_]{{1,8}})[,;、. ]{{0,2}}{same_below}")


def is_of_one_letter(word: Word) -> bool:
    """Whether a name is one letter that is a word, as 元 is."""
    return len(word.printed) == 1 and word.printed.isalpha() and not word.printed.isascii()


def _is_alike(word: Word, code: str, locale: str | None) -> bool:
    """Whether a currency goes by a bare name: both are dollars, or its name in this language holds it."""
    if unit_name(code) == unit_name(word.currency):
        return True
    if any({code, word.currency} <= set(codes) for codes in language_file(ANY)["kinds"].values()):
        return True
    # A sign within a word of another name is none of it: the Rs of US dollars.
    if len(word.printed) == 1 or word.exact:
        return False
    bare = fold_word(word.printed)
    names = currency_names(locale or ENGLISH, code)
    if script_of_locale(locale or ENGLISH) in RUN_ON:
        return any(bare in name for name in names)
    return any(bare in name.split(" ") for name in names)


def _find_codes_of_listed(word: Word, locale: str, view: View) -> set[str]:
    """Return the currency of a bare name that a listed word tells; one listed first counts before the next."""
    for code, names in language_file(locale).get("places", {}).get(word.printed, {}).items():
        table = Table(Word(name) for name in names)
        if next(table.scan(view), None):
            return {code}
    return set()
