"""Concentration and entropy: each variant, what counts as open to an economy, and the least and most there can be."""

import math

import pandas as pd
import pytest

from frames import IN_PROCESS, Engine, Row
from index_rows import cells, sold
from tradeview.errors import TradeTableError
from tradeview.indices import concentration, entropy

VARIANTS = ("hhi", "normalised", "hirschman", "unctad")


@pytest.fixture(params=IN_PROCESS, ids=lambda engine: engine.name)
def any_engine(request: pytest.FixtureRequest) -> Engine:
    return request.param


def of_products(**table: dict[str, float]) -> list[Row]:
    return [sold(i, "THA", code, value) for i, row in table.items() for code, value in row.items()]


def computed(values: list[float], n: int) -> dict[str, float]:
    shares = [value / sum(values) for value in values]
    herfindahl = sum(share**2 for share in shares)
    return {
        "hhi": herfindahl,
        "normalised": (herfindahl - 1 / n) / (1 - 1 / n),
        "hirschman": math.sqrt(herfindahl),
        "unctad": (math.sqrt(herfindahl) - math.sqrt(1 / n)) / (1 - math.sqrt(1 / n)),
    }


@pytest.mark.parametrize("variant", VARIANTS)
def test_products_that_the_world_exports_are_open_to_all(any_engine: Engine, variant: str) -> None:
    rows = of_products(MYS={"15": 30.0, "27": 50.0}, RUS={"27": 9.0, "31": 9.0, "85": 9.0, "10": 9.0, "15": 9.0})
    got = cells(any_engine.run(concentration, rows, over="products", variant=variant), "concentration", "reporter")
    assert got["MYS"] == pytest.approx(computed([30.0, 50.0], 5)[variant])
    assert got["RUS"] == pytest.approx(computed([9.0] * 5, 5)[variant], abs=1e-15)


@pytest.mark.parametrize("variant", VARIANTS)
def test_partners_are_those_of_anyone_but_not_oneself(any_engine: Engine, variant: str) -> None:
    rows = [sold("MYS", "RUS", "15", 30.0), sold("MYS", "SGP", "27", 10.0), sold("RUS", "MYS", "15", 5.0)]
    rows += [sold("SGP", "THA", "15", 5.0), sold("SGP", "SGP", "15", 15.0)]
    got = cells(any_engine.run(concentration, rows, over="partners", variant=variant), "concentration", "reporter")
    assert got["MYS"] == pytest.approx(computed([30.0, 10.0], 3)[variant])  # RUS, SGP, THA
    assert got["RUS"] == pytest.approx(computed([5.0], 3)[variant])  # MYS, SGP, THA
    assert got["SGP"] == pytest.approx(computed([5.0, 15.0], 4)[variant])  # it trades with itself


@pytest.mark.parametrize("over", ["products", "partners"])
def test_nothing_to_be_spread_over_is_missing_not_one(any_engine: Engine, over: str) -> None:
    rows = of_products(MYS={"15": 30.0})
    for variant, expected in zip(VARIANTS, (1.0, None, 1.0, None), strict=True):
        (row,) = any_engine.run(concentration, rows, over=over, variant=variant, validate=False)
        assert row == {"period": 2024, "reporter": "MYS", "concentration": expected}
    none = [{"period": 2024, "reporter": "MYS", "entropy": 0.0}]
    assert any_engine.run(entropy, rows, over=over, validate=False) == none


def test_entropy_from_none_to_ln_n(any_engine: Engine) -> None:
    rows = of_products(MYS={"15": 1.0, "27": 3.0}, RUS={"15": 7.0, "27": 7.0, "31": 7.0}, SGP={"85": 2.0})
    got = cells(any_engine.run(entropy, rows, over="products"), "entropy", "reporter")
    quarter = -0.25 * math.log(0.25) - 0.75 * math.log(0.75)
    assert got == pytest.approx({"MYS": quarter, "RUS": math.log(3), "SGP": 0.0})


def test_over_partners_total_will_do_and_products_add_up(any_engine: Engine) -> None:
    totals = [sold("MYS", "RUS", "TOTAL", 30.0), sold("MYS", "SGP", "TOTAL", 10.0)]
    products = [sold("MYS", "RUS", "15", 20.0), sold("MYS", "RUS", "27", 10.0), sold("MYS", "SGP", "27", 10.0)]
    for rows in (totals, products, [*totals, *products]):
        got = any_engine.run(concentration, rows, over="partners", variant="hhi")
        assert cells(got, "concentration", "reporter") == {"MYS": pytest.approx(0.75**2 + 0.25**2)}


def test_what_goes_to_partners_that_are_not_there_counts_as_spread(any_engine: Engine) -> None:
    rows = [sold("MYS", "RUS", "TOTAL", 2.0), sold("MYS", "WLD", "TOTAL", 80.0)]
    got = any_engine.run(concentration, rows, over="partners", variant="hhi")
    assert cells(got, "concentration", "reporter") == {"MYS": pytest.approx((2 / 80) ** 2)}


@pytest.mark.parametrize(
    ("function", "options", "words"),
    [
        (concentration, {"over": "products", "variant": "gini"}, 'variant="hhi" or variant="normalised"'),
        (concentration, {"over": "sector", "variant": "hhi"}, 'over="products" or over="partners"'),
        (entropy, {"over": "world"}, "found: over='world'"),
        (entropy, {"over": "products"}, "needs products"),
    ],
)
def test_unknown_words_and_totals_alone_are_refused(function: object, options: Row, words: str) -> None:
    with pytest.raises(TradeTableError) as caught:
        function(pd.DataFrame([sold("MYS", "RUS", "TOTAL", 2.0)]), **options)
    assert words in str(caught.value)


def test_columns_are_another_word_for_what_they_hold(any_engine: Engine) -> None:
    rows = [*of_products(MYS={"15": 1.0, "27": 3.0}, RUS={"27": 1.0}), sold("MYS", "SGP", "15", 2.0)]
    for word, column in (("products", "commodity_code"), ("partners", "partner")):
        for function, options in ((concentration, {"variant": "unctad"}), (entropy, {})):
            got = any_engine.run(function, rows, over=column, **options)
            assert got == any_engine.run(function, rows, over=word, **options)


def test_trap_currency_of_growth_concentration_of_two_currencies_is_refused() -> None:
    rows = [sold("MYS", "RUS", "15", 2.0), sold("MYS", "RUS", "27", 9.0, currency="MYR")]
    with pytest.raises(TradeTableError, match="MYR, USD"):
        concentration(pd.DataFrame(rows), over="products", variant="hhi")


def test_categories_of_pandas_are_names_like_others() -> None:
    rows = [sold("MYS", "RUS", "15", 3.0), sold("MYS", "SGP", "15", 1.0), sold("RUS", "MYS", "15", 5.0)]
    frame = pd.DataFrame(rows)
    for over in ("products", "partners"):
        categories = frame.astype(dict.fromkeys(["reporter", "partner", "flow", "commodity_code"], "category"))
        got = concentration(categories, over=over, variant="unctad")
        pd.testing.assert_frame_equal(got, concentration(frame, over=over, variant="unctad"))
