"""Which files of BACI are read: one, a folder, an archive; and which are refused."""

import logging
import signal
import sys
import tempfile
import zipfile
from pathlib import Path

import narwhals as nw
import pytest

from baci_release import FLOWS, release, text
from broken_files import CLOCKS, changed
from broken_files import packed as packed_at
from frames import plain
from tradeview.errors import TableError
from tradeview.sources.baci.reading import read_baci


def packed(folder: Path, inside: str = "") -> Path:
    path = folder.parent / f"{folder.name}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, inside + file.name)
        archive.writestr(inside + "Readme.txt", "as CEPII packs it")
    return path


@pytest.mark.parametrize("inside", ["", "BACI_HS17_V202401/"])
def test_one_file_a_folder_and_an_archive_say_the_same(tmp_path: Path, inside: str) -> None:
    folder = release(tmp_path / "BACI_HS17_V202401")
    expected = read_baci(folder)
    assert len(expected) == len(FLOWS)
    assert read_baci(folder / "BACI_HS17_Y2022_V202401.csv").equals(expected)
    assert read_baci(packed(folder, inside)).equals(expected)


def test_files_are_read_in_the_order_of_their_years(tmp_path: Path) -> None:
    flow = FLOWS[0][1:]
    folder = release(tmp_path / "r", {year: ((year, *flow),) for year in (2022, 2019, 2020)})
    assert read_baci(packed(folder))["period"].tolist() == [2019, 2020, 2022]


@pytest.mark.parametrize(("edition", "hs"), [("92", "H0"), ("96", "H1"), ("02", "H2"), ("12", "H4"), ("22", "H6")])
def test_hs_revisions_are_held_against_the_name_of_the_file(tmp_path: Path, edition: str, hs: str) -> None:
    folder = release(tmp_path / "r", hs=edition)
    with pytest.raises(TableError, match=rf"in H5 \(HS17\).*found: files of HS{edition} \({hs}\)"):
        read_baci(folder, hs="H5")
    with pytest.raises(TableError, match="in H5"):
        read_baci(next(folder.glob("BACI*")), hs="H5")
    assert set(read_baci(folder)["classification"]) == {hs}
    assert set(read_baci(folder, hs=hs)["classification"]) == {hs}
    assert read_baci(folder, hs=f"HS{edition}").equals(read_baci(folder, hs=hs))


def test_hs_revisions_beside_one_another_are_told_apart(tmp_path: Path) -> None:
    release(tmp_path / "r", {2022: FLOWS[:1]}, hs="92")
    folder = release(tmp_path / "r", {2022: FLOWS[1:3]})
    assert len(read_baci(folder, hs="H5")) == 2
    assert len(read_baci(folder, hs="H0")) == 1
    with pytest.raises(TableError, match=r"is known; found: files of H0, H5; do: say it with `hs`: H0 \(HS92\)"):
        read_baci(folder)


def test_a_revision_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"names no revision.*H0, H1"):
        read_baci(release(tmp_path / "r"), hs="S1")


def test_a_name_that_does_not_say_the_revision_is_believed_and_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(text(), encoding="utf-8")
    with caplog.at_level(logging.INFO, logger="tradeview"):
        assert set(read_baci(path, hs="H4")["classification"]) == {"H4"}
    assert "mine.csv does not say its HS revision; taken as H4" in caplog.text


def test_double_counting_two_releases_or_a_year_twice_are_refused(tmp_path: Path) -> None:
    folder = release(tmp_path / "r", vintage="202301")
    release(folder, {2021: FLOWS})
    with pytest.raises(TableError, match=r"one release.*releases 202301, 202401"):
        read_baci(folder)
    twice = release(tmp_path / "twice")
    (twice / "BACI_HS17_Y2022_V202401 (1).csv").write_text(text(), encoding="utf-8")
    with pytest.raises(TableError, match="several files of one year"):
        read_baci(twice)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("engine", [None, "polars", "duckdb"])
def test_line_ends_and_byte_order_marks(tmp_path: Path, end: str, mark: bytes, engine: str | None) -> None:
    path = tmp_path / "BACI_HS17_Y2022_V202401.csv"
    path.write_bytes(mark + text(end=end).encode())
    held = read_baci(path, engine=engine)
    frame = held if engine is None else held.collect() if engine == "polars" else held.df()
    assert frame["net_weight"].to_list()[3] == 4000.0
    assert len(frame) == len(FLOWS)


@pytest.mark.parametrize("engine", [None, "polars", "duckdb"])
def test_a_file_cut_short_is_refused(tmp_path: Path, engine: str | None) -> None:
    path = tmp_path / "BACI_HS17_Y2022_V202401.csv"
    whole = text()
    path.write_text(whole[: whole.index("9999AA")], encoding="utf-8")
    with pytest.raises(TableError, match="6 cells; found: at its end: '2022,699,251,'"):
        read_baci(path, engine=engine)


def test_an_archive_cut_short_is_refused(tmp_path: Path) -> None:
    path = packed(release(tmp_path / "r"))
    path.write_bytes(path.read_bytes()[:400])
    with pytest.raises(TableError):
        read_baci(path)


# A session of Spark, as far as it is needed where files are refused before an engine is asked.
SPARK = type("Session", (), {"__module__": "pyspark.sql.session"})()


@pytest.mark.parametrize("engine", [None, "polars", "duckdb", SPARK], ids=["pandas", "polars", "duckdb", "spark"])
@pytest.mark.parametrize("when", CLOCKS.values(), ids=CLOCKS)
def test_a_damaged_archive_is_refused_before_an_engine_is_asked(
    tmp_path: Path, engine: object, when: tuple[int, int, int, int, int, int]
) -> None:
    name = "BACI_HS17_Y2022_V202401.csv"
    whole = packed_at({name: text().encode()}, when)
    path = tmp_path / "BACI_HS17_V202401.zip"
    broken = {"cut": whole[:60], "content": changed(whole, 30 + len(name) + 20, 0)}
    for held in broken.values():
        path.write_bytes(held)
        with pytest.raises(TableError, match=r"BACI_HS17_V202401\.zip cannot be unpacked; found: .*download it again"):
            read_baci(path, engine=engine)


@pytest.mark.filterwarnings("error")
def test_any_byte_in_a_year_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "BACI_HS17_Y2022_V202401.csv"
    held = text().encode()
    place = held.index(b"2022,458,643,151190") + 2
    for value in {*range(256)} - {*b"0123456789"}:
        path.write_bytes(held[:place] + bytes([value]) + held[place:])
        with pytest.raises(TableError, match=r"is no file of BACI; found: "):
            pytest.fail(f"{value} is read as {read_baci(path)}")


def test_headers_that_differ_are_refused(tmp_path: Path) -> None:
    folder = release(tmp_path / "r")
    (folder / "BACI_HS17_Y2021_V202401.csv").write_text("t,k,i,j,v,q\n2021,010121,458,643,1,1\n", encoding="utf-8")
    with pytest.raises(TableError, match="same columns"):
        read_baci(folder)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no such file"):
        read_baci(tmp_path / "BACI.zip")
    with pytest.raises(TableError, match="no file named as CEPII names them"):
        read_baci(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_disk_that_is_full_as_an_archive_is_unpacked_is_told(tmp_path: Path, engine: str) -> None:
    import resource  # noqa: PLC0415 - not on Windows

    path = packed(release(tmp_path / "BACI_HS17_V202401"))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))  # no file may have more bytes
    try:
        with pytest.raises(TableError, match=r"V202401.zip cannot be unpacked; found: File too large.*room"):
            read_baci(path, engine=engine)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_place_for_temporary_files_that_is_gone_is_told(
    tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed(release(tmp_path / "BACI_HS17_V202401"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(TableError, match=r"nowhere; found: No such file.*TMPDIR"):
        read_baci(path, engine=engine)


def test_endings_in_capitals_are_endings(tmp_path: Path) -> None:
    folder = release(tmp_path / "r", {2021: (), 2022: FLOWS})
    expected = read_baci(folder)
    for file in list(folder.iterdir()):
        file.rename(file.with_suffix(".CSV"))
    assert read_baci(folder).equals(expected)
    assert read_baci(folder / "BACI_HS17_Y2022_V202401.CSV").equals(expected)


@pytest.mark.parametrize("engine", ["pandas", "polars", "duckdb"])
@pytest.mark.parametrize("years", [(2022,), (2021, 2022)], ids=["alone", "beside a file by commas"])
def test_a_file_by_tabs_is_read_and_not_passed_over(tmp_path: Path, years: tuple[int, ...], engine: str) -> None:
    folder = release(tmp_path / "r", dict.fromkeys(years, ()) | {2022: FLOWS})
    expected = plain(read_baci(folder))
    by_tabs = folder / "BACI_HS17_Y2022_V202401.tsv"
    by_tabs.write_text(text(FLOWS).replace(",", "\t"), encoding="utf-8")
    (folder / "BACI_HS17_Y2022_V202401.csv").unlink()
    for path in (folder, by_tabs, packed(folder)):
        assert plain(read_baci(path, engine=engine)) == expected


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="a file that opens, and cannot be read")
@pytest.mark.parametrize("engine", [None, "polars", "duckdb"])
def test_a_file_that_cannot_be_read_is_said_in_the_systems_words(engine: str | None) -> None:
    with pytest.raises(TableError, match="/proc/self/mem is to be read; found: Input/output error"):
        read_baci("/proc/self/mem", engine=engine)


@pytest.mark.parametrize("engine", [None, "polars", "duckdb"])
@pytest.mark.parametrize("ends", [("\n", "\r\n"), ("\r\n", "\n"), ("\r\n", "\r\n")])
@pytest.mark.parametrize("rows", [0, 2])
def test_years_whose_lines_end_in_different_ways_are_all_read(
    tmp_path: Path, engine: str | None, ends: tuple[str, str], rows: int
) -> None:
    for year, end, some in ((2020, ends[0], rows), (2022, ends[1], 2)):
        lines = ["t,i,j,k,v,q", *(f"{year},458,643,15119{row},1.5,2" for row in range(some))]
        (tmp_path / f"BACI_HS17_Y{year}_V202401.csv").write_bytes(end.join(lines).encode() + end.encode())
    table = nw.from_native(read_baci(tmp_path, engine=engine)).lazy().collect()
    assert sorted(table["period"].to_list()) == [2020] * rows + [2022, 2022]
