"""What typesetting leaves within a figure: the mark of a footnote, and a word that the end of a line breaks in two.

Both would part a number from its scale, US$1,903[3] million and US$5 bil-/lion, so they are cut out of the view.
"""

import re
from collections.abc import Iterator
from functools import cache

from tradeview.prose.languages import MARKS, language_file, listed_locales, scale_words
from tradeview.prose.text.folding import View, fold_word
from tradeview.prose.text.markup import Cut, cut_out
from tradeview.prose.text.stops import IDEOGRAPHS

BRACKETED = r"[\[【〔]\^?(?:\d{1,3}|[a-z]|note \d{1,2}|[*†‡])[\]】〕]"  # [3], [a], [^3]
LETTERED = r"\((?:\d{1,2}|[a-z])\)(?= ?[^\W\d_])"  # (a), where a word follows
RAISED = "[²³¹⁰-⁹①-⑳]{1,3}"  # after 10 it is an exponent
STARS = r"(?:[*†‡§]{1,3}|※\d{0,2})"
LONG_WORD = r"(?<=[^\W\d_]{4})"  # m² is an area, dollars² has a footnote
NOTES = re.compile(
    rf"(?:(?<=[^\W_]){BRACKETED}|(?<=\d) {BRACKETED}(?= ?[^\W\d_])|(?:(?<=\d)|{LONG_WORD}){LETTERED}"
    rf"|(?:(?<!\D10)(?<!\A10)(?<=\d)|{LONG_WORD}){RAISED}|(?:(?<=\d)|{LONG_WORD}){STARS})(?![\d/*])"
)
WITHIN_SCRIPT = re.compile(f"(?<=\\d) (?=[{IDEOGRAPHS}])|(?<=[{IDEOGRAPHS}]) (?=\\d)")
LINE_END = re.compile(r"-?\n ?")
LETTER = f"(?:[^\\W\\d_]|[{MARKS}])"
HEAD = re.compile(f"{LETTER}{{1,14}}\\Z")
TAIL = re.compile(f"{LETTER}{{1,14}}")
SHORTEST = 5  # letters of a word that is broken


def mend_breaks(view: View) -> View:
    r"""Cut the marks of footnotes, and hyphens at the end of a line, out of the figures of a view.

    Examples
    --------
    >>> from tradeview.prose.text.folding import fold_text
    >>> mend_breaks(fold_text("US$1,903[3] million, 42² km², US$5 bil-\nlion")).folded
    'us$1,903 million, 42 km², us$5 billion'
    """
    noted = cut_out(view, (Cut(*match.span()) for match in NOTES.finditer(view.folded)))
    return cut_out(noted, _find_broken_words(noted.folded))


def close_gaps(view: View) -> View:
    """Cut the blanks between digits and the ideographs beside them out of a view, as files of the web have them.

    Examples
    --------
    >>> from tradeview.prose.text.folding import fold_text
    >>> close_gaps(fold_text("2017 年 1 月の輸出は 5 % 増")).folded
    '2017年1月の輸出は5 % 増'
    """
    return cut_out(view, (Cut(*match.span()) for match in WITHIN_SCRIPT.finditer(view.folded)))


def _find_broken_words(folded: str) -> Iterator[Cut]:
    """Yield the line ends within words of scale and names of currencies; those within other words part no figure."""
    for line_end in LINE_END.finditer(folded):
        start, end = line_end.span()
        head = HEAD.search(folded, max(start - 14, 0), start)
        tail = TAIL.match(folded, end)
        if head and tail and head[0] + tail[0] in _words_of_figures():
            yield Cut(start, end)


@cache
def _words_of_figures() -> frozenset[str]:
    """Return the longer words of scale and names of currencies of all languages, folded."""
    words: set[str] = set()
    for name in listed_locales():
        file = language_file(name)
        for printed in (*scale_words(name), *file.get("names", ()), *file.get("shared", ())):
            words.update(fold_word(printed).split(" "))
    return frozenset(word for word in words if len(word) >= SHORTEST)
