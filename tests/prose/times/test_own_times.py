"""Each figure has the time that is its own, and none has that of the figure beside it."""

import re
import tomllib
from pathlib import Path

import pandas as pd
import pytest

from tradeview.prose import read_figures

LANGUAGES: dict[str, dict[str, list[tuple[str, list[str]]]]] = tomllib.loads(
    (Path(__file__).parent / "own_times.toml").read_text(encoding="utf-8")
)
MONTHS = re.compile(r"(\d{4})-(\d\d)/(\d\d)\Z")


def spell_months(wanted: str) -> str:
    """Return a time of the file as the column prints months: 2024, 202403, 2024-01/09."""
    if wanted.isdigit():
        year, month = wanted[:4], wanted[4:]
        return f"{year}-{month or '01'}/{year}-{month or '12'}"
    return MONTHS.sub(r"\1-\2/\1-\3", wanted)


def list_allowed(wanted: str) -> set[str]:
    """Return the times that a figure may have: its own, and none where this may be missing."""
    told = wanted.rstrip("?~")
    if told == "-":
        return {"-"}
    allowed = {told} if "~" in wanted else {spell_months(told)}
    return allowed | {"-"} if wanted.endswith("?") else allowed


def read_times(text: str) -> list[str]:
    """Read the times of a text's figures: months, a year without months, or none."""
    times: list[str] = []
    for figure in read_figures(text).itertuples():
        if not pd.isna(figure.months):
            times.append(str(figure.months))
        elif pd.isna(figure.period):
            assert pd.isna(figure.time_from), text
            times.append("-")
        else:
            times.append(str(figure.period))
    return times


CASES = []
for language, kinds in LANGUAGES.items():
    for kind, sentences in kinds.items():
        CASES += [pytest.param(*one, id=f"{language}-{kind}-{i}") for i, one in enumerate(sentences, start=1)]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_trap_a_figure_has_its_own_time_and_no_other(text: str, wanted: list[str]) -> None:
    read = read_times(text)
    assert len(read) == len(wanted), read
    for time, one in zip(read, wanted, strict=True):
        assert time in list_allowed(one), (read, wanted)


def test_all_twenty_languages_are_here() -> None:
    assert len(LANGUAGES) == 20
