"""The balance of exports and imports by product: where an economy sells more than it buys, in three measures.

A cell that has exports and no imports counts as imports of zero. Give both sides, therefore, of every reporter: one
without its imports looks like one that buys nothing. Exports mostly are FOB and imports CIF, which leans all balances
towards imports by freight and insurance; with `imports="mirror"` both sides are exports, and FOB.
"""

from typing import Any

import narwhals as nw
import pandas as pd

from tradeview.arguments import check_arguments
from tradeview.indices.docstrings import documented
from tradeview.indices.flows import (
    CELL,
    NO_PART,
    Imports,
    exports_of,
    finish_index,
    prepare_trade,
    sum_to_keys,
    trade_by_product,
)
from tradeview.indices.part_years import says_months
from tradeview.indices.provenance import says_sources
from tradeview.table.engines import (
    Frame,
    FrameT,
    as_text,
    divide_or_missing,
    end_plan,
    keeps_no_order,
    plan_ahead,
    repeat_rows,
)
from tradeview.table.kept_sums import compute_once

KEYS = ("period", "reporter", "commodity_code")
NAMES = ("reporter", "partner", "commodity_code")
FIRST = "_first_"  # tells the two rows of a pair: that of the economy whose code comes first, and the other's
X, M = nw.col("x"), nw.col("m")
X_I, M_I = nw.col("x_i"), nw.col("m_i")


@check_arguments
@says_sources("reporter")
@says_months
@documented("exports by product")
def michaely(frame: FrameT, *, imports: Imports = "reported", sparse: bool = False, validate: bool = True) -> FrameT:
    """Michaely's index of specialisation: the share of a product in exports less its share in imports.

    M_i^k = x_i^k / X_i - m_i^k / M_i. Range: -1 (imported alone) to 1 (exported alone); it sums to 0 over products.

    Returns
    -------
    frame
        `period`, `reporter`, `commodity_code` and `michaely`, sorted, for every economy that trades and every product
        that is traded in the period: 0 for one that the economy neither exports nor imports. Missing where the economy
        exports nothing at all, or imports nothing at all. A lazy frame stays lazy.

    References
    ----------
    Michaely, M. (1962), Concentration in International Trade, North-Holland.
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP.

    Examples
    --------
    {trade_of_two}
    >>> michaely(frame, imports="mirror")
       period reporter commodity_code  michaely
    0    2024      MYS             15      0.75
    1    2024      MYS             27     -0.75
    2    2024      SGP             15     -0.75
    3    2024      SGP             27      0.75
    """
    return _by_product(
        frame,
        "michaely",
        imports,
        sparse=sparse,
        validate=validate,
        michaely=divide_or_missing(X, X_I) - divide_or_missing(M, M_I),
    )


@check_arguments
@says_sources("reporter")
@says_months
@documented("exports by product")
def lafay(frame: FrameT, *, imports: Imports = "reported", sparse: bool = False, validate: bool = True) -> FrameT:
    """Lafay's index: what a product adds to the balance beyond its part, in per cent of the economy's trade.

    LFI = 100 [(x - m) / (x + m) - sum(x - m) / sum(x + m)] (x + m) / sum(x + m), sums over the products of the economy.
    Range: -50 to 50; it sums to 0 over products. Above 0, the economy is specialised in the product. Unlike a balance
    it is free of the economy's overall surplus or deficit, and counts trade within an industry.

    Returns
    -------
    frame
        `period`, `reporter`, `commodity_code` and `lafay` (per cent), sorted, for every economy that trades and every
        product that is traded in the period: 0 for one that the economy neither exports nor imports. An economy without
        any trade has no rows, so none is missing.

    References
    ----------
    Lafay, G. (1992), The measurement of revealed comparative advantages, in Dagenais and Muet (eds), International
    Trade Modelling, Chapman & Hall.

    Examples
    --------
    {trade_of_two}
    >>> lafay(frame, imports="mirror")["lafay"].tolist()
    [37.5, -37.5, -37.5, 37.5]
    """
    trade = X_I + M_I
    # (x - m) / (x + m) times x + m is x - m, also where both are zero.
    formula = 100 * (
        divide_or_missing(X - M, trade) - divide_or_missing(X_I - M_I, trade) * divide_or_missing(X + M, trade)
    )
    return _by_product(frame, "lafay", imports, sparse=sparse, validate=validate, lafay=formula)


@check_arguments
@says_sources("reporter")
@says_months
@documented("exports by product")
def trade_balance_index(frame: FrameT, *, imports: Imports = "reported", validate: bool = True) -> FrameT:
    """Balance with a partner in a product, over the trade in it.

    TBI = (x_ij^k - m_ij^k) / (x_ij^k + m_ij^k), where m_ij^k is what i imports from j. Range: -1 (a pure importer) to 1
    (a pure exporter).

    Returns
    -------
    frame
        `period`, `reporter`, `partner`, `commodity_code` and `balance_index`, sorted, where the economy exports the
        product to the partner or imports it from there. A product that it does neither with has no row, so none is
        missing.

    References
    ----------
    Lafay, G. (1992), as of `lafay`.
    Widodo, T. (2009), Comparative advantage: theory, empirical measures and case studies, Review of Economic and
    Business Studies 4.

    Examples
    --------
    {trade_of_two}
    >>> trade_balance_index(frame, imports="mirror")
       period reporter partner commodity_code  balance_index
    0    2024      MYS     SGP             15            1.0
    1    2024      MYS     SGP             27           -0.6
    2    2024      SGP     MYS             15           -1.0
    3    2024      SGP     MYS             27            0.6
    """
    table = prepare_trade(frame, "trade_balance_index", validate=validate, imports=imports)
    if table.implementation.is_pandas():
        table = _order_categories(table)
    planned = plan_ahead(table)
    cells = _mirrored_cells(planned) if imports == "mirror" else _reported_cells(planned)
    # Sorted within the plan: Polars sorts by text in a third of the time where it may plan ahead.
    index = nw.from_native(finish_index(cells, *CELL, balance_index=divide_or_missing(X - M, X + M)))
    return as_text(end_plan(index, table), NAMES).to_native()


def _reported_cells(table: Frame) -> Frame:
    """Return exports `x` and imports `m` of each pair and product, out of one grouping of all rows."""
    sides = table.filter(nw.col("flow").is_in(["export", "import"]))
    value, is_export = nw.col("value"), nw.col("flow") == "export"
    sides = sides.select(
        *CELL, x=nw.when(is_export).then(value).otherwise(0.0), m=nw.when(is_export).then(0.0).otherwise(value)
    )
    return _traded_parts(sum_to_keys(sides, CELL))


def _mirrored_cells(table: Frame) -> Frame:
    """Return exports `x` and imports `m` of each pair and product, where imports are what the partner exports.

    What two economies sell each other is the balance of both. It is added up once for each pair, by the order of their
    codes, and only these sums are turned round: to put all rows below themselves, from the other side, and to group
    twice as many, takes twice as long, and at a hundred million rows more than memory has.
    """
    exports = exports_of(table)
    reporter, partner, value = nw.col("reporter"), nw.col("partner"), nw.col("value")
    is_first, is_own = reporter < partner, reporter == partner
    pairs = exports.select(
        "period",
        "commodity_code",
        reporter=nw.when(is_first).then(reporter).otherwise(partner),
        partner=nw.when(is_first).then(partner).otherwise(reporter),
        # What an economy sells to itself it buys, too.
        x=nw.when(is_first | is_own).then(value).otherwise(0.0),
        m=nw.when(is_first).then(0.0).otherwise(value),
    )
    cells = _traded_parts(sum_to_keys(pairs, CELL))
    # Engines that speak SQL turn them without reading them twice, and would only write down what they keep.
    return _turn_pairs(cells) if keeps_no_order(table) else compute_once(cells, _turn_pairs)


def _turn_pairs(pairs: Frame) -> Frame:
    """Give each pair a row of its second economy, too; what an economy trades with itself has one."""
    is_first = nw.col(FIRST)
    rows = repeat_rows(pairs, FIRST).filter(is_first | (nw.col("reporter") != nw.col("partner")))
    turned = {"reporter": "partner", "partner": "reporter", "x": "m", "m": "x"}
    sides = {name: nw.when(is_first).then(nw.col(name)).otherwise(nw.col(other)) for name, other in turned.items()}
    return rows.select("period", "commodity_code", **sides)


def _traded_parts(sums: Frame) -> Frame:
    """Leave wholes and groups out, and cells without trade; a side that is not above zero has none."""
    is_no_part = [nw.col(name).is_in(NO_PART[name]) for name in NAMES]
    parts = sums.filter(~nw.any_horizontal(*is_no_part, ignore_nulls=False))
    sides = {name: nw.when(nw.col(name) > 0).then(nw.col(name)).otherwise(0.0) for name in ("x", "m")}
    return parts.with_columns(**sides).filter((X > 0) | (M > 0))


def _order_categories(table: Frame) -> Frame:
    """Give the categories of a pandas frame their order, reporters and partners the same ones, so that they compare."""
    native: Any = table.to_native()
    economies = pd.CategoricalDtype(
        sorted({*native["reporter"].cat.categories, *native["partner"].cat.categories}), ordered=True
    )
    products = pd.CategoricalDtype(sorted(native["commodity_code"].cat.categories), ordered=True)
    kinds = {"reporter": economies, "partner": economies, "commodity_code": products}
    return nw.from_native(native.astype(kinds))


def _by_product(
    frame: FrameT, what: str, imports: Imports, *, sparse: bool, validate: bool, **formula: nw.Expr
) -> FrameT:
    """Compute a formula of each product's exports and imports (`x`, `m`) and of their sums (`x_i`, `m_i`)."""
    table = prepare_trade(frame, what, validate=validate, imports=imports)
    return finish_index(trade_by_product(table, imports, sparse=sparse), *KEYS, **formula)
