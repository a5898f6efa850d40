"""Direction: a line of an Arabic chart runs from the right whatever it opens with, as a browser shows it."""

import re

import pandas as pd
import pytest
from matplotlib.axes import Axes
from playwright.sync_api import Browser

import tradeview as tv
from shaped_glyphs import language_of, shape
from tradeview.charts.layout.direction import direct_text, has_right_to_left
from tradeview.charts.layout.page import Drawing, Page, house_style, lay_out_page
from tradeview.charts.layout.rendering import font_faces, png_bytes
from tradeview.charts.layout.text import text_width

TITLE = "HS 1511 صادرات زيت النخيل من ماليزيا إلى روسيا ارتفعت 30% بين العامين 2007 و2024 (ECB)"


def chart(code: str, title: str = TITLE, *, label: str = "HS 1511 زيت") -> Axes:
    said = Drawing(title, "زيت", ("UN Comtrade.", title), title, pd.DataFrame({"a": [1]}))
    with house_style():
        ax = lay_out_page(said, Page(language=language_of(code)), height=60, left=20, right=30)
        ax.text(0.5, 0.5, label)
    return ax


def test_words_start_on_the_side_that_the_language_is_read_from() -> None:
    right, left = chart("ar"), chart("en")
    png_bytes(right)
    png_bytes(left)
    for ax, side, edge in ((right, "right", 1), (left, "left", 0)):
        figure = ax.get_figure()
        words = [text for text in ax.texts if text.get_text().strip("\u202a\u202b\u202c") != "HS 1511 زيت"]
        assert len(words) >= 5
        assert {text.get_horizontalalignment() for text in words} == {side}
        ends = {round(getattr(text.get_window_extent(), "x1" if edge else "x0") / figure.dpi * 72, 0) for text in words}
        margin = figure.get_size_inches()[0] * 72 - 14 if edge else 14
        assert all(abs(end - margin) < 2.5 for end in ends)


def test_every_line_of_a_paragraph_runs_as_the_paragraph_does() -> None:
    ax = chart("ar")
    png_bytes(ax)
    assert all(text.get_text()[0] == "\u202b" and text.get_text()[-1] == "\u202c" for text in ax.texts)
    ax = chart("en")
    png_bytes(ax)
    arabic = [text.get_text() for text in ax.texts if has_right_to_left(text.get_text())]
    assert arabic
    assert all(text[0] == "\u202a" for text in arabic)
    assert "UN Comtrade." in [text.get_text() for text in ax.texts]


def test_a_chart_without_such_letters_is_left_alone() -> None:
    ax = chart("en", "Palm oil: น้ำมันปาล์ม", label="x")
    before = [text.get_text() for text in ax.texts if not has_right_to_left(text.get_text())]
    png_bytes(ax)
    assert [text.get_text() for text in ax.texts if not has_right_to_left(text.get_text())] == before


def test_drawn_again_marks_are_not_added_again() -> None:
    ax = chart("ar")
    assert png_bytes(ax) == png_bytes(ax)
    assert all(text.get_text().count("\u202b") == 1 for text in ax.texts)


def test_numbers_alone_have_no_direction() -> None:
    assert direct_text("−5.2", right_to_left=True) == "−5.2"


# In the order in which they are seen from the left; letters stand for Arabic words, by the first of each.
@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("HS 1511 زيت", ["زيت", "HS 1511"]),
        ("ارتفعت 30% إلى", ["إلى", "30%", "ارتفعت"]),
        ("تغير −5.2% عن", ["عن", "−5.2%", "تغير"]),
        ("زيت (US$2.48 billion) نخيل", ["نخيل", "US$2.48 billion", "زيت"]),
        ("زيت 2.48 US$", ["US$", "2.48", "زيت"]),
    ],
)
def test_a_browser_and_matplotlib_order_a_line_alike(browser: Browser, text: str, seen: list[str]) -> None:
    line = direct_text(text, right_to_left=True)
    page = browser.new_page()
    page.set_content(
        f"<style>{font_faces(''.join(sorted(set(text))))}"
        "p{font:40px 'Source Sans Pro','Noto Sans Arabic';white-space:pre}</style>"
        f"<p>{line}</p>"
    )
    found = page.evaluate(
        """async parts => { await document.fonts.ready; const node = document.querySelector("p").firstChild;
        const plain = node.data; return parts.map(part => { const range = document.createRange();
        const start = plain.indexOf(part.split(" ")[0]);
        range.setStart(node, start); range.setEnd(node, start + part.split(" ")[0].length);
        const box = range.getBoundingClientRect(); return box.x; }) }""",
        seen,
    )
    page.close()
    assert found == sorted(found)
    assert _order_of(line, seen) == seen


def _order_of(line: str, parts: list[str]) -> list[str]:
    """The parts in the order in which matplotlib sets them; Arabic letters stand there from the last to the first."""
    # Letters with dots are set as several shapes, one behind the other.
    drawn = re.sub(r"([\u0600-\u06ff])\1+", r"\1", "".join(letters for _, _, letters in shape(line)))
    places = {}
    for part in parts:
        word = part.split()[0]
        places[part] = drawn.find(word[::-1] if has_right_to_left(word) else word)
    assert min(places.values()) >= 0, drawn
    return sorted(parts, key=lambda part: places[part])


def test_marks_take_no_width() -> None:
    for text in ("زيت النخيل", "HS 1511 زيت"):
        assert text_width(direct_text(text, right_to_left=True), 10) == pytest.approx(text_width(text, 10), abs=0.3)


def test_words_of_a_chart_stay_without_marks() -> None:
    ax = chart("ar")
    png_bytes(ax)
    assert tv.charts.words(ax).title == TITLE
