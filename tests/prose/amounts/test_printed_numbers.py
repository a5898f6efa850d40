"""Numbers as the press, the web and extracted PDFs print them: read rightly or left open, never cut small."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from tradeview.errors import AmbiguousFigureError
from tradeview.prose import parse_money, read_figures
from tradeview.prose.text.folding import fold_text
from tradeview.prose.text.markup import drop_markup
from tradeview.prose.text.typesetting import mend_breaks

HERE = Path(__file__).parent
Reading = tuple[Decimal | None, str]  # a value, None where it is left open, and a currency


def sentences_of(name: str) -> dict[str, dict[str, list[list[str]]]]:
    found: dict[str, dict[str, list[list[str]]]] = tomllib.loads((HERE / name).read_text(encoding="utf-8"))
    return found


def cases_of_kinds() -> Iterator[object]:
    for kind, languages in sentences_of("printed_numbers.toml").items():
        for language, pairs in languages.items():
            for number, (text, wanted) in enumerate(pairs, start=1):
                yield pytest.param(text, wanted, id=f"{kind}-{language}-{number}")


def cases_of_languages() -> Iterator[object]:
    for language, pairs in sentences_of("named_languages.toml").items():
        for number, (text, wanted) in enumerate(pairs, start=1):
            yield pytest.param(language, text, wanted, id=f"{language}-{number}")


def readings_wanted(wanted: str) -> list[Reading]:
    readings: list[Reading] = []
    for reading in filter(None, wanted.split("; ")):
        value, currency = reading.split(" ")
        readings.append((None if value == "?" else Decimal(value), currency))
    return readings


def readings_of(figures: pd.DataFrame) -> list[Reading]:
    values = [None if pd.isna(value) else Decimal(repr(value)) for value in figures["value"].abs()]  # of deficits, too
    return list(zip(values, figures["currency"], strict=True))


@pytest.mark.parametrize(("text", "wanted"), list(cases_of_kinds()))
def test_a_number_is_read_whole_or_left_open(text: str, wanted: str) -> None:
    figures = read_figures(text)
    assert readings_of(figures) == readings_wanted(wanted), figures[["quote", "locale"]]
    for row in figures.itertuples():
        assert row.quote == text[row.text_start : row.text_end]


@pytest.mark.parametrize(("language", "text", "wanted"), list(cases_of_languages()))
def test_a_language_is_read_where_it_is_named(language: str, text: str, wanted: str) -> None:
    assert readings_of(read_figures(text, locale=language)) == readings_wanted(wanted)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("was <b>RM11.46</b> billion.", "RM11.46</b> billion"),
        ("was RM<b>11.46</b> billion.", "RM<b>11.46</b> billion"),
        ("was **RM11.46** billion.", "RM11.46** billion"),
        ("was [US$5](https://example.org) bn.", "US$5](https://example.org) bn"),
        ("was US$1,903[3] million.", "US$1,903[3] million"),
        ("was US$5 bil-\nlion.", "US$5 bil-\nlion"),
        ("was US$ 2 1/2 billion.", "US$ 2 1/2 billion"),
        ("<p>It was RM5&nbsp;billion</p><p>in all.</p>", "RM5&nbsp;billion"),
    ],
)
def test_a_quote_holds_what_stands_within_the_figure(text: str, quote: str) -> None:
    assert read_figures(text)["quote"].tolist() == [quote]


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("US$2½ billion", 2.45e9, 2.55e9),
        ("US$2 1/2 billion", 2.45e9, 2.55e9),
        ("US$2¾ billion", 2.7e9, 2.8e9),
        ("2 and a half billion dollars", 2.45e9, 2.55e9),
        ("½ billion dollars", 0.45e9, 0.55e9),
        ("RM 11. 46 billion", 11.455e9, 11.465e9),
        ("US$2·48 billion", 2.475e9, 2.485e9),
        ("126 MEUR", 125.5e6, 126.5e6),
        ("US$1,903[3] million", 1902.5e6, 1903.5e6),
        ("1 billion 200 million dollars", 1199.5e6, 1200.5e6),
    ],
)
def test_a_number_is_as_fine_as_it_is_printed(printed: str, low: float, high: float) -> None:
    (figure,) = read_figures(printed).itertuples()
    assert (figure.low, figure.high) == (low, high)


def test_a_third_is_a_third_and_no_finer_than_a_decimal_place() -> None:
    (figure,) = read_figures("US$2⅓ million").itertuples()
    assert figure.value == pytest.approx(7e6 / 3)
    assert figure.high - figure.low == pytest.approx(1e5)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The price was $250. 5 million tonnes were shipped.", [250]),
        ("Prices of $5* for 3 million books.", [5]),
        ("It costs US$5 (1) in all.", [5]),
        ("An area of 5 km² and RM5 million.", [5e6]),
        ("Profit < RM3 million and a > RM2 million.", [3e6, 2e6]),
        ("The agreement of May 16, 48 billion dollars, is new.", [48e9]),
        ("They paid US$5 and 6 million people came.", [5]),
        ("On 5*3 grounds, RM5 million.", [5e6]),
        ("Section 5(a) costs US$3 million.", [3e6]),
        ("出口2亿半导体, 价值5亿美元。", [5e8]),
    ],
)
def test_what_looks_like_a_part_of_a_number_is_none(text: str, values: list[float]) -> None:
    assert read_figures(text)["value"].tolist() == values


@pytest.mark.parametrize(
    "text",
    [
        "<script>let trade = 'US$5 billion';",
        "<SCRIPT type='text/javascript'>US$5 billion</SCRIPT >",
        "<!-- US$5 billion",
        "<a href=\"/US$5 billion\" title='US$6 > 5 billion'>",
        "[link](https://example.org/US$5bn)",
        "![US chart](/img/US$5bn.png)",
        "<del>US$5 billion</del>",
        "<s class='old'>US$5 billion</s>",
    ],
)
def test_what_a_page_does_not_show_is_no_figure(text: str) -> None:
    assert read_figures(text).empty


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("a <b>c</b> < d", "a c < d"),
        ("1<sup>st</sup> of 10<sup>6</sup>, 5<sup>a</sup>", "1st of 10⁶, 5"),
        ("<td>5</td><td>million</td>", " | 5 |  | million | "),
        ("x<br/>y", "x\n\ny"),
        ("was <del>5</del><ins>6</ins> and <s>7", "was 6 and 7"),
        ("snake_case *item* _word_ `code` 5 * 6 * x", "snake_case item word code 5 * 6 * x"),
        ("&amp; &nbsp;| &unknown;", "&amp;  | &unknown;"),
    ],
)
def test_markup_is_dropped_and_all_else_stays(text: str, folded: str) -> None:
    assert drop_markup(fold_text(text)).folded == folded


@pytest.mark.parametrize("text", ["Malaysia-\nRussia", "year-\non-year", "10² x", "[1] US$5", "5 [note] x"])
def test_what_parts_no_figure_stays(text: str) -> None:
    view = fold_text(text)
    assert mend_breaks(view) == view


def test_too_large_for_trade_is_read_where_the_language_is_named() -> None:
    text = "İhracat 12.345 milyar dolar oldu."
    assert readings_of(read_figures(text)) == [(None, "USD")]
    assert parse_money("12.345 milyar dolar", "tr").magnitude == 12_345e9


MARKS = ["<a ", "<b>", "<!--", "<sup>", "<del>", "<s></s>", "[x](", "**", "`", "5 [", "1/2 ", "5. 5 ", "5-\n", "½"]


def test_a_word_of_a_language_that_is_not_read_says_so() -> None:
    with pytest.raises(AmbiguousFigureError, match="in a language that is not read"):
        parse_money("USD 5 milljörðum", "is")
    assert parse_money("USD 5", "is").magnitude == 5


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Trade balance: –$5 billion", -5e9),
        ("The balance (–€5 billion) was low.", -5e9),
        ("Saldo: –5,2 Mrd. Euro", -5.2e9),
        ("Solde : –5 milliards d'euros", -5e9),
        ("Balança comercial: –US$ 2 bilhões", -2e9),
        ("Saldo comercial: –US$ 500 millones", -5e8),
        ("Saldo commerciale: –5 miliardi di euro", -5e9),
        ("Сальдо: –5 млрд долларов", -5e9),
        ("Dış ticaret dengesi: –5 milyar dolar", -5e9),
        ("Neraca perdagangan: –US$5 miliar", -5e9),
        ("Imbangan dagangan: –RM5 bilion", -5e9),
        ("Cán cân thương mại: –5 tỷ USD", -5e9),
        ("ดุลการค้า: –5 ล้านบาท", -5e6),
        ("무역수지: –5억 달러", -5e8),
        ("貿易収支: –5億ドル", -5e8),
        ("贸易差额：–5亿美元", -5e8),
        ("Exports –$5 billion– fell.", 5e9),
        ("Las exportaciones –US$ 5 millones en 2024–, cayeron.", 5e6),
        ("They exported between $4 billion and growth–$5 billion", 5e9),
    ],
)
def test_a_dash_right_before_an_amount_is_its_minus_where_a_number_is_wanted(text: str, value: float) -> None:
    assert read_figures(text)["value"].tolist()[-1] == value


@pytest.mark.parametrize("text", ["–$5 billion for roads", "The change was –$5 billion."])
def test_a_dash_that_may_be_a_bullet_leaves_the_value_open(text: str) -> None:
    assert read_figures(text)["value"].isna().tolist() == [True]


@pytest.mark.parametrize(
    ("text", "values", "kinds"),
    [
        ("Exports were $1,350.\n\nDer Handel beträgt 1,3 Mrd. Euro.", [1350, 1.3e9], ["amount", "amount"]),
        ("Gold was priced at $2,386.\n\nDer Handel beträgt 1,3 Mrd. Euro.", [2386, 1.3e9], ["price", "amount"]),
        (
            "Exports of the year were $1,350.\n\nLes ventes ont atteint 1,3 milliard d'euros.",
            [1350, 1.3e9],
            ["amount"] * 2,
        ),
        ("Exports of the year were $1,350.\n\nВывоз составил 1,3 млрд рублей.", [1350, 1.3e9], ["amount"] * 2),
    ],
)
def test_numbers_tell_marks_of_their_own_language_alone(text: str, values: list[float], kinds: list[str]) -> None:
    figures = read_figures(text)
    assert figures["value"].tolist() == values
    assert figures["kind"].tolist() == kinds


def test_a_price_of_two_readings_is_a_price() -> None:
    figures = read_figures("Gold was priced at $2,386, after a rise of 1,5 % and 2,25 %.")
    assert figures["kind"].tolist() == ["price"]
    assert figures["value"].isna().tolist() == [True]


@pytest.mark.parametrize("piece", MARKS)
def test_marks_alone_are_read_in_linear_time(piece: str) -> None:
    # Time alone would fail by chance: a pattern that backtracks does not end at all here.
    assert read_figures(piece * (20_000 // len(piece))).empty
