"""Highlighting: parts are found by code or name, the others are grey, and what is no part is refused."""

import pytest

from tradeview.charts.layout.highlight import SHOWN, as_grey, choose_highlighted
from tradeview.errors import TradeTableError

GOODS = {"15": "Palm oil", "27": "Fuels"}
ECONOMIES = {"USA": "United States", "CHN": "China"}


@pytest.mark.parametrize(
    ("asked", "codes"),
    [("15", {"15"}), ("PALM oil", {"15"}), (["27", "Palm oil"], {"15", "27"}), ({"Fuels"}, {"27"}), (27, {"27"})],
)
def test_parts_are_found_by_code_or_name(asked: object, codes: set[str]) -> None:
    found = choose_highlighted(asked, GOODS, "a product")
    assert found.codes == codes
    for code in GOODS:
        assert found.colour(code, "blue", grey="grey") == ("blue" if code in codes else "grey")


def test_nothing_highlighted_leaves_all_colours() -> None:
    found = choose_highlighted(None, GOODS, "a product")
    assert [found.colour(code, "blue") for code in GOODS] == ["blue", "blue"]


def test_economies_go_by_any_of_their_names() -> None:
    found = choose_highlighted(["the United States", "156"], ECONOMIES, "a partner", economies=True)
    assert found.codes == {"USA", "CHN"}


def test_what_is_no_part_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(TradeTableError, match=r"a product.*84.*15, 27"):
        choose_highlighted(["15", "84"], GOODS, "a product")
    many = {str(number): "" for number in range(SHOWN + 5)}
    with pytest.raises(TradeTableError, match=f"{SHOWN + 5} in all"):
        choose_highlighted("none", many, "a year")


def test_a_grey_is_as_dark_as_its_colour() -> None:
    # ITU-R BT.601 by hand: 0.299 × 255 = 76.2, 0.587 × 255 = 149.7, 0.114 × 255 = 29.1.
    greys = [as_grey(colour) for colour in ("#FF0000", "#00FF00", "#0000FF", "white")]
    assert greys == ["#4C4C4C", "#969696", "#1D1D1D", "#FFFFFF"]
