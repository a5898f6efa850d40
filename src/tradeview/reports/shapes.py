"""Shapes: of which months figures are, and which of several shapes a report is of.

Whole years, quarters, months, the first eight months of years, and fiscal years from April are each a shape. Figures of
one shape stand beside each other; those of another stand apart, and are compared among themselves alone.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from tradeview.periods import (
    MONTHS_IN_YEAR,
    Frequency,
    Over,
    frequency_of,
    is_stretch,
    months_of_span,
    shift_span,
    split_period,
    year_before,
    year_of,
    year_of_span,
)
from tradeview.table.series import spans_of_rows
from tradeview.words.periods import format_periods, format_span, format_span_of_any_year
from tradeview.words.templates import Template

SAME_MONTHS = Template("the same months of {year}", note="year: of a part of an earlier year, January to August")
SAME_PARTS = Template("{months} of {years}", note="January to August of 2024 and 2025, of 2010–2025")
RUN = Template("{first} to {last}", note="two fiscal years, or two stretches of months")


@dataclass(frozen=True)
class Shape:
    """The months that figures are of, by one of their spans: of a stretch of months, the same months of any year."""

    example: int

    @property
    def is_stretch(self) -> bool:
        """Whether it is a stretch of months that is no period: part of a year, or a fiscal year."""
        return is_stretch(self.example)

    @property
    def frequency(self) -> Frequency:
        """Frequency of the periods of its figures; those of a stretch are the years that it begins in."""
        return "A" if self.is_stretch else frequency_of(self.example)

    @property
    def is_calendar_year(self) -> bool:
        """Whether its figures are of whole years from January."""
        return self.frequency == "A" and not self.is_stretch

    @property
    def is_part_of_year(self) -> bool:
        """Whether its figures are of fewer months than a year has, and of no quarter or month."""
        return self.is_stretch and len(months_of_span(self.example)) < MONTHS_IN_YEAR

    @property
    def follows_seasons(self) -> bool:
        """Whether neighbours are of other seasons, so that each is compared with the same one of the year before."""
        return self.frequency != "A"

    @property
    def is_of_one_season(self) -> bool:
        """Whether its figures are of a season of their year, so that each is held against that of another year."""
        return self.follows_seasons or self.is_part_of_year

    @cached_property
    def key(self) -> tuple[Frequency, int, int]:
        """What it shares with the same months of other years: their frequency, the first month and how many."""
        if not self.is_stretch:
            return self.frequency, 0, 0
        months = months_of_span(self.example)
        return self.frequency, split_period(months[0])[1], len(months)

    def span(self, period: int) -> int:
        """Give the months of one of its periods."""
        if not self.is_stretch:
            return period
        return shift_span(self.example, period - year_of_span(self.example))

    def name(self, period: int) -> str:
        """Name one of its periods.

        Examples
        --------
        >>> Shape(202401202408).name(2025), Shape(202401).name(202405), Shape(202304202403).name(2024)
        ('January to August 2025', 'May 2024', 'FY2024-25')
        """
        return format_span(self.span(period))

    def year_before(self, period: int) -> int:
        """Give the period of the same months of the year before."""
        return year_before(period)

    def name_earlier(self, period: int, earlier: int) -> str:
        """Name what a period is compared with: of the same part of an earlier year, which year.

        Examples
        --------
        >>> Shape(202401202408).name_earlier(2025, 2024), Shape(202401).name_earlier(202405, 202305)
        ('the same months of 2024', 'May 2023')
        """
        months = months_of_span(self.span(period))
        if self.is_part_of_year and year_of(months[0]) == year_of(months[-1]):
            return SAME_MONTHS.fill(year=str(earlier))
        return self.name(earlier)

    def name_all(self, periods: Iterable[int]) -> list[str]:
        """Name periods as a list or as runs.

        Examples
        --------
        >>> Shape(202401202408).name_all([2024, 2025]), Shape(2024).name_all(range(2010, 2025))
        (['January to August of 2024 and 2025'], ['2010–2024'])
        """
        found = sorted(set(periods))
        if not self.is_stretch:
            return format_periods(found)
        if len(found) == 1:
            return [self.name(found[0])]
        if self.is_part_of_year:
            months = format_span_of_any_year(self.example)
            return [SAME_PARTS.fill(months=months, years=format_periods(found))]
        if found[-1] - found[0] == len(found) - 1:
            return [RUN.fill(first=self.name(found[0]), last=self.name(found[-1]))]
        return [self.name(period) for period in found]

    def compare_over(self, periods: Collection[int]) -> Over:
        """Say what growth is told over: of months and quarters over a year, where there is any to compare so."""
        has_same = any(self.year_before(period) in periods for period in periods)
        return "year" if self.follows_seasons and has_same else "previous"


@dataclass(frozen=True)
class Figures:
    """Rows of one shape."""

    shape: Shape
    rows: pd.DataFrame

    @cached_property
    def periods(self) -> list[int]:
        """Their periods, in order."""
        return sorted({int(period) for period in self.rows["period"]})


def split_by_shape(table: pd.DataFrame) -> list[Figures]:
    """Group rows by shape: calendar years first, then the longer spans, and what begins earlier in the year."""
    spans = spans_of_rows(table)
    spans_by_key: dict[tuple[Frequency, int, int], list[int]] = {}
    for span in spans.unique():
        spans_by_key.setdefault(Shape(int(span)).key, []).append(int(span))
    found = []
    for of_shape in spans_by_key.values():
        found.append(Figures(Shape(of_shape[0]), table[spans.isin(of_shape)]))
    return sorted(found, key=_order_of_shapes)


def is_of_shape(table: pd.DataFrame, shape: Shape) -> "pd.Series[bool]":
    """Tell which rows of a table are of a shape."""
    spans = spans_of_rows(table)
    return spans.isin([span for span in spans.unique() if Shape(int(span)).key == shape.key])


def _order_of_shapes(figures: Figures) -> tuple[bool, int, int]:
    months = months_of_span(figures.shape.example)
    return not figures.shape.is_calendar_year, -len(months), split_period(months[0])[1]


def spans_used(table: pd.DataFrame) -> set[int]:
    """Return the spans whose rates and prices rows are measured by: their own, and of stretches each month, too."""
    used = set()
    for span in spans_of_rows(table).unique():
        used.add(int(span))
        if is_stretch(int(span)):
            used.update(months_of_span(int(span)))
    return used


def choose_main(shapes: list[Figures], *, asked: Collection[int] = (), lone_year_leads: bool = False) -> Figures:
    """Choose what a report is of: whole years, else fiscal years, else the shape with most periods.

    A change needs two periods. What is `asked` for, by its periods, is chosen where some shape has all of it. With
    `lone_year_leads` one whole year is chosen before parts of years, but not before months or quarters.
    """
    with_asked = [figures for figures in shapes if set(asked) <= set(figures.periods)]
    candidates = with_asked or shapes
    has_seasons = any(figures.shape.follows_seasons for figures in candidates)

    def rank(figures: Figures) -> tuple[bool, bool, bool, int, int]:
        shape = figures.shape
        has_change = len(figures.periods) > 1
        leads = has_change or (lone_year_leads and shape.is_calendar_year and not has_seasons)
        is_year = len(months_of_span(shape.example)) == MONTHS_IN_YEAR
        latest = months_of_span(shape.span(figures.periods[-1]))[-1]
        return leads, shape.is_calendar_year, is_year, len(figures.periods), latest

    return max(candidates, key=rank)
