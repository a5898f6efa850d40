"""The same code on every kind of frame: pandas, Polars (eager and lazy), DuckDB, and Spark on a cluster of two workers.

What is right is tested elsewhere, on pandas among others; here every engine is held against pandas.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest

import cluster
import tradeview as tv
from frames import ENGINES, IN_ORDER, IN_PROCESS, Engine, Row, differences, figure, parts, plain, series
from matrices import some_of
from tradeview.errors import TradeTableError

PANDAS = IN_ORDER[0]
RATES = pd.DataFrame(
    [
        {"period": year, "base": "USD", "quote": quote, "rate": rate, "kind": "average", "source": "bank"}
        for year, quote, rate in [(2001, "MYR", 3.8), (2002, "MYR", 3.7), (2005, "MYR", 3.5), (2001, "EUR", 1.12)]
    ]
).assign(low=lambda frame: frame["rate"] * 0.99, high=lambda frame: frame["rate"] * 1.02)
PRICES = pd.DataFrame(
    {"period": [2001, 2002, 2005], "currency": "USD", "index": [80.0, 84.0, 100.0], "name": "CPI", "source": "office"}
)
# Ranges that some rows lack, a zero, a gap of years, a value that nobody knows.
YEARS: list[Row] = [
    *series({2001: 100.0, 2002: 110.0, 2005: 0.0}, valuation="FOB", low=99.0, high=120.0, source="a"),
    *series({2001: 7.0, 2002: None, 2005: 9.0}, partner="CHN", valuation=None, low=None, high=None, source=None),
    *series({2002: 0.3, 2005: 1e12}, reporter="RUS", partner="MYS", valuation="CIF", low=None, high=None, source="b"),
]
MONTHS = series({200111: 10.0, 200112: 20.0, 200202: 40.0})
PRODUCTS = [
    {**row, "classification": "H5", "low": row["value"] * 0.9, "high": row["value"] * 1.1}
    for row in [
        *parts({2001: {"01": 1 / 3, "15": 2.5, "TOTAL": 9.0}, 2002: {"01": 7.0, "27": 0.0}}),
        *parts({2001: {"01": 0.0}, 2002: {"01": 0.0, "15": 0.0}}, partner="CHN"),
    ]
]
PARTNERS = parts({2001: {"CHN": 3.0, "THA": 1.0, "WLD": 9.0, "XGA": 1.0}, 2002: {"CHN": 5.0, "XGA": 2.0}}, "partner")
STATED = [
    figure(2001, 9.0, currency="MYR", observation="a", stated_value=None),
    figure(2001, 2.0, observation="a", stated_value=3.0),
    figure(2002, 1.0, observation=None, stated_value=None),
    figure(2005, 5.0, currency="MYR", observation="b", stated_value=None),
]
REPORTS = [
    figure(2001, 2.2, valuation="FOB", classification="H5", low=2.1, high=2.3, source="a"),
    figure(
        2001, 3.2, reporter="RUS", partner="MYS", flow="import", valuation="CIF", classification="H5", low=3.1, high=3.3
    ),
    figure(2002, 1.0, valuation=None, classification=None, low=None, high=None, source="b", commodity_code="TOTAL"),
    figure(2005, None, reporter="RUS", partner="MYS", flow="import", valuation="CIF", classification="H4"),
    figure(2005, 4.0, flow="re-export", classification="H4"),
]
MONEY = [{name: cell for name, cell in row.items() if name != "stated_value"} for row in STATED]
CASES: dict[str, tuple[Callable[..., Any], list[Row], dict[str, Any]]] = {
    "prefer": (tv.prefer, STATED[:3], {"currency": "USD"}),
    "convert": (tv.convert, STATED, {"to": "USD", "rates": RATES}),
    "convert-ranges": (tv.convert, YEARS, {"to": "MYR", "rates": RATES}),
    "deflate": (tv.deflate, YEARS, {"deflator": PRICES, "base_period": 2002}),
    "growth": (tv.growth, YEARS, {}),
    "growth-of-months": (tv.growth, MONTHS, {}),
    "rebase": (tv.rebase, [row for row in YEARS if row["partner"] == "RUS"], {"base_period": 2001}),
    "shares": (tv.shares, PRODUCTS, {"by": "commodity_code"}),
    "shares-of-partners": (tv.shares, PARTNERS, {"by": "partner"}),
    "contributions": (tv.contributions, PRODUCTS, {"by": "commodity_code"}),
    "mirror": (tv.mirror, REPORTS, {}),
}
KEYS = ("period", "reporter", "exporter", "partner", "commodity_code", "currency")
# Cases of functions that may be told to ask nothing, and the queries asked otherwise: one more where a whole stands
# beside its parts in some periods, for which no glance is enough, and another with groups of economies among the parts.
ASKED = {
    "prefer": 1,
    "growth": 1,
    "growth-of-months": 1,
    "rebase": 1,
    "shares": 1,
    "shares-of-partners": 3,
    "contributions": 2,
    "mirror": 1,
}
Case = tuple[Callable[..., Any], list[Row], dict[str, Any]]


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[request.param]


def test_every_engine_says_what_pandas_says(every_engine: Engine, case: Case) -> None:
    function, rows, options = case
    got = every_engine.run(function, rows, **options)
    expected = PANDAS.run(function, rows, **options)
    assert differences(got, expected, [key for key in KEYS if key in expected[0]]) == []


@pytest.mark.parametrize("name", ASKED)
def test_without_validation_the_numbers_are_the_same(engine: Engine, name: str) -> None:
    function, rows, options = CASES[name]
    rows = [row for row in rows if row["partner"] != "XGA"]
    assert engine.run(function, rows, **options, validate=False) == engine.run(function, rows, **options)


def test_groups_beside_their_members_are_found_by_asking() -> None:
    asked, unasked = (tv.shares(pd.DataFrame(PARTNERS), by="partner", validate=validate) for validate in (True, False))
    assert asked["partner"].tolist() == ["CHN", "THA", "CHN", "XGA"]
    assert unasked["partner"].tolist() == ["CHN", "THA", "XGA", "CHN", "XGA"]


@pytest.mark.parametrize("asked", some_of(ENGINES, IN_PROCESS))
def test_thirty_years_of_months_at_their_rates_are_not_too_deep_for_any_engine(asked: Engine) -> None:
    months = [100 * year + month for year in range(1994, 2024) for month in range(1, 13)]
    rates = pd.DataFrame({"period": months, "base": "USD", "quote": "MYR", "kind": "average", "source": "bank"})
    rates = rates.assign(rate=[3 + place / 1000 for place in range(len(months))])
    got = asked.run(tv.convert, series(dict.fromkeys(months, 2.0)), to="MYR", rates=rates)
    assert {row["period"]: row["value"] for row in got} == pytest.approx(
        {month: 2 * (3 + place / 1000) for place, month in enumerate(months)}, rel=1e-12
    )


def counted(rows: list[Row]) -> tuple[pl.LazyFrame, list[int]]:
    """Return a lazy frame, and a list that grows with each time that it is read."""
    read: list[int] = []
    frame = pl.DataFrame(rows, infer_schema_length=None)

    def note(held: pl.DataFrame) -> pl.DataFrame:
        read.append(len(held))
        return held

    return frame.lazy().map_batches(note, schema=frame.schema), read


@pytest.mark.parametrize(("name", "questions"), [("convert", 1), ("convert-ranges", 1), ("deflate", 1), *ASKED.items()])
def test_lazy_stays_lazy_and_each_question_is_one_query(name: str, questions: int) -> None:
    function, rows, options = CASES[name]
    frame, read = counted(rows)
    function(frame, **options)
    assert len(read) == questions
    if name in ASKED:
        frame, read = counted(rows)
        assert isinstance(function(frame, **options, validate=False), pl.LazyFrame)
        assert read == []


@pytest.mark.parametrize("name", ASKED)
def test_no_relation_is_read_before_it_is_asked_for(tmp_path: Path, name: str) -> None:
    function, rows, options = CASES[name]
    path = tmp_path / "trade.parquet"
    pl.DataFrame(rows, infer_schema_length=None).cast({pl.Null: pl.String}).write_parquet(path)
    with duckdb.connect() as connection:
        made = function(connection.read_parquet(str(path)), **options, validate=False)
        assert plain(made)
        path.unlink()
        with pytest.raises(duckdb.Error, match=r"trade\.parquet"):
            plain(made)


def test_spark_has_two_workers_and_runs_nothing_before_it_is_asked(spark: Any) -> None:
    context = spark.sparkContext
    assert context.master == cluster.MASTER
    assert len(context._jsc.sc().statusTracker().getExecutorInfos()) == 3  # noqa: SLF001 - two, and the driver
    frame = spark.createDataFrame([tuple(row.values()) for row in MONTHS], list(MONTHS[0]))
    context.setJobGroup("lazy", "a frame that nobody has asked for")
    tv.growth(frame, validate=False)
    tv.shares(frame, by="partner", validate=False)
    assert list(context.statusTracker().getJobIdsForGroup("lazy")) == []
    assert tv.growth(frame, validate=False).count() == len(MONTHS)
    assert list(context.statusTracker().getJobIdsForGroup("lazy")) != []


@pytest.mark.parametrize("column", ["period", "reporter", "partner", "flow", "commodity_code"])
@pytest.mark.parametrize(
    ("function", "options"),
    [(tv.growth, {}), (tv.shares, {"by": "partner"}), (tv.contributions, {"by": "partner"}), (tv.mirror, {})],
)
def test_what_is_of_no_flow_is_refused(
    engine: Engine, function: Callable[..., Any], options: dict[str, Any], column: str
) -> None:
    rows = [{**figure(2001, 1.0), column: None}, figure(2001, 2.0), figure(2002, 2.0)]
    with pytest.raises(TradeTableError, match=f"needs a {column.replace('_', ' ')} in every row; found: 1 without"):
        function(engine.make(rows), **options)


def test_refusals_are_the_same_on_relations_and_on_the_cluster(spark_or_relation: Engine) -> None:
    mixed = [figure(2001, 1.0), figure(2002, 1.0, currency="MYR"), figure(2003, 1.0, currency="EUR")]
    with pytest.raises(TradeTableError, match=r"deflate needs one currency; found: EUR, MYR, USD; do: tv.prefer"):
        tv.deflate(spark_or_relation.make(mixed), deflator=PRICES, base_period=2001)
    frame = spark_or_relation.make([figure(2001, None), figure(2001, 1.0), figure(200101, 2.0)])
    with pytest.raises(TradeTableError, match="growth needs one frequency; found: years and months"):
        tv.growth(frame)
    with pytest.raises(TradeTableError, match="shares needs a value in every row; found: 1 without, which is not zero"):
        tv.shares(frame, by="partner")
    with pytest.raises(TradeTableError, match=r"mirror needs one row for each period(.|\n)*MYS RUS 15 export: 2 rows"):
        tv.mirror(spark_or_relation.make([figure(2001, 1.0), figure(2001, 2.0)]))


# How often a result reads its file. To seek rows of the whole among its few sums DuckDB makes these once more; the case
# of contributions has such rows.
READS = {"shares": 2, "contributions": 3, "contributions-without-wholes": 2, "growth": 1, "mirror": 2}


@pytest.mark.parametrize("name", READS)
def test_on_duckdb_a_result_reads_its_file_once_or_twice(tmp_path: Path, name: str) -> None:
    function, rows, options = CASES[name.removesuffix("-without-wholes")]
    if name.endswith("-without-wholes"):
        rows = [row for row in rows if row["commodity_code"] != "TOTAL"]
    file = str(tmp_path / "trade.parquet")
    pl.DataFrame(rows, infer_schema_length=None).write_parquet(file)
    with duckdb.connect() as own:
        plan = function(own.read_parquet(file), **options).explain()
    assert plan.count("─ Parquet Scan ─") == READS[name]


@pytest.mark.parametrize("bare", [True, False], ids=["without wholes", "beside wholes"])
def test_wholes_are_looked_for_whether_or_not_anything_is_asked(every_engine: Engine, *, bare: bool) -> None:
    rows = [row for row in PRODUCTS if not bare or row["commodity_code"] != "TOTAL"]
    keys = ["period", "partner", "commodity_code"]
    for function in (tv.shares, tv.contributions):
        asked = every_engine.run(function, rows, by="commodity_code")
        unasked = every_engine.run(function, rows, by="commodity_code", validate=False)
        assert differences(unasked, asked, keys) == []
    shares = every_engine.run(tv.shares, rows, by="commodity_code")
    # Malaysia's exports to Russia in 2001: a third, and 2.5, of 9 in all.
    found = {row["commodity_code"]: row for row in shares if (row["period"], row["partner"]) == (2001, "RUS")}
    assert set(found) == {"01", "15"}
    assert found["15"]["share"] == pytest.approx(15 / 17)
    expected = None if bare else pytest.approx(9 - 17 / 6)
    assert found["15"]["rest_of_whole"] == expected
