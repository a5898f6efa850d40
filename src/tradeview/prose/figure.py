"""A figure as it was found: its place, number, currency and months, and why its number may have no one reading."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from tradeview.periods import MONTHS_IN_YEAR, make_month
from tradeview.prose.folding import Word
from tradeview.prose.numerals import Numeral


class Doubt(NamedTuple):
    """Why a number has no one reading, and what would give it one."""

    found: str = ""
    remedy: str = ""


NO_DOUBT = Doubt()
OTHER_SCALE = Doubt("a word of scale, of a language that is not named or in an unusual place", "name its locale")
BULLET = Doubt("a minus sign or the bullet of a list", "print the minus as − (U+2212), or pass the amount alone")
DIFFERENCE = Doubt("a negative amount, or one taken from the number before", "pass the amount alone")
OTHER_END = Doubt("a number as printed, or of the scale at the other end", "print the scale at both ends")


class Months(NamedTuple):
    """The first and the last month of a time, each as a year and a month.

    Where the text does not settle which months they are, 2024 to date, the time lies somewhere in them.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    is_settled: bool = True

    def __str__(self) -> str:
        """Write them as ISO 8601 does: 2025-01/2025-06."""
        return "/".join(f"{year:04}-{month:02}" for year, month in (self.first, self.last))

    @property
    def is_stretch(self) -> bool:
        """Whether they are several months, and not a year."""
        return self.first != self.last and (self.first[1], self.last[1]) != (1, MONTHS_IN_YEAR)

    @property
    def is_part(self) -> bool:
        """Whether they are a part of a year: several months, or one."""
        return self.is_stretch or self.first == self.last

    @property
    def period(self) -> int | None:
        """The year they lie in, or the one month they are; none where they lie in two years."""
        (year, first), (other, last) = self.first, self.last
        if year != other:
            return None
        return make_month(year, first) if first == last else year


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
    months: Months | None = None
    calendar_label: str | None = None  # the words of a fiscal year, or of a year of another calendar
    time_from: str | None = None  # sentence, heading, paragraph or published
    flow: str | None = None
    coverage: str | None = None
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
        if self.numeral is None:
            return self
        return replace(self, numeral=self.numeral.negated())
