"""Structure: how alike are what one economy sells and what another sells, or buys, or the world sells.

All three compare shares of products, and are a distance or an overlap of two structures: half the sum of |a - b| is
what one has beyond the other, and 1 less it is what they share, the sum of min(a, b). The finer the products, the less
alike any two structures are. A frame in memory finds the overlap of every pair by a matrix of economies and products; a
lazy one joins all sellers of a product with each other, which at six digits makes 100 million rows for the world.
"""

from typing import Any, cast

import narwhals as nw
import numpy as np

from tradeview.indices.docstrings import documented
from tradeview.indices.flows import Imports, exports, imports_of, indexed, prepared, rolled, summed
from tradeview.table.engines import Frame, FrameT, collect, is_lazy, ratio

PRODUCT = ["period", "commodity_code"]
Pair = tuple[Any, ...]  # period, reporter and the other
Eager = nw.DataFrame[Any]
Array = np.ndarray[Any, np.dtype[Any]]
ONE, OTHER = nw.col("share"), nw.col("share_other")


@documented
def complementarity(frame: FrameT, *, imports: Imports = "reported", validate: bool = True) -> FrameT:
    """Michaely's index: how well what an economy sells matches what a partner buys, from whomever.

    complementarity = 1 - sum over k of |m_j^k / M_j - x_i^k / X_i| / 2. Range: 0 (nothing in common) to 1 (the same
    structure). Structures alone: it does not say that the two trade with each other, nor that prices match.

    Parameters
    ----------
    frame : frame
        {exports_by_product} Exports are mostly FOB and imports CIF: both structures are of shares.
    imports : {"reported", "mirror"}
        {imports}
    validate : bool
        {validate}

    Returns
    -------
    frame
        `period`, `reporter` (who sells), `partner` (who buys) and `complementarity`, sorted, for every economy that
        exports and every other one that imports in the period. None is missing: an economy without exports or imports
        has no rows. A lazy frame stays lazy.

    Raises
    ------
    TradeTableError
        {unfit_sides} no exports, no imports, or none by product.

    References
    ----------
    Michaely, M. (1996), Trade preferential agreements in Latin America: an ex ante assessment, World Bank Policy
    Research Working Paper 1583. Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP.

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [("MYS", "RUS", "15", 30.0), ("MYS", "RUS", "27", 10.0), ("RUS", "MYS", "27", 40.0)]
    >>> frame = pd.DataFrame(cells, columns=["reporter", "partner", "commodity_code", "value"])
    >>> frame = frame.assign(period=2024, flow="export", currency="USD")
    >>> complementarity(frame, imports="mirror")
       period reporter partner  complementarity
    0    2024      MYS     RUS              1.0
    1    2024      RUS     MYS              1.0
    """
    table = prepared(frame, "complementarity", validate=validate, imports=imports)
    sold, bought = _structure(exports(table)), _structure(imports_of(table, imports))
    return indexed(
        _overlaps(sold, bought, "partner"), "period", "reporter", "partner", complementarity=nw.col("common")
    )


@documented
def similarity(frame: FrameT, *, validate: bool = True) -> FrameT:
    """Finger and Kreinin's index: how much of what two economies export is the same.

    similarity = sum over k of min(s_a^k, s_b^k). Range: 0 (no product in common) to 1 (the same structure). It is the
    same both ways.

    Parameters
    ----------
    frame : frame
        {exports_by_product}
    validate : bool
        {validate}

    Returns
    -------
    frame
        `period`, `reporter`, `other` and `similarity`, sorted, for every two economies that export in the period, both
        ways. None is missing. A lazy frame stays lazy.

    Raises
    ------
    TradeTableError
        {unfit} no exports, or none by product.

    References
    ----------
    Finger, J. M. and Kreinin, M. E. (1979), A measure of "export similarity" and its possible uses, The Economic
    Journal 89(356).

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [("MYS", "15", 30.0), ("MYS", "27", 10.0), ("RUS", "27", 40.0)]
    >>> frame = pd.DataFrame(cells, columns=["reporter", "commodity_code", "value"])
    >>> frame = frame.assign(period=2024, partner="SGP", flow="export", currency="USD")
    >>> similarity(frame)
       period reporter other  similarity
    0    2024      MYS   RUS        0.25
    1    2024      RUS   MYS        0.25
    """
    sold = _structure(exports(prepared(frame, "similarity", validate=validate)))
    return indexed(_overlaps(sold, sold, "other"), "period", "reporter", "other", similarity=nw.col("common"))


@documented
def diversification(frame: FrameT, *, validate: bool = True) -> FrameT:
    """UNCTAD's index: how far the structure of an economy's exports is from the world's.

    diversification = sum over k of |s_i^k - s_w^k| / 2. Range: 0 (the world's structure) to 1 (nothing that the world
    exports otherwise). The name misleads: a diversified economy is near 0.

    Parameters
    ----------
    frame : frame
        {exports_by_product} {the_world}
    validate : bool
        {validate}

    Returns
    -------
    frame
        `period`, `reporter` and `diversification`, sorted, for every economy that exports. None is missing. A lazy
        frame stays lazy.

    Raises
    ------
    TradeTableError
        {unfit} no exports, or none by product.

    References
    ----------
    UNCTAD, Handbook of Statistics (at the three digits of SITC Revision 3), after Finger and Kreinin (1979).

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [("MYS", "15", 30.0), ("MYS", "27", 10.0), ("RUS", "27", 40.0)]
    >>> frame = pd.DataFrame(cells, columns=["reporter", "commodity_code", "value"])
    >>> frame = frame.assign(period=2024, partner="SGP", flow="export", currency="USD")
    >>> diversification(frame)
       period reporter  diversification
    0    2024      MYS            0.375
    1    2024      RUS            0.375
    """
    flows = exports(prepared(frame, "diversification", validate=validate))
    world = summed(flows, "commodity_code", name="x")
    world = world.join(rolled(world, x_w="x"), on="period")
    world = world.select(*PRODUCT, share_other=ratio(nw.col("x"), nw.col("x_w")))
    cells = _structure(flows).join(world, on=PRODUCT, how="left").with_columns(OTHER.fill_null(0.0))
    # What an economy has beyond the world is as much as what the world has beyond it: half of the distance.
    beyond = cells.with_columns(beyond=nw.when(ONE > OTHER).then(ONE - OTHER).otherwise(0.0))
    return indexed(rolled(beyond, "reporter", beyond="beyond"), "period", "reporter", diversification=nw.col("beyond"))


def _structure(flows: Frame) -> Frame:
    """Return the `share` of each product in what an economy sells or buys."""
    cells = summed(flows, "reporter", "commodity_code", name="x")
    cells = cells.join(rolled(cells, "reporter", x_i="x"), on=["period", "reporter"])
    return cells.select("period", "reporter", "commodity_code", share=ratio(nw.col("x"), nw.col("x_i")))


def _overlaps(one: Frame, other: Frame, called: str) -> Frame:
    """Return what the structures of every two economies have in common, `common`: the second of them is `called` so."""
    other = other.select(*PRODUCT, nw.col("reporter").alias(called), share_other="share")
    sellers, others = (
        side.select("period", name).unique(["period", name]) for side, name in ((one, "reporter"), (other, called))
    )
    every = sellers.join(others, on="period").filter(nw.col("reporter") != nw.col(called))
    if not is_lazy(one):
        return _looked_up(collect(every), _in_memory(collect(one), collect(other), called), called)
    pairs = one.join(other, on=PRODUCT).with_columns(common=nw.when(ONE < OTHER).then(ONE).otherwise(OTHER))
    common = rolled(pairs, "reporter", called, common="common")
    every = every.join(common, on=["period", "reporter", called], how="left")
    return every.with_columns(nw.col("common").fill_null(0.0))


def _looked_up(every: Eager, common: dict[Pair, float], called: str) -> Frame:
    pairs = zip(*(every[name].to_list() for name in ("period", "reporter", called)), strict=True)
    found = [common[pair] for pair in pairs]
    column = nw.new_series("common", found, nw.Float64, backend=every.implementation)
    return cast("Frame", every.with_columns(column))


def _in_memory(one: Eager, other: Eager, called: str) -> dict[Pair, float]:
    """Return the overlaps by period and pair: a matrix for each period, not rows for every two sellers of a product."""
    found: dict[Pair, float] = {}
    for period in set(one["period"].to_list()):
        sides = [side.filter(nw.col("period") == period) for side in (one, other)]
        codes = np.unique(np.concatenate([side["commodity_code"].to_numpy() for side in sides]))
        sellers, sold = _matrix(sides[0], codes, "reporter", "share")
        others, shares = _matrix(sides[1], codes, called, "share_other")
        for seller, row in zip(sellers, sold, strict=True):
            common = np.minimum(shares, row).sum(axis=1).tolist()
            found.update(zip(((period, seller, name) for name in others), common, strict=True))
    return found


def _matrix(side: Eager, codes: Array, economy: str, share: str) -> tuple[list[str], Array]:
    """Return who there is, and the share of each code for each of them."""
    names, at = np.unique(side[economy].to_numpy(), return_inverse=True)
    shares = np.zeros((len(names), len(codes)))
    shares[at, np.searchsorted(codes, side["commodity_code"].to_numpy())] = side[share].to_numpy()
    return names.tolist(), shares
