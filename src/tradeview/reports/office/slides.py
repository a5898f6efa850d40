"""Slides: one a chart, with its words as text that can be edited, and the chart as PowerPoint's own or as a picture.

A chart of bars or lines is one of the program's own, with the workbook of its numbers inside. Any other is a picture of
shapes (SVG) with one of points for older programs; the numbers behind it stand in the notes of the slide.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.util import Pt

from tradeview.charts.layout.colours import GREY, INK
from tradeview.charts.layout.fonts import HOUSE
from tradeview.charts.layout.rendering import CREATOR
from tradeview.charts.layout.text import split_words, wrap_with_gaps
from tradeview.printable import ELLIPSIS
from tradeview.reports.office.archive import MADE, pack_again
from tradeview.reports.office.drawn_chart import add_native_chart
from tradeview.reports.office.look import PANOSE, THEME_COLOURS, Slide, office_language, office_text, without_hash
from tradeview.reports.office.native_chart import find_native_chart
from tradeview.reports.office.svg_parts import DRAWING, SVG_TYPE, point_at_svg
from tradeview.words.language import spoken
from tradeview.words.templates import Template

DATA_BEHIND = Template("Data behind the chart")
MORE_DATA = Template(
    "Data behind the chart: {rows} rows, in the file {name}.csv beside this one.", note="name: of a chart, as in lenses"
)
WIDTH, HEIGHT = 960.0, 540.0  # points: 16 to 9, as programs make new slides
MARGIN = 36.0
AIR = 8.0  # between the words and the chart
# Letter sizes to try, in points, from the one that is wanted to the least that is read from afar.
TITLE_SIZES, SUBTITLE_SIZES, CAPTION_SIZES = (26, 24, 22, 20, 18), (15, 14, 13), (11, 10.5, 10, 9.5, 9)
TITLE_LINES, SUBTITLE_LINES, CAPTION_LINES = 2, 2, 5
LEADING = 1.2  # of the letter size, from line to line
WIDER = 1.36  # a font that stands in for ours may be so much wider
MOST_ROWS = 40  # of data in the notes
LAYOUT_OF_TEMPLATE = 5  # a title and nothing else


@dataclass(frozen=True)
class Words:
    """Lines of a text box: in how large letters, and how high they are."""

    text: str
    size: float
    height: float


def presentation_bytes(slides: Sequence[Slide], title: str) -> bytes:
    """Write a presentation of charts, one slide each; the same bytes for the same charts."""
    presentation = Presentation()
    _set_up(presentation, title)
    for slide in slides:
        _add_slide(presentation, slide)
    buffer = io.BytesIO()
    presentation.save(buffer)
    return pack_again(buffer.getvalue())


# The presentation


def _set_up(presentation: Any, title: str) -> None:
    """Make the template of the package ours: wide slides, the house font and colours, no clock."""
    factor = Pt(WIDTH) / presentation.slide_width
    presentation.slide_width, presentation.slide_height = Pt(WIDTH), Pt(HEIGHT)
    master = presentation.slide_masters[0]
    for holder in (master, *master.slide_layouts):
        for shape in holder.shapes:
            if shape._element.find(f".//{qn('a:xfrm')}") is not None:  # noqa: SLF001 - others follow the master
                shape.left, shape.width = round(shape.left * factor), round(shape.width * factor)
    _set_theme(master.part.part_related_by(RELATIONSHIP_TYPE.THEME))
    about = presentation.core_properties
    about.title, about.author, about.last_modified_by = office_text(title), CREATOR, CREATOR
    about.subject, about.keywords, about.comments, about.category = "", "", "", ""
    about.created = about.modified = MADE.replace(tzinfo=None)
    about.revision, about.language = 1, office_language()
    package = presentation.part.package
    for key, relation in list(package._rels.items()):  # noqa: SLF001 - the picture of another presentation
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.drop_rel(key)
    for key, relation in list(presentation.part.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.PRINTER_SETTINGS:
            presentation.part.drop_rel(key)


def _set_theme(part: Any) -> None:
    """Give the theme the house colours and font, which all that a user adds takes on."""
    theme = etree.fromstring(part.blob)
    for name, colour in THEME_COLOURS.items():
        (place,) = theme.iter(f"{{{DRAWING}}}{name}")
        for old in list(place):
            place.remove(old)
        etree.SubElement(place, f"{{{DRAWING}}}srgbClr", val=without_hash(colour))
    for kind in ("majorFont", "minorFont"):
        (fonts,) = theme.iter(f"{{{DRAWING}}}{kind}")
        latin = fonts.find(f"{{{DRAWING}}}latin")
        latin.set("typeface", HOUSE.family)
        latin.set("panose", PANOSE)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001


# A slide


def _add_slide(presentation: Any, made: Slide) -> None:
    """Add a slide: title and subtitle above, the caption below, the chart between them on the same left edge."""
    slide = presentation.slides.add_slide(presentation.slide_layouts[LAYOUT_OF_TEMPLATE])
    width = WIDTH - 2 * MARGIN
    title = _fit_words(made.said.title, width, TITLE_SIZES, TITLE_LINES, "bold")
    subtitle = _fit_words(made.said.subtitle, width, SUBTITLE_SIZES, SUBTITLE_LINES)
    caption = _fit_words(" ".join(made.said.caption), width, CAPTION_SIZES, CAPTION_LINES)
    top = MARGIN * 0.7
    _write_words(slide.shapes.title, title, top, INK, is_bold=True)
    top += title.height
    if subtitle.text:
        _write_words(_add_box(slide), subtitle, top, GREY)
        top += subtitle.height
    foot = HEIGHT - MARGIN * 0.6 - caption.height
    if caption.text:
        _write_words(_add_box(slide), caption, foot, GREY)
    box = (MARGIN, top + AIR, width, foot - top - 2 * AIR)
    chart = find_native_chart(made.said.data)
    if chart is None:
        _add_picture(slide, made, box)
    else:
        add_native_chart(slide, chart, office_text(made.said.alt), box)
    _write_notes(slide, made, with_data=chart is None)


def _fit_words(text: str, width: float, sizes: Sequence[float], most: int, weight: str = "normal") -> Words:
    """Choose the largest letters in which a text takes no more than so many lines; cut what the smallest do not hold.

    The whole text stands in the notes of the slide.
    """
    text = office_text(text).strip()
    lines: list[tuple[str, str]] = []
    size = sizes[0]
    for size in sizes:
        lines = wrap_with_gaps(text, width / WIDER, size, weight)
        if len(lines) <= most:
            break
    if len(lines) > most:
        kept = "".join(gap + line for gap, line in lines[:most])
        whole_words = split_words(text[: len(kept)])[:-1] or [text[: len(kept)]]
        text = "".join(whole_words) + ELLIPSIS
    return Words(text, size, min(len(lines), most) * size * LEADING + 2)


def _add_box(slide: Any) -> Any:
    return slide.shapes.add_textbox(0, 0, 0, 0)


def _write_words(shape: Any, words: Words, top: float, colour: str, *, is_bold: bool = False) -> None:
    """Write text into a shape that reaches over the width of the slide."""
    shape.left, shape.top, shape.width, shape.height = Pt(MARGIN), Pt(top), Pt(WIDTH - 2 * MARGIN), Pt(words.height)
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    paragraph = frame.paragraphs[0]
    paragraph.alignment = None
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the package has no direction of paragraphs
    is_right_to_left = spoken().is_right_to_left
    properties.set("algn", "r" if is_right_to_left else "l")  # titles of the template stand in the middle
    if is_right_to_left:
        properties.set("rtl", "1")
    paragraph.line_spacing = LEADING * 0.83  # of the height of a line, which is about 1.2 of the letters
    run = paragraph.add_run()
    run.text = words.text
    run.font.size, run.font.bold, run.font.color.rgb = Pt(words.size), is_bold, _rgb(colour)
    run._r.get_or_add_rPr().set("lang", office_language())  # noqa: SLF001 - else a speller takes it for American English


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(without_hash(colour))


def _write_notes(slide: Any, made: Slide, *, with_data: bool) -> None:
    """Write the notes: all words of the chart, and the data behind a picture, parted by tabs as a sheet takes them."""
    said = made.said
    parts = [said.title, said.subtitle, said.alt, *said.caption]
    lines = [office_text(part) for part in parts if part]
    if with_data and len(said.data) > MOST_ROWS:
        lines.append(MORE_DATA.fill(rows=len(said.data), name=made.name))
    elif with_data:
        lines += [DATA_BEHIND.fill(), *_lines_of_data(said.data)]
    slide.notes_slide.notes_text_frame.text = "\n".join(lines)


def _lines_of_data(data: pd.DataFrame) -> list[str]:
    shown = data.astype(object).where(data.notna(), "")
    lines = ["\t".join(office_text(str(name)) for name in shown.columns)]
    for row in shown.itertuples(index=False):
        lines.append("\t".join(office_text(str(cell)) for cell in row))
    return lines


# Pictures


def _add_picture(slide: Any, made: Slide, box: tuple[float, float, float, float]) -> None:
    """Add a picture: points for older programs, and its shapes, which newer ones draw instead."""
    left, top, width, height = box
    across, down = made.picture.fit_within(width, height)
    picture = slide.shapes.add_picture(io.BytesIO(made.picture.png), Pt(left), Pt(top), Pt(across), Pt(down))
    picture.name = made.name
    picture._element.nvPicPr.cNvPr.set("descr", office_text(made.said.alt))  # noqa: SLF001 - no other way to say it
    shapes = Part(PackURI(f"/ppt/media/{made.name}.svg"), SVG_TYPE, slide.part.package, made.picture.svg)
    point_at_svg(picture._element, slide.part.relate_to(shapes, RELATIONSHIP_TYPE.IMAGE))  # noqa: SLF001
