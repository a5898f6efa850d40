"""Parts of years, fiscal years and years of other calendars, in every language that is read."""

import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tradeview.prose import read_figures
from tradeview.prose.languages import listed_locales
from tradeview.prose.times.fiscal import choose_convention, conventions

CASES: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").with_stem("part_years").read_text("utf-8")
)
KINDS = {
    "times": "sentence",
    "until": "sentence",
    "calendars": "sentence",
    "times_behind": "behind",
    "calendars_behind": "behind",
}


def cases(kinds: tuple[str, ...]) -> list[tuple[str, str, str, str | None]]:
    """Each language, text, what its time says, and the words of another calendar that it keeps."""
    found = []
    for language, held in CASES.items():
        for kind in kinds:
            for time, wanted, *label in held.get(kind, ()):
                sentence = held[KINDS[kind]]
                opened = sentence[sentence.index("{time}") :] if kind == "until" else sentence
                found.append((language, opened.format(time=time), wanted, label[0] if label else None))
    return found


def known(cell: Any) -> Any:
    return None if pd.isna(cell) else cell


def said(text: str) -> tuple[Any, Any, Any]:
    """Period, months and calendar label of the last figure of a text."""
    row = read_figures(text).iloc[-1]
    return known(row["period"]), known(row["months"]), known(row["calendar_label"])


def check(text: str, wanted: str, label: str | None) -> None:
    period, months, words = said(text)
    if "/" in wanted:
        assert months == wanted, text
    else:
        assert months is None, text
        assert period == (None if wanted == "?" else int(wanted)), text
    assert (words or None) == (label or None) or label == "", text


@pytest.mark.parametrize(("language", "text", "wanted", "label"), cases(("times", "until", "times_behind")))
def test_a_part_of_a_year_is_never_the_year(language: str, text: str, wanted: str, label: str | None) -> None:
    assert language in listed_locales()
    check(text, wanted, label)


@pytest.mark.parametrize(("language", "text", "wanted", "label"), cases(("calendars", "calendars_behind")))
def test_a_year_of_another_calendar_keeps_its_words(language: str, text: str, wanted: str, label: str | None) -> None:
    assert language in listed_locales()
    check(text, wanted, label)


@pytest.mark.parametrize("language", [name for name in listed_locales() if name not in {"nl", "pl", "uk", "fa"}])
def test_every_language_has_parts_and_calendars(language: str) -> None:
    held = CASES[language]
    count = sum(len(held.get(kind, ())) for kind in KINDS)
    assert count >= 20
    assert held["calendars"]


@pytest.mark.parametrize(
    "text",
    [
        "Trade grew from $5 billion in 2014-15 to $8 billion in 2017-18.",
        "Trade grew from $5 billion in 2014/15 to $8 billion in 2017/18.",
        "Trade grew from $5 billion in FY 15 to $8 billion in FY 18.",
        "Exporte stiegen von 5 Mrd. $ 2014/15 auf 8 Mrd. $ 2017/18.",
        "Las exportaciones pasaron de 5 mil millones de dólares en 2014-15 a 8 mil millones de dólares en 2017-18.",
        "৫ বিলিয়ন ডলার ২০২২-২৩ থেকে ৮ বিলিয়ন ডলার",
        "ส่งออก 5 พันล้านดอลลาร์ ปี 2565/66 เป็น 8 พันล้านดอลลาร์",
        "১৪৩০-৩১ সালে ৫ কোটি থেকে ৮ কোটি টাকা",
        "In 9M 2024 exports rose from $5 billion to $8 billion.",
    ],
)
def test_the_years_of_a_span_are_no_numbers_of_a_range(text: str) -> None:
    values = [str(value)[:1] for value in read_figures(text)["value"]]
    assert values == ["5", "8"]


@pytest.mark.parametrize(("text", "value"), [("We raised $9M 2024 budget", 9e6), ("US$2023-24 million", 24e6)])
def test_an_amount_that_looks_like_a_year_stays_one(text: str, value: float) -> None:
    assert read_figures(text)["value"].iloc[-1] == value


@pytest.mark.parametrize(
    "text",
    [
        "Exports to India reached $2 billion in FY2023-24.",
        "Pakistan and India traded $2 billion in FY2023-24.",
        "Exports from Kenya reached $2 billion in 2023/24.",
        "২০২৩-২৪ অর্থবছরে ভারতে রপ্তানি ২ বিলিয়ন ডলার",
        "Nepal's exports were $2 billion in FY 2080/81.",
    ],
)
def test_a_fiscal_year_of_no_one_country_has_no_months(text: str) -> None:
    period, months, label = said(text)
    assert (period, months) == (None, None)
    assert label is not None


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Exports reached Rs 2 crore (INR 20 million) in FY24.", "2023-04/2024-03"),
        ("Exports reached Tk 500 crore in FY24.", "2023-07/2024-06"),
        ("Exports reached A$5 billion in 2022-23.", "2022-07/2023-06"),
        ("India's exports to the United States reached $77 billion in FY2023-24.", "2023-04/2024-03"),
        ("Der Überschuss lag im Fiskaljahr 2023 bei 5 Billionen Yen.", "2023-04/2024-03"),
    ],
)
def test_a_currency_of_one_country_tells_whose_fiscal_year_it_is(text: str, months: str) -> None:
    assert said(text)[1] == months


def test_the_same_period_of_another_year_has_the_same_months() -> None:
    text = "Through May 2024 exports were $5 billion, and in the same period of 2023 they came to $4 billion."
    assert said(text)[:2] == (2023, "2023-01/2023-05")
    alone = "In the same period of 2023 exports came to $4 billion."
    assert said(alone)[:2] == (2023, None)


def test_every_convention_is_a_month_or_open() -> None:
    for code, convention in conventions().items():
        assert len(code) == 2
        assert convention.first_month is None or 1 <= convention.first_month <= 12
        assert convention.named_by in {None, "first", "last"}


def test_countries_that_disagree_settle_nothing() -> None:
    assert choose_convention(["IN", "PK"], [], None, as_span=True) is None
    assert choose_convention(["IN", "US"], [], None, as_span=False) is None
    assert choose_convention(["IN", "US"], [], None, as_span=True) == conventions()["IN"]
    assert choose_convention(["GB"], [], None, as_span=False) is None
    assert choose_convention([], [], "TH", as_span=False) == conventions()["TH"]
