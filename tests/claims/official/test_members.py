"""Trade with a group beside a table of its members: their sum where all are there, else which are not."""

from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from official_trade import claims_of, growth, level

MEMBERS = sorted(set(tv.economies.members("ASEAN", 2024)) - {"MYS"})
ABOUT = {"reporter": "MYS", "flow": "export", "commodity_code": "TOTAL", "currency": "MYR"}
OF_GROUP = {"start": 202401, "end": 202412, "partner": "XGA"}


def trade_with(*partners: str, of_2024: float = 11e9) -> pd.DataFrame:
    """Exports of 10 billion to each partner in 2023, and of more in 2024; 300 billion to the world in each."""
    rows: list[dict[str, Any]] = []
    for year, value in ((2023, 10e9), (2024, of_2024)):
        rows += [{**ABOUT, "period": year, "partner": partner, "value": value} for partner in partners]
        rows.append({**ABOUT, "period": year, "partner": "WLD", "value": 300e9})
    return pd.DataFrame(rows)


def judge(against: pd.DataFrame, *claims: dict[str, Any]) -> pd.DataFrame:
    return tv.judge_claims(claims_of(*claims), against=against)


def test_what_all_members_have_is_that_of_the_group() -> None:
    share = {"kind": "share", "value": 0.33, "low": 0.325, "high": 0.335, "among": "exports of MYS"}
    found = judge(trade_with(*MEMBERS), level(99e9, **OF_GROUP), growth(0.1, **OF_GROUP), {**share, **OF_GROUP})
    assert len(MEMBERS) == 9
    assert found["verdict"].tolist() == ["matches"] * 3
    assert found["official_value"].tolist() == pytest.approx([99e9, 0.1, 0.33])
    assert "That is the sum of its 9 members." in found["computation"].iloc[0]


def test_half_of_the_members_are_no_group() -> None:
    found = judge(trade_with(*MEMBERS[1:]), level(99e9, **OF_GROUP))
    assert (found["verdict"].item(), found["missing"].item()) == ("cannot tell", "series")
    assert tv.economies.name(MEMBERS[0]) in found["explanation"].item()


def test_where_nothing_is_known_of_members_it_is_said_how_they_are_added_up() -> None:
    found = judge(trade_with("CHN"), level(99e9, **{**OF_GROUP, "partner": "XGE"}))
    assert found["missing"].item() == "series"
    assert found["official_value"].isna().all()


def test_rows_of_the_group_itself_go_before_its_members() -> None:
    own = {**ABOUT, "period": 2024, "partner": "XGA", "value": 120e9}
    found = judge(pd.concat([trade_with(*MEMBERS), pd.DataFrame([own])]), level(120e9, **OF_GROUP))
    assert (found["verdict"].item(), found["official_value"].item()) == ("matches", 120e9)


def test_members_of_another_day_leave_a_slip_open_and_a_lost_digit_not() -> None:
    # Timor-Leste joined after 2024: who counts it has more.
    near, far = judge(trade_with(*MEMBERS), level(110e9, **OF_GROUP), level(9.9e9, **OF_GROUP)).to_dict("records")
    assert (near["verdict"], near["missing"]) == ("cannot tell", "set")
    assert (far["verdict"], far["proposal"]) == ("contradicts", "digit: 10 times")
