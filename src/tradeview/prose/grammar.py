"""The grammar of an amount: `[currency] number [scale words] [currency]`, the same in every language.

A `Reader` goes through one passage and gives each number with the scale and the currency that stand beside it. What a
word means is for the lexicon to say. A number with two readings keeps its place, without a value, and says why.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from tradeview.errors import AmbiguousFigureError, FigureError
from tradeview.prose.compounds import WHOLE, Compounds, Scale
from tradeview.prose.figure import BULLET, DIFFERENCE, NO_DOUBT, OTHER_SCALE, Doubt, Figure
from tradeview.prose.lexicon import Lexicon
from tradeview.prose.neighbours import BRACKETS
from tradeview.prose.numerals import MINUS, SIGN, Numeral
from tradeview.prose.words import View, cased, plain

SPACED = re.compile(r"(?P<minus>[-–−]) \Z")
SIGNED = re.compile(SIGN)
BRACKETED = "(-)"  # a minus
MAX_INDENT = 8  # spaces before the bullet of a list
LINE_START = re.compile(r"(?:\A|\n) *\Z")


class Reader(Compounds):
    """One passage being read; places are places in its folded form.

    Examples
    --------
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> from tradeview.prose.words import fold
    >>> reader = Reader(fold("In 2024 RM5.0 billion"), find_lexicon(()))
    >>> [(figure.numeral.value, figure.power, figure.currency) for figure in reader.figures()]
    [(Decimal('2024'), 0, ''), (Decimal('5.0E+9'), 9, 'MYR')]
    """

    def __init__(
        self, view: View, lexicon: Lexicon, language: str | None = None, *, named: bool = False, decimal: str = ""
    ) -> None:
        super().__init__(view, lexicon, language, named=named, decimal=decimal)
        self.body = (len(self.folded) - len(self.folded.lstrip()), len(self.folded.rstrip()))

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
        if self.is_torn(match, floor):
            return None
        start, scale = self.scaled(match, floor)
        locale, doubt = self.language(scale.first), NO_DOUBT
        scaled = bool(scale.powers) or self.lexicon.number_words.get(match[0], Decimal(0)) >= WHOLE
        before = self.currency_before(start, floor, sure=scaled or not match[0].isalnum())
        numeral: Numeral | None
        try:
            numeral, end, power = self.compound(match, scale, locale, prefixed=before is not None)
        except AmbiguousFigureError as error:
            numeral, end, power, doubt = None, scale.end, sum(scale.powers), Doubt(error.found, error.remedy)
        except FigureError:
            return None
        scaled = scaled or power > 0
        word, start, end = self.money(start, end, before, scaled=scaled)
        if word and not scaled and (self.scale_follows(end) or self.scale_leads(start, floor)):
            numeral, doubt = None, OTHER_SCALE
        if word and word.power and numeral:
            numeral = numeral.times(word.power)
        hedge = scale.hedge or self.hedge_within(scale.end, end)
        figure = Figure(start, end, numeral, power, word, locale, doubt, hedge=hedge)
        return self.hedged(self.undecided(self.said_minus(self.signed(figure), floor)), floor)

    def is_torn(self, match: re.Match[str], floor: int) -> bool:
        """Whether a number word is the tail of one that is not known: the 五 of 千五百億."""
        if match[0] not in self.lexicon.number_words or cased(self.folded, match.start()):
            return False
        hit = self.lexicon.scales.before(self.view, match.start())
        return hit is not None and hit.edge >= floor

    def scaled(self, match: re.Match[str], floor: int) -> tuple[int, Scale]:
        """Return where a number starts, and its words of scale, on whichever side of it they stand."""
        start, scale = match.start(), self.scale(match.end())
        if self.is_bracketed(match):
            start, scale = start - 1, self.scale(match.end() + 1)
        if lead := self.leading(start, floor):
            start, scale = lead.edge, scale._replace(powers=[*scale.powers, lead.word.power])
        apart = self.folded[match.end() : match.end() + 1] == " " and self.is_year(*match.span())
        if apart and scale.first and plain(scale.first.printed) in self.lexicon.number_words:
            scale = Scale([], match.end(), None)  # لعام 2011 تريليون: the scale begins a number of its own
        return start, scale

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

    def scale_follows(self, end: int) -> bool:
        """Whether a word stands here that would make the number another."""
        places = [end, *([end + 1] if self.folded[end : end + 1] in BRACKETS else [])]
        own = any(self.scale(place).powers for place in places)
        return own or any(self.lexicon.guards.after(self.view, self.joined(place)) for place in places)

    def scale_leads(self, start: int, floor: int) -> bool:
        """Whether a word of scale stands before a currency and its number: Mio. EUR 5."""
        end = self.word_end(start, floor)
        end -= self.folded.startswith(".", end - 1)
        tables = (self.lexicon.scales, self.lexicon.guards)
        hits = [hit for table in tables if (hit := table.before(self.view, end))]
        return any(hit.edge >= floor and end - hit.edge > 2 for hit in hits)
