"""Files of the World Bank: each form that the Bank gives out, and what is none."""

import logging
from pathlib import Path

import pytest

from bank_files import FIGURES, SMALL, databank, found, long, save, wide
from tradeview.errors import TableError, UnknownCodeError
from tradeview.sources.world_bank.files import download


@pytest.mark.parametrize("text", [wide(SMALL), databank(SMALL), long(SMALL)], ids=["wide", "databank", "long"])
def test_every_form_says_the_same_and_namibia_is_no_missing_value(tmp_path: Path, text: str) -> None:
    read = download(save(tmp_path, text))
    assert [(row.economy, row.period, row.value) for row in read.observations] == FIGURES
    assert read.indicators == ["PA.NUS.FCRF"]
    assert read.left_out == {"missing": 1, "of groups or codes that are no economy": text.count("ARB,2") or 1}


def test_vintage_and_source(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    read = download(save(tmp_path, wide(SMALL)))
    assert read.source("PA.NUS.FCRF") == "World Bank, World Development Indicators (PA.NUS.FCRF, updated 2024-05-30)"
    assert download(save(tmp_path, databank(SMALL))).updated == "05/30/2024"
    assert download(save(tmp_path, long(SMALL))).source("X") == "World Bank, World Development Indicators (X)"
    with caplog.at_level(logging.INFO, logger="tradeview"):
        read.log(3)
    assert "file.csv: 3 figures used, left out: 1 missing; 1 of groups" in caplog.text
    assert "file.csv: taken for no economies: ARB" in caplog.text


@pytest.mark.parametrize(
    "text",
    [
        "country,year,value\nNamibia,2017,13.3\nEuro area,2017,0.89\nArab World,2017,1\n",
        "iso2c,country,year,value\nNA,Namibia,2017,13.3\nXC,Euro area,2017,1\n\n",
        "iso3c;year;value\nNAM;2017;13.3\n",
        "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\nNAM,WB_WDI_PA_NUS_FCRF,2017,13.3\n",
        "Time,Time Code,Country Name,Country Code,Official exchange rate [PA.NUS.FCRF]\n2017,YR2017,Namibia,NAM,13.3\n",
        "economy,YR2017\nNAM,13.3\n",
        "\nCountry Name,Country Code,Year,Value\nNamibia,NAM,2017,1.33E+01\nLimbo,,2017,NA\n",
    ],
)
def test_long_forms_and_names(tmp_path: Path, text: str) -> None:
    assert ("NAM", 2017, 13.3) in found(save(tmp_path, text))
    assert ("EMU", 2017, 0.89) in found(save(tmp_path, text)) or "0.89" not in text


@pytest.mark.parametrize(
    ("said", "alpha3"),
    [("XKX", "XKK"), ("ROM", "ROU"), ("ZAR", "COD"), ("WBG", "PSE"), ("TMP", "TLS"), ("EMU", "EMU"), ("MYS", "MYS")],
)
def test_codes_of_the_banks_own(tmp_path: Path, said: str, alpha3: str) -> None:
    assert found(save(tmp_path, wide({said: {2017: 2.0}}))) == [(alpha3, 2017, 2.0)]


def test_groups_and_the_world_are_no_economies(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"has figures; found: 4 of groups or codes that are no economy"):
        download(save(tmp_path, wide({code: {2017: 1.0} for code in ("WLD", "ARB", "EUU", "OED")})))


def test_only_some_economies(tmp_path: Path) -> None:
    read = download(save(tmp_path, wide(SMALL)), only=["Malaysia"])
    assert [row.economy for row in read.observations] == ["MYS"]
    with pytest.raises(TableError, match=r"has figures; found: .* of other economies"):
        download(save(tmp_path, wide(SMALL)), only=["RUS"])
    with pytest.raises(UnknownCodeError):
        download(save(tmp_path, wide(SMALL)), only=["Ruritania"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<!DOCTYPE html><html>Sign in</html>", "a page of HTML or XML"),
        ('<?xml version="1.0"?><wb:error/>', "a page of HTML or XML"),
        ('[{"message":[{"id":"120"}]}]', "JSON"),
        ("", "an empty file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an Excel workbook"),
        ("Service unavailable\n", "no such header"),
        ("Country Name,Country Code,Region\nMalaysia,MYS,East Asia\n", "no such header"),
        ("Year,Value\n2017,4.3\n", "columns for the economy"),
        ("iso3c,year\nMYS,2017\n", "no such header"),
        ("iso3c,year,value\nMYS,2017,4.3,9\n", "line 2 has 4 cells, the header 3"),
        ('iso3c,year,value\nMYS,2017,"4,3"\n', "line 2: '2017' '4,3'"),
        ("iso3c,year,value\nMYS,2017Q1,4.3\n", "line 2: '2017Q1'"),
        ("iso3c,year,value\n", "no rows under the header"),
        ('iso3c,year,value\nMYS,2017,"4.3\n', "it was cut short"),
    ],
)
def test_trap_an_error_page_saved_as_data_is_refused(tmp_path: Path, text: str | bytes, words: str) -> None:
    with pytest.raises(TableError, match=words):
        download(save(tmp_path, text))


def test_one_value_an_economy_and_year(tmp_path: Path) -> None:
    text = "iso3c,year,PA.NUS.FCRF\nMYS,2017,4.3\nMYS,2017,4.3\n"
    assert len(download(save(tmp_path, text)).only("PA.NUS.FCRF")) == 1
    with pytest.raises(TableError, match=r"MYS 2017: 4.3, 4.4"):
        download(save(tmp_path, text + "MYS,2017,4.4\n")).only("PA.NUS.FCRF")
