"""Times in clauses of their own: what stood when, how much more than then, and where another sentence begins."""

import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tradeview.prose import read_figures

LANGUAGES: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("clauses.toml").read_text("utf-8"))


def list_periods(text: str) -> list[int]:
    """Read the periods of a text's figures, 0 where none is said."""
    return [0 if pd.isna(period) else int(period) for period in read_figures(text)["period"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_trap_what_stood_at_the_time_compared_with_has_that_time(language: str) -> None:
    text, wanted = LANGUAGES[language]["when"]
    assert list_periods(text) == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_trap_the_end_of_a_month_leaves_its_months_open(language: str) -> None:
    found = read_figures(LANGUAGES[language]["month_end"])
    # Cumulative since January, or of the month: never the month alone.
    assert list(found["months"].isna()) == [True]
    assert list(found["period"]) in ([2015], [2023])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # A time at which something stood is that of no other clause's year.
        ("In 2024 exports reached $5 billion; at end-July 2025 they were $3 billion.", [2024, 2025]),
        ("In 2024 exports reached $5 billion; as of 2025 they were $3 billion.", [2024, 0]),
        # Stops behind a scale of no currency, and behind a word of a script without capitals.
        (
            "За 2023 год ввезли зерна на 410 млн долларов, вывезли на 95 млн. Средняя цена — 240 долларов.",
            [2023, 2023, 0],
        ),
        ("2023년 수출은 5억달러로 많다. 12월 수출은 8700만달러였다.", [2023, 0]),
        ("Im Jahr 2021 kamen 5 Mio. Tonnen im Wert von 3 Mrd. Euro aus Polen.", [2021]),
        # What a comparison's bracket says, behind a preposition that also joins ranges.
        ("Il saldo a maggio 2024 è di 6,4 miliardi di euro (4,7 miliardi a maggio 2023).", [202405, 202305]),
        # Behind a colon stands what the amount consists of.
        ("L'interscambio vale 25,9 miliardi di dollari nel 2022: 14,1 miliardi di importazioni.", [2022, 2022]),
        ("Total RM5 billion 2023: RM4 billion", [0, 2023]),
        # Of two years that were named no one can tell which a change is of.
        ("FY25 में निर्यात 386 अरब डॉलर था; FY24 में यह 340 अरब डॉलर था, यानी 46 अरब डॉलर का इजाफा।", [0, 0, 0]),
    ],
)
def test_trap_clauses_keep_their_times(text: str, wanted: list[int]) -> None:
    assert list_periods(text) == wanted


def test_a_change_has_no_time_of_what_it_is_compared_with() -> None:
    text, _ = LANGUAGES["hi"]["when"]
    assert list(read_figures(text)["calendar_label"]) == ["वित्त वर्ष 2022-23"] * 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2022년 상반기 무역적자는 130억달러로, 2021년 상반기 116억달러보다 14억달러 확대됐다.", ["balance"] * 3),
        ("2023年の貿易赤字は1兆円で、2022年の2兆円から縮小した。", ["balance"] * 2),
    ],
)
def test_what_is_compared_with_is_of_the_same_flow(text: str, wanted: list[str]) -> None:
    found = read_figures(text)
    assert list(found["flow"]) == wanted
    assert (found["value"] < 0).all()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("निर्यात 39 अरब डॉलर के मुकाबले 10 प्रतिशत बढ़ा।", ["amount"]),
        ("1 डॉलर के मुकाबले 83.4 रुपये की दर रही।", ["rate", "rate"]),
        ("الصادرات (مليون دينار) ارتفعت في عام 2023.", []),
        ("수출(백만 달러)은 늘었다.", []),
    ],
)
def test_a_share_is_no_side_of_a_rate_and_a_unit_no_amount(text: str, kinds: list[str]) -> None:
    assert list(read_figures(text)["kind"]) == kinds


def test_a_head_begins_with_its_own_sentence() -> None:
    text = "Imports fell in 2022. Exports in 2023 were, in millions of US dollars: tea 1,302; coffee 251; flowers 733."
    found = read_figures(text)
    assert list(found["flow"]) == ["export"] * 3
    assert list(found["period"]) == [2023] * 3


def test_hong_kong_counts_in_its_own_dollar() -> None:
    found = read_figures("香港2023年整體出口貨值為41,774億元，轉口佔41,160億元。")
    assert list(found["currency"]) == ["HKD", "HKD"]
    assert found["assumed"].all()
