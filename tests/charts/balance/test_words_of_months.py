"""A balance over months: the title holds the last against the same month, and not against another season."""

import pandas as pd
import pytest

import tradeview as tv
from frames import figure


def months(*periods: int) -> pd.DataFrame:
    """Exports that are as many as their month above imports: 8 in August, 1 in January."""
    rows = []
    for period in periods:
        rows.append(figure(period, 100e9 + 1e9 * (period % 100), partner="WLD", commodity_code="TOTAL"))
        rows.append(figure(period, 100e9, partner="WLD", commodity_code="TOTAL", flow="import"))
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("periods", "said"),
    [
        ((202401, 202408, 202501, 202508), "US$8.00 billion in Aug 2025, as in Aug 2024"),
        ((202401, 202402, 202408), "US$8.00 billion in Aug 2024, against a surplus of US$1.00 billion in Jan 2024"),
        ((202408, 202501, 202508), "US$8.00 billion in Aug 2025, as in Aug 2024"),
    ],
)
def test_trap_months_of_one_season(periods: tuple[int, ...], said: str) -> None:
    title = tv.charts.drawing(tv.charts.balance(months(*periods))).title
    assert said in title.replace("\n", " "), title
    assert "Jan 2025" not in title
