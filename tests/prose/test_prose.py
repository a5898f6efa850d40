"""Amounts of money read out of prose: what is found, where, and what is left alone."""

import unicodedata
from decimal import Decimal

import pandas as pd
import pytest
from babel.numbers import format_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from matrices import some_of
from tradeview.errors import AmbiguousFigureError, FigureError, UnknownCodeError
from tradeview.prose import COLUMNS, DTYPES, MAX_TEXT, highlight, parse_money, read_figures

AMOUNTS = [  # text, locale, value, currency
    ("RM11.46 billion", None, 11_460_000_000, "MYR"),
    ("RM 11.46 billion", None, 11_460_000_000, "MYR"),
    ("RM5,300mil", None, 5_300_000_000, "MYR"),
    ("US$1,903 million", None, 1_903_000_000, "USD"),
    ("1,903 million US dollars", None, 1_903_000_000, "USD"),
    ("USD 2.48bn", None, 2_480_000_000, "USD"),
    ("2.48 Billion U.S. Dollars", None, 2_480_000_000, "USD"),
    ("$5m", None, 5_000_000, "USD"),
    ("$5 million CAD", None, 5_000_000, "CAD"),
    ("US$5 millions", None, 5_000_000, "USD"),
    ("3 billions dollars", None, 3_000_000_000, "USD"),
    ("2 trillions ringgit", None, 2 * 10**12, "MYR"),
    ("two billion dollars", None, 2_000_000_000, "USD"),
    ("a million dollars' worth", None, 1_000_000, "USD"),
    ("nearly half a billion dollars", None, 500_000_000, "USD"),
    ("€3.5 billion", None, 3_500_000_000, "EUR"),
    ("Euro 3.5 billion", None, 3_500_000_000, "EUR"),
    ("£2m", None, 2_000_000, "GBP"),
    ("20 lakh crore rupees", None, 20 * 10**12, "INR"),
    ("Rs 12 crore 34 lakh", None, 123_400_000, "INR"),
    ("3 thousand 500 ringgit", None, 3_500, "MYR"),
    ("a US$5-million grant", None, 5_000_000, "USD"),
    ("-US$5.2 million", None, -5_200_000, "USD"),
    ("US$\u22125.2 million", None, -5_200_000, "USD"),
    ("-12 crore 34 lakh rupees", None, -123_400_000, "INR"),
    ("minus 3 billion dollars", None, -3_000_000_000, "USD"),
    ("a balance of minus US$3 billion", None, -3_000_000_000, "USD"),
    ("minus -3 billion dollars", None, -3_000_000_000, "USD"),
    ("the terminus 3 billion dollars", None, 3_000_000_000, "USD"),
    ("মাইনাস ৩ কোটি টাকা", None, -30_000_000, "BDT"),
    ("ติดลบ 3 พันล้านบาท", None, -3_000_000_000, "THB"),
    ("1 trillion 234 billion 567 million 890 thousand 123 rupees", None, 1_234_567_890_123, "INR"),
    ("US$\N{NO-BREAK SPACE}2.48\N{NARROW NO-BREAK SPACE}billion", None, 2_480_000_000, "USD"),
    ("＄５ million", None, 5_000_000, "USD"),
    ("2.48 billion\nUS\ndollars", None, 2_480_000_000, "USD"),
    ("1\N{THIN SPACE}234\N{THIN SPACE}567 EUR", None, 1_234_567, "EUR"),
    ("১,৯০৩ মিলিয়ন মার্কিন ডলার", None, 1_903_000_000, "USD"),
    ("১,৯০৩ মিলিয়ন মার্কিন ডলারের বাণিজ্য", None, 1_903_000_000, "USD"),
    ("৪৪ দশমিক ৯৪ কোটি টাকা", None, 449_400_000, "BDT"),
    ("২ লাখ কোটি টাকা", None, 2 * 10**12, "BDT"),
    ("১২,৩৪,৫৬৭ টাকা", None, 1_234_567, "BDT"),
    ("১২ কোটি ৩৪ লাখ টাকা", None, 123_400_000, "BDT"),
    ("৩ হাজার ৫০০ কোটি টাকার", None, 35_000_000_000, "BDT"),
    ("দুই কোটি ডলার", None, 20_000_000, "USD"),
    ("2,480 ล้านดอลลาร์สหรัฐ", None, 2_480_000_000, "USD"),
    ("๒,๔๘๐ ล้านเหรียญสหรัฐ", None, 2_480_000_000, "USD"),
    ("1.1 หมื่นล้านริงกิต", None, 11_000_000_000, "MYR"),
    ("2 แสน 3 หมื่นล้านบาท", None, 230_000_000_000, "THB"),
    ("มูลค่า2,480ล้านดอลลาร์สหรัฐฯต่อปี", None, 2_480_000_000, "USD"),
    ("สองล้านบาท", None, 2_000_000, "THB"),
    ("1,9 Milliarden Euro", "de", 1_900_000_000, "EUR"),
    ("1,9 Mrd. Euro", "de", 1_900_000_000, "EUR"),
    ("2 Billionen Euro", "de", 2 * 10**12, "EUR"),
    ("RM11.46 bilion", "ms", 11_460_000_000, "MYR"),
    ("3,5 milliards €", "fr", 3_500_000_000, "EUR"),
    ("5 M€", "fr", 5_000_000, "EUR"),
    ("2,48 млрд долларов США", "ru", 2_480_000_000, "USD"),
    ("$5 million", "en-AU", 5_000_000, "AUD"),
]
NOT_MONEY = [
    "In 2024 trade grew 5.2% to 12,000 tonnes",
    "from May 13 to 16, the 700 students and more than 80 agreements",
    "TOP 10 EXPORTERS and ALL 50 PORTS in 2024 TRY 5",
    "COP 28 in Dubai, COP28, Hong Kong SAR 2024 exports, AMD 7000 chips, SDG 13, RON 95 and 28 COP talks",
    "Euro 2024, COVID-19 dollars, G20 dollars and RMKe-12",
    "the dollar 1.5 percent lower, RM 5 per cent, $ 5%",
    "12/05/2024 USD",
    "US$1.2.3 and 1,2,3 dollars",
    "FORM 11.46 and Rm 5 and usd 5 and Z$5 million",
    "১৯৬৭ সালের ৩রা এপ্রিল, ৫ ইউরোপীয় দেশ, ১০ শতাংশ",
    "13-16 พฤษภาคม 2568 ครั้งที่ 2",
    "9" * 40 + " dollars",
    "the dollar's worth, dollars' worth, several million dollars' worth",
    "",
]


@pytest.mark.parametrize(("text", "locale", "value", "currency"), AMOUNTS)
def test_one_amount_is_read_exactly(text: str, locale: str | None, value: int, currency: str) -> None:
    money = parse_money(text, locale)
    assert (money.magnitude, str(money.units)) == (value, currency)


@pytest.mark.parametrize("text", NOT_MONEY)
def test_what_is_not_money_is_left_alone(text: str) -> None:
    found = read_figures(text)
    assert found.empty
    assert found.dtypes.astype(str).to_dict() == DTYPES
    assert tuple(found.columns) == COLUMNS


@pytest.mark.parametrize(
    "text",
    [
        "constant 2015 USD",
        "in 2015 USD and 2020 EUR",
        "2015-2020 USD",
        "২০১৫ USD",
        "In 2024 ringgit exports fell",
        "in constant 2015 dollars",
        "constant 2015 US$",
        "ในปี 2568 บาทแข็งค่า",
        "ปี ๒๕๖๘ บาท",
    ],
)
def test_trap_a_year_before_a_currency_is_no_amount(text: str) -> None:
    assert read_figures(text).empty


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2,015 USD", 2015),
        ("2015.00 USD", 2015),
        ("USD 2015", 2015),
        ("2015 million USD", 2015e6),
        ("RM2024", 2024),
        ("2568 ringgit", 2568),
        ("in 2024 baht 5 billion", 5e9),
        ("1899 USD", 1899),
        ("2101 USD", 2101),
    ],
)
def test_a_number_that_is_no_bare_year_stays_an_amount(text: str, value: float) -> None:
    assert parse_money(text, "en").magnitude == value


@pytest.mark.parametrize("text", ["US$1 = 2100 MMK", "US$1 is equal to 2100 MMK", "2100 MMK per US$1"])
def test_a_side_of_a_rate_is_no_year(text: str) -> None:
    assert read_figures(text)["kind"].tolist() == ["rate", "rate"]


@pytest.mark.parametrize(
    "text", ["-US$5m for roads", "Grants:\n-US$5m\n", "Grants:\r\n  -5 million US dollars, of which"]
)
def test_trap_a_hyphen_at_the_start_of_a_line_may_be_a_bullet(text: str) -> None:
    (row,) = read_figures(text).itertuples()
    assert row.quote.startswith("-")
    assert pd.isna([row.value, row.low, row.high]).all()
    with pytest.raises(AmbiguousFigureError, match=r"bullet of a list; do: print the minus"):
        parse_money(text)


def test_a_minus_begins_a_number_of_its_own() -> None:
    assert read_figures("a balance of US$5m -US$3m and 5m -3m dollars")["value"].tolist() == [5e6, -3e6, -3e6]


@pytest.mark.parametrize("text", ["RM5 billion minus RM3 billion", "exports 5 minus 3 billion dollars"])
def test_trap_a_minus_between_two_numbers_may_subtract(text: str) -> None:
    row = list(read_figures(text).itertuples())[-1]
    assert row.quote.startswith("minus")
    assert pd.isna([row.value, row.low, row.high]).all()


def test_a_range_after_a_bullet_keeps_both_rows() -> None:
    found = read_figures("Grants:\n-US$5-10 million for roads")
    assert found["currency"].tolist() == ["USD", "USD"]
    assert found["value"].isna().tolist() == [True, False]


@pytest.mark.parametrize("text", [" -US$5m\n", "a net −US$5m flow\n", "Net:\n−US$5m flow", "a net -US$5m flow"])
def test_a_minus_that_is_no_bullet_is_read(text: str) -> None:
    assert parse_money(text).magnitude == -5e6


@pytest.mark.parametrize("text", ["- US$5m for roads", "Grants:\n– US$5m", "Grants:\n–US$5m", "• US$5m"])
def test_a_bullet_that_is_no_minus_is_left_out(text: str) -> None:
    assert parse_money(text).magnitude == 5e6


def test_types_are_the_same_with_and_without_figures() -> None:
    assert read_figures("RM5, $1.234 (US$1 = RM4.3)").dtypes.equals(read_figures("").dtypes)


def test_every_quote_stands_at_its_offsets() -> None:
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, "২০০৭ সালে ১,৯০৩ মিলিয়ন মার্কিন ডলার, ৫ ইয়েন; จาก 5 ล้านบาท; Straße: €5 million.")
        found = read_figures(text)
        assert [text[row.text_start : row.text_end] for row in found.itertuples()] == found["quote"].tolist()
        assert found["value"].tolist() == [1.903e9, 5, 5e6, 5e6]
        assert found["currency"].tolist() == ["USD", "JPY", "THB", "EUR"]


def test_both_encodings_of_a_bengali_letter_are_read_without_shifting() -> None:
    for letter in ("\u09df", "\u09af\u09bc"):
        text = f"মোট ৫ মিলি{letter}ন ডলার।"
        (row,) = read_figures(text).itertuples()
        assert (row.quote, row.value) == (f"৫ মিলি{letter}ন ডলার", 5e6)


def test_two_currencies_of_one_fact_share_an_observation() -> None:
    found = read_figures(
        "total trade reaching RM11.46 billion (US$2.48 billion); imports RM5 billion (or about US$1 billion)"
    )
    assert found["observation"].tolist() == ["0", "0", "1", "1"]
    assert found["low"].tolist() == [11.455e9, 2.475e9, 4.5e9, 0.5e9]
    assert found["high"].tolist() == [11.465e9, 2.485e9, 5.5e9, 1.5e9]


@pytest.mark.parametrize(
    "text",
    ["RM11.46 billion/US$2.48 billion of trade", "RM11.46 billion / US$2.48 billion/€2.3 billion", "RM5/US$1.2 a kilo"],
)
def test_trap_a_slash_between_two_amounts_is_no_rate(text: str) -> None:
    found = read_figures(text)
    assert set(found["kind"]) == {"price" if text.endswith("kilo") else "amount"}
    assert set(found["observation"]) == {"0"}


@pytest.mark.parametrize(
    "text",
    [
        "RM5 billion, US$1 billion",
        "RM5 billion (2023: RM4 billion)",
        "RM5 billion (exports US$1 billion)",
        "RM5 billion (RM1 billion less)",
    ],
)
def test_amounts_of_other_facts_share_none(text: str) -> None:
    found = read_figures(text)
    assert len(found) == 2
    assert found["observation"].isna().all()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("US$3.5 billion (US$1 = RM4.3505)", ["amount", "rate", "rate"]),
        ("RM11 billion (US$1=RM4.3505)", ["amount", "rate", "rate"]),
        ("RM11 billion (100 yen = RM2.9)", ["amount", "rate", "rate"]),
        ("RM11 billion (at 1 US dollar = 4.35 ringgit = 1.3 EUR)", ["amount", "rate", "rate", "rate"]),
        ("at RM4.35 per US dollar", ["rate"]),
        ("at RM4.35/US$", ["rate"]),
        ("at RM4.35/US$1", ["rate", "rate"]),
        ("RM4.35 billion per US dollar", ["amount"]),
        ("at RM4.35 to US$1", ["rate", "rate"]),
        ("US$80 per barrel", ["price"]),
        ("RM11 billion = US$2.5 billion", ["amount", "amount"]),
    ],
)
def test_trap_a_bracket_that_is_a_rate_is_no_amount(text: str, kinds: list[str]) -> None:
    found = read_figures(text)
    assert found["kind"].tolist() == kinds
    assert found["observation"].isna().all()


@pytest.mark.parametrize(
    ("text", "assumed"),
    [
        ("$5m", True),
        ("5 dollars", True),
        ("৫ ডলার", True),
        ("5 ดอลลาร์", True),
        ("US$5m", False),
        ("5 US dollars", False),
        ("৫ মার্কিন ডলার", False),
        ("5 ดอลลาร์สหรัฐ", False),
        ("$5 million USD", False),
    ],
)
def test_a_dollar_of_no_country_is_marked_as_assumed(text: str, assumed: bool) -> None:  # noqa: FBT001
    (row,) = read_figures(text).itertuples()
    assert (row.currency, row.assumed) == ("USD", assumed)


@pytest.mark.parametrize(
    ("text", "values", "quotes"),
    [
        ("US$5-10 billion", [5e9, 10e9], ["US$5", "10 billion"]),
        ("5–10 billion dollars", [5e9, 10e9], ["5", "10 billion dollars"]),
        ("$5-$10 million", [5e6, 10e6], ["$5", "$10 million"]),
        ("US$5 to 10 billion", [5e9, 10e9], ["US$5", "10 billion"]),
        ("from RM900 to RM1.2 million", [900, 1.2e6], ["RM900", "RM1.2 million"]),
        ("RM4 to RM5 billion", [4e9, 5e9], ["RM4", "RM5 billion"]),
        ("from US$1.1 to US$1.9 billion", [1.1e9, 1.9e9], ["US$1.1", "US$1.9 billion"]),
        ("from US$1.9 to US$1.1 billion", [1.9e9, 1.1e9], ["US$1.9", "US$1.1 billion"]),
        ("4 to 5 billion ringgit", [4e9, 5e9], ["4", "5 billion ringgit"]),
        ("800 million to 1.2 billion ringgit", [8e8, 1.2e9], ["800 million", "1.2 billion ringgit"]),
        ("minus 3 to 5 billion dollars", [-3e9, 5e9], ["minus 3", "5 billion dollars"]),
        ("২ থেকে ৩ বিলিয়ন ডলার", [2e9, 3e9], ["২", "৩ বিলিয়ন ডলার"]),
        ("2.48 ถึง 3 พันล้านดอลลาร์", [2.48e9, 3e9], ["2.48", "3 พันล้านดอลลาร์"]),
        ("COVID-19 to 20 billion dollars", [20e9], ["20 billion dollars"]),
        ("in 2007 to 2,480 million dollars", [2.48e9], ["2,480 million dollars"]),
        ("in 2007 to 2.48 billion dollars", [2.48e9], ["2.48 billion dollars"]),
        ("in 2024 US$5 billion", [5e9], ["US$5 billion"]),
    ],
)
def test_a_range_prints_its_currency_and_scale_once(text: str, values: list[float], quotes: list[str]) -> None:
    found = read_figures(text)
    assert (found["value"].tolist(), found["quote"].tolist()) == (values, quotes)
    assert found["currency"].nunique() == 1


def test_trap_the_end_of_a_range_that_may_be_scaled_keeps_its_row_without_a_value() -> None:
    found = read_figures("from RM40 to RM3 billion")
    assert found["quote"].tolist() == ["RM40", "RM3 billion"]
    assert found["value"].isna().tolist() == [True, False]


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [("EUR 1.234", "de", 1234), ("EUR 1.234", "en", 1.234), ("worth EUR 1.234", None, 1.234)],
)
def test_trap_separators_are_read_by_language(text: str, locale: str | None, value: float) -> None:
    assert parse_money(text, locale).magnitude == value


@pytest.mark.parametrize(
    "text", ["EUR 1.234", "EUR 1,234", "1.234 Euro", "The total was US$ 2,48 bilhões", "2.48 US$ billion"]
)
def test_trap_an_ambiguous_number_keeps_its_row_without_a_value(text: str) -> None:
    (row,) = read_figures(text).itertuples()
    assert row.quote
    assert pd.isna([row.value, row.low, row.high]).all()
    with pytest.raises(AmbiguousFigureError, match="name its locale"):
        parse_money(text)


def test_trap_scale_words_mean_what_their_language_means() -> None:
    assert [parse_money("2 Billion Euro", locale).magnitude for locale in ("en", "de")] == [2e9, 2e12]


@pytest.mark.parametrize(("digits", "language"), [("১,৯০৩", "bn"), ("๑,๙๐๓", "th")])
def test_trap_native_digits_tell_the_language(digits: str, language: str) -> None:
    (row,) = read_figures(f"EUR {digits}").itertuples()
    assert (row.value, row.locale) == (1903, language)


def test_a_mixed_text_is_read_figure_by_figure() -> None:
    text = (
        "มูลค่าการค้ารวม 2,480 ล้านดอลลาร์สหรัฐ และ EUR 1,234 ในปี 2567 "
        "Bernama said that total trade reached RM11.46 billion. "
        "২০০৭ সালে ১,৯০৩ মিলিয়ন মার্কিন ডলার ছিল।"
    )
    found = read_figures(text)
    assert found["locale"].tolist() == ["th", "en", "en", "bn"]
    assert found["value"].tolist() == [2.48e9, 1234, 11.46e9, 1.903e9]


def test_without_evidence_the_locale_is_missing_and_the_given_one_is_kept() -> None:
    assert read_figures("EUR 5")["locale"].isna().all()
    assert read_figures("EUR 5", "de-AT")["locale"].tolist() == ["de_AT"]


@pytest.mark.parametrize("text", ["", "no money in 2024", "RM5 and RM6", "US$1 = RM4.35"])
def test_parse_money_wants_exactly_one_amount(text: str) -> None:
    with pytest.raises(FigureError, match=r"one amount of money was asked for; found: [02] amounts") as caught:
        parse_money(text)
    assert not isinstance(caught.value, AmbiguousFigureError)


@pytest.mark.parametrize("locale", ["xx", "", "English"])
def test_unknown_locale_is_an_error(locale: str) -> None:
    with pytest.raises(UnknownCodeError):
        read_figures("RM5", locale)


def test_a_text_beyond_the_bound_is_refused() -> None:
    with pytest.raises(FigureError, match="too long"):
        read_figures("1" * (MAX_TEXT + 1))


# Numbers, ranges, rates, minus signs, words: one of each kind of what a pattern may go through again and again.
ENDLESS = (
    "0m ",
    "0.1m ",
    "\n-5m ",
    "-US$5\n",
    "1",
    "1,",
    "1 ",
    "12 ",
    ",234",
    "5 lakh ",
    "RM1 ",
    "US$1 = ",
    "4 to ",
    "4 to RM5m ",
    "minus ",
    "minus 5m ",
    "2015 dollars ",
    "RM2/US$3",
    "(",
    "5ล้าน",
    "1 point ",
)
ONE_OF_A_KIND = ("-US$5\n", "1 ", "US$1 = ", "4 to RM5m ", "minus ", "5ล้าน")


@pytest.mark.parametrize("pattern", some_of(ENDLESS, ONE_OF_A_KIND))
def test_long_hostile_texts_are_read_in_linear_time(pattern: str) -> None:
    # Quadratic matching would take minutes here; nothing is asserted of the clock.
    assert isinstance(read_figures((pattern * 200_000)[:200_000]), pd.DataFrame)


@given(
    st.text(
        st.sampled_from("0123456789.,' $€=()-–%/RMUS৫০๕bn million minus কোটি টাকা ล้าน ลบ to\n\u200b\u0301ß²"), max_size=80
    )
)
@example("5 " + "lakh " * 50 + "rupees")
def test_no_text_raises_anything_and_every_row_is_whole(text: str) -> None:
    found = read_figures(text)
    assert all(text[row.text_start : row.text_end] == row.quote for row in found.itertuples())
    known = found.dropna(subset=["value"])
    finite = known[known["kind"] == "amount"]  # what a rate is quoted for is exact
    assert ((finite["low"] < finite["value"]) & (finite["value"] < finite["high"])).all()
    amounts = found[found["kind"] == "amount"]
    if len(amounts) == 1 and amounts["value"].notna().all():
        assert parse_money(text).magnitude == amounts["value"].item()
    else:
        with pytest.raises(FigureError):
            parse_money(text)


ZEROS = {"en": "0", "bn": "০", "th": "๐", "de": "0"}
MILLIONS = {"en": "million", "bn": "মিলিয়ন", "th": "ล้าน", "de": "Millionen"}


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(sorted(ZEROS)))
def test_what_babel_formats_is_read_back_exactly(value: Decimal, locale: str) -> None:
    printed = format_decimal(value, locale=locale, decimal_quantization=False)
    native = "".join(chr(ord(ZEROS[locale]) + int(c)) if c.isdigit() else c for c in printed)
    assert parse_money(f"MYR {native} {MILLIONS[locale]}", locale).magnitude == float(value * 10**6)


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("Nigeria's $5 billion loan", 5e9, "USD"),
        ("La La Land: $1.2 billion", 1.2e9, "USD"),
        ("Palm oil RM4,200 per tonne", 4200, "MYR"),
        ("$10 T-shirts", 10, "USD"),
        ("cost US$5\nM. Smith said", 5, "USD"),
        ("US$345.6 million m/m", 345.6e6, "USD"),
        ("US$5 billion² was exported", 5e9, "USD"),
        ("US$5 billion1", 5e9, "USD"),
        ("RM5 \n   billion", 5e9, "MYR"),
        ("one hundred and twenty million dollars were paid", 120e6, "USD"),
        ("forty two billion dollars", 42e9, "USD"),
        ("Le prix est de vingt-cinq millions d'euros", 25e6, "EUR"),
        ("más de doscientos cincuenta millones de dólares", 250e6, "USD"),
        ("двадцать пять миллионов долларов", 25e6, "USD"),
        ("yüz elli milyon dolar", 150e6, "USD"),
        ("sebanyak dua puluh lima juta ringgit", 25e6, "MYR"),
        ("ยี่สิบห้าล้านบาท", 25e6, "THB"),
        ("خمسة وعشرين مليون دولار", 25e6, "USD"),
        ("百二十億円の輸出", 12e9, "JPY"),
        ("六四〇．五億美元", 64.05e9, "USD"),
        ("won 5 billion dollars of orders", 5e9, "USD"),
        ("3 trillion won", 3e12, "KRW"),
    ],
)
def test_trap_ordinary_words_beside_an_amount(text: str, value: float, currency: str) -> None:
    (row,) = read_figures(text).itertuples()
    assert (row.value, row.currency) == (value, currency)


@pytest.mark.parametrize("text", ["R$ 5 bi", "($5.2) billion", "Mio. EUR 5", "45ر17 مليار دولار"])
def test_trap_a_scale_that_is_not_sure_leaves_no_value(text: str) -> None:
    (row,) = read_figures(text).itertuples()
    assert pd.isna(row.value)


@pytest.mark.parametrize(
    "text",
    [
        "He won 25 million votes",
        "20 euro area countries, 19 euro zone countries",
        "三四亿美元",
        "数十亿美元",
        "US$ exports to a country of 80 million",
        "第20欧元区成员国",
        "the Hindi 3 pounds of feathers",
        "output of 500 million pounds of copper",
        "played 20 won 15",
    ],
)
def test_trap_counts_and_weights_are_no_money(text: str) -> None:
    assert read_figures(text).empty


@pytest.mark.parametrize(
    "pattern",
    [
        "5 billion pounds and ",
        "100 pesos y ",
        "5 دينار و",
        "2024年1-6月出口5亿美元。",
        "target RM5 billion in 2024 ",
        "ปี 67 มูลค่า 5 ล้านบาท ",
        "forty ",
    ],
)
def test_long_texts_of_other_languages_are_read_in_linear_time(pattern: str) -> None:
    # Quadratic matching would take minutes here; nothing is asserted of the clock.
    assert isinstance(read_figures((pattern * 60_000)[:60_000]), pd.DataFrame)


@pytest.mark.parametrize("text", [None, b"RM5 billion", 5])
def test_what_is_no_text_is_refused(text: object) -> None:
    for function in (read_figures, parse_money, highlight):
        with pytest.raises(FigureError, match="out of text"):
            function(text)  # type: ignore[arg-type, operator]
    for locale in (5, ["en"], {}, b"en", set()):
        for function in (read_figures, parse_money, highlight):
            with pytest.raises(UnknownCodeError, match="is no locale"):
                function("RM5 billion", locale)  # type: ignore[arg-type, operator]
