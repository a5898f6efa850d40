"""The command `growth`: growth of each series of a ledger, in the currency and prices that are named."""

from typing import TYPE_CHECKING, Annotated

import typer

import tradeview as tv
from tradeview.cli.inputs import (
    DEFLATOR_HELP,
    IN_ORDER,
    RATES_HELP,
    Coding,
    Ledger,
    Partner,
    ProductCode,
    Reporter,
    Revision,
    Stated,
    Unit,
    read_deflator,
    read_rates_in_order,
    read_trade,
)
from tradeview.cli.printing import SHOWN, Json, print_frame
from tradeview.cli.program import app
from tradeview.errors import TradeTableError
from tradeview.periods import Over
from tradeview.words.templates import list_words

if TYPE_CHECKING:
    import pandas as pd

GROWN = ("previous_period", "span", "growth", "annual_growth")


@app.command()
def growth(
    *,
    ledger: Ledger = None,
    currency: Annotated[
        str | None,
        typer.Option(help="ISO 4217 code: growth depends on it. Without one, the only currency of the file."),
    ] = None,
    reporter: Reporter = None,
    partner: Partner = None,
    hs: Revision = None,
    commodity_code: ProductCode = None,
    unit: Unit = None,
    classification: Coding = None,
    rates: Annotated[list[str] | None, typer.Option(help=f"{RATES_HELP} {IN_ORDER}")] = None,
    deflator: Annotated[str | None, typer.Option(help=f"For growth at constant prices: {DEFLATOR_HELP}.")] = None,
    base_period: Annotated[int | None, typer.Option(help="With --deflator: the year whose prices are used.")] = None,
    over: Annotated[
        Over, typer.Option(help="`year` compares a month or quarter with the same one a year before.")
    ] = "previous",
    stated: Stated = None,
    as_json: Json = False,
) -> None:
    """Growth of each series since its previous figure, however long ago that was, or over a year.

    Example: `tradeview growth --currency USD --deflator us-cpi --base-period 2024`
    """
    from tradeview.ledgers.reading import ask_for

    if (deflator is None) != (base_period is None):
        raise typer.BadParameter("--deflator and --base-period go together")
    if rates and currency is None:
        raise typer.BadParameter("--rates goes with --currency: into which currency?")
    trade = read_trade(ledger, ask_for(reporter, partner, hs, commodity_code, unit, classification))
    currency = currency or _find_only_currency(trade)
    trade = tv.prefer(trade, currency=stated or currency)
    if rates:
        trade = tv.convert(trade, to=currency, rates=read_rates_in_order(rates, trade))
    if deflator is not None and base_period is not None:
        trade = tv.deflate(trade, deflator=read_deflator(deflator, trade), base_period=base_period)
    print_frame(tv.growth(trade, over=over), as_json=as_json, columns=[*SHOWN, *GROWN])


def _find_only_currency(trade: "pd.DataFrame") -> str:
    """Find the currency that all rows are in, or ask for one."""
    found = sorted(set(trade["currency"]))
    if len(found) != 1:
        there = list_words(found) or "no rows"
        raise TradeTableError("growth is computed in one currency", there, "say which: --currency, with --rates")
    return found[0]
