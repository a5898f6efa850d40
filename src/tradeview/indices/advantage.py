"""Revealed comparative advantage: what an economy exports more of than the world does, in five measures.

All compare the share of a product in an economy's exports with its share in the world's. The world is every reporter
in the table (or its `WLD` rows, where it has them): give all reporters, or the index says how an economy stands among
those few.
"""

import narwhals as nw

from tradeview.arguments import check_arguments
from tradeview.indices.docstrings import documented
from tradeview.indices.flows import (
    complete_grid,
    exports_of,
    finish_index,
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
X, X_I = nw.col("x"), nw.col("x_i")  # exports of an economy: of a product, of all
X_K, W = nw.col("x_k"), nw.col("w")  # those of the world
RCA = divide_or_missing(X * W, X_I * X_K)


@check_arguments
@says_sources("world")
@says_months
@documented("exports by product", "{the_world}")
def revealed_comparative_advantage(frame: FrameT, *, sparse: bool = False, validate: bool = True) -> FrameT:
    """Balassa's index: the share of a product in an economy's exports over its share in the world's.

    RCA = (x_i^k / X_i) / (x_w^k / X_w). Range: 0 to infinity; above 1, the economy exports more of the product than the
    world does. It is not symmetric about 1 and not comparable over products (`symmetric_rca`, `normalised_rca` are).

    Returns
    -------
    frame
        `period`, `reporter`, `commodity_code` and `rca`, sorted, for every economy that exports and every product that
        the world exports in the period: 0 where the economy exports none of it. Both shares have a whole above zero
        wherever there is a row, so none is missing. A lazy frame stays lazy.

    References
    ----------
    Balassa, B. (1965), Trade liberalisation and "revealed" comparative advantage, The Manchester School 33(2).
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP.

    Examples
    --------
    {exports_of_two}
    >>> revealed_comparative_advantage(frame)
       period reporter commodity_code  rca
    0    2024      MYS             15  2.0
    1    2024      MYS             27  0.4
    2    2024      RUS             15  0.0
    3    2024      RUS             27  1.6
    """
    return _by_product(frame, "revealed_comparative_advantage", sparse=sparse, validate=validate, rca=RCA)


@check_arguments
@says_sources("world")
@says_months
@documented("exports by product", "{the_world}")
def symmetric_rca(frame: FrameT, *, sparse: bool = False, validate: bool = True) -> FrameT:
    """Laursen's index: the RCA made symmetric about 0.

    RSCA = (RCA - 1) / (RCA + 1). Range: -1 (none exported) to 1; above 0, the economy has an advantage.

    Returns
    -------
    frame
        `period`, `reporter`, `commodity_code` and `rsca`, sorted, for every economy that exports and every product that
        the world exports in the period: -1 where the economy exports none of it. None is missing.

    References
    ----------
    Laursen, K. (2015), Revealed comparative advantage and the alternatives as measures of international
    specialization, Eurasian Business Review 5(1).

    Examples
    --------
    {exports_of_two}
    >>> symmetric_rca(frame)["rsca"].round(6).tolist()
    [0.333333, -0.428571, -1.0, 0.230769]
    """
    return _by_product(frame, "symmetric_rca", sparse=sparse, validate=validate, rsca=(RCA - 1) / (RCA + 1))


@check_arguments
@says_sources("world")
@says_months
@documented(
    "exports by product",
    "{the_world} Where the table has rows of reporter `WLD`, the sums are 0 only if its reporters add up to the world.",
)
def normalised_rca(frame: FrameT, *, sparse: bool = False, validate: bool = True) -> FrameT:
    """Yu, Cai and Leung's index: exports beyond those of an economy without advantage, as a part of world exports.

    NRCA = x_i^k / W - X_i X_w^k / W^2. Range: -1/4 to 1/4; it sums to 0 over the economies and over the products, and
    is comparable over products, economies and time.

    Returns
    -------
    frame
        `period`, `reporter`, `commodity_code` and `nrca`, sorted, for every economy that exports and every product that
        the world exports in the period: below 0 where the economy exports none of it. None is missing.

    References
    ----------
    Yu, R., Cai, J. and Leung, P. (2009), The normalized revealed comparative advantage index, The Annals of Regional
    Science 43(1).

    Examples
    --------
    {exports_of_two}
    >>> normalised_rca(frame)["nrca"].tolist()
    [0.1875, -0.1875, -0.1875, 0.1875]
    """
    # Sums of zero are left out, so that W is above zero wherever there is a row, and X_i likewise.
    return _by_product(frame, "normalised_rca", sparse=sparse, validate=validate, nrca=X / W - (X_I / W) * (X_K / W))


@check_arguments
@says_sources("world")
@says_months
@documented("exports by product", "{the_world}")
def additive_rca(frame: FrameT, *, sparse: bool = False, validate: bool = True) -> FrameT:
    """Hoen and Oosterhaven's index: the difference of the two shares of which Balassa's is the quotient.

    ARCA = x_i^k / X_i - x_w^k / X_w. Range: -1 to 1; it sums to 0 over the products of an economy.

    Returns
    -------
    frame
        `period`, `reporter`, `commodity_code` and `arca`, sorted, for every economy that exports and every product that
        the world exports in the period: below 0 where the economy exports none of it. None is missing.

    References
    ----------
    Hoen, A. R. and Oosterhaven, J. (2006), On the measurement of comparative advantage, The Annals of Regional
    Science 40(3).

    Examples
    --------
    {exports_of_two}
    >>> additive_rca(frame)["arca"].tolist()
    [0.375, -0.375, -0.375, 0.375]
    """
    return _by_product(frame, "additive_rca", sparse=sparse, validate=validate, arca=X / X_I - X_K / W)


@check_arguments
@says_sources("world")
@says_months
@documented(
    "exports by product",
    "The world's exports to a partner are those of all reporters, or of reporter `WLD` to that partner where there: "
    "give all.",
)
def bilateral_rca(frame: FrameT, *, validate: bool = True) -> FrameT:
    """Balassa's index in one market: the share of a product in exports to a partner over its share in the world's.

    RCA = (x_ij^k / x_ij) / (x_wj^k / x_wj). Range: 0 to infinity; above 1, the economy sells the partner more of the
    product than the world does.

    Returns
    -------
    frame
        `period`, `reporter`, `partner`, `commodity_code` and `rca`, sorted, where the economy exports the product to
        the partner. A product that it does not export there has no row (and an index of 0); none is missing.

    References
    ----------
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP: RCA, of which this is one market's.

    Examples
    --------
    {exports_to_one}
    >>> bilateral_rca(frame)
       period reporter partner commodity_code  rca
    0    2024      MYS     SGP             15  2.0
    1    2024      MYS     SGP             27  0.4
    2    2024      RUS     SGP             27  1.6
    3    2024      SGP     MYS             27  1.0
    """
    flows = exports_of(prepare_trade(frame, "bilateral_rca", validate=validate))
    refuse_lone_world(flows, "bilateral_rca", THE_WORLD, validate=validate)
    cells = compute_once(sum_to_cells(flows), _beside_markets)
    return finish_index(cells, "period", "reporter", "partner", "commodity_code", rca=RCA)


def _beside_markets(flows: Frame) -> Frame:
    """Return what each pair trades, beside all of the pair's, and the partner's market of the product and of all."""
    cells = sum_flows(flows, "reporter", "partner", "commodity_code", name="x", added_up=True)
    market = sum_flows(flows, "partner", "commodity_code", name="x_k")
    of_pairs = sum_cells(cells, "reporter", "partner", x_i="x")
    of_partners = sum_cells(market, "partner", w="x_k")
    cells = cells.join(of_pairs, on=["period", "reporter", "partner"]).join(of_partners, on=["period", "partner"])
    return cells.join(market, on=["period", "partner", "commodity_code"])


def _by_product(frame: FrameT, what: str, *, sparse: bool, validate: bool, **formula: nw.Expr) -> FrameT:
    """Compute a formula of a reporter's exports of a product (`x`), of all (`x_i`), and of the world's (`x_k`, `w`)."""
    exports = exports_of(prepare_trade(frame, what, validate=validate))
    refuse_lone_world(exports, what, THE_WORLD, validate=validate)
    cells = compute_once(sum_over_partners(exports), lambda flows: _beside_world(flows, sparse=sparse))
    return finish_index(cells, *KEYS, **formula)


def _beside_world(flows: Frame, *, sparse: bool) -> Frame:
    """Return the grid of reporters and products: `x`, beside all of the reporter's, and the world's of the product."""
    cells = sum_flows(flows, "reporter", "commodity_code", name="x")
    products = sum_flows(flows, "commodity_code", name="x_k")
    products = products.join(sum_cells(products, w="x_k"), on="period")
    return complete_grid(cells, sum_cells(cells, "reporter", x_i="x"), products, "x", sparse=sparse)
