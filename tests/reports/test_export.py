"""Export: what each file holds, the same bytes each time, and nothing that a spreadsheet would run."""

import base64
import csv
import io
import json
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
from matplotlib.text import Text
from PIL import Image
from pypdf import PdfReader

import tradeview as tv
from artists import CHARTS, accounting
from tradeview.charts.layout.page import Drawing
from tradeview.errors import ArgumentError, ExportError
from tradeview.reports.export import csv_bytes, font_faces, render_chart, svg_bytes
from tradeview.reports.workbook import workbook_bytes

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


def test_six_files_are_written_and_nothing_else(made: dict[str, dict[str, Path]]) -> None:
    folder = made["rate"][".png"].parent
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        name + ending for name in CHARTS for ending in (*ENDINGS, ".datapackage.json")
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
        for path in made[name].values():
            assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


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


HIDDEN = [" ", "\xa0", "\u2003", "\ufeff", "\0", "\u200b", "\u200d", "\u202e", "\x1b", " \0 \ufeff", "\xad"]


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_csv_holds_no_formula_behind_what_is_not_seen(hidden: str, sign: str) -> None:
    frame = pd.DataFrame({"text": [f"{hidden}{sign}1+1", f"{hidden}1{sign}1"], "number": [-1.5, -2]})
    rows = list(csv.reader(io.StringIO(csv_bytes(frame).decode(), newline="")))
    assert rows[1:] == [[f"'{hidden}{sign}1+1", "-1.5"], [f"{hidden}1{sign}1", "-2.0"]]


def test_half_a_surrogate_pair_is_written_out_on_every_way_out() -> None:
    text = "from a file\udcff"
    assert csv_bytes(pd.DataFrame({text: [text]}, dtype=object)).decode() == "from a file\\udcff\nfrom a file\\udcff\n"
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes({"a": pd.DataFrame({text: [text]}, dtype=object)})))
    assert [cell.value for cell in book["a"]["A"]] == ["from a file\\udcff"] * 3
    trade = tv.load().assign(source=text)
    files = render_chart(accounting(trade))
    assert "from a file\\udcff" in files[".txt"].decode()
    assert all(files.values())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("L" * 32_767, 1),
        ("L" * 32_768, 2),
        ("ü" * 32_768, 2),
        ("L" * 100_000, 4),
        ("😀" * 16_383, 1),  # which Excel counts twice
        ("😀" * 16_384, 2),
        ("L" * 32_766 + "😀", 2),
    ],
)
def test_text_that_is_too_long_for_a_cell_goes_on_beside_it(text: str, parts: int) -> None:
    frame = pd.DataFrame({"quote": [text, "short", None], "value": [1.0, 2.0, 3.0]})
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes({"a": frame})))["a"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[1] == ["quote", *(f"quote ({part})" for part in range(2, parts + 1)), "value"]
    assert "".join(rows[2][:-1]) == text
    assert all(len(part.encode("utf-16-le")) <= 2 * 32_767 for part in rows[2][:-1])
    assert rows[3] == ["short", *[None] * (parts - 1), 2]


def test_what_no_sheet_can_hold_is_refused_and_not_left_out() -> None:
    for frame in (pd.DataFrame({"a": range(2**20)}), pd.DataFrame([range(2**14 + 1)])):
        with pytest.raises(ExportError, match=r"fits into a sheet; found: [\d,]+ rows and [\d,]+ columns"):
            workbook_bytes({"a": frame})
    for name in ("x" * 32, "a/b", "'a"):
        with pytest.raises(ExportError, match="a sheet is called"):
            workbook_bytes({name: pd.DataFrame()})


def test_what_no_xml_can_hold_leaves_a_workbook_that_opens() -> None:
    frame = pd.DataFrame({"a": ["a\ufffeb\uffff", "\x00\x1b", "_x0041_"]})
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes({"a": frame})))["a"]
    assert sheet["A3"].value == r"a\ufffeb\uffff"


def test_no_dollar_in_a_chart_is_a_formula() -> None:
    trade = tv.load().assign(source=r"$\frac{1}{0}$ US$2 to US$3")
    ax = accounting(trade)
    texts = [text for text in ax.figure.findobj(Text) if "$" in text.get_text()]
    assert texts
    assert not any(text.get_parse_math() for text in texts)
    assert r"$\frac{1}{0}$" in render_chart(ax)[".txt"].decode()


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
    assert [cell.value for cell in book["One"]["A"]] == ["=title", "=title", *texts]
    assert {cell.value for cell in book["One"]["B"][2:]} == {-1.5}
    assert [cell.value for cell in book["One"]["C"][2:5]] == ["inf", None, None]
    assert book["Empty"].max_row == 2


def test_a_figure_of_two_charts_is_written_with_the_words_and_data_of_both(tmp_path: Path) -> None:
    figure, (left, right) = plt.subplots(1, 2, figsize=(12, 5))
    CHARTS["balance"](ax=right, title="Mine <too>")
    CHARTS["lines"](ax=left)
    written = tv.export(right, tmp_path / "both")
    assert [path.name for path in written] == [
        f"both{end}" for end in (".png", ".svg", ".pdf", "-1.csv", "-2.csv", ".txt", ".datapackage.json")
    ]
    assert written == tv.export(left, tmp_path / "both")  # of whichever it is asked
    described = json.loads((tmp_path / "both.datapackage.json").read_text(encoding="utf-8"))
    for number, ax in enumerate((left, right), 1):
        assert (tmp_path / f"both-{number}.csv").read_bytes() == csv_bytes(tv.charts.data(ax))
        resource = described["resources"][number - 1]
        assert (resource["path"], resource["title"]) == (f"both-{number}.csv", tv.charts.words(ax).title)
    said = (tmp_path / "both.txt").read_text(encoding="utf-8")
    first, second = (tv.charts.words(ax) for ax in (left, right))
    assert said.split("\n\n")[:2] == ["Chart 1 of 2", first.title]
    assert said.index("Chart 2 of 2\n\nMine <too>") > said.index(first.caption[-1])
    root = ET.fromstring((tmp_path / "both.svg").read_text(encoding="utf-8"))  # noqa: S314 - our own file
    assert root.findtext(f"{SVG}title") == f"{first.title}; Mine <too>"
    assert root.findtext(f"{SVG}desc") == f"{first.alt} {second.alt}"
    with Image.open(tmp_path / "both.png") as picture:
        assert picture.info["Title"] == f"{first.title}; Mine <too>"
    plt.close(figure)


def test_a_chart_without_a_title_is_named_by_what_is_read_aloud(tmp_path: Path) -> None:
    ax = CHARTS["rate"](title="", subtitle="")
    tv.export(ax, tmp_path / "rate")
    alt = tv.charts.words(ax).alt
    root = ET.fromstring((tmp_path / "rate.svg").read_text(encoding="utf-8"))  # noqa: S314 - our own file
    assert root.attrib["aria-label"] == root.findtext(f"{SVG}title") == alt
    assert (tmp_path / "rate.txt").read_text(encoding="utf-8").startswith(f"{alt}\n\n")


def test_a_day_of_making_that_is_none_is_refused_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(ArgumentError, match="SOURCE_DATE_EPOCH is a number of seconds"):
        tv.export(CHARTS["rate"](), tmp_path / "rate")
    assert not list(tmp_path.iterdir())
