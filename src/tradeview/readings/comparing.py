"""Two readings of one text, side by side: `tv.compare_readings`.

Ours is what the grammar of this library reads; the other may be anybody's. Neither is taken for right: where they part,
a person is told what to look at, and whether a figure stands in the text is asked of the text alone.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from narwhals.typing import IntoFrame

from tradeview import prose
from tradeview.arguments import check_arguments
from tradeview.prose import claims as prose_claims
from tradeview.prose.carried.anchor import read_day
from tradeview.prose.text.folding import fold_text
from tradeview.readings.bearing import Bearing
from tradeview.readings.compared import ComparedRow
from tradeview.readings.fields import have_same_flow, have_same_value, kind_of, list_differences, list_left_open
from tradeview.readings.given import GivenRow, take_our_rows, take_reading
from tradeview.readings.languages import tell_named_language
from tradeview.readings.matching import Located, locate_row, match_rows
from tradeview.readings.named import NamedFlows, NamedTimes
from tradeview.readings.saying import say_row
from tradeview.readings.standing import Place, Quotes, TextAsked
from tradeview.readings.stated_times import have_same_time, write_time
from tradeview.sources.text_file import visible_text
from tradeview.words.language import Language, in_language

# What the comparison adds to our columns.
COMPARED_DTYPES = {
    **dict.fromkeys(("reading", "differs", "left_open"), "string"),
    "in_text": "boolean",
    **dict.fromkeys(("not_found", "sentence"), "string"),
}
OTHER_DTYPES = {
    **dict.fromkeys(("value", "low", "high"), "Float64"),
    **dict.fromkeys(("currency", "kind", "bound"), "string"),
    "period": "Int64",
    **dict.fromkeys(("months", "flow", "coverage", "status", "quote"), "string"),
    **dict.fromkeys(("text_start", "text_end"), "Int64"),
}
OTHER = "other_"
# What holds a missing value in the rows of which we have no reading.
WITH_GAPS = {"int64": "Int64", "bool": "boolean", "float64": "float64"}
TEXT_OF_CLAIM = "claim_sentence"  # our column `sentence` of claims, beside that of the comparison
RATE = "rate"
RATIOS = {"growth", "annual growth", "share", "percentage"}


@check_arguments
@in_language
def compare_readings(
    text: str | Path,
    other: IntoFrame | Sequence[Mapping[str, Any]] | str,
    *,
    claims: bool = False,
    locale: str | None = None,
    reporter: str | None = None,
    partner: str | None = None,
    published: str | date | None = None,
    language: str | Language | None = None,  # noqa: ARG001 - the decorator speaks it
) -> pd.DataFrame:
    """Hold what a person or a language model read of a text against what we read, and against the text itself.

    Parameters
    ----------
    text : str or pathlib.Path
        As in `read_figures`.
    other : frame, list of dicts or str
        The other reading, one row a figure: at least `value` and `currency`, and of the columns of `read_figures` (and
        `read_claims`) whatever it has: `quote`, `text_start`, `text_end`, `period`, `months`, `flow`, `kind`, `low`,
        `high`, `bound`. A str is JSON: a list of objects, or an object with such a list in it, as
        `tv.figures.schema()` asks for.
    claims : bool, default False
        Whether ours is `read_claims` and not `read_figures`.
    locale : str, optional
        As in `read_figures`. Without it, a text that is clearly in one of the languages which are read only where they
        are named is read in that.
    reporter, partner, published : optional
        As in `read_claims`. Our times are carried over sentences (`carry=True`), as readers do.
    language : str or Language, optional
        What its sentences are written in: a code of `tv.languages()`, such as "ms"; without it, English.

    Returns
    -------
    pandas.DataFrame
        One row a figure of either reading, in the order of the text, with all our columns (missing where the other
        reading alone has it; of claims, `sentence` is here `claim_sentence`), and:

        reading : `both`, `first` (ours alone) or `second` (theirs alone)
        differs : the fields in which the two differ, with commas between, missing where they agree; a field that one
            leaves open differs in nothing, and an amount is a level
        left_open : which of value, currency, period and flow one of the two states and the other leaves open; also
            `sign`, where the other has but the size of a deficit or a fall, and `flow`, where ours is carried over
            sentences and the other is as likely: exports after a balance
        in_text : whether value and currency stand in the text: a number there, with the scale beside it, may be the
            value, and a name or sign of the currency stands near by; at the place of the quote, where that stands in
            the text. It is asked of the text, and not of our reading
        not_found : other fields that nothing in the text bears out: a quote that stands nowhere, a year or month named
            nowhere before or in the sentence, a flow without a word of it; a cell that cannot be read
        sentence : in plain words, what a person should look at
        other_value, other_low, other_high, other_currency, other_kind, other_bound, other_period, other_months,
        other_flow, other_coverage, other_status, other_quote : the other reading's, missing where ours alone has it
        other_text_start, other_text_end : where its figure stands in the text, by its quote or else by its value;
            missing where it stands nowhere

        A row is to be looked at where its `reading` is `second`, where it `differs`, has something `not_found`, or is
        not `in_text`.

    Raises
    ------
    TableError
        `other` is no table of rows or no JSON, or has no columns `value` and `currency`.
    FigureError, MissingFileError, UnknownCodeError
        As in `read_figures`.

    Notes
    -----
    Rows are matched by place where the quote stands at it, or anywhere in the text (models miscount), else by value and
    currency, each once: the same amount printed twice is two.

    Examples
    --------
    >>> text = "In 2024, exports were RM5.2 billion and imports RM4.1 billion."
    >>> other = [{"value": 5.2e9, "currency": "MYR", "flow": "export"}, {"value": 4.7e9, "currency": "MYR"}]
    >>> compare_readings(text, other)[["quote", "reading", "other_value", "in_text"]]
                quote reading   other_value  in_text
    0  RM5.2 billion    both  5200000000.0     True
    1  RM4.1 billion   first          <NA>     True
    2           <NA>  second  4700000000.0    False
    """
    if isinstance(text, Path):
        text = visible_text(text)
    reading = take_reading(other)
    if locale is None and isinstance(text, str):
        locale = tell_named_language(fold_text(text[: prose.MAX_TEXT]))
    if claims:
        first = prose_claims.read_claims(text, reporter=reporter, partner=partner, published=published, locale=locale)
        first = first.rename(columns={"sentence": TEXT_OF_CLAIM})
    else:
        first = prose.read_figures(text, locale, carry=True, published=published)
    ours = take_our_rows(first.to_dict("records"))
    asked = TextAsked(text, locale)
    day = None if published is None else read_day(published)
    bearing = Bearing(asked, NamedTimes(asked, day), NamedFlows(asked))
    quotes = Quotes(asked)
    theirs = [locate_row(row, quotes, len(text)) for row in reading.rows]
    rows = _compare_rows(ours, theirs, asked, bearing)
    rows.sort(key=lambda row: row.order)
    return _make_frame(rows, first)


def _compare_rows(
    ours: Sequence[GivenRow], theirs: Sequence[Located], asked: TextAsked, bearing: Bearing
) -> list[ComparedRow]:
    """Match the rows of both readings, and say of each what is to be said."""
    pairs = match_rows(ours, theirs, asked)
    compared: list[ComparedRow] = []
    for number, located in enumerate(theirs):
        our = ours[pairs[number]] if number in pairs else None
        compared.append(_compare_row(our, located, asked, bearing))
    matched = set(pairs.values())
    for our_number, our in enumerate(ours):
        if our_number not in matched:
            compared.append(_keep_ours(our, asked))
    return compared


def _compare_row(our: GivenRow | None, located: Located, asked: TextAsked, bearing: Bearing) -> ComparedRow:
    """Hold a row of theirs against ours, where we have one, and against the text."""
    row = located.row
    differs: tuple[str, ...] = ()
    left_open: tuple[str, ...] = ()
    agreed: list[str] = []
    if our is not None:
        differs = tuple(list_differences(our, row))
        left_open = tuple(list_left_open(our, row))
        is_dated = our.time is not None and not our.time.is_open
        if our.time and is_dated and row.time and have_same_time(our.time, row.time):
            agreed.append("period")
        if have_same_flow(our, row):
            agreed.append("flow")
    place = _find_place(our, located, asked)
    stands = place is not None
    if not stands and our is not None and our.cells.get("kind") in RATIOS:
        # A third, or twice as much, is printed in words, which the reading of claims knows.
        stands = have_same_value(our.value, row.value)
    near = place or (located.places[0] if located.places else None)
    if our is not None and near is None:
        near = (our.cells["text_start"], our.cells["text_end"])
    not_found = tuple(bearing.list_not_found(located, near, agreed))
    return ComparedRow(our, located, differs, left_open, stands, not_found, near)


def _find_place(our: GivenRow | None, located: Located, asked: TextAsked) -> Place | None:
    """Return where the figure of a row stands in the text; None where its value and currency stand nowhere."""
    row = located.row
    if row.value is None or "currency" in row.unreadable:
        return None
    if row.value == 1 and kind_of(row) == RATE and row.currency is not None:
        # The one unit that a rate is quoted for need not be printed: 4.35 ringgit per US dollar.
        return asked.find_currency(row.currency)
    # Numbers that its quote leaves out stand beside it: a quote of words alone is no place of a number.
    places: list[Place | None] = [place for place in located.places if asked.list_amounts_at(place)]
    if not places and our is not None:
        places.append((our.cells["text_start"], our.cells["text_end"]))
    if not places or not located.places:
        places.append(None)
    for place in places:
        for value in _list_printed(row):
            found = asked.find_amount(value, row.currency, place)
            if found is not None:
                return place or found
    return None


def _list_printed(row: GivenRow) -> list[float]:
    """Return the numbers as which a value may be printed: growth of 4.3% is 4.3, or 104.3% of what was."""
    value = row.value or 0.0
    if kind_of(row) not in RATIOS or row.currency is not None:
        return [value]
    return [100 * value, 100 * (1 + value), 1 + value, value]


def _keep_ours(our: GivenRow, asked: TextAsked) -> ComparedRow:
    """Return a figure of our reading alone."""
    place = (our.cells["text_start"], our.cells["text_end"])
    stands = bool(our.cells.get("unit")) or our.currency is None or our.value is None
    if not stands:
        stands = any(asked.find_amount(value, our.currency, place) for value in _list_printed(our) if value is not None)
    return ComparedRow(our, None, (), (), stands, (), None)


def _make_frame(rows: Sequence[ComparedRow], first: pd.DataFrame) -> pd.DataFrame:
    """Put the compared rows into a frame: our columns, what is said of each row, and the other reading's."""
    order = [None if row.ours is None else row.ours.number for row in rows]
    columns: dict[str, Any] = {}
    for name in first.columns:
        dtype = WITH_GAPS.get(str(first[name].dtype), str(first[name].dtype))
        cells = first[name].tolist()
        held = [None if number is None else cells[number] for number in order]
        columns[name] = pd.array(held, dtype=dtype)
    said = {
        "reading": [row.reading for row in rows],
        "differs": [", ".join(row.differs) or None for row in rows],
        "left_open": [", ".join(row.left_open) or None for row in rows],
        "in_text": [row.in_text for row in rows],
        "not_found": [", ".join(row.not_found) or None for row in rows],
        "sentence": [say_row(row) for row in rows],
    }
    for name, dtype in COMPARED_DTYPES.items():
        columns[name] = pd.array(said[name], dtype=dtype)
    others = [_list_other_cells(row) for row in rows]
    for name, dtype in OTHER_DTYPES.items():
        columns[OTHER + name] = pd.array([cells.get(name) for cells in others], dtype=dtype)
    return pd.DataFrame(columns)


def _list_other_cells(row: ComparedRow) -> dict[str, Any]:
    """Return the cells of the other reading, with the place at which its figure was found."""
    if row.theirs is None:
        return {}
    given = row.theirs.row
    cells = {name: cell for name, cell in given.cells.items() if name not in ("text_start", "text_end")}
    if given.time is not None:
        cells["months"] = None if given.time.is_year_alone else write_time(given.time)
    if row.place is not None:
        cells["text_start"], cells["text_end"] = row.place
    return cells
