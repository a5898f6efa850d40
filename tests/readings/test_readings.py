"""Two readings of one text: who read what, in what they differ, and whether it stands in the text."""

from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

import tradeview as tv
from tradeview.errors import ArgumentError, TableError
from tradeview.prose.text.folding import fold_text
from tradeview.readings.compared import ComparedRow
from tradeview.readings.currencies import codes_of_word
from tradeview.readings.fields import list_differences, list_left_open
from tradeview.readings.given import GivenRow, take_reading
from tradeview.readings.languages import tell_named_language
from tradeview.readings.named import NamedFlows, NamedTimes
from tradeview.readings.saying import say_row
from tradeview.readings.standing import Quotes, TextAsked
from tradeview.readings.stated_times import StatedTime, read_written_time

TEXT = (
    "In 2024, exports were RM5.2 billion and imports RM4.1 billion (US$0.93 billion). "
    "In 2023 exports were RM4.9 billion."
)
RIGHT: list[dict[str, Any]] = [
    {"value": 5.2e9, "currency": "MYR", "period": 2024, "flow": "export"},
    {"value": 4.1e9, "currency": "MYR", "period": 2024, "flow": "import"},
    {"value": 0.93e9, "currency": "USD", "period": 2024, "flow": "import"},
    {"value": 4.9e9, "currency": "MYR", "period": 2023, "flow": "export"},
]


def compare(*rows: dict[str, Any], text: str = TEXT, **asked: Any) -> pd.DataFrame:
    return tv.compare_readings(text, list(rows), **asked)


def said_of(compared: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    """The cells of some columns, row by row, None where one is missing."""
    return [
        tuple(None if pd.isna(cell) else cell for cell in row)
        for row in compared[list(columns)].itertuples(index=False)
    ]


def test_a_right_reading_differs_in_nothing() -> None:
    compared = compare(*RIGHT)
    ours = tv.read_figures(TEXT)
    assert (
        said_of(compared, "reading", "differs", "left_open", "in_text", "not_found")
        == [("both", None, None, True, None)] * 4
    )
    assert list(compared.columns[: len(ours.columns)]) == list(ours.columns)
    assert compared["quote"].tolist() == ours["quote"].tolist()
    assert compared["other_value"].tolist() == [row["value"] for row in RIGHT]
    assert compared["sentence"].tolist()[0] == "Both readings have RM5.2 billion."


@pytest.mark.parametrize(
    ("change", "differs", "in_text", "not_found"),
    [
        ({"value": 4.2e9}, None, False, None),
        ({"currency": "EUR"}, "currency", False, None),
        ({"period": 2023}, "period", True, "period"),
        ({"period": 1999}, "period", True, "period"),
        ({"flow": "export"}, "flow", True, None),
        ({"flow": "balance"}, "flow", True, "flow"),
        ({"kind": "price"}, "kind", True, None),
        ({"bound": "more than"}, None, True, None),
        ({"low": 1e9, "high": 2e9}, "range", True, None),
        ({"low": 4.05e9, "high": 4.15e9}, None, True, None),
        ({"months": "2024-01/2024-08"}, "period", True, "period"),
        ({"flow": "imports", "kind": "level"}, None, True, None),
        ({"value": 4.2e9, "quote": "RM4.1 billion"}, "value", False, None),
        ({"quote": "4.1 billion pounds"}, None, True, "quote"),
    ],
)
def test_one_wrong_field_is_told(
    change: dict[str, Any], differs: str | None, *, in_text: bool, not_found: str | None
) -> None:
    compared = compare(RIGHT[0], {**RIGHT[1], **change}, *RIGHT[2:])
    theirs = compared[compared["other_value"].eq(change.get("value", 4.1e9))]
    assert said_of(theirs, "differs", "in_text", "not_found") == [(differs, in_text, not_found)]
    others = compared.drop(theirs.index)
    assert others["differs"].isna().all()


def test_what_stands_before_its_sentence_bears_a_time_out_and_what_stands_behind_does_not() -> None:
    text = "In 2022 trade grew. Exports were RM5 billion. In 2030 there may be more."
    for year, not_found in ((2022, None), (2030, "period")):
        compared = compare({"value": 5e9, "currency": "MYR", "period": year}, text=text)
        assert said_of(compared, "not_found") == [(not_found,)]


def test_what_one_has_alone_is_first_or_second_in_the_order_of_the_text() -> None:
    text = "Exports were RM5.2 billion. It sold tin for 3 million bucks. Imports came to RM4.1 billion."
    compared = compare(
        {"value": 4.1e9, "currency": "MYR"},
        {"value": 7e9, "currency": "MYR"},
        {"value": 3e6, "currency": "USD", "quote": "3 million bucks"},
        text=text,
    )
    assert said_of(compared, "reading", "quote", "other_quote", "in_text") == [
        ("first", "RM5.2 billion", None, True),
        ("second", None, "3 million bucks", False),
        ("both", "RM4.1 billion", None, True),
        ("second", None, None, False),
    ]
    assert said_of(compared, "other_text_start", "other_text_end")[2] == (text.index("RM4.1"), text.index("RM4.1") + 13)


def test_a_figure_that_our_grammar_does_not_read_can_stand_in_the_text() -> None:
    # A bare number behind another of the same currency, which the grammar leaves alone.
    text = "Berne sold medicines to Seoul for 3.2 billion Swiss francs in 2022. Its watches: 740 million."
    assert len(tv.read_figures(text)) == 1
    stands = compare({"value": 740e6, "currency": "CHF"}, text=text)
    invented = compare({"value": 470e6, "currency": "CHF"}, text=text)
    assert said_of(stands[stands["reading"] == "second"], "in_text") == [(True,)]
    assert said_of(invented[invented["reading"] == "second"], "in_text") == [(False,)]


def test_the_same_amount_printed_twice_is_two() -> None:
    text = "In 2023 exports were RM5 billion. In 2024 exports were RM5 billion."
    once = {"value": 5e9, "currency": "MYR"}
    assert compare(once, once, text=text)["reading"].tolist() == ["both", "both"]
    assert sorted(compare(once, once, once, text=text)["reading"]) == ["both", "both", "second"]
    assert sorted(compare(once, text=text)["reading"]) == ["both", "first"]
    # Told apart by their times, whatever their order.
    turned = compare({**once, "period": 2024}, {**once, "period": 2023}, text=text)
    assert said_of(turned, "other_period", "differs") == [(2023, None), (2024, None)]


def test_a_place_counts_where_the_quote_stands_there_and_models_miscount() -> None:
    at = TEXT.index("RM4.9")
    row = {"value": 9.4e9, "currency": "MYR", "quote": "RM4.9 billion"}
    for start in (at, at - 7, 10**9, -3):
        compared = compare({**row, "text_start": start, "text_end": start + 13})
        assert said_of(compared[compared["reading"] == "both"], "quote", "differs", "other_text_start") == [
            ("RM4.9 billion", "value", at)
        ]


def test_a_quote_need_not_be_printed_to_the_letter() -> None:
    compared = compare({**RIGHT[0], "quote": "rm5.2\n  Billion"})
    assert said_of(compared, "reading", "not_found")[0] == ("both", None)


def test_what_one_leaves_open_differs_in_nothing_and_is_told() -> None:
    compared = compare({"value": 5.2e9, "currency": "MYR"}, *RIGHT[1:])
    assert said_of(compared, "differs", "left_open")[0] == (None, "period, flow")
    assert "decide on that" in compared["sentence"][0]


def test_the_size_of_a_deficit_leaves_its_sign_open() -> None:
    text = "In 2024 the trade deficit was US$5 billion."
    row = {"currency": "USD", "period": 2024, "flow": "balance"}
    assert said_of(compare({**row, "value": 5e9}, text=text), "differs", "left_open") == [(None, "sign")]
    assert said_of(compare({**row, "value": -5e9}, text=text), "differs", "left_open") == [(None, None)]
    surplus = "In 2024 the trade surplus was US$5 billion."
    assert said_of(compare({**row, "value": -5e9}, text=surplus), "differs", "left_open") == [("value", None)]


@pytest.mark.parametrize(
    ("text", "row", "in_text"),
    [
        ("RM million\nExports 1,234.5\nImports 987", {"value": 987e6, "currency": "MYR"}, True),
        ("between 4 and 5 billion ringgit", {"value": 4e9, "currency": "MYR"}, True),
        ("between 4 and 5 billion ringgit", {"value": 4e6, "currency": "MYR"}, False),
        ("RM11.46 billion (US$2.48 billion)", {"value": 2.48e9, "currency": "MYR"}, False),
        ("১,৯০৩ মিলিয়ন মার্কিন ডলার", {"value": 1.903e9, "currency": "USD"}, True),
        ("১,৯০৩ মিলিয়ন মার্কিন ডলার", {"value": 1.903e6, "currency": "USD"}, False),
        ("12 crore 34 lakh rupees", {"value": 123.4e6, "currency": "INR"}, True),
        ("ไทยส่งออก 1.2 หมื่นล้านบาท", {"value": 12e9, "currency": "THB"}, True),
        ("两千万美元", {"value": 20e6, "currency": "USD"}, True),
        ("2181亿7600万美元", {"value": 218.176e9, "currency": "USD"}, True),
        ("Mauzo ya nje yalifikia Sh bilioni 24.8 mwaka 2023", {"value": 24.8e9, "currency": "KES"}, True),
        ("3000 milliárd forintba került", {"value": 3e12, "currency": "HUF"}, True),
        ("EUR 1.234", {"value": 1.234, "currency": "EUR"}, True),
        ("EUR 1.234", {"value": 1234, "currency": "EUR"}, True),
        ("1.234 Euro für die Ausfuhr", {"value": 1.234, "currency": "EUR"}, False),
        ("3.5 billion dollars (RM4.35 per US dollar)", {"value": 1, "currency": "USD", "kind": "rate"}, True),
    ],
)
def test_value_and_currency_are_asked_of_the_text_itself(text: str, row: dict[str, Any], *, in_text: bool) -> None:
    compared = compare(row, text=text)
    assert said_of(compared[compared["reading"] != "first"], "in_text") == [(in_text,)]


def test_frames_lists_and_json_say_the_same() -> None:
    wanted = compare(*RIGHT)
    frame = pd.DataFrame(RIGHT)
    json = frame.to_json(orient="records")
    for other in (frame, pl.DataFrame(RIGHT), json, f'{{"figures": {json}}}', f"```json\n{json}\n```", tuple(RIGHT)):
        pd.testing.assert_frame_equal(tv.compare_readings(TEXT, other), wanted)


def test_claims_are_compared_and_checked() -> None:
    text = "In 2024, Malaysia's exports to Russia rose 5.7 per cent to RM1.5 billion, a third of the total."
    rows = [
        {"value": 0.057, "currency": None, "kind": "growth", "flow": "export", "period": 2024},
        {"value": 1.5e9, "currency": "MYR", "kind": "amount", "flow": "export", "period": 2024},
        {"value": 1 / 3, "currency": None, "kind": "share"},
        {"value": 0.12, "currency": None, "kind": "growth"},
    ]
    compared = compare(*rows, text=text, claims=True)
    assert said_of(compared, "kind", "reading", "differs", "in_text")[:2] == [
        ("growth", "both", None, True),
        ("level", "both", None, True),
    ]
    assert said_of(compared[compared["reading"] == "second"], "other_value", "in_text")[-1] == (0.12, False)
    checked = tv.check_claims(compared, rates=None)
    assert set(checked["claims"]) <= set(compared.loc[compared["left_open"].isna(), "claim"].dropna())


def test_a_ledger_takes_what_both_read_alike_and_a_person_decides_on_the_rest() -> None:
    wrong = {**RIGHT[1], "period": 2021}
    compared = compare(RIGHT[0], wrong, {"value": 7e9, "currency": "MYR"}, {"value": 4.9e9, "currency": "MYR"})
    ledger = tv.draft_ledger(compared, reporter="MYS")
    assert ledger["quote"].tolist() == ["RM5.2 billion"]
    pd.testing.assert_frame_equal(ledger, tv.draft_ledger(tv.read_figures(TEXT).head(1), reporter="MYS"))
    undecided = tv.undecided(compared)
    assert said_of(undecided, "reading", "quote") == [
        ("both", "RM4.1 billion"),
        ("first", "US$0.93 billion"),
        ("both", "RM4.9 billion"),
        ("second", None),
    ]
    assert len(ledger) + len(undecided) == len(compared)
    with pytest.raises(TableError, match="says who read what"):
        tv.undecided(tv.read_figures(TEXT))
    with pytest.raises(ArgumentError):
        tv.compare_readings(TEXT, RIGHT, claims="yes")  # type: ignore[arg-type]


def test_a_text_in_a_language_that_is_read_where_it_is_named_is_read_in_that() -> None:
    text = "Sveriges export uppgick 2023 till 1 850 miljarder kronor."
    assert tell_named_language(fold_text(text)) == "sv"
    assert len(tv.read_figures(text)) == 0
    compared = compare({"value": 1.85e12, "currency": "SEK", "period": 2023, "flow": "export"}, text=text)
    assert said_of(compared, "reading", "locale") == [("both", "sv")]
    # Of a month that no list of words tells, our year is that of a month; its name is known all the same.
    text = "2024 májusában az export 12,6 milliárd euró, az import 11,4 milliárd euró volt."
    month = {"value": 12.6e9, "currency": "EUR", "months": "2024-05/2024-05"}
    for months, differs, not_found in (
        ("2024-05/2024-05", None, None),
        ("2024-06/2024-06", None, "period"),
        ("2023-05/2023-05", "period", None),
    ):
        compared = compare({**month, "months": months}, text=text)
        assert said_of(compared, "differs", "not_found")[0] == (differs, not_found)


def test_a_page_of_html_is_read_as_a_reader_sees_it(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body><p>In 2024 exports were RM5.2&nbsp;billion.</p></body></html>", encoding="utf-8")
    assert tv.compare_readings(page, RIGHT[:1])["reading"].tolist() == ["both"]


def test_no_figures_give_the_same_columns_and_types() -> None:
    empty = tv.compare_readings("no money here", [])
    full = compare(*RIGHT)
    assert empty.empty
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("2024Q2", (202404, 202406)),
        ("Q3 2024", (202407, 202409)),
        ("2024H2", (202407, 202412)),
        ("20242", (202404, 202406)),
        ("2024-05-31", (202405, 202405)),
        ("2023-04 to 2024-03", (202304, 202403)),
        ("2024-13", None),
        ("2024-08/2024-01", None),
        ("FY2024", None),
    ],
)
def test_times_are_read_as_people_write_them(written: str, wanted: tuple[int, int] | None) -> None:
    time = read_written_time(written)
    assert (None if time is None else (time.first, time.last)) == wanted


def test_a_year_holds_its_parts_and_a_month_is_no_year() -> None:
    part = GivenRow(0, {}, StatedTime(202401, 202408))
    month = GivenRow(0, {}, StatedTime(202405, 202405))
    year = GivenRow(1, {}, read_written_time("2024"))
    assert list_differences(part, year) == []
    assert list_differences(month, year) == ["period"]
    fiscal = GivenRow(0, {}, StatedTime(202304, 202403))
    assert [
        list_differences(fiscal, GivenRow(1, {}, read_written_time(f"{known}"))) for known in (2022, 2023, 2024)
    ] == [["period"], [], []]


def test_a_rate_has_no_flow_that_could_be_left_open() -> None:
    rate = GivenRow(0, {"kind": "rate", "value": 4.35, "currency": "MYR"})
    assert list_left_open(rate, GivenRow(1, {"value": 4.35, "currency": "MYR", "flow": "export"})) == []


def test_quotes_are_found_wherever_they_stand() -> None:
    quotes = Quotes(TextAsked("RM5 billion, then RM5 billion"))
    assert quotes.find_quote("RM5 billion") == [(0, 11), (18, 29)]
    assert quotes.find_quote("RM6 billion") == []
    assert quotes.find_quote(" \n") == []


def test_flows_and_times_are_found_in_other_languages_and_calendars() -> None:
    asked = TextAsked("ในปี 2567 ไทยส่งออกไปรัสเซีย 1.2 หมื่นล้านบาท")
    end = len(asked.view.folded)
    times, flows = NamedTimes(asked, None), NamedFlows(asked)
    assert times.bears_out(StatedTime(202401, 202412), end)
    assert not times.bears_out(StatedTime(202301, 202312), end)
    assert flows.bears_out("export", None)
    assert not flows.bears_out("import", None)


def test_a_shared_name_may_mean_each_of_its_currencies() -> None:
    asked = TextAsked("exports of $5 billion")
    assert [asked.has_amount(5e9, code) for code in ("USD", "AUD", "EUR")] == [True, True, False]
    lexicon = asked.stretches[0].lexicon
    (ringgit,) = [word for word in lexicon.currencies.words["rm"] if word.printed == "RM"]
    assert codes_of_word(lexicon, ringgit) == {"MYR"}


def test_sentences_say_what_to_look_at() -> None:
    (row,) = take_reading([{"value": "lots", "currency": "gold"}]).rows
    assert row.unreadable == {"value": "lots", "currency": "gold"}
    ours = GivenRow(0, {"value": 5e9, "currency": "USD"}, StatedTime(202401, 202412))
    alone = ComparedRow(ours, None, (), (), in_text=True, not_found=(), place=None)
    assert say_row(alone) == "The first reading alone has US$5 billion: look whether it belongs here."
    compared = compare(
        {"value": "lots", "currency": "gold"}, {**RIGHT[0], "period": 2021}, {"value": 9e9, "currency": "MYR"}
    )
    sentences = compared["sentence"].tolist()
    assert "The value of the second reading cannot be read: “lots”." in " ".join(sentences)
    assert sentences[0] == (
        "Both readings have RM5.2 billion. Look at its time: the first reading has 2024, the second 2021. "
        "Nothing in the text bears out its time."
    )
    assert "No number in the text, with its scale and currency, can be RM9 billion." in sentences


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("185억원을", 18.5e9),
        ("4조 2천억원이다", 4.2e12),
        ("4조 2000억원이다", 4.2e12),
        ("95만원", 0.95e6),
        ("2천억 원이다", 2e11),
    ],
)
def test_won_glued_to_its_scale_stand_in_the_text(printed: str, value: float) -> None:
    asked = TextAsked(f"수출액은 178억 달러, 수입액은 {printed}.", "ko")
    assert asked.has_amount(value, "KRW")
    assert not asked.has_amount(17.8e9, "KRW")
