"""Amounts of money in prose, as a table: where they stand, what they say, and how finely they were printed.

The grammar finds each figure by itself, and relations relates neighbours to one another. The ends of a range share what
it prints once, the sides of an exchange rate are marked as a rate, and an amount and what states it again in another
currency share an observation. What the text does not settle is left missing.
"""

import re
from dataclasses import replace
from itertools import count

import pandas as pd

from tradeview import units
from tradeview.errors import AmbiguousFigureError, FigureError
from tradeview.figures.assumed import resolve
from tradeview.figures.context import settle
from tradeview.figures.figure import Figure
from tradeview.figures.grammar import Reader
from tradeview.figures.highlight import Highlight
from tradeview.figures.languages import passages
from tradeview.figures.lexicon import find_lexicon
from tradeview.figures.numerals import UNSURE, decimal_mark, find_locale, grouping_told
from tradeview.figures.relations import relate
from tradeview.figures.words import View, fold

MAX_TEXT = 2_000_000  # characters: beyond any document, within any machine's memory
DTYPES = {
    **dict.fromkeys(("start", "end"), "int64"),
    "quote": "string",
    **dict.fromkeys(("value", "low", "high"), "float64"),
    "currency": "string",
    "assumed": "bool",
    "kind": "string",
    "approximate": "bool",
    "bound": "string",
    "period": "Int64",
    **dict.fromkeys(("months", "flow", "status", "locale", "observation"), "string"),
}
COLUMNS = tuple(DTYPES)
PRINTED = re.compile(r"\d+(?:[.,]\d+)*")
BOUNDS = {"over": "more than", "under": "less than"}


def read_figures(text: str, locale: str | None = None) -> pd.DataFrame:
    """Find every amount of money in a text.

    Parameters
    ----------
    text : str
        Prose in one language or several, at most `MAX_TEXT` characters.
    locale : str, optional
        Its locale, any that Babel knows. Without it, English, Bengali and Thai are told from script and words near the
        figure; in other languages, what codes, signs and the structure of the number leave no doubt about.

    Returns
    -------
    pandas.DataFrame
        One row a figure, in the order of the text; the same columns and types where there is none. Both ends of a
        range are rows and share what it prints once (`US$5-10 billion`, `4 to 5 billion ringgit`); `12 crore 34 lakh
        rupees` is one row. A bare year before a currency is none (`constant 2015 dollars`, `ปี 2568 บาท`), unless
        it is a side of a rate; `2,015 dollars` and `USD 2015` are amounts.
        `start`, `end` : offsets into the text, and `quote`, which is `text[start:end]`.
        `value` : in single units of `currency`; `low`, `high` : the range that the last printed digit allows. Missing
        where the number has two readings (`EUR 1.234` in no known language), where a scale word of a language that
        nobody named follows (`US$ 2,48 bilhões`), and where a hyphen before the figure begins a line, which may be the
        bullet of a list (`-US$5m for roads`; a figure that is the whole text keeps its minus, and so does `−US$5m`).
        Missing too where a minus in words may subtract (`RM5 billion minus RM3 billion`), and where the first end of
        a range may or may not have the scale of the second (`RM40 to RM3 billion`).
        `currency` : ISO 4217, of today's currencies; `assumed` : printed as a sign or name of several (`$`, `dollar`).
        `kind` : `amount`, or `rate` for both sides of an exchange rate (`US$1 = RM4.3505`, `RM4.35 per US dollar`).
        `locale` : as given, or the language the text tells; missing where it tells none.
        `observation` : shared by an amount and the bracket or slash after it that states it in another currency.

    Raises
    ------
    FigureError
        The text is longer than `MAX_TEXT`.
    UnknownCodeError
        Babel does not know the locale.

    Examples
    --------
    >>> found = read_figures("Total trade reached RM11.46 billion (US$2.48 billion) in 2024.")
    >>> found[["quote", "low", "high", "observation"]]
                 quote           low          high observation
    0  RM11.46 billion  1.145500e+10  1.146500e+10           0
    1  US$2.48 billion  2.475000e+09  2.485000e+09           0
    >>> read_figures("3.5 billion dollars (US$1 = RM4.3505)")["kind"].tolist()
    ['amount', 'rate', 'rate']
    """
    rows = [_row(figure, text) for figure in _figures(text, locale)]
    # Typed column by column: `astype` of a frame costs more than the reading.
    return pd.DataFrame({name: pd.array([row[name] for row in rows], dtype=kind) for name, kind in DTYPES.items()})


def parse_money(text: str, locale: str | None = None) -> units.Quantity:
    """Read the one amount of money in a text.

    Parameters
    ----------
    text : str
        Holds one amount, and may hold words around it.
    locale : str, optional
        As in `read_figures`.

    Returns
    -------
    pint.Quantity
        In single units of its currency.

    Raises
    ------
    AmbiguousFigureError
        The printed number has two readings; the message says what would settle it.
    FigureError
        There is no amount, or more than one.
    UnknownCodeError
        Babel does not know the locale.

    Examples
    --------
    >>> print(parse_money("RM11.46 billion"), parse_money("১,৯০৩ মিলিয়ন মার্কিন ডলার"))
    11460000000.0 MYR 1903000000.0 USD
    >>> print(parse_money("EUR 1.234", locale="de"))
    1234.0 EUR
    >>> parse_money("EUR 1.234")
    Traceback (most recent call last):
    tradeview.errors.AmbiguousFigureError: 'EUR 1.234' is ambiguous; found: 1.234 or 1234; do: name its locale
    """
    figures = _figures(text, locale)
    amounts = [figure for figure in figures if figure.kind == "amount"]
    if len(amounts) != 1:
        found = f"{len(amounts)} amounts and {len(figures) - len(amounts)} sides of rates in {text[:60]!r}"
        quotes = [text[figure.start : figure.end] for figure in figures]
        raise FigureError("one amount of money was asked for", found, "pass one, or use tv.read_figures", quotes)
    (figure,) = amounts
    if figure.numeral is None:
        raise AmbiguousFigureError(f"{text[figure.start : figure.end]!r} is ambiguous", *figure.doubt)
    return units.money(float(figure.numeral.value), figure.currency)


def highlight(text: str, locale: str | None = None) -> Highlight:
    """Mark the figures of a text in place.

    Parameters
    ----------
    text, locale : str
        As in `read_figures`.

    Returns
    -------
    Highlight
        Jupyter shows it as the text, escaped, with each figure marked and what was read of it in small print; its
        attribute `figures` is the frame of `read_figures`.

    Raises
    ------
    FigureError, UnknownCodeError
        As in `read_figures`.

    Examples
    --------
    >>> highlight("Trade <b>of</b> RM5 billion")
    <Highlight: 1 figures in 27 characters>
    >>> highlight("Trade <b>of</b> RM5 billion")._repr_html_()
    '<div dir="auto" ...>Trade &lt;b&gt;of&lt;/b&gt; <mark ... title="MYR 5,000,000,000, total">RM5 billion</mark>...'
    """
    return Highlight(text, read_figures(text, locale))


def _row(figure: Figure, text: str) -> dict[str, object]:
    """Return the figure in the columns of `read_figures`."""
    known = figure.numeral
    return {
        "start": figure.start,
        "end": figure.end,
        "quote": text[figure.start : figure.end],
        "value": float(known.value) if known else None,
        "low": float(known.low) if known else None,
        "high": float(known.high) if known else None,
        "currency": figure.currency,
        "assumed": figure.word is not None and figure.word.assumed,
        "kind": figure.kind,
        "approximate": figure.hedge is not None,
        "bound": BOUNDS.get(figure.hedge or ""),
        "period": figure.period,
        "months": figure.months,
        "flow": figure.flow,
        "status": figure.status,
        "locale": figure.locale,
        "observation": figure.observation,
    }


def _figures(text: str, locale: str | None) -> list[Figure]:
    """Return the figures of money, placed in the text as given."""
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
