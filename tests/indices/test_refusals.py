"""What every index refuses before it adds anything up, unless it is told not to ask."""

import pytest

from closed_world import CASES, Case
from frames import IN_PROCESS, figure
from index_calls import call, table, world_of
from tradeview.errors import TradeTableError, UnknownCodeError
from tradeview.indices import grubel_lloyd

PANDAS = IN_PROCESS[0]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_ringgit_and_dollars_are_not_added_up(case: Case) -> None:
    first, *rest = table(world_of(case))
    with pytest.raises(TradeTableError, match="currenc"):
        call(case, PANDAS, [first | {"currency": "MYR"}, *rest])


def test_a_level_is_one_of_two() -> None:
    with pytest.raises((TradeTableError, UnknownCodeError, ValueError), match="level"):
        PANDAS.run(grubel_lloyd, [figure(2024, 1.0)], level="chapter")
