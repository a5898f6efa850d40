"""What every index asks of a trade table: one currency, one level of products, no whole counted beside its parts.

`prepared` wraps a frame and asks the questions; `exports` and `imports_of` give the rows of one side, oriented so that
the reporter is who exports, or imports; `summed` adds them up to the keys that an index needs, with the rules for
wholes:

* Partner `WLD`: where a reporter has such a row for a product, it is the total over partners; else the sum is, and so
  it is where the row is the smaller of the two.
* Reporter `WLD`: where the table has such a row, it is the world's; else the world is the sum of the reporters.
* `TOTAL` counts where there are no products: never in a sum by product.
* Groups of economies (`XG.`, `XR.`) are left out; a cell of zero is as good as none.
"""

from collections.abc import Sequence
from typing import Any, get_args

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.indices.questions import Imports, chosen, refuse_disorder, refuse_unfit
from tradeview.schema import OWN_CODES, TOTAL, WORLD, narwhal
from tradeview.tables import Frame, as_numbers, as_text

NEEDED = ("period", "reporter", "partner", "flow", "commodity_code", "value", "currency")
ROUNDING = 1e-9
RANK = "_rank_"
GROUPS = sorted(OWN_CODES["group"])
CELL = ("period", "reporter", "partner", "commodity_code")
WHOLES = {"commodity_code": TOTAL, "partner": WORLD, "reporter": WORLD}
NO_PART = {"commodity_code": [TOTAL], "partner": [WORLD, *GROUPS], "reporter": [WORLD, *GROUPS]}


def prepared(
    frame: IntoFrame,
    what: str,
    *,
    validate: bool,
    products: bool = True,
    exported: bool = True,
    imports: Imports | None = None,
    periods: Sequence[int] = (),
    currency: str | None = None,
) -> Frame:
    """Wrap a trade table for an index: the rows of exports and imports, with the columns that an index needs.

    Parameters
    ----------
    frame : frame
        What the user gave.
    what : str
        The name of the index, for messages.
    validate : bool
        Whether to ask questions of the rows; a lazy frame is then asked one small aggregate query.
    products : bool
        Whether the index needs products: a table of `TOTAL` alone is then refused.
    exported : bool
        Whether the index needs `export` rows; `imports="mirror"` does.
    imports : {"reported", "mirror"}, optional
        Where imports come from, if the index needs any; a table without `import` rows is refused for `reported`.
    periods : sequence of int
        The periods that the index compares, in order: each must be there, and all in one revision of the codes. None
        for an index of each period by itself.
    currency : str, optional
        What the values must be in, where the index sets them against other money.

    Returns
    -------
    narwhals frame
        `period`, `reporter`, `partner`, `flow`, `commodity_code` and `value` (float). `WLD` and `TOTAL` rows are still
        there, and those of groups: `summed` knows what to do with them.
    """
    if imports is not None:
        chosen(what, "imports", imports, get_args(Imports))
    table = as_numbers(narwhal(frame, *NEEDED), ["value"])
    if not table.implementation.is_pandas():  # whose categories compare with any text, and add up fastest
        table = as_text(table, NEEDED)
    if periods:
        refuse_disorder(what, periods)
        table = table.filter(nw.col("period").is_in(list(periods)))
    if validate:
        sides = {"export": exported or imports == "mirror", "import": imports == "reported"}
        flows = [flow for flow, needed in sides.items() if needed]
        refuse_unfit(table, what, products=products, flows=flows, periods=periods, currency=currency)
    return table.select(*CELL, "flow", "value")


def exports(table: Frame) -> Frame:
    """Return what each reporter exports: `period`, `reporter`, `partner`, `commodity_code`, `value`."""
    return table.filter(nw.col("flow") == "export").select(*CELL, "value")


def imports_of(table: Frame, imports: Imports) -> Frame:
    """Return what each reporter imports (partner: from whom), with the columns of `exports`.

    With `mirror` the exports seen from the other side: what j imports from i is what i exports to j.
    """
    if imports == "reported":
        return table.filter(nw.col("flow") == "import").select(*CELL, "value")
    sides = {"reporter": nw.col("partner"), "partner": nw.col("reporter")}
    return exports(table).with_columns(**sides)


def summed(flows: Frame, *keys: str, name: str) -> Frame:
    """Add up the flows of `exports` or `imports_of` to `period` and these keys, with the rules for wholes.

    Parameters
    ----------
    flows : narwhals frame
        Of `exports` or `imports_of`.
    *keys : {"reporter", "partner", "commodity_code"}
        What tells the sums apart besides the period. Without `partner` they are over all partners; without `reporter`
        they are the world's; without `commodity_code` they are of all trade, be it given as products or as `TOTAL`
        (per pair: its products, else its `TOTAL`). An index by product adds up its own cells by `rolled` instead.
    name : str
        What the column of the sums is called.

    Returns
    -------
    narwhals frame
        `period`, the keys and `name`, above zero. No `WLD`, no group and (where `commodity_code` is a key) no `TOTAL`.

    Examples: x_ij^k is ``summed(flows, "reporter", "partner", "commodity_code", name="x")``, x_wj^k the same without
    "reporter", X_i ``summed(flows, "reporter", name="x")``, X_w ``summed(flows, name="x")``.
    """
    left = [name for name in CELL if name in flows.collect_schema().names()]
    cells = flows
    for column in ("commodity_code", "partner", "reporter"):
        if column in left and column not in keys:
            left.remove(column)
            cells = _over(cells, column, left)
    if left == list(CELL):
        cells = as_text(cells.group_by(*left).agg(nw.col("value").sum()), left)
    named = [nw.col(key).is_in(NO_PART[key]) for key in left if key != "period"]
    cells = cells.filter(~nw.any_horizontal(*named, ignore_nulls=False)) if named else cells
    return cells.filter(nw.col("value") > 0).select(*left, nw.col("value").alias(name))


def over_partners(flows: Frame) -> Frame:
    """Add flows up over partners once, for several calls of `summed`: `WLD` and `TOTAL` are still among the cells."""
    return _over(flows, "partner", ["period", "reporter", "commodity_code"])


def _over(cells: Frame, column: str, keys: list[str]) -> Frame:
    """Add up over the values of one column, or take its whole where that comes first."""
    whole, value = nw.col(column) == WHOLES[column], nw.col("value")
    part = ~nw.col(column).is_in(NO_PART[column])
    split = cells.select(
        *keys, _whole=nw.when(whole).then(value).otherwise(0.0), _part=nw.when(part).then(value).otherwise(0.0)
    )
    sums = as_text(split.group_by(*keys).agg(nw.col("_whole").sum(), nw.col("_part").sum()), keys)
    if column == "partner":  # the world's total is not the sum of those partners that somebody asked for
        sums = sums.filter((nw.col("reporter") != WORLD) | (nw.col("_whole") > 0))
    if column == "commodity_code":
        value = nw.when(nw.col("_part") > 0).then(nw.col("_part")).otherwise(nw.col("_whole"))
    else:  # what is smaller than its own parts is no whole: its rows are of some products only
        value = nw.max_horizontal("_whole", "_part")
    return sums.select(*keys, value=value)


def remainder(whole: nw.Expr, part: nw.Expr) -> nw.Expr:
    """Return what a whole has beside one of its parts; what two sums of the same figures differ by is nothing."""
    return nw.when(whole - part > ROUNDING * whole).then(whole - part).otherwise(0.0)


def rolled(cells: Frame, *keys: str, **sums: str) -> Frame:
    """Add cells up to `period` and `keys`: ``rolled(cells, "reporter", total="x")`` adds up x as `total`."""
    return cells.group_by("period", *keys).agg(*(nw.col(name).sum().alias(made) for made, name in sums.items()))


def beside(one: Frame, other: Frame, *keys: str, names: tuple[str, str]) -> Frame:
    """Set two kinds of cells side by side: one row for each key that either has, zero where one has none.

    ``beside(x, m, "reporter", "commodity_code", names=("x", "m"))`` has period, the keys, `x` and `m`.
    """
    on, (first, second) = ["period", *keys], names
    both = nw.concat(
        [
            one.select(*on, first, nw.lit(0.0).alias(second)),
            other.select(*on, nw.lit(0.0).alias(first), second),
        ]
    )
    return both.group_by(*on).agg(nw.col(first).sum(), nw.col(second).sum())


def grid(cells: Frame, reporters: Frame, products: Frame, *names: str) -> Frame:
    """Return a cell for every reporter and every product of a period, with zero in the columns `names` where none was.

    `cells` has `period`, `reporter`, `commodity_code` and `names`; `reporters` has `period`, `reporter` and what else
    is known of each of them, `products` the same with `commodity_code`: all of it is in the result.
    """
    every = _ranked(reporters, "reporter").join(_ranked(products, "commodity_code"), on="period")
    return every.join(cells, on=["period", "reporter", "commodity_code"], how="left").with_columns(
        nw.col(*names).fill_null(0.0)
    )


def _ranked(names: Frame, key: str) -> Frame:
    """Number the few names of a grid, so that Polars, slow at text, sorts its many rows by numbers."""
    if not names.implementation.is_polars():
        return names
    return names.with_columns(nw.col(key).rank("dense").over("period").alias(f"{RANK}{key}"))


def indexed(cells: Frame, *keys: str, **columns: nw.Expr) -> Any:  # a native frame
    """Return the keys and the index, sorted by the keys, as a native frame: the end of every index.

    ``indexed(cells, "period", "reporter", rca=ratio(nw.col("x"), nw.col("total")))``, with `ratio` of
    `tradeview.growth`: missing where the divisor is not above zero.
    """
    there = cells.collect_schema().names()
    order = [f"{RANK}{key}" if f"{RANK}{key}" in there else key for key in keys]
    index = cells.sort(*order).select(*keys, **columns)
    native = index.to_native()
    return native.reset_index(drop=True) if index.implementation.is_pandas() else native


def both_sides(table: Frame, imports: Imports, *keys: str) -> Frame:
    """Return exports `x` and imports `m` of each cell that has either: the flows of a prepared table, side by side."""
    sides = (exports(table), imports_of(table, imports))
    one, other = (summed(flows, *keys, name=name) for flows, name in zip(sides, ("x", "m"), strict=True))
    return beside(one, other, *keys, names=("x", "m"))


def every_product(table: Frame, imports: Imports) -> Frame:
    """Return `x`, `m` and their sums over products, `x_i` and `m_i`, of each reporter and product of the period."""
    cells = both_sides(table, imports, "reporter", "commodity_code")
    products = both_sides(table, imports, "commodity_code").select("period", "commodity_code")
    return grid(cells, rolled(cells, "reporter", x_i="x", m_i="m"), products, "x", "m")
