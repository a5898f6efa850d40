"""Revealed comparative advantage: what an economy exports more of than the world does, in five measures.

All compare the share of a product in an economy's exports with its share in the world's. The world is every reporter
in the table (or its `WLD` rows, where it has them): give all reporters, or the index says how an economy stands among
those few.
"""

import narwhals as nw

from tradeview.indices.docstrings import documented
from tradeview.indices.flows import exports, grid, indexed, over_partners, prepared, rolled, summed
from tradeview.table.engines import FrameT, ratio

KEYS = ("period", "reporter", "commodity_code")
X, X_I, X_K, W = (nw.col(name) for name in ("x", "x_i", "x_k", "w"))
RCA = ratio(X * W, X_I * X_K)


@documented
def revealed_comparative_advantage(frame: FrameT, *, validate: bool = True) -> FrameT:
    """Balassa's index: the share of a product in an economy's exports over its share in the world's.

    RCA = (x_i^k / X_i) / (x_w^k / X_w). Range: 0 to infinity; above 1, the economy exports more of the product than the
    world does. It is not symmetric about 1 and not comparable over products (`symmetric_rca`, `normalised_rca` are).

    Parameters
    ----------
    frame : frame
        {exports_by_product} {the_world}
    validate : bool
        {validate}

    Returns
    -------
    frame
        `period`, `reporter`, `commodity_code` and `rca`, sorted, for every economy that exports and every product that
        the world exports in the period: 0 where the economy exports none of it. Both shares have a whole above zero
        wherever there is a row, so none is missing. A lazy frame stays lazy.

    Raises
    ------
    TradeTableError
        {unfit} no exports, or none by product.

    References
    ----------
    Balassa, B. (1965), Trade liberalisation and "revealed" comparative advantage, The Manchester School 33(2).
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP.

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [("MYS", "15", 30.0), ("MYS", "27", 10.0), ("RUS", "27", 40.0)]
    >>> frame = pd.DataFrame(cells, columns=["reporter", "commodity_code", "value"])
    >>> frame = frame.assign(period=2024, partner="SGP", flow="export", currency="USD")
    >>> revealed_comparative_advantage(frame)
       period reporter commodity_code  rca
    0    2024      MYS             15  2.0
    1    2024      MYS             27  0.4
    2    2024      RUS             15  0.0
    3    2024      RUS             27  1.6
    """
    return _by_product(frame, "revealed_comparative_advantage", validate=validate, rca=RCA)


@documented
def symmetric_rca(frame: FrameT, *, validate: bool = True) -> FrameT:
    """Laursen's index: the RCA made symmetric about 0.

    RSCA = (RCA - 1) / (RCA + 1). Range: -1 (none exported) to 1; above 0, the economy has an advantage.

    Parameters
    ----------
    frame : frame
        {exports_by_product} {the_world}
    validate : bool
        {validate}

    Returns
    -------
    frame
        `period`, `reporter`, `commodity_code` and `rsca`, sorted, for every economy that exports and every product that
        the world exports in the period: -1 where the economy exports none of it. None is missing.

    Raises
    ------
    TradeTableError
        {unfit} no exports, or none by product.

    References
    ----------
    Laursen, K. (2015), Revealed comparative advantage and the alternatives as measures of international
    specialization, Eurasian Business Review 5(1).

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [("MYS", "15", 30.0), ("MYS", "27", 10.0), ("RUS", "27", 40.0)]
    >>> frame = pd.DataFrame(cells, columns=["reporter", "commodity_code", "value"])
    >>> frame = frame.assign(period=2024, partner="SGP", flow="export", currency="USD")
    >>> symmetric_rca(frame)["rsca"].round(6).tolist()
    [0.333333, -0.428571, -1.0, 0.230769]
    """
    return _by_product(frame, "symmetric_rca", validate=validate, rsca=(RCA - 1) / (RCA + 1))


@documented
def normalised_rca(frame: FrameT, *, validate: bool = True) -> FrameT:
    """Yu, Cai and Leung's index: exports beyond those of an economy without advantage, as a part of world exports.

    NRCA = x_i^k / W - X_i X_w^k / W^2. Range: -1/4 to 1/4; it sums to 0 over the economies and over the products, and
    is comparable over products, economies and time.

    Parameters
    ----------
    frame : frame
        {exports_by_product} {the_world} Where the table has rows of reporter `WLD`, the sums are 0 only if its
        reporters add up to the world.
    validate : bool
        {validate}

    Returns
    -------
    frame
        `period`, `reporter`, `commodity_code` and `nrca`, sorted, for every economy that exports and every product that
        the world exports in the period: below 0 where the economy exports none of it. None is missing.

    Raises
    ------
    TradeTableError
        {unfit} no exports, or none by product.

    References
    ----------
    Yu, R., Cai, J. and Leung, P. (2009), The normalized revealed comparative advantage index, The Annals of Regional
    Science 43(1).

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [("MYS", "15", 30.0), ("MYS", "27", 10.0), ("RUS", "27", 40.0)]
    >>> frame = pd.DataFrame(cells, columns=["reporter", "commodity_code", "value"])
    >>> frame = frame.assign(period=2024, partner="SGP", flow="export", currency="USD")
    >>> normalised_rca(frame)["nrca"].tolist()
    [0.1875, -0.1875, -0.1875, 0.1875]
    """
    return _by_product(frame, "normalised_rca", validate=validate, nrca=X / W - (X_I / W) * (X_K / W))


@documented
def additive_rca(frame: FrameT, *, validate: bool = True) -> FrameT:
    """Hoen and Oosterhaven's index: the difference of the two shares of which Balassa's is the quotient.

    ARCA = x_i^k / X_i - x_w^k / X_w. Range: -1 to 1; it sums to 0 over the products of an economy.

    Parameters
    ----------
    frame : frame
        {exports_by_product} {the_world}
    validate : bool
        {validate}

    Returns
    -------
    frame
        `period`, `reporter`, `commodity_code` and `arca`, sorted, for every economy that exports and every product that
        the world exports in the period: below 0 where the economy exports none of it. None is missing.

    Raises
    ------
    TradeTableError
        {unfit} no exports, or none by product.

    References
    ----------
    Hoen, A. R. and Oosterhaven, J. (2006), On the measurement of comparative advantage, The Annals of Regional
    Science 40(3).

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [("MYS", "15", 30.0), ("MYS", "27", 10.0), ("RUS", "27", 40.0)]
    >>> frame = pd.DataFrame(cells, columns=["reporter", "commodity_code", "value"])
    >>> frame = frame.assign(period=2024, partner="SGP", flow="export", currency="USD")
    >>> additive_rca(frame)["arca"].tolist()
    [0.375, -0.375, -0.375, 0.375]
    """
    return _by_product(frame, "additive_rca", validate=validate, arca=X / X_I - X_K / W)


@documented
def bilateral_rca(frame: FrameT, *, validate: bool = True) -> FrameT:
    """Balassa's index in one market: the share of a product in exports to a partner over its share in the world's.

    RCA = (x_ij^k / x_ij) / (x_wj^k / x_wj). Range: 0 to infinity; above 1, the economy sells the partner more of the
    product than the world does.

    Parameters
    ----------
    frame : frame
        {exports_by_product} The world's exports to a partner are those of all reporters, or of reporter `WLD`
        to that partner where there: give all.
    validate : bool
        {validate}

    Returns
    -------
    frame
        `period`, `reporter`, `partner`, `commodity_code` and `rca`, sorted, where the economy exports the product to
        the partner. A product that it does not export there has no row (and an index of 0); none is missing.

    Raises
    ------
    TradeTableError
        {unfit} no exports, or none by product.

    References
    ----------
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP: RCA, of which this is one market's.

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [("MYS", "15", 30.0), ("MYS", "27", 10.0), ("RUS", "27", 40.0)]
    >>> frame = pd.DataFrame(cells, columns=["reporter", "commodity_code", "value"])
    >>> frame = frame.assign(period=2024, partner="SGP", flow="export", currency="USD")
    >>> bilateral_rca(frame)
       period reporter partner commodity_code  rca
    0    2024      MYS     SGP             15  2.0
    1    2024      MYS     SGP             27  0.4
    2    2024      RUS     SGP             27  1.6
    """
    flows = exports(prepared(frame, "bilateral_rca", validate=validate))
    cells = summed(flows, "reporter", "partner", "commodity_code", name="x")
    market = summed(flows, "partner", "commodity_code", name="x_k")
    for keys, sums in (
        (("reporter", "partner"), rolled(cells, "reporter", "partner", x_i="x")),
        (("partner",), rolled(market, "partner", w="x_k")),
        (("partner", "commodity_code"), market),
    ):
        cells = cells.join(sums, on=["period", *keys])
    return indexed(cells, "period", "reporter", "partner", "commodity_code", rca=RCA)


def _by_product(frame: FrameT, what: str, *, validate: bool, **formula: nw.Expr) -> FrameT:
    """Reckon a formula of what each reporter exports of a product (`x`), of all (`x_i`), and the world (`x_k`, `w`)."""
    flows = over_partners(exports(prepared(frame, what, validate=validate)))
    cells = summed(flows, "reporter", "commodity_code", name="x")
    products = summed(flows, "commodity_code", name="x_k")
    products = products.join(rolled(products, w="x_k"), on="period")
    every = grid(cells, rolled(cells, "reporter", x_i="x"), products, "x")
    return indexed(every, *KEYS, **formula)
