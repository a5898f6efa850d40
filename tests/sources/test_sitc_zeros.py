"""Codes of SITC whose zeros may be lost: refused where nothing tells, in UN Comtrade's files and in WITS's."""

import pandas as pd
import pytest

from comtrade_printers import Record, record
from tradeview.errors import TableError, TradeTableError
from tradeview.sources.comtrade.reading import read_comtrade
from tradeview.sources.wits.reading import read_wits


def without_level(code: str, classification: str = "S3") -> Record:
    cells = record(cmdCode=code, classificationCode=classification)
    del cells["aggrLevel"]
    return cells


@pytest.mark.parametrize("code", ["12", "7", "661", "1234"])
def test_a_code_that_may_have_lost_its_zero_is_refused(code: str) -> None:
    with pytest.raises(TradeTableError, match=rf"codes of SITC in this list have.*\n  {code}, or 0{code}"):
        read_comtrade([without_level(code)])


@pytest.mark.parametrize("codes", [["12", "012"], ["12", "0"], ["66121", "12345"], ["TOTAL"]])
def test_codes_are_read_where_a_zero_shows_that_none_is_lost_or_none_can_be(codes: list[str]) -> None:
    records = [without_level(code) for code in codes]
    if codes == ["12", "0"]:  # a lone zero is one that a number has as well
        with pytest.raises(TradeTableError, match="12, or 012"):
            read_comtrade(records)
    else:
        assert read_comtrade(records)["commodity_code"].tolist() == codes


def test_a_level_or_codes_of_the_hs_beside_them_tell() -> None:
    assert read_comtrade([record(cmdCode="12", classificationCode="S3", aggrLevel=3)])["commodity_code"][0] == "012"
    both = [without_level("12"), record(cmdCode="0101")]
    assert read_comtrade(both)["commodity_code"].tolist() == ["12", "0101"]


def test_what_was_not_asked_for_is_not_refused() -> None:
    both = [without_level("12"), record()]
    assert read_comtrade(both, commodities="2709")["commodity_code"].tolist() == ["2709"]


def test_wits_refuses_codes_of_several_lengths_without_a_zero() -> None:
    columns = ["Nomenclature", "ReporterISO3", "PartnerISO3", "ProductCode", "Year", "Export (US$ Thousand)"]
    rows = [["S3", "MYS", "NAM", 12, 2022, 1.0], ["S3", "MYS", "NAM", 661, 2022, 1.0]]
    with pytest.raises(TableError, match=r"codes of SITC in this export of WITS.*\n  12, or 012\n  661, or 0661"):
        read_wits(pd.DataFrame(rows, columns=columns))
    rows[0][3] = "012"
    assert read_wits(pd.DataFrame(rows, columns=columns))["commodity_code"].tolist() == ["012", "661"]
