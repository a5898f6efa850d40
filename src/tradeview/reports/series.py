"""The report of one series: what was printed, how it was converted, and what its growth is made of."""

from contextlib import suppress
from typing import TYPE_CHECKING

import pandas as pd

from tradeview import charts
from tradeview.errors import TradeTableError, plural_of
from tradeview.money import rates
from tradeview.periods import year_before
from tradeview.reports.choices import OWN_PAIR, Asked
from tradeview.reports.measures import Measures
from tradeview.reports.pictures import Content, Plan, draw_pictures
from tradeview.reports.series_page import write_page
from tradeview.reports.words import NO_CLAIMS, OWN_LISTS
from tradeview.sources.reference_lists import load_commodities, load_events, load_sources
from tradeview.table.engines import is_missing
from tradeview.table.series import distinct_series

if TYPE_CHECKING:
    from tradeview.reports.claims_section import PairClaims

CHARTS = ("lenses", "accounting", "rate", "sides", "composition", "timeline")


def report_series(table: pd.DataFrame, asked: Asked, claims: "PairClaims | None") -> Content:
    """Make the report of the one series of a table, with the claims of its pair that were found."""
    reporter = str(table["reporter"].iloc[0])
    measures = Measures(table, asked.settle(reporter, *_periods_compared(table, asked)))
    pictures = draw_pictures(_plan_charts(measures, claims), needed={"lenses"})  # without it there is no report
    if asked.statements is not None and claims is None:
        pictures.left_out.append(NO_CLAIMS.fill())
    if not _is_own_pair(table):
        for name, reason in OWN_LISTS.items():
            if name != "sides" or asked.statements is None:
                pictures.left_out.append(reason.fill())
    sheets = _make_sheets(measures, claims)
    section = claims.section() if claims is not None else None
    page = write_page(measures, pictures.shown, pictures.left_out, sheets["Accounting"], section)
    return Content(page, sheets, pictures.files)


def _periods_compared(table: pd.DataFrame, asked: Asked) -> tuple[int, int]:
    """Settle the two periods whose change is told: those asked for, else the last one and the one before.

    Months and quarters are compared with the same ones of the year before, where these are there.
    """
    periods = sorted({int(period) for period in table["period"]})
    end = periods[-1] if asked.end is None else asked.end
    if asked.start is not None:
        return asked.start, end
    earlier = [period for period in periods if period < end]
    if not earlier:
        return end, end
    same = year_before(end)
    return (same if same in earlier else earlier[-1]), end


def refuse_several_series(table: pd.DataFrame) -> None:
    """Refuse a table of several series, or of one period.

    Raises
    ------
    TradeTableError
        It is of several series, or has figures for one period alone.
    """
    series = distinct_series(table)
    count = table["period"].nunique()
    if len(series) == 1 and count >= 2:
        return
    said = []
    for row in series.itertuples(index=False):
        said.append(" ".join(str(cell) for cell in row if not is_missing(cell)))
    remedy = "add a figure of another period"
    if len(series) > 1:
        remedy = "keep the rows of one series"
    raise TradeTableError(
        "a report is of one series with figures for two periods or more",
        f"{len(series)} series, {count} {plural_of('period', count)}",
        remedy,
        said,
    )


def _plan_charts(measures: Measures, claims: "PairClaims | None") -> list[Plan]:
    """List the charts of the report by name, each as a function of its size."""
    table = measures.table
    plans: list[Plan] = [
        ("lenses", measures.draw),
        ("accounting", lambda size: charts.accounting(measures.accounting, size=size)),
        ("rate", lambda size: charts.rate(_last_implied_rate(table), size=size)),
    ]
    if claims is not None:
        plans.append(("sides", claims.draw_sides))
    if _is_own_pair(table):
        plans += [
            ("composition", lambda size: charts.composition(load_commodities(), size=size)),
            ("timeline", lambda size: charts.timeline(load_events(), figures=table, size=size)),
        ]
    return plans


def _is_own_pair(table: pd.DataFrame) -> bool:
    return set(table["reporter"]) | set(table["partner"]) == OWN_PAIR


def _last_implied_rate(table: pd.DataFrame) -> pd.DataFrame:
    implied = pd.DataFrame()
    if "observation" in table:
        implied = rates.implied(table)
    if implied.empty:
        raise TradeTableError(
            "no implied rate",
            "no figure printed in two currencies (same `observation`)",
            "nothing; the chart is left out",
        )
    return implied.tail(1)


def _make_sheets(measures: Measures, claims: "PairClaims | None") -> dict[str, pd.DataFrame]:
    """Make the sheets of the workbook by name."""
    table, choices = measures.table, measures.choices
    grown = pd.concat([frame.assign(lens=lens) for lens, frame in measures.lenses.items()], ignore_index=True)
    grown.insert(0, "lens", grown.pop("lens"))
    given = choices.rates.native
    currencies = [choices.base_currency, choices.currency]
    is_used = given["period"].isin(table["period"]) & given["base"].isin(currencies) & given["quote"].isin(currencies)
    prices = choices.deflator.native
    sheets = {
        "Figures": table,
        "Growth": grown,
        "Accounting": measures.accounting,
        "Rates": given[is_used],
        "Prices": prices[prices["period"].isin(table["period"])],
    }
    if "observation" in table:
        with suppress(TradeTableError):  # an observation in three currencies; why there is no rate stands on the page
            sheets["Implied rates"] = rates.implied(table)
    if claims is not None:
        sheets |= claims.sheets()
    if _is_own_pair(table):
        sheets |= {"Commodities": load_commodities(), "Events": load_events()}
    return {**sheets, "Sources": load_sources()}
