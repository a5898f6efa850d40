"""A figure takes neither time nor flow from the sentence beside its own, however that ends or begins."""

import tomllib
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradeview.prose import read_figures
from tradeview.prose.text.folding import fold_text
from tradeview.prose.text.stops import split_sentences

HERE = Path(__file__).parent
PAIRS: dict[str, dict[str, list[Any]]] = tomllib.loads((HERE / "next_sentence.toml").read_text(encoding="utf-8"))
SENTENCES: dict[str, list[str]] = {
    path.stem: [one["text"] for one in tomllib.loads(path.read_text(encoding="utf-8"))["sentence"]]
    for path in sorted((HERE / "sentences").glob("*.toml"))
}
LANGUAGES = list(SENTENCES)
WITHOUT_SPACES = ("ja", "zh_Hans", "zh_Hant")
# Nothing settles whether it is a date with a day: until May 16. 2015 exports were.
OPEN = [(day, year) for day in ("May 16.", "Mai 16.") for year in ("2015 exports", "2015 betrugen")]


def is_date(first: str, second: str) -> bool:
    """Whether the end of one sentence and the year that opens the next may be a date."""
    return any(first.endswith(day) and second.startswith(year) for day, year in OPEN)


class Said(NamedTuple):
    """What is read of a figure that its neighbours must not change; None where it is missing."""

    text_start: int
    kind: str
    period: int | None
    months: str | None
    calendar_label: str | None
    flow: str | None
    coverage: str | None
    status: str | None


def said(text: str) -> list[Said]:
    found = read_figures(text)[list(Said._fields)].astype(object)
    return [Said(*row) for row in found.where(found.notna(), None).itertuples(index=False)]


@cache
def said_alone(text: str) -> list[Said]:
    """What is read of a sentence by itself, once for all pairs that it stands in."""
    return said(text)


def pairs(language: str) -> list[tuple[str, str, int]]:
    """Each sentence without a time before each that opens with one, and the period of that."""
    held = PAIRS[language]
    return [(first, second, period) for first, (second, period) in product(held["first"], held["second"])]


def join(language: str, first: str, second: str) -> tuple[str, int]:
    """Two sentences as a text, and where the second starts."""
    begun = first + ("" if language in WITHOUT_SPACES else " ")
    return begun + second, len(begun)


@pytest.mark.parametrize("language", LANGUAGES)
def test_trap_a_figure_has_no_time_of_the_next_sentence(language: str) -> None:
    for first, second, period in pairs(language):
        text, at = join(language, first, second)
        found = said(text)
        assert [row.period for row in found if row.text_start < at] == [None] * len(said_alone(first)), text
        assert len(found) > len(said_alone(first)) > 0, text
        assert found[-1].period == (None if is_date(first, second) else period), text


def test_all_twenty_languages_are_here() -> None:
    assert set(PAIRS) == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stop_within_a_sentence_parts_no_figure_from_its_time(language: str) -> None:
    for text, period in PAIRS[language]["within"]:
        assert [row.period for row in said(text)][-1:] == [period], text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "In 2024, total trade was RM11.5 billion. In 2023, it was RM14.2 billion.",
            [("RM11.5 billion", 1.15e10, "MYR", 2024), ("RM14.2 billion", 1.42e10, "MYR", 2023)],
        ),
        (
            "Trade reached US$3 billion. In 1967 the two set up relations.",
            [("US$3 billion", 3e9, "USD", None)],
        ),
        (
            "В 2024 году товарооборот составил 3 млрд долларов. В 2023 году он составил 2 млрд долларов.",
            [("3 млрд долларов", 3e9, "USD", 2024), ("2 млрд долларов", 2e9, "USD", 2023)],
        ),
        (
            "In 2024 exports reached US$3 bn. In 2023 they were US$2 bn.",
            [("US$3 bn", 3e9, "USD", 2024), ("US$2 bn", 2e9, "USD", 2023)],
        ),
        ("The visit ends on May 16. In 2024, trade was RM5 billion.", [("RM5 billion", 5e9, "MYR", 2024)]),
        ("The visit lasts until May 16.\n\nIn 2024, trade was RM5 billion.", [("RM5 billion", 5e9, "MYR", 2024)]),
        ("Exports were US$5 billion.[3] In 2015 they fell.", [("US$5 billion", 5e9, "USD", None)]),
        ("Exports were US$5 bn.\n- In 2015 they fell.", [("US$5 bn", 5e9, "USD", None)]),
        ("Exports were US$5 billion.In 2015 they fell.", [("US$5 billion", 5e9, "USD", None)]),
        ("輸出額は50億ドル！2015年は減った。", [("50億ドル", 5e9, "USD", None)]),
        ("In 2024 exports reached\nUS$5 billion", [("US$5 billion", 5e9, "USD", 2024)]),
    ],
)
def test_each_sentence_has_its_own_time(text: str, wanted: list[tuple[object, ...]]) -> None:
    found = read_figures(text)[["quote", "value", "currency", "period"]].astype(object)
    assert [tuple(row) for row in found.where(found.notna(), None).itertuples(index=False)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Behind an amount a capital is of the next sentence, whatever the amount ends in.
        ("In 2015 it sold US$5 bn. Malaysia bought US$7 bn.", [2015, None]),
        ("В 2015 году продано на 5 млн руб. Новый завод стоит 7 млн руб.", [2015, None]),
        # A year behind a firm's or a state's stop may be of either sentence.
        ("US$3 billion went to the U.S. 2015 exports were lower.", [None]),
        ("US$3 billion went to Sime Bhd. 2015 exports were lower.", [None]),
        # A number glued to a word is no day.
        ("It was the lowest in 2015 since Covid-19. Chile sold US$5 million.", [None]),
    ],
)
def test_what_the_text_does_not_settle_has_no_time(text: str, wanted: list[int | None]) -> None:
    assert [row.period for row in said(text)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Up in bn. In May", ["Up in bn.", "In May"]),
        ("the U.S. Congress", ["the U.S. Congress"]),
        ("the U.S. In May", ["the U.S.", "In May"]),
        ("by J. De Souza", ["by J. De Souza"]),
        ("by J. A. Smith", ["by J. A. Smith"]),
        ("on the 16. Mai", ["on the 16. Mai"]),
        ("vom 14.-16. Mai", ["vom 14.-16. Mai"]),
        ("until May 16. In May", ["until May 16.", "In May"]),
        ("it cost $52. Malaysia", ["it cost $52.", "Malaysia"]),
        ("5 Mrd. Euro", ["5 Mrd. Euro"]),
        ("в 2015 г. Малайзия", ["в 2015 г. Малайзия"]),
        ("в 2015 г. В мае", ["в 2015 г.", "В мае"]),
        ("mld. W 2015 r.", ["mld.", "W 2015 r."]),
        ("mln. zł w 2015 r.", ["mln. zł w 2015 r."]),
        ("an Act, No. 2015", ["an Act, No. 2015"]),
        ("in Dec. 2015", ["in Dec. 2015"]),
        ("worth Rs. 2000", ["worth Rs. 2000"]),
        ("worth 5 mln USD. 2015 was", ["worth 5 mln USD.", "2015 was"]),
        ("a day. “In May", ["a day.", "“In May"]),
        ("a billion.In May", ["a billion.", "In May"]),
        ("see www.trade.In.my", ["see www.trade.In.my"]),
        ("see trade.Malaysia now", ["see trade.Malaysia now"]),
        ("euros. » En mai", ["euros. »", "En mai"]),
        ("5 млрд долл. США\n\nВ мае", ["5 млрд долл. США", "В мае"]),
        ("5 млрд долл.\n\nВ мае", ["5 млрд долл.", "В мае"]),
    ],
)
def test_a_sentence_ends_where_a_word_printed_small_has_a_capital(text: str, wanted: list[str]) -> None:
    assert [text[start:end].strip() for start, end in split_sentences(fold_text(text))] == wanted


def texts(language: str) -> list[str]:
    """All test sentences of a language."""
    held = PAIRS[language]
    paired = [*held["first"], *(text for text, _ in [*held["second"], *held["within"]])]
    return [*SENTENCES[language], *paired]


def sequence(language: str, first: str, second: str, mark: str) -> tuple[str, int]:
    """Two texts in sequence, the first closed by a full stop where nothing else parts them, and where the second is."""
    begun = first
    if mark != "\n\n" and first[-1] not in ".!?。।":
        begun += "。" if language in WITHOUT_SPACES else "."
    return begun + mark + second, len(begun + mark)


def changes(language: str, first: str, second: str, mark: str) -> list[tuple[Said, Said | None]]:
    """What figures of two texts in sequence have that they have not alone, and those that are read only alone."""
    if is_date(first, second) and mark == " ":
        return []
    text, at = sequence(language, first, second, mark)
    alone = [*said_alone(first), *(row._replace(text_start=row.text_start + at) for row in said_alone(second))]
    together = {row.text_start: row for row in said(text)}
    return [(own, together.get(own.text_start)) for own in alone if together.get(own.text_start) != own]


MARKS = (" ", "\n\n", "\n- ")  # what stands between two texts: a blank, an empty line, the mark of a list


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=25)
@given(draw=st.data())
def test_two_texts_in_sequence_change_no_time_and_no_flow(language: str, draw: st.DataObject) -> None:
    one = st.sampled_from(texts(language))
    first, second, mark = draw.draw(one), draw.draw(one), draw.draw(st.sampled_from(MARKS))
    assert changes(language, first, second, mark) == [], (first, mark, second)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_sentences_in_sequence_change_time_or_flow(language: str) -> None:
    for first, second, mark in product(SENTENCES[language], SENTENCES[language], MARKS):
        assert changes(language, first, second, mark) == [], (first, mark, second)
