"""Openness: how large an economy's trade is beside its output.

Trade is gross and output is value added: an economy that imports parts and exports what it makes of them trades more
than it produces, and its ratios rise above 1.
"""

from typing import cast

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.errors import TradeTableError
from tradeview.growth import ratio
from tradeview.indices.questions import Imports
from tradeview.indices.table import both_sides, exports, indexed, prepared, summed
from tradeview.schema import FrameT, refuse_twice, rows
from tradeview.tables import Frame, as_numbers, as_text, collect, is_lazy, is_missing

KEYS = ["period", "reporter"]
NEEDED = (*KEYS, "gdp", "currency")
X, M, GDP = nw.col("x"), nw.col("m"), nw.col("gdp")


def openness(frame: FrameT, *, gdp: IntoFrame, imports: Imports = "reported", validate: bool = True) -> FrameT:
    """Openness to trade: exports and imports over output.

    openness = (X + M) / GDP. Range: 0 to infinity. UNCTAD prints half of it, the mean of exports and imports.

    Parameters
    ----------
    frame : frame
        A trade table, by product or of `TOTAL`, in one currency and price basis, one level and revision of codes.
        Partner `WLD`, where there, is the total over partners, else their sum is; groups of economies are left out.
    gdp : frame
        Gross domestic product: `period`, `reporter`, `gdp` (in single units of `currency`) and `currency`, the same as
        that of the trade, with one row for each economy and period. A frame of the same engine as the trade table.
    imports : {"reported", "mirror"}
        The `import` rows, or what partners report as exports to the economy.
    validate : bool
        Whether to ask whether the rows are fit for it. A lazy frame costs one small query then, and two on `gdp`; none
        without.

    Returns
    -------
    frame
        `period`, `reporter` and `openness`, sorted, for every economy that trades. Missing where the economy has no GDP
        above zero in `gdp`, or either no exports or no imports in the table: it has not reported them. A lazy frame
        stays lazy.

    Raises
    ------
    TradeTableError
        Mixed currencies, price bases, frequencies, revisions, levels or valuations; missing values; no exports or no
        imports; GDP in another currency, twice for one period, or in a frame of another engine.

    References
    ----------
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP, chapter 3 (trade dependence).

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
    cells = _cells(frame, gdp, "openness", imports, validate=validate)
    return indexed(cells, *KEYS, openness=ratio(_both(X + M), GDP))


def import_penetration(
    frame: FrameT, *, gdp: IntoFrame, imports: Imports = "reported", validate: bool = True
) -> FrameT:
    """Import penetration: how much of what an economy uses is imported.

    import_penetration = M / (GDP - X + M). Range: 0 to 1 where exports stay below GDP; above 1 where an economy passes
    on more imports than it uses.

    Parameters
    ----------
    frame, gdp, imports, validate
        As of `openness`.

    Returns
    -------
    frame
        `period`, `reporter` and `import_penetration`, sorted, for every economy that trades. Missing as of `openness`,
        and where GDP - X + M is not above zero. A lazy frame stays lazy.

    Raises
    ------
    TradeTableError
        As of `openness`.

    References
    ----------
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP, chapter 3.

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
    cells = _cells(frame, gdp, "import_penetration", imports, validate=validate)
    return indexed(cells, *KEYS, import_penetration=ratio(_both(M), GDP - X + M))


def export_propensity(frame: FrameT, *, gdp: IntoFrame, validate: bool = True) -> FrameT:
    """Export propensity: how large exports are beside output.

    export_propensity = X / GDP. Range: 0 to infinity; above 1 where exports hold many imports.

    Parameters
    ----------
    frame, gdp, validate
        As of `openness`, exports alone.

    Returns
    -------
    frame
        `period`, `reporter` and `export_propensity`, sorted, for every economy that exports. Missing where it has no
        GDP in `gdp`. A lazy frame stays lazy.

    Raises
    ------
    TradeTableError
        As of `openness`, save for imports.

    References
    ----------
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP, chapter 3.

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
    cells = _cells(frame, gdp, "export_propensity", None, validate=validate)
    return indexed(cells, *KEYS, export_propensity=ratio(X, GDP))


def _cells(frame: FrameT, gdp: IntoFrame, what: str, imports: Imports | None, *, validate: bool) -> Frame:
    """Return `x`, `m` (where imports are asked for) and `gdp` of each economy."""
    output = _output(gdp, what)
    currency = _currency(output, what) if validate else None
    table = prepared(frame, what, validate=validate, products=False, imports=imports, currency=currency)
    _refuse_other_engine(table, output, what)
    cells = summed(exports(table), "reporter", name="x") if imports is None else both_sides(table, imports, "reporter")
    if is_lazy(cells) != is_lazy(output):
        output = output.lazy() if is_lazy(cells) else cast("Frame", collect(output))
    period = nw.col("period").cast(table.collect_schema()["period"])
    return cells.join(output.select(period, "reporter", "gdp"), on=KEYS, how="left")


def _both(trade: nw.Expr) -> nw.Expr:
    """Return a sum of trade where both sides of it are known."""
    return nw.when((X > 0) & (M > 0)).then(trade)


def _output(gdp: IntoFrame, what: str) -> Frame:
    """Wrap the table of GDP."""
    output: Frame = nw.from_native(gdp)
    names = output.collect_schema().names()
    absent = [name for name in NEEDED if name not in names]
    if absent:
        remedy = f"give gdp={', '.join(NEEDED)}"
        raise TradeTableError(f"{what} needs the column(s) {', '.join(absent)} of gdp", ", ".join(names), remedy)
    return as_text(as_numbers(output, ["gdp"]), NEEDED).select(*NEEDED)


def _currency(output: Frame, what: str) -> str | None:
    """Return the one currency of GDP, if there is any; refuse several, and an economy with two rows for a period."""
    refuse_twice(output, f"{what}: gdp", KEYS, "keep one")
    found = [row["currency"] for row in rows(output.select("currency").unique("currency"))]
    if len(found) > 1 or any(map(is_missing, found)):
        said = ", ".join(sorted(map(str, found)))
        raise TradeTableError(f"{what}: gdp needs one currency", said, "convert it to that of the trade")
    return found[0] if found else None


def _refuse_other_engine(table: Frame, output: Frame, what: str) -> None:
    engine, other = (str(side.implementation.name).lower() for side in (table, output))
    if engine != other:
        found = f"a table of {engine}, gdp of {other}"
        raise TradeTableError(
            f"{what} needs trade and GDP in frames of one engine", found, "make gdp one of the table's"
        )
