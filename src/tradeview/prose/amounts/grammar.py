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
from tradeview.prose.amounts.printed_numbers import MIXED, SIGN_OF_FRACTION, WHOLE, PrintedNumber
from tradeview.prose.amounts.scales import Scale
from tradeview.prose.amounts.signs import Signs
from tradeview.prose.figure import (
    NO_DOUBT,
    NUMBER_AND_MORE,
    OTHER_SCALE,
    SPLIT_NUMBER,
    TOO_LARGE,
    TWO_READINGS,
    UNKNOWN_WORD,
    Doubt,
    Figure,
)
from tradeview.prose.languages import find_separators, language_file, scale_words
from tradeview.prose.lexicon import Lexicon
from tradeview.prose.numerals import (
    DIGITS,
    FRACTIONS,
    GROUP,
    MINUS,
    NO_SEPARATORS,
    OTHER_MARK,
    UNSURE,
    Numeral,
    Separators,
    combine_terms,
    read_number,
)
from tradeview.prose.text.folding import View, Word, is_cased
from tradeview.prose.times.calendars import find_calendar

MAX_TERMS = 20  # of a compound: 一兆二千三百四十五億六千七百八十九万 has thirteen
TEN = 10
MYRIAD = 4  # power of ten by which Chinese, Japanese and Korean count
HUNDREDTH = Decimal("0.01")
HALF = Numeral.of(Decimal("0.5"))
# No economy's trade of a year is as large: five million million of a currency that is worth about a dollar.
LARGEST = Decimal(5 * 10**12)
LARGE_CURRENCIES = {"USD", "EUR", "GBP", "CHF"}
# No amount at all is: of the debts of the world in dollars, of the output of Indonesia or Vietnam, of that of Iran.
LARGEST_OF = {**dict.fromkeys(LARGE_CURRENCIES, Decimal(10**15)), "IRR": Decimal(10**18)}
LARGEST_OF_ANY = Decimal(10**17)
BRACKETED_NUMBER = re.compile(rf"\({DIGITS}\)")  # (9) مليارات و(162) مليون
THOUSANDS = re.compile(r"\d{1,3}[.,]000")
# A unit cut short that a bracket tells behind an amount, and such a unit behind a number.
TOLD_UNIT = re.compile(r" ?\(([^\W\da-z_]{2,5})\)")
SHORT_UNIT = re.compile(r" ?([^\W\da-z_]{2,5})(?!\w)")
DIGITS_APART = re.compile(r" \d{1,3}(?![\d.,])")

Term = tuple[Numeral, list[int]]  # a number, and the powers of ten of the scale words behind it


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


class Reader(Signs):
    """One passage being read; places are places in its folded form."""

    def __init__(
        self,
        view: View,
        lexicon: Lexicon,
        language: str | None = None,
        *,
        named: bool = False,
        decimal: str = "",
        rivals: tuple[str, ...] = (),
        reporter: str | None = None,
    ) -> None:
        super().__init__(view, lexicon, language)
        self.reporter = (
            reporter  # alpha-2 of the economy that the text is said to be of, whose fiscal year it counts in
        )
        self.named = named  # by who asks; otherwise a figure's own words count more
        self.decimal = decimal  # the decimal mark of the text's other numbers
        self.rivals = rivals  # languages that the passage tells just as well as its own
        self.told_units: dict[str, Figure] = {}  # units cut short, by what a bracket tells of them
        self.fraction_sides: set[str] | None = None  # told by the numbers of the passage, once one needs it

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
            # A number word that counts nothing may be a letter of a sign, the A of A$, or belong to the next: सवा 2.
            if figure or match[0] not in self.lexicon.number_words:
                floor = at
            if figure:
                yield figure

    def read_figure(self, match: re.Match[str], floor: int) -> Figure | None:
        """Read one number with its scale and currency, or None where it is no number; `floor` ends the one before."""
        if self.is_tail_of_number(match, floor):
            return None
        printed = self.find_printed(match, floor, self.locale)
        start, scale = self.find_scale(printed, floor)
        locale = self.choose_language(scale.first)
        is_scaled = bool(scale.powers) or self.lexicon.number_words.get(match[0], Decimal(0)) >= WHOLE
        is_sure = is_scaled or not match[0].isalnum() or self.find_rate_base(scale.end, "") is not None
        before = self.find_currency_before(start, floor, sure=is_sure)
        doubt = NO_DOUBT
        numeral: Numeral | None
        try:
            reads_as = None if self.is_of_rival(scale.first, locale) else locale
            numeral, end, power = self.read_compound(printed, scale, reads_as, prefixed=before is not None)
        except AmbiguousFigureError as error:
            numeral, end, power = None, scale.end, sum(scale.powers)
            doubt = Doubt(error.found, error.remedy)
        except FigureError:
            return None
        is_scaled = is_scaled or power > 0
        stray_end = self.find_end_of_stray_scale(end) if is_scaled else None
        if stray_end:
            numeral, end, doubt = None, stray_end, NUMBER_AND_MORE
        word, start, end = self.choose_currency(start, end, before, scaled=is_scaled)
        if word and not is_scaled:
            doubt = self.doubt_scale(start, end, floor, prefixed=before is not None) or doubt
        if word and word.power and numeral:  # M€
            numeral = numeral.times(word.power)
        if word and numeral:
            doubt = self.doubt_value(printed, scale, end, numeral, word) or doubt
        numeral = None if doubt.found else numeral
        numeral, end = self.add_subunit(numeral, end, None if is_scaled else word)
        hedge = scale.hedge or self.find_hedge_within(scale.end, end)
        figure = Figure(start, end, numeral, power, word, locale, doubt, hedge=hedge)
        figure = self.take_told_unit(figure, printed)
        figure = self.take_sign(figure, floor)
        figure = self.take_minus_word(figure, floor)
        figure = self.open_bullet(figure)
        return self.take_hedge(figure, floor)

    def take_told_unit(self, figure: Figure, printed: PrintedNumber) -> Figure:
        """Give a number the unit that a bracket told before, and keep one told here: 5 millions de dinars (MD), 7 MD.

        Only what is a scale by itself, milliards elsewhere, would be read as another.
        """
        told = TOLD_UNIT.match(self.view.printed, figure.end)
        if told and figure.word and figure.power:
            scale = self.lexicon.scales.after(self.view, told.start(1))
            if scale and scale.edge == told.end(1):  # else it is a currency, or terms of delivery
                self.told_units[told[1]] = figure
        short = SHORT_UNIT.match(self.view.printed, printed.end) if self.told_units else None
        unit = self.told_units.get(short[1]) if short else None
        if unit is None or short is None or unit is figure or (figure.word and figure.end > short.end()):
            return figure
        if figure.numeral is None:
            return replace(figure, word=unit.word, end=short.end())
        numeral = figure.numeral.times(unit.power - figure.power)
        return replace(figure, end=short.end(), numeral=numeral, power=unit.power, word=unit.word)

    def add_subunit(self, numeral: Numeral | None, end: int, word: Word | None) -> tuple[Numeral | None, int]:
        """Add the hundredths behind a whole number of a currency, and return where they end: 149円45銭."""
        match = self.lexicon.subunit.match(self.folded, end) if word else None
        if match is None or numeral is None or numeral.unit < 1 or numeral.value < 0:
            return numeral, end
        hundredths = Decimal(match[1]).scaleb(-2)
        return Numeral(numeral.value + hundredths, HUNDREDTH), match.end()

    def doubt_scale(self, start: int, end: int, floor: int, *, prefixed: bool) -> Doubt | None:
        """Return why an amount that prints no scale may have one after all, if it may."""
        if self.is_scale_after(end) or self.is_scale_before(start, floor):
            return OTHER_SCALE
        if prefixed and self.is_scaled_number_at(end):
            return SPLIT_NUMBER
        return UNKNOWN_WORD if self.may_be_unknown_scale(end) else None

    def doubt_value(self, printed: PrintedNumber, scale: Scale, end: int, numeral: Numeral, word: Word) -> Doubt | None:
        """Return why the value of an amount that was read is open after all, if it is."""
        unsure = None if self.named else UNSURE.fullmatch(printed.text)
        is_too_large = word.currency in LARGE_CURRENCIES and abs(numeral.value) >= LARGEST
        # Turkish and Indonesian papers print 12.345 milyar dolar for twelve billion, too.
        if unsure and is_too_large and unsure["tail"] != "000":
            return TWO_READINGS
        cap = LARGEST_OF.get(word.currency, LARGEST_OF_ANY)
        if scale.powers and abs(numeral.value) >= cap:
            return TOO_LARGE
        # 2 ล้านบาทครึ่ง: half of a million behind the currency, or of a baht.
        half = self.lexicon.halves.after(self.view, self.next_word(end)) if scale.powers else None
        if half and not self.folded[half.edge : half.edge + 2].strip(" ").isalpha():
            return NUMBER_AND_MORE
        if MIXED.match(self.folded, end) or SIGN_OF_FRACTION.match(self.folded, end):
            return NUMBER_AND_MORE
        return None

    def is_scaled_number_at(self, end: int) -> bool:
        """Whether digits with a scale stand behind a blank, a note or a part of the number before: $1,903 3 million."""
        digits = DIGITS_APART.match(self.folded, end)
        return digits is not None and self.lexicon.scales.after(self.view, self.next_word(digits.end())) is not None

    def find_end_of_stray_scale(self, end: int) -> int | None:
        """Return where words of scale end that go with no number before them: the second of 32亿亿."""
        stray = self.read_scale(end)
        is_letter = stray.first is not None and len(stray.first.printed) == 1 and stray.first.printed.isascii()
        return None if is_letter or not stray.powers else stray.end

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

    def choose_language(self, scale: Word | None) -> str | None:
        """Return the language named, or that of the number's own scale word, or of the passage."""
        # A letter for a scale is many languages' own.
        if self.named or scale is None or len(scale.printed) == 1:
            return self.locale
        return scale.locale or self.locale

    def is_of_rival(self, scale: Word | None, locale: str | None) -> bool:
        """Whether another language has this word of scale, and other separators: juta of Malay and of Indonesian."""
        if scale is None or locale is None:
            return False
        others = [name for name in self.rivals if find_separators(name) != find_separators(locale)]
        return any(scale.printed in scale_words(name) for name in others)

    def read_compound(self, number: PrintedNumber, scale: Scale, locale: str | None, *, prefixed: bool) -> Compound:
        """Read on while smaller terms follow: 12 crore 34 lakh, forty two billion; a sign is that of the whole."""
        printed = number.text
        is_bare_word = printed in self.lexicon.number_words and not scale.powers
        is_chained = is_bare_word and self.find_chained_word(number.end) is not None
        is_ranged = is_bare_word and self.is_range_end_at(number.end)
        first = self.read_first_term(number, locale, scaled=len(scale.powers) > 0 or is_chained or is_ranged)
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

    def read_first_term(self, number: PrintedNumber, locale: str | None, *, scaled: bool) -> Numeral:
        """Read a number without its sign, and the fraction beside it; beside decimals it is none."""
        if number.doubt.found:
            raise AmbiguousFigureError(f"{number.text!r} can be read in two ways", *number.doubt)
        whole = self.read_digits_or_word(number.text.lstrip(MINUS), locale, scaled=scaled)
        if number.fraction is None:
            return whole
        if whole.unit < 1:
            raise FigureError("a fraction stands beside a whole number", repr(number.text))
        return whole.plus_fraction(number.fraction)

    def read_term(self, end: int, locale: str | None, *, prefixed: bool, in_words: bool) -> NextTerm | None:
        """Read the number that may go on a compound: with a scale of its own, or before the currency of it all."""
        chained = self.find_chained_word(end) if in_words else None
        match = chained
        if match is None:
            plus = self.lexicon.plus.after(self.view, self.next_word(end))
            place = self.next_word(plus.edge if plus else end)
            match = self.lexicon.numbers.match(self.folded, place)
            if match is None and plus:
                match = BRACKETED_NUMBER.match(self.folded, place)
        if match is None:
            return self.read_term_of_one(place)
        if match[0][0] in MINUS or match[0] in FRACTIONS:
            return None
        scale = self.read_scale(match.end())
        goes_on = chained is not None and self.find_chained_word(scale.end) is not None
        holds_scale = self.lexicon.number_words.get(match[0], Decimal(0)) >= WHOLE  # 千億
        is_scaled = len(scale.powers) > 0 or goes_on or holds_scale
        # "US$5 million 300" is two numbers; "5 million 300 dollars" is one, and so is "US$5 million 300,000".
        is_rest = prefixed and THOUSANDS.fullmatch(match[0]) is not None and self.stands_alone(match.end())
        is_of_currency = not prefixed and self.find_currency_after(scale.end, scaled=True, prefixed=False) is not None
        if not (is_scaled or is_rest or is_of_currency):
            return None
        try:
            printed = match[0].strip("()")
            number = self.read_digits_or_word(printed, locale, scaled=is_scaled or chained is not None)
        except FigureError:
            return None
        return NextTerm(self.take_tens(printed, number, scale.powers), scale.end, chained is not None)

    def read_term_of_one(self, start: int) -> NextTerm | None:
        """Read a scale that goes on a compound without its one: the 千 of 2兆千5百億."""
        if self.lexicon.scales_of_one.after(self.view, start) is None:
            return None
        scale = self.read_scale(start)
        goes_on = self.is_number_at(scale.end)  # 118억 천 3백만
        if sum(scale.powers) < MYRIAD and not goes_on:
            return None
        return NextTerm((Numeral.of(Decimal(1)), scale.powers), scale.end, chained=False)

    def read_digits_or_word(self, printed: str, locale: str | None, *, scaled: bool) -> Numeral:
        """Read digits, or a number word where a scale follows or it holds one."""
        printed = self.lexicon.write_digits(printed)
        if unclear := self.lexicon.unclear_fraction.fullmatch(printed):
            printed = self.place_fraction(printed, *unclear.groups())
        word, _, digits = self.lexicon.decimal_word.sub(".", printed).partition(".")
        value = self.lexicon.number_words.get(word.rstrip())
        if value is None:
            return read_number(printed, self.choose_separators(locale))
        if word in FRACTIONS:
            return Numeral(Decimal(0), Decimal(1)).plus_fraction(value)
        if not scaled and value < WHOLE:
            raise FigureError("a number word counts before a scale", repr(printed))
        if digits:
            return read_number(f"{value}.{digits}", (".", ","))
        if value >= WHOLE:
            # A word that holds its scale is as coarse as that: مليونان is 2 million, and not 2 000 000 exactly.
            value = value.normalize()
        return Numeral.of(value)

    def place_fraction(self, printed: str, first: str, second: str) -> str:
        """Write a number with a point whose mark does not say on which side the fraction stands: 117ر5, 05ر82.

        Agencies write it on either side, but one text does it in one way: its other numbers may tell.

        Raises
        ------
        AmbiguousFigureError
            Both sides may be the fraction.
        """
        sides = _find_fraction_sides(first, second)
        if len(sides) > 1:
            if self.fraction_sides is None:
                numbers = self.lexicon.unclear_fraction.findall(self.folded)
                told = [_find_fraction_sides(*pair) for pair in numbers]
                self.fraction_sides = {side for known in told if len(known) == 1 for side in known}
            sides &= self.fraction_sides
        if len(sides) != 1:
            found = f"{first}.{second} or {second}.{first}"
            raise AmbiguousFigureError(f"{printed!r} can be read in two ways", found, "print it with a point")
        return f"{first}.{second}" if "second" in sides else f"{second}.{first}"

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


def _find_fraction_sides(first: str, second: str) -> set[str]:
    """Return on which sides of a mark the fraction may stand: it has no three digits, and 0 begins no whole number."""
    sides: set[str] = set()
    for side, whole, fraction in (("second", first, second), ("first", second, first)):
        if len(fraction) < GROUP and (len(whole) == 1 or int(whole[0]) > 0):
            sides.add(side)
    return sides
