"""Files of BACI by other separators are written out as CEPII prints them, whatever they are packed in."""

import gzip
import zipfile
from pathlib import Path

import pytest

from baci_release import FLOWS, release, text
from frames import plain
from tradeview.errors import TableError
from tradeview.sources.baci.reading import read_baci
from tradeview.sources.baci.rewriting import is_saved_otherwise

NAME = "BACI_HS17_Y2022_V202401.csv"
BY_SEMICOLONS = text(FLOWS).replace(",", ";").replace(".", ",")
PACKED = {
    "plain": (NAME, lambda data: data),
    "gzip": (f"{NAME}.gz", gzip.compress),
    "gzip by tabs": (f"{NAME}.gz", lambda data: gzip.compress(data.replace(b";", b"\t"))),
    "called .xls": (NAME.replace(".csv", ".xls"), lambda data: data.replace(b";", b"\t")),
}


@pytest.mark.parametrize("engine", ["pandas", "polars", "duckdb"])
@pytest.mark.parametrize("packed", PACKED)
def test_it_is_read_as_by_commas(tmp_path: Path, packed: str, engine: str) -> None:
    expected = plain(read_baci(release(tmp_path / "r")))
    name, pack = PACKED[packed]
    path = tmp_path / name
    path.write_bytes(pack(BY_SEMICOLONS.encode()))
    found = plain(read_baci(path, hs="H5", engine=engine))
    assert [{**row, "source": ""} for row in found] == [{**row, "source": ""} for row in expected]


def test_a_member_of_an_archive_is_read_beside_others(tmp_path: Path) -> None:
    folder = release(tmp_path / "r", {2021: tuple((2021, *flow[1:]) for flow in FLOWS), 2022: FLOWS})
    expected = plain(read_baci(folder))
    (folder / NAME).write_text(BY_SEMICOLONS, encoding="utf-8")
    path = tmp_path / "r.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    assert plain(read_baci(folder)) == expected
    assert plain(read_baci(path)) == expected
    assert plain(read_baci(path, engine="polars")) == expected


def test_a_line_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_text(BY_SEMICOLONS.rstrip()[:-26], encoding="utf-8")
    with pytest.raises(TableError, match=r"every line of .* has 6 cells; found: a line of [45]"):
        read_baci(path)


@pytest.mark.parametrize(
    ("start", "otherwise"),
    [
        (b"t,i,j,k,v,q\n2022,458,643,010121,5,1\n", False),
        (b't,i,j,k,v,q\n2022,458,643,010121,"1,234.5",1\n', True),
        (b"t;i;j;k;v;q\n", True),
        (b"t\ti\tj\tk\tv\tq\n", True),
        (b"", False),
    ],
)
def test_files_of_cepii_are_left_as_they_are(start: bytes, otherwise: bool) -> None:  # noqa: FBT001
    assert is_saved_otherwise(start) is otherwise
