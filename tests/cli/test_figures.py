"""The command `figures`: amounts of money out of texts, from files or standard input."""

import json
from pathlib import Path

import pytest

from command_line import DOCUMENTS, Refusal, answer, run, table


@pytest.mark.parametrize("language", DOCUMENTS)
@pytest.mark.parametrize("way", ["file", "file with a byte-order mark", "standard input"])
def test_figures_are_read_in_each_language(language: str, way: str, tmp_path: Path) -> None:
    text, value, currency = DOCUMENTS[language]
    path = tmp_path / "text.txt"
    path.write_text(text, encoding="utf-8-sig" if "mark" in way else "utf-8")
    given = ["-"] if way == "standard input" else [path]
    found = json.loads(answer("figures", *given, "--json", stdin=text))
    assert [(row["value"], row["currency"]) for row in found] == [(value, currency)]
    assert found[0]["quote"] in text


def test_a_press_cutting_becomes_rows_of_a_ledger() -> None:
    text = "In 2024 exports reached US$5 billion (US$1 = RM4.35)."
    named = ["--reporter", "Malaysia", "--partner", "Россия", "--commodity", "TOTAL", "--source", "cutting"]
    (row,) = json.loads(answer("figures", "--ledger", *named, "--json", stdin=text))
    assert [row[key] for key in ("period", "reporter", "partner", "flow", "value")] == [
        2024,
        "MYS",
        "RUS",
        "export",
        5e9,
    ]
    assert table(answer("figures", "--ledger", stdin=text))["reporter"].isna().all()


def test_figures_without_one_reading_are_told_beside_the_table(capfd: pytest.CaptureFixture[str]) -> None:
    done = run("figures", stdin=b"EUR 1.234")
    assert b"1 of 1 figure can be read in two ways and has no value" in done.stderr
    assert b"EUR 1.234" in done.stdout
    assert run("figures", stdin=b"RM5 billion in 2024").stderr == b""
    assert capfd.readouterr().out == ""


def test_nothing_in_a_text_gives_a_header_alone() -> None:
    assert answer("figures", stdin="no money here").startswith("text_start,text_end,quote,value")
    assert json.loads(answer("figures", "--json", stdin="")) == []


def test_the_installed_script_fails_in_one_line() -> None:
    done = run("figures", stdin=b"\xff\xfa")
    assert (done.returncode, done.stdout) == (1, b"")
    assert (
        done.stderr.decode() == "tradeview: the text is not UTF-8; found: byte 0 cannot be read; do: save it as UTF-8\n"
    )


REFUSED = {
    "names without a ledger": (["figures", "bad.csv", "--reporter", "MYS"], 2, "go with --ledger"),
    "no economy": (["figures", "bad.csv", "--ledger", "--reporter", "Bolandia"], 1, "Bolandia"),
    "no text": (["figures", "none.txt"], 1, "no such file or folder"),
    "no texts in a folder": (["figures", "folder"], 1, "none in folder"),
    "one name for two texts": (["figures", "bad.csv", "mine.csv", "--ledger", "--source", "a"], 2, "names one text"),
    "a text beside standard input": (["figures", "bad.csv", "-"], 2, "standard input is read alone"),
}


@pytest.mark.parametrize(("words", "status", "said"), REFUSED.values(), ids=REFUSED)
def test_errors_are_one_line_and_a_status(words: list[str], status: int, said: str, refusal: Refusal) -> None:
    code, line = refusal(words)
    assert code == status
    assert said in line


def test_times_from_the_text_around_are_shown_and_counted() -> None:
    text = "Last month exports were US$5 billion. Imports were US$4 billion. In 2023 trade was US$90 billion."
    given = ["figures", "--carry", "--published", "2024-05-16"]
    rows = json.loads(answer(*given, "--json", stdin=text))
    assert [(row["period"], row["time_from"]) for row in rows] == [
        (202404, "published"),
        (202404, "paragraph"),
        (2023, "sentence"),
    ]
    assert b"2 figures took their time from the text around" in run(*given, stdin=text.encode()).stderr
    assert b"took" not in run("figures", stdin=text.encode()).stderr


def test_flows_from_the_text_around_are_shown_and_counted() -> None:
    text = "In 2024, exports were US$5 billion. In 2023, they were US$4 billion."
    rows = json.loads(answer("figures", "--carry", "--json", stdin=text))
    assert [(row["flow"], row["flow_from"]) for row in rows] == [("export", "sentence"), ("export", "paragraph")]
    assert b"1 figure took its flow from the text around" in run("figures", "--carry", stdin=text.encode()).stderr
    assert b"took" not in run("figures", stdin=text.encode()).stderr


@pytest.mark.parametrize("given", [["--published", "2024-05-16"], ["--carry", "--published", "May"]])
def test_a_day_of_publication_is_a_day_and_goes_with_carry(given: list[str]) -> None:
    assert run("figures", *given, stdin=b"US$5 billion").returncode != 0


COMPARED = "In 2024, exports were RM5.2 billion and imports RM4.1 billion.\n"
RIGHT_READING = [
    {"value": 5.2e9, "currency": "MYR", "period": 2024, "flow": "export"},
    {"value": 4.1e9, "currency": "MYR", "period": 2024, "flow": "import"},
]


def compare(folder: Path, reading: object, *given: object) -> tuple[int, str, str]:
    """Hold a reading against the text: the exit status, what is printed, and what is told beside it."""
    (folder / "article.txt").write_text(COMPARED, encoding="utf-8")
    (folder / "reading.json").write_text(json.dumps(reading), encoding="utf-8")
    done = run("figures", folder / "article.txt", "--compare", folder / "reading.json", *given)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_a_reading_is_held_against_the_text(tmp_path: Path) -> None:
    status, printed, told = compare(tmp_path, RIGHT_READING, "--json")
    assert (status, [row["reading"] for row in json.loads(printed)]) == (0, ["both", "both"])
    assert "2 figures: 2 read alike, 0 to decide on, 0 not in the text" in told
    wrong = [{**RIGHT_READING[0], "value": 2.5e9}, {**RIGHT_READING[1], "period": 2023}]
    status, printed, told = compare(tmp_path, {"figures": wrong})
    assert status == 1
    assert table(printed)["in_text"].tolist() == [True, True, False]
    assert "3 figures: 0 read alike, 3 to decide on, 1 not in the text" in told


def test_only_a_figure_that_is_not_in_the_text_sets_the_exit_status(tmp_path: Path) -> None:
    assert compare(tmp_path, [{**RIGHT_READING[0], "period": 1999, "flow": "balance"}])[0] == 0
    assert compare(tmp_path, [])[0] == 0
    assert compare(tmp_path, [{**RIGHT_READING[0], "currency": "EUR"}])[0] == 1


def test_both_readings_are_marked_on_a_page(tmp_path: Path) -> None:
    page = tmp_path / "compared.html"
    status, _, told = compare(tmp_path, [*RIGHT_READING, {"value": 9e9, "currency": "<b>MYR"}], "--html", page)
    written = page.read_text(encoding="utf-8")
    assert status == 1
    assert str(page) in told
    assert written.count("<mark") == 2
    assert "1 number of the second reading has no place in it" in written
    assert "<b>MYR" not in written


def test_the_form_of_a_reading_is_printed_without_a_text() -> None:
    printed = json.loads(answer("figures", "--schema"))
    assert printed["properties"]["figures"]["items"]["required"][:2] == ["quote", "text_start"]


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        (["--ledger"], 2, "--compare"),
        (["--carry"], 2, "--compare"),
        (["--csv", "--json"], 2, "one of"),
        (["--locale", "xx"], 1, "no locale"),
    ],
)
def test_what_does_not_go_with_a_comparison_is_refused(
    given: list[str], status: int, words: str, tmp_path: Path
) -> None:
    got, _, told = compare(tmp_path, RIGHT_READING, *given)
    assert got == status
    assert words in " ".join(told.split())


def test_a_reading_that_is_none_is_refused_in_a_line(tmp_path: Path) -> None:
    status, _, told = compare(tmp_path, "no rows")
    assert status == 1
    assert told.startswith("tradeview: a reading is a list of rows")
