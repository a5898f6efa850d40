"""The months that a time named in a text stands for: the first and the last."""

from typing import NamedTuple

from tradeview.periods import MONTHS_IN_YEAR, make_month


class Months(NamedTuple):
    """The first and the last month, each as a year and a month."""

    first: tuple[int, int]
    last: tuple[int, int]

    def __str__(self) -> str:
        """Write them as ISO 8601 does: 2025-01/2025-06."""
        return "/".join(f"{year:04}-{month:02}" for year, month in self)

    @property
    def is_stretch(self) -> bool:
        """Whether they are several months, and not a year."""
        return self.first != self.last and (self.first[1], self.last[1]) != (1, MONTHS_IN_YEAR)

    @property
    def period(self) -> int | None:
        """The year they lie in, or the one month they are; none where they lie in two years."""
        (year, first), (other, last) = self
        if year != other:
            return None
        return make_month(year, first) if first == last else year
