"""The economies that titles of charts name are read back as the sides of the trade, in each language and each case."""

import pandas as pd
import pytest
from tests.matrices import some_of

import tradeview as tv
from tradeview.charts.balance.words import DEFICIT, ONE_BALANCE, SURPLUS
from tradeview.charts.labels import FLOW_WITH
from tradeview.charts.lines.words import ONE_AMOUNT
from tradeview.economies.codes import alpha3_by_cldr_code
from tradeview.prose.claims import read_claims
from tradeview.words.language import Language, speak
from tradeview.words.money import format_money
from tradeview.words.names import flow_name, name_economy, series_name
from tradeview.words.periods import format_span

CATALOGUES = [code for code in tv.languages() if code != "en"]
ECONOMIES = sorted(code for code in set(alpha3_by_cldr_code().values()) if code not in {"MYS", "WLD"})
PARTS = 24  # of the economies
# Micronesia is a region, too; Saint Helena has another name in CLDR; an "import cost" is English.
NOT_READ = {("ru", "FSM"), ("ru", "SHN"), ("ms", "CRI")}


def write_titles(reporter: str, partner: str, *, is_surplus: bool) -> list[str]:
    """Write what charts say of exports, of imports and of their balance in the language that is spoken."""
    amount, year = format_money(5.23e9, "USD"), format_span(2024)
    titles: list[str] = []
    for flow in ("export", "import"):
        row = pd.Series({"reporter": reporter, "partner": partner, "flow": flow, "commodity_code": "TOTAL"})
        titles.append(ONE_AMOUNT.fill(series=series_name(row), period=year, amount=amount))
    sides = {"reporter": name_economy(reporter), "partner": name_economy(partner)}
    balance = (SURPLUS if is_surplus else DEFICIT).fill(amount=amount)
    trade = FLOW_WITH.fill(flow=flow_name("total"), **sides)
    titles.append(ONE_BALANCE.fill(trade=trade, balance=balance, period=year))
    return [str(title) for title in titles]


@pytest.mark.parametrize("number", some_of(range(PARTS), [0]))
@pytest.mark.parametrize("language", CATALOGUES)
def test_both_sides_are_read_back(language: str, number: int) -> None:
    wrong: list[str] = []
    for code in ECONOMIES[number::PARTS]:
        for sides in (("MYS", code), (code, "MYS")):
            with speak(Language(language)):
                titles = write_titles(*sides, is_surplus=sides[0] == "MYS")
            for title in titles:
                read = read_claims(title, locale=language)
                found = list(zip(read["reporter"].tolist(), read["partner"].tolist(), strict=True))
                if found != [sides] and (language, code) not in NOT_READ:
                    wrong.append(f"{title} {found}")
    assert wrong == []


SAID = {
    "ms": ("Malaysia mencatat lebihan US$5.23 bilion dengan Rusia pada 2024.", 5.23e9),
    "id": ("Malaysia mencatat surplus US$5,23 miliar dengan Rusia pada 2024.", 5.23e9),
    "en": ("Malaysia had a surplus of US$5.23 billion with Russia in 2024.", 5.23e9),
    "bn": ("রাশিয়ার সঙ্গে মালয়েশিয়ার বাণিজ্যে ২০২৪ সালে ৫২৩ কোটি ডলার উদ্বৃত্ত ছিল।", 5.23e9),
    "th": ("มาเลเซียเกินดุลการค้ากับรัสเซีย 5.23 พันล้านดอลลาร์สหรัฐในปี 2567", 5.23e9),
    "ar": ("سجلت ماليزيا فائضا بقيمة 5.23 مليار دولار مع روسيا في عام 2024.", 5.23e9),
}


@pytest.mark.parametrize("language", SAID)
def test_a_balance_has_the_side_that_it_is_with(language: str) -> None:
    text, value = SAID[language]
    read = read_claims(text, locale=language)
    assert read[["reporter", "partner", "flow", "value"]].values.tolist() == [["MYS", "RUS", "balance", value]]


def test_with_is_and_between_two_sides() -> None:
    read = read_claims("Dagangan antara Malaysia dengan Rusia ialah US$5.23 bilion pada 2024.", locale="ms")
    assert read[["reporter", "partner"]].values.tolist() == [["MYS", "RUS"]]
