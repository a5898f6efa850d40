"""Colours that stand on one chart: told apart in greyscale, and by those who are colour-blind."""

import inspect
from itertools import combinations, pairwise

import numpy as np
import pytest
from matplotlib import colors

from tradeview.charts import accounting
from tradeview.charts.layout import colours as house_colours

# On linear RGB, severity 1.0: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A physiologically-based model for
# simulation of color vision deficiency", IEEE Transactions on Visualization and Computer Graphics 15(6), 2009.
BLINDNESS = {
    "none": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
TO_XYZ = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
WHITE = [0.95047, 1.0, 1.08883]  # D65
USD, MYR = house_colours.CURRENCY_COLOURS["USD"], house_colours.CURRENCY_COLOURS["MYR"]
# The constants of the chart's own module, whose name its function has taken.
BRIDGE = inspect.unwrap(accounting).__globals__
TOGETHER = {
    "lenses": (USD, MYR, house_colours.REAL),
    "lenses of another currency": (USD, house_colours.OTHER_CURRENCY, house_colours.REAL),
    "lenses of two others": (house_colours.OTHER_BASE, house_colours.OTHER_CURRENCY, house_colours.REAL),
    "accounting": (house_colours.REAL, BRIDGE["PRICES"], BRIDGE["EXCHANGE"], MYR),
    "sides": house_colours.PAIR_COLOURS,
    "three lines": house_colours.SERIES_COLOURS[:3],
}


def lab(colour: str, blindness: str = "none") -> np.ndarray:
    """CIE L*a*b* of a colour as it is seen."""
    stored = np.array(colors.to_rgb(colour))
    linear = np.where(stored <= 0.04045, stored / 12.92, ((stored + 0.055) / 1.055) ** 2.4)
    xyz = np.array(TO_XYZ) @ np.clip(np.array(BLINDNESS[blindness]) @ linear, 0, 1) / WHITE
    x, y, z = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("used", TOGETHER.values(), ids=TOGETHER)
def test_colours_used_together_differ_in_greyscale(used: tuple[str, ...]) -> None:
    assert all(abs(lab(one)[0] - lab(other)[0]) >= 15 for one, other in combinations(used, 2))


@pytest.mark.parametrize("blindness", BLINDNESS)
@pytest.mark.parametrize("used", TOGETHER.values(), ids=TOGETHER)
def test_colours_used_together_differ_for_the_colour_blind(used: tuple[str, ...], blindness: str) -> None:
    apart = [np.linalg.norm(lab(one, blindness) - lab(other, blindness)) for one, other in combinations(used, 2)]
    assert min(apart) >= 20  # CIE76


def test_seven_lines_differ_in_greyscale_as_far_as_they_can_and_can_be_read() -> None:
    lightness = sorted(lab(colour)[0] for colour in house_colours.SERIES_COLOURS)
    assert min(after - before for before, after in pairwise(lightness)) >= 7
    assert max(lightness) <= 66  # of letters on white
    # Lines without a colour are thin, and lighter than all that have one.
    assert max(lightness) < lab(house_colours.PALE)[0]


@pytest.mark.parametrize("blindness", BLINDNESS)
def test_seven_lines_differ_for_the_colour_blind(blindness: str) -> None:
    used = combinations(house_colours.SERIES_COLOURS, 2)
    assert min(np.linalg.norm(lab(one, blindness) - lab(other, blindness)) for one, other in used) >= 20  # CIE76
