"""Trade within industries: how far an economy exports and imports the same products at once.

What counts as the same product is the level of the codes: at two digits nearly everything is traded both ways, at six
much less is. Give both sides of every reporter: one without its imports looks like one that buys nothing. Exports
mostly are FOB and imports CIF; with `imports="mirror"` both sides are exports, and FOB.
"""

from typing import Literal, get_args

import narwhals as nw

from tradeview.arguments import check_arguments, check_arguments_but
from tradeview.indices.docstrings import documented
from tradeview.indices.flows import (
    Imports,
    exports_and_imports,
    finish_index,
    prepare_trade,
    sum_cells,
    trade_by_product,
)
from tradeview.indices.part_years import says_months
from tradeview.indices.provenance import says_sources
from tradeview.table.engines import Frame, FrameT, divide_or_missing
from tradeview.table.kept_sums import compute_once
from tradeview.table.refusals import refuse_word

Level = Literal["product", "aggregate"]
X, M = nw.col("x"), nw.col("m")


@check_arguments
@says_sources("reporter")
@says_months
@documented(
    "exports by product",
    level="An index for each product, or one for all; no default, since they are two indices of one name.",
    bilateral="Whether for each pair of economies, or of each economy with the world. Trade with the world overlaps "
    "more than trade with any partner: a product may be exported to one and imported from another.",
    sparse="{sparse} Of pairs, and of the aggregate, it always is.",
)
def grubel_lloyd(
    frame: FrameT,
    *,
    level: Level,
    bilateral: bool = False,
    imports: Imports = "reported",
    sparse: bool = False,
    validate: bool = True,
) -> FrameT:
    """Grubel and Lloyd's index: the part of trade that goes both ways in one product.

    By product: GL = 1 - |x - m| / (x + m). Aggregate: GL = 1 - sum |x - m| / sum (x + m), over products, which is the
    mean of the products' indices weighted by their trade, and equals 2 sum min(x, m) / sum (x + m). Range: 0 (each
    product goes one way) to 1 (exports equal imports in each). The aggregate is not corrected for an overall imbalance.

    Returns
    -------
    frame
        `period`, `reporter`, (`partner`,) (`commodity_code`) and `grubel_lloyd`, sorted. By product without partner:
        for every economy that trades and every product that is traded in the period, missing where the economy neither
        exports nor imports it. Bilateral: the cells with trade alone, none of them missing. A lazy frame stays lazy.

    References
    ----------
    Grubel, H. G. and Lloyd, P. J. (1975), Intra-Industry Trade, Macmillan.
    Mikic, M. and Gilbert, J. (2009), Trade Statistics in Policymaking, ESCAP.

    Examples
    --------
    {trade_of_two}
    >>> grubel_lloyd(frame, level="product", imports="mirror")
       period reporter commodity_code  grubel_lloyd
    0    2024      MYS             15           0.0
    1    2024      MYS             27           0.4
    2    2024      SGP             15           0.0
    3    2024      SGP             27           0.4
    >>> grubel_lloyd(frame, level="aggregate", imports="mirror")["grubel_lloyd"].tolist()
    [0.25, 0.25]
    """
    refuse_word("grubel_lloyd", "level", level, get_args(Level))
    table = prepare_trade(frame, "grubel_lloyd", validate=validate, imports=imports)
    who = _keys_of_traders(bilateral=bilateral)
    if level == "product" and not bilateral:
        # With the world each product has a cell, traded or not; of pairs there are those with trade alone.
        cells = trade_by_product(table, imports, sparse=sparse)
    else:
        cells = exports_and_imports(table, imports, *who, "commodity_code")
    cells = cells.with_columns(net=(X - M).abs(), gross=X + M)
    formula = 1 - divide_or_missing(nw.col("net"), nw.col("gross"))
    if level == "product":
        return finish_index(cells, "period", *who, "commodity_code", grubel_lloyd=formula)
    return finish_index(sum_cells(cells, *who, net="net", gross="gross"), "period", *who, grubel_lloyd=formula)


@check_arguments_but("start", "end")
@says_sources("reporter")
@says_months
@documented(
    "exports by product",
    "The revision of the codes is the same in both periods.",
    bilateral="Whether for each pair of economies, or of each economy with the world.",
    sparse="Whether only cells with trade in either period: products that the economy trades. Of pairs it always is.",
)
def marginal_intra_industry(
    frame: FrameT,
    *,
    start: int,
    end: int,
    bilateral: bool = False,
    imports: Imports = "reported",
    sparse: bool = False,
    validate: bool = True,
) -> FrameT:
    """Brülhart's index A: the part of the change of trade between two periods that went the same way on both sides.

    A = 1 - |dx - dm| / (|dx| + |dm|), where dx and dm are the changes of exports and of imports. Range: 0 (only one
    side changed, or they changed in opposite ways) to 1 (both changed alike). It tells of adjustment: a sector whose
    exports and imports grow together need shed nobody.

    Returns
    -------
    frame
        `start`, `end`, `reporter`, (`partner`,) `commodity_code` and `marginal_iit`, sorted, for economies that trade
        in both periods: one without any row in one of them has not reported, and has no change. Without partner: every
        product that is traded in either; bilateral: those that the pair trades in either. A product without trade in
        one of the periods changed from or to zero. Missing where neither exports nor imports changed. Money of the two
        periods is compared as it is: `tv.deflate` first takes inflation out. A lazy frame stays lazy.

    References
    ----------
    Brülhart, M. (1994), Marginal intra-industry trade: measurement and relevance for the pattern of industrial
    adjustment, Weltwirtschaftliches Archiv 130(3).

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [(2007, "MYS", "SGP", 30.0), (2007, "SGP", "MYS", 10.0), (2024, "MYS", "SGP", 50.0),
    ...          (2024, "SGP", "MYS", 15.0)]
    >>> frame = pd.DataFrame(cells, columns=["period", "reporter", "partner", "value"])
    >>> frame = frame.assign(commodity_code="27", flow="export", currency="USD")
    >>> marginal_intra_industry(frame, start=2007, end=2024, imports="mirror")
       start   end reporter commodity_code  marginal_iit
    0   2007  2024      MYS             27           0.4
    1   2007  2024      SGP             27           0.4
    """
    what = "marginal_intra_industry"
    table = prepare_trade(frame, what, validate=validate, imports=imports, periods=(start, end))
    who = _keys_of_traders(bilateral=bilateral)
    if bilateral:
        cells = exports_and_imports(table, imports, *who, "commodity_code")
    else:
        cells = trade_by_product(table, imports, sparse=sparse)
    changes = compute_once(cells, lambda cells: _changes_of_cells(cells, [*who, "commodity_code"], start, end))
    changes = changes.with_columns(start=nw.lit(start, nw.Int64), end=nw.lit(end, nw.Int64))
    formula = 1 - divide_or_missing((X - M).abs(), X.abs() + M.abs())
    return finish_index(changes, "start", "end", *who, "commodity_code", marginal_iit=formula)


def _changes_of_cells(cells: Frame, keys: list[str], start: int, end: int) -> Frame:
    """Return the changes of `x` and `m` between two periods, of those who trade in both."""
    # Who has no row in one of the periods has not reported then: nothing of it changed from zero.
    spans = cells.group_by("reporter").agg(first=nw.col("period").min(), last=nw.col("period").max())
    in_both = spans.filter((nw.col("first") == start) & (nw.col("last") == end)).select("reporter")
    sign = nw.when(nw.col("period") == end).then(1.0).otherwise(-1.0)
    changes = cells.with_columns(x=X * sign, m=M * sign).group_by(*keys).agg(nw.col("x", "m").sum())
    return changes.join(in_both, on="reporter", how="semi")


def _keys_of_traders(*, bilateral: bool) -> list[str]:
    return ["reporter", "partner"] if bilateral else ["reporter"]
