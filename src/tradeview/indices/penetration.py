"""Market penetration: how many of the economies that buy a product an economy sells it to."""

import narwhals as nw

from tradeview.arguments import check_arguments
from tradeview.indices.docstrings import documented
from tradeview.indices.flows import (
    Imports,
    complete_grid,
    exports_of,
    finish_index,
    imports_of,
    prepare_trade,
    sum_cells,
    sum_flows,
    sum_over_partners,
    sum_to_cells,
)
from tradeview.indices.known_world import THE_WORLD, refuse_lone_world
from tradeview.indices.part_years import says_months
from tradeview.indices.provenance import says_sources
from tradeview.table.engines import Frame, FrameT, divide_or_missing
from tradeview.table.kept_sums import compute_once

KEYS = ("period", "reporter", "commodity_code")


@check_arguments
@says_sources("world")
@says_months
@documented(
    "exports by partner",
    imports="Who imports a product: those with `import` rows of it, or those to which anyone in the table exports it.",
)
def market_penetration(
    frame: FrameT, *, imports: Imports = "reported", sparse: bool = False, validate: bool = True
) -> FrameT:
    """Index of export market penetration: the part of a product's importers that an economy reaches.

    penetration = partners to which i exports k / economies that import k, both counted whatever the value, and partners
    that import k alone. Range: 0 to 1. As the World Bank counts, i itself is among the importers of what it imports.

    Returns
    -------
    frame
        `period`, `reporter`, `commodity_code` and `penetration`, sorted, for every economy that exports and every
        product that the world exports in the period: 0 where the economy exports none of it. Missing where nobody is
        known to import it, or where the economy exports it, but only to `WLD`. A lazy frame stays lazy.

    References
    ----------
    World Bank, World Integrated Trade Solution, Trade indicators: index of export market penetration. Brenton, P. and
    Newfarmer, R. (2007), Watching more than the Discovery Channel, World Bank Policy Research Working Paper 4302.

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [("MYS", "SGP"), ("MYS", "RUS"), ("RUS", "MYS"), ("RUS", "SGP"), ("SGP", "MYS")]
    >>> frame = pd.DataFrame(cells, columns=["reporter", "partner"])
    >>> frame = frame.assign(period=2024, commodity_code="27", flow="export", value=1.0, currency="USD")
    >>> market_penetration(frame, imports="mirror").round(4)
       period reporter commodity_code  penetration
    0    2024      MYS             27       0.6667
    1    2024      RUS             27       0.6667
    2    2024      SGP             27       0.3333
    """
    table = prepare_trade(frame, "market_penetration", validate=validate, imports=imports)
    flows = exports_of(table)
    refuse_lone_world(flows, "market_penetration", THE_WORLD, validate=validate)
    if imports == "mirror":  # the same cells, seen from the other side
        table = table.filter(nw.col("flow") == "export")
    cells = compute_once(sum_to_cells(table), lambda cells: _count_reached(cells, imports, sparse=sparse))
    where_sold = nw.when(nw.col("x") > 0).then(nw.col("reached")).otherwise(0.0)
    return finish_index(cells, *KEYS, penetration=divide_or_missing(where_sold, nw.col("importers")))


def _count_reached(table: Frame, imports: Imports, *, sparse: bool) -> Frame:
    """Return the grid of reporters and products: how many importers of a product are `reached`, of how many."""
    flows = exports_of(table)
    importers = sum_flows(imports_of(table, imports), "reporter", "commodity_code", name="m")
    importers = importers.select("period", "commodity_code", partner="reporter", buys=nw.lit(1.0))
    # Who is sold a product and has no imports of it counts as no importer: it adds zero.
    pairs = sum_flows(flows, "reporter", "partner", "commodity_code", name="x", added_up=True)
    pairs = pairs.join(importers, on=["period", "partner", "commodity_code"], how="left")
    pairs = pairs.with_columns(nw.col("buys").fill_null(0.0))
    reached = sum_cells(pairs, "reporter", "commodity_code", reached="buys")
    by_product = sum_over_partners(flows)
    products = sum_flows(by_product, "commodity_code", name="x_k")
    counts = sum_cells(importers, "commodity_code", importers="buys")
    products = products.join(counts, on=["period", "commodity_code"], how="left")
    sold = sum_flows(by_product, "reporter", "commodity_code", name="x").join(reached, on=list(KEYS), how="left")
    reporters = sold.select("period", "reporter").unique(["period", "reporter"])
    return complete_grid(sold, reporters, products, "x", sparse=sparse)
