"""The grammar of an amount: `[currency] number [scale words] [currency]`, the same in every language.

A `Reader` goes through one passage and gives each number with the scale and the currency that stand beside it. What a
word means is for the lexicon to say. A number with two readings keeps its place, without a value, and says why.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from tradeview.errors import AmbiguousFigureError, FigureError
from tradeview.figures.figure import BULLET, DIFFERENCE, NO_DOUBT, OTHER_SCALE, Doubt, Figure
from tradeview.figures.languages import section
from tradeview.figures.lexicon import Lexicon
from tradeview.figures.neighbours import Neighbours
from tradeview.figures.numerals import (
    MINUS,
    NO_SEPARATORS,
    OTHER_MARK,
    SIGN,
    Numeral,
    Separators,
    combine,
    find_separators,
    read_number,
)
from tradeview.figures.words import Found, View, Word, plain

MAX_TERMS = 6  # of a compound: 1 trillion 234 billion 567 million 890 thousand 123
MAX_SCALES = 4  # words of scale that multiply one another: 2 lakh crore
WHOLE = 1000  # a number word of this much holds its scale: sejuta, مليونان
SPACED = re.compile(r"(?P<minus>[-–−]) \Z")
SIGNED = re.compile(SIGN)
BRACKETED = "(-)"  # a minus
MAX_INDENT = 8  # spaces before the bullet of a list
LINE_START = re.compile(r"(?:\A|\n) *\Z")


class Scale(NamedTuple):
    """The words of scale after a number: their powers of ten, where they end, the first, and a hedge among them."""

    powers: list[int]
    end: int
    first: Word | None
    hedge: str | None = None
    half: bool = False  # "y medio" follows


class Reader(Neighbours):
    """One passage being read; places are places in its folded form.

    Examples
    --------
    >>> from tradeview.figures.lexicon import find_lexicon
    >>> from tradeview.figures.words import fold
    >>> reader = Reader(fold("In 2024 RM5.0 billion"), find_lexicon(()))
    >>> [(figure.numeral.value, figure.power, figure.currency) for figure in reader.figures()]
    [(Decimal('2024'), 0, ''), (Decimal('5.0E+9'), 9, 'MYR')]
    """

    def __init__(
        self, view: View, lexicon: Lexicon, language: str | None = None, *, named: bool = False, decimal: str = ""
    ) -> None:
        super().__init__(view, lexicon)
        self.body = (len(self.folded) - len(self.folded.lstrip()), len(self.folded.rstrip()))
        self.locale = language
        self.named = named  # by who asks; otherwise a figure's own words count more
        self.decimal = decimal  # the decimal mark of the text's other numbers

    def figures(self) -> Iterator[Figure]:
        """Yield every number, money or not."""
        at = floor = 0
        while match := self.lexicon.numbers.search(self.folded, at):
            figure = self.figure(match, floor)
            at = figure.end if figure else match.end()
            floor = floor if figure is None and match[0].isalpha() else at  # the A of A$ is no number word
            if figure:
                yield figure

    def figure(self, match: re.Match[str], floor: int) -> Figure | None:
        """Read one number with its scale and currency, or None where it is no number; `floor` ends the one before."""
        start, scale, doubt = match.start(), self.scale(match.end()), NO_DOUBT
        if self.is_bracketed(match):
            start, scale = start - 1, self.scale(match.end() + 1)
        if lead := self.leading(start, floor):
            start, scale = lead.edge, scale._replace(powers=[*scale.powers, lead.word.power])
        apart = self.folded[match.end() : match.end() + 1] == " " and self.is_year(*match.span())
        if apart and scale.first and plain(scale.first.printed) in self.lexicon.number_words:
            scale = Scale([], match.end(), None)  # لعام 2011 تريليون: the scale begins a number of its own
        whole = self.lexicon.number_words.get(match[0], Decimal(0)) >= WHOLE
        scaled, locale = bool(scale.powers) or whole, self.language(scale.first)
        ranged = not scaled and not match[0][-1].isdigit() and self.range_at(match.end())
        before = self.currency_before(start, floor, sure=scaled or not match[0].isalnum())
        numeral: Numeral | None
        try:
            numeral, end = self.compound(match[0], scale, locale, prefixed=before is not None, ranged=ranged)
        except AmbiguousFigureError as error:
            numeral, end, doubt = None, scale.end, Doubt(error.found, error.remedy)
        except FigureError:
            return None
        word, start, end = self.money(start, end, before, scaled=scaled)
        if word and not scaled and self.scale_follows(end):
            numeral, doubt = None, OTHER_SCALE
        if word and word.power and numeral:
            numeral = numeral.times(word.power)
        hedge = scale.hedge or self.hedge_within(scale.end, end)
        figure = Figure(start, end, numeral, sum(scale.powers), word, locale, doubt, hedge=hedge)
        return self.hedged(self.undecided(self.said_minus(self.signed(figure), floor)), floor)

    def leading(self, start: int, floor: int) -> Found | None:
        """Find a word of scale before a number, as Swahili and Burmese print it: bilioni 24.8."""
        found = self.lexicon.leading.before(self.view, self.word_end(start, floor))
        return found if found and found.edge >= floor else None

    def is_bracketed(self, match: re.Match[str]) -> bool:
        """Whether a number stands in a bracket of its own before its scale: (1343.2) مليار."""
        start, end = match.span()
        closed = self.folded[start - 1 : start] == "(" and self.folded[end : end + 1] == ")"
        return closed and bool(self.scale(end + 1).powers)

    def signed(self, figure: Figure) -> Figure:
        """Take in the minus before a currency, or one in brackets: (-)900 millones."""
        start = figure.start - len(BRACKETED)
        if figure.word and start >= 0 and self.folded.startswith(BRACKETED, start):
            return replace(figure.negated(), start=start)
        start = figure.start - 1
        if start < 0 or not (figure.word and figure.numeral):
            return figure
        if spaced := self.spaced_minus(figure.start):
            return replace(figure.negated(), start=spaced.start("minus"))
        return replace(figure.negated(), start=start) if SIGNED.match(self.folded, start) else figure

    def spaced_minus(self, start: int) -> re.Match[str] | None:
        """Find a minus that a gap parts from its number, behind a word that wants a number: contre - 43 Md."""
        match = SPACED.search(self.folded, max(start - 3, 0), start)
        if match is None:
            return None
        before = self.word_end(match.start("minus"), 0)
        if "\n" in self.folded[before:start]:  # a bullet
            return None
        opened = self.folded[before - 1 : before] in {":", "(", "="}
        return match if opened or self.lexicon.governors.before(self.view, before) else None

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
            if hit is None:
                break
            found.append(hit)
            end = hit.edge
        half = self.lexicon.halves.after(self.view, self.joined(end)) if found else None
        powers = [hit.word.power for hit in found]
        return Scale(powers, half.edge if half else end, found[0].word if found else None, hedge, half is not None)

    def scale_follows(self, end: int) -> bool:
        """Whether a word stands here that would make the number another."""
        start = self.joined(end)
        return any(table.after(self.view, start) for table in (self.lexicon.scales, self.lexicon.guards))

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

    def compound(
        self, printed: str, scale: Scale, locale: str | None, *, prefixed: bool, ranged: bool
    ) -> tuple[Numeral, int]:
        """Read on while smaller terms follow: 12 crore 34 lakh, 3 thousand 500 ringgit; a sign is that of the whole."""
        first = self.number(printed.lstrip(MINUS), locale, scaled=bool(scale.powers) or ranged)
        whole = first.power if printed in self.lexicon.number_words else 0
        terms = [(first.times(-whole), [whole, *scale.powers] if whole else scale.powers)]
        if scale.half:
            terms.append((Numeral.of(Decimal("0.5")), scale.powers))
        total, end = combine(terms) or terms[0][0], scale.end
        while terms[-1][1] and len(terms) < MAX_TERMS and (more := self.term(end, locale, prefixed=prefixed)):
            terms.append((more[0], more[1].powers))
            if (larger := combine(terms)) is None:
                break
            total, end = larger, more[1].end
        return (total.negated() if printed[0] in MINUS else total), end

    def term(self, end: int, locale: str | None, *, prefixed: bool) -> tuple[Numeral, Scale] | None:
        """Read the number that may go on a compound: with a scale of its own, or before the currency of it all."""
        plus = self.lexicon.plus.after(self.view, self.joined(end))
        match = self.lexicon.numbers.match(self.folded, self.joined(plus.edge if plus else end))
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
