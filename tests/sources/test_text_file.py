"""Press cuttings: text files read as they are, several of them into one table."""

import codecs
import json
import sys
from contextlib import suppress
from pathlib import Path

import matplotlib as mpl
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from typer.testing import CliRunner

import tradeview as tv
from tradeview import cli
from tradeview.cli.inputs import find_files
from tradeview.errors import FigureError, MissingExtraError, MissingFileError, TableError
from tradeview.sources.opening import utf8_text
from tradeview.sources.text_file import ENDINGS, visible_text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text("US$2 billion in 2023, and RM9 billion (US$2 billion)", encoding="utf-8-sig")
    (tmp_path / "a.TXT").write_text("RM5 billion (US$1.2 billion) in 2024", encoding="utf-8")
    (tmp_path / "notes.log").write_text("US$7 billion", encoding="utf-8")
    return tmp_path


def test_a_byte_order_mark_is_no_part_of_a_text(folder: Path) -> None:
    assert visible_text(folder / "b.txt").startswith("US$2 billion")
    assert utf8_text(b"\xef\xbb\xbfRM5", "it") == "RM5"


def test_what_is_no_utf_8_is_refused_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes(b"RM5 \xe9")
    with pytest.raises(FigureError, match=r"old\.txt is not UTF-8; found: byte 4"):
        visible_text(tmp_path / "old.txt")
    with pytest.raises(MissingFileError, match=r"none\.txt"):
        visible_text(tmp_path / "none.txt")


def test_a_folder_stands_for_its_texts_in_order(folder: Path) -> None:
    assert find_files([folder], (".txt",)) == {"a": folder / "a.TXT", "b": folder / "b.txt"}
    assert list(find_files([folder / "notes.log", folder, folder / "b.txt"], (".txt",))) == ["notes", "a", "b"]
    with pytest.raises(TableError, match=r"a folder of \.csv files"):
        find_files([folder], (".csv",))


def test_files_of_one_name_are_told_apart_by_their_folders(folder: Path) -> None:
    (folder / "later").mkdir()
    other = folder / "later" / "b.txt"
    other.write_text("US$3 billion")
    assert find_files([folder / "b.txt", other], (".txt",)) == {
        str(folder / "b.txt"): folder / "b.txt",
        str(other): other,
    }


def rows(*words: object) -> list[dict[str, object]]:
    done = CliRunner().invoke(cli.app, ["figures", *map(str, words), "--json"])
    if done.exception:
        raise done.exception
    return json.loads(done.stdout)


def test_figures_of_several_texts_say_which(folder: Path) -> None:
    found = rows(folder)
    assert [(row["source"], row["currency"]) for row in found] == [
        ("a", "MYR"), ("a", "USD"), ("b", "USD"), ("b", "MYR"), ("b", "USD"),
    ]  # fmt: skip
    (one,) = rows(folder / "notes.log")
    assert "source" not in one


def test_observations_of_two_texts_are_never_one(folder: Path) -> None:
    found = rows(folder, "--ledger")
    assert [row["observation"] for row in found] == ["a.0", "a.0", None, "b.0", "b.0"]
    assert [row["source"] for row in rows(folder / "a.TXT", "--ledger")] == ["a", "a"]
    assert [row["source"] for row in rows(folder / "a.TXT", "--ledger", "--source", "gazette")] == ["gazette"] * 2


def test_texts_without_money_add_nothing(folder: Path) -> None:
    (folder / "c.txt").write_text("Nothing to count.")
    assert len(rows(folder, "--ledger")) == 5
    assert len(tv.read_figures("Nothing to count.")) == 0


# A file is what it holds

WORDS = "Exports reached RM11.46 billion in 2024"
PAGE = f"<!DOCTYPE html><meta charset=CODE><body><script>'RM9'</script><p>{WORDS}</p><p>Côte"


@pytest.mark.parametrize("name", ["news.html", "news.HTM", "news.xhtml", "news.txt", "news"])
def test_a_page_is_read_as_a_page_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(PAGE.replace("CODE", "utf-8"), encoding="utf-8")
    assert visible_text(path) == f"{WORDS}\n\nCôte"


def test_what_is_named_a_page_is_one_without_its_first_words(tmp_path: Path) -> None:
    (tmp_path / "cut.html").write_text("<p>RM<b>5</b> billion")
    (tmp_path / "cut.txt").write_text("<p>RM<b>5</b> billion")
    assert visible_text(tmp_path / "cut.html") == "RM5 billion"
    assert visible_text(tmp_path / "cut.txt") == "<p>RM<b>5</b> billion"


ENCODED = {
    "windows-1251": ("cp1251", "В 2024 году 3 млрд долларов"),
    "koi8-r": ("koi8-r", "В 2024 году 3 млрд долларов"),
    "tis-620": ("cp874", "ปี 2567 มูลค่า 5 ล้านบาท"),
    "Windows-874": ("cp874", "ปี 2567 มูลค่า 5 ล้านบาท"),
    "Shift_JIS": ("cp932", "輸出は５億円①"),
    "iso-2022-jp": ("iso-2022-jp", "輸出は5億円"),
    "gb2312": ("gb18030", "出口额为5亿美元，朱镕基"),
    "big5": ("big5hkscs", "出口額為5億港元"),
    "euc-kr": ("cp949", "수출은 5억 달러"),
    "iso-8859-1": ("cp1252", "Exports: 5 Mrd. € “2024”"),
}


@pytest.mark.parametrize("said", ENCODED)
def test_a_page_is_in_the_encoding_that_it_says(tmp_path: Path, said: str) -> None:
    codec, words = ENCODED[said]
    path = tmp_path / "page.html"
    path.write_bytes(f'<html><meta http-equiv="x" content="text/html; charset={said}"><p>{words}'.encode(codec))
    assert visible_text(path) == words


def test_a_mark_and_utf_8_outweigh_what_a_page_says(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        path.write_bytes("<meta charset=windows-1251><p>Côte 5 €".encode(encoding))
        assert visible_text(path) == "Côte 5 €"


REFUSED = {
    "an encoding that it does not say": (b"<html><p>5 \xe9", "no encoding, and no UTF-8"),
    "an unknown encoding": (b"<html><meta charset=odd-1><p>\xe9", "'odd-1', which is not known"),
    "a codec that is no encoding": (b"<html><meta charset=undefined><p>\xe9", "'undefined', which is not known"),
    "another encoding": (b"<html><meta charset=shift_jis><p>\xe9\xff", "is not of the encoding 'shift_jis'"),
    "a packed file": (b"PK\x03\x04" + bytes(30), "a packed file, such as a .docx"),
    "an old document": (b"\xd0\xcf\x11\xe0" + bytes(600), "an old file of Word or Excel"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(9), "a picture"),
    "bytes": (b"\x7fELF\x02\x00\x00", "a file that is no text"),
    "a damaged PDF": (b"%PDF-1.7\n1 0 obj\n<<", "a damaged PDF"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_text_is_refused_by_what_it_is(tmp_path: Path, kind: str) -> None:
    data, found = REFUSED[kind]
    path = tmp_path / "odd.txt"
    path.write_bytes(data)
    with pytest.raises(FigureError, match=found):
        visible_text(path)


def test_a_folder_and_what_is_too_large_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TableError, match="a folder"):
        visible_text(tmp_path)
    monkeypatch.setattr("tradeview.sources.text_file.MAX_BYTES", 10)
    (tmp_path / "long.txt").write_text("a" * 11)
    with pytest.raises(FigureError, match="more than 10 bytes"):
        visible_text(tmp_path / "long.txt")


def pdf_of(path: Path, *pages: str) -> Path:
    """A real PDF, with letters that can be copied."""
    with mpl.rc_context({"pdf.fonttype": 42}), PdfPages(path) as file:
        for words in pages:
            figure = Figure()
            figure.text(0.1, 0.5, words)
            file.savefig(figure)
    return path


def test_a_pdf_is_read_page_by_page(tmp_path: Path) -> None:
    path = pdf_of(tmp_path / "news.pdf", WORDS, "Imports: RM5 billion")
    assert visible_text(path) == f"{WORDS}\n\nImports: RM5 billion"
    found = tv.read_figures(path)
    assert found[["value", "period"]].astype(object).values.tolist()[0] == [11.46e9, 2024]


def test_a_pdf_of_pictures_has_no_text(tmp_path: Path) -> None:
    with pytest.raises(FigureError, match="a PDF without text"):
        visible_text(pdf_of(tmp_path / "scan.pdf", ""))


def test_a_pdf_with_a_password_is_refused(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=pdf_of(tmp_path / "open.pdf", WORDS))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "closed.pdf")
    with pytest.raises(FigureError, match="a PDF with a password"):
        visible_text(tmp_path / "closed.pdf")


def test_without_the_extra_a_pdf_says_which(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(MissingExtraError, match="install the extra `pdf`"):
        visible_text(pdf_of(tmp_path / "news.pdf", WORDS))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(8, 20_000), byte=st.integers(0, 255), is_cut=st.booleans())
def test_a_damaged_pdf_raises_errors_of_ours_alone(tmp_path: Path, at: int, byte: int, *, is_cut: bool) -> None:
    whole = tmp_path / "whole.pdf"
    if not whole.exists():
        pdf_of(whole, WORDS)
    data = bytearray(whole.read_bytes())
    at %= len(data)
    data[at] = byte
    (tmp_path / "damaged.pdf").write_bytes(data[:at] if is_cut else data)
    with suppress(FigureError):
        assert isinstance(visible_text(tmp_path / "damaged.pdf"), str)


# What is read of a file


def test_offsets_count_in_the_visible_text(tmp_path: Path) -> None:
    path = tmp_path / "news.html"
    path.write_text(
        "<h1>Trade</h1><p>In 2024 exports reached RM<b>11.46</b> billion<sup>1</sup>, <script>'US$9'</script>up."
    )
    (row,) = tv.read_figures(path).itertuples()
    assert (row.quote, row.value, row.period) == ("RM11.46 billion", 11.46e9, 2024)
    assert visible_text(path)[row.text_start : row.text_end] == row.quote
    assert "RM11.46 billion</mark>" in tv.figures.highlight(path)._repr_html_()


def test_a_str_is_text_and_no_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("RM5 billion").write_text("RM6 billion")
    assert tv.read_figures("RM5 billion")["value"].tolist() == [5e9]
    assert tv.read_figures(Path("RM5 billion"))["value"].tolist() == [6e9]


def test_a_folder_stands_for_its_pages_too(folder: Path) -> None:
    (folder / "c.html").write_text("<p>US$3 billion</p><script>US$8 billion</script>")
    (folder / "d.md").write_text("**US$4 million**")
    assert [row["source"] for row in rows(folder)] == ["a", "a", "b", "b", "b", "c", "d"]
    assert set(find_files([folder], ENDINGS)) == {"a", "b", "c", "d"}


def test_the_command_says_how_many_figures_have_no_time(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text("RM5 billion in 2024. RM6 billion. RM7 billion in the first half of 2024.")
    done = CliRunner().invoke(cli.app, ["figures", str(path)])
    assert "1 of 3 figures have no period" in done.stderr
    path.write_text("RM5 billion in 2024.")
    assert CliRunner().invoke(cli.app, ["figures", str(path)]).stderr == ""


def test_half_of_a_pair_of_surrogates_in_utf_16_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_bytes("RM5 billion \ud800 in 2024".encode("utf-16", "surrogatepass"))
    with pytest.raises(FigureError, match=r"as a text.*byte 26 is not of the encoding 'utf-16'"):
        visible_text(path)
    path.write_bytes(codecs.BOM_UTF16_LE + b"R")
    with pytest.raises(FigureError, match="as a text"):
        visible_text(path)
