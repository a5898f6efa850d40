"""Orientation: where trade goes, how much of it, and how much more than the size of the market would have it.

Shares and intensities are of pairs, and a table of `TOTAL` alone will do. A region is a list of economies and of
groups of which `tradeview.economies` knows the members of each year, or one of them.
"""

from typing import Literal

import narwhals as nw

from tradeview.arguments import check_arguments
from tradeview.indices.docstrings import documented
from tradeview.indices.flows import (
    NO_PART,
    PAIR,
    Imports,
    exports_of,
    finish_index,
    imports_of,
    prepare_trade,
    rest_of,
    stack_sides,
    sum_cells,
    sum_flows,
    sum_over_products,
    sum_to_cells,
    take_side,
)
from tradeview.indices.known_world import ALL_TRADE, EVERY_PARTNER, THE_WORLD, refuse_lone_world
from tradeview.indices.part_years import says_months
from tradeview.indices.provenance import says_sources
from tradeview.indices.region import Region, is_inside_region
from tradeview.table.engines import Frame, FrameT, divide_or_missing
from tradeview.table.kept_sums import compute_once
from tradeview.table.refusals import refuse_word
from tradeview.table.schema import WORLD

INSIDE, OUTSIDE = "inside", "outside"  # zones of the world that stand for the partners in them
X, X_I = nw.col("x"), nw.col("x_i")


@check_arguments
@says_sources("reporter")
@says_months
@documented(
    "trade or totals",
    flow="Whose whole is meant. Re-exports are inside exports; rows of them are left out.",
    imports='For `flow="import"`. {imports}',
)
def trade_share(
    frame: FrameT, *, flow: Literal["export", "import"], imports: Imports = "reported", validate: bool = True
) -> FrameT:
    """Share of a partner in an economy's exports or imports.

    share = x_ij / X_i, and likewise of imports. Range: 0 to 1; the shares of all partners sum to 1.

    Returns
    -------
    frame
        `period`, `reporter`, `partner` and `share`, sorted, for every pair with trade. None is missing: an economy
        without trade in the period has no rows. A lazy frame stays lazy.

    References
    ----------
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP.

    Examples
    --------
    {trade_of_three}
    >>> trade_share(frame, flow="export")
       period reporter partner  share
    0    2024      MYS     RUS   0.25
    1    2024      MYS     SGP   0.75
    2    2024      RUS     SGP   1.00
    3    2024      SGP     MYS   1.00
    """
    refuse_word("trade_share", "flow", flow, ("export", "import"))
    if flow == "import":
        table = prepare_trade(frame, "trade_share", validate=validate, products=False, exported=False, imports=imports)
        flows = imports_of(table, imports)
    else:
        table = prepare_trade(frame, "trade_share", validate=validate, products=False)
        flows = exports_of(table)
    seen_from = imports if flow == "import" else "reported"
    refuse_lone_world(flows, "trade_share", EVERY_PARTNER, validate=validate, imports=seen_from)
    return finish_index(
        compute_once(sum_over_products(flows), _pairs_and_wholes), *PAIR, share=divide_or_missing(X, X_I)
    )


def _pairs_and_wholes(flows: Frame) -> Frame:
    """Return the trade of each pair, `x`, beside all of the reporter's, `x_i`."""
    pairs = sum_flows(flows, "reporter", "partner", name="x")
    return pairs.join(sum_flows(flows, "reporter", name="x_i"), on=["period", "reporter"], how="left")


@check_arguments
@says_sources("world")
@says_months
@documented(
    "trade or totals",
    "{the_world}",
    variant="Which of the two.",
    imports="For `rest_of_world`. {imports} Those that are reported mostly are CIF, beside exports FOB.",
)
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

    Returns
    -------
    frame
        `period`, `reporter`, `partner` and `intensity`, sorted, for every pair with exports. Missing where the partner,
        or the rest of the world, has no imports in the table. A lazy frame stays lazy.

    References
    ----------
    Yamazawa, I. (1971), Structural changes in world trade flows, Hitotsubashi Journal of Economics 11(2): `world`.
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP.

    Examples
    --------
    {trade_of_three}
    >>> trade_intensity(frame, variant="world")["intensity"].tolist()
    [2.5, 1.875, 2.5, 2.0]
    >>> trade_intensity(frame, variant="rest_of_world", imports="mirror")["intensity"].tolist()
    [1.25, 0.9375, 2.25, 1.2]
    """
    refuse_word("trade_intensity", "variant", variant, ("world", "rest_of_world"))
    needs = None  # `world` is of exports alone: a table without imports will do
    if variant == "rest_of_world":
        needs = imports
    table = prepare_trade(frame, "trade_intensity", validate=validate, products=False, imports=needs)
    sold = exports_of(table)
    refuse_lone_world(sold, "trade_intensity", THE_WORLD, ALL_TRADE, validate=validate)
    if variant == "world":
        cells = compute_once(sum_over_products(sold), _beside_world_market)
    else:
        bought = imports_of(table, imports)
        sides = stack_sides(sum_over_products(sold), sum_over_products(bought))
        cells = compute_once(sides, _beside_rest_of_world)
    return finish_index(
        cells,
        *PAIR,
        intensity=divide_or_missing(divide_or_missing(X, X_I), divide_or_missing(nw.col("m_j"), nw.col("m"))),
    )


def _beside_world_market(sold: Frame) -> Frame:
    """Add to the trade of each pair what the world sells to the partner, `m_j`, and to all, `m`."""
    cells = _pairs_and_wholes(sold)
    of_partner = sum_flows(sold, "partner", name="m_j")
    of_all = sum_flows(sold, name="m")
    return cells.join(of_partner, on=["period", "partner"], how="left").join(of_all, on="period", how="left")


def _beside_rest_of_world(sides: Frame) -> Frame:
    """Add to the trade of each pair what the partner buys, `m_j`, and all to whom the reporter can sell, `m`."""
    bought = take_side(sides, "import")
    cells = _pairs_and_wholes(take_side(sides, "export"))
    own = sum_flows(bought, "reporter", name="m_i")
    of_partner = own.select("period", partner="reporter", m_j="m_i")
    of_all = sum_flows(bought, name="m_w")
    cells = cells.join(own, on=["period", "reporter"], how="left")
    cells = cells.join(of_partner, on=["period", "partner"], how="left").join(of_all, on="period", how="left")
    # Its own imports are no market of an economy.
    return cells.with_columns(m=rest_of(nw.col("m_w"), nw.col("m_i").fill_null(0.0)))


@check_arguments
@says_sources("reporter")
@says_months
@documented(
    "exports by partner",
    "With partner `WLD`, outside is what is left of it, else the sum of the partners outside.",
    region="{region} The reporter may be a member of it or not.",
)
def regional_orientation(frame: FrameT, *, region: Region, validate: bool = True) -> FrameT:
    """Yeats's index: the share of a product in exports into a region over its share in exports outside it.

    orientation = (x_ir^k / X_ir) / (x_io^k / X_io), r the partners inside the region, o those outside. Range: 0 to
    infinity; above 1, the product goes to the region more than others do.

    Returns
    -------
    frame
        `period`, `reporter`, `commodity_code` and `orientation`, sorted, for every product that the economy exports: 0
        where nothing of it goes into the region. Missing where nothing of it goes outside, or where the economy exports
        nothing into the region, or nothing outside. A lazy frame stays lazy.

    References
    ----------
    Yeats, A. J. (1998), Does Mercosur's trade performance raise concerns about the effects of regional trade
    arrangements?, The World Bank Economic Review 12(1).

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [("SGP", "15", 30.0), ("SGP", "27", 10.0), ("WLD", "15", 40.0), ("WLD", "27", 20.0)]
    >>> frame = pd.DataFrame(cells, columns=["partner", "commodity_code", "value"])
    >>> frame = frame.assign(period=2024, reporter="MYS", flow="export", currency="USD")
    >>> regional_orientation(frame, region="ASEAN")
       period reporter commodity_code  orientation
    0    2024      MYS             15          1.5
    1    2024      MYS             27          0.5
    """
    is_inside = is_inside_region(region, "partner")
    flows = exports_of(prepare_trade(frame, "regional_orientation", validate=validate))
    refuse_lone_world(flows, "regional_orientation", EVERY_PARTNER, validate=validate)
    is_world, is_part = nw.col("partner") == WORLD, ~nw.col("partner").is_in(NO_PART["partner"])
    zone = nw.when(is_inside).then(nw.lit(INSIDE)).otherwise(nw.lit(OUTSIDE))
    zones = flows.filter(is_world | is_part).with_columns(partner=nw.when(is_world).then(nw.lit(WORLD)).otherwise(zone))
    cells = compute_once(sum_to_cells(zones), _into_and_out)
    share_inside = divide_or_missing(nw.col("into"), nw.col("x_into"))
    share_outside = divide_or_missing(nw.col("out"), nw.col("x_out"))
    orientation = divide_or_missing(share_inside, share_outside)
    return finish_index(cells, "period", "reporter", "commodity_code", orientation=orientation)


def _into_and_out(zones: Frame) -> Frame:
    """Return what goes `into` the region and `out` of it, of a product and of all; partners are zones of the world."""
    keys = ["period", "reporter", "commodity_code"]
    flows, is_inside = zones, nw.col("partner") == INSIDE
    within = sum_flows(flows.filter(is_inside), "reporter", "commodity_code", name="into")
    cells = sum_flows(flows, "reporter", "commodity_code", name="x").join(within, on=keys, how="left")
    into = nw.col("into").fill_null(0.0)
    # Outside is a difference, not a sum of partners: partner `WLD` may be more than the partners that there are.
    cells = cells.select(*keys, into=into, out=rest_of(X, into))
    wholes = sum_cells(cells, "reporter", x_into="into", x_out="out")
    return cells.join(wholes, on=["period", "reporter"], how="left")


@check_arguments
@says_sources("world")
@says_months
@documented(
    "trade or totals", "Give it by partner, since an economy with `WLD` rows alone counts as exporting outside."
)
def intra_regional_share(frame: FrameT, *, region: Region, validate: bool = True) -> FrameT:
    """Share of a region's exports that stays inside it.

    share = sum of x_ij over i and j of the region / sum of X_i over i of the region. Range: 0 to 1. A region with more
    members has a larger share, whatever holds it together.

    Returns
    -------
    frame
        `period` and `share`, sorted, for every period with exports. Missing where no member of the region (or it has
        none in that year) exports. A lazy frame stays lazy.

    References
    ----------
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP.

    Examples
    --------
    {trade_of_three}
    >>> intra_regional_share(frame, region=["MYS", "RUS"])
       period  share
    0    2024    0.2
    """
    members = region if isinstance(region, str) else list(region)  # what is read twice may be no iterator
    of_member, to_member = is_inside_region(members, "reporter"), is_inside_region(members, "partner")
    flows = exports_of(prepare_trade(frame, "intra_regional_share", validate=validate, products=False))
    refuse_lone_world(flows, "intra_regional_share", ALL_TRADE, validate=validate)
    cells = compute_once(sum_over_products(flows), lambda sums: _of_and_inside(sums, of_member, to_member))
    return finish_index(cells, "period", share=divide_or_missing(X.fill_null(0.0), X_I))


def _of_and_inside(flows: Frame, of_member: nw.Expr, to_member: nw.Expr) -> Frame:
    """Return what all members of a region export, `x_i`, and what of it they export to one another, `x`."""
    of_region = flows.filter(of_member)
    cells = sum_flows(flows, "reporter", name="x").select("period").unique("period")
    cells = cells.join(sum_flows(of_region, name="x_i"), on="period", how="left")
    return cells.join(sum_flows(of_region.filter(to_member), name="x"), on="period", how="left")
