"""Captions: passports in words. How money was converted and deflated, which gaps there are, and what the sources are.

Everything is read from the passport columns of the frames that a chart draws; what a frame does not say, the caption
says is not stated.
"""

from collections.abc import Sequence
from functools import cache

import pandas as pd

from tradeview.errors import plural_of
from tradeview.periods import gaps_between_periods, ordinal, unit_of
from tradeview.sources.ecb import ECB
from tradeview.sources.reference_lists import load_sources, source_key
from tradeview.table.engines import is_missing
from tradeview.words.money import currency_name, currency_symbol
from tradeview.words.names import list_words
from tradeview.words.numbers import NOT_STATED, format_number
from tradeview.words.periods import MANY, format_period, format_periods, format_run


@cache
def _source_names() -> dict[str, str]:
    table = load_sources()
    return dict(zip(table["source"], table["short"], strict=True))


def source_name(key: object) -> str:
    """Give a source's short title from `data/SOURCES.md`; a key of somebody else's ledger stands for itself.

    Examples
    --------
    >>> source_name("bernama-2025"), source_name("my-file"), source_name(None)
    ('Bernama, 15 May 2025', 'my-file', 'not stated')
    """
    if is_missing(key) or key == "":
        return NOT_STATED
    known = source_key(key)
    return _source_names().get(known, known)


def used(*frames: pd.DataFrame) -> list[str]:
    """List the sources of the rates and deflators that frames were converted and deflated with.

    Examples
    --------
    >>> import tradeview as tv
    >>> used(tv.convert(tv.prefer(tv.load(), currency="MYR"), to="MYR", rates=tv.rates.ecb(base="USD")))
    ['European Central Bank']
    """
    columns = [frame[name] for name in ("rate_source", "deflator_source") for frame in frames if name in frame]
    chained = [str(key) for column in columns for key in column if not is_missing(key)]
    return list(dict.fromkeys(key for keys in chained for key in keys.split(", then ")))


def compilers(*frames: pd.DataFrame) -> str:
    """Say whose statistics the figures of frames are, as far as their sources say.

    Examples
    --------
    >>> import tradeview as tv
    >>> compilers(tv.load())
    'Whose statistics: not stated.'
    """
    found: dict[str, set[int]] = {}
    for frame in frames:
        keys = frame["compiled_by"] if "compiled_by" in frame else [None] * len(frame)
        for key, when in zip(keys, frame["period"], strict=True):
            found.setdefault(NOT_STATED if is_missing(key) else str(key), set()).add(int(when))
    if len(found) == 1:
        return f"Whose statistics: {next(iter(found))}."
    said = [f"{key} ({', '.join(format_periods(when))})" for key, when in found.items()]
    return f"Whose statistics: {', '.join(said)}."


def sources(*frames: pd.DataFrame, also: Sequence[str] = ()) -> str:
    """Say where the figures of frames come from, each source with its periods.

    Examples
    --------
    >>> import tradeview as tv
    >>> sources(tv.load(), also=["us-cpi"])  # doctest: +NORMALIZE_WHITESPACE
    'Sources: Bengali encyclopaedic article (2006, 2007); Bernama, 15 May 2025 (2024);
     US Bureau of Labor Statistics, CPI-U.'
    """
    found: dict[str, set[int]] = {}
    for frame in frames:
        keys = frame["source"] if "source" in frame else [None] * len(frame)
        for key, when in zip(keys, frame["period"], strict=True):
            found.setdefault(source_name(key), set()).add(int(when))
    said = [f"{key} ({', '.join(format_periods(when))})" for key, when in found.items()]
    return f"Sources: {'; '.join([*said, *(source_name(key) for key in also)])}."


def rate_words(rate: float, stated: str, currency: str) -> tuple[float, str]:
    """Turn a rate (units of `stated` per unit of `currency`) the way round that people quote it: above one.

    Examples
    --------
    >>> rate_words(0.25, "USD", "MYR")
    (4.0, 'RM per US$')
    """
    if rate >= 1:
        return rate, f"{currency_symbol(stated)} per {currency_symbol(currency)}"
    return 1 / rate, f"{currency_symbol(currency)} per {currency_symbol(stated)}"


def conversions(frame: pd.DataFrame) -> str:
    """Say how the money of a frame was converted: rate, kind and source for each period; nothing where none was.

    Examples
    --------
    >>> import tradeview as tv
    >>> ringgit = tv.convert(tv.prefer(tv.load(), currency="MYR"), to="MYR", rates=tv.rates.ecb(base="USD"))
    >>> conversions(ringgit)  # doctest: +NORMALIZE_WHITESPACE
    '2006 and 2007 converted from US dollars at the year’s mean of the European Central Bank’s daily cross rates
     (RM per US$: 3.668 in 2006, 3.437 in 2007); 2024 as printed in ringgit.'
    """
    if "stated_currency" not in frame or "rate" not in frame:
        return ""
    said = []
    touched = frame[frame["rate"].notna()]
    for (stated, kind, source), rows in touched.groupby(["stated_currency", "rate_kind", "rate_source"], dropna=False):
        turn = rate_words(rows["rate"].iloc[0], str(stated), str(rows["currency"].iloc[0]))[0] != rows["rate"].iloc[0]
        pairs = sorted({(int(row.period), 1 / row.rate if turn else row.rate) for row in rows.itertuples()})
        # Many rates make a caption that nobody reads; the data behind the chart have each.
        named = pairs if len(pairs) <= MANY else [pairs[0], pairs[-1]]
        each = [f"{format_number(rate, 4)} in {format_period(when)}" for when, rate in named]
        rates = (", " if named is pairs else " … ").join(each)
        when = list_words(format_periods(when for when, _ in pairs))
        unit = rate_words(rows["rate"].iloc[0], str(stated), str(rows["currency"].iloc[0]))[1]
        rate = f"{rate_source(kind, source, pairs[0][0])} ({unit}: {rates})"
        said.append(f"{when} converted from {currency_name(str(stated))} at {rate}")
    printed = frame[frame["rate"].isna()]
    if len(touched) and len(printed):
        when = list_words(format_periods(printed["period"]))
        said.append(f"{when} as printed in {currency_name(str(frame['currency'].iloc[0]))}")
    return "; ".join(said) + "." if said else ""


def rate_source(kind: object, source: object, period: int) -> str:
    """Say which rate of a source was used.

    Examples
    --------
    >>> rate_source("average", "European Central Bank", 2024), rate_source("end", "my bank", 202405)
    ('the year’s mean of the European Central Bank’s daily cross rates', 'the month-end rate of my bank')
    """
    span = unit_of(period)
    kinds = {"average": f"the {span}’s mean of", "end": f"the {span}-end rate of", "implied": "the rate implied by"}
    named = f"the {ECB}’s daily cross rates" if source == ECB else source_name(source)
    other = "the rate of" if is_missing(kind) else f"the rate ({kind}) of"
    return f"{kinds.get(str(kind), other)} {named}"


def deflation(frame: pd.DataFrame) -> str:
    """Say how the money of a frame was deflated; nothing where it is nominal.

    Examples
    --------
    >>> import tradeview as tv
    >>> dollars = tv.prefer(tv.load(), currency="USD")
    >>> deflation(tv.deflate(dollars, deflator=tv.deflators.us_cpi(), base_period=2024))
    'Prices of 2024: deflated by US CPI-U, all items (1982-84 = 100).'
    """
    if "price_basis" not in frame or not (frame["price_basis"] == "real").any():
        return ""
    real = frame[frame["price_basis"] == "real"]
    names = list_words(sorted({str(name) for name in real["deflator"]})) if "deflator" in real else NOT_STATED
    return f"Prices of {format_period(int(real['base_period'].iloc[0]))}: deflated by {names}."


def gaps(periods: Sequence[int]) -> str:
    """Say which years or months lie without figures between those that have one.

    Examples
    --------
    >>> gaps([2006, 2007, 2024])
    'No figures for 2008–2023; the dotted line spans 17 years.'
    """
    missing = gaps_between_periods(periods)
    if not missing:
        return ""
    said = list_words([format_run(first, last) for first, last in missing])
    widest = max(ordinal(last) - ordinal(first) + 2 for first, last in missing)
    lines = f"the dotted line spans {widest}" if len(missing) == 1 else f"dotted lines span up to {widest}"
    return f"No figures for {said}; {lines} {plural_of(unit_of(missing[0][0]), widest)}."
