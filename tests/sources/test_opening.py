"""What of an archive is data, and that every reader takes its data from beside a readme."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tradeview as tv
from tradeview.sources.opening import members

COMTRADE = "refYear,period,reporterISO,partnerISO,flowCode,cmdCode,primaryValue\n2023,2023,MYS,RUS,X,TOTAL,5\n"
WITS = "Reporter Name,Partner Name,Year,Export (US$ Thousand)\nMalaysia,Russian Federation,2023,5\n"


def archive(path: Path, **held: str) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for name, text in held.items():
            packed.writestr(name, text)
    return path


@pytest.mark.parametrize("readme", ["readme.txt", "READ_ME.TXT", "inside/Read Me.csv", "License.txt", "disclaimer.txt"])
@pytest.mark.parametrize(
    ("read", "text"), [(tv.read_comtrade, COMTRADE), (tv.read_wits, WITS)], ids=["comtrade", "wits"]
)
def test_an_explanation_beside_the_data_is_no_data(
    tmp_path: Path, read: Callable[[Path], Any], text: str, readme: str
) -> None:
    path = archive(tmp_path / "download.zip", **{readme: "How to cite, and what the columns are.", "data.csv": text})
    found = read(path)
    assert found[["reporter", "partner", "flow"]].to_numpy().tolist() == [["MYS", "RUS", "export"]]


def test_members_have_a_suffix_and_are_no_shadows() -> None:
    with zipfile.ZipFile(io.BytesIO(), "w") as packed:
        for name in ("a/", "a/b.CSV", "a/b.pdf", "__MACOSX/a/._b.csv", "Metadata_Country_API.csv", "c.txt"):
            packed.writestr(name, "")
        assert members(packed, (".csv", ".txt")) == ["a/b.CSV", "c.txt"]


@pytest.mark.parametrize(
    "read",
    [tv.read_comtrade, tv.read_wits, tv.read_baci, tv.rates.world_bank, tv.deflators.world_bank, tv.rates.read],
    ids=["comtrade", "wits", "baci", "rates", "deflators", "own rates"],
)
def test_a_missing_path_is_said_and_caught_as_a_missing_file(tmp_path: Path, read: Callable[[Path], Any]) -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.csv is to be read; found: no such file or folder") as caught:
        read(tmp_path / "none.csv")
    assert isinstance(caught.value, tv.errors.TableError)
    assert isinstance(caught.value, OSError)
