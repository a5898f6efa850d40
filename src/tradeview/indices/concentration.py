"""Concentration: how much of an economy's exports rests on few products, or on few partners."""

from typing import Literal, get_args

import narwhals as nw

from tradeview.arguments import check_arguments
from tradeview.indices.docstrings import documented
from tradeview.indices.flows import (
    exports_of,
    finish_index,
    prepare_trade,
    sum_cells,
    sum_flows,
    sum_over_partners,
    sum_over_products,
)
from tradeview.indices.known_world import EVERY_PARTNER, PRODUCTS_OF_THE_WORLD, refuse_lone_world
from tradeview.indices.part_years import says_months
from tradeview.indices.provenance import says_sources
from tradeview.table.engines import Frame, FrameT, divide_or_missing
from tradeview.table.kept_sums import compute_once
from tradeview.table.refusals import refuse_word

Over = Literal["products", "partners", "commodity_code", "partner"]
Variant = Literal["hhi", "normalised", "hirschman", "unctad"]
KEYS = ["period", "reporter"]
OF_HOW_MANY = {"normalised", "unctad"}  # variants that ask how many products or partners there are for all
COLUMNS = {"products": "commodity_code", "partners": "partner"}
SHARE, H, LEAST = nw.col("share"), nw.col("h"), 1 / nw.col("n")  # least: of n equal shares, the sum of squares
FORMULAS = {
    "hhi": H,
    "normalised": divide_or_missing(H - LEAST, 1 - LEAST),
    "hirschman": H.sqrt(),
    "unctad": divide_or_missing(H.sqrt() - LEAST.sqrt(), 1 - LEAST.sqrt()),
}


@check_arguments
@says_sources("reporter")
@says_months
@documented("exports to spread", variant="Which of the four.")
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

    Returns
    -------
    frame
        `period`, `reporter` and `concentration`, sorted, for every economy that exports. `normalised` and `unctad` are
        missing where n is 1: there is nothing to be spread over. A lazy frame stays lazy.

    References
    ----------
    Hirschman, A. O. (1964), The paternity of an index, The American Economic Review 54(5). UNCTAD, Handbook of
    Statistics, Calculation methods. Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP.

    Examples
    --------
    {exports_of_two}
    >>> concentration(frame, over="products", variant="hhi")
       period reporter  concentration
    0    2024      MYS          0.625
    1    2024      RUS          1.000
    >>> concentration(frame, over="products", variant="normalised")["concentration"].tolist()
    [0.25, 1.0]
    """
    refuse_word("concentration", "variant", variant, get_args(Variant))
    column = _column_of(over, "concentration")
    flows = _exports_over(column, frame, "concentration", validate=validate)
    if column == "commodity_code" and variant in OF_HOW_MANY:
        refuse_lone_world(flows, "concentration", PRODUCTS_OF_THE_WORLD, validate=validate)
    squares = compute_once(_add_up(flows, column), lambda sums: _sum_squares(sums, column, variant))
    return finish_index(squares, *KEYS, concentration=FORMULAS[variant])


@check_arguments
@says_sources("reporter")
@says_months
@documented("exports to spread")
def entropy(frame: FrameT, *, over: Over, validate: bool = True) -> FrameT:
    """Entropy of exports: how evenly they are spread over products or partners.

    entropy = sum of s ln(1 / s) over the shares s of the products (or partners) in the exports of an economy. Range: 0
    (all on one) to ln n (n with the same share). It runs against concentration: higher is more spread.

    Returns
    -------
    frame
        `period`, `reporter` and `entropy`, sorted, for every economy that exports. None is missing. A lazy frame stays
        lazy.

    References
    ----------
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP.

    Examples
    --------
    {exports_of_two}
    >>> entropy(frame, over="products").round(6)
       period reporter   entropy
    0    2024      MYS  0.562335
    1    2024      RUS  0.000000
    """
    column = _column_of(over, "entropy")
    flows = _exports_over(column, frame, "entropy", validate=validate)
    shares = compute_once(_add_up(flows, column), lambda sums: _shares_of(sums, column))
    spread = sum_cells(shares.with_columns(entropy=SHARE * (1 / SHARE).log()), "reporter", entropy="entropy")
    return finish_index(spread, *KEYS, entropy=nw.col("entropy"))


def _column_of(over: Over, what: str) -> str:
    """Return the column that an index runs over: a caller may name it, or what it holds."""
    column = COLUMNS.get(over, over)
    if column not in COLUMNS.values():
        refuse_word(what, "over", over, list(COLUMNS))
    return column


def _exports_over(column: str, frame: FrameT, what: str, *, validate: bool) -> Frame:
    flows = exports_of(prepare_trade(frame, what, validate=validate, products=column == "commodity_code"))
    if column == "partner":
        refuse_lone_world(flows, what, EVERY_PARTNER, validate=validate)
    return flows


def _add_up(flows: Frame, column: str) -> Frame:
    """Add up by product, or by partner: all that an index over one of them is made of."""
    return sum_over_partners(flows) if column == "commodity_code" else sum_over_products(flows)


def _sum_squares(flows: Frame, column: str, variant: Variant) -> Frame:
    """Return the sum of squared shares, `h`, of each economy, with how many are open to it where that is asked."""
    squares = sum_cells(_shares_of(flows, column).with_columns(h=SHARE * SHARE), "reporter", h="h")
    if variant in OF_HOW_MANY:
        squares = _with_number_open(squares, flows, column)
    return squares


def _shares_of(flows: Frame, column: str) -> Frame:
    """Return the `share` of each product or partner in the exports of an economy."""
    cells = sum_flows(flows, "reporter", column, name="x")
    if column == "commodity_code":
        wholes = sum_cells(cells, "reporter", x_i="x")
    else:  # partner `WLD` may be more than the partners that there are
        wholes = sum_flows(flows, "reporter", name="x_i")
    return cells.join(wholes, on=KEYS, how="left").with_columns(share=divide_or_missing(nw.col("x"), nw.col("x_i")))


def _with_number_open(cells: Frame, flows: Frame, column: str) -> Frame:
    """Add how many products, or partners, are open to each economy: `n`."""
    there = sum_flows(flows, column, name="x").with_columns(n=nw.lit(1.0))
    cells = cells.join(sum_cells(there, n="n"), on="period", how="left")
    if column == "commodity_code":
        return cells
    # An economy is no partner of its own, unless it trades with itself.
    abroad = there.select("period", reporter="partner", itself=nw.lit(1.0))
    home = sum_flows(flows, "reporter", "partner", name="x").filter(nw.col("reporter") == nw.col("partner"))
    abroad = abroad.join(home, on=KEYS, how="anti")
    return cells.join(abroad, on=KEYS, how="left").with_columns(n=nw.col("n") - nw.col("itself").fill_null(0.0))
