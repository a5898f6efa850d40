"""Articles about a month's trade as the press prints them, in six languages, with errors planted in them."""

from dataclasses import dataclass

import pandas as pd
import pytest

import tradeview as tv
from official_trade import FIRST, LAST, amount_of, months_through, official

MONTH, YEAR_BEFORE, PUBLISHED = 202011, 201911, "2020-12-28"
RINGGIT_OF_DOLLAR = 4.1
DOMESTIC = 0.83  # share of exports, which moves a little from month to month
RATES = pd.DataFrame({"period": months_through(FIRST, LAST), "rate": RINGGIT_OF_DOLLAR}).assign(
    base="USD", quote="MYR", kind="average", source="bank"
)


@dataclass(frozen=True)
class Language:
    """How a language prints an article: its text, money, and what goes up and down."""

    text: str
    ringgit: str
    dollars: str
    percent: str
    rose: str
    fell: str
    comma: bool = True

    def write(self, number: float, decimals: int) -> str:
        printed = f"{number:.{decimals}f}"
        return printed.replace(".", ",") if self.comma else printed


LANGUAGES = {
    "en": Language(
        "KUALA LUMPUR, Dec 28, 2020 -- Malaysia's exports in November 2020 {rose} {out_growth} year-on-year to {out}, "
        "the ministry said today. Imports rose {back_growth} to {back} in the same month. Total trade was valued at "
        "{trade}. Malaysia's trade surplus came to {balance}.\n\n"
        "From January to November 2020, exports amounted to {out_so_far} and imports to {back_so_far}.",
        *("RM{} billion", "US${} billion", "{} per cent", "rose", "fell"),
        comma=False,
    ),
    "ms": Language(
        "KUALA LUMPUR, 28 Dis 2020 -- Eksport Malaysia pada November 2020 {rose} {out_growth} tahun ke tahun kepada "
        "{out}. Import meningkat {back_growth} kepada {back}. Jumlah dagangan ialah {trade}. Lebihan dagangan "
        "Malaysia berjumlah {balance}.\n\n"
        "Bagi tempoh Januari hingga November 2020, eksport berjumlah {out_so_far} dan import {back_so_far}.",
        *("RM{} bilion", "US${} bilion", "{} peratus", "meningkat", "menurun"),
        comma=False,
    ),
    "id": Language(
        "KUALA LUMPUR, 28 Desember 2020 - Ekspor Malaysia pada November 2020 {rose} {out_growth} secara tahunan "
        "menjadi {out}. Impor naik {back_growth} menjadi {back}. Total perdagangan sebesar {trade}. Surplus neraca "
        "perdagangan Malaysia sebesar {balance}.\n\n"
        "Sepanjang Januari-November 2020, ekspor mencapai {out_so_far} dan impor {back_so_far}.",
        *("{} miliar ringgit", "{} miliar dolar AS", "{} persen", "naik", "turun"),
    ),
    "ru": Language(
        "КУАЛА-ЛУМПУР, 28 декабря 2020 года. В ноябре 2020 года экспорт Малайзии {rose} на {out_growth} в годовом "
        "исчислении - до {out}. Импорт вырос на {back_growth} - до {back}. Товарооборот Малайзии составил {trade}. "
        "Профицит внешней торговли Малайзии достиг {balance}.\n\n"
        "За январь-ноябрь 2020 года экспорт составил {out_so_far}, импорт - {back_so_far}.",
        *("{} млрд ринггитов", "{} млрд долларов", "{}%", "вырос", "сократился"),
    ),
    "vi": Language(
        "KUALA LUMPUR, ngày 28/12/2020 – Xuất khẩu của Malaysia trong tháng 11/2020 {rose} {out_growth} so với cùng kỳ "
        "năm ngoái, đạt {out}. Nhập khẩu của Malaysia tăng {back_growth}, lên {back}. Tổng kim ngạch thương mại của "
        "Malaysia đạt {trade}. Thặng dư thương mại của Malaysia đạt {balance}.\n\n"
        "Tính chung 11 tháng năm 2020, xuất khẩu của Malaysia đạt {out_so_far}, nhập khẩu của Malaysia đạt "
        "{back_so_far}.",
        *("{} tỷ ringgit", "{} tỷ USD", "{}%", "tăng", "giảm"),
    ),
    "de": Language(
        "KUALA LUMPUR, 28. Dezember 2020 – Die Exporte Malaysias {rose} im November 2020 im Jahresvergleich um "
        "{out_growth} auf {out}. Die Importe stiegen um {back_growth} auf {back}. Das Handelsvolumen betrug {trade}. "
        "Der Handelsüberschuss erreichte {balance}.\n\n"
        "Von Januar bis November 2020 beliefen sich die Exporte auf {out_so_far} und die Importe auf {back_so_far}.",
        *("{} Milliarden Ringgit", "{} Milliarden US-Dollar", "{} Prozent", "stiegen", "sanken"),
    ),
}
NUMBERS = ("out_growth", "out", "back_growth", "back", "trade", "balance", "out_so_far", "back_so_far")
# In what order numbers stand in a text is that of their names, but that growth stands before its amount.
GROWTHS = {"out_growth", "back_growth"}


def official_table() -> pd.DataFrame:
    """All exports and imports, and of exports those of the country's own goods."""
    domestic = [
        {**row, "coverage": "domestic exports", "value": domestic_of(row["period"])}
        for row in official()
        if row["flow"] == "export"
    ]
    return pd.DataFrame([*({**row, "coverage": None} for row in official()), *domestic])


def domestic_of(month: int) -> float:
    return amount_of("export", month) * (DOMESTIC + 0.002 * (month % 7))


def true_numbers() -> dict[str, float]:
    """What the table has: billions, and growth in per cent."""
    found = {}
    for name, flow in (("out", "export"), ("back", "import"), ("trade", "total"), ("balance", "balance")):
        found[name] = amount_of(flow, MONTH) / 1e9
        found[f"{name}_so_far"] = amount_of(flow, 202001, MONTH) / 1e9
        found[f"{name}_growth"] = 100 * (amount_of(flow, MONTH) / amount_of(flow, YEAR_BEFORE) - 1)
    return {name: found[name] for name in NUMBERS}


def with_digits_swapped(number: float) -> float:
    first, second, *rest = f"{number:.2f}"
    return float("".join((second, first, *rest)))


TRUE = true_numbers()
# What is planted: the name of a number -> how it is mistaken, and what is printed.
FIRST_ERRORS: dict[str, tuple[str, float]] = {
    "out": ("year", amount_of("export", YEAR_BEFORE) / 1e9),
    "back_growth": ("point", TRUE["back_growth"] * 10),
    "back": ("swapped digits", with_digits_swapped(TRUE["back"])),
    "out_growth": ("sign", TRUE["out_growth"]),
    "out_so_far": ("currency", TRUE["out_so_far"]),
}
SECOND_ERRORS: dict[str, tuple[str, float]] = {
    "out": ("coverage", domestic_of(MONTH) / 1e9),
    "out_growth": ("level for growth", TRUE["out_growth"] + 100),
    "trade": ("point", TRUE["trade"] / 10),
    "back_so_far": ("currency", TRUE["back_so_far"]),
}


def print_article(language: Language, planted: dict[str, tuple[str, float]], revised: float = 0.0) -> str:
    """Print an article, with figures that were revised by so much since."""
    parts = {"rose": language.rose}
    for name, true in TRUE.items():
        mistake, number = planted.get(name, ("", true * (1 + (0 if name in GROWTHS else revised))))
        if mistake == "sign":
            parts["rose"] = language.fell
        if name in GROWTHS:
            parts[name] = language.percent.format(language.write(number, 1))
        else:
            money = language.dollars if mistake == "currency" else language.ringgit
            parts[name] = money.format(language.write(number, 2))
    return language.text.format(**parts)


def judge_article(name: str, planted: dict[str, tuple[str, float]], revised: float = 0.0) -> pd.DataFrame:
    """Read and judge an article; the numbers are those of NUMBERS, in the order of the text."""
    text = print_article(LANGUAGES[name], planted, revised)
    against = official_table()
    found = tv.fact_check(text, against=against, rates=RATES, reporter="MYS", published=PUBLISHED, locale=name)
    assert len(found) == len(NUMBERS)
    return found.set_axis(pd.Index(NUMBERS))


@pytest.mark.parametrize("name", list(LANGUAGES))
@pytest.mark.parametrize("revised", [0.0, 0.004])
def test_what_was_true_as_it_was_printed_is_never_called_wrong(name: str, revised: float) -> None:
    verdicts = judge_article(name, {}, revised)["verdict"]
    assert set(verdicts) <= ({"matches", "revised"} if revised else {"matches"})


@pytest.mark.parametrize("name", list(LANGUAGES))
@pytest.mark.parametrize("planted", [FIRST_ERRORS, SECOND_ERRORS], ids=["first", "second"])
def test_planted_errors_are_found_and_mended(name: str, planted: dict[str, tuple[str, float]]) -> None:
    found = judge_article(name, planted)
    wrong = found[found["verdict"] == "contradicts"]
    assert set(wrong.index) == set(planted)
    assert set(found["verdict"]) == {"matches", "contradicts"}
    assert wrong["proposal_kind"].to_dict() == {number: mistake for number, (mistake, _) in planted.items()}
