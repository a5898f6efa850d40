"""Claims of which nothing is lost on the way to a verdict: the flow of a growth, the goods of a flow, its coverage."""

import pandas as pd
import pytest

import tradeview.prose.claims as reading
from tradeview.prose.claims import read_claims

# A growth behind an amount and a comma is that of the amount, whatever the word for its currency means elsewhere.
GROWN = {
    "ms": "Pada Mei 2024, eksport bernilai 128 bilion ringgit, naik 5 peratus.",
    "id": "Pada Mei 2024, ekspor mencapai 128 miliar ringgit, naik 5 persen dari tahun sebelumnya.",
    "vi": "Tháng 5 năm 2024, xuất khẩu đạt 128 tỷ ringgit, tăng 5% so với cùng kỳ năm trước.",
    "de": "Im Mai 2024 betrugen die Exporte 128 Milliarden Ringgit, 5 Prozent mehr als ein Jahr zuvor.",
    "en": "In May 2024, exports were worth 128 billion ringgit, 5 per cent more than a year earlier.",
    "ru": "В мае 2024 года экспорт достиг 128 млрд рублей, увеличившись на 5 %.",
    "fr": "En mai 2024, les exportations ont atteint 128 milliards de ringgits, en hausse de 5 %.",
    "es": "En mayo de 2024 las exportaciones sumaron 128 mil millones de ringgits, un 5 % más.",
    "pt": "Em maio de 2024, as exportações somaram 128 bilhões de ringgits, alta de 5%.",
    "it": "A maggio 2024 le esportazioni hanno raggiunto 128 miliardi di ringgit, in crescita del 5%.",
    "nl": "In mei 2024 bedroeg de export 128 miljard ringgit, 5 procent meer dan een jaar eerder.",
    "pl": "W maju 2024 r. eksport wyniósł 128 mld ringgitów, o 5 proc. więcej niż rok wcześniej.",
    "tr": "Mayıs 2024'te ihracat 128 milyar ringgit oldu, yüzde 5 arttı.",
    "zh": "2024年5月，马来西亚出口1280亿令吉，增长5%。",
    "ja": "2024年5月の輸出額は1280億リンギットで、5%増えた。",
    "ko": "2024년 5월 수출은 1280억 링깃으로 5% 늘었다.",
    "th": "ในเดือนพฤษภาคม 2567 การส่งออกมีมูลค่า 128 พันล้านริงกิต เพิ่มขึ้น 5%",
}
# What a verb behind a flow says is no goods; what no list has may be some.
ALL_GOODS = {
    "ms-verb": ("ms", "Pada Mei 2024 jumlah dagangan mengecut 30.6 peratus kepada RM67.06 bilion."),
    "ru-past": ("ru", "В марте 2023 года импорт составлял 104,2 млрд ринггитов."),
    "ru-neuter": ("ru", "В мае 2022 года положительное сальдо торгового баланса достигло 12,92 млрд ринггитов."),
    "uk": ("uk", "У травні 2024 року імпорт становив 104 млрд дол."),
    "pl": ("pl", "W maju 2024 r. import osiągnął 104 mld USD."),
    "vi": ("vi", "Tháng 5 năm 2024, nhập khẩu vượt 104 tỷ ringgit."),
    "de-genitive": ("de", "Im Mai 2024 lag der Überschuss des Landes bei 24 Milliarden Ringgit."),
    "en-shipped": ("en", "Malaysia shipped goods worth RM128.8 billion in March 2024."),
    "en-sold": ("en", "Malaysia sold goods worth RM128.8 billion to China in March 2024."),
    "fr-month": ("fr", "En mai 2024, les exportations ont atteint 128 milliards de ringgits."),
}
SOME_GOODS = {
    "ms": ("ms", "Pada Mei 2024 import widget bernilai RM5 bilion."),
    "ru": ("ru", "В мае 2024 года экспорт виджетов составил 5 млрд ринггитов."),
    "de": ("de", "Im Mai 2024 betrugen die Exporte von Widgets 5 Milliarden Ringgit."),
    "en": ("en", "In 2023 exports of widgets reached RM5 billion."),
    "en-head": ("en", "Main export products brought RM12 billion in March 2024."),
    "fr-maize": ("fr", "Les exportations de maïs ont atteint 5 milliards de ringgits en mai 2024."),
}


@pytest.mark.parametrize("language", GROWN)
def test_a_growth_behind_an_amount_has_its_flow(language: str) -> None:
    found = read_claims(GROWN[language], reporter="MYS", locale=language)
    assert found["kind"].tolist() == ["level", "growth"]
    assert found["flow"].tolist() == ["export", "export"]
    assert found["commodity_code"].tolist() == ["TOTAL", "TOTAL"]


@pytest.mark.parametrize(
    "text",
    [
        "In May 2024, exports reached 128 billion ringgit. The ringgit rose 5 per cent.",
        "In May 2024, exports were worth 128 billion ringgit; the ringgit fell 5 per cent.",
    ],
    ids=["sentence", "clause"],
)
def test_a_currency_that_rises_is_no_trade(text: str) -> None:
    found = read_claims(text, reporter="MYS")
    assert found["flow"].tolist()[0] == "export"
    assert pd.isna(found["flow"].tolist()[1])


@pytest.mark.parametrize("case", ALL_GOODS)
def test_verbs_months_and_goods_at_large_name_no_goods(case: str) -> None:
    language, text = ALL_GOODS[case]
    found = read_claims(text, reporter="MYS", locale=language)
    assert set(found["commodity_code"]) == {"TOTAL"}


@pytest.mark.parametrize("case", SOME_GOODS)
def test_goods_that_no_list_has_are_not_all_goods(case: str) -> None:
    language, text = SOME_GOODS[case]
    found = read_claims(text, reporter="MYS", locale=language)
    assert (found["commodity_code"].fillna("") != "TOTAL").all()


@pytest.mark.parametrize(
    ("text", "flows", "coverages"),
    [
        (
            "Domestic exports, which made up 75.9 per cent of total exports, came to RM80.00 billion in April 2023.",
            ["export", "export"],
            ["domestic exports", "domestic exports"],
        ),
        (
            "Re-exports, which made up 20 per cent of total exports, came to RM20 billion in April 2023.",
            ["re-export", "re-export"],
            [None, None],
        ),
        (
            "Die Reexporte, die 20 Prozent der Gesamtexporte ausmachten, betrugen im April 2023 20 Milliarden Ringgit.",
            ["re-export", "re-export"],
            [None, None],
        ),
        (
            "Re-exports, which made up 20 per cent of total exports, which came to RM100 billion in April 2023.",
            ["re-export", "export"],
            [None, None],
        ),
        (
            "In April 2023 re-exports were 20 per cent of total exports, which came to RM100 billion.",
            ["re-export", "export"],
            [None, None],
        ),
    ],
    ids=["domestic", "re-exports", "german", "of-whole", "of-whole-alone"],
)
def test_a_part_keeps_its_flow_behind_a_clause_on_its_share(
    text: str, flows: list[str], coverages: list[str | None]
) -> None:
    found = read_claims(text, reporter="MYS")
    assert found["flow"].tolist() == flows
    assert [None if pd.isna(one) else one for one in found["coverage"]] == coverages


def test_a_text_whose_amounts_are_settled_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    alone = reading.figures_in_text
    monkeypatch.setattr(reading, "figures_in_text", lambda text, *a, **k: asked.append(text) or alone(text, *a, **k))
    read_claims("In May 2024, exports rose 5 per cent to RM128 billion.", reporter="MYS")
    assert asked == []
    read_claims("Exports rose 5 per cent to RM128 billion.", reporter="MYS")
    assert len(asked) == 1


def test_an_amount_has_its_time_beside_numbers_that_are_no_money() -> None:
    found = read_claims(
        "Les exportations ont atteint 12,4 milliards d'euros (+5,2 %) en 2024 et les importations 11,1 milliards.",
        published="2024-06-20",
    )
    assert found["start"].tolist()[0] == 202401


@pytest.mark.parametrize(
    ("language", "text", "goods"),
    [
        ("id", "Ekspor karet alam untuk pengiriman Januari 2023 naik 11,7% dibandingkan Desember 2022.", "karet alam"),
        ("en", "Exports of palm oil for shipment in May 2023 rose 5 per cent.", "palm oil"),
        ("en", "Exports of lifts reached AUD 5 billion in 2023.", "lifts"),
        ("en", "Exports of bedding reached AUD 5 billion in 2023.", "bedding"),
    ],
)
def test_goods_stand_with_their_flow_however_often_it_is_named(language: str, text: str, goods: str) -> None:
    assert read_claims(text, locale=language)["commodity"].tolist() == [goods]


def test_a_verb_that_is_spelt_as_goods_is_none() -> None:
    found = read_claims("In 2023 imports rose 7 percent to AUD 7.09 billion, lifted by a weak currency (46%).")
    assert "lifted" not in set(found["commodity"])


@pytest.mark.parametrize(
    "text",
    [
        "In 2023 exports of palm oil and total exports rose 5 per cent.",
        "Exports of palm oil fell in 2023, and exports rose 7 per cent.",
    ],
)
def test_goods_of_another_flow_are_not_those_of_a_figure(text: str) -> None:
    assert read_claims(text)["commodity"].isna().all()
