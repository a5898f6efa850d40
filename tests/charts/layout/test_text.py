"""Letters: labels are moved apart in order, and wrapped text keeps its width and loses nothing."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tradeview.charts.layout import text as letters


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.5, 9)), min_size=1, max_size=12).map(sorted))
def test_labels_are_moved_apart_and_stay_in_order(labels: list[tuple[float, float]]) -> None:
    wanted, gaps = [at for at, _ in labels], [gap for _, gap in labels]
    low, high = -10.0, 120.0
    placed = letters.spread(wanted, gaps, low, high)
    edges = [(at - gap / 2, at + gap / 2) for at, gap in zip(placed, gaps, strict=True)]
    assert all(after[0] >= before[1] - 1e-6 for before, after in pairwise(edges))
    assert edges[0][0] >= low - 1e-6
    assert edges[-1][1] <= high + 1e-6


@given(st.text(max_size=80), st.floats(30, 400))
def test_wrapped_text_is_no_wider_than_told_and_loses_nothing(text: str, width: float) -> None:
    lines = letters.wrap(text, width, 10)
    assert all(letters.text_width(line, 10) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == letters.drawable(text).replace(" ", "")


@given(st.lists(st.text("ai W.é\u0301", max_size=7), max_size=30).map(" ".join), st.floats(5, 200))
def test_a_line_takes_every_word_that_it_has_room_for(text: str, width: float) -> None:
    lines: list[str] = []
    for word in letters.drawable(text).split(" "):  # the long way: each word is measured with the whole line before it
        if lines and letters.text_width(f"{lines[-1]} {word}", 10) <= width:
            lines[-1] += f" {word}"
        else:
            lines += letters.wrap(word, width, 10)
    assert letters.wrap(text, width, 10) == lines
