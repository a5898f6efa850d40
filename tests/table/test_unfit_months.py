"""Months that do not fit the period beside them: refused by whatever computes with them, as `tv.check` refuses them."""

from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from frames import Engine, figure
from tradeview.errors import TradeTableError

RATES = pd.DataFrame({"period": [202401], "rate": [4.0], "base": ["USD"], "quote": ["MYR"]})
RATES = RATES.assign(kind="average", source="made up")
UNFIT = {
    "of another year": (2024, "2023-01/2023-08"),
    "beside a month": (202401, "2024-01/2024-08"),
    "beside a quarter": (20241, "2024-01/2024-08"),
    "last before first": (2024, "2024-08/2024-01"),
    "other words": (2024, "Jan-Aug"),
    "no month": (2024, "2024-01/2024-13"),
}
FUNCTIONS: dict[str, tuple[Any, dict[str, Any]]] = {
    "growth": (tv.growth, {"over": "year"}),
    "shares": (tv.shares, {"by": "partner"}),
    "convert": (tv.convert, {"to": "USD", "rates": RATES}),
}


@pytest.mark.parametrize("case", UNFIT)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_trap_months_that_do_not_fit_their_period_are_not_computed_with(engine: Engine, name: str, case: str) -> None:
    period, months = UNFIT[case]
    row = figure(period, 1.0, months=months, currency="MYR")
    function, options = FUNCTIONS[name]
    with pytest.raises(TradeTableError, match=f"{name} needs months as .*; found: '{months}' of {period}"):
        engine.run(function, [row], **options)


def test_months_that_are_all_of_their_period_say_no_more_than_it_does(engine: Engine) -> None:
    rows = [figure(20241, 1.0, months="2024-01/2024-03"), figure(20242, 2.0, months="2024-04/2024-06")]
    assert [row["growth"] for row in engine.run(tv.growth, rows)] == [None, 1.0]
