"""Explore: a trade table whose pair, flow, products, measure, start and end are chosen by hand, and what follows."""

from typing import TYPE_CHECKING

import pandas as pd
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.charts.layout.page import collect_pandas
from tradeview.errors import MissingExtraError, TradeTableError, install_extra
from tradeview.interactive.explorer.columns import list_choices, place_figures
from tradeview.interactive.explorer.measures import Measure, Money, apply_measure, name_money, plan_measures
from tradeview.interactive.explorer.selection import Asked, choose_first
from tradeview.table.comparable import refuse_incomparable
from tradeview.table.engines import Frame, as_numbers, names_present
from tradeview.table.fitness import Needs
from tradeview.table.schema import MONEY, NEEDED, SERIES, check, wrap_trade_table
from tradeview.table.series import write_keys
from tradeview.words.language import Language, in_language

if TYPE_CHECKING:
    from tradeview.interactive.explorer.widget import Explorer

WHAT = "explore"


@check_arguments
@in_language
def explore(
    trade: IntoFrame,
    *,
    currency: str | None = None,
    base_currency: str | None = None,
    rates: IntoFrame | None = None,
    deflator: IntoFrame | None = None,
    base_period: int | None = None,
    reporter: str | None = None,
    partner: str | None = None,
    flow: str | None = None,
    start: int | None = None,
    end: int | None = None,
    language: str | Language | None = None,  # noqa: ARG001 - which `in_language` speaks
) -> "Explorer":
    """Explore a trade table: choose by hand what is compared, and see what follows in every measure at once.

    Needs the extra `interactive`. Nothing is loaded from the network, in the notebook or in a saved page.

    Parameters
    ----------
    trade : frame
        A trade table of one frequency, before `prefer` and `convert`: what was printed in a currency is shown as
        printed.
    currency, base_currency : str, optional
        ISO 4217 codes. With `rates`, figures are shown in each of them, converted where they were printed in another
        currency only; `base_currency` is shown first, and constant prices are of it.
    rates : frame, optional
        A rate table (`tv.rates`). A figure without a rate is left out of the measure, which says so.
    deflator : frame, optional
        A deflator (`tv.deflators`): adds constant prices, of `base_currency`, else of `currency`, else of its own.
    base_period : int, optional
        The period at whose prices these are; without it `end`, and without that the last one of the table.
    reporter, partner, flow : str, optional
        What is chosen at first, economies by code or name; without them the first that there are.
    start, end : int, optional
        The two periods that are compared at first; without them the first and the last.
    language : str or Language, optional
        What it is written in, in a notebook and in a saved page: a code of `tv.languages()`, such as "ms"; without it,
        English.

    Returns
    -------
    Explorer
        A widget of anywidget, with

        * `frame`: what is shown, as a trade table of the engine that came in, which follows the controls
        * `code`: the lines that draw it as a static chart, given `trade` (and `rates`, `deflator`)
        * `save(path)`: one page that works without kernel, network or installation

    Raises
    ------
    MissingExtraError
        The extra is not installed.
    ArgumentError
        Rates without a currency, a base period without a deflator, a currency that nothing was printed in and nothing
        converts to; a reporter, partner, flow, start or end that the table does not have; a language that there is no
        catalogue of.
    TradeTableError
        No valid trade table (`tv.check`), no figure in it; figures of several frequencies or price bases; two figures
        of one series and period in one measure.
    MissingRateError, MissingDeflatorError
        No figure at all has a rate, or a price index.

    Examples
    --------
    >>> import tradeview as tv
    >>> explorer = tv.explore(tv.load(), currency="MYR", base_currency="USD", rates=tv.rates.ecb(base="USD"),
    ...                       deflator=tv.deflators.us_cpi(), start=2007, end=2024)
    >>> explorer.frame[["period", "value", "currency", "quote"]]
       period         value currency                        quote
    1    2007  1.903000e+09      USD  ১,৯০৩ মিলিয়ন মার্কিন ডলার
    3    2024  2.480000e+09      USD              US$2.48 billion
    >>> print(explorer.code)
    # trade: what you gave to tv.explore
    import tradeview as tv
    <BLANKLINE>
    chosen = trade.query("reporter == 'MYS' and partner == 'RUS' and flow == 'total' and commodity_code == 'TOTAL'")
    shown = chosen.query("2007 <= period <= 2024 and currency == 'USD'")
    tv.charts.lines(shown, by="flow")
    """
    try:
        from tradeview.interactive.explorer.widget import Explorer  # noqa: PLC0415 - what the extra brings
    except ImportError as error:
        raise MissingExtraError(
            "explore draws in a browser", f"no {error.name}", install_extra("interactive")
        ) from error
    money = name_money(
        currency=currency, base_currency=base_currency, rates=rates, deflator=deflator, base_period=base_period
    )
    rows = collect_pandas(trade, *NEEDED)
    collected = _take_figures(rows)
    lists = list_choices(collected)
    asked = Asked(reporter, partner, flow, start, end)
    table = as_numbers(wrap_trade_table(collected), MONEY)
    measures = plan_measures(table, money, asked.find_last(lists))
    frames = [_compute(table, measure, money) for measure in measures]
    figures = place_figures(lists, measures, frames)
    return Explorer(trade, money, figures, choose_first(asked, figures), with_missing=len(collected) < len(rows))


def _take_figures(rows: pd.DataFrame) -> pd.DataFrame:
    """Take the rows that have a figure, of a valid trade table."""
    figures = rows[rows["value"].notna()]
    if figures.empty:
        raise TradeTableError(f"{WHAT} needs figures", "no row with a value", "give a table that has some")
    return check(figures)


def _compute(table: Frame, measure: Measure, money: Money) -> pd.DataFrame:
    """Compute the figures of a measure, which may stand beside each other: one frequency, one price basis, one each."""
    computed = apply_measure(table, measure, money)
    keyed = write_keys(computed)
    refuse_incomparable(keyed, Needs(WHAT, figure=tuple(names_present(keyed, SERIES))))
    frame: pd.DataFrame = computed.to_native()
    return frame
