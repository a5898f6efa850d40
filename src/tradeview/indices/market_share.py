"""Constant market shares: how exports would have grown with the world, and how much they did beyond or below that."""

import narwhals as nw

from tradeview.indices.docstrings import documented
from tradeview.indices.flows import exports, indexed, prepared, summed
from tradeview.table.engines import Frame, FrameT, ratio

ENDS = ("x_start", "x_end")
X0, X1 = (nw.col(name) for name in ENDS)


@documented
def constant_market_share(
    frame: FrameT, *, start: int, end: int, bilateral: bool = False, validate: bool = True
) -> FrameT:
    """Richardson's constant market shares: the change of exports as growth of the world, structure and competition.

    X_1 - X_0 = r X_0 + sum over k of (r_k - r) x_k0 + the rest. r is the growth of world exports, r_k that of product
    k, both with the weights of the base period `start`. The first is what exports would have gained at the pace of the
    world, the second what their products gained or lost beyond it, the rest is due to changed market shares:
    competition, and whatever else changes them. The three add up to the change; other weights split it otherwise.
    Range: any amount, either way.

    Parameters
    ----------
    frame : frame
        {exports_by_product} {the_world} The economy itself is among them; those of both periods are
        the same, and so is the revision of the codes.
    start, end : int
        {start_end}
    bilateral : bool
        Whether in the market of each partner: "the world" is then all exports to that partner.
    validate : bool
        {validate}

    Returns
    -------
    frame
        `reporter`, (`partner`,) `growth_effect`, `structure_effect` and `competition_effect` (in `currency`), sorted,
        for economies that export in both periods: one without exports in one of them has not reported. A pair, or
        product, without trade in one period changed from or to zero. Missing where nobody exported to the partner at
        the start. Money of the two periods is compared as it is: `tv.deflate` first takes inflation out. A lazy frame
        stays lazy.

    Raises
    ------
    TradeTableError
        {unfit} no exports, or none by product; {no_periods}

    References
    ----------
    Richardson, J. D. (1971), Constant-market-shares analysis of export growth, Journal of International Economics 1(2).

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [(2007, "MYS", "15", 40.0), (2007, "RUS", "27", 60.0), (2024, "MYS", "15", 70.0),
    ...          (2024, "RUS", "15", 10.0), (2024, "RUS", "27", 120.0)]
    >>> frame = pd.DataFrame(cells, columns=["period", "reporter", "commodity_code", "value"])
    >>> frame = frame.assign(partner="SGP", flow="export", currency="USD")
    >>> constant_market_share(frame, start=2007, end=2024).round(6)
      reporter  growth_effect  structure_effect  competition_effect
    0      MYS           40.0               0.0               -10.0
    1      RUS           60.0               0.0                10.0
    """
    flows = exports(prepared(frame, "constant_market_share", validate=validate, periods=(start, end)))
    market = ["partner"] if bilateral else []
    cells = _at_ends(summed(flows, "reporter", *market, "commodity_code", name="x"), start, end)
    world = _at_ends(summed(flows, *market, "commodity_code", name="x"), start, end)
    pace = world.select(*market, "commodity_code", pace=ratio(X1, X0))
    cells = cells.join(pace, on=[*market, "commodity_code"], how="left")
    cells = cells.with_columns(kept=X0 * nw.col("pace").fill_null(0.0))
    sums = cells.group_by("reporter", *market).agg(nw.col(*ENDS, "kept").sum())
    sums = sums.join(_in_both(cells), on="reporter", how="semi")
    return indexed(_with_pace(sums, world, market), "reporter", *market, **_effects())


def _at_ends(cells: Frame, start: int, end: int) -> Frame:
    """Return each cell's exports in the first and in the last period, side by side."""
    keys = [name for name in cells.collect_schema().names() if name not in {"period", "x"}]
    at = (nw.when(nw.col("period") == period).then(nw.col("x")).otherwise(0.0) for period in (start, end))
    return cells.select(*keys, **dict(zip(ENDS, at, strict=True))).group_by(*keys).agg(nw.col(*ENDS).sum())


def _in_both(cells: Frame) -> Frame:
    """Return the reporters that export in both periods."""
    sums = cells.group_by("reporter").agg(nw.col(*ENDS).sum())
    return sums.filter((X0 > 0) & (X1 > 0)).select("reporter")


def _with_pace(sums: Frame, world: Frame, market: list[str]) -> Frame:
    """Add the `pace` of the world, or of each market: its exports at the end over those at the start."""
    on = market or ["_all"]
    world = world.with_columns(_all=nw.lit(1)).group_by(*on).agg(nw.col(*ENDS).sum())
    return sums.with_columns(_all=nw.lit(1)).join(world.select(*on, pace=ratio(X1, X0)), on=on, how="left")


def _effects() -> dict[str, nw.Expr]:
    # `kept` is what the exports of the start come to where each product keeps its market share.
    at_pace, kept = X0 * nw.col("pace"), nw.col("kept")
    known = nw.when(~nw.col("pace").is_null())
    return {
        "growth_effect": at_pace - X0,
        "structure_effect": known.then(kept - at_pace),
        "competition_effect": known.then(X1 - kept),
    }
