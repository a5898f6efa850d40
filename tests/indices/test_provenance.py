"""Indices say whose figures they are made of: the sources and compilers of the rows behind each row of the result."""

from typing import Any

import pandas as pd
import polars as pl
import pytest

import tradeview as tv
from closed_world import CASES, Case
from frames import ENGINES, IN_ORDER, IN_PROCESS, Engine, Row, differences, parts
from index_calls import call, table, world_of
from matrices import matrix, some_of

PANDAS = IN_ORDER[0]
ONE_EACH = list({case.function: case for case in CASES}.values())
WITH_GDP = {"openness", "import_penetration", "export_propensity"}
# By their formulas, of the rows of the reporter alone; with imports out of the exports of others, of all rows.
OF_THE_REPORTER = {"trade_share", "entropy", "regional_orientation", "export_propensity"}
OWN_VARIANTS = {"hhi", "hirschman"}  # the others ask how many products, or partners, there are for all


@pytest.fixture(params=some_of(ENGINES, IN_PROCESS))
def any_engine(request: pytest.FixtureRequest) -> Engine:
    """Return an engine; the cluster is asked the rest of the rules where time does not matter."""
    return request.param


def is_of_the_reporter(case: Case) -> bool:
    if case.options.get("imports") == "mirror":
        return False
    return case.function in OF_THE_REPORTER or case.options.get("variant") in OWN_VARIANTS


def join_by_hand(names: set[str | None]) -> str | None:
    """Write names as sums of months have them: one, two, the first and last of more; an ellipsis if rows name none."""
    named = sorted(name for name in names if name)
    if not named:
        return None
    written = named if len(named) < 3 else [named[0], "…", named[-1]]
    return "; ".join([*written, "…"] if len(named) < len(names) else written)


def expected_names(case: Case, rows: list[Row], row: Row, column: str) -> str | None:
    found = set()
    for figure in rows:
        same_period = "start" in case.options or figure["period"] == row["period"]
        same_reporter = not is_of_the_reporter(case) or figure["reporter"] == row["reporter"]
        if same_period and same_reporter:
            found.add(figure[column])
    return join_by_hand(found)


@pytest.mark.parametrize(("case", "on"), matrix(ONE_EACH, IN_PROCESS))
def test_an_index_keeps_the_one_source_that_all_its_rows_have(case: Case, on: Engine) -> None:
    rows = table(world_of(case))
    got = call(case, on, [{**row, "source": "office-2024", "compiled_by": "MYS"} for row in rows])
    of_gdp = "; …" if case.function in WITH_GDP else ""  # whose table names nobody
    assert got
    assert {row.pop("source") for row in got} == {f"office-2024{of_gdp}"}
    assert {row.pop("compiled_by") for row in got} == {f"MYS{of_gdp}"}
    assert differences(got, call(case, PANDAS, rows), case.keys) == []


@pytest.mark.parametrize(("case", "on"), matrix(CASES, IN_PROCESS))
def test_an_index_names_the_sources_of_the_rows_that_it_is_made_of(case: Case, on: Engine) -> None:
    rows = []
    for number, row in enumerate(table(world_of(case))):
        compiler = row["reporter"] if number % 2 else None
        rows.append({**row, "source": f"of-{row['reporter']}", "compiled_by": compiler})
    got = call(case, on, rows)
    assert got
    for row in got:
        for column in ("source", "compiled_by"):
            expected = expected_names(case, rows, row, column)
            if case.function in WITH_GDP and not str(expected).endswith("…"):
                expected = f"{expected}; …"
            assert row[column] == expected


@pytest.mark.parametrize("case", ONE_EACH, ids=lambda case: case.function)
def test_an_index_of_trade_without_sources_has_none(case: Case) -> None:
    rows = table(world_of(case))
    plain = call(case, PANDAS, rows)
    empty = call(case, PANDAS, [{**row, "source": None} for row in rows])
    assert empty == plain
    assert not {"source", "compiled_by"} & set(plain[0])


def test_rows_of_other_flows_stand_behind_no_index_of_exports(any_engine: Engine) -> None:
    exports = parts({2001: {"01": 1.0, "15": 3.0}}, source="customs")
    imports = [{**row, "flow": "import", "source": "the others"} for row in exports]
    got = any_engine.run(tv.indices.concentration, [*exports, *imports], over="products", variant="hhi")
    assert [row["source"] for row in got] == ["customs"]
    both = any_engine.run(tv.indices.grubel_lloyd, [*exports, *imports], level="aggregate")
    assert [row["source"] for row in both] == ["customs; the others"]


def test_the_order_of_an_index_is_that_of_its_keys(any_engine: Engine) -> None:
    rows = []
    for reporter in ("RUS", "MYS", "CHN"):
        rows += parts({2002: {"01": 1.0, "15": 3.0}, 2001: {"01": 2.0}}, reporter=reporter, source=f"of-{reporter}")
    got = any_engine.run(tv.indices.revealed_comparative_advantage, rows)
    keys = [(row["period"], row["reporter"], row["commodity_code"]) for row in got]
    assert len(keys) == 9
    if any_engine in IN_ORDER:
        assert keys == sorted(keys)
    assert {row["source"] for row in got} == {"of-CHN; …; of-RUS"}


@pytest.mark.parametrize("of_gdp", [["bank", "bank"], ["bank", None]])
def test_openness_names_whose_gdp_it_is_set_beside(of_gdp: list[Any]) -> None:
    rows = parts({2001: {"01": 1.0, "15": 3.0}}, source="customs")
    gdp = pd.DataFrame({"period": 2001, "reporter": ["MYS", "SGP"], "gdp": 10.0, "currency": "USD", "source": of_gdp})
    got = PANDAS.run(tv.indices.export_propensity, rows, gdp=gdp)
    assert [row["source"] for row in got] == ["customs; bank" if None not in of_gdp else "customs; bank; …"]


def test_a_lazy_frame_is_asked_nothing_for_its_sources() -> None:
    asked = []

    def tell(frame: pl.DataFrame) -> pl.DataFrame:
        asked.append(len(frame))
        return frame

    rows = parts({2001: {"01": 1.0, "15": 3.0}}, source="customs")
    lazy = pl.DataFrame(rows).lazy().map_batches(tell, validate_output_schema=False)
    index = tv.indices.concentration(lazy, over="products", variant="hhi", validate=False)
    assert asked == []
    assert index.collect()["source"].to_list() == ["customs"]
