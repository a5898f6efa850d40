"""Words: periods, and runs of them, as a reader of axes, tables and captions sees them."""

from collections.abc import Iterable
from datetime import date

from babel import Locale

from tradeview.periods import (
    FIRST_YEAR,
    MONTHS_IN_YEAR,
    PART,
    are_years_to_date,
    ends_of_span,
    frequency_of,
    is_stretch,
    month_names,
    months_of_span,
    ordinal,
    period_of_span,
    runs_of_periods,
    shift_period,
    span_in_period,
    split_period,
    year_of,
    year_of_span,
)
from tradeview.words.language import ENGLISH, spoken
from tradeview.words.templates import Arrangement, Plural, Template

YEAR_ALONE = Arrangement("{year}", note="as an axis or a table has it; sentences ask for its forms")
RUN = Arrangement("{first}–{last}", note="2006–2024: a run of years, months or quarters; of an event: 13–15 May 2025")
MONTH_OF_YEAR = Arrangement("{month} {year}", note="Jan 2024")
DAY_OF_YEAR = Arrangement("{day} {month} {year}", note="29 Jul 2024")
QUARTER_OF_YEAR = Template("{year} Q{quarter}", note="2024 Q2")
STRETCH_OF_YEAR = Template("{first} to {last} {year}", note="January to August 2024: the months of one year")
STRETCH_OVER_YEARS = Template("{first} {year} to {last} {last_year}", note="November 2023 to February 2024")
STRETCH_OF_ANY_YEAR = Template("{first} to {last}", note="January to August, of whatever year")
FISCAL_YEAR = Template("FY{years}", note="FY2023-24: twelve months that do not begin in January")
YEARS_OF_FISCAL_YEAR = Arrangement(
    "{first}-{last}", note="the two years of a fiscal year: 2023-24, or 1999-2000 where the century turns"
)
ANY_FISCAL_YEAR = Template("fiscal years from {first} to {last}", note="fiscal years from April to March")
STRETCH_OF_YEARS = Template("{months} of {years}", note="January to August of 2022–2024; years: one or more")
YEARS_TO_DATE = Template(
    "January to each month of {years}", note="the sum of all months of a year so far; years: a list"
)
SAME_MONTHS = Template("the same months of {year}", note="as a later period that is named before: of January to August")
RUN_OF_FISCAL_YEARS = Template("{first} to {last}", note="FY2020-21 to FY2023-24")
A_YEAR_LATER = Template("{months} a year later", note="months: November to February, of two calendar years")
YEARS_LATER = Plural(
    "{months} {count} year later", "{months} {count} years later", note="months: January to December, of several years"
)
YEAR = Template(
    "the year", note="the whole calendar year, where others are named by their months", context="the whole year"
)

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
        return YEAR_ALONE.fill(year=format_year(value))
    year, part = split_period(value)
    if frequency == "Q":
        return QUARTER_OF_YEAR.fill(year=format_year(year), quarter=spoken().write_digits(str(part)))
    return MONTH_OF_YEAR.fill(month=name_month(part, short=True), year=format_year(year))


def format_year(year: int) -> str:
    """Write a year, in the calendar and the digits that are asked for.

    Examples
    --------
    >>> format_year(2024)
    '2024'
    """
    return spoken().year(year)


def name_month(month: int, *, short: bool = False, of_day: bool = False) -> str:
    """Name a month by its number, as it stands alone or, in many languages in another form, behind a day.

    Examples
    --------
    >>> name_month(9), name_month(9, short=True)
    ('September', 'Sep')
    """
    # CLDR's English of Britain has "Sept", four letters where the others have three.
    locale = Locale(ENGLISH) if spoken().is_english else spoken().locale
    return month_names(locale, "format" if of_day else "stand-alone", "abbreviated" if short else "wide")[month]


def format_day(day: date) -> str:
    """Write a day.

    Examples
    --------
    >>> format_day(date(2024, 7, 29))
    '29 Jul 2024'
    """
    month = name_month(day.month, short=True, of_day=True)
    return DAY_OF_YEAR.fill(day=spoken().write_digits(str(day.day)), month=month, year=format_year(day.year))


def format_span(span: int) -> str:
    """Write a span: a period, a part of a year, or a fiscal year.

    Examples
    --------
    >>> format_span(202401202408), format_span(202311202402), format_span(202304202403)
    ('January to August 2024', 'November 2023 to February 2024', 'FY2023-24')
    >>> format_span(2024), format_span(202201202312), format_span(202401202401)
    ('2024', '2022–2023', 'Jan 2024')
    """
    if not is_stretch(span):
        return format_period(span)
    months = months_of_span(span)
    first, last = months[0], months[-1]
    if _is_whole_years(first, last):
        return format_run(year_of(first), year_of(last))
    if _is_fiscal_year(first, last):
        return FISCAL_YEAR.fill(years=_years_of_fiscal_year(year_of(first)))
    names = {"first": _name_month(first), "last": _name_month(last), "year": format_year(year_of(first))}
    if first == last:
        return format_period(first)
    if year_of(first) == year_of(last):
        return STRETCH_OF_YEAR.fill(**names)
    return STRETCH_OVER_YEARS.fill(**names, last_year=format_year(year_of(last)))


def format_span_of_axis(span: int) -> str:
    """Write a span where there is little room, and the months stand elsewhere: a part of a year as its year.

    Examples
    --------
    >>> format_span_of_axis(202401202408), format_span_of_axis(202304202403), format_span_of_axis(202405)
    ('2024', 'FY2023-24', 'May 2024')
    """
    if is_stretch(span) and not is_fiscal_year(span):
        return YEAR_ALONE.fill(year=format_year(year_of_span(span)))
    return format_span(span)


def is_fiscal_year(span: int) -> bool:
    """Tell whether a span is twelve months in a row of two calendar years.

    Examples
    --------
    >>> is_fiscal_year(202304202403), is_fiscal_year(202401202408), is_fiscal_year(2024)
    (True, False, False)
    """
    return _is_fiscal_year(*ends_of_span(span))


def format_earlier_span(span: int, later: int) -> str:
    """Write a span that another is compared with, which is named already.

    Examples
    --------
    >>> format_earlier_span(202301202308, 202401202408), format_earlier_span(2023, 2024)
    ('the same months of 2023', '2023')
    >>> format_earlier_span(202304202403, 202404202503), format_earlier_span(202301202306, 202401202408)
    ('FY2023-24', 'January to June 2023')
    """
    is_part = is_stretch(span) and not is_fiscal_year(span)
    if is_part and span_in_period(later, year_of_span(span)) == span:
        return SAME_MONTHS.fill(year=format_year(year_of_span(span)))
    return format_span(span)


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


def format_part_of_year(part: str) -> str:
    """Write which months a year is made of, as `part_of_year_column` says it.

    Examples
    --------
    >>> format_part_of_year("01/08"), format_part_of_year("05/05"), format_part_of_year("04/+03")
    ('January to August', 'May', 'fiscal years from April to March')
    >>> format_part_of_year("11/+02"), format_part_of_year("01/+002.12")
    ('November to February', 'January to December 2 years later')
    """
    if not PART.fullmatch(part):  # of words that are no months, which `tv.check` names
        return repr(part)
    first, last = int(part[:2]), int(part[-2:])
    names = {"first": name_month(first), "last": name_month(last)}
    months = STRETCH_OF_ANY_YEAR.fill(**names)
    if "." in part:
        return YEARS_LATER.fill(months=months, count=int(part[4:7]))
    if "+" in part and last >= first:
        return A_YEAR_LATER.fill(months=months)
    if "+" in part and last == first - 1:
        return ANY_FISCAL_YEAR.fill(**names)
    return names["first"] if first == last else months


def _is_whole_years(first: int, last: int) -> bool:
    """Tell whether months are whole calendar years."""
    return split_period(first)[1] == 1 and split_period(last)[1] == MONTHS_IN_YEAR


def _is_fiscal_year(first: int, last: int) -> bool:
    """Tell whether months are twelve in a row, of two calendar years."""
    return ordinal(last) - ordinal(first) == MONTHS_IN_YEAR - 1 and not _is_whole_years(first, last)


def _name_month(month: int) -> str:
    """Name a month without its year."""
    return name_month(split_period(month)[1])


def _years_of_fiscal_year(year: int) -> str:
    """Write the two years of a fiscal year; the second whole where the century turns, and by two digits else."""
    first, last = format_year(year), format_year(year + 1)
    if first[:-2] == last[:-2]:
        last = last[-2:]
    return YEARS_OF_FISCAL_YEAR.fill(first=first, last=last)


def format_run(first: int, last: int) -> str:
    """Write a run of periods, or of the same stretch of some years.

    Examples
    --------
    >>> format_run(2008, 2023), format_run(2008, 2008)
    ('2008–2023', '2008')
    >>> format_run(202101202108, 202401202408), format_run(202004202103, 202304202403)
    ('January to August of 2021–2024', 'FY2020-21 to FY2023-24')
    """
    if first == last:
        return format_span(first)
    if not is_stretch(first):
        return RUN.fill(first=format_period(first), last=format_period(last))
    if is_fiscal_year(first):
        return RUN_OF_FISCAL_YEARS.fill(first=format_span(first), last=format_span(last))
    years = format_run(year_of_span(first), year_of_span(last))
    return STRETCH_OF_YEARS.fill(months=format_span_of_any_year(first), years=years)


def format_periods(values: Iterable[int]) -> list[str]:
    """Write periods one by one, three or more in a row as a run; stretches of months stand behind whole periods.

    Examples
    --------
    >>> format_periods([2006, 2007, 2024]), format_periods(range(2006, 2025))
    (['2006', '2007', '2024'], ['2006–2024'])
    >>> format_periods([2022, 202301202308, 202401202408])
    ['2022', 'January to August of 2023 and 2024']
    >>> format_periods([2022, *(202301 * 10**6 + 202300 + month for month in range(1, 9))])
    ['January to each month of 2022 and 2023']
    """
    found = sorted({int(value) for value in values})
    stretches = [span for span in found if is_stretch(span)]
    # Twelve stretches a year would be listed, which are one thing: the year as it goes on.
    if _count_lengths(stretches) > 1 and are_years_to_date(found):
        years = sorted({year_of_span(span) for span in found})
        return [YEARS_TO_DATE.fill(years=_format_whole(years))]
    written = _format_whole([span for span in found if not is_stretch(span)])
    like: dict[int, list[int]] = {}
    for span in stretches:
        like.setdefault(span_in_period(span, FIRST_YEAR), []).append(span)
    for spans in like.values():
        written += _format_stretches(spans)
    return written


def _count_lengths(stretches: Iterable[int]) -> int:
    return len({span_in_period(span, FIRST_YEAR) for span in stretches})


def _format_whole(periods: list[int]) -> list[str]:
    written = []
    for first, last in runs_of_periods(periods):
        if last == shift_period(first, 1):  # two are as soon named as a run of them
            written += [format_period(first), format_period(last)]
        else:
            written.append(format_run(first, last))
    return written


def _format_stretches(spans: list[int]) -> list[str]:
    """Write the same stretch of one or several years."""
    if len(spans) == 1:
        return [format_span(spans[0])]
    years = [period_of_span(span) for span in spans]
    if not is_fiscal_year(spans[0]):
        months = format_span_of_any_year(spans[0])
        return [STRETCH_OF_YEARS.fill(months=months, years=_format_whole(years))]
    if len(spans) <= MANY:
        return [format_span(span) for span in spans]
    runs = runs_of_periods(years)
    return [format_run(span_in_period(spans[0], first), span_in_period(spans[0], last)) for first, last in runs]
