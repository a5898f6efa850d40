"""Rows of a trade table as the tests of the indices write them, and a result by its keys."""

from collections.abc import Iterable
from typing import Any

from frames import Row, figure


def sold(reporter: str, partner: str, code: str, value: float | None, period: int = 2024, **rest: object) -> Row:
    """One row of exports."""
    return figure(period, value, reporter=reporter, partner=partner, **{"commodity_code": code, **rest})


def bought(reporter: str, partner: str, code: str, value: float | None, period: int = 2024, **rest: object) -> Row:
    """One row of imports."""
    return sold(reporter, partner, code, value, period, **{"flow": "import", **rest})


def cells(rows: Iterable[Row], column: str, *keys: str) -> dict[Any, Any]:
    """Return the column by the keys that are named, one or several; each comes once."""
    rows = list(rows)
    found = {row[keys[0]] if len(keys) == 1 else tuple(row[key] for key in keys): row[column] for row in rows}
    assert len(found) == len(rows)
    return found
