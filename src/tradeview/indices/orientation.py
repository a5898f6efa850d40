"""Orientation: where trade goes, how much of it, and how much more than the size of the market would have it.

Shares and intensities are of pairs, and a table of `TOTAL` alone will do. A region is a list of economies and of
groups of which `tradeview.economies` knows the members of each year, or one of them.
"""

from typing import Literal

import narwhals as nw

from tradeview.indices.docstrings import documented
from tradeview.indices.flows import Imports, exports, imports_of, indexed, prepared, remainder, rolled, summed
from tradeview.indices.region import Region, inside
from tradeview.table.engines import Frame, FrameT, ratio
from tradeview.table.refusals import refuse_word

PAIR = ("period", "reporter", "partner")
X, X_I = nw.col("x"), nw.col("x_i")


@documented
def trade_share(
    frame: FrameT, *, flow: Literal["export", "import"], imports: Imports = "reported", validate: bool = True
) -> FrameT:
    """Share of a partner in an economy's exports or imports.

    share = x_ij / X_i, and likewise of imports. Range: 0 to 1; the shares of all partners sum to 1.

    Parameters
    ----------
    frame : frame
        {trade_or_totals}
    flow : {"export", "import"}
        Whose whole is meant. Re-exports are inside exports; rows of them are left out.
    imports : {"reported", "mirror"}
        For `flow="import"`. {imports}
    validate : bool
        {validate}

    Returns
    -------
    frame
        `period`, `reporter`, `partner` and `share`, sorted, for every pair with trade. None is missing: an economy
        without trade in the period has no rows. A lazy frame stays lazy.

    Raises
    ------
    TradeTableError
        {unfit} none of the flow; or `flow` is none of the two.

    References
    ----------
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP.

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [("MYS", "SGP", 30.0), ("MYS", "RUS", 10.0), ("RUS", "MYS", 5.0)]
    >>> frame = pd.DataFrame(cells, columns=["reporter", "partner", "value"])
    >>> frame = frame.assign(period=2024, flow="export", commodity_code="TOTAL", currency="USD")
    >>> trade_share(frame, flow="export")
       period reporter partner  share
    0    2024      MYS     RUS   0.25
    1    2024      MYS     SGP   0.75
    2    2024      RUS     MYS   1.00
    """
    refuse_word("trade_share", "flow", flow, ("export", "import"))
    bought = flow == "import"
    side = imports if bought else None
    table = prepared(frame, "trade_share", validate=validate, products=False, exported=not bought, imports=side)
    flows = imports_of(table, imports) if bought else exports(table)
    return indexed(_of_whole(flows), *PAIR, share=ratio(X, X_I))


def _of_whole(flows: Frame) -> Frame:
    """Return the trade of each pair, `x`, beside all of the reporter's, `x_i`."""
    pairs = summed(flows, "reporter", "partner", name="x")
    return pairs.join(summed(flows, "reporter", name="x_i"), on=["period", "reporter"], how="left")


@documented
def trade_intensity(
    frame: FrameT,
    *,
    variant: Literal["world", "rest_of_world"],
    imports: Imports = "reported",
    validate: bool = True,
) -> FrameT:
    """How much more an economy exports to a partner than the partner's place in world trade would have it.

    Variant `world`: (x_ij / X_i) / (x_wj / X_w), of exports alone. Variant `rest_of_world`:
    (x_ij / X_i) / (M_j / (M_w - M_i)), since no economy imports from itself: its own imports are no market of its own.
    They can fall on opposite sides of 1. Range: 0 to infinity; above 1, more than in proportion.

    Parameters
    ----------
    frame : frame
        {trade_or_totals} {the_world}
    variant : {"world", "rest_of_world"}
        Which of the two.
    imports : {"reported", "mirror"}
        For `rest_of_world`. {imports} Those that are reported mostly are CIF, beside exports FOB.
    validate : bool
        {validate}

    Returns
    -------
    frame
        `period`, `reporter`, `partner` and `intensity`, sorted, for every pair with exports. Missing where the partner,
        or the rest of the world, has no imports in the table. A lazy frame stays lazy.

    Raises
    ------
    TradeTableError
        {unfit_sides} no exports; for `rest_of_world`, no imports; or `variant` is none of the two.

    References
    ----------
    Yamazawa, I. (1971), Structural changes in world trade flows, Hitotsubashi Journal of Economics 11(2): `world`.
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP.

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [("MYS", "SGP", 30.0), ("MYS", "RUS", 10.0), ("RUS", "SGP", 10.0), ("SGP", "MYS", 50.0)]
    >>> frame = pd.DataFrame(cells, columns=["reporter", "partner", "value"])
    >>> frame = frame.assign(period=2024, flow="export", commodity_code="TOTAL", currency="USD")
    >>> trade_intensity(frame, variant="world")["intensity"].tolist()
    [2.5, 1.875, 2.5, 2.0]
    >>> trade_intensity(frame, variant="rest_of_world", imports="mirror")["intensity"].tolist()
    [1.25, 0.9375, 2.25, 1.2]
    """
    refuse_word("trade_intensity", "variant", variant, ("world", "rest_of_world"))
    needs = imports if variant == "rest_of_world" else None
    table = prepared(frame, "trade_intensity", validate=validate, products=False, imports=needs)
    cells = _with_market(_of_whole(exports(table)), table, variant, imports)
    return indexed(cells, *PAIR, intensity=ratio(ratio(X, X_I), ratio(nw.col("m_j"), nw.col("m"))))


def _with_market(cells: Frame, table: Frame, variant: str, imports: Imports) -> Frame:
    """Add the market that the partner is, `m_j`, and that all economies are in which the reporter can sell, `m`."""
    if variant == "world":
        flows = exports(table)
        cells = cells.join(summed(flows, "partner", name="m_j"), on=["period", "partner"], how="left")
        return cells.join(summed(flows, name="m"), on="period", how="left")
    bought = imports_of(table, imports)
    own = summed(bought, "reporter", name="m_i")
    of_partner = own.select("period", partner="reporter", m_j="m_i")
    cells = cells.join(own, on=["period", "reporter"], how="left").join(
        of_partner, on=["period", "partner"], how="left"
    )
    cells = cells.join(summed(bought, name="m_w"), on="period", how="left")
    return cells.with_columns(m=remainder(nw.col("m_w"), nw.col("m_i").fill_null(0.0)))


@documented
def regional_orientation(frame: FrameT, *, region: Region, validate: bool = True) -> FrameT:
    """Yeats's index: the share of a product in exports into a region over its share in exports outside it.

    orientation = (x_ir^k / X_ir) / (x_io^k / X_io), r the partners inside the region, o those outside. Range: 0 to
    infinity; above 1, the product goes to the region more than others do.

    Parameters
    ----------
    frame : frame
        {exports_by_partner} With partner `WLD`, outside is what is left of it, else the sum of the partners outside.
    region : str or list of str
        {region} The reporter may be a member of it or not.
    validate : bool
        {validate}

    Returns
    -------
    frame
        `period`, `reporter`, `commodity_code` and `orientation`, sorted, for every product that the economy exports: 0
        where nothing of it goes into the region. Missing where nothing of it goes outside, or where the economy exports
        nothing into the region, or nothing outside. A lazy frame stays lazy.

    Raises
    ------
    TradeTableError
        {unfit} no exports, or none by product.
    UnknownCodeError
        {bad_region}

    References
    ----------
    Yeats, A. J. (1998), Does Mercosur's trade performance raise concerns about the effects of regional trade
    arrangements?, The World Bank Economic Review 12(1).

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [("SGP", "15", 30.0), ("SGP", "27", 10.0), ("RUS", "15", 10.0), ("RUS", "27", 10.0)]
    >>> frame = pd.DataFrame(cells, columns=["partner", "commodity_code", "value"])
    >>> frame = frame.assign(period=2024, reporter="MYS", flow="export", currency="USD")
    >>> regional_orientation(frame, region="ASEAN")
       period reporter commodity_code  orientation
    0    2024      MYS             15          1.5
    1    2024      MYS             27          0.5
    """
    (is_inside,) = inside(region, "partner")
    flows = exports(prepared(frame, "regional_orientation", validate=validate))
    within = summed(flows.filter(is_inside), "reporter", "commodity_code", name="into")
    keys = ["period", "reporter", "commodity_code"]
    cells = summed(flows, "reporter", "commodity_code", name="x").join(within, on=keys, how="left")
    into = nw.col("into").fill_null(0.0)
    cells = cells.select(*keys, into=into, out=remainder(X, into))
    cells = cells.join(rolled(cells, "reporter", x_into="into", x_out="out"), on=keys[:2], how="left")
    shares = (ratio(nw.col(side), nw.col(f"x_{side}")) for side in ("into", "out"))
    return indexed(cells, *keys, orientation=ratio(*shares))


@documented
def intra_regional_share(frame: FrameT, *, region: Region, validate: bool = True) -> FrameT:
    """Share of a region's exports that stays inside it.

    share = sum of x_ij over i and j of the region / sum of X_i over i of the region. Range: 0 to 1. A region with more
    members has a larger share, whatever holds it together.

    Parameters
    ----------
    frame : frame
        {trade_or_totals} Give it by partner, since an economy with `WLD` rows alone counts as exporting
        outside.
    region : str or list of str
        {region}
    validate : bool
        {validate}

    Returns
    -------
    frame
        `period` and `share`, sorted, for every period with exports. Missing where no member of the region (or it has
        none in that year) exports. A lazy frame stays lazy.

    Raises
    ------
    TradeTableError
        {unfit} no exports.
    UnknownCodeError
        {bad_region}

    References
    ----------
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP.

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [("MYS", "SGP", 30.0), ("MYS", "RUS", 10.0), ("SGP", "MYS", 30.0), ("SGP", "RUS", 50.0)]
    >>> frame = pd.DataFrame(cells, columns=["reporter", "partner", "value"])
    >>> frame = frame.assign(period=2024, flow="export", commodity_code="TOTAL", currency="USD")
    >>> intra_regional_share(frame, region=["MYS", "SGP"])
       period  share
    0    2024    0.5
    """
    member, is_inside = inside(region, "reporter", "partner")
    flows = exports(prepared(frame, "intra_regional_share", validate=validate, products=False))
    of_region = flows.filter(member)
    cells = summed(flows, "reporter", name="x").select("period").unique("period")
    cells = cells.join(summed(of_region, name="x_i"), on="period", how="left")
    cells = cells.join(summed(of_region.filter(is_inside), name="x"), on="period", how="left")
    return indexed(cells, "period", share=ratio(X.fill_null(0.0), X_I))
