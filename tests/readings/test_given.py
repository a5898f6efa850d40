"""What a reading may hold: numbers as text, codes of all kinds, places of no text, hostile words; refused or marked."""

import json
import math
import random
import time
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tradeview as tv
from tradeview.errors import TableError, TradeviewError
from tradeview.readings.currencies import Currencies
from tradeview.readings.given import read_currency, read_number_cell, take_reading
from tradeview.readings.standing import TextAsked

TEXT = "In 2024, exports were RM5.2 billion and imports RM4.1 billion."
ROW: dict[str, Any] = {"value": 5.2e9, "currency": "MYR"}
SCRIPT = "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("11,460,000,000", 11.46e9),
        ("5 200 000 000", 5.2e9),
        ("5'200'000", 5.2e6),
        ("−2.5", -2.5),
        ("2.48E9", 2.48e9),
        (Decimal("5.2e9"), 5.2e9),
        (7, 7.0),
        ("1,5", None),
        ("11,46", None),
        ("5.2.1", None),
        ("5.200.000", None),
        ("1_000", None),
        ("1e999", None),
        ("9" * 5000, None),
        (10**400, None),
        (math.inf, None),
        (True, None),
        ("five", None),
        (Decimal("sNaN"), None),
        (b"5", None),
    ],
    ids=lambda cell: repr(cell)[:20],
)
def test_numbers_as_text_are_read_where_they_have_one_reading(cell: Any, number: float | None) -> None:
    assert read_number_cell(cell) == number


@pytest.mark.parametrize(
    ("cell", "code"), [("myr", "MYR"), (" US$ ", "USD"), ("RM", "MYR"), ("$", None), ("QQQ", None), (5, None)]
)
def test_currencies_are_codes_or_signs_of_one_alone(cell: Any, code: str | None) -> None:
    assert read_currency(cell) == code


@pytest.mark.parametrize(
    "other",
    [
        "hello",
        "null",
        "5",
        '"abc"',
        '[{"value": 5',
        "[" * 100_000,
        '{"one": [], "two": []}',
        '[{"value": 1}]',
        ["a"],
        [{"value": 1}],
        5,
        None,
        pd.DataFrame({"currency": ["MYR"]}),
        [ROW] * 100_001,
    ],
    ids=range(14),
)
def test_what_is_no_reading_is_refused(other: Any) -> None:
    with pytest.raises(TableError):
        tv.compare_readings(TEXT, other)


@pytest.mark.parametrize(
    "wrapped",
    [
        "{}",
        "\ufeff{}",
        "```json\n{}\n```",
        "```\n{}\n```\n",
        "```{}```",
        "Here is what I found:\n\n```json\n{}\n```\nShall I look for more?",
    ],
)
def test_json_is_taken_out_of_what_a_language_model_wraps_it_in(wrapped: str) -> None:
    rows = [{**ROW, "quote": "a ``` in a quote ```"}]
    (row,) = take_reading(wrapped.replace("{}", json.dumps(rows))).rows
    assert row.cells == rows[0]


@pytest.mark.parametrize("hostile", ["```json\n" + "\n" * 1_000_000 + "x", "```" * 300_000, " " * 1_000_000 + "```\n"])
def test_what_only_begins_as_a_fence_is_refused_at_once(hostile: str) -> None:
    start = time.process_time()
    with pytest.raises(TableError):
        take_reading(hostile)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("cells", [{"value": "1.1 billion"}, {"value": None}, {"currency": "gold"}])
def test_what_only_one_of_two_states_is_not_told_as_what_both_have(cells: dict[str, Any]) -> None:
    compared = tv.compare_readings(TEXT, [{**ROW, "quote": "RM5.2 billion", **cells}])
    (sentence,) = compared.loc[compared["reading"] == "both", "sentence"]
    assert "Both readings have" not in sentence
    assert "the first reading has RM5.2 billion" in sentence


def test_a_cell_left_open_is_none_of_the_reading() -> None:
    cells = {"flow": "-", "period": "?", "months": "", "quote": None, "bound": math.nan, "kind": "n/a", "low": pd.NA}
    (row,) = take_reading([{**ROW, **cells}]).rows
    assert row.cells == ROW
    assert row.unreadable == {}


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"value": "lots"}, "value"),
        ({"currency": "gold"}, "currency"),
        ({"currency": SCRIPT}, "currency"),
        ({"period": "last year"}, "time"),
        ({"period": 202413}, "time"),
        ({"low": "few"}, "lower end"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_of_its_row(cells: dict[str, Any], told: str) -> None:
    compared = tv.compare_readings(TEXT, [{**ROW, **cells}])
    theirs = compared[compared["reading"] != "first"]
    (sentence,) = theirs["sentence"]
    assert sentence.startswith(f"The {told} of the second reading cannot be read")
    is_flagged = ~theirs["in_text"] | theirs["not_found"].notna()
    assert is_flagged.all()


HOSTILE = [SCRIPT, "\x1b[2J\x00", "\ud800", "\u202eRM5", "x" * 100_000, -1, 10**30, 1.5, True, ["a"], {"a": 1}, b"\xff"]
COLUMNS = (
    *("value", "currency", "low", "high", "quote", "text_start", "text_end", "period", "months", "flow", "kind"),
    *("bound", "coverage", "status", "reporter", "partner", "start", "end", "base_start", "base_end"),
)


@settings(max_examples=25)  # each is a whole comparison
@given(st.lists(st.dictionaries(st.sampled_from(COLUMNS), st.sampled_from(HOSTILE), max_size=6), max_size=3))
def test_hostile_rows_are_marked_and_never_raise(rows: list[dict[str, Any]]) -> None:
    compared = tv.compare_readings(TEXT, [{**ROW, **row} for row in rows])
    assert (compared["reading"] != "first").sum() == len(rows)
    page = tv.highlight(TEXT, compared).page()
    assert SCRIPT not in page
    assert "\x1b" not in page
    assert len(tv.undecided(compared)) + len(tv.draft_ledger(compared)) == len(compared)


@settings(max_examples=25)
@given(st.text(max_size=60))
def test_any_text_as_a_reading_is_refused_or_taken(text: str) -> None:
    try:
        tv.compare_readings(TEXT, text)
    except TradeviewError:
        return


def test_a_reading_of_a_megabyte_is_compared() -> None:
    chance = random.Random(30)
    rows = []
    for number in range(10_000):
        value = chance.choice([5.2e9, 4.1e9, float(number)])
        rows.append({**ROW, "value": value, "quote": chance.choice(["RM5.2 billion", "exports", f"none {number}"])})
    text = json.dumps([{**row, "note": "x" * 40} for row in rows])
    assert len(text) > 1_000_000
    compared = tv.compare_readings(TEXT, text)
    assert compared["reading"].value_counts().to_dict() == {"second": 9_998, "both": 2}


def test_an_amount_printed_often_and_asked_for_as_often_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = TextAsked("Exports of tin were US$5 million. " * 300, "en")
    find_codes = Currencies.find_codes
    calls = []

    def count_calls(self: Currencies, *place: Any) -> frozenset[str]:
        calls.append(place)
        return find_codes(self, *place)

    monkeypatch.setattr(Currencies, "find_codes", count_calls)
    assert [asked.has_amount(5e6, "EUR") for _ in range(300)] == [False] * 300
    assert len(calls) <= 2 * 300  # two ways to print each number
    assert asked.find_amount(5e6, "USD") == (20, 32)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("1.133 billion", 1_133_000_000.0),
        ("2.3bn", 2_300_000_000.0),
        ("-4.5 lakh", -450_000.0),
        ("1,133 million", 1.133e9),
    ],
)
def test_a_number_may_have_a_word_of_scale(value: str, wanted: float) -> None:
    assert read_number_cell(value) == wanted


@pytest.mark.parametrize("value", ["5 m", "RM 3", "billion", "5 lakh crore", "1 2 million"])
def test_a_number_with_a_scale_of_two_readings_is_none(value: str) -> None:
    assert read_number_cell(value) is None


@pytest.mark.parametrize(
    ("name", "code"), [("US dollars", "USD"), ("Malaysian ringgit", "MYR"), ("Euros", "EUR"), ("japanese yen", "JPY")]
)
def test_a_currency_may_be_named(name: str, code: str) -> None:
    assert read_currency(name) == code


@pytest.mark.parametrize("name", ["dollars", "pounds", "gold", "silver"])
def test_a_name_of_several_currencies_or_of_none_is_no_currency(name: str) -> None:
    assert read_currency(name) is None
