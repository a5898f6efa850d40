"""A figure as it was found: its place, number, currency and months, and why its number may have no one reading."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from tradeview.periods import MONTHS_IN_YEAR, make_month, shift_period
from tradeview.prose.numerals import Numeral
from tradeview.prose.text.folding import Word


class Doubt(NamedTuple):
    """Why a number has no one reading, and what would give it one."""

    found: str = ""
    remedy: str = ""


SENTENCE, PARAGRAPH, HEADING, PUBLISHED = "sentence", "paragraph", "heading", "published"  # what tells a time or a flow
NO_DOUBT = Doubt()
OTHER_SCALE = Doubt("a word of scale, of a language that is not named or in an unusual place", "name its locale")
UNKNOWN_WORD = Doubt(
    "a word that may be one of scale, in a language that is not read", "print the number in digits alone"
)
BULLET = Doubt("a minus sign or the bullet of a list", "print the minus as − (U+2212), or pass the amount alone")
DIFFERENCE = Doubt("a negative amount, or one taken from the number before", "pass the amount alone")
OTHER_END = Doubt("a number as printed, or of the scale at the other end", "print the scale at both ends")
SPLIT_NUMBER = Doubt("one number with a blank in it, or two numbers", "print the number without the blank")
TWO_READINGS = Doubt("a mark of thousands, which makes it too large, or of decimals", "name its locale")
TOO_LARGE = Doubt("more than any economy counts in this currency", "print the number in digits alone")
NUMBER_AND_MORE = Doubt("a number, and what may change it before or behind its scale", "print the number in digits")
BOUNDS: dict[str | None, str] = {"over": "more than", "under": "less than"}  # of hedges; "about" is none
COMPARING = {"percent", "percentage point", "times"}  # units that compare with what was
OPPOSITE_HEDGES = {"over": "under", "under": "over"}


class Months(NamedTuple):
    """The first and the last month of a time, each as a year and a month.

    Where the text does not settle which months they are, 2024 to date, the time lies somewhere in them.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    is_settled: bool = True
    label: tuple[int, int] | None = None  # where the words of another calendar's year stand in the text as given

    def __str__(self) -> str:
        """Write them as ISO 8601 does: 2025-01/2025-06."""
        return "/".join(f"{year:04}-{month:02}" for year, month in (self.first, self.last))

    @property
    def month_count(self) -> int:
        """How many they are."""
        (year, first), (other, last) = self.first, self.last
        return (other - year) * MONTHS_IN_YEAR + last - first + 1

    def holds(self, other: "Months") -> bool:
        """Whether all of some months are among these."""
        return self.first <= other.first and other.last <= self.last

    @property
    def is_stretch(self) -> bool:
        """Whether they are several months, and not a year, be it a fiscal one."""
        if self.first == self.last or (self.first[1], self.last[1]) == (1, MONTHS_IN_YEAR):
            return False
        year_on = shift_period(make_month(*self.first), MONTHS_IN_YEAR - 1)
        return self.label is None or year_on != make_month(*self.last)

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
    flow_from: str | None = None  # sentence, heading or paragraph
    is_said_negative: bool = False  # by words, a deficit or a fall, where no minus is printed
    coverage: str | None = None
    status: str | None = None  # target or forecast
    unit: str = ""  # of a measure, which is no money: percent, tonne

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

    @property
    def is_measured_change(self) -> bool:
        """Whether it is a measure that compares with what was, so that a time before may be its base."""
        return self.unit in COMPARING or (self.unit != "" and self.kind == "change")

    @property
    def signed(self) -> Numeral | None:
        """The number with the sign that its words give it: a deficit is a balance below nothing."""
        if self.numeral is None or not self.is_said_negative:
            return self.numeral
        return self.numeral.negated()

    @property
    def signed_hedge(self) -> str | None:
        """The hedge of the number with its sign: a deficit of more than 5 is a balance of less than -5."""
        if self.is_said_negative and self.hedge:
            return OPPOSITE_HEDGES.get(self.hedge, self.hedge)
        return self.hedge
