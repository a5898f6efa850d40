"""Letters of Bengali, Thai and Arabic: no boxes, shaped as a browser shapes them, in every weight and kind of file."""

import base64
import io
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from unicodedata import normalize

import numpy as np
import pandas as pd
import pytest
from fontTools.ttLib import TTFont
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from PIL import Image
from playwright.sync_api import Browser

from shaped_glyphs import language_of, paths_of, shape
from tradeview.charts.layout.fonts import (
    FAMILIES,
    SCRIPTS,
    drawable_codes,
    font_properties,
    leading_of,
    load_fonts,
    prepare_letters,
    widen_leading,
)
from tradeview.charts.layout.page import Drawing, Page, house_style, lay_out_page
from tradeview.charts.layout.rendering import font_faces, png_bytes
from tradeview.charts.layout.text import text_width
from tradeview.reports.export import render_chart, svg_bytes
from tradeview.reports.inline_svg import inline_svg
from tradeview.reports.page import _letters_in_font

# Conjuncts and vowel signs on all sides, marks above one another and below, letters that join, lam-alif, vowel marks.
WORDS = {
    "bn": ("Hind Siliguri", "কর্তৃপক্ষ ক্ষুদ্র স্ত্রী উদ্ভিজ্জ বাণিজ্য র‍্যাব শুল্ক দ্বিগুণ কোটি গৌরব ২০২৪ ৳"),
    "th": ("Sarabun", "ผู้ซื้อ น้ำมันปาล์ม เพิ่มขึ้น ที่ ปี่ กุ้ง ญู ฐาน สำนัก ๒๕๖๗"),
    "ar": ("Noto Sans Arabic", "تجارة ماليزيا زيت النخيل ارتفعت شكراً مُحَمَّد آسيا لا إلى ٢٫٥"),
}
LINES = {
    "bn": "মালয়েশিয়া ও রাশিয়ার বাণিজ্য ২০০৭ থেকে ২০২৪ সালে বেড়েছে",
    "th": "การค้าระหว่างมาเลเซียกับรัสเซียเพิ่มขึ้นจากผู้ซื้อน้ำมันปาล์ม",
    "ar": "تجارة ماليزيا مع روسيا ارتفعت بين العامين بفضل زيت النخيل",
}
WEIGHTS = ("normal", "bold")
FONT_FACE = re.compile(r"font-family:'([^']+)';font-weight:(\d+);src:url\(data:font/woff;base64,([^)]*)\)")


def chart(language: str, title: str, caption: str = "x") -> Axes:
    said = Drawing(title, title, (caption,), "alt", pd.DataFrame({"a": [1]}))
    with house_style():
        return lay_out_page(said, Page(language=language_of(language)), height=60, left=20, right=30)


def glyphs_of(text: str, weight: str) -> list[tuple[str, int]]:
    """The font and the number of each glyph that matplotlib sets a text in."""
    return [(family, number) for family, number, _ in shape(text, weight)]


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("language", WORDS)
def test_each_script_is_set_in_its_own_font_without_boxes(language: str, weight: str) -> None:
    family, text = WORDS[language]
    for word in text.split():
        glyphs = glyphs_of(word, weight)
        assert {name for name, _ in glyphs} == {family}, word
        assert all(number > 0 for _, number in glyphs), word
    assert {name for name, _ in glyphs_of("US$2.48 HS", weight)} == {"Source Sans Pro"}


@pytest.mark.parametrize("weight", WEIGHTS)
def test_a_conjunct_of_three_letters_and_its_vowel_sign_are_two_shapes(weight: str) -> None:
    assert len(glyphs_of("স্ত্রী", weight)) == 2


def test_an_arabic_letter_has_another_shape_within_a_word() -> None:
    alone, in_word = glyphs_of("ع", "normal"), glyphs_of("بعب", "normal")
    assert not set(alone) & set(in_word)


@pytest.mark.parametrize("language", WORDS)
def test_bold_letters_are_wider_than_regular_ones(language: str) -> None:
    line = LINES[language]
    regular, bold = text_width(line, 10), text_width(line, 10, "bold")
    assert 1.02 < bold / regular < 1.25  # a weight that came out as the thinnest, or as the other, would be beyond
    assert text_width(f"{line} {line}", 10) == pytest.approx(2 * regular + 2, rel=0.02)


def test_marks_of_letters_take_no_width() -> None:
    assert text_width("กี่", 10) == text_width("ก", 10)


def test_every_letter_of_a_script_is_known_to_be_drawable() -> None:
    for _, text in WORDS.values():
        assert {ord(letter) for letter in text} <= drawable_codes()
    assert ord("ப") not in drawable_codes()  # Tamil


def ink(picture: Image.Image) -> tuple[int, int]:
    """Width and height of what is dark in a picture."""
    rows, columns = np.nonzero(np.asarray(picture.convert("L")) < 128)
    return int(np.ptp(columns)), int(np.ptp(rows))


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("language", WORDS)
def test_a_browser_draws_the_same_words_with_what_it_is_given(browser: Browser, language: str, weight: str) -> None:
    words, size, line = WORDS[language][1].split(), 60, 150
    prepare_letters("".join(words))
    high = line * len(words)
    figure = plt.figure(figsize=(600 / 72, high / 72), dpi=72)
    spans = []
    for number, word in enumerate(words):
        base = number * line + 100
        figure.text(20 / 600, 1 - base / high, word, fontproperties=font_properties(size, weight))
        spans.append(f'<text x="20" y="{base}">{word}</text>')
    buffer = io.BytesIO()
    figure.savefig(buffer, dpi=72)
    plt.close(figure)
    style = f"{font_faces(''.join(sorted(set(''.join(words)))))}body{{margin:0}}svg{{display:block}}"
    style += f"text{{font:{weight} {size}px {','.join(map(repr, FAMILIES[:4]))}}}"
    page = browser.new_page(viewport={"width": 600, "height": high})
    page.set_content(f'<style>{style}</style><svg width="600" height="{high}">{"".join(spans)}')
    page.evaluate("document.fonts.ready")
    drawn, shown = Image.open(buffer), Image.open(io.BytesIO(page.screenshot()))
    page.close()
    for number, word in enumerate(words):
        box = (0, number * line, 600, (number + 1) * line)
        ours, theirs = ink(drawn.crop(box)), ink(shown.crop(box))
        assert ours[0] == pytest.approx(theirs[0], rel=0.03, abs=3), word
        assert ours[1] == pytest.approx(theirs[1], rel=0.03, abs=3), word


@pytest.mark.parametrize("language", WORDS)
def test_an_svg_carries_the_letters_of_its_script(language: str) -> None:
    family, _ = WORDS[language]
    svg = svg_bytes(chart(language, LINES[language])).decode()
    faces = [(name, weight, carried) for name, weight, carried in FONT_FACE.findall(svg) if name == family]
    assert [weight for _, weight, _ in faces] == ["400", "700"]
    for _, _, carried in faces:
        font = TTFont(io.BytesIO(base64.b64decode(carried)))
        needed = {ord(letter) for letter in LINES[language] if letter != " "}
        assert needed <= set(font.getBestCmap())
        assert "GSUB" in font or "GPOS" in font
        assert "fvar" not in font
    root = ET.fromstring(svg)  # noqa: S314 - our own file
    texts = list(root.iter("{http://www.w3.org/2000/svg}text"))
    assert LINES[language].split()[0] in "".join(element.text or "" for element in texts)
    assert all(family in element.attrib["style"] for element in texts)


def test_an_svg_carries_what_a_letter_is_taken_apart_into() -> None:
    carried = {name: font for name, weight, font in FONT_FACE.findall(font_faces("นำ")) if weight == "400"}
    codes = set(TTFont(io.BytesIO(base64.b64decode(carried["Sarabun"]))).getBestCmap())
    assert {ord(part) for part in normalize("NFKD", "ำ")} <= codes


def test_a_text_of_the_house_font_carries_no_other() -> None:
    assert {name for name, _, _ in FONT_FACE.findall(font_faces("Palm oil, Россия"))} == {"Source Sans Pro"}


def test_a_page_carries_letters_of_its_words_and_of_its_charts() -> None:
    letters = set(_letters_in_font("<p>পাম তেল 漢</p><svg><text>น้ำ Ω</text></svg>"))
    assert set("পাম তেলน้ำΩ") <= letters
    assert "漢" not in letters


@pytest.mark.parametrize("language", WORDS)
def test_a_pdf_has_letters_of_scripts_as_shapes_and_the_rest_as_text(language: str) -> None:
    ax = chart(language, LINES[language], "UN Comtrade")
    ax.set_xticks([0, 1], [WORDS[language][1].split()[0], "2024"])
    before = [text.get_path_effects() for text in ax.texts]
    pdf = render_chart(ax)[".pdf"]
    assert WORDS[language][0].replace(" ", "").encode() not in pdf
    assert b"SourceSansPro-Regular" in pdf
    assert [text.get_path_effects() for text in ax.texts] == before


@pytest.mark.parametrize("language", WORDS)
def test_the_same_bytes_again(language: str) -> None:
    one, other = (render_chart(chart(language, LINES[language])) for _ in range(2))
    assert one == other


def test_lines_keep_apart_as_far_as_their_marks_reach() -> None:
    assert leading_of("palm oil") == 1.28
    assert widen_leading(12.5, ["palm oil"]) == 12.5
    for _, text in WORDS.values():
        for weight in WEIGHTS:
            prepare_letters(text)
            figure = plt.figure(figsize=(12, 2), dpi=100)
            figure.text(0.01, 0.5, text, fontproperties=font_properties(20, weight))
            buffer = io.BytesIO()
            figure.savefig(buffer, dpi=100)
            plt.close(figure)
            high = ink(Image.open(buffer))[1] / (20 * 100 / 72)
            # The highest mark of one line below the lowest of another is rare: Thai has 1.25 above, 0.5 below.
            assert high < leading_of(text) * 1.2


@pytest.mark.parametrize("language", LINES)
def test_blocks_of_words_are_as_tall_as_their_letters_ask(language: str) -> None:
    ax = chart(language, f"{LINES[language]} {LINES[language]}")
    title = [text for text in ax.texts if text.get_fontweight() == "bold"]
    assert len(title) >= 2
    figure = ax.get_figure()
    figure.canvas.draw()
    places = [text.get_position()[1] for text in title]
    steps = -np.diff(places)
    assert steps == pytest.approx([14.5 * leading_of(LINES[language])] * len(steps))


def test_labels_of_ticks_stand_on_one_base_line() -> None:
    ax = chart("th", "x")
    ax.set_xticks([0, 0.5, 1], ["มกราคม", "ปี่", "2567"])
    png_bytes(ax)
    labels = ax.get_xticklabels()
    assert {label.get_verticalalignment() for label in labels} == {"baseline"}
    assert len({label.get_position()[1] for label in labels}) == 1
    english = chart("en", "x")
    english.set_xticks([0, 1], ["Jan", "Dec"])
    png_bytes(english)
    assert {label.get_verticalalignment() for label in english.get_xticklabels()} == {"top"}


def test_a_drawing_on_a_page_from_the_right_keeps_its_own_direction() -> None:
    shown = inline_svg(svg_bytes(chart("ar", LINES["ar"])), "x", "alt", "wide")
    assert "direction:ltr" in shown.partition(">")[0]
    assert "direction" not in inline_svg(svg_bytes(chart("en", "Palm oil")), "x", "alt", "wide")


def test_fonts_that_are_made_go_with_the_process_and_nothing_is_made_unasked() -> None:
    code = """
import sys
from pathlib import Path
from matplotlib import font_manager
from tradeview.charts.layout.fonts import prepare_letters
from tradeview.charts.layout.text import text_width
text_width("Palm oil น้ำมัน", 10, "bold")
assert not {"budoux", "fontTools.subset", "fontTools.varLib.instancer"} & set(sys.modules)
text_width("زيت", 10, "bold")
known = font_manager.fontManager.ttflist
(path,) = [entry.fname for entry in known if (entry.name, entry.weight) == ("Noto Sans Arabic", 700)]
assert "tradeview-fonts-" in path and Path(path).exists()
print(path)
"""
    run = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert not run.stderr
    assert not Path(run.stdout.strip()).parent.exists()


def test_all_families_are_known_before_any_letter_of_them(caplog: pytest.LogCaptureFixture) -> None:
    load_fonts()
    for weight in WEIGHTS:
        paths_of(weight)
    assert not caplog.records
    assert [font.family for font in SCRIPTS] == list(FAMILIES[1:-1])
