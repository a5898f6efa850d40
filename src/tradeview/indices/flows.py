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

from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.indices.dense_sums import added_in_places
from tradeview.table.comparable import IndexNeeds, refuse_unfit
from tradeview.table.engines import Frame, as_categories, as_numbers, as_text, collect, grouped, is_lazy, said_by_all
from tradeview.table.refusals import refuse_disorder, refuse_word
from tradeview.table.schema import NEEDED, OWN_CODES, TOTAL, WORLD, narwhal

Imports = Literal["reported", "mirror"]
ROUNDING = 1e-9
GRID = ("period", "reporter", "commodity_code")
ROW, COLUMN, PLACE, ROOM = "_row_", "_column_", "_place_", 2**32
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
    money: Mapping[str, Any] | None = None,
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
    money : mapping, optional
        The `currency`, `price_basis` and `base_period` (0 for none) of money that the index sets the values against.

    Returns
    -------
    narwhals frame
        `period`, `reporter`, `partner`, `flow`, `commodity_code` and `value` (float). `WLD` and `TOTAL` rows are still
        there, and those of groups: `summed` knows what to do with them.
    """
    if imports is not None:
        refuse_word(what, "imports", imports, get_args(Imports))
    table = as_numbers(narwhal(frame, *NEEDED), ["value"])
    if table.implementation.is_pandas():  # whose categories compare with any text, and add up fastest
        table = as_categories(table, ("reporter", "commodity_code"))
    else:
        table = as_text(table, NEEDED)
    if periods:
        refuse_disorder(what, periods)
        table = table.filter(nw.col("period").is_in(list(periods)))
    if validate:
        sides = {"export": exported or imports == "mirror", "import": imports == "reported"}
        flows = tuple(flow for flow, needed in sides.items() if needed)
        refuse_unfit(table, IndexNeeds(what, products, flows, tuple(periods), money))
    return table.select(*CELL, "flow", "value")


def exports(table: Frame) -> Frame:
    """Return what each reporter exports: `period`, `reporter`, `partner`, `commodity_code`, `value`."""
    return _of_flow(table, "export")


def _of_flow(table: Frame, flow: str) -> Frame:
    alone = not is_lazy(table) and said_by_all(table, "flow") == flow
    return (table if alone else table.filter(nw.col("flow") == flow)).select(*CELL, "value")


def imports_of(table: Frame, imports: Imports) -> Frame:
    """Return what each reporter imports (partner: from whom), with the columns of `exports`.

    With `mirror` the exports seen from the other side: what j imports from i is what i exports to j.
    """
    if imports == "reported":
        return _of_flow(table, "import")
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
    cells, value = flows, nw.col("value")
    for column in ("commodity_code", "partner", "reporter"):
        if column in left and column not in keys:
            left.remove(column)
            cells = _over(cells, column, left)
    if left == list(CELL):
        cells = _added(cells, left)
    named = [nw.col(key).is_in(NO_PART[key]) for key in left if key != "period"]
    # One question of the sum, which engines cannot ask before adding up: sums that share the adding up share its cost.
    counted = nw.when(~nw.any_horizontal(*named, ignore_nulls=False)).then(value) if named else value
    return as_text(cells.filter(counted > 0).select(*left, nw.col("value").alias(name)), left)


def over_partners(flows: Frame) -> Frame:
    """Add flows up over partners once, for several calls of `summed`: `WLD` and `TOTAL` are still among the cells."""
    cells = _over(flows, "partner", ["period", "reporter", "commodity_code"])
    if not (cells.implementation.is_polars() and is_lazy(cells)):
        return cells
    native: Any = cells.to_native()  # Polars would add up again for each call, and so has to be told to keep the sums
    return nw.from_native(native.cache())


def _over(cells: Frame, column: str, keys: list[str]) -> Frame:
    """Add up over the values of one column, or take its whole where that comes first."""
    whole, value = nw.col(column) == WHOLES[column], nw.col("value")
    if not is_lazy(cells) and not collect(cells)[column].is_in(NO_PART[column]).any():  # one sum costs less than two
        sums = _added(cells.select(*keys, "value"), keys)
        return sums.filter(nw.col("reporter") != WORLD) if column == "partner" else sums
    part = ~nw.col(column).is_in(NO_PART[column])
    split = {"_whole": nw.when(whole).then(value).otherwise(0.0), "_part": nw.when(part).then(value).otherwise(0.0)}
    sums = _added(cells.select(*keys, **split), keys)
    if column == "partner":  # the world's total is not the sum of those partners that somebody asked for
        sums = sums.filter((nw.col("reporter") != WORLD) | (nw.col("_whole") > 0))
    if column == "commodity_code":
        value = nw.when(nw.col("_part") > 0).then(nw.col("_part")).otherwise(nw.col("_whole"))
    else:  # what is smaller than its own parts is no whole: its rows are of some products only
        value = nw.max_horizontal("_whole", "_part")
    return sums.select(*keys, value=value)


def _added(cells: Frame, keys: Sequence[str]) -> Frame:
    """Add the other columns up to the keys."""
    names = [name for name in cells.collect_schema().names() if name not in keys]
    if cells.implementation.is_pandas() and (sums := added_in_places(cells.to_native(), keys, names)) is not None:
        return nw.from_native(sums)
    return grouped(cells, keys, nw.col(*names).sum())


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
    rows, columns = _numbered(reporters, "reporter", ROW), _numbered(products, "commodity_code", COLUMN)
    place = nw.col(ROW) * ROOM + nw.col(COLUMN)
    every = rows.join(columns, on="period").with_columns(**{PLACE: place})
    placed = cells.join(rows.select("period", "reporter", ROW), on=["period", "reporter"])
    placed = placed.join(columns.select("period", "commodity_code", COLUMN), on=["period", "commodity_code"])
    rest = [name for name in cells.collect_schema().names() if name not in {"period", "reporter", "commodity_code"}]
    found = placed.select(place.alias(PLACE), *rest)
    return every.join(found, on=PLACE, how="left").with_columns(nw.col(*names).fill_null(0.0))


def _numbered(names: Frame, key: str, number: str) -> Frame:
    """Number the few names of a grid in their order, so that its many cells are joined and sorted by one number."""
    order = ["period", key]
    return names.with_row_index(number, order_by=order).with_columns(nw.col(number).cast(nw.Int64)).sort(*order)


def indexed(cells: Frame, *keys: str, **columns: nw.Expr) -> Any:  # a native frame
    """Return the keys and the index, sorted by the keys, as a native frame: the end of every index.

    ``indexed(cells, "period", "reporter", rca=ratio(nw.col("x"), nw.col("total")))``, with `ratio` of
    `tradeview.table.engines`: missing where the divisor is not above zero.
    """
    index = _sorted(cells, keys).select(*keys, **columns)
    native = index.to_native()
    return native.reset_index(drop=True) if index.implementation.is_pandas() else native


def _sorted(cells: Frame, keys: Sequence[str]) -> Frame:
    """Sort by the keys, or by the places of a grid, in which an eager one mostly is already."""
    if PLACE not in cells.collect_schema().names() or tuple(keys) != GRID:
        return cells.sort(*keys)
    in_order = not is_lazy(cells) and collect(cells)[PLACE].is_sorted()
    return cells if in_order else cells.sort(PLACE)


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
