"""Explore: a trade table whose pair, flow, products, measure, start and end are chosen by hand, with what follows."""

import json
from typing import TYPE_CHECKING, Any

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.charts.layout.page import collect_pandas
from tradeview.errors import MissingExtraError, TradeTableError, install_extra
from tradeview.interactive.explorer_columns import list_choices, make_columns
from tradeview.interactive.explorer_measures import apply_measure, name_money, plan_measures
from tradeview.interactive.explorer_selection import Selection
from tradeview.table.engines import as_numbers
from tradeview.table.schema import MONEY, NEEDED, wrap_trade_table

if TYPE_CHECKING:
    from tradeview.interactive.explorer_widget import Explorer


@check_arguments
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
) -> "Explorer":
    """Explore a trade table."""
    try:
        from tradeview.interactive.explorer_charts import chart_specs  # noqa: PLC0415 - the extra
        from tradeview.interactive.explorer_widget import Explorer  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError("explore draws", f"no {error.name}", install_extra("interactive")) from error
    money = name_money(
        currency=currency, base_currency=base_currency, rates=rates, deflator=deflator, base_period=base_period
    )
    collected = collect_pandas(trade, *NEEDED)
    collected = collected[collected["value"].notna()]
    lists = list_choices(collected)
    table = as_numbers(wrap_trade_table(collected), MONEY)
    measures = plan_measures(table, money, lists.spans[-1])
    computed = [(measure, apply_measure(table, measure, money).to_native()) for measure in measures]
    told = {**make_columns(lists, computed), "specs": chart_specs()}
    from tradeview.interactive.explorer_words import HEADS, IN_BROWSER, LOCALE
    from tradeview.words.numbers import SCALES
    told["words"] = {k: t.text for k, t in IN_BROWSER.items()}
    told["heads"] = {k: t.fill() for k, t in HEADS.items()}
    told["locale"] = LOCALE
    told["scales"] = [[size, t.fill()] for size, t in SCALES.items()]
    told["colours"] = [f"var(--tvx-{place})" for place in range(7)]
    selection = Selection(lists.reporters[0], lists.partners[0], lists.flows[0], (lists.products[0],), measures[0],
        start or lists.spans[0], end or lists.spans[-1], False)
    return Explorer(trade, money, lists, measures, json.dumps(told), selection)
