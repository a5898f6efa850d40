"""The command `convert`: the figures of a ledger in one currency."""

from typing import Annotated

import typer

import tradeview as tv
from tradeview.cli.named import RATES_HELP, rates_named
from tradeview.cli.printing import SHOWN, Json, printed
from tradeview.cli.program import app
from tradeview.cli.report import Ledger

Stated = Annotated[
    str | None,
    typer.Option(
        "--prefer", help="Which to take of a figure printed in several currencies; without it, the one wanted."
    ),
]


@app.command()
def convert(
    *,
    to: Annotated[str, typer.Option(help="ISO 4217 code of the currency wanted.")],
    rates: Annotated[str, typer.Option(help=RATES_HELP)],
    ledger: Ledger = None,
    stated: Stated = None,
    as_json: Json = False,
) -> None:
    """Convert a ledger's figures; what was printed in the currency wanted is taken as printed.

    Example: `tradeview convert --to MYR --rates ecb:USD`
    """
    trade = tv.prefer(tv.load(ledger), currency=stated or to)
    printed(tv.convert(trade, to=to, rates=rates_named(rates, trade)), as_json=as_json, columns=SHOWN)
