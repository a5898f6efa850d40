"""Rendering: the same bytes on every run, with what is read aloud of the chart, and no figure left open."""

import io

import matplotlib.pyplot as plt
import pytest
from PIL import Image

import tradeview as tv
from tradeview.charts.layout.page import drawing
from tradeview.charts.layout.rendering import drawn_once, png_bytes


def test_a_picture_says_what_it_shows_and_is_the_same_on_every_run() -> None:
    pictures = []
    for _ in range(2):
        with drawn_once(lambda: tv.charts.rate(tv.rates.implied(tv.load()))) as ax:
            pictures.append(png_bytes(ax))
            said = drawing(ax)
    assert pictures[0] == pictures[1]
    picture = Image.open(io.BytesIO(pictures[0]))
    assert picture.info["Title"] == said.title
    assert picture.info["Description"] == said.alt


def test_no_figure_is_left_open_whatever_happens() -> None:
    before = plt.get_fignums()
    with pytest.raises(ZeroDivisionError), drawn_once(lambda: tv.charts.rate(tv.rates.implied(tv.load()))):
        _ = 1 / 0
    assert plt.get_fignums() == before
