"""Where a sentence stands in its text: whether it begins a line, is a heading, or the item of a list.

A heading is a line by itself without a full stop; one that ends in a colon stands over a list. The first line of a text
may be one though it holds an amount: headlines do.
"""

import re
from typing import NamedTuple

from tradeview.prose.text.folding import View

MAX_HEADING = 160  # characters of a line
FULL_STOP = re.compile(r"[.!?؟।॥۔。…][\"'»”)\]]*\Z")
COLON = re.compile(r":[ ]*\Z")
MARK = re.compile(r"[ ]*(?:[-–—*•·▪●◦‣▲△■□○◇]|\(?\d{1,2}[.)])[ ]?(?=\S)")  # before the item of a list


class Line(NamedTuple):
    """How a sentence stands."""

    begins: bool  # a line
    goes_on: bool  # with what stands before it in its line, which no full stop ends
    is_heading: bool
    has_colon: bool
    has_mark: bool  # of the item of a list
    is_closed: bool  # by a full stop


class Layout:
    """The places of sentences, which are asked for one after the other."""

    def __init__(self) -> None:
        self.begins_line = True  # whether the next sentence does
        self.is_open = False  # whether no full stop ends the sentence before
        self.is_first = True

    def pass_blank(self, view: View, start: int, end: int) -> None:
        """Take note of what parts two items of a list."""
        self.begins_line = self.begins_line or "\n" in view.printed[start:end]

    def place_sentence(self, view: View, start: int, end: int, *, has_money: bool, is_listed: bool = False) -> Line:
        """Say how the next sentence stands; `is_listed` where it is known for the item of a list."""
        printed = view.printed[start:end]
        text = printed.strip(" \n")
        begins, self.begins_line = self.begins_line, printed.rstrip(" ").endswith("\n")
        is_closed = FULL_STOP.search(text) is not None
        goes_on, self.is_open = self.is_open and not begins, not is_closed
        has_colon = COLON.search(text) is not None
        is_line = self.begins_line and "\n" not in text and len(text) <= MAX_HEADING and not is_closed
        # What ends in a colon may stand behind another sentence of its line.
        is_heading = is_line and (begins or has_colon) and (self.is_first or not has_money)
        self.is_first = False
        has_mark = begins and (is_listed or MARK.match(printed) is not None)
        return Line(begins, goes_on, is_heading, has_colon, has_mark, is_closed)
