"""What every index refuses before it adds anything up, unless it is told not to ask."""

import pytest

from closed_world import CASES, Case
from frames import IN_PROCESS, figure
from index_calls import call, table, world_of
from index_rows import bought, cells, sold
from tradeview.errors import TradeTableError, UnknownCodeError
from tradeview.indices import constant_market_share, grubel_lloyd, revealed_comparative_advantage, trade_share

PANDAS = IN_PROCESS[0]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_ringgit_and_dollars_are_not_added_up(case: Case) -> None:
    first, *rest = table(world_of(case))
    with pytest.raises(TradeTableError, match="currenc"):
        call(case, PANDAS, [first | {"currency": "MYR"}, *rest])


def test_a_level_is_one_of_two() -> None:
    with pytest.raises((TradeTableError, UnknownCodeError, ValueError), match="level"):
        PANDAS.run(grubel_lloyd, [figure(2024, 1.0)], level="chapter")


def test_a_change_runs_forwards() -> None:
    rows = [figure(2007, 1.0), figure(2024, 1.0)]
    with pytest.raises(TradeTableError, match="2024"):
        PANDAS.run(constant_market_share, rows, start=2024, end=2007)


def test_an_index_of_exports_needs_exports_and_one_of_imports_imports_or_their_mirror() -> None:
    exports, imports = [sold("MYS", "RUS", "15", 3.0)], [bought("MYS", "RUS", "15", 1.0)]
    with pytest.raises(TradeTableError, match="export"):
        PANDAS.run(revealed_comparative_advantage, imports)
    with pytest.raises(TradeTableError, match="import"):
        PANDAS.run(trade_share, exports, flow="import")
    with pytest.raises(TradeTableError, match="export"):
        PANDAS.run(trade_share, imports, flow="import", imports="mirror")
    assert len(PANDAS.run(trade_share, imports, flow="import", validate=False)) == 1
    mirrored = PANDAS.run(trade_share, exports, flow="import", imports="mirror", validate=False)
    assert [(row["reporter"], row["partner"]) for row in mirrored] == [("RUS", "MYS")]


def test_nothing_is_no_trade_and_less_than_one_is() -> None:
    rows = [sold("MYS", "RUS", "15", 0.3), sold("MYS", "SGP", "15", 0.1), sold("MYS", "THA", "15", 0.0)]
    got = cells(PANDAS.run(trade_share, rows, flow="export"), "share", "partner")
    assert got == pytest.approx({"RUS": 0.75, "SGP": 0.25})
