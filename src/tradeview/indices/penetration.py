"""Market penetration: how many of the economies that buy a product an economy sells it to."""

import narwhals as nw

from tradeview.indices.docstrings import documented
from tradeview.indices.flows import Imports, exports, grid, imports_of, indexed, over_partners, prepared, rolled, summed
from tradeview.table.engines import Frame, FrameT, ratio

KEYS = ("period", "reporter", "commodity_code")


@documented
def market_penetration(frame: FrameT, *, imports: Imports = "reported", validate: bool = True) -> FrameT:
    """Index of export market penetration: the part of a product's importers that an economy reaches.

    penetration = partners to which i exports k / economies that import k, both counted whatever the value, and partners
    that import k alone. Range: 0 to 1. As the World Bank counts, i itself is among the importers of what it imports.

    Parameters
    ----------
    frame : frame
        {exports_by_partner}
    imports : {"reported", "mirror"}
        Who imports a product: those with `import` rows of it, or those to which anyone in the table exports it.
    validate : bool
        {validate}

    Returns
    -------
    frame
        `period`, `reporter`, `commodity_code` and `penetration`, sorted, for every economy that exports and every
        product that the world exports in the period: 0 where the economy exports none of it. Missing where nobody is
        known to import it, or where the economy exports it, but only to `WLD`. A lazy frame stays lazy.

    Raises
    ------
    TradeTableError
        {unfit_sides} no exports, no imports, or none by product.

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
    table = prepared(frame, "market_penetration", validate=validate, imports=imports)
    flows = exports(table)
    importers = summed(imports_of(table, imports), "reporter", "commodity_code", name="m")
    importers = importers.select("period", "commodity_code", partner="reporter", buys=nw.lit(1.0))
    by_product = over_partners(flows)
    products = summed(by_product, "commodity_code", name="x_k").join(
        rolled(importers, "commodity_code", importers="buys"), on=["period", "commodity_code"], how="left"
    )
    sold = summed(by_product, "reporter", "commodity_code", name="x")
    sold = sold.join(_reached(flows, importers), on=list(KEYS), how="left")
    reporters = sold.select("period", "reporter").unique(["period", "reporter"])
    cells = grid(sold, reporters, products, "x")
    reached = nw.when(nw.col("x") > 0).then(nw.col("reached")).otherwise(0.0)
    return indexed(cells, *KEYS, penetration=ratio(reached, nw.col("importers")))


def _reached(flows: Frame, importers: Frame) -> Frame:
    """Return to how many importers each economy sells each product: 0 where it sells it to partners of no imports."""
    pairs = summed(flows, "reporter", "partner", "commodity_code", name="x")
    pairs = pairs.join(importers, on=["period", "partner", "commodity_code"], how="left")
    return rolled(pairs.with_columns(nw.col("buys").fill_null(0.0)), "reporter", "commodity_code", reached="buys")
