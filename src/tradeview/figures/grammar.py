"""The grammar of an amount: `[currency] number [scale words] [currency]`, the same in every language.

A `Reader` goes through one text and gives each number with the scale and the currency that stand beside it. What a
word means is for the lexicon to say. A number with two readings keeps its place, without a value, and says why.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from tradeview.errors import AmbiguousFigureError, FigureError
from tradeview.figures.figure import BULLET, DIFFERENCE, NO_DOUBT, OTHER_SCALE, Doubt, Figure
from tradeview.figures.lexicon import GAP, find_lexicon
from tradeview.figures.numerals import MINUS, SIGN, Numeral, combine, find_locale, read_number
from tradeview.figures.words import Found, Word, cased, fold

MAX_TERMS = 6  # of a compound: 1 trillion 234 billion 567 million 890 thousand 123
MAX_SCALES = 4  # words of scale that multiply one another: 2 lakh crore
NEAR = 200  # characters within which a word tells the language of a figure
SIGNED = re.compile(SIGN)
JOIN = re.compile(rf"-|{GAP}")  # a US$5-million grant
PART = re.compile(r"(?:\d/|[^\W\d_]-)\Z")  # 12/05/2024, COVID-19
MAX_INDENT = 8  # spaces before the bullet of a list
LINE_START = re.compile(r"(?:\A|\n) *\Z")
MAX_EQUALS = 16  # characters of "is equal to" and the gap after it
YEARS = range(1900, 2101)


class Scale(NamedTuple):
    """The words of scale after a number: their powers of ten, where they end, and the first of them."""

    powers: list[int]
    end: int
    first: Word | None


class Reader:
    """One text being read; places are places in its folded form.

    Examples
    --------
    >>> [(figure.numeral.value, figure.power, figure.currency) for figure in Reader("In 2024 RM5.0 billion").figures()]
    [(Decimal('2024'), 0, ''), (Decimal('5.0E+9'), 9, 'MYR')]
    """

    def __init__(self, text: str, locale: str | None = None) -> None:
        self.view = fold(text)
        self.folded = self.view.folded
        self.body = (len(self.folded) - len(self.folded.lstrip()), len(self.folded.rstrip()))
        self.locale = str(find_locale(locale)) if locale is not None else None
        self.lexicon = find_lexicon(self.folded, self.locale)

    def figures(self) -> Iterator[Figure]:
        """Yield every number, money or not."""
        floor = 0
        while match := self.lexicon.numbers.search(self.folded, floor):
            figure = self.figure(match, floor)
            floor = figure.end if figure else match.end()
            if figure:
                yield figure

    def figure(self, match: re.Match[str], floor: int) -> Figure | None:
        """Read one number with its scale and currency, or None where it is no number; `floor` ends the one before."""
        start, scale, doubt = match.start(), self.scale(match.end()), NO_DOUBT
        scaled, locale = bool(scale.powers), self.language(start, scale.first)
        before = self.currency_before(start, floor, scaled=scaled)
        numeral: Numeral | None
        try:
            numeral, end = self.compound(match[0], scale, locale, prefixed=before is not None)
        except AmbiguousFigureError as error:
            numeral, end, doubt = None, scale.end, Doubt(error.found, error.remedy)
        except FigureError:
            return None
        word, start, end = self.money(start, end, before, scaled=scaled)
        if word and not scaled and self.scale_follows(end):
            numeral, doubt = None, OTHER_SCALE
        figure = Figure(start, end, numeral, sum(scale.powers), word, locale, doubt)
        return self.undecided(self.said_minus(self.signed(figure), floor))

    def signed(self, figure: Figure) -> Figure:
        """Take in the minus before a currency."""
        start = figure.start - 1
        if start < 0 or not (figure.word and figure.numeral and SIGNED.match(self.folded, start)):
            return figure
        return replace(figure.negated(), start=start)

    def said_minus(self, figure: Figure, floor: int) -> Figure:
        """Take in a minus in words; leave the value open where a number before may be what it subtracts from."""
        minus = self.lexicon.minus.before(self.view, self.word_end(figure.start, floor))
        if minus is None or minus.edge < floor or self.folded[figure.start] in MINUS:
            return figure
        subtracts = floor > 0 and self.word_end(minus.edge, floor) == floor
        return replace(figure.doubtful(DIFFERENCE) if subtracts else figure.negated(), start=minus.edge)

    def undecided(self, figure: Figure) -> Figure:
        """Leave the value open where a hyphen begins a line, as bullets do, unless the figure is the whole text."""
        start, end = figure.start, figure.end
        if figure.numeral is None or self.folded[start] != "-" or (start, end) == self.body:
            return figure
        first = LINE_START.search(self.folded, max(start - MAX_INDENT - 1, 0), start)
        return figure.doubtful(BULLET) if first else figure

    @cached_property
    def evidence(self) -> tuple[list[int], list[str]]:
        """Where the words and digits stand that tell a language, and which."""
        words = re.finditer(r"[^\W\d_]+|\d", self.folded)
        found = [(match.start(), told) for match in words if (told := self.lexicon.told_by(match[0]))]
        return [at for at, _ in found], [told for _, told in found]

    def language(self, start: int, own: Word | None) -> str | None:
        """Return the language named, or that of the number's own scale word, or of the nearest word that tells one."""
        if self.locale:
            return self.locale
        if own and len(own.printed) > 1:
            return own.locale
        places, told = self.evidence
        after = bisect_left(places, start)
        near = [(abs(places[i] - start), told[i]) for i in (after - 1, after) if 0 <= i < len(places)]
        distance, language = min(near, default=(NEAR, ""))
        return language if distance < NEAR else None

    def scale(self, start: int) -> Scale:
        """Read the words of scale after a number."""
        found: list[Found] = []
        end = start
        while len(found) < MAX_SCALES and (hit := self.lexicon.scales.after(self.view, self.joined(end))):
            found.append(hit)
            end = hit.edge
        return Scale([hit.word.power for hit in found], end, found[0].word if found else None)

    def joined(self, end: int) -> int:
        """Return where the word after a gap or a hyphen starts."""
        match = JOIN.match(self.folded, end)
        return match.end() if match else end

    def scale_follows(self, end: int) -> bool:
        """Whether a word stands here that would make the number another."""
        start = self.joined(end)
        return any(table.after(self.view, start) for table in (self.lexicon.scales, self.lexicon.guards))

    def number(self, printed: str, locale: str | None, *, scaled: bool) -> Numeral:
        """Read digits, or a number word where a scale follows."""
        if scaled and printed in self.lexicon.number_words:
            return Numeral(self.lexicon.number_words[printed], Decimal(1))
        return read_number(printed, locale)

    def compound(self, printed: str, scale: Scale, locale: str | None, *, prefixed: bool) -> tuple[Numeral, int]:
        """Read on while smaller terms follow: 12 crore 34 lakh, 3 thousand 500 ringgit; a sign is that of the whole."""
        terms = [(self.number(printed.lstrip(MINUS), locale, scaled=bool(scale.powers)), scale.powers)]
        total, end = combine(terms) or terms[0][0], scale.end
        while terms[-1][1] and len(terms) < MAX_TERMS and (more := self.term(end, locale, prefixed=prefixed)):
            terms.append((more[0], more[1].powers))
            if (larger := combine(terms)) is None:
                break
            total, end = larger, more[1].end
        return (total.negated() if printed[0] in MINUS else total), end

    def term(self, end: int, locale: str | None, *, prefixed: bool) -> tuple[Numeral, Scale] | None:
        """Read the number that may go on a compound: with a scale of its own, or before the currency of it all."""
        match = self.lexicon.numbers.match(self.folded, self.joined(end))
        if match is None or match[0][0] in MINUS:
            return None
        scale = self.scale(match.end())
        scaled = bool(scale.powers)
        if not scaled and (prefixed or not self.currency_after(scale.end, scaled=True, prefixed=False)):
            return None
        try:
            return self.number(match[0], locale, scaled=scaled), scale
        except FigureError:
            return None

    def word_end(self, start: int, floor: int) -> int:
        """Return where the word before a place ends, if it is near."""
        near = max(start - 3, floor)
        return near + len(self.folded[near:start].rstrip(" \n"))

    def currency_before(self, start: int, floor: int, *, scaled: bool) -> Found | None:
        """Find the currency before a number; names count only where a scale follows."""
        hit = self.lexicon.currencies.before(self.view, self.word_end(start, floor))
        return hit if hit and hit.edge >= floor and (scaled or not hit.word.shy) else None

    def currency_after(self, end: int, *, scaled: bool, prefixed: bool) -> Found | None:
        """Find the currency after a number; a sign before the next number may be that one's."""
        start = self.joined(end)
        hit = self.lexicon.currencies.after(self.view, start)
        if hit is None:
            return None
        follows = self.folded[hit.edge : hit.edge + 3].lstrip(" \n")[:1].isdigit()
        if hit.word.exact and follows:
            glued = self.folded[hit.edge].isdigit()
            return hit if not glued and (start == end or (scaled and not prefixed)) else None
        return hit if scaled or not (hit.word.exact and hit.word.shy) else None

    def money(self, start: int, end: int, before: Found | None, *, scaled: bool) -> tuple[Word | None, int, int]:
        """Choose between the currencies before and after a number; return it, and what the figure then spans."""
        after = self.currency_after(end, scaled=scaled, prefixed=before is not None)
        if after and before:
            if before.word.assumed or before.word.currency == after.word.currency:  # "$5 million CAD"
                return min(after.word, before.word, key=lambda word: word.assumed), before.edge, after.edge
            after, before = (after, None) if before.word.shy else (None, before)
        if before:
            whole = scaled or not (self.lexicon.percent.match(self.folded, end) or cased(self.folded, end))
            return (before.word, before.edge, end) if whole else (None, start, end)
        if after and (scaled or not self.is_dated(start, end, after)) and not self.is_part(start):
            return after.word, start, after.edge
        return None, start, end

    def base(self, end: int, currency: str) -> Found | None:
        """Find the other currency that a price is quoted for: RM4.35 per US dollar."""
        match = self.lexicon.per.match(self.folded, end)
        hit = self.lexicon.currencies.after(self.view, match.end()) if match else None
        return hit if hit and hit.word.currency != currency else None

    def is_part(self, start: int) -> bool:
        """Whether a number is part of a word or date."""
        return cased(self.folded, start - 1) or bool(PART.search(self.folded, max(start - 2, 0), start))

    def is_year(self, start: int, end: int) -> bool:
        """Whether a number is printed as a year is, of the common calendar or one of these languages."""
        printed = self.folded[start:end]
        bare = len(printed) == len("2015") and printed.isdecimal()
        return bare and any(int(printed) - era in YEARS for era in self.lexicon.eras)

    def is_dated(self, start: int, end: int, currency: Found) -> bool:
        """Whether a number is the year of the currency after it, and no side of a rate: constant 2015 dollars."""
        if not self.is_year(start, end):
            return False
        far_side = self.lexicon.equals.search(self.folded, max(start - MAX_EQUALS, 0), start)
        return far_side is None and self.base(currency.edge, currency.word.currency) is None
