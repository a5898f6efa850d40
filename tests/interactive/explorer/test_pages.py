"""The explorer in a browser, from a file and with the network off: it draws what pandas gives the long way."""

from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from explorer_pages import (
    CHOOSE,
    NAMED,
    PARTNERS,
    YEARS,
    figures_the_long_way,
    made_up_rows,
    open_offline,
)

pytest.importorskip("anywidget", reason="the extra `interactive` is not installed")

NAMES = {"01": "01 Live animals", "02": "02 Meat", "TOTAL": "All products"}
MEASURES = {
    "USD converted": "US dollars, converted where printed in another",
    "USD printed": "US dollars as printed",
    "MYR converted": "ringgit, converted where printed in another",
    "MYR printed": "ringgit as printed",
    "USD real": "US dollars of 2018",
}
LABELS = {"RUS": "Russia", "SGP": "Singapore"}
FLOWS = {"export": "exports", "import": "imports"}
BESIDE = "count the same goods twice"


@pytest.fixture(scope="module")
def made_up() -> pd.DataFrame:
    return pd.DataFrame(made_up_rows())


@pytest.fixture(scope="module")
def page(browser: Any, made_up: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    path = tv.explore(made_up, **NAMED).save(tmp_path_factory.mktemp("made up") / "explore.html")
    with open_offline(browser, path) as opened:
        yield opened


@pytest.fixture
def ledger(browser: Any, dollar_rates: pd.DataFrame, tmp_path: Path) -> Iterator[Any]:
    named = {"currency": "MYR", "base_currency": "USD", "rates": dollar_rates, "deflator": tv.deflators.us_cpi()}
    path = tv.explore(tv.load(), **named, start=2007, end=2024).save(tmp_path / "explore.html")
    with open_offline(browser, path) as opened:
        yield opened


def choose(page: Any, **wanted: Any) -> dict[str, Any]:
    return page.evaluate(CHOOSE, wanted)


def ratio(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one / other - 1


def percent(ratio: float) -> str:
    return f"{100 * ratio:+.0f}%".replace("-", "−")


def years_of(partner: str, flow: str, codes: tuple[str, ...]) -> list[int]:
    """List the years of which anything was printed: what the sliders offer."""
    rows = made_up_rows()
    mine = [row for row in rows if (row["partner"], row["flow"]) == (partner, flow) and row["commodity_code"] in codes]
    return sorted({row["period"] for row in mine})


SERIES = list(product(PARTNERS, FLOWS, (("01",), ("02",), ("TOTAL",), ("01", "02"))))


@pytest.mark.parametrize("measure", MEASURES)
def test_lines_are_the_figures_of_every_choice(page: Any, measure: str) -> None:
    figures = figures_the_long_way(measure)
    for partner, flow, codes in SERIES:
        offered = years_of(partner, flow, codes)
        chosen = {"partner": [LABELS[partner]], "flow": [FLOWS[flow]], "products": [NAMES[code] for code in codes]}
        for start, end in combinations(range(len(offered)), 2):
            said = choose(page, **chosen, measure=[MEASURES[measure]], growth=False, start=start, end=end)
            keys = product([partner], [flow], codes, offered[start : end + 1])
            expected = {(NAMES[key[2]], key[3]): figures[key] for key in keys if key in figures}
            drawn = {(row["name"], row["x"]): (row["y"], row["low"], row["high"]) for row in said["lines"]}
            assert drawn.keys() == expected.keys(), (chosen, start, end)
            for key, one in expected.items():
                assert_alike(drawn[key], one)


def assert_alike(found: tuple[Any, ...], expected: tuple[Any, ...]) -> None:
    assert [one is None for one in found] == [one is None for one in expected]
    known = [one for one in expected if one is not None]
    assert [one for one in found if one is not None] == pytest.approx(known, rel=1e-12)


def test_growth_since_the_start_is_of_each_measure_with_its_range(page: Any) -> None:
    chosen = {"partner": ["Russia"], "flow": ["exports"], "products": [NAMES["01"]], "start": 0, "end": 2}
    said = choose(page, **chosen, growth=True)
    for measure, label in MEASURES.items():
        figures = figures_the_long_way(measure)
        unit = {"USD converted": "US dollars", "MYR converted": "ringgit"}.get(measure, label)
        start = figures.get(("RUS", "export", "01", 2015))
        drawn = {row["x"]: row for row in said["lines"] if row["name"] == unit}
        if start is None:
            assert drawn == {}
            continue
        for year in YEARS:
            one = figures.get(("RUS", "export", "01", year))
            if one is None:
                assert year not in drawn
            elif year == 2015:
                assert (drawn[year]["y"], drawn[year]["low"], drawn[year]["high"]) == (0, 0, 0)
            else:
                expected = (ratio(one[0], start[0]), ratio(one[1], start[2]), ratio(one[2], start[1]))
                assert (drawn[year]["y"], drawn[year]["low"], drawn[year]["high"]) == pytest.approx(expected)


@pytest.mark.parametrize("codes", [("TOTAL",), ("01", "02")])
def test_the_finding_is_the_growth_of_the_sum_in_every_measure_at_once(page: Any, codes: tuple[str, ...]) -> None:
    units = {"USD converted": "US dollars", "MYR converted": "ringgit"}
    for partner, flow in product(PARTNERS, FLOWS):
        wanted = {"partner": [LABELS[partner]], "flow": [FLOWS[flow]], "products": [NAMES[code] for code in codes]}
        said = choose(page, **wanted, start=0, end=2, growth=False)
        for measure, label in MEASURES.items():
            figures, unit = figures_the_long_way(measure), units.get(measure, label)
            parts = [[figures.get((partner, flow, code, year)) for code in codes] for year in (2015, 2018)]
            if any(None in some for some in parts):  # a sum of the others would be a fall that nobody saw
                assert f"% in {unit}," not in said["finding"].replace(" and", ",").replace(".", ",")
                assert unit in said["note"]
            else:
                first, last = [sum(part[0] for part in some if part) for some in parts]
                assert f"{percent(last / first - 1)} in {unit}" in said["finding"]


def test_the_balance_is_exports_minus_imports_where_both_are(page: Any) -> None:
    for measure, label in MEASURES.items():
        figures = figures_the_long_way(measure)
        for partner in PARTNERS:
            wanted = {"partner": [LABELS[partner]], "flow": ["exports"], "products": [NAMES["TOTAL"]]}
            said = choose(page, **wanted, measure=[label], start=0, end=2)
            expected = {}
            for year in YEARS:
                out, back = (figures.get((partner, flow, "TOTAL", year)) for flow in FLOWS)
                if out is not None and back is not None:
                    expected[year] = out[0] - back[0]
            assert {row["x"]: row["y"] for row in said["bars"]} == pytest.approx(expected)
            assert {row["x"] for row in said["sides"]} == set(expected)


def test_shares_are_those_of_tv_shares(page: Any, made_up: pd.DataFrame) -> None:
    of_pair = (made_up["partner"] == "RUS") & (made_up["flow"] == "export")
    printed = made_up[of_pair & (made_up["currency"] == "USD")]
    choose(page, partner=["Russia"], flow=["exports"], products=["All products"], measure=[MEASURES["USD printed"]])
    compared = 0
    for end, year in enumerate(YEARS):
        said = choose(page, start=0, end=end)
        shares = tv.shares(printed[printed["period"] == year], by="commodity_code")
        expected = {NAMES[code]: share for code, share in zip(shares["commodity_code"], shares["share"], strict=True)}
        if len(expected) > 1:
            assert {row["name"]: row["share"] for row in said["shares"]} == pytest.approx(expected)
            compared += 1
        else:
            assert said["shares"] == []
    assert compared


def test_a_whole_beside_its_parts_is_refused_in_words(page: Any) -> None:
    said = choose(page, partner=["Russia"], flow=["exports"], products=[NAMES["TOTAL"], NAMES["01"]], start=0, end=2)
    assert BESIDE in said["finding"]
    assert said["lines"] == said["bars"] == said["shares"] == []
    rows = pd.DataFrame(made_up_rows()).query("currency == 'USD' and partner == 'RUS' and flow == 'export'")
    with pytest.raises(tv.errors.TradeTableError, match="no whole beside its parts"):  # as the static chart has it
        tv.charts.lines(rows[rows["commodity_code"] != "02"], by="commodity_code")
    assert "nothing is compared" in choose(page, products=[NAMES["TOTAL"]], start=2, end=2)["finding"].lower()


def test_the_start_decides_by_keyboard_alone(ledger: Any, dollar_rates: pd.DataFrame) -> None:
    rate = dollar_rates[dollar_rates["quote"] == "MYR"].set_index("period")["rate"]
    cpi = tv.deflators.us_cpi().set_index("period")["index"]
    printed = {2006: 1.133e9, 2007: 1.903e9}
    for year, key in ((2007, None), (2006, "ArrowLeft")):
        if key is not None:
            ledger.locator("[name=start]").focus()
            ledger.keyboard.press(key)
        said = choose(ledger)
        changes = {
            "US dollars": 2.48e9 / printed[year] - 1,
            "ringgit": 11.46e9 / (printed[year] * rate[year]) - 1,
            "US dollars of 2024": 2.48e9 / (printed[year] * cpi[2024] / cpi[year]) - 1,
        }
        assert said["finding"].startswith(f"Malaysia’s trade with Russia, {year} to 2024: ")
        for unit, change in changes.items():
            assert f"{percent(change)} in {unit}" in said["finding"]
        assert (said["start"], said["end"]) == (str(year), "2024")
    # Across the gap the line is dotted, between neighbours it is solid.
    dashes = ledger.evaluate(
        "() => [...document.querySelector('.tvx-lines .role-mark.mark-rule').querySelectorAll('line')]"
        ".map((line) => [line.__data__.datum.x, line.getAttribute('stroke-dasharray')])"
    )
    assert {year: dash not in {None, "1,0"} for year, dash in dashes} == {2007: False, 2024: True}
    assert "Dotted lines" in said["caption"]
    assert "Bengali encyclopaedic article and Bernama" in said["caption"]


def test_a_mark_says_its_printed_words_range_rate_and_source(ledger: Any) -> None:
    choose(ledger, measure=["ringgit, converted where printed in another"])
    ledger.locator(".tvx-lines .mark-symbol path").first.hover()
    tip = ledger.locator("#tvx-tip.visible")
    tip.wait_for()
    said = tip.inner_text()
    for words in ("All products, 2007", "RM6.54 billion", "১,৯০৩ মিলিয়ন মার্কিন ডলার", "3.437 RM per US$"):
        assert words in said
    assert "year’s mean of the European Central Bank’s daily cross rates" in said
    assert "Bengali encyclopaedic article" in said
    # The same without a mouse.
    ledger.locator(".tvx summary").focus()
    ledger.keyboard.press("Enter")
    table = ledger.locator(".tvx-table").inner_text()
    assert "১,৯০৩ মিলিয়ন মার্কিন ডলার" in table
    assert "RM11.46 billion" in table


def test_partners_and_products_follow_what_is_chosen(browser: Any, tmp_path: Path) -> None:
    row = {"period": 2015, "value": 5.0, "currency": "USD", "flow": "export"}
    rows = [
        {**row, "reporter": "MYS", "partner": "RUS", "commodity_code": "01"},
        {**row, "reporter": "MYS", "partner": "WLD", "commodity_code": "TOTAL"},
        {**row, "reporter": "SGP", "partner": "THA", "commodity_code": "02", "period": 2016},
        {**row, "reporter": "SGP", "partner": "THA", "commodity_code": "0201", "period": 2017},
    ]
    path = tv.explore(pd.DataFrame(rows), reporter="MYS", partner="RUS").save(tmp_path / "explore.html")
    with open_offline(browser, path) as opened:
        first = choose(opened)
        assert first["partners"] == ["The world", "Russia"]
        assert first["products"] == ["01 Live animals"]
        second = choose(opened, reporter=["Singapore"])
        assert second["partners"] == ["Thailand"]
        assert [label.split()[0] for label in second["products"]] == ["02", "0201"]
        assert second["start"] == second["end"] == "2016"
        assert BESIDE in choose(opened, products=second["products"])["finding"]


@pytest.mark.parametrize("has_ranges", [True, False])
def test_lines_are_named_at_their_ends(browser: Any, tmp_path: Path, *, has_ranges: bool) -> None:
    same = {"reporter": "MYS", "partner": "RUS", "currency": "USD"}
    kinds = product((2015, 2016), ("export", "import"), ("01", "02"))
    rows = [{**same, "period": year, "flow": flow, "commodity_code": code} for year, flow, code in kinds]
    for number, row in enumerate(rows):
        row["value"] = 1e6 * (10 + number)
        if has_ranges:
            row |= {"low": row["value"] - 5e5, "high": row["value"] + 5e5}
    path = tv.explore(pd.DataFrame(rows), flow="export").save(tmp_path / "explore.html")
    with open_offline(browser, path) as opened:
        assert set(choose(opened)["products"]) == {NAMES["01"], NAMES["02"]}
        for chart, names in (("lines", [NAMES["01"], NAMES["02"]]), ("balance", ["Exports", "Imports"])):
            labels = opened.locator(f".tvx-{chart} .mark-text.role-mark text").all_text_contents()
            assert sorted(next(name for name in names if name in label) for label in labels) == names


def plain_rows(codes: tuple[str, ...]) -> pd.DataFrame:
    """Exports and imports of some products over three years, each product of another size."""
    same = {"reporter": "MYS", "partner": "RUS", "currency": "USD"}
    kinds = product((2015, 2016, 2017), ("export", "import"), codes)
    rows = [{**same, "period": year, "flow": flow, "commodity_code": code} for year, flow, code in kinds]
    return pd.DataFrame(rows).assign(value=[1e6 * (number + 1) for number in range(len(rows))])


def test_one_end_takes_the_other_along(browser: Any, tmp_path: Path) -> None:
    path = tv.explore(plain_rows(("01", "02"))).save(tmp_path / "explore.html")
    with open_offline(browser, path) as opened:
        crossed = choose(opened, start=2, end=0)
        assert (crossed["start"], crossed["end"]) == ("2015", "2015")
        assert crossed["finding"] == "Nothing is compared: choose a start before the end."
        crossed = choose(opened, end=1, start=2)
        assert (crossed["start"], crossed["end"]) == ("2017", "2017")
        mended = choose(opened, start=0)
        assert "2015 to 2017: +" in mended["finding"]
        assert len({row["x"] for row in mended["lines"]}) == 3


def test_a_line_of_several_compilers_says_so(browser: Any, tmp_path: Path) -> None:
    rows = plain_rows(("01",)).query("flow == 'export'")
    for compilers, said in (
        (["MYS", "MYS", "MYS"], "Whose statistics: Malaysia."),
        (
            ["MYS", "RUS", "RUS"],
            "Lines join statistics of several compilers, who may not count alike. Whose statistics: ",
        ),
        ([None, None, None], "Whose statistics: not stated."),
    ):
        path = tv.explore(rows.assign(compiled_by=compilers)).save(tmp_path / "explore.html")
        with open_offline(browser, path) as opened:
            caption = choose(opened)["caption"]
            assert said in caption
            assert ("join statistics" in caption) == ("RUS" in compilers)


def test_how_many_of_all_products_are_chosen_is_said(browser: Any, tmp_path: Path) -> None:
    codes = tuple(f"{number:02d}" for number in range(1, 11))
    path = tv.explore(plain_rows(codes), flow="export").save(tmp_path / "explore.html")
    with open_offline(browser, path) as opened:
        head = opened.locator(".tvx-composition-head")
        assert "7 of 10 products added up" in choose(opened)["finding"]
        assert head.inner_text() == "Shares of 7 of 10 products, exports in 2017"
        every = choose(opened, products=choose(opened)["products"])
        assert "10 of 10 products added up" in every["finding"]
        assert head.inner_text() == "Shares of the products listed, exports in 2017"
        choose(opened, products=[every["products"][0]])
        assert head.inner_text() == "No shares: one product has none; choose several."


HOSTILE = "</script><script>window.hit=1</script><img src=x onerror='window.hit=1'>{unit}"


def test_hostile_text_is_shown_and_never_run(browser: Any, tmp_path: Path) -> None:
    rows = pd.DataFrame(made_up_rows()).assign(quote=HOSTILE, source=HOSTILE + "\u202e", coverage=HOSTILE.lower())
    path = tv.explore(rows).save(tmp_path / "explore.html", title=HOSTILE)
    assert "<script>window" not in path.read_text(encoding="utf-8")
    with open_offline(browser, path) as opened:
        said = choose(opened)
        assert HOSTILE in said["table"]
        assert "\u202e" not in said["table"]
        opened.locator(".tvx-lines .mark-symbol path").first.hover()
        assert HOSTILE in opened.locator("#tvx-tip.visible").inner_text()
        assert opened.evaluate("() => window.hit") is None
        assert opened.locator(".tvx img, #tvx-tip img").count() == 0


@pytest.mark.parametrize("width", [360, 390, 1200])
def test_the_page_fits_every_screen(browser: Any, made_up: pd.DataFrame, tmp_path: Path, width: int) -> None:
    path = tv.explore(made_up, **NAMED).save(tmp_path / "explore.html")
    with open_offline(browser, path, width) as opened:
        choose(opened, products=[NAMES["01"], NAMES["02"]], growth=True)
        beyond = opened.evaluate(
            "() => [...document.querySelectorAll('.tvx *')].filter((e) => e.getClientRects().length && "
            "!e.closest('.tvx-scroll') && e.getBoundingClientRect().right > innerWidth + 1)"
            ".map((e) => `${e.tagName} ${e.textContent.slice(0, 60)}`)"
        )
        assert beyond == []
        assert opened.evaluate("() => document.documentElement.scrollWidth") <= width
