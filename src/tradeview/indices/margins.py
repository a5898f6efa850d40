"""Margins: whether an economy has a large share of a market by selling many products there, or much of each."""

from typing import Literal, get_args

import narwhals as nw

from tradeview.arguments import check_arguments
from tradeview.indices.docstrings import documented
from tradeview.indices.flows import (
    PAIR,
    exports_of,
    finish_index,
    prepare_trade,
    rest_of,
    sum_cells,
    sum_flows,
    sum_to_cells,
)
from tradeview.indices.known_world import THE_WORLD, refuse_lone_world
from tradeview.indices.part_years import says_months
from tradeview.indices.provenance import says_sources
from tradeview.table.engines import Frame, FrameT, divide_or_missing
from tradeview.table.kept_sums import compute_once
from tradeview.table.refusals import refuse_word

Reference = Literal["world", "rest_of_world"]
MARKET = ["period", "partner"]


@check_arguments
@says_sources("world")
@says_months
@documented("exports by partner", "Partner `WLD` is left out. {the_world}")
def extensive_margin(frame: FrameT, *, reference: Reference, validate: bool = True) -> FrameT:
    """Hummels and Klenow's extensive margin: how much of a market consists of products that an economy sells there.

    EM = sum over k in K_ij of r_j^k / sum over all k of r_j^k. K_ij are the products that i exports to j, whatever
    their value; r_j^k are the reference's exports of k to j: all the world's (x_wj^k), or the rest's (x_wj^k - x_ij^k),
    as in the paper. Range: 0 to 1. It counts products by their weight in the market, not by their number, and is the
    larger the coarser the products are.

    Returns
    -------
    frame
        `period`, `reporter`, `partner` and `extensive`, sorted, for every pair with exports. Missing where the rest of
        the world sells nothing to the partner. A lazy frame stays lazy.

    References
    ----------
    Hummels, D. and Klenow, P. J. (2005), The variety and quality of a nation's exports, The American Economic Review
    95(3).

    Examples
    --------
    {exports_to_one}
    >>> extensive_margin(frame, reference="world")
       period reporter partner  extensive
    0    2024      MYS     SGP      1.000
    1    2024      RUS     SGP      0.625
    2    2024      SGP     MYS      1.000
    """
    formula = divide_or_missing(nw.col("matched"), nw.col("market"))
    return _by_pair(frame, "extensive_margin", reference, validate=validate, extensive=formula)


@check_arguments
@says_sources("world")
@says_months
@documented("exports by partner", "Partner `WLD` is left out. {the_world}")
def intensive_margin(frame: FrameT, *, reference: Reference, validate: bool = True) -> FrameT:
    """Hummels and Klenow's intensive margin: an economy's share of a market in the products that it sells there.

    IM = sum over k of x_ij^k / sum over k in K_ij of r_j^k, with K and r as of `extensive_margin`. Range: 0 to 1 with
    reference `world`, where EM x IM is the share of i in what the world sells to j; 0 to infinity with `rest_of_world`,
    where EM x IM is what i sells to j over what the rest does.

    Returns
    -------
    frame
        `period`, `reporter`, `partner` and `intensive`, sorted, for every pair with exports. Missing where the rest of
        the world sells the partner none of these products. A lazy frame stays lazy.

    References
    ----------
    Hummels, D. and Klenow, P. J. (2005), as of `extensive_margin`.

    Examples
    --------
    {exports_to_one}
    >>> intensive_margin(frame, reference="world")
       period reporter partner  intensive
    0    2024      MYS     SGP        0.5
    1    2024      RUS     SGP        0.8
    2    2024      SGP     MYS        1.0
    >>> intensive_margin(frame, reference="rest_of_world")["intensive"].tolist()
    [1.0, 4.0, nan]
    """
    formula = divide_or_missing(nw.col("x"), nw.col("matched"))
    return _by_pair(frame, "intensive_margin", reference, validate=validate, intensive=formula)


def _by_pair(frame: FrameT, what: str, reference: Reference, *, validate: bool, **formula: nw.Expr) -> FrameT:
    """Compute a formula of each pair's exports `x`, and of the reference's: `matched` in its products, `market`."""
    refuse_word(what, "reference", reference, get_args(Reference))
    flows = exports_of(prepare_trade(frame, what, validate=validate))
    refuse_lone_world(flows, what, THE_WORLD, validate=validate)
    cells = compute_once(sum_to_cells(flows), lambda cells: _beside_reference(cells, reference))
    return finish_index(cells, *PAIR, **formula)


def _beside_reference(flows: Frame, reference: Reference) -> Frame:
    """Return what each pair trades beside what the reference does: in the products of the pair, and in all."""
    world = sum_flows(flows, "partner", "commodity_code", name="w")
    cells = sum_flows(flows, "reporter", "partner", "commodity_code", name="x", added_up=True)
    cells = cells.join(world, on=[*MARKET, "commodity_code"], how="left")
    of_reference = nw.col("w")
    if reference == "rest_of_world":
        of_reference = rest_of(nw.col("w"), nw.col("x"))
    cells = sum_cells(cells.with_columns(r=of_reference), "reporter", "partner", x="x", w="w", matched="r")
    cells = cells.join(sum_cells(world, "partner", total="w"), on=MARKET, how="left")
    # What the economy does not sell, the reference does alone.
    return cells.with_columns(market=nw.col("matched") + rest_of(nw.col("total"), nw.col("w")))
