"""Currencies in twenty languages: pairs, rates, amounts that share one, heads of lists, signs, countries.

Each file of `money/` holds sentences of one kind, with their figures in braces: the quote, then its value and currency
behind a bar. Figures that share a letter state one fact, and `r` marks a side of a rate; a year, a period or a flow may
follow. What stands in no braces is no figure.
"""

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from tradeview.prose import read_figures

FOLDER = Path(__file__).parent / "money"
MARKED = re.compile(r"\{([^{}|]*)\|([^{}]*)\}")
FLOWS = {"export", "import", "total", "balance"}


class Expected(NamedTuple):
    """A figure as its braces say it."""

    quote: str
    value: float
    currency: str
    said: list[str]


def _list_sentences() -> list[tuple[str, str, str]]:
    listed = []
    for path in sorted(FOLDER.glob("*.toml")):
        for language, sentences in tomllib.loads(path.read_text(encoding="utf-8")).items():
            listed += [(path.stem, language, sentence) for sentence in sentences]
    return listed


SENTENCES = _list_sentences()
NAMES = [f"{kind}-{language}-{number}" for number, (kind, language, _) in enumerate(SENTENCES)]


def _read_marks(sentence: str) -> tuple[str, list[Expected]]:
    """Return the sentence without its braces, and what they say."""
    figures = []
    for quote, said in MARKED.findall(sentence):
        value, currency, *more = said.split(" ")
        figures.append(Expected(quote, float(value), currency, more))
    return MARKED.sub(lambda match: match[1], sentence), figures


@pytest.mark.parametrize(("kind", "language", "sentence"), SENTENCES, ids=NAMES)
def test_currencies_are_read_as_a_careful_reader_does(kind: str, language: str, sentence: str) -> None:
    text, figures = _read_marks(sentence)
    rows = read_figures(text)
    assert rows["currency"].tolist() == [figure.currency for figure in figures], (kind, language)
    # Whether it is a surplus or a deficit is for other tests.
    assert rows["value"].abs().tolist() == pytest.approx([figure.value for figure in figures])
    assert (rows["kind"] == "rate").tolist() == ["r" in figure.said for figure in figures]
    observations: dict[str, set[str]] = {}
    for row, figure in zip(rows.itertuples(), figures, strict=True):
        assert figure.quote in row.quote or row.quote in figure.quote
        for word in figure.said:
            if word in FLOWS:
                assert row.flow == word
            elif word.isdigit():
                assert row.period == int(word)
            elif word != "r":
                observations.setdefault(word, set()).add(row.observation)
    assert all(len(shared) == 1 and None not in shared for shared in observations.values())


def test_every_kind_is_held_in_twenty_languages() -> None:
    held = {kind: {language for one, language, _ in SENTENCES if one == kind} for kind, _, _ in SENTENCES}
    assert {kind: len(languages) for kind, languages in held.items()} == dict.fromkeys(held, 20)


def test_a_currency_that_is_not_printed_is_assumed_and_one_in_a_head_is_not() -> None:
    shared = read_figures("It had exports of US$5.2 billion and imports of 4.1 billion.")
    assert shared["assumed"].tolist() == [False, True]
    assert read_figures("Exports (RM million)\nPalm oil: 412.5")["assumed"].tolist() == [False]


@pytest.mark.parametrize(
    "text",
    [
        "Contacts (head office):\nTelephone 4125566\nRoom 12",
        "He made millions of dollars: a house with 12 rooms, 3 cars, 5 boats.",
        "It cost billions of dollars.\nIn 2020 there were 12 of them.\nChapter 3",
        "Table 3 (US$ million)\nItem 2022 2023\nCoal 412 455\nOil 300 310",
        "Key facts (RM million)\nRank: 12\nEmployees: 5,200\nGrowth: 4.5\nYear: 2023\nShare: 18 %",
        "Prices in US dollars: coffee 4.1; tea 2.5.",
    ],
)
def test_what_only_looks_like_a_list_of_amounts_holds_none(text: str) -> None:
    assert read_figures(text).empty


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Ekspor naik Rp 230-an miliar. Rupiah menguat terhadap dolar AS.", ["Rp 230-an miliar"]),
        ("Ekspor naik 5 miliar. Rupiah menguat.", []),
        ("Импорт вырос до 3,3 трлн. рублей.", ["3,3 трлн. рублей"]),
    ],
)
def test_no_currency_is_taken_from_the_next_sentence(text: str, quotes: list[str]) -> None:
    assert read_figures(text)["quote"].tolist() == quotes


@pytest.mark.parametrize("mark", ["\n", "\n\n", " "])
def test_countries_of_another_sentence_count_only_where_its_own_names_none(mark: str) -> None:
    text = f"Pakistan's exports were 5 billion rupees.{mark}India's exports were 6 billion rupees."
    assert read_figures(text)["currency"].tolist() == ["PKR", "INR"]


@pytest.mark.parametrize(
    ("printed", "value"),
    [("117ر5", 117.5e6), ("5ر117", 117.5e6), ("05ر82", 82.05e6), ("82ر05", 82.05e6), ("٥ر١١٧", 117.5e6)],
)
def test_an_arabic_mark_is_placed_where_one_side_is_no_fraction(printed: str, value: float) -> None:
    assert read_figures(f"بلغت الصادرات {printed} مليون دولار.")["value"].tolist() == [value]


@pytest.mark.parametrize("printed", ["5ر9", "٥ر٩", "45ر17"])
def test_an_arabic_mark_between_two_possible_fractions_leaves_the_value_open(printed: str) -> None:
    assert read_figures(f"بلغت الصادرات {printed} مليار دولار.")["value"].isna().tolist() == [True]


def test_one_arabic_number_tells_the_side_of_the_fraction_of_the_others() -> None:
    text = "بلغت الصادرات {} مليون دولار والواردات 29ر1 مليون دولار."
    assert read_figures(text.format("5ر117"))["value"].tolist() == [117.5e6, 1.29e6]
    assert read_figures(text.format("117ر5"))["value"].tolist() == [117.5e6, 29.1e6]
