"""What a user has from the World Bank, opened: archives, files cut short, old letters, frames."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv
from bank_files import FIGURES, SMALL, Series, databank, found, long, save, wide
from tradeview.errors import TableError
from tradeview.sources.world_bank.files import download


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
    with pytest.raises(TableError, match=r"is a whole \.zip file"):
        download(save(tmp_path, whole[: len(whole) // 2], "api.zip"))
    with pytest.raises(TableError, match="an Excel workbook"):
        download(save(tmp_path, packed({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "api.xlsx"))
    with pytest.raises(TableError, match=r"holds one CSV file of data; found: a\.csv, b\.csv"):
        download(save(tmp_path, packed({"a.csv": "", "b.csv": ""}), "api.zip"))


@pytest.mark.parametrize("form", [wide, databank, long])
@pytest.mark.parametrize("characters", [5, 6, 8, 9, 12, 13, 14])
def test_trap_a_file_cut_short_is_refused(tmp_path: Path, form: Callable[[Series], str], characters: int) -> None:
    text = form({code: dict.fromkeys(range(2000, 2024), 1234.25) for code in ("MYS", "RUS", "THA")})
    cut = text[: text.rindex("THA") + characters]
    with pytest.raises(TableError, match="it was cut short"):
        download(save(tmp_path, cut))


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
    table = tv.rates.world_bank(frame)
    assert {(row.period, row.quote): row.rate for row in table.itertuples()} == {
        (2022, "MYR"): 4.401,
        (2023, "MYR"): 4.561,
        (2023, "RUB"): 85.162,
    }
    pd.testing.assert_frame_equal(frame, before)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="is one file of the World Bank; found: a folder"):
        tv.rates.world_bank(tmp_path)
