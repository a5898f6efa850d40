"""What is no claim of trade: points of logarithms, and what one unit of a currency costs in another."""

import pytest

from tradeview.prose import read_figures
from tradeview.prose.claims import read_claims

LOG_POINTS = [
    ("ms", "Dalam logaritma, jumlah ketiga-tiga komponen ialah 3.72 mata log."),
    ("id", "Ekspor naik 3,72 poin log."),
    ("ar", "باللوغاريتمات تساوي الأجزاء الثلاثة المجموع تمامًا: 3.72 نقطة لوغاريتمية."),
    ("en", "Exports are up 3.72 log points."),
    ("fr", "Les exportations ont gagné 3,72 points log."),
    ("es", "Las exportaciones subieron 3,72 puntos logarítmicos."),
    ("it", "Le esportazioni sono salite di 3,72 punti logaritmici."),
    ("pt", "As exportações subiram 3,72 pontos logarítmicos."),
    ("vi", "Xuất khẩu tăng 3,72 điểm logarit."),
    ("th", "การส่งออกเพิ่มขึ้น 3.72 จุดลอการิทึม"),
    ("ru", "Экспорт вырос на 3,72 логарифмического пункта."),
    ("de", "Die Ausfuhren liegen um 3,72 Logpunkte höher."),
    ("hi", "निर्यात 3.72 लॉग अंक बढ़ा"),
    ("bn", "রপ্তানি ৩.৭২ লগ পয়েন্ট বেড়েছে"),
]
POINTS = [
    ("ms", "Bahagian eksport naik 3.72 mata peratusan, log menunjukkan."),
    ("ms", "Bahagian eksport naik 3.72 mata, log menunjukkan."),
    ("ar", "ارتفعت الحصة 3.72 نقطة مئوية"),
    ("fr", "La part a gagné 3,72 points, logiquement."),
    ("es", "La cuota subió 3,72 puntos porcentuales."),
]
# Wood and a lockdown behind percentages, which are of no scale of logarithms.
PERCENTAGES = [
    ("id", "Pada 2024, 30 persen log diekspor ke Cina."),
    ("ms", "Sebanyak 30% log balak dieksport pada 2024."),
    ("th", "การส่งออกลดลง 5% ล็อกดาวน์ในปี 2563"),
]
RATES = [
    ("en", "In 2024 the rate was 24.3 taka per ringgit."),
    ("en", "In 2024 a ringgit cost 24.3 taka."),
    ("en", "In 2024 the dollar bought RM4.62."),
    ("fr", "En 2024, un dollar valait 4,62 ringgits."),
    ("ms", "Pada 2024 kadar ialah 24.3 taka bagi setiap ringgit."),
    ("ms", "Pada 2024 kadarnya 4.62 ringgit setiap dolar."),
    ("bn", "২০২৪ সালে প্রতি রিঙ্গিতে ২৫ টাকা ছিল"),
    ("bn", "২০২৪ সালে প্রতি বাথে ৩.৪ টাকা ছিল"),
    ("ru", "Из цифр за 2020 год следует курс 55,9 рубля за бангладешскую таку."),
    ("ru", "За 2020 год 1,2 рубля за индийскую рупию."),
    ("ru", "За 2020 год 2,4 рубля за тайский бат."),
    ("ar", "بلغ السعر 24.3 تاكا للرينغيت في عام 2024"),
    ("th", "ในปี 2567 อัตราแลกเปลี่ยน 7.5 บาทต่อริงกิต"),
]
AMOUNTS = [
    ("en", "In 2024 importers bought $5 of rice a head."),
    ("en", "In 2024 exports to China cost RM5 million."),
    ("en", "A ton of rice in dollars cost RM500 in 2024."),
    ("en", "Beef priced per pound cost $5 in 2024."),
    ("fr", "La tonne en dollars coûtait 500 euros."),
    ("es", "La tonelada en dólares cuesta 500 euros."),
    ("it", "La tonnellata in dollari costava 500 euro."),
    ("pt", "A tonelada em dólares custava 500 reais."),
    ("ru", "Тонна в рублях стоила 500 долларов."),
    ("bn", "২০২৪ সালে রিঙ্গিতের দেশে ২৫ কোটি টাকার রপ্তানি হয়"),
    ("ru", "За 2020 год 55,9 млн рублей за рис из Индии."),
    ("ms", "Pada 2024 eksport bernilai 24.3 juta taka."),
]


@pytest.mark.parametrize(("locale", "text"), LOG_POINTS)
def test_points_of_logarithms_are_none_of_percentages(locale: str, text: str) -> None:
    claims = read_claims(text, locale=locale)
    assert not claims["quote"].str.contains("3[.,]72").any()


@pytest.mark.parametrize(("locale", "text"), POINTS)
def test_points_beside_other_words_are_of_percentages(locale: str, text: str) -> None:
    claims = read_claims(text, locale=locale)
    assert claims["unit"].tolist() == ["percentage point"]


@pytest.mark.parametrize(("locale", "text"), PERCENTAGES)
def test_a_log_behind_a_percentage_takes_none_of_it_away(locale: str, text: str) -> None:
    assert len(read_claims(text, locale=locale)) == 1


@pytest.mark.parametrize(("locale", "text"), RATES)
def test_what_a_currency_costs_is_no_amount(locale: str, text: str) -> None:
    assert read_figures(text, locale=locale)["kind"].tolist() == ["rate"]


@pytest.mark.parametrize(("locale", "text"), AMOUNTS)
def test_what_goods_cost_is_an_amount(locale: str, text: str) -> None:
    kinds = read_figures(text, locale=locale)["kind"].tolist()
    assert len(kinds) == 1
    assert kinds[0] != "rate"
