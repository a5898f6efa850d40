"""HS codes by their digits: levels, sections and rolling up, without a list of codes."""

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradeview import commodities
from tradeview.commodities.codes import classification_name
from tradeview.errors import UnknownCodeError

CHAPTERS = [f"{number:02}" for number in range(1, 98) if number != 77]
codes = st.builds(
    lambda chapter, rest: chapter + rest, st.sampled_from(CHAPTERS), st.sampled_from(["", "01", "99", "0110", "9099"])
)
DIGITS = {"chapter": 2, "heading": 4, "subheading": 6}


@pytest.mark.parametrize(("code", "level"), [("15", "chapter"), ("1511", "heading"), ("010121", "subheading")])
def test_level_of_a_code(code: str, level: str) -> None:
    assert commodities.level(code) == level


@pytest.mark.parametrize("code", ["", "1", "101", "15111000", "7701", "99", "TOTAL", "1٥", "15 1", "²2"])
def test_what_is_no_code_has_no_level(code: str) -> None:
    with pytest.raises(UnknownCodeError):
        commodities.level(code)


@given(st.lists(codes, min_size=1), st.sampled_from(list(DIGITS)))
def test_rolled_up_codes_are_the_first_digits_or_refused(given_codes: list[str], to: str) -> None:
    if any(len(code) < DIGITS[to] for code in given_codes):
        with pytest.raises(UnknownCodeError, match=f"these codes have no {to}"):
            commodities.roll_up(given_codes, to=to)
    else:
        assert commodities.roll_up(given_codes, to=to) == [code[: DIGITS[to]] for code in given_codes]


@given(codes)
def test_rolling_up_in_steps_is_rolling_up_at_once(code: str) -> None:
    chapter = commodities.roll_up(code, to="chapter")
    assert commodities.roll_up(chapter, to="section") == commodities.section(code)
    assert commodities.roll_up(code, to="section") == commodities.section(code)


def test_kind_order_and_index_are_kept() -> None:
    series = pd.Series(["151190", "8807", "151190"], index=["c", "a", "b"], name="commodity_code")
    rolled = commodities.roll_up(series, to="chapter")
    assert rolled.to_dict() == {"c": "15", "a": "88", "b": "15"}
    assert rolled.name == "commodity_code"
    assert series.tolist() == ["151190", "8807", "151190"]
    assert commodities.roll_up(pl.Series("x", ["2710", "010121"]), to="section").to_list() == ["V", "I"]
    assert commodities.roll_up(series.astype("category"), to="heading").tolist() == ["1511", "8807", "1511"]
    assert commodities.roll_up(("1511",), to="chapter") == ("15",)
    assert commodities.roll_up([], to="chapter") == []
    assert commodities.roll_up(series.iloc[:0], to="chapter").empty


@pytest.mark.parametrize("wrong", ["TOTAL", ["15"], "101", None, float("nan"), 1511, "77", "15111000"])
def test_trap_codes_read_as_numbers_do_not_roll_up(wrong: object) -> None:
    for values in (["1511", wrong], pd.Series(["1511", wrong], dtype=object)):
        with pytest.raises(UnknownCodeError, match="1 such; do: give 2, 4 or 6 digits") as caught:
            commodities.roll_up(values, to="chapter")
        assert len(caught.value.rows) == 1


def test_a_level_and_a_kind_that_are_none_are_refused() -> None:
    for to in (None, ["chapter"], {}):
        with pytest.raises(UnknownCodeError, match="is no level of HS"):
            commodities.roll_up("15", to=to)  # type: ignore[arg-type]
    with pytest.raises(UnknownCodeError, match=r"'chapters' is no level of HS; do: name one of section, chapter"):
        commodities.roll_up("15", to="chapters")
    with pytest.raises(UnknownCodeError, match="found: a int; do: give text, a list of texts, or a Series"):
        commodities.roll_up(15, to="chapter")
    with pytest.raises(UnknownCodeError, match="15 is a chapter"):
        commodities.roll_up(["1511", "15"], to="heading")


@pytest.mark.parametrize(
    ("classification", "name"),
    [("S1", "SITC"), ("S4", "SITC"), ("H0", "HS"), ("H6", "HS"), (None, "HS"), (float("nan"), "HS"), (pd.NA, "HS")],
)
def test_codes_are_of_hs_unless_they_say_sitc(classification: object, name: str) -> None:
    assert classification_name(classification) == name
