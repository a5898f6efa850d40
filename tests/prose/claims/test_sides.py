"""Whose trade a claim is of, of what, and among whom: sentences of our own in many languages."""

import pytest

from tradeview.prose.claims import read_claims

MISSING = None

# The text, who is given, and for each claim: whose trade, with whom, the code of its goods.
SIDES = {
    "en-possessive": (
        "In 2019 Malaysia's exports to Russia rose 5 per cent, while Russia's exports to Malaysia fell 3 per cent.",
        (None, None),
        [("MYS", "RUS"), ("RUS", "MYS")],
    ),
    "en-list": (
        "In 2020 exports of palm oil to China (+5 %), Japan (-3 %) and South Korea (+2 %) grew.",
        ("MYS", None),
        [("MYS", "CHN"), ("MYS", "JPN"), ("MYS", "KOR")],
    ),
    "en-share": (
        "China accounted for 18 per cent of Malaysia's total exports in 2021.",
        (None, None),
        [("MYS", "CHN")],
    ),
    "en-between": (
        "Trade between Russia and Malaysia reached US$2.2 billion in 2014.",
        ("MYS", None),
        [("MYS", "RUS")],
    ),
    "en-subject": (
        "Russia imported electronics worth US$500 million from Malaysia in 2018.",
        (None, None),
        [("RUS", "MYS")],
    ),
    "en-of-others": ("Japan's exports rose 3 per cent in 2018.", ("MYS", "RUS"), [("JPN", MISSING)]),
    "en-of-the-partner": ("Russia's exports to Malaysia fell 4 per cent in 2018.", ("MYS", "RUS"), [("RUS", "MYS")]),
    "en-given": ("Exports rose 4 per cent in 2018.", ("MYS", "RUS"), [("MYS", "RUS")]),
    "en-heading": (
        "Thai exports grow\n\nShipments to Japan: exports rose 4 per cent.",
        ("MYS", None),
        [("THA", "JPN")],
    ),
    "en-several-at-once": (
        "Exports to China and Japan together rose 5 per cent in 2020.",
        ("MYS", None),
        [(MISSING, MISSING)],
    ),
    "en-currency-is-no-country": ("Imports were US$5 billion in 2020.", (None, None), [(MISSING, MISSING)]),
    "en-respectively": (
        "Italy and Spain took 9.8 percent and 8.1 percent of Vietnam's coffee exports in 2021, respectively.",
        (None, None),
        [("VNM", "ITA"), ("VNM", "ESP")],
    ),
    "id": ("Ekspor minyak sawit Indonesia ke India naik 5 persen pada 2021.", (None, None), [("IDN", "IND")]),
    "ru": ("Экспорт России в Малайзию в 2019 году вырос на 5%.", (None, None), [("RUS", "MYS")]),
    "ru-samoa-is-not-the-most": (
        "Самое резкое падение экспорта в Китай за 2024 год — 12%.",
        (None, None),
        [(MISSING, "CHN")],
    ),
    "ru-czar-is-no-republic": (
        "Царем рынка в 2024 году назвали Китай, экспорт из России вырос на 5%.",
        (None, None),
        [("RUS", "CHN")],
    ),
    "ru-cases": ("Экспорт Самоа в Новую Зеландию в 2024 году вырос на 5%.", (None, None), [("WSM", "NZL")]),
    "uk-a-pair-is-no-republic": (
        "Пару років, до 2024 року, експорт до Польщі зростав на 5%.",
        (None, None),
        [(MISSING, "POL")],
    ),
    "ru-adjective": (
        "Импорт малайзийского пальмового масла в Россию в 2019 году составил 500 млн долларов.",
        (None, None),
        [("RUS", "MYS")],
    ),
    "vi": (
        "Kim ngạch xuất khẩu gạo của Việt Nam sang Philippines năm 2021 đạt 1,2 tỷ USD.",
        (None, None),
        [("VNM", "PHL")],
    ),
    "ja": (
        "2021年の日本の輸出は、米国向けが3億ドル、中国向けが2億ドルだった。",
        (None, None),
        [("JPN", "USA"), ("JPN", "CHN")],
    ),
    "zh": (
        "2021年中国对马来西亚出口增长5.2%，自马来西亚进口增长3.1%。",
        (None, None),
        [("CHN", "MYS"), ("CHN", "MYS")],
    ),
    "ko": (
        "2021년 한국의 대중국 수출은 5.2% 증가했고 미국으로의 수출은 3.1% 감소했다.",
        (None, None),
        [("KOR", "CHN"), ("KOR", "USA")],
    ),
    "de": ("Die deutschen Ausfuhren nach Malaysia stiegen 2021 um 5,2 Prozent.", (None, None), [("DEU", "MYS")]),
    "fr": ("Les exportations françaises vers la Chine ont reculé de 5 % en 2021.", (None, None), [("FRA", "CHN")]),
    "es": ("Las exportaciones de Chile a China aumentaron un 5 % en 2021.", (None, None), [("CHL", "CHN")]),
    "pt": ("As exportações brasileiras para a China cresceram 5% em 2021.", (None, None), [("BRA", "CHN")]),
    "it": (
        "Le esportazioni italiane verso gli Stati Uniti sono cresciute del 5% nel 2021.",
        (None, None),
        [("ITA", "USA")],
    ),
    "tr": ("Türkiye'nin Almanya'ya ihracatı 2021'de yüzde 5 arttı.", (None, None), [("TUR", "DEU")]),
    "ar": ("ارتفعت صادرات مصر إلى ماليزيا بنسبة 5% في عام 2021.", (None, None), [("EGY", "MYS")]),
    "hi": ("2021 में भारत का मलेशिया को निर्यात 5 प्रतिशत बढ़ा।", (None, None), [("IND", "MYS")]),
    "bn": ("২০২১ সালে বাংলাদেশের জার্মানিতে রপ্তানি ৫ শতাংশ বেড়েছে।", (None, None), [("BGD", "DEU")]),
    "th": ("การส่งออกของไทยไปจีนในปี 2564 เพิ่มขึ้น 5%", (None, None), [("THA", "CHN")]),
    "fil": ("Tumaas ng 5 porsiyento ang pagluluwas ng Pilipinas sa Japan noong 2021.", (None, None), [("PHL", "JPN")]),
}

RANKS = {
    "en": ("Malaysia is Russia's ninth largest trading partner.", (9, "RUS", "MYS", "partners")),
    "en-largest": ("China remained Malaysia's largest trading partner.", (1, "MYS", "CHN", "partners")),
    "ms": ("Indonesia ialah rakan dagang keenam terbesar Malaysia pada 2020.", (6, "MYS", "IDN", "partners")),
    "id": ("Malaysia merupakan mitra dagang terbesar ke-9 Indonesia pada 2020.", (9, "IDN", "MYS", "partners")),
    "ru": ("Малайзия занимает 9-е место среди торговых партнеров России.", (9, "RUS", "MYS", "partners")),
    "vi": ("Malaysia đứng thứ 9 trong các thị trường xuất khẩu của Việt Nam năm 2021.", (9, "VNM", "MYS", "partners")),
    "ja": ("マレーシアは日本にとって第9位の貿易相手国である。", (9, "JPN", "MYS", "partners")),
    "zh": ("马来西亚是中国第九大贸易伙伴。", (9, "CHN", "MYS", "partners")),
    "ko": ("말레이시아는 한국의 9위 교역국이다.", (9, "KOR", "MYS", "partners")),
    "fr": ("La Malaisie est le neuvième partenaire commercial de la Russie.", (9, "RUS", "MYS", "partners")),
    "es": ("Malasia es el noveno socio comercial de Rusia.", (9, "RUS", "MYS", "partners")),
}

GOODS = {
    "en": ("Malaysia's exports of palm oil rose 5 per cent in 2020.", ("palm oil", "1511")),
    "en-before": ("Malaysia's palm oil exports rose 5 per cent in 2020.", ("palm oil", "1511")),
    "en-all": ("Malaysia's exports rose 5 per cent in 2020.", (MISSING, "TOTAL")),
    "en-without-a-code": ("Exports of manufactured goods rose 5 per cent in 2020.", ("manufactured goods", MISSING)),
    "en-not-known": ("Exports of widgets rose 5 per cent in 2020.", (MISSING, MISSING)),
    "id": ("Ekspor minyak sawit Indonesia naik 5 persen pada 2021.", ("minyak sawit", "1511")),
    "ru": ("Экспорт пшеницы из России в 2019 году вырос на 5%.", ("пшеницы", "1001")),
    "vi": ("Xuất khẩu gạo của Việt Nam năm 2021 tăng 18%.", ("gạo", "1006")),
    "zh": ("2021年中国大豆进口增长5.2%。", ("大豆", "1201")),
    "fr": ("Les exportations françaises de vin ont reculé de 5 % en 2021.", ("vin", "2204")),
    "pt": ("As exportações brasileiras de soja cresceram 5% em 2021.", ("soja", "1201")),
}

NO_RANKS = (
    "In the third quarter exports rose 5 per cent for the third month in a row.",
    "Exports to third countries rose 5 per cent in the first half of 2020.",
    "Exports to the top five markets rose 5 per cent in 2020.",
    "China is one of the largest markets; exports rose 5 per cent in 2020.",
)


@pytest.mark.parametrize("case", SIDES)
def test_a_claim_says_whose_trade_and_with_whom(case: str) -> None:
    text, (reporter, partner), expected = SIDES[case]
    claims = read_claims(text, reporter=reporter, partner=partner).astype(object)
    claims = claims.where(claims.notna(), None)
    assert list(zip(claims["reporter"], claims["partner"], strict=True)) == expected


@pytest.mark.parametrize("case", RANKS)
def test_a_rank_is_of_the_partner_for_the_reporter(case: str) -> None:
    text, expected = RANKS[case]
    claims = read_claims(text)
    ranks = claims[claims["kind"] == "rank"]
    assert [tuple(row) for row in ranks[["value", "reporter", "partner", "among"]].to_numpy()] == [expected]


@pytest.mark.parametrize("text", NO_RANKS, ids=["quarter", "third-countries", "top-five", "one-of"])
def test_an_ordinal_by_itself_is_no_rank(text: str) -> None:
    assert "rank" not in set(read_claims(text)["kind"].dropna())


@pytest.mark.parametrize("case", GOODS)
def test_a_claim_says_of_which_goods(case: str) -> None:
    text, expected = GOODS[case]
    claims = read_claims(text).astype(object)
    claims = claims.where(claims.notna(), None)
    assert list(zip(claims["commodity"], claims["commodity_code"], strict=True)) == [expected]


def test_a_rank_names_the_part_of_the_partners() -> None:
    claims = read_claims("Malaysia is the second largest trading partner of China in ASEAN.")
    assert claims[["among", "among_words"]].to_numpy().tolist() == [["partners in ASEAN", "ASEAN"]]


def test_a_share_names_the_flow_that_it_is_of() -> None:
    claims = read_claims("China accounted for 18 per cent of Malaysia's total exports in 2021.")
    assert claims[["among", "among_words"]].to_numpy().tolist() == [["exports of MYS", "total exports"]]


@pytest.mark.parametrize(
    "pattern", ["China, Malaysia, Japan, ", "China 5%, Japan 3% and ", "largest second ninth market "],
    ids=["names", "names-and-figures", "ranks"],
)  # fmt: skip
def test_hostile_texts_are_read(pattern: str) -> None:
    read_claims(pattern * 150)
