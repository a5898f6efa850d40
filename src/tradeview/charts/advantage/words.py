"""What a chart of advantage says: the products of most advantage, or that there is none, and what is not drawn."""

from collections.abc import Sequence

import pandas as pd

from tradeview.charts.layout.page import Drawing
from tradeview.charts.wording import economy, product, shorten_name
from tradeview.errors import count_nouns
from tradeview.words import captions
from tradeview.words.numbers import format_number
from tradeview.words.periods import format_period
from tradeview.words.templates import capitalise, list_words, possessive_of

MOST_NAMED = 2  # products alike that the title still names


def words(data: pd.DataFrame, table: pd.DataFrame, economies: Sequence[str]) -> Drawing:
    """Make title, subtitle, caption and alternative text of the products drawn (`data`) and of all (`table`)."""
    period = format_period(int(table["period"].iloc[0]))
    count, shown = table["commodity_code"].nunique(), data["commodity_code"].nunique()
    products = count_nouns(count, "product")
    if shown < count:
        products = f"{shown} of {products}"
    subtitle = (
        f"Revealed comparative advantage in {period}, {products}: "
        "a product’s share in the economy’s exports over its share in the world’s (1: as the world); logarithmic axis"
    )
    title = _title(table, economies)
    named = captions.name_sources(table.drop_duplicates("source") if "source" in table else table[:1])
    ends = [
        f"{row['row']}, {economy(row['reporter'])}: {format_number(row['rca'], 2)}"
        for _, row in data.iloc[[0, -1]].iterrows()
    ]
    alt = f"Bar chart on a logarithmic axis centred at 1. {title}. First bar: {ends[0]}; last: {ends[1]}."
    return Drawing(title, subtitle, (_notes(data, table, economies), named), alt, data)


def _notes(data: pd.DataFrame, table: pd.DataFrame, economies: Sequence[str]) -> str:
    notes = ["Balassa’s index: (x/X) / (world x/world X), of the exports in the table."]
    shown = data["commodity_code"].nunique()
    if shown < table["commodity_code"].nunique():
        whose = "either economy’s" if len(economies) > 1 else "the economy’s"
        notes.append(f"Shown are the products in which {whose} index is largest.")
    if (data["rca"] == 0).any():
        notes.append("Outlined bars: no exports of the product (index 0).")
    if len(data) < shown * len(economies):
        notes.append("No bar: no figure in the table.")
    return " ".join(notes)


def _title(table: pd.DataFrame, economies: Sequence[str]) -> str:
    """Name the products of most advantage of each economy, with its index; say where there is none."""
    best = [_best(table[table["reporter"] == code]) for code in economies]
    with_advantage = [float(rows["rca"].iloc[0]) > 1 for rows in best]
    if not all(with_advantage):
        said = [_clause(code, rows) for code, rows in zip(economies, best, strict=True)]
        return "; ".join([capitalise(said[0]), *said[1:]])
    whose = [
        possessive_of(capitalise(economy(economies[0]))),
        *(possessive_of(economy(code)) for code in economies[1:]),
    ]
    what, index = [_named(rows) for rows in best], [_number(rows) for rows in best]
    if len(economies) > 1 and set(best[0]["commodity_code"]) == set(best[1]["commodity_code"]):
        return f"{whose[0]} export advantage ({index[0]}) is largest in {what[0]}, and so is {whose[1]} ({index[1]})"
    said = [f"{name} in {product} ({number})" for name, product, number in zip(whose, what, index, strict=True)]
    return ", ".join([said[0].replace(whose[0], f"{whose[0]} export advantage is largest", 1), *said[1:]])


def _best(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the products of the largest index: one, or those that are alike."""
    return rows[rows["rca"] == rows["rca"].max()]


def _clause(code: str, best: pd.DataFrame) -> str:
    """Say the largest index of an economy in a sentence of its own."""
    if float(best["rca"].iloc[0]) > 1:
        return f"{possessive_of(economy(code))} export advantage is largest in {_named(best)} ({_number(best)})"
    if float(best["rca"].iloc[0]) == 0:
        return f"{economy(code)} exports none of the products in the table"
    most = f"its index is {_number(best)} at most, in {_named(best)}"
    return f"{economy(code)} has no export advantage in the table: {most}"


def _named(best: pd.DataFrame) -> str:
    if len(best) > MOST_NAMED:
        return f"{len(best)} products alike"
    kinds = best["classification"] if "classification" in best else [None] * len(best)
    return list_words(
        [shorten_name(product(code, kind)) for code, kind in zip(best["commodity_code"], kinds, strict=True)]
    )


def _number(best: pd.DataFrame) -> str:
    """Write an index to two digits; to three where two do not tell it from 1."""
    value = float(best["rca"].iloc[0])
    return format_number(value, 3 if value != 1 and format_number(value, 2) == "1.0" else 2)
