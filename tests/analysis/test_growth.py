"""Growth: over gaps, against a base, by parts, and split into real, price and exchange rate."""

import math

import narwhals as nw
import pandas as pd
import polars as pl
import pytest

import tradeview as tv
from frames import Engine, Row, column, figure, in_order, plain, series
from tradeview.errors import TradeTableError

DOLLARS = {2006: (1132.5, 1133.0, 1133.5), 2007: (1902.5, 1903.0, 1903.5), 2024: (2475.0, 2480.0, 2485.0)}  # million


def printed(engine: Engine, currency: str) -> object:
    """The ledger's figures, one for each year, as the engine's own frame."""
    return tv.prefer(engine.make(plain(tv.load())), currency=currency)


@pytest.mark.parametrize(
    ("period", "before", "growth", "annual"), [(2007, 2006, 0.6796, 0.6796), (2024, 2007, 0.3032, 0.0157)]
)
def test_checkpoints_in_dollars_with_their_ranges(
    engine: Engine, period: int, before: int, growth: float, annual: float
) -> None:
    row = {row["period"]: row for row in engine.run_on(tv.growth, printed(engine, "USD"))}[period]
    (low0, value0, high0), (low1, value1, high1) = DOLLARS[before], DOLLARS[period]
    years = period - before
    ratios = {"": value1 / value0, "_low": low1 / high0, "_high": high1 / low0}
    assert (row["previous_period"], row["span"]) == (before, years)
    assert row["change"] == pytest.approx((value1 - value0) * 1e6)
    assert (row["change_low"], row["change_high"]) == pytest.approx(((low1 - high0) * 1e6, (high1 - low0) * 1e6))
    for bound, ratio in ratios.items():
        assert row[f"growth{bound}"] == pytest.approx(ratio - 1, rel=1e-12)
        assert row[f"annual_growth{bound}"] == pytest.approx(ratio ** (1 / years) - 1, rel=1e-12)
        assert row[f"log_growth{bound}"] == pytest.approx(math.log(ratio), rel=1e-12)
    assert (round(row["growth"], 4), round(row["annual_growth"], 4)) == (growth, annual)


def test_trap_currency_of_growth_three_lenses_three_answers(engine: Engine, dollar_rates: object) -> None:
    dollars = printed(engine, "USD")
    ringgit = tv.convert(dollars, to="MYR", rates=dollar_rates)
    stated = tv.convert(printed(engine, "MYR"), to="MYR", rates=dollar_rates)
    real = tv.deflate(dollars, deflator=tv.deflators.us_cpi(), base_period=2024)
    lenses = [plain(tv.growth(frame))[-1]["growth"] for frame in (dollars, stated, real)]
    assert [round(100 * growth, 1) for growth in lenses] == [30.3, 75.2, -13.9]
    assert plain(tv.growth(ringgit))[-1]["growth"] == pytest.approx(2480 / 1903 * 4.5744 / 3.4369 - 1, abs=5e-5)
    with pytest.raises(TradeTableError, match=r"needs one currency; found: MYR, USD; do: tv\.prefer.*tv\.convert"):
        tv.growth(printed(engine, "MYR"))


def test_trap_gaps_are_spanned_and_said_not_called_a_year(engine: Engine) -> None:
    rows = engine.run(tv.growth, series({2019: 100.0, 2022: 200.0}))
    assert (column(rows, "span"), column(rows, "growth")) == ([None, 3], [None, 1.0])
    assert round(100 * rows[1]["annual_growth"], 3) == 25.992
    assert column(rows, "annual_growth_low") == [None, None]


def test_months_are_spanned_in_months_and_annualised(engine: Engine) -> None:
    row = engine.run(tv.growth, series({202311: 100.0, 202402: 110.0}))[1]
    assert (row["previous_period"], row["span"]) == (202311, 3)
    assert row["annual_growth"] == pytest.approx(1.1**4 - 1)


def test_trap_partial_years_months_beside_years_are_refused(engine: Engine) -> None:
    frame = engine.make(series({2023: 100.0, 202401: 10.0}))
    for function, options in [
        (tv.growth, {}),
        (tv.rebase, {"base_period": 2023}),
        (tv.contributions, {"by": "partner"}),
    ]:
        with pytest.raises(TradeTableError, match="needs one frequency; found: years and months; do: filter `period`"):
            function(frame, **options)


def test_each_series_grows_by_itself_in_the_order_given(engine: Engine) -> None:
    rows = [
        figure(2021, 3.0),
        figure(2020, 5.0, commodity_code="27"),
        figure(2020, 2.0),
        figure(2021, 4.0, commodity_code="27"),
        figure(2021, 9.0, flow="import"),
        figure(2021, 8.0, partner="WLD"),
        figure(2020, 4.0, partner="WLD"),
    ]
    got = engine.run(tv.growth, rows)
    assert column(got, "growth") == pytest.approx([0.5, None, None, -0.2, None, 1.0, None])
    assert [{name: row[name] for name in rows[0]} for row in got] == rows
    frame = pd.DataFrame(rows, index=list("ggfedab"))
    assert (tv.growth(frame).index.tolist(), tv.growth(frame)["previous_period"].dtype.name) == (
        list("ggfedab"),
        "Int64",
    )


def test_valuations_are_series_of_their_own_and_may_be_unknown(engine: Engine) -> None:
    rows = [*series({2020: 1.0, 2021: 2.0}), *series({2020: 1.0, 2021: 4.0}, valuation="CIF")]
    rows = [{"valuation": None, **row} for row in rows]
    assert column(engine.run(tv.growth, rows), "growth") == [None, 1.0, None, 3.0]
    rebased = engine.run(tv.rebase, rows, base_period=2020)
    assert column(rebased, "index") == [100.0, 200.0, 100.0, 400.0]
    grown = engine.run(tv.contributions, rows, by="partner")
    assert [(row["valuation"], row["contribution"]) for row in grown] == [(None, 1.0), ("CIF", 3.0)]


def test_trap_hs_revisions_do_not_split_all_trade(engine: Engine) -> None:
    rows = series({2020: 1.0, 2021: 2.0, 2022: 4.0}, commodity_code="TOTAL")
    rows = [{**row, "classification": kind} for row, kind in zip(rows, ("H4", "H5", None), strict=True)]
    assert column(engine.run(tv.growth, rows), "growth") == [None, 1.0, 1.0]
    assert column(engine.run(tv.growth, rows), "classification") == ["H4", "H5", None]
    assert column(engine.run(tv.rebase, rows, base_period=2020), "index") == [100.0, 200.0, 400.0]
    got = engine.run(tv.contributions, rows, by="partner")
    assert [(row["contribution"], row["classification"]) for row in got] == [(1.0, None)] * 2
    with pytest.raises(TradeTableError, match="one row for each period"):
        tv.growth(engine.make([*rows, {**rows[0], "classification": "H5"}]))


@pytest.mark.parametrize(("kinds", "said"), [(("H4", "H5"), "H4, H5"), (("H4", None), "H4, none stated")])
def test_trap_hs_revisions_of_one_code_are_refused(engine: Engine, kinds: tuple[str, str | None], said: str) -> None:
    heading = {"commodity_code": "1511"}
    rows = [figure(2020 + place, 1.0, classification=kind, **heading) for place, kind in enumerate(kinds)]
    for function, options in [
        (tv.growth, {}),
        (tv.rebase, {"base_period": 2020}),
        (tv.contributions, {"by": "partner"}),
    ]:
        with pytest.raises(TradeTableError) as caught:
            function(engine.make(rows), **options)
        assert f"needs one classification; found: mixed revisions: {said}; do: keep one revision" in str(caught.value)
        assert caught.value.rows[-1] == f"MYS RUS export 1511: {said}"
    chapter = [row | {"commodity_code": "15"} for row in rows]
    if kinds[1] is None:  # which revision, if any, nobody says
        with pytest.raises(TradeTableError, match=f"mixed revisions: {said}"):
            tv.growth(engine.make(chapter))


def test_chapters_go_on_over_revisions_and_say_where_the_break_is(every_engine: Engine) -> None:
    rows = [figure(2021, 1.0, classification="H5"), figure(2022, 3.0, classification="H6")]
    rows += [figure(2023, 6.0, classification="H6")]
    grown = in_order(every_engine.run(tv.growth, rows), ["period"])
    assert column(grown, "growth") == [None, 2.0, 1.0]
    assert column(grown, "previous_classification") == [None, "H5", "H6"]
    over_years = in_order(every_engine.run(tv.growth, rows, over="year"), ["period"])
    assert column(over_years, "previous_classification") == [None, "H5", "H6"]
    rebased = in_order(every_engine.run(tv.rebase, rows, base_period=2021), ["period"])
    assert column(rebased, "index") == [100.0, 300.0, 600.0]
    with pytest.raises(TradeTableError, match="mixed revisions: H5, S4"):
        tv.growth(every_engine.make([rows[0], rows[1] | {"classification": "S4"}]))


def test_codes_of_one_revision_alone_are_named(engine: Engine) -> None:
    cells = [(2021, "851712", "H5"), (2021, "852990", "H5"), (2022, "851713", "H6"), (2022, "852990", "H6")]
    rows = [figure(period, 1.0, commodity_code=code, classification=kind) for period, code, kind in cells]
    with pytest.raises(TradeTableError) as caught:
        tv.growth(engine.make(rows))
    alone = ("in H5 alone: 851712", "in H6 alone: 851713")
    assert caught.value.rows == (*alone, "MYS RUS export 852990: H5, H6")
    assert "chapters (two digits)" in caught.value.remedy


@pytest.mark.parametrize(
    ("values", "growth", "log", "span"),
    [
        ({2020: 0.0, 2021: 5.0}, None, None, 1),
        ({2020: 5.0, 2021: 0.0}, -1.0, None, 1),
        ({2020: None, 2021: 5.0}, None, None, None),
        ({2020: float("nan"), 2021: 5.0}, None, None, None),
        ({2020: 5.0, 2021: None}, None, None, 1),
    ],
)
def test_trap_zero_for_missing_no_growth_from_nothing(
    engine: Engine, values: dict[int, float | None], growth: float | None, log: float | None, span: int | None
) -> None:
    row = engine.run(tv.growth, series(values))[1]
    assert (row["growth"], row["log_growth"], row["span"]) == (growth, log, span)


@pytest.mark.parametrize("gap", [None, float("nan")])
def test_trap_gaps_are_spanned_where_a_row_has_no_value(engine: Engine, gap: float | None) -> None:
    rows = [
        *series({2024: 3.0, 2019: gap, 2020: 1.0, 2023: 2.0, 2021: gap, 2022: gap}, valuation=None),
        *series({2021: 5.0, 2022: gap, 2020: 4.0}, commodity_code="27", valuation="FOB"),
    ]
    rows = [{**row, "low": row["value"] if row["period"] != 2020 else None, "high": row["value"]} for row in rows]
    got = engine.run(tv.growth, rows)
    assert column(got, "previous_period") == [2023, None, None, 2020, 2020, 2020, 2020, 2021, None]
    assert column(got, "span") == [1, None, None, 3, 1, 2, 1, 1, None]
    assert column(got, "growth") == [0.5, None, None, 1.0, None, None, 0.25, None, None]
    assert column(got, "growth_high") == [0.5, *[None] * 8], "2020 has no lower end, and 2019 lends it none"
    assert round(got[3]["annual_growth"], 4) == 0.2599
    assert set(got[0]) == set(rows[0]) | {"previous_period", "span"} | {
        f"{name}{bound}"
        for name in ("change", "growth", "annual_growth", "log_growth")
        for bound in ("", "_low", "_high")
    }


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([*series({2024: 1.0}), figure(2024, 2.0)], "growth needs one row for each period of a series; found: several"),
        ([figure(2024, 1.0, price_basis="real"), figure(2023, 1.0, price_basis=None)], "growth needs one price basis"),
        ([figure(2024, 1.0, base_period=2007), figure(2023, 1.0, base_period=2024)], "growth needs one base period"),
        ([figure(2024, 1.0), figure(2023, 1.0, currency=None)], "growth needs one currency; found: None, USD"),
        ([{"period": 2024, "value": 1.0}], "needs the column.s. reporter, partner, flow, commodity_code, currency"),
    ],
)
def test_growth_refuses(engine: Engine, rows: list[Row], words: str) -> None:
    with pytest.raises(TradeTableError, match=words):
        tv.growth(engine.make(rows))


def test_a_fact_in_two_currencies_is_refused_with_the_way_out(engine: Engine) -> None:
    rows = [figure(2024, 1.0, observation="a"), figure(2024, 1.0, observation="a")]
    with pytest.raises(
        TradeTableError,
        match=r"do: one fact in two currencies: write(.|\n)*2024 MYS RUS",
    ):
        tv.growth(engine.make(rows))


def test_columns_of_the_caller_survive_and_results_are_made_anew(engine: Engine) -> None:
    own = {"_value": 1, "_low": 2, "_base": 3, "_lo": 4, "note": "n", "growth": "old", "span": 99, "index": 5}
    got = engine.run(tv.growth, series({2020: 1.0, 2021: 2.0}, **own))
    assert [(row["growth"], row["span"], row["index"]) for row in got] == [(None, None, 5), (1.0, 1, 5)]
    kept = ("_value", "_low", "_base", "_lo", "note")
    assert all(row[name] == own[name] for row in got for name in kept)
    assert set(got[0]) == {*own, *figure(2020, 1.0), "previous_period", "change"} | {
        f"{name}{bound}"
        for name in ("change", "growth", "annual_growth", "log_growth")
        for bound in ("", "_low", "_high")
    }
    again = engine.run(tv.rebase, series({2020: 1.0, 2021: 2.0}, **own), base_period=2020)
    assert all(row[name] == own[name] for row in again for name in (*kept, "growth"))
    assert column(again, "index") == [100.0, 200.0]


@pytest.mark.parametrize(
    "dtypes",
    [
        {"value": "uint32"},
        {"period": "uint16"},
        {"value": "Int64", "period": "Int64"},
        {"period": "float64"},
        {"value": "Float64"},
        {"value": "float32"},
        {"flow": "category"},
    ],
    ids=str,
)
def test_pandas_dtypes_do_not_change_the_answer(dtypes: dict[str, str]) -> None:
    rows = [*series({2020: 3, 2021: 2}), *series({2020: 1, 2021: 1}, commodity_code="27")]
    frame = pd.DataFrame(rows).astype(dtypes)
    assert column(plain(tv.growth(frame)), "change") == [None, -1.0, None, 0.0]
    assert column(plain(tv.contributions(frame, by="commodity_code")), "contribution") == [-0.25, 0.0]
    assert column(plain(tv.shares(frame, by="commodity_code")), "share") == pytest.approx([3 / 4, 2 / 3, 1 / 4, 1 / 3])


@pytest.mark.parametrize("dtype", [pl.UInt32, pl.Int64, pl.Decimal(20, 2), pl.Float32], ids=str)
def test_polars_dtypes_do_not_change_the_answer(dtype: pl.DataType) -> None:
    rows = [*series({2020: 3, 2021: 2}), *series({2020: 1, 2021: 1}, commodity_code="27")]
    frame = pl.DataFrame(rows).with_columns(
        pl.col("value").cast(dtype), pl.col("flow", "commodity_code").cast(pl.Categorical)
    )
    assert column(plain(tv.growth(frame)), "change") == [None, -1.0, None, 0.0]
    assert column(plain(tv.contributions(frame, by="commodity_code")), "contribution") == [-0.25, 0.0]
    assert column(plain(tv.shares(frame, by="commodity_code")), "share") == pytest.approx([3 / 4, 2 / 3, 1 / 4, 1 / 3])


def test_gaps_on_duckdb_are_the_same(relation: Engine) -> None:
    rows = series({2019: 100.0, 2021: None, 2022: 200.0})
    got = {row["period"]: row for row in plain(tv.growth(relation.make(rows)))}
    assert (got[2022]["span"], got[2022]["growth"]) == (3, 1.0)


def test_growth_on_duckdb_is_the_same(relation: Engine) -> None:
    rows = series({2019: 100.0, 2022: 200.0, 2023: 150.0}, low=90.0)
    got = {row["period"]: row for row in plain(tv.growth(relation.make(rows)))}
    assert [got[year]["span"] for year in (2022, 2023)] == [3, 1]
    assert [got[year]["growth"] for year in (2019, 2022, 2023)] == [None, 1.0, -0.25]


def test_rebase_is_100_in_the_base_with_both_ranges(engine: Engine) -> None:
    got = {row["period"]: row for row in engine.run_on(tv.rebase, printed(engine, "USD"), base_period=2007)}
    low0, value0, high0 = DOLLARS[2007]
    assert [got[2007][name] for name in ("index", "index_low", "index_high", "index_base")] == [100.0] * 3 + [2007]
    for period in (2006, 2024):
        low, value, high = DOLLARS[period]
        expected = [100 * low / high0, 100 * value / value0, 100 * high / low0]
        assert [got[period][name] for name in ("index_low", "index", "index_high")] == pytest.approx(expected)


@pytest.mark.parametrize("base", [{}, {2020: 0.0}, {2020: None}])
def test_rebase_refuses_a_series_without_its_base(engine: Engine, base: dict[int, float | None]) -> None:
    rows = [*series({2020: 1.0, 2021: 2.0}), *series({**base, 2021: 2.0}, commodity_code="27")]
    with pytest.raises(TradeTableError) as caught:
        tv.rebase(engine.make(rows), base_period=2020)
    assert "every series has a figure above zero in 2020; found: 1 without" in str(caught.value)
    assert caught.value.rows == ("MYS RUS export 27",)


def test_empty_and_single_frames_have_no_growth(engine: Engine) -> None:
    empty = engine.make(series({2024: 1.0})).head(0)
    assert engine.run_on(tv.growth, empty) == engine.run_on(tv.rebase, empty, base_period=2024) == []
    assert "index_base" in nw.from_native(tv.rebase(empty, base_period=2024)).collect_schema().names()
    assert engine.run_on(tv.contributions, empty, by="commodity_code") == []
    assert column(engine.run(tv.growth, series({2024: 1.0})), "growth") == [None]
    assert engine.run(tv.contributions, series({2024: 1.0}), by="commodity_code") == []


def test_growth_of_a_fall_in_logarithms_by_hand(engine: Engine) -> None:
    # Halved: -50%, ln(1/2) = -0.693; then to nothing, which has no logarithm; then from nothing.
    values = {2020: 100.0, 2021: 50.0, 2022: 0.0, 2023: 10.0}
    rows = [figure(period, value, low=value, high=value) for period, value in values.items()]
    grown = engine.run(tv.growth, rows)
    assert [row["growth"] for row in grown] == [None, -0.5, -1.0, None]
    for name in ("log_growth", "log_growth_low", "log_growth_high"):
        logarithms = [row[name] for row in grown]
        assert logarithms == [None, pytest.approx(-math.log(2)), None, None]


def test_a_balance_that_turns_has_a_change_and_no_growth_and_exports_beside_it_have_both(engine: Engine) -> None:
    exports = [figure(2020, 100.0), figure(2021, 150.0)]
    balance = [figure(2020, 10.0, flow="balance"), figure(2021, -5.0, flow="balance")]
    grown = engine.run(tv.growth, [*exports, *balance])
    said = {(row["flow"], row["period"]): (row["change"], row["growth"], row["annual_growth"]) for row in grown}
    assert said["export", 2021] == (50.0, 0.5, 0.5)
    assert said["balance", 2021] == (-15.0, None, None)
    alone = engine.run(tv.growth, balance)
    assert [(row["change"], row["growth"]) for row in alone] == [(None, None), (-15.0, None)]


def test_a_balance_is_not_indexed(engine: Engine) -> None:
    rows = [figure(2020, 10.0, flow="balance"), figure(2021, 5.0, flow="balance")]
    with pytest.raises(TradeTableError, match="balance"):
        engine.run(tv.rebase, rows, base_period=2020)


@pytest.mark.parametrize("function", ["growth", "rebase"])
def test_a_question_is_asked_unless_it_is_waived(engine: Engine, function: str) -> None:
    # Two currencies in one series: 100 dollars and 400 ringgit are no growth of 300%.
    rows = [figure(2020, 100.0), figure(2021, 400.0, currency="MYR")]
    options: dict[str, object] = {"base_period": 2020} if function == "rebase" else {}
    with pytest.raises(TradeTableError, match="currenc"):
        engine.run(getattr(tv, function), rows, **options)
    engine.run(getattr(tv, function), rows, validate=False, **options)
