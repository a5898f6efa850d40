"""What a chart of advantage says: the products of most advantage, or that there is none, and what is not drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from tradeview.charts.labels import name_product, shorten_name
from tradeview.charts.layout.page import Drawing
from tradeview.table.series import span_of
from tradeview.words import captions
from tradeview.words.names import label_economy, name_economy
from tradeview.words.numbers import format_number
from tradeview.words.periods import format_span
from tradeview.words.templates import Part, Plural, Template, capitalise

MOST_NAMED = 2  # products alike that the title still names

LARGEST = Template("{economy:possessive} export advantage is largest in {products} ({index})")
LARGEST_OF_TWO = Template(
    "{first:possessive} export advantage is largest in {products} ({index}), "
    "{second:possessive} in {second_products} ({second_index})"
)
LARGEST_IN_SAME = Template(
    "{first:possessive} export advantage ({index}) is largest in {products}, "
    "and so is {second:possessive} ({second_index})"
)
NO_ADVANTAGE = Template(
    "{economy} has no export advantage in the table: its index is {index} at most, in {products}",
    note="an index of 1 or less",
)
NO_EXPORTS = Template("{economy} exports none of the products in the table")
# Of two economies, by what each has: an advantage, an index of 1 at most, no exports.
ADVANTAGE, NONE, NOTHING = "advantage", "none", "nothing"
OF_TWO = {
    (ADVANTAGE, NONE): Template(
        "{first:possessive} export advantage is largest in {products} ({index}), while {second} has none in the table: "
        "its index is {second_index} at most, in {second_products}"
    ),
    (NONE, ADVANTAGE): Template(
        "{first} has no export advantage in the table ({index} at most, in {products}), while {second:possessive} is "
        "largest in {second_products} ({second_index})"
    ),
    (NONE, NONE): Template(
        "Neither {first_within} nor {second} has an export advantage in the table: their indices are {index} at most "
        "(in {products}) and {second_index} (in {second_products})"
    ),
}
ONE_EXPORTS_NOTHING = {
    (ADVANTAGE, NOTHING): Template(
        "{first:possessive} export advantage is largest in {products} ({index}), while {second} exports none of the "
        "products in the table"
    ),
    (NOTHING, ADVANTAGE): Template(
        "{first} exports none of the products in the table, while {second:possessive} export advantage is largest in "
        "{products} ({index})"
    ),
    (NONE, NOTHING): Template(
        "{first} has no export advantage in the table ({index} at most, in {products}), and {second} exports none of "
        "its products"
    ),
    (NOTHING, NONE): Template(
        "{first} exports none of the products in the table, and {second} has no export advantage there ({index} at "
        "most, in {products})"
    ),
}
NEITHER_EXPORTS = Template("Neither {first_within} nor {second} exports any of the products in the table")
ALIKE = Plural("{count} product alike", "{count} products alike", note="products of the same index")
SUBTITLE = Template(
    "Revealed comparative advantage in {period}, {products}: a product’s share in the economy’s exports over its "
    "share in the world’s (1: as the world); logarithmic axis",
    note="products: 12 products, or 8 of 12 products",
)
ALL_PRODUCTS = Plural("{count} product", "{count} products")
SOME_PRODUCTS = Plural("{shown} of {count} product", "{shown} of {count} products")
# B. Balassa, Trade liberalisation and "revealed" comparative advantage, The Manchester School 33 (1965).
FORMULA = Template("Balassa’s index: (x/X) / (world x/world X), of the exports in the table.")
SHOWN_OF_ONE = Template("Shown are the products in which the economy’s index is largest.")
SHOWN_OF_TWO = Template("Shown are the products in which either economy’s index is largest.")
OUTLINED = Template("Outlined bars: no exports of the product (index 0).")
NO_BAR = Template("No bar: no figure in the table.")
ALT = Template(
    "Bar chart on a logarithmic axis centred at 1. {title}. First bar: {first}; last: {last}.",
    note="first, last: a product, an economy and its index",
)


@dataclass(frozen=True)
class Best:
    """An economy's largest index, and the products that have it: their codes, and their names or how many they are."""

    economy: str
    index: float
    codes: frozenset[str]
    products: str | list[str]

    @property
    def kind(self) -> str:
        """What the economy has in the table."""
        # An index of exactly 1 is no advantage: the product has the share in exports that it has in the world's.
        if self.index > 1:
            return ADVANTAGE
        return NONE if self.index > 0 else NOTHING

    @property
    def number(self) -> str:
        """The index to two digits; to three where two do not tell it from 1."""
        written = format_number(self.index, 2)
        if written == "1.0" and self.index != 1:
            return format_number(self.index, 3)
        return written


def describe_advantage(data: pd.DataFrame, table: pd.DataFrame, economies: Sequence[str]) -> Drawing:
    """Make title, subtitle, caption and alternative text of the products drawn (`data`) and of all (`table`)."""
    count, shown = table["commodity_code"].nunique(), data["commodity_code"].nunique()
    notes = [FORMULA]
    products = ALL_PRODUCTS.fill(count=count)
    if shown < count:
        products = SOME_PRODUCTS.fill(shown=shown, count=count)
        if _are_largest(data, table):
            notes.append(SHOWN_OF_TWO if len(economies) > 1 else SHOWN_OF_ONE)
    if (data["rca"] == 0).any():
        notes.append(OUTLINED)
    if len(data) < shown * len(economies):
        notes.append(NO_BAR)
    sources = captions.name_sources(table)
    title = _make_title(table, economies)
    return Drawing(
        title,
        SUBTITLE.fill(period=format_span(span_of(table.iloc[0])), products=products),
        (" ".join(note.fill() for note in notes), sources),
        ALT.fill(title=title, first=_describe_bar(data.iloc[0]), last=_describe_bar(data.iloc[-1])),
        data,
    )


def _are_largest(data: pd.DataFrame, table: pd.DataFrame) -> bool:
    """Tell whether those shown are the ones of most advantage, and not others that are highlighted."""
    largest = table.groupby("commodity_code")["rca"].max()
    # Those that the title names are shown in any case, also of an economy that has less of everything.
    named = table.loc[table.groupby("reporter")["rca"].idxmax(), "commodity_code"]
    is_shown = largest.index.isin(data["commodity_code"])
    others = largest[is_shown & ~largest.index.isin(named)]
    return others.empty or bool(others.min() >= largest[~is_shown].max())


def _describe_bar(row: "pd.Series[Any]") -> str:
    return f"{row['row']}, {label_economy(row['reporter'])}: {format_number(row['rca'], 2)}"


def _make_title(table: pd.DataFrame, economies: Sequence[str]) -> str:
    """Name the products of most advantage of each economy, with its index; say where there is none."""
    best = [_find_best(table, code) for code in economies]
    # A name that opens the title; a template has one form for a part, and that is the possessive.
    first = capitalise(best[0].economy)
    if len(best) == 1:
        return _describe_best(best[0], first)
    return _describe_two(best[0], best[1], first)


def _describe_two(one: Best, second: Best, first: str) -> str:
    """Say what two economies have, in one sentence, which opens with the name `first`."""
    named: dict[str, Part] = {"first": first, "second": second.economy}
    indices: dict[str, Part] = {"index": one.number, "second_index": second.number}
    kinds = one.kind, second.kind
    if kinds == (ADVANTAGE, ADVANTAGE):
        shared: dict[str, Part] = {"products": one.products, **named, **indices}
        if one.codes == second.codes:
            return LARGEST_IN_SAME.fill(**shared)
        return LARGEST_OF_TWO.fill(second_products=second.products, **shared)
    if kinds == (NOTHING, NOTHING):
        return NEITHER_EXPORTS.fill(first_within=one.economy, second=second.economy)
    if NOTHING in kinds:
        other = second if one.kind == NOTHING else one
        return ONE_EXPORTS_NOTHING[kinds].fill(index=other.number, products=other.products, **named)
    products: dict[str, Part] = {"products": one.products, "second_products": second.products}
    if kinds == (NONE, NONE):
        return OF_TWO[kinds].fill(first_within=one.economy, second=second.economy, **indices, **products)
    return OF_TWO[kinds].fill(**named, **indices, **products)


def _find_best(table: pd.DataFrame, code: str) -> Best:
    rows = table[table["reporter"] == code]
    rows = rows[rows["rca"] == rows["rca"].max()]
    products: str | list[str] = ALIKE.fill(count=len(rows))
    if len(rows) <= MOST_NAMED:
        names = [name_product(row["commodity_code"], row.get("classification")) for row in rows.to_dict("records")]
        products = [shorten_name(name) for name in names]
    return Best(name_economy(code), float(rows["rca"].iloc[0]), frozenset(rows["commodity_code"]), products)


def _describe_best(best: Best, name: str) -> str:
    if best.kind == ADVANTAGE:
        return LARGEST.fill(economy=name, products=best.products, index=best.number)
    if best.kind == NOTHING:
        return NO_EXPORTS.fill(economy=name)
    return NO_ADVANTAGE.fill(economy=name, index=best.number, products=best.products)
