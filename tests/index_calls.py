"""How the tests call an index: a world as a trade table, on any engine, and its result by its keys."""

import math
from typing import Any

from closed_world import FIRST, GDP, LAST, Case, Key, Result, World, closed
from frames import Engine, Row
from tradeview import indices


def table(world: World) -> list[Row]:
    """The world as a trade table that has exports alone, as BACI has."""
    return [
        {
            "period": period,
            "reporter": i,
            "partner": j,
            "flow": "export",
            "commodity_code": k,
            "value": float(value),
            "currency": "USD",
        }
        for (period, i, j, k), value in world.flows.items()
    ]


def gdp_rows(rows: list[Row], *, currency: str = "USD", factor: float = 1.0) -> list[Row]:
    """GDP of the world of a trade table, in the years that it has."""
    years = sorted({row["period"] for row in rows if row["period"] is not None})
    return [
        {"period": year, "reporter": i, "gdp": float(value) * factor, "currency": currency}
        for year in years
        for i, value in GDP.items()
    ]


def call(case: Case, engine: Engine, rows: list[Row], *, currency: str = "USD", factor: float = 1.0) -> list[Row]:
    """Run the index on an engine; the table of GDP is of the same one."""
    options = dict(case.options)
    if "gdp" in options:
        options["gdp"] = engine.make(gdp_rows(rows, currency=currency, factor=factor))
    return engine.run(getattr(indices, case.function), rows, **options)


def found(case: Case, rows: list[Row]) -> dict[Key, Any]:
    """The column of a case by its keys, each of which comes once."""
    cells = {tuple(row[key] for key in case.keys): row[case.column] for row in rows}
    assert len(cells) == len(rows)
    return cells


def assert_is(case: Case, rows: list[Row], expected: Result, tolerance: float = 1e-12) -> None:
    got = found(case, rows)
    assert set(got) == set(expected)
    wrong = {
        key: (got[key], value)
        for key, value in expected.items()
        if (value is None) != (got[key] is None)
        or (value is not None and not math.isclose(got[key], value, rel_tol=tolerance, abs_tol=tolerance))
    }
    assert not wrong


def world_of(case: Case) -> World:
    return closed(FIRST, LAST) if "start" in case.options else closed(FIRST)
