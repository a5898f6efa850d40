"""Claims that many articles print of one thing: each is tested, not all with all, and the log says so."""

import logging
from collections import Counter

import pandas as pd
import pytest

from tradeview.claims import check_claims
from tradeview.claims.combining import MANY_COMBINATIONS, combine, combine_alike

ARTICLES = 12
USUAL = {
    "kind": "level",
    "reporter": "MYS",
    "partner": "RUS",
    "side": "MYS",
    "commodity_code": "TOTAL",
    "currency": "USD",
}


def printed(articles: int) -> pd.DataFrame:
    """Exports, imports and their sum, of which each article prints figures of its own."""
    rows = []
    for article in range(articles):
        amounts = {"export": 3.0e9 + article * 1e7, "import": 2.0e9 + article * 1e7, "total": 5.0e9 + article * 2e7}
        for flow, value in amounts.items():
            row = USUAL | {"claim": f"{article}.{flow}", "flow": flow, "value": value, "title": f"Article {article}"}
            rows.append(row | {"start": 202401, "end": 202412})
    return pd.DataFrame(rows)


def test_a_hundred_combinations_are_all_tried() -> None:
    untried: Counter[str] = Counter()
    assert len(combine((range(10), range(10)), "parts", untried)) == MANY_COMBINATIONS
    assert not untried


def test_of_more_each_is_in_one_and_the_rest_is_counted() -> None:
    untried: Counter[str] = Counter()
    found = combine((range(11), range(10)), "parts", untried)
    assert {one for one, _ in found} == set(range(11))
    assert {other for _, other in found} == set(range(10))
    assert untried == {"parts": 110 - 11}


def test_items_are_combined_with_their_like_in_the_order_of_the_first() -> None:
    found = combine_alike([1, 2, 3], lambda number: number % 2, lambda number: [number, -number], "share", Counter())
    assert found == [(1, 1), (1, -1), (2, 2), (2, -2), (3, 1), (3, -1)]


def test_what_is_not_tried_is_said_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="tradeview"):
        found = check_claims(printed(ARTICLES), rates=None)
    sums = found[found["test"] == "parts"]
    assert len(sums) == ARTICLES**2
    tested = {key for keys in sums["claims"] for key in keys.split(", ")}
    assert len(tested) == 3 * ARTICLES
    untried = ARTICLES * (ARTICLES**2 - ARTICLES)
    assert f"{untried} more combinations of claims for the test 'parts' are not tried" in caplog.text
    # Exports, imports and total of one article are held against each other.
    own = {", ".join(f"{article}.{flow}" for flow in ("export", "import", "total")) for article in range(ARTICLES)}
    assert own <= set(sums["claims"])


def test_few_articles_leave_nothing_out(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="tradeview"):
        found = check_claims(printed(3), rates=None)
    assert (found["test"] == "parts").sum() == 27
    assert "not tried" not in caplog.text
