"""The reading of a whole text: its passages in turn, then once more where its own numbers tell what a mark means.

A number such as 1.234 is read by its language; where the text's other numbers say otherwise, of this language or of
one that prints numbers alike, it is left open.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from typing import NamedTuple

from tradeview.arguments import show_value
from tradeview.errors import FigureError
from tradeview.prose.amounts.assumed import resolve_currencies
from tradeview.prose.amounts.elided import MILLIONS, LastMoney
from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.amounts.home_currency import find_home_currency
from tradeview.prose.amounts.relations import relate_figures
from tradeview.prose.carried.carried_flows import FlowCarrier
from tradeview.prose.carried.carrying import Carrier
from tradeview.prose.context import settle_context
from tradeview.prose.figure import Figure
from tradeview.prose.languages import find_locale, find_separators
from tradeview.prose.lexicon import find_lexicon
from tradeview.prose.numerals import NO_SEPARATORS, UNSURE, Separators, decimal_marks_of_unsure, find_decimal_mark
from tradeview.prose.tables.grids import find_grids, part_cells, take_units
from tradeview.prose.tables.heads import HeadReader
from tradeview.prose.text.folding import View, Word, fold_text
from tradeview.prose.text.markup import drop_markup
from tradeview.prose.text.passages import split_passages
from tradeview.prose.text.typesetting import mend_breaks

MAX_TEXT = 2_000_000  # characters: beyond any document, within any machine's memory
OPENS_LIST = re.compile(r":[ ]*\n")  # a heading over a list
PRINTED = re.compile(r"\d+(?:[.,]\d+)*")

NO_MARKS: Mapping[Separators, str] = {}


class Carriers(NamedTuple):
    """What carries times and flows over the sentences of a text; none where nothing may be carried."""

    of_times: Carrier | None = None
    of_flows: FlowCarrier | None = None


class Share(NamedTuple):
    """A share, 5.2 %, as printed, and the language of its passage."""

    printed: str
    language: str | None


class PassagesRead(NamedTuple):
    """The figures of money of a text, its shares (5.2 %), and the languages of its large numbers without a currency."""

    figures: list[Figure]
    shares: list[Share]
    bare_languages: set[str]


NOTHING_CARRIED = Carriers()


def figures_in_text(
    text: str, locale: str | None, *, carry: bool = False, published: date | None = None
) -> list[Figure]:
    """Return the figures of money, placed in the text as given; `carry` dates them by the text around, too."""
    if not isinstance(text, str):
        raise FigureError("figures are read out of text", f"a {type(text).__name__}", "pass a str, decoded")
    if len(text) > MAX_TEXT:
        raise FigureError(f"a text of {len(text)} characters is too long", remedy=f"pass up to {MAX_TEXT} at a time")
    named = None
    if locale is not None:
        # What is no text may have no hash to be looked up by; it is no locale either.
        named = str(find_locale(locale if isinstance(locale, str) else show_value(locale)))
    view = mend_breaks(drop_markup(part_cells(fold_text(text), text)))
    figures, shares, bare = _read_passages(view, named, _make_carriers(view, published, carry=carry))
    home = find_home_currency(view, bare.pop()) if not figures and len(bare) == 1 else None
    if home is not None:
        carriers = _make_carriers(view, published, carry=carry)
        figures, shares, _ = _read_passages(view, named, carriers, home=home)
    if named is None and (marks := _find_common_marks(view, figures, shares)):
        figures, _, _ = _read_passages(view, None, _make_carriers(view, published, carry=carry), marks, home)
    read: list[Figure] = []
    for figure in resolve_currencies(figures, view):
        start, end = view.offsets[figure.start], view.offsets[figure.end - 1] + 1
        label = figure.months.label if figure.months else None
        words = text[slice(*label)].strip() if label else None
        read.append(replace(figure, start=start, end=end, calendar_label=words))
    return read


def _find_common_marks(view: View, figures: Sequence[Figure], shares: Sequence[Share]) -> dict[Separators, str]:
    """Return the decimal marks that the numbers of a text tell for those of two readings.

    Languages that print numbers alike tell them for each other, and those of no known language with them all.
    """
    marks: dict[Separators, str] = {}
    known = {_separators_of(figure.locale) for figure in figures}
    for separators in known:
        alike = {separators, NO_SEPARATORS} if separators != NO_SEPARATORS else known
        held = [figure for figure in figures if _separators_of(figure.locale) in alike]
        of_shares = [share.printed for share in shares if _separators_of(share.language) in alike]
        mark = _find_common_mark(view, held, of_shares)
        if mark:
            marks[separators] = mark
    return marks


def _separators_of(language: str | None) -> Separators:
    """Return the decimal and the grouping mark of a language, none where it is not known."""
    return find_separators(language) if language else NO_SEPARATORS


def _find_common_mark(view: View, figures: Sequence[Figure], shares: Sequence[str]) -> str:
    """Return the decimal mark that some numbers tell for those of two readings; empty where they tell none."""
    digits = _find_digits(view, figures)
    if not any(UNSURE.fullmatch(number) for number in digits):
        return ""
    marks = {find_decimal_mark(number) for number in (*digits, *shares)} - {""}
    marks |= decimal_marks_of_unsure(_find_digits(view, [figure for figure in figures if figure.numeral is None]))
    return marks.pop() if len(marks) == 1 else ""


def _find_digits(view: View, figures: Sequence[Figure]) -> list[str]:
    """Return the digits of the figures, as printed."""
    found = [PRINTED.search(view.folded, figure.start, figure.end) for figure in figures]
    return [match[0] for match in found if match]


def _make_carriers(view: View, published: date | None, *, carry: bool) -> Carriers:
    """Return what carries times and flows over sentences."""
    if carry:
        return Carriers(Carrier(published), FlowCarrier())
    return Carriers(Carrier(lists_only=True)) if OPENS_LIST.search(view.folded) else Carriers()


def _read_passages(
    view: View,
    locale: str | None,
    carriers: Carriers = NOTHING_CARRIED,
    decimals: Mapping[Separators, str] = NO_MARKS,
    home: Word | None = None,
) -> PassagesRead:
    """Return what the passages hold; `decimals` are the decimal marks that the numbers told, `home` the currency."""
    figures: list[Figure] = []
    shares: list[Share] = []
    observations = count()
    head_reader = HeadReader(view.folded)
    money = LastMoney(home=home)
    bare: set[str] = set()
    for passage in split_passages(view, locale):
        languages = [name for name in (passage.language, *passage.others) if name]
        part = view.part(passage.start, passage.end)
        reader = Reader(
            part,
            find_lexicon(tuple(languages)),
            passage.language,
            named=locale is not None,
            decimal=decimals.get(_separators_of(passage.language), ""),
            rivals=passage.rivals,
        )
        numbers = relate_figures(reader, observations)
        if passage.language and any(one.power >= MILLIONS and one.word is None for one in numbers):
            bare.add(passage.language)
        for one in numbers:
            if reader.is_share(one.start, one.end):
                shares.append(Share(part.folded[one.start : one.end], passage.language))
        at = passage.start
        numbers, heads = head_reader.apply_heads(reader, numbers, at)
        grids = find_grids(reader, numbers)
        numbers = take_units(reader, numbers, grids)
        settled = settle_context(reader, numbers, heads, grids, carriers.of_times, money, carriers.of_flows)
        money.begin_passage(passage.end - passage.start)
        if at:
            settled = [replace(figure, start=figure.start + at, end=figure.end + at) for figure in settled]
        figures += settled
    return PassagesRead(figures, shares, bare)
