"""Openness: trade beside output, in one currency, from a second table of the same engine."""

import pandas as pd
import polars as pl
import pytest

from frames import IN_PROCESS, Engine, Row, plain
from index_rows import bought, cells, sold
from tradeview.errors import TradeTableError
from tradeview.indices import export_propensity, import_penetration, openness

WORLD = [
    sold("MYS", "SGP", "15", 10.0),
    sold("MYS", "RUS", "27", 20.0),
    sold("SGP", "RUS", "15", 60.0),
    bought("MYS", "RUS", "31", 25.0),
    bought("SGP", "MYS", "15", 70.0),
    bought("THA", "MYS", "15", 5.0),
]
FUNCTIONS = {"openness": openness, "import_penetration": import_penetration, "export_propensity": export_propensity}


def output(currency: str = "USD", period: int = 2024, **values: float | None) -> list[Row]:
    return [{"period": period, "reporter": i, "gdp": value, "currency": currency} for i, value in values.items()]


@pytest.fixture(params=IN_PROCESS, ids=lambda engine: engine.name)
def any_engine(request: pytest.FixtureRequest) -> Engine:
    return request.param


def ratios(engine: Engine, name: str, rows: list[Row], gdp: list[Row], **options: object) -> Row:
    return cells(engine.run(FUNCTIONS[name], rows, gdp=engine.make(gdp), **options), name, "reporter")


def test_ratios_of_reported_trade(any_engine: Engine) -> None:
    gdp = output(MYS=200.0, SGP=50.0, THA=100.0, RUS=1000.0)
    assert ratios(any_engine, "openness", WORLD, gdp) == {"MYS": 55 / 200, "SGP": 130 / 50, "THA": None}
    shares = ratios(any_engine, "import_penetration", WORLD, gdp)
    assert shares == {"MYS": 25 / (200 - 30 + 25), "SGP": 70 / (50 - 60 + 70), "THA": None}
    assert ratios(any_engine, "export_propensity", WORLD, gdp) == {"MYS": 30 / 200, "SGP": 60 / 50}


def test_ratios_of_mirrored_trade(any_engine: Engine) -> None:
    gdp = output(MYS=200.0, SGP=50.0, RUS=100.0)
    got = ratios(any_engine, "openness", WORLD, gdp, imports="mirror")
    assert got == {"MYS": None, "SGP": 70 / 50, "RUS": None}  # nobody sells to MYS, RUS sells nothing


def test_totals_over_partners_and_products_count_once(any_engine: Engine) -> None:
    wholes = [sold("MYS", "WLD", code, value) for code, value in [("15", 12.0), ("27", 20.0), ("TOTAL", 32.0)]]
    rows = [*WORLD, *wholes, sold("MYS", "XGA", "15", 10.0)]
    assert ratios(any_engine, "export_propensity", rows, output(MYS=200.0))["MYS"] == 32 / 200


def test_no_ratio_without_output_above_zero(any_engine: Engine) -> None:
    gdp = [*output(MYS=None, SGP=0.0), *output(period=2023, MYS=100.0)]
    for name in ("openness", "export_propensity"):
        assert set(ratios(any_engine, name, WORLD, gdp).values()) == {None}
    # 50 of output, 60 of exports, 9 of imports: it used less than nothing, so the figures do not fit.
    rows = [*WORLD[:4], bought("SGP", "MYS", "15", 9.0)]
    assert ratios(any_engine, "import_penetration", rows, output(SGP=50.0, MYS=200.0))["SGP"] is None


@pytest.mark.parametrize(
    ("gdp", "words"),
    [
        (
            output("MYR", MYS=200.0),
            "needs trade and its other table in one currency; found: USD of trade, MYR of",
        ),
        ([*output("MYR", MYS=200.0), *output(SGP=50.0)], "gdp needs one currency; found: MYR, USD"),
        ([*output(MYS=200.0), *output(MYS=201.0)], "2024 MYS: 2 rows"),
        ([{"period": 2024, "reporter": "MYS", "gdp": 200.0}], "needs the column(s) currency of gdp"),
    ],
)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_trap_currency_of_growth_output_in_other_money_is_refused(name: str, gdp: list[Row], words: str) -> None:
    for make in (pd.DataFrame, pl.DataFrame):
        with pytest.raises(TradeTableError) as caught:
            FUNCTIONS[name](make(WORLD), gdp=make(gdp))
        assert words in str(caught.value)


@pytest.mark.parametrize("other", IN_PROCESS, ids=lambda engine: engine.name)
def test_output_may_be_in_a_frame_of_any_engine(any_engine: Engine, other: Engine) -> None:
    gdp = [*output(MYS=200.0, SGP=50.0, THA=None), *output(period=2023, MYS=100.0, RUS=9.0)]
    rows = [*WORLD, sold("MYS", "SGP", "15", 10.0, 2023)]
    got = any_engine.run(export_propensity, rows, gdp=other.make(gdp))
    ratios = {(2023, "MYS"): 10 / 100, (2024, "MYS"): 30 / 200, (2024, "SGP"): 60 / 50}
    assert cells(got, "export_propensity", "period", "reporter") == ratios
    for no_gdp in (output(MYS=None), output("USD", 1990, MYS=1.0)):
        got = any_engine.run(export_propensity, WORLD, gdp=other.make(no_gdp))
        assert cells(got, "export_propensity", "reporter") == {"MYS": None, "SGP": None}


@pytest.mark.parametrize("gdp", [{"MYS": 200.0}, pd.Series({"MYS": 200.0}), 200.0, None], ids=repr)
def test_output_without_a_currency_is_refused(gdp: object) -> None:
    with pytest.raises(
        TradeTableError, match=r"needs gdp as a frame; found: .*columns period, reporter, gdp, currency"
    ):
        openness(pd.DataFrame(WORLD), gdp=gdp)


@pytest.mark.parametrize(
    ("trade", "gdp", "words"),
    [
        ({}, {"price_basis": "real", "base_period": 2015}, "one price basis; found: nominal of trade, real of the oth"),
        ({"price_basis": "real", "base_period": 2015}, {}, "one price basis; found: real of trade, nominal of the oth"),
        (
            {"price_basis": "real", "base_period": 2015},
            {"price_basis": "real", "base_period": 2010},
            r"one base period; found: 2015.* of trade, 2010.* of the oth",
        ),
        ({"price_basis": "real", "base_period": 2015}, {"price_basis": "real", "base_period": 2015}, ""),
        ({"price_basis": "nominal"}, {}, ""),
        ({}, {"price_basis": None, "base_period": None}, ""),
    ],
)
def test_trap_currency_of_growth_real_output_beside_nominal_trade(
    any_engine: Engine, trade: Row, gdp: Row, words: str
) -> None:
    rows, of_gdp = [{**row, **trade} for row in WORLD], [{**row, **gdp} for row in output(MYS=200.0)]
    if words:
        with pytest.raises(TradeTableError, match=words):
            any_engine.run(export_propensity, rows, gdp=any_engine.make(of_gdp))
    else:
        assert ratios(any_engine, "export_propensity", rows, of_gdp)["MYS"] == 30 / 200


def test_output_in_several_price_bases_is_refused() -> None:
    gdp = [{**output(MYS=1.0)[0], "price_basis": "real"}, {**output(SGP=1.0)[0], "price_basis": "nominal"}]
    with pytest.raises(TradeTableError, match="gdp needs one price basis; found: nominal, real"):
        openness(pd.DataFrame(WORLD), gdp=pd.DataFrame(gdp))


def test_lazy_beside_eager_is_one_engine() -> None:
    trade, gdp = pl.DataFrame(WORLD), pl.DataFrame(output(MYS=200.0)).with_columns(pl.col("period").cast(pl.Int32))
    expected = {"MYS": 30 / 200, "SGP": None}
    lazy = export_propensity(trade.lazy(), gdp=gdp)
    assert isinstance(lazy, pl.LazyFrame)
    eager = export_propensity(trade, gdp=gdp.lazy())
    assert isinstance(eager, pl.DataFrame)
    assert [cells(plain(got), "export_propensity", "reporter") for got in (lazy, eager)] == [expected, expected]


def test_nothing_is_asked_where_nobody_wants_it() -> None:
    gdp = pd.DataFrame(output("MYR", MYS=200.0))
    got = export_propensity(pd.DataFrame(WORLD), gdp=gdp, validate=False)
    assert cells(plain(got), "export_propensity", "reporter") == {"MYS": 30 / 200, "SGP": None}


def test_trade_counted_in_billions_is_as_open_as_trade_counted_in_dollars(any_engine: Engine) -> None:
    rows = [row | {"value": row["value"] / 1000} for row in WORLD]
    gdp = output(MYS=0.2, SGP=0.05, THA=0.1)
    assert ratios(any_engine, "openness", rows, gdp)["MYS"] == pytest.approx(55 / 200)


@pytest.mark.parametrize("held", [pd.DataFrame, pl.DataFrame])
def test_output_that_lacks_an_economy_or_a_cell_of_it(any_engine: Engine, held: type) -> None:
    rows = output(MYS=200.0, THA=100.0, SGP=None) + output(period=2023, MYS=9.0)
    got = any_engine.run(openness, WORLD, gdp=held(rows))
    assert cells(got, "openness", "reporter") == {"MYS": 55 / 200, "SGP": None, "THA": None}
    nothing = held(output(period=2024, SGP=None, MYS=None))
    got = any_engine.run(openness, WORLD, gdp=nothing, validate=False)
    assert cells(got, "openness", "reporter") == {"MYS": None, "SGP": None, "THA": None}
