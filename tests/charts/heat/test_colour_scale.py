"""Colours of the heat map: more is darker, so that grey print keeps the order, and letters stay readable."""

import itertools

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib import colors

from tradeview.charts.heat.colour_scale import MOST_FOLD, choose_colour_scale, ink_on, write_key


def test_a_ratio_is_as_far_from_1_as_its_inverse() -> None:
    scale = choose_colour_scale(pd.Series([0.5, 1.0, 4.0]), "rca")
    assert scale.position(2.0) == pytest.approx(-scale.position(0.5))
    assert scale.position(4.0) == pytest.approx(1)
    assert scale.position(1.0) == 0
    assert scale.position(0.0) == -1
    assert [scale.value(position) for position in (-1, 0, 1)] == pytest.approx([0.25, 1, 4])


def test_ratios_are_coloured_up_to_eight_times() -> None:
    scale = choose_colour_scale(pd.Series([0.001, 1e6]), "intensity")
    assert scale.reach == MOST_FOLD == 8
    assert scale.position(1e6) == scale.position(MOST_FOLD) == 1


def test_ratios_close_to_1_stay_pale() -> None:
    assert choose_colour_scale(pd.Series([0.9, 1.1]), "rca").reach == 2
    assert choose_colour_scale(pd.Series([0.9, 2.1]), "rca").reach == 2.1


def test_a_difference_is_neutral_at_zero_and_a_share_has_no_neutral() -> None:
    lafay = choose_colour_scale(pd.Series([-2.0, 8.0]), "lafay")
    assert [lafay.position(value) for value in (-8.0, -2.0, 0.0, 8.0)] == [-1, -0.25, 0, 1]
    share = choose_colour_scale(pd.Series([0.1, 0.4]), "share")
    assert share.neutral is None
    assert share.position(0.1) == pytest.approx(0.25)
    assert choose_colour_scale(pd.Series([0.0]), "share").position(0.0) == 0  # nothing to divide by


def luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colors.to_rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def lightness(colour: str) -> float:
    """CIE L*: 0 for black, 100 for white (CIE 15:2004)."""
    return 116 * luminance(colour) ** (1 / 3) - 16


def test_letters_stand_out_from_every_colour() -> None:
    for index in ("lafay", "share"):
        scale = choose_colour_scale(pd.Series([-1.0 if index == "lafay" else 0.0, 1.0]), index)
        for step in range(-20 if index == "lafay" else 0, 21):
            filled = scale.colour(step / 20)
            one, other = sorted((luminance(filled), luminance(ink_on(filled))), reverse=True)
            assert (one + 0.05) / (other + 0.05) >= 3.8  # WCAG's contrast


@pytest.mark.parametrize(("index", "lowest"), [("rca", -4), ("lafay", -4), ("share", 0)])
def test_more_is_darker_so_that_grey_print_keeps_the_order(index: str, lowest: int) -> None:
    scale = choose_colour_scale(pd.Series([0.1, 10.0]), index)
    found = [lightness(scale.colour(step / 4)) for step in range(lowest, 5)]
    assert all(before - after > 3 for before, after in itertools.pairwise(found))


def test_both_sides_of_neutral_have_a_hue_of_their_own() -> None:
    scale = choose_colour_scale(pd.Series([-1.0, 1.0]), "lafay")
    for step in (0.25, 0.5, 1.0):
        red, green, _ = colors.to_rgb(scale.colour(step))
        assert green > red
        red, green, _ = colors.to_rgb(scale.colour(-step))
        assert red > green


def test_an_index_below_its_floor_is_coloured_to_both_sides() -> None:
    """Penetration is negative where exports exceed what is made."""
    scale = choose_colour_scale(pd.Series([-0.2, 0.4]), "penetration")
    assert (scale.neutral, scale.position(-0.2), scale.position(0.4)) == (0, -0.5, 1)
    assert scale.colour(-0.5) != scale.colour(0.5)


def test_neutral_is_no_white_of_an_empty_cell() -> None:
    for index in ("rca", "lafay", "share"):
        scale = choose_colour_scale(pd.Series([0.5, 2.0]), index)
        red, green, blue = colors.to_rgb(scale.colour(0))
        assert max(red, green, blue) < 0.95
        assert max(red, green, blue) - min(red, green, blue) < 0.08  # neither side's colour


def test_the_key_shows_as_many_colours_as_have_room() -> None:
    def key(wide: float, index: str) -> list[str]:
        _, ax = plt.subplots(figsize=(wide, 3))
        ax.set_ylim(10, 0)
        write_key(ax, choose_colour_scale(pd.Series([0.1, 1.0]), index), 1, 0, 9)
        return [text.get_text() for text in ax.texts]

    assert key(8, "share") == ["0", "0.50", "1.0"]
    assert key(8, "lafay") == ["−1.0", "−0.50", "0", "0.50", "1.0"]
    assert key(2.2, "lafay") == ["−1.0", "0", "1.0"]
    assert key(8, "rca")[0] == "0.12 or less"
    assert key(8, "rca")[-1] == "8.0 or more"
    plt.close("all")
