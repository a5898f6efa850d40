"""The finding: the one sentence that opens a page in large letters, of what is left of a change after inflation."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from tradeview.table.engines import is_missing
from tradeview.words.names import trade_name
from tradeview.words.numbers import HARDLY_CHANGED, describe_change, format_fall, format_number, format_percent
from tradeview.words.templates import Template

# "total" is trade, which is one; all other flows (exports, re-imports) are many.
ABOVE = {
    "total": Template("After inflation, {trade} in {period} was {percent} above {earlier}"),
    "flows": Template("After inflation, {trade} in {period} were {percent} above {earlier}"),
}
BELOW = {
    "total": Template("After inflation, {trade} in {period} was {percent} below {earlier}"),
    "flows": Template("After inflation, {trade} in {period} were {percent} below {earlier}"),
}
LEVEL = {
    "total": Template("After inflation, {trade} in {period} was about the same as in {earlier}"),
    "flows": Template("After inflation, {trade} in {period} were about the same as in {earlier}"),
}
TIMES = {
    "total": Template("After inflation, {trade} in {period} was {times} times that of {earlier}"),
    "flows": Template("After inflation, {trade} in {period} were {times} times those of {earlier}"),
}
# Where there are no prices to take inflation out with, a finding names the currency that it is in.
ABOVE_IN_UNIT = {
    "total": Template("In {unit}, {trade} in {period} was {percent} above {earlier}"),
    "flows": Template("In {unit}, {trade} in {period} were {percent} above {earlier}"),
}
BELOW_IN_UNIT = {
    "total": Template("In {unit}, {trade} in {period} was {percent} below {earlier}"),
    "flows": Template("In {unit}, {trade} in {period} were {percent} below {earlier}"),
}
LEVEL_IN_UNIT = {
    "total": Template("In {unit}, {trade} in {period} was about the same as in {earlier}"),
    "flows": Template("In {unit}, {trade} in {period} were about the same as in {earlier}"),
}
TIMES_IN_UNIT = {
    "total": Template("In {unit}, {trade} in {period} was {times} times that of {earlier}"),
    "flows": Template("In {unit}, {trade} in {period} were {times} times those of {earlier}"),
}
NONE_LEFT = {
    "total": Template("{trade:capital} in {period} came to nothing; that of {earlier} did not"),
    "flows": Template("{trade:capital} in {period} came to nothing; those of {earlier} did not"),
}
MOST_PERCENT = 2.0  # a growth from which a multiple is easier to read than a percentage: three times


@dataclass(frozen=True)
class Finding:
    """A change that opens a page: a row of growth between two periods, and the measure that it is told in."""

    change: dict[str, Any]
    unit: str
    is_real: bool


def choose_change(changes: dict[str, dict[str, Any] | None]) -> Finding | None:
    """Choose what is found: the change at constant prices where it can be told, else the first that can.

    `changes` are rows of growth by the unit of their money; those at constant prices say so in `price_basis`.
    """
    told = {unit: row for unit, row in changes.items() if row is not None and not is_missing(row.get("growth"))}
    for unit, row in told.items():
        if row.get("price_basis") == "real":
            return Finding(row, unit, is_real=True)
    for unit, row in told.items():
        return Finding(row, unit, is_real=False)
    return None


def say_finding(found: Finding, period: str, earlier: str) -> str:
    """Say what was found, of trade or of one flow, as far as the printed digits support it.

    Parameters
    ----------
    found : Finding
        The change.
    period, earlier : str
        Names of the end and of the start; of the same months of an earlier year, which year.
    """
    row = found.change
    growth = float(row["growth"])
    ends = [row.get("growth_low"), row.get("growth_high")]
    low, high = (float("nan") if is_missing(each) else float(str(each)) for each in ends)
    number = "total" if row["flow"] == "total" else "flows"
    parts = {"trade": trade_name(pd.Series(row)), "period": period, "earlier": earlier}
    if growth <= -1:
        return NONE_LEFT[number].fill(**parts)
    above, below, level, times = ABOVE, BELOW, LEVEL, TIMES
    if not found.is_real:
        above, below, level, times = ABOVE_IN_UNIT, BELOW_IN_UNIT, LEVEL_IN_UNIT, TIMES_IN_UNIT
        parts["unit"] = found.unit
    if describe_change(growth, low, high) == HARDLY_CHANGED.fill():
        return level[number].fill(**parts)
    if growth >= MOST_PERCENT:
        return times[number].fill(times=format_number(1 + growth), **parts)
    if growth > 0:
        return above[number].fill(percent=format_percent(growth, signed=False), **parts)
    return below[number].fill(percent=format_fall(growth), **parts)
