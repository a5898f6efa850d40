"""The document: the page of a report as Word has it, with styles, tables, charts and links that lead within it.

Headings, paragraphs, captions and tables have styles, so that whoever goes on writing changes the look in one place.
Heads of tables are repeated on every page. Charts are pictures of shapes, with the words that are read aloud of them.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from unicodedata import bidirectional

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_DIRECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from lxml import etree

from tradeview.charts.layout.colours import BAND, GREY, INK, currency_colour
from tradeview.charts.layout.fonts import HOUSE
from tradeview.charts.layout.rendering import CREATOR
from tradeview.charts.layout.text import drawable_text, text_width
from tradeview.printable import escape_unprintable
from tradeview.reports.office.archive import MADE, pack_again
from tradeview.reports.office.look import (
    MARKS_OF_DIRECTION,
    OTHER_FONTS,
    PANOSE,
    Slide,
    office_language,
    office_text,
    without_hash,
)
from tradeview.reports.office.page_blocks import (
    LINE_BREAK,
    Block,
    Cards,
    Chart,
    Heading,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
    plain,
    read_page,
)
from tradeview.reports.office.svg_parts import SVG_TYPE, point_at_svg
from tradeview.words.language import spoken

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = Mm(210), Mm(297), Mm(20)  # A4
WIDTH = 170 * 72 / 25.4  # of the text, in points
# Of each level: the style, the letter size, and white above and below, in points.
HEADINGS = {1: ("Title", 22.0, 0.0, 6.0), 2: ("Heading 1", 15.0, 20.0, 4.0), 3: ("Heading 2", 12.0, 12.0, 3.0)}
# Of each paragraph: the style, the letter size, the colour, whether it is bold.
STYLES = {
    "text": ("Normal", 10.5, INK, False),
    "lead": ("Lead", 12.0, GREY, False),
    "minor": ("Minor", 9.0, GREY, False),
    "bullet": ("List Bullet", 10.5, INK, False),
    "term": ("Term", 10.5, INK, True),
    "definition": ("Definition", 9.5, INK, False),
    "summary": ("Summary", 10.5, INK, True),
    "finding": ("Chart title", 12.0, INK, True),
    "measure": ("Chart subtitle", 10.5, GREY, False),
    "caption": ("Caption", 9.0, GREY, False),
    "cell": ("Table text", 8.5, INK, False),
    "figure": ("Card figure", 20.0, INK, True),
}
# What stands above something stays with it on one page.
KEPT_WITH_NEXT = frozenset({"term", "summary", "finding", "measure"})
CLOSE = frozenset({"term", "cell", "figure", "finding"})  # no white below
AFTER = 5.0  # points below any other paragraph
CELL_SIZE = 8.5  # points
LINK = currency_colour("USD")
RULE = "DDE2E6"  # between the rows of a table
PLACE = "place_"  # how the names of bookmarks begin
ADDRESS = re.compile(r"https?://[^\s]+", re.IGNORECASE)
CELL_AIR, WIDER = 8.0, 1.3  # points beside the text of a cell; how much wider a font that stands in for ours may be
LETTER_SHARE = 0.62  # of the letter size: about the width of a letter of any script
MOST_CARDS, CARD_AIR = 3, 5.4  # beside each other; points beside the text of one


class _Writer:
    """Writes the blocks of a page into a document, each place once that something leads to."""

    def __init__(self, document: Any, slides: Sequence[Slide], places: Mapping[str, str]) -> None:
        self.document = document
        self.slides = {slide.name: slide for slide in slides}
        self.places = places

    def write(self, block: Block) -> None:
        """Write one block after those before."""
        match block:
            case Heading():
                style = HEADINGS[min(block.level, max(HEADINGS))][0]
                self._write_text(self.document.add_paragraph(style=style), block.text, block.place)
            case Paragraph():
                self._write_text(self.document.add_paragraph(style=STYLES[block.style][0]), block.text, block.place)
            case Table():
                self._write_table(block)
            case Cards():
                self._write_cards(block)
            case Chart() if block.name in self.slides:
                self._write_chart(self.slides[block.name])

    # Text

    def _write_text(self, paragraph: Any, text: Text, place: str | None = None) -> None:
        """Write text into a paragraph: its looks, where it leads, and the place that it is."""
        if place is not None and place in self.places:
            _add_bookmark(paragraph, self.places[place])
        for run in text:
            parent = paragraph._p  # noqa: SLF001 - links are beyond what the package writes
            if run.link is not None:
                parent = self._add_link(parent, run.link)
            parent.append(_make_run(paragraph, run, is_link=parent is not paragraph._p))  # noqa: SLF001

    def _add_link(self, parent: Any, link: str) -> Any:
        """Add a link to a place of the document, or to an address of the web; any other text leads nowhere."""
        element = OxmlElement("w:hyperlink")
        if link.startswith("#") and link[1:] in self.places:
            element.set(qn("w:anchor"), self.places[link[1:]])
        elif ADDRESS.fullmatch(link):
            key = self.document.part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            element.set(qn("r:id"), key)
        else:
            return parent
        element.set(qn("w:history"), "1")
        parent.append(element)
        return element

    # Tables

    def _write_table(self, table: Table) -> None:
        """Write a table whose head is repeated on every page; no row is cut by the end of one."""
        count = max([len(table.head), *(len(row.cells) for row in table.rows)], default=0)
        if not count:
            return
        heads = 1 if table.head else 0
        drawn = self._add_table(heads + len(table.rows), count, "House table")
        widths = share_width([table.head, *(row.cells for row in table.rows)], count)
        _set_widths(drawn, widths)
        rows = list(drawn._tbl.tr_lst)  # noqa: SLF001 - asked for one by one, each row is looked for from the first
        if heads:
            self._write_row(drawn, rows[0], Row(table.head), table.are_numbers, is_head=True)
            _mark_row(rows[0], "w:tblHeader")
        for element, row in zip(rows[heads:], table.rows, strict=True):
            self._write_row(drawn, element, row, table.are_numbers)
        self.document.add_paragraph(style=STYLES["cell"][0])  # white below; two tables that touch are one

    def _add_table(self, rows: int, columns: int, style: str | None = None) -> Any:
        """Add a table whose first column is where its readers begin."""
        table = self.document.add_table(rows=rows, cols=columns, style=style)
        if spoken().is_right_to_left:
            table.table_direction = WD_TABLE_DIRECTION.RTL
        return table

    def _write_row(
        self, table: Any, element: Any, row: Row, are_numbers: Sequence[bool], *, is_head: bool = False
    ) -> None:
        _mark_row(element, "w:cantSplit")
        for column, (cell, text) in enumerate(zip(element.tc_lst, row.cells, strict=False)):
            paragraph = _first_paragraph(table, cell)
            if column < len(are_numbers) and are_numbers[column]:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            shown = tuple(Run(run.text, is_bold=True) for run in text) if is_head else text
            self._write_text(paragraph, shown, row.place if column == 0 else None)

    def _write_cards(self, cards: Cards) -> None:
        """Write the figures of the page beside each other: what each is, in large letters, and what is said of it."""
        across = min(MOST_CARDS, len(cards.cards))
        if not across:
            return
        rows = -(-len(cards.cards) // across)
        drawn = self._add_table(rows, across)
        _set_widths(drawn, [(WIDTH - CARD_AIR) / across] * across)
        _set_indent(drawn, CARD_AIR)
        for number, card in enumerate(cards.cards):
            cell = drawn.cell(number // across, number % across)
            _shade(cell, BAND)
            for part, text in enumerate(card):
                paragraph = cell.paragraphs[0] if part == 0 else cell.add_paragraph()
                paragraph.style = STYLES["figure" if part == 1 else "minor"][0]
                plain_runs = tuple(Run(run.text) for run in text)
                self._write_text(paragraph, plain_runs)
        self.document.add_paragraph(style=STYLES["cell"][0])

    # Charts

    def _write_chart(self, slide: Slide) -> None:
        """Write a chart: its title and subtitle, its picture with the words that are read aloud, its caption."""
        for style, words in (("finding", slide.said.title), ("measure", slide.said.subtitle)):
            if words:
                self._write_text(self.document.add_paragraph(style=STYLES[style][0]), (Run(words),))
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        width, height = slide.picture.fit_within(WIDTH, WIDTH)
        picture = paragraph.add_run().add_picture(io.BytesIO(slide.picture.png), Pt(width), Pt(height))
        about = picture._inline.docPr  # noqa: SLF001 - there is no other way to say it
        about.set("name", slide.name)
        about.set("descr", office_text(slide.said.alt))
        part = self.document.part
        shapes = Part(PackURI(f"/word/media/{slide.name}.svg"), SVG_TYPE, slide.picture.svg, part.package)
        point_at_svg(picture._inline, part.relate_to(shapes, RELATIONSHIP_TYPE.IMAGE))  # noqa: SLF001
        for words in slide.said.caption:
            self._write_text(self.document.add_paragraph(style=STYLES["caption"][0]), (Run(words),))


def document_bytes(pages: Sequence[str], slides: Sequence[Slide], title: str) -> bytes:
    """Write pages as one document of Word, with their charts; the same bytes for the same pages."""
    blocks = [block for page in pages for block in read_page(page)]
    document = Document()
    _set_up(document, title)
    writer = _Writer(document, slides, name_places(blocks))
    for block in blocks:
        writer.write(block)
    buffer = io.BytesIO()
    document.save(buffer)
    return pack_again(buffer.getvalue())


# Places that links lead to


def name_places(blocks: Iterable[Block]) -> dict[str, str]:
    """Name the places that links of a page lead to as Word allows: letters, digits and `_`, 40 of them at most.

    Examples
    --------
    >>> name_places([Paragraph("text", (Run("see", link="#a b"),)), Paragraph("text", (Run("x"),), place="a b")])
    {'a b': 'place_1'}
    """
    there: list[str] = []
    asked: set[str] = set()
    for block in blocks:
        for place, texts in _places_and_texts(block):
            if place is not None:
                there.append(place)
            for text in texts:
                asked.update(run.link[1:] for run in text if run.link and run.link.startswith("#"))
    wanted = [place for place in dict.fromkeys(there) if place in asked]
    return {place: f"{PLACE}{number}" for number, place in enumerate(wanted, start=1)}


def _places_and_texts(block: Block) -> list[tuple[str | None, tuple[Text, ...]]]:
    match block:
        case Heading() | Paragraph():
            return [(block.place, (block.text,))]
        case Table():
            return [(row.place, row.cells) for row in block.rows]
        case _:
            return []


def _add_bookmark(paragraph: Any, name: str) -> None:
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), name.removeprefix(PLACE))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), name)
        paragraph._p.append(mark)  # noqa: SLF001 - the package has no bookmarks


# Text


def _make_run(paragraph: Any, run: Run, *, is_link: bool) -> Any:
    """Make the element of a run, with breaks for the lines of its text."""
    made = paragraph.add_run()
    for number, line in enumerate(run.text.split(LINE_BREAK)):
        if number:
            made.add_break()
        # What the page wrote out stands so here; such marks as are left are its own, beside numbers.
        made.add_text(escape_unprintable(line, keep=MARKS_OF_DIRECTION))
    if run.is_bold:
        made.bold = made.font.cs_bold = True
    if run.is_italic:
        made.italic = made.font.cs_italic = True
    if run.is_minor:
        made.font.color.rgb = _rgb(GREY)
    if is_link:
        made.font.color.rgb = _rgb(LINK)
    if is_right_to_left(run.text):
        made.font.rtl = True
    return made._r  # noqa: SLF001 - which moves into its link


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter of a text that has a direction is read from the right.

    Examples
    --------
    >>> is_right_to_left("12 مليار"), is_right_to_left("US$2 مليار")
    (True, False)
    """
    for letter in text:
        direction = bidirectional(letter)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(without_hash(colour))


# Tables


def share_width(rows: Sequence[Sequence[Text]], count: int) -> list[float]:
    """Share the width of the page out between columns: each its longest word, and of the rest by how much it says."""
    words, lines = [0.0] * count, [0.0] * count
    for row in rows:
        for column, text in enumerate(row):
            content = plain(text)
            lines[column] = max(lines[column], min(len(content) * CELL_SIZE * LETTER_SHARE, WIDTH))
            longest = max(re.split(r"[ \n]", content), key=len, default="")
            words[column] = max(words[column], min(_width_of_word(longest), WIDTH / count))
    least = [word + CELL_AIR for word in words]
    wanted = [max(line + CELL_AIR - own, 0.0) for line, own in zip(lines, least, strict=True)]
    rest = max(WIDTH - sum(least), 0.0)
    more = min(rest / sum(wanted), 1.0) if sum(wanted) else 0.0
    widths = [own + more * want for own, want in zip(least, wanted, strict=True)]
    factor = min(WIDTH / sum(widths), 1.0)
    return [width * factor for width in widths]


def _width_of_word(word: str) -> float:
    """Return the points that a word of a cell takes in any font that may stand in for ours, bold as heads are."""
    if drawable_text(word) != word:  # which the house font has no widths of
        return len(word) * CELL_SIZE * LETTER_SHARE
    return text_width(word, CELL_SIZE, "bold") * WIDER


def _set_widths(table: Any, widths: Sequence[float]) -> None:
    """Set the widths of columns, in points: of each cell, too, which Word heeds alone."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    for row in table._tbl.tr_lst:  # noqa: SLF001 - asked for one by one, each cell is looked for from the first
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Pt(width)


def _set_indent(table: Any, points: float) -> None:
    """Move a table in by the white beside the text of its cells, so that what is shaded begins where text does."""
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), str(round(points * 20)))
    indent.set(qn("w:type"), "dxa")
    table._tbl.tblPr.append(indent)  # noqa: SLF001 - the package has no indents of tables


def _mark_row(row: Any, name: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(name))


def _first_paragraph(table: Any, cell: Any) -> Any:
    paragraph = _Cell(cell, table).paragraphs[0]
    paragraph.style = STYLES["cell"][0]
    return paragraph


def _shade(cell: Any, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", without_hash(colour))):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)  # noqa: SLF001 - the package has no shading


# The look


def _set_up(document: Any, title: str) -> None:
    """Make the template of the package ours: the page, the house font and colours, no clock."""
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    for name, size, colour, is_bold in STYLES.values():
        _set_style(document, name, size, colour, is_bold=is_bold)
    for key, (name, *_) in STYLES.items():
        layout = document.styles[name].paragraph_format
        layout.space_before, layout.space_after = Pt(0), Pt(0 if key in CLOSE else AFTER)
        layout.keep_with_next = key in KEPT_WITH_NEXT
    for name, size, above, below in HEADINGS.values():
        style = _set_style(document, name, size, INK, is_bold=True)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
        style.paragraph_format.keep_with_next = True
        for frame in style.element.iter(qn("w:pBdr")):
            frame.getparent().remove(frame)
    document.styles["Definition"].paragraph_format.left_indent = Mm(6)
    _set_language(document)
    if spoken().is_right_to_left:
        # Every style is based on it. Its place is before the white above and below.
        paragraphs = document.styles["Normal"].element.get_or_add_pPr()
        paragraphs.find(qn("w:spacing")).addprevious(OxmlElement("w:bidi"))
    _make_table_style(document)
    _name_other_fonts(document)
    _number_pages(section, title)
    about = document.core_properties
    about.title, about.author, about.last_modified_by = office_text(title), CREATOR, CREATOR
    about.subject, about.keywords, about.comments, about.category = "", "", "", ""
    about.created = about.modified = MADE.replace(tzinfo=None)
    about.revision, about.language = 1, office_language()
    for key, relation in list(document.part.package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del document.part.package.rels[key]


def _set_style(document: Any, name: str, size: float, colour: str, *, is_bold: bool) -> Any:
    """Set the letters of a style, which is made where the template has none."""
    names = {style.name for style in document.styles}
    style = document.styles[name] if name in names else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name not in names:
        style.base_style = document.styles["Normal"]
        style.quick_style = True
    style.font.size, style.font.bold, style.font.italic, style.font.color.rgb = Pt(size), is_bold, False, _rgb(colour)
    # Letters of Arabic, Bengali, Thai and their neighbours have looks of their own in a document.
    style.font.cs_bold, style.font.cs_italic = is_bold, False
    letters = style.element.get_or_add_rPr()
    for old in letters.findall(qn("w:szCs")):
        letters.remove(old)
    size_of_others = OxmlElement("w:szCs")
    size_of_others.set(qn("w:val"), str(round(2 * size)))
    letters.find(qn("w:sz")).addnext(size_of_others)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]  # a font of the theme would be asked for before the one that is named
    for script in ("ascii", "hAnsi"):  # other scripts take the fonts that the program has for them
        fonts.set(qn(f"w:{script}"), HOUSE.family)
    return style


def _set_language(document: Any) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        for script in ("val", "bidi"):
            language.set(qn(f"w:{script}"), office_language())


def _make_table_style(document: Any) -> None:
    """Make the style of tables: thin lines between rows, a dark one below the head, no frame."""
    style = document.styles.add_style("House table", WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    edges = etree.SubElement(_properties_of(style), qn("w:tblBorders"))
    for edge, colour, width in (("bottom", RULE, "4"), ("insideH", RULE, "4")):
        line = etree.SubElement(edges, qn(f"w:{edge}"))
        for name, value in (("val", "single"), ("sz", width), ("space", "0"), ("color", colour)):
            line.set(qn(f"w:{name}"), value)
    room = etree.SubElement(_properties_of(style), qn("w:tblCellMar"))
    for edge, width in (("top", "30"), ("left", "0"), ("bottom", "30"), ("right", "120")):
        side = etree.SubElement(room, qn(f"w:{edge}"))
        side.set(qn("w:w"), width)
        side.set(qn("w:type"), "dxa")
    head = etree.SubElement(style.element, qn("w:tblStylePr"))
    head.set(qn("w:type"), "firstRow")
    borders = etree.SubElement(etree.SubElement(head, qn("w:tcPr")), qn("w:tcBorders"))
    line = etree.SubElement(borders, qn("w:bottom"))
    for name, value in (("val", "single"), ("sz", "8"), ("space", "0"), ("color", without_hash(INK))):
        line.set(qn(f"w:{name}"), value)


def _properties_of(style: Any) -> Any:
    found = style.element.find(qn("w:tblPr"))
    return etree.SubElement(style.element, qn("w:tblPr")) if found is None else found


def _name_other_fonts(document: Any) -> None:
    """Name the fonts that may stand in for the house font where it is not installed."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            part = relation.target_part
            table = etree.fromstring(part.blob)
            font = etree.SubElement(table, qn("w:font"))
            font.set(qn("w:name"), HOUSE.family)
            for name, value in (("altName", ",".join(OTHER_FONTS)), ("panose1", PANOSE), ("family", "swiss")):
                etree.SubElement(font, qn(f"w:{name}")).set(qn("w:val"), value)
            part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001


def _number_pages(section: Any, title: str) -> None:
    """Write the title and the number of the page at the foot of each."""
    paragraph = section.footer.paragraphs[0]
    paragraph.style = STYLES["minor"][0]
    paragraph.add_run(f"{office_text(title)}  ·  ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - the package has no fields
