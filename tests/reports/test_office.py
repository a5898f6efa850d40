"""Slides and the document of a report, read back: their words, charts, numbers and links, and how they come out.

They are rendered by LibreOffice where it is installed (`soffice`, from the system's packages).
"""

import importlib
import io
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pypdf
import pytest
from docx import Document
from docx.enum.table import WD_TABLE_DIRECTION
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image
from pptx import Presentation
from selectolax.lexbor import LexborHTMLParser

import tradeview as tv
from command_line import answer
from pair_file import pair_records
from tradeview.charts.layout.page import Drawing
from tradeview.errors import MissingExtraError
from tradeview.reports.office.archive import pack_again
from tradeview.reports.office.document import document_bytes
from tradeview.reports.office.look import Picture, Slide
from tradeview.reports.office.native_chart import NativeChart, find_native_chart, lines_of_units, money_format
from tradeview.reports.office.page_blocks import Chart, Heading, Paragraph, Table, plain, read_page
from tradeview.reports.office.slides import presentation_bytes
from tradeview.reports.workbook import chart_workbook, workbook_bytes
from tradeview.words.language import speak

HOSTILE = '=HYPERLINK("x") <b>&amp; _x000D_ \u202egnp \x1b[2K ' + "ترتفع صادرات " + "long " * 60
# What is left of it where text may not steer anything or run over a line.
SAFE_START = '=HYPERLINK("x") <b>&amp; _x000D_ \\u202egnp'
NATIVE = {"balance", "accounting", "composition", "exports", "imports", "export_partners", "import_partners"}
CHARTS_OF_PAIR = (
    *("balance", "lenses", "accounting", "composition", "exports", "imports"),
    *("export_partners", "import_partners", "export_mirror", "import_mirror"),
)
PNG_START, SVG_PICTURE = b"\x89PNG", "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
soffice = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftoppm") is None,
    reason="LibreOffice (soffice) or pdftoppm is not installed",
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a pair whose source has hostile words, for the office, too."""
    folder = tmp_path_factory.mktemp("office")
    trade = tv.read_comtrade(pair_records()).assign(source=HOSTILE)
    tv.report(trade, out=folder, pair=("MYS", "RUS"), office=True)
    return folder


@pytest.fixture(scope="module")
def slides(written: Path) -> list[Any]:
    return list(Presentation(written / "report.pptx").slides)


@pytest.fixture(scope="module")
def page(written: Path) -> LexborHTMLParser:
    return LexborHTMLParser((written / "report.html").read_text(encoding="utf-8"))


def words_of(written: Path, name: str) -> list[str]:
    """Title, subtitle, alternative text and caption of a chart, as the file beside it has them."""
    return (written / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n\n")


def rows_of(written: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(written / f"{name}.csv", dtype={"commodity_code": str, "row": str})


def texts_of(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def chart_of(slide: Any) -> Any:
    return next((shape.chart for shape in slide.shapes if shape.has_chart), None)


# Slides


def test_each_chart_has_one_slide_with_its_words_as_text(written: Path, slides: list[Any]) -> None:
    assert len(slides) == len(CHARTS_OF_PAIR)
    for slide, name in zip(slides, CHARTS_OF_PAIR, strict=True):
        title, subtitle, alt, *caption = words_of(written, name)
        texts = texts_of(slide)
        assert slide.shapes.title.text_frame.text == title
        assert texts[1] == subtitle
        assert texts[2].startswith(" ".join(caption)[:100])
        notes = slide.notes_slide.notes_text_frame.text
        assert all(words in notes for words in (title, subtitle, alt, *caption)), (
            "what a slide cuts stands in full here"
        )


def test_bars_and_lines_are_charts_of_the_program_and_others_pictures(slides: list[Any]) -> None:
    native = {name for slide, name in zip(slides, CHARTS_OF_PAIR, strict=True) if chart_of(slide) is not None}
    assert native == NATIVE
    for slide in slides:
        pictures = [
            shape for shape in slide.shapes if shape.shape_type is not None and "PICTURE" in str(shape.shape_type)
        ]
        assert len(pictures) == (chart_of(slide) is None)


def test_a_picture_is_shapes_with_points_for_older_programs_and_words_for_those_who_do_not_see_it(
    written: Path, slides: list[Any]
) -> None:
    for slide, name in zip(slides, CHARTS_OF_PAIR, strict=True):
        for shape in slide.shapes:
            if shape.has_text_frame:
                continue
            properties = shape._element.xpath(".//p:cNvPr")[0]  # noqa: SLF001
            assert properties.get("descr") == words_of(written, name)[2]
            if shape.has_chart:
                continue
            assert shape.image.blob.startswith(PNG_START)
            (blip,) = shape._element.iter(SVG_PICTURE)  # noqa: SLF001
            svg = slide.part.related_part(blip.get(qn("r:embed"))).blob
            assert etree.fromstring(svg).tag.endswith("svg")
            assert b"<text" not in svg, "letters are shapes: no program need have the font"
            assert b"Malaysia" not in re.sub(
                rb"<metadata>.*?</metadata>|<title>.*?</title>|<!--.*?-->", b"", svg, flags=re.DOTALL
            )


def numbers_of(chart: Any) -> dict[str, list[float | None]]:
    return {series.name: list(series.values) for plot in chart.plots for series in plot.series}


def test_the_numbers_of_native_charts_are_those_that_are_drawn(written: Path, slides: list[Any]) -> None:
    charts = {name: chart_of(slide) for slide, name in zip(slides, CHARTS_OF_PAIR, strict=True)}
    balance = rows_of(written, "balance")
    assert numbers_of(charts["balance"]) == {
        "Exports": balance["export_value"].tolist(),
        "Imports": balance["import_value"].tolist(),
        "Balance": balance["balance"].tolist(),
    }
    assert list(charts["balance"].plots[0].categories) == [str(year) for year in balance["period"]]
    for name in ("exports", "imports", "export_partners", "import_partners"):
        rows = rows_of(written, name)
        assert list(numbers_of(charts[name]).values()) == [rows["value"].tolist()]
        assert list(charts[name].plots[0].categories) == rows["row"].tolist()
    points = rows_of(written, "accounting")
    assert numbers_of(charts["accounting"]) == {"Log points": points["log_points"].tolist()}
    sections = rows_of(written, "composition")
    for flow, name in (("export", "Exports"), ("import", "Imports")):
        shares = sections[sections["flow"] == flow].set_index("section")["share"]
        found = dict(
            zip(charts["composition"].plots[0].categories, numbers_of(charts["composition"])[name], strict=True)
        )
        assert {section: share for section, share in found.items() if share is not None} == shares.to_dict()


def test_the_workbook_within_a_chart_has_its_numbers_and_no_formula(slides: list[Any]) -> None:
    for slide in slides:
        chart = chart_of(slide)
        if chart is None:
            continue
        sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
        header, *rows = sheet.iter_rows(values_only=True)
        assert list(header[1:]) == list(numbers_of(chart))
        assert [row[0] for row in rows] == list(chart.plots[0].categories)
        for column, values in enumerate(numbers_of(chart).values(), start=1):
            in_workbook = [None if value is None else float(f"{value:.16G}") for value in values]  # 16 digits
            assert [row[column] for row in rows] == in_workbook
        assert all(cell.data_type in "sn" for row in sheet.iter_rows() for cell in row)


def test_a_gap_in_time_is_a_gap_in_the_chart() -> None:
    data = pd.DataFrame(
        {
            "period": [2019, 2021],
            "export_value": [2e9, 3e9],
            "import_value": [1e9, None],
            "balance": [1e9, None],
            "currency": "USD",
        }
    )
    found = find_native_chart(data)
    assert found is not None
    assert found.categories == ("2019", "2020", "2021")
    assert [series.values for series in found.series] == [(2e9, None, 3e9), (1e9, None, None), (1e9, None, None)]
    xml = chart_xml(presentation_of(data))
    assert 'dispBlanksAs val="gap"' in xml
    assert 'smooth val="1"' not in xml
    assert find_native_chart(data.assign(months=["2019-01/2019-08", None])) is None, "no axis of periods names them"


def presentation_of(data: pd.DataFrame, title: str = "Title") -> bytes:
    picture = Picture(b"<svg xmlns='http://www.w3.org/2000/svg'/>", png(), 100, 50)
    said = Drawing(title, "Subtitle", ("Caption.",), "Alternative", data)
    return presentation_bytes([Slide("one", said, picture)], "Trade")


def png() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 2), "white").save(buffer, "PNG")
    return buffer.getvalue()


def chart_xml(presentation: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(presentation)) as parts:
        (name,) = [name for name in parts.namelist() if re.fullmatch(r"ppt/charts/chart\d+\.xml", name)]
        return parts.read(name).decode()


def test_lines_are_told_apart_by_what_they_are_by_and_an_index_is_one() -> None:
    row = {"reporter": "MYS", "flow": "export", "commodity_code": "TOTAL", "currency": "USD"}
    cells = [(2015, "CHN", 5e9), (2017, "CHN", 9e9), (2015, "SGP", 6e9), (2016, "SGP", 7e9)]
    frame = pd.DataFrame(cells, columns=["period", "partner", "value"]).assign(**row)
    amounts = find_native_chart(tv.charts.drawing(tv.charts.lines(frame)).data)
    assert amounts is not None
    assert {series.name: series.values for series in amounts.series} == {
        "China": (5e9, None, 9e9),
        "Singapore": (6e9, 7e9, None),
    }
    assert (amounts.unit, amounts.form) == ("US$ billion", "lines")
    index = find_native_chart(tv.charts.drawing(tv.charts.lines(frame, rebase=2015)).data)
    assert index is not None
    assert {series.name: series.values for series in index.series} == {
        "China": (100.0, None, 9 / 5 * 100),
        "Singapore": (100.0, pytest.approx(7 / 6 * 100), None),
    }
    assert index.unit == "Index, 2015 is 100"


@pytest.mark.parametrize(
    ("values", "number_format"),
    [
        ([2.6e9, -0.7e9], "#,##0.00,,,;−#,##0.00,,,"),
        ([44e9, 0.78e9], "#,##0.0,,,;−#,##0.0,,,"),
        ([328e6, 8e6], "#,##0,,;−#,##0,,"),
        ([44e9, 4e6], '[=0]0;[<50000000]"<0.1";#,##0.0,,,'),  # what is not nothing is not written as nothing
        ([5.0, 0.001], '[=0]0;[<0.005]"<0.01";#,##0.00'),
        ([None], "#,##0.00;−#,##0.00"),
    ],
)
def test_numbers_are_written_in_the_scale_of_the_largest(values: list[float | None], number_format: str) -> None:
    assert money_format(values)[0] == number_format


@pytest.mark.parametrize(
    ("language", "unit", "numbers"),
    [
        ("bn", "কোটি ডলার", (250.0, 70.0)),
        ("th", "ล้านดอลลาร์สหรัฐ", (2500e6, 700e6)),
        ("en", "US$ billion", (2.5e9, 0.7e9)),
    ],
)
def test_numbers_of_a_unit_that_no_format_divides_by_are_told_in_it(
    language: str, unit: str, numbers: tuple[float, ...]
) -> None:
    rows = {"period": 2024, "partner": ["SGP", "CHN"], "value": [2.5e9, 0.7e9], "share": [0.5, 0.14]}
    data = pd.DataFrame(rows).assign(currency="USD", row=["Singapore", "China"])
    with speak(language):
        found = find_native_chart(data)
    assert found is not None
    assert (found.unit, found.series[0].values) == (unit, pytest.approx(numbers))


def test_no_words_of_a_chart_do_anything_and_long_ones_are_cut_on_the_slide_alone() -> None:
    names = [HOSTILE, "_x000D_", "=1+1", "a\x00b"]
    data = pd.DataFrame({"row": names, "value": [4e9, 3e9, 2e9, 1e9], "share": 0.25, "currency": "USD"})
    content = presentation_of(data, HOSTILE * 20)
    slide = Presentation(io.BytesIO(content)).slides[0]
    title = slide.shapes.title.text_frame.text
    assert title.startswith(SAFE_START)
    assert title.endswith("…")
    assert len(slide.notes_slide.notes_text_frame.text) > 20 * 300
    categories = list(chart_of(slide).plots[0].categories)
    assert categories[0].startswith('=HYPERLINK("x") <b>&amp;')
    assert "_x005F_x000D_" in chart_xml(content), "else a program reads a line break"
    sheet = openpyxl.load_workbook(io.BytesIO(chart_of(slide).part.chart_workbook.xlsx_part.blob)).active
    assert [sheet["A4"].value, sheet["A4"].data_type] == ["=1+1", "s"]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if b"hlinkClick" in parts.read(name)]


# The document


def test_the_document_says_what_the_page_says(written: Path, page: LexborHTMLParser) -> None:
    document = Document(written / "report.docx")
    styles = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2"}
    for tag, style in styles.items():
        wanted = [" ".join(node.text().split()) for node in page.css(tag)]
        assert [text.text for text in document.paragraphs if text.style.name == style] == wanted
    tables = [table for table in document.tables if table.style.name == "House table"]
    assert len(tables) == len(page.css("table"))
    for table, node in zip(tables, page.css("table"), strict=True):
        assert len(table.rows) == len(node.css("tr"))
        shown = [" ".join(paragraph.text.split()) for paragraph in table.rows[0].cells[0].paragraphs]
        assert shown == [" ".join(node.css("th")[0].text().split())]


def test_heads_of_tables_are_repeated_and_rows_are_not_cut(written: Path) -> None:
    for table in Document(written / "report.docx").tables:
        if table.style.name != "House table":
            continue
        properties = [row._tr.trPr for row in table.rows]  # noqa: SLF001
        assert [row.find(qn("w:tblHeader")) is not None for row in properties] == [True] + [False] * (
            len(properties) - 1
        )
        assert all(row.find(qn("w:cantSplit")) is not None for row in properties)


def test_every_chart_of_the_page_is_a_picture_with_its_words(written: Path, page: LexborHTMLParser) -> None:
    document = Document(written / "report.docx")
    names = [node.attributes.get("data-chart") for node in page.css("figure")]
    assert sorted(map(str, names)) == sorted(CHARTS_OF_PAIR)
    pictures = document.element.body.findall(f".//{qn('wp:inline')}")
    assert [picture.docPr.get("name") for picture in pictures] == names
    texts = [paragraph.text for paragraph in document.paragraphs]
    for picture, name in zip(pictures, names, strict=True):
        title, _, alt, *caption = words_of(written, str(name))
        assert picture.docPr.get("descr") == alt
        assert title in texts
        assert set(caption) <= set(texts)
        (blip,) = picture.iter(SVG_PICTURE)
        assert b"<svg" in document.part.related_parts[blip.get(qn("r:embed"))].blob


def test_links_lead_to_places_of_the_document(written: Path, page: LexborHTMLParser) -> None:
    document = Document(written / "report.docx")
    marks = {mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))}
    links = list(document.element.iter(qn("w:hyperlink")))
    # The annex is a file of its own, into which nothing leads from a document that is handed on alone.
    assert len(links) == len(page.css("a:not([href^='annex.html'])"))
    assert {link.get(qn("w:anchor")) for link in links} == marks
    numbers = [mark.get(qn("w:id")) for mark in document.element.iter(qn("w:bookmarkStart"))]
    assert len(set(numbers)) == len(numbers)


def test_a_page_is_read_as_a_browser_shows_it() -> None:
    blocks = read_page(
        "<header><h1>A &amp; B</h1></header><style>p{}</style>"
        "<p class='minor pointing'>only with a mouse</p><p class='minor'>one\n  <b>two</b><span hidden>no</span></p>"
        "loose <i>words</i><details><summary>More</summary><ul><li>x<br>y</li></ul></details>"
        "<figure data-chart='lenses'><svg><text>not twice</text></svg></figure>"
        "<table><thead><tr><th>A<th class='n'>B</thead><tr id='r'><td><q lang='ar'>ا</q><td class='n'>1</table>"
        "<dl><dt id='s'>S</dt><dd>said</dd></dl><script>no()</script>"
    )
    heading, minor, loose, summary, item, chart, table, term, definition = blocks
    assert isinstance(heading, Heading)
    assert plain(heading.text) == "A & B"
    assert [(run.text, run.is_bold) for run in minor.text] == [("one ", False), ("two", True)]  # type: ignore[union-attr]
    assert isinstance(loose, Paragraph)
    assert plain(loose.text) == "loose words"
    assert [block.style for block in (minor, summary, item, term, definition)] == [  # type: ignore[union-attr]
        *("minor", "summary", "bullet", "term", "definition"),
    ]
    assert plain(item.text) == "x\ny"  # type: ignore[union-attr]
    assert chart == Chart("lenses")
    assert isinstance(table, Table)
    assert (table.are_numbers, table.rows[0].place) == ((False, True), "r")
    assert table.rows[0].cells[0][0].language == "ar"


def test_no_link_of_a_page_leads_to_a_program() -> None:
    page = (
        "<p><a href='javascript:alert(1)'>a</a><a href='file:///etc/passwd'>b</a><a href='#nowhere'>c</a>"
        "<a href='https://example.org/?a=1&amp;b=2'>d</a><a href='#here'>e</a></p><h2 id='here'>Here</h2>"
    )
    document = Document(io.BytesIO(document_bytes([page], [], "Title")))
    links = list(document.element.iter(qn("w:hyperlink")))
    assert [text.text for link in links for text in link.iter(qn("w:t"))] == ["d", "e"]
    outside = [part.target_ref for part in document.part.rels.values() if part.is_external]
    assert outside == ["https://example.org/?a=1&b=2"]
    assert document.paragraphs[0].text == "abcde"


def test_text_that_is_read_from_the_right_is_set_so() -> None:
    document = Document(io.BytesIO(document_bytes(["<p>1 <q>مليار</q> US$</p>"], [], "Title")))
    assert [run.font.rtl for run in document.paragraphs[0].runs] == [None, True, None]


def test_letters_of_other_scripts_look_as_latin_ones_do() -> None:
    page = "<h1>หลังหักเงินเฟ้อ</h1><p><strong>เพิ่มขึ้น</strong></p>"
    with speak("th"):
        document = Document(io.BytesIO(document_bytes([page], [], "Title")))
    (bold,) = document.paragraphs[-1].runs
    assert (bold.bold, bold.font.cs_bold) == (True, True)
    for style in document.styles:
        size = style.element.find(f".//{qn('w:sz')}")
        if style.name in {"Title", "Heading 1", "Normal", "Caption", "Card figure"}:
            assert style.font.cs_bold == style.font.bold
            assert style.element.find(f".//{qn('w:szCs')}").get(qn("w:val")) == size.get(qn("w:val"))
    languages = {mark.get(qn("w:bidi")) for mark in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"th-TH"}


def test_a_document_in_arabic_runs_from_the_right_with_its_tables() -> None:
    page = "<p>1,57\N{LEFT-TO-RIGHT MARK}%</p><table><tr><th>عام</th><td>2024</td></tr></table>"
    with speak("ar"):
        document = Document(io.BytesIO(document_bytes([page], [], "Title")))
    assert document.styles["Normal"].element.pPr.find(qn("w:bidi")) is not None
    assert [table.table_direction for table in document.tables] == [WD_TABLE_DIRECTION.RTL]
    assert document.paragraphs[0].text == "1,57\N{LEFT-TO-RIGHT MARK}%", "marks beside numbers are not written out"
    in_english = Document(io.BytesIO(document_bytes([page], [], "Title")))
    assert in_english.styles["Normal"].element.pPr.find(qn("w:bidi")) is None
    assert [table.table_direction for table in in_english.tables] == [None]


def test_slides_in_arabic_run_from_the_right_with_the_names_of_their_charts() -> None:
    rows = {"row": ["الصين: +51%", "سنغافورة"], "value": [4e9, 3e9], "share": 0.25, "currency": "USD"}
    with speak("ar"):
        slide = Presentation(io.BytesIO(presentation_of(pd.DataFrame(rows), "العنوان"))).slides[0]
    paragraph = slide.shapes.title.text_frame.paragraphs[0]._p  # noqa: SLF001
    assert (paragraph.pPr.get("rtl"), paragraph.pPr.get("algn")) == ("1", "r")
    assert paragraph.r_lst[0].rPr.get("lang").startswith("ar-")
    names = [str(category) for category in chart_of(slide).plots[0].categories]
    assert all(name.startswith("\N{RIGHT-TO-LEFT EMBEDDING}") for name in names)


# Both


def members(content: bytes) -> Iterator[tuple[str, zipfile.ZipInfo, bytes]]:
    """The parts of a document, and of the workbooks within it."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for info in parts.infolist():
            part = parts.read(info)
            yield info.filename, info, part
            if info.filename.endswith(".xlsx"):
                yield from members(part)


@pytest.mark.parametrize("name", ["report.pptx", "report.docx"])
def test_nothing_in_a_file_tells_when_or_where_it_was_made_or_asks_for_anything_outside(
    name: str, written: Path
) -> None:
    for part, info, content in members((written / name).read_bytes()):
        assert info.date_time[:3] in {(1980, 1, 1), (1980, 1, 31)}, part
        if part.endswith(".rels"):
            relations = etree.fromstring(content)
            assert [relation for relation in relations if relation.get("TargetMode") == "External"] == []
        if part.startswith("docProps"):
            assert set(re.findall(rb"\b20\d\d-", content)) <= {b"2000-"}
            assert b"python-" not in content
        if part.endswith(".svg"):
            assert not re.search(rb"(href|src)\s*=\s*['\"](?!#)", content)
    with zipfile.ZipFile(written / name) as parts:
        assert parts.namelist()[0] == "[Content_Types].xml"
        assert parts.namelist()[1:] == sorted(parts.namelist()[1:])
        assert not [part for part in parts.namelist() if "thumbnail" in part or "printerSettings" in part]


def test_the_same_charts_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pd.DataFrame({"row": ["a", "b"], "value": [2e9, 1e9], "share": [0.6, 0.3], "currency": "USD"})
    page = "<h1>A</h1><p>text <a href='#b'>b</a></p><figure data-chart='one'></figure><h2 id='b'>B</h2>"
    slide = Slide("one", Drawing("T", "S", ("C",), "A", data), Picture(b"<svg/>", png(), 9, 9))
    first = presentation_of(data), document_bytes([page], [slide], "Title"), workbook_bytes({"a": data})
    ticks = iter(range(10**9, 2 * 10**9, 10**6))
    monkeypatch.setattr("time.time", lambda: next(ticks))  # what stamps the parts of a zip file
    assert (presentation_of(data), document_bytes([page], [slide], "Title"), workbook_bytes({"a": data})) == first


def test_packing_again_changes_no_part() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as parts:
        parts.writestr("b.xml", "b")
        parts.writestr("[Content_Types].xml", "types")
        parts.writestr("a/é.xml", "a")
    with zipfile.ZipFile(io.BytesIO(pack_again(buffer.getvalue()))) as packed:
        found = {name: packed.read(name).decode() for name in packed.namelist()}
    assert list(found.items()) == [("[Content_Types].xml", "types"), ("a/é.xml", "a"), ("b.xml", "b")]


def test_without_the_extra_the_refusal_names_it_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    for name in [name for name in sys.modules if name.startswith("tradeview.reports.office.")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(MissingExtraError, match=r"pip install '\.\[office\]' in the source folder") as refused:
        tv.report(tv.load(), out=tmp_path / "out", office=True)
    assert "pptx" in str(refused.value)
    assert not (tmp_path / "out").exists()


def test_office_files_of_an_earlier_run_are_left_to_who_works_on_them(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(b"my own words")
    written = tv.report(tv.load(), out=tmp_path)
    assert not {"report.pptx", "report.docx"} & {path.name for path in written}
    assert (tmp_path / "report.docx").read_bytes() == b"my own words"


def test_the_command_writes_them_of_the_own_ledger(tmp_path: Path) -> None:
    answer("report", "--office", "--out", tmp_path)
    slides = Presentation(tmp_path / "report.pptx").slides
    assert len(slides) == 6
    assert chart_of(slides[1]) is not None
    headings = [text.text for text in Document(tmp_path / "report.docx").paragraphs if text.style.name == "Heading 1"]
    assert "Sources" in headings


# The charts of the workbook


def test_charts_of_the_workbook_have_gaps_and_each_unit_its_own() -> None:
    frames = {
        "US dollars": pd.DataFrame({"period": [2006, 2008], "value": [1e9, 2e9], "currency": "USD"}),
        "ringgit": pd.DataFrame({"period": [2006, 2008], "value": [4e9, 7e9], "currency": "MYR"}),
    }
    charts = lines_of_units(frames, str)
    assert [(chart.unit, chart.series[0].values) for chart in charts] == [
        ("US$ billion", (1e9, None, 2e9)),
        ("RM billion", (4e9, None, 7e9)),
    ]
    content = workbook_bytes({"a": frames["ringgit"]}, charts, with_columns=True)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Series", "a", "Columns"]
    rows = [[cell.value for cell in row[:3]] for row in book["Series"].iter_rows(min_row=1, max_row=5)]
    assert rows == [
        ["Period", "US dollars", "Ringgit"],
        [None, "US$ billion", "RM billion"],
        ["2006", 1e9, 4e9],
        ["2007", None, None],
        ["2008", 2e9, 7e9],
    ]
    drawn = openpyxl.load_workbook(io.BytesIO(content))["Series"]._charts  # noqa: SLF001
    assert [chart.series[0].val.numRef.f for chart in drawn] == ["Series!$B$3:$B$5", "Series!$C$3:$C$5"]
    assert book["Series"].freeze_panes == "B3"
    listed = list(book["Columns"].iter_rows(values_only=True))
    assert listed[0] == ("Sheet", "Column", "Name for programs", "What it holds", "Unit")
    assert listed[2] == ("a", "Value", "value", "The amount, in full units and never in thousands.", "MYR")


def test_sheets_have_heads_in_words_above_the_names_and_numbers_as_they_are_read() -> None:
    frame = pd.DataFrame(
        {"period": [2024], "value": [2.48e9], "growth": [0.303], "previous_period": [2007], "mine": [1]}
    )
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes({"Growth": frame})))
    sheet = book["Growth"]
    assert [cell.value for cell in sheet[1]] == ["Period", "Value", "Growth", "Since", "mine"]
    assert [cell.value for cell in sheet[2]] == list(frame.columns)
    assert sheet.freeze_panes == "A3"
    assert sheet["B3"].number_format == "[>=1]#,##0;[<=-1]-#,##0;General"
    assert sheet["C3"].number_format == "0.00%"
    assert sheet.column_dimensions["B"].width >= len("2,480,000,000")


@pytest.mark.parametrize(("language", "begins_right"), [("ar", True), ("th", None)])
def test_sheets_begin_where_their_readers_do(language: str, *, begins_right: bool | None) -> None:
    with speak(language):
        content = workbook_bytes({"Figures": pd.DataFrame({"period": [2024], "value": [2.48e9]})})
    (sheet,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    assert sheet.sheet_view.rightToLeft is begins_right


def test_the_workbook_of_a_chart_is_its_table() -> None:
    chart = NativeChart("bars", ("=a", "b"), (), "US$", "0")
    sheet = openpyxl.load_workbook(io.BytesIO(chart_workbook(chart))).active
    assert [(cell.value, cell.data_type) for cell in sheet["A"]] == [(None, "n"), ("=a", "s"), ("b", "s")]


# As they come out


@pytest.fixture(scope="module")
def rendered(written: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both files as LibreOffice makes PDFs of them."""
    folder = tmp_path_factory.mktemp("rendered")
    found = {}
    for ending in ("pptx", "docx"):
        copied = shutil.copy(written / f"report.{ending}", folder / f"{ending}.{ending}")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(copied)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        found[ending] = folder / f"{ending}.pdf"
    return found


def pictures_of(pdf: Path) -> list[Image.Image]:
    subprocess.run(["pdftoppm", "-r", "30", "-png", str(pdf), str(pdf.with_suffix(""))], check=True)
    return [Image.open(path).convert("L") for path in sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))]


@soffice
def test_every_slide_comes_out_with_its_title_and_its_chart(written: Path, rendered: dict[str, Path]) -> None:
    pages = pypdf.PdfReader(rendered["pptx"]).pages
    pictures = pictures_of(rendered["pptx"])
    assert len(pages) == len(pictures) == len(CHARTS_OF_PAIR)
    for page, picture, name in zip(pages, pictures, CHARTS_OF_PAIR, strict=True):
        text = " ".join(page.extract_text().split())
        assert words_of(written, name)[0][:20] in text
        width, height = picture.size
        middle = picture.crop((0, height // 3, width, 3 * height // 4))
        assert middle.getextrema()[0] < 128, f"nothing is drawn on {name}"
        edges = [(0, 0, width, 3), (0, height - 3, width, height), (0, 0, 3, height), (width - 3, 0, width, height)]
        assert all(picture.crop(edge).getextrema()[0] > 240 for edge in edges), f"{name} runs off its slide"


@soffice
def test_the_document_comes_out_with_pages_tables_and_pictures(written: Path, rendered: dict[str, Path]) -> None:
    pages = pypdf.PdfReader(rendered["docx"]).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert words_of(written, "balance")[0][:20] in text
    assert "Figures by period" in text or "Sources" in text
    assert 4 <= len(pages) <= 40
    for picture in pictures_of(rendered["docx"]):
        width, height = picture.size
        assert picture.crop((width - 8, 0, width, height)).getextrema()[0] > 240, "text runs off a page"


def test_the_modules_need_the_extra_and_nothing_else_does() -> None:
    code = "import sys, tradeview as tv; tv.report; print(sorted({'pptx', 'docx'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    assert importlib.import_module("tradeview.reports.office.slides")
