"""What tells series apart: coverage, which is goods where nothing is said, and months; on every engine."""

import math
from collections.abc import Callable
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest

import tradeview as tv
from closed_world import CASES, Case
from frames import ENGINES, IN_ORDER, IN_PROCESS, Engine, Row, differences, figure, parts, plain, series
from index_calls import call, table, world_of
from matrices import matrix, some_of
from tradeview.errors import TradeTableError
from tradeview.table.series import distinct_series, refuse_several_kinds

PANDAS = IN_ORDER[0]
RATES = pd.DataFrame(
    [
        {"period": year, "base": "USD", "quote": "MYR", "rate": rate, "kind": "average", "source": "bank"}
        for year, rate in [(2001, 3.8), (2002, 3.7), (2003, 3.5)]
    ]
)
PRICES = pd.DataFrame(
    {"period": [2001, 2002, 2003], "currency": "USD", "index": [80.0, 84.0, 100.0], "name": "CPI", "source": "office"}
)
YEARS = series({2001: 100.0, 2002: 110.0, 2003: 90.0}, low=80.0, high=120.0, source="a", observation=None)
STATED = [figure(2001, 9.0, currency="MYR", observation="a"), figure(2001, 2.0, observation="a"), *YEARS[1:]]
PRODUCTS = parts({2001: {"01": 1.0, "15": 3.0, "TOTAL": 9.0}, 2002: {"01": 7.0, "27": 2.0}})
REPORTS = [figure(2001, 2.2), figure(2001, 3.2, reporter="RUS", partner="MYS", flow="import"), figure(2002, 1.0)]
ACCOUNTED: dict[str, Any] = {
    "currency": "MYR",
    "base_currency": "USD",
    "rates": RATES,
    "deflator": PRICES,
    "start": 2001,
    "end": 2003,
}
# Every public function of a frame, and what it has that is not the series' own.
FUNCTIONS: dict[str, tuple[Callable[..., Any], list[Row], dict[str, Any]]] = {
    "prefer": (tv.prefer, STATED, {"currency": "USD"}),
    "convert": (tv.convert, YEARS, {"to": "MYR", "rates": RATES}),
    "deflate": (tv.deflate, YEARS, {"deflator": PRICES, "base_period": 2002}),
    "growth": (tv.growth, YEARS, {}),
    "rebase": (tv.rebase, YEARS, {"base_period": 2001}),
    "growth_accounting": (tv.growth_accounting, YEARS, ACCOUNTED),
    "shares": (tv.shares, PRODUCTS, {"by": "commodity_code"}),
    "contributions": (tv.contributions, PRODUCTS, {"by": "commodity_code"}),
    "mirror": (tv.mirror, REPORTS, {}),
    "check": (tv.check, YEARS, {}),
}
KEYS = ("period", "reporter", "exporter", "partner", "commodity_code", "currency")
KEEPS_ROWS = {"prefer", "convert", "deflate", "growth", "rebase", "shares", "check"}
ONE_EACH = list({case.function: case for case in CASES}.values())


@pytest.fixture(params=some_of(ENGINES, IN_PROCESS))
def any_engine(request: pytest.FixtureRequest) -> Engine:
    """Return an engine; the cluster is asked the rest of the rules where time does not matter."""
    return request.param


def saying(rows: list[Row], name: str, *words: str | None) -> list[Row]:
    """Rows that say words in turn in a column."""
    return [{**row, name: words[place % len(words)]} for place, row in enumerate(rows)]


def without(rows: list[Row], *names: str) -> list[Row]:
    columns = [column for name in names for column in (name, f"exporter_{name}", f"importer_{name}")]
    return [{name: cell for name, cell in row.items() if name not in columns} for row in rows]


@pytest.mark.parametrize(
    ("name", "words"), matrix(list(FUNCTIONS), [(None,), ("goods",), ("goods", None), ("services",)])
)
def test_a_frame_of_one_coverage_gives_what_it_gives_without(
    any_engine: Engine, name: str, words: tuple[str | None, ...]
) -> None:
    function, rows, options = FUNCTIONS[name]
    got = any_engine.run(function, saying(rows, "coverage", *words), **options)
    expected = PANDAS.run(function, rows, **options)
    assert differences(without(got, "coverage"), expected, [key for key in KEYS if key in expected[0]]) == []
    if name in KEEPS_ROWS:
        said = [row["coverage"] for row in saying(rows, "coverage", *words)]
        assert {row["coverage"] for row in got} <= set(said)
        if any_engine in IN_ORDER and len(got) == len(rows):
            assert [row["coverage"] for row in got] == said


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if name != "check"])
def test_months_of_whole_years_say_no_more_than_their_period(any_engine: Engine, name: str) -> None:
    function, rows, options = FUNCTIONS[name]
    said = [{**row, "months": f"{row['period']}-01/{row['period']}-12", "calendar_label": "FY"} for row in rows]
    got = any_engine.run(function, said, **options)
    expected = PANDAS.run(function, rows, **options)
    keys = [key for key in KEYS if key in expected[0]]
    assert differences(without(got, "months", "calendar_label"), expected, keys) == []


@pytest.mark.parametrize(("case", "words", "on"), matrix(ONE_EACH, [(None,), ("goods", None)], IN_PROCESS))
def test_an_index_of_one_coverage_is_what_it_is_without(case: Case, words: tuple[str | None, ...], on: Engine) -> None:
    rows = table(world_of(case))
    # Whether a lazy frame says any months, nobody knows without asking it: there the result has a column for them.
    got = without(call(case, on, saying(saying(rows, "coverage", *words), "months", None)), "months")
    assert differences(got, call(case, PANDAS, rows), case.keys) == []


def test_missing_goes_with_goods_and_all_else_with_itself_alone(every_engine: Engine) -> None:
    rows = [
        figure(2001, 10.0, coverage=None),
        figure(2002, 11.0, coverage="goods"),
        figure(2001, 4.0, coverage="services"),
        figure(2002, 6.0, coverage="services"),
        figure(2002, 17.0, coverage="goods and services"),
    ]
    got = {(row["period"], row["coverage"]): row["growth"] for row in every_engine.run(tv.growth, rows)}
    assert got == {
        (2001, None): None,
        (2002, "goods"): pytest.approx(0.1),
        (2001, "services"): None,
        (2002, "services"): pytest.approx(0.5),
        (2002, "goods and services"): None,
    }
    based = every_engine.run(tv.rebase, rows[:4], base_period=2001)
    assert {(row["period"], row["coverage"]): round(row["index"]) for row in based} == {
        (2001, None): 100,
        (2002, "goods"): 110,
        (2001, "services"): 100,
        (2002, "services"): 150,
    }


def test_two_rows_of_goods_are_one_figure_twice(any_engine: Engine) -> None:
    rows = [figure(2001, 10.0, coverage=None), figure(2001, 11.0, coverage="goods")]
    frame = any_engine.make(rows)
    with pytest.raises(TradeTableError, match=r"one row for each period(.|\n)*2001 MYS RUS export 15: 2 rows"):
        tv.growth(frame)
    with pytest.raises(TradeTableError, match="one row for each period"):
        tv.mirror(frame)
    services = any_engine.make(saying(rows, "coverage", "services"))
    with pytest.raises(TradeTableError, match=r"2001 MYS RUS export 15 services: 2 rows"):
        tv.growth(services)


def test_shares_and_contributions_are_within_one_coverage(any_engine: Engine) -> None:
    goods = parts({2001: {"01": 1.0, "15": 3.0}, 2002: {"01": 2.0, "15": 4.0}})
    rows = [*saying(goods, "coverage", "goods", None), *saying(goods, "coverage", "domestic exports")]
    shares = any_engine.run(tv.shares, rows, by="commodity_code")
    assert sorted(row["share"] for row in shares if row["period"] == 2001) == [0.25, 0.25, 0.75, 0.75]
    added = any_engine.run(tv.contributions, rows, by="commodity_code")
    assert sorted((row["coverage"], row["commodity_code"], row["contribution"]) for row in added) == [
        *[("domestic exports", "01", 0.25), ("domestic exports", "15", 0.25)],
        *[("goods", "01", 0.25), ("goods", "15", 0.25)],
    ]


def test_trap_a_deficit_of_goods_and_services_has_no_mirror_in_goods(every_engine: Engine) -> None:
    theirs = {"reporter": "RUS", "partner": "MYS", "flow": "import"}
    rows = [
        figure(2001, 2.0, coverage=None),
        figure(2001, 2.5, coverage="goods", **theirs),
        figure(2001, 9.0, coverage="goods and services"),
        figure(2002, 3.0, coverage="services"),
        figure(2002, 3.0, coverage="goods", **theirs),
    ]
    got = every_engine.run(tv.mirror, rows)
    pairs = {(row["period"], row["exporter_coverage"], row["importer_coverage"], row["ratio"]) for row in got}
    assert pairs == {
        (2001, None, "goods", 1.25),
        (2001, "goods and services", None, None),
        (2002, "services", None, None),
        (2002, None, "goods", None),
    }
    assert "coverage" not in got[0]


def test_growth_accounting_splits_each_coverage_by_itself(any_engine: Engine) -> None:
    rows = [*saying(YEARS, "coverage", "goods", None), *saying(YEARS, "coverage", "services")]
    got = any_engine.run(tv.growth_accounting, rows, **ACCOUNTED)
    assert sorted(row["coverage"] for row in got) == ["goods", "services"]


@pytest.mark.parametrize("case", ONE_EACH, ids=str)
def test_no_index_adds_goods_to_services(case: Case) -> None:
    rows = table(world_of(case))
    mixed = [{**rows[0], "coverage": "services"}, *saying(rows[1:], "coverage", None, "goods")]
    for engine in (PANDAS, IN_PROCESS[-1]):
        with pytest.raises(TradeTableError, match="needs one coverage; found: goods, services; do: keep one"):
            call(case, engine, mixed)


def test_an_index_asks_for_the_coverage_of_the_flows_that_it_uses(any_engine: Engine) -> None:
    exports = parts({2001: {"01": 1.0, "15": 3.0}})
    others = parts({2001: {"01": 1.0}}, flow="total", coverage="services")
    rows = [*saying(exports, "coverage", None), *others]
    got = any_engine.run(tv.indices.concentration, rows, over="products", variant="hhi")
    assert [row["concentration"] for row in got] == [0.625]
    partial = [{**row, "months": "2001-01/2001-08"} for row in exports[:1]] + saying(exports[1:], "months", None)
    words = "needs rows of the same months; found: whole years and January to August; do: keep whole years"
    with pytest.raises(TradeTableError, match=words):
        tv.indices.concentration(any_engine.make(partial), over="products", variant="hhi")


FISCAL = [figure(year, value, months=f"{year}-04/{year + 1}-03") for year, value in [(2001, 10.0), (2002, 12.0)]]
CALENDAR = series({2001: 100.0, 2002: 150.0}, months=None)


def _with_fiscal(given: pd.DataFrame, column: str) -> pd.DataFrame:
    """Add fiscal years, 1.5 times as high as the year that they start in, and that of 2002 (of prices) twice that."""
    fiscal = given.assign(months=[f"{year}-04/{year + 1}-03" for year in given["period"]])
    fiscal[column] *= 1.5
    if column == "index":
        fiscal.loc[fiscal["period"] == 2002, column] *= 2
    return pd.concat([given.assign(months=None), fiscal], ignore_index=True)


def test_trap_a_fiscal_year_is_no_calendar_year(any_engine: Engine) -> None:
    fiscal = [{**row, "reporter": "IND"} for row in FISCAL]
    got = any_engine.run(tv.growth, [*fiscal, *CALENDAR])
    assert {(row["months"], row["growth"] and round(row["growth"], 9)) for row in got} == {
        ("2001-04/2002-03", None),
        ("2002-04/2003-03", 0.2),
        (None, None),
        (None, 0.5),
    }
    added = any_engine.run(tv.contributions, [*fiscal, *CALENDAR], by="commodity_code")
    assert sorted((str(row["months"]), row["contribution"]) for row in added) == [
        ("2002-04/2003-03", pytest.approx(0.2)),
        ("None", 0.5),
    ]
    # Each at the rates and prices of its own months: half as much again as those of the calendar year.
    options = {
        name: _with_fiscal(ACCOUNTED[name], column) for name, column in (("rates", "rate"), ("deflator", "index"))
    }
    split = any_engine.run(tv.growth_accounting, [*fiscal, *CALENDAR], **{**ACCOUNTED, **options, "end": 2002})
    found = {str(row["months"]): row for row in split}
    assert set(found) == {"2002-04/2003-03", "None"}
    assert found["2002-04/2003-03"]["end_rate"] == pytest.approx(1.5 * found["None"]["end_rate"])
    of_fiscal, whole = (found[months]["price"] for months in ("2002-04/2003-03", "None"))
    assert of_fiscal == pytest.approx(whole + math.log(3 / 1.5))
    both = [FISCAL[0], figure(2001, 7.0, reporter="RUS", partner="MYS", flow="import", months=None)]
    assert {row["reported_by"] for row in any_engine.run(tv.mirror, both)} == {"exporter", "importer"}


def test_an_observation_is_of_one_coverage_and_the_same_months() -> None:
    pair = [figure(2001, 9.0, currency="MYR", observation="a"), figure(2001, 2.0, observation="a")]
    assert len(tv.rates.implied(pd.DataFrame(saying(pair, "coverage", None, "goods")))) == 1
    with pytest.raises(TradeTableError, match="a, coverage: goods, services"):
        tv.rates.implied(pd.DataFrame(saying(pair, "coverage", None, "services")))
    with pytest.raises(TradeTableError, match="a, months: whole years, January to August"):
        tv.rates.implied(pd.DataFrame(saying(pair, "months", None, "2001-01/2001-08")))


@pytest.mark.parametrize(
    "rows",
    [
        saying(PRODUCTS, "coverage", None, "goods", "services"),
        [{**row, "months": f"{row['period']}-01/{row['period']}-08"} for row in PRODUCTS],
    ],
)
# Whether a whole that stands beside its parts has them in all periods is not told at a glance.
@pytest.mark.parametrize(("name", "asked"), [("growth", 1), ("shares", 1), ("contributions", 2), ("mirror", 1)])
def test_a_relation_is_asked_as_often_as_without(name: str, asked: int, rows: list[Row]) -> None:
    function, _, options = FUNCTIONS[name]
    read: list[int] = []
    frame = pl.DataFrame(rows, infer_schema_length=None)

    def note(held: pl.DataFrame) -> pl.DataFrame:
        read.append(len(held))
        return held

    lazy = frame.lazy().map_batches(note, schema=frame.schema)
    assert isinstance(function(lazy, **options), pl.LazyFrame)
    assert len(read) == asked


GOOD = [
    *[{"coverage": words} for words in ("goods", "services", "non-oil", "goods, without gold", None)],
    *[{"months": words} for words in ("2024-01/2024-08", "2024-04/2025-03", None)],
    {"calendar_label": "令和6年度"},
]
BAD = [
    ({"coverage": "Goods"}, "coverage 'Goods'; allowed: goods, services"),
    ({"coverage": " goods"}, "coverage ' goods'"),
    ({"coverage": ""}, "coverage ''"),
    ({"months": "2024"}, "months '2024'; allowed: the first and the last month (2024-04/2025-03)"),
    ({"months": "2024-08/2024-01"}, "months '2024-08/2024-01'"),
    ({"months": "2024-00/2024-13"}, "months '2024-00/2024-13'"),
    ({"months": "2024-01/2024-08\n"}, "months '2024-01/2024-08\\n'"),
    ({"months": "2023-07/2024-06"}, "period 2024, months '2023-07/2024-06'; allowed: months that start in the year"),
]


@pytest.mark.parametrize("change", GOOD, ids=str)
def test_what_may_be_said_of_a_row_is_kept(engine: Engine, change: Row) -> None:
    frame = engine.make([{**figure(2024, 1.0), **change}])
    assert tv.check(frame) is frame


@pytest.mark.parametrize(("change", "words"), BAD, ids=[str(change) for change, _ in BAD])
def test_what_may_not_be_said_is_refused(change: Row, words: str) -> None:
    for engine in IN_PROCESS:
        with pytest.raises(TradeTableError) as caught:
            tv.check(engine.make([{**figure(2024, 1.0), **change}]))
        assert words in str(caught.value)


def test_series_of_a_frame_are_counted_by_what_their_rows_mean() -> None:
    frame = pd.DataFrame([*saying(YEARS, "coverage", None, "goods"), *saying(YEARS, "coverage", "services")])
    assert len(distinct_series(frame)) == 2
    assert distinct_series(frame)["coverage"].tolist()[1:] == ["services"]


def test_a_relation_of_duckdb_needs_no_text_to_be_cast() -> None:
    nothing = ", ".join(f"null as {name}" for name in ("coverage", "months", "calendar_label"))
    cells = ", ".join(f"{cell!r} as {name}" for name, cell in figure(2001, 1.0).items())
    frame: Any = duckdb.from_query(f"select {cells}, {nothing}")
    assert plain(tv.growth(frame))[0]["growth"] is None


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([figure(2001, 1.0, coverage="services"), figure(2002, 1.0, coverage=None)], "goods, services"),
        ([figure(2001, 1.0, coverage="services"), figure(2002, 1.0, coverage="goods")], "goods, services"),
        (
            [figure(2001, 1.0, months="2001-01/2001-08"), figure(2002, 1.0, months="2002-01/2002-12")],
            "whole years and January to August",
        ),
        (
            [figure(2001, 1.0, months="2001-04/2002-03"), figure(2002, 1.0, months=None)],
            "whole years and fiscal years from April to March",
        ),
    ],
)
def test_rows_of_two_kinds_are_refused_by_name(rows: list[Row], said: str) -> None:
    with pytest.raises(TradeTableError, match=said):
        refuse_several_kinds(pd.DataFrame(rows), "a report")


@pytest.mark.parametrize(
    "rows",
    [
        [figure(2001, 1.0, coverage="goods"), figure(2002, 1.0, coverage=None)],
        [figure(2001, 1.0, coverage="services"), figure(2002, 1.0, coverage="services")],
        [figure(2001, 1.0, months="2001-01/2001-12"), figure(2002, 1.0, months=None)],
        [figure(2001, 1.0, months="2001-04/2002-03"), figure(2002, 1.0, months="2002-04/2003-03")],
    ],
)
def test_rows_of_one_kind_are_not_refused(rows: list[Row]) -> None:
    refuse_several_kinds(pd.DataFrame(rows), "a report")


def test_a_series_is_named_by_the_part_of_the_year_in_words() -> None:
    rows = [figure(2024, 1.0, months="2024-01/2024-08")] * 2
    with pytest.raises(TradeTableError, match="January to August: 2 rows"):
        tv.growth(pd.DataFrame(rows))
    rows = [figure(2024, -1.0, months="2024-04/2025-03")]
    with pytest.raises(TradeTableError, match="fiscal years from April to March: value -1"):
        tv.growth(pd.DataFrame(rows))
    with pytest.raises(TradeTableError, match=r"1 without.*\n.* January to August"):
        tv.rebase(pd.DataFrame([figure(2024, 1.0, months="2024-01/2024-08")]), base_period=2023)
