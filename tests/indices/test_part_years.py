"""Indices of parts of years and of fiscal years: which months they are of, and what they are not set against."""

from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from closed_world import CASES, Case
from frames import ENGINES, IN_ORDER, IN_PROCESS, Engine, Row, differences, figure, parts
from index_calls import call, table, world_of
from matrices import matrix, some_of
from tradeview.errors import TradeTableError

PANDAS = IN_ORDER[0]
OF_YEARS = {"openness", "import_penetration", "export_propensity"}
ONE_EACH = list({case.function: case for case in CASES if case.function not in OF_YEARS}.values())


@pytest.fixture(params=some_of(ENGINES, IN_PROCESS))
def any_engine(request: pytest.FixtureRequest) -> Engine:
    """Return an engine; the cluster is asked the rest of the rules where time does not matter."""
    return request.param


def eight_months(rows: list[Row]) -> list[Row]:
    return [{**row, "months": f"{row['period']}-01/{row['period']}-08"} for row in rows]


@pytest.mark.parametrize(("case", "on"), matrix(ONE_EACH, IN_PROCESS))
def test_an_index_says_of_which_months_it_is(case: Case, on: Engine) -> None:
    rows = table(world_of(case))
    got = call(case, on, eight_months(rows))
    expected = call(case, PANDAS, rows)
    said = []
    for row in got:
        # What names neither of the two periods that it compares is of the last.
        period = row.get("period", row.get("end", case.options.get("end")))
        said.append(row.pop("months") == f"{period}-01/{period}-08")
    assert said
    assert all(said)
    assert differences(got, expected, case.keys) == []


def test_an_index_of_fiscal_years_is_of_them_and_in_order(every_engine: Engine) -> None:
    rows = [
        {**row, "months": f"{row['period']}-04/{int(str(row['period'])) + 1}-03"}
        for row in parts({2002: {"01": 1.0, "15": 3.0}, 2001: {"01": 1.0}})
    ]
    got = every_engine.run(tv.indices.concentration, rows, over="products", variant="hhi")
    found = [(row["period"], row["months"], row["concentration"]) for row in got]
    assert sorted(found) == [(2001, "2001-04/2002-03", 1.0), (2002, "2002-04/2003-03", 0.625)]
    if every_engine in IN_ORDER:
        assert found == sorted(found)


def test_the_months_are_those_of_the_flow_that_is_asked_for(any_engine: Engine) -> None:
    exports = eight_months(parts({2001: {"RUS": 1.0, "CHN": 3.0}}, "partner"))
    imports = [{**row, "flow": "import", "months": None} for row in exports]
    share = any_engine.run(tv.indices.trade_share, [*exports, *imports], flow="export")
    assert {row["months"] for row in share} == {"2001-01/2001-08"}
    share = any_engine.run(tv.indices.trade_share, [*exports, *imports], flow="import")
    assert {row["months"] for row in share} == {None}


def test_what_is_not_asked_and_of_several_months_says_none(any_engine: Engine) -> None:
    rows = parts({2001: {"01": 1.0, "15": 3.0}})
    mixed = [*eight_months(rows[:1]), *[{**row, "months": None} for row in rows[1:]]]
    got = any_engine.run(tv.indices.concentration, mixed, over="products", variant="hhi", validate=False)
    assert {row["months"] for row in got} == {None}


@pytest.mark.parametrize("name", sorted(OF_YEARS))
@pytest.mark.parametrize(
    ("months", "named"), [("2024-01/2024-08", "January to August"), ("2024-04/2025-03", "fiscal years from April")]
)
def test_trap_trade_of_eight_months_is_not_set_against_the_output_of_a_year(
    any_engine: Engine, name: str, months: str, named: str
) -> None:
    function: Any = getattr(tv.indices, name)
    gdp = pd.DataFrame({"period": [2024], "reporter": ["MYS"], "gdp": [50.0], "currency": ["USD"]})
    both = [figure(2024, 1.0), figure(2024, 2.0, flow="import")]
    any_engine.run(function, both, gdp=gdp)
    with pytest.raises(TradeTableError, match=f"needs trade of whole periods(.|\n)*found: {named}"):
        any_engine.run(function, [{**row, "months": months} for row in both], gdp=gdp)
