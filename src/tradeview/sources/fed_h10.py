"""The Federal Reserve's exchange rates, release H.10: the CSV of its Data Download Program becomes a rate table.

Above the days stand lines that say what each series is: `Unit:`, `Multiplier:`, `Currency:`, `Unique Identifier:`. Some
series are US dollars per unit of another currency (`RXI$US`: the euro, the pound, the Australian and New Zealand
dollar), the others are units of it per dollar. A file may have a line a day, or a line a series.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, get_args

import pandas as pd

from tradeview.economies.denominations import TWO_DENOMINATIONS, is_issued_by, read_redenominations
from tradeview.errors import RateTableError
from tradeview.periods import Frequency, frequency_of, make_month, split_period
from tradeview.sources.daily_rates import (
    MOST_HOLIDAYS,
    Kind,
    count_days,
    log_cut_periods,
    published_by_period,
    rates_by_period,
    read_days,
)
from tradeview.sources.ecb import COLUMNS, daily, read_history
from tradeview.sources.known_forms import H10
from tradeview.sources.recognising import MULTIPLIER
from tradeview.sources.table_lines import OneTable, OpenedText
from tradeview.table.columns import Line
from tradeview.units import currencies

logger = logging.getLogger("tradeview")

FEDERAL_RESERVE = "Federal Reserve, H.10"
FORM = OneTable(
    H10,
    what="a download of the Federal Reserve's H.10",
    asked="{name} is a download of the Federal Reserve's H.10",
    again="download it from its Data Download Program as CSV, with labels included",
    error=RateTableError,
)
DOLLAR = "USD"
# The first cells of the lines above the days, in lower case; by columns of a line a series.
TIME = ("time period", "series name:")
UNIT, CURRENCY, IDENTIFIER = "unit:", "currency:", "unique identifier:"
LABELS = (UNIT, MULTIPLIER, CURRENCY, IDENTIFIER)
# `H10/H10/RXI$US_N.B.EU`: noon rates, in dollars per unit or not, of business days, of an area of the Fed's own code.
RATE = re.compile(r"(?:.*/)?RXI(?P<dollars>\$US)?_N\.(?P<frequency>[A-Z]+)\.\w+")
PER = re.compile(r"Currency:_Per_(?P<per>[A-Z]{3})")
BY_DAY = "B"
FREQUENCIES: dict[str, Frequency] = {"A": "A", "M": "M"}  # of series that are averages already
PERIODS: dict[Frequency, re.Pattern[str]] = {
    "A": re.compile(r"(?P<year>[0-9]{4})(?:-12-31)?"),
    "M": re.compile(r"(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])(?:-[0-9]{2})?"),
}
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,2})?")
MISSING = {"", "ND", "NC", "NA"}  # no data; not calculated
OWN_CODES = {"ZAL": "ZAR"}  # the financial rand, by whose code the Fed calls the rand
# The last quarter has four of the Federal Reserve's holidays.
MOST_HOLIDAYS_OF: dict[Frequency, int] = {"A": MOST_HOLIDAYS, "Q": 4, "M": MOST_HOLIDAYS}
# A rate of the same day elsewhere is within a few thousandths; one in another unit, or inverted, is far away.
WIDEST_FACTOR = 1.5


Column: TypeAlias = tuple[dict[str, str], list[str]]  # of a series: what its labels say, and its cells


@dataclass(frozen=True)
class Series:
    """A series of exchange rates: 1 `base` = rate `quote`, of the times at which there is one."""

    identifier: str
    base: str
    quote: str
    frequency: str
    rates: dict[str, float]

    @property
    def currency(self) -> str:
        """The currency beside the dollar."""
        return self.quote if self.base == DOLLAR else self.base


def read_h10(path: str | Path, *, kind: Kind, frequency: Frequency, days_range: bool) -> pd.DataFrame:
    """Read H.10; `tradeview.money.rates.fed_h10` says what it returns and refuses."""
    for name, value, allowed in (("kind", kind, ("average", "end")), ("frequency", frequency, get_args(Frequency))):
        if value not in allowed:
            raise RateTableError(f"rates.fed_h10 has no {name} {value!r}", remedy=f"use one of {', '.join(allowed)}")
    opened = FORM.open_text(path)
    name = opened.name
    found = list(_read_series(opened, FORM.split_lines(opened)))
    by_day = [series for series in found if series.frequency == BY_DAY]
    if by_day:
        table = _rates_of_days(name, by_day, kind, frequency)
    else:
        table = _rates_of_averages(name, found, kind, frequency)
    table = table.assign(kind=kind, source=FEDERAL_RESERVE).sort_values(["base", "quote", "period"], ignore_index=True)
    return table[[*COLUMNS, "low", "high"]] if days_range else table[COLUMNS]


# What a series is


def _read_series(opened: OpenedText, lines: Sequence[Line]) -> Iterator[Series]:
    """Read the series of a file that are exchange rates of one currency; others are left out, and said so."""
    name = opened.name
    times, columns = _columns_of(name, lines)
    columns = _with_points(opened, columns)
    left_out: dict[str, list[str]] = {}
    identifiers = [labels[IDENTIFIER] for labels, _ in columns]
    twice = [identifier for identifier in dict.fromkeys(identifiers) if identifiers.count(identifier) > 1]
    if twice:
        raise FORM.refuse(name, f"{', '.join(twice)} twice", "keep one of each")
    there = False
    for labels, cells in columns:
        rates = _read_rates(name, labels, times, cells)
        said = RATE.fullmatch(labels[IDENTIFIER])
        why_not = _reason_against(said, labels, rates)
        if said is None or why_not:
            left_out.setdefault(why_not, []).append(labels[IDENTIFIER])
            continue
        there = True
        currency = _currency_of(labels)
        base, quote = (currency, DOLLAR) if said["dollars"] else (DOLLAR, currency)
        yield Series(labels[IDENTIFIER], base, quote, said["frequency"], rates)
    for why_not, named in left_out.items():
        logger.info("H.10: %s: left out, %s: %s", name, why_not, ", ".join(named))
    if not there:
        rows = [f"{', '.join(named)}: {why_not}" for why_not, named in left_out.items()]
        raise FORM.refuse(name, "no exchange rate of one currency", rows=rows)


def _columns_of(name: str, lines: Sequence[Line]) -> tuple[list[str], list[tuple[dict[str, str], list[str]]]]:
    """Return the times of a file, and of each series what its labels say and its cells."""
    FORM.refuse_ragged(name, lines)
    rows = [cells for _, cells in lines]
    is_line_a_series = MULTIPLIER in [cell.lower() for cell in rows[0]]
    if is_line_a_series:
        rows = [list(column) for column in zip(*rows, strict=True)]
    labelled, days = _split_at_times(name, rows)
    times = [row[0] for row in days]
    _refuse_no_or_double_times(name, times)
    columns = []
    for place in range(1, len(rows[0])):
        labels = {label: labelled[label][place] for label in LABELS}
        columns.append((labels, [row[place] for row in days]))
    return times, columns


def _with_points(opened: OpenedText, columns: Sequence[tuple[dict[str, str], list[str]]]) -> list[Column]:
    """Write rates with decimal points, where a program has put commas in the place of all points of the file."""
    rates = [[None if cell in MISSING else cell for cell in cells] for _, cells in columns]
    written = FORM.write_points(opened, rates, amounts=[cell for cells in rates for cell in cells if cell])
    if written == rates:
        return list(columns)
    mended = []
    for (labels, _), cells in zip(columns, written, strict=True):
        # So it has done with those of identifiers, `RXI_N.B.MA`, and of multipliers.
        said = {label: cell.replace(",", ".") if label != UNIT else cell for label, cell in labels.items()}
        mended.append((said, [cell or "" for cell in cells]))
    return mended


def _split_at_times(name: str, rows: Sequence[list[str]]) -> tuple[dict[str, list[str]], Sequence[list[str]]]:
    """Return the rows of labels by what they say, and the rows of days, which stand below that of Time Period."""
    labelled: dict[str, list[str]] = {}
    days: Sequence[list[str]] = []
    for place, row in enumerate(rows):
        label = row[0].lower()
        if label in TIME:
            days = rows[place + 1 :]
            break
        labelled[label] = row
    else:
        labelled = {}
    absent = [label for label in LABELS if label not in labelled]
    if absent:
        raise FORM.refuse(name, f"no line {', '.join(absent)} above one of Time Period")
    return labelled, days


def _refuse_no_or_double_times(name: str, times: Sequence[str]) -> None:
    twice = [time for time, count in Counter(times).items() if count > 1]
    if twice:
        raise FORM.refuse(name, f"{', '.join(twice[:3])} twice", "keep one of each")
    if not times:
        raise FORM.refuse(name, "no line under Time Period")


def _read_rates(name: str, labels: dict[str, str], times: Sequence[str], cells: Sequence[str]) -> dict[str, float]:
    """Read the rates of a series, times its multiplier; ND is missing."""
    multiplier = labels[MULTIPLIER]
    if not NUMBER.fullmatch(multiplier) or not float(multiplier):
        raise FORM.refuse(name, f"the multiplier {multiplier!r} of {labels[IDENTIFIER]}")
    rates: dict[str, float] = {}
    wrong = []
    for time, cell in zip(times, cells, strict=True):
        if cell in MISSING:
            continue
        if not NUMBER.fullmatch(cell) or not float(cell):
            wrong.append(f"{labels[IDENTIFIER]} {time}: {cell!r}")
        else:
            rates[time] = float(cell) * float(multiplier)
    if wrong:
        raise FORM.refuse(name, "rates that are no numbers above zero", rows=wrong)
    return rates


def _currency_of(labels: dict[str, str]) -> str:
    """Return the currency beside the dollar: what is counted, or where dollars are, what they are counted per."""
    code = labels[CURRENCY]
    per = PER.fullmatch(labels[UNIT])
    if code == DOLLAR and per:
        code = per["per"]
    return OWN_CODES.get(code, code)


def _reason_against(said: re.Match[str] | None, labels: dict[str, str], rates: dict[str, float]) -> str:
    """Say why a series is no sure exchange rate; nothing where it is one."""
    if said is None:
        return "no exchange rates of one currency, but indices or others"
    if said["frequency"] not in {BY_DAY, *FREQUENCIES}:
        return "neither of days nor of months or years"
    currency = _currency_of(labels)
    if currency == DOLLAR or currency not in currencies():
        return "of no currency that is named"
    per = PER.fullmatch(labels[UNIT])
    if per and (per["per"] == DOLLAR) == bool(said["dollars"]):
        return "by their unit in the other direction than by their identifier"
    return _reason_of_redenomination(currency, rates)


def _reason_of_redenomination(currency: str, rates: dict[str, float]) -> str:
    """Say of a currency whose units changed within the series that nobody can tell in which of them it is."""
    if currency in TWO_DENOMINATIONS:
        return "of a code that two currencies have"
    if not rates:
        return "without rates"
    first, last = f"{min(rates):.7}", f"{max(rates):.7}"
    for change in read_redenominations().itertuples():
        if not is_issued_by(currency, change.economy):
            continue
        begins = f"{change.year}-{change.month:02}"
        if (change.old == currency and last >= begins) or (change.new == currency and first < begins):
            return f"of a currency that changed in {begins}, within the series or before it"
    return ""


# Rates by period


def _rates_of_days(name: str, found: Sequence[Series], kind: Kind, frequency: Frequency) -> pd.DataFrame:
    """Give the means or ends of the days of each series, of the periods that have all of them."""
    times = sorted({time for series in found for time in series.rates})
    days = read_days(pd.Series(times, dtype="object"))
    wrong = [time for time, day in zip(times, days, strict=True) if pd.isna(day)]
    if wrong:
        remedy = "give the file as it was downloaded: 2024-12-31"
        raise FORM.refuse(name, f"{len(wrong)} days that cannot be read", remedy, wrong)
    of_file = published_by_period(pd.DatetimeIndex(days), frequency, MOST_HOLIDAYS_OF[frequency])
    log_cut_periods("H.10", of_file)
    tables = []
    for series in found:
        own = pd.DataFrame({"date": pd.to_datetime(pd.Series(list(series.rates))), "rate": list(series.rates.values())})
        own = own.sort_values("date", ignore_index=True)
        _refuse_other_unit(name, series, own)
        known = count_days(of_file, own["date"], frequency)
        rates = rates_by_period(own, kind, frequency)
        rates = rates[rates["period"].isin(known.loc[known["whole"], "period"])]
        tables.append(rates.assign(base=series.base, quote=series.quote))
    return pd.concat(tables, ignore_index=True)


def _rates_of_averages(name: str, found: Sequence[Series], kind: Kind, frequency: Frequency) -> pd.DataFrame:
    """Give the averages of months or years that a file has in place of days."""
    asked = f"{name} has rates of frequency {frequency!r}"
    wanted = [series for series in found if FREQUENCIES[series.frequency] == frequency]
    there = ", ".join(sorted({series.frequency for series in found}))
    if not wanted:
        raise RateTableError(asked, f"averages, of frequency {there}", "name it, or download business days")
    if kind == "end":
        raise RateTableError(f"{name} has rates of the ends of periods", "averages", "download business days")
    rows = []
    for series in wanted:
        for time, rate in series.rates.items():
            said = PERIODS[frequency].fullmatch(time)
            if said is None:
                raise FORM.refuse(name, f"{time!r} for a period of {series.identifier}")
            period = int(said["year"])
            if frequency == "M":
                period = int(make_month(period, int(said["month"])))
            rows.append((period, series.base, series.quote, rate, rate, rate))
    table = pd.DataFrame(rows, columns=["period", "base", "quote", "rate", "low", "high"])
    table[["low", "high"]] = float("nan")  # what the days of an average were, the file does not say
    for series in wanted:
        own = table[(table["base"] == series.base) & (table["quote"] == series.quote)]
        middles = [_middle_day(period) for period in own["period"]]
        _refuse_other_unit(name, series, pd.DataFrame({"date": middles, "rate": own["rate"].to_numpy()}))
    return table


def _middle_day(period: int) -> pd.Timestamp:
    """Return a day in the middle of a year or a month."""
    if frequency_of(period) == "A":
        return pd.Timestamp(year=period, month=7, day=1)
    year, month = split_period(period)
    return pd.Timestamp(year=year, month=month, day=15)


def _refuse_other_unit(name: str, series: Series, days: pd.DataFrame) -> None:
    """Refuse rates that the ECB's of the same days show to be in another unit, or inverted."""
    if series.currency not in read_history():
        return
    known = daily(base=series.base, quote=series.quote)
    both = pd.merge_asof(known, days, on="date", tolerance=pd.Timedelta(days=3), suffixes=("_ecb", "")).dropna()
    factor = both["rate"] / both["rate_ecb"]
    is_off = ~factor.between(1 / WIDEST_FACTOR, WIDEST_FACTOR)
    if is_off.any():
        rows = []
        for row in both[is_off].itertuples():
            rows.append(f"{row.date:%Y-%m-%d}: {row.rate:g}; the ECB's is {row.rate_ecb:g}")
        found = f"{series.identifier}, times its multiplier, far from the ECB's"
        raise FORM.refuse(name, found, "see that the multiplier and the days are as they were downloaded", rows)
