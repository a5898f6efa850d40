"""A glance: it answers as the gate does in full, or leaves the question to the gate."""

import random
from collections.abc import Callable
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pytest

import tradeview as tv
from frames import Row, plain
from tradeview.errors import TradeTableError
from tradeview.table import comparable
from tradeview.table.comparable import series_keys
from tradeview.table.fitness import Needs, sum_of, values_of
from tradeview.table.glance import answer_at_a_glance

FUNCTIONS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "growth": (tv.growth, {}),
    "growth over a year": (tv.growth, {"over": "year"}),
    "shares of products": (tv.shares, {"by": "commodity_code"}),
    "shares of partners": (tv.shares, {"by": "partner"}),
    "shares of flows": (tv.shares, {"by": "flow"}),
    "contributions of products": (tv.contributions, {"by": "commodity_code"}),
    "contributions of partners": (tv.contributions, {"by": "partner"}),
    "mirror": (tv.mirror, {}),
}
# What one or two rows of a table may say otherwise than the rest, and what all rows may.
ODD_ONES: dict[str, list[Any]] = {
    "period": [2003, 202001, None],
    "reporter": ["RUS", None],
    "partner": ["WLD", "XGA", None],
    "flow": ["import", "re-export", "total", "balance", None],
    "commodity_code": ["TOTAL", "0101", None],
    "value": [-1.0, 0.0, float("inf"), float("nan"), None],
    "currency": ["MYR", None],
    "classification": ["H6", None],
    "valuation": ["CIF", None],
    "price_basis": ["real", "nominal", None],
    "base_period": [2010, None],
    "coverage": ["services", "goods", None],
    "months": ["2001-01/2001-08", "2002-01/2002-08", None],
}
TEXT = [name for name in ODD_ONES if name not in ("period", "value", "base_period")]
TYPES = {**dict.fromkeys(TEXT, pl.String), "period": pl.Int64, "value": pl.Float64, "base_period": pl.Int64}


def draw_rows(chance: random.Random) -> list[Row]:
    """Draw a small table in order, in which up to three cells are odd, and up to one row may stand twice."""
    said = {name: chance.choice([None, *ODD_ONES[name]]) for name in chance.sample(TEXT[4:], 3)}
    rows = [
        {"period": period, "reporter": "MYS", "partner": partner, "flow": "export", "commodity_code": code}
        | {"value": chance.uniform(1, 9), "currency": "USD", "classification": "H5", **said}
        for period in (2001, 2002)
        for partner in ("CHN", "THA")
        for code in chance.choice([("01", "15"), ("TOTAL",), ("01", "TOTAL")])
    ]
    for name in chance.sample(list(ODD_ONES), chance.choice([0, 1, 1, 2, 3])):
        for row in chance.sample(rows, chance.choice([1, 1, 2, len(rows)])):
            row[name] = chance.choice(ODD_ONES[name])
    if chance.random() < 0.2:
        rows.append({**chance.choice(rows), "value": 5.0})
    return rows


def make_polars(rows: list[Row]) -> Any:
    names = {name: kind for name, kind in TYPES.items() if any(name in row for row in rows)}
    return pl.DataFrame(rows, schema=names).lazy()


def make_duckdb(rows: list[Row]) -> Any:
    return duckdb.from_arrow(make_polars(rows).collect().to_arrow())


def outcome(function: Callable[..., Any], frame: Any, options: dict[str, Any]) -> Any:
    """Return the rows, or what is refused in which words."""
    try:
        return pd.DataFrame(plain(function(frame, **options)))
    except TradeTableError as error:
        return str(error)


@pytest.mark.parametrize(("make", "tables"), [(make_polars, 20), (make_duckdb, 2)], ids=["Polars", "DuckDB"])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_with_a_glance_and_without_the_same_passes_and_the_same_is_refused(
    name: str, make: Callable[[list[Row]], Any], tables: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    function, options = FUNCTIONS[name]
    chance = random.Random(name)
    passed = refused = 0
    for _ in range(tables):
        rows = draw_rows(chance)
        seen = outcome(function, make(rows), options)
        with monkeypatch.context() as without:
            without.setattr(comparable, "answer_at_a_glance", lambda *_: None)
            asked = outcome(function, make(rows), options)
        if isinstance(asked, str):
            assert seen == asked, rows
            refused += 1
        else:
            order = list(asked.columns[:8])
            pd.testing.assert_frame_equal(
                seen.sort_values(order, ignore_index=True), asked.sort_values(order, ignore_index=True)
            )
            passed += 1
    assert min(passed, refused) >= tables // 10  # else the drawing shows nothing


PLAIN = [
    {"period": period, "reporter": "MYS", "partner": "RUS", "flow": "export", "commodity_code": code, "value": 2.0}
    | {"currency": "USD", "classification": "H5"}
    for period in (2001, 2002)
    for code in ("01", "15")
]


def needs_of(table: Any, **others: Any) -> Needs:
    keys = tuple(series_keys(table))
    return Needs("growth", figure=keys, revision_within=keys, same_months=True, **others)


@pytest.mark.parametrize("make", [make_polars, make_duckdb])
def test_an_orderly_table_is_answered_with_its_counts_and_ends(make: Callable[[list[Row]], Any]) -> None:
    table = nw.from_native(make(PLAIN))
    answers = answer_at_a_glance(table, needs_of(table, asks_for_values=True))
    assert answers is not None
    assert (sum_of(answers, "rows"), sum_of(answers, "no_value"), sum_of(answers, "balances")) == (4, 0, 0)
    assert (values_of(answers, "period"), values_of(answers, "currency")) == ({2001, 2002}, {"USD"})
    assert (values_of(answers, "classification"), sum_of(answers, "unfit")) == ({"H5"}, 0)


@pytest.mark.parametrize("make", [make_polars, make_duckdb])
@pytest.mark.parametrize(
    "rows",
    [
        [*PLAIN, PLAIN[0]],
        [*PLAIN[:3], {**PLAIN[3], "classification": "H6"}],
        [*PLAIN[:3], {**PLAIN[3], "classification": None}],
        [{**row, "months": "08" if row["period"] == 2001 else None} for row in PLAIN],
    ],
    ids=["twice", "revisions", "a revision and none", "months"],
)
def test_a_glance_is_at_a_loss_where_a_series_may_be_in_disorder(
    rows: list[Row], make: Callable[[list[Row]], Any]
) -> None:
    table = nw.from_native(make(rows))
    assert answer_at_a_glance(table, needs_of(table)) is None


@pytest.mark.parametrize("make", [make_polars, make_duckdb])
def test_several_currencies_are_answered_since_nothing_else_matters_then(make: Callable[[list[Row]], Any]) -> None:
    table = nw.from_native(make([*PLAIN, {**PLAIN[0], "currency": None}]))
    answers = answer_at_a_glance(table, needs_of(table))
    assert answers is not None
    assert values_of(answers, "currency") == {"USD", "None"}


def test_a_frame_of_pandas_is_asked_in_full() -> None:
    table = nw.from_native(pd.DataFrame(PLAIN))
    assert answer_at_a_glance(table, needs_of(table)) is None
