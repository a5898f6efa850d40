"""The command `rates`: exchange rates of the European Central Bank, with the days behind each."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import tradeview as tv
from tradeview.cli.inputs import Kind
from tradeview.cli.printing import Json, print_frame
from tradeview.cli.program import app
from tradeview.errors import RateTableError

if TYPE_CHECKING:
    from tradeview.periods import Frequency


@app.command()
def rates(
    *,
    base: Annotated[str, typer.Option(help="ISO 4217 code of the currency of which one unit is priced.")],
    quote: Annotated[str, typer.Option(help="ISO 4217 code of the currency it is priced in.")],
    kind: Annotated[Kind, typer.Option(help="`average` of the period's days, or its `end`.")] = "average",
    monthly: Annotated[bool, typer.Option("--monthly", help="Months, not years.")] = False,
    quarterly: Annotated[bool, typer.Option("--quarterly", help="Quarters, not years.")] = False,
    file: Annotated[
        Path | None,
        typer.Option(help="The ECB's eurofxref-hist.csv, or its .zip; without it, the one that comes with tradeview."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Exchange rates of the European Central Bank, with the days behind each; periods without enough days have no rate.

    Example: `tradeview rates --base USD --quote MYR`
    """
    from tradeview.sources.ecb import ECB

    if monthly and quarterly:
        raise typer.BadParameter("--monthly and --quarterly exclude one another")
    frequency: Frequency = "A"
    if monthly or quarterly:
        frequency = "M" if monthly else "Q"
    table = tv.rates.ecb(base=base, kind=kind, frequency=frequency, path=file)
    days = tv.rates.coverage(base=base, quote=quote, frequency=frequency, path=file)
    # After both were asked, so that a code that is none is called so first.
    if base == quote:
        raise RateTableError("rates are between two currencies", f"{base} twice", "name another --quote")
    rates_of_quote = table.loc[table["quote"] == quote, ["period", "rate"]]
    # From the left, so that periods without enough days stay, without a rate.
    found = days.merge(rates_of_quote, on="period", how="left").assign(base=base, quote=quote, kind=kind, source=ECB)
    print_frame(found[["period", "base", "quote", "rate", "kind", "source", "days", "of"]], as_json=as_json)
