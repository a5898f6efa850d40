"""From a folder of texts to findings, with nothing put in its place: `claims`, then `check-claims`, then the report.

The texts are made up, and one of their numbers is wrong on purpose: the weekly gives the dollars of 2021 for 2022, too.
"""

import io
import json
from pathlib import Path

import pandas as pd
import pytest

from artists import words
from command_line import run
from tradeview.charts.layout.page import Page
from tradeview.reports.choices import Asked
from tradeview.reports.claims_section import find_claims

TEXTS = {
    "daily": """KUALA LUMPUR: Malaysia's total trade with Russia amounted to RM14.22 billion in 2023,
up 15.6 per cent from RM12.3 billion in 2022.

Malaysia's exports to China rose 8 per cent in 2022.
""",
    "agency": """KUALA LUMPUR, 15 Mei - Jumlah dagangan Malaysia dengan Rusia bernilai RM11.46 bilion (AS$2.48 bilion)
pada tahun 2024, turun 19.4 peratus berbanding tahun sebelumnya.
""",
    "ministry": """За январь–сентябрь 2019 года товарооборот между Россией и Малайзией вырос на 12,5%
и достиг $1,9 млрд.
""",
    "weekly": """In 2021, Malaysia's total trade with Russia rose to RM8.78 billion (US$2.12 billion).
In 2022 total trade with Russia reached RM12.3 billion (US$2.12 billion).

Malaysia hopes that trade with Russia will reach US$5 billion in 2030.
""",
}
LIST = """file,publisher,title,published,address
daily.txt,An invented daily,,2024-09-15,https://example.org/daily
agency.txt,An invented agency,,2025-05-15,
ministry.txt,An invented ministry,,2019-11-20,https://example.org/ministry
weekly.txt,An invented weekly,,2023-03,
"""
FOUND = {
    "daily.1": ("level", 14.22e9, 202301, 202312),
    "daily.2": ("growth", 0.156, 202301, 202312),
    "daily.3": ("level", 12.3e9, 202201, 202212),
    "agency.1": ("level", 11.46e9, 202401, 202412),
    "agency.2": ("level", 2.48e9, 202401, 202412),
    "agency.3": ("growth", -0.194, 202401, 202412),
    "ministry.1": ("growth", 0.125, 201901, 201909),
    "ministry.2": ("level", 1.9e9, 201901, 201909),
    "weekly.1": ("level", 8.78e9, 202101, 202112),
    "weekly.2": ("level", 2.12e9, 202101, 202112),
    "weekly.3": ("level", 12.3e9, 202201, 202212),
    "weekly.4": ("level", 2.12e9, 202201, 202212),
}


@pytest.fixture(scope="module")
def cuttings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts") / "cuttings"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "sources.csv").write_text(LIST, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def mine(cuttings: Path) -> Path:
    """What `claims` writes of them."""
    done = run("claims", cuttings, "--reporter", "Malaysia")
    assert done.returncode == 0, done.stderr.decode()
    path = cuttings.parent / "mine.csv"
    path.write_bytes(done.stdout)
    return path


def test_a_folder_in_three_languages_becomes_one_table(mine: Path) -> None:
    table = pd.read_csv(mine).set_index("claim")
    pair = table[table["partner"].eq("RUS") & table["status"].isna()]
    assert set(pair.index) == set(FOUND)
    for claim, (kind, value, start, end) in FOUND.items():
        row = pair.loc[claim]
        assert (row["kind"], row["start"], row["end"], row["reporter"], row["flow"]) == (
            kind,
            start,
            end,
            "MYS",
            "total",
        ), claim
        assert row["value"] == pytest.approx(value), claim
        assert row["publisher"] == f"An invented {claim.partition('.')[0]}"
    assert pair["locale"].unique().tolist() == ["ms", "en", "ru"]
    assert pair.loc["weekly.1", "published"] == "2023-03"
    assert table.loc[table["partner"] == "CHN", "kind"].tolist() == ["growth"]
    assert table.loc[table["start"] == 203001, "status"].notna().all()


def test_check_claims_finds_the_wrong_year_in_it(mine: Path) -> None:
    done = run("check-claims", mine, "--rates", "ecb:USD")
    assert done.returncode == 1
    found = pd.read_csv(io.BytesIO(done.stdout))
    (proposal,) = found[found["test"] == "period"].to_dict("records")
    assert (proposal["suspects"], proposal["proposal"]) == ("weekly.4", "period 2021")
    agreeing = set(found.loc[found["verdict"] == "agrees", "claims"])
    assert {"agency.1, agency.2", "weekly.1, weekly.2", "daily.3, weekly.3"} <= agreeing
    assert sum("agency.3" in claims for claims in agreeing) == 1  # growth between figures of two articles
    assert "14 claims, 7 tests: 1 contradicts" in done.stderr.decode()


def test_without_the_wrong_text_nothing_contradicts(cuttings: Path, tmp_path: Path) -> None:
    right = [cuttings / f"{name}.txt" for name in TEXTS if name != "weekly"]
    table = tmp_path / "right.csv"
    table.write_bytes(run("claims", *right, "--reporter", "MYS").stdout)
    done = run("check-claims", table, "--rates", "ecb:USD", "--json")
    assert done.returncode == 0, done.stdout.decode()
    assert "agrees" in {row["verdict"] for row in json.loads(done.stdout)}


def test_the_report_shows_them_and_draws_both_currencies_apart(cuttings: Path) -> None:
    asked = {"currency": None, "base_currency": "USD", "rates": None, "deflator": None, "start": None, "end": None}
    found = find_claims(Asked(**asked, cuttings=cuttings), "MYS", "RUS")
    assert found is not None
    section = found.section()
    assert (len(section.rows), section.articles) == (len(FOUND), 4)
    assert section.not_shown == 2
    assert found.contradicted == {"weekly.4"}
    rows = {row["claim"]: row for row in section.rows}
    assert rows["ministry.2"]["address"] == "https://example.org/ministry"
    assert (rows["ministry.2"]["language"], rows["agency.3"]["language"]) == ("ru", "ms")
    assert rows["ministry.1"]["when"] == "January to September 2019"
    drawn = set(words(found.draw_sides(Page())))
    assert {"1.9", "2.12", "2.48"} <= drawn
