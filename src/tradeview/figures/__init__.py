"""Amounts of money in prose, as a table: where they stand, what they say, and how finely they were printed.

The grammar finds each figure by itself, and relations relates neighbours to one another. The ends of a range share what
it prints once, the sides of an exchange rate are marked as a rate, and an amount and what states it again in another
currency share an observation. What the text does not settle is left missing.
"""

from dataclasses import replace

import pandas as pd

from tradeview import units
from tradeview.errors import AmbiguousFigureError, FigureError
from tradeview.figures.figure import Figure
from tradeview.figures.grammar import Reader
from tradeview.figures.relations import relate

MAX_TEXT = 2_000_000  # characters: beyond any document, within any machine's memory
COLUMNS = ("start", "end", "quote", "value", "low", "high", "currency", "assumed", "kind", "locale", "observation")
DTYPES = dict.fromkeys(COLUMNS, "string") | {
    **dict.fromkeys(("start", "end"), "int64"),
    **dict.fromkeys(("value", "low", "high"), "float64"),
    "assumed": "bool",
}


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
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(DTYPES)


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
        "locale": figure.locale,
        "observation": figure.observation,
    }


def _figures(text: str, locale: str | None) -> list[Figure]:
    """Return the figures of money, placed in the text as given."""
    if len(text) > MAX_TEXT:
        raise FigureError(f"a text of {len(text)} characters is too long", remedy=f"pass up to {MAX_TEXT} at a time")
    reader = Reader(text, locale)
    offsets = reader.view.offsets
    return [
        replace(figure, start=offsets[figure.start], end=offsets[figure.end - 1] + 1)
        for figure in relate(reader)
        if figure.word
    ]
