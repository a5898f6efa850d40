"""The times that a text has stated up to a sentence, of which the figures of the next may take one.

A time holds until another is stated. In its paragraph, a time of long ago holds too, and what compared with the year
before leaves none; the next paragraph returns to what the text speaks of, which is not older than what it began with.
The time of a heading holds for the list below it alone, or, where prose follows, until another is stated.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tradeview.prose.carried.moved_months import shift_months
from tradeview.prose.carried.relative_words import YEAR_EARLIER
from tradeview.prose.figure import HEADING, PARAGRAPH, Months
from tradeview.prose.times.periods import Time


class Stated(NamedTuple):
    """A time that figures have or may take, and where it is stated."""

    months: Months
    place: str
    is_of_opening: bool = False  # whether a fact has it in place of the date that its sentence has further on


class StatedTimes:
    """What a text has stated up to a sentence."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.current: Stated | None = None
        self.main: Stated | None = None  # what the next paragraph returns to
        self.known: Months | None = None  # stated last by anything, if only over a list
        self.month: Months | None = None  # the single month stated last
        self.lead: Months | None = None  # what the text began with
        self.heading: Stated | None = None  # over the lines that follow
        self.in_list = False
        self.left: Months | None = None  # with what time a paragraph ended, of which a list behind it may be
        self.told: Months | None = None  # stated last in this paragraph, and in the one before it
        self.told_before: Months | None = None
        self.has_several = False  # whether the text has stated more than one time
        self.is_of_paragraph = False  # whether this paragraph stated the current time

    def state(self, months: Months, place: str = PARAGRAPH) -> None:
        """Let what follows have a time."""
        self.current = Stated(months, place)
        self.is_of_paragraph = True
        self.told = months
        self.know(months)
        if self.lead is None:
            self.lead = months
        self.has_several = self.has_several or months != self.lead
        # A paragraph on the past is not what the text speaks of.
        if months.last >= self.lead.first:
            self.main = self.current

    def know(self, months: Months) -> None:
        """Remember a time as the one that anything stated last."""
        self.known = months
        if months.first == months.last:
            self.month = months

    def name_month(self, times: Sequence[Time]) -> None:
        """Remember the month that a sentence names last, if it has no figure, as the one that "that month" means."""
        named = [time.months for time in times if time.months and time.months.is_settled]
        if named and named[-1].first == named[-1].last:
            self.month = named[-1]

    def open_heading(self, months: Months) -> None:
        """Let the lines that follow have the time of their heading."""
        self.heading = Stated(months, HEADING)
        self.know(months)
        self.in_list = False

    def leave_heading(self) -> None:
        """Let a heading hold for the prose below it, and end where its list does."""
        if self.heading and not self.in_list:
            self.state(self.heading.months, HEADING)
        elif self.heading and self.heading.months == self.lead:
            self.state(self.lead)  # the list returned to what the text is about
        elif self.heading and self.current and self.heading.months != self.current.months:
            # Which of the two what follows a list is of, the text does not say.
            self.forget()
        self.heading = None
        self.in_list = False

    def begin_paragraph(self) -> None:
        """Return to what the text speaks of."""
        if self.is_of_paragraph:
            self.left = self.known
        if self.main and self.is_doubtful(self.main.months):
            self.main = None
        self.current = self.main
        self.is_of_paragraph = False
        self.told_before, self.told = self.told, None

    def is_doubtful(self, main: Months) -> bool:
        """Whether either may be meant behind a paragraph on one month of the year that a text is about.

        Behind two of them it is this month.
        """
        lead = self.lead
        is_part = lead is not None and lead.holds(main) and not main.holds(lead)
        return is_part and not self.told_twice(main)

    def told_twice(self, months: Months) -> bool:
        """Whether the last two paragraphs were of these months."""
        return self.told == self.told_before == months

    def pause(self) -> None:
        """Let the rest of the paragraph have no time."""
        self.current = None

    def pass_untold(self) -> None:
        """Pass figures of a time that no one can tell, which is the one that "in this period" means behind them."""
        self.pause()
        self.known = None

    def pause_unless(self, months: Months) -> None:
        """Let the rest of the paragraph have no time, unless it is that of which something else was told."""
        if self.current and self.current.months != months:
            self.pause()

    def forget(self) -> None:
        """Let what follows have no time, until one is stated."""
        self.current = self.main = None

    def is_year_before(self, months: Months) -> bool:
        """Whether months are those of the year before the time stated last, which they are compared with."""
        if self.current is None or not self.current.months.is_part:
            return False
        return shift_months(self.current.months, YEAR_EARLIER) == months

    def is_near(self, months: Months) -> bool:
        """Whether a time without a figure is not one of long ago: they set up relations in 1967."""
        year = months.last[0]
        if self.published:
            return self.published.year - 1 <= year <= self.published.year
        return self.lead is None or abs(year - self.lead.last[0]) <= 1


def choose_main(held: Sequence[Months]) -> Months | None:
    """Return the time that a sentence is about: its only one, or the latest, if it names that first or last.

    Examples
    --------
    >>> years = [Months((year, 1), (year, 12)) for year in (2022, 2024, 2023)]
    >>> choose_main(years[:2]).period, choose_main(years[1:]).period, choose_main(years)
    (2024, 2024, None)
    """
    if not held:
        return None
    latest = max(held, key=lambda months: (months.last, months.first))
    return latest if latest in (held[0], held[-1]) else None
