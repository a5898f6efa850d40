"""A hundred and a thousand claims of one pair checked: heaps of articles that print its trade.

Each article prints the exports, imports and total of months, quarters and years in dollars and ringgit, with growth, of
a state of the statistics of its own, and some figures have their point in the wrong place. Ten times the claims in as
many articles are ten times the figures; in one article each, nothing is printed twice.
A table of claims may come from any engine; each is checked as its own kind of frame.

Run: make bench
"""

import random
from collections.abc import Iterator
from functools import partial
from typing import Any

import duckdb
import pandas as pd
import polars as pl
from results import Contender, Result, keep, race

import tradeview as tv

YEARS = range(2012, 2025)
MONTHS_OF_SPANS = (12, 3, 1)
FEW_FIGURES, FIGURES, ARTICLES, ROUNDS = 5, 50, 20, 3
SECONDS = 25.0  # of one race, after which no new round begins
MISTAKES = 10  # in a heap
REVISED = 0.005
RINGGIT = 4.2
USUAL: dict[str, Any] = {"kind": "level", "reporter": "MYS", "partner": "CHN", "side": "MYS", "commodity_code": "TOTAL"}


class Heap:
    """A made-up flow each way, as each article has it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - made-up figures
        self.amounts: dict[tuple[str, int], float] = {}
        self.revisions: dict[tuple[int, str, int], float] = {}

    def amount(self, article: int, flow: str, months: range) -> float:
        """Add up months of a flow, or of both ways, in the state that an article saw."""
        ways = ("export", "import") if flow == "total" else (flow,)
        return sum(self._month(way, month) * self._revision(article, way, month) for way in ways for month in months)

    def _month(self, way: str, month: int) -> float:
        return self.amounts.setdefault((way, month), self.chance.uniform(1.5e8, 2.5e8))

    def _revision(self, article: int, way: str, month: int) -> float:
        return self.revisions.setdefault((article, way, month // 12), 1 + self.chance.uniform(-REVISED, REVISED))


def figures() -> Iterator[tuple[str, range, str | None]]:
    """List what articles print: amounts in both currencies, and growth in none that is said; years first."""
    for length in MONTHS_OF_SPANS:
        for first in range(YEARS[0] * 12, YEARS[-1] * 12 + 12, length):
            for flow in ("export", "import", "total"):
                for currency in ("USD", "MYR", None):
                    yield flow, range(first, first + length), currency


def made(printed: int, articles: int) -> pd.DataFrame:
    """Make a heap of so many figures in each of so many articles."""
    heap = Heap(printed)
    chosen = list(figures())[:printed]
    rows = [_row(heap, article, *figure) for article in range(articles) for figure in chosen]
    for row in heap.chance.sample([row for row in rows if row["kind"] == "level"], MISTAKES):
        row["value"] *= 10
    return pd.DataFrame(rows).assign(claim=[f"c.{place}" for place in range(len(rows))])


def _row(heap: Heap, article: int, flow: str, months: range, currency: str | None) -> dict[str, Any]:
    amount = heap.amount(article, flow, months)
    row = USUAL | {"flow": flow, "start": _period(months[0]), "end": _period(months[-1]), "currency": currency}
    row |= {"publisher": f"Paper {article}", "title": f"Article {article}", "published": "2025-03-01"}
    if currency is None:
        before = heap.amount(article, flow, range(months[0] - 12, months[-1] - 11))
        return row | {"kind": "growth", "value": round(amount / before - 1, 3)}
    rate = RINGGIT if currency == "MYR" else 1.0
    return row | {"value": float(f"{amount * rate:.3g}")}


def _period(month: int) -> int:
    return month // 12 * 100 + month % 12 + 1


def rates() -> pd.DataFrame:
    """Make a table of one rate in all months and years."""
    months = [year * 100 + month for year in YEARS for month in range(1, 13)]
    return pd.DataFrame({"period": [*YEARS, *months], "base": "USD", "quote": "MYR", "rate": RINGGIT, "source": "made"})


def race_engines(claims: pd.DataFrame, table: pd.DataFrame) -> list[Result]:
    """Check one heap as a frame of each engine."""
    connection = duckdb.connect()
    of_engine = {
        "pandas": (claims, table),
        "Polars": (pl.from_pandas(claims), pl.from_pandas(table)),
        "DuckDB": (connection.from_df(claims), connection.from_df(table)),
    }
    contenders = {}
    for engine, (statements, known) in of_engine.items():
        contenders[f"tradeview on {engine}"] = Contender(partial(tv.check_claims, statements, rates=known))
    return race(f"{len(claims):,} claims of one pair, on each engine", contenders, ROUNDS, budget=SECONDS)


def main() -> None:
    """Print the tables."""
    table = rates()
    heaps = {
        f"{FEW_FIGURES * ARTICLES:,} claims in {ARTICLES} articles": made(FEW_FIGURES, ARTICLES),
        f"{FIGURES * ARTICLES:,} claims in {ARTICLES} articles": made(FIGURES, ARTICLES),
        f"{FIGURES * ARTICLES:,} claims in one article": made(FIGURES * ARTICLES, 1),
    }
    contenders: dict[str, Contender] = {}
    for name, heap in heaps.items():
        run = partial(tv.check_claims, heap, rates=table)
        contenders[name] = Contender(run, note=f"{len(run()):,} tests")
    found = race("claims of one pair, on pandas", contenders, ROUNDS, budget=SECONDS)
    for figures_of_article in (FEW_FIGURES, FIGURES):
        found += race_engines(made(figures_of_article, ARTICLES), table)
    keep("claims", found)


if __name__ == "__main__":
    main()
