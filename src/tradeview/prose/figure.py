"""A figure as it was found: its place, its number, its currency, and why its number may have no one reading."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from tradeview.prose.numerals import Numeral
from tradeview.prose.words import Word


class Doubt(NamedTuple):
    """Why a number has no one reading, and what would give it one."""

    found: str = ""
    remedy: str = ""


NO_DOUBT = Doubt()
OTHER_SCALE = Doubt("a word of scale, of a language that is not named or in an unusual place", "name its locale")
BULLET = Doubt("a minus sign or the bullet of a list", "print the minus as − (U+2212), or pass the amount alone")
DIFFERENCE = Doubt("a negative amount, or one taken from the number before", "pass the amount alone")
OTHER_END = Doubt("a number as printed, or of the scale at the other end", "print the scale at both ends")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it stands in a text, with what stands around it."""

    start: int
    end: int
    numeral: Numeral | None  # None where there is a doubt
    power: int
    word: Word | None  # of its currency
    locale: str | None
    doubt: Doubt = NO_DOUBT
    kind: str = "amount"
    hedge: str | None = None  # about, over, under
    observation: str | None = None
    period: int | None = None  # a year, or a year and a month
    months: str | None = None  # the first and the last
    flow: str | None = None
    status: str | None = None  # target or forecast

    @property
    def currency(self) -> str:
        """The currency's ISO code, empty for a number that is not money."""
        return self.word.currency if self.word else ""

    def without_value(self, doubt: Doubt) -> "Figure":
        """Leave the value open."""
        return replace(self, numeral=None, doubt=doubt)

    def negated(self) -> "Figure":
        """Change the sign of the value, where there is one."""
        return replace(self, numeral=self.numeral.negated()) if self.numeral else self
