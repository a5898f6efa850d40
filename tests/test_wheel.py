"""The wheel, built and used from another folder: what a stranger installs is whole."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
USE = """
import tradeview as tv
from pathlib import Path
assert Path(tv.__file__).is_relative_to({target!r}), tv.__file__
assert len(tv.load()) == 4 and len(tv.load_commodities()) == 17 and len(tv.load_events()) == 17
assert len(tv.statements.load()) == 70
assert tv.load_sources()["source"].is_unique and len(tv.deflators.us_cpi()) >= 27
print(tv.parse_money("RM11.46 billion"))
print(len(tv.report(tv.load(), out="out")))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_wheel_holds_data_and_templates_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "data/trade.csv",
        "data/economy_names.csv",
        "data/economy_near_names.csv",
        "data/commodities.csv",
        "data/events.csv",
        "data/press.csv",
        "data/us_cpi.csv",
        "data/us_cpi_monthly.csv",
        "data/redenominations.csv",
        "data/SOURCES.md",
        "data/hs_sections.csv",
        "data/hs_titles.csv",
        "data/economy_codes.csv",
        "data/economy_groups.csv",
        "data/commodity_hs_codes.csv",
        "data/commodity_phrases.csv",
        "data/commodity_states.csv",
        "data/commodity_grammar.csv",
        "data/commodity_languages.csv",
        "interactive/explorer/explorer.css",
        "interactive/explorer/explorer.js",
        "interactive/explorer/figures.js",
        "interactive/explorer/page.html.j2",
        "interactive/explorer/skeleton.html.j2",
        "reports/templates/page.html.j2",
        "reports/templates/pair.html.j2",
        "reports/templates/parts.html.j2",
        "reports/templates/series.html.j2",
        "prose/lexicon/any.toml",
        "prose/lexicon/th.toml",
        "words/catalogues/ms.po",
        "charts/layout/tradeview.mplstyle",
        "py.typed",
    ):
        assert f"tradeview/{name}" in names


def test_wheel_holds_what_is_in_the_repository_and_nothing_else(wheel: Path) -> None:
    # What lies beside it unasked, a cache, an editor's copy, a key, is not given away.
    listed = subprocess.run(
        ["git", "ls-files", "src/tradeview", "data"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    homes = {"src/tradeview/": "tradeview/", "data/": "tradeview/data/"}
    ours = {
        new + path.removeprefix(old)
        for path in listed.stdout.splitlines()
        for old, new in homes.items()
        if path.startswith(old)
    }
    names = set(zipfile.ZipFile(wheel).namelist())
    about = {name for name in names if name.startswith("tradeview-")}
    assert {Path(name).name for name in about} == {"METADATA", "WHEEL", "RECORD", "LICENSE", "entry_points.txt"}
    assert names - about == ours


def test_wheel_works_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(target)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", USE.format(target=str(target))],
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": str(target)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["11460000000.0", "MYR", "34"]
    assert (elsewhere / "out" / "report.html").stat().st_size > 100_000
