"""A number as it stands in a text: its digits or its word, with what is printed beside them and belongs to it.

A fraction may stand behind it (2½, 2 1/2, "2 and a half") or before it ("साढ़े 3"), an ending may be glued to it (6-ти),
and a blank of a broken line may stand within its decimals (11. 46). But for the sign of a fraction all of it counts
only where a scale follows: "May 2 1/2" and "$5. 20 people" are something else.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from tradeview.prose.amounts.neighbours import Neighbours
from tradeview.prose.figure import NO_DOUBT, SPLIT_NUMBER, Doubt
from tradeview.prose.languages import find_separators
from tradeview.prose.numerals import FRACTIONS

SIGN_OF_FRACTION = re.compile(rf" ?([{''.join(FRACTIONS)}])")
# One over another, behind a whole number or alone: 2 1/2, 1/2; a date or a list has more digits.
MIXED = re.compile(r"[ -]([1-7])[/⁄]([2-8])(?![\d/⁄])")
ALONE = re.compile(r"[/⁄]([2-8])(?![\d/⁄])")
# A blank before a comma, or a blank or a line end behind a mark, and at most three digits, which no other mark follows.
SPLIT = re.compile(r"(?: (?P<early>,)|(?P<mark>[.,])(?: {1,2}| ?\n ?))(?P<tail>\d{1,3})(?!\d|[.,]\d|%)")
APART = re.compile(r" ,(\d{1,2})(?![\d.,])")
WHOLE = 1000  # a number word of this much holds its scale: sejuta, مليونان
WHOLE_NUMBER = re.compile(r"[-−]?\d{1,3}(?:,\d{3})*")


class PrintedNumber(NamedTuple):
    """The digits or the word of a number, where it stands, and the fraction printed beside it."""

    text: str
    start: int
    end: int
    fraction: Decimal | None = None
    doubt: Doubt = NO_DOUBT


class PrintedNumbers(Neighbours):
    """The numbers of one passage, as they are printed; places are places in its folded form."""

    def find_printed(self, match: re.Match[str], floor: int, locale: str | None) -> PrintedNumber:
        """Return a number with what is printed beside it and belongs to it; `floor` ends the number before."""
        number = PrintedNumber(match[0], *match.span())
        if sign := SIGN_OF_FRACTION.match(self.folded, number.end):
            return number._replace(end=sign.end(), fraction=FRACTIONS[sign[1]])
        for complete in (self.take_fraction, self.take_ending):
            if (whole := complete(number)) and self.is_scale_at(whole.end):
                return self.take_fraction_before(whole, floor)
        split = self.take_decimals_apart(number, floor, locale) or self.take_split_decimals(number, floor, locale)
        return split or self.take_fraction_before(number, floor)

    def is_scale_at(self, end: int) -> bool:
        """Whether a word of scale follows."""
        return self.lexicon.scales.after(self.view, self.next_word(end)) is not None

    def take_fraction(self, number: PrintedNumber) -> PrintedNumber | None:
        """Take in a fraction in digits or words behind a number: 2 1/2, 1/2, "2 and a half"."""
        if mixed := MIXED.match(self.folded, number.end):
            return self.take_ratio(number, int(mixed[1]), int(mixed[2]), mixed.end())
        if number.text.isdecimal() and (alone := ALONE.match(self.folded, number.end)):
            return self.take_ratio(number._replace(text="0"), int(number.text), int(alone[1]), alone.end())
        word = self.lexicon.fractions.after(self.view, self.next_word(number.end))
        # مليارين ونصف المليار: half of the scale that the word holds.
        if word is None or self.lexicon.number_words.get(number.text, Decimal(0)) >= WHOLE:
            return None
        return number._replace(end=word.edge, fraction=word.word.fraction)

    def take_ratio(self, number: PrintedNumber, over: int, under: int, end: int) -> PrintedNumber | None:
        """Take in a fraction of two digits, which is less than one."""
        if over >= under:
            return None
        return number._replace(end=end, fraction=Decimal(over) / Decimal(under))

    def take_ending(self, number: PrintedNumber) -> PrintedNumber | None:
        """Take in an ending that is glued to digits: 6-ти."""
        if not number.text[-1].isdecimal():
            return None
        ending = self.lexicon.number_endings.match(self.folded, number.end)
        return number._replace(end=ending.end()) if ending else None

    def take_fraction_before(self, number: PrintedNumber, floor: int) -> PrintedNumber:
        """Take in a fraction before a number: साढ़े 3 is three and a half."""
        word = self.lexicon.fractions_before.before(self.view, self.word_end(number.start, floor))
        if word is None or word.edge < floor or number.fraction is not None:
            return number
        return number._replace(start=word.edge, fraction=word.word.fraction)

    def take_decimals_apart(self, number: PrintedNumber, floor: int, locale: str | None) -> PrintedNumber | None:
        """Take in decimals whose comma stands apart from their number, behind a currency: Rp15.432 ,5."""
        apart = APART.match(self.folded, number.end)
        if apart is None or "," in number.text or locale is None or find_separators(locale)[0] != ",":
            return None
        if self.find_currency_before(number.start, floor, sure=True) is None:
            return None
        return number._replace(text=f"{number.text},{apart[1]}", end=apart.end())

    def take_split_decimals(self, number: PrintedNumber, floor: int, locale: str | None) -> PrintedNumber | None:
        """Take in decimals that a blank parts from their mark: RM 11. 46 billion.

        Behind a currency they are read, where the mark is the decimal one of the language and no list: 2, 3 billion.
        Elsewhere a sentence may begin between the two, so that the value stays open.
        """
        split = SPLIT.match(self.folded, number.end)
        if split is None or not WHOLE_NUMBER.fullmatch(number.text) or self.is_year(number.start, number.end):
            return None
        scale = self.lexicon.scales.after(self.view, self.next_word(split.end()))
        # "Trong tháng 1, 4 tỷ USD" is January, and four thousand million.
        if self.lexicon.numbered_parts.before(self.view, self.word_end(number.start, floor)):
            return None
        # "$250. 5 million tonnes were shipped" are two numbers.
        if scale is None or self.lexicon.quantities.after(self.view, self.next_word(scale.edge)):
            return None
        decimal = find_separators(locale)[0] if locale else "."
        has_currency = self.find_currency_before(number.start, floor, sure=True) is not None
        if split["mark"] != decimal and not has_currency:
            return None
        is_alone = self.stands_alone(scale.edge) or self.lexicon.currencies.after(self.view, self.next_word(scale.edge))
        is_read = has_currency and is_alone and split["mark"] == decimal == "."
        text = f"{number.text}{split['early'] or split['mark']}{split['tail']}"
        return PrintedNumber(text, number.start, split.end(), doubt=NO_DOUBT if is_read else SPLIT_NUMBER)
