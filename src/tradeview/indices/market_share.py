"""Constant market shares: how exports would have grown with the world, and how much they did beyond or below that."""

import narwhals as nw

from tradeview.arguments import check_arguments_but
from tradeview.indices.docstrings import documented
from tradeview.indices.flows import (
    exports_of,
    finish_index,
    prepare_trade,
    sum_flows,
    sum_over_partners,
    sum_to_cells,
)
from tradeview.indices.known_world import THE_WORLD, refuse_lone_world
from tradeview.indices.part_years import says_months
from tradeview.indices.provenance import says_sources
from tradeview.table.engines import Frame, FrameT, divide_or_missing
from tradeview.table.kept_sums import compute_once

X0, X1 = nw.col("x_start"), nw.col("x_end")


@check_arguments_but("start", "end")
@says_sources("world")
@says_months
@documented(
    "exports by product",
    "{the_world} The economy itself is among them; those of both periods are the same, and so is the revision of the "
    "codes.",
    bilateral='Whether in the market of each partner: "the world" is then all exports to that partner.',
)
def constant_market_share(
    frame: FrameT, *, start: int, end: int, bilateral: bool = False, validate: bool = True
) -> FrameT:
    """Richardson's constant market shares: the change of exports as growth of the world, structure and competition.

    X_1 - X_0 = r X_0 + sum over k of (r_k - r) x_k0 + the rest. r is the growth of world exports, r_k that of product
    k, both with the weights of the base period `start`. The first is what exports would have gained at the pace of the
    world, the second what their products gained or lost beyond it, the rest is due to changed market shares:
    competition, and whatever else changes them. The three add up to the change; other weights split it otherwise.
    Range: any amount, either way.

    Returns
    -------
    frame
        `reporter`, (`partner`,) `growth_effect`, `structure_effect` and `competition_effect` (in `currency`), sorted,
        for economies that export in both periods: one without exports in one of them has not reported. A pair, or
        product, without trade in one period changed from or to zero. Missing where nobody exported to the partner at
        the start. Money of the two periods is compared as it is: `tv.deflate` first takes inflation out. Of parts of
        years, and of fiscal years, `months` says first which the last period is of. A lazy frame stays lazy.

    References
    ----------
    Richardson, J. D. (1971), Constant-market-shares analysis of export growth, Journal of International Economics 1(2).

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [(2007, "MYS", "15", 40.0), (2007, "RUS", "27", 60.0), (2024, "MYS", "15", 70.0),
    ...          (2024, "RUS", "15", 10.0), (2024, "RUS", "27", 120.0)]
    >>> frame = pd.DataFrame(cells, columns=["period", "reporter", "commodity_code", "value"])
    >>> frame = frame.assign(partner=frame["reporter"].map({"MYS": "RUS", "RUS": "MYS"}), flow="export", currency="USD")
    >>> constant_market_share(frame, start=2007, end=2024).round(6)
      reporter  growth_effect  structure_effect  competition_effect
    0      MYS           40.0               0.0               -10.0
    1      RUS           60.0               0.0                10.0
    """
    flows = exports_of(prepare_trade(frame, "constant_market_share", validate=validate, periods=(start, end)))
    refuse_lone_world(flows, "constant_market_share", THE_WORLD, validate=validate)
    market = ["partner"] if bilateral else []
    added_up = sum_to_cells(flows) if bilateral else sum_over_partners(flows)
    sums = compute_once(added_up, lambda sums: _beside_pace(sums, market, start, end))
    at_pace, kept = X0 * nw.col("pace"), nw.col("kept")
    known = nw.when(~nw.col("pace").is_null())
    return finish_index(
        sums,
        "reporter",
        *market,
        growth_effect=at_pace - X0,
        structure_effect=known.then(kept - at_pace),
        competition_effect=known.then(X1 - kept),
    )


def _beside_pace(flows: Frame, market: list[str], start: int, end: int) -> Frame:
    """Return exports of both ends, what they would come to at kept shares, and the pace of the world or the market."""
    of_products = sum_flows(flows, "reporter", *market, "commodity_code", name="x", added_up=True)
    cells = _at_both_ends(of_products, start, end)
    world = _at_both_ends(sum_flows(flows, *market, "commodity_code", name="x"), start, end)
    pace_of_products = world.select(*market, "commodity_code", pace=divide_or_missing(X1, X0))
    cells = cells.join(pace_of_products, on=[*market, "commodity_code"], how="left")
    # What the exports of the start come to where each product keeps its market share.
    cells = cells.with_columns(kept=X0 * nw.col("pace").fill_null(0.0))
    # One without exports in one of the periods has not reported, and did not lose all of its market.
    reporters = cells.group_by("reporter").agg(X0.sum(), X1.sum())
    in_both = reporters.filter((X0 > 0) & (X1 > 0)).select("reporter")
    sums = cells.group_by("reporter", *market).agg(X0.sum(), X1.sum(), nw.col("kept").sum())
    sums = sums.join(in_both, on="reporter", how="semi").with_columns(_all=nw.lit(1))
    # The pace of the world, or of each market: engines join on a column at least, so all have one in common.
    wholes = world.with_columns(_all=nw.lit(1)).group_by("_all", *market).agg(X0.sum(), X1.sum())
    wholes = wholes.select("_all", *market, pace=divide_or_missing(X1, X0))
    return sums.join(wholes, on=["_all", *market], how="left")


def _at_both_ends(cells: Frame, start: int, end: int) -> Frame:
    """Return each cell's exports in the first and in the last period, side by side."""
    keys = [name for name in cells.collect_schema().names() if name not in {"period", "x"}]
    at_start = nw.when(nw.col("period") == start).then(nw.col("x")).otherwise(0.0)
    at_end = nw.when(nw.col("period") == end).then(nw.col("x")).otherwise(0.0)
    return cells.select(*keys, x_start=at_start, x_end=at_end).group_by(*keys).agg(X0.sum(), X1.sum())
