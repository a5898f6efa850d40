"""Wholes and their parts: what counts once, and what is total where parts are not all there."""

import narwhals as nw
import pandas as pd
import polars as pl
import pytest

from closed_world import CASES, FIRST, PRODUCTS, A, B, C, Case, World, closed
from frames import IN_PROCESS, Engine, Row, figure, plain
from index_calls import assert_is, table, world_of
from tradeview import indices
from tradeview.errors import TradeTableError
from tradeview.indices import bilateral_rca, lafay, revealed_comparative_advantage, trade_intensity, trade_share
from tradeview.indices.flows import (
    complete_grid,
    exports_of,
    finish_index,
    imports_of,
    prepare_trade,
    rest_of,
    sum_flows,
)

ROWS = table(closed(FIRST))
EVERY = pytest.mark.parametrize("engine", IN_PROCESS, ids=lambda engine: engine.name)


def world_rows(world: World) -> dict[str, list[Row]]:
    """Sums over partners, over reporters, and over both, by product."""
    sums: dict[str, list[Row]] = {"partner": [], "reporter": [], "both": []}
    for k in PRODUCTS:
        rest = {"commodity_code": k, "partner": "WLD", "reporter": "WLD"}
        sums["both"].append(figure(FIRST, float(world.x(FIRST, k=k)), **rest))
        for who in (A, B, C):
            sums["partner"].append(figure(FIRST, float(world.x(FIRST, i=who, k=k)), **{**rest, "reporter": who}))
            sums["reporter"].append(figure(FIRST, float(world.x(FIRST, j=who, k=k)), **{**rest, "partner": who}))
    return sums


WORLD = world_rows(closed(FIRST))
OF_A_AND_B = [row for row in ROWS if (row["reporter"], row["partner"]) == (A, B)]


@EVERY
def test_trap_double_counting_a_download_of_one_pair_and_the_world_is_enough(engine: Engine) -> None:
    # What is asked of UN Comtrade for one pair: it, its World, and the world's own totals.
    of_a = [row for row in WORLD["partner"] if row["reporter"] == A]
    rows = [*OF_A_AND_B, *of_a, *WORLD["reporter"], *WORLD["both"]]
    assert [(row["partner"], row["share"]) for row in engine.run(trade_share, rows, flow="export")] == [(B, 0.7)]
    (row,) = engine.run(trade_intensity, rows, variant="world")
    assert row["intensity"] == pytest.approx(7 / 4)
    got = engine.run(revealed_comparative_advantage, rows)
    assert [row["reporter"] for row in got] == [A] * 3
    assert [row["rca"] for row in got] == pytest.approx([12 / 5, 2 / 3, 0])
    (one, other) = engine.run(bilateral_rca, rows)
    assert (one["rca"], other["rca"]) == pytest.approx(((6 / 7) / (6 / 12), (1 / 7) / (1 / 12)))


@EVERY
def test_a_reporter_of_world_rows_alone_has_them_for_its_total(engine: Engine) -> None:
    rows = [*(row for row in ROWS if row["reporter"] != C), *(row for row in WORLD["partner"] if row["reporter"] == C)]
    got = engine.run(revealed_comparative_advantage, rows)
    assert [row["rca"] for row in got] == pytest.approx([12 / 5, 2 / 3, 0, 3 / 5, 2, 6 / 11, 0, 1 / 3, 27 / 11])


@EVERY
def test_total_is_taken_for_pairs_that_have_no_products(engine: Engine) -> None:
    sums: dict[tuple[str, str], float] = {}
    for row in ROWS:
        pair = row["reporter"], row["partner"]
        sums[pair] = sums.get(pair, 0.0) + row["value"]
    totals = [figure(FIRST, value, reporter=i, partner=j, commodity_code="TOTAL") for (i, j), value in sums.items()]
    expected = {(row["reporter"], row["partner"]): row["share"] for row in engine.run(trade_share, ROWS, flow="export")}
    for rows in (totals, [*totals, *OF_A_AND_B], [*totals, *ROWS]):
        got = engine.run(trade_share, rows, flow="export")
        assert {(row["reporter"], row["partner"]): row["share"] for row in got} == pytest.approx(expected)


@EVERY
def test_world_rows_of_partners_tell_no_importer(engine: Engine) -> None:
    flows = imports_of(prepare_trade(engine.make([*ROWS, *WORLD["partner"]]), "test", validate=True), "mirror")
    native = sum_flows(flows, "reporter", name="m").sort("reporter").to_native()
    frame = native.collect() if engine.name == "polars-lazy" else native.df() if engine.name == "duckdb" else native
    assert dict(zip(frame["reporter"], frame["m"], strict=True)) == {A: 110.0, B: 120.0, C: 70.0}


@EVERY
def test_groups_and_the_world_stand_in_no_result(engine: Engine) -> None:
    groups = [{**ROWS[0], "partner": "XGA"}, {**ROWS[0], "reporter": "XRS"}]
    rows = [*ROWS, *groups, *WORLD["partner"], *WORLD["reporter"], *WORLD["both"]]
    assert engine.run(bilateral_rca, rows) == engine.run(bilateral_rca, ROWS)


@pytest.mark.parametrize("case", [case for case in CASES if "gdp" not in case.options], ids=str)
def test_categories_are_text(case: Case) -> None:
    world = world_of(case)
    text = ["reporter", "partner", "flow", "commodity_code", "currency"]
    frame = pd.DataFrame(table(world)).astype(dict.fromkeys(text, "category"))
    before = frame.copy()
    got = getattr(indices, case.function)(frame, **case.options)
    assert_is(case, plain(got), case.computed(world))
    pd.testing.assert_frame_equal(frame, before)


def test_polars_categories_and_enumerations_are_text() -> None:
    frame = pl.DataFrame(ROWS)
    for name in ("reporter", "flow", "commodity_code"):
        listed = pl.Enum(frame[name].unique())
        for kind in (pl.Categorical, listed):
            got = lafay(frame.with_columns(pl.col(name).cast(kind)), imports="mirror")
            assert got.equals(lafay(frame, imports="mirror"))


def test_flows_are_oriented_by_who_reports() -> None:
    rows = [figure(FIRST, 5.0), figure(FIRST, 3.0, flow="import"), figure(FIRST, 9.0, flow="re-export")]
    native = prepare_trade(pd.DataFrame(rows), "test", validate=False)
    assert exports_of(native)["value"].to_list() == [5.0]
    assert imports_of(native, "reported")["value"].to_list() == [3.0]
    (mirror,) = imports_of(native, "mirror").rows(named=True)
    assert (mirror["reporter"], mirror["partner"], mirror["value"]) == ("RUS", "MYS", 5.0)


def test_what_sums_of_the_same_figures_differ_by_is_no_rest() -> None:
    # Of a thousand million, less than one is rounding; more is a partner.
    frame = nw.from_native(pd.DataFrame({"whole": [1e9] * 4, "part": [1e9, 1e9 - 0.9, 1e9 - 1, 1e9 - 1.05]}))
    rest = frame.select(rest=rest_of(nw.col("whole"), nw.col("part")))["rest"].to_list()
    assert rest == [0.0, 0.0, 0.0, 1e9 - (1e9 - 1.05)]


def sums(rows: list[Row], *keys: str) -> list[float]:
    flows = exports_of(prepare_trade(pd.DataFrame(rows), "test", validate=False))
    return nw.to_native(sum_flows(flows, *keys, name="x"))["x"].tolist()


def flow_of(value: float, reporter: str = A, partner: str = B, code: str = "01") -> Row:
    return figure(FIRST, value, reporter=reporter, partner=partner, commodity_code=code)


def test_the_world_is_its_own_total_however_small_and_not_the_partners_that_were_asked_for() -> None:
    assert sums([flow_of(3.0), flow_of(4.0, partner="WLD"), flow_of(5.0, reporter="WLD")]) == [4.0]
    assert sums([flow_of(0.25, partner="WLD"), flow_of(0.5, reporter="WLD", partner="WLD")]) == [0.5]


def test_products_come_before_their_total_however_small() -> None:
    assert sums([flow_of(0.5), flow_of(0.75, code="TOTAL")], "reporter", "partner") == [0.5]


def test_rows_of_one_cell_are_added_up_where_all_keys_are_asked_for() -> None:
    assert sums([flow_of(1.0), flow_of(2.0)], "reporter", "partner", "commodity_code") == [3.0]


def test_products_are_asked_for_unless_an_index_says_otherwise() -> None:
    with pytest.raises(TradeTableError, match="test needs products; found: exports of TOTAL alone"):
        prepare_trade(pd.DataFrame([flow_of(1.0, code="TOTAL")]), "test", validate=True)


def test_a_grid_of_many_products_has_each_cell_once_and_in_order() -> None:
    codes = [f"{code:02d}" for code in range(1, 71)]
    reporters = pd.DataFrame({"period": FIRST, "reporter": [A, B]})
    products = pd.DataFrame({"period": FIRST, "commodity_code": codes})
    cells = pd.DataFrame({"period": FIRST, "reporter": A, "commodity_code": codes, "x": 1.0})
    cells.loc[len(cells)] = [FIRST, B, codes[0], 5.0]
    grid = complete_grid(*(nw.from_native(frame) for frame in (cells, reporters, products)), "x")
    backwards = nw.from_native(nw.to_native(grid).iloc[::-1])
    for given in (grid, backwards):
        got = finish_index(given, "period", "reporter", "commodity_code", x=nw.col("x"))
        assert list(zip(got["reporter"], got["commodity_code"], strict=True)) == [(a, k) for a in (A, B) for k in codes]
        assert got["x"].tolist() == [1.0] * 70 + [5.0] + [0.0] * 69
