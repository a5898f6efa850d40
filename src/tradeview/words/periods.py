"""Words: periods, and runs of them, as a reader of axes, tables and captions sees them."""

from collections.abc import Iterable

from tradeview.periods import (
    MONTHS_IN_YEAR,
    frequency_of,
    is_stretch,
    months_of_span,
    ordinal,
    runs_of_periods,
    split_period,
    year_of,
)
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
WHOLE_MONTHS = (
    *(Template("January"), Template("February"), Template("March"), Template("April"), Template("May")),
    *(Template("June"), Template("July"), Template("August"), Template("September"), Template("October")),
    *(Template("November"), Template("December")),
)
STRETCH_OF_YEAR = Template("{first} to {last} {year}", note="January to August 2024: the months of one year")
STRETCH_OVER_YEARS = Template("{first} {year} to {last} {last_year}", note="November 2023 to February 2024")
STRETCH_OF_ANY_YEAR = Template("{first} to {last}", note="January to August, of whatever year")
FISCAL_YEAR = Template("FY{years}", note="FY2023-24: twelve months that do not begin in January")
ANY_FISCAL_YEAR = Template("fiscal years from {first} to {last}", note="fiscal years from April to March")
YEAR = Template("the year", note="the whole calendar year, where others are named by their months")

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


def format_span(span: int) -> str:
    """Write a span: a period, a part of a year, or a fiscal year.

    Examples
    --------
    >>> format_span(202401202408), format_span(202311202402), format_span(202304202403)
    ('January to August 2024', 'November 2023 to February 2024', 'FY2023-24')
    >>> format_span(2024), format_span(202201202312)
    ('2024', '2022–2023')
    """
    if not is_stretch(span):
        return format_period(span)
    months = months_of_span(span)
    first, last = months[0], months[-1]
    if _is_whole_years(first, last):
        return format_run(year_of(first), year_of(last))
    if _is_fiscal_year(first, last):
        return FISCAL_YEAR.fill(years=_years_of_fiscal_year(year_of(first)))
    names = {"first": _name_month(first), "last": _name_month(last), "year": str(year_of(first))}
    if year_of(first) == year_of(last):
        return STRETCH_OF_YEAR.fill(**names)
    return STRETCH_OVER_YEARS.fill(**names, last_year=str(year_of(last)))


def format_span_of_any_year(span: int) -> str:
    """Write which months a span has, without its year, for what compares the same months of several years.

    Examples
    --------
    >>> format_span_of_any_year(202401202408), format_span_of_any_year(202304202403)
    ('January to August', 'fiscal years from April to March')
    >>> format_span_of_any_year(202405), format_span_of_any_year(20242), format_span_of_any_year(2024)
    ('May', 'April to June', 'the year')
    """
    months = months_of_span(span)
    first, last = months[0], months[-1]
    if _is_whole_years(first, last):
        return YEAR.fill()
    if first == last:
        return _name_month(first)
    names = {"first": _name_month(first), "last": _name_month(last)}
    template = ANY_FISCAL_YEAR if _is_fiscal_year(first, last) else STRETCH_OF_ANY_YEAR
    return template.fill(**names)


def _is_whole_years(first: int, last: int) -> bool:
    """Tell whether months are whole calendar years."""
    return split_period(first)[1] == 1 and split_period(last)[1] == MONTHS_IN_YEAR


def _is_fiscal_year(first: int, last: int) -> bool:
    """Tell whether months are twelve in a row, of two calendar years."""
    return ordinal(last) - ordinal(first) == MONTHS_IN_YEAR - 1 and not _is_whole_years(first, last)


def _name_month(month: int) -> str:
    """Name a month without its year."""
    return WHOLE_MONTHS[split_period(month)[1] - 1].fill()


def _years_of_fiscal_year(year: int) -> str:
    """Write the two years of a fiscal year; the second whole where the century turns, and by two digits else."""
    following = year + 1
    if following % 100 == 0:
        return f"{year}-{following}"
    return f"{year}-{following % 100:02}"


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
