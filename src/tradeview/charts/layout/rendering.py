"""Rendering: a chart as the bytes of a picture, the same on every run, and the house font cut down to some letters."""

import base64
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import matplotlib as mpl
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import Normal
from matplotlib.text import Text

from tradeview.charts.layout.fonts import HOUSE, WEIGHTS, cut_font, font_file, letters_for, prepare_letters, scripts_of
from tradeview.charts.layout.page import drawing, drawings_beside, name_figure
from tradeview.charts.layout.points import POINTS_PER_INCH
from tradeview.errors import ArgumentError

PNG_SCALE = 2
CREATOR = "tradeview"
EPOCH = "SOURCE_DATE_EPOCH"
# How matplotlib writes files. Chart text is never a formula: `US$ … US$` would be set in italics.
SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": CREATOR,
    "pdf.fonttype": 42,
    # matplotlib 3.11 asks this, and not the line above, how many letters one font of a PDF can hold. Left alone it says
    # 256, and the house font is cut and embedded a second time for a dash or a curly apostrophe.
    "ps.fonttype": 42,
    "text.parse_math": False,
}
# Latin letters, signs, arrows and shapes: what nearly every chart and page is set in.
USUAL_LETTERS = "\n" + "".join(chr(code) for code in [*range(0x20, 0x250), *range(0x2000, 0x2C00)])
CYRILLIC = "".join(map(chr, range(0x400, 0x530)))


@contextmanager
def drawn_once(draw: Callable[[], Axes]) -> Iterator[Axes]:
    """Draw a chart, and close its figure at the end of the block."""
    ax = draw()
    try:
        yield ax
    finally:
        plt.close(ax.get_figure(root=True))


def png_bytes(ax: Axes) -> bytes:
    """Render a chart as PNG, with its title and what is read aloud of it."""
    name, description = name_figure(drawings_beside(ax))
    return save_figure(ax, "png", {"Title": name, "Description": description, "Software": CREATOR})


def svg_of_shapes(ax: Axes) -> bytes:
    """Render a chart as SVG whose letters are shapes: the same in every program, whatever fonts it has."""
    metadata = {"Title": drawing(ax).title, "Creator": [CREATOR], "Date": None}
    return save_figure(ax, "svg", metadata, letters_as_shapes=True)


def figure_size(ax: Axes) -> tuple[float, float]:
    """Return width and height of the figure of a chart, in points."""
    figure = ax.get_figure(root=True)
    assert figure is not None  # noqa: S101 - a chart's axes are on a figure
    width, height = figure.get_size_inches() * POINTS_PER_INCH
    return float(width), float(height)


def read_source_date() -> date | None:
    """Return the day that `SOURCE_DATE_EPOCH` names, as reproducible builds have it; None where it is not set.

    Raises
    ------
    ArgumentError
        It is no number of seconds since 1970.
    """
    seconds = os.environ.get(EPOCH)
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), tz=UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        remedy = "set it to such a number, or unset it"
        raise ArgumentError(f"{EPOCH} is a number of seconds since 1970", repr(seconds), remedy) from error


def save_figure(ax: Axes, kind: str, metadata: dict[str, Any], *, letters_as_shapes: bool = False) -> bytes:
    """Render the figure of a chart in one of matplotlib's formats."""
    figure = ax.get_figure(root=True)
    assert figure is not None  # noqa: S101 - a chart's axes are on a figure
    read_source_date()  # matplotlib reads it, too, for files of its own, and would not say what is wrong
    buffer = io.BytesIO()
    settings = {**SETTINGS, "svg.fonttype": "path"} if letters_as_shapes else SETTINGS
    if kind == "pdf":
        figure.draw_without_rendering()  # before that ticks have no labels
    shaped = _shaped_labels(figure)
    for label in shaped:
        prepare_letters(label.get_text())
    with mpl.rc_context(settings), _as_shapes(shaped if kind == "pdf" else []):
        figure.savefig(buffer, format=kind, dpi=PNG_SCALE * 100, metadata=metadata)
    return buffer.getvalue()


def _shaped_labels(figure: Figure) -> list[Text]:
    """List the labels of a figure that have letters of a script with a font of its own."""
    return [label for label in figure.findobj(Text) if isinstance(label, Text) and scripts_of(label.get_text())]


@contextmanager
def _as_shapes(labels: list[Text]) -> Iterator[None]:
    """Draw labels as shapes while the block lasts.

    As text in a PDF matplotlib (3.11) sets dots and marks of shaped letters beside their places, and what is copied
    from there has letters twice and in another order.
    """
    effects = [label.get_path_effects() for label in labels]
    for label in labels:
        label.set_path_effects([Normal()])  # any effect makes shapes of letters
    try:
        yield
    finally:
        for label, before in zip(labels, effects, strict=True):
            label.set_path_effects(before)


@cache
def font_faces(letters: str) -> str:
    """Return CSS that carries the house font, and the font of each script among the letters, cut down to these."""
    faces = []
    for weight, name in WEIGHTS.items():
        faces.append(_font_face(HOUSE.family, weight, _cut_house_font(name, letters)))
    for font in scripts_of(letters):
        own = letters_for(font, letters)
        for weight, name in WEIGHTS.items():
            faces.append(
                _font_face(font.family, weight, cut_font(font_file(font, name), own, flavor="woff", shapes=True))
            )
    return "".join(faces)


def _font_face(family: str, weight: int, font: bytes) -> str:
    source = f"src:url(data:font/woff;base64,{base64.b64encode(font).decode()})"
    return f"@font-face{{font-family:'{family}';font-weight:{weight};{source}}}"


def _cut_house_font(name: str, letters: str) -> bytes:
    """Cut the house font to some letters, as WOFF.

    What a cut costs grows with the font that is cut. So the whole font is cut once to the usual letters, or to those
    and the Cyrillic ones, and again from there, which gives the same bytes; letters that stand beyond, and are of no
    script with a font of its own, take the whole font.
    """
    of_scripts = {letter for font in scripts_of(letters) for letter in letters_for(font, letters)}
    own = set(letters) - of_scripts
    font = font_file(HOUSE, name)
    for usual in (USUAL_LETTERS, USUAL_LETTERS + CYRILLIC):
        if own <= set(usual):
            font = _usual_font(name, usual)
            break
    return cut_font(font, letters, flavor="woff")


@cache
def _usual_font(name: str, letters: str) -> bytes:
    return cut_font(font_file(HOUSE, name), letters)
