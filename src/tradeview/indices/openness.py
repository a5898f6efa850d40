"""Openness: how large an economy's trade is beside its output.

Trade is gross and output is value added: an economy that imports parts and exports what it makes of them trades more
than it produces, and its ratios rise above 1.
"""

from dataclasses import replace
from typing import Any, cast

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.errors import NotAFrameError, TradeTableError
from tradeview.indices.docstrings import documented
from tradeview.indices.flows import (
    Imports,
    exports_and_imports,
    exports_of,
    finish_index,
    imports_of,
    prepare_trade,
    sum_flows,
)
from tradeview.indices.known_world import ALL_TRADE, refuse_lone_world
from tradeview.indices.part_years import says_months
from tradeview.indices.provenance import says_sources
from tradeview.table.columns import Column, Table
from tradeview.table.engines import (
    Frame,
    FrameT,
    as_numbers,
    as_text,
    collect,
    collect_rows,
    distinct_rows,
    divide_or_missing,
    is_lazy,
    is_missing,
    names_present,
)
from tradeview.table.frames import wrap_frame
from tradeview.table.refusals import refuse_twice
from tradeview.table.schema import PERIOD, amount_column, currency_column

KEYS = ["period", "reporter"]
NEEDED = (*KEYS, "gdp", "currency")
KINDS = nw.Schema({"period": nw.Int64, "reporter": nw.String, "gdp": nw.Float64})
UNSTATED: dict[str, Any] = {"price_basis": "nominal", "base_period": 0}
# Rows that lack something are left out where GDP is joined to trade; what is there has to be right.
GDP_TABLE = Table(
    "table of GDP",
    (
        replace(PERIOD, required=False),
        Column("reporter"),
        amount_column("gdp"),
        currency_column("currency"),
        Column("price_basis"),
        Column("base_period", "integer", PERIOD.allowed),
    ),
    (),
    TradeTableError,
)
X, M, GDP = nw.col("x"), nw.col("m"), nw.col("gdp")


@check_arguments
@says_sources("reporter")
@says_months
@documented("trade or totals")
def openness(frame: FrameT, *, gdp: IntoFrame, imports: Imports = "reported", validate: bool = True) -> FrameT:
    """Openness to trade: exports and imports over output.

    openness = (X + M) / GDP. Range: 0 to infinity. UNCTAD prints half of it, the mean of exports and imports.

    Returns
    -------
    frame
        `period`, `reporter` and `openness`, sorted, for every economy that trades. Missing where the economy has no GDP
        above zero in `gdp`, or either no exports or no imports in the table: it has not reported them. A lazy frame
        stays lazy.

    References
    ----------
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP (trade dependence).

    Examples
    --------
    {trade_and_gdp}
    >>> openness(frame, gdp=gdp, imports="mirror")
       period reporter  openness
    0    2024      MYS       1.0
    1    2024      SGP       NaN
    """
    return _by_economy(
        frame, gdp, "openness", imports, validate=validate, openness=divide_or_missing(_where_both(X + M), GDP)
    )


@check_arguments
@says_sources("reporter")
@says_months
@documented("trade or totals")
def import_penetration(
    frame: FrameT, *, gdp: IntoFrame, imports: Imports = "reported", validate: bool = True
) -> FrameT:
    """Import penetration: how much of what an economy uses is imported.

    import_penetration = M / (GDP - X + M). Range: 0 to 1 where exports stay below GDP; above 1 where an economy passes
    on more imports than it uses.

    Returns
    -------
    frame
        `period`, `reporter` and `import_penetration`, sorted, for every economy that trades. Missing as of `openness`,
        and where GDP - X + M is not above zero. A lazy frame stays lazy.

    References
    ----------
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP.

    Examples
    --------
    {trade_and_gdp}
    >>> import_penetration(frame, gdp=gdp, imports="mirror")
       period reporter  import_penetration
    0    2024      MYS                 0.5
    1    2024      SGP                 NaN
    """
    formula = divide_or_missing(_where_both(M), GDP - X + M)
    return _by_economy(frame, gdp, "import_penetration", imports, validate=validate, import_penetration=formula)


@check_arguments
@says_sources("reporter")
@says_months
@documented("trade or totals")
def export_propensity(frame: FrameT, *, gdp: IntoFrame, validate: bool = True) -> FrameT:
    """Export propensity: how large exports are beside output.

    export_propensity = X / GDP. Range: 0 to infinity; above 1 where exports hold many imports.

    Returns
    -------
    frame
        `period`, `reporter` and `export_propensity`, sorted, for every economy that exports. Missing where it has no
        GDP in `gdp`. A lazy frame stays lazy.

    References
    ----------
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP.

    Examples
    --------
    {trade_and_gdp}
    >>> export_propensity(frame, gdp=gdp)
       period reporter  export_propensity
    0    2024      MYS                0.6
    1    2024      SGP                NaN
    """
    return _by_economy(
        frame, gdp, "export_propensity", None, validate=validate, export_propensity=divide_or_missing(X, GDP)
    )


def _by_economy(
    frame: FrameT, gdp: IntoFrame, what: str, imports: Imports | None, *, validate: bool, **formula: nw.Expr
) -> FrameT:
    """Compute a formula of each economy's exports `x`, imports `m` (where they are asked for) and `gdp`."""
    output = _wrap_gdp(gdp, what, validate=validate)
    money = None
    if validate:
        money = _money_of_gdp(output, what)
    table = prepare_trade(frame, what, validate=validate, products=False, imports=imports, money=money)
    refuse_lone_world(exports_of(table), what, ALL_TRADE, validate=validate)
    if imports is None:
        cells = sum_flows(exports_of(table), "reporter", name="x")
    else:
        refuse_lone_world(imports_of(table, imports), what, ALL_TRADE, validate=validate, imports=imports)
        cells = exports_and_imports(table, imports, "reporter")
    return finish_index(_with_gdp(cells, output), *KEYS, **formula)


def _where_both(trade: nw.Expr) -> nw.Expr:
    """Return a sum of trade where both sides of it are known."""
    return nw.when((X > 0) & (M > 0)).then(trade)


def _wrap_gdp(gdp: IntoFrame, what: str, *, validate: bool) -> Frame:
    """Wrap the table of GDP: the columns of `NEEDED`, and what it says of the prices that it is counted in."""
    remedy = f"give a frame with the columns {', '.join(NEEDED)}"
    try:
        output = wrap_frame(gdp, TradeTableError)
    except NotAFrameError as error:
        raise TradeTableError(f"{what} needs gdp as a frame", type(gdp).__name__, remedy) from error
    names = output.collect_schema().names()
    absent = [name for name in NEEDED if name not in names]
    if absent:
        raise TradeTableError(f"{what} needs the column(s) {', '.join(absent)} of gdp", ", ".join(names), remedy)
    typed = GDP_TABLE.with_kinds(output)
    if validate:
        GDP_TABLE.check(typed, called=f"{what}: gdp")
    return as_text(as_numbers(typed, ["gdp"]), [*NEEDED, *UNSTATED]).select(
        *NEEDED, *names_present(output, tuple(UNSTATED))
    )


def _money_of_gdp(output: Frame, what: str) -> dict[str, Any]:
    """Return what money GDP is in, if there is any; refuse several, and an economy with two rows for a period."""
    refuse_twice(output, f"{what}: gdp", KEYS, "keep one")
    names = ["currency", *names_present(output, tuple(UNSTATED))]
    kinds = collect_rows(distinct_rows(output, *names))
    if not kinds:
        return {}
    money = dict(UNSTATED)
    for name in names:
        values = [UNSTATED.get(name) if is_missing(kind[name]) else kind[name] for kind in kinds]
        said = sorted({str(value) for value in values})
        if len(said) > 1 or said == ["None"]:
            asked = f"{what}: gdp needs one {name.replace('_', ' ')}"
            raise TradeTableError(asked, ", ".join(said), "make it that of the trade")
        money[name] = values[0]
    return money


def _with_gdp(cells: Frame, output: Frame) -> Frame:
    """Add `gdp` to each economy and period; the table of it may be held by another engine."""
    # A join is within one engine: few rows are brought over, or spelt out where there is nothing to bring them to.
    if str(cells.implementation) != str(output.implementation):
        known = [
            row for row in collect_rows(output.select(*KINDS)) if not any(is_missing(cell) for cell in row.values())
        ]
        if is_lazy(cells) and not cells.implementation.is_polars():
            return cells.with_columns(gdp=_spell_out(known))
        columns = {name: [row[name] for row in known] for name in KINDS}
        backend = cells.implementation.to_native_namespace()
        output = cast("Frame", nw.from_dict(columns, KINDS, backend=backend))
    if is_lazy(cells) and not is_lazy(output):
        output = output.lazy()
    elif is_lazy(output) and not is_lazy(cells):
        output = cast("Frame", collect(output))
    # Polars does not join whole numbers of unlike width.
    period = nw.col("period").cast(cells.collect_schema()["period"])
    return cells.join(output.select(period, "reporter", "gdp"), on=KEYS, how="left")


def _spell_out(known: list[dict[str, Any]]) -> nw.Expr:
    """Write GDP as one expression: a lazy engine cannot join what another one holds."""
    years: dict[int, list[nw.Expr]] = {}
    for row in known:
        is_reporter = nw.col("reporter") == row["reporter"]
        years.setdefault(int(row["period"]), []).append(nw.when(is_reporter).then(nw.lit(row["gdp"])))
    if not years:
        return nw.lit(None, nw.Float64)
    return nw.coalesce(*(nw.when(nw.col("period") == year).then(nw.coalesce(*gdp)) for year, gdp in years.items()))
