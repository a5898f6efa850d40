"""Openness: how large an economy's trade is beside its output.

Trade is gross and output is value added: an economy that imports parts and exports what it makes of them trades more
than it produces, and its ratios rise above 1.
"""

from typing import Any, cast

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.errors import TradeTableError
from tradeview.indices.docstrings import documented
from tradeview.indices.flows import Imports, both_sides, exports, indexed, prepared, summed
from tradeview.table.engines import (
    Frame,
    FrameT,
    as_numbers,
    as_text,
    collect,
    distinct,
    have,
    is_lazy,
    is_missing,
    ratio,
    rows,
)
from tradeview.table.refusals import refuse_twice

KEYS = ["period", "reporter"]
NEEDED = (*KEYS, "gdp", "currency")
KINDS = nw.Schema({"period": nw.Int64, "reporter": nw.String, "gdp": nw.Float64})
UNSTATED: dict[str, Any] = {"price_basis": "nominal", "base_period": 0}
X, M, GDP = nw.col("x"), nw.col("m"), nw.col("gdp")


@documented
def openness(frame: FrameT, *, gdp: IntoFrame, imports: Imports = "reported", validate: bool = True) -> FrameT:
    """Openness to trade: exports and imports over output.

    openness = (X + M) / GDP. Range: 0 to infinity. UNCTAD prints half of it, the mean of exports and imports.

    Parameters
    ----------
    frame : frame
        {trade_or_totals}
    gdp : frame
        {gdp}
    imports : {"reported", "mirror"}
        {imports}
    validate : bool
        {validate_with_gdp}

    Returns
    -------
    frame
        `period`, `reporter` and `openness`, sorted, for every economy that trades. Missing where the economy has no GDP
        above zero in `gdp`, or either no exports or no imports in the table: it has not reported them. A lazy frame
        stays lazy.

    Raises
    ------
    TradeTableError
        {unfit_sides} no exports or no imports; {bad_gdp}

    References
    ----------
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP (trade dependence).

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"reporter": ["MYS", "SGP"], "partner": ["SGP", "MYS"], "value": [30.0, 20.0]})
    >>> frame = frame.assign(period=2024, flow="export", commodity_code="TOTAL", currency="USD")
    >>> gdp = pd.DataFrame({"period": [2024], "reporter": ["MYS"], "gdp": [200.0], "currency": ["USD"]})
    >>> openness(frame, gdp=gdp, imports="mirror")
       period reporter  openness
    0    2024      MYS      0.25
    1    2024      SGP       NaN
    """
    return _by_economy(frame, gdp, "openness", imports, validate=validate, openness=ratio(_both(X + M), GDP))


@documented
def import_penetration(
    frame: FrameT, *, gdp: IntoFrame, imports: Imports = "reported", validate: bool = True
) -> FrameT:
    """Import penetration: how much of what an economy uses is imported.

    import_penetration = M / (GDP - X + M). Range: 0 to 1 where exports stay below GDP; above 1 where an economy passes
    on more imports than it uses.

    Parameters
    ----------
    frame : frame
        {trade_or_totals}
    gdp : frame
        {gdp}
    imports : {"reported", "mirror"}
        {imports}
    validate : bool
        {validate_with_gdp}

    Returns
    -------
    frame
        `period`, `reporter` and `import_penetration`, sorted, for every economy that trades. Missing as of `openness`,
        and where GDP - X + M is not above zero. A lazy frame stays lazy.

    Raises
    ------
    TradeTableError
        {unfit_sides} no exports or no imports; {bad_gdp}

    References
    ----------
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"reporter": ["MYS", "SGP"], "partner": ["SGP", "MYS"], "value": [30.0, 20.0]})
    >>> frame = frame.assign(period=2024, flow="export", commodity_code="TOTAL", currency="USD")
    >>> gdp = pd.DataFrame({"period": [2024], "reporter": ["MYS"], "gdp": [90.0], "currency": ["USD"]})
    >>> import_penetration(frame, gdp=gdp, imports="mirror")
       period reporter  import_penetration
    0    2024      MYS                0.25
    1    2024      SGP                 NaN
    """
    formula = ratio(_both(M), GDP - X + M)
    return _by_economy(frame, gdp, "import_penetration", imports, validate=validate, import_penetration=formula)


@documented
def export_propensity(frame: FrameT, *, gdp: IntoFrame, validate: bool = True) -> FrameT:
    """Export propensity: how large exports are beside output.

    export_propensity = X / GDP. Range: 0 to infinity; above 1 where exports hold many imports.

    Parameters
    ----------
    frame : frame
        {trade_or_totals}
    gdp : frame
        {gdp}
    validate : bool
        {validate_with_gdp}

    Returns
    -------
    frame
        `period`, `reporter` and `export_propensity`, sorted, for every economy that exports. Missing where it has no
        GDP in `gdp`. A lazy frame stays lazy.

    Raises
    ------
    TradeTableError
        {unfit} no exports; {bad_gdp}

    References
    ----------
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"reporter": ["MYS"], "partner": ["SGP"], "value": [30.0]})
    >>> frame = frame.assign(period=2024, flow="export", commodity_code="TOTAL", currency="USD")
    >>> gdp = pd.DataFrame({"period": [2024], "reporter": ["MYS"], "gdp": [120.0], "currency": ["USD"]})
    >>> export_propensity(frame, gdp=gdp)
       period reporter  export_propensity
    0    2024      MYS               0.25
    """
    return _by_economy(frame, gdp, "export_propensity", None, validate=validate, export_propensity=ratio(X, GDP))


def _by_economy(
    frame: FrameT, gdp: IntoFrame, what: str, imports: Imports | None, *, validate: bool, **formula: nw.Expr
) -> FrameT:
    """Reckon a formula of each economy's exports `x`, imports `m` (where they are asked for) and `gdp`."""
    return indexed(_cells(frame, gdp, what, imports, validate=validate), *KEYS, **formula)


def _cells(frame: FrameT, gdp: IntoFrame, what: str, imports: Imports | None, *, validate: bool) -> Frame:
    """Return `x`, `m` (where imports are asked for) and `gdp` of each economy."""
    output = _output(gdp, what)
    money = _money(output, what) if validate else None
    table = prepared(frame, what, validate=validate, products=False, imports=imports, money=money)
    cells = summed(exports(table), "reporter", name="x") if imports is None else both_sides(table, imports, "reporter")
    if str(cells.implementation) != str(output.implementation):
        known = [row for row in rows(output.select(*KINDS)) if not any(map(is_missing, row.values()))]
        if is_lazy(cells) and not cells.implementation.is_polars():
            return cells.with_columns(gdp=_spelt_out(known))
        output = _rebuilt(known, cells)
    if is_lazy(cells) != is_lazy(output):
        output = output.lazy() if is_lazy(cells) else cast("Frame", collect(output))
    period = nw.col("period").cast(table.collect_schema()["period"])
    return cells.join(output.select(period, "reporter", "gdp"), on=KEYS, how="left")


def _rebuilt(known: list[dict[str, Any]], like: Frame) -> Frame:
    """Return GDP as a frame in memory of another frame's engine."""
    columns = {name: [row[name] for row in known] for name in KINDS}
    return cast("Frame", nw.from_dict(columns, KINDS, backend=like.implementation.to_native_namespace()))


def _spelt_out(known: list[dict[str, Any]]) -> nw.Expr:
    """Return GDP as one expression: a lazy engine cannot join what another one holds."""
    years: dict[int, list[nw.Expr]] = {}
    for row in known:
        is_reporter = nw.col("reporter") == row["reporter"]
        years.setdefault(int(row["period"]), []).append(nw.when(is_reporter).then(nw.lit(row["gdp"])))
    of_years = [nw.when(nw.col("period") == year).then(nw.coalesce(*gdp)) for year, gdp in years.items()]
    return nw.coalesce(*of_years) if of_years else nw.lit(None, nw.Float64)


def _both(trade: nw.Expr) -> nw.Expr:
    """Return a sum of trade where both sides of it are known."""
    return nw.when((X > 0) & (M > 0)).then(trade)


def _output(gdp: IntoFrame, what: str) -> Frame:
    """Wrap the table of GDP."""
    remedy = f"give a frame with the columns {', '.join(NEEDED)}"
    try:
        output: Frame = nw.from_native(gdp)
    except TypeError as error:
        raise TradeTableError(f"{what} needs gdp as a frame", type(gdp).__name__, remedy) from error
    names = output.collect_schema().names()
    absent = [name for name in NEEDED if name not in names]
    if absent:
        raise TradeTableError(f"{what} needs the column(s) {', '.join(absent)} of gdp", ", ".join(names), remedy)
    return as_text(as_numbers(output, ["gdp"]), [*NEEDED, *UNSTATED]).select(*NEEDED, *have(output, tuple(UNSTATED)))


def _money(output: Frame, what: str) -> dict[str, Any]:
    """Return what money GDP is in, if there is any; refuse several, and an economy with two rows for a period."""
    refuse_twice(output, f"{what}: gdp", KEYS, "keep one")
    names = ["currency", *have(output, tuple(UNSTATED))]
    kinds = [
        {name: UNSTATED.get(name) if is_missing(value) else value for name, value in row.items()}
        for row in rows(distinct(output, *names))
    ]
    for name in names:
        said = sorted({str(kind[name]) for kind in kinds})
        if len(said) > 1 or said == ["None"]:
            asked = f"{what}: gdp needs one {name.replace('_', ' ')}"
            raise TradeTableError(asked, ", ".join(said), "make it that of the trade")
    return UNSTATED | kinds[0] if kinds else {}
