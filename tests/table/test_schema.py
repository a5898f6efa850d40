"""The trade table: which rows it accepts, and in which words it refuses others, on every engine."""

import pandas as pd
import polars as pl
import pytest

import tradeview as tv
from frames import COMMON, Engine, figure, plain, series
from tradeview.errors import TradeTableError
from tradeview.table import schema

GOOD = [
    {},
    {"period": 1800},
    {"period": 20244},
    {"period": 202412},
    {"flow": "re-import", "commodity_code": "010121", "partner": "WLD"},
    {"commodity_code": "12345", "classification": "S3"},
    {"low": 0.5, "high": 1.5, "price_basis": "real", "base_period": 2024},
    {"low": None, "high": 0.1},
    {"value": 0.0},
    {"rate_kind": "average, then end"},
    {"anything": "else"},
    {"period": 2024, "months": "2024-01/2024-08"},
    {"period": 2023, "months": "2023-04/2024-03"},
]
BAD = [
    ({"period": None}, "period is missing; allowed: a year (2024), a quarter (20242) or a month (202405), from 1800"),
    ({"period": 24}, "period 24; allowed: a year"),
    ({"period": 1799}, "period 1799; allowed: a year"),
    ({"period": 20245}, "period 20245; allowed: a year"),
    ({"period": 2567}, "from 1800 to 2100; 2567 is 2024 in the Buddhist era"),
    ({"period": 202413}, "period 202413"),
    ({"period": 202400}, "period 202400"),
    ({"period": 20240501}, "period 20240501"),
    ({"period": 2024.5}, "period 2024.5"),
    ({"period": 2024, "months": "2024-01/2024-12"}, "months '2024-01/2024-12'; allowed: months of a part of a year"),
    ({"period": 202405, "months": "2024-05/2024-05"}, "whole years, quarters and months say `period` alone"),
    ({"period": 20242, "months": "2024-04/2024-06"}, "whole years, quarters and months say `period` alone"),
    ({"reporter": "MY"}, "reporter 'MY'; allowed: an ISO 3166 alpha-3 code such as MYS, or WLD"),
    ({"partner": "EUU"}, "partner 'EUU'"),
    ({"partner": "XXX"}, "partner 'XXX'"),
    ({"flow": "sale"}, "flow 'sale'; allowed: export, import, re-export, re-import, total"),
    ({"commodity_code": "101"}, "commodity_code '101'; allowed: two, four or six HS digits with leading zeros (0101"),
    ({"commodity_code": "1234567"}, "commodity_code '1234567'"),
    ({"commodity_code": "total"}, "commodity_code 'total'"),
    ({"commodity_code": "15 "}, "commodity_code '15 '"),
    ({"commodity_code": "15\n"}, "commodity_code '15\\n'"),
    ({"commodity_code": "١٥"}, "commodity_code '١٥'"),
    ({"commodity_code": "101", "classification": "H5"}, "commodity_code '101', classification 'H5'"),
    ({"classification": "HS"}, "classification 'HS'; allowed: H0, H1"),
    ({"value": None}, "value is missing; allowed: a finite number, not negative"),
    ({"value": float("nan")}, "value is missing"),
    ({"value": float("inf")}, "value inf"),
    ({"value": -1.0}, "value -1.0"),
    ({"currency": None}, "currency is missing; allowed: an ISO 4217 code such as MYR"),
    ({"currency": "MYS"}, "currency 'MYS'"),
    ({"currency": "usd"}, "currency 'usd'"),
    ({"low": 2.0, "high": 3.0}, "low 2.0, value 1.0, high 3.0; allowed: low <= value <= high"),
    ({"low": -1.0, "high": 3.0}, "low -1.0; allowed: a finite number"),
    ({"valuation": "fob"}, "valuation 'fob'; allowed: FOB, CIF"),
    ({"price_basis": "constant"}, "price_basis 'constant'; allowed: nominal, real"),
    ({"price_basis": "real", "base_period": None}, "real money names its base_period"),
    ({"rate": 0.0}, "rate 0.0; allowed: a number above zero"),
]


@pytest.mark.parametrize("change", GOOD, ids=str)
def test_good_rows_pass_and_the_frame_itself_comes_back(engine: Engine, change: dict[str, object]) -> None:
    row = {**figure(2024, 1.0), **change}
    frame = engine.make([row])
    assert tv.check(frame) is frame
    with pytest.raises(TradeTableError, match="currency 'RM'"):
        tv.check(engine.make([{**row, "currency": "RM"}]))


@pytest.mark.parametrize(("change", "words"), BAD, ids=[str(change) for change, _ in BAD])
def test_bad_row_is_refused_in_words(engine: Engine, change: dict[str, object], words: str) -> None:
    good = {**figure(2024, 1.0), **dict.fromkeys(change.keys() - set(figure(2024, 1.0)))}
    with pytest.raises(TradeTableError) as caught:
        tv.check(engine.make([good, {**good, **change}]))
    assert words in str(caught.value)
    if engine.name != "polars-lazy":
        assert "  row 1, " in str(caught.value)


@pytest.mark.parametrize("code", ["8471.30", "total", "", None])
@pytest.mark.parametrize("more", [{}, {"classification": "H5"}, {"classification": None}], ids=str)
def test_what_is_no_code_is_reported_once(engine: Engine, code: str | None, more: dict[str, object]) -> None:
    good = figure(2024, 1.0, classification="H5") if more else figure(2024, 1.0)
    with pytest.raises(TradeTableError, match="1 broken rule;") as caught:
        tv.check(engine.make([good, {**good, **more, "commodity_code": code}]))
    assert len(caught.value.rows) == 1


def test_duckdb_is_checked_as_well(relation: Engine) -> None:
    good = relation.make(series({2023: 1.0, 2024: 2.0}))
    assert tv.check(good) is good
    with pytest.raises(TradeTableError, match="flow 'sale'"):
        tv.check(relation.make(series({2023: 1.0}, flow="sale")))


@pytest.mark.parametrize("column", [*COMMON, "period", "value"])
def test_every_required_column_is_required(engine: Engine, column: str) -> None:
    row = figure(2024, 1.0)
    del row[column]
    with pytest.raises(TradeTableError, match=rf"needs the column\(s\) {column}; found: columns .*; do: add or rename"):
        tv.check(engine.make([row]))


def test_missing_column_comes_with_a_hint() -> None:
    frame = pd.DataFrame([figure(2024, 1.0)]).rename(columns={"commodity_code": "comodity_code"})
    with pytest.raises(TradeTableError, match="commodity_code: did you mean 'comodity_code'"):
        tv.check(frame)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            {"commodity_code": 101},
            "commodity_code of a trade table holds text; found: type Int64; do: read codes as text",
        ),
        ({"value": "1.0"}, "column value of a trade table holds number; found: type String"),
        ({"value": True}, "column value of a trade table holds number; found: type Boolean"),
        ({"period": "2024"}, "column period of a trade table holds integer"),
    ],
)
def test_trap_codes_read_as_numbers_are_refused_by_every_function(
    engine: Engine, change: dict[str, object], words: str
) -> None:
    frame = engine.make([{**figure(2024, 1.0), **change}])
    for function, options in [
        (tv.check, {}),
        (tv.growth, {}),
        (tv.rebase, {"base_period": 2024}),
        (tv.shares, {"by": "partner"}),
        (tv.contributions, {"by": "partner"}),
    ]:
        with pytest.raises(TradeTableError) as caught:
            function(frame, **options)
        assert words in str(caught.value)


@pytest.mark.parametrize(
    "dtypes",
    [
        {"value": "Float64", "period": "Int32", "currency": "string"},
        {"value": "float32", "period": "uint16"},
        {"value": "int64", "flow": "category", "commodity_code": "category", "currency": "category"},
        {"currency": object, "reporter": object},
    ],
    ids=str,
)
def test_pandas_dtypes_that_hold_the_same_are_welcome(dtypes: dict[str, object]) -> None:
    frame = pd.DataFrame([figure(2024, 1.0)]).astype(dtypes)
    assert tv.check(frame) is frame
    with pytest.raises(TradeTableError, match="commodity_code '101'"):
        tv.check(frame.assign(commodity_code="101"))


@pytest.mark.parametrize("dtype", [pl.Categorical(), pl.Enum(["15", "101"])], ids=str)
def test_polars_categories_and_decimals_are_welcome(dtype: pl.DataType) -> None:
    frame = pl.DataFrame([figure(2024, 1.0)])
    typed = frame.with_columns(pl.col("commodity_code").cast(dtype), pl.col("value").cast(pl.Decimal(20, 2)))
    assert tv.check(typed) is typed
    with pytest.raises(TradeTableError, match="commodity_code '101'"):
        tv.check(frame.with_columns(commodity_code=pl.lit("101").cast(dtype)))


def test_numbers_in_an_object_column_are_refused() -> None:
    with pytest.raises(TradeTableError, match=r"column value .* found: type Object"):
        tv.check(pd.DataFrame([figure(2024, 1.0), figure(2025, 2.0)]).astype({"value": object}))


def test_five_rows_are_shown_and_all_are_counted(engine: Engine) -> None:
    with pytest.raises(TradeTableError) as caught:
        tv.check(engine.make(series(dict.fromkeys(range(2000, 2009), 1.0), flow="sale")))
    assert "9 broken rules" in str(caught.value)
    assert len(caught.value.rows) == 5


def test_empty_frames_are_tables_where_their_types_are_right(engine: Engine) -> None:
    rows = series({2024: 1.0})
    frame = engine.make(rows)
    empty = frame.head(0)
    assert tv.check(empty) is empty
    assert plain(empty) == []
    with pytest.raises(TradeTableError, match="needs the column"):
        tv.check(engine.make([{"period": 1}]).head(0))


def test_economies_are_present_and_past_but_no_groups() -> None:
    codes = schema.economy_codes()
    assert {"MYS", "RUS", "SUN", "YUG", "NAM", "WLD"} <= codes
    assert not {"EUU", "XXX", "ZZZ", "QOO", "AAA"} & codes


def test_frequencies_rest_on_the_periods() -> None:
    with pytest.raises(TradeTableError, match="growth needs a period in every row; found: 1 without"):
        tv.growth(pd.DataFrame([figure(2024, 1.0), {**figure(2024, 1.0), "period": None}]))


@pytest.mark.parametrize("missing", [None, float("nan")])
@pytest.mark.parametrize("column", ["valuation", "classification", "observation", "rate_kind", "low", "base_period"])
def test_a_column_of_nothing_but_missing_values_is_as_good_as_none(
    engine: Engine, dollar_rates: pd.DataFrame, column: str, missing: float | None
) -> None:
    rows = series({2023: 1.0, 2024: 2.0}, **{column: missing})
    frame = engine.make(rows)
    assert tv.check(frame) is frame
    with pytest.raises(TradeTableError, match="currency 'RM'"):
        tv.check(engine.make([{**row, "currency": "RM"} for row in rows]))
    assert [row["growth"] for row in engine.run(tv.growth, rows)] == [None, 1.0]
    assert [row["contribution"] for row in engine.run(tv.contributions, rows, by="commodity_code")] == [1.0]
    assert [row["share"] for row in engine.run(tv.shares, rows, by="commodity_code")] == [1.0, 1.0]
    converted = engine.run(tv.convert, rows, to="EUR", rates=dollar_rates)
    assert [row["rate_kind"] for row in converted] == ["average", "average"]
