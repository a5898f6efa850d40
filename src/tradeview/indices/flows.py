"""What every index asks of a trade table: one currency, one level of products, no whole counted beside its parts.

`prepare_trade` wraps a frame and asks the questions; `exports_of` and `imports_of` give the rows of one side, oriented
so that the reporter is who exports, or imports; `sum_flows` adds them up to the keys that an index needs, with the
rules for wholes; `finish_index` computes, sorts and hands back the user's kind of frame. The rules for wholes:

* Partner `WLD`: where a reporter has such a row for a product, it is the total over partners; else the sum is, and so
  it is where the row is the smaller of the two.
* Reporter `WLD`: where the table has such a row, it is the world's; else the world is the sum of the reporters.
* `TOTAL` counts where there are no products: never in a sum by product.
* Groups of economies (`XG.`, `XR.`) are left out; a cell of zero is as good as none.

Other flows than exports and imports are left out, balances among them.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.indices.category_sums import sum_by_category
from tradeview.table.engines import (
    Frame,
    as_categories,
    as_numbers,
    as_text,
    collect,
    group_and_aggregate,
    is_lazy,
    said_by_all,
)
from tradeview.table.index_gate import IndexNeeds, refuse_unfit
from tradeview.table.kept_sums import compute_once
from tradeview.table.refusals import refuse_disorder, refuse_word
from tradeview.table.schema import NEEDED, OWN_CODES, TOTAL, WORLD, wrap_trade_table
from tradeview.table.series import write_keys

Imports = Literal["reported", "mirror"]
# Of a whole: sums of the same figures in another order differ in their last digits, by far less than this.
ROUNDING = 1e-9
ROW, COLUMN, PLACE = "_row_", "_column_", "_place_"
COLUMNS_IN_ROW = 2**32  # of a grid, so that a place is one whole number; more than there are codes of products
GROUPS = sorted(OWN_CODES["group"])
CELL = ("period", "reporter", "partner", "commodity_code")
PRODUCT_OF_REPORTER = ("period", "reporter", "commodity_code")
PAIR = ("period", "reporter", "partner")
SIDE = "_side_"
WHOLES = {"commodity_code": TOTAL, "partner": WORLD, "reporter": WORLD}
NO_PART = {"commodity_code": [TOTAL], "partner": [WORLD, *GROUPS], "reporter": [WORLD, *GROUPS]}


def prepare_trade(
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
    """Wrap a trade table for an index: the columns of `CELL`, `flow` and `value` (float), wholes and groups among them.

    Parameters
    ----------
    frame : frame
        What the user gave.
    what : str
        The name of the index, for messages.
    validate : bool
        Whether to ask questions of the rows; a lazy frame is then asked one small aggregate query.
    products, exported : bool
        Whether the index needs products (a table of `TOTAL` alone is then refused), and `export` rows.
    imports : {"reported", "mirror"}, optional
        Where imports come from, if the index needs any: a table without `import` or without `export` rows is refused.
    periods : sequence of int
        The periods that the index compares, in order: each must be there, and all in one revision of the codes. None
        for an index of each period by itself.
    money : mapping, optional
        The `currency`, `price_basis` and `base_period` (0 for none) of money that the index sets the values against.
    """
    if imports is not None:
        refuse_word(what, "imports", imports, get_args(Imports))
    table = write_keys(as_numbers(wrap_trade_table(frame, *NEEDED), ["value"]))
    if table.implementation.is_pandas():  # whose categories compare with any text, and add up fastest
        table = as_categories(table, ("reporter", "partner", "commodity_code"))
    else:
        table = as_text(table, NEEDED)
    if periods:
        refuse_disorder(what, periods)
        table = table.filter(nw.col("period").is_in(list(periods)))
    if validate:
        flows = []
        if exported or imports == "mirror":
            flows.append("export")
        if imports == "reported":
            flows.append("import")
        refuse_unfit(table, IndexNeeds(what, products, tuple(flows), tuple(periods), money))
    return table.select(*CELL, "flow", "value")


def exports_of(table: Frame) -> Frame:
    """Return what each reporter exports: the columns of `CELL`, and `value`."""
    return _rows_of_flow(table, "export")


def imports_of(table: Frame, imports: Imports) -> Frame:
    """Return what each reporter imports (partner: from whom), with the columns of `exports_of`.

    With `mirror` the exports seen from the other side: what j imports from i is what i exports to j.
    """
    if imports == "reported":
        return _rows_of_flow(table, "import")
    sides = {"reporter": nw.col("partner"), "partner": nw.col("reporter")}
    return exports_of(table).with_columns(**sides)


def _rows_of_flow(table: Frame, flow: str) -> Frame:
    # A table of one flow is not filtered, which would copy all of its rows.
    if is_lazy(table) or said_by_all(table, "flow") != flow:
        table = table.filter(nw.col("flow") == flow)
    return table.select(*CELL, "value")


def sum_flows(flows: Frame, *keys: str, name: str, added_up: bool = False) -> Frame:
    """Add up the flows of `exports_of` or `imports_of` to `period` and these keys, with the rules for wholes.

    x_ij^k is ``sum_flows(flows, "reporter", "partner", "commodity_code", name="x")``, x_wj^k the same without
    "reporter", X_i ``sum_flows(flows, "reporter", name="x")``, X_w ``sum_flows(flows, name="x")``.

    Parameters
    ----------
    flows : narwhals frame
        Of `exports_of` or `imports_of`, or what `sum_over_partners`, `sum_over_products` or `sum_to_cells` makes of it.
    *keys : {"reporter", "partner", "commodity_code"}
        What tells the sums apart besides the period. Without `partner` they are over all partners; without `reporter`
        they are the world's; without `commodity_code` they are of all trade, be it given as products or as `TOTAL`
        (per pair: its products, else its `TOTAL`). An index by product adds up its own cells by `sum_cells` instead.
    added_up : bool
        Whether each cell stands in one row, as `sum_to_cells` leaves it.
    name : str
        What the column of the sums is called: they are above zero. The keys have no `WLD`, no group and no `TOTAL`.
    """
    columns = flows.collect_schema().names()
    left = [column for column in CELL if column in columns]
    cells, value = flows, nw.col("value")
    for column in ("commodity_code", "partner", "reporter"):
        if column in left and column not in keys:
            left.remove(column)
            cells = _sum_over(cells, column, left)
    if left == list(CELL) and not added_up:
        cells = sum_to_keys(cells, left)
    is_no_part = [nw.col(key).is_in(NO_PART[key]) for key in left if key != "period"]
    counted = value
    if is_no_part:
        # One question of the sum, which engines cannot ask before adding up: sums that share it share its cost.
        counted = nw.when(~nw.any_horizontal(*is_no_part, ignore_nulls=False)).then(value)
    return as_text(cells.filter(counted > 0).select(*left, value.alias(name)), left)


# What is added up once, for several calls of `sum_flows`: see `compute_once`. Wholes are still among these sums.


def sum_over_partners(flows: Frame) -> Frame:
    """Add flows up over partners, by reporter and product."""
    return _sum_over(flows, "partner", PRODUCT_OF_REPORTER)


def sum_over_products(flows: Frame) -> Frame:
    """Add flows up over products, by reporter and partner."""
    return _sum_over(flows, "commodity_code", PAIR)


def sum_to_cells(flows: Frame) -> Frame:
    """Add flows up by reporter, partner and product: as many sums as rows, in most tables."""
    return sum_to_keys(flows, [name for name in flows.collect_schema().names() if name != "value"])


def stack_sides(exported: Frame, imported: Frame) -> Frame:
    """Put exports above imports, added up alike: `take_side` takes them apart again, once they are kept."""
    return nw.concat(
        [
            exported.with_columns(**{SIDE: nw.lit("export")}),
            imported.with_columns(**{SIDE: nw.lit("import")}).select(*exported.collect_schema().names(), SIDE),
        ]
    )


def take_side(sides: Frame, side: Literal["export", "import"]) -> Frame:
    """Return the exports, or the imports, of what `stack_sides` put together."""
    return sides.filter(nw.col(SIDE) == side).drop(SIDE)


def _sum_over(cells: Frame, column: str, keys: Sequence[str]) -> Frame:
    """Add up over the values of one column, or take its whole where that comes first."""
    if not is_lazy(cells) and not collect(cells)[column].is_in(NO_PART[column]).any():  # one sum costs less than two
        sums = sum_to_keys(cells.select(*keys, "value"), keys)
        return sums.filter(nw.col("reporter") != WORLD) if column == "partner" else sums
    is_whole = nw.col(column) == WHOLES[column]
    is_part = ~nw.col(column).is_in(NO_PART[column])
    sums = sum_to_keys(
        cells.select(
            *keys,
            _whole=nw.when(is_whole).then(nw.col("value")).otherwise(0.0),
            _part=nw.when(is_part).then(nw.col("value")).otherwise(0.0),
        ),
        keys,
    )
    if column == "partner":  # the world's total is not the sum of those partners that somebody asked for
        sums = sums.filter((nw.col("reporter") != WORLD) | (nw.col("_whole") > 0))
    if column == "commodity_code":
        value = nw.when(nw.col("_part") > 0).then(nw.col("_part")).otherwise(nw.col("_whole"))
    else:  # what is smaller than its own parts is no whole: its rows are of some products only
        value = nw.max_horizontal("_whole", "_part")
    return sums.select(*keys, value=value)


def sum_to_keys(cells: Frame, keys: Sequence[str]) -> Frame:
    """Add the other columns up to the keys."""
    names = [name for name in cells.collect_schema().names() if name not in keys]
    if cells.implementation.is_pandas():
        sums = sum_by_category(cells.to_native(), keys, names)
        if sums is not None:
            return nw.from_native(sums)
    return group_and_aggregate(cells, keys, nw.col(*names).sum())


def rest_of(whole: nw.Expr, part: nw.Expr) -> nw.Expr:
    """Return what a whole has beside one of its parts; what two sums of the same figures differ by is nothing."""
    return nw.when(whole - part > ROUNDING * whole).then(whole - part).otherwise(0.0)


def sum_cells(cells: Frame, *keys: str, **sums: str) -> Frame:
    """Add cells up to `period` and `keys`: ``sum_cells(cells, "reporter", total="x")`` adds up x as `total`."""
    return cells.group_by("period", *keys).agg(*(nw.col(name).sum().alias(total) for total, name in sums.items()))


def exports_and_imports(table: Frame, imports: Imports, *keys: str) -> Frame:
    """Return `period`, the keys, exports `x` and imports `m` of each cell that has either: zero where it has none."""
    return _beside(exports_of(table), imports_of(table, imports), *keys)


def _beside(exports: Frame, imports: Frame, *keys: str) -> Frame:
    exported, imported = sum_flows(exports, *keys, name="x"), sum_flows(imports, *keys, name="m")
    # Stacked and added up: a full join would have each key twice, and nothing where it should have zero.
    both = nw.concat(
        [
            exported.select("period", *keys, "x", nw.lit(0.0).alias("m")),
            imported.select("period", *keys, nw.lit(0.0).alias("x"), "m"),
        ]
    )
    return sum_cells(both, *keys, x="x", m="m")


def trade_by_product(table: Frame, imports: Imports, *, sparse: bool) -> Frame:
    """Return `x`, `m` and their sums over products, `x_i` and `m_i`, of each reporter and product of the period."""
    sides = stack_sides(sum_over_partners(exports_of(table)), sum_over_partners(imports_of(table, imports)))
    return compute_once(sides, lambda sides: _grid_of_sides(sides, sparse=sparse))


def _grid_of_sides(sides: Frame, *, sparse: bool) -> Frame:
    exports, imports = take_side(sides, "export"), take_side(sides, "import")
    cells = _beside(exports, imports, "reporter", "commodity_code")
    reporters = sum_cells(cells, "reporter", x_i="x", m_i="m")
    if sparse:
        return cells.join(reporters, on=["period", "reporter"])
    products = _beside(exports, imports, "commodity_code").select("period", "commodity_code")
    return complete_grid(cells, reporters, products, "x", "m")


def complete_grid(cells: Frame, reporters: Frame, products: Frame, *names: str, sparse: bool = False) -> Frame:
    """Return a cell for every reporter and every product of a period, with zero in the columns `names` where none was.

    `cells` has `period`, `reporter`, `commodity_code` and `names`; `reporters` has `period`, `reporter` and what else
    is known of each of them, `products` the same with `commodity_code`: all of it is in the result. Where it is to be
    `sparse`, the cells that there are have what is known of both.
    """
    if sparse:
        known = cells.join(reporters, on=["period", "reporter"])
        return known.join(products, on=["period", "commodity_code"])
    rows, columns = _number_names(reporters, "reporter", ROW), _number_names(products, "commodity_code", COLUMN)
    place = nw.col(ROW) * COLUMNS_IN_ROW + nw.col(COLUMN)
    every = rows.join(columns, on="period").with_columns(**{PLACE: place})
    placed = cells.join(rows.select("period", "reporter", ROW), on=["period", "reporter"])
    placed = placed.join(columns.select("period", "commodity_code", COLUMN), on=["period", "commodity_code"])
    rest = [name for name in cells.collect_schema().names() if name not in PRODUCT_OF_REPORTER]
    found = placed.select(place.alias(PLACE), *rest)
    return every.join(found, on=PLACE, how="left").with_columns(nw.col(*names).fill_null(0.0))


def _number_names(names: Frame, key: str, number: str) -> Frame:
    """Number the few names of a grid in their order, so that its many cells are joined and sorted by one number."""
    order = ["period", key]
    return names.with_row_index(number, order_by=order).with_columns(nw.col(number).cast(nw.Int64)).sort(*order)


def finish_index(cells: Frame, *keys: str, **columns: nw.Expr) -> Any:  # a native frame
    """Return the keys and the index, sorted by the keys, as a native frame: the end of every index.

    ``finish_index(cells, "period", "reporter", rca=ratio(nw.col("x"), nw.col("total")))``, with `ratio` of
    `tradeview.table.engines`: missing where the divisor is not above zero.
    """
    if PLACE not in cells.collect_schema().names() or keys != PRODUCT_OF_REPORTER:
        cells = cells.sort(*keys)
    elif is_lazy(cells) or not collect(cells)[PLACE].is_sorted():  # an eager grid mostly is
        cells = cells.sort(PLACE)
    index = cells.select(*keys, **columns)
    native = index.to_native()
    return native.reset_index(drop=True) if index.implementation.is_pandas() else native
