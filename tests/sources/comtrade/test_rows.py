"""Rows of Comtrade: totals in place of breakdowns, and nothing counted twice unseen."""

import logging

import pytest

import tradeview as tv
from comtrade_printers import Record, record
from tradeview.errors import TradeTableError
from tradeview.sources.comtrade.reading import read_comtrade

TOTAL = record(primaryValue=100.0)
PARTS = {
    "second partner": [
        record(partner2Code=156, partner2ISO="CHN", primaryValue=30.0),
        record(partner2Code=643, partner2ISO="RUS", primaryValue=70.0),
    ],
    "customs procedure": [record(customsCode="C04", primaryValue=100.0)],
    "mode of transport": [record(motCode=2100, primaryValue=60.0), record(motCode="3200", primaryValue=40.0)],
    "mode of supply": [record(mosCode="1", primaryValue=100.0)],
}


@pytest.mark.parametrize("what", PARTS)
def test_double_counting_of_breakdowns(what: str, caplog: pytest.LogCaptureFixture) -> None:
    rows = [*PARTS[what], TOTAL, record(period="2022", primaryValue=90.0)]
    with caplog.at_level(logging.INFO, "tradeview"):
        assert read_comtrade(rows)["value"].tolist() == [100.0, 90.0]
    assert f"{len(PARTS[what])} rows left out, by {what}" in caplog.text


def test_several_breakdowns_at_once() -> None:
    crossed = record(partner2Code=156, motCode=2100, customsCode="C01", primaryValue=1.0)
    rows: list[Record] = [TOTAL, crossed, *(row for parts in PARTS.values() for row in parts)]
    assert read_comtrade(rows)["value"].tolist() == [100.0]


def test_breakdowns_in_the_words_of_a_file_without_codes() -> None:
    names = {"partner2Code": None, "partner2ISO": None, "motCode": None, "customsCode": None}
    rows = [
        {**TOTAL, **names},
        {**TOTAL, **names, "motDesc": "Sea"},
        {**TOTAL, **names, "partner2Desc": "China"},
        {**TOTAL, **names, "customsDesc": "Outright import"},
    ]
    assert len(read_comtrade(rows)) == 1


def test_a_breakdown_without_its_total_is_refused() -> None:
    rows = [TOTAL, *(record(period="2022", motCode=mode) for mode in (1000, 2100))]
    with pytest.raises(TradeTableError, match=r"has its total beside it; found: 1 without, of 1") as error:
        read_comtrade(rows)
    assert error.value.rows == ("2022 MYS RUS X H6 2709",)
    assert len(read_comtrade(rows, periods=2023)) == 1


def test_a_total_of_another_revision_is_no_total() -> None:
    rows = [record(classificationCode="H5"), record(classificationCode="H6", motCode=1000)]
    with pytest.raises(TradeTableError, match="without, of 1"):
        read_comtrade(rows)


def test_world_and_total_rows_are_kept_and_never_counted_twice() -> None:
    rows = [
        record(partnerISO="W00", partnerCode=0, primaryValue=100.0),
        record(primaryValue=60.0),
        record(partnerISO="DEU", partnerCode=276, primaryValue=40.0),
    ]
    trade = read_comtrade(rows)
    assert trade["partner"].tolist() == ["WLD", "RUS", "DEU"]
    shares = tv.shares(trade.drop(columns="valuation"), by="partner")
    assert dict(zip(shares["partner"], shares["share"], strict=True)) == {"RUS": 0.6, "DEU": 0.4}


def test_repeated_rows_are_logged_and_dropped_when_asked(caplog: pytest.LogCaptureFixture) -> None:
    rows = [TOTAL, TOTAL, TOTAL, record(period="2022")]
    with caplog.at_level(logging.INFO, "tradeview"):
        assert read_comtrade(rows)["value"].tolist() == [100.0, 100.0, 100.0, 1000.0]
    assert "2 rows repeat another, kept: drop_duplicates=True" in caplog.text
    caplog.clear()
    with caplog.at_level(logging.INFO, "tradeview"):
        dropped = read_comtrade(rows, drop_duplicates=True)
    assert dropped["value"].tolist() == [100.0, 1000.0]
    assert dropped.index.tolist() == [0, 1]
    assert "2 rows repeat another, left out" in caplog.text


def test_rows_that_contradict_each_other_stay_and_are_refused_where_they_would_count(
    caplog: pytest.LogCaptureFixture,
) -> None:
    trade = read_comtrade([TOTAL, record(primaryValue=101.0)], drop_duplicates=True)
    assert trade["value"].tolist() == [100.0, 101.0]
    assert "1 rows differ from another of the same key: 2023 MYS RUS X H6 2709" in caplog.text
    with pytest.raises(TradeTableError, match="one row for each period"):
        tv.growth(trade.drop(columns="valuation"))


@pytest.mark.parametrize(
    ("cells", "match"),
    [
        ({"typeCode": "S"}, "trade in services"),
        ({"flowCode": "Q", "flowDesc": "Other"}, r"1 rows without a flow .*\n  flow 'Q Other'"),
        ({"flowCode": None, "flowDesc": None}, r"without a flow .*\n  flow ''"),
        ({"period": "202313"}, r"without a period .*\n  period '202313 2023'"),
        ({"period": "23"}, r"without a period"),
        ({"classificationCode": "B5"}, r"classification 'B5'"),
        ({"cmdCode": "27090010"}, r"commodity_code '27090010'; allowed"),
        ({"cmdCode": "AG2"}, r"commodity_code 'AG2'; allowed"),
        ({"cmdCode": None}, r"commodity_code is missing"),
    ],
)
def test_what_no_trade_table_holds_is_refused(cells: Record, match: str) -> None:
    with pytest.raises(TradeTableError, match=match):
        read_comtrade([record(), record(**cells)])
