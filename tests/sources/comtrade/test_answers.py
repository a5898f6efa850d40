"""Answers held against questions: by economies, not by spellings, and with all that differs named."""

import itertools

import pandas as pd
import pytest

from comtrade_server import record
from tradeview.errors import FetchError, TradeTableError
from tradeview.sources.comtrade.answers import (
    Question,
    Scope,
    economies_of,
    find_absent,
    is_level,
    refuse_other_answers,
)
from tradeview.sources.comtrade.reading import read_comtrade

QUESTION: Question = {
    "period": ("2022", "2023"),
    "cmdCode": ("TOTAL", "AG2"),
    "partnerCode": ("643",),
    "flowCode": ("M", "X"),
    "reporterCode": (),
}
YEARS = Scope("A", "HS")


def test_what_was_asked_for_passes() -> None:
    refuse_other_answers([], QUESTION, YEARS)
    each = itertools.product(("2022", "2023"), ("TOTAL", "01"), ("643",), ("M", "X"), ("458", "764"))
    asked = [record(*one) for one in each]
    refuse_other_answers(asked, QUESTION, YEARS)


def test_one_record_among_many_is_found_and_every_kind_is_named_once() -> None:
    right = [record("2023", "TOTAL", "643", "X", "458")] * 1000
    wrong = [record("2021", "0101", "764", "RX", "458")] * 3
    with pytest.raises(FetchError, match="4 kinds of records") as caught:
        refuse_other_answers([*right, *wrong, *right], QUESTION, YEARS)
    assert caught.value.rows == (
        "period '2021 2021 52 A'",
        "flow 'RX'",
        "code '0101 H6'",
        "partner '764 THA'",
    )


def test_trap_countries_numbers_of_other_years_are_the_same_economy() -> None:
    question = {**QUESTION, "reporterCode": ("842",), "partnerCode": ("0",)}
    answer = {**record("2023", "TOTAL", "0", "X", "842"), "reporterCode": "0842"}
    refuse_other_answers([{**answer, "reporterCode": None}], question, YEARS)  # its alpha-3 is left
    assert economies_of(["842", "841", "0", "643"]) == ["USA", "WLD", "RUS"]


def test_false_is_not_nought() -> None:
    right = {**record("2023", "TOTAL", "643", "X", "458"), "partner2Code": 0}
    with pytest.raises(FetchError, match="1 kinds of records"):
        refuse_other_answers([right, {**right, "partner2Code": False}], QUESTION, YEARS)


def test_headers_are_found_as_in_a_file() -> None:
    loud = {header.upper(): cell for header, cell in record("2023", "TOTAL", "643", "X", "458").items()}
    refuse_other_answers([loud], QUESTION, YEARS)
    with pytest.raises(FetchError, match="1 kinds"):
        refuse_other_answers([{**loud, "PERIOD": "1999", "REFYEAR": 1999}], QUESTION, YEARS)
    with pytest.raises(TradeTableError, match="nothing for"):
        refuse_other_answers([{"period": "2023"}], QUESTION, YEARS)


def test_months_are_held_against_months() -> None:
    question = {**QUESTION, "period": ("202301", "202302")}
    refuse_other_answers([record("202301", "01", "643", "X", "458")], question, Scope("M", "HS"))
    for period in ("202303", "2023"):
        with pytest.raises(FetchError):
            refuse_other_answers([record(period, "01", "643", "X", "458")], question, Scope("M", "HS"))


def test_levels() -> None:
    assert [is_level(code) for code in ("AG2", "ag6", "AG", "TOTAL", "AGE", "02")] == [True, True, *[False] * 4]


def test_absent_codes_are_named_by_what_they_are_in_the_table() -> None:
    records = [{**record("2023", code, "643", "X", "458"), "aggrLevel": 6} for code in ("9999AA", "010101")]
    trade = read_comtrade(records)
    question = {**QUESTION, "period": ("2023",), "flowCode": ("X",)}
    for codes, absent in (
        (("9999AA", "AG6", "ALL"), []),
        (("0101", "AG4", "TOTAL"), ["code 0101", "code AG4", "code TOTAL"]),
    ):
        assert find_absent(trade, {**question, "cmdCode": codes}) == absent


def test_nothing_is_absent_where_all_is_asked_for() -> None:
    trade = pd.DataFrame(
        {"period": [2022, 2023], "reporter": "MYS", "partner": "RUS", "flow_code": "X", "commodity_code": "TOTAL"}
    )
    question = {**QUESTION, "flowCode": ("X",), "partnerCode": (), "cmdCode": ("total",)}
    assert find_absent(trade, question) == []
    assert find_absent(trade, {**question, "reporterCode": ("458", "764")}) == ["reporter THA"]
