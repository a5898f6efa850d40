"""Editions of a report: the names of their files, links between their pages, and what goes of earlier ones."""

import json
from pathlib import Path

import pytest

import tradeview as tv
from artists import ledger
from command_line import answer
from other_letters import speaking_other_letters
from shown_words import ShownWords
from tradeview.errors import ArgumentError
from tradeview.reports.editions import choose_editions, name_in_itself
from tradeview.words.language import Language

THAI = {"reporter": "THA", "partner": "VNM"}


def test_the_first_language_has_the_plain_names_and_others_their_code() -> None:
    with speaking_other_letters():
        english, other = choose_editions(languages=["en", "ru"])
    assert [english.page, english.annex, english.name_file("lenses.png")] == ["report.html", "annex.html", "lenses.png"]
    assert [other.page, other.annex, other.name_file("lenses.png")] == [
        "report.ru.html",
        "annex.ru.html",
        "lenses.ru.png",
    ]
    assert [(link.code, link.page) for link in english.others] == [("ru", "report.ru.html")]
    assert [(link.code, link.name, link.page) for link in other.others] == [("en", "English", "report.html")]


def test_what_nobody_can_write_is_refused_in_words() -> None:
    with pytest.raises(ArgumentError, match=r"one language .* several .*both.*pass one of them"):
        tv.report(tv.load(), out="unused", language="en", languages=["en"])
    with pytest.raises(ArgumentError, match=r"'xx'.*choose one of en"):
        tv.report(tv.load(), out="unused", language="xx")
    with pytest.raises(ArgumentError, match=r"named once.*en twice"):
        choose_editions(languages=["en", Language("en", calendar="buddhist")])
    with pytest.raises(ArgumentError, match="an empty list"):
        choose_editions(languages=[])
    assert not Path("unused").exists()


def test_a_language_is_named_in_its_own_words() -> None:
    # CLDR has русский, as within a sentence; a list of languages begins each with a large letter.
    with speaking_other_letters() as other:
        assert name_in_itself(Language()) == "English"
        assert name_in_itself(other) != "English"
        assert other.direction == "ltr"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report in two languages."""
    out = tmp_path_factory.mktemp("editions") / "out"
    table = ledger({2019: 1e9, 2020: 2e9}, **THAI, quote="printed")
    with speaking_other_letters():
        tv.report(table, out=out, languages=["en", "ru"])
    return out


def test_every_page_leads_to_the_others(folder: Path) -> None:
    for kind in ("report", "annex"):
        for own, other, suffix, other_suffix in (("en", "ru", "", ".ru"), ("ru", "en", ".ru", "")):
            page = ShownWords((folder / f"{kind}{suffix}.html").read_text(encoding="utf-8"))
            assert page.language == own
            assert page.direction is None
            told = {(link["tag"], link["hreflang"], link["href"]) for link in page.links}
            to = (other, f"{kind}{other_suffix}.html")
            assert told == {("link", *to), ("a", *to)}
            # What leads on within one language stays in it.
            text = (folder / f"{kind}{suffix}.html").read_text(encoding="utf-8")
            assert f'href="{"annex" if kind == "report" else "report"}{suffix}.html' in text


def test_the_page_names_the_files_of_its_own_language(folder: Path) -> None:
    assert "lenses.ru." in (folder / "report.ru.html").read_text(encoding="utf-8")
    assert "lenses.ru." not in (folder / "report.html").read_text(encoding="utf-8")
    title = (folder / "lenses.ru.txt").read_text(encoding="utf-8")
    assert title != (folder / "lenses.txt").read_text(encoding="utf-8")


def test_one_package_lists_the_files_of_all(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    listed = {resource["path"] for resource in package["resources"]}
    assert {"lenses.csv", "lenses.ru.csv", "tables.xlsx"} <= listed
    assert not (folder / "tables.ru.xlsx").exists()


def test_what_an_earlier_report_left_of_other_languages_goes(folder: Path) -> None:
    own = folder / "notes.ru.txt"
    own.write_text("mine", encoding="utf-8")
    with speaking_other_letters():
        tv.report(ledger({2019: 1e9, 2020: 2e9}, **THAI), out=folder)
    assert own.read_text(encoding="utf-8") == "mine"
    assert {path.name for path in folder.iterdir() if ".ru." in path.name} == {"notes.ru.txt"}


def test_the_command_takes_languages_calendar_and_digits(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    ledger({2019: 1e9, 2020: 2e9}, **THAI).to_csv(table, index=False)
    said = answer("report", table, "--out", tmp_path / "out", "--language", "en", "--calendar", "buddhist")
    assert said == f"{tmp_path / 'out' / 'report.html'}\n"
    # 2020 is 2563 of the Buddhist era: 543 years ahead.
    assert "2563" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
