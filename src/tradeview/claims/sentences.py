"""The checker's findings in plain sentences, made from numbers alone; what others wrote is cut to a few words."""

import math
import re
from collections.abc import Callable, Sequence
from functools import cache

import pandas as pd

from tradeview.claims.changes import Repair
from tradeview.claims.claim import Claim
from tradeview.claims.comparison import AGREES, CONTRADICTS, Comparison
from tradeview.claims.interval import Interval
from tradeview.economies import name
from tradeview.errors import plural_of
from tradeview.periods import month_at, year_of_months
from tradeview.words.money import currency_name, format_amount, format_money
from tradeview.words.names import series_name
from tradeview.words.numbers import format_number, format_percent
from tradeview.words.periods import format_period
from tradeview.words.templates import list_words

LONGEST = 50
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+")
COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def bounded(text: str) -> str:
    r"""Cut what somebody else wrote to a few words on one line.

    Examples
    --------
    >>> bounded("The Star\nand more"), len(bounded("x" * 200))
    ('The Star and more', 50)
    """
    line = " ".join(UNPRINTABLE.sub(" ", text).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def months(claim: Claim) -> str:
    """Write the months of a claim: 2024, or 2025-01 to 2025-06."""
    year = year_of_months(claim.months)
    if year is not None:
        return str(year)
    first, last = (format_period(month_at(month)) for month in claim.months)
    return first if first == last else f"{first} to {last}"


def figure(claim: Claim) -> str:
    """Write what a claim says."""
    if claim.kind == "level":
        return format_amount(claim.value, str(claim.currency))
    if claim.kind == "rank":
        return f"rank {claim.value:g}" + (f" among {bounded(claim.among)}" if claim.among else "")
    places = 1 if abs(claim.value) < 1 and round(claim.value * 100, 6) % 1 else 0
    if claim.kind == "share":
        return format_percent(claim.value, max(places, 1), signed=False)
    return format_percent(claim.value, places)


def flow(claim: Claim) -> str:
    """Name what a claim is of: Malaysia's exports to Russia in 2023."""
    return f"{_series(claim.reporter, claim.partner, claim.flow, claim.code)} in {months(claim)}"


@cache
def _series(reporter: str, partner: str, flow: str, code: str) -> str:
    row = {"reporter": reporter, "partner": partner, "flow": flow, "commodity_code": code}
    return series_name(pd.Series(row))


def ranged(interval: Interval, unit: str) -> str:
    """Write a range in its unit.

    Examples
    --------
    >>> ranged(Interval(1.685e9, 1.786e9), "USD"), ranged(Interval(1.1e9, math.inf), "USD")
    ('US$1.685 billion to US$1.786 billion', 'US$1.1 billion or more')
    """
    write = _writer(unit)
    if math.isinf(interval.high):
        return f"{write(interval.low)} or more"
    low, high = write(interval.low), write(interval.high)
    if interval.low == 0 and interval.high > 0:
        return f"at most {high}"
    return low if low == high else f"{low} to {high}"


def _writer(unit: str) -> Callable[[float], str]:
    if unit == "share":
        return lambda ratio: format_percent(ratio - 1, 1)
    if len(unit) == 3 and unit.isupper():
        return lambda amount: _exact(amount, unit)
    return lambda number: format_number(number, 4)


def _exact(value: float, currency: str) -> str:
    """Write an amount with five digits at most: the ends of RM14.22 billion are 14.215 and 14.225."""
    digits, _, word = format_money(value, currency, 5).rpartition(" ")
    return f"{digits.rstrip('0').rstrip('.')} {word}" if "." in digits else f"{digits} {word}".strip()


def sentence(comparison: Comparison) -> str:
    """Say a test, its two ranges and its verdict in plain English."""
    told = TOLD.get(comparison.test, _plain)(comparison)
    return f"{told} {_verdict(comparison)}".strip()


def _verdict(comparison: Comparison) -> str:
    if comparison.test == "mirror":
        agree = comparison.verdict == AGREES
        return "The two sides tell the same." if agree else "Two sides count differently; neither is wrong by that."
    if comparison.test == "published":
        return "The figure can only be of a part of it, or of an earlier time."
    if comparison.verdict == AGREES:
        return "A place in a part of the partners goes with it." if comparison.note == "part" else "They agree."
    if comparison.verdict == CONTRADICTS:
        measured = comparison.test != "rank" and 0 < comparison.gap < math.inf
        apart = f" by {format_percent(comparison.gap, 1, signed=False)}" if measured else ""
        return f"They contradict each other{apart}."
    return f"That tells nothing sure. {comparison.why}".strip()


def _source(claim: Claim) -> str:
    return bounded(claim.article[0]) if claim.article and claim.article[0] else f"claim {bounded(claim.key)}"


def _plain(comparison: Comparison) -> str:
    *claims, last = comparison.claims
    says = ranged(comparison.says.near, comparison.unit)
    follows = ranged(comparison.follows.near, comparison.unit)
    if last.trusted:
        said = list_words([_with_flow(claim) for claim in claims])
        return f"From {said} follows {follows}; for {flow(last)}, the statistics have {figure(last)}."
    return (
        f"From {list_words([_with_flow(claim) for claim in claims])} follows {follows}; "
        f"for {flow(last)}, {figure(last)} is printed ({says})."
    )


def _with_flow(claim: Claim) -> str:
    return f"{figure(claim)} ({'growth of ' if claim.kind == 'growth' else ''}{flow(claim)})"


def _publishers(comparison: Comparison) -> str:
    one, other = comparison.claims
    first = _source(one)
    return f"{first[0].upper()}{first[1:]} prints {figure(one)}, {_source(other)} {figure(other)}, for {flow(one)}."


def _reference(comparison: Comparison) -> str:
    claim, statistics = comparison.claims
    if claim.currency == statistics.currency:
        return f"{figure(claim)} is printed for {flow(claim)}; the statistics have {figure(statistics)}."
    changed = ranged(comparison.says.near, comparison.unit)
    return (
        f"{figure(claim)} is printed for {flow(claim)}; the statistics have {figure(statistics)}, which is {changed}."
    )


def _mirror(comparison: Comparison) -> str:
    one, other = comparison.claims
    sides = [f"{name(claim.side) if claim.side else 'unknown'}’s statistics" for claim in (one, other)]
    return f"For {flow(one)}, {figure(one)} by {sides[0]} stands beside {figure(other)} by {sides[1]}."


def _currencies(comparison: Comparison) -> str:
    quote, base = comparison.claims
    money, one = currency_name(str(quote.currency)), currency_name(str(base.currency), one=True)
    implied = f"{ranged(comparison.follows.near, '')} {money} for one {one}"
    said = f"{figure(quote)} for {figure(base)} ({flow(base)}) is {implied}"
    if comparison.note == "no rate":
        return f"{said}."
    days = ranged(comparison.says.wide, "")
    fits = f" It fits {list_words(comparison.note.split())}." if comparison.note else ""
    return f"{said}; the days of {months(base)} had {days}.{fits}"


def _growth(comparison: Comparison) -> str:
    *claims, growth = comparison.claims
    follows = ranged(comparison.follows.near, "share")
    if growth.kind != "growth":
        return _plain(comparison)
    codes = comparison.note.split()
    printed = f"{figure(growth)} is printed for {flow(growth)}"
    if len(claims) == 1:
        moved = f", {follows} when changed from {codes[0]} to {codes[1]}" if len(codes) == 2 else ""
        return f"{figure(claims[0])}{moved} is one growth, and {printed}."
    said = list_words([_with_flow(claim) for claim in claims])
    in_words = f" in {currency_name(codes[0])}" if codes else ""
    return f"From {said} follows growth of {follows}{in_words}; {printed}."


def _rank(comparison: Comparison) -> str:
    if comparison.note == "reference":
        (rank,) = comparison.claims
        place = f"{comparison.follows.near.low:g}"
        return f"In the statistics {name(rank.partner)} has place {place}; {figure(rank)} is printed for {flow(rank)}."
    one, other = comparison.claims
    if one.months != other.months:
        return f"R{figure(one)[1:]} is printed for {flow(one)}, and {figure(other)} for {months(other)}."
    dropped = " The first may have lost the set that it is a rank of." if comparison.contradicts else ""
    return (
        f"R{figure(one)[1:]} and {figure(other)} are printed for {flow(one)}.{dropped if comparison.proposal else ''}"
    )


def _published(comparison: Comparison) -> str:
    (claim,) = comparison.claims
    printed = format_period(int(comparison.follows.near.low))
    return f"{figure(claim)} is said of {flow(claim)}, but was printed by {printed}, before that was over."


def found(repair: Repair) -> str:
    """Say a proposal, how many independent tests speak for it, and which."""
    figures = list_words(list(dict.fromkeys(_with_flow(claim) for claim in repair.printed)))
    if not repair.sure:
        return f"Any one of these would mend what contradicts, so that nothing is sure: {repair.proposal}."
    ways = len(repair.speaking)
    count = COUNTS[ways] if ways < len(COUNTS) else str(ways)
    solved = len(repair.solved)
    against = f"{solved} {plural_of('test', solved)} {'contradicts' if solved == 1 else 'contradict'}"
    tests = list_words(list(dict.fromkeys(each.test for each in repair.speaking)))
    return (
        f"As printed, {against} {figures}. With {repair.proposal}, nothing does, and {count} independent "
        f"{plural_of('test', ways)} {'agrees' if ways == 1 else 'agree'} ({tests})."
    )


def left_out(key: str, what: str) -> str:
    """Say what a claim wants to be tested."""
    return f"Claim {bounded(key)} is not tested: {bounded(what)}."


def keys(claims: Sequence[Claim]) -> str:
    """Join the keys of claims; what is trusted is nobody's claim."""
    return ", ".join(dict.fromkeys(claim.key for claim in claims if not claim.trusted))


TOLD = {
    "publishers": _publishers,
    "reference": _reference,
    "mirror": _mirror,
    "currencies": _currencies,
    "growth": _growth,
    "growth of parts": _growth,
    "rank": _rank,
    "published": _published,
}
