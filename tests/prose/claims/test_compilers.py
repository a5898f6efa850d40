"""Whose figures a text tells: offices by their names, and by the economy beside them, in each language."""

import pytest

from tradeview.economies.codes import alpha3_by_cldr_code
from tradeview.prose.claims import read_claims
from tradeview.prose.claims.compilers import STATISTICS, find_sides_told
from tradeview.prose.languages import language_file, listed_locales

# One sentence of the own office of a language, and one of the office of another economy.
TOLD = {
    "ar": [
        ("وفقا للهيئة العامة للإحصاء بلغت الصادرات 5 مليارات دولار.", "SAU"),
        ("بحسب الجمارك الصينية بلغت الصادرات 5 مليارات دولار.", "CHN"),
    ],
    "bn": [("ইপিবির তথ্য অনুযায়ী রপ্তানি ৫ বিলিয়ন ডলার।", "BGD")],
    "de": [
        ("Laut Statistischem Bundesamt betrugen die Exporte 5 Milliarden Euro.", "DEU"),
        ("Laut chinesischem Zoll betrugen die Exporte 5 Milliarden Euro.", "CHN"),
    ],
    "en": [
        ("Exports were RM5 billion in 2024, according to the Department of Statistics Malaysia.", "MYS"),
        ("China's customs reported imports of US$5 billion in 2023.", "CHN"),
        ("Russian federal customs put the exports at US$5 billion.", "RUS"),
        ("Exports were US$5 billion by the customs of Kazakhstan.", "KAZ"),
        ("Rosstat says that exports were US$5 billion.", "RUS"),
    ],
    "es": [
        ("Según DataComex, las exportaciones sumaron 5.000 millones de euros.", "ESP"),
        ("Según la aduana de China, las exportaciones sumaron 5.000 millones de dólares.", "CHN"),
    ],
    "fa": [("بر اساس آمار گمرک ایران، صادرات ۵ میلیارد دلار بود.", "IRN")],
    "fil": [("Ayon sa PSA, umabot sa $5 bilyon ang export.", "PHL")],
    "fr": [
        ("Selon l'Insee, les exportations ont atteint 5 milliards de dollars.", "FRA"),
        ("Selon les douanes chinoises, les exportations ont atteint 5 milliards de dollars.", "CHN"),
    ],
    "hi": [("डीजीसीआईएस के अनुसार निर्यात 5 अरब डॉलर रहा।", "IND")],
    "id": [("Menurut BPS, ekspor mencapai US$5 miliar.", "IDN")],
    "it": [("Secondo l'Istat, le esportazioni sono state di 5 miliardi di euro.", "ITA")],
    "ja": [
        ("財務省の貿易統計によると、輸出額は50億ドルだった。", "JPN"),
        ("中国税関によると、輸出額は50億ドルだった。", "CHN"),
    ],
    "ko": [("관세청에 따르면 수출은 50억 달러였다.", "KOR"), ("중국 해관총서에 따르면 수출은 50억 달러였다.", "CHN")],
    "ms": [("Menurut Jabatan Perangkaan Malaysia, eksport bernilai RM5 bilion pada 2024.", "MYS")],
    "nl": [("Volgens het CBS bedroeg de export 5 miljard euro.", "NLD")],
    "pl": [("Według GUS eksport wyniósł 5 mld euro.", "POL")],
    "pt": [("Segundo a Secex, as exportações somaram US$ 5 bilhões.", "BRA")],
    "ru": [
        ("По данным Росстата, экспорт составил 5 млрд долларов.", "RUS"),
        ("По данным таможни Китая, экспорт составил 5 млрд долларов.", "CHN"),
        ("Экспорт составил 5 млрд долларов, сообщила китайская таможня.", "CHN"),
    ],
    "th": [
        ("กรมศุลกากรรายงานว่าการส่งออกมีมูลค่า 5 พันล้านดอลลาร์", "THA"),
        ("ศุลกากรจีนรายงานว่าการส่งออกมีมูลค่า 5 พันล้านดอลลาร์", "CHN"),
    ],
    "tr": [
        ("TÜİK verilerine göre ihracat 5 milyar dolar oldu.", "TUR"),
        ("Çin gümrük verilerine göre ihracat 5 milyar dolar oldu.", "CHN"),
    ],
    "uk": [("За даними Держстату, експорт становив 5 млрд доларів.", "UKR")],
    "vi": [
        ("Theo Tổng cục Hải quan, xuất khẩu đạt 5 tỷ USD năm 2023.", "VNM"),
        ("Theo Tổng cục Hải quan Trung Quốc, xuất khẩu đạt 5 tỷ USD năm 2023.", "CHN"),
    ],
    "zh_Hans": [("据海关总署,2023年出口50亿美元。", "CHN"), ("据俄罗斯海关统计,2023年出口50亿美元。", "RUS")],
    "zh_Hant": [("根據財政部統計處,出口50億美元。", "TWN"), ("據海關總署統計,出口50億美元。", "CHN")],
}
SENTENCES = [(locale, text, code) for locale, told in TOLD.items() for text, code in told]


@pytest.mark.parametrize(("locale", "text", "code"), SENTENCES)
def test_the_office_of_a_sentence_says_whose_its_figures_are(locale: str, text: str, code: str) -> None:
    assert list(find_sides_told(text, locale).values()) == [code]
    assert read_claims(text, locale=locale)["side"].tolist() == [code]


def test_every_language_has_offices_of_its_own() -> None:
    assert set(TOLD) == set(listed_locales())
    for locale in listed_locales():
        section = language_file(locale)[STATISTICS]
        assert section["offices"]
        assert set(section["compilers"]) <= set(alpha3_by_cldr_code())


@pytest.mark.parametrize(
    "text",
    [
        "Malaysia's exports to Russia were US$5 billion in 2024.",
        "Exports to China, customs data show, were US$5 billion.",
        "Exports to China were US$5 billion as customs duties fell.",
        "China's customs duties brought US$5 billion.",
        "Data of the Statistics Department put exports at US$5 billion.",
        "Rosstat moved to Moscow. Exports were US$5 billion.",
    ],
)
def test_where_no_office_tells_a_figure_nobody_knows_whose_it_is(text: str) -> None:
    assert find_sides_told(text) == {}
    assert read_claims(text)["side"].isna().all()


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Exports were US$5 billion according to Rosstat and US$3 billion by Malaysian statistics.", ["RUS", "MYS"]),
        ("Rosstat has US$5 billion, DOSM US$3 billion.", ["RUS", "MYS"]),
        ("Rosstat has US$5 billion, against US$3 billion by DOSM.", ["RUS", "MYS"]),
        ("According to Rosstat, exports were US$5 billion and imports US$3 billion.", ["RUS", "RUS"]),
    ],
)
def test_several_offices_of_a_sentence_tell_each_its_own_figure(text: str, sides: list[str]) -> None:
    assert list(find_sides_told(text).values()) == sides
    assert read_claims(text)["side"].tolist() == sides


def test_places_are_those_of_the_text_as_given() -> None:
    text = "<p>Tr&amp;de,  says\nRosstat:\u200b exports were US$5 billion.</p>"
    (place,) = find_sides_told(text)
    assert text[place:].startswith("US$5")
