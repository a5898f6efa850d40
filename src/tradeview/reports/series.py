"""The report of one series: what was printed, how it was converted, and what its growth is made of."""

from contextlib import suppress
from typing import TYPE_CHECKING

import pandas as pd

from tradeview import charts
from tradeview.errors import TradeTableError, plural_of
from tradeview.money import rates
from tradeview.periods import are_of_one_season
from tradeview.reports.apart import FiguresApart, measure_apart
from tradeview.reports.choices import OWN_PAIR, Asked
from tradeview.reports.measurable import find_reason, periods_without_index, periods_without_rate, without_periods
from tradeview.reports.measures import Measures
from tradeview.reports.office.native_chart import lines_of_units
from tradeview.reports.pictures import Content, Plan, draw_chart, draw_pictures, reason_of
from tradeview.reports.series_page import write_page
from tradeview.reports.shapes import Figures, choose_main, spans_used, split_by_shape
from tradeview.reports.words import LEFT_OUT_OF_MEASURES, NO_CLAIMS, NO_CLAIMS_IN_TEXTS, OWN_LISTS
from tradeview.sources.reference_lists import load_commodities, load_events, load_sources
from tradeview.table.engines import is_missing
from tradeview.table.series import distinct_series, spans_of_rows

if TYPE_CHECKING:
    from tradeview.reports.claims_section import PairClaims

CHARTS = ("lenses", "accounting", "rate", "sides", "composition", "timeline")


def report_series(table: pd.DataFrame, asked: Asked, claims: "PairClaims | None") -> Content:
    """Make the report of the one series of a table, with the claims of its pair that were found."""
    reporter = str(table["reporter"].iloc[0])
    shapes = split_by_shape(table)
    main = choose_main(shapes, asked=asked.periods)
    measures, unmeasured = _measure_main(main, asked, reporter)
    # Without it there is no report; parts of years have what it says in a headline of their own.
    needed = () if main.shape.is_stretch else ("lenses",)
    pictures = draw_pictures(_plan_charts(measures, claims), needed=needed, with_slides=asked.with_slides)
    pictures.left_out.extend(unmeasured)
    others = [figures for figures in shapes if figures is not main]
    apart = measure_apart(others, asked, reporter, measures.choices.prices, table[~table.index.isin(main.rows.index)])
    if apart is not None:
        pictures.left_out.extend(apart.reasons)
    if asked.names_claims and claims is None:
        none = NO_CLAIMS if asked.cuttings is None else NO_CLAIMS_IN_TEXTS
        pictures.left_out.append(none.fill())
    if not _is_own_pair(main.rows):
        for name, reason in OWN_LISTS.items():
            if name != "sides" or not asked.names_claims:
                pictures.left_out.append(reason.fill())
    sheets = _make_sheets(measures, main.rows, claims, apart)
    section = claims.section() if claims is not None else None
    page = write_page(measures, main.rows, pictures.shown, pictures.left_out, sheets["Accounting"], section, apart)
    over_time = lines_of_units(measures.lenses, measures.shape.name)
    return Content(page, sheets, pictures.files, over_time, tuple(pictures.slides), tuple(pictures.shown))


def _measure_main(main: Figures, asked: Asked, reporter: str) -> tuple[Measures, list[str]]:
    """Measure the figures that have a rate and a price index, and say which have none.

    Where fewer than two have, or one that was asked for has not, the first measure that fails is the error.
    """
    choices = asked.settle(reporter, *_periods_compared(main, asked), main.shape)
    without = set[int]()
    for currency in (choices.base_currency, choices.currency):
        without |= periods_without_rate(main.rows, currency, choices.rates)
    without |= periods_without_index(main.rows, choices.base_currency, choices.deflator)
    kept = Figures(main.shape, without_periods(main.rows, without))
    is_asked = not without.isdisjoint(asked.periods)
    if not without or is_asked or len(kept.periods) < 2:
        return Measures(main.rows, choices), []
    settled = asked.settle(reporter, *_periods_compared(kept, asked), main.shape)
    error = find_reason(main.rows, choices, without)
    periods = main.shape.name_all(without)
    said = [LEFT_OUT_OF_MEASURES.fill(periods=periods, reason=reason_of(error))] if error is not None else []
    return Measures(kept.rows, settled), said


def _periods_compared(figures: Figures, asked: Asked) -> tuple[int, int]:
    """Settle the two periods whose change is told: those asked for, else the last one and the one before.

    Months and quarters are compared with the same ones of the year before, or the last such year there is.
    """
    periods = figures.periods
    end = periods[-1] if asked.end is None else asked.end
    if asked.start is not None:
        return asked.start, end
    earlier = [period for period in periods if period < end]
    if not earlier:
        return end, end
    same_season = [period for period in earlier if are_of_one_season(period, end)]
    return (same_season or earlier)[-1], end


def refuse_several_series(table: pd.DataFrame) -> None:
    """Refuse a table of several series, or of one period.

    Raises
    ------
    TradeTableError
        It is of several series, or has figures for one period alone, of each kind of months.
    """
    # Parts of years are told apart from whole years, and are no other series here.
    series = distinct_series(table.drop(columns="months", errors="ignore"))
    shapes = split_by_shape(table)
    if len(series) == 1 and any(len(figures.periods) > 1 for figures in shapes):
        return
    found = [name for figures in shapes for name in figures.shape.name_all(figures.periods)]
    count = sum(len(figures.periods) for figures in shapes)
    of_periods = f"{count} {plural_of('period', count)}"
    if len(shapes) > 1 and len(series) == 1:
        of_periods = f"{of_periods} of other months: {', '.join(found)}"
    said = []
    for row in series.itertuples(index=False):
        said.append(" ".join(str(cell) for cell in row if not is_missing(cell)))
    remedy = "add a figure of another period"
    if len(shapes) > 1:
        remedy = "add a figure of the same months of another year"
    if len(series) > 1:
        remedy = "keep the rows of one series"
    raise TradeTableError(
        "a report is of one series with figures for two periods or more",
        f"{len(series)} series, {of_periods}",
        remedy,
        said,
    )


def _plan_charts(measures: Measures, claims: "PairClaims | None") -> list[Plan]:
    """List the charts of the report by name, each as a function of its page."""
    table = measures.table
    plans: list[Plan] = [
        ("lenses", measures.draw),
        ("accounting", lambda page: draw_chart(charts.accounting, measures.accounting, page)),
        ("rate", lambda page: draw_chart(charts.rate, _last_implied_rate(table), page)),
    ]
    if claims is not None:
        plans.append(("sides", claims.draw_sides))
    if _is_own_pair(table):
        plans += [
            ("composition", lambda page: draw_chart(charts.composition, load_commodities(), page)),
            ("timeline", lambda page: draw_chart(charts.timeline, load_events(), page, figures=table)),
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


def _make_sheets(
    measures: Measures, printed: pd.DataFrame, claims: "PairClaims | None", apart: FiguresApart | None
) -> dict[str, pd.DataFrame]:
    """Make the sheets of the workbook by name."""
    table, choices = measures.table, measures.choices
    grown = pd.concat([frame.assign(lens=lens) for lens, frame in measures.lenses.items()], ignore_index=True)
    grown.insert(0, "lens", grown.pop("lens"))
    given = choices.rates.native
    currencies = [choices.base_currency, choices.currency]
    used = spans_used(table)
    is_used = given["base"].isin(currencies) & given["quote"].isin(currencies)
    is_used &= spans_of_rows(given).isin(used)
    prices = choices.deflator.native
    sheets = {
        "Figures": printed,
        "Growth": grown,
        "Accounting": measures.accounting,
        "Rates": given[is_used],
        "Prices": prices[spans_of_rows(prices).isin(used | {choices.prices})],
    }
    if apart is not None:
        sheets |= apart.sheets
    if "observation" in table:
        with suppress(TradeTableError):  # an observation in three currencies; why there is no rate stands on the page
            sheets["Implied rates"] = rates.implied(printed)
    if claims is not None:
        sheets |= claims.sheets()
    if _is_own_pair(table):
        sheets |= {"Commodities": load_commodities(), "Events": load_events()}
    return {**sheets, "Sources": load_sources()}
