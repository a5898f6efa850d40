"""Every public function of a frame, found by looking at the API: what it refuses, and every way to hold a table.

A function that is new to the API is found here, and has to be given a call of its own (`CALLS`), or a reason why it has
none (`OTHER_TABLES`).
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import matplotlib.pyplot as plt
import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl
import pytest
from matplotlib.axes import Axes

import tradeview as tv
from frames import ENGINES, IN_PROCESS, Engine, Row, connection, differences, figure, plain
from matrices import matrix, some_of
from tradeview.arguments import true_signature
from tradeview.errors import NotAFrameError, TableError, TradeTableError, TradeviewError

PANDAS = IN_PROCESS[0]
ECONOMIES = ("MYS", "RUS", "SGP")
YEARS = (2007, 2024)
RATES = pd.DataFrame({"period": YEARS, "base": "USD", "quote": "MYR", "rate": [3.4, 4.5], "source": "bank"})
PRICES = pd.DataFrame({"period": YEARS, "currency": "USD", "index": [80.0, 100.0], "name": "CPI", "source": "office"})
PASSPORT = {"classification": "H5", "valuation": "FOB", "source": "office"}
SPLIT: dict[str, Any] = {"currency": "MYR", "base_currency": "USD", "rates": RATES, "deflator": PRICES}


def with_range(value: float) -> dict[str, float]:
    return {"value": value, "low": value - 1, "high": value + 1}


def products() -> list[Row]:
    """Exports of three economies to one another, of two products, in two years."""
    rows: list[Row] = []
    for year in YEARS:
        for reporter in ECONOMIES:
            for partner in ECONOMIES:
                for code in ("01", "15"):
                    value = 10.0 + 7 * len(rows) % 31
                    where = {"reporter": reporter, "partner": partner, "commodity_code": code}
                    rows.append({**figure(year, value), **where, **with_range(value), **PASSPORT})
    return [row for row in rows if row["reporter"] != row["partner"]]


def totals() -> list[Row]:
    """What two economies report of their exports and imports in two years."""
    rows: list[Row] = []
    for year in YEARS:
        for reporter, partner in (("MYS", "RUS"), ("RUS", "MYS")):
            for flow in ("export", "import"):
                value = 60.0 + 5 * len(rows)
                where = {"reporter": reporter, "partner": partner, "flow": flow, "commodity_code": "TOTAL"}
                observation = {"observation": f"{year} {reporter} {flow}"}
                rows.append({**figure(year, value), **where, **with_range(value), **PASSPORT, **observation})
    return rows


def months() -> list[Row]:
    """Exports of two economies to one another in the months of a year."""
    rows: list[Row] = []
    for month in range(202401, 202413):
        for reporter, partner in (("MYS", "RUS"), ("RUS", "MYS")):
            value = 40.0 + 3 * len(rows) % 17
            rows.append(
                {**figure(month, value), "reporter": reporter, "partner": partner, **with_range(value), **PASSPORT}
            )
    return rows


def stated_twice() -> list[Row]:
    return [*totals(), {**totals()[0], "currency": "MYR", **with_range(240.0)}]


def of_one_pair() -> list[Row]:
    return [row for row in products() if (row["reporter"], row["partner"]) == ("MYS", "RUS")]


def of_one_product() -> list[Row]:
    return [row for row in products() if (row["reporter"], row["commodity_code"], row["period"]) == ("MYS", "15", 2024)]


def of_one_reporter() -> list[Row]:
    return [row for row in totals() if row["reporter"] == "MYS"]


def of_one_series() -> list[Row]:
    return [row for row in of_one_reporter() if row["flow"] == "export"]


def to_date() -> list[Row]:
    """Exports from January to each month of a year, and of the year before."""
    rows: list[Row] = []
    for year in (2023, 2024):
        for month in range(1, 12):
            months = f"{year}-01/{year}-{month:02}"
            value = 40.0 * month
            row = {**figure(year, value), "months": months, **with_range(value), **PASSPORT}
            rows.append({**row, "reporter": "MYS", "partner": "RUS"})
    return rows


@dataclass(frozen=True)
class Call:
    """A call of a public function: its name in the API, the rows that it takes, and what else it is given."""

    name: str
    rows: Callable[[], list[Row]] = products
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def function(self) -> Callable[..., Any]:
        found: Any = tv
        for part in self.name.split("."):
            found = getattr(found, part)
        function: Callable[..., Any] = found
        return function

    def on(self, frame: object) -> Any:
        options = dict(self.options)
        if "gdp" in options:
            options["gdp"] = pd.DataFrame(GDP)
        try:
            return self.function(frame, **options)
        finally:
            plt.close("all")


GDP = [
    {"period": year, "reporter": economy, "gdp": 1000.0, "currency": "USD"} for year in YEARS for economy in ECONOMIES
]
# What an index is asked for, by the name of the parameter.
OF_INDICES: dict[str, Any] = {
    "imports": "mirror",
    "over": "products",
    "gdp": ...,
    "start": 2007,
    "end": 2024,
    "reference": "world",
    "level": "product",
    "region": ["MYS", "RUS"],
    "flow": "export",
    "variant": "world",
}


def call_of_index(name: str) -> Call:
    parameters = inspect.signature(getattr(tv.indices, name)).parameters
    options = {option: value for option, value in OF_INDICES.items() if option in parameters}
    if name == "concentration":
        options["variant"] = "hhi"
    return Call(f"indices.{name}", products, options)


CALLS = [
    Call("load"),
    Call("check"),
    Call("growth"),
    Call("to_quarters", months),
    Call("to_years", months),
    Call("to_date", months),
    Call("rebase", products, {"base_period": 2007}),
    Call("shares", products, {"by": "commodity_code"}),
    Call("contributions", products, {"by": "partner"}),
    Call("mirror", totals),
    Call("sum_group", totals, {"partner": "ASEAN"}),
    Call("prefer", stated_twice, {"currency": "USD"}),
    Call("convert", products, {"to": "MYR", "rates": RATES}),
    Call("deflate", products, {"deflator": PRICES, "base_period": 2024}),
    Call("growth_accounting", totals, {**SPLIT, "start": 2007, "end": 2024}),
    Call("rates.implied", stated_twice),
    *map(call_of_index, sorted(tv.indices.__all__)),
    Call("explore", totals, {**SPLIT, "start": 2007, "end": 2024}),
    Call("charts.balance", of_one_reporter),
    Call("charts.composition", lambda: [row for row in of_one_pair() if row["period"] == 2024]),
    Call("charts.lenses", of_one_series, {**SPLIT, "start": 2007, "end": 2024}),
    Call("charts.lines", of_one_series),
    Call("charts.ranking", of_one_product, {"by": "partner"}),
    Call("charts.to_date", to_date),
]
# Functions whose first frame is no trade table: what they take has been computed from one, or is a table of its own.
OTHER_TABLES = {
    "charts.accounting": "of growth_accounting",
    "charts.advantage": "of an index",
    "charts.checked": "of fact_check; the trade table beside it: tests/charts/test_checked.py",
    "charts.concentration": "of an index",
    "charts.heat": "of shares or an index",
    "charts.mirror": "of mirror",
    "charts.rate": "of rates.implied",
    "charts.sides": "of statements",
    "charts.timeline": "of events",
    "check_claims": "of statements",
    "explain_claims": "of statements, as check_claims",
    "judge_claims": "of claims; the trade table that they are held against: tests/claims/official",
    "statements.check": "of statements",
    "statements.to_trade": "of statements",
    "rates.combine": "of rates",
    "rates.lookup": "of rates",
    "deflators.lookup": "of price indices",
    "show": "any table: what it holds is shown and never refused: tests/interactive/test_table.py",
    "report": "checked whole, as by check, and written to files: tests/reports",
}
# A chart and a widget are no frames; what the widget shows is: tests/interactive/explorer.
COMPUTED = [call for call in CALLS if not call.name.startswith(("charts.", "explore"))]


def functions_of_the_api() -> dict[str, Callable[..., Any]]:
    found: dict[str, Callable[..., Any]] = {}
    for name in tv.__all__:
        given = getattr(tv, name)
        if inspect.isfunction(given):
            found[name] = given
        elif isinstance(given, ModuleType):
            for inner, function in vars(given).items():
                if inspect.isfunction(function) and not inner.startswith("_"):
                    found[f"{name}.{inner}"] = function
    return found


def takes_a_frame(function: Callable[..., Any]) -> bool:
    parameters = list(true_signature(function).parameters.values())
    # `FrameT`, or narwhals' union of all native frames.
    return bool(parameters) and ("FrameT" in str(parameters[0].annotation) or "Native" in str(parameters[0].annotation))


def test_no_function_of_a_frame_is_forgotten() -> None:
    found = {name for name, function in functions_of_the_api().items() if takes_a_frame(function)}
    called = {call.name for call in CALLS}
    assert found >= called
    assert found - called == set(OTHER_TABLES)


@dataclass(frozen=True)
class Fault:
    """What no row of money may say, in the cell of a column; `words` are in the message."""

    column: str
    cell: Any
    words: str

    @property
    def name(self) -> str:
        return f"{self.column} {self.cell}"

    def put_in(self, rows: list[Row]) -> list[Row]:
        return [{**rows[0], self.column: self.cell}, *rows[1:]]


AMOUNT = "finite"
FAULTS = [
    Fault("value", -5.0, AMOUNT),
    Fault("value", float("inf"), AMOUNT),
    Fault("value", float("-inf"), AMOUNT),
    Fault("low", -5.0, AMOUNT),
    Fault("low", float("-inf"), AMOUNT),
    Fault("high", float("inf"), AMOUNT),
    Fault("period", 99, "period"),
    Fault("period", 202413, "period"),
    Fault("period", 20245, "period"),
    Fault("period", 2007.5, "period"),
]
# Rows of other periods than the two that are compared are not looked at.
OF_TWO_PERIODS = {call.name for call in CALLS if "start" in call.options}


def is_looked_at(call: Call, fault: Fault) -> bool:
    if fault.column == "period":
        return call.name not in OF_TWO_PERIODS or fault.cell == 2007.5
    # Indices, and charts of shares, take values alone.
    return fault.column == "value" or not call.name.startswith("indices.")


@pytest.mark.parametrize(("call", "fault", "on"), matrix(CALLS, FAULTS, IN_PROCESS))
def test_what_no_row_may_say_is_refused(call: Call, fault: Fault, on: Engine) -> None:
    if not is_looked_at(call, fault):
        pytest.skip("no column or row of this kind is looked at")
    with pytest.raises(TradeviewError, match=f"(?i){fault.words}|no rate|no price index"):
        call.on(on.make(fault.put_in(call.rows())))


@pytest.mark.parametrize("call", some_of(COMPUTED[:8], COMPUTED[:2]))
def test_spark_refuses_what_no_row_may_say(call: Call) -> None:
    with pytest.raises(TradeviewError, match=AMOUNT):
        call.on(ENGINES[-1].make(FAULTS[0].put_in(call.rows())))


def outcome(call: Call, frame: object) -> tuple[str, Any]:
    """What a call gives: an error of ours, or rows in an order of their own."""
    try:
        got = call.on(frame)
    except TradeviewError as error:
        return "refused", type(error)
    return "rows", got if isinstance(got, Axes) else plain(got)


@pytest.mark.parametrize(("call", "on"), matrix(COMPUTED, IN_PROCESS))
def test_not_a_number_is_missing(call: Call, on: Engine) -> None:
    rows = call.rows()
    for name in ("value", "low"):
        column = [float(str(row[name])) for row in rows]
        frame = on.make(rows)
        is_first = nw.col(name) == column[0]
        as_nan = nw.from_native(frame).with_columns(nw.when(~is_first).then(nw.col(name)).otherwise(float("nan")))
        as_none = nw.from_native(frame).with_columns(nw.when(~is_first).then(nw.col(name)))
        (said, nan), (_, none) = outcome(call, as_nan.to_native()), outcome(call, as_none.to_native())
        if said == "refused":
            assert nan is none
        elif call.name not in {"check", "prefer"}:  # which return the rows as they are
            assert differences(nan, none, list(nan[0]) if nan else []) == []


Held = Callable[[pd.DataFrame], Any]


def text_as(dtype: Any) -> Held:
    def hold(frame: pd.DataFrame) -> pd.DataFrame:
        texts = [name for name in frame if not pd.api.types.is_numeric_dtype(frame[name])]
        return frame.astype(dict.fromkeys(texts, dtype))

    return hold


def numbers_as(dtype: Any) -> Held:
    return lambda frame: frame.astype({"value": dtype, "low": dtype, "high": dtype})


def in_polars(dtype: Any, *names: str) -> Held:
    return lambda frame: pl.DataFrame(frame.to_dict("list")).with_columns(pl.col(*names).cast(dtype))


def in_duckdb(**kinds: str) -> Held:
    casts = ", ".join(f"{name}::{kind} AS {name}" for name, kind in kinds.items())
    return lambda frame: connection().from_df(frame).project(f"* REPLACE ({casts})")


def in_arrow(name: str) -> Held:
    """Hold text, or where they are decimals numbers, in a type of Arrow's; the test is skipped where there is none."""

    def hold(frame: pd.DataFrame) -> pd.DataFrame:
        pyarrow = pytest.importorskip("pyarrow")
        kinds = {
            "string": pyarrow.string(),
            "large_string": pyarrow.large_string(),
            "dictionary": pyarrow.dictionary(pyarrow.int32(), pyarrow.string()),
            "decimal": pyarrow.decimal128(20, 4),
        }
        dtype = pd.ArrowDtype(kinds[name])
        as_arrow = numbers_as(dtype) if name == "decimal" else text_as(dtype)
        return as_arrow(frame)

    return hold


def converted(backend: Any) -> Held:
    def hold(frame: pd.DataFrame) -> pd.DataFrame:
        if backend == "pyarrow":
            pytest.importorskip("pyarrow")
        return frame.convert_dtypes(dtype_backend=backend)

    return hold


# Ways to hold one table, each of which has to give what plain pandas gives.
TEXTS = ("reporter", "partner", "flow", "commodity_code", "currency", "classification", "valuation", "source")
HELD: dict[str, Held] = {
    "numpy_nullable": converted("numpy_nullable"),
    "pyarrow": converted("pyarrow"),
    "arrow strings": in_arrow("string"),
    "arrow large strings": in_arrow("large_string"),
    "arrow dictionaries": in_arrow("dictionary"),
    "arrow decimals": in_arrow("decimal"),
    "text as objects": text_as(object),
    "string": text_as("string"),
    "string of Python": text_as(pd.StringDtype("python")),
    "string of Python with NaN": text_as(pd.StringDtype("python", na_value=np.nan)),
    "categories": text_as("category"),
    "Float64": numbers_as("Float64"),
    "int64": numbers_as("int64"),
    "Int64": numbers_as("Int64"),
    "float32": numbers_as("float32"),
    "period as Int64": lambda frame: frame.astype({"period": "Int64"}),
    "period as float": lambda frame: frame.astype({"period": float}),
    "period as int16": lambda frame: frame.astype({"period": "int16"}),
    "period as uint64": lambda frame: frame.astype({"period": "uint64"}),
    "an index of months": lambda frame: frame.set_axis(pd.period_range("2000-01", periods=len(frame), freq="M")),
    "an index that repeats a column": lambda frame: frame.set_index("period", drop=False),
    "an index that repeats two columns": lambda frame: frame.set_index(["period", "currency"], drop=False),
    "an index that repeats a column in one of its levels": lambda frame: frame.set_index(
        pd.MultiIndex.from_arrays([range(len(frame)), frame["value"]], names=["line", "value"])
    ),
    "an index of one number": lambda frame: frame.set_axis([0] * len(frame)),
    "an index of two levels": lambda frame: frame.set_axis(pd.MultiIndex.from_product([range(len(frame)), ["a"]])),
    "polars": lambda frame: pl.DataFrame(frame.to_dict("list")),
    "polars lazy": lambda frame: pl.DataFrame(frame.to_dict("list")).lazy(),
    "polars categories": in_polars(pl.Categorical, *TEXTS),
    "polars enums": lambda frame: pl.DataFrame(frame.to_dict("list")).with_columns(
        pl.col(name).cast(pl.Enum(sorted(set(frame[name])))) for name in TEXTS
    ),
    "polars decimals": in_polars(pl.Decimal(20, 4), "value", "low", "high"),
    "polars period as float": in_polars(pl.Float64, "period"),
    "polars period as decimal": in_polars(pl.Decimal(10, 0), "period"),
    "polars period of 16 bits": in_polars(pl.Int16, "period"),
    "duckdb": lambda frame: connection().from_df(frame),
    "duckdb decimals": in_duckdb(value="DECIMAL(18,3)", low="DECIMAL(18,3)", high="DECIMAL(18,3)"),
    "duckdb huge": in_duckdb(value="HUGEINT", low="HUGEINT", high="HUGEINT", period="HUGEINT"),
    "duckdb enum": in_duckdb(flow="ENUM('export', 'import', 're-export')"),
    "duckdb period as double": in_duckdb(period="DOUBLE"),
}


@pytest.mark.parametrize(("call", "held"), matrix(COMPUTED, list(HELD)))
def test_however_a_table_is_held_the_result_is_the_same(call: Call, held: str) -> None:
    frame = pd.DataFrame(call.rows())
    expected = plain(call.on(frame))
    got = plain(call.on(HELD[held](frame)))
    plainly = [{name: float(cell) if _is_number(cell) else cell for name, cell in row.items()} for row in got]
    assert differences(plainly, expected, list(expected[0])) == []


def _is_number(cell: object) -> bool:
    return cell is not None and not isinstance(cell, str)


def cell_of(name: str, cell: object) -> Held:
    def hold(frame: pd.DataFrame) -> pd.DataFrame:
        cells = pd.Series([cell, *frame[name][1:]], dtype=object, index=frame.index)
        return frame.assign(**{name: cells})

    return hold


# Tables that are none, each of them refused in words of ours by every function.
NO_TABLE: dict[str, tuple[Held, str]] = {
    "a name twice": (lambda frame: pd.concat([frame, frame["value"]], axis=1), "'value' twice"),
    "another name twice": (lambda frame: pd.concat([frame, frame["source"]], axis=1), "'source' twice"),
    "names that are no text": (lambda frame: frame.assign(more=1).rename(columns={"more": 7}), "found: 7"),
    "a name that is missing": (
        lambda frame: frame.assign(more=1).rename(columns={"more": None}),
        "found: None|found: nan",
    ),
    "names of two levels": (
        lambda frame: frame.set_axis(pd.MultiIndex.from_product([frame.columns, [""]]), axis=1),
        "names of 2 levels",
    ),
    "names that are numbers": (lambda frame: frame.set_axis(range(frame.shape[1]), axis=1), "names of columns"),
    "an index called as a column, of other values": (
        lambda frame: frame.set_axis(pd.Index(range(len(frame)), name="period")),
        "both called period, and of other values",
    ),
    "periods": (
        lambda frame: frame.assign(period=pd.PeriodIndex(frame["period"].astype(str), freq="Y")),
        "column period .* found: type",
    ),
    "dates": (lambda frame: frame.assign(period=pd.to_datetime(frame["period"].astype(str))), "column period .* type"),
    "periods in words": (lambda frame: frame.assign(period=frame["period"].astype(str)), "column period .* type"),
    "halves": (lambda frame: frame.assign(period=frame["period"] + 0.5), "period .*20[0-9]+\\.5"),
    "values in words": (lambda frame: frame.assign(value="1.5"), "column value .* type"),
    "values that are true": (lambda frame: frame.assign(value=True), "column value .* type"),
    "values that are complex": (lambda frame: frame.assign(value=1 + 2j), "column value .* type"),
    "values in lists": (lambda frame: frame.assign(value=[[1.0]] * len(frame)), "column value .* type"),
    "a list": (cell_of("currency", ["USD"]), "column currency .* holds text"),
    "a dictionary": (cell_of("reporter", {"a": 1}), "column reporter .* holds text"),
    "an array": (cell_of("partner", np.array([1, 2])), "column partner .* holds text"),
    "bytes": (cell_of("flow", b"export"), "column flow .* holds text"),
    "a number": (cell_of("commodity_code", 15), "column commodity_code .* holds text"),
    "a list of a source": (cell_of("source", ["a"]), "column source .* holds text"),
    "numbers as categories": (
        lambda frame: frame.assign(commodity_code=pd.Categorical([15] * len(frame))),
        "column commodity_code .* holds text",
    ),
    "polars lists": (
        lambda frame: pl.DataFrame(frame.to_dict("list")).with_columns(currency=pl.concat_list("currency")),
        "column currency .* type List",
    ),
    "polars objects": (
        lambda frame: pl.DataFrame(frame.to_dict("list")).with_columns(
            pl.Series("reporter", frame["reporter"].tolist(), dtype=pl.Object)
        ),
        "column reporter .* type Object",
    ),
    "polars dates": (
        lambda frame: pl.DataFrame(frame.to_dict("list")).with_columns(period=pl.date(pl.col("period"), 1, 1)),
        "column period .* type Date",
    ),
    "polars halves": (
        lambda frame: pl.DataFrame(frame.to_dict("list")).lazy().with_columns(pl.col("period") + 0.5),
        "period .*20[0-9]+\\.5",
    ),
    "a lazy frame that lacks a column": (
        lambda frame: pl.DataFrame(frame.to_dict("list")).lazy().with_columns(more=pl.col("nowhere")),
        "that its engine can read",
    ),
    "duckdb lists": (
        lambda frame: connection().from_df(frame).project("* REPLACE ([reporter] AS reporter)"),
        "column reporter .* type List",
    ),
    "duckdb blobs": (in_duckdb(reporter="BLOB"), "column reporter .* type Binary"),
    "duckdb dates": (
        lambda frame: connection().from_df(frame).project("* REPLACE (make_date(period::INT, 1, 1) AS period)"),
        "column period .* type Date",
    ),
    "duckdb identifiers": (
        lambda frame: connection().from_df(frame).project("* REPLACE (uuid() AS reporter)"),
        "column reporter .* type Unknown",
    ),
    "a duckdb name twice": (lambda frame: connection().from_df(frame).project("*, 1.0 AS value"), "'value' twice"),
}


@pytest.mark.parametrize(("call", "name"), matrix(CALLS, list(NO_TABLE)))
def test_what_is_no_table_is_refused_in_words(call: Call, name: str) -> None:
    hold, words = NO_TABLE[name]
    with pytest.raises(TableError, match=words):
        call.on(hold(pd.DataFrame(call.rows())))


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_what_is_no_frame_is_refused_and_a_type_error(call: Call) -> None:
    frame = pd.DataFrame(call.rows())
    no_frames = [frame["value"], frame.to_numpy(), frame.to_dict("list"), frame.to_dict("records")]
    if call.name != "load":  # which reads files, too, and its own where it is given nothing
        no_frames += [None, "trade.csv"]
    for given in no_frames:
        with pytest.raises(NotAFrameError, match=f"found: {type(given).__name__}"):
            call.on(given)
    assert issubclass(NotAFrameError, TypeError)


@pytest.mark.parametrize("call", some_of(COMPUTED, COMPUTED[::3]))
def test_a_key_that_pandas_calls_missing_is_refused_or_kept(call: Call) -> None:
    frame = pd.DataFrame(call.rows())
    for nothing in (pd.NA, pd.NaT, None, np.nan):
        lacking = cell_of("reporter", nothing)(frame)
        said, got = outcome(call, lacking)
        assert said == "refused" or sum(row["reporter"] is None for row in got) <= 1
        assert said == "refused" or call.name in {"prefer", "convert", "deflate", "growth_accounting", "rates.implied"}
        assert got is TradeTableError or said == "rows"


@pytest.mark.parametrize(("call", "on"), matrix(COMPUTED, IN_PROCESS))
def test_an_empty_table_has_an_empty_result_or_is_refused(call: Call, on: Engine) -> None:
    made = on.make(call.rows())
    empty = made.limit(0) if on.name == "duckdb" else made.head(0)
    said, got = outcome(call, empty)
    assert said == "refused" or got == []


@pytest.mark.parametrize("call", some_of(CALLS, CALLS[::4]))
def test_what_an_engine_cannot_read_is_an_error_of_ours(call: Call) -> None:
    damaged = connection().from_df(pd.DataFrame(call.rows())).project("* REPLACE (reporter::INT::DOUBLE AS value)")
    if call.name == "prefer":
        pytest.skip("what it returns has not been read")
    with pytest.raises(TableError, match="lazy frame of duckdb"):
        call.on(damaged)
