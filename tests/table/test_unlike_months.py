"""Parts of years beside whole years, and beside other parts: what is refused, and what goes on, on every engine."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from frames import ENGINES, IN_PROCESS, Engine, Row, figure
from matrices import some_of
from tradeview.errors import TradeTableError
from tradeview.periods import MONTHS_IN_YEAR

EIGHT, FISCAL = "2024-01/2024-08", "2024-04/2025-03"
CODE: dict[str, Any] = {"by": "commodity_code"}
RATES = pd.DataFrame(
    [
        {"period": year, "months": months, "base": "USD", "quote": "MYR", "rate": 4.0, "kind": "average", "source": "b"}
        for year, months in ((2023, None), (2024, None), (2024, EIGHT), (2024, FISCAL))
    ]
)
PRICES = RATES.rename(columns={"rate": "index", "base": "currency"}).assign(name="CPI").drop(columns=["quote", "kind"])
ACCOUNTED = {"currency": "MYR", "base_currency": "USD", "rates": RATES, "deflator": PRICES, "start": 2023, "end": 2024}
OVER_TIME: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "growth": (tv.growth, {}),
    "rebase": (tv.rebase, {"base_period": 2023}),
    "contributions": (tv.contributions, CODE),
    "growth_accounting": (tv.growth_accounting, ACCOUNTED),
}


@pytest.fixture(params=some_of(ENGINES, IN_PROCESS))
def any_engine(request: pytest.FixtureRequest) -> Engine:
    """Return an engine; the cluster is asked the rest of the rules where time does not matter."""
    return request.param


def beside(months: str | None, **rest: object) -> list[Row]:
    """The whole year 2023, and other months of 2024."""
    return [figure(2023, 100.0, months=None, **rest), figure(2024, 80.0, months=months, **rest)]


@pytest.mark.parametrize(
    ("months", "named"), [(EIGHT, "January to August"), (FISCAL, "fiscal years from April to March")]
)
@pytest.mark.parametrize("name", OVER_TIME)
def test_trap_a_year_is_not_compared_with_a_part_of_one(any_engine: Engine, name: str, months: str, named: str) -> None:
    function, options = OVER_TIME[name]
    with pytest.raises(TradeTableError) as caught:
        any_engine.run(function, beside(months), **options)
    assert f"{name} needs rows of the same months; found: whole years and {named}; do: " in str(caught.value)
    assert "MYS RUS export" in str(caught.value)


def test_two_parts_of_one_year_are_no_one_after_the_other(every_engine: Engine) -> None:
    # What `to_date` gives: of one year twelve rows, each of other months.
    months = [figure(202400 + month, 1.0) for month in range(1, MONTHS_IN_YEAR + 1)]
    to_date = every_engine.run(tv.to_date, months)
    assert len(to_date) == MONTHS_IN_YEAR
    with pytest.raises(TradeTableError, match="needs rows of the same months; found: whole years and January to Nov"):
        every_engine.run(tv.growth, to_date)
    assert {row["growth"] for row in every_engine.run(tv.growth, to_date, over="year")} == {None}


def test_series_of_their_own_may_be_of_other_months(every_engine: Engine) -> None:
    rows = [*beside(None), *[{**row, "reporter": "IND"} for row in beside(None)]]
    for row in rows[2:]:
        year = int(str(row["period"]))
        row["months"] = f"{year}-04/{year + 1}-03"
    grown = every_engine.run(tv.growth, rows)
    assert sorted(str(row["growth"] and round(row["growth"], 9)) for row in grown) == ["-0.2", "-0.2", "None", "None"]
    based = every_engine.run(tv.rebase, rows, base_period=2023)
    assert sorted(round(row["index"]) for row in based) == [80, 80, 100, 100]


# Wholes of one period


def parts_of(*cells: tuple[str, str | None, float], name: str = "commodity_code") -> list[Row]:
    """Figures of 2024: the part that they are of, their months, their value."""
    return [figure(2024, value, months=months, **{name: part}) for part, months, value in cells]


UNLIKE = {
    "two parts": ("commodity_code", [("01", EIGHT, 1.0), ("02", None, 3.0)]),
    "a whole": ("commodity_code", [("01", EIGHT, 1.0), ("02", EIGHT, 3.0), ("TOTAL", None, 8.0)]),
    "a whole twice": ("commodity_code", [("01", EIGHT, 1.0), ("TOTAL", EIGHT, 8.0), ("TOTAL", None, 9.0)]),
    "the world": ("partner", [("RUS", None, 1.0), ("CHN", None, 3.0), ("WLD", EIGHT, 8.0)]),
    "a group": ("partner", [("THA", EIGHT, 1.0), ("RUS", EIGHT, 3.0), ("XGA", None, 8.0)]),
    "reporters": ("reporter", [("MYS", None, 1.0), ("IND", EIGHT, 3.0)]),
    "flows": ("flow", [("export", EIGHT, 1.0), ("import", None, 3.0)]),
}


@pytest.mark.parametrize("name", UNLIKE)
def test_trap_a_share_is_of_a_whole_of_the_same_months(any_engine: Engine, name: str) -> None:
    by, cells = UNLIKE[name]
    rows = parts_of(*cells, name=by)
    words = "needs rows of the same months; found: whole years and January to August; do: keep rows of the same months"
    with pytest.raises(TradeTableError, match=f"shares {words}"):
        any_engine.run(tv.shares, rows, by=by)
    with pytest.raises(TradeTableError, match=f"contributions {words}"):
        any_engine.run(tv.contributions, rows, by=by, over="year")


def test_wholes_of_several_months_stand_apart(every_engine: Engine) -> None:
    rows = parts_of(("01", EIGHT, 1.0), ("02", EIGHT, 3.0), ("01", None, 2.0), ("02", None, 3.0), ("03", None, 5.0))
    found = {(row["commodity_code"], row["months"]): row["share"] for row in every_engine.run(tv.shares, rows, **CODE)}
    assert found == {
        ("01", EIGHT): 0.25,
        ("02", EIGHT): 0.75,
        ("01", None): 0.2,
        ("02", None): 0.3,
        ("03", None): 0.5,
    }


def test_what_nobody_asked_about_its_months_is_not_refused(any_engine: Engine) -> None:
    assert len(any_engine.run(tv.growth, beside(EIGHT), validate=False)) == 2


def test_sides_of_other_months_are_not_compared(every_engine: Engine) -> None:
    theirs = {"reporter": "RUS", "partner": "MYS", "flow": "import"}
    rows = [
        figure(2024, 1.0, months=EIGHT),
        figure(2024, 2.0, months=None, **theirs),
        figure(2024, 3.0, months="2024-01/2024-09", **theirs),
    ]
    found = every_engine.run(tv.mirror, rows)
    assert {(row["reported_by"], row["gap"]) for row in found} == {("exporter", None), ("importer", None)}
    assert {(row["exporter_months"], row["importer_months"]) for row in found} == {
        (EIGHT, None),
        (None, None),
        (None, "2024-01/2024-09"),
    }
    (both,) = every_engine.run(tv.mirror, [rows[0], {**rows[1], "months": EIGHT}])
    assert both["ratio"] == 2.0


# Longer than a year


def test_three_years_are_not_compared_with_two(every_engine: Engine) -> None:
    rows = [figure(2021, 1.0, months="2021-01/2022-12"), figure(2022, 3.0, months="2022-01/2024-12")]
    assert {row["growth"] for row in every_engine.run(tv.growth, rows, over="year")} == {None}
    words = "January to December 2 years later and January to December a year later"
    with pytest.raises(TradeTableError, match=words):
        every_engine.run(tv.growth, rows)


def test_the_months_of_several_years_are_written_as_they_were(every_engine: Engine) -> None:
    rows = [figure(year, float(year), months=f"{year}-01/{year + 2}-12") for year in (2021, 2022)]
    (added,) = every_engine.run(tv.contributions, rows, **CODE)
    assert added["months"] == "2022-01/2024-12"
