"""Words: periods, and runs of them, as a reader of axes, tables and captions sees them."""

from collections.abc import Iterable

from tradeview.periods import frequency_of, runs_of_periods, split_period
from tradeview.words.numbers import EN_DASH
from tradeview.words.templates import Template

MONTHS = (
    *(Template("Jan"), Template("Feb"), Template("Mar"), Template("Apr"), Template("May"), Template("Jun")),
    *(Template("Jul"), Template("Aug"), Template("Sep"), Template("Oct"), Template("Nov"), Template("Dec")),
)
# Whole, since in some languages a month before its year has another form than alone.
MONTHS_OF_YEAR = (
    *(Template("Jan {year}"), Template("Feb {year}"), Template("Mar {year}"), Template("Apr {year}")),
    *(Template("May {year}"), Template("Jun {year}"), Template("Jul {year}"), Template("Aug {year}")),
    *(Template("Sep {year}"), Template("Oct {year}"), Template("Nov {year}"), Template("Dec {year}")),
)
QUARTER_OF_YEAR = Template("{year} Q{quarter}", note="2024 Q2")

MANY = 4  # rates or periods that a caption still lists one by one


def format_period(value: int) -> str:
    """Write a period: a year, a year and its quarter, or a year and month.

    Examples
    --------
    >>> format_period(2024), format_period(20242), format_period(202405)
    ('2024', '2024 Q2', 'May 2024')
    """
    frequency = frequency_of(value)
    if frequency == "A":
        return str(value)
    year, part = split_period(value)
    if frequency == "Q":
        return QUARTER_OF_YEAR.fill(year=str(year), quarter=str(part))
    return MONTHS_OF_YEAR[part - 1].fill(year=str(year))


def format_run(first: int, last: int) -> str:
    """Write a run of periods.

    Examples
    --------
    >>> format_run(2008, 2023), format_run(2008, 2008)
    ('2008–2023', '2008')
    """
    if first == last:
        return format_period(first)
    return f"{format_period(first)}{EN_DASH}{format_period(last)}"


def format_periods(values: Iterable[int]) -> list[str]:
    """Write periods one by one, or as runs where that would be a long list.

    Examples
    --------
    >>> format_periods([2006, 2007, 2024]), format_periods(range(2006, 2025))
    (['2006', '2007', '2024'], ['2006–2024'])
    """
    found = sorted({int(value) for value in values})
    if len(found) <= MANY:
        return [format_period(value) for value in found]
    return [format_run(first, last) for first, last in runs_of_periods(found)]
