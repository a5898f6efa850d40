"""What benchmarks stand on: queries by hand that give what ours give, made-up trade without a key twice; their page."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"
ROWS = 600
QUERIES = sorted(path.stem for path in (FOLDER / "by_hand").glob("*.py"))


@pytest.fixture(scope="module")
def engines() -> Iterator[ModuleType]:
    """The module, with the folder on the path as long as scripts look for one another there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(FOLDER))
        yield import_module("engines")


@pytest.fixture(scope="module")
def tables(engines: ModuleType) -> Any:
    return engines.make_tables(ROWS)


def cases_with_queries() -> list[str]:
    """The functions of `engines.CASES` that have a file."""
    text = (FOLDER / "engines.py").read_text(encoding="utf-8")
    return [name for name in QUERIES if f'"{name}"' in text]


def test_queries_by_hand_are_written_for_some_functions() -> None:
    assert {"revealed_comparative_advantage", "concentration"} <= set(cases_with_queries())


@pytest.mark.parametrize("name", cases_with_queries())
def test_queries_by_hand_give_what_ours_give_on_each_engine(
    name: str, engines: ModuleType, tables: Any, tmp_path: Path
) -> None:
    (case,) = (case for case in engines.CASES if case.name == name)
    places = engines.list_places(case, engines.find_query(name), tables[case.table], tmp_path / "trade.parquet")
    assert {"Polars over a file", "DuckDB over a file"} <= {place.called for place in places}
    for place in places:
        engines.refuse_other_result(case, place.by_hand(), place.ours())


def test_what_differs_is_not_timed(engines: ModuleType, tables: Any, tmp_path: Path) -> None:
    (case,) = (case for case in engines.CASES if case.name == "concentration")
    query = engines.find_query("concentration")
    place = engines.list_places(case, query, tables["world"], tmp_path / "trade.parquet")[0]
    found = engines.as_pandas(place.ours())
    with pytest.raises(ValueError, match="concentration differs"):
        engines.refuse_other_result(case, place.by_hand(), found.assign(concentration=found["concentration"] * 1.001))
    with pytest.raises(ValueError, match="rows by hand"):
        engines.refuse_other_result(case, place.by_hand(), found.iloc[1:])


@pytest.mark.parametrize(("table", "most"), [("world", ROWS), ("years", ROWS), ("sides", ROWS)])
def test_no_key_of_the_made_up_trade_comes_twice(table: str, most: int, engines: ModuleType, tables: Any) -> None:
    frame = tables[table]
    assert 0.7 * most < len(frame) <= most
    assert not frame.select(engines.KEYS).is_duplicated().any()


def test_ratios_are_of_the_same_round(engines: ModuleType) -> None:
    results = import_module(engines.race.__module__)
    found = results.summarise("a race", "ours", [2.0, 3.0, 12.0], [1.0, 2.0, 4.0])
    # 2, 1.5 and 3 times; not the median of 3 seconds over that of 2.
    assert (found.seconds, found.ratio, found.lowest, found.highest) == (3.0, 2.0, 1.5, 3.0)
    assert found.spread == "1.50–3.00"


def test_a_race_ends_when_its_time_is_over(engines: ModuleType) -> None:
    results = import_module(engines.race.__module__)
    runs: list[str] = []
    contenders = {name: results.Contender(lambda name=name: runs.append(name)) for name in ("one", "other")}
    results.race("a race", contenders, 5, budget=-1.0)
    assert runs == ["one", "other"]
    results.race("a race", contenders, 3, budget=60.0)
    assert runs[2:] == ["one", "other"] * 3


def write_page(engines: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the page of a made-up run, one of whose contenders failed with a long message."""
    results, page = import_module(engines.race.__module__), import_module("page")
    monkeypatch.setattr(results, "FOLDER", folder / "benchmarks")
    name = "by hand: revealed_comparative_advantage on DuckDB over a file, 300,000 rows"
    keys = "by reporter, partner, flow, commodity_code"
    found = [
        results.Result(name, "by hand", 0.082, 1.0, "", 1.0, 1.0),
        results.Result(name, "tradeview, validate=False", 120.532, 1470.26, keys, 1402.33, 1611.25),
        results.Result(name, "another <package>", note=f"failed: {'Error' * 12} & more"),
    ]
    results.keep("made_up", found)
    target = folder / "benchmarks.html"
    target.write_text(page.write_page(), encoding="utf-8")
    return target


@pytest.mark.parametrize("width", [360, 390, 1200])
def test_the_page_is_as_wide_as_the_screen_and_wide_tables_scroll_by_themselves(
    width: int, engines: ModuleType, browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_page(engines, tmp_path, monkeypatch)
    # As a telephone lays a page out: one that does not name its width is shown as on a desk, shrunk.
    context = browser.new_context(viewport={"width": width, "height": 800}, is_mobile=width < 640)
    opened = context.new_page()
    opened.goto(path.as_uri())
    assert opened.evaluate("() => document.documentElement.scrollWidth") == width
    box = opened.get_by_role("region", name="revealed_comparative_advantage")
    assert box.evaluate("(box) => box.scrollWidth > box.clientWidth") == (width < 640)
    assert "another <package>" in box.inner_text()
    assert "ErrorError & more" in box.inner_text()
    context.close()


def test_each_floor_is_named_with_what_it_is(
    engines: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = write_page(engines, tmp_path, monkeypatch).read_text(encoding="utf-8")
    floor = "The floor is one window: rows of a series stand in order of their periods."
    assert f"<dt>growth</dt><dd>{floor}</dd>" in text
