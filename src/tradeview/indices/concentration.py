"""Concentration: how much of an economy's exports rests on few products, or on few partners."""

from typing import Literal, get_args

import narwhals as nw

from tradeview.indices.docstrings import documented
from tradeview.indices.flows import exports, indexed, prepared, rolled, summed
from tradeview.table.engines import Frame, FrameT, ratio
from tradeview.table.refusals import refuse_word

Over = Literal["products", "partners", "commodity_code", "partner"]
Variant = Literal["hhi", "normalised", "hirschman", "unctad"]
KEYS = ["period", "reporter"]
COLUMNS = {"products": "commodity_code", "partners": "partner"}
SHARE, H, N = nw.col("share"), nw.col("h"), nw.col("n")


@documented
def concentration(frame: FrameT, *, over: Over, variant: Variant, validate: bool = True) -> FrameT:
    """Concentration of exports on products or partners, in four variants that are not comparable with one another.

    H = sum of s^2 over the shares s of the products (or partners) in the exports of an economy.

    ============ ========================================== ============
    variant      formula                                    range
    ============ ========================================== ============
    `hhi`        H, Herfindahl and Hirschman                1/n to 1
    `normalised` (H - 1/n) / (1 - 1/n)                      0 to 1
    `hirschman`  sqrt(H)                                    sqrt(1/n) to 1
    `unctad`     (sqrt(H) - sqrt(1/n)) / (1 - sqrt(1/n))    0 to 1
    ============ ========================================== ============

    n is how many products the world exports in the period, or how many economies other than this one are partners of
    anyone in it (and itself, where it trades with itself): what is open to all counts, not what is used. UNCTAD counts
    the groups of SITC Revision 3 at three digits; with other products the figures differ.

    Parameters
    ----------
    frame : frame
        {exports_to_spread}
    over : {"products", "partners"}
        {over}
    variant : {"hhi", "normalised", "hirschman", "unctad"}
        Which of the four.
    validate : bool
        {validate}

    Returns
    -------
    frame
        `period`, `reporter` and `concentration`, sorted, for every economy that exports. `normalised` and `unctad` are
        missing where n is 1: there is nothing to be spread over. A lazy frame stays lazy.

    Raises
    ------
    TradeTableError
        {unfit} no exports, or none by product; an unknown `over` or `variant`.

    References
    ----------
    Hirschman, A. O. (1964), The paternity of an index, The American Economic Review 54(5). UNCTAD, Handbook of
    Statistics, Calculation methods. Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP.

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [("MYS", "15", 30.0), ("MYS", "27", 10.0), ("RUS", "27", 40.0)]
    >>> frame = pd.DataFrame(cells, columns=["reporter", "commodity_code", "value"])
    >>> frame = frame.assign(period=2024, partner="SGP", flow="export", currency="USD")
    >>> concentration(frame, over="products", variant="hhi")
       period reporter  concentration
    0    2024      MYS          0.625
    1    2024      RUS          1.000
    >>> concentration(frame, over="products", variant="normalised")["concentration"].tolist()
    [0.25, 1.0]
    """
    refuse_word("concentration", "variant", variant, get_args(Variant))
    by = _column("concentration", over)
    flows = _flows(frame, "concentration", by, validate=validate)
    squares = rolled(_shares(flows, by).with_columns(h=SHARE * SHARE), "reporter", h="h")
    if variant in {"hhi", "hirschman"}:
        return indexed(squares, *KEYS, concentration=H if variant == "hhi" else H.sqrt())
    counted = _with_count(squares, flows, by)
    least = 1 / N
    above, most = (H - least, 1 - least) if variant == "normalised" else (H.sqrt() - least.sqrt(), 1 - least.sqrt())
    return indexed(counted, *KEYS, concentration=ratio(above, most))


@documented
def entropy(frame: FrameT, *, over: Over, validate: bool = True) -> FrameT:
    """Entropy of exports: how evenly they are spread over products or partners.

    entropy = sum of s ln(1 / s) over the shares s of the products (or partners) in the exports of an economy. Range: 0
    (all on one) to ln n (n with the same share). It runs against concentration: higher is more spread.

    Parameters
    ----------
    frame : frame
        {exports_to_spread}
    over : {"products", "partners"}
        {over}
    validate : bool
        {validate}

    Returns
    -------
    frame
        `period`, `reporter` and `entropy`, sorted, for every economy that exports. None is missing. A lazy frame stays
        lazy.

    Raises
    ------
    TradeTableError
        {unfit} no exports, or none by product; an unknown `over`.

    References
    ----------
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP.

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [("MYS", "15", 30.0), ("MYS", "27", 10.0), ("RUS", "27", 40.0)]
    >>> frame = pd.DataFrame(cells, columns=["reporter", "commodity_code", "value"])
    >>> frame = frame.assign(period=2024, partner="SGP", flow="export", currency="USD")
    >>> entropy(frame, over="products").round(6)
       period reporter   entropy
    0    2024      MYS  0.562335
    1    2024      RUS  0.000000
    """
    by = _column("entropy", over)
    flows = _flows(frame, "entropy", by, validate=validate)
    spread = _shares(flows, by).with_columns(entropy=SHARE * (1 / SHARE).log())
    return indexed(rolled(spread, "reporter", entropy="entropy"), *KEYS, entropy=nw.col("entropy"))


def _column(what: str, over: Over) -> str:
    """Return the column that an index runs over."""
    column = COLUMNS.get(over, over)
    if column not in COLUMNS.values():
        refuse_word(what, "over", over, list(COLUMNS))
    return column


def _flows(frame: FrameT, what: str, by: str, *, validate: bool) -> Frame:
    return exports(prepared(frame, what, validate=validate, products=by == "commodity_code"))


def _shares(flows: Frame, by: str) -> Frame:
    """Return the `share` of each product or partner in the exports of an economy."""
    cells = summed(flows, "reporter", by, name="x")
    wholes = rolled(cells, "reporter", x_i="x") if by == "commodity_code" else summed(flows, "reporter", name="x_i")
    return cells.join(wholes, on=KEYS, how="left").with_columns(share=ratio(nw.col("x"), nw.col("x_i")))


def _with_count(cells: Frame, flows: Frame, by: str) -> Frame:
    """Add how many products, or partners, are open to each economy: `n`."""
    there = summed(flows, by, name="x").with_columns(n=nw.lit(1.0))
    cells = cells.join(rolled(there, n="n"), on="period", how="left")
    if by == "commodity_code":
        return cells
    # An economy is no partner of its own, unless it trades with itself.
    abroad = there.select("period", reporter="partner", itself=nw.lit(1.0))
    home = summed(flows, "reporter", "partner", name="x").filter(nw.col("reporter") == nw.col("partner"))
    abroad = abroad.join(home, on=KEYS, how="anti")
    return cells.join(abroad, on=KEYS, how="left").with_columns(n=N - nw.col("itself").fill_null(0.0))
