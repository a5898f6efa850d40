"""Cells of claims, as files and as frames of any engine hold them."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from frames import Engine, Row, plain
from printed import press, written
from tradeview.claims import check_claims
from tradeview.claims.list_cells import is_approximate, months_of_row, number_in, write_cell
from tradeview.errors import StatementError
from tradeview.ledgers.statements import load

BARE: Row = {"reporter": "VNM", "partner": "KOR", "flow": "total", "period": 2023, "value": 75.9e9, "currency": "USD"}


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (202301, "202301"),
        (202301.0, "202301"),
        (np.int64(9), "9"),
        (0.125, "0.125"),
        (True, "True"),
        ("False", "False"),
        (date(2024, 9, 15), "2024-09-15"),
        (datetime(2024, 9, 15, 12, 30), "2024-09-15"),  # noqa: DTZ001 - frames hold such
        (pd.Timestamp("2024-09-15"), "2024-09-15"),
        (" x ", "x"),
        ("", None),
        (None, None),
        (pd.NA, None),
        (pd.NaT, None),
        (float("nan"), None),
    ],
)
def test_a_cell_is_written_as_a_file_has_it(cell: object, text: str | None) -> None:
    assert write_cell(cell) == text


def test_floats_keep_the_digits_that_were_printed() -> None:
    # 10.8 / 100 and 8.78 * 1e9 are not 0.108 and 8780000000 in floats.
    assert number_in({"value": write_cell(10.8 / 100)}, "value") == Decimal("0.108")
    assert number_in({"value": write_cell(0.1 + 0.2)}, "value") == Decimal("0.3")
    assert number_in({"value": "+1.5"}, "value") == Decimal("1.5")
    # Fifteen digits are kept as they are, of sixteen and more the first fourteen.
    assert number_in({"value": "1.23456789012345"}, "value") == Decimal("1.23456789012345")
    assert number_in({"value": "1.234567890123456"}, "value") == Decimal("1.2345678901235")
    with pytest.raises(ValueError, match="digits with a decimal point"):
        number_in({"value": "1,5"}, "value")


@pytest.mark.parametrize(
    ("cells", "months"),
    [
        ({"start": "2023", "end": "2023"}, (202301, 202312)),
        ({"start": "2023"}, (202301, 202312)),
        ({"start": "2023-01", "end": "2023-06"}, (202301, 202306)),
        ({"start": "2024-01-01", "end": "2024-02-29"}, (202401, 202402)),
        ({"start": "202301", "end": "202306"}, (202301, 202306)),
        ({"start": "202301"}, (202301, None)),
        ({"period": "2023"}, (202301, 202312)),
    ],
)
def test_trap_gaps_and_partial_years_months_in_several_spellings(
    cells: dict[str, str], months: tuple[int | None, int | None]
) -> None:
    assert months_of_row(cells) == months


@pytest.mark.parametrize("cells", [{"start": "2023-01-02", "end": "2023"}, {"start": "2023", "end": "2023-02-27"}])
def test_what_is_no_whole_month_is_refused(cells: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="a month"):
        months_of_row(cells)


def test_yes_and_no_are_read_in_any_spelling() -> None:
    assert [is_approximate({"approximate": cell}) for cell in ("yes", "True", "1", "NO", "false", "0", None)] == [
        *[True] * 3,
        *[False] * 3,
        None,
    ]


def test_percent_beside_a_quote_in_percent_are_fractions(tmp_path: Path) -> None:
    row = press(tmp_path, flow="growth", scale="", value="13", currency="", quote="+13%")
    assert (row["value"], row["low"], row["high"]) == (0.13, 0.125, 0.135)
    row = press(tmp_path, flow="growth", scale="", value="-12.2", currency="", quote="fell by 12.2 per cent")
    assert (row["value"], row["low"], row["high"]) == (-0.122, -0.1225, -0.1215)
    own = {"low": "12.5", "high": "13.5"}
    row = press(tmp_path, flow="growth", scale="", value="13", currency="", quote="+13%", **own)
    assert (row["low"], row["high"]) == (0.125, 0.135)


def test_a_file_without_codes_is_of_all_goods(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("start,end,reporter,partner,flow,value,currency\n2023,2023,VNM,KOR,total,75900000000,USD\n")
    (row,) = plain(load(path))
    assert (row["claim"], row["kind"], row["commodity_code"], row["low"]) == ("1", "level", "TOTAL", 75.85e9)
    assert written(tmp_path, commodity_code="27")["commodity_code"] == "27"


def test_a_frame_that_nobody_loaded_is_checked_on_every_engine(engine: Engine) -> None:
    rows = [BARE, {**BARE, "period": 2022, "value": 86.4e9}]
    rows = [{**row, "kind": "level", "quote": "", "approximate": "no"} for row in rows]
    fell = {"kind": "growth", "value": -12.2, "currency": None, "quote": "down 12.2%"}
    found = check_claims(engine.make([*rows, {**rows[0], **fell}]), rates=None)
    assert found[["claims", "test", "verdict"]].to_numpy().tolist() == [["1, 2, 3", "growth", "agrees"]]


def test_a_frame_without_sides_is_of_the_reporters_and_contradicts() -> None:
    rows = [{**BARE, "publisher": "A"}, {**BARE, "value": 57.9e9, "publisher": "B"}]
    found = check_claims(pd.DataFrame(rows), rates=None)
    assert found.loc[found["test"] == "publishers", "verdict"].tolist() == ["contradicts"]
    unknown = check_claims(pd.DataFrame(rows).assign(side=None), rates=None)
    assert unknown["verdict"].tolist() == ["cannot tell"]


def test_claims_that_say_too_little_are_left_out_and_named() -> None:
    found = check_claims(pd.DataFrame([BARE, {**BARE, "period": None}]), rates=None)
    assert found[["claims", "test", "verdict"]].to_numpy().tolist() == [["2", "left out", "cannot tell"]]
    assert "start is missing" in found["sentence"].item()
    with pytest.raises(StatementError):
        check_claims(pd.DataFrame([{**BARE, "period": None}]), rates=None)


def test_growth_printed_as_ten_per_cent_is_ten_and_no_hundred_per_cent() -> None:
    rows = [{**BARE, "period": 2022, "value": 1.00e9}, {**BARE, "value": 1.13e9}]
    grown = {**BARE, "kind": "growth", "value": 0.1, "currency": None}
    found = check_claims(pd.DataFrame([*({**row, "kind": "level"} for row in rows), grown]), rates=None)
    row = found[found["test"] == "growth"].iloc[0]
    assert [row["says_low"], row["says_high"]] == pytest.approx([0.095, 0.105])
