"""Docstrings of indices: what parameters mean and what is refused, which most indices share, stands here once.

The author of an index writes what it is, and the sections Returns, References and Examples. `documented` puts in the
sections Parameters and Raises, read off the signature: what a parameter means is in `PARAMETERS`, by its name, or is
told to `documented` where it means something else in one index. The function, its signature and its types stay what
they are; `help`, doctest, editors that ask the running function, and the command line see the whole docstring.
"""

import inspect
import textwrap
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar, get_args

WIDTH = 116  # of a line, so that it has 120 where `help` indents it
FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])


class Trade(NamedTuple):
    """A kind of trade table that indices ask for: what its rows are, and whether one without products is refused."""

    words: str
    by_product: bool


TRADE = {
    "exports by product": Trade(
        "A trade table with `export` rows by product, in one currency and price basis, one level and revision of "
        "codes. Other flows, `TOTAL` beside products and groups of economies are left out; partner `WLD`, where there, "
        "is the total over partners.",
        by_product=True,
    ),
    "exports by partner": Trade(
        "A trade table with `export` rows by product and partner, in one currency and price basis, one level and "
        "revision of codes. Other flows, `TOTAL` beside products and groups of economies are left out.",
        by_product=True,
    ),
    "exports to spread": Trade(
        "A trade table with `export` rows, in one currency and price basis, one level and revision of codes; over "
        "partners `TOTAL` will do. Other flows, `TOTAL` beside products and groups of economies are left out. Partner "
        "`WLD`, where there, is the total over partners: give all of them, for the rest counts as spread over many.",
        by_product=True,
    ),
    "trade or totals": Trade(
        "A trade table, by product or of `TOTAL`, in one currency and price basis, one level and revision of codes. "
        "Partner `WLD`, where there, is the total over partners, else their sum is; groups of economies are left out.",
        by_product=False,
    ),
}
THE_WORLD = (
    "The world is all reporters in the table (or reporter `WLD`, where there): give all. A lone reporter is refused; "
    "of few, whose partners do not report, an `AbsentWorldWarning` is given."
)
AS_VALUED = "Exports in FOB beside imports in CIF are taken as they are."
SAME_MONTHS = "Parts of years, and fiscal years, are of the same `months`, which the result then says beside `period`."
SOURCES = (
    "Where it has `source` or `compiled_by`, so has the result: the names in the rows that an index is made of, of "
    "more than two the first and the last."
)
PARAMETERS = {
    "gdp": "Gross domestic product: `period`, `reporter`, `gdp` (in single units of `currency`) and `currency`, with "
    "one row for each economy and period. Its currency, and its `price_basis` and `base_period` (nominal where it has "
    "none), are those of the trade. A frame of any engine: beside DuckDB and Spark one of another engine becomes a "
    "part of the query, so give no more periods than the trade has. A relation of DuckDB is one of the same "
    "connection. A lazy one costs `validate` two more queries.",
    "start": "The first of the two periods that are compared, as the table writes it.",
    "end": "The last of them.",
    "imports": "From the `import` rows, or from what partners report as exports to the economy (`import` rows are then "
    "ignored).",
    "over": 'On what; "commodity_code" and "partner", the columns that hold them, mean the same.',
    "reference": "Whose exports weigh the products; no default, since they are two indices of one name.",
    "region": 'ISO 3166 alpha-3 codes, and groups known to `tv.economies` ("ASEAN", "XGA"), with their members of each '
    "year; or one of them.",
    "sparse": "Whether only cells with trade have a row; else every economy and product of the period have one. "
    "Numbers are the same.",
    "validate": "Whether to ask whether the rows are fit for it, and the world among them. A lazy frame costs a few "
    "small queries then, and none without.",
}
# How a docstring writes the type of a parameter that is neither a word of several nor a plain type.
TYPES = {"frame": "frame", "gdp": "frame", "region": "str or list of str"}
MIXED = (
    "Mixed currencies, price bases, frequencies, revisions, levels, valuations, coverages or months; missing values; "
    "two rows for one figure;"
)
MIXED_ON_A_SIDE = (
    "Mixed currencies, price bases, frequencies, revisions, levels, coverages or months, or valuations among exports "
    "or among imports; missing values; two rows for one figure;"
)
# What is refused of an index that has such a parameter.
REFUSED = {
    "start": "a period that the table does not have, or `start` not before `end`",
    "gdp": "GDP in another currency or price basis, in several, twice for one period, or in no frame",
}
# Lines of examples that several docstrings start with: each makes the frame that the example computes with.
EXAMPLES = {
    "exports_of_two": """\
>>> import pandas as pd
>>> cells = [("MYS", "RUS", "15", 30.0), ("MYS", "RUS", "27", 10.0), ("RUS", "MYS", "27", 40.0)]
>>> frame = pd.DataFrame(cells, columns=["reporter", "partner", "commodity_code", "value"])
>>> frame = frame.assign(period=2024, flow="export", currency="USD")""",
    "exports_to_one": """\
>>> import pandas as pd
>>> cells = [("MYS", "SGP", "15", 30.0), ("MYS", "SGP", "27", 10.0)]
>>> cells += [("RUS", "SGP", "27", 40.0), ("SGP", "MYS", "27", 9.0)]
>>> frame = pd.DataFrame(cells, columns=["reporter", "partner", "commodity_code", "value"])
>>> frame = frame.assign(period=2024, flow="export", currency="USD")""",
    "trade_of_two": """\
>>> import pandas as pd
>>> cells = [("MYS", "SGP", "15", 30.0), ("MYS", "SGP", "27", 10.0), ("SGP", "MYS", "27", 40.0)]
>>> frame = pd.DataFrame(cells, columns=["reporter", "partner", "commodity_code", "value"])
>>> frame = frame.assign(period=2024, flow="export", currency="USD")""",
    "trade_of_three": """\
>>> import pandas as pd
>>> cells = [("MYS", "SGP", 30.0), ("MYS", "RUS", 10.0), ("RUS", "SGP", 10.0), ("SGP", "MYS", 50.0)]
>>> frame = pd.DataFrame(cells, columns=["reporter", "partner", "value"])
>>> frame = frame.assign(period=2024, flow="export", commodity_code="TOTAL", currency="USD")""",
    "trade_and_gdp": """\
>>> import pandas as pd
>>> frame = pd.DataFrame({"reporter": ["MYS", "SGP"], "partner": ["SGP", "MYS"], "value": [30.0, 20.0]})
>>> frame = frame.assign(period=2024, flow="export", commodity_code="TOTAL", currency="USD")
>>> gdp = pd.DataFrame({"period": [2024], "reporter": ["MYS"], "gdp": [50.0], "currency": ["USD"]})""",
}


def documented(trade: str, beside: str = "", **told: str) -> Callable[[FunctionT], FunctionT]:
    """Complete the docstring of an index, as a decorator; the function is the same one.

    Parameters
    ----------
    trade : str
        What `frame` has to hold: a key of `TRADE`.
    beside : str
        What is to be said of `frame` beside that. ``{the_world}`` stands for the words that several have on it.
    **told : str
        What a parameter means that is not in `PARAMETERS`, or means something else in this index; its name in braces
        stands for what it means elsewhere.

    Raises
    ------
    KeyError
        A parameter that nobody says a word of, or an unknown kind of table.

    Examples
    --------
    >>> @documented("trade or totals", level="Of the codes.")
    ... def index(frame, *, level: int):
    ...     '''Index.
    ...
    ...     Returns
    ...     -------
    ...     number
    ...     '''
    >>> index.__doc__.splitlines()[10:12]
    ['level : int', '    Of the codes.']
    """

    def complete(function: FunctionT) -> FunctionT:
        written = inspect.getdoc(function)
        if written is None:  # under `python -OO` there are none
            return function
        rows, by_product = TRADE[trade]
        parameters = inspect.signature(function).parameters
        of_frame = [rows]
        if by_product and "imports" in parameters:
            of_frame.append(AS_VALUED)
        of_frame += [SAME_MONTHS, SOURCES, beside.format(the_world=THE_WORLD)]
        texts = PARAMETERS | {name: text.format(**PARAMETERS) for name, text in told.items()}
        texts["frame"] = " ".join(of_frame)
        # The order of sections is that of numpydoc: what is put in stands before Returns and before References.
        what, returns, results = written.partition("Returns\n-------\n")
        results, references, sources = results.partition("References\n----------\n")
        for name, lines in EXAMPLES.items():
            sources = sources.replace(f"{{{name}}}", lines)
        parameters_section = _parameters_section(parameters, texts)
        raises_section = _raises_section(parameters, by_product=by_product)
        function.__doc__ = what + parameters_section + returns + results + raises_section + references + sources
        return function

    return complete


def _parameters_section(parameters: Mapping[str, inspect.Parameter], texts: Mapping[str, str]) -> str:
    """Write of each parameter its type, or the words that it may be, and what it means."""
    lines = ["Parameters", "----------"]
    for name, parameter in parameters.items():
        words = _words_allowed(parameter)
        kind = TYPES.get(name, getattr(parameter.annotation, "__name__", ""))
        if words:
            listed = ", ".join(f'"{word}"' for word in words)
            kind = f"{{{listed}}}"
        lines += [f"{name} : {kind}", _indent_text(texts[name])]
    return "\n".join(lines) + "\n\n"


def _raises_section(parameters: Mapping[str, inspect.Parameter], *, by_product: bool) -> str:
    """Write what is refused: what may not be mixed, what a table lacks, and what the parameters may not be."""
    mixed, lacking = MIXED, "no exports"
    if "imports" in parameters:
        mixed, lacking = MIXED_ON_A_SIDE, "no exports or no imports where it needs them"
    if by_product:
        lacking += ", or none by product"
    refused = [f"{mixed} {lacking}"]
    for name, parameter in parameters.items():
        if name in REFUSED:
            refused.append(REFUSED[name])
        elif _words_allowed(parameter):
            refused.append(f"an unknown `{name}`")
    lines = ["Raises", "------", "TradeTableError", _indent_text("; ".join(refused) + ".")]
    if "region" in parameters:
        nobody = "What is named is neither a group with known members nor the code of an economy."
        lines += ["UnknownCodeError", _indent_text(nobody)]
    return "\n".join(lines) + "\n\n"


def _words_allowed(parameter: inspect.Parameter) -> list[str]:
    """List the words of a parameter that is one of several."""
    return [word for word in get_args(parameter.annotation) if isinstance(word, str)]


def _indent_text(text: str) -> str:
    """Break a text into the lines below its heading."""
    return textwrap.fill(text, WIDTH, initial_indent="    ", subsequent_indent="    ")
