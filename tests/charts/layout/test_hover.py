"""Marks of charts tell what stands behind them: a title in the SVG, beside the right mark, and nothing but text."""

from collections.abc import Callable
from xml.etree import ElementTree as ET

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes

import tradeview as tv
from artists import ledger, lenses
from tradeview.charts.layout.hover import tell_marks, told_of, write_titles
from tradeview.reports.export import svg_bytes

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</title><script>alert(1)</script>"\u202e\x1b\ufffe&'


def titles(svg: bytes) -> list[str]:
    root = ET.fromstring(svg)  # noqa: S314 - our own
    return [str(title.text) for title in root.iter(f"{SVG}title") if title is not root.find(f"{SVG}title")]


def two_partners() -> pd.DataFrame:
    cells = {"CHN": (5e9, 9e9), "RUS": (2e9, 1e9)}
    rows = [
        ledger({2015: first, 2016: last}, partner=partner, flow="export", quote=f"{partner} 1", source="a <b>&c")
        for partner, (first, last) in cells.items()
    ]
    return pd.concat(rows, ignore_index=True)


def flows_of(flow: str) -> pd.DataFrame:
    return ledger({2020: 3e9, 2021: 4e9}, flow=flow, source=f"{flow} of <b>")


def mirrored() -> pd.DataFrame:
    own = ledger({2020: 3e9}, flow="export", source="one side", valuation="FOB")
    other = ledger({2020: 4e9}, reporter="RUS", partner="MYS", flow="import", source="other side", valuation="CIF")
    return tv.mirror(pd.concat([own, other], ignore_index=True))


# A chart, how many marks tell something, and words that one of them tells.
CHARTS: dict[str, tuple[Callable[[], Axes], int, tuple[str, ...]]] = {
    "lines": (
        lambda: tv.charts.lines(two_partners()),
        4,
        ("China, 2016: US$9 billion\nPrinted: “CHN 1”.\nSource: a <b>&c.",),
    ),
    "lenses": (
        lambda: lenses(tv.load()),
        18,  # three figures in each lens, with the whisker of each
        ("2007: RM6.54 billion\n", "Rate: 3.4369 RM per US$, average, European Central Bank"),
    ),
    "balance": (
        lambda: tv.charts.balance(pd.concat([flows_of("export"), flows_of("import").assign(value=[2e9, 5e9])])),
        6,
        (
            "Exports, 2021: US$4 billion\nSource: export of <b>.",
            "Balance, 2021: −US$1 billion\nExports of US$4 billion, less imports of US$5 billion.",
        ),
    ),
    "ranking": (
        lambda: tv.charts.ranking(two_partners().query("period == 2016"), by="partner"),
        2,
        ("China: US$9 billion", "Printed: “RUS 1”."),
    ),
    "mirror": (
        lambda: tv.charts.mirror(mirrored()),
        2,
        (
            "2020, reported by Malaysia: US$3 billion\nValued FOB.\nSource: one side.",
            "2020, reported by Russia: US$4 billion\nValued CIF.\nSource: other side.",
        ),
    ),
    "rate": (
        lambda: tv.charts.rate(tv.rates.implied(tv.load())),
        2,
        ("2024: 4.6210 RM per US$, implied, Bernama, 15 May 2025",),
    ),
}


@pytest.mark.parametrize("name", CHARTS)
def test_each_mark_of_a_chart_tells_what_stands_behind_it(name: str) -> None:
    draw, marks, said = CHARTS[name]
    ax = draw()
    told = titles(svg_bytes(ax))
    plt.close("all")
    assert len(told) == marks
    for words in said:
        assert [text for text in told if words in text], words


def test_the_title_stands_in_the_mark_that_it_is_of() -> None:
    figure, ax = plt.subplots()
    (line,) = ax.plot([1, 2, 3], [3, 1, 2], marker="o")
    tell_marks(line, ["low", "middle", "high"])
    bars = ax.bar([1, 2], [1, 2])
    for bar, text in zip(bars, ("one", "two"), strict=True):
        tell_marks(bar, [text])
    spans = ax.vlines([1, 2], 0, 1)
    tell_marks(spans, ["left", "right"])
    figure.canvas.draw()
    svg = figure_svg(figure)
    plt.close(figure)
    marks = [use for use in svg.iter(f"{SVG}use") if use.find(f"{SVG}title") is not None]
    assert [use.find(f"{SVG}title").text for use in marks] == ["low", "middle", "high"]  # type: ignore[union-attr]
    across = [float(use.get("x", "nan")) for use in marks]
    assert across == sorted(across)
    groups = {
        str(group.find(f"{SVG}title").text) for group in svg.iter(f"{SVG}g") if group.find(f"{SVG}title") is not None
    }  # type: ignore[union-attr]
    assert groups == {"one", "two"}
    paths = [path.find(f"{SVG}title") for path in svg.iter(f"{SVG}path")]
    assert [title.text for title in paths if title is not None] == ["left", "right"]


def figure_svg(figure: plt.Figure) -> ET.Element:
    import io  # noqa: PLC0415 - of this helper alone

    buffer = io.StringIO()
    figure.savefig(buffer, format="svg")
    return ET.fromstring(write_titles(buffer.getvalue(), told_of(figure)))  # noqa: S314 - our own


def test_a_text_that_fits_no_mark_is_not_written_beside_another() -> None:
    figure, ax = plt.subplots()
    (line,) = ax.plot([1, 2, 3], [3, 1, 2], marker="o")
    tell_marks(line, ["one", "two"])
    svg = figure_svg(figure)
    plt.close(figure)
    assert not list(svg.iter(f"{SVG}title"))


def test_hostile_words_are_text() -> None:
    figure, ax = plt.subplots()
    (line,) = ax.plot([1], [1], marker="o")
    tell_marks(line, [HOSTILE])
    svg = figure_svg(figure)
    plt.close(figure)
    (title,) = svg.iter(f"{SVG}title")
    assert title.text == r'</title><script>alert(1)</script>"\u202e\x1b\ufffe&'
    assert not list(svg.iter(f"{SVG}script"))
