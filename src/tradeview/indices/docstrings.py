"""Docstrings of indices: what several functions say in the same words stands once, in a table, and is filled in.

A docstring names a text in braces where it would stand (`{validate}`), and `documented` puts it there as the module is
imported. The function itself, its signature and its types stay what they are; `help`, doctest, editors that ask the
running function, and the command line see the whole docstring.
"""

import inspect
import re
import textwrap
from collections.abc import Callable
from itertools import groupby
from typing import Any, TypeVar

WIDTH = 116  # of a line, so that it has 120 where `help` indents it
PLACE = re.compile(r"\{(\w+)\}")
FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])

SHARED = {
    # What `frame` is to hold.
    "exports_by_product": "A trade table with `export` rows by product, in one currency and price basis, one level and "
    "revision of codes. Other flows, `TOTAL` beside products and groups of economies are left out; partner `WLD`, "
    "where there, is the total over partners.",
    "exports_by_partner": "A trade table with `export` rows by product and partner, in one currency and price basis, "
    "one level and revision of codes. Other flows, `TOTAL` beside products and groups of economies are left out.",
    "exports_to_spread": "A trade table with `export` rows, in one currency and price basis, one level and revision of "
    "codes; over partners `TOTAL` will do. Other flows, `TOTAL` beside products and groups of economies are left out. "
    "Partner `WLD`, where there, is the total over partners: give all of them, for the rest counts as spread over "
    "many.",
    "trade_or_totals": "A trade table, by product or of `TOTAL`, in one currency and price basis, one level and "
    "revision of codes. Partner `WLD`, where there, is the total over partners, else their sum is; groups of economies "
    "are left out.",
    "the_world": "The world is all reporters in the table (or reporter `WLD`, where there): give all.",
    "as_valued": "Exports in FOB beside imports in CIF are taken as they are.",
    # The other parameters.
    "imports": "From the `import` rows, or from what partners report as exports to the economy (`import` rows are then "
    "ignored).",
    "start_end": "The two periods, as the table writes them.",
    "over": 'On what; "commodity_code" and "partner", the columns that hold them, mean the same.',
    "reference": "Whose exports weigh the products; no default, since they are two indices of one name.",
    "region": 'ISO 3166 alpha-3 codes, and groups known to `tv.economies` ("ASEAN", "XGA"), with their members of each '
    "year; or one of them.",
    "gdp": "Gross domestic product: `period`, `reporter`, `gdp` (in single units of `currency`) and `currency`, with "
    "one row for each economy and period. Its currency, and its `price_basis` and `base_period` (nominal where it has "
    "none), are those of the trade. A frame of any engine: beside DuckDB and Spark one of another engine becomes a "
    "part of the query, so give no more periods than the trade has. A relation of DuckDB is one of the same "
    "connection.",
    "validate": "Whether to ask whether the rows are fit for it. A lazy frame costs one small query then, and none "
    "without.",
    "validate_with_gdp": "Whether to ask whether the rows are fit for it. A lazy frame costs one small query then, and "
    "two on a lazy `gdp`; none without.",
    # What is refused.
    "unfit": "Mixed currencies, price bases, frequencies, revisions, levels or valuations; missing values;",
    "unfit_sides": "Mixed currencies, price bases, frequencies, revisions or levels, or valuations among exports or "
    "among imports; missing values;",
    "no_periods": "a period that the table does not have, or `start` not before `end`.",
    "bad_gdp": "GDP in another currency or price basis, in several, twice for one period, or in no frame.",
    "bad_region": "What is named is neither a group with known members nor the code of an economy.",
}


def documented(function: FunctionT) -> FunctionT:
    """Fill the places of a function's docstring with the shared texts, as a decorator; the function is the same one.

    Raises
    ------
    KeyError
        A place names no text.

    Examples
    --------
    >>> @documented
    ... def change(frame, *, start, end):
    ...     '''Change from `start` to `end`. {start_end}'''
    >>> change.__doc__
    'Change from `start` to `end`. The two periods, as the table writes them.'
    """
    words = inspect.getdoc(function)
    if words is not None:  # under `python -OO` there are none
        function.__doc__ = fill_places(words)
    return function


def fill_places(words: str) -> str:
    """Fill the places of a docstring, and break the lines of those paragraphs anew.

    Examples
    --------
    >>> fill_places("{start_end} Not {'export', 'import'}.")
    "The two periods, as the table writes them. Not {'export', 'import'}."
    """
    lines: list[str] = []
    for indent, paragraph in groupby(words.split("\n"), key=_indent_or_none):
        block = list(paragraph)
        if indent is None or not any(PLACE.search(line) for line in block):
            lines += block
            continue
        text = " ".join(line.strip() for line in block)
        text = PLACE.sub(lambda place: SHARED[place[1]], text)
        lines += textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)
    return "\n".join(lines)


def _indent_or_none(line: str) -> str | None:
    """Return what stands before a line's first word, which lines of one paragraph share; None of an empty line."""
    return line[: len(line) - len(line.lstrip())] if line.strip() else None
