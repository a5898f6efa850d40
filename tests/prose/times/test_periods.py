"""Times that a text names, and the months they stand for."""

import pytest

from tradeview.prose.lexicon import find_lexicon
from tradeview.prose.text.folding import fold_text
from tradeview.prose.text.passages import split_passages
from tradeview.prose.times.periods import find_times


def months(text: str, locale: str) -> list[str | None]:
    found = find_times(fold_text(text), find_lexicon((locale,)), [])
    settled = [time.months if time.months and time.months.is_settled else None for time in found if not time.compared]
    return [str(one) if one else None for one in settled]


@pytest.mark.parametrize(
    ("text", "locale", "wanted"),
    [
        ("in 2024", "en", "2024-01/2024-12"),
        ("in the first half of 2025", "en", "2025-01/2025-06"),
        ("Jan-Oct 2024", "en", "2024-01/2024-10"),
        ("from January to October 2024", "en", "2024-01/2024-10"),
        ("in May 2025", "en", "2025-05/2025-05"),
        ("the third quarter of 2023", "en", "2023-07/2023-09"),
        ("Q3 2023", "en", "2023-07/2023-09"),
        ("the first nine months of 2019", "en", "2019-01/2019-09"),
        ("ปี 2567", "th", "2024-01/2024-12"),
        ("พ.ศ. 2567", "th", "2024-01/2024-12"),
        ("ปี 67", "th", "2024-01/2024-12"),
        ("ม.ค.-ต.ค. 67", "th", "2024-01/2024-10"),
        ("ปีงบประมาณ 2567", "th", "2023-10/2024-09"),
        ("২০২৪ সালে", "bn", "2024-01/2024-12"),
        ("বাংলাদেশের ২০২৩-২৪ অর্থবছরে", "bn", "2023-07/2024-06"),
        ("वित्त वर्ष 2023-24", "hi", "2023-04/2024-03"),
        ("за январь — октябрь 2024 года", "ru", "2024-01/2024-10"),
        ("за первые девять месяцев 2024 года", "ru", "2024-01/2024-09"),
        ("2024年", "zh_Hans", "2024-01/2024-12"),
        ("2024年1至10月", "zh_Hans", "2024-01/2024-10"),
        ("2025年上半年", "zh_Hans", "2025-01/2025-06"),
        ("民國114年", "zh_Hant", "2025-01/2025-12"),
        ("令和6年", "ja", "2024-01/2024-12"),
        ("2024年度", "ja", "2024-04/2025-03"),
        ("2024년 1~10월", "ko", "2024-01/2024-10"),
        ("2024년 상반기", "ko", "2024-01/2024-06"),
        ("au premier semestre 2025", "fr", "2025-01/2025-06"),
        ("im ersten Halbjahr 2025", "de", "2025-01/2025-06"),
        ("de enero a octubre de 2024", "es", "2024-01/2024-10"),
        ("no primeiro trimestre de 2024", "pt", "2024-01/2024-03"),
        ("nei primi sei mesi del 2024", "it", "2024-01/2024-06"),
        ("2024 yılının ilk yarısında", "tr", "2024-01/2024-06"),
        ("9 tháng đầu năm 2022", "vi", "2022-01/2022-09"),
        ("tháng 7/2017", "vi", "2017-07/2017-07"),
        ("semester I 2024", "id", "2024-01/2024-06"),
        ("suku pertama 2024", "ms", "2024-01/2024-03"),
        ("في النصف الأول من عام 2024", "ar", "2024-01/2024-06"),
    ],
)
def test_a_time_has_its_first_and_its_last_month(text: str, locale: str, wanted: str) -> None:
    assert months(text, locale) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "since 2015",
        "on 14 May 2025",
        "on May 14, 2025",
        "24/6/2019",
        "from 12.5 to 2015.5 points",
        "20245 tonnes",
    ],
)
def test_what_is_no_time_of_a_figure_is_left_out(text: str) -> None:
    assert not [one for one in months(text, "en") if one]


@pytest.mark.parametrize("text", ["last year", "in 2023-24", "between 2011 and 2015", "the same period"])
def test_a_time_that_is_not_dated_is_named_without_months(text: str) -> None:
    assert months(text, "en") == [None]


def test_the_same_period_of_another_year_has_the_same_months() -> None:
    text = "in the first half of 2025, and in the same period of 2024"
    assert months(text, "en") == ["2025-01/2025-06", "2024-01/2024-06"]


def test_a_place_that_is_taken_by_money_is_no_time() -> None:
    text = fold_text("2015 million dollars")
    assert find_times(text, find_lexicon(()), [(0, 20)]) == []
    assert len(find_times(text, find_lexicon(()), [])) == 1


def test_a_passage_in_thai_reads_both_calendars() -> None:
    (passage,) = split_passages(fold_text("การค้าปี 2567 และ 2024"))
    assert passage.language == "th"
    assert months("การค้าปี 2567 และ 2024", "th") in (["2024-01/2024-12"] * 2, [None])
