"""The invented world: the script gives the file byte for byte, and the file follows the laws that the script states."""

import runpy
from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv

ROOT = Path(__file__).parents[1]
FILE = ROOT / "notebooks" / "data" / "invented_trade.csv"
KEYS = ["period", "reporter", "partner", "flow", "commodity_code"]


@pytest.fixture(scope="module")
def trade() -> pd.DataFrame:
    return tv.read_comtrade(FILE)


def test_the_script_makes_the_file_byte_for_byte(tmp_path: Path) -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "invented_trade.py"))
    script["main"](tmp_path / "made.csv")
    assert (tmp_path / "made.csv").read_bytes() == FILE.read_bytes()


def test_every_row_says_that_it_is_invented() -> None:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("invented,") for line in lines)
    assert FILE.stat().st_size < 1.5 * 2**20


def test_both_sides_report_every_year(trade: pd.DataFrame) -> None:
    assert set(trade["period"]) == set(range(2018, 2024))
    assert {"MYS", "RUS"} < set(trade["reporter"]) == set(trade["partner"]) - {"WLD"}
    assert trade.groupby("flow")["reporter"].nunique().to_dict() == {"export": 8, "import": 8}
    assert trade["commodity_code"].nunique() == 15 + 1
    assert dict(trade[["flow", "valuation"]].drop_duplicates().to_numpy()) == {"export": "FOB", "import": "CIF"}


@pytest.mark.parametrize(("key", "whole"), [("partner", "WLD"), ("commodity_code", "TOTAL")])
def test_wholes_are_the_sums_of_their_parts(trade: pd.DataFrame, key: str, whole: str) -> None:
    others = [name for name in KEYS if name != key]
    parts = trade[trade[key] != whole].groupby(others)["value"].sum()
    wholes = trade[trade[key] == whole].set_index(others)["value"]
    assert parts.sort_index().to_dict() == wholes.sort_index().to_dict()


def test_some_chapters_are_not_traded_by_some_pairs(trade: pd.DataFrame) -> None:
    parts = trade[(trade["partner"] != "WLD") & (trade["commodity_code"] != "TOTAL")]
    assert 0.5 < len(parts) / (2 * 6 * 8 * 7 * 15) < 0.95


def test_importers_report_more_by_freight_and_by_goods_sent_on(trade: pd.DataFrame) -> None:
    pairs = trade[(trade["partner"] != "WLD") & (trade["commodity_code"] == "TOTAL")]
    both = tv.mirror(pairs)
    hub = (both["exporter"] == "SGP") | (both["importer"] == "SGP")
    # Freight of 2 to 12%, and up to 15% that the exporter records as going to Singapore; errors average out.
    assert both.loc[~hub, "ratio"].between(0.97, 1.12 / 0.85 * 1.05).all()
    assert both.loc[both["exporter"] == "SGP", "ratio"].between(0.97, 1.12 * 1.05).all()
    assert (both.loc[both["importer"] == "SGP", "ratio"] < 1).any()
