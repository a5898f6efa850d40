"""The command `indices`: any trade index, of a ledger or of a file that somebody downloaded.

Its options are tables: which file, how it is read, what an index asks for, which of the result is shown. What an index
asks for has the name of the parameter of its function, to which it is handed.
"""

import inspect
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import narwhals as nw
import typer

import tradeview as tv
from tradeview.cli.catalogue import Index, catalogue, check_options, find_index
from tradeview.cli.inputs import ECONOMY, FORMS, Coding, ProductCode, Unit, list_readers, read_periods
from tradeview.cli.printing import Json, print_frame, print_line, print_note, print_warnings
from tradeview.cli.program import app
from tradeview.errors import AbsentWorldWarning, TradeTableError, count_nouns
from tradeview.words.templates import Template

if TYPE_CHECKING:
    import pandas as pd

    from tradeview.table.engines import Frame

NEEDS = Template("Needs {options}.", note="options of the command line, such as --start, --end")

Command = TypeVar("Command", bound=Callable[..., None])


FILES = {
    "comtrade": Annotated[Path | None, typer.Option(help="File of UN Comtrade, of any form.")],
    "wits": Annotated[Path | None, typer.Option(help="File of WITS.")],
    "baci": Annotated[Path | None, typer.Option(help="File, folder or archive of BACI.")],
}
OF_BACI = {
    "hs": Annotated[str | None, typer.Option(help="Of BACI: the revision of the HS, H0 to H6.")],
    "engine": Annotated[
        Literal["pandas", "polars", "duckdb"] | None, typer.Option(help="Of BACI: what computes; duckdb for much.")
    ],
}
OF_FORMS = {"commodity_code": ProductCode, "unit": Unit, "classification": Coding}
DIGITS_HELP = "Level of the codes to compute with (2, 4, 6), where a file has several."
OF_CODES = {"digits": Annotated[int | None, typer.Option(help=DIGITS_HELP)]}
OF_INDEX = {
    "variant": Annotated[str | None, typer.Option(help="Which form of the index.")],
    "level": Annotated[str | None, typer.Option(help="product or aggregate.")],
    "over": Annotated[str | None, typer.Option(help="products or partners.")],
    "flow": Annotated[str | None, typer.Option(help="export or import.")],
    "start": Annotated[int | None, typer.Option(help="First period of a change.")],
    "end": Annotated[int | None, typer.Option(help="Last period of a change.")],
    "region": Annotated[list[str] | None, typer.Option(help="A group (ASEAN, EU …), or economies. May be repeated.")],
    "reference": Annotated[str | None, typer.Option(help="world or rest_of_world.")],
    "imports": Annotated[str | None, typer.Option(help="reported, or mirror: the exports of those they come from.")],
    # Named, since Typer would offer a --no-bilateral, too.
    "bilateral": Annotated[bool | None, typer.Option("--bilateral", help="By partner.")],
    "sparse": Annotated[bool | None, typer.Option("--sparse", help="Only cells with trade.")],
    "gdp": Annotated[Path | None, typer.Option(help="CSV file: period, reporter, gdp, currency.")],
}
# An index of one economy needs the trade of all: to keep rows first would give another number.
ALL = "Of the result alone: what is computed is computed of all that the file holds."
OF_RESULT = {
    "reporter": Annotated[list[str] | None, typer.Option(help=f"Economies to show, {ECONOMY}. {ALL}")],
    "partner": Annotated[list[str] | None, typer.Option(help="Partners to show; as --reporter.")],
    "period": Annotated[str | None, typer.Option(help="Periods to show: 2018-2023, or 2018,2020; as --reporter.")],
}


def with_options(options: Mapping[str, Any]) -> Callable[[Command], Command]:
    """Give a command that takes `**options` those of a table, before its --json, which stands last in all help."""
    only_by_name = inspect.Parameter.KEYWORD_ONLY
    given = [inspect.Parameter(name, only_by_name, default=None, annotation=options[name]) for name in options]

    def give_signature(command: Command) -> Command:
        *own, as_json, _ = inspect.signature(command).parameters.values()
        command.__dict__["__signature__"] = inspect.Signature([*own, *given, as_json])
        return command

    return give_signature


@app.command("indices")
@with_options(FILES | OF_BACI | OF_FORMS | OF_CODES | OF_INDEX | OF_RESULT)
def indices(
    *,
    file: Annotated[Path | None, typer.Argument(help=f"{FORMS[0].upper()}{FORMS[1:]}.")] = None,
    index: Annotated[str | None, typer.Option(help="Name of the index, or of its column: rca, grubel_lloyd …")] = None,
    show: Annotated[bool, typer.Option("--list", help="Print all indices, with what each needs.")] = False,
    as_json: Json = False,
    **options: Any,
) -> None:
    """Compute a trade index. All that the file holds goes in; --reporter, --partner and --period choose what is shown.

    Example: `tradeview indices --baci BACI_HS17_V202501.zip --hs H5 --index rca --reporter MYS --period 2023`

    What there is: `tradeview indices --list`
    """
    import pandas as pd

    if show:
        _print_list(as_json=as_json)
        return
    if index is None:
        raise typer.BadParameter("name an --index; `tradeview indices --list` has all")
    wanted = find_index(index)
    asked = check_options(wanted, {name: options[name] for name in OF_INDEX})
    shown: dict[str, list[Any]] = {
        "reporter": _find_codes(options["reporter"]),
        "partner": _find_codes(options["partner"]),
        "period": read_periods(options["period"]) if options["period"] else [],
    }
    trade = _read_trade(file, options)
    if isinstance(trade, pd.DataFrame):  # whose rows cost nothing to count
        rows, reporters = count_nouns(len(trade), "row"), count_nouns(trade["reporter"].nunique(), "reporter")
        print_note(f"computed of {rows} of {reporters}")
    values = _read_values(asked)
    with print_warnings(AbsentWorldWarning):
        result = nw.from_native(wanted.function(trade, **values))
    found = _choose_rows(result, wanted, shown)
    print_frame(found, as_json=as_json)


def _print_list(*, as_json: bool) -> None:
    """Print what there is: a line each for a person, a table for a program."""
    import pandas as pd

    every = catalogue().values()
    if as_json or not sys.stdout.isatty():
        rows = [(index.name, " ".join(index.columns), " ".join(index.needs), index.what) for index in every]
        print_frame(pd.DataFrame(rows, columns=["index", "column", "needs", "what"]), as_json=as_json)
        return
    for index in every:
        needs = ", ".join(f"--{name}" for name in index.needs)
        line = f"{index.name} ({' '.join(index.columns)}): {index.what}"
        if needs:
            line = f"{line} {NEEDS.fill(options=needs)}"
        print_line(line)


def _find_codes(names: list[str] | None) -> list[str]:
    return [tv.economies.code(name) for name in names or []]


def _read_trade(file: Path | None, options: Mapping[str, Any]) -> Any:
    """Read the one file that was named, and keep the codes of one length, and the totals."""
    from tradeview.table.schema import TOTAL

    named = {form: options[form] for form in FILES if options[form]}
    if len(named) + (file is not None) != 1:
        raise typer.BadParameter("an index is of one file: FILE, --comtrade, --wits or --baci")
    if file:
        named = {_form_of(file): file}
    ((form, path),) = named.items()
    trade = _read_form(form, path, options)
    if options["digits"] is None:
        return trade
    code = nw.col("commodity_code")
    table: Frame = nw.from_native(trade)
    return table.filter((code.str.len_chars() == options["digits"]) | (code == TOTAL)).to_native()


def _read_form(form: str, path: Path, options: Mapping[str, Any]) -> Any:
    """Read a file by the option of a form, or as `tv.read` does, with the options that go with the form."""
    from tradeview.ledgers.reading import Asked, find_revision, read_trade_as_asked

    of_baci = {name: options[name] for name in OF_BACI if options[name]}
    of_forms = {name: options[name] for name in OF_FORMS if options[name]}
    if form == "baci":
        if options["gdp"] and options["engine"] in {"polars", "duckdb"}:
            raise typer.BadParameter(f"--gdp goes with pandas, not with --engine {options['engine']}")
        if not options["baci"] and not options["hs"]:
            of_baci["hs"] = find_revision(path)
        _refuse_options(of_forms, "a file of Trade Map, Comext or OpenDOSM")
        return tv.read_baci(path, **of_baci)
    _refuse_options(of_baci, "--baci, or a file of BACI")
    readers = list_readers()
    if form in readers:
        _refuse_options(of_forms, "a file of Trade Map, Comext or OpenDOSM")
        return readers[form](path)
    # Of a list that does not say whose trade it is; no row is left out.
    sides = [_find_codes(options[side]) for side in ("reporter", "partner")]
    reporter, partner = (codes[0] if len(codes) == 1 else None for codes in sides)
    return read_trade_as_asked(path, Asked(**of_forms, pair=(reporter, partner)))


def _refuse_options(options: Mapping[str, Any], goes_with: str) -> None:
    for name in options:
        raise typer.BadParameter(f"--{name.replace('_', '-')} goes with {goes_with}")


def _form_of(file: Path) -> str:
    """Tell whether a file is read by the option of a form, or in the way of ledgers."""
    from tradeview.ledgers.reading import recognise_file
    from tradeview.sources.known_forms import BACI, COMTRADE, WITS

    option_of = {COMTRADE.name: "comtrade", WITS.name: "wits", BACI.name: "baci"}
    return option_of.get(recognise_file(file).form.name, "ledger")


def _read_values(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options as the functions take them: a table of GDP, a region by its name or its members."""
    values = dict(asked)
    if "gdp" in values:
        values["gdp"] = _read_gdp(values["gdp"])
    if "region" in values:
        names = values["region"]
        is_group = len(names) == 1 and names[0] in tv.economies.groups()
        values["region"] = names[0] if is_group else _find_codes(names)
    return values


def _read_gdp(path: Path) -> "pd.DataFrame":
    from tradeview.sources.table_file import read_table_file
    from tradeview.table.columns import Column, Table
    from tradeview.table.schema import PERIOD, currency_column, economy_column

    gdp = Column("gdp", "number", required=True)
    columns = (PERIOD, economy_column("reporter"), gdp, currency_column("currency", required=True))
    return read_table_file(Table("table of GDP", columns, (), TradeTableError), path)


def _choose_rows(frame: "Frame", index: Index, shown: Mapping[str, list[Any]]) -> "pd.DataFrame":
    """Collect the rows that were asked for."""
    import pandas as pd

    from tradeview.table.engines import collect

    names = frame.collect_schema().names()
    asked = {column: values for column, values in shown.items() if values}
    for column, values in asked.items():
        # A matched pair has two reporters: the second is who stands where a partner would.
        place = "other" if column == "partner" and "other" in names else column
        if place not in names:
            by = ", ".join(name for name in names if name not in index.columns)
            raise typer.BadParameter(f"{index.name} is by {by}: --{column} chooses nothing of it")
        frame = frame.filter(nw.col(place).is_in(values))
    found = pd.DataFrame(collect(frame).to_dict(as_series=False), columns=names)
    if found.empty:
        choices = [f"{name} {', '.join(str(value) for value in values)}" for name, values in asked.items()]
        said = "; ".join(choices) if choices else "none at all"
        raise TradeTableError(f"{index.name} has no such rows", said, "choose others, or fewer")
    return found
