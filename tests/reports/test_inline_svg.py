"""Charts as markup of a page: ids of their own, nothing that a page has already, and no other look."""

from xml.etree import ElementTree as ET

import matplotlib.pyplot as plt
import pytest

import tradeview as tv
from artists import ledger
from tradeview.reports.export import svg_bytes
from tradeview.reports.inline_svg import inline_svg, letters_of

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '"><script>alert(1)</script> id="x" href="#x" url(#x) <style>'


@pytest.fixture(scope="module")
def chart() -> bytes:
    table = ledger({2015: 5e9, 2016: 9e9}, flow="export", quote=HOSTILE, source=HOSTILE)
    drawn = svg_bytes(tv.charts.lines(table))
    plt.close("all")
    return drawn


def test_every_id_is_its_own_and_every_reference_leads_to_one(chart: bytes) -> None:
    page = inline_svg(chart, "chart-a", "alt", "wide") + inline_svg(chart, "chart-b", "alt", "narrow")
    root = ET.fromstring(f"<main>{page}</main>")  # noqa: S314 - our own
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(str(name).startswith(("chart-a-", "chart-b-")) for name in ids)
    used = [
        element.get("{http://www.w3.org/1999/xlink}href", "#").removeprefix("#") for element in root.iter(f"{SVG}use")
    ]
    assert used
    assert set(used) <= set(ids)
    clips = [element.get("clip-path", "") for element in root.iter() if element.get("clip-path")]
    assert {clip.removeprefix("url(#").removesuffix(")") for clip in clips} <= set(ids)


def test_nothing_stands_there_that_a_page_has_once(chart: bytes) -> None:
    page = inline_svg(chart, "chart", "what is read aloud", "wide")
    assert page.startswith('<svg class="wide" role="img" aria-label="what is read aloud" viewBox="0 0 ')
    assert not [tag for tag in ("<style", "<metadata", "<?xml", "<!DOCTYPE", "base64", "<desc") if tag in page]
    assert len(page) < len(chart) / 2


def test_words_of_a_table_stay_text_and_are_not_rewritten(chart: bytes) -> None:
    root = ET.fromstring(inline_svg(chart, "chart", HOSTILE, "wide"))  # noqa: S314 - our own
    assert root.get("aria-label") == HOSTILE
    assert not list(root.iter(f"{SVG}script"))
    assert [title for title in root.iter(f"{SVG}title") if HOSTILE in str(title.text)]
    texts = " ".join(str(text.text) for text in root.iter(f"{SVG}text"))
    assert 'id="x" href="#x" url(#x)' in texts


def test_numbers_keep_hundredths_of_a_point(chart: bytes) -> None:
    file, page = (ET.fromstring(text) for text in (chart, inline_svg(chart, "chart", "alt", "wide")))  # noqa: S314 - our own
    for before, after in zip(file.iter(f"{SVG}use"), page.iter(f"{SVG}use"), strict=True):
        assert float(after.get("x", "nan")) == pytest.approx(float(before.get("x", "nan")), abs=0.005)


def test_the_letters_of_labels_are_known() -> None:
    assert letters_of("<title>z</title><text x='1'>Жa</text>") == {"Ж", "a"}
