"""The command `convert`: the figures of a ledger in one currency."""

from typing import Annotated

import typer

import tradeview as tv
from tradeview.cli.inputs import (
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
    read_rates_in_order,
    read_trade,
)
from tradeview.cli.printing import SHOWN, Json, print_frame
from tradeview.cli.program import app


@app.command()
def convert(
    *,
    to: Annotated[str, typer.Option(help="ISO 4217 code of the currency wanted.")],
    rates: Annotated[list[str], typer.Option(help=f"{RATES_HELP} {IN_ORDER}")],
    ledger: Ledger = None,
    reporter: Reporter = None,
    partner: Partner = None,
    hs: Revision = None,
    commodity_code: ProductCode = None,
    unit: Unit = None,
    classification: Coding = None,
    stated: Stated = None,
    as_json: Json = False,
) -> None:
    """Convert a ledger's figures; what was printed in the currency wanted is taken as printed.

    Example: `tradeview convert --to MYR --rates ecb:USD`
    """
    from tradeview.ledgers.reading import ask_for

    asked = ask_for(reporter, partner, hs, commodity_code, unit, classification)
    trade = tv.prefer(read_trade(ledger, asked), currency=stated or to)
    converted = tv.convert(trade, to=to, rates=read_rates_in_order(rates, trade))
    print_frame(converted, as_json=as_json, columns=SHOWN)
