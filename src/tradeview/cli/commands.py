"""The commands that answer with a table of a ledger or of rates: convert, growth, rates."""

from typing import Annotated

import typer

import tradeview as tv
from tradeview.cli.named import RATES_HELP, deflator_named, rates_named
from tradeview.cli.printing import Json, printed
from tradeview.cli.program import app
from tradeview.cli.reports import Ledger
from tradeview.ecb import ECB, Frequency, Kind
from tradeview.errors import RateTableError

Stated = Annotated[
    str | None,
    typer.Option(
        "--prefer", help="Which to take of a figure printed in several currencies; without it, the one wanted."
    ),
]
# What a terminal shows, as far as a frame has it; what is the same in all rows goes into the line above the table.
SHOWN = (
    "period",
    "reporter",
    "partner",
    "flow",
    "commodity_code",
    "value",
    "currency",
    "rate",
    "rate_kind",
    "deflator",
)
GROWN = ("span", "growth", "annual_growth")


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


@app.command()
def growth(
    *,
    currency: Annotated[str, typer.Option(help="ISO 4217 code: growth depends on it.")],
    ledger: Ledger = None,
    rates: Annotated[str | None, typer.Option(help=RATES_HELP)] = None,
    deflator: Annotated[str | None, typer.Option(help="`us-cpi` or a CSV file, for growth at constant prices.")] = None,
    base_period: Annotated[int | None, typer.Option(help="With --deflator: the year whose prices are used.")] = None,
    stated: Stated = None,
    as_json: Json = False,
) -> None:
    """Growth of each series since its previous figure, however long ago that was.

    Example: `tradeview growth --currency USD --deflator us-cpi --base-period 2024`
    """
    if (deflator is None) != (base_period is None):
        raise typer.BadParameter("--deflator and --base-period go together")
    trade = tv.prefer(tv.load(ledger), currency=stated or currency)
    if rates is not None:
        trade = tv.convert(trade, to=currency, rates=rates_named(rates, trade))
    if deflator is not None and base_period is not None:
        trade = tv.deflate(trade, deflator=deflator_named(deflator), base_period=base_period)
    printed(tv.growth(trade), as_json=as_json, columns=[*SHOWN, *GROWN])


@app.command()
def rates(
    *,
    base: Annotated[str, typer.Option(help="ISO 4217 code of the currency of which one unit is priced.")],
    quote: Annotated[str, typer.Option(help="ISO 4217 code of the currency it is priced in.")],
    kind: Annotated[Kind, typer.Option(help="`average` of the period's days, or its `end`.")] = "average",
    monthly: Annotated[bool, typer.Option("--monthly", help="Months, not years.")] = False,
    as_json: Json = False,
) -> None:
    """Exchange rates of the European Central Bank, with the days behind each; periods without enough days have no rate.

    Example: `tradeview rates --base USD --quote MYR`
    """
    frequency: Frequency = "M" if monthly else "A"
    table = tv.rates.ecb(base=base, kind=kind, frequency=frequency)
    days = tv.rates.coverage(base=base, quote=quote, frequency=frequency)
    if base == quote:
        raise RateTableError("rates are between two currencies", f"{base} twice", "name another --quote")
    found = days.merge(table.loc[table["quote"] == quote, ["period", "rate"]], on="period", how="left")
    found = found.assign(base=base, quote=quote, kind=kind, source=ECB)
    printed(found[["period", "base", "quote", "rate", "kind", "source", "days", "of"]], as_json=as_json)
