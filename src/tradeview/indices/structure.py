"""Structure: how alike are what one economy sells and what another sells, or buys, or the world sells.

All three compare shares of products, and are a distance or an overlap of two structures: half the sum of |a - b| is
what one has beyond the other, and 1 less it is what they share, the sum of min(a, b). The finer the products, the less
alike any two structures are. A frame in memory finds the overlap of every pair by a matrix of economies and products; a
lazy one joins all sellers of a product with each other, which at six digits makes 100 million rows for the world.
"""

from typing import Any, cast

import narwhals as nw
import numpy as np

from tradeview.arguments import check_arguments
from tradeview.indices.docstrings import documented
from tradeview.indices.flows import (
    Imports,
    exports_of,
    finish_index,
    imports_of,
    prepare_trade,
    stack_sides,
    sum_cells,
    sum_flows,
    sum_over_partners,
    take_side,
)
from tradeview.indices.known_world import OTHER_ECONOMY, THE_WORLD, refuse_lone_world
from tradeview.indices.part_years import says_months
from tradeview.indices.provenance import says_sources
from tradeview.table.engines import Frame, FrameT, collect, divide_or_missing, is_lazy
from tradeview.table.kept_sums import compute_once

PRODUCT = ["period", "commodity_code"]
Eager = nw.DataFrame[Any]
Array = np.ndarray[Any, np.dtype[Any]]
ONE, OTHER = nw.col("share"), nw.col("share_other")


@check_arguments
@says_sources("world")
@says_months
@documented("exports by product", "Both structures are of shares.")
def complementarity(frame: FrameT, *, imports: Imports = "reported", validate: bool = True) -> FrameT:
    """Michaely's index: how well what an economy sells matches what a partner buys, from whomever.

    complementarity = 1 - sum over k of |m_j^k / M_j - x_i^k / X_i| / 2. Range: 0 (nothing in common) to 1 (the same
    structure). Structures alone: it does not say that the two trade with each other, nor that prices match.

    Returns
    -------
    frame
        `period`, `reporter` (who sells), `partner` (who buys) and `complementarity`, sorted, for every economy that
        exports and every other one that imports in the period. None is missing: an economy without exports or imports
        has no rows. A lazy frame stays lazy.

    References
    ----------
    Michaely, M. (1996), Trade preferential agreements in Latin America: an ex ante assessment, World Bank Policy
    Research Working Paper 1583. Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP.

    Examples
    --------
    {trade_of_two}
    >>> complementarity(frame, imports="mirror")
       period reporter partner  complementarity
    0    2024      MYS     SGP              1.0
    1    2024      SGP     MYS              1.0
    """
    table = prepare_trade(frame, "complementarity", validate=validate, imports=imports)
    sold = compute_once(sum_over_partners(exports_of(table)), _shares_of_products)
    bought = compute_once(sum_over_partners(imports_of(table, imports)), _shares_of_products)
    overlaps = compute_once(
        stack_sides(sold, bought),
        lambda sides: _overlaps_of_pairs(take_side(sides, "export"), take_side(sides, "import"), "partner"),
    )
    return finish_index(overlaps, "period", "reporter", "partner", complementarity=nw.col("common"))


@check_arguments
@says_sources("world")
@says_months
@documented("exports by product")
def similarity(frame: FrameT, *, validate: bool = True) -> FrameT:
    """Finger and Kreinin's index: how much of what two economies export is the same.

    similarity = sum over k of min(s_a^k, s_b^k). Range: 0 (no product in common) to 1 (the same structure). It is the
    same both ways.

    Returns
    -------
    frame
        `period`, `reporter`, `other` and `similarity`, sorted, for every two economies that export in the period, both
        ways. None is missing. A lazy frame stays lazy.

    References
    ----------
    Finger, J. M. and Kreinin, M. E. (1979), A measure of "export similarity" and its possible uses, The Economic
    Journal 89(356).

    Examples
    --------
    {exports_of_two}
    >>> similarity(frame)
       period reporter other  similarity
    0    2024      MYS   RUS        0.25
    1    2024      RUS   MYS        0.25
    """
    flows = exports_of(prepare_trade(frame, "similarity", validate=validate))
    refuse_lone_world(flows, "similarity", OTHER_ECONOMY, validate=validate)
    sold = compute_once(sum_over_partners(flows), _shares_of_products)
    overlaps = compute_once(sold, lambda sold: _overlaps_of_pairs(sold, sold, "other"))
    return finish_index(overlaps, "period", "reporter", "other", similarity=nw.col("common"))


@check_arguments
@says_sources("world")
@says_months
@documented("exports by product", "{the_world}")
def diversification(frame: FrameT, *, validate: bool = True) -> FrameT:
    """UNCTAD's index: how far the structure of an economy's exports is from the world's.

    diversification = sum over k of |s_i^k - s_w^k| / 2. Range: 0 (the world's structure) to 1 (nothing that the world
    exports otherwise). The name misleads: a diversified economy is near 0.

    Returns
    -------
    frame
        `period`, `reporter` and `diversification`, sorted, for every economy that exports. None is missing. A lazy
        frame stays lazy.

    References
    ----------
    UNCTAD, Handbook of Statistics (at the three digits of SITC Revision 3), after Finger and Kreinin (1979).

    Examples
    --------
    {exports_of_two}
    >>> diversification(frame)
       period reporter  diversification
    0    2024      MYS            0.375
    1    2024      RUS            0.375
    """
    flows = exports_of(prepare_trade(frame, "diversification", validate=validate))
    refuse_lone_world(flows, "diversification", THE_WORLD, validate=validate)
    beyond = compute_once(sum_over_partners(flows), _beyond_world)
    sums = sum_cells(beyond, "reporter", beyond="beyond")
    return finish_index(sums, "period", "reporter", diversification=nw.col("beyond"))


def _beyond_world(flows: Frame) -> Frame:
    """Return by how much the share of each product is larger in what an economy exports than in what the world does."""
    world = sum_flows(flows, "commodity_code", name="x")
    world = world.join(sum_cells(world, x_w="x"), on="period")
    world = world.select(*PRODUCT, share_other=divide_or_missing(nw.col("x"), nw.col("x_w")))
    cells = _shares_of_products(flows).join(world, on=PRODUCT, how="left").with_columns(OTHER.fill_null(0.0))
    # What an economy has beyond the world is as much as what the world has beyond it: half of the distance.
    return cells.with_columns(beyond=nw.when(ONE > OTHER).then(ONE - OTHER).otherwise(0.0))


def _shares_of_products(flows: Frame) -> Frame:
    """Return the `share` of each product in what an economy sells or buys."""
    cells = sum_flows(flows, "reporter", "commodity_code", name="x")
    cells = cells.join(sum_cells(cells, "reporter", x_i="x"), on=["period", "reporter"])
    return cells.select("period", "reporter", "commodity_code", share=divide_or_missing(nw.col("x"), nw.col("x_i")))


def _overlaps_of_pairs(one: Frame, other: Frame, called: str) -> Frame:
    """Return what the structures of every two economies have in common, `common`: the second of them is `called` so."""
    other = other.select(*PRODUCT, nw.col("reporter").alias(called), share_other="share")
    keys = ["period", "reporter", called]
    sellers = one.select("period", "reporter").unique(["period", "reporter"])
    others = other.select("period", called).unique(["period", called])
    # All pairs, and not those alone that share a product: what the others have in common is zero.
    pairs = sellers.join(others, on="period").filter(nw.col("reporter") != nw.col(called))
    if not is_lazy(one):
        every = collect(pairs)
        overlaps = _overlaps_in_memory(collect(one), collect(other), called)
        found = [overlaps[pair] for pair in every.select(*keys).rows()]
        column = nw.new_series("common", found, nw.Float64, backend=every.implementation)
        return cast("Frame", every.with_columns(column))
    matched = one.join(other, on=PRODUCT).with_columns(common=nw.when(ONE < OTHER).then(ONE).otherwise(OTHER))
    common = sum_cells(matched, "reporter", called, common="common")
    return pairs.join(common, on=keys, how="left").with_columns(nw.col("common").fill_null(0.0))


def _overlaps_in_memory(one: Eager, other: Eager, called: str) -> dict[tuple[Any, ...], float]:
    """Return the overlaps by period and pair: a matrix for each period, not rows for every two sellers of a product."""
    found: dict[tuple[Any, ...], float] = {}
    for period in one["period"].unique().to_list():
        of_one, of_other = one.filter(nw.col("period") == period), other.filter(nw.col("period") == period)
        codes = np.unique(np.concatenate([of_one["commodity_code"].to_numpy(), of_other["commodity_code"].to_numpy()]))
        sellers, sold = _matrix_of_shares(of_one, codes, "reporter", "share")
        others, shares = _matrix_of_shares(of_other, codes, called, "share_other")
        for seller, shares_of_seller in zip(sellers, sold, strict=True):
            common = np.minimum(shares, shares_of_seller).sum(axis=1).tolist()
            for name, overlap in zip(others, common, strict=True):
                found[period, seller, name] = overlap
    return found


def _matrix_of_shares(side: Eager, codes: Array, economy: str, share: str) -> tuple[list[str], Array]:
    """Return who there is, and a row of shares for each of them, a column for each code."""
    names, at = np.unique(side[economy].to_numpy(), return_inverse=True)
    shares = np.zeros((len(names), len(codes)))
    shares[at, np.searchsorted(codes, side["commodity_code"].to_numpy())] = side[share].to_numpy()
    return names.tolist(), shares
