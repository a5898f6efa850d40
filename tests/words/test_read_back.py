"""What we write in each language is read back by the package itself: the figures that it was made from, and no others.

Every message with a figure is filled at random and read. A figure that our own reader takes for another would be taken
so by people, too. What is not read as it was said stands in `read_back.tsv` with the reason, message by message, and
that list may only become shorter: what is mended is taken out of it.
"""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import tradeview as tv
from reading_back import FAULTS, read_back
from told_figures import NO_FIGURES, OF_MESSAGE, PARTS, WITHIN, Message, is_told, list_messages, tell

KNOWN = Path(__file__).with_name("read_back.tsv")
SEEDS = (1, 2)  # of `make test-all`; `make test` has the first
LANGUAGES = tv.languages()


@cache
def messages_by_name() -> dict[str, list[Message]]:
    """The messages that are read, by the constant that they stand in."""
    named: dict[str, list[Message]] = {}
    for message in list_messages():
        if is_told(message):
            named.setdefault(message.name, []).append(message)
    return named


@cache
def known_faults() -> dict[tuple[str, str], set[str]]:
    """The faults that are known, by constant and language."""
    known: dict[tuple[str, str], set[str]] = {}
    with KNOWN.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            for language in row["languages"].split():
                known.setdefault((row["message"], language), set()).add(row["fault"])
    return known


def find_faults(name: str, language: str, seeds: tuple[int, ...]) -> Iterator[tuple[str, str]]:
    """Give each fault with what was said and how it was read."""
    for message in messages_by_name()[name]:
        for seed in seeds:
            said, story = tell(message, language, seed)
            for fault, readings in read_back(said, language, story).faults.items():
                yield fault, f"{fault} (seed {seed}): {said}\n    {readings}"


def cases() -> list[object]:
    """Each message in each language; each in one language is read in `make test`, in turn."""
    found = []
    for place, name in enumerate(messages_by_name()):
        for number, language in enumerate(LANGUAGES):
            is_kept = place % len(LANGUAGES) == number
            marks = [] if is_kept else [pytest.mark.slow]
            found.append(pytest.param(name, language, (1,), marks=marks, id=f"{name}-{language}"))
            found.append(
                pytest.param(name, language, SEEDS[1:], marks=[pytest.mark.slow], id=f"{name}-{language}-more")
            )
    return found


@pytest.mark.parametrize(("name", "language", "seeds"), cases())
def test_figures_are_read_back_as_they_were_said(name: str, language: str, seeds: tuple[int, ...]) -> None:
    known = known_faults().get((name, language), set())
    unknown = [words for fault, words in find_faults(name, language, seeds) if fault not in known]
    assert unknown == [], "\n".join(unknown)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "language"), sorted(known_faults()))
def test_what_is_known_is_not_mended(name: str, language: str) -> None:
    """A fault that shows no more is taken out of the list."""
    found = {fault for fault, _ in find_faults(name, language, SEEDS)}
    assert known_faults()[name, language] <= found, f"take out of {KNOWN.name}: {name} {language}"


def test_every_message_with_a_figure_is_in_a_list_and_can_be_filled() -> None:
    unmade = {}
    for message in list_messages():
        missing = message.parts - set(PARTS) - set(OF_MESSAGE.get(message.name, {}))
        if is_told(message) and missing:
            unmade[message.name] = sorted(missing)
    assert unmade == {}, "say in tests/told_figures.py what fills these parts"


def test_the_lists_name_messages_that_there_are() -> None:
    names = {message.name for message in list_messages()}
    assert set(OF_MESSAGE) | WITHIN | NO_FIGURES <= names
    assert not set(OF_MESSAGE) & (WITHIN | NO_FIGURES)


def test_the_list_of_what_is_not_read_names_messages_languages_and_reasons() -> None:
    with KNOWN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    keys = [(row["message"], row["fault"]) for row in rows]
    assert keys == sorted(set(keys)), "one row a message and fault, in order"
    for row in rows:
        assert row["message"] in messages_by_name()
        assert row["fault"] in FAULTS
        assert row["reason"]
        languages = row["languages"].split()
        assert languages == [code for code in LANGUAGES if code in languages]


def test_a_figure_that_is_read_otherwise_is_noticed() -> None:
    """The test itself: another number, another sign, another time or currency than was said."""
    (message,) = messages_by_name()["charts.labels.AMOUNT_IN"]
    said, story = tell(message, "en", 1)
    assert read_back(said, "en", story).faults == {}
    wrong = said.replace(said.split()[-1], "1999")
    assert set(read_back(wrong, "en", story).faults) == {"wrong"}
    assert set(read_back(said.partition(" in ")[0], "en", story).faults) == {"no time"}
    assert "unread" in read_back("Nothing was said.", "en", story).faults
    other = said.replace("RM", "US$")
    assert other != said
    assert set(read_back(other, "en", story).faults) == {"wrong"}
