"""Report: the files, the page as a parser and as a browser sees it, and ledgers of strangers."""

from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import tradeview as tv
from artists import ledger, polars_of
from tradeview.claims.proposals import CORRECTIONS
from tradeview.errors import MissingRateError, StatementError, TradeTableError, UnknownCodeError

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


def test_all_files_are_there_and_no_others(written: dict[str, Path]) -> None:
    wanted = {"report.html", "tables.xlsx", "datapackage.json"}
    wanted |= {name + ending for name in CHARTS for ending in ENDINGS}
    assert {path.name for path in written["own"].iterdir()} == wanted


def test_the_same_bytes_twice_and_from_polars(written: dict[str, Path], tmp_path: Path) -> None:
    again = tv.report(polars_of(tv.load()).lazy(), out=tmp_path)
    assert len(again) == 33
    for path in again:
        assert path.read_bytes() == (written["own"] / path.name).read_bytes(), path.name


@pytest.mark.parametrize("name", LEDGERS)
def test_the_page_needs_nothing_else_and_runs_nothing(name: str, pages: dict[str, Page]) -> None:
    page = pages[name]
    assert not {tag for tag, _ in page.elements} & {"script", "iframe", "object", "embed", "link", "form"}
    for tag, given in page.elements:
        assert not [key for key in given if key.startswith("on")]
        for key in ("src", "href", "srcset", "action", "data"):
            allowed = ("#", *WEB) if tag == "a" else ("#", "data:image/svg+xml;base64,")
            assert (given.get(key) or "#").startswith(allowed)
    assert "http" not in page.said["style"][0]
    assert "@import" not in page.said["style"][0]


@pytest.mark.parametrize("name", LEDGERS)
def test_every_link_leads_to_a_place_on_the_page(name: str, pages: dict[str, Page]) -> None:
    page = pages[name]
    assert len(page.ids) == len(set(page.ids))
    assert not [given for given in page.ids if given.split() != [given]]
    assert {link.removeprefix("#") for link in page.links if not link.startswith(WEB)} <= set(page.ids)


@pytest.mark.parametrize("name", LEDGERS)
def test_every_picture_has_its_alternative_text_and_a_narrow_one(name: str, pages: dict[str, Page]) -> None:
    images = [given for tag, given in pages[name].elements if tag == "img"]
    narrow = [given for tag, given in pages[name].elements if tag == "source"]
    assert len(images) == len(narrow) == len({given["srcset"] for given in narrow})
    assert all(len(given["alt"]) > 100 for given in images)
    assert all("max-width" in given["media"] for given in narrow)


def test_every_figure_stands_with_its_quote_and_source(pages: dict[str, Page]) -> None:
    page = pages["own"]
    for row in tv.load().to_dict("records"):
        assert row["quote"] in page.said["q"]
        assert f"#source-{row['source']}" in page.links
    for quote in [*tv.load_commodities()["phrase"], *tv.load_events()["quote"]]:
        assert quote in page.said["q"]
    assert {given.get("lang") for tag, given in page.elements if tag == "q"} >= {
        "bn",
        "th",
        "en",
        "ru",
        "fr",
        "ar",
        "ms",
    }
    for words in ("+30.3", "+75.2", "−13.9", "3.4369 RM per US$, average, European Central Bank", "US CPI-U"):
        assert words in page.text.replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_text_of_a_ledger_is_text_on_the_page(pages: dict[str, Page], written: dict[str, Path]) -> None:
    page = pages["hostile"]
    assert page.said["q"].count(SCRIPT) == 2 + 3 * 2 + 1  # as printed, in each lens, and as a claim
    assert IMAGE in page.said["td"]
    assert IMAGE in page.said["dt"]
    assert "two words & a half" in page.said["a"]
    raw = (written["hostile"] / "report.html").read_text(encoding="utf-8")
    assert "<script" not in raw
    assert "<img src=x" not in raw


def test_another_pair_gets_its_own_report_with_reasons_for_what_is_left_out(
    pages: dict[str, Page], written: dict[str, Path]
) -> None:
    page = pages["required columns only"]
    assert "Thailand–Vietnam trade" in page.said["title"]
    assert "in Thai baht" in page.said["h1"][0]
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


def test_every_claim_stands_with_its_words_and_leads_to_where_it_was_printed(pages: dict[str, Page]) -> None:
    page = pages["own"]
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


def test_the_checker_is_told_in_sentences_what_contradicts_first(pages: dict[str, Page]) -> None:
    page = pages["own"]
    # Claims of parts of years are compared at the rates of their months, as the command check-claims does it.
    rates = pd.concat([tv.rates.ecb(base="USD", frequency=frequency, days_range=True) for frequency in ("A", "M")])
    found = tv.check_claims(tv.statements.load(), rates=rates)
    mended = found[found["test"] == "period"]
    tests = found[~found["test"].isin(CORRECTIONS)]
    for sentence in found["sentence"]:
        assert any(sentence in said for said in page.said["li"])
    text = " ".join(page.text.split())  # a narrow space becomes a plain one
    told = {sentence: text.index(" ".join(sentence.split())) for sentence in found["sentence"]}
    counts = tests["verdict"].value_counts()
    assert (
        f"Tests of one claim by others: {len(tests)}. They agree in {counts['agrees']}, contradict in "
        f"{counts['contradicts']} and cannot tell in {counts['cannot tell']}." in text
    )
    assert "Proposal: period 2023." in text
    explained = (tests["proposal"] == "period 2023") & (tests["verdict"] == "contradicts")
    rest = tests.loc[(tests["verdict"] != "contradicts") | explained, "sentence"]
    assert min(told, key=told.__getitem__) == mended["sentence"].item()
    assert max(told[each] for each in set(told) - set(rest)) < min(told[each] for each in rest)
    assert "the range of its days (European Central Bank" in text


def test_what_is_contradicted_is_crossed_and_said_so(pages: dict[str, Page], written: dict[str, Path]) -> None:
    drawn = pd.read_csv(written["own"] / "sides.csv")
    assert set(drawn["flow"]) == {"total"}
    assert drawn.loc[drawn["contradicted"], "claim"].tolist() == ["rbth-2015.1"]
    marked = [text for text in pages["own"].said["td"] if text.endswith(" contradicted")]
    assert len(marked) == 1 + 4  # and the four claims that were of another year


def test_claims_of_somebody_else_are_shown_and_no_word_of_theirs_does_anything(
    pages: dict[str, Page], written: dict[str, Path]
) -> None:
    page = pages["hostile"]
    assert [link for link in page.links if not link.startswith("#")] == ["https://example.org/?a=1&b='2'"]
    assert "of others" not in page.text
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
  .filter(e => !e.closest('.scroll') && e.getClientRects().length && e.getBoundingClientRect().right > innerWidth + 1)
  .map(e => e.tagName + ': ' + e.textContent.slice(0, 60))]"""
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
    narrow = page.evaluate("() => [...document.images].map(i => i.currentSrc === i.parentElement.children[0].srcset)")
    assert set(narrow) == {width <= 640}
    ratios = page.evaluate("() => [...document.images].map(i => i.clientWidth / i.naturalWidth)")
    assert all(ratio >= 0.85 for ratio in ratios), "letters of a picture shrink with it"
    context.close()
