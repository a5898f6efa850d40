"""Report: the files, the page as a parser and as a browser sees it, and ledgers of strangers."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pypdf
import pytest

import tradeview as tv
from artists import ledger, polars_of
from tradeview.claims.proposals import CORRECTIONS
from tradeview.errors import MissingRateError, StatementError, TradeTableError, UnknownCodeError
from tradeview.reports import series as series_report
from tradeview.reports.choices import Asked
from tradeview.reports.report import make_series_report

CHARTS = ("lenses", "accounting", "rate", "sides", "composition", "timeline")
ENDINGS = (".png", ".svg", ".pdf", ".csv", ".txt")
WEB = ("http://", "https://")
SCRIPT, IMAGE = "<script>alert(1)</script>", '"><img src=x onerror="alert(1)">'
THAI = {"reporter": "THA", "partner": "VNM"}


class Page(HTMLParser):
    """What a page holds: elements with their attributes, ids, and the text in each kind of element."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.within: list[str] = []
        self.said: dict[str, list[str]] = {}
        self.feed(path.read_text(encoding="utf-8"))
        self.ids = [given["id"] for _, given in self.elements if "id" in given]
        self.svgs = [given for tag, given in self.elements if tag == "svg"]
        self.links = [given["href"] for tag, given in self.elements if tag == "a"]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.within.append(tag)
        self.said.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        while self.within and self.within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.text += data
        for tag in set(self.within):
            self.said[tag][-1] += data


def hostile() -> pd.DataFrame:
    frame = ledger({2010: 1e9, 2024: 2e9}, **THAI, quote=SCRIPT, compiled_by=IMAGE, valuation="FOB")
    return frame.assign(
        source=[IMAGE, "two words & a half"], extra="=1+1", low=frame["value"] - 5e6, high=frame["value"] + 5e6
    )


def hostile_claims() -> pd.DataFrame:
    """Claims of Thailand and Vietnam whose words are no words, and one of another pair."""
    same = {**THAI, "flow": "total", "commodity_code": "TOTAL", "currency": "USD", "kind": "level", "side": "THA"}
    rows = [
        claim | {"start": year * 100 + 1, "end": year * 100 + 12, "quote": quote, "address": address}
        for claim, year, quote, address in (
            ({"claim": "a b, c", "value": 1e9}, 2011, SCRIPT, "javascript:alert(1)"),
            ({"claim": IMAGE, "value": 3e9}, 2011, "\u202e" + "x" * 200, "https://example.org/?a=1&b='2'"),
            ({"claim": "c", "value": 2e9}, 2012, "=1+1", "https://example.org/ onmouseover=alert(1)"),
            ({"claim": "d", "value": 3e9}, 2013, "", "data:text/html,hello"),
            ({"claim": "e", "value": 9e9, "partner": "MYS"}, 2013, "of others", "https://example.org/others"),
        )
    ]
    table = pd.DataFrame([{**same, **row} for row in rows])
    return table.assign(publisher=IMAGE, title=[*"abcde"], source=["mine", "mine", None, None, "mine"])


TWO_FLOWS = pd.concat([ledger({2010: 1, 2024: 1}, flow=flow) for flow in ("total", "export")])
LEDGERS = {
    "own": tv.load(),
    "hostile": hostile(),
    "required columns only": ledger({2010: 1e9, 2024: 2e9}, **THAI),
    "many years": ledger({year: 1e9 + year for year in range(2006, 2025)}, **THAI),
    "three currencies": pd.concat(
        [
            ledger({2010: 1e9, 2024: 2e9}, **THAI),
            ledger({2024: 7e10}, **{**THAI, "currency": "THB"}),
            ledger({2024: 2e9}, **{**THAI, "currency": "EUR"}),
        ]
    ).assign(observation=[None, "one", "one", "one"]),
}


GIVEN = {"hostile": {"statements": polars_of(hostile_claims())}}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report of each ledger, made once."""
    folders = {name: tmp_path_factory.mktemp("report") for name in LEDGERS}
    for name, folder in folders.items():
        tv.report(LEDGERS[name], out=folder, **GIVEN.get(name, {}))
    return folders


@pytest.fixture(scope="module")
def pages(written: dict[str, Path]) -> dict[str, Page]:
    return {name: Page(folder / "report.html") for name, folder in written.items()}


@pytest.fixture(scope="module")
def annexes(written: dict[str, Path]) -> dict[str, Page]:
    return {name: Page(folder / "annex.html") for name, folder in written.items()}


def test_all_files_are_there_and_no_others(written: dict[str, Path]) -> None:
    wanted = {"report.html", "annex.html", "tables.xlsx", "datapackage.json"}
    wanted |= {name + ending for name in CHARTS for ending in ENDINGS}
    assert {path.name for path in written["own"].iterdir()} == wanted


def test_the_same_bytes_twice_and_from_polars(written: dict[str, Path], tmp_path: Path) -> None:
    again = tv.report(polars_of(tv.load()).lazy(), out=tmp_path)
    assert len(again) == 34
    for path in again:
        assert path.read_bytes() == (written["own"] / path.name).read_bytes(), path.name


@pytest.mark.parametrize("name", LEDGERS)
def test_the_pages_need_nothing_else_and_run_nothing(
    name: str, pages: dict[str, Page], annexes: dict[str, Page]
) -> None:
    for page in (pages[name], annexes[name]):
        assert not {tag for tag, _ in page.elements} & {"script", "iframe", "object", "embed", "link", "form", "img"}
        for tag, given in page.elements:
            assert not [key for key in given if key.startswith("on")]
            for key in ("src", "href", "xlink:href", "srcset", "action", "data"):
                allowed = ("#", "annex.html", "report.html", *WEB) if tag == "a" else ("#",)
                assert (given.get(key) or "#").startswith(allowed)
        assert len(page.said["style"]) == 1, "fonts and styles stand once a page, not once a chart"
        assert "http" not in page.said["style"][0]
        assert "@import" not in page.said["style"][0]


@pytest.mark.parametrize("name", LEDGERS)
def test_every_link_leads_to_a_place_on_a_page(name: str, pages: dict[str, Page], annexes: dict[str, Page]) -> None:
    page, annex = pages[name], annexes[name]
    for each, path in ((page, "report.html"), (annex, "annex.html")):
        assert len(each.ids) == len(set(each.ids))
        assert not [given for given in each.ids if given.split() != [given]]
        there = {"report.html": page, "annex.html": annex, "": each}
        for link in each.links:
            if link.startswith(WEB):
                continue
            file, _, place = link.partition("#")
            assert not place or place in there[file].ids, f"{path}: {link}"
    used = {reference.removeprefix("#") for _, given in page.elements for reference in [given.get("xlink:href") or ""]}
    assert used - {""} <= set(page.ids), "marks of charts are drawn by their ids"


@pytest.mark.parametrize("name", LEDGERS)
def test_the_contents_list_every_section_of_a_page(name: str, pages: dict[str, Page], annexes: dict[str, Page]) -> None:
    for page in (pages[name], annexes[name]):
        sections = [given["id"] for tag, given in page.elements if tag == "h2" and given["id"] != "contents"]
        first = page.links.index(f"#{sections[0]}")
        assert page.links[first : first + len(sections)] == [f"#{section}" for section in sections]


@pytest.mark.parametrize("name", LEDGERS)
def test_the_page_opens_with_one_finding(name: str, pages: dict[str, Page]) -> None:
    assert len(pages[name].said["h1"]) == 1
    found = pages[name].said["h1"][0]
    cpi = tv.deflators.us_cpi().set_index("period")["index"]
    table = tv.prefer(LEDGERS[name], currency="USD").set_index("period")["value"].sort_index()
    (start, first), (end, last) = table.iloc[[-2, -1]].items()
    change = last / first * cpi[start] / cpi[end] - 1
    direction = "above" if change > 0 else "below"
    assert found == f"After inflation, trade in {end} was {abs(100 * change):.0f}% {direction} {start}"


@pytest.mark.parametrize("name", LEDGERS)
def test_every_picture_has_its_alternative_text_and_a_narrow_one(name: str, pages: dict[str, Page]) -> None:
    svgs = pages[name].svgs
    assert [given["class"] for given in svgs] == ["wide", "narrow"] * (len(svgs) // 2)
    assert all(len(given["aria-label"]) > 100 and given["role"] == "img" for given in svgs)
    assert len(svgs) == 2 * len(pages[name].said["figure"])


def test_every_chart_tells_what_stands_behind_its_marks(pages: dict[str, Page]) -> None:
    told = pages["own"].said["title"][1:]  # the first is that of the page
    for row in tv.load().to_dict("records"):
        assert [text for text in told if f"Printed: “{row['quote']}”." in text and "Source: " in text]
    for words in ("Rate: 3.4369 RM per US$, average, European Central Bank", "At prices of 2024, by US CPI-U"):
        assert [text for text in told if words in text]
    for event in tv.load_events().to_dict("records"):
        assert [text for text in told if event["what"] in text and event["quote"] in text]
    for phrase in tv.load_commodities().to_dict("records"):
        assert [text for text in told if f"{phrase['gloss']}: " in text and phrase["phrase"] in text]
    claims = tv.statements.load().query("flow == 'total' and kind == 'level' and currency == 'USD'")
    for claim in claims["claim"]:
        assert [text for text in told if f"Claim {claim}." in text]


def test_every_figure_stands_with_its_quote_and_source(pages: dict[str, Page], annexes: dict[str, Page]) -> None:
    page, annex = pages["own"], annexes["own"]
    for row in tv.load().to_dict("records"):
        assert row["quote"] in page.said["q"]
        assert f"#source-{row['source']}" in page.links
    for quote in [*tv.load_commodities()["phrase"], *tv.load_events()["quote"]]:
        assert quote in annex.said["q"]
    assert {given.get("lang") for tag, given in annex.elements if tag == "q"} >= {
        "bn",
        "th",
        "en",
        "ru",
        "fr",
        "ar",
        "ms",
    }
    for words in ("+30.3", "+75.2", "−13.9", "US CPI-U"):
        assert words in page.text
    for words in ("3.4369 RM per US$, average, European Central Bank", "US CPI-U"):
        assert words in annex.text


def test_text_of_a_ledger_is_text_on_the_pages(
    pages: dict[str, Page], annexes: dict[str, Page], written: dict[str, Path]
) -> None:
    page, annex = pages["hostile"], annexes["hostile"]
    assert page.said["q"].count(SCRIPT) == 2  # as printed
    assert annex.said["q"].count(SCRIPT) == 3 * 2 + 1  # in each lens, and as a claim
    assert IMAGE in page.said["td"]
    assert IMAGE in annex.said["dt"]
    assert "two words & a half" in page.said["a"]
    told = page.said["title"][1:]
    assert [text for text in told if f"Printed: “{SCRIPT}”." in text and f"Statistics: {IMAGE}." in text]
    for name in ("report.html", "annex.html"):
        raw = (written["hostile"] / name).read_text(encoding="utf-8")
        assert "<script" not in raw
        assert "<img src=x" not in raw


def test_another_pair_gets_its_own_report_with_reasons_for_what_is_left_out(
    pages: dict[str, Page], written: dict[str, Path]
) -> None:
    page = pages["required columns only"]
    assert "Thailand–Vietnam trade" in page.said["title"]
    assert "After inflation" in page.said["h1"][0]
    for words in (
        "rate: no implied rate; no figure printed in two currencies (same `observation`)",
        "sides: tradeview’s own list of printed claims is of Malaysia and Russia",
        "composition: tradeview’s own list of commodities is of Malaysia and Russia",
        "timeline: tradeview’s own list of events is of Malaysia and Russia",
    ):
        assert words in page.said["li"]
    for words in ("Bengali encyclopaedic", "Valdai", "Bernama", "Mahathir"):
        assert words not in page.text
    assert not list(written["required columns only"].glob("[crst]*.svg"))
    assert "rate: an observation is stated in two currencies at most" in pages["three currencies"].said["li"]


def test_every_claim_stands_with_its_words_and_leads_to_where_it_was_printed(annexes: dict[str, Page]) -> None:
    page = annexes["own"]
    press = tv.statements.load()
    for row in press.to_dict("records"):
        assert row["quote"] in page.said["q"]
        assert f"#source-{row['source']}" in page.links
        assert f"claim-{row['claim']}" in page.ids
    printed_by = press["address"].dropna().tolist()
    assert sorted(link for link in page.links if link.startswith(WEB)) == sorted(printed_by)
    assert len(printed_by) < len(press)  # the others lead to their entry among the sources
    assert "January to October 2005" in page.said["td"]
    linked = {text for tag in ("a",) for text in page.said[tag]}
    assert {
        "more than US$1.1 billion",
        "US$2.48 billion",
        "about US$3 billion",
        "rank 8 among partners in Europe",
    } <= linked


def test_the_checker_is_told_in_sentences_what_contradicts_first(
    pages: dict[str, Page], annexes: dict[str, Page]
) -> None:
    page, annex = pages["own"], annexes["own"]
    # Claims of parts of years are compared at the rates of their months, as the command check-claims does it.
    rates = pd.concat([tv.rates.ecb(base="USD", frequency=frequency, days_range=True) for frequency in ("A", "M")])
    found = tv.check_claims(tv.statements.load(), rates=rates)
    mended = found[found["test"] == "period"]
    tests = found[~found["test"].isin(CORRECTIONS)]
    for sentence in found["sentence"]:
        assert any(sentence in said for said in annex.said["li"])
    text = " ".join(page.text.split())  # a narrow space becomes a plain one
    whole = " ".join(annex.text.split())
    whole = whole[whole.index("tests in words", whole.index("Every claim with its words", 2000)) :]
    told = {sentence: whole.index(" ".join(sentence.split())) for sentence in tests["sentence"]}
    counts = tests["verdict"].value_counts()
    assert (
        f"{len(tests)} tests hold claims against one another: {counts['agrees']} agree, {counts['contradicts']} "
        f"contradict and {counts['cannot tell']} cannot tell." in text
    )
    assert "Proposal: period 2023." in text
    explained = (tests["proposal"] == "period 2023") & (tests["verdict"] == "contradicts")
    open_ones = tests.loc[(tests["verdict"] == "contradicts") & ~explained, "sentence"]
    assert text.count(" ".join(mended["sentence"].item().split())) == 1
    assert all(any(sentence in said for said in page.said["li"]) for sentence in open_ones)
    assert text.count("Proposal: digit: US$2.8 billion") == 1, "what is proposed is said once"
    contradicting = tests.loc[tests["verdict"] == "contradicts", "sentence"]
    others = tests.loc[tests["verdict"] != "contradicts", "sentence"]
    assert max(told[each] for each in contradicting) < min(told[each] for each in others)
    assert "the range of its days (European Central Bank" in text


def test_what_is_contradicted_is_crossed_and_said_so(annexes: dict[str, Page], written: dict[str, Path]) -> None:
    drawn = pd.read_csv(written["own"] / "sides.csv")
    assert set(drawn["flow"]) == {"total"}
    assert drawn.loc[drawn["contradicted"], "claim"].tolist() == ["rbth-2015.1"]
    marked = [text for text in annexes["own"].said["td"] if text.endswith(" contradicted")]
    assert len(marked) == 1 + 4  # and the four claims that were of another year


def test_claims_of_somebody_else_are_shown_and_no_word_of_theirs_does_anything(
    pages: dict[str, Page], annexes: dict[str, Page], written: dict[str, Path]
) -> None:
    page, annex = pages["hostile"], annexes["hostile"]
    assert [link for link in annex.links if link.startswith(WEB)] == ["https://example.org/?a=1&b='2'"]
    assert not [link for link in page.links if link.startswith(WEB)]
    assert "of others" not in page.text + annex.text
    assert "4 claims of 4 articles" in page.text
    assert "thesun.my" not in page.text
    assert set(pd.read_csv(written["hostile"] / "sides.csv")["value"]) == {1e9, 2e9, 3e9}
    book = openpyxl.load_workbook(written["hostile"] / "tables.xlsx")
    _, header, *rows = book["Statements"].iter_rows(values_only=True)
    assert [row[header.index("claim")] for row in rows] == ["a b, c", IMAGE, "c", "d"]
    assert "sentence" in [cell.value for cell in book["Findings"][2]]


@pytest.mark.parametrize("name", LEDGERS)
def test_the_workbook_holds_the_figures_and_no_formula(name: str, written: dict[str, Path]) -> None:
    book = openpyxl.load_workbook(written[name] / "tables.xlsx")
    assert {"Figures", "Growth", "Accounting", "Rates", "Prices", "Sources"} <= set(book.sheetnames)
    for sheet in book:
        assert all(cell.data_type in "sn" and cell.hyperlink is None for row in sheet.iter_rows() for cell in row)
    _, header, *rows = book["Figures"].iter_rows(values_only=True)
    assert [row[header.index("value")] for row in rows] == LEDGERS[name].sort_values("period", kind="stable")[
        "value"
    ].tolist()
    _, header, *rows = book["Growth"].iter_rows(values_only=True)
    grown = tv.growth(tv.prefer(LEDGERS[name], currency="USD"))["growth"].iloc[-1]
    lens = [row[header.index("growth")] for row in rows if row[0] == "US dollars"]
    assert lens[-1] == pytest.approx(grown)


@pytest.mark.parametrize(
    ("trade", "given", "error", "match"),
    [
        (tv.load().iloc[:0], {}, TradeTableError, "0 series, 0 periods"),
        (ledger({2024: 1e9}), {}, TradeTableError, "1 series, 1 period;"),
        (ledger({2010: 1e9, 2012: 0, 2024: 1e9}), {}, TradeTableError, "a figure of zero to start from"),
        (TWO_FLOWS, {}, TradeTableError, "2 series"),
        (ledger({2010: 1, 2024: 1}).assign(valuation=["FOB", None]), {}, TradeTableError, "2 series"),
        (ledger({2010: 1, 2024: 1}, reporter="WLD"), {}, TradeTableError, "currency of its reporter"),
        (ledger({2010: 1, 2024: 1}, reporter="USA"), {}, TradeTableError, "USD twice"),
        (ledger({2010: 1, 2024: 1}, reporter="SUN"), {}, TradeTableError, "none for the Soviet Union"),
        (ledger({2010: 1, 2024: 1}, reporter="VNM"), {}, MissingRateError, "the ECB quotes no VND"),
        (ledger({2010: 1, 2024: 1}, flow="sale"), {}, TradeTableError, "flow 'sale'"),
        (ledger({2010: 1, 2024: 1}), {"currency": "XYZ"}, UnknownCodeError, "no currency"),
        (ledger({2005: 1, 2024: 1}), {}, MissingRateError, "195 of 257"),
        (ledger({2010: 1, 2024: 1}, price_basis="real", base_period=2010), {}, TradeTableError, "nominal"),
        (tv.load(), {"statements": tv.load()}, StatementError, "claim"),
    ],
)  # fmt: skip
def test_what_gives_no_report_is_refused_and_nothing_is_written(
    trade: pd.DataFrame, given: dict[str, str], error: type[Exception], match: str, tmp_path: Path
) -> None:
    with pytest.raises(error, match=match):
        tv.report(trade, out=tmp_path / "out", **given)
    assert not list(tmp_path.iterdir())


OVERFLOW = """() => [document.documentElement.scrollWidth - innerWidth, ...[...document.querySelectorAll('body *')]
  .filter(e => !e.closest('.scroll') && !e.parentElement.closest('svg') && e.getClientRects().length)
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  .map(e => e.tagName + ': ' + e.textContent.slice(0, 60))]"""
RATIOS = """() => [...document.querySelectorAll('figure svg')].filter(s => s.clientWidth)
  .map(s => s.clientWidth / (s.viewBox.baseVal.width * 96 / 72))"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('p, li, td, th, dd, dt, span, summary')]
  .filter(e => e.getClientRects().length).map(e => parseFloat(getComputedStyle(e).fontSize)))"""


@pytest.mark.parametrize("width", [360, 390, 768, 1200])
@pytest.mark.parametrize("name", ["own", "hostile", "many years"])
def test_the_page_fits_every_screen_without_scripts_or_requests(
    name: str, width: int, browser: object, written: dict[str, Path]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto((written[name] / "report.html").as_uri())
    page.wait_for_load_state("networkidle")
    page.evaluate("() => document.querySelectorAll('details').forEach(details => { details.open = true; })")
    overflow, *beyond = page.evaluate(OVERFLOW)
    assert (overflow, beyond) == (0, [])
    assert [url for url in requests if not url.startswith("data:")] == [(written[name] / "report.html").as_uri()]
    assert page.evaluate(SMALLEST) >= 13
    for look, is_seen in {"wide": width > 640, "narrow": width <= 640}.items():
        seen = page.evaluate(f"() => [...document.querySelectorAll('svg.{look}')].map(s => s.clientWidth > 0)")
        assert set(seen) == {is_seen}
    ratios = page.evaluate(RATIOS)
    assert all(ratio >= 0.85 for ratio in ratios), "letters of a picture shrink with it"
    context.close()


@pytest.fixture
def opened(browser: object, written: dict[str, Path]) -> Iterator[Any]:
    """The page of the built-in ledger in a browser, whose width a test sets."""
    page = browser.new_page()  # type: ignore[attr-defined]
    page.goto((written["own"] / "report.html").as_uri())
    yield page
    page.close()


def test_printed_it_takes_six_pages_and_no_chart_is_cut(opened: Any, tmp_path: Path) -> None:
    assert opened.get_by_text("Point at a mark").is_visible()
    opened.pdf(path=tmp_path / "report.pdf", format="A4", print_background=True)
    pages = [sheet.extract_text() for sheet in pypdf.PdfReader(tmp_path / "report.pdf").pages]
    assert len(pages) <= 6
    assert "After inflation" in pages[0]
    assert "Point at a mark" not in pages[0]
    # The first words of a chart and its last ones stand on one sheet.
    for first, last in (
        ("Malaysia–Russia trade in ringgit from 2007", "the rate implied by Bernama"),
        ("17 dated events", "Buddhist-era years are"),
        ("Fats and oils", "household goods"),
    ):
        assert [sheet for sheet in pages if first in sheet and last in sheet]
    opened.emulate_media(media="print")
    height = opened.evaluate("() => Math.max(...[...document.querySelectorAll('figure')].map(f => f.clientHeight))")
    assert height < (297 - 2 * 14) / 25.4 * 96, "a chart that is higher than a sheet would be cut"
    breaks = opened.evaluate(
        "() => [...document.querySelectorAll('figure')].map(figure => getComputedStyle(figure).breakInside)"
    )
    assert set(breaks) == {"avoid"}


FOUND = """words => { getSelection().removeAllRanges(); let found = 0;
  while (found < 9 && window.find(words)) found += 1; return found; }"""


@pytest.mark.parametrize("width", [390, 1200])
def test_a_search_finds_the_label_of_a_chart_once(width: int, opened: Any) -> None:
    opened.set_viewport_size({"width": width, "height": 800})
    for label in ("All together, in ringgit", "household goods", "First Soviet students"):
        assert opened.evaluate(FOUND, label) == 1, label


@pytest.mark.parametrize("width", [390, 1200])
def test_a_mark_that_is_pointed_at_tells_what_stands_behind_it(width: int, opened: Any) -> None:
    opened.set_viewport_size({"width": width, "height": 800})
    look = "narrow" if width <= 640 else "wide"
    marks = opened.query_selector_all(f"#lenses + figure svg.{look} :is(use, g):has(> title)")
    assert len(marks) == 9
    for mark in marks:
        mark.scroll_into_view_if_needed()
        own, hit = mark.evaluate(
            """mark => { const box = mark.getBoundingClientRect();
            const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return [mark, hit.closest('svg :has(> title)')].map(one => one?.querySelector('title').textContent); }"""
        )
        assert hit == own
        assert "Printed: “" in own
        assert "Source: " in own


def test_links_of_the_page_lead_to_what_they_name(opened: Any, written: dict[str, Path]) -> None:
    opened.set_viewport_size({"width": 1200, "height": 800})
    for link in opened.query_selector_all("nav a"):
        name, target = link.inner_text(), link.get_attribute("href")
        if target.startswith("#"):
            link.click()
            heading = opened.locator(target)
            assert heading.inner_text() == name
            assert -1 <= heading.bounding_box()["y"] < 800
    opened.click("nav a[href='annex.html']")
    assert opened.locator("h1").inner_text() == "Annex: Malaysia–Russia trade"
    opened.click("a[href='report.html']")
    opened.click("a[href='annex.html#claim-asia-live-2024.1']")
    assert opened.url == f"{(written['own'] / 'annex.html').as_uri()}#claim-asia-live-2024.1"
    assert -1 <= opened.locator("tr:target").bounding_box()["y"] < 800


def test_a_dark_page_keeps_its_charts_on_white_and_can_be_read(browser: Any, written: dict[str, Path]) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto((written["own"] / "report.html").as_uri())
    colour = "selector => getComputedStyle(document.querySelector(selector))"
    dark, light = "rgb(20, 24, 29)", "rgb(232, 236, 240)"
    assert page.evaluate(f"({colour})('body').backgroundColor") == dark
    for selector in ("h1", "p", ".tvt td"):
        assert page.evaluate(f"({colour})('{selector}').color") in {light, "rgb(170, 180, 190)"}
    assert page.evaluate(f"({colour})('figure').backgroundColor") == "rgb(255, 255, 255)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(f"({colour})('body').backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(f"({colour})('.tvt td').color") == "rgb(31, 41, 51)"
    page.close()


def test_the_page_does_not_grow_beyond_what_its_charts_need(written: dict[str, Path]) -> None:
    page, annex = ((written["own"] / name).stat().st_size for name in ("report.html", "annex.html"))
    # A page with printed words in Bengali and Thai carries the letters of these.
    assert page < 500_000
    assert annex < 300_000


# Words that stand on two lines, but for those that a hyphen, a dash or a slash divides.
BROKEN = r"""() => { const broken = []; const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) { const text = texts.currentNode;
    if (!text.parentElement.getClientRects().length) continue;
    for (const word of text.data.matchAll(/[^\s\u2013\u2014\-\/]{3,}/g)) { const range = document.createRange();
      range.setStart(text, word.index); range.setEnd(text, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) broken.push(word[0]); } }
  return broken; }"""


@pytest.mark.parametrize("width", [390, 700, 1200])
def test_no_word_of_the_page_is_broken(width: int, opened: Any) -> None:
    opened.set_viewport_size({"width": width, "height": 800})
    assert opened.evaluate(BROKEN) == []


def test_a_page_is_dated_where_somebody_says_the_day(monkeypatch: pytest.MonkeyPatch, pages: dict[str, Page]) -> None:
    made = f"Made by tradeview {tv.__version__} from a ledger of printed figures."
    assert f"{made} The newest source with a date is of " in pages["own"].text
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    monkeypatch.setattr(series_report, "_plan_charts", lambda *_: [])
    dated = make_series_report(tv.load(), Asked(None, "USD", None, None, None, None))
    assert f"{made} Made on 18 Nov 2026." in dated.page
    assert f"{made} Made on 18 Nov 2026." in dated.annex
