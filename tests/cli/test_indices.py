"""The command `indices`: every index of the closed world from a file, options as the functions have them."""

import inspect
import json
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

import tradeview as tv
from baci_release import FLOWS, release
from closed_world import CASES, GDP, Case
from frames import plain
from index_calls import assert_is, table, world_of
from pair_file import pair_records
from tradeview import cli, indices


def answer(*words: object) -> list[dict[str, Any]]:
    done = CliRunner().invoke(cli.app, ["indices", *map(str, words), "--json"])
    if done.exception:
        raise done.exception
    return json.loads(done.stdout)


def refusal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: object) -> tuple[object, str]:
    monkeypatch.setattr(sys, "argv", ["tradeview", "indices", *map(str, words)])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    said = capsys.readouterr()
    assert said.out == ""
    return stopped.value.code, said.err


def asked(case: Case, folder: Path) -> list[object]:
    """The options of a case as words of a command."""
    words: list[object] = []
    for name, value in case.options.items():
        if name == "gdp":
            path = folder / "gdp.csv"
            years = (2023, 2024) if "start" in case.options else sorted({period for period, *_ in world_of(case).flows})
            rows = [
                {"period": y, "reporter": i, "gdp": float(v), "currency": "USD"} for y in years for i, v in GDP.items()
            ]
            pd.DataFrame(rows).to_csv(path, index=False)
            words += ["--gdp", path]
        elif value is True:
            words.append(f"--{name}")
        else:
            several = value if isinstance(value, list | tuple) else [value]
            words += [word for one in several for word in (f"--{name}", one)]
    return words


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_index_of_the_closed_world_is_reckoned_from_a_ledger(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "trade.csv"
    pd.DataFrame(table(world_of(case))).to_csv(path, index=False)
    assert_is(case, answer(path, "--index", case.function, *asked(case, tmp_path)), case.computed(world_of(case)))


def test_the_list_has_a_line_for_each_index(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = answer("--list")
    assert [row["index"] for row in rows] == sorted(indices.__all__)
    (concentration,) = (row for row in rows if row["index"] == "concentration")
    assert (concentration["column"], concentration["needs"]) == ("concentration", "over variant")
    assert concentration["what"] == (inspect.getdoc(indices.concentration) or "").splitlines()[0]
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    cli.indices(show=True, as_json=False)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(indices.__all__)
    assert any(line.startswith("entropy (entropy): Entropy of exports") and line.endswith("--over.") for line in lines)


@pytest.fixture
def comtrade(tmp_path: Path) -> Path:
    path = tmp_path / "pair.json"
    path.write_text(json.dumps({"data": pair_records()}))
    return path


@pytest.mark.filterwarnings("ignore::tradeview.errors.AbsentWorldWarning")  # few economies
def test_the_filters_are_of_the_result_and_the_whole_file_goes_in(comtrade: Path) -> None:
    read = tv.read_comtrade(comtrade)
    read = read[read["commodity_code"].str.len().isin([2, 5])]
    whole = tv.indices.trade_share(read, flow="export")
    kept = whole[whole["reporter"].eq("MYS") & whole["partner"].eq("RUS") & whole["period"].isin([2018, 2023])]
    words = ["--index", "trade_share", "--flow", "export", "--digits", 2]
    pair = ["--reporter", "Malaysia", "--partner", "Россия", "--period", "2018,2023"]
    found = answer("--comtrade", comtrade, *words, *pair)
    assert [row["share"] for row in found] == kept["share"].tolist()
    assert 0 < found[1]["share"] < 1  # with Russia's rows alone it would be 1
    assert len(answer("--comtrade", comtrade, *words)) == len(whole)


@pytest.mark.filterwarnings("ignore::tradeview.errors.AbsentWorldWarning")  # few economies
def test_wits_and_baci_are_read_as_they_were_downloaded(tmp_path: Path) -> None:
    wits = tmp_path / "wits.csv"
    rows = [("Malaysia", "Russian Federation", 2022, 30.0), ("Malaysia", "Singapore", 2022, 90.0)]
    columns = ["Reporter Name", "Partner Name", "Year", "Export (US$ Thousand)"]
    pd.DataFrame(rows, columns=columns).assign(**{"Product Group": " All Products"}).to_csv(wits, index=False)
    found = answer("--wits", wits, "--index", "trade_share", "--flow", "export", "--partner", "RUS")
    assert [row["share"] for row in found] == [0.25]
    folder = release(tmp_path / "baci")
    keys = plain(tv.indices.revealed_comparative_advantage(tv.read_baci(folder)))
    values = [row.pop("rca") for row in keys]
    for engine in ("pandas", "polars", "duckdb"):
        made = answer("--baci", folder, "--hs", "H5", "--index", "rca", "--engine", engine)
        assert [row.pop("rca") for row in made] == pytest.approx(values)
        assert made == keys


def test_what_duckdb_finds_wrong_as_it_reads_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = release(tmp_path / "bad", {2022: (*FLOWS, (2022, 998, 643, "010121", "1.0", "1.0"))})
    status, said = refusal(monkeypatch, capsys, "--baci", folder, "--index", "rca", "--engine", "duckdb")
    assert status == 1
    assert "has no number 998" in said
    assert said.count("\n") == 1


def test_a_region_is_a_group_or_its_members(comtrade: Path) -> None:
    words = ["--comtrade", comtrade, "--digits", 2, "--index", "intra_regional_share", "--period", "2023"]
    members = [word for name in ("MYS", "Singapore", "THA", "Viet Nam") for word in ("--region", name)]
    assert answer(*words, "--region", "ASEAN") == answer(*words, *members)
    assert answer(*words, "--region", "EU")[0]["share"] is None


def test_a_person_sees_what_was_reckoned_of_what(
    comtrade: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--comtrade", str(comtrade), "--digits", "4", "--index", "rca", "--reporter", "MYS"]
    monkeypatch.setattr(sys, "argv", ["tradeview", "indices", *words])
    with pytest.raises(SystemExit):
        cli.main()
    said = capsys.readouterr()
    assert said.out.startswith("period,reporter,commodity_code,rca,source\n")
    assert " rows of 2 reporters\ntradeview: revealed_comparative_advantage: the world is the sum of MYS" in said.err
    assert said.err.count("\n") == 2  # the warning is a line, too, without the place in the program


REFUSED = {
    "no index": ([], 2, "name an --index"),
    "no file": (["--index", "rca"], 2, "of one file"),
    "two files": (["x.csv", "--wits", "y.csv", "--index", "rca"], 2, "of one file"),
    "no such index": (["x.csv", "--index", "rcaa"], 2, "did you mean rca or"),
    "a column of two": (["x.csv", "--index", "share"], 2, "column of intra_regional_share and trade_share"),
    "an option too many": (["x.csv", "--index", "rca", "--level", "product"], 2, "no --level; it has --sparse"),
    "two too many": (["x.csv", "--index", "lafay", "--over", "a", "--gdp", "b"], 2, "no --over and no --gdp"),
    "an option too few": (["x.csv", "--index", "entropy"], 2, "entropy needs --over (products"),
    "no such word": (["--baci", "baci", "--index", "entropy", "--over", "goods"], 1, 'over="products"'),
    "hs of what has none": (["pair.json", "--index", "rca", "--hs", "H5"], 2, "--hs goes with --baci"),
    "gdp on an engine": (
        ["--baci", "baci", "--engine", "duckdb", "--index", "openness", "--gdp", "gdp.csv"], 2, "goes with pandas",
    ),
    "a filter of nothing": (["--baci", "baci", "--index", "rca", "--partner", "RUS"], 2, "is by period"),
    "nobody there": (["--baci", "baci", "--index", "rca", "--reporter", "THA"], 1, "found: reporter THA"),
    "no such economy": (["--baci", "baci", "--index", "rca", "--reporter", "Ruritania"], 1, "Ruritania"),
    "no such group": (["--baci", "baci", "--index", "intra_regional_share", "--region", "ASEANN"], 1, "'ASEANN'"),
    "no gdp": (["--baci", "baci", "--index", "export_propensity", "--gdp", "gdp.csv"], 1, "gdp.csv is to be read"),
    "levels mixed": (["--comtrade", "pair.json", "--index", "rca"], 1, "one level of commodity codes"),
    "a file that is not there": (["x.csv", "--index", "rca"], 1, "x.csv"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "status", "said"), REFUSED.values(), ids=REFUSED)
def test_what_does_not_fit_is_refused_in_words(
    words: list[str],
    status: int,
    said: str,
    comtrade: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    release(comtrade.parent / "baci")
    monkeypatch.chdir(comtrade.parent)
    code, printed = refusal(monkeypatch, capsys, *words)
    assert code == status
    assert said in printed
