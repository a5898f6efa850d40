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
from tradeview.periods import MONTHS_IN_YEAR
from tradeview.prose.amounts.assumed import resolve_currencies
from tradeview.prose.amounts.elided import MILLIONS, LastMoney
from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.amounts.home_currency import find_home_currency
from tradeview.prose.amounts.relations import relate_figures
from tradeview.prose.carried.carried_flows import FlowCarrier
from tradeview.prose.carried.carrying import Carrier
from tradeview.prose.carried.relative_words import find_relative_words
from tradeview.prose.context import SentenceRead, settle_context
from tradeview.prose.figure import Figure, Months
from tradeview.prose.languages import find_locale, find_separators
from tradeview.prose.lexicon import find_lexicon
from tradeview.prose.measures.finding import find_measures
from tradeview.prose.numerals import NO_SEPARATORS, UNSURE, Separators, decimal_marks_of_unsure, find_decimal_mark
from tradeview.prose.tables.grids import find_grids, part_cells, take_units
from tradeview.prose.tables.heads import HeadReader
from tradeview.prose.text.folding import View, Word, fold_text
from tradeview.prose.text.markup import drop_markup
from tradeview.prose.text.passages import split_passages, tell_ideographs
from tradeview.prose.text.typesetting import close_gaps, mend_breaks

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


class PassageRead(NamedTuple):
    """A passage, where it starts, and the figures and sentences that were read of it, placed in the passage."""

    reader: Reader
    start: int
    figures: list[Figure]
    sentences: list[SentenceRead]


class PassagesRead(NamedTuple):
    """The figures of money of a text, its shares (5.2 %), and the languages of its large numbers without a currency."""

    figures: list[Figure]
    shares: list[Share]
    bare_languages: set[str]
    passages: list[PassageRead]


class Asked(NamedTuple):
    """What is asked of a text: language, day and reporter, whether times are carried, measures read beside money."""

    locale: str | None
    published: date | None
    carry: bool
    measured: bool
    reporter: str | None = None


def figures_in_text(
    text: str, locale: str | None, *, carry: bool = False, published: date | None = None
) -> list[Figure]:
    """Return the figures of money, placed in the text as given; `carry` dates them by the text around, too."""
    return place_figures(read_whole(text, locale, carry=carry, published=published).figures, fold_whole(text), text)


def fold_whole(text: str, *, measured: bool = False) -> View:
    """Return a text as it is read: folded, its tags cut out and what broke its lines mended.

    Where its measures are read, too, blanks between digits and ideographs are cut out.
    """
    view = mend_breaks(drop_markup(part_cells(fold_text(text), text)))
    return close_gaps(view) if measured else view


def read_whole(
    text: str,
    locale: str | None,
    *,
    carry: bool = False,
    published: date | None = None,
    measured: bool = False,
    reporter: str | None = None,
) -> PassagesRead:
    """Return what is read of a text, placed in its folded form; `measured` reads measures that are no money, too.

    `reporter` is the alpha-2 of the economy whose trade it is of, if that is known.
    """
    if not isinstance(text, str):
        raise FigureError("figures are read out of text", f"a {type(text).__name__}", "pass a str, decoded")
    if len(text) > MAX_TEXT:
        raise FigureError(f"a text of {len(text)} characters is too long", remedy=f"pass up to {MAX_TEXT} at a time")
    named = None
    if locale is not None:
        # What is no text may have no hash to be looked up by; it is no locale either.
        named = str(find_locale(locale if isinstance(locale, str) else show_value(locale)))
    view = fold_whole(text, measured=measured)
    asked = Asked(named, published, carry=carry, measured=measured, reporter=reporter)
    read = _read_passages(view, asked)
    home = None
    if not any(figure.unit == "" for figure in read.figures) and len(read.bare_languages) == 1:
        home = find_home_currency(view, next(iter(read.bare_languages)))
    if home is not None:
        read = _read_passages(view, asked, home=home)
    money = [figure for figure in read.figures if not figure.unit]
    marks = _find_common_marks(view, money, read.shares) if named is None else {}
    foretold = _find_foretold(read) if carry and measured and published is None else None
    if marks or foretold:
        read = _read_passages(view, asked, marks, home, foretold)
    return read


def _find_foretold(read: PassagesRead) -> Months | None:
    """Return the latest part of a year that a text dates, where it names others that it leaves undated.

    Where it dates none, that may be the year behind the one that all is compared with.
    """
    parts: list[Months] = []
    bases: set[int] = set()
    is_open = False
    for passage in read.passages:
        same = find_relative_words(passage.reader.lexicon).same
        for time in (time for sentence in passage.sentences for time in sentence.times):
            is_open = is_open or time.months is None
            # "The same period of 2012" is what the months of another year are compared with.
            is_base = time.compared or same.search(passage.reader.folded, time.start, time.end) is not None
            if time.months and time.months.is_settled and time.months.is_part and not is_base:
                parts.append(time.months)
            if time.months and same.search(passage.reader.folded, time.start, time.end):
                bases.add(time.months.last[0])
    if parts and is_open:
        return max(parts, key=lambda months: (months.last, months.first))
    # What is compared with the same period of 2022, and that alone, is of 2023.
    year = bases.pop() + 1 if len(bases) == 1 and is_open and not parts else None
    return Months((year, 1), (year, MONTHS_IN_YEAR)) if year else None


def place_figures(figures: Sequence[Figure], view: View, text: str) -> list[Figure]:
    """Return figures of a folded text with what their currencies mean, placed in the text as given."""
    placed: list[Figure] = []
    for figure in resolve_currencies(list(figures), view):
        start, end = view.offsets[figure.start], view.offsets[figure.end - 1] + 1
        label = figure.months.label if figure.months else None
        words = text[slice(*label)].strip() if label else None
        placed.append(replace(figure, start=start, end=end, calendar_label=words))
    return placed


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


def _make_carriers(view: View, asked: Asked, foretold: Months | None) -> Carriers:
    """Return what carries times and flows over sentences."""
    if asked.carry:
        return Carriers(Carrier(asked.published, with_measures=asked.measured, foretold=foretold), FlowCarrier())
    return Carriers(Carrier(lists_only=True)) if OPENS_LIST.search(view.folded) else Carriers()


def _read_passages(
    view: View,
    asked: Asked,
    decimals: Mapping[Separators, str] = NO_MARKS,
    home: Word | None = None,
    foretold: Months | None = None,
) -> PassagesRead:
    """Return what the passages hold; `decimals` are the decimal marks that the numbers told, `home` the currency.

    And `foretold` is the latest part of a year that the text dates.
    """
    read = PassagesRead([], [], set(), [])
    carriers = _make_carriers(view, asked, foretold)
    observations = count()
    head_reader = HeadReader(view.folded)
    money = LastMoney(home=home)
    passages = split_passages(view, asked.locale)
    if asked.measured and asked.locale is None:
        passages = tell_ideographs(view, list(passages))
    for passage in passages:
        languages = [name for name in (passage.language, *passage.others) if name]
        part = view.part(passage.start, passage.end)
        reader = Reader(
            part,
            find_lexicon(tuple(languages)),
            passage.language,
            named=asked.locale is not None,
            decimal=decimals.get(_separators_of(passage.language), ""),
            rivals=passage.rivals,
            reporter=asked.reporter,
        )
        numbers = relate_figures(reader, observations)
        if passage.language and any(one.power >= MILLIONS and one.word is None for one in numbers):
            read.bare_languages.add(passage.language)
        for one in numbers:
            if reader.is_share(one.start, one.end):
                read.shares.append(Share(part.folded[one.start : one.end], passage.language))
        at = passage.start
        measures = find_measures(reader, numbers) if asked.measured else []
        numbers, heads = head_reader.apply_heads(reader, numbers, at)
        grids = find_grids(reader, numbers)
        numbers = take_units(reader, numbers, grids)
        sentences: list[SentenceRead] = []
        settled = settle_context(
            reader,
            numbers,
            heads,
            grids,
            carriers.of_times,
            money,
            carriers.of_flows,
            measures=measures,
            spoken=sentences,
        )
        money.begin_passage(passage.end - passage.start)
        if asked.measured:
            read.passages.append(PassageRead(reader, at, settled, sentences))
        if at:
            settled = [replace(figure, start=figure.start + at, end=figure.end + at) for figure in settled]
        read.figures.extend(settled)
    return read
