"""Groups: members of each year added up, those without figures named, and nothing added to the group itself."""

import pandas as pd
import pytest

import tradeview as tv
from frames import ENGINES, Engine, Row, column, figure, in_order
from tradeview.errors import TradeTableError, UnknownCodeError
from tradeview.reports.pair_trade import select_pair

TOTAL = {"reporter": "JPN", "commodity_code": "TOTAL"}
# Cambodia became a member in 1999, and Russia never did.
ROWS = [
    figure(year, value, partner=partner, **TOTAL)
    for year in (1998, 1999)
    for partner, value in (("THA", 5.0), ("VNM", 1.0), ("KHM", 2.0), ("RUS", 7.0), ("WLD", 99.0))
]


def test_members_of_each_year_are_added_up_and_absent_ones_named(every_engine: Engine) -> None:
    found = in_order(every_engine.run(tv.sum_group, ROWS, partner="ASEAN"), ["period"])
    assert column(found, "value") == [6.0, 8.0]
    assert {row["partner"] for row in found} == {"XGA"}
    absent = column(found, "members_without_figures")
    assert absent == ["BRN, IDN, LAO, MMR, MYS, PHL, SGP", "BRN, IDN, LAO, MMR, MYS, PHL, SGP"]
    without = [row for row in ROWS if row["partner"] != "KHM"]
    only = in_order(every_engine.run(tv.sum_group, without, partner="XGA"), ["period"])
    assert [listed.count("KHM") for listed in column(only, "members_without_figures")] == [0, 1]


def test_reporters_are_added_up_and_their_ranges_and_sources(every_engine: Engine) -> None:
    both = [("THA", 5.0, "a"), ("VNM", 1.0, "b")]
    rows = [figure(2020, value, reporter=who, low=value - 1, high=value, source=key) for who, value, key in both]
    (row,) = every_engine.run(tv.sum_group, rows, reporter="ASEAN")
    assert (row["reporter"], row["value"], row["low"], row["high"], row["source"]) == ("XGA", 6.0, 4.0, 6.0, "a; b")


def test_a_member_without_a_value_is_absent_and_no_zero(every_engine: Engine) -> None:
    rows = [*ROWS[:1], {**ROWS[1], "value": None}]
    (row,) = every_engine.run(tv.sum_group, rows, partner="ASEAN")
    assert row["value"] == 5.0
    assert "VNM" in row["members_without_figures"]


def change(rows: list[Row], place: int, **cells: object) -> list[Row]:
    return [{**row, **cells} if at == place else row for at, row in enumerate(rows)]


CODES = [{**row, "commodity_code": "1511", "classification": "H1", "valuation": "FOB"} for row in ROWS]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([*ROWS, {**ROWS[0], "partner": "XGA"}], "which is the group itself"),
        ([row for row in ROWS if row["partner"] == "RUS"], "members of ASEAN; found: none"),
        ([*ROWS, ROWS[0]], "one row for each period"),
        (change(CODES, 0, classification="H0"), "mixed revisions: H0, H1"),
        (change(CODES, 0, valuation="CIF"), "mixed valuations: CIF, FOB"),
        ([*CODES, {**CODES[0], "valuation": None}], "one row for each period"),
        (change(ROWS, 0, currency="MYR"), "one currency"),
    ],
)
def test_what_cannot_be_added_up_is_refused(engine: Engine, rows: list[Row], said: str) -> None:
    with pytest.raises(TradeTableError, match=said):
        engine.run(tv.sum_group, rows, partner="ASEAN")


@pytest.mark.usefixtures("spark")
def test_duplicates_are_refused_on_spark() -> None:
    with pytest.raises(TradeTableError, match="one row for each period"):
        ENGINES[-1].run(tv.sum_group, [*ROWS, ROWS[0]], partner="ASEAN")


def test_one_group_is_named_and_known() -> None:
    frame = pd.DataFrame(ROWS)
    with pytest.raises(TradeTableError, match="found: neither"):
        tv.sum_group(frame)
    with pytest.raises(TradeTableError, match="found: both"):
        tv.sum_group(frame, partner="ASEAN", reporter="EU")
    with pytest.raises(UnknownCodeError, match="ASEN"):
        tv.sum_group(frame, partner="ASEN")


def test_a_report_of_a_group_adds_up_both_sides_and_says_who_is_absent() -> None:
    rows = [{**row, "source": "file"} for row in ROWS]
    rows += [figure(1999, 4.0, reporter="THA", partner="JPN", flow="import", commodity_code="TOTAL", source="file")]
    trade = select_pair(pd.DataFrame(rows), ("Japan", "ASEAN"), "USD")
    assert (trade.reporter, trade.partner) == ("JPN", "XGA")
    assert trade.whole["value"].tolist() == [6.0, 8.0]
    assert set(trade.whole["source"]) == {"file; sum of the members of ASEAN"}
    assert set(trade.mirrored["reported_by"]) == {"exporter", "both"}
    (note, other) = trade.notes
    assert "Exports to ASEAN are the sum of those to its members, 1998 and 1999; without figures are Brunei, " in note
    assert "Laos, Malaysia, Myanmar" in note  # as readers look them up, not by their codes
    assert "Imports of ASEAN are those that Thailand reported, 1999: 9 others have no figures." in other


def test_rows_of_the_group_itself_are_taken_as_they_are() -> None:
    rows = [*ROWS, *(figure(year, 50.0, partner="XGA", **TOTAL) for year in (1998, 1999))]
    trade = select_pair(pd.DataFrame(rows), ("JPN", "ASEAN"), "USD")
    assert trade.whole["value"].tolist() == [50.0, 50.0]
    assert trade.notes == []
