"""The report of several partners: what of each it selects, what its table and lines say, and who is not there."""

import re
from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv
from artists import ledger
from command_line import answer
from tradeview.errors import TradeTableError, UnknownCodeError
from tradeview.reports import partners as reports
from tradeview.reports.choices import Asked
from tradeview.reports.partners import report_partners, select_partners
from tradeview.reports.pictures import Content

US = tv.deflators.us_cpi().set_index("period")["index"]
YEARS = (2015, 2019, 2023)
# Exports and imports in billions of dollars, by hand.
FLOWS = {
    "CHN": ((33, 40, 55), (27, 30, 45)),
    "RUS": ((1, 2, 0.5), (1, 1, 0.5)),
    "SGP": ((27.5, 30, 39.6), (22.5, 25, 32.4)),
    "WLD": ((200, 240, 300), (180, 190, 260)),
}
NAME = "made up <b>&, file of 2026-11-18"


def trade(**rest: object) -> pd.DataFrame:
    tables = []
    for partner, of_flows in FLOWS.items():
        for flow, values in zip(("export", "import"), of_flows, strict=True):
            amounts = {year: value * 1e9 for year, value in zip(YEARS, values, strict=True)}
            tables.append(ledger(amounts, partner=partner, flow=flow, source=NAME, **rest))
    return pd.concat(tables, ignore_index=True)


def asked(**how: object) -> Asked:
    none = ("currency", "rates", "deflator", "start", "end", "statements")
    return Asked(**{**dict.fromkeys(none), "base_currency": "USD", **how})  # type: ignore[arg-type]


def undrawn(monkeypatch: pytest.MonkeyPatch, table: pd.DataFrame, partners: list[str], **how: object) -> Content:
    """The report without its charts."""
    monkeypatch.setattr(reports, "_plan_charts", lambda *_: iter(()))
    question = asked(**how)
    return report_partners(select_partners(table, "MYS", partners, "USD", question.periods), question)


def text_of(page: str) -> str:
    body = page.split("</style>")[1]
    body = re.sub(r'<span class="tvt-tip".*?</span></span>|<span class="tvt-tip".*?</td>', " ", body)
    body = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", body))
    return body.replace(" %", "%")  # a number and its unit stand in elements of their own


def test_the_table_has_a_row_for_each_partner_with_its_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of(undrawn(monkeypatch, trade(), ["Россия", "China", "SGP"]).page)
    rates = tv.rates.ecb(base="USD").query("quote == 'MYR'").set_index("period")["rate"]
    for name, code in (("Russia", "RUS"), ("China", "CHN"), ("Singapore", "SGP")):
        (first, *_, last), (first_import, *_, last_import) = FLOWS[code]
        growth = (last + last_import) / (first + first_import)
        real, own = growth * US[2015] / US[2023] - 1, growth * rates[2023] / rates[2015] - 1
        share = (last + last_import) / (300 + 260)
        said = [f"{100 * change:+.1f}%".replace("-", "−") for change in (growth - 1, real, own)]
        row = text[text.index("Share of all trade") :]
        row = row[row.index(f" {name} ") :][:220]
        for words in (*said, f"{100 * share:.1f}%"):
            assert words in row, (name, words)


def test_who_is_asked_for_and_not_there_is_said_and_no_reason_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    content = undrawn(monkeypatch, trade(), ["RUS", "IND", "CHN"])
    text = text_of(content.page)
    assert "India was asked for, too: the table has no figures that Malaysia reports of trade with it." in text
    assert set(content.sheets["Figures"]["partner"]) == {"RUS", "CHN"}
    assert "Malaysia’s trade with Russia and China" in text


def test_none_of_those_who_are_asked_for_is_refused() -> None:
    with pytest.raises(TradeTableError, match="reports with one of IND, VNM; found: none of any") as caught:
        select_partners(trade(), "MYS", ["IND", "Vietnam"], "USD")
    assert "India was asked for, too" in str(caught.value)
    with pytest.raises(TradeTableError, match="name one"):
        select_partners(trade(), "MYS", [], "USD")
    with pytest.raises(UnknownCodeError):
        select_partners(trade(), "MYS", ["RUS", "Ruritania"], "USD")


def test_a_partner_named_twice_is_one_and_one_alone_is_a_pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = select_partners(trade(), "MYS", ["RUS", "Russia", "CHN"], "USD")
    assert [of_partner.partner for of_partner in found.trades] == ["RUS", "CHN"]
    monkeypatch.setattr("tradeview.reports.pair._plan_charts", lambda *_: iter(()))
    tv.report(trade(), pair=("MYS", ["RUS", "RUS"]), out=tmp_path)
    assert "What Malaysia reports of its trade with Russia" in (tmp_path / "report.html").read_text()


def test_years_that_all_have_are_compared_and_parts_of_years_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    table = trade()
    without = table[(table["partner"] != "RUS") | (table["period"] != 2023)]
    text = text_of(undrawn(monkeypatch, without, ["RUS", "CHN"]).page)
    assert "In US dollars at current prices, 2015 to 2019" in text
    part = ledger({2024: 1e9}, partner="CHN", flow="export", months="2024-01/2024-08", source=NAME)
    text = text_of(undrawn(monkeypatch, pd.concat([table, part]), ["RUS", "CHN"]).page)
    assert "Figures of other months than these are not part" in text
    assert "2015 to 2023" in text


def test_one_period_has_no_change_and_claims_are_of_one_partner(monkeypatch: pytest.MonkeyPatch) -> None:
    table = trade().query("period == 2023")
    text = text_of(undrawn(monkeypatch, table, ["RUS", "CHN"], statements=tv.statements.load()).page)
    assert "growth: the table has one period of the pair alone" in text
    assert "In US dollars at current prices, 2023, as Malaysia reports them." in text
    assert "claims are shown and checked in the report of one partner" in text


def test_the_annex_has_every_figure_of_each_partner(monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of(undrawn(monkeypatch, trade(), ["RUS", "CHN"]).annex)
    of_china = text[text.rindex("China, period by period") :]
    for amount in (
        "US$33 billion",
        "US$27 billion",
        "US$60 billion",
        "US$6 billion",
        "US$55 billion",
        "US$100 billion",
    ):
        assert amount in of_china


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report that the command writes of a ledger with four partners, of which three are asked for."""
    folder = tmp_path_factory.mktemp("partners")
    trade().to_csv(folder / "mine.csv", index=False)
    named = [part for partner in ("RUS", "CHN", "IND") for part in ("--partner", partner)]
    answer("report", folder / "mine.csv", "--reporter", "MYS", *named, "--out", folder / "out")
    return folder / "out"


def test_lines_of_each_flow_are_drawn_and_the_fastest_opens_the_page(written: Path) -> None:
    endings = (".png", ".svg", ".pdf", ".csv", ".txt")
    wanted = {name + ending for name in reports.CHARTS for ending in endings}
    assert {path.name for path in written.iterdir()} == {
        "report.html",
        "annex.html",
        "tables.xlsx",
        "datapackage.json",
        *wanted,
    }
    drawn = pd.read_csv(written / "partner_exports.csv")
    assert set(drawn["partner"]) == {"RUS", "CHN"}
    assert drawn.query("partner == 'CHN' and period == 2019")["value"].item() == 40e9
    page = (written / "report.html").read_text(encoding="utf-8")
    change = 100 / 60 * US[2015] / US[2023] - 1
    heading = re.findall("<h1>(.*?)</h1>", page)
    assert heading == [
        "Of 2 partners, Malaysia’s trade with China grew most from 2015 to 2023: "
        f"up {100 * change:.0f}% in US dollars of 2023"
    ]
    assert "<b>&" not in page
    assert "The newest source with a date is of 18 Nov 2026." in page


def test_every_link_of_the_pages_leads_somewhere(written: Path) -> None:
    pages = {name: (written / name).read_text(encoding="utf-8") for name in ("report.html", "annex.html")}
    ids = {name: re.findall(r'\sid="([^"]+)"', page) for name, page in pages.items()}
    for name, page in pages.items():
        assert len(ids[name]) == len(set(ids[name]))
        for link in re.findall(r'<a href="([^"]+)"', page):
            file, _, place = link.partition("#")
            assert not place or place in ids[file or name], link


@pytest.mark.parametrize("width", [390, 1200])
def test_the_page_fits_every_screen(width: int, browser: object, written: Path) -> None:
    opened = browser.new_page(viewport={"width": width, "height": 800})  # type: ignore[attr-defined]
    opened.goto((written / "report.html").as_uri())
    assert opened.evaluate("() => document.documentElement.scrollWidth - innerWidth") == 0
    opened.close()
