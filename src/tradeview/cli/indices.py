"""The command `indices`: any trade index, of a ledger or of a file that somebody downloaded."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Literal

import narwhals as nw
import pandas as pd
import typer

import tradeview as tv
from tradeview.cli.catalogue import Index, arguments, find, listed
from tradeview.cli.fetch import read_periods
from tradeview.cli.printing import Json, printed
from tradeview.cli.program import app
from tradeview.cli.report import ECONOMY, READERS
from tradeview.errors import TableError, TradeTableError, count_nouns
from tradeview.sources.ledger import read_ledger
from tradeview.table.columns import Column, Table
from tradeview.table.engines import Frame, collect
from tradeview.table.schema import PERIOD, TOTAL, currency_column, economy_column

ALL = "Of the result alone: what is reckoned is reckoned of all that the file holds."
GDP = Table(
    "table of GDP",
    (
        PERIOD,
        economy_column("reporter"),
        Column("gdp", "number", required=True),
        currency_column("currency", required=True),
    ),
    (),
    TradeTableError,
)


@app.command("indices")
def indices(
    *,
    ledger: Annotated[Path | None, typer.Argument(help="CSV file with the columns of the trade table.")] = None,
    index: Annotated[str | None, typer.Option(help="Name of the index, or of its column: rca, grubel_lloyd …")] = None,
    show: Annotated[bool, typer.Option("--list", help="Print all indices, with what each needs.")] = False,
    comtrade: Annotated[Path | None, typer.Option(help="File of UN Comtrade, of any form.")] = None,
    wits: Annotated[Path | None, typer.Option(help="File of WITS.")] = None,
    baci: Annotated[Path | None, typer.Option(help="File, folder or archive of BACI.")] = None,
    hs: Annotated[str | None, typer.Option(help="With --baci: the revision of the HS, H0 to H6.")] = None,
    engine: Annotated[
        Literal["pandas", "polars", "duckdb"] | None, typer.Option(help="With --baci: what reckons; duckdb for much.")
    ] = None,
    digits: Annotated[
        int | None, typer.Option(help="Level of the codes to reckon with (2, 4, 6), where a file has several.")
    ] = None,
    variant: Annotated[str | None, typer.Option(help="Which form of the index.")] = None,
    level: Annotated[str | None, typer.Option(help="product or aggregate.")] = None,
    over: Annotated[str | None, typer.Option(help="products or partners.")] = None,
    flow: Annotated[str | None, typer.Option(help="export or import.")] = None,
    start: Annotated[int | None, typer.Option(help="First period of a change.")] = None,
    end: Annotated[int | None, typer.Option(help="Last period of a change.")] = None,
    region: Annotated[
        list[str] | None, typer.Option(help="A group (ASEAN, EU …), or economies. May be repeated.")
    ] = None,
    reference: Annotated[str | None, typer.Option(help="world or rest_of_world.")] = None,
    imports: Annotated[
        str | None, typer.Option(help="reported, or mirror: the exports of those they come from.")
    ] = None,
    bilateral: Annotated[bool | None, typer.Option("--bilateral", help="By partner.")] = None,
    gdp: Annotated[Path | None, typer.Option(help="CSV file: period, reporter, gdp, currency.")] = None,
    reporter: Annotated[list[str] | None, typer.Option(help=f"Economies to show, {ECONOMY}. {ALL}")] = None,
    partner: Annotated[list[str] | None, typer.Option(help="Partners to show; as --reporter.")] = None,
    period: Annotated[str | None, typer.Option(help="Periods to show: 2018-2023, or 2018,2020; as --reporter.")] = None,
    as_json: Json = False,
) -> None:
    """Reckon a trade index. All that the file holds goes in; --reporter, --partner and --period choose what is shown.

    Example: `tradeview indices --baci BACI_HS17_V202501.zip --hs H5 --index rca --reporter MYS --period 2023`

    What there is: `tradeview indices --list`
    """
    if show:
        _show(listed(), as_json=as_json)
        return
    if index is None:
        raise typer.BadParameter("name an --index; `tradeview indices --list` has all")
    words = {"variant": variant, "level": level, "over": over, "flow": flow, "reference": reference}
    others = {"start": start, "end": end, "imports": imports, "bilateral": bilateral, "region": region, "gdp": gdp}
    wanted = find(index)
    given = arguments(wanted, words | others)
    shown: dict[str, list[Any]] = {
        "reporter": _codes(reporter),
        "partner": _codes(partner),
        "period": read_periods(period) if period else [],
    }
    files = {"ledger": ledger, "comtrade": comtrade, "wits": wits, "baci": baci}
    trade = _level(_read({name: path for name, path in files.items() if path}, hs, engine, gdp), digits)
    if isinstance(trade, pd.DataFrame):  # whose rows cost nothing to count
        rows, reporters = count_nouns(len(trade), "row"), count_nouns(trade["reporter"].nunique(), "reporter")
        sys.stderr.write(f"reckoned of {rows} of {reporters}\n")
    with _in_words(engine):
        found = _chosen(nw.from_native(wanted.function(trade, **_made(given))), wanted, shown)
    printed(found, as_json=as_json)


def _show(every: pd.DataFrame, *, as_json: bool) -> None:
    """Print what there is: a line each for a person, a table for a program."""
    if as_json or not sys.stdout.isatty():
        printed(every, as_json=as_json)
        return
    for row in every.to_dict("records"):
        needs = f" Needs {', '.join(f'--{name}' for name in row['needs'].split())}." if row["needs"] else ""
        sys.stdout.write(f"{row['index']} ({row['column']}): {row['what']}{needs}\n")


@contextmanager
def _in_words(engine: str | None) -> Iterator[None]:
    """Turn the errors of DuckDB's own, raised as it reads the files, into tradeview's."""
    if engine != "duckdb":
        yield
        return
    import duckdb  # noqa: PLC0415 - an extra

    try:
        yield
    except duckdb.Error as error:
        raise TableError("DuckDB reads the files", str(error), "mend them, or leave --engine out") from error


def _codes(names: list[str] | None) -> list[str]:
    return [tv.economies.code(name) for name in names or []]


def _read(files: dict[str, Path], hs: str | None, engine: str | None, gdp: Path | None) -> Any:
    """Read the one file that was named."""
    if len(files) != 1:
        raise typer.BadParameter("an index is of one file: FILE, --comtrade, --wits or --baci")
    (kind, path), *_ = files.items()
    said: dict[str, Any] = {name: value for name, value in {"hs": hs, "engine": engine}.items() if value}
    if kind == "baci":
        if gdp and engine in {"polars", "duckdb"}:
            raise typer.BadParameter(f"--gdp goes with pandas, not with --engine {engine}")
        return tv.read_baci(path, **said)
    if said:
        raise typer.BadParameter(f"--{next(iter(said))} goes with --baci")
    return READERS[kind](path) if kind in READERS else tv.load(path)


def _level(trade: Any, digits: int | None) -> Any:
    """Keep the codes of one length, and the totals."""
    if digits is None:
        return trade
    code = nw.col("commodity_code")
    table: Frame = nw.from_native(trade)
    return table.filter((code.str.len_chars() == digits) | (code == TOTAL)).to_native()


def _made(given: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments as the functions take them: a table of GDP, a region by its name or its members."""
    if "gdp" in given:
        given["gdp"] = read_ledger(GDP, given["gdp"])
    if "region" in given:
        named = given["region"]
        given["region"] = named[0] if len(named) == 1 and named[0] in tv.economies.groups() else _codes(named)
    return given


def _chosen(frame: Frame, index: Index, shown: dict[str, list[Any]]) -> pd.DataFrame:
    """Collect the rows that were asked for."""
    names = frame.collect_schema().names()
    for column, values in shown.items():
        place = "other" if column == "partner" and "other" in names else column
        if values and place not in names:
            by = ", ".join(name for name in names if name not in index.columns)
            raise typer.BadParameter(f"{index.name} is by {by}: --{column} chooses nothing of it")
        frame = frame.filter(nw.col(place).is_in(values)) if values else frame
    found = pd.DataFrame(collect(frame).to_dict(as_series=False), columns=names)
    if found.empty:
        said = "; ".join(f"{name} {', '.join(map(str, values))}" for name, values in shown.items() if values)
        raise TradeTableError(f"{index.name} has no such rows", said or "none at all", "choose others, or fewer")
    return found
