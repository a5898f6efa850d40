"""Orientation: shares of whole trade, intensities by either variant, and regions whose members change."""

import pandas as pd
import pytest

import tradeview as tv
from frames import IN_PROCESS, Engine, Row
from index_rows import bought, cells, sold
from tradeview.errors import TradeTableError, UnknownCodeError
from tradeview.indices import intra_regional_share, regional_orientation, trade_intensity, trade_share

WORLD = [
    sold("MYS", "SGP", "15", 30.0),
    sold("MYS", "RUS", "27", 10.0),
    sold("RUS", "SGP", "15", 10.0),
    sold("SGP", "MYS", "85", 50.0),
]


@pytest.fixture(params=IN_PROCESS, ids=lambda engine: engine.name)
def any_engine(request: pytest.FixtureRequest) -> Engine:
    return request.param


def test_share_of_a_pair_is_of_the_world_where_the_table_has_it(any_engine: Engine) -> None:
    # A download of one pair and World: without the World row the share would be 1.
    rows = [sold("MYS", "RUS", "TOTAL", 2.0), sold("MYS", "WLD", "TOTAL", 80.0), sold("MYS", "XGA", "TOTAL", 20.0)]
    got = any_engine.run(trade_share, rows, flow="export")
    assert got == [{"period": 2024, "reporter": "MYS", "partner": "RUS", "share": 2.0 / 80.0}]


def test_trap_double_counting_world_and_total_beside_their_parts(any_engine: Engine) -> None:
    wholes = [
        sold("MYS", "WLD", "15", 30.0),
        sold("MYS", "WLD", "27", 10.0),
        sold("MYS", "WLD", "TOTAL", 40.0),
        sold("MYS", "SGP", "TOTAL", 30.0),
        sold("MYS", "XRA", "15", 30.0),
        sold("WLD", "SGP", "15", 40.0),
        sold("MYS", "SGP", "15", 9.0, flow="re-export"),
        sold("MYS", "SGP", "15", 9.0, flow="total"),
    ]
    shares = {("MYS", "RUS"): 10 / 40, ("MYS", "SGP"): 30 / 40, ("RUS", "SGP"): 1.0, ("SGP", "MYS"): 1.0}
    for rows in (WORLD, WORLD + wholes):
        got = any_engine.run(trade_share, rows, flow="export")
        assert cells(got, "share", "reporter", "partner") == shares
        got = any_engine.run(trade_intensity, rows, variant="world")
        intensity = cells(got, "intensity", "reporter", "partner")
        assert intensity[("MYS", "SGP")] == pytest.approx((30 / 40) / (40 / 100))


def test_shares_of_imports_are_of_what_is_reported_or_of_mirrors(any_engine: Engine) -> None:
    imports = [bought("SGP", "MYS", "15", 33.0), bought("SGP", "THA", "15", 67.0)]
    got = any_engine.run(trade_share, WORLD + imports, flow="import")
    assert cells(got, "share", "reporter", "partner") == {("SGP", "MYS"): 0.33, ("SGP", "THA"): 0.67}
    assert any_engine.run(trade_share, imports, flow="import") == got  # exports are not needed
    got = any_engine.run(trade_share, WORLD + imports, flow="import", imports="mirror")
    assert cells(got, "share", "reporter", "partner")[("SGP", "MYS")] == 30 / 40


def test_what_goes_to_the_world_tells_no_importer() -> None:
    rows = [*WORLD, sold("THA", "WLD", "15", 1000.0)]
    got = IN_PROCESS[0].run(trade_share, rows, flow="import", imports="mirror")
    assert cells(got, "share", "reporter", "partner")[("SGP", "MYS")] == 30 / 40
    assert "WLD" not in {row[side] for row in got for side in ("reporter", "partner")}


def test_intensities_fall_on_opposite_sides_of_one(any_engine: Engine) -> None:
    # MYS sells 60% to SGP, which buys half of the world's 200; of what others than MYS buy it is 100 of 150.
    rows = [
        sold("MYS", "SGP", "15", 60.0),
        sold("MYS", "RUS", "15", 40.0),
        sold("RUS", "SGP", "15", 40.0),
        sold("RUS", "MYS", "15", 50.0),
        sold("SGP", "RUS", "15", 10.0),
    ]
    world = any_engine.run(trade_intensity, rows, variant="world")
    rest = any_engine.run(trade_intensity, rows, variant="rest_of_world", imports="mirror")
    assert cells(world, "intensity", "reporter", "partner")[("MYS", "SGP")] == pytest.approx(0.6 / (100 / 200))
    assert cells(rest, "intensity", "reporter", "partner")[("MYS", "SGP")] == pytest.approx(0.6 / (100 / 150))


def test_no_intensity_where_the_partner_reports_no_imports(any_engine: Engine) -> None:
    rows = [*WORLD, bought("SGP", "MYS", "15", 33.0), bought("MYS", "SGP", "85", 55.0)]
    got = any_engine.run(trade_intensity, rows, variant="rest_of_world")
    intensity = cells(got, "intensity", "reporter", "partner")
    assert intensity[("MYS", "RUS")] is None
    assert intensity[("MYS", "SGP")] == pytest.approx((30 / 40) / (33 / (88 - 55)))
    assert intensity[("RUS", "SGP")] == pytest.approx(1 / (33 / 88))  # RUS reports none: nothing to take off


@pytest.mark.parametrize(
    ("function", "options", "words"),
    [
        (trade_share, {"flow": "total"}, 'trade_share needs flow="export" or flow="import"'),
        (trade_share, {"flow": "import"}, 'do: imports="mirror"'),
        (trade_intensity, {"variant": "rest"}, 'variant="world" or variant="rest_of_world"'),
        (trade_intensity, {"variant": "rest_of_world"}, 'do: imports="mirror"'),
        (trade_intensity, {"variant": "rest_of_world", "imports": "mirrors"}, 'imports="reported"'),
    ],
)
def test_unknown_words_and_absent_imports_are_refused(function: object, options: Row, words: str) -> None:
    with pytest.raises(TradeTableError) as caught:
        function(pd.DataFrame(WORLD), **options)
    assert words in str(caught.value)


def to_region(share_into: float, share_out: float) -> list[Row]:
    """Exports of 100 into ASEAN and 200 elsewhere, with these shares of product 15 in each."""
    return [
        sold("MYS", "SGP", "15", 100 * share_into),
        sold("MYS", "THA", "27", 100 * (1 - share_into)),
        sold("MYS", "RUS", "15", 200 * share_out),
        sold("MYS", "CHN", "27", 200 * (1 - share_out)),
    ]


def test_orientation_is_a_ratio_of_shares(any_engine: Engine) -> None:
    expected = {"15": 0.25 / 0.5, "27": 0.75 / 0.5}
    for region in ("ASEAN", "XGA", ["SGP", "THA"], ("THA", "SGP", "MYS"), ["XGA"], iter(["SGP", "THA"])):
        got = any_engine.run(regional_orientation, to_region(0.25, 0.5), region=region)
        assert cells(got, "orientation", "commodity_code") == pytest.approx(expected)


def test_outside_is_what_is_left_of_the_world(any_engine: Engine) -> None:
    inside = to_region(0.25, 0.5)[:2]
    rows = [*inside, sold("MYS", "WLD", "15", 125.0), sold("MYS", "WLD", "27", 175.0)]
    got = any_engine.run(regional_orientation, rows, region="ASEAN")
    assert cells(got, "orientation", "commodity_code") == pytest.approx({"15": 0.5, "27": 1.5})


def test_no_orientation_without_a_share_outside(any_engine: Engine) -> None:
    rows = [*to_region(0.25, 0.5), sold("MYS", "SGP", "85", 3.0), sold("MYS", "RUS", "31", 3.0)]
    orientation = cells(any_engine.run(regional_orientation, rows, region="ASEAN"), "orientation", "commodity_code")
    assert orientation["85"] is None  # nothing of it goes outside
    assert orientation["31"] == 0.0
    for alone in (to_region(0.25, 0.5)[:2], to_region(0.25, 0.5)[2:]):
        got = any_engine.run(regional_orientation, alone, region="ASEAN")
        assert set(cells(got, "orientation", "commodity_code").values()) == {None}


def test_nothing_is_left_outside_but_rounding(any_engine: Engine) -> None:
    # 0.1 + 0.2 is not 0.3: what is left of the World row is an error of the last bit, and no trade.
    inside = [sold("MYS", "SGP", "15", 0.1), sold("MYS", "THA", "15", 0.2)]
    rows = [*inside, sold("MYS", "WLD", "15", 0.3000000000000001), sold("MYS", "RUS", "27", 1.0)]
    got = any_engine.run(regional_orientation, rows, region="ASEAN")
    assert cells(got, "orientation", "commodity_code") == {"15": None, "27": 0.0}


@pytest.mark.parametrize(("early", "late"), [(2019, 2020), (201912, 202001)])
def test_trap_countries_members_are_those_of_each_year(any_engine: Engine, early: int, late: int) -> None:
    # The United Kingdom left the EU on 31 January 2020.
    rows = [
        sold("DEU", partner, "15", value, period)
        for period in (early, late)
        for partner, value in [("FRA", 30.0), ("GBR", 20.0), ("USA", 50.0)]
    ]
    got = any_engine.run(intra_regional_share, rows, region="EU")
    assert cells(got, "share", "period") == {early: 0.5, late: 0.3}
    assert [(len(tv.economies.members("EU", year)), year) for year in (2019, 2020)] == [(28, 2019), (27, 2020)]


def test_share_inside_a_region_of_all_its_exports(any_engine: Engine) -> None:
    got = any_engine.run(intra_regional_share, WORLD, region=["MYS", "SGP"])
    assert got == [{"period": 2024, "share": pytest.approx((30 + 50) / (40 + 50))}]
    rows = [*WORLD[:1], sold("MYS", "WLD", "15", 40.0), *WORLD[2:]]
    assert any_engine.run(intra_regional_share, rows, region=["MYS", "SGP"]) == got


def test_no_share_of_a_region_that_exports_nothing(any_engine: Engine) -> None:
    assert any_engine.run(intra_regional_share, WORLD, region=["FRA", "DEU"]) == [{"period": 2024, "share": None}]
    rows = [sold("RUS", "KAZ", "15", 1.0, 2010), sold("RUS", "KAZ", "15", 1.0, 2016)]
    got = any_engine.run(intra_regional_share, rows, region="EAEU")  # founded in 2015
    assert cells(got, "share", "period") == {2010: None, 2016: 1.0}
    got = any_engine.run(intra_regional_share, WORLD, region="RUS")
    assert got == [{"period": 2024, "share": 0.0}]


@pytest.mark.parametrize("region", ["ASIEN", ["MYS", "XXX"], ["XRS"], ["WLD"], []])
@pytest.mark.parametrize("function", [regional_orientation, intra_regional_share])
def test_unknown_regions_are_refused(function: object, region: object) -> None:
    with pytest.raises(UnknownCodeError, match=r"group|region"):
        function(pd.DataFrame(WORLD), region=region)


def test_shares_of_imports_need_no_products_either(any_engine: Engine) -> None:
    rows = [bought("MYS", "RUS", "TOTAL", 10.0), bought("MYS", "SGP", "TOTAL", 30.0)]
    got = cells(any_engine.run(trade_share, rows, flow="import"), "share", "partner")
    assert got == {"RUS": 0.25, "SGP": 0.75}
