"""What holds whatever the figures are: order, scale, currency, adding up, there and back."""

import itertools
import math
import random

import pandas as pd
import polars as pl
import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st

import tradeview as tv
from examples import examples
from frames import Row, figure, plain
from tradeview.errors import TradeTableError

# Without the phase that explains a failure, which takes minutes on frames.
PHASES = [Phase.explicit, Phase.generate, Phase.shrink]
few = examples(25, phases=PHASES)

CODES = ("01", "15", "27", "31", "85")
PERIODS = (2007, 2010, 2011, 2024)
RATES = pd.DataFrame(
    [
        {"period": period, "base": "USD", "quote": "MYR", "rate": rate, "kind": "average", "source": "bank"}
        for period, rate in zip(PERIODS, (3.4369, 3.2182, 3.0585, 4.5744), strict=True)
    ]
)
ONE_RATE = RATES.assign(rate=3.7)
CPI = tv.deflators.us_cpi()
amounts = st.floats(1e-3, 1e13, allow_subnormal=False)
amounts_or_zero = st.one_of(st.just(0.0), amounts)
keys = list(itertools.product(PERIODS, CODES))


def tables(values: st.SearchStrategy[float] = amounts, smallest: int = 1) -> st.SearchStrategy[list[Row]]:
    """Trade tables of one flow: some products in some years, in any order, with ranges."""

    def made(cells: dict[tuple[int, str], float]) -> list[Row]:
        return [
            figure(period, value, commodity_code=code, low=value * 0.99, high=value * 1.01)
            for (period, code), value in cells.items()
        ]

    return st.dictionaries(st.sampled_from(keys), values, min_size=smallest, max_size=len(keys)).map(made)


makers = st.sampled_from([pd.DataFrame, pl.DataFrame, lambda rows: pl.DataFrame(rows).lazy()])


def by_key(native: object, *names: str) -> dict[tuple[object, ...], tuple[object, ...]]:
    rows = plain(native)
    keys = [name for name in ("period", "partner", "commodity_code") if rows and name in rows[0]]
    return {tuple(row[key] for key in keys): tuple(row[name] for name in names) for row in rows}


def close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-9)


def near(one: dict, other: dict) -> bool:
    return one.keys() == other.keys() and all(all(map(close, one[key], other[key])) for key in one)


GROWTH = ("previous_period", "span", "growth", "growth_low", "growth_high", "annual_growth", "log_growth")


@few
@given(tables(amounts_or_zero), makers, st.randoms(use_true_random=False))
def test_row_order_does_not_matter(rows: list[Row], make: object, chance: random.Random) -> None:
    shuffled = chance.sample(rows, len(rows))
    for function, options, names in [
        (tv.growth, {}, GROWTH),
        (tv.shares, {"by": "commodity_code"}, ("share", "share_low", "share_high")),
        (tv.contributions, {"by": "commodity_code"}, ("change", "contribution")),
        (tv.convert, {"to": "MYR", "rates": RATES}, ("value", "rate")),
    ]:
        got = function(make(shuffled), **options)
        assert near(by_key(got, *names), by_key(function(make(rows), **options), *names))
        if function is not tv.contributions:
            assert [row["value"] > 0 for row in plain(got)] == [row["value"] > 0 for row in shuffled]


@few
@given(tables(amounts_or_zero), makers, st.lists(st.sampled_from([None, "goods"]), min_size=1))
def test_goods_may_be_said_or_left_out(rows: list[Row], make: object, words: list[str | None]) -> None:
    said = [{**row, "coverage": word} for row, word in zip(rows, itertools.cycle(words), strict=False)]
    beside = [{**row, "coverage": "services", "value": row["value"] * 2, "low": None, "high": None} for row in rows]
    for function, options, names in [
        (tv.growth, {}, GROWTH),
        (tv.shares, {"by": "commodity_code"}, ("share", "share_low", "share_high")),
        (tv.contributions, {"by": "commodity_code"}, ("change", "contribution")),
    ]:
        alone = by_key(function(make(rows), **options), *names)
        assert near(by_key(function(make(said), **options), *names), alone)
        got = [row for row in plain(function(make([*said, *beside]), **options)) if row["coverage"] != "services"]
        assert near(by_key(pd.DataFrame(got, dtype=object), *names), alone)


@few
@given(tables(), makers, st.floats(1e-6, 1e6))
def test_the_unit_of_the_figures_does_not_matter(rows: list[Row], make: object, scale: float) -> None:
    scaled = [{**row, **{name: row[name] * scale for name in ("value", "low", "high")}} for row in rows]
    for function, options, names in [
        (tv.growth, {}, GROWTH),
        (tv.shares, {"by": "commodity_code"}, ("share", "share_low", "share_high")),
        (tv.contributions, {"by": "commodity_code"}, ("contribution",)),
    ]:
        one, other = (by_key(function(make(given), **options), *names) for given in (rows, scaled))
        assert near(one, other)


@few
@given(tables(), makers)
def test_one_rate_for_all_years_leaves_growth_and_shares_as_they_are(rows: list[Row], make: object) -> None:
    converted = tv.convert(make(rows), to="MYR", rates=ONE_RATE)
    shares = {"by": "commodity_code"}
    assert near(by_key(tv.growth(converted), *GROWTH), by_key(tv.growth(make(rows)), *GROWTH))
    assert near(by_key(tv.shares(converted, **shares), "share"), by_key(tv.shares(make(rows), **shares), "share"))
    moved = tv.convert(make(rows), to="MYR", rates=RATES)
    assert near(by_key(tv.shares(moved, **shares), "share"), by_key(tv.shares(make(rows), **shares), "share"))
    assert all(row["value"] == pytest.approx(row["stated_value"] / row["rate"], rel=1e-12) for row in plain(moved))


@few
@given(tables(amounts_or_zero), makers)
def test_there_and_back_is_where_one_started(rows: list[Row], make: object) -> None:
    there = tv.convert(make(rows), to="MYR", rates=RATES)
    back = plain(tv.convert(there, to="USD", rates=RATES))
    for name in ("value", "low", "high"):
        assert [row[name] for row in back] == pytest.approx([row[name] for row in rows], rel=1e-12)
    assert {row["currency"] for row in back} == {"USD"}
    assert [row["rate"] for row in back] == pytest.approx([1.0] * len(rows), rel=1e-12)
    assert [row["stated_value"] for row in back] == [row["value"] for row in rows]


@few
@given(tables(amounts_or_zero), makers)
def test_shares_sum_to_one_and_lie_in_their_ranges(rows: list[Row], make: object) -> None:
    sums: dict[object, float] = {}
    for row in plain(tv.shares(make(rows), by="commodity_code")):
        if row["share"] is not None:
            bounds = [0.0, row["share_low"], row["share"], row["share_high"], 1.0]
            assert bounds == sorted(bounds)
            sums[row["period"]] = sums.get(row["period"], 0.0) + row["share"]
    traded = {row["period"] for row in rows if row["value"]}
    assert sums == pytest.approx(dict.fromkeys(traded, 1.0), abs=1e-9)


@few
@given(tables(amounts_or_zero, smallest=2), makers)
def test_contributions_sum_to_the_growth_of_the_sum(rows: list[Row], make: object) -> None:
    sums = {period: math.fsum(row["value"] for row in rows if row["period"] == period) for period in PERIODS}
    years = sorted({row["period"] for row in rows})
    got = plain(tv.contributions(make(rows), by="commodity_code"))
    for before, now in itertools.pairwise(years):
        parts = [row for row in got if row["period"] == now]
        assert {row["previous_period"] for row in parts} == {before}
        change = math.fsum(row["change"] for row in parts)
        assert change == pytest.approx(sums[now] - sums[before], abs=1e-12 * max(sums[now], sums[before]))
        if sums[before]:
            total = math.fsum(row["contribution"] for row in parts)
            ratio = sums[now] / sums[before]
            assert total == pytest.approx(ratio - 1, abs=1e-12 * max(1.0, ratio))
        else:
            assert {row["contribution"] for row in parts} == {None}
    assert {row["period"] for row in got} == set(years[1:])


@few
@given(tables(amounts_or_zero), makers, st.sampled_from([("commodity_code", "TOTAL"), ("partner", "WLD")]), amounts)
def test_rows_of_the_whole_do_not_change_shares_or_contributions(
    rows: list[Row], make: object, whole: tuple[str, str], value: float
) -> None:
    by, name = whole
    if by == "partner":
        rows = [{**row, by: {"01": "CHN", "15": "RUS"}.get(row["commodity_code"], "THA")} for row in rows]
    rows = list({(row["period"], row["commodity_code"], row["partner"]): row for row in rows}.values())
    wholes = {(row["period"], row["commodity_code"] if by == "partner" else ""): row for row in rows}
    extra = [{**row, by: name, "value": value, "low": value, "high": value} for row in wholes.values()]
    for function, names in [(tv.shares, ("share", "share_low")), (tv.contributions, ("change", "contribution"))]:
        with_whole, alone = (by_key(function(make(given), by=by), *names) for given in ([*rows, *extra], rows))
        assert near(with_whole, alone)


@few
@given(
    amounts,
    amounts,
    st.floats(1e-3, 1e3),
    st.floats(1e-3, 1e3),
    st.tuples(st.sampled_from(["USD", "MYR"]), st.sampled_from(["USD", "MYR"])),
    st.sampled_from(list(itertools.permutations((2007, 2011, 2024), 2))),
    makers,
)
def test_accounting_parts_add_up_to_the_total(
    first: float, last: float, rate: float, index: float, printed: tuple[str, str], years: tuple[int, int], make: object
) -> None:
    start, end = years
    rows = [figure(start, first, currency=printed[0]), figure(end, last, currency=printed[1])]
    rows = [{**row, "low": row["value"] * 0.9, "high": row["value"] * 1.1} for row in rows]
    prices = CPI.assign(index=CPI["index"].where(CPI["period"] != end, index))
    rates = RATES.assign(rate=RATES["rate"].where(RATES["period"] != end, rate))
    (row,) = plain(
        tv.growth_accounting(
            make(rows), currency="MYR", base_currency="USD", rates=rates, deflator=prices, start=start, end=end
        )
    )
    assert row["real"] + row["price"] + row["exchange_rate"] == pytest.approx(row["total"], rel=1e-12, abs=1e-12)
    for name in ("real", "total"):
        assert row[f"{name}_high"] - row[name] == pytest.approx(math.log(1.1 / 0.9), abs=1e-9)
        assert row[name] - row[f"{name}_low"] == pytest.approx(math.log(1.1 / 0.9), abs=1e-9)
    assert row["total"] == pytest.approx(math.log(row["end_value"]) - math.log(row["start_value"]), abs=1e-11)
    rate_of = dict(zip(rates["period"], rates["rate"], strict=True))
    assert row["exchange_rate"] == pytest.approx(math.log(rate_of[end] / rate_of[start]), abs=1e-12)


@few
@given(tables(), makers, st.sampled_from([2007, 2011, 2024]))
def test_deflating_divides_growth_by_the_growth_of_prices(rows: list[Row], make: object, base: int) -> None:
    price = dict(zip(CPI["period"], CPI["index"], strict=True))
    real = tv.deflate(make(rows), deflator=CPI, base_period=base)
    nominal = {key: growth for key, (growth,) in by_key(tv.growth(make(rows)), "growth").items()}
    for key, (growth, before, period) in by_key(tv.growth(real), "growth", "previous_period", "period").items():
        known = nominal[key]
        assert (growth is None) == (known is None)
        if known is not None:
            assert 1 + growth == pytest.approx((1 + known) * price[before] / price[period], rel=1e-9)


@few
@given(tables(), makers, st.sampled_from(["period", "flow", "currency", "value"]))
def test_check_accepts_what_the_functions_make_and_no_more(rows: list[Row], make: object, spoilt: str) -> None:
    frame = make(rows)
    converted = tv.convert(frame, to="MYR", rates=RATES)
    real = tv.deflate(frame, deflator=CPI, base_period=2024)
    for made in (converted, real, tv.growth(frame), tv.shares(frame, by="commodity_code")):
        assert tv.check(made) is made
    wrong = {"period": 24, "flow": "sale", "currency": "RM", "value": -1.0}[spoilt]
    with pytest.raises(TradeTableError, match=f"{spoilt} "):
        tv.check(make([{**row, spoilt: wrong} for row in rows]))


@few
@given(tables(amounts_or_zero))
def test_a_ledger_written_and_read_is_the_same(tmp_path_factory: pytest.TempPathFactory, rows: list[Row]) -> None:
    path = tmp_path_factory.mktemp("ledger") / "mine.csv"
    pd.DataFrame(rows).to_csv(path, index=False)
    assert plain(tv.load(path)) == plain(pd.DataFrame(rows))
    assert tv.check(tv.load()) is not None
