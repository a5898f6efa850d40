"""The sign of an amount: a minus before its number or its currency, in a bracket, or in words.

A dash may be a minus, a bullet of a list, the dash of a range or of a thought between two. Which it is, what stands
before it tells; where that does not, the value is left open.
"""

import re
from dataclasses import replace

from tradeview.prose.amounts.neighbours import GAP_BEFORE
from tradeview.prose.amounts.scales import Scales
from tradeview.prose.figure import BULLET, DIFFERENCE, Figure
from tradeview.prose.lexicon import Lexicon
from tradeview.prose.numerals import MINUS, SIGN
from tradeview.prose.text.folding import View

MAX_INDENT = 8  # spaces before the bullet of a list
BRACKETED = "(-)"  # a minus
SPACED = re.compile(r"(?P<minus>[-–−]) \Z")
LONG_MINUS = re.compile(r"(?:(?<![^\s(:=])|\A)–(?!\s)")
CLOSING_DASH = re.compile(r"[^\n–]{0,80}(?<=\S)–(?=[\s,.;:)]|\Z)")  # exports –$5 billion– fell
SIGNED = re.compile(SIGN)
LINE_START = re.compile(r"(?:\A|\n) *\Z")


class Signs(Scales):
    """The signs of the figures of one passage; places are places in its folded form."""

    def __init__(self, view: View, lexicon: Lexicon, language: str | None = None) -> None:
        super().__init__(view, lexicon, language)
        self.body = (len(self.folded) - len(self.folded.lstrip()), len(self.folded.rstrip()))

    def take_sign(self, figure: Figure, floor: int) -> Figure:
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
        return self.take_long_minus(figure, floor)

    def take_long_minus(self, figure: Figure, floor: int) -> Figure:
        """Take in an en dash right before a sign or a number: –$5 billion. Behind a word it may part two thoughts."""
        start = figure.start - 1
        is_range = self.is_number_before(start, floor)
        if is_range or not LONG_MINUS.match(self.folded, start) or CLOSING_DASH.match(self.folded, figure.end):
            return figure
        before = self.word_end(start, 0)
        if "\n" in self.folded[before:start]:  # a bullet
            return figure
        if self.is_open_to_minus(before):
            return replace(figure.negated(), start=start)
        return figure.without_value(BULLET)

    def is_open_to_minus(self, before: int) -> bool:
        """Whether what ends at a place wants a number, so that a dash behind it is its minus."""
        is_opened = self.folded[before - 1 : before] in {":", "(", "="}
        return is_opened or self.lexicon.governors.before(self.view, before) is not None

    def find_spaced_minus(self, start: int) -> re.Match[str] | None:
        """Find a minus that a gap parts from its number, behind a word that wants a number: contre - 43 Md."""
        match = SPACED.search(self.folded, max(start - GAP_BEFORE, 0), start)
        if match is None:
            return None
        before = self.word_end(match.start("minus"), 0)
        if "\n" in self.folded[before:start]:  # a bullet
            return None
        return match if self.is_open_to_minus(before) else None

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
