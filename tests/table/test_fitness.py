"""What every index asks of the rows: refused in words, by one query; asked nothing where the caller says so."""

from typing import Any

import narwhals as nw
import pandas as pd
import polars as pl
import pytest

from closed_world import CASES, FIRST, LAST, Case, closed
from frames import IN_ORDER, IN_PROCESS, Engine, Row
from index_calls import assert_is, call, table, world_of
from tradeview.errors import TradeTableError
from tradeview.indices import (
    concentration,
    grubel_lloyd,
    marginal_intra_industry,
    michaely,
    revealed_comparative_advantage,
    trade_share,
)

ONE_EACH = list({case.function: case for case in CASES}.values())
BY_PRODUCT = [case for case in ONE_EACH if case.function not in {"trade_share", "trade_intensity"}]
POLARS = IN_ORDER[1]


def changed(rows: list[Row], **cells: object) -> list[Row]:
    """Rows of which the first says something else."""
    return [{**rows[0], **cells}, *rows[1:]]


def both(rows: list[Row], **cells: object) -> list[Row]:
    """Rows that all have further columns."""
    return [{**row, **cells} for row in rows]


ROWS = table(closed(FIRST, LAST))
REFUSED = {
    "currency": (changed(ROWS, currency="MYR"), "needs one currency; found: MYR, USD; do: tv.prefer"),
    "basis": (changed(both(ROWS, price_basis="nominal"), price_basis="real"), "one price basis; found: nominal, real"),
    "unstated basis": (changed(both(ROWS, price_basis="real"), price_basis=None), "one price basis"),
    "base": (changed(both(ROWS, base_period=2010), base_period=2015), "one base period; found: 2010, 2015"),
    "frequency": (changed(ROWS, period=202401), "needs one frequency; found: years and months"),
    "revision": (changed(both(ROWS, classification="H4"), classification="H5"), "one classification; found: H4, H5"),
    "level": (changed(ROWS, commodity_code="0101"), "one level of commodity codes; found: 2, 4; do: keep one level"),
    "valuation": (changed(both(ROWS, valuation="FOB"), valuation="CIF"), "one export valuation; found: CIF, FOB"),
    "missing value": (changed(ROWS, value=None), "a value in every row; found: 1 without, which is not zero"),
    "NaN": (changed(ROWS, value=float("nan")), "a value in every row; found: 1 without"),
    "infinite": (changed(ROWS, value=float("inf")), "finite values, not negative"),
    "negative": (changed(ROWS, value=-1.0), "finite values, not negative; found: -1 to"),
    "missing period": (changed(ROWS, period=None), "a period in every row; found: 1 without"),
    "missing partner": (changed(ROWS, partner=None), "a partner in every row; found: 1 without"),
    "no exports": ([{**row, "flow": "total"} for row in ROWS], "needs exports; found: none"),
}


@pytest.mark.parametrize("asked", REFUSED)
@pytest.mark.parametrize("case", ONE_EACH, ids=str)
def test_every_index_refuses(case: Case, asked: str) -> None:
    rows, words = REFUSED[asked]
    if asked in {"frequency", "missing period"} and "start" in case.options:
        return  # rows of other periods are not asked
    with pytest.raises(TradeTableError, match=words) as caught:
        call(case, POLARS, rows)
    # A share of imports that are mirrors needs exports as well; each says its own name.
    assert str(caught.value).startswith(case.function)


@pytest.mark.parametrize("engine", IN_PROCESS, ids=lambda engine: engine.name)
@pytest.mark.parametrize("asked", REFUSED)
def test_every_engine_refuses(engine: Engine, asked: str) -> None:
    rows, words = REFUSED[asked]
    with pytest.raises(TradeTableError, match=words):
        revealed_comparative_advantage(engine.make(rows))


def test_trap_hs_revisions_are_refused_within_a_period_and_between_periods_compared() -> None:
    rows = [{**row, "classification": "H3" if row["period"] == FIRST else "H6"} for row in ROWS]
    assert len(revealed_comparative_advantage(pd.DataFrame(rows))) == 18
    with pytest.raises(TradeTableError, match="one classification; found: H3, H6"):
        marginal_intra_industry(pd.DataFrame(rows), start=FIRST, end=LAST, imports="mirror")
    total = [{**rows[0], "commodity_code": "TOTAL", "classification": None}]  # all trade is the same in every revision
    assert len(revealed_comparative_advantage(pd.DataFrame([*rows, *total]))) == 18


def test_trap_cif_and_fob_may_stand_on_the_two_sides_but_not_on_one() -> None:
    sides = {"export": "FOB", "import": "CIF"}
    rows = [*ROWS, *({**row, "flow": "import", "reporter": row["partner"], "partner": row["reporter"]} for row in ROWS)]
    rows = [{**row, "valuation": sides[row["flow"]]} for row in rows]
    assert len(michaely(pd.DataFrame(rows))) == 18
    rows[-1]["valuation"] = "FOB"
    with pytest.raises(TradeTableError, match="one import valuation; found: CIF, FOB"):
        michaely(pd.DataFrame(rows))
    assert len(michaely(pd.DataFrame(rows), imports="mirror")) == 18


@pytest.mark.parametrize("case", [case for case in ONE_EACH if "imports" in case.options], ids=str)
def test_a_table_without_imports_is_told_of_their_mirror(case: Case) -> None:
    options = {name: word for name, word in case.options.items() if name != "imports"}
    with pytest.raises(TradeTableError, match='needs imports; found: none; do: imports="mirror"'):
        call(Case(case.function, case.keys, case.column, case.reckoned, options), POLARS, ROWS)


def test_products_are_asked_of_a_table_of_totals() -> None:
    rows = [{**row, "commodity_code": "TOTAL"} for row in ROWS]
    with pytest.raises(TradeTableError, match="concentration needs products; found: exports of TOTAL alone"):
        concentration(pd.DataFrame(rows), over="products", variant="hhi")
    assert len(concentration(pd.DataFrame(rows), over="partners", variant="hhi")) == 6
    assert len(trade_share(pd.DataFrame(rows), flow="export")) == 12


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (LAST, FIRST, "needs `start` before `end`; found: 2024, 2007"),
        (LAST, LAST, "needs `start` before `end`"),
        (FIRST, 2023, "needs rows of 2023; found: 2007"),
        (1990, 1991, "needs rows of 1990 and 1991; found: neither"),
        ("2007", "2024", "needs `start` and `end` as whole numbers; found: '2007', '2024'"),
        (FIRST, None, "as whole numbers; found: 2007, None"),
    ],
)
def test_periods_that_are_compared_are_there_and_in_order(start: int, end: int, words: str, engine: Engine) -> None:
    with pytest.raises(TradeTableError, match=words):
        marginal_intra_industry(engine.make(ROWS), start=start, end=end, imports="mirror")


def test_words_that_choose_are_listed_where_one_is_unknown() -> None:
    frame: Any = pd.DataFrame(ROWS)
    with pytest.raises(ValueError, match='needs imports="reported" or imports="mirror"; found: imports=\'none\''):
        michaely(frame, imports="none")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match='needs level="product" or level="aggregate"; found: level=\'six\''):
        grubel_lloyd(frame, level="six")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="level"):
        grubel_lloyd(frame)  # type: ignore[call-arg]


def test_missing_columns_and_codes_read_as_numbers_are_refused(engine: Engine) -> None:
    with pytest.raises(TradeTableError, match=r"needs the column\(s\) partner"):
        revealed_comparative_advantage(engine.make([{k: v for k, v in row.items() if k != "partner"} for row in ROWS]))
    with pytest.raises(TradeTableError, match="read codes as text"):
        revealed_comparative_advantage(engine.make([{**row, "commodity_code": 15} for row in ROWS]))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_lazy_frame_costs_one_small_query_and_without_questions_none(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = []
    collect = nw.LazyFrame.collect
    monkeypatch.setattr(nw.LazyFrame, "collect", lambda *args: sizes.append(collect(*args)) or sizes[-1])
    rows = table(world_of(case))
    periods = len({row["period"] for row in rows})
    assert_is(case, call(case, IN_ORDER[2], rows), case.reckoned(world_of(case)))
    # A table of GDP is asked as well, twice: of its kinds, and of rows that are wrong.
    assert [len(size) for size in sizes][-1] == periods
    assert len(sizes) == (3 if "gdp" in case.options else 1)
    del sizes[:]
    unasked = Case(case.function, case.keys, case.column, case.reckoned, {**case.options, "validate": False})
    assert_is(case, call(unasked, IN_ORDER[2], rows), case.reckoned(world_of(case)))
    assert sizes == []


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NA], ids=repr)
@pytest.mark.parametrize("name", ["classification", "valuation", "price_basis", "base_period"])
def test_columns_that_say_nothing_are_as_good_as_none(name: str, nothing: object) -> None:
    expected = revealed_comparative_advantage(pd.DataFrame(ROWS))
    got = revealed_comparative_advantage(pd.DataFrame(ROWS).assign(**{name: nothing}))
    pd.testing.assert_frame_equal(got, expected)
    got = revealed_comparative_advantage(pl.DataFrame(ROWS).with_columns(pl.lit(None).alias(name)))
    assert got["rca"].to_list() == expected["rca"].tolist()


def test_empty_tables_have_no_index() -> None:
    for engine in IN_PROCESS:
        empty = engine.make(ROWS).limit(0) if engine.name == "duckdb" else engine.make(ROWS).head(0)
        got = nw.from_native(revealed_comparative_advantage(empty))
        assert got.collect_schema().names() == ["period", "reporter", "commodity_code", "rca"]
        native = got.lazy().collect().to_native() if engine.name != "duckdb" else got.to_native().df()
        assert len(native) == 0


def test_kinds_of_columns_are_those_of_a_trade_table() -> None:
    schema = revealed_comparative_advantage(pl.DataFrame(ROWS)).schema
    assert list(schema.values()) == [pl.Int64, pl.String, pl.String, pl.Float64]
    assert revealed_comparative_advantage(pd.DataFrame(ROWS)).dtypes.astype(str).tolist()[::3] == ["int64", "float64"]
