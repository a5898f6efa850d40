"""The report of one series: what was printed, how it was converted, and what its growth is made of."""

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import pandas as pd

from tradeview import charts
from tradeview.errors import MissingRateError, TradeTableError, plural_of
from tradeview.money import rates
from tradeview.money.conversion import prefer_checked
from tradeview.periods import are_of_one_season
from tradeview.reports.apart import FiguresApart, measure_apart
from tradeview.reports.choices import NAME_PERIODS, OWN_PAIR, Asked, Choices
from tradeview.reports.measurable import (
    MissingError,
    find_reason,
    find_reason_of_prices,
    periods_without_index,
    periods_without_rate,
    refuse_unsettled,
    without_periods,
)
from tradeview.reports.measures import Measures
from tradeview.reports.office.native_chart import lines_of_units
from tradeview.reports.page import say_reason
from tradeview.reports.pictures import Content, Plan, draw_chart, draw_pictures, reason_of
from tradeview.reports.series_page import write_pages
from tradeview.reports.shapes import Figures, choose_main, spans_used, split_by_shape
from tradeview.reports.words import (
    LEFT_OUT_OF_MEASURES,
    NO_CLAIMS,
    NO_CLAIMS_IN_TEXTS,
    NO_PRICES,
    OWN_LISTS,
)
from tradeview.sources.reference_lists import load_commodities, load_events, load_sources
from tradeview.table.engines import is_missing
from tradeview.table.schema import wrap_trade_table
from tradeview.table.series import distinct_series, spans_of_rows
from tradeview.words.language import ENGLISH, speak
from tradeview.words.templates import Template

if TYPE_CHECKING:
    from tradeview.reports.claims_section import PairClaims

logger = logging.getLogger("tradeview")

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
    page, annex = write_pages(asked.edition, measures, main.rows, pictures.shown, pictures.left_out, section, apart)
    over_time = lines_of_units(measures.lenses, measures.shape.name)
    return Content(page, annex, sheets, pictures.files, over_time, tuple(pictures.slides), tuple(pictures.shown))


def _measure_main(main: Figures, asked: Asked, reporter: str) -> tuple[Measures, list[str]]:
    """Measure the figures that have a rate and a price index, and say which have none.

    Where fewer than two have a rate, or one that was asked for has not, that is refused. Where prices are what is
    missing, growth at constant ones and its parts are left out.
    """
    rows = main.rows
    choices = asked.settle(reporter, *_periods_compared(main, asked), main.shape)
    _refuse_absent_periods(main, choices)
    refuse_unsettled(rows, choices)
    without = set[int]()
    for currency in (choices.base_currency, choices.currency):
        without |= periods_without_rate(rows, choices.order_for(currency), currency, choices.rates)
    unpriced = periods_without_index(rows, choices.base_currency, choices.deflator)
    is_priced = _leave_a_change(main, without | unpriced, asked)
    if is_priced:
        without |= unpriced
    kept, said = _leave_out(main, without, asked, choices, is_priced=is_priced)
    settled = asked.settle(reporter, *_periods_compared(kept, asked), main.shape)
    lacking = None if is_priced else find_reason_of_prices(kept.rows, settled)
    if lacking is not None:
        said.append(_say_left_out(NO_PRICES, lacking))
    return Measures(kept.rows, settled, is_priced=is_priced), said


def _leave_out(
    main: Figures, without: set[int], asked: Asked, choices: Choices, *, is_priced: bool
) -> tuple[Figures, list[str]]:
    """Leave out the figures of periods that cannot be measured, and say why; refuse where no change is left."""
    missing = find_reason(main.rows, choices, without, is_priced=is_priced)
    if missing is None:
        return main, []
    if isinstance(missing, MissingRateError):
        remedy = asked.say_remedy(missing, choices.currency, _find_taken(main.rows, choices))
        missing = MissingRateError(missing.asked, missing.found, remedy, missing.rows)
        if not _leave_a_change(main, without, asked):
            raise missing
    said = [_say_left_out(LEFT_OUT_OF_MEASURES, missing, lambda: {"periods": main.shape.name_all(without)})]
    return Figures(main.shape, without_periods(main.rows, without)), said


def _say_left_out(template: Template, error: MissingError, name: Callable[[], dict[str, list[str]]] = dict) -> str:
    """Say on the page what is left out, and why; who makes the report is told what to do about it, too, in English.

    `name` names the other parts, in whatever language is spoken.
    """
    with speak(ENGLISH):
        logger.warning("%s; do: %s", template.fill(**name(), reason=reason_of(error)), error.remedy)
    return say_reason(template, reason_of(error), **name())


def _refuse_absent_periods(figures: Figures, choices: Choices) -> None:
    """Refuse a change from or to a period that has no figure, or from a later one to an earlier."""
    if {choices.start, choices.end} <= set(figures.periods) and choices.start < choices.end:
        return
    name = figures.shape.name
    there = ", ".join(figures.shape.name_all(figures.periods))
    found = f"{name(choices.start)} to {name(choices.end)}; figures for {there}"
    raise TradeTableError("a report goes from one period of the table to a later one", found, NAME_PERIODS)


def _find_taken(rows: pd.DataFrame, choices: Choices) -> set[str]:
    """Find the currencies that rows are taken in, for both measures."""
    taken = set[str]()
    for currency in (choices.base_currency, choices.currency):
        printed = prefer_checked(wrap_trade_table(rows), *choices.order_for(currency))
        taken |= set(printed.to_native()["currency"])
    return taken


def _leave_a_change(figures: Figures, without: set[int], asked: Asked) -> bool:
    """Tell whether a change is left without some periods: two figures, and those that were asked for by name."""
    left = [period for period in figures.periods if period not in without]
    return without.isdisjoint(asked.periods) and (len(left) > 1 or not without)


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
        if not {"export", "import"}.isdisjoint(series["flow"]):
            remedy += ", or name a pair: --reporter and --partner (in Python pair=(reporter, partner))"
    raise TradeTableError(
        "a report is of one series with figures for two periods or more",
        f"{len(series)} series, {of_periods}",
        remedy,
        said,
    )


def _plan_charts(measures: Measures, claims: "PairClaims | None") -> list[Plan]:
    """List the charts of the report by name, each as a function of its page."""
    table = measures.table
    plans: list[Plan] = [("lenses", measures.draw)]
    if measures.is_priced:
        plans.append(("accounting", lambda page: draw_chart(charts.accounting, measures.accounting, page)))
    plans.append(("rate", lambda page: draw_chart(charts.rate, _last_implied_rate(table), page)))
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
    currencies = {choices.base_currency, choices.currency, *table["currency"]}
    used = spans_used(table)
    is_used = given["base"].isin(currencies) & given["quote"].isin(currencies)
    is_used &= spans_of_rows(given).isin(used)
    prices = choices.deflator.native
    sheets = {
        "Figures": printed,
        "Growth": grown,
        "Rates": given[is_used],
    }
    if measures.is_priced:
        sheets["Accounting"] = measures.accounting
        sheets["Prices"] = prices[spans_of_rows(prices).isin(used | {choices.prices})]
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
