"""UN Comtrade in all its forms: each says the same figures, and the trade table has them."""

import io
import logging
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

import comtrade_printers as printers
import tradeview as tv
from comtrade_printers import FIGURES, PRINTERS, record
from tradeview.errors import TradeTableError, UnknownCodeError
from tradeview.sources.comtrade.fetching import FREE_LIMIT, KEY_LIMIT, PREVIEW_LIMIT
from tradeview.sources.comtrade.reading import LIMITS, read_comtrade

KEYS = ["period", "reporter", "partner", "flow", "commodity_code", "value", "currency", "classification"]
# Computed by eye from FIGURES.
SAID = [
    (2023, "MYS", "RUS", "import", "0302", 4321.75, "USD", "H6"),
    (2023, "MYS", "WLD", "export", "TOTAL", 312e9, "USD", "H5"),
    (202305, "MYS", "CIV", "re-export", "2709", 1000.0, "USD", "H6"),
]
MASSES = [(1250.5, "kg", 1250.5), (None, None, None), (12.0, "u", None)]


def plain(frame: pd.DataFrame, *names: str) -> list[tuple[object, ...]]:
    rows = frame[list(names)].astype(object).itertuples(index=False, name=None)
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in rows]


def assert_said(trade: pd.DataFrame) -> None:
    assert plain(trade, *KEYS) == SAID
    assert plain(trade, "quantity", "quantity_unit", "net_weight") == MASSES
    assert tv.check(trade) is trade


@pytest.mark.parametrize("form", PRINTERS)
def test_every_form_says_the_same(form: str, tmp_path: Path) -> None:
    path = tmp_path / ("answer.json" if "json" in form else "TradeData_5_1_2024.csv")
    path.write_text(PRINTERS[form](FIGURES), encoding="utf-8")
    assert_said(read_comtrade(path))
    assert_said(read_comtrade(str(path)))
    assert_said(read_comtrade(io.BytesIO(path.read_bytes())))
    assert_said(read_comtrade(io.StringIO(path.read_text(encoding="utf-8"))))


def test_bulk_form_of_2012() -> None:
    annual = FIGURES[:2]
    trade = read_comtrade(io.StringIO(printers.of_2012(annual)))
    assert plain(trade, *KEYS) == SAID[:2]
    assert plain(trade, "quantity_estimated", "net_weight_estimated") == [(True, True), (False, False)]


def test_frames_and_records() -> None:
    frame = printers.frame(FIGURES)
    before = frame.copy()
    assert_said(read_comtrade(frame))
    pd.testing.assert_frame_equal(frame, before)
    assert_said(read_comtrade(FIGURES))
    assert_said(read_comtrade({"data": FIGURES, "count": 3}))
    assert_said(read_comtrade(pl.DataFrame(FIGURES, infer_schema_length=None)))
    assert_said(read_comtrade(frame.convert_dtypes().astype({"reporterISO": "category"})))


def test_old_csv_downloads_in_latin_1(tmp_path: Path) -> None:
    path = tmp_path / "TradeData.csv"
    path.write_bytes(printers.new_download(FIGURES).encode("latin-1"))
    assert_said(read_comtrade(path))
    assert_said(read_comtrade(path, encoding="latin-1"))
    with pytest.raises(TradeTableError, match="not utf-8"):
        read_comtrade(path, encoding="utf-8")


def test_old_csv_downloads_with_a_comma_that_shifts_columns(tmp_path: Path) -> None:
    path = tmp_path / "TradeData.csv"
    path.write_text(printers.new_download(FIGURES), encoding="utf-8")
    naive = pd.read_csv(path)
    assert naive["typeCode"].tolist() == ["A", "A", "M"], "the trap that this is about"
    assert_said(read_comtrade(path))
    with pytest.raises(TradeTableError, match="columns of this frame have shifted"):
        read_comtrade(naive)
    naive.to_csv(tmp_path / "again.csv")
    with pytest.raises(TradeTableError, match=r"columns of again.csv have shifted"):
        read_comtrade(tmp_path / "again.csv")


def test_codes_read_as_numbers_get_their_zeros_back(caplog: pytest.LogCaptureFixture) -> None:
    naive = pd.read_csv(io.StringIO(printers.api_csv([record(cmdCode="0302"), record(cmdCode="030214")])))
    assert naive["cmdCode"].tolist() == [302, 30214], "the trap that this is about"
    with caplog.at_level(logging.INFO, "tradeview"):
        trade = read_comtrade(naive)
    assert trade["commodity_code"].tolist() == ["0302", "030214"]
    assert "leading zeros restored in 2 commodity codes" in caplog.text


def test_annual_rows_carry_month_52() -> None:
    bare = [{**record(), "period": None}, {**record(freqCode="M", refMonth=5), "period": None}]
    assert read_comtrade(bare)["period"].tolist() == [2023, 202305]


def test_cif_and_fob_are_told_by_the_value() -> None:
    rows = [
        record(cmdCode="01", flowCode="M", cifvalue=110.0, fobvalue=100.0, primaryValue=110.0),
        record(cmdCode="02", flowCode="M", cifvalue=110.0, fobvalue=100.0, primaryValue=100.0),
        record(cmdCode="03", flowCode="M", cifvalue=100.0, fobvalue=100.0, primaryValue=100.0),
        record(cmdCode="04", flowCode="M", cifvalue=None, fobvalue=None, primaryValue=100.0),
        record(cmdCode="05", flowCode="M", cifvalue=0.0, fobvalue=0.0, primaryValue=0.0),
        record(cmdCode="06", flowCode="X", cifvalue=0.0, fobvalue=0.1 + 0.2, primaryValue=0.3),
    ]
    trade = read_comtrade(rows)
    assert plain(trade, "valuation") == [("CIF",), ("FOB",), (None,), (None,), (None,), ("FOB",)]
    assert trade["value"].tolist() == [110, 100, 100, 100, 0, 0.3]


def test_zero_for_missing() -> None:
    rows = [record(netWgt=0, qty=0), record(cmdCode="01", netWgt=0.5, qty=3, qtyUnitCode=-1, qtyUnitAbbr="N/A")]
    trade = read_comtrade(rows)
    assert plain(trade, "net_weight", "quantity", "quantity_unit") == [(None, None, "kg"), (0.5, 3.0, None)]


def test_hs_as_reported_keeps_the_revision_of_each_row() -> None:
    rows = [
        record(period="2007", classificationCode="H2"),
        record(period="2008", classificationCode="H3", isOriginalClassification=False),
        record(period="2009", classificationCode="HS"),
        record(period="1975", classificationCode="S1", cmdCode="054", aggrLevel=3),
    ]
    trade = read_comtrade(rows)
    assert plain(trade, "classification", "original_classification", "commodity_code") == [
        ("H2", True, "2709"),
        ("H3", False, "2709"),
        (None, True, "2709"),
        ("S1", True, "054"),
    ]


def test_flags_are_kept() -> None:
    rows = [
        record(isQtyEstimated=True, isReported=True, isAggregate=False),
        record(period="2022", isNetWgtEstimated=True),
    ]
    names = ["quantity_estimated", "net_weight_estimated", "reported", "aggregate"]
    assert plain(read_comtrade(rows), *names) == [(True, False, True, False), (False, True, False, True)]


def test_parts_of_flows_are_left_out_unless_asked_for(caplog: pytest.LogCaptureFixture) -> None:
    rows = [record(primaryValue=10), record(flowCode="DX", primaryValue=7), record(flowCode="FM", primaryValue=2)]
    with caplog.at_level(logging.INFO, "tradeview"):
        assert plain(read_comtrade(rows), "flow", "flow_code", "value") == [("export", "X", 10.0)]
    assert "3 rows read" in caplog.text
    assert "2 rows left out by flow_code: DX 1, FM 1" in caplog.text
    parts = read_comtrade(rows, flows=["DX", "FM"])
    assert plain(parts, "flow", "flow_code", "value") == [("export", "DX", 7.0), ("import", "FM", 2.0)]
    with pytest.raises(TradeTableError, match="would count export twice; found: DX, X"):
        read_comtrade(rows, flows=["export", "DX"])


def test_filters() -> None:
    text = printers.api_csv(
        [
            record(),
            record(flowCode="M", primaryValue=2),
            record(period="2022", primaryValue=3),
            record(cmdCode="TOTAL", primaryValue=4),
            record(partnerISO="DEU", partnerCode=276, primaryValue=5),
            record(reporterISO="THA", reporterCode=764, primaryValue=6),
        ]
    )

    def values(**wanted: object) -> list[float]:
        return read_comtrade(io.StringIO(text), **wanted)["value"].tolist()  # type: ignore[arg-type]

    assert values() == [1000, 2, 3, 4, 5, 6]
    assert values(reporters="Thailand") == [6]
    assert values(reporters=["MYS"], partners=["Germany", "Thailand"]) == [5]
    assert values(flows="import") == [2]
    assert values(periods=2022) == [3]
    assert values(periods=range(2000, 2023)) == [3]
    assert values(commodities="TOTAL") == [4]
    assert values(commodities=["TOTAL", "2709"], partners="RUS", reporters="MYS") == [1000, 2, 3, 4]


def test_filters_that_leave_nothing_say_what_there_is() -> None:
    with pytest.raises(TradeTableError, match=r"no rows of what was asked for; found: partner: RUS 1, CIV 1") as error:
        read_comtrade(FIGURES, partners=["DEU", "WLD"], flows="import")
    assert "flow_code: X 1" in error.value.found
    with pytest.raises(TradeTableError, match=r"commodity codes are text; found: 302"):
        read_comtrade(FIGURES, commodities=[302])
    with pytest.raises(UnknownCodeError, match="Ruritania"):
        read_comtrade(FIGURES, partners="Ruritania")


def test_unknown_areas_are_errors_unless_filtered_away() -> None:
    rows = [record(), *(record(partnerCode=99999, partnerISO="_QQ", partnerDesc="Nowhere") for _ in range(2))]
    with pytest.raises(UnknownCodeError, match=r"2 rows of a partner") as error:
        read_comtrade(rows)
    assert error.value.rows == ("99999 _QQ Nowhere: 2 rows",)
    assert len(read_comtrade(rows, partners="RUS")) == 1


def test_countries_have_codes_of_comtrade_alone() -> None:
    numbers = {
        490: "XOA",
        899: "XNS",
        842: "USA",
        251: "FRA",
        699: "IND",
        757: "CHE",
        579: "NOR",
        458: "MYS",
        516: "NAM",
        0: "WLD",
    }
    rows = [record(partnerCode=number, partnerISO=None, partnerDesc=None) for number in numbers]
    assert read_comtrade(rows)["partner"].tolist() == list(numbers.values())


def test_namibia_is_never_missing() -> None:
    text = printers.comtradr([record(partnerCode=516, partnerISO="NAM", partnerDesc="Namibia")])
    assert read_comtrade(io.StringIO(text))["partner"].tolist() == ["NAM"]


def test_an_answer_at_a_limit_is_pointed_out(caplog: pytest.LogCaptureFixture) -> None:
    rows = [record(cmdCode=f"{number:06}") for number in range(500)]
    read_comtrade(rows[:499])
    assert not [entry for entry in caplog.records if entry.levelno >= logging.WARNING]
    read_comtrade(rows)
    assert "exactly 500 rows, a limit of the API" in caplog.text


def test_limits_of_a_file_are_those_of_answers_and_that_of_the_legacy_api() -> None:
    assert LIMITS == (PREVIEW_LIMIT, 50_000, FREE_LIMIT, KEY_LIMIT)
