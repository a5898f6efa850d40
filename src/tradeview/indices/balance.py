"""The balance of exports and imports by product: where an economy sells more than it buys, in three measures.

A cell that has exports and no imports counts as imports of zero. Give both sides, therefore, of every reporter: one
without its imports looks like one that buys nothing. Exports mostly are FOB and imports CIF, which leans all balances
towards imports by freight and insurance; with `imports="mirror"` both sides are exports, and FOB.
"""

import narwhals as nw

from tradeview.arguments import check_arguments
from tradeview.indices.docstrings import documented
from tradeview.indices.flows import Imports, exports_and_imports, finish_index, prepare_trade, trade_by_product
from tradeview.indices.part_years import says_months
from tradeview.indices.provenance import says_sources
from tradeview.table.engines import FrameT, divide_or_missing

KEYS = ("period", "reporter", "commodity_code")
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
    cells = exports_and_imports(table, imports, "reporter", "partner", "commodity_code")
    return finish_index(
        cells, "period", "reporter", "partner", "commodity_code", balance_index=divide_or_missing(X - M, X + M)
    )


def _by_product(
    frame: FrameT, what: str, imports: Imports, *, sparse: bool, validate: bool, **formula: nw.Expr
) -> FrameT:
    """Compute a formula of each product's exports and imports (`x`, `m`) and of their sums (`x_i`, `m_i`)."""
    table = prepare_trade(frame, what, validate=validate, imports=imports)
    return finish_index(trade_by_product(table, imports, sparse=sparse), *KEYS, **formula)
