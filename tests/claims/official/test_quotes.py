"""Explanations quote a number as it is printed, and say how it is read where that is not the same."""

import pandas as pd
import pytest

import tradeview as tv
from official_trade import Row, claims_of, growth, level, official


@pytest.mark.parametrize(
    ("claim", "begins"),
    [
        (level(152e9, 1e8, quote="RM152.0 billion"), "“RM152.0 billion” is printed for Malaysia’s exports"),
        (level(80.5e9, 1e7, quote="RM80.50 billion"), "“RM80.50 billion” is printed for"),
        (level(152e9, 1e8, quote="152,0 млрд ринггитов"), "“152,0 млрд ринггитов” (RM152 billion) is printed for"),
        (growth(-0.043, quote="4.3 per cent"), "“4.3 per cent” (growth of −4.3%) is printed"),
        (level(84e9, 1e9, quote="RM84 billion", bound="more than"), "“RM84 billion” (more than RM84 billion) is"),
        (level(84e9, 1e9, quote=None), "RM84 billion is printed for"),
        ({"kind": "index", "value": 104.1, "quote": "104.1"}, "“104.1” cannot be judged: no trade table"),
        ({"value": None, "quote": None}, "A number cannot be judged: "),
    ],
)
def test_a_number_is_quoted(claim: Row, begins: str) -> None:
    found = tv.judge_claims(claims_of(claim), against=pd.DataFrame(official()))
    assert found["explanation"].item().startswith(begins)


def test_a_balance_on_the_other_side_is_off_by_an_amount() -> None:
    deficit = level(-5e9, flow="balance")
    found = tv.judge_claims(claims_of(deficit), against=pd.DataFrame(official()))
    assert "The difference (−RM" in found["explanation"].item()


@pytest.mark.parametrize(
    ("base", "said"),
    [
        (202010, "growth of +90.0% from Oct 2020"),
        (201911, "growth of +90.0% is"),
    ],
)
def test_what_growth_is_counted_from_is_said(base: int, said: str) -> None:
    claim = growth(0.9, base_start=base, base_end=base)
    found = tv.judge_claims(claims_of(claim), against=pd.DataFrame(official()))
    assert said.replace("growth", "Growth", 1) in found["explanation"].item()


def test_a_group_that_the_table_has_not_is_added_up_by_its_members() -> None:
    claims = claims_of(level(5e9, partner="XGA"), level(5e9, partner="RUS"))
    explained = tv.judge_claims(claims, against=pd.DataFrame(official()))["explanation"]
    assert explained.str.contains("tv.sum_group").tolist() == [True, False]
