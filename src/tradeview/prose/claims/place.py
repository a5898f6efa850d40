"""Where a figure stands: its passage, its sentence, and its neighbours, for what looks around it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.claims.claimed import Claimed
from tradeview.prose.context import SentenceRead
from tradeview.prose.facts.sentence import Mention
from tradeview.prose.figure import Figure

CLAUSE_END = re.compile("(?<!\\d)[,;:،、؛。]|[,;:،、؛](?!\\d)")
FAR_OFF = 600  # characters around a number beyond which nothing is said of it


class Place(NamedTuple):
    """A figure among those of its sentence; all places are places in its passage.

    Parameters
    ----------
    reader : Reader
        The passage: its folded and its printed text, and its lexicon.
    sentence : SentenceRead
        Where the sentence starts and ends, what it names, and the times that others are compared with.
    figures : sequence of Figure
        All that the sentence holds, money or not, in their order.
    number : int
        Which of them this is, from 0.
    kind : str, optional
        What it claims, once that is known.
    said : sequence of Mention
        What the sentence says of growth and shares, in its order.
    last : Claimed, optional
        What the figure before it claims.
    before : Claimed, optional
        What the percentage before it claims, and `last_percent` that percentage.
    last_base : str, optional
        What the text before its sentence said last that growth is counted from.
    last_multiple : Figure, optional
        The multiple before it, and `before_multiple` what that claims.
    """

    reader: Reader
    sentence: SentenceRead
    figures: Sequence[Figure]
    number: int
    kind: str | None = None
    said: Sequence[Mention] = ()
    last: Claimed | None = None
    before: Claimed | None = None
    last_percent: Figure | None = None
    last_base: str | None = None
    last_multiple: Figure | None = None
    before_multiple: Claimed | None = None

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        return self.figures[self.number]

    @property
    def previous(self) -> Figure | None:
        """The figure before it in its sentence."""
        return self.figures[self.number - 1] if self.number else None

    @property
    def following(self) -> Figure | None:
        """The figure behind it in its sentence."""
        is_last = self.number + 1 == len(self.figures)
        return None if is_last else self.figures[self.number + 1]

    @property
    def part_start(self) -> int:
        """Where the part of its sentence starts whose words may be said of it, behind the last semicolon."""
        # No words of a sentence are said of a number that is farther away.
        floor = max(self.sentence.start, self.figure.start - FAR_OFF)
        return max(floor, self.reader.folded.rfind(";", floor, self.figure.start) + 1)

    @property
    def floor(self) -> int:
        """Where the figure before it ends, or its sentence starts."""
        return self.figures[self.number - 1].end if self.number else self.sentence.start

    @property
    def ceiling(self) -> int:
        """Where the next figure starts, or its sentence ends."""
        is_last = self.number + 1 == len(self.figures)
        return self.sentence.end if is_last else self.figures[self.number + 1].start
