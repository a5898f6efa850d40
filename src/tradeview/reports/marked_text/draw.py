"""A text with its numbers marked in place: figures, claims, or the verdicts on them; for a notebook, or as a page.

The text is escaped: whatever it holds, it is shown and never run. Marks may overlap, as a level and its growth in one
bracket do: the text is cut at each beginning and end, and every piece is one mark, so that none stands in another. Each
number is explained in a list under the text, since a phone has no tooltip, and paper neither.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.errors import TableError, count_nouns
from tradeview.interactive.plain_page import make_plain_page, save_page, write_language
from tradeview.printable import NO_MATHEMATICS, escape_html, utf8_bytes
from tradeview.readings.deciding import is_compared
from tradeview.reports.marked_text import words
from tradeview.reports.marked_text.compared import list_compared_rows
from tradeview.reports.marked_text.style import class_of, style_of_page, style_sheet
from tradeview.sources.text_file import visible_text
from tradeview.table.columns import Column, Table
from tradeview.table.engines import collect_rows, is_missing
from tradeview.table.frames import wrap_frame
from tradeview.words.language import Language, in_language, speak, spoken

PLACES = ("text_start", "text_end")
MARKED = Table(
    "table of a text's numbers",
    (
        *(Column(name, "integer", "a place in the text, from 0", lambda c: c >= 0, required=True) for name in PLACES),
        *(Column(name) for name in ("quote", "kind", "verdict", "explanation", "locale")),
        Column("value", "number"),
    ),
)
# Of numbers that stand in one place, the state that is shown: the first of these that one of them has.
MOST_URGENT = tuple(words.STATES)
LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{2,8}){0,3}")
SHOWN = 60  # letters of a quote that an error names


@dataclass(frozen=True)
class Mark:
    """One number of a text: where it stands, its number in the list, its state, and what is said of it.

    What another reading has and stands nowhere in the text has no place: it starts and ends behind the last character.
    """

    start: int
    end: int
    number: int
    quote: str
    state: str
    word: str
    explanation: str
    facts: tuple[str, ...]

    @property
    def sign(self) -> str:
        """The sign of its state."""
        return words.STATES[self.state].sign

    @property
    def said(self) -> str:
        """What its tooltip says."""
        said = self.facts if not self.explanation else (self.explanation,)
        return f"{self.number} {self.sign} {self.word}: {' '.join(said)}"


class MarkedText:
    """A text with its numbers marked; Jupyter shows it, `page` is a whole page of HTML, and `save` writes that.

    Attributes
    ----------
    text : str
        As given.
    marks : tuple of Mark
        In the order of the text.
    """

    def __init__(self, text: str, marks: Sequence[Mark], language: str | None = None) -> None:
        self.text = text
        self.marks = tuple(marks)
        self._language = language
        self._spoken = spoken()  # a page may be made later, where another language is spoken

    def __repr__(self) -> str:
        """Name it by what it holds."""
        counts = Counter(mark.word for mark in self.marks)
        counted = ", ".join(f"{count} {word}" for word, count in counts.items())
        numbers = count_nouns(len(self.marks), "number")
        return f"<MarkedText: {numbers} in {len(self.text)} characters{': ' if counted else ''}{counted}>"

    def _repr_html_(self) -> str:
        """Return the marked text as escaped HTML, for notebooks."""
        with speak(self._spoken):
            region = escape_html(words.REGION.fill())
            body = f"{self._show_counts()}{self._show_legend()}{self._show_text()}{self._show_list()}"
        # In JupyterLab two dollar signs would make mathematics of what stands between them.
        opening = f'<section class="tvm {NO_MATHEMATICS}"{self._say_language()} aria-label="{region}">'
        return f"{opening}<style>{style_sheet()}</style>{body}</section>"

    def _say_language(self) -> str:
        """Say in which language the words around the text are; a notebook is in English itself."""
        if self._spoken.is_english:
            return ""
        with speak(self._spoken):
            return write_language()

    def page(self, *, title: str | None = None) -> str:
        """Return a page of HTML that needs nothing else, and runs nothing."""
        with speak(self._spoken):
            name = words.TITLE.fill() if title is None else title
            return make_plain_page(name, style_of_page(), self._repr_html_())

    def save(self, path: str | Path, *, title: str | None = None) -> Path:
        """Write the page to a file, whole or not at all, and return its path.

        Raises
        ------
        ExportError
            It cannot be written.
        """
        return save_page(path, self.page(title=title))

    @property
    def _placed(self) -> list[Mark]:
        """The marks that stand in the text."""
        return [mark for mark in self.marks if mark.start < mark.end]

    def _show_counts(self) -> str:
        count = len(self._placed)
        said = words.NUMBERS_MARKED.fill(count=count) if count else words.NOTHING_MARKED.fill()
        if lost := len(self.marks) - count:
            said = f"{said} {words.NOT_PLACED.fill(count=lost)}"
        return f'<p class="tvm-sum">{escape_html(said)}</p>'

    def _show_legend(self) -> str:
        counts = Counter(mark.state for mark in self.marks)
        entries = []
        for state, told in words.STATES.items():
            if state in counts:
                entry = words.LEGEND_ENTRY.fill(meaning=told.meaning.fill(), count=counts[state])
                badge = f"{escape_html(told.sign)} {escape_html(told.word.fill())}"
                entries.append(
                    f'<li><span class="tvm-badge {class_of(state)}">{badge}</span> {escape_html(entry)}</li>'
                )
        if not entries:
            return ""
        return f'<ul class="tvm-legend" aria-label="{escape_html(words.LEGEND.fill())}">{"".join(entries)}</ul>'

    def _show_text(self) -> str:
        pieces = []
        placed = self._placed
        edges = sorted({0, len(self.text), *(edge for mark in placed for edge in (mark.start, mark.end))})
        begins = _by_place(placed, "start")
        ends = _by_place(placed, "end")
        open_marks: list[Mark] = []
        for at, until in zip(edges, [*edges[1:], None], strict=True):
            for mark in ends.get(at, ()):
                open_marks.remove(mark)
                pieces.append(self._show_badge(mark))
            open_marks += begins.get(at, ())
            piece = escape_html(self.text[at:until]) if until is not None else ""
            pieces.append(self._show_piece(piece, open_marks, begins.get(at, ())))
        lang = f' lang="{self._language}"' if self._language else ""
        return f'<div class="tvm-text" dir="auto"{lang}>{"".join(pieces)}</div>'

    def _show_piece(self, piece: str, marks: Sequence[Mark], beginning: Sequence[Mark]) -> str:
        """Mark a piece of text that one or several numbers share; where they begin, the list leads back to."""
        if not marks or not piece:
            return piece
        # Of what stands in another the inner one is seen, which the rest of the outer one stands around.
        shown = min(marks, key=lambda mark: (mark.end - mark.start, MOST_URGENT.index(mark.state)))
        said = escape_html("\n".join(mark.said for mark in marks))
        described = " ".join(self._name(mark, "n") for mark in marks)
        anchors = "".join(f'<span id="{self._name(mark, "m")}"></span>' for mark in beginning)
        opening = f'<mark class="{class_of(shown.state)}" title="{said}" aria-describedby="{described}">'
        return f"{anchors}{opening}{piece}</mark>"

    def _show_badge(self, mark: Mark) -> str:
        said = escape_html(f"{mark.number} {mark.sign} {mark.word}")
        language = write_language() if self._spoken.is_right_to_left else f' dir="ltr" lang="{self._spoken.code}"'
        link = f'<a class="tvm-badge {class_of(mark.state)}"{language} href="#{self._name(mark, "n")}"'
        return f'{link} title="{escape_html(mark.said)}">{said}</a>'

    def _show_list(self) -> str:
        if not self.marks:
            return ""
        items = "".join(self._show_item(mark) for mark in self.marks)
        head = f'<p class="tvm-head" role="heading" aria-level="2">{escape_html(words.EXPLANATIONS.fill())}</p>'
        return f'{head}<ol class="tvm-list">{items}</ol>'

    def _show_item(self, mark: Mark) -> str:
        badge = (
            f'<span class="tvm-badge {class_of(mark.state)}">{escape_html(mark.sign)} {escape_html(mark.word)}</span>'
        )
        # On a page in English the text is most often English, too, and its numbers are read as they are.
        lang = f' lang="{self._language}"' if self._language and not self._spoken.is_english else ""
        quote = f'<bdi dir="auto"{lang}>{escape_html(mark.quote)}</bdi>'
        if mark.start < mark.end:
            back = f'href="#{self._name(mark, "m")}" title="{escape_html(words.BACK.fill())}"'
            quote = f"<a {back}>{quote}</a>"
        said = f'<p dir="auto">{escape_html(mark.explanation)}</p>' if mark.explanation else ""
        facts = f'<p class="tvm-minor" dir="auto">{escape_html(" ".join(mark.facts))}</p>' if mark.facts else ""
        return f'<li id="{self._name(mark, "n")}" value="{mark.number}">{quote} {badge}{said}{facts}</li>'

    def _name(self, mark: Mark, what: str) -> str:
        """Name a mark (m) or its note (n) on the page, where several texts may stand, as in a notebook."""
        return f"tvm-{self._fingerprint}-{what}{mark.number}"

    @cached_property
    def _fingerprint(self) -> str:
        said = "\n".join([self.text, *(mark.said for mark in self.marks)])
        return sha256(utf8_bytes(said)).hexdigest()[:8]


@check_arguments
@in_language
def highlight(
    text: str | Path,
    frame: IntoFrame,
    *,
    language: str | Language | None = None,  # noqa: ARG001 - the decorator speaks it
) -> MarkedText:
    """Mark the numbers of a text in place: what was read of them, or the verdicts on them.

    Parameters
    ----------
    text : str or pathlib.Path
        The text that the frame was read from; or the path of a file, whose `visible_text` is shown.
    frame : frame
        What `tv.read_figures`, `tv.read_claims` or `tv.fact_check` made of that text: `text_start` and `text_end`,
        offsets into it; of the other columns that they have (`quote`, `kind`, `value`, `verdict`, `explanation` …),
        those that are there are told. Rows may overlap. Or what `tv.compare_readings` returned.
    language : str or Language, optional
        What is said around the text is written in, then and in a page that is saved later: a code of `tv.languages()`,
        such as "ms"; without it, English. Explanations of the frame stay as they are: `tv.fact_check` takes a language,
        too.

    Returns
    -------
    MarkedText
        Jupyter shows it; `.page()` is a page of HTML, `.save(path)` writes it. Each number is marked by a colour, a
        line and, behind it, its number in the list below, a sign and a word: `matches`, `revised`, `contradicts` or
        `cannot tell` where the frame has a `verdict`; of two readings `read alike`, `left open`, `read differently`,
        `first alone`, `second alone` or `not in the text`; else its kind, `open` where it has no one value, `rate`.
        The tooltip and the list below the text say the `explanation`, and what was read.

    Raises
    ------
    TableError
        The frame has no places, or they are not of this text; a verdict is none of ours.
    FigureError, MissingFileError
        The file is none that `visible_text` reads.

    Examples
    --------
    >>> import tradeview as tv
    >>> text = "Exports reached RM5 billion in 2024, <b>a record</b>."
    >>> marked = highlight(text, tv.read_figures(text))
    >>> marked
    <MarkedText: 1 number in 53 characters: 1 amount>
    >>> print(marked.marks[0].said)
    1 • amount: Read as amount: RM5 billion. Time: 2024. Flow: export.
    >>> "&lt;b&gt;a record&lt;/b&gt;" in marked.page()
    True
    """
    if isinstance(text, Path):
        text = visible_text(text)
    if is_compared(frame):
        return _mark_compared(text, frame)
    table = MARKED.with_kinds(wrap_frame(frame))
    MARKED.check(table)
    rows = sorted(collect_rows(table), key=lambda row: (row["text_start"], -row["text_end"]))
    _refuse_other_text(text, rows)
    marks = [_mark_row(row, number, text) for number, row in enumerate(rows, start=1)]
    return MarkedText(text, marks, _language_of(rows))


def _mark_compared(text: str, compared: pd.DataFrame) -> MarkedText:
    """Mark two readings in their text; what has no place in it comes last."""
    placed: list[dict[str, Any]] = []
    lost: list[dict[str, Any]] = []
    for row in list_compared_rows(compared):
        is_placed = "text_start" in row and "text_end" in row
        (placed if is_placed else lost).append(row)
    _refuse_other_text(text, placed)
    placed.sort(key=lambda row: (row["text_start"], -row["text_end"]))
    marks = [_mark_compared_row(row, number, text) for number, row in enumerate([*placed, *lost], start=1)]
    return MarkedText(text, marks, _language_of(placed))


def _mark_compared_row(row: Mapping[str, Any], number: int, text: str) -> Mark:
    start, end = int(row.get("text_start", len(text))), int(row.get("text_end", len(text)))
    state = row["state"]
    quote = text[start:end] if start < end else row["figure"]
    word = words.STATES[state].word.fill()
    facts = tuple(words.describe_reading(dict(row))) if start < end else ()
    return Mark(start, end, number, quote, state, word, str(row["explanation"]), facts)


def _refuse_other_text(text: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Refuse places that are not of a text, and verdicts that are none."""
    wrong = []
    for row in rows:
        start, end, quote, verdict = row["text_start"], row["text_end"], row.get("quote"), row.get("verdict")
        if not start < end <= len(text):
            wrong.append(f"{start} to {end}, of a text of {len(text)} characters")
        elif not is_missing(quote) and text[start:end] != quote:
            wrong.append(f"{start} to {end}: {text[start:end][:SHOWN]!r}, where the frame has {str(quote)[:SHOWN]!r}")
        if not is_missing(verdict) and verdict not in words.VERDICTS:
            wrong.append(f"{start} to {end}: verdict {str(verdict)[:SHOWN]!r}; allowed: {', '.join(words.VERDICTS)}")
    if wrong:
        remedy = "pass the text that it was read from (of a file its tv.visible_text)"
        raise TableError("a frame is of the text that it marks", f"{len(wrong)} wrong", remedy, wrong)


def _mark_row(row: Mapping[str, Any], number: int, text: str) -> Mark:
    start, end = int(row["text_start"]), int(row["text_end"])
    verdict, explanation = row.get("verdict"), row.get("explanation")
    state, word = _state_of_reading(row)
    if not is_missing(verdict):
        state = str(verdict)
        word = words.STATES[state].word.fill()
    said = "" if is_missing(explanation) else str(explanation)
    # What was read of a number that was held against an official figure, its explanation says.
    is_judged = said != "" and not is_missing(row.get("official_value"))
    facts = () if is_judged else tuple(words.describe_reading(dict(row)))
    return Mark(start, end, number, text[start:end], state, word, said, facts)


def _state_of_reading(row: Mapping[str, Any]) -> tuple[str, str]:
    """Tell the state of a number that nobody judged, and the word for it: its kind, where that says more."""
    if is_missing(row.get("value")) and "value" in row:
        return "open", words.STATES["open"].word.fill()
    kind = row.get("kind")
    if kind == "rate":
        return "rate", words.STATES["rate"].word.fill()
    word = words.STATES["read"].word.fill() if is_missing(kind) else words.name_kind(str(kind))
    return "read", word


def _language_of(rows: Sequence[Mapping[str, Any]]) -> str | None:
    """Name the language of a text as HTML does, where all its numbers are in one."""
    locales = {str(row["locale"]) for row in rows if not is_missing(row.get("locale"))}
    if len(locales) != 1:
        return None
    (locale,) = locales
    return locale.replace("_", "-") if LOCALE.fullmatch(locale) else None


def _by_place(marks: Iterable[Mark], edge: str) -> dict[int, list[Mark]]:
    placed: dict[int, list[Mark]] = {}
    for mark in marks:
        placed.setdefault(getattr(mark, edge), []).append(mark)
    return placed
