"""Which table of ours a frame is, told by its columns, and what of it a reader needs at first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from tradeview.interactive.table import words
from tradeview.interactive.table.columns import (
    AS_STORED,
    CLAIMED,
    COLUMNS,
    OF_ACCOUNTING,
    OF_COMMODITIES,
    OF_COMPARED,
    OF_DEFLATORS,
    OF_EVENTS,
    OF_EXPLANATIONS,
    OF_FINDINGS,
    OF_RATES,
    OF_SOURCES,
    OFFICIAL,
    Reading,
    write_plain,
)
from tradeview.words.templates import Plural

# Of a table of which nothing is known.
MOST_COLUMNS = 8
SERIES = ("reporter", "partner", "flow", "commodity_code")
KEYS = ("period", *SERIES)
# What tells figures of one series and period apart. Where rows differ in it, it is shown beside them.
DISTINCTIONS = ("price_basis", "coverage", "valuation", "classification")


@dataclass(frozen=True)
class TableKind:
    """A kind of table.

    Parameters
    ----------
    needs : set of str
        The columns by which it is told.
    title : Plural
        What it is, with its number of rows.
    main : tuple of str
        The columns that are shown at first, as far as they are there; of the others a list that opens tells.
    columns : mapping
        How columns are read that in other tables are something else.
    said_once : tuple of str
        Columns whose cell is not said again where the row above says the same.
    """

    needs: frozenset[str]
    title: Plural
    main: tuple[str, ...]
    columns: Mapping[str, Reading] = field(default_factory=dict)
    said_once: tuple[str, ...] = ()

    def reading(self, name: str) -> Reading:
        """Return how a column is read; one that is none of ours under its own name."""
        if name in self.columns:
            return self.columns[name]
        return COLUMNS.get(name) or Reading(words.OWN_NAME, write_plain)

    def head(self, name: str) -> str:
        """Say the head of a column."""
        reading = self.reading(name)
        return reading.head.fill() if name in self.columns or name in COLUMNS else name


def _kind(
    needs: str, title: Plural, main: str, columns: Mapping[str, Reading] | None = None, once: str = ""
) -> TableKind:
    """Make a kind of table; columns are written in one line, with blanks between."""
    return TableKind(frozenset(needs.split()), title, tuple(main.split()), columns or {}, tuple(once.split()))


_OF_TRADE = "period reporter partner flow commodity_code"
_CLAIM = "claim start end kind value"
CLAIMS = {"value": CLAIMED, "official_value": OFFICIAL}
TRADE = _kind(f"{_OF_TRADE} value currency", words.TRADE, f"{_OF_TRADE} value quote source members_without_figures")
GROWTH = _kind(
    "period value previous_period growth",
    words.GROWTH,
    f"{_OF_TRADE} value previous_period change growth annual_growth",
)
# Of growth on the same months of the year before.
GROWTH_OVER_YEAR = replace(GROWTH, columns={"growth": COLUMNS["growth"].of_year_before()})
# The first that fits: from what has the most columns of its own to what has the fewest.
KINDS = (
    _kind(
        "reading in_text quote sentence",
        words.COMPARED,
        "quote value other_value reading in_text sentence",
        OF_COMPARED,
    ),
    _kind(
        "verdict explanation official_value kind",
        words.VERDICTS,
        "quote time flow verdict official_value explanation",
        CLAIMS,
    ),
    _kind(
        "contradiction explanation probability field",
        words.EXPLANATIONS,
        "contradiction explanation probability claim field printed proposed sentence",
        OF_EXPLANATIONS,
        "contradiction explanation probability sentence",
    ),
    _kind("claims test verdict sentence", words.FINDINGS, "verdict test sentence proposal claims", OF_FINDINGS),
    _kind(f"{_CLAIM} text_start", words.CLAIMS, "quote kind value time flow reporter partner commodity_code", CLAIMS),
    _kind(
        _CLAIM,
        words.STATEMENTS,
        "claim time reporter partner flow commodity_code kind value publisher published",
        CLAIMS,
    ),
    _kind("text_start text_end quote value", words.FIGURES, "quote value kind period flow", CLAIMS),
    _kind(
        "start end real price exchange_rate total",
        words.ACCOUNTING,
        "reporter partner flow commodity_code start end start_value end_value real price exchange_rate total",
        OF_ACCOUNTING,
    ),
    _kind(
        "exporter_value importer_value ratio",
        words.MIRROR,
        "period exporter importer commodity_code exporter_value importer_value gap ratio",
    ),
    GROWTH,
    _kind("contribution change", words.CONTRIBUTIONS, f"{_OF_TRADE} previous_period change contribution"),
    _kind("share value", words.SHARES, f"{_OF_TRADE} value share"),
    _kind("index index_base value", words.REBASED, f"{_OF_TRADE} value index index_base"),
    _kind("period base quote rate", words.RATES, "period base quote rate kind source", OF_RATES),
    _kind("period currency index name", words.DEFLATORS, "period currency name index source", OF_DEFLATORS),
    _kind(
        f"{_OF_TRADE} value deflator stated_value", words.DEFLATED, f"{_OF_TRADE} stated_value value deflator source"
    ),
    _kind(f"{_OF_TRADE} value rate stated_value", words.CONVERTED, f"{_OF_TRADE} stated_value rate value source"),
    TRADE,
    _kind(
        "phrase gloss hs_codes",
        words.COMMODITIES,
        "origin destination phrase gloss hs_codes certainty source",
        OF_COMMODITIES,
    ),
    _kind("date what precision", words.EVENTS, "date what quote source", OF_EVENTS),
    _kind("source short publisher title", words.SOURCES, "short title publisher date licence", OF_SOURCES),
)
_OF_INDICES = "period reporter partner exporter importer other flow commodity_code start end"
INDEX_VALUES = (*words.INDICES, "growth_effect", "structure_effect", "competition_effect", "share")
INDEX = _kind(
    "", words.INDEX, f"{_OF_INDICES} {' '.join(INDEX_VALUES)}", {name: OF_ACCOUNTING[name] for name in ("start", "end")}
)


def kind_of_table(names: Collection[str]) -> TableKind:
    """Tell which table of ours has these columns; of any other all columns are shown as they stand.

    Examples
    --------
    >>> kind_of_table(["period", "base", "quote", "rate", "kind", "source"]).title.fill(count=3)
    'Rates of exchange: 3 rows'
    >>> kind_of_table(["name", "age"]).main
    ('name', 'age')
    """
    there = set(names)
    for kind in KINDS:
        if kind.needs <= there:
            return kind
    if there & set(INDEX_VALUES) and there & {"period", "start", "reporter"}:
        return INDEX
    return TableKind(frozenset(), words.PLAIN, tuple(names)[:MOST_COLUMNS], AS_STORED)


def main_columns(kind: TableKind, names: Collection[str]) -> list[str]:
    """List the columns of a kind that a frame has, or that can be made of those that it has."""
    return [name for name in kind.main if has_column(kind, name, names)]


def has_column(kind: TableKind, name: str, names: Collection[str]) -> bool:
    """Tell whether a frame has a column, or those of which it is made where it is shown.

    Examples
    --------
    >>> has_column(TRADE, "range", ["value", "low", "high"]), has_column(TRADE, "range", ["value"])
    (True, False)
    """
    needed = kind.reading(name).needs
    is_made = name not in COLUMNS_OF_FRAMES and bool(needed) and set(needed) <= set(names)
    return name in names or is_made


# Columns that are made where they are shown are none of these.
COLUMNS_OF_FRAMES = set(COLUMNS) - {"time", "range"}
