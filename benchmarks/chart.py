"""Draw what the benchmarks found when they last ran: out/benchmarks.png, a bar a contender, in ratios to the first.

Run: make bench
"""

from itertools import groupby
from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, NullFormatter
from results import EACH_ENGINE, Result, kept

from tradeview.charts.layout.colours import GREY, INK, PAIR_COLOURS, PALE
from tradeview.charts.layout.page import house_style

TARGET = Path("out/benchmarks.png")
WIDTH, ROW, GAP = 8.2, 0.24, 0.55  # inches
OURS, OTHERS = PAIR_COLOURS[0], PALE
PIXELS = 160


def draw(ax: Axes, found: list[Result]) -> None:
    """Draw one benchmark: a bar from the first contender's line to each one's ratio, with its seconds."""
    ratios = [one.ratio or 1.0 for one in found]
    colours = [OURS if one.contender.startswith("tradeview") else OTHERS for one in found]
    places = range(len(found))
    ax.barh(places, [ratio - 1 for ratio in ratios], left=1, color=colours, height=0.68)
    ax.axvline(1, color=INK, linewidth=0.8)
    for place, one in zip(places, found, strict=True):
        said = f"{one.seconds:.3g} s" if one.seconds is not None else one.note
        times = f", {one.ratio:.3g} ×" if one.ratio is not None and place else ""
        right = one.ratio is None or one.ratio >= 1
        ax.annotate(
            said + times,
            (one.ratio or 1.0, place),
            xytext=(4 if right else -4, 0),
            textcoords="offset points",
            ha="left" if right else "right",
            va="center",
            fontsize=7.5,
            color=INK,
        )
    ax.set_yticks(list(places), [one.contender for one in found], fontsize=8)
    ax.invert_yaxis()
    _scale(ax, ratios)
    ax.set_title(found[0].benchmark, loc="left", fontsize=9.5, fontweight="bold", color=INK)


def _scale(ax: Axes, ratios: list[float]) -> None:
    ax.set_xscale("log")
    ax.set_xlim(min([*ratios, 1]) / 2.4, max([*ratios, 1]) * 3.2)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    ax.xaxis.set_minor_formatter(NullFormatter())
    ax.tick_params(which="both", length=0, labelsize=7.5, colors=GREY)
    ax.spines[:].set_visible(False)
    ax.grid(visible=False)


def main() -> None:
    """Draw and write the chart."""
    # Those of each engine are too many for one chart: the page has them.
    found = [one for one in kept() if not one.benchmark.startswith(EACH_ENGINE)]
    with_ratios = [one for one in found if one.ratio is not None or one.note.startswith("failed")]
    groups = [list(found) for _, found in groupby(with_ratios, key=lambda one: one.benchmark)]
    heights = [ROW * len(found) + GAP for found in groups]
    mpl.use("agg")
    with house_style():
        figure, axes = plt.subplots(
            len(groups),
            1,
            figsize=(WIDTH, sum(heights) + 0.7),
            height_ratios=heights,
            layout="constrained",
            squeeze=False,
        )
        for ax, found in zip(axes[:, 0], groups, strict=True):
            draw(ax, found)
        figure.suptitle(
            "Seconds, and how many times those of the first of each table (log axis)",
            x=0.01,
            ha="left",
            fontsize=9.5,
            color=GREY,
        )
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(TARGET, dpi=PIXELS)
    print(f"\n{TARGET}")


if __name__ == "__main__":
    main()
