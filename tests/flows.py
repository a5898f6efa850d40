"""Made-up flows as one side or both report them, for the tests of their charts."""

from typing import Any

import pandas as pd

from tradeview.analysis.mirror import mirror
from tradeview.periods import periods_through, split_period

Sides = tuple[float | None, float | None]
SAME = {"reporter": "MYS", "partner": "RUS", "commodity_code": "TOTAL", "currency": "USD"}


def both(values: dict[Any, Sides], by: str = "period", x: str = "MYS", m: str = "RUS", **rest: object) -> pd.DataFrame:
    """A mirror of made-up figures: the exporter's and the importer's by period or code, FOB and CIF."""
    one = {"period": 2014, "commodity_code": "TOTAL", "currency": "USD", **rest}
    rows: list[dict[str, object]] = []
    for key, (exports, imports) in values.items():
        if exports is not None:
            side = {"reporter": x, "partner": m, "flow": "export", "valuation": "FOB", "source": "theirs"}
            rows.append({**one, **side, by: key, "value": exports})
        if imports is not None:
            side = {"reporter": m, "partner": x, "flow": "import", "valuation": "CIF", "source": "ours"}
            rows.append({**one, **side, by: key, "value": imports})
    return mirror(pd.DataFrame(rows))


YEARS = both({2006: (1e9, 1.5e9), 2007: (2e9, 1.9e9), 2012: (2e9, None), 2013: (None, 2.6e9), 2014: (2.2e9, 3.2e9)})
CODES = both({"1511": (5e8, 7e8), "8542": (3e8, 1e8), "2701": (None, 9e7), "31": (4e7, None)}, "commodity_code")
PRODUCTS = CODES[CODES["commodity_code"] != "31"]


def reported(values: dict[int, Sides], **rest: object) -> pd.DataFrame:
    """Exports (FOB) and imports (CIF) by period; None is a row that is not there."""
    rows = [
        {**SAME, "period": period, "flow": flow, "value": value, "valuation": valuation, **rest}
        for period, both in values.items()
        for flow, value, valuation in zip(("export", "import"), both, ("FOB", "CIF"), strict=True)
        if value is not None
    ]
    return pd.DataFrame(rows)


BALANCES = reported(
    {2006: (1.1e9, 6e8), 2007: (1.9e9, 5e8), 2012: (2e9, None), 2013: (None, 2.6e9), 2014: (2.2e9, 3.2e9)}
)


def monthly_flows(first: int, last: int) -> pd.DataFrame:
    """Made-up exports and imports by month: with a season, a high December and a tenth more every year."""
    rows = []
    for period in periods_through(first, last):
        year, month = split_period(period)
        season = 1 + month % 4 / 10 + (month == 12) / 2
        for flow, value in (("export", 1e8), ("import", 2e8)):
            grown = value * season * 1.1 ** (year - 2022)
            rows.append({**SAME, "period": period, "flow": flow, "value": grown, "source": "made up"})
    return pd.DataFrame(rows)
