"""Export: what each file holds, the same bytes each time, and nothing that a spreadsheet would run."""

import base64
import csv
import io
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import matplotlib.pyplot as plt
import openpyxl
import pandas as pd
import pytest
from fontTools import subset
from fontTools.ttLib import TTFont
from PIL import Image
from pypdf import PdfReader

import tradeview as tv
from artists import CHARTS, accounting
from tradeview.charts.layout.page import Drawing
from tradeview.errors import ExportError
from tradeview.reports.export import csv_bytes, font_faces, svg_bytes, workbook_bytes

ENDINGS = [".png", ".svg", ".pdf", ".csv", ".txt"]
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = ['=HYPERLINK("http://example.org","click")', "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "=1+1"]


@dataclass
class Exported:
    """A chart as it was drawn: what it says, its width and height in inches, and its files by ending."""

    said: Drawing
    inches: tuple[float, float]
    files: dict[str, Path]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Exported]:
    """Every chart, drawn and written once."""
    folder = tmp_path_factory.mktemp("charts")
    found = {}
    for name, draw in CHARTS.items():
        ax = draw()
        said, inches = tv.charts.drawing(ax), tuple(ax.figure.get_size_inches())
        found[name] = Exported(said, inches, {path.suffix: path for path in tv.export(ax, folder / name)})
        plt.close(ax.figure)
    return found


@pytest.fixture(scope="module")
def made(exported: dict[str, Exported]) -> dict[str, dict[str, Path]]:
    """The files of every chart."""
    return {name: one.files for name, one in exported.items()}


def test_five_files_are_written_and_nothing_else(made: dict[str, dict[str, Path]]) -> None:
    folder = made["rate"][".png"].parent
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        name + ending for name in CHARTS for ending in ENDINGS
    )


@pytest.mark.parametrize("name", CHARTS)
def test_png_is_at_twice_the_size_with_alternative_text(name: str, exported: dict[str, Exported]) -> None:
    said, inches = exported[name].said, exported[name].inches
    with Image.open(exported[name].files[".png"]) as image:
        assert image.size == pytest.approx([side * 200 for side in inches], abs=1)
        assert image.text["Title"] == said.title
        assert image.text["Description"] == said.alt


@pytest.mark.parametrize("name", CHARTS)
def test_svg_has_title_description_text_as_text_and_its_font(name: str, exported: dict[str, Exported]) -> None:
    said, path = exported[name].said, exported[name].files[".svg"]
    root = ET.fromstring(path.read_bytes())  # noqa: S314 - our own file
    assert root.get("role") == "img"
    assert root.get("aria-label") == said.title
    assert root.findtext(f"{SVG}title") == said.title
    assert root.findtext(f"{SVG}desc") == said.alt
    shown = " ".join(" ".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    assert set(said.title.split()) <= set(shown.split())
    assert "@font-face" in root.findtext(f"{SVG}style")
    assert "url(data:font/woff;base64," in root.findtext(f"{SVG}style")
    assert not list(root.iter(f"{SVG}script"))
    assert "Source Sans Pro" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CHARTS)
def test_pdf_has_its_fonts_embedded_and_its_words_as_text(name: str, exported: dict[str, Exported]) -> None:
    said = exported[name].said
    reader = PdfReader(exported[name].files[".pdf"])
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        assert any(key in inner["/FontDescriptor"].get_object() for key in ("/FontFile2", "/FontFile3"))
    assert any("SourceSansPro" in font["/BaseFont"] for font in fonts)
    assert (reader.metadata.title, reader.metadata.subject) == (said.title, said.alt)
    assert said.title.split(" ")[0] in reader.pages[0].extract_text()


def test_pdf_has_a_weight_of_its_font_once_though_its_words_have_curly_apostrophes(
    exported: dict[str, Exported],
) -> None:
    assert "’" in exported["rate"].files[".txt"].read_text(encoding="utf-8")
    fonts = PdfReader(exported["rate"].files[".pdf"]).pages[0]["/Resources"]["/Font"].values()
    names = [font.get_object()["/BaseFont"].split("+")[1] for font in fonts]
    assert sorted(names) == ["SourceSansPro-Bold", "SourceSansPro-Regular"]


@pytest.mark.parametrize("name", CHARTS)
def test_csv_holds_exactly_what_is_drawn(name: str, exported: dict[str, Exported]) -> None:
    data = exported[name].said.data
    rows = list(csv.DictReader(io.StringIO(exported[name].files[".csv"].read_text(encoding="utf-8"))))
    assert list(rows[0]) == list(data.columns)
    for row, wanted in zip(rows, data.to_dict("records"), strict=True):
        for column, value in wanted.items():
            if isinstance(value, float) and not pd.isna(value):
                assert float(row[column]) == value
            else:
                assert row[column] == ("" if pd.isna(value) else str(value))


@pytest.mark.parametrize("name", CHARTS)
def test_text_beside_the_file_holds_title_alternative_text_and_caption(
    name: str, exported: dict[str, Exported]
) -> None:
    said = exported[name].said
    words = exported[name].files[".txt"].read_text(encoding="utf-8").split("\n\n")
    assert [part.strip() for part in words] == [said.title, said.subtitle, said.alt, *said.caption]


def test_the_same_bytes_in_another_process_with_another_hash_seed(
    made: dict[str, dict[str, Path]], tmp_path: Path
) -> None:
    names = ("accounting", "timeline")
    code = f"import tradeview as tv; from artists import CHARTS; [tv.export(CHARTS[n](), n) for n in {names}]"
    settings = {
        **os.environ,
        "PYTHONHASHSEED": "4242",
        "PYTHONPATH": str(Path(__file__).parents[1]),
        "SOURCE_DATE_EPOCH": "",
    }
    settings.pop("SOURCE_DATE_EPOCH")
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=settings, check=True)
    for name in names:
        for ending, path in made[name].items():
            assert (tmp_path / f"{name}{ending}").read_bytes() == path.read_bytes(), f"{name}{ending}"


def test_the_same_bytes_a_second_time(made: dict[str, dict[str, Path]], tmp_path: Path) -> None:
    for path in tv.export(CHARTS["rate"](), tmp_path / "rate"):
        assert path.read_bytes() == made["rate"][path.suffix].read_bytes()


def test_svg_alone_is_the_svg_beside_the_other_files(made: dict[str, dict[str, Path]]) -> None:
    assert svg_bytes(CHARTS["rate"]()) == made["rate"][".svg"].read_bytes()


@pytest.mark.parametrize("letters", ["\n -1AVailßő−’■", "AV Россия", " ", "漢"], ids=ascii)
def test_letters_of_a_page_are_cut_from_the_whole_font(letters: str) -> None:
    faces = re.findall(r"font-weight:(\d+);src:url\(data:font/woff;base64,([^)]*)\)", font_faces(letters))
    assert [weight for weight, _ in faces] == ["400", "700"]
    for name, (_, carried) in zip(("Regular", "Bold"), faces, strict=True):
        path = files("font_source_sans_pro").joinpath("files", f"SourceSansPro-{name}.ttf")
        options = subset.Options(flavor="woff", layout_features=["kern"], notdef_outline=True)
        font = TTFont(str(path), recalcTimestamp=False)
        cutter = subset.Subsetter(options)
        cutter.populate(text=letters)
        cutter.subset(font)
        font.flavor = "woff"
        wanted = io.BytesIO()
        font.save(wanted)
        assert base64.b64decode(carried) == wanted.getvalue()


def test_text_of_a_ledger_that_xml_cannot_hold_leaves_a_valid_svg(tmp_path: Path) -> None:
    events = tv.load_events().assign(what="a\x00b\x0b<script>&\uffff")
    svg = next(path for path in tv.export(tv.charts.timeline(events), tmp_path / "t") if path.suffix == ".svg")
    root = ET.fromstring(svg.read_bytes())  # noqa: S314 - our own file
    assert "a b <script>&" in root.findtext(f"{SVG}desc")
    assert not list(root.iter(f"{SVG}script"))


@pytest.mark.parametrize("path", [".", "/"])
def test_a_name_is_needed(path: str) -> None:
    with pytest.raises(ExportError, match="needs a file's name"):
        tv.export(accounting(tv.load()), path)


def test_a_name_with_dots_keeps_them(tmp_path: Path) -> None:
    assert tv.export(accounting(tv.load()), tmp_path / "v1.2")[0].name == "v1.2.png"


def test_axes_of_somebody_else_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no chart of tradeview"):
        tv.export(plt.figure().add_subplot(), tmp_path / "a")


def test_csv_holds_no_formula() -> None:
    frame = pd.DataFrame({"=title": [*HOSTILE, "a - b", "1=1", "a\r=1"], "number": [-1.5] * (len(HOSTILE) + 3)})
    rows = list(csv.reader(io.StringIO(csv_bytes(frame).decode(), newline="")))
    assert rows[0] == ["'=title", "number"]
    wanted = [*(f"'{text}".replace("\r", "\n") for text in HOSTILE), "a - b", "1=1", "a\n=1"]
    assert [row[0] for row in rows[1:]] == wanted
    assert {row[1] for row in rows[1:]} == {"-1.5"}, "negative numbers are numbers"


def test_a_workbook_holds_text_as_text_and_numbers_as_numbers() -> None:
    texts = [text for text in HOSTILE if text.strip() == text] + ["http://example.org", "007"]
    mixed = [float("inf"), float("nan"), None, True, pd.Timestamp("2024-05-01"), *range(len(texts) - 5)]
    frame = pd.DataFrame({"=title": texts, "number": [-1.5] * len(texts), "mixed": pd.Series(mixed, dtype=object)})
    content = workbook_bytes({"One": frame, "Empty": frame.iloc[:0]})
    assert content == workbook_bytes({"One": frame, "Empty": frame.iloc[:0]})
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for row in book["One"].iter_rows() for cell in row]
    assert all(cell.data_type in "sn" for cell in cells)
    assert all(cell.hyperlink is None for cell in cells)
    assert [cell.value for cell in book["One"]["A"]] == ["=title", *texts]
    assert {cell.value for cell in book["One"]["B"][1:]} == {-1.5}
    assert [cell.value for cell in book["One"]["C"][1:4]] == ["inf", None, None]
    assert book["Empty"].max_row == 1
