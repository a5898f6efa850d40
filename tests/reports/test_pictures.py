"""The charts of a report: what their files say, and what the page around them says in their place."""

import base64
import re
from typing import Any

import pytest
from matplotlib.axes import Axes

import tradeview as tv
from artists import CHARTS
from tradeview.charts.layout.page import Page
from tradeview.reports.pictures import draw_pictures


def svg_of(shown: Any) -> str:
    """The markup of a picture, which may be held as an address with the bytes inside."""
    text = str(shown)
    if text.startswith("data:"):
        return base64.b64decode(text.split(",", 1)[1]).decode()
    return text


@pytest.mark.parametrize("name", ["lenses", "balance"])
def test_files_keep_the_whole_caption_and_the_page_says_the_rest_itself(name: str) -> None:
    def draw(page: Page) -> Axes:
        return CHARTS[name](size=page.size)

    sources = tv.charts.words(draw(Page())).caption[-1]
    assert sources.startswith("Sources: ")
    pictures = draw_pictures([(name, draw)])
    assert "Sources: " in pictures.files[f"{name}.svg"].decode()
    (picture,) = pictures.shown
    for shown in (picture.wide, picture.narrow):
        assert "<svg" in svg_of(shown)
        assert "Sources: " not in svg_of(shown)
        lines = re.findall(">([^<>]+)<", svg_of(shown))
        drawn = " ".join(" ".join(lines).split())  # a line may end anywhere in the caption
        assert "No figures in the table for" in drawn  # which is needed to read the chart
    assert picture.said.caption[-1] == sources
