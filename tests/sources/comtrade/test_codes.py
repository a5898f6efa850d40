"""Comtrade's codes in the words of the trade table."""

import pandas as pd
import pytest

from comtrade_printers import record
from tradeview.errors import TradeTableError
from tradeview.sources.comtrade.codes import (
    FLOW_WORDS,
    flow_codes,
    is_total,
    read_classification,
    read_commodity,
    read_economy,
    read_flow,
    read_period,
    read_unit,
)
from tradeview.sources.comtrade.reading import read_comtrade
from tradeview.table.schema import FLOWS


@pytest.mark.parametrize(
    ("code", "name", "found"),
    [
        ("1", None, "M"),
        ("2", None, "X"),
        ("3", None, "RX"),
        ("4", None, "RM"),
        (None, "Import", "M"),
        (None, "Exports", "X"),
        (None, "re-Export", "RX"),
        (None, "Re-imports", "RM"),
        (None, "Domestic Export", "DX"),
        (None, "Foreign Import", "FM"),
        ("X", "Export", "X"),
        ("XOP", None, "XOP"),
        ("5", None, None),
        (None, None, None),
        ("Export", "X", "X"),
        ("0", "X", "X"),
        ("0", "RM", "RM"),
        ("0", None, None),
    ],
)
def test_flows(code: str | None, name: str | None, found: str | None) -> None:
    assert read_flow(code, name) == found


def test_flows_are_words_of_the_trade_table() -> None:
    assert set(FLOW_WORDS.values()) == set(FLOWS) - {"total", "balance"}
    assert flow_codes(None) == {"X", "M", "RX", "RM"}
    assert flow_codes(["re-export", "import"]) == {"RX", "M"}
    with pytest.raises(TradeTableError, match="no flow 'total'"):
        flow_codes(["total"])


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (("2023", "2023", "52", "A"), 2023),
        (("2023.0", None, None, None), 2023),
        (("202312", "2023", "12", "M"), 202312),
        ((None, "2023", "12", "M"), 202312),
        ((None, "2023", "1", "A"), 2023),
        ((None, "2023", "52", None), 2023),
        ((None, "2023", None, None), 2023),
        (("20230101", "2023", None, None), None),
        (("202300", None, None, None), None),
        (("H6", None, None, None), None),
        ((None, None, None, None), None),
    ],
)
def test_periods(cells: tuple[str | None, ...], found: int | None) -> None:
    assert read_period(*cells) == found


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (("0101", "H6", "4"), "0101"),
        (("1", "H0", None), "01"),
        (("10121", "H0", "6"), "010121"),
        (("851713", "H6", "6"), "851713"),
        (("total", "H6", "0"), "TOTAL"),
        (("9999AA", "H3", "6"), "999999"),
        (("0", "S1", "1"), "0"),
        (("1", "S1", "1"), "1"),
        (("1", "S1", "2"), "01"),
        (("333", "S3", None), "333"),
        (("AG2", "H6", None), "AG2"),
        ((None, "H6", None), None),
    ],
)
def test_commodity_codes_are_text_with_their_zeros(cells: tuple[str | None, ...], found: str | None) -> None:
    assert read_commodity(*cells) == found


@pytest.mark.parametrize("said", ["H0", "H6", "S1", "S4"])
def test_classifications(said: str) -> None:
    assert read_classification(said) == said
    assert read_classification("HS") is None
    assert read_classification(None) is None
    with pytest.raises(TradeTableError, match="columns have shifted"):
        read_classification("2016")


@pytest.mark.parametrize("said", ["SS", "ST"])
def test_hs_revisions_codes_of_sitc_without_its_revision_are_not_taken_for_hs(said: str) -> None:
    with pytest.raises(TradeTableError, match=f"goods by HS or SITC; found: classification '{said}'"):
        read_classification(said)


@pytest.mark.parametrize("cells", [("0",), ("C00",), (None, "W00"), (None, None, "World"), ("", "", ""), (None,)])
def test_totals(cells: tuple[str | None, ...]) -> None:
    assert is_total(*cells)


@pytest.mark.parametrize("cells", [("156",), ("C04",), (None, "CHN"), (None, None, "Sea"), ("1000", None, "TOTAL")])
def test_parts(cells: tuple[str | None, ...]) -> None:
    assert not is_total(*cells)


def test_units_are_the_same_word_in_all_forms() -> None:
    assert read_unit("8", "kg") == read_unit("8", "Weight in kilograms") == read_unit(None, "kg") == "kg"
    assert read_unit("12", None) == "m³"
    assert (
        read_unit("1", "No Quantity")
        is read_unit("-1", "N/A")
        is read_unit(None, "No Quantity")
        is read_unit("35", None)
        is None
    )
    assert read_unit("35", "g") == "g"


def test_economies() -> None:
    assert (
        read_economy(None, "MYS", None)
        == read_economy("458", None, None)
        == read_economy(None, None, "Malaysia")
        == "MYS"
    )
    assert (
        read_economy(None, "W00", None) == read_economy("0", None, None) == read_economy(None, None, "World") == "WLD"
    )
    assert read_economy("36", None, None) == read_economy("036", None, None) == "AUS"
    assert read_economy("490", "S19", "Other Asia, nes") == read_economy(None, "S19", None) == "XOA"
    assert read_economy(None, None, None) is None
    assert read_economy("99999", "_QQ", "Nowhere") is None


def test_countries_that_are_no_more_are_no_successor() -> None:
    assert read_economy("810", "SUN", "Fmr USSR") == "SUN"
    assert read_economy("58", "BEL", "Belgium-Luxembourg") != "BEL"
    assert read_economy("890", None, None) == "YUG"
    assert read_economy("891", None, None) == "SCG"


@pytest.mark.parametrize(
    ("name", "code"),
    [("Congo", "COG"), ("European Union", "XGE"), ("ASEAN", "XGA"), ("Other Asia, nes", "XOA"), ("Areas, nes", "XNS")],
)
def test_names_of_comtrade_where_a_file_has_no_codes(name: str, code: str) -> None:
    assert read_economy(None, None, name) == code


@pytest.mark.parametrize(("iso", "code"), [("ROM", "ROU"), ("ZAR", "COD"), ("TMP", "TLS"), ("BUR", "MMR")])
def test_codes_of_states_that_changed_their_name_alone(iso: str, code: str) -> None:
    assert read_economy(None, iso, None) == code


def test_a_month_that_does_not_say_which_is_no_year() -> None:
    assert read_period(None, "2023", "52", "M") is None
    assert read_period("2023", "2023", "5", "M") is None


@pytest.mark.parametrize("digit", ["²", "①"])
def test_digits_that_are_no_numbers_say_nothing(digit: str) -> None:
    assert read_period(None, "2023", digit, None) == 2023
    assert read_commodity("12", "S3", digit) == "12"


def test_codes_that_a_program_wrote_as_decimals_are_the_same_codes() -> None:
    plain_record = record(cmdCode="0101")
    decimals = {
        name: f"{cell}.0" if isinstance(cell, int) and not isinstance(cell, bool) else cell
        for name, cell in plain_record.items()
    }
    expected = read_comtrade([plain_record])
    pd.testing.assert_frame_equal(read_comtrade([decimals | {"cmdCode": "101.0", "period": "2023.0"}]), expected)
