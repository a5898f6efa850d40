"""Text metrics: wrapped text keeps its width and loses nothing, and evenly wrapped text takes no more lines."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradeview.charts.layout.text import drawable_text, plain_text, text_width, wrap_evenly, wrap_text
from tradeview.printable import escape_unprintable


@given(st.text(max_size=80), st.floats(30, 400))
def test_wrapped_text_is_no_wider_than_told_and_loses_nothing(text: str, width: float) -> None:
    lines = wrap_text(text, width, 10)
    assert all(text_width(line, 10) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == drawable_text(text).replace(" ", "")


@given(st.text("abc ", min_size=1, max_size=80), st.floats(30, 400))
def test_evenly_wrapped_text_keeps_its_width_its_lines_and_its_letters(text: str, width: float) -> None:
    lines, evenly = wrap_text(text, width, 10), wrap_evenly(text, width, 10)
    assert all(text_width(line, 10) <= width for line in evenly)
    assert len(evenly) <= len(lines)
    assert "".join(evenly).replace(" ", "") == "".join(lines).replace(" ", "")


def test_no_word_is_left_alone_on_the_last_line() -> None:
    text = "one two three four five six seven eight nine ten"
    width = text_width("one two three four five six seven eight nine", 10) + 1
    assert wrap_text(text, width, 10)[-1] == "ten"
    assert len(wrap_evenly(text, width, 10)[-1].split()) > 3


@given(st.lists(st.text("ai W.é\u0301", max_size=7), max_size=30).map(" ".join), st.floats(5, 200))
def test_a_line_takes_every_word_that_it_has_room_for(text: str, width: float) -> None:
    lines: list[str] = []
    for word in drawable_text(text).split(" "):  # the long way: each word is measured with the whole line before it
        if lines and text_width(f"{lines[-1]} {word}", 10) <= width:
            lines[-1] += f" {word}"
        else:
            lines += wrap_text(word, width, 10)
    assert wrap_text(text, width, 10) == lines


def test_the_first_width_of_a_process_is_of_the_house_font() -> None:
    measured = """
from tradeview.charts.layout.text import load_fonts, text_width
first = text_width("Malaysia and Russia", 10)
load_fonts()
text_width.cache_clear()
print(first == text_width("Malaysia and Russia", 10))
"""
    run = subprocess.run([sys.executable, "-c", measured], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "True"


@pytest.mark.parametrize("text", ["a\u202eb", "a\u200bb", "a\ud800b", "\ufeffa", "a\u2066b\u2069"])
def test_what_turns_a_line_round_or_is_not_seen_is_written_out(text: str) -> None:
    shown = plain_text(text)
    assert shown.isprintable()
    assert shown == escape_unprintable(text)
    assert drawable_text(text) == shown
