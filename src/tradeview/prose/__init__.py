"""Amounts of money in prose, as a table: where they stand, what they say, and how finely they were printed.

A text passes through these rooms in this order; each imports only those before it:

1. `text/`: `folding` folds it, so that case, width and invisible characters do not count, and keeps the way back.
   `markup` cuts tags out of it, and `typesetting` marks of footnotes and hyphens at the end of a line, so that none
   parts a figure. `stops` cuts it into sentences, `passages` into stretches of one language each, and `layout` says
   what is a heading. What is listed of a language stands in the files of `lexicon/`, which `languages` opens.
2. `lexicon` makes the tables and patterns that a passage is read with: scales, currencies, number words, hedges, what
   joins two figures.
3. `times/`: `periods` finds the times of each sentence by itself, with their places, and says which are only compared
   with (`Finder.is_compared`). `calendars` makes the patterns for them from a lexicon, `year_names` finds the years,
   with the conventions of `fiscal`, `part_names` the parts of years, and `year_parts` puts both together to months.
4. `amounts/`: `grammar` goes through a passage and reads one number after the other (`numerals`: its digits, exactly;
   `printed_numbers`: the fraction or the ending beside them) with its scale (`scales`) and its minus (`signs`);
   `neighbours` says what stands beside it: currency, hedge, or a noun that makes it no money. It gives each as a
   `figure`, which from here on is only completed. `relations` looks at figures that follow one another: ranges, lists,
   rates, one fact in two currencies. `elided` gives amounts that print no currency that of their neighbour, where the
   sentence says that they are money, and `assumed` decides, by the countries named beside it and over the whole text,
   what a bare `$` or `peso` means.
5. `facts/`: what a `sentence` holds. `times` says which of its times a fact has (`FactTimes.find_months`), and
   `comparisons` which figures another is compared with, `respective_times` which year of a list each has. `kinds` says
   which figures are changes, prices or averages (`mark_kinds`), also by the figure before (`kind_neighbours`),
   `flow_names` what a sentence names of trade (and no `dealings` in money; `back_references` are the former and the
   latter), `flows` which flow each fact has (`FactFlows.find_flow`), with its sign and what it covers (`coverage`),
   `flow_rows` how it goes on in a row of countries (`partners`), and `differences` by how much exports exceed imports.
6. `tables/`: `heads` finds the currency and scale that a list prints once, above its numbers, and `grids` what the
   rows and columns of a table say of theirs.
7. `carried/`: where it is asked for, `carrying` gives a figure that its sentence does not date the time that the text
   around it states (`stated`), and `carried_flows` one whose sentence names no flow that of the text. `relative` finds
   what is told from the day of publication (last month) or from another time (a year earlier), `told_times` says of
   which figures such times may be, and `unread_times` whether a sentence is dated in words that are not known.

`context` goes through the sentences, which may end behind an amount, too, now that amounts are known, and asks these
rooms for each; whether a figure is a target or a forecast, it says itself (`find_status`). `reading` does it all in
turn, twice where the numbers of a text tell what its marks mean; `highlight` shows the result. What the text does not
settle is left missing. `form` is what others fill in who read a text, as a JSON Schema.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from tradeview import units
from tradeview.arguments import check_arguments_but
from tradeview.errors import AmbiguousFigureError, FigureError
from tradeview.prose.carried.anchor import read_day
from tradeview.prose.figure import BOUNDS, Figure
from tradeview.prose.form import schema
from tradeview.prose.highlight import Highlight
from tradeview.prose.reading import MAX_TEXT, figures_in_text
from tradeview.public_names import list_and_answer
from tradeview.sources.text_file import visible_text

__all__ = ["COLUMNS", "DTYPES", "MAX_TEXT", "highlight", "parse_money", "read_figures", "schema"]

if not TYPE_CHECKING:
    __dir__, __getattr__ = list_and_answer("figures", __all__)

DTYPES = {
    **dict.fromkeys(("text_start", "text_end"), "int64"),
    "quote": "string",
    **dict.fromkeys(("value", "low", "high"), "float64"),
    "currency": "string",
    "assumed": "bool",
    "kind": "string",
    "approximate": "bool",
    "bound": "string",
    "period": "Int64",
    **dict.fromkeys(("months", "calendar_label", "time_from", "flow", "flow_from", "coverage"), "string"),
    **dict.fromkeys(("status", "locale", "observation"), "string"),
}
COLUMNS = tuple(DTYPES)
# Looked up once: pandas takes longer to find a type by its name than to fill a short column.
ARRAY_DTYPES = {name: pd.api.types.pandas_dtype(kind) for name, kind in DTYPES.items()}


@check_arguments_but("text", "locale", "published")
def read_figures(
    text: str | Path,
    locale: str | None = None,
    *,
    carry: bool = False,
    published: str | date | None = None,
) -> pd.DataFrame:
    """Find every amount of money in a text.

    Parameters
    ----------
    text : str or pathlib.Path
        Prose in one language or several, at most `MAX_TEXT` characters; or the path of a file, whose `visible_text` is
        read. A str is plain text, and no path.
    locale : str, optional
        Its locale, any that Babel knows. Without it, the languages that have a file in `prose/lexicon` are told from
        script and words, sentence by sentence: twenty with all that is read of them, and Persian, Dutch, Polish and
        Ukrainian with shorter lists. Thirty more have their scales and currencies in `prose/lexicon/named` and are read
        where they are named, with few words for flows and none for parts of years: Amharic, Armenian, Azeri, Bulgarian,
        Burmese, Croatian, Czech, Danish, Finnish, Georgian, Greek, Gujarati, Hebrew, Hungarian, Kazakh, Khmer, Lao,
        Marathi, Nepali, Norwegian Bokmål, Romanian, Serbian, Sinhala, Slovak, Swahili, Swedish, Tamil, Telugu, Urdu,
        Uzbek. Of any other, CLDR's scales and currencies are read as CLDR prints them. Where the language is not
        listed, a number between its currency and a word that may be its scale has no value.
    carry : bool, default False
        Whether a figure whose sentence states no time takes it, as a reader does, from the paragraph before it, from
        the heading over it or, with `published`, from the day of the publication; and its flow, where the sentence
        names none and nothing else that it is of, from the paragraph or the heading. Look at these rows: `time_from`
        and `flow_from` say which they are. What the sentences state is the same with it and without. A rate takes none.
    published : str or datetime.date, optional
        The day that the text was published, `2024-05-16`, or a Timestamp of pandas. With `carry`, "last month", "this
        year", "in May" (the last before that day) and "the first quarter" are told from it.

    Returns
    -------
    pandas.DataFrame
        One row a figure, in the order of the text; the same columns and types where there is none.

        text_start, text_end : offsets into the text, and quote, which is `text[text_start:text_end]`
        value : in single units of `currency`; missing where the number has two readings. A deficit is negative, and so
            is a change of what fell (see Notes)
        low, high : the range that the last printed digit allows
        currency : ISO 4217, of today's currencies; missing where the text does not tell whose `dinar` it is
        assumed : whether the currency is not printed as such, but as a sign or name of several (`$`, `dollar`), or not
            at all (`US$5 billion, against 4 billion in 2023`); one in the head of a list (`RM million`) is printed
        kind : `amount`; `change` of one (`rose by US$2 billion`, `US$2 billion more than in 2023`); `price` of a unit
            (`US$250 per tonne`); `average` (`averaged US$3 billion a year`, `US$3,000 per head`); or `rate` for both
            sides of an exchange rate (`US$1 = RM4.3505`, `RM4.35 per US dollar`)
        approximate : whether a hedge is printed (about, nearly, more than)
        bound : `more than` or `less than`
        period : the year that the sentence gives the figure, or the one month (202405)
        months : the first and the last month, `2025-01/2025-06`; a fiscal year, in two years, has no period beside them
        calendar_label : the words of a year that is not the common calendar's (`FY2023-24`, `令和6年度`)
        time_from : where the time is stated: `sentence`, that of the figure; `heading`, also that of a list, which ends
            in a colon; with `carry` `paragraph`, the sentences before it, and `published`
        flow : export, import, re-export, total or balance (exports less imports); none of a price or a rate
        flow_from : where the flow is stated: `sentence`; `heading`, also that of a list or of a table; with `carry`
            `paragraph`
        coverage : goods, services, goods and services, domestic exports or non-oil, where the words say so
        status : target or forecast, missing for what was
        locale : as given, or the language the text tells; missing where it tells none
        observation : shared by an amount and what states it again in another currency, in a bracket or after "or"

    Raises
    ------
    FigureError
        The text is longer than `MAX_TEXT`, or the file is none that `visible_text` reads; or `published` is no day, or
        is given without `carry`.
    MissingFileError
        There is nothing at the path.
    UnknownCodeError
        Babel does not know the locale.

    Notes
    -----
    Both ends of a range are rows and share what it prints once (`US$5-10 billion`, `between 4 and 5 billion ringgit`),
    and so do the amounts of a series (`US$2, 3 and 4 billion`); `12 crore 34 lakh rupees` is one row. A bare year
    before a currency is none (`constant 2015 dollars`, `ปี 2568 บาท`), unless it is a side of a rate; `2,015 dollars`
    and `USD 2015` are amounts. Tags of HTML, signs of Markdown, marks of footnotes and hyphens at the end of a line
    part no figure: it is read across them, and the quote holds them; comments, scripts and the attributes of tags hold
    none. A fraction (`2½`, `2 1/2`) is as fine as a first decimal place.

    A surplus or a deficit is a balance, unless it is that of a budget or a current account, and a deficit of US$5
    billion has the value -5e9, with `low`, `high` and `bound` turned likewise: a deficit of more than 5 is a balance of
    less than -5. A change has the sign of what it does to the value: exports that fell by 2 billion changed by -2e9, a
    deficit that narrowed by 2 billion by 2e9.

    A value has two readings in `EUR 1.234` of no known language; `1,234 millones` of Spanish, which groups in one
    country and points in another, unless the text's other numbers tell; a scale word of another language (`worth US$
    2,48 bilhões`); a blank behind what may be a decimal mark (`12, 48 milliards`); a mark of thousands that would make
    an amount larger than any economy's trade (`12.345 milyar dolar`); a hyphen that begins a line and may be the bullet
    of a list (`-US$5m for roads`; a figure that is the whole text keeps its minus, and so does `−US$5m`); a minus in
    words that may subtract (`RM5 billion minus RM3 billion`); the first end of a range that may or may not have the
    scale of the second (`RM40 to RM3 billion`).

    Examples
    --------
    >>> found = read_figures("Total trade reached RM11.46 billion (US$2.48 billion) in 2024.")
    >>> found[["quote", "low", "high", "observation"]]
                 quote           low          high observation
    0  RM11.46 billion  1.145500e+10  1.146500e+10           0
    1  US$2.48 billion  2.475000e+09  2.485000e+09           0
    >>> read_figures("3.5 billion dollars (US$1 = RM4.3505)")["kind"].tolist()
    ['amount', 'rate', 'rate']
    >>> text = "Last month, exports reached US$25 billion. Imports were US$21 billion."
    >>> read_figures(text, carry=True, published="2024-05-16")[["quote", "period", "time_from"]]
               quote  period  time_from
    0  US$25 billion  202404  published
    1  US$21 billion  202404  paragraph
    >>> text = "In 2024, exports reached US$25 billion. A year earlier, they were US$21 billion."
    >>> read_figures(text, carry=True)[["quote", "flow", "flow_from"]]
               quote    flow  flow_from
    0  US$25 billion  export   sentence
    1  US$21 billion  export  paragraph
    """
    day = None if published is None else read_day(published)
    if day and not carry:
        asked = "the day of publication dates figures whose sentences do not, which was not asked for"
        raise FigureError(asked, remedy="pass carry=True, or no published")
    if isinstance(text, Path):
        text = visible_text(text)
    figures = figures_in_text(text, locale, carry=carry, published=day)
    rows = [_make_row(figure, text) for figure in figures]
    # Typed column by column: `astype` of a frame costs more than the reading.
    arrays = {name: pd.array([row[name] for row in rows], dtype=kind) for name, kind in ARRAY_DTYPES.items()}
    return pd.DataFrame(arrays)


@check_arguments_but("text", "locale")
def parse_money(text: str, locale: str | None = None) -> units.Quantity:
    """Read the one amount of money in a text.

    Parameters
    ----------
    text : str
        Holds one amount, a change, a price or an average, and may hold words around it; an exchange rate is none.
    locale : str, optional
        As in `read_figures`.

    Returns
    -------
    pint.Quantity
        In single units of its currency, as printed: a deficit of US$5 billion is 5e9, unless a minus is printed.

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
    >>> print(parse_money("a trade deficit of US$5 billion"), parse_money("US$250 per tonne"))
    5000000000.0 USD 250.0 USD
    >>> print(parse_money("EUR 1.234", locale="de"))
    1234.0 EUR
    >>> parse_money("EUR 1.234")
    Traceback (most recent call last):
    tradeview.errors.AmbiguousFigureError: 'EUR 1.234' is ambiguous; found: 1.234 or 1234; do: name its locale
    """
    figures = figures_in_text(text, locale)
    amounts = [figure for figure in figures if figure.kind != "rate"]
    if len(amounts) != 1:
        found = f"{len(amounts)} amounts and {len(figures) - len(amounts)} sides of rates in {text[:60]!r}"
        quotes = [text[figure.start : figure.end] for figure in figures]
        raise FigureError("one amount of money was asked for", found, "pass one, or use tv.read_figures", quotes)
    (figure,) = amounts
    if figure.numeral is None:
        raise AmbiguousFigureError(f"{text[figure.start : figure.end]!r} is ambiguous", *figure.doubt)
    if not figure.currency:
        found = "a name of several currencies"
        raise AmbiguousFigureError(f"{text[figure.start : figure.end]!r} is ambiguous", found, "name its country")
    return units.money(float(figure.numeral.value), figure.currency)


@check_arguments_but("text", "locale")
def highlight(text: str | Path, locale: str | None = None) -> Highlight:
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
    '<div ... dir="auto" ...>Trade &lt;b&gt;of&lt;/b&gt; <mark ... title="MYR 5,000,000,000, total">RM5 billion...'
    """
    if isinstance(text, Path):
        text = visible_text(text)
    return Highlight(text, read_figures(text, locale))


def _make_row(figure: Figure, text: str) -> dict[str, object]:
    """Return the figure in the columns of `read_figures`."""
    row: dict[str, object] = dict.fromkeys(COLUMNS)
    row |= {
        "text_start": figure.start,
        "text_end": figure.end,
        "quote": text[figure.start : figure.end],
        "currency": figure.currency or None,
        "assumed": figure.word is not None and figure.word.assumed,
        "kind": figure.kind,
        "approximate": figure.hedge is not None,
        "bound": BOUNDS.get(figure.signed_hedge),
        "calendar_label": figure.calendar_label,
        "flow": figure.flow,
        "flow_from": figure.flow_from,
        "coverage": figure.coverage,
        "status": figure.status,
        "locale": figure.locale,
        "observation": figure.observation,
    }
    if number := figure.signed:
        row |= {"value": float(number.value), "low": float(number.low), "high": float(number.high)}
    if months := figure.months:
        row |= {"period": months.period, "time_from": figure.time_from}
        # Of 2024 to date the text says the year alone.
        row["months"] = str(months) if months.is_settled else None
    return row
