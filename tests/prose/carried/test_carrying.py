"""Figures take their time from the text around their sentence where it is asked for, and nowhere else."""

import datetime as dt
import time
import tomllib
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest

from tradeview.errors import FigureError
from tradeview.prose import read_figures

HERE = Path(__file__).parent
TEXTS: dict[str, dict[str, list[str]]] = tomllib.loads((HERE / "carrying.toml").read_text(encoding="utf-8"))
SENTENCES: dict[str, list[str]] = {
    path.stem: [one["text"] for one in tomllib.loads(path.read_text(encoding="utf-8"))["sentence"]]
    for path in sorted((HERE.parent / "sentences").glob("*.toml"))
}
PUBLISHED = "2024-05-16"
# What each kind of text gives, as the months of its figures.
WANTED = {
    "last_year": ["2023-01/2023-12"],
    "last_month": ["2024-04/2024-04"],
    "part_of_this_year": ["2024-01/2024-04"],
    "month": ["2024-03/2024-03"],
    "december": ["2023-12/2023-12"],
    "quarter": ["2024-01/2024-03"],
    "july_last_year": ["2023-07/2023-07"],
    "next_year": ["2025-01/2025-12"],
    "carried": ["2023-01/2023-12", "2023-01/2023-12"],
    "earlier": ["2024-04/2024-04", "2023-04/2023-04"],
    "compared": ["2024-04/2024-04", "2024-04/2024-04"],
    "same": ["2023-01/2023-12", "2023-01/2023-12"],
}
CASES = [(language, kind) for language, kinds in TEXTS.items() for kind in kinds]


class Dated(NamedTuple):
    """What is read of the time of a figure; None where it is missing."""

    period: int | None
    months: str | None
    time_from: str | None


def dated(text: str, published: object = None, locale: str | None = None, *, carry: bool = True) -> list[Dated]:
    """The times of the figures that have a value."""
    found = read_figures(text, locale, carry=carry, published=published)  # type: ignore[arg-type]
    held = found.loc[found["value"].notna(), list(Dated._fields)].astype(object)
    return [Dated(*row) for row in held.where(held.notna(), None).itertuples(index=False)]


def test_all_twenty_languages_are_here() -> None:
    assert set(TEXTS) == set(SENTENCES)


@pytest.mark.parametrize(("language", "kind"), [case for case in CASES if case[1] != "to_date"])
def test_the_day_of_publication_and_the_text_before_date_what_a_sentence_does_not(language: str, kind: str) -> None:
    for text in TEXTS[language][kind]:
        assert [one.months for one in dated(text, PUBLISHED)] == WANTED[kind], text


@pytest.mark.parametrize("language", TEXTS)
def test_what_is_said_of_the_year_so_far_has_its_year_and_no_months(language: str) -> None:
    for text in TEXTS[language]["to_date"]:
        assert dated(text, PUBLISHED) == [(2024, None, "published")], text


@pytest.mark.parametrize("language", TEXTS)
def test_without_a_day_of_publication_relative_times_stay_missing(language: str) -> None:
    for kind in ("last_year", "last_month", "part_of_this_year", "month", "december", "quarter", "next_year"):
        for text in TEXTS[language][kind]:
            assert dated(text) == [(None, None, None)], text


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_takes_no_time_of_another_unless_it_is_asked_for(language: str) -> None:
    for text in TEXTS[language]["carried"]:
        assert {one.time_from for one in dated(text, carry=False)} <= {None, "sentence"}, text
        assert dated(text, carry=False)[-1].period is None, text


@pytest.mark.parametrize("language", SENTENCES)
def test_carrying_changes_nothing_that_sentences_state(language: str) -> None:
    text = "\n\n".join(SENTENCES[language])
    plain, carried = read_figures(text), read_figures(text, carry=True, published=PUBLISHED)
    times = ["period", "months", "calendar_label", "time_from"]
    # A balance that is carried gives its figure a sign, too.
    flows = ["flow", "flow_from", "coverage", "kind", "value", "low", "high", "bound"]
    is_dated, has_flow = plain[times[:2]].notna().any(axis="columns"), plain["flow"].notna()
    pd.testing.assert_frame_equal(plain[is_dated & has_flow], carried[is_dated & has_flow])
    pd.testing.assert_frame_equal(plain[is_dated].drop(columns=flows), carried[is_dated].drop(columns=flows))
    pd.testing.assert_frame_equal(plain[has_flow].drop(columns=times), carried[has_flow].drop(columns=times))
    pd.testing.assert_frame_equal(plain.drop(columns=[*times, *flows]), carried.drop(columns=[*times, *flows]))
    is_dated = carried[times[:3]].notna().any(axis="columns")
    assert (carried["time_from"].notna() == is_dated).all()


ARTICLE = """Trade with Russia in 2024

KUALA LUMPUR, May 16 (Harian) -- Exports to Russia came to RM3.2 billion. In 1967 the two set up relations.

Imports were RM8.1 billion, up from RM7 billion.

In 2015, trade had been RM9 billion. Imports were then RM5 billion.

Trade now stands above RM11 billion. Exports are expected to reach RM5 billion. Malaysia invested RM2 billion.
"""


def test_an_article_is_read_as_a_reader_does() -> None:
    periods = [one.period for one in dated(ARTICLE)]
    # Of the headline; of the paragraph before; what imports rose from; of 2015; now, a forecast, an investment.
    assert periods == [2024, 2024, None, 2015, 2015, None, None, None]
    assert [one.time_from for one in dated(ARTICLE)[:2]] == ["heading", "paragraph"]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("In 2024 exports were $5 billion, up from $4 billion in 2023. Imports were $3 billion.", [2024, 2023, 2024]),
        ("In 2023 exports were $4 billion and in 2024 $5 billion. Imports were $3 billion.", [2023, 2024, 2024]),
        ("By 2030, trade should reach $9 billion. Exports were $3 billion.", [2030, None]),
        ("Exports have grown since 2015. Imports were $3 billion.", [None]),
        ("In 1967 they signed a trade agreement. Trade reached $3 billion.", [None]),
        ("In 2024 exports were $5 billion. The rate was $1 = RM4.35.", [2024, None, None]),
        ("In 2024 exports were $5 billion. Rubber fetched $1,700.", [2024, None]),
        ("In 2024 exports were $5 billion. Investments reached $3 billion.", [2024, None]),
        ("In 2024 exports were $5 billion. Imports are expected to reach $3 billion.", [2024, None]),
        ("In 2024 exports were $5 billion. Imports average $3 billion a year.", [2024, None]),
        ("In 2024 exports were $5 billion. In 1967 they made friends. Imports were $3 billion.", [2024, None]),
        (
            "In 2024 exports were $5 billion. In 2019 investments were $4 billion. Sales hit $3 billion.",
            [2024, 2019, None],
        ),
        ("In 2024 exports were $5 billion, up from $4 billion in the same period.", [2024, None]),
        ("In 2024 exports were $5 billion. The price of rubber averaged $1.7 a kilo.", [2024, 2024]),
    ],
)
def test_what_a_text_compares_with_aims_at_or_tells_of_the_past_dates_nothing_else(
    text: str, periods: list[int | None]
) -> None:
    assert [one.period for one in dated(text)] == periods


LIST = "Exports in 2024:\n\n- palm oil: US$5 billion.\n- rubber: US$3 billion.\n\nImports were US$2 billion."


@pytest.mark.parametrize("carry", [False, True])
def test_a_heading_with_a_colon_governs_its_list_and_nothing_behind(*, carry: bool) -> None:
    held = dated(LIST, carry=carry)
    assert [(one.period, one.time_from) for one in held] == [(2024, "heading"), (2024, "heading"), (None, None)]


def test_a_heading_without_a_colon_holds_for_its_table_where_it_is_asked_for() -> None:
    table = "Main exports, 2024\n\nPalm oil US$5 billion\nRubber US$3 billion"
    text = f"In 2023 trade was US$9 billion.\n\n{table}\n\nImports fell to US$2 billion."
    assert [one.period for one in dated(text)] == [2023, 2024, 2024, None]
    assert [one.period for one in dated(text, carry=False)] == [2023, None, None, None]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "Exports in 2023 (US$ billion)\n\n- China: 12.4\n- Japan: 8.1 (2022: 7.9)\n- India: 6",
            [2023, 2023, 2022, 2023],
        ),
        ("Exports, 2023 (US$ billion)\nChina 12.4\nJapan 8.1\nIndia 6", [2023, 2023, 2023]),
        ("Exports in 2023, in US$ billion:\nChina 12.4;\nJapan 8.1;\nIndia 6.", [2023, 2023, 2023]),
        ("Exports in 2023 (US$ billion): China 12.4; Japan 8.1; India 6.", [2023, 2023, 2023]),
    ],
)
def test_the_lines_of_a_list_have_the_time_of_its_head(text: str, periods: list[int]) -> None:
    held = dated(f"In May 2024 exports were US$2 billion.\n\n{text}")
    assert [one.period for one in held] == [202405, *periods]
    assert {one.time_from for one in held[1:] if one.period == 2023} == {"heading"}


def test_behind_a_list_the_text_returns_to_the_time_it_began_with_if_the_list_has_that() -> None:
    text = "In {} exports were US$9 billion.\n\nIn May 2024 they were US$1 billion.\n\n{}\n\nImports were US$3 billion."
    table = "Exports in 2023 (US$ billion):\nChina 4\nJapan 3"
    assert dated(text.format(2023, table))[-1] == (2023, "2023-01/2023-12", "paragraph")
    assert dated(text.format(2022, table))[-1].period is None


def test_a_heading_in_the_text_dates_the_paragraph_below_it() -> None:
    past = "A look back at 2019\n\nExports were US$5 billion."
    text = f"In 2024 exports were US$9 billion.\n\n{past}\n\nImports are US$3 billion."
    assert [one.period for one in dated(text)] == [2024, 2019, 2024]


@pytest.mark.parametrize(
    ("published", "text", "months"),
    [
        ("2024-05-16", "Exports in May were US$5 billion.", None),  # not over, nor the May before
        ("2024-05-25", "Exports in May were US$5 billion.", "2024-05/2024-05"),
        ("2024-05-16", "Exports in June were US$5 billion.", "2023-06/2023-06"),
        ("2024-05-16", "Exports from January to May were US$5 billion.", "2024-01/2024-05"),
        ("2024-05-16", "Exports in the first half were US$5 billion.", None),  # not over
        ("2024-07-01", "Exports in the first half were US$5 billion.", "2024-01/2024-06"),
        ("2024-01-20", "Exports in the fourth quarter were US$5 billion.", "2023-10/2023-12"),
        ("2024-01-20", "Exports in the first eleven months were US$5 billion.", "2023-01/2023-11"),
        ("2024-12-20", "Exports in eight months were US$5 billion.", None),  # of any year
        ("2024-01-05", "Exports last month were US$5 billion.", "2023-12/2023-12"),
        ("2024-05-16", "Exports to March were US$5 billion, and until April US$7 billion.", "2024-01/2024-04"),
        ("2024-05-16", "In the three months to April exports were US$5 billion.", "2024-02/2024-04"),
        ("2024-05-16", "In the quarter ended February exports were US$5 billion.", "2023-12/2024-02"),
        ("2024-05-16", "From November to March exports were US$5 billion.", "2023-11/2024-03"),
        ("2024-05-16", "In April exports were US$5 billion, against US$4 billion last year.", None),
        (
            "2024-05-16",
            "In April exports were US$5 billion, against US$4 billion in April last year.",
            "2023-04/2023-04",
        ),
        ("2024-05-16", "In 2022 they fell. In March, exports were US$5 billion.", "2024-03/2024-03"),
        ("2024-05-16", "In 2022 imports were low, and exports in March US$5 billion.", None),
        ("2024-05-16", "Exports may reach US$5 billion.", None),
    ],
)
def test_a_part_of_no_year_is_the_last_that_was_over(published: str, text: str, months: str | None) -> None:
    held = dated(text, published)[-1]
    assert held.months == months or held.time_from == "sentence"


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("In 2024 exports were US$50 billion. In December they were US$5 billion.", "2024-12/2024-12"),
        ("In May 2024 exports were US$5 billion. In January to April they were US$18 billion.", "2024-01/2024-04"),
        ("In May 2024 exports were US$5 billion. In August they were US$6 billion.", None),
        ("In May 2024 exports were US$5 billion. A month earlier they were US$6 billion.", "2024-04/2024-04"),
        ("In 2024 exports were US$5 billion. A month earlier they were US$6 billion.", None),
        ("In 2024 exports were US$5 billion. The previous year they were US$6 billion.", "2023-01/2023-12"),
        ("In May 2024 exports were US$5 billion. The previous year they were US$60 billion.", None),
    ],
)
def test_what_counts_from_the_time_stated_last(text: str, months: str | None) -> None:
    assert dated(text)[-1].months == months


@pytest.mark.parametrize(
    "day",
    [
        "2024-05-16",
        dt.date(2024, 5, 16),
        dt.datetime(2024, 5, 16, 9, 30, tzinfo=dt.UTC),
        pd.Timestamp("2024-05-16 09:30"),
    ],
)
def test_a_day_may_be_text_or_a_date(day: object) -> None:
    assert dated("Exports last month were US$5 billion.", day)[0].period == 202404


@pytest.mark.parametrize("day", ["May 2024", "16/05/2024", "", 20240516, pd.NaT, ["2024-05-16"]])
def test_what_is_no_day_is_refused(day: object) -> None:
    with pytest.raises(FigureError, match="the day that a text was published"):
        dated("Exports last month were US$5 billion.", day)


def test_a_day_of_publication_goes_with_carrying() -> None:
    with pytest.raises(FigureError, match="carry=True"):
        read_figures("Exports last month were US$5 billion.", published="2024-05-16")


@pytest.mark.parametrize(
    "piece",
    [
        "Exports last month were US$5 billion, and a year earlier US$4 billion. ",
        "last month and in May a year earlier US$5 billion ",
        "Exports in 2024:\n- palm oil: US$5 billion.\n",
        "last year ",
        "in May ",
    ],
)
def test_time_is_linear_in_the_length_of_a_text(piece: str) -> None:
    def seconds(characters: int) -> float:
        text = piece * (characters // len(piece))
        began = time.process_time()
        read_figures(text, carry=True, published=PUBLISHED)
        return time.process_time() - began

    read_figures(piece, carry=True, published=PUBLISHED)
    # Eight times the text: what is quadratic takes 64 times as long, whatever else the machine does.
    assert seconds(32_000) < 32 * max(seconds(4_000), 0.02)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("12月出口436億美元,進口374億美元。\n\n累計113全年出口4,751億美元,進口3,945億美元。\n", "2025-01-09"),
        ("12月份出口436亿美元,进口374亿美元。\n\n累计全年出口4751亿美元,进口3945亿美元。\n", "2025-01-09"),
        ("Exports in December 2024 were US$43 billion.\n\nCumulative exports came to US$475 billion.\n", None),
        (
            "Las exportaciones de marzo de 2024 sumaron US$ 43 millones.\n\nEl acumulado llegó a US$ 475 millones.\n",
            None,
        ),
        ("Im März 2024 betrugen die Exporte 43 Mrd. Euro.\n\nKumuliert waren es 120 Mrd. Euro.\n", None),
    ],
)
def test_what_is_said_of_the_whole_year_does_not_take_a_month(text: str, published: str | None) -> None:
    found = read_figures(text, carry=True, published=published)
    told = [figure for figure in found.itertuples() if figure.text_start > text.index("\n\n")]
    assert len(found) > len(told) > 0
    assert all(pd.isna(figure.period) for figure in told)
    assert found["period"].notna().any()


def test_a_list_under_the_whole_year_does_not_take_a_month() -> None:
    text = "12月出口436億美元。\n\n對主要市場出口,全年:\n- 中國大陸與香港:1,506億美元\n- 美國:1,114億美元\n"
    found = read_figures(text, carry=True, published="2025-01-09")
    assert found["period"].tolist()[0] == 202412
    assert found["period"].iloc[1:].isna().all()


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Ang exports noong Mayo 2023 ay $6.4 billion.", 202305),
        ("Ang total external trade noong Hulyo 2019 ay $15.74 billion.", 201907),
        ("Trade in Mayo 2023 was US$5 billion.", 202305),
        ("Exports of the Mayo clinic in 2023 were US$5 billion.", 2023),
    ],
)
def test_a_month_is_read_beside_words_of_another_language(text: str, period: int) -> None:
    assert read_figures(text)["period"].tolist() == [period]
