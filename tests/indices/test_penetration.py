"""Market penetration: partners reached, of those that buy."""

import pandas as pd
import pytest

from frames import IN_PROCESS, Engine
from index_rows import bought, cells, sold
from tradeview.errors import TradeTableError
from tradeview.indices import market_penetration

KEYS = ("reporter", "commodity_code")
WORLD = [
    sold("MYS", "SGP", "15", 10.0),
    sold("MYS", "RUS", "15", 1.0),
    sold("MYS", "CHN", "15", 0.0),
    sold("RUS", "SGP", "15", 60.0),
    sold("RUS", "CHN", "15", 60.0),
    sold("RUS", "CHN", "27", 30.0),
    sold("SGP", "MYS", "85", 30.0),
]


@pytest.fixture(params=IN_PROCESS, ids=lambda engine: engine.name)
def any_engine(request: pytest.FixtureRequest) -> Engine:
    return request.param


def test_partners_reached_whatever_the_value_of_those_anyone_reaches(any_engine: Engine) -> None:
    got = cells(any_engine.run(market_penetration, WORLD, imports="mirror"), "penetration", *KEYS)
    reached = {("MYS", "15"): 2 / 3, ("RUS", "15"): 2 / 3, ("RUS", "27"): 1.0, ("SGP", "85"): 1.0}
    every = {(i, code): 0.0 for i in ("MYS", "RUS", "SGP") for code in ("15", "27", "85")}
    assert got == pytest.approx(every | reached)


def test_partners_that_report_imports_are_the_importers(any_engine: Engine) -> None:
    # SGP reports imports of 15, so does THA, whom nobody sells to; nobody reports imports of 85; RUS and CHN do not.
    rows = [*WORLD, bought("SGP", "MYS", "15", 1.0), bought("THA", "WLD", "15", 1.0), bought("MYS", "RUS", "27", 1.0)]
    got = cells(any_engine.run(market_penetration, rows), "penetration", *KEYS)
    expected = {("MYS", "15"): 0.5, ("RUS", "15"): 0.5, ("SGP", "15"): 0.0}
    expected |= {(i, "27"): 0.0 for i in ("MYS", "RUS", "SGP")} | {(i, "85"): None for i in ("MYS", "RUS", "SGP")}
    assert got == expected


def test_who_sells_to_the_world_alone_reaches_nobody_knows_whom(any_engine: Engine) -> None:
    rows = [*WORLD, sold("THA", "WLD", "15", 9.0), sold("MYS", "WLD", "15", 11.0), sold("THA", "WLD", "99", 9.0)]
    got = cells(any_engine.run(market_penetration, rows, imports="mirror"), "penetration", *KEYS)
    assert got["THA", "15"] is None
    assert got["THA", "27"] == 0.0
    assert got["THA", "99"] is got["MYS", "99"] is None  # nobody is known to buy it
    assert got["MYS", "15"] == pytest.approx(2 / 3)


def test_imports_have_to_come_from_somewhere() -> None:
    with pytest.raises(TradeTableError, match='imports="mirror"'):
        market_penetration(pd.DataFrame(WORLD))
