"""The grammar of an amount: `[currency] number [scale words] [currency]`, the same in every language.

A `Reader` goes through one passage and gives each number with the scale and the currency that stand beside it. A scale
multiplies what stands before it, and smaller terms are added to larger ones: 11.46 billion, 12 crore 34 lakh,
2181亿7600万, forty two billion. What a word means is for the lexicon to say. A number with two readings keeps its
place, without a value, and says why.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from tradeview.errors import AmbiguousFigureError, FigureError
from tradeview.prose.calendars import find_calendar
from tradeview.prose.figure import BULLET, DIFFERENCE, NO_DOUBT, OTHER_SCALE, Doubt, Figure
from tradeview.prose.folding import Found, View, Word, fold_word, is_cased
from tradeview.prose.languages import find_separators, language_file
from tradeview.prose.lexicon import Lexicon
from tradeview.prose.neighbours import BRACKETS, GAP_BEFORE, Neighbours
from tradeview.prose.numerals import (
    MINUS,
    NO_SEPARATORS,
    OTHER_MARK,
    SIGN,
    Numeral,
    Separators,
    combine_terms,
    read_number,
)

MAX_TERMS = 6  # of a compound: 1 trillion 234 billion 567 million 890 thousand 123
MAX_SCALES = 4  # words of scale that multiply one another: 2 lakh crore
MAX_INDENT = 8  # spaces before the bullet of a list
TEN = 10
WHOLE = 1000  # a number word of this much holds its scale: sejuta, مليونان
HALF = Numeral.of(Decimal("0.5"))
BRACKETED = "(-)"  # a minus
LETTER_GOES_ON = re.compile(r"[-&/.'][^\W_]")
SPACED = re.compile(r"(?P<minus>[-–−]) \Z")
SIGNED = re.compile(SIGN)
LINE_START = re.compile(r"(?:\A|\n) *\Z")

Term = tuple[Numeral, list[int]]  # a number, and the powers of ten of the scale words behind it


class Scale(NamedTuple):
    """The words of scale after a number: their powers of ten, where they end, the first, and what stands among them."""

    powers: list[int]
    end: int
    first: Word | None
    hedge: str | None = None
    half: bool = False  # "y medio" follows


class NextTerm(NamedTuple):
    """A term that goes on a compound, where it ends, and whether it is a number word chained to another."""

    term: Term
    end: int
    chained: bool


class Compound(NamedTuple):
    """A number with all its terms, where it ends, and the power of ten of its first scale."""

    numeral: Numeral
    end: int
    power: int


class Reader(Neighbours):
    """One passage being read; places are places in its folded form."""

    def __init__(
        self, view: View, lexicon: Lexicon, language: str | None = None, *, named: bool = False, decimal: str = ""
    ) -> None:
        super().__init__(view, lexicon)
        self.locale = language
        self.named = named  # by who asks; otherwise a figure's own words count more
        self.decimal = decimal  # the decimal mark of the text's other numbers
        self.body = (len(self.folded) - len(self.folded.lstrip()), len(self.folded.rstrip()))

    def find_figures(self) -> Iterator[Figure]:
        """Yield every number, money or not."""
        at = floor = 0
        dates = iter(find_calendar(self.lexicon).find_dates(self.folded))
        date = next(dates, None)
        while match := self.lexicon.numbers.search(self.folded, at):
            while date and date[1] <= match.start():
                date = next(dates, None)
            # The 15 of 2014-15 is no end of a range: from $5 billion in 2014-15 to $8 billion.
            if date and date[0] <= match.start() and self.is_no_amount(date):
                at = floor = date[1]
                continue
            figure = self.read_figure(match, floor)
            at = figure.end if figure else match.end()
            # A number word that counts nothing may be a letter of a sign: the A of A$.
            if figure or not match[0].isalpha():
                floor = at
            if figure:
                yield figure

    def read_figure(self, match: re.Match[str], floor: int) -> Figure | None:
        """Read one number with its scale and currency, or None where it is no number; `floor` ends the one before."""
        if self.is_tail_of_number(match, floor):
            return None
        start, scale = self.find_scale(match, floor)
        locale = self.choose_language(scale.first)
        is_scaled = bool(scale.powers) or self.lexicon.number_words.get(match[0], Decimal(0)) >= WHOLE
        before = self.find_currency_before(start, floor, sure=is_scaled or not match[0].isalnum())
        doubt = NO_DOUBT
        numeral: Numeral | None
        try:
            numeral, end, power = self.read_compound(match, scale, locale, prefixed=before is not None)
        except AmbiguousFigureError as error:
            numeral, end, power = None, scale.end, sum(scale.powers)
            doubt = Doubt(error.found, error.remedy)
        except FigureError:
            return None
        is_scaled = is_scaled or power > 0
        word, start, end = self.choose_currency(start, end, before, scaled=is_scaled)
        if word and not is_scaled and (self.is_scale_after(end) or self.is_scale_before(start, floor)):
            numeral, doubt = None, OTHER_SCALE
        if word and word.power and numeral:  # M€
            numeral = numeral.times(word.power)
        hedge = scale.hedge or self.find_hedge_within(scale.end, end)
        figure = Figure(start, end, numeral, power, word, locale, doubt, hedge=hedge)
        figure = self.take_sign(figure)
        figure = self.take_minus_word(figure, floor)
        figure = self.open_bullet(figure)
        return self.take_hedge(figure, floor)

    def is_no_amount(self, date: tuple[int, int]) -> bool:
        """Whether what is printed as a year or a part of one has neither the scale nor the sign of an amount."""
        start, end = date
        sign = self.lexicon.currencies.before(self.view, self.word_end(start, 0))
        return not (sign and sign.word.exact) and not self.is_scale_after(end)

    def is_tail_of_number(self, match: re.Match[str], floor: int) -> bool:
        """Whether a number word is the tail of one that is not known: the 五 of 千五百億."""
        if match[0] not in self.lexicon.number_words or is_cased(self.folded, match.start()):
            return False
        hit = self.lexicon.scales.before(self.view, match.start())
        return hit is not None and hit.edge >= floor

    def find_scale(self, match: re.Match[str], floor: int) -> tuple[int, Scale]:
        """Return where a number starts, and its words of scale, on whichever side of it they stand."""
        start, end = match.span()
        scale = self.read_scale(end)
        # In a bracket of its own: (1343.2) مليار.
        if self.folded[start - 1 : start] == "(" and self.folded[end : end + 1] == ")":
            bracketed = self.read_scale(end + 1)
            if bracketed.powers:
                start, scale = start - 1, bracketed
        # As Swahili and Burmese print it: bilioni 24.8.
        leading = self.lexicon.scales_before.before(self.view, self.word_end(start, floor))
        if leading and leading.edge >= floor:
            start, scale = leading.edge, scale._replace(powers=[*scale.powers, leading.word.power])
        is_year_apart = self.folded[end : end + 1] == " " and self.is_year(*match.span())
        if is_year_apart and scale.first and fold_word(scale.first.printed) in self.lexicon.number_words:
            scale = Scale([], end, None)  # لعام 2011 تريليون: the scale begins a number of its own
        return start, scale

    def read_scale(self, start: int) -> Scale:
        """Read the words of scale after a number, and a hedge between them: 100多亿."""
        found: list[Found] = []
        end, hedge = start, None
        while len(found) < MAX_SCALES:
            place = self.next_word(end)
            hit = self.lexicon.scales.after(self.view, place)
            infix = None if hit or hedge else self.lexicon.infixes.after(self.view, place)
            if infix:
                hit = self.lexicon.scales.after(self.view, self.next_word(infix.edge))
            if infix and hit:
                hedge = infix.word.label
            if hit is None or not self.is_scale(end, hit, found):
                break
            found.append(hit)
            end = hit.edge
        if not found:
            return Scale([], end, None, hedge)
        powers = [hit.word.power for hit in found]
        half = self.lexicon.halves.after(self.view, self.next_word(end))
        if half:
            end = half.edge
        return Scale(powers, end, found[0].word, hedge, half is not None)

    def is_scale(self, start: int, hit: Found, found: list[Found]) -> bool:
        """Whether a word after a number is one of scale: a letter is none in T-shirts, B&B or on the next line."""
        if hit.edge - self.next_word(start) > 1 or not is_cased(self.folded, hit.edge - 1):
            return True
        return not (found or "\n" in self.folded[start : hit.edge] or LETTER_GOES_ON.match(self.folded, hit.edge))

    def choose_language(self, scale: Word | None) -> str | None:
        """Return the language named, or that of the number's own scale word, or of the passage."""
        # A letter for a scale is many languages' own.
        if self.named or scale is None or len(scale.printed) == 1:
            return self.locale
        return scale.locale or self.locale

    def read_compound(self, match: re.Match[str], scale: Scale, locale: str | None, *, prefixed: bool) -> Compound:
        """Read on while smaller terms follow: 12 crore 34 lakh, forty two billion; a sign is that of the whole."""
        printed = match[0]
        is_bare_word = printed in self.lexicon.number_words and not scale.powers
        is_chained = is_bare_word and self.find_chained_word(match.end()) is not None
        is_ranged = is_bare_word and self.is_range_end_at(match.end())
        is_scaled = len(scale.powers) > 0 or is_chained or is_ranged
        first = self.read_digits_or_word(printed.lstrip(MINUS), locale, scaled=is_scaled)
        terms = [self.take_tens(printed, first, scale.powers)]
        if scale.half:
            terms.append((HALF, scale.powers))
        total, end, powers = combine_terms(terms) or terms[0][0], scale.end, list(terms[0][1])
        in_words = printed in self.lexicon.number_words
        while (terms[-1][1] or is_chained) and len(terms) < MAX_TERMS:
            more = self.read_term(end, locale, prefixed=prefixed, in_words=in_words)
            if more is None:
                break
            terms.append(more.term)
            larger = combine_terms(terms) or self.add_units_before_tens(terms)
            if larger is None:
                break
            total, end, in_words = larger, more.end, more.chained
            powers = powers or more.term[1]
        if is_chained and not is_ranged and total.value < WHOLE:
            raise FigureError("number words count before a scale", repr(printed))
        if printed[0] in MINUS:
            total = total.negated()
        return Compound(total, end, sum(powers))

    def read_term(self, end: int, locale: str | None, *, prefixed: bool, in_words: bool) -> NextTerm | None:
        """Read the number that may go on a compound: with a scale of its own, or before the currency of it all."""
        chained = self.find_chained_word(end) if in_words else None
        match = chained
        if match is None:
            plus = self.lexicon.plus.after(self.view, self.next_word(end))
            place = plus.edge if plus else end
            match = self.lexicon.numbers.match(self.folded, self.next_word(place))
        if match is None or match[0][0] in MINUS:
            return None
        scale = self.read_scale(match.end())
        goes_on = chained is not None and self.find_chained_word(scale.end) is not None
        is_scaled = len(scale.powers) > 0 or goes_on
        # "US$5 million 300" is two numbers, "5 million 300 dollars" one.
        if not is_scaled and (prefixed or not self.find_currency_after(scale.end, scaled=True, prefixed=False)):
            return None
        try:
            number = self.read_digits_or_word(match[0], locale, scaled=is_scaled)
        except FigureError:
            return None
        return NextTerm(self.take_tens(match[0], number, scale.powers), scale.end, chained is not None)

    def read_digits_or_word(self, printed: str, locale: str | None, *, scaled: bool) -> Numeral:
        """Read digits, or a number word where a scale follows or it holds one."""
        printed = self.lexicon.write_digits(printed)
        if unclear := self.lexicon.unclear_fraction.fullmatch(printed):
            found = "{0}.{1} or {1}.{0}".format(*unclear.groups())
            raise AmbiguousFigureError(f"{printed!r} can be read in two ways", found, "print it with a point")
        word, _, digits = self.lexicon.decimal_word.sub(".", printed).partition(".")
        value = self.lexicon.number_words.get(word.rstrip())
        if value is None:
            return read_number(printed, self.choose_separators(locale))
        if not scaled and value < WHOLE:
            raise FigureError("a number word counts before a scale", repr(printed))
        if digits:
            return read_number(f"{value}.{digits}", (".", ","))
        if value >= WHOLE:
            # A word that holds its scale is as coarse as that: مليونان is 2 million, and not 2 000 000 exactly.
            value = value.normalize()
        return Numeral.of(value)

    def choose_separators(self, locale: str | None) -> Separators:
        """Return the separators that the text's own numbers tell, or those its language uses in one way alone."""
        known, unsure = NO_SEPARATORS, []
        if locale:
            known, unsure = find_separators(locale), language_file(locale).get("unsure", [])
        if self.named:
            return known
        if not self.decimal:
            decimal, group = ["" if mark in unsure else mark for mark in known]
            return decimal, group
        group = OTHER_MARK[self.decimal]
        if not locale or known[0] == self.decimal:
            return self.decimal, group
        # Where text and language differ, neither mark is the decimal one; the other groups where its press does both.
        if group in unsure:
            return "", group
        return NO_SEPARATORS

    def find_chained_word(self, end: int) -> re.Match[str] | None:
        """Find the number word that goes on another: forty two, one hundred and twenty."""
        joint = self.lexicon.spoken_plus.match(self.folded, end)
        if joint is None:
            return None
        match = self.lexicon.numbers.match(self.folded, joint.end())
        return match if match and match[0] in self.lexicon.number_words else None

    def is_range_end_at(self, end: int) -> bool:
        """Whether the second end of a range follows: two to three billion."""
        match = self.lexicon.joint.match(self.folded, end)
        return match is not None and self.lexicon.numbers.match(self.folded, match.end()) is not None

    def take_tens(self, printed: str, number: Numeral, powers: list[int]) -> Term:
        """Take the tens out of a number word, so that what follows them may be added: forty two, one hundred twenty."""
        exponent = number.value.normalize().as_tuple().exponent
        if printed not in self.lexicon.number_words or not isinstance(exponent, int) or exponent <= 0:
            return number, powers
        return number.times(-exponent), [exponent, *powers]

    def add_units_before_tens(self, terms: list[Term]) -> Numeral | None:
        """Add units that stand before their tens, as in Arabic: five and twenty."""
        (units, no_powers), (tens, powers), *more = terms
        if more or no_powers or powers[:1] != [1] or units.value >= TEN or tens.value >= TEN:
            return None
        return combine_terms([(Numeral(TEN * tens.value + units.value, Decimal(1)), powers[1:])])

    def take_sign(self, figure: Figure) -> Figure:
        """Take in the minus before a currency, or one in brackets: (-)900 millones."""
        if figure.word is None:
            return figure
        start = figure.start - len(BRACKETED)
        if start >= 0 and self.folded.startswith(BRACKETED, start):
            return replace(figure.negated(), start=start)
        start = figure.start - 1
        if start < 0 or figure.numeral is None:
            return figure
        if spaced := self.find_spaced_minus(figure.start):
            return replace(figure.negated(), start=spaced.start("minus"))
        if SIGNED.match(self.folded, start):
            return replace(figure.negated(), start=start)
        return figure

    def find_spaced_minus(self, start: int) -> re.Match[str] | None:
        """Find a minus that a gap parts from its number, behind a word that wants a number: contre - 43 Md."""
        match = SPACED.search(self.folded, max(start - GAP_BEFORE, 0), start)
        if match is None:
            return None
        before = self.word_end(match.start("minus"), 0)
        if "\n" in self.folded[before:start]:  # a bullet
            return None
        is_opened = self.folded[before - 1 : before] in {":", "(", "="}
        return match if is_opened or self.lexicon.governors.before(self.view, before) else None

    def take_minus_word(self, figure: Figure, floor: int) -> Figure:
        """Take in a minus in words; leave the value open where a number before may be what it subtracts from."""
        minus = self.lexicon.minus.before(self.view, self.word_end(figure.start, floor))
        if minus is None or minus.edge < floor or self.folded[figure.start] in MINUS:
            return figure
        signed = replace(figure.negated(), start=minus.edge)
        may_subtract = floor > 0 and self.word_end(minus.edge, floor) == floor
        return signed.without_value(DIFFERENCE) if may_subtract else signed

    def open_bullet(self, figure: Figure) -> Figure:
        """Leave the value open where a hyphen begins a line, as bullets do, unless the figure is the whole text."""
        start, end = figure.start, figure.end
        if figure.numeral is None or self.folded[start] != "-" or (start, end) == self.body:
            return figure
        line_start = LINE_START.search(self.folded, max(start - MAX_INDENT - 1, 0), start)
        return figure.without_value(BULLET) if line_start else figure

    def is_scale_after(self, end: int) -> bool:
        """Whether a word stands here that would make the number another."""
        places = [end]
        if self.folded[end : end + 1] in BRACKETS:
            places.append(end + 1)
        for place in places:
            if self.read_scale(place).powers or self.lexicon.all_scales.after(self.view, self.next_word(place)):
                return True
        return False

    def is_scale_before(self, start: int, floor: int) -> bool:
        """Whether a word of scale stands before a currency and its number: Mio. EUR 5."""
        end = self.word_end(start, floor)
        end -= self.folded.startswith(".", end - 1)
        for table in (self.lexicon.scales, self.lexicon.all_scales):
            hit = table.before(self.view, end)
            if hit and hit.edge >= floor and end - hit.edge > 2:
                return True
        return False
