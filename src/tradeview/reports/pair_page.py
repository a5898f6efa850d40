"""The page of the report of a pair: its cards, its table of years, and what is said beside each chart."""

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from tradeview.analysis.growth import growth
from tradeview.charts.labels import name_economy
from tradeview.economies.lookup import name as economy_name
from tradeview.errors import TradeTableError
from tradeview.periods import PARTS_OF_YEAR, Over, are_of_one_season, earliest_like, unit_of
from tradeview.reports import words
from tradeview.reports.apart import FiguresApart, say_change
from tradeview.reports.choices import Choices
from tradeview.reports.page import Picture, fill_page, row_dicts, source_keys, sources_on_page
from tradeview.reports.pair_trade import FLOWS, PairTrade, describe_rank
from tradeview.reports.shapes import Shape
from tradeview.table.schema import TOTAL
from tradeview.words import captions
from tradeview.words.money import currency_name, format_money
from tradeview.words.names import PAIR_TRADE, series_name
from tradeview.words.numbers import format_percent
from tradeview.words.periods import format_period

if TYPE_CHECKING:
    from tradeview.reports.claims_section import ClaimsSection


@dataclass(frozen=True)
class PairContent:
    """What a page tells: the rows, their growth in each unit, and between which periods."""

    trade: PairTrade
    growth_by_unit: dict[str, pd.DataFrame]
    choices: Choices | None
    accounting: pd.DataFrame | None
    start: int
    end: int
    claims: "ClaimsSection | None" = None
    apart: FiguresApart | None = None

    @property
    def shape(self) -> Shape:
        """The months that its figures are of."""
        return self.trade.shape

    @property
    def over(self) -> Over:
        """What the growth of its figures is told over."""
        return self.shape.compare_over(set(self.trade.periods))

    @property
    def is_like_with_like(self) -> bool:
        """Whether a month, a quarter or a part of a year is compared with the same one of an earlier year."""
        return self.shape.is_of_one_season and self.start < self.end and are_of_one_season(self.start, self.end)

    @property
    def lacks_year_before(self) -> bool:
        """Whether there is no figure of the same months of the year before, with which they would be compared."""
        return self.shape.is_of_one_season and self.shape.year_before(self.end) not in self.trade.periods


@dataclass(frozen=True)
class Card:
    """One flow on the page: what stands above, in large, and below."""

    head: str
    figure: str
    below: str


def write_page(content: PairContent, pictures: list[Picture], left_out: list[str]) -> str:
    """Fill the page of a report of a pair."""
    trade, choices = content.trade, content.choices
    reported: set[str] = set()
    for frame in (trade.whole, trade.parts, trade.partners, trade.sides, trade.listed_apart):
        reported |= source_keys(frame)
    keys = reported | set(captions.conversion_sources(*content.growth_by_unit.values()))
    if content.claims is not None:
        keys |= content.claims.sources
    title = _make_title(trade)
    currency = str(trade.whole["currency"].iloc[0])
    return fill_page(
        "pair.html.j2",
        name_period=content.shape.name,
        title=title,
        heading=_make_heading(content, currency) or (pictures[0].said.title if pictures else title),
        pictures=pictures,
        left_out=left_out,
        reporter=name_economy(trade.reporter),
        partner=name_economy(trade.partner),
        periods=_describe_periods(content, content.start, content.end),
        from_first=_describe_from_first(content),
        over=content.over,
        prices=None if choices is None else format_period(choices.prices),
        apart=content.apart,
        cards=_make_cards(content, currency),
        rows=_rows_by_period(content),
        sides=_rows_of_sides(trade),
        currency=currency,
        choices=choices,
        own="" if choices is None else currency_name(choices.currency),
        base=currency_name(currency),
        accounting=None if content.accounting is None else row_dicts(content.accounting)[0],
        ranks=_describe_ranks(trade),
        notes=trade.notes,
        reported=sorted(reported),
        claims=content.claims,
        **sources_on_page(keys),
    )


def _make_title(trade: PairTrade) -> str:
    """Name the trade that the page is of: the code, too, where it is of one alone."""
    first = trade.whole.iloc[0]
    if first["commodity_code"] == TOTAL:
        return PAIR_TRADE.fill(reporter=economy_name(trade.reporter), partner=economy_name(trade.partner))
    named = {name: first.get(name) for name in ("reporter", "partner", "commodity_code", "classification", "coverage")}
    return series_name(pd.Series({**named, "flow": "total"}))


def _describe_periods(content: PairContent, start: int, end: int) -> str:
    name = content.shape.name
    if start == end:
        return name(end)
    if content.shape.is_part_of_year:
        return content.shape.name_all([start, end])[0]
    return words.PERIODS.fill(start=name(start), end=name(end))


def _make_heading(content: PairContent, currency: str) -> str | None:
    """Say how much the last month, quarter or part of a year was, and the change on the same one of an earlier year.

    Nothing of whole years, whose balance stands there, and where there is no such change.
    """
    if not content.is_like_with_like and not content.shape.is_stretch:
        return None
    frame = next(iter(content.growth_by_unit.values()))
    for flow in ("total", *FLOWS):
        change = _change_of_flow(content, frame, flow)
        if change is not None and change["growth"] is not None:
            return words.HEADLINE_AMOUNT.fill(
                series=series_name(pd.Series(change)),
                period=content.shape.name(content.end),
                value=format_money(change["value"], currency),
                change=say_change(change),
                earlier=content.shape.name_earlier(content.end, content.start),
            )
    return None


def _describe_from_first(content: PairContent) -> str | None:
    """Say what the change is from the first month or quarter of the same season, where that is another."""
    trade, end = content.trade, content.end
    first = earliest_like(trade.periods, end) if end in trade.periods else content.start
    if first >= content.start or not content.is_like_with_like:
        return None
    changes = []
    for unit, frame in content.growth_by_unit.items():
        change = _change_of_flow(replace(content, start=first), frame, str(trade.series["flow"].iloc[0]))
        if change is not None and change["growth"] is not None:
            changes.append(words.CHANGE_IN.fill(percent=format_percent(change["growth"], 1), unit=unit))
    if not changes:
        return None
    name = content.shape.name
    return words.SEASON_DECIDES[unit_of(end)].fill(first=name(first), end=name(end), changes=changes)


def _describe_ranks(trade: PairTrade) -> dict[str, str]:
    """Say the partner's place among the others, by chart."""
    found = {}
    for flow in FLOWS:
        with suppress(TradeTableError):  # no other partners: the page says so where the chart would stand
            found[f"{flow}_partners"] = describe_rank(trade, flow)
    return found


def _make_cards(content: PairContent, currency: str) -> list[Card]:
    """One card a flow: its last value, and its change in each unit."""
    cards = []
    for flow, name in words.FLOWS.items():
        changes = {}
        for unit, frame in content.growth_by_unit.items():
            changes[unit] = _change_of_flow(content, frame, flow)
        nominal, *others = changes.items()
        change = nominal[1]
        if change is None:
            continue
        value = format_money(change["value"], currency)
        if change["growth"] is None:
            cards.append(Card(name.fill(), value, _describe_lack(content)))
            continue
        below = [words.AMOUNTS.fill(low=format_money(change["first"], currency), high=value)]
        below += _describe_step(content, change)
        for unit, other in others:
            if other is not None and other["growth"] is not None:
                below.append(words.CHANGE_IN.fill(percent=format_percent(other["growth"], 1), unit=unit))
        head = f"{name.fill()}, {_describe_periods(content, content.start, content.end)}"
        cards.append(Card(head, format_percent(change["growth"], 1), "; ".join(below)))
    return cards


def _describe_lack(content: PairContent) -> str:
    """Say that there is nothing to compare a figure with."""
    end = content.shape.name(content.end)
    if content.start == content.end:
        return words.NOTHING_EARLIER.fill(end=end)
    return words.NO_CHANGE.fill(start=content.shape.name(content.start), end=end)


def _describe_step(content: PairContent, change: dict[str, Any]) -> list[str]:
    """Say over what a figure has grown: a season on the same one of the year before, else a rate a year."""
    year = PARTS_OF_YEAR[content.shape.frequency]
    if content.is_like_with_like and change["span"] == year:
        return [words.SAME_OF_YEAR_BEFORE[unit_of(content.end)].fill()]
    if change["span"] < year:
        return []
    said = []
    if content.lacks_year_before:
        missing = content.shape.name(content.shape.year_before(content.end))
        said.append(words.NO_FIGURE_OF.fill(period=missing))
    return [*said, words.A_YEAR.fill(percent=format_percent(change["annual_growth"], 1))]


def _change_of_flow(content: PairContent, frame: pd.DataFrame, flow: str) -> dict[str, Any] | None:
    """Growth of a flow from one period to another, whatever lies between; nothing where it has no last figure."""
    ends = frame[(frame["flow"] == flow) & frame["period"].isin([content.start, content.end])]
    if content.end not in set(ends["period"]):
        return None
    rows = growth(ends, validate=not content.trade.comparable).sort_values("period")
    first = rows["value"].iloc[0] if len(rows) > 1 else None
    return row_dicts(rows.assign(first=first))[-1]


def _rows_by_period(content: PairContent) -> list[dict[str, Any]]:
    """One row a period: each flow's value and growth, and the balance."""
    frame = next(iter(content.growth_by_unit.values()))
    rows = []
    for period, part in frame.groupby("period"):
        flows = {row["flow"]: row for row in row_dicts(part)}
        for row in flows.values():
            row["change"] = _describe_change(row, content)
        balance = None
        if set(FLOWS) <= set(flows):
            balance = flows["export"]["value"] - flows["import"]["value"]
        rows.append({"period": int(str(period)), "flows": flows, "balance": balance})
    return rows


def _describe_change(row: dict[str, Any], content: PairContent) -> str:
    """Say how much a figure has grown since the one before, and in how long where that is more than one period.

    Over a year, it has always grown in one.
    """
    if row["growth"] is None:
        is_first = content.shape.year_before(int(row["period"])) < content.trade.periods[0]
        return "" if is_first or content.over == "previous" else words.NOT_YEAR_BEFORE.fill()
    percent = format_percent(row["growth"], 1)
    if row["span"] == 1 or content.over == "year":
        return percent
    return words.CHANGE_OVER[unit_of(int(row["period"]))].fill(count=int(row["span"]), percent=percent)


def _rows_of_sides(trade: PairTrade) -> list[dict[str, Any]]:
    """Rows that either side reports: the reporter's exports, then its imports."""
    sides = trade.mirrored[trade.mirrored["reported_by"].notna()]
    flows = []
    for exporter, importer in zip(sides["exporter"], sides["importer"], strict=True):
        flows.append(words.WAY.fill(origin=name_economy(exporter), destination=name_economy(importer)))
    named = sides.assign(flow=flows)
    is_export = sides["exporter"] == trade.reporter
    return row_dicts(pd.concat([named[is_export], named[~is_export]]))
