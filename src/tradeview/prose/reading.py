"""The reading of a whole text: its passages in turn, then once more where its own numbers tell what a mark means.

A number such as 1.234 is read by its language; where the other numbers of the text say otherwise, it is left open.
"""

import re
from dataclasses import replace
from itertools import count

from tradeview.errors import FigureError
from tradeview.prose.assumed import resolve
from tradeview.prose.context import settle
from tradeview.prose.figure import Figure
from tradeview.prose.grammar import Reader
from tradeview.prose.languages import passages
from tradeview.prose.lexicon import find_lexicon
from tradeview.prose.numerals import UNSURE, decimal_mark, find_locale, grouping_told
from tradeview.prose.relations import relate
from tradeview.prose.words import View, fold

MAX_TEXT = 2_000_000  # characters: beyond any document, within any machine's memory
PRINTED = re.compile(r"\d+(?:[.,]\d+)*")


def read(text: str, locale: str | None) -> list[Figure]:
    """Return the figures of money, placed in the text as given.

    Examples
    --------
    >>> [(figure.start, figure.end, figure.currency) for figure in read("worth RM5 billion", None)]
    [(6, 17, 'MYR')]
    """
    if not isinstance(text, str):
        raise FigureError("figures are read out of text", f"a {type(text).__name__}", "pass a str, decoded")
    if len(text) > MAX_TEXT:
        raise FigureError(f"a text of {len(text)} characters is too long", remedy=f"pass up to {MAX_TEXT} at a time")
    named = str(find_locale(locale)) if locale is not None else None
    view = fold(text)
    found, shares = _read(view, named)
    if named is None and any(UNSURE.fullmatch(quote) for quote in _quotes(view, found)):
        open_ones = [figure for figure in found if figure.numeral is None]
        marks = {mark for number in (*_quotes(view, found), *shares) if (mark := decimal_mark(number))}
        marks |= grouping_told(_quotes(view, open_ones))
        found = _read(view, named, marks.pop())[0] if len(marks) == 1 else found
    return [
        replace(figure, start=view.offsets[figure.start], end=view.offsets[figure.end - 1] + 1)
        for figure in resolve(found, view)
    ]


def _quotes(view: View, figures: list[Figure]) -> list[str]:
    """Return the digits of the figures, as printed."""
    found = (PRINTED.search(view.folded, figure.start, figure.end) for figure in figures)
    return [match[0] for match in found if match]


def _read(view: View, locale: str | None, decimal: str = "") -> tuple[list[Figure], list[str]]:
    """Read a text passage by passage; return its figures of money, and its shares as printed."""
    found: list[Figure] = []
    shares: list[str] = []
    observations = count()
    for passage in passages(view, locale):
        lexicon = find_lexicon(tuple(filter(None, [passage.language, *passage.others])))
        part = view.part(passage.start, passage.end)
        reader = Reader(part, lexicon, passage.language, named=locale is not None, decimal=decimal)
        numbers = relate(reader, observations)
        shares += (part.folded[one.start : one.end] for one in numbers if reader.is_share(one.start, one.end))
        found += (
            replace(figure, start=figure.start + passage.start, end=figure.end + passage.start)
            for figure in settle(reader, numbers)
        )
    return found, shares
