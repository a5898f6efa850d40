"""Files of the World Bank: each form and container that the Bank gives out, and what is none."""

import io
import logging
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv
from bank_files import FIGURES, SMALL, Series, databank, found, long, save, wide
from tradeview.errors import TableError, UnknownCodeError
from tradeview.sources.world_bank.files import read_download


@pytest.mark.parametrize("text", [wide(SMALL), databank(SMALL), long(SMALL)], ids=["wide", "databank", "long"])
def test_every_form_says_the_same_and_namibia_is_no_missing_value(tmp_path: Path, text: str) -> None:
    read = read_download(save(tmp_path, text))
    assert [(row.economy, row.period, row.value) for row in read.observations] == FIGURES
    assert read.indicators == ["PA.NUS.FCRF"]
    assert read.left_out == {"missing": 1, "of groups or codes that are no economy": text.count("ARB,2") or 1}


def test_vintage_and_source(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    read = read_download(save(tmp_path, wide(SMALL)))
    assert read.source("PA.NUS.FCRF") == "World Bank, World Development Indicators (PA.NUS.FCRF, updated 2024-05-30)"
    assert read_download(save(tmp_path, databank(SMALL))).updated == "05/30/2024"
    assert read_download(save(tmp_path, long(SMALL))).source("X") == "World Bank, World Development Indicators (X)"
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
        read_download(save(tmp_path, wide({code: {2017: 1.0} for code in ("WLD", "ARB", "EUU", "OED")})))


def test_only_some_economies(tmp_path: Path) -> None:
    read = read_download(save(tmp_path, wide(SMALL)), only=["Malaysia"])
    assert [row.economy for row in read.observations] == ["MYS"]
    with pytest.raises(TableError, match=r"has figures; found: .* of other economies"):
        read_download(save(tmp_path, wide(SMALL)), only=["RUS"])
    with pytest.raises(UnknownCodeError):
        read_download(save(tmp_path, wide(SMALL)), only=["Ruritania"])


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
        read_download(save(tmp_path, text))


def test_the_header_is_among_the_first_twelve_lines(tmp_path: Path) -> None:
    table = "iso3c,year,PA.NUS.FCRF\nMYS,2017,4.3\n"
    assert found(save(tmp_path, "Note,of a reader\n" * 11 + table)) == [("MYS", 2017, 4.3)]
    with pytest.raises(TableError, match="no such header"):
        found(save(tmp_path, "Note,of a reader\n" * 12 + table))


def test_one_value_an_economy_and_year(tmp_path: Path) -> None:
    text = "iso3c,year,PA.NUS.FCRF\nMYS,2017,4.3\nMYS,2017,4.3\n"
    assert len(read_download(save(tmp_path, text)).observations_of("PA.NUS.FCRF")) == 1
    with pytest.raises(TableError, match=r"MYS 2017: 4.3, 4.4"):
        read_download(save(tmp_path, text + "MYS,2017,4.4\n")).observations_of("PA.NUS.FCRF")


def packed(members: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return made.getvalue()


def test_the_zip_as_downloaded(tmp_path: Path) -> None:
    members = {
        "API_PA.NUS.FCRF_DS2.csv": wide(SMALL),
        "Metadata_Country_API.csv": "a,b\n",
        "Metadata_Indicator.csv": "a\n",
    }
    whole = packed(members)
    assert found(save(tmp_path, whole, "api.zip")) == FIGURES
    explained = {**members, "Popular Indicators_Definition and Source.csv": "Code,Definition\n", "readme.txt": "x"}
    assert found(save(tmp_path, packed(explained), "databank.zip")) == FIGURES
    with pytest.raises(TableError, match=r"api\.zip cannot be unpacked"):
        read_download(save(tmp_path, whole[: len(whole) // 2], "api.zip"))
    with pytest.raises(TableError, match="an Excel workbook"):
        read_download(save(tmp_path, packed({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "api.xlsx"))
    with pytest.raises(TableError, match=r"holds one table: a table of the World Bank; found: a\.csv, b\.csv"):
        read_download(save(tmp_path, packed({"a.csv": "", "b.csv": ""}), "api.zip"))


@pytest.mark.parametrize("form", [wide, databank, long])
@pytest.mark.parametrize("characters", [5, 6, 8, 9, 12, 13, 14])
def test_trap_a_file_cut_short_is_refused(tmp_path: Path, form: Callable[[Series], str], characters: int) -> None:
    text = form({code: dict.fromkeys(range(2000, 2024), 1234.25) for code in ("MYS", "RUS", "THA")})
    cut = text[: text.rindex("THA") + characters]
    with pytest.raises(TableError, match="it was cut short"):
        read_download(save(tmp_path, cut))


def test_a_footer_needs_no_line_break(tmp_path: Path) -> None:
    assert found(save(tmp_path, databank(SMALL).rstrip("\n,"))) == FIGURES


def test_latin_letters_of_an_old_file(tmp_path: Path) -> None:
    text = 'Country Name,Country Code,Year,Value\n"Côte d\'Ivoire",CIV,2017,581.3\n'.encode("latin-1")
    assert found(save(tmp_path, text)) == [("CIV", 2017, 581.3)]
    assert found(save(tmp_path, long(SMALL).encode("utf-16"))) == FIGURES


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame(
            {"YR2022": [4.401, None], "YR2023": [4.561, 85.162]}, index=pd.Index(["MYS", "RUS"], name="economy")
        ),
        pd.DataFrame(
            {"PA.NUS.FCRF": [4.401, 4.561, 85.162]},
            index=pd.MultiIndex.from_tuples(
                [("MYS", "YR2022"), ("MYS", "YR2023"), ("RUS", "YR2023")], names=["economy", "time"]
            ),
        ),
        pd.DataFrame(
            {
                "economy": ["MYS", "MYS", "RUS", "ARB"],
                "series": "PA.NUS.FCRF",
                "aggregate": [False, False, False, True],
                "time": [2022, 2023, 2023, 2023],
                "value": [4.401, 4.561, 85.162, 1.0],
            }
        ),
    ],
    ids=["years in columns", "series in columns", "flat"],
)
def test_frames_as_wbgapi_returns_them_are_read(frame: pd.DataFrame) -> None:
    before = frame.copy()
    if "YR2022" in frame:  # which says of no indicator; whose it is, its caller knows
        with pytest.raises(TableError, match=r"names none, and no dollar that would cost 1; do: say indicator='PA"):
            tv.rates.world_bank(frame)
    table = tv.rates.world_bank(frame, indicator="PA.NUS.FCRF")
    assert {(row.period, row.quote): row.rate for row in table.itertuples()} == {
        (2022, "MYR"): 4.401,
        (2023, "MYR"): 4.561,
        (2023, "RUB"): 85.162,
    }
    pd.testing.assert_frame_equal(frame, before)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="is one file of the World Bank; found: a folder"):
        tv.rates.world_bank(tmp_path)


GRID: Series = {code: dict.fromkeys(range(2000, 2024), 1234.25) for code in ("MYS", "RUS", "THA")}


@pytest.mark.parametrize("form", [wide, databank, long])
def test_a_whole_file_needs_no_last_line_break(tmp_path: Path, form: Callable[[Series], str]) -> None:
    read = read_download(save(tmp_path, form(GRID).rstrip("\r\n")))
    assert [(row.economy, row.period, row.value) for row in read.observations] == [
        (code, year, value) for code, values in GRID.items() for year, value in values.items()
    ]


WHOLE = "iso3c,year,PA.NUS.FCRF\nMYS,2017,4.35\nMYS,2018,4.05\nNAM,2017,13.31\nNAM,2018,13.24"
UNQUOTED = "Country Name,Country Code,2017,2018\nMalaysia,MYS,4.3,4.0\nNamibia,NAM,13.3,13.2"


@pytest.mark.parametrize(
    "text", [WHOLE, UNQUOTED, "iso3c,PA.NUS.FCRF,year\nMYS,4.3,2017\nMYS,4.0,2018"], ids=["long", "wide", "year last"]
)
def test_trap_a_last_cell_that_may_be_cut_is_refused(tmp_path: Path, text: str) -> None:
    count = len(read_download(save(tmp_path, text)).observations)
    assert count == text.count(".") - text.count("PA.NUS.") * 2
    for length in range(len(text) - 1, len(text) - 5, -1):
        with pytest.raises(TableError, match="it was cut short"):
            pytest.fail(f"{text[length - 9 : length]!r} is read as {read_download(save(tmp_path, text[:length]))}")


@pytest.mark.parametrize("kept", [1, 2, 3], ids=["one row", "one economy", "an economy with fewer years"])
def test_trap_a_last_row_that_completes_nothing_may_be_one_of_many(tmp_path: Path, kept: int) -> None:
    with pytest.raises(TableError, match="it was cut short"):
        read_download(save(tmp_path, "\n".join(WHOLE.splitlines()[: kept + 1])))
