"""A balance, exports less imports: the one flow that may be negative, and no part of any sum; on every engine."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from closed_world import CASES, Case
from frames import ENGINES, IN_ORDER, IN_PROCESS, Engine, Row, differences, figure, parts, plain, series
from index_calls import call, table, world_of
from matrices import matrix, some_of
from tradeview.errors import TradeTableError

PANDAS = IN_ORDER[0]
RATES = pd.DataFrame(
    [
        {"period": year, "base": "USD", "quote": "MYR", "rate": 4.0, "low": 3.0, "high": 5.0, "kind": "average"}
        for year in (2001, 2002, 2003)
    ]
).assign(source="bank")
PRICES = pd.DataFrame(
    {"period": [2001, 2002, 2003], "currency": "USD", "index": [50.0, 80.0, 100.0], "name": "CPI", "source": "office"}
)
DEFICIT: dict[str, Any] = {"flow": "balance", "low": -11.0, "high": -9.0}
BALANCES = [
    figure(2001, -10.0, **DEFICIT),
    figure(2002, 4.0, flow="balance", low=3.0, high=5.0),
    figure(2003, 6.0, flow="balance", low=5.0, high=7.0),
]
EXPORTS = series({2001: 8.0, 2002: 10.0}, low=7.0, high=11.0)
ONE_EACH = list({case.function: case for case in CASES}.values())


@pytest.fixture(params=some_of(ENGINES, IN_PROCESS))
def any_engine(request: pytest.FixtureRequest) -> Engine:
    """Return an engine; the cluster is asked the rest of the rules where time does not matter."""
    return request.param


@pytest.mark.parametrize("column", ["value", "low", "high", "stated_value"])
def test_a_balance_alone_may_be_negative(any_engine: Engine, column: str) -> None:
    below: Row = {"value": -10.0, "low": -11.0, "high": -9.0, "stated_value": -10.0}
    frame = any_engine.make(
        [{**figure(2001, 1.0), **dict.fromkeys(below, 1.0)}, {**figure(2001, -10.0), **below, **DEFICIT}]
    )
    assert tv.check(frame) is frame
    rows = [{**figure(2001, 12.0), **dict.fromkeys(below, 12.0), column: -1.0}, {**BALANCES[0], "stated_value": -10.0}]
    with pytest.raises(TradeTableError) as caught:
        tv.check(any_engine.make(rows))
    assert f"{column} -1.0; allowed: a finite number, not negative save of a balance" in str(caught.value)
    assert "-10.0" not in str(caught.value)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"value": float("-inf"), "low": None, "high": None}, "value -inf; allowed: a finite number"),
        ({"low": -9.0}, "low -9.0, value -10.0, high -9.0; allowed: low <= value <= high"),
        ({"net_weight": -1.0}, "net_weight -1.0; allowed: a finite number, not negative"),
        ({"flow": None}, "value -10.0; allowed: a finite number, not negative save of a balance"),
    ],
    ids=str,
)
def test_a_balance_keeps_all_other_promises(engine: Engine, change: Row, words: str) -> None:
    with pytest.raises(TradeTableError) as caught:
        tv.check(engine.make([{**BALANCES[0], **change}]))
    assert words in str(caught.value)


def test_a_balance_has_a_change_and_no_growth(any_engine: Engine) -> None:
    for options in ({}, {"validate": False}):
        got = any_engine.run(tv.growth, [*BALANCES, *EXPORTS], **options)
        changes = {(row["flow"], row["period"]): (row["change"], row["change_low"], row["change_high"]) for row in got}
        assert changes["balance", 2002] == (14.0, 12.0, 16.0)
        assert changes["balance", 2003] == (2.0, 0.0, 4.0)
        grown = {(row["flow"], row["period"]): row["growth"] for row in got}
        assert grown["export", 2002] == pytest.approx(0.25)
        names = [f"{name}{end}" for name in ("growth", "annual_growth", "log_growth") for end in ("", "_low", "_high")]
        assert {row[name] for row in got if row["flow"] == "balance" for name in names} == {None}


def test_a_balance_has_no_index_to_a_base(any_engine: Engine) -> None:
    with pytest.raises(TradeTableError, match="rebase needs flows that are not negative; found: 3 of `balance`, which"):
        tv.rebase(any_engine.make([*BALANCES, *EXPORTS]), base_period=2002)


@pytest.mark.parametrize("function", [tv.shares, tv.contributions])
def test_trap_no_sum_of_flows_holds_their_difference(any_engine: Engine, function: Callable[..., Any]) -> None:
    flows = parts({2001: {"export": 8.0, "import": 5.0, "balance": 3.0}, 2002: {"export": 9.0, "import": 5.0}}, "flow")
    asked = r"by flow needs flows that add up; found: balance, which is exports less imports, beside export, import"
    with pytest.raises(TradeTableError, match=asked):
        function(any_engine.make(flows), by="flow")


def test_parts_of_a_balance_have_a_change_and_no_share(any_engine: Engine) -> None:
    rows = parts({2001: {"CHN": -3.0, "THA": 5.0}, 2002: {"CHN": 1.0, "THA": 4.0}}, "partner", flow="balance")
    rows = [{**row, "low": row["value"] - 1, "high": row["value"] + 1} for row in rows]
    rows += [{**row, "flow": "export", "value": 2.0, "low": 1.0, "high": 3.0} for row in rows]
    for options in ({}, {"validate": False}):
        got = any_engine.run(tv.shares, rows, by="partner", **options)
        shares = {(row["flow"], row["share"], row["share_low"], row["share_high"]) for row in got}
        assert shares == {("balance", None, None, None), ("export", 0.5, 0.25, 0.75)}
        added = any_engine.run(tv.contributions, rows, by="partner", **options)
        of_balance = [(row["partner"], row["change"], row["contribution"]) for row in added if row["flow"] == "balance"]
        assert sorted(of_balance) == [("CHN", 4.0, None), ("THA", -1.0, None)]
        assert {row["contribution"] for row in added if row["flow"] == "export"} == {0.0}


def test_mirror_leaves_balances_out(every_engine: Engine) -> None:
    reports = [figure(2001, 2.0), figure(2001, 3.0, reporter="RUS", partner="MYS", flow="import")]
    balances = [figure(2001, -1.0, flow="balance"), figure(2001, 7.0, reporter="RUS", partner="MYS", flow="balance")]
    got = every_engine.run(tv.mirror, [*reports, *balances])
    assert differences(got, PANDAS.run(tv.mirror, reports), ["exporter"]) == []
    with pytest.raises(TradeTableError, match="mirror needs exports or imports; found: flow balance alone"):
        tv.mirror(every_engine.make(balances))


@pytest.mark.parametrize(("case", "on"), matrix(ONE_EACH, IN_PROCESS))
def test_indices_leave_balances_out(case: Case, on: Engine) -> None:
    rows = table(world_of(case))
    balances = [{**row, "flow": "balance", "value": -row["value"]} for row in rows[:5]]
    got = call(case, on, [*rows, *balances])
    assert differences(got, call(case, PANDAS, rows), case.keys) == []


def test_an_index_still_refuses_exports_below_zero(any_engine: Engine) -> None:
    rows = [*parts({2001: {"01": 1.0, "15": -3.0}}), figure(2001, -8.0, flow="balance")]
    with pytest.raises(TradeTableError, match="finite values, not negative; found: value -3"):
        tv.indices.concentration(any_engine.make(rows), over="products", variant="hhi")
    with pytest.raises(TradeTableError, match="needs exports; found: none"):
        tv.indices.concentration(any_engine.make(rows[2:]), over="products", variant="hhi")


def test_growth_accounting_leaves_balances_out(any_engine: Engine) -> None:
    options: dict[str, Any] = {"currency": "MYR", "base_currency": "USD", "rates": RATES, "deflator": PRICES}
    rows = [*BALANCES, *EXPORTS]
    got = any_engine.run(tv.growth_accounting, rows, start=2001, end=2002, **options)
    assert [row["flow"] for row in got] == ["export"]
    with pytest.raises(TradeTableError, match="a series with figures above zero in 2002 and 2003; found: none"):
        tv.growth_accounting(any_engine.make(rows), start=2002, end=2003, **options)


@pytest.mark.parametrize("columns", [("low", "high"), ("low",), ("high",)], ids=str)
def test_a_deficit_is_converted_with_its_range(any_engine: Engine, columns: tuple[str, ...]) -> None:
    left_out = {"low", "high"} - set(columns)
    rows = [{name: cell for name, cell in row.items() if name not in left_out} for row in [*BALANCES, *EXPORTS]]
    got = {(row["flow"], row["period"]): row for row in any_engine.run(tv.convert, rows, to="MYR", rates=RATES)}
    expected = {
        ("balance", 2001): {"value": -40.0, "low": -55.0, "high": -27.0},
        ("balance", 2002): {"value": 16.0, "low": 9.0, "high": 25.0},
        ("export", 2001): {"value": 32.0, "low": 21.0, "high": 55.0},
    }
    for key, cells in expected.items():
        assert {name: got[key][name] for name in ("value", *columns)} == {
            name: cells[name] for name in ("value", *columns)
        }
        if len(columns) == 2:
            assert got[key]["low"] <= got[key]["value"] <= got[key]["high"]


def test_a_deficit_is_deflated_and_preferred(any_engine: Engine) -> None:
    got = any_engine.run(tv.deflate, BALANCES[:1], deflator=PRICES, base_period=2003)
    assert [(row["value"], row["low"], row["high"]) for row in got] == [(-20.0, -22.0, -18.0)]
    pair = [figure(2001, -40.0, flow="balance", currency="MYR"), figure(2001, -10.0, flow="balance")]
    pair = [{**row, "observation": "a"} for row in pair]
    assert [row["value"] for row in any_engine.run(tv.prefer, pair, currency="USD")] == [-10.0]


def test_a_deficit_implies_no_rate_and_a_surplus_does() -> None:
    pair = [figure(2001, 40.0, currency="MYR"), figure(2001, 10.0)]
    surplus = pd.DataFrame([{**row, "flow": "balance", "observation": "a"} for row in pair])
    assert tv.rates.implied(surplus)["rate"].tolist() == [4.0]
    assert tv.rates.implied(surplus.assign(value=-surplus["value"])).empty


def test_categories_without_a_balance_are_asked_for_one() -> None:
    frame = pd.DataFrame(EXPORTS).astype({"flow": "category"})
    for validate in (True, False):
        assert plain(tv.growth(frame, validate=validate))[1]["growth"] == pytest.approx(0.25)
