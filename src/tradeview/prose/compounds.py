"""Numbers with their scale, as one text prints them: 11.46 billion, 12 crore 34 lakh, 2181亿7600万, forty two billion.

A scale multiplies what stands before it, and smaller terms are added to larger ones, in digits and in words alike.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from tradeview.errors import AmbiguousFigureError, FigureError
from tradeview.prose.languages import section
from tradeview.prose.lexicon import Lexicon
from tradeview.prose.neighbours import Neighbours
from tradeview.prose.numerals import (
    MINUS,
    NO_SEPARATORS,
    OTHER_MARK,
    Numeral,
    Separators,
    combine,
    find_separators,
    read_number,
)
from tradeview.prose.words import Found, View, Word, cased

MAX_TERMS = 6  # of a compound: 1 trillion 234 billion 567 million 890 thousand 123
MAX_SCALES = 4  # words of scale that multiply one another: 2 lakh crore
TEN = 10
WHOLE = 1000  # a number word of this much holds its scale: sejuta, مليونان
LETTER_GOES_ON = re.compile(r"[-&/.'][^\W_]")
Term = tuple[Numeral, list[int]]  # a number, and the powers of ten of the scale words behind it


class Scale(NamedTuple):
    """The words of scale after a number: their powers of ten, where they end, the first, and what stands among them."""

    powers: list[int]
    end: int
    first: Word | None
    hedge: str | None = None
    half: bool = False  # "y medio" follows


class Compound(NamedTuple):
    """A number with all its terms, where it ends, and the power of ten of its first scale."""

    numeral: Numeral
    end: int
    power: int


class Compounds(Neighbours):
    """One passage, and the numbers that stand at a place of it.

    Examples
    --------
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> from tradeview.prose.words import fold
    >>> compounds = Compounds(fold("5 lakh crore"), find_lexicon(()))
    >>> compounds.scale(1).powers
    [5, 7]
    """

    def __init__(
        self, view: View, lexicon: Lexicon, language: str | None = None, *, named: bool = False, decimal: str = ""
    ) -> None:
        super().__init__(view, lexicon)
        self.locale = language
        self.named = named  # by who asks; otherwise a figure's own words count more
        self.decimal = decimal  # the decimal mark of the text's other numbers

    def language(self, own: Word | None) -> str | None:
        """Return the language named, or that of the number's own scale word, or of the passage."""
        own_language = own.locale if own and len(own.printed) > 1 else None
        return self.locale if self.named else own_language or self.locale

    def scale(self, start: int) -> Scale:
        """Read the words of scale after a number, and a hedge between them: 100多亿."""
        found: list[Found] = []
        end, hedge = start, None
        while len(found) < MAX_SCALES:
            infix = None if hedge else self.lexicon.infixes.after(self.view, self.joined(end))
            hit = self.lexicon.scales.after(self.view, self.joined(end))
            if hit is None and infix:
                hit = self.lexicon.scales.after(self.view, self.joined(infix.edge))
                hedge = infix.word.label if hit else None
            if hit is None or not self.is_scale(end, hit, found):
                break
            found.append(hit)
            end = hit.edge
        half = self.lexicon.halves.after(self.view, self.joined(end)) if found else None
        powers = [hit.word.power for hit in found]
        return Scale(powers, half.edge if half else end, found[0].word if found else None, hedge, half is not None)

    def is_scale(self, start: int, hit: Found, found: list[Found]) -> bool:
        """Whether a word after a number is one of scale: a letter is none in T-shirts, B&B or on the next line."""
        if hit.edge - self.joined(start) > 1 or not cased(self.folded, hit.edge - 1):
            return True
        return not (found or "\n" in self.folded[start : hit.edge] or LETTER_GOES_ON.match(self.folded, hit.edge))

    def leading(self, start: int, floor: int) -> Found | None:
        """Find a word of scale before a number, as Swahili and Burmese print it: bilioni 24.8."""
        found = self.lexicon.leading.before(self.view, self.word_end(start, floor))
        return found if found and found.edge >= floor else None

    def is_bracketed(self, match: re.Match[str]) -> bool:
        """Whether a number stands in a bracket of its own before its scale: (1343.2) مليار."""
        start, end = match.span()
        closed = self.folded[start - 1 : start] == "(" and self.folded[end : end + 1] == ")"
        return closed and bool(self.scale(end + 1).powers)

    def separators(self, locale: str | None) -> Separators | None:
        """Return the separators that the text's own numbers tell, or those its language is sure of.

        None leaves them to the locale; where the numbers and the language differ, none are known.
        """
        if self.named:
            return None
        known = find_separators(locale) if locale else NO_SEPARATORS
        unsure = section(locale).get("unsure", ()) if locale else ()
        if self.decimal:
            told = (self.decimal, OTHER_MARK[self.decimal])
            return told if not locale or known[0] == self.decimal else ("", told[1] if told[1] in unsure else "")
        return ("" if known[0] in unsure else known[0], "" if known[1] in unsure else known[1])

    def number(self, printed: str, locale: str | None, *, scaled: bool) -> Numeral:
        """Read digits, or a number word where a scale follows or it holds one."""
        printed = self.lexicon.spelled(printed)
        if unclear := self.lexicon.unclear.fullmatch(printed):
            found = "{0}.{1} or {1}.{0}".format(*unclear.groups())
            raise AmbiguousFigureError(f"{printed!r} can be read in two ways", found, "print it with a point")
        word, _, digits = self.lexicon.decimal.sub(".", printed).partition(".")
        said = self.lexicon.number_words.get(word.rstrip())
        if said is None:
            return read_number(printed, locale, separators=self.separators(locale))
        if not scaled and said < WHOLE:
            raise FigureError("a number word counts before a scale", repr(printed))
        if digits:
            return read_number(f"{said}.{digits}", separators=(".", ","))
        return Numeral.of(said if said < WHOLE else said.normalize())

    def range_at(self, end: int) -> bool:
        """Whether the second end of a range follows: two to three billion."""
        match = self.lexicon.range.match(self.folded, end) or self.lexicon.ends.match(self.folded, end)
        return match is not None and self.lexicon.numbers.match(self.folded, match.end()) is not None

    def chained(self, end: int) -> re.Match[str] | None:
        """Find the number word that goes on another: forty two, one hundred and twenty."""
        joint = self.lexicon.spoken_plus.match(self.folded, end)
        match = self.lexicon.numbers.match(self.folded, joint.end()) if joint else None
        return match if match and match[0] in self.lexicon.number_words else None

    def compound(self, match: re.Match[str], scale: Scale, locale: str | None, *, prefixed: bool) -> Compound:
        """Read on while smaller terms follow: 12 crore 34 lakh, forty two billion; a sign is that of the whole."""
        printed, worded = match[0], match[0] in self.lexicon.number_words
        chained = worded and not scale.powers and self.chained(match.end()) is not None
        ranged = worded and not scale.powers and self.range_at(match.end())
        first = self.number(printed.lstrip(MINUS), locale, scaled=bool(scale.powers) or chained or ranged)
        terms = [self.spoken(printed, first, scale.powers)]
        if scale.half:
            terms.append((Numeral.of(Decimal("0.5")), scale.powers))
        total, end, powers = combine(terms) or terms[0][0], scale.end, list(terms[0][1])
        while (terms[-1][1] or chained) and len(terms) < MAX_TERMS:
            more = self.term(end, locale, prefixed=prefixed, worded=worded)
            if more is None:
                break
            terms.append(more[:2])
            if (larger := combine(terms) or self.inverted(terms)) is None:
                break
            total, end, worded, powers = larger, more[2], more[3], powers or more[1]
        if chained and total.value < WHOLE and not ranged:
            raise FigureError("number words count before a scale", repr(printed))
        return Compound(total.negated() if printed[0] in MINUS else total, end, sum(powers))

    def term(
        self, end: int, locale: str | None, *, prefixed: bool, worded: bool
    ) -> tuple[Numeral, list[int], int, bool] | None:
        """Read the number that may go on a compound: with a scale of its own, or before the currency of it all."""
        plus = self.lexicon.plus.after(self.view, self.joined(end))
        chained = self.chained(end) if worded else None
        match = chained or self.lexicon.numbers.match(self.folded, self.joined(plus.edge if plus else end))
        if match is None or match[0][0] in MINUS:
            return None
        scale = self.scale(match.end())
        goes_on = chained is not None and self.chained(scale.end) is not None
        scaled = bool(scale.powers) or goes_on
        if not scaled and (prefixed or not self.currency_after(scale.end, scaled=True, prefixed=False)):
            return None
        try:
            number = self.number(match[0], locale, scaled=scaled)
        except FigureError:
            return None
        return *self.spoken(match[0], number, scale.powers), scale.end, chained is not None

    def spoken(self, printed: str, number: Numeral, powers: list[int]) -> Term:
        """Take the tens out of a number word, so that what follows them may be added: forty two, one hundred twenty."""
        exponent = number.value.normalize().as_tuple().exponent
        if printed not in self.lexicon.number_words or not isinstance(exponent, int) or exponent <= 0:
            return number, powers
        return Numeral(number.value.scaleb(-exponent), number.unit.scaleb(-exponent)), [exponent, *powers]

    def inverted(self, terms: list[Term]) -> Numeral | None:
        """Add units that stand before their tens, as in Arabic: five and twenty."""
        (units, no_powers), (tens, powers), *more = terms
        if more or no_powers or units.value >= TEN or powers[:1] != [1] or tens.value >= TEN:
            return None
        return combine([(Numeral(TEN * tens.value + units.value, Decimal(1)), powers[1:])])
