"""The finding that opens a page: after inflation where that can be told, and no more than the figures support."""

import pytest

from tradeview.reports.finding import choose_change, say_finding

ROW = {"flow": "total", "commodity_code": "TOTAL", "growth_low": None, "growth_high": None}


def found(growth: float, *, flow: str = "total", real: bool = True, **rest: object) -> str:
    row = {**ROW, "flow": flow, "growth": growth, "price_basis": "real" if real else "nominal", **rest}
    change = choose_change({"US dollars": row})
    assert change is not None
    return say_finding(change, "2024", "2007")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (found(-0.139), "After inflation, trade in 2024 was 14% below 2007"),
        (found(0.303, real=False), "In US dollars, trade in 2024 was 30% above 2007"),
        (found(0.303, flow="export", real=False), "In US dollars, exports in 2024 were 30% above 2007"),
        (found(-0.3, real=False), "In US dollars, trade in 2024 was 30% below 2007"),
        (found(0.0, real=False), "In US dollars, trade in 2024 was about the same as in 2007"),
        (found(9.0, real=False), "In US dollars, trade in 2024 was 10.0 times that of 2007"),
        (found(0.303, flow="export"), "After inflation, exports in 2024 were 30% above 2007"),
        (found(-0.5, flow="import"), "After inflation, imports in 2024 were 50% below 2007"),
        (
            found(0.01, growth_low=-0.02, growth_high=0.04),
            "After inflation, trade in 2024 was about the same as in 2007",
        ),
        (found(0.001, flow="export"), "After inflation, exports in 2024 were about the same as in 2007"),
        (found(2.4), "After inflation, trade in 2024 was 3.40 times that of 2007"),
        (found(2.4, flow="import"), "After inflation, imports in 2024 were 3.40 times those of 2007"),
        (found(-0.9996), "After inflation, trade in 2024 was 99.96% below 2007"),
        (found(-1.0), "Trade in 2024 came to nothing; that of 2007 did not"),
        (
            found(0.5, flow="export", commodity_code="1511"),
            "After inflation, exports of HS 1511 in 2024 were 50% above 2007",
        ),
    ],
)
def test_a_change_is_said_as_far_as_it_goes(said: str, sentence: str) -> None:
    assert said == sentence


def test_constant_prices_go_before_others_and_what_cannot_be_told_is_left() -> None:
    nominal, real = {**ROW, "growth": 0.3}, {**ROW, "growth": -0.1, "price_basis": "real"}
    chosen = choose_change({"US dollars": nominal, "ringgit": None, "US dollars of 2024": real})
    assert chosen is not None
    assert (chosen.unit, chosen.is_real) == ("US dollars of 2024", True)
    without = choose_change({"US dollars": nominal, "US dollars of 2024": {**real, "growth": None}})
    assert without is not None
    assert (without.unit, without.is_real) == ("US dollars", False)
    assert choose_change({"US dollars": None}) is None
