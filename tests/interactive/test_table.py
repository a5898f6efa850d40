"""tv.show: what each kind of table says in each cell, what stands behind it, and how it is shown, whatever it holds."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import tradeview as tv
from frames import IN_PROCESS, Engine, figure
from tradeview.errors import ArgumentError, TableError
from tradeview.interactive.table.style import DARK, LIGHT, Palette

if TYPE_CHECKING:
    from lab_server import JupyterLab

RATES = pd.DataFrame(
    {"period": [2023, 2024], "base": "USD", "quote": "MYR", "rate": [4.5, 4.0], "kind": "average", "source": "my bank"}
)
PRICES = pd.DataFrame(
    {"period": [2023, 2024], "currency": "USD", "index": [100.0, 125.0], "name": "CPI", "source": "office"}
)
TRADE = [
    {**figure(2023, 2e9), "low": 1.95e9, "high": 2.05e9, "quote": "$2 billion", "source": "star"},
    {**figure(2024, 2.48e9), "low": 2.475e9, "high": 2.485e9, "quote": "US$2.48 billion", "source": "bernama-2025"},
]


def table(rows: list[dict[str, Any]] = TRADE) -> pd.DataFrame:
    return pd.DataFrame(rows)


class Page(HTMLParser):
    """Tags with their attributes, and the notes behind cells by their ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.notes: dict[str, str] = {}
        self._note: str | None = None
        self._depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if given.get("role") == "tooltip":
            self._note, self._depth = given["id"], 0
            self.notes[str(self._note)] = ""
        if self._note is not None and tag == "span":
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if self._note is not None and tag == "span":
            self._depth -= 1
            if not self._depth:
                self._note = None

    def handle_data(self, data: str) -> None:
        if self._note is not None:
            self.notes[self._note] += f"{data} "


def notes(shown: Any) -> list[str]:
    return [note.strip() for note in Page(shown._repr_html_()).notes.values()]


def growth() -> pd.DataFrame:
    return tv.growth(table())


def claims() -> pd.DataFrame:
    return tv.read_claims("Exports reached US$2.48 billion in 2024, up 13%.", reporter="MYS", partner="RUS")


def verdicts() -> pd.DataFrame:
    official = table().assign(commodity_code="TOTAL")
    return tv.fact_check("Exports reached US$2.48 billion in 2024.", against=official, reporter="MYS", partner="RUS")


# By hand: 2.48 over 2 is 1.24; at 4 ringgit for a dollar 2.48 are 9.92; in prices of 2024 2 of 2023 are 2.5.
SAID: list[tuple[str, Callable[[], pd.DataFrame], str, tuple[str, ...]]] = [
    ("trade", table, "Value", ("US$2 billion", "US$2.48 billion")),
    ("trade: source", table, "Source", ("star", "Bernama, 15 May 2025")),
    ("growth", growth, "Growth", ("first figure", "+24.0%")),
    ("growth: since", growth, "Since", ("–", "2023")),
    ("growth: change", growth, "Change", ("–", "US$480 million")),
    ("rebased", lambda: tv.rebase(table(), base_period=2023), "Index", ("100.0", "124.0")),
    ("converted", lambda: tv.convert(table(), to="MYR", rates=RATES), "Value", ("RM9 billion", "RM9.92 billion")),
    (
        "converted: rate",
        lambda: tv.convert(table(), to="MYR", rates=RATES),
        "Rate",
        ("4.5000 RM per US$, average, my bank", "4.0000 RM per US$, average, my bank"),
    ),
    (
        "deflated",
        lambda: tv.deflate(table(), deflator=PRICES, base_period=2024),
        "Prices",
        ("× 1.2500, CPI", "× 1.0000, CPI"),
    ),
    ("rates", lambda: RATES, "Rate", ("4.5000 RM per US$", "4.0000 RM per US$")),
    ("deflators", lambda: PRICES, "Index", ("100.0", "125.0")),
    ("claims", claims, "Value", ("US$2.48 billion", "+13%")),
    ("claims: time", claims, "Time", ("2024", "2024")),
    ("verdicts", verdicts, "Verdict", ("matches",)),
    ("verdicts: official", verdicts, "Official figure", ("US$2.48 billion",)),
    (
        "shares",
        lambda: tv.shares(
            table([figure(2024, 1e6), {**figure(2024, 3e6), "commodity_code": "85"}]), by="commodity_code"
        ),
        "Share",
        ("25.0%", "75.0%"),
    ),
    (
        "products",
        lambda: table([figure(2024, 1e6), {**figure(2024, 3e6), "commodity_code": "1511"}]),
        "Product",
        ("15 Fats and oils", "1511 Palm oil"),
    ),
    ("months", lambda: table([figure(202405, 1e6), figure(202406, None)]), "Period", ("May 2024", "Jun 2024")),
    ("missing", lambda: table([figure(2023, 1e6), figure(2024, None)]), "Value", ("US$1 million", "–")),
]


@pytest.mark.parametrize(("make", "head", "cells"), [case[1:] for case in SAID], ids=[case[0] for case in SAID])
def test_a_cell_says_what_a_person_reads(make: Callable[[], pd.DataFrame], head: str, cells: tuple[str, ...]) -> None:
    shown = tv.show(make())
    assert tuple(row[shown.heads.index(head)] for row in shown.rows) == cells


def test_both_sides_are_named() -> None:
    other = {"reporter": "RUS", "partner": "MYS", "flow": "import", "value": 3.1e9}
    shown = tv.show(tv.mirror(table([TRADE[1], {**TRADE[1], **other, "low": 3.05e9, "high": 3.15e9}])))
    assert dict(zip(shown.heads, shown.rows[0], strict=True)) == {
        "Period": "2024",
        "Exporter": "Malaysia",
        "Importer": "Russia",
        "Product": "15 Fats and oils",
        "The exporter reports": "US$2.48 billion",
        "The importer reports": "US$3.1 billion",
        "Gap": "US$620 million",
        "Ratio": "1.25",
    }


def test_explanations_say_what_rows_share_once() -> None:
    rows = {"contradiction": [1, 1, 1], "explanation": [1, 1, 2], "probability": [0.75, 0.75, 0.25], "claim": "a.1"}
    changes = {"field": ["start", "end", "value"], "printed": ["202201", "202212", "2200000000.0"]}
    proposed = {"proposed": ["202301", "202312", "2800000000.0"], "sentence": ["One.", "One.", "Two."]}
    shown = tv.show(pd.DataFrame({**rows, **changes, **proposed}))
    assert [row[-4:] for row in shown.rows] == [
        ("start", "Jan 2022", "Jan 2023", "One."),
        ("end", "Dec 2022", "Dec 2023", "″"),
        ("value", "2,200,000,000", "2,800,000,000", "Two."),
    ]
    assert [row[:3] for row in shown.rows] == [("1", "1", "75.0%"), ("″", "″", "″"), ("″", "2", "25.0%")]


def test_the_caption_says_what_the_table_is() -> None:
    assert tv.show(growth()).caption == (
        "Growth of trade: 2 rows. Malaysia’s exports of HS 15 to Russia. Money in US dollars."
    )
    real = tv.deflate(table(), deflator=PRICES, base_period=2024)
    assert "Money in US dollars at prices of 2024." in tv.show(real).caption
    assert tv.show(RATES).caption.startswith(
        "Rates of exchange: 2 rows. The same in all rows: One: US dollar; In: ringgit"
    )
    unlike = table([TRADE[0], {**TRADE[1], "partner": "SGP", "currency": "SGD"}])
    assert tv.show(unlike).caption == (
        "Figures of trade: 2 rows. The same in all rows: Reporter: Malaysia; Flow: exports; Product: 15 Fats and oils."
    )


def test_what_stands_behind_a_figure() -> None:
    assert notes(tv.show(table()))[1] == (
        "Printed: “US$2.48 billion”. Range: US$2.475 billion to US$2.485 billion. Source: Bernama, 15 May 2025."
    )
    converted = notes(tv.show(tv.convert(table(), to="MYR", rates=RATES)))
    assert "Rate: 4.0000 RM per US$, average, my bank." in converted[-1]
    assert "Stated as US$2.48 billion." in converted[-1]
    real = notes(tv.show(tv.deflate(table(), deflator=PRICES, base_period=2024)))
    assert "At prices of 2024, by CPI." in real[-1]
    # 2.475 over 2.05 and 2.485 over 1.95.
    assert "Range: +20.7% to +27.4%. Since 2023." in notes(growth_shown())


def growth_shown() -> Any:
    return tv.show(growth(), columns=["growth"])


def test_every_note_is_named_by_its_cell_and_reached_by_the_keyboard() -> None:
    page = Page(tv.show(growth())._repr_html_())
    cells = [given for tag, given in page.tags if tag == "td" and "aria-describedby" in given]
    assert {given["aria-describedby"] for given in cells} == set(page.notes)
    assert all(given["tabindex"] == "0" for given in cells)
    assert all("hidden" in given for tag, given in page.tags if given.get("role") == "tooltip")


def test_columns_are_those_that_are_asked_for_and_others_are_listed_as_stored() -> None:
    shown = tv.show(table(), columns=["currency", "period"])
    assert (shown.heads, shown.rows[0]) == (("Currency", "Period"), ("US dollars", "2023"))
    stored = tv.show(table())._repr_html_().partition("<details>")[2]
    assert [name for name in TRADE[0] if f">{name}</th>" not in stored] == []
    assert ">MYS<" in stored
    assert ">2,480,000,000<" in stored
    with pytest.raises(TableError, match="volume"):
        tv.show(table(), columns=["volume"])


def test_columns_that_are_made_of_others_can_be_asked_for() -> None:
    ranged = table([{**figure(2024, 2.48e9), "low": 2.475e9, "high": 2.485e9}])
    shown = tv.show(ranged, columns=["period", "range"])
    assert (shown.heads[0], shown.rows) == ("Period", (("2024", "US$2.475 billion to US$2.485 billion"),))
    assert tv.show(claims(), columns=["quote", "time"]).rows[0] == ("US$2.48 billion", "2024")
    without_range = table()[["period", "reporter", "partner", "flow", "commodity_code", "value", "currency"]]
    with pytest.raises(TableError, match="range"):
        tv.show(without_range, columns=["range"])


def test_official_figures_that_were_computed_have_no_more_digits_than_their_sentence() -> None:
    # 7 over 3 is 2.33333 …: as an amount with five digits; growth from 3 to 7 is 133.3%.
    official = pd.DataFrame({"value": [2.48e9, 1.5], "currency": ["USD", None], "kind": ["level", "growth"]})
    computed = official.assign(verdict="revised", explanation="", official_value=[7e9 / 3, 4 / 3])
    assert tv.show(computed, columns=["official_value"]).rows == (("US$2.3333 billion",), ("+133.3%",))


def test_any_other_table_is_shown_plainly() -> None:
    shown = tv.show(
        pd.DataFrame({"name": ["Aa", None], "year": [2024, 2025], "size": [1.5e6, 0.25], "is": [True, False]})
    )
    assert shown.caption == "Table: 2 rows."
    assert shown.rows == (("Aa", "2024", "1,500,000", "yes"), ("–", "2025", "0.25", "no"))


@pytest.mark.parametrize("engine", IN_PROCESS, ids=lambda engine: engine.name)
def test_of_a_long_table_the_first_and_the_last_rows_are_shown(engine: Engine) -> None:
    rows = [figure(1000 + number % 900, float(number)) for number in range(2000)]
    shown = tv.show(engine.make(rows), rows=4)
    values = [row[1] for row in shown.rows]
    assert "2,000 rows" in shown.caption
    assert "1,996 rows are not shown here." in shown._repr_html_()
    if engine is IN_PROCESS[-1]:  # a relation of DuckDB has no last rows
        assert values == ["US$0", "US$1", "US$2", "US$3"]
    else:
        assert values == ["US$0", "US$1", "US$1.998 thousand", "US$1.999 thousand"]
    assert "Malaysia’s exports of HS 15 to Russia" in shown.caption  # which all rows are of


def test_what_not_all_rows_say_is_no_part_of_the_caption() -> None:
    rows = [figure(2024, 1.0) for _ in range(50)]
    rows[25]["partner"] = "SGP"  # of a row that is not shown
    shown = tv.show(table(rows), rows=4)
    assert "Partner" in shown.heads
    assert "Russia" not in shown.caption


@pytest.mark.parametrize("rows", [0, 1, 3, 1002])
def test_another_number_of_rows_is_refused(rows: int) -> None:
    with pytest.raises(ArgumentError, match="even number"):
        tv.show(table(), rows=rows)


SCRIPT = "<script>alert(1)</script>"


def test_hostile_text_is_shown_and_never_run(tmp_path: Path) -> None:
    rows = [
        {**row, "quote": f"{SCRIPT}\u202e\x1b[2K", "source": "\" onmouseover='x'", "partner": SCRIPT} for row in TRADE
    ]
    frame = table(rows).assign(**{SCRIPT: "x" * 10**6, "{name}": "a"})
    shown = tv.show(frame)
    html = shown.save(tmp_path / "table.html").read_text(encoding="utf-8")
    page = Page(html)
    assert not [
        tag for tag, given in page.tags if tag in {"script", "img"} or any(name.startswith("on") for name in given)
    ]
    assert "\u202e" not in html + repr(shown)
    assert "\x1b" not in html + repr(shown)
    assert len(html) < 100_000
    assert "Content-Security-Policy" in html
    every = tv.show(frame, columns=list(frame.columns))
    assert SCRIPT in every.heads


def test_what_a_column_should_not_hold_is_shown_as_it_stands() -> None:
    wrong = {"period": 202413, "flow": "sale", "reporter": "Nowhere", "commodity_code": "1", "value": float("inf")}
    shown = tv.show(table([{**TRADE[0], **wrong, "currency": "coins"}]))
    assert shown.rows[0][:6] == ("202413", "Nowhere", "Russia", "sale", "1", "inf")


def test_numbers_stand_with_their_points_in_line() -> None:
    lines = repr(tv.show(table([figure(2023, 1.5e6), figure(2024, 1.25e7), figure(2025, 1e6)]))).splitlines()[2:]
    assert [line[8:].rstrip() for line in lines] == [" US$1.5 million", "US$12.5 million", " US$1   million"]


def test_points_of_unlike_units_do_not_stand_in_line() -> None:
    shown = tv.show(table([figure(2023, 9.36e8), figure(2024, 4.42e10), figure(2025, 8.736e9)]))
    lines = repr(shown).splitlines()[2:]
    assert [line[8:].rstrip() for line in lines] == ["  US$936 million", " US$44.2 billion", "US$8.736 billion"]
    assert "data-pad" not in shown._repr_html_().split("</style>")[1]


def test_a_page_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(tv.errors.ExportError):
        tv.show(table()).save(tmp_path)
    assert not list(tmp_path.iterdir())


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_of_letters_can_be_read(palette: Palette) -> None:
    for ground in (palette.page, palette.band):
        for letters in (palette.ink, palette.minor, palette.link):
            darker, lighter = sorted([luminance(ground), luminance(letters)])
            assert (lighter + 0.05) / (darker + 0.05) >= 4.5


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    long = {**TRADE[1], "quote": "x" * 300, "source": "A source with a name of many words " * 4, "partner": "SGP"}
    frame = tv.growth(table([*TRADE, long, {**long, "flow": "import"}]))
    return tv.show(frame).save(tmp_path_factory.mktemp("shown") / "table.html")


@pytest.mark.parametrize("width", [390, 1200])
def test_a_page_fits_every_screen_and_tells_on_hover_and_focus(width: int, browser: Any, saved: Path) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(saved.as_uri())
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    cell = page.locator("td[tabindex]").first
    note = cell.locator("[role=tooltip]")
    assert not note.is_visible()
    cell.hover()
    assert note.is_visible()
    assert "Printed: “$2 billion”." in note.inner_text()
    page.mouse.move(0, 0)
    assert not note.is_visible()
    page.keyboard.press("Tab")  # the first thing that the keyboard comes to
    assert note.is_visible()
    box = note.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    context.close()


CONTRASTS = """() => {
    const read = text => text.match(/[\\d.]+/g).map(Number);
    const light = parts => parts.slice(0, 3).map(part => part / 255)
        .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    const ground = node => {
        const found = read(getComputedStyle(node).backgroundColor);
        return found.length === 4 && found[3] === 0 ? ground(node.parentElement) : found;
    };
    return [...document.querySelectorAll('.tvt th, .tvt td, .tvt p, .tvt summary, .tvt strong')].map(node => {
        const below = ground(node), ink = read(getComputedStyle(node).color), alpha = ink[3] ?? 1;
        const mixed = ink.slice(0, 3).map((part, at) => alpha * part + (1 - alpha) * below[at]);
        const [low, high] = [light(below), light(mixed)].sort((one, other) => one - other);
        return (high + 0.05) / (low + 0.05);
    });
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_jupyterlab_shows_the_table_in_its_theme_and_dollars_unharmed(theme: str, jupyterlab: "JupyterLab") -> None:
    cells = ["import tradeview as tv", "tv.show(tv.load())", "tv.show(tv.growth(tv.prefer(tv.load(), currency='USD')))"]
    page = jupyterlab.open(jupyterlab.write(f"shown {theme}.ipynb", cells), theme=theme)
    jupyterlab.run_all(page)
    page.wait_for_selector(".tvt")
    page.wait_for_timeout(1000)  # mathematics would be set later
    assert page.locator("mjx-container, .MathJax").count() == 0
    assert "US$2.48" in page.locator(".tvt").first.inner_text()
    assert min(page.evaluate(CONTRASTS)) >= 4.5
    cell = page.locator(".tvt td[tabindex]").last
    cell.focus()
    told = cell.locator("[role=tooltip]")
    assert told.is_visible()
    assert re.search(r"Since 2007\.", told.inner_text())
    assert jupyterlab.asked_elsewhere == []


OF_RUSSIA = {"reporter": "MYS", "partner": "RUS", "flow": "export", "commodity_code": "27", "currency": "USD"}


@pytest.mark.parametrize(
    ("columns", "head", "cells"),
    [
        (
            {"price_basis": ["nominal", "real"], "base_period": [None, 2024]},
            "Price basis",
            ("current prices", "prices of 2024"),
        ),
        (
            {"price_basis": ["real", "real"], "base_period": [2010, 2024]},
            "Price basis",
            ("prices of 2010", "prices of 2024"),
        ),
        ({"coverage": [None, "services"]}, "Coverage", ("goods", "services")),
        ({"valuation": ["FOB", "CIF"]}, "Valuation", ("FOB", "CIF")),
        ({"classification": ["H4", "S3"]}, "Classification", ("H4", "S3")),
    ],
)
@pytest.mark.parametrize("repeated", [1, 50])
def test_what_makes_figures_unlike_stands_beside_them(
    columns: dict[str, list[Any]], head: str, cells: tuple[str, str], repeated: int
) -> None:
    rows = pd.DataFrame({"period": [2023, 2023], **columns, "value": [1e9, 2e9]}).assign(**OF_RUSSIA)
    shown = tv.show(pd.concat([rows] * repeated, ignore_index=True))
    place = shown.heads.index(head)
    assert tuple(row[place] for row in shown.rows[:2]) == cells
    alike = tv.show(pd.concat([rows.head(1)] * 2))
    assert head not in alike.heads


def test_a_code_of_two_classifications_is_not_said_to_be_one_product() -> None:
    rows = pd.DataFrame({"period": [2023, 2023], "classification": ["H4", "S3"], "value": [1e9, 2e9]})
    shown = tv.show(rows.assign(**OF_RUSSIA))
    assert "HS 27" not in shown.caption
    assert [row[shown.heads.index("Product")] for row in shown.rows] == ["27 Mineral fuels", "SITC 27"]


def test_a_coverage_that_all_rows_have_is_said_whatever_else_they_share() -> None:
    rows = pd.DataFrame({"period": 2023, "coverage": "services", "value": [1e9, 2e9]}).assign(**OF_RUSSIA)
    assert "services" in tv.show(rows).caption
    assert "Coverage: services" in tv.show(rows.assign(partner=["RUS", "SGP"])).caption


def test_shares_of_other_tables_are_shown_as_they_stand() -> None:
    shown = tv.show(pd.DataFrame({"country": ["A", "B"], "share": [12.5, 87.5], "growth": [3.25, None]}))
    assert shown.rows == (("A", "12.5", "3.25"), ("B", "87.5", "–"))


def test_months_that_are_none_and_halves_of_periods_stand_as_they_are() -> None:
    rows = pd.DataFrame({"period": [2020.0, 2020.5], "months": ["01-08", None], "value": 1e9}).assign(**OF_RUSSIA)
    assert [row[0] for row in tv.show(rows).rows] == ["2020, months: 01-08", "2,020.5"]


@pytest.mark.parametrize("cell", [[1, 2], {"a": 1}, pd.array([1, 2]), 10**5000], ids=["list", "dict", "array", "long"])
@pytest.mark.parametrize("count", [2, 100])
def test_objects_of_any_kind_are_shown_in_columns_that_have_our_names(cell: object, count: int) -> None:
    cells = pd.Series([cell] * count, dtype=object)
    assert len(tv.show(pd.DataFrame({"source": cells, "kind": cells})).rows) == min(count, 40)


@pytest.mark.parametrize("count", [2, 100])
def test_objects_of_polars_are_shown(count: int) -> None:
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame({"source": pl.Series([object()] * count, dtype=pl.Object), "kind": [[1]] * count})
    assert len(tv.show(frame).rows) == min(count, 40)


def test_numbers_of_several_units_keep_them() -> None:
    drawn = tv.show(table([figure(2023, 936e6), figure(2024, 44.2e9)]))._repr_html_()
    cells = re.findall(r'<td class="n" data-label="Value">(.*?)</td>', drawn)
    assert [re.sub("<[^>]*>", "", cell) for cell in cells] == ["US$936 million", "US$44.2 billion"]


OTHERS = [code for code in tv.languages() if code != "en"]


@pytest.mark.parametrize("code", OTHERS)
def test_a_table_is_in_the_language_that_is_asked_for(code: str) -> None:
    shown = tv.show(tv.growth(table()), language=code)
    english = tv.show(tv.growth(table()))
    assert not set(shown.heads) & set(english.heads)
    page = shown.page()  # when nobody speaks the language any more
    assert f'<html lang="{code}"' in page
    assert (' dir="rtl"' in page) == (code == "ar")
    assert f' lang="{code}"' in shown._repr_html_()
    assert "Printed:" not in page
    assert "Point at" not in page
    assert english.caption not in page
    assert ' lang="en"' not in english._repr_html_()


def test_points_of_russian_numbers_stand_in_line() -> None:
    shown = tv.show(table([figure(2023, 1.5e9), figure(2024, 12.25e9)]), language="ru", columns=["period", "value"])
    *_, first, second = repr(shown).splitlines()
    assert first.index(",") == second.index(",")
    assert ("1,5 млрд" in re.sub(r"\s+", " ", first), "12,25" in second) == (True, True)
    assert 'data-pad="0"' in shown._repr_html_()


def test_what_has_no_width_takes_no_room_in_a_table_of_text() -> None:
    lines = repr(tv.show(pd.DataFrame({"a": ["กี่", "กา"], "b": ["x", "y"]}))).splitlines()
    # Above its consonant the first has a vowel and a tone mark; the second has a vowel behind its own.
    assert [line.rstrip()[-3:] for line in lines[-2:]] == ["  x", "  y"]
    assert lines[-2].startswith("กี่   x")
    assert lines[-1].startswith("กา  y")


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(ArgumentError, match="catalogue"):
        tv.show(table(), language="xx")
