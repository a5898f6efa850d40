"""Closed intervals of numbers that are not negative, open to one side where a figure is a bound, and pairs of them.

What a printed figure says is an interval: US$2.48 billion is 2.475 to 2.485 billion, "more than 1.1 billion" has no
upper end. A `Span` is two of them: `near`, what the digits and the mean rate allow, and `wide`, what is left possible
when digits were cut rather than rounded and money was changed on any day of the period.
"""

import math
from dataclasses import dataclass

# Ends that differ by less than this share of themselves are one number: floats add 1.59 and 1.46 to 3.0500000000000003.
EPSILON = 1e-9


def _times(one: float, other: float) -> float:
    return 0.0 if 0 in (one, other) else one * other


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers from `low` to `high`, both included, 0 <= low <= high; `high` may be infinite.

    Examples
    --------
    >>> Interval(1.0, 2.0) + Interval(3.0, 4.0)
    Interval(low=4.0, high=6.0)
    >>> Interval(1.0, 2.0) / Interval(4.0, math.inf)
    Interval(low=0.0, high=0.5)
    """

    low: float
    high: float

    def __add__(self, other: "Interval") -> "Interval":
        """Every sum of a number of the one and a number of the other."""
        return Interval(self.low + other.low, self.high + other.high)

    def __mul__(self, other: "Interval") -> "Interval":
        """Every product."""
        return Interval(_times(self.low, other.low), _times(self.high, other.high))

    def __truediv__(self, other: "Interval") -> "Interval":
        """Every quotient; without upper end where the divisor may be zero."""
        high = math.inf if other.low == 0 else self.high / other.low
        return Interval(0.0 if other.high in (0, math.inf) else self.low / other.high, high)

    def __or__(self, other: "Interval") -> "Interval":
        """The interval from the lowest to the highest number of both."""
        return Interval(min(self.low, other.low), max(self.high, other.high))

    def within(self, other: "Interval") -> bool:
        """Tell whether every number of this one is a number of the other."""
        return other.low <= self.low * (1 + EPSILON) and self.high <= other.high * (1 + EPSILON)

    def gap(self, other: "Interval") -> float:
        """How far apart two intervals lie: lower end of the upper one over upper end of the lower one, less 1.

        Examples
        --------
        >>> Interval(1.0, 2.0).gap(Interval(3.0, 4.0)), Interval(1.0, 2.0).gap(Interval(2.0, 4.0))
        (0.5, 0.0)
        """
        below, above = (self, other) if self.high < other.low else (other, self)
        if above.low <= below.high * (1 + EPSILON):
            return 0.0
        return math.inf if below.high == 0 else above.low / below.high - 1

    def amount_between(self, other: "Interval") -> float:
        """The amount from the upper end of the lower of two intervals to the lower end of the upper one; 0 at least.

        Examples
        --------
        >>> Interval(1.0, 2.0).amount_between(Interval(3.5, 4.0)), Interval(1.0, 2.0).amount_between(Interval(2.0, 4.0))
        (1.5, 0.0)
        """
        return max(self.low - other.high, other.low - self.high, 0.0)

    def scaled(self, factor: float) -> "Interval":
        """Multiply by a number above zero."""
        return Interval(self.low * factor, self.high * factor)

    def shifted(self, by: float) -> "Interval":
        """Add a number to each, as far as zero."""
        return Interval(max(self.low + by, 0.0), max(self.high + by, 0.0))

    def negated(self) -> "Interval":
        """Turn numbers that are not above zero round, so that they are not below it."""
        return Interval(-self.high, -self.low)

    @property
    def spread(self) -> float:
        """Upper end over lower end: 1 is a single number."""
        return math.inf if self.low == 0 else self.high / self.low


@dataclass(frozen=True, slots=True)
class Span:
    """What a figure most likely is (`near`), and what it may be at most (`wide`).

    Examples
    --------
    >>> Span.of(Interval(2.0, 4.0)).scaled(10).near
    Interval(low=20.0, high=40.0)
    """

    near: Interval
    wide: Interval

    @classmethod
    def of(cls, interval: Interval) -> "Span":
        """Make a span of which nothing more is known."""
        return cls(interval, interval)

    def __add__(self, other: "Span") -> "Span":
        """Add both."""
        return Span(self.near + other.near, self.wide + other.wide)

    def __mul__(self, other: "Span") -> "Span":
        """Multiply both."""
        return Span(self.near * other.near, self.wide * other.wide)

    def __truediv__(self, other: "Span") -> "Span":
        """Divide both."""
        return Span(self.near / other.near, self.wide / other.wide)

    def __or__(self, other: "Span") -> "Span":
        """Span from the lowest to the highest of both."""
        return Span(self.near | other.near, self.wide | other.wide)

    def scaled(self, factor: float) -> "Span":
        """Multiply by a number above zero."""
        return self * Span.of(Interval(factor, factor))

    def shifted(self, by: float) -> "Span":
        """Add a number to both, as far as zero."""
        return Span(self.near.shifted(by), self.wide.shifted(by))
