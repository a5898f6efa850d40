"""What charts say in each language is read back by the package itself: the amounts and periods that it was made from.

A title that our own reader takes for another figure would be read so by people, too: nothing may be read that was not
said. What is said and not read back is counted against the English of the same title.
"""

import random
from collections.abc import Callable, Iterator
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes

import tradeview as tv
from tradeview.periods import ends_of_span
from tradeview.table.series import span_of

CODES = [code for code in tv.languages() if code != "en"]
YEARS = range(2019, 2025)
SEEDS = (1, 2, 3)


def flows_of(seed: int, currency: str = "USD") -> pd.DataFrame:
    """Exports and imports of a pair, at random; nothing is near a zero balance."""
    source = random.Random(seed)
    rows = []
    for flow in ("export", "import"):
        value = source.uniform(1e8, 9e9)
        for year in YEARS:
            value *= source.uniform(0.8, 1.3)
            rows.append({"period": year, "flow": flow, "value": value})
    same = {"reporter": "MYS", "partner": "RUS", "commodity_code": "TOTAL", "currency": currency, "source": "made up"}
    return pd.DataFrame(rows).assign(**same)


def balance(seed: int, language: str) -> Axes:
    return tv.charts.balance(flows_of(seed), language=language)


def one_flow(seed: int, language: str) -> Axes:
    exports = flows_of(seed, "MYR").query("flow == 'export'")
    return tv.charts.lines(exports, by="partner", language=language)


def ranking(seed: int, language: str) -> Axes:
    exports = [flows_of(seed + number).assign(partner=partner) for number, partner in enumerate(("CHN", "RUS", "SGP"))]
    last = pd.concat(exports).query("flow == 'export' and period == 2024")
    return tv.charts.ranking(last, by="partner", language=language)


CHARTS: dict[str, Callable[[int, str], Axes]] = {"balance": balance, "lines": one_flow, "ranking": ranking}


def said(axes: Axes) -> Iterator[str]:
    words = tv.charts.words(axes)
    yield words.title
    yield words.alt
    plt.close("all")


def truths(seed: int) -> list[tuple[float, str, int]]:
    """All amounts that any of the charts may say, each with its currency and year."""
    found = []
    for number in range(3):
        frame = flows_of(seed + number)
        wide = frame.pivot(index="period", columns="flow", values="value")
        wide = wide.assign(total=wide["export"] + wide["import"], balance=(wide["export"] - wide["import"]).abs())
        for year, row in wide.iterrows():
            found += [(value, currency, int(str(year))) for value in row for currency in ("USD", "MYR")]
    return found


def is_true(row: "pd.Series[Any]", known: list[tuple[float, str, int]]) -> bool:
    sign = 1 if row["value"] > 0 else -1
    for value, currency, year in known:
        is_amount = row["currency"] == currency and row["low"] <= sign * value <= row["high"]
        if is_amount and (pd.isna(row["period"]) or ends_of_span(span_of(row)) == ends_of_span(year)):
            return True
    return False


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("code", CODES)
def test_amounts_are_read_back_with_currency_and_year(code: str, name: str, seed: int) -> None:
    known = truths(seed)
    in_english = list(said(CHARTS[name](seed, "en")))
    for text, english in zip(said(CHARTS[name](seed, code)), in_english, strict=True):
        figures = tv.read_figures(text, locale=code)
        wrong = [row for _, row in figures.iterrows() if not is_true(row, known)]
        assert wrong == [], f"{text}\n{figures[['quote', 'value', 'currency', 'period']].to_string()}"
        assert len(figures) >= len(tv.read_figures(english, locale="en")), f"{text}\n{english}"
