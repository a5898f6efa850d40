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
        (output("MYR", MYS=200.0), "needs trade in MYR, as the other table is; found: USD"),
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


def test_output_in_a_frame_of_another_engine_is_refused() -> None:
    with pytest.raises(TradeTableError, match="a table of pandas, gdp of polars"):
        openness(pd.DataFrame(WORLD), gdp=pl.DataFrame(output(MYS=200.0)))


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
