"""The explorer in other languages: its page says what Python's own sentences say, from the same words and numbers."""

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from selectolax.lexbor import LexborHTMLParser

import tradeview as tv
from explorer_pages import CHOOSE, NAMED, figures_the_long_way, made_up_rows, open_offline
from tradeview.interactive.explorer.measures import AS_PRINTED
from tradeview.interactive.explorer.words import CONTROLS, IN_BROWSER
from tradeview.words.language import speak
from tradeview.words.money import MONEY_OF, currency_name, format_amount
from tradeview.words.names import FLOW_FROM, FLOWS, name_economy
from tradeview.words.numbers import format_percent
from tradeview.words.periods import format_span
from tradeview.words.templates import capitalise

pytest.importorskip("anywidget", reason="the extra `interactive` is not installed")

OTHERS = [code for code in tv.languages() if code != "en"]
RIGHT_TO_LEFT = {"ar"}
# Of another script than the language: what rows of the table say.
OF_ROWS = re.compile(r"a paper|a bank|an office|in ringgit|CPI|US\$ \d+|RM \d+")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")


def save(folder: Path, language: Any, **options: Any) -> Path:
    explorer = tv.explore(pd.DataFrame(made_up_rows()), **{**NAMED, **options}, language=language)
    return explorer.save(folder / "explore.html")  # when nobody speaks the language any more


def changes_the_long_way(start: int, end: int) -> list[str]:
    """Say how imports of all products from Singapore changed, in each measure that has figures of both years."""
    said = []
    for measure in ("USD converted", "MYR converted", "USD printed", "MYR printed", "USD real"):
        figures, (currency, kind) = figures_the_long_way(measure), measure.split()
        first, last = (figures.get(("SGP", "import", "TOTAL", year)) for year in (start, end))
        if first is None or last is None:
            continue
        unit = currency_name(currency)
        if kind == "printed":
            unit = AS_PRINTED.fill(currency=unit)
        if kind == "real":
            unit = MONEY_OF.fill(currency=unit, period=format_span(2018))
        said.append(IN_BROWSER["change"].fill(change=format_percent(last[0] / first[0] - 1), unit=unit))
    return said


def finding_of_python(start: int, end: int) -> str:
    names = {"reporter": name_economy("MYS"), "partner": name_economy("SGP")}
    said = IN_BROWSER["finding"].fill(
        series=FLOW_FROM.fill(flow=FLOWS["import"].fill(), **names),
        start=format_span(start),
        end=format_span(end),
        changes=changes_the_long_way(start, end),
    )
    return capitalise(said)


def choose_imports(page: Any, label: str) -> Any:
    return page.evaluate(CHOOSE, {"flow": [label], "start": 1, "end": 2})


@pytest.mark.parametrize("language", [*tv.languages(), tv.Language("en", calendar="buddhist")], ids=str)
def test_the_finding_of_what_is_chosen_is_python_s_own_sentence(
    browser: Any, tmp_path: Path, language: "str | tv.Language"
) -> None:
    path = save(tmp_path, language, partner="SGP")
    with speak(language):
        flow, expected = FLOWS["import"].fill(), finding_of_python(2016, 2018)
        years = (format_span(2016), format_span(2018))
        figure = figures_the_long_way("USD converted")["SGP", "import", "TOTAL", 2018][0]
        amount = format_amount(figure, "USD")
    with open_offline(browser, path, 390) as opened:
        said = choose_imports(opened, flow)
        assert said["finding"] == expected
        assert (said["start"], said["end"]) == years
        assert amount in said["table"]
        assert opened.evaluate("() => document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("code", OTHERS)
def test_a_page_is_in_its_language_from_end_to_end(browser: Any, tmp_path: Path, code: str) -> None:
    path = save(tmp_path, code, partner="SGP")
    (html,) = LexborHTMLParser(path.read_text(encoding="utf-8")).css("html")
    direction = "rtl" if code in RIGHT_TO_LEFT else None
    assert (html.attributes["lang"], html.attributes.get("dir")) == (code, direction)
    with speak(code):
        controls = {name: template.fill() for name, template in CONTROLS.items()}
    with open_offline(browser, path, 1200) as opened:
        opened.evaluate(CHOOSE, {"growth": True})
        opened.locator(".tvx summary").click()
        shown = opened.locator(".tvx").inner_text()
        assert opened.locator(".tvx").get_attribute("lang") == code
        assert opened.locator(".tvx").get_attribute("dir") == direction
        opened.locator(".tvx-lines .mark-symbol path").last.hover()
        tip = opened.locator("#tvx-tip.visible")
        tip.wait_for()
        assert tip.evaluate("(tip) => getComputedStyle(tip).direction") == (direction or "ltr")
        told = tip.inner_text()
    assert controls["measure"] in shown
    for text in (shown, told):
        assert "{" not in text
        if code != "ms":  # whose letters are those of English
            assert LATIN_WORD.findall(OF_ROWS.sub("", text)) == []


def test_axes_are_written_as_the_language_writes_numbers(browser: Any, tmp_path: Path) -> None:
    labels = "() => [...document.querySelectorAll('.tvx-lines .role-axis-label text')].map((text) => text.textContent)"
    rows = pd.DataFrame(
        {"period": [2023, 2024], "value": [0.5e6, 2.5e6], "currency": "USD", "reporter": "MYS", "partner": "RUS"}
    ).assign(flow="export", commodity_code="TOTAL")
    for language, fraction, percent in (
        ("ru", "0,5", "+200 %"),
        (tv.Language("bn", digits="native"), "\u09eb", "+\u09e8\u09e6\u09e6%"),
        ("en", "0.5", "+200 %"),
    ):
        path = tv.explore(rows, language=language).save(tmp_path / "explore.html")
        with open_offline(browser, path) as opened:
            opened.evaluate(CHOOSE, {"growth": False})
            assert any(fraction in label for label in opened.evaluate(labels)), opened.evaluate(labels)
            opened.evaluate(CHOOSE, {"growth": True})
            assert percent in [label.replace("\N{NO-BREAK SPACE}", " ") for label in opened.evaluate(labels)]


def test_economies_stand_in_the_order_of_the_language(browser: Any, tmp_path: Path) -> None:
    same = {"period": 2024, "value": 1.0, "currency": "USD", "reporter": "MYS", "flow": "export"}
    partners = ["WLD", "IND", "VNM", "THA", "KOR"]
    rows = pd.DataFrame([{**same, "partner": partner, "commodity_code": "TOTAL"} for partner in partners])
    # By their consonants, as a Thai dictionary has it, though vowels stand before these: k, th, w, o.
    expected = ["เกาหลีใต้", "ไทย", "เวียดนาม", "อินเดีย"]
    path = tv.explore(rows, language="th").save(tmp_path / "explore.html")
    with open_offline(browser, path) as opened:
        world, *others = opened.evaluate(CHOOSE, {})["partners"]
        assert others == expected
        with speak("th"):
            assert world == capitalise(name_economy("WLD"))


def test_what_is_made_after_the_call_is_in_its_language() -> None:
    trade = pd.DataFrame(made_up_rows())
    explorer = tv.explore(trade, **NAMED, language="ru")
    assert explorer.code.endswith(', language="ru")')
    assert "экспорт" in repr(explorer)
    assert "to 2018" not in repr(explorer)
    native = tv.explore(trade, **NAMED, language=tv.Language("bn", digits="native"))
    assert native.code.endswith(', language=tv.Language("bn", calendar="gregorian", digits="native"))')
    assert "language" not in tv.explore(trade, **NAMED).code
    assert json.loads(native.data)["scales"][0][0] > 1e6
    with pytest.raises(tv.errors.ArgumentError, match="catalogue"):
        tv.explore(trade, language="xx")
