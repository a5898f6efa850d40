"""The report of one series: what was printed, how it was converted, and what its growth is made of."""

from collections.abc import Iterator
from contextlib import suppress

import pandas as pd

from tradeview import charts
from tradeview.errors import TradeTableError
from tradeview.money import rates
from tradeview.reports.choices import OWN_PAIR, Asked
from tradeview.reports.drawing import Plan, drawn
from tradeview.reports.measures import Measures
from tradeview.reports.printed import NO_CLAIMS, Printed, printed_of
from tradeview.reports.series_page import write_page
from tradeview.sources.reference_lists import load_commodities, load_events, load_sources
from tradeview.table.engines import is_missing
from tradeview.table.schema import SERIES

CHARTS = ("lenses", "accounting", "rate", "sides", "composition", "timeline")
OWN_LISTS = {"sides": "printed claims", "composition": "commodities", "timeline": "events"}


def made(table: pd.DataFrame, asked: Asked) -> tuple[str, dict[str, pd.DataFrame], dict[str, bytes]]:
    """Make the page, the sheets of the workbook, and the files of the charts by name."""
    years = _years(table)
    last = years[-1] if asked.end is None else asked.end
    before = [year for year in years if year < last]
    first = asked.start if asked.start is not None else before[-1] if before else last
    pair = (str(table["reporter"].iloc[0]), str(table["partner"].iloc[0]))
    choices = asked.settled(pair[0], first, last)
    printed = printed_of(asked, *pair)
    measures = Measures(table, choices)
    pictures = drawn(_plans(measures, printed), needed={"lenses"})  # without it there is no report
    pictures.skipped.extend(_left_out(table, asked, printed))
    tables = _tables(measures, printed)
    told = None if printed is None else printed.told()
    page = write_page(measures, pictures.pictures, pictures.skipped, tables, told)
    return page, tables, pictures.contents


def _left_out(table: pd.DataFrame, asked: Asked, printed: Printed | None) -> Iterator[str]:
    """Say which of the project's own lists are of another pair, or that nothing given is of this one."""
    if asked.statements is not None and printed is None:
        yield NO_CLAIMS
    for name, what in OWN_LISTS.items() if not _is_own_pair(table) else ():
        if name != "sides" or asked.statements is None:
            yield f"{name}: tradeview’s own list of {what} is of Malaysia and Russia"


def _years(table: pd.DataFrame) -> list[int]:
    """List the periods of the one series that a report is of."""
    series = table[[name for name in SERIES if name in table]].drop_duplicates()
    years = sorted({int(year) for year in table["period"]})
    if len(series) != 1 or len(years) < 2:
        said = [" ".join(str(cell) for cell in row if not is_missing(cell)) for row in series.itertuples(index=False)]
        raise TradeTableError(
            "a report is of one series with figures for two years or more",
            f"{len(series)} series, {len(years)} years",
            "keep the rows of one series" if len(series) > 1 else "add a figure of another year",
            said,
        )
    return years


def _plans(measures: Measures, printed: Printed | None) -> list[Plan]:
    """List the charts of the report by name, each as a function of its size."""
    table = measures.table
    plans: list[Plan] = [
        ("lenses", measures.drawn),
        ("accounting", lambda size: charts.accounting(measures.accounting, size=size)),
        ("rate", lambda size: charts.rate(_last_implied(table), size=size)),
    ]
    if printed is not None:
        plans.append(printed.plan())
    if _is_own_pair(table):
        plans += [
            ("composition", lambda size: charts.composition(load_commodities(), size=size)),
            ("timeline", lambda size: charts.timeline(load_events(), figures=table, size=size)),
        ]
    return plans


def _is_own_pair(table: pd.DataFrame) -> bool:
    return set(table["reporter"]) | set(table["partner"]) == OWN_PAIR


def _last_implied(table: pd.DataFrame) -> pd.DataFrame:
    implied = rates.implied(table) if "observation" in table else pd.DataFrame()
    if implied.empty:
        raise TradeTableError(
            "no implied rate",
            "no figure printed in two currencies (same `observation`)",
            "nothing; the chart is left out",
        )
    return implied.tail(1)


def _tables(measures: Measures, printed: Printed | None) -> dict[str, pd.DataFrame]:
    """Return the workbook's sheets."""
    table, choices = measures.table, measures.choices
    grown = pd.concat([frame.assign(lens=lens) for lens, frame in measures.lenses.items()], ignore_index=True)
    grown = grown[["lens", *(name for name in grown if name != "lens")]]
    given = choices.rates.native
    used = given[
        given["period"].isin(table["period"])
        & given["base"].isin([choices.base_currency, choices.currency])
        & given["quote"].isin([choices.base_currency, choices.currency])
    ]
    prices = choices.deflator.native
    prices = prices[prices["period"].isin(table["period"])]
    sheets = {
        "Figures": table,
        "Growth": grown,
        "Accounting": measures.accounting,
        "Rates": used,
        "Prices": prices,
    }
    if "observation" in table:
        with suppress(TradeTableError):  # an observation in three currencies; why there is no rate stands on the page
            sheets["Implied rates"] = rates.implied(table)
    if printed is not None:
        sheets |= printed.sheets()
    if _is_own_pair(table):
        sheets |= {"Commodities": load_commodities(), "Events": load_events()}
    return {**sheets, "Sources": load_sources()}
