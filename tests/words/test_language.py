"""The language that is spoken: chosen once by a door, known to all that writes words, and gone when the door closes."""

import threading

import pandas as pd
import pytest

import tradeview as tv
from tradeview.errors import ArgumentError
from tradeview.words.language import ENGLISH, Language, choose_language, in_language, languages, speak, spoken
from tradeview.words.money import format_money
from tradeview.words.names import plain_name, series_name
from tradeview.words.numbers import format_number, format_percent, write_short
from tradeview.words.periods import format_day, format_period, format_run, format_span
from tradeview.words.templates import Said, Template, list_words

OTHERS = [code for code in languages() if code != ENGLISH]


def test_the_languages_of_the_documents_and_of_the_pair_are_there() -> None:
    assert {"en", "ms", "ru", "bn", "th", "ar"} <= set(tv.languages())


def test_english_is_spoken_where_nobody_asked() -> None:
    assert spoken() == Language("en")
    assert choose_language(None) is spoken()


def test_a_language_is_spoken_as_long_as_the_block_and_no_error_keeps_it() -> None:
    with speak("ms"):
        assert spoken().code == "ms"
        with speak("ru"):
            assert spoken().code == "ru"
        with speak(None):
            assert spoken().code == "ms"

    def fail() -> None:
        with speak("ms"):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert spoken().code == "en"


def test_another_thread_speaks_its_own_language() -> None:
    heard: list[str] = []
    with speak("ms"):
        thread = threading.Thread(target=lambda: heard.append(spoken().code))
        thread.start()
        thread.join()
    assert heard == ["en"]


def test_a_function_speaks_what_it_is_asked_for() -> None:
    @in_language
    def code(*, language: str | Language | None = None) -> str:  # noqa: ARG001
        return spoken().code

    assert (code(), code(language="th"), code(language=tv.Language("bn")), code()) == ("en", "th", "bn", "en")


@pytest.mark.parametrize("asked", ["english", "xx", "", "MS", "../ms", 5, b"ms"])
def test_what_is_no_language_of_ours_is_refused_with_those_there_are(asked: object) -> None:
    with pytest.raises(ArgumentError, match=r"choose one of en, .*bn"):
        choose_language(asked)  # type: ignore[arg-type]


@pytest.mark.parametrize("asked", [{"calendar": "islamic"}, {"digits": "roman"}])
def test_an_unknown_calendar_or_kind_of_digits_is_refused(asked: dict[str, str]) -> None:
    with pytest.raises(ArgumentError, match="one of"):
        Language("th", **asked)  # type: ignore[arg-type]


NUMBERS = {
    "en": ("1,230,000", "−0.0500", "+30%", "12.5"),
    "ms": ("1,230,000", "−0.0500", "+30%", "12.5"),
    "ru": ("1\xa0230\xa0000", "−0,0500", "+30\xa0%", "12,5"),
    "bn": ("12,30,000", "−0.0500", "+30%", "12.5"),  # as CLDR has it: lakhs
    "th": ("1,230,000", "−0.0500", "+30%", "12.5"),
    "ar": ("1,230,000", "−0.0500", "+30%", "12.5"),
}


@pytest.mark.parametrize("code", NUMBERS)
def test_numbers_are_written_as_cldr_has_them(code: str) -> None:
    with speak(code):
        found = format_number(1_230_000), format_number(-0.05), format_percent(0.303), write_short(12.5)
    assert found == NUMBERS[code]


def test_native_digits_are_written_where_they_are_asked_for() -> None:
    with speak(Language("bn", digits="native")):
        assert format_number(1_230_000) == "১২,৩০,০০০"
        assert format_period(2024) == "২০২৪"
        assert Template("{count}").fill(count=1200) == "১,২০০"
    with speak(Language("ru", digits="native")):  # whose own digits are these
        assert format_number(12.5) == "12,5"
    with speak(Language("ar", digits="native")):
        assert format_period(2024) == "٢٠٢٤"


def test_years_are_counted_as_the_era_of_thailand_where_it_is_asked_for() -> None:
    with speak(Language("th", calendar="buddhist")):
        assert format_period(2024) == "2567"
        assert format_run(2006, 2024) == "2549–2567"
        assert "2567" in format_period(202405)
        assert "2567" in format_span(202401202408)
        assert "2566-67" in format_span(202304202403)
        assert "2567" in format_day(pd.Timestamp("2024-07-29").date())
    with speak("th"):
        assert format_period(2024) == "2024"


NAMES = {"ms": "Rusia", "ru": "Россия", "bn": "রাশিয়া", "th": "รัสเซีย", "ar": "روسيا"}


@pytest.mark.parametrize("code", NAMES)
def test_economies_are_named_in_the_language(code: str) -> None:
    with speak(code):
        assert plain_name("RUS") == NAMES[code]


LISTS = {"ms": "a, b dan c", "ru": "a, b и c", "bn": "a, b এবং c", "th": "a b และ c", "ar": "a وb وc"}


@pytest.mark.parametrize("code", LISTS)
def test_lists_are_joined_as_the_language_joins_them(code: str) -> None:
    with speak(code):
        assert list_words(["a", "b", "c"]).replace("، ", ", ") == LISTS[code]


@pytest.mark.parametrize(
    ("last", "text"), [("−5%", "เพิ่มขึ้น และ −5%"), ("“ยาง”", "เพิ่มขึ้น และ “ยาง”"), ("ลดลง", "เพิ่มขึ้นและลดลง")]
)
def test_thai_parts_words_from_figures_and_signs_in_lists(last: str, text: str) -> None:
    with speak("th"):
        assert list_words(["เพิ่มขึ้น", last]) == text


def test_forms_of_names_and_of_templates_stand_in_the_catalogue() -> None:
    with speak("ru"):
        row = pd.Series({"reporter": "MYS", "partner": "RUS", "flow": "export", "commodity_code": "TOTAL"})
        assert series_name(row) == "экспорт Малайзии в Россию"
        assert isinstance(Template("exports").fill(), Said)


def test_money_is_written_with_the_scales_of_the_language() -> None:
    with speak("ru"):
        assert format_money(2.48e9, "USD").replace("\xa0", " ").startswith("2,48 млрд")
    with speak("bn"):
        assert "কোটি" in format_money(2.48e9, "USD")


def test_every_chart_is_in_the_language_and_leaves_english_behind() -> None:
    flows = pd.DataFrame(
        {"period": [2023, 2024] * 2, "flow": ["export"] * 2 + ["import"] * 2, "value": [5e9, 4e9, 3e9, 6e9]}
    )
    same = {"reporter": "MYS", "partner": "RUS", "commodity_code": "TOTAL", "currency": "USD"}
    english = tv.charts.words(tv.charts.balance(flows.assign(**same)))
    malay = tv.charts.words(tv.charts.balance(flows.assign(**same), language="ms"))
    assert "Malaysia" in malay.title
    assert "Rusia" in malay.title
    assert english == tv.charts.words(tv.charts.balance(flows.assign(**same)))
