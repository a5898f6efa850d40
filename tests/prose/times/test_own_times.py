"""Each figure has the time that is its own, and none has that of the figure beside it."""

import re
import tomllib
from pathlib import Path

import pandas as pd
import pytest

from tradeview.prose import read_figures

Sentences = dict[str, dict[str, list[tuple[str, list[str]]]]]  # by language and kind


def load_sentences(name: str) -> Sentences:
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


LANGUAGES = load_sentences("own_times.toml")
SEEMING = load_sentences("seeming_times.toml")
PARTS = load_sentences("parts_and_rates.toml")
LISTED = load_sentences("listed_times.toml")
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
for listed in (LANGUAGES, SEEMING, PARTS, LISTED):
    for language, kinds in listed.items():
        for kind, sentences in kinds.items():
            CASES += [pytest.param(*one, id=f"{language}-{kind}-{i}") for i, one in enumerate(sentences, start=1)]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_trap_a_figure_has_its_own_time_and_no_other(text: str, wanted: list[str]) -> None:
    read = read_times(text)
    assert len(read) == len(wanted), read
    for time, one in zip(read, wanted, strict=True):
        assert time in list_allowed(one), (read, wanted)


def test_all_twenty_languages_are_here() -> None:
    assert len(LANGUAGES) == len(SEEMING) == len(LISTED) == 20


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # 初级产品 are primary goods, 中国 is China, 초콜릿 is chocolate, 말레이시아 is Malaysia: of the whole year.
        ("2023年初级产品出口额为50亿美元。", ["2023"]),
        ("2023年中国出口额为50亿美元。", ["2023"]),
        ("2023년 초콜릿 수출액은 50억 달러였다.", ["2023"]),
        ("2023년 말레이시아 수출액은 50억 달러였다.", ["2023"]),
        ("Nửa đầu năm 2023, xuất khẩu đạt 5 tỷ USD.", ["2023-01/06"]),
        ("7 tháng đầu năm 2023, xuất khẩu đạt 5 tỷ USD.", ["2023-01/07"]),
        # January behind December may be of the next year, and so may a month that another is compared with.
        (
            "Exports were $3 billion in November, $2 billion in December and $4 billion in January 2024.",
            ["-", "-", "202401"],
        ),
        ("In January 2024 exports were $4 billion, against $5 billion in December.", ["202401", "-"]),
        ("In 2023 and 2024 exports were $3 billion in January and $4 billion in February.", ["-", "-"]),
        (
            "Januari surplus $2 miliar\nFebruari surplus $3 miliar\nMaret 2021 surplus $4 miliar",
            ["202101", "202102", "202103"],
        ),
        # A figure in a bracket behind a fiscal year is of the year printed with it.
        (
            "Australia's trade was A$2.9 billion in 2022-23 (2021-22: A$2.4 billion).",
            ["2022-07/2023-06", "2021-07/2022-06"],
        ),
        ("Imports: $35 billion (2023 est.)\nExternal debt: $41 billion (31 December 2022 est.)", ["2023", "-"]),
        (
            "In the second half of 2023 and the first half of 2024 exports were $5 billion and imports $6 billion.",
            ["-", "-"],
        ),
        (
            "Depuis 2015, le pays exporte pour 610 millions de dollars ; le kilo valait 400 dollars en 2018.",
            ["-", "2018"],
        ),
    ],
)
def test_words_that_only_look_like_a_time_change_none(text: str, wanted: list[str]) -> None:
    read = read_times(text)
    assert len(read) == len(wanted), read
    for time, one in zip(read, wanted, strict=True):
        assert time in list_allowed(one), (read, wanted)
