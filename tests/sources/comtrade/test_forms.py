"""Headers of Comtrade's forms, recognised whoever wrote them."""

from pathlib import Path

import pytest

import comtrade_printers as printers
from frames import plain
from tradeview.errors import TradeTableError
from tradeview.sources.comtrade.forms import ESSENTIALS, FORMS, is_header, recognise_form
from tradeview.sources.comtrade.reading import read_comtrade

LEGACY = [name for name, _, _ in printers.LEGACY]
MACHINE = [name for _, name, _ in printers.LEGACY]


@pytest.mark.parametrize(
    ("headers", "form", "columns"),
    [
        (printers.API, "API, new download or comtradr", 37),
        (printers.COMTRADR, "API, new download or comtradr", 37),
        (LEGACY, "legacy download", 28),
        (MACHINE, "legacy download for machines, or bulk file of 2012", 28),
        (printers.OF_2012, "legacy download for machines, or bulk file of 2012", 11),
    ],
)
def test_forms_are_recognised_by_their_columns(headers: list[str], form: str, columns: int) -> None:
    found = recognise_form(headers, "it")
    assert found.name == form
    assert len(found.positions) == columns
    assert len(set(found.positions.values())) == columns


def test_headers_as_other_programs_leave_them() -> None:
    in_r = [name.replace(" ", ".").replace("(", ".").replace(")", ".").replace("$", ".") for name in LEGACY]
    in_r[14:17] = ["X" + name for name in in_r[14:17]]
    assert recognise_form(in_r, "it").positions == recognise_form(LEGACY, "it").positions
    stripped = ["Netweightkg" if name == "Netweight (kg)" else name for name in LEGACY]
    stripped[stripped.index("Trade Value (US$)")] = "TradeValueUS"
    assert recognise_form(stripped, "it").positions == recognise_form(LEGACY, "it").positions


def test_positions_point_to_the_columns() -> None:
    positions = recognise_form(printers.API, "it").positions
    assert printers.API[positions["value"]] == "primaryValue"
    assert printers.API[positions["quantity"]] == "qty"
    assert printers.API[positions["unit"]] == "qtyUnitAbbr"
    assert printers.API[positions["partner2_code"]] == "partner2Code"
    old = recognise_form(LEGACY, "it").positions
    assert LEGACY[old["partner_name"]] == "Partner"
    assert LEGACY[old["net_weight"]] == "Netweight (kg)"


def test_every_form_knows_the_essentials() -> None:
    for aliases in FORMS.values():
        assert all(any(column in aliases for column in columns) for columns in ESSENTIALS.values())


def test_what_is_missing_is_named() -> None:
    with pytest.raises(TradeTableError, match=r"nothing for partner, value") as error:
        recognise_form(["refYear", "reporterISO", "flowCode", "cmdCode", "netWgt"], "my.csv")
    assert "my.csv is in no form" in error.value.asked
    with pytest.raises(TradeTableError, match=r"columns t, i, j, k, v, q; nothing for"):
        recognise_form(list("tijkvq"), "BACI.csv")
    with pytest.raises(TradeTableError, match=r"and 32 more"):
        recognise_form([f"column {number}" for number in range(40)], "it")


def test_a_column_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(TradeTableError, match="names a column twice; found: primaryValue"):
        recognise_form([*printers.API, "primary_value"], "it")
    assert (
        recognise_form([*printers.API, "note", "note"], "it").positions == recognise_form(printers.API, "it").positions
    )


def test_a_line_of_figures_is_no_header() -> None:
    assert is_header(printers.API)
    assert not is_header(["H4", "2016", "2016", "1", "Import", "Australia"])
    assert not is_header([])


def test_the_words_of_comtradr_before_2023() -> None:
    words = {
        "partner2_code": "second_partner_code",
        "partner2_iso": "second_partner_iso",
        "value": "trade_value_usd",
        "cif": "cif_trade_value_usd",
        "fob": "fob_trade_value_usd",
        "net_weight": "netweight_kg",
    }
    names = ["period", "trade_flow_code", "reporter_iso", "partner_iso", "commodity_code", *words.values()]
    positions = recognise_form(names, "a frame").positions
    assert {what: names[positions[what]] for what in words} == words


BATCH = (
    "Classification,Year,Trade Flow Code,Reporter Code,Partner Code,Commodity Code,Quantity Unit Code,"
    "Supplementary Quantity,Netweight (kg),Value,Estimation Code"
)


@pytest.mark.parametrize("flow", ["Trade Flow Code", "Flow Code"])
def test_batch_queries_had_a_form_of_their_own(tmp_path: Path, flow: str) -> None:
    path = tmp_path / "batch.csv"
    lines = ["H1,2005,2,458,643,0101,8,10,12.5,1500,4", "H1,2005,1,458,643,TOTAL,1,,,2500,0"]
    path.write_text("\n".join([BATCH.replace("Trade Flow Code", flow), *lines, ""]), encoding="utf-8")
    first, second = plain(read_comtrade(path))
    wanted = ("period", "reporter", "partner", "flow", "commodity_code", "value", "classification")
    assert [first[name] for name in wanted] == [2005, "MYS", "RUS", "export", "0101", 1500.0, "H1"]
    assert [second[name] for name in wanted] == [2005, "MYS", "RUS", "import", "TOTAL", 2500.0, "H1"]
    amounts = ("quantity", "quantity_unit", "net_weight", "quantity_estimated", "net_weight_estimated")
    assert [first[name] for name in amounts] == [10.0, "kg", 12.5, False, True]


def test_a_table_of_others_with_a_column_of_values_is_none_of_comtrades(tmp_path: Path) -> None:
    path = tmp_path / "others.csv"
    path.write_text(
        BATCH.replace(",Estimation Code", "") + "\nH1,2005,2,458,643,0101,8,10,12.5,1500\n", encoding="utf-8"
    )
    with pytest.raises(TradeTableError, match="in no form of UN Comtrade"):
        read_comtrade(path)
