"""The report of a pair out of a file: what it selects, what it says, and what it leaves out and why."""

import os
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import tradeview as tv
from command_line import answer
from comtrade_printers import new_download
from pair_file import GOODS, OTHERS, TOTALS, YEARS, pair_records
from tradeview.charts.layout.page import REPORT_PAGE
from tradeview.errors import TradeTableError, UnknownCodeError
from tradeview.reports import pair as reports
from tradeview.reports.choices import Asked
from tradeview.reports.pair import CHARTS
from tradeview.reports.pair_trade import (
    describe_rank,
    flow_by_partner,
    products_of_one_level,
    select_pair,
    unify_valuation,
)
from tradeview.reports.report import make_pair_report
from tradeview.words.money import format_amount

EXPORTS, IMPORTS = TOTALS["MYS", "RUS", "X"], TOTALS["MYS", "RUS", "M"]
DAY = 1_795_000_000  # 18 November 2026
NAME = "UN Comtrade, TradeData <b>&.csv, file of 2026-11-18"
US = tv.deflators.us_cpi().set_index("period")["index"]


def spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


class Page(HTMLParser):
    """The words of a page, its headings, and its links."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.text, self.tags = "", []
        self.feed(path.read_text(encoding="utf-8"))
        self.text = spaced(" ".join(self.text.split()))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += f" {data}"


@pytest.fixture(scope="module")
def trade() -> pd.DataFrame:
    return tv.read_comtrade(pair_records())


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report that the command writes of a downloaded file with an awkward name."""
    folder = tmp_path_factory.mktemp("pair")
    file = folder / "TradeData <b>&.csv"
    file.write_text(new_download(pair_records()))
    os.utime(file, (DAY, DAY))
    said = answer("report", "--comtrade", file, "--reporter", "মালয়েশিয়া", "--partner", "Россия", "--out", folder / "out")
    assert said == f"{folder / 'out' / 'report.html'}\n"
    return folder / "out"


@pytest.fixture(scope="module")
def page(written: Path) -> Page:
    return Page(written / "report.html")


def of(table: pd.DataFrame, pair: tuple[str, str] = ("MYS", "RUS")) -> object:
    return select_pair(table, pair, "USD")


def asked(**how: object) -> Asked:
    """What a report is asked, as far as a test says."""
    none = ("currency", "rates", "deflator", "start", "end", "statements")
    return Asked(**{**dict.fromkeys(none), "base_currency": "USD", **how})  # type: ignore[arg-type]


def undrawn(table: pd.DataFrame, monkeypatch: pytest.MonkeyPatch, **how: object) -> tuple[str, dict[str, pd.DataFrame]]:
    """The page and its annex, and the sheets, without their charts."""
    monkeypatch.setattr(reports, "_plan_charts", lambda *_: iter(()))
    content = make_pair_report(table, ("MYS", "RUS"), asked(**how))
    body = " ANNEX ".join(re.sub("<[^>]+>", " ", page.split("</style>")[1]) for page in (content.page, content.annex))
    return spaced(re.sub(r"\s+", " ", body)), content.sheets


def test_every_chart_is_drawn_with_its_files(written: Path) -> None:
    endings = (".png", ".svg", ".pdf", ".csv", ".txt")
    wanted = {"report.html", "annex.html", "tables.xlsx", "datapackage.json"}
    wanted |= {name + ending for name in CHARTS for ending in endings}
    assert {path.name for path in written.iterdir()} == wanted


def test_every_caption_names_the_file_and_its_date(written: Path, page: Page) -> None:
    for name in CHARTS:
        assert NAME in (written / f"{name}.txt").read_text()
    assert NAME in page.text
    assert "Whose statistics: Malaysia." in (written / "lenses.txt").read_text()
    annex = Page(written / "annex.html")
    ids = {"": {given.get("id") for _, given in page.tags}, "annex.html": {given.get("id") for _, given in annex.tags}}
    for tag, given in page.tags:
        if tag == "a":
            file, _, place = str(given["href"]).partition("#")
            assert not place or place in ids[file]
    raw = (written / "report.html").read_text(encoding="utf-8")
    assert "<b>&" not in raw
    assert "<script" not in raw


def test_the_cards_say_growth_of_exports_imports_and_their_sum(page: Page) -> None:
    rates = tv.rates.ecb(base="USD").query("quote == 'MYR'").set_index("period")["rate"]
    both = [one + other for one, other in zip(EXPORTS, IMPORTS, strict=True)]
    for values in (EXPORTS, IMPORTS, both):
        nominal = values[-1] / values[0]
        real, own = nominal * US[2018] / US[2023], nominal * rates[2023] / rates[2018]
        said = [f"{100 * (change - 1):+.1f}%".replace("-", "−") for change in (nominal, real, own)]
        annual = f"{100 * (nominal ** (1 / 5) - 1):+.1f}% a year".replace("-", "−")
        assert said[0] in page.text
        assert f"{annual}; {said[1]} in US dollars of 2023; {said[2]} in ringgit" in page.text


def test_the_table_of_years_has_every_value_and_the_balance(page: Page) -> None:
    for year, exported, imported in zip(YEARS, EXPORTS, IMPORTS, strict=True):
        row = page.text[page.text.index("The figures, period by period") :]
        row = row[row.index(f" {year} ") :]
        assert row.index(format_amount(exported, "USD")) < row.index(format_amount(imported, "USD"))
        assert "−" + format_amount(imported - exported, "USD") in row


def test_composition_ranking_and_mirror_are_of_the_file(written: Path) -> None:
    drawn = pd.read_csv(written / "composition.csv").set_index(["flow", "section"])["value"]
    assert drawn["export", "Machinery and electronics"] == pytest.approx(EXPORTS[-1] * (420 + 150) / 1000)
    assert drawn.groupby("flow").sum().to_dict() == pytest.approx({"export": EXPORTS[-1], "import": IMPORTS[-1]})
    ranked = pd.read_csv(written / "imports.csv", dtype={"commodity_code": str})
    assert ranked["commodity_code"].tolist() == sorted(GOODS["M"], key=lambda code: -GOODS["M"][code])
    partners = pd.read_csv(written / "export_partners.csv")
    assert set(partners["partner"]) == {*OTHERS, "RUS"}
    mirrored = pd.read_csv(written / "export_mirror.csv").set_index("period")
    assert mirrored.loc[2018, ["exporter_value", "importer_value"]].tolist() == [0.90e9, 1.34e9]
    assert mirrored["importer_value"].isna().tolist() == [False] * 4 + [True] * 2


def test_the_page_says_the_place_among_the_partners(page: Page) -> None:
    assert "Russia is number 7 of the 7 partners that the table has for Malaysia’s exports in 2023." in page.text


def test_the_workbook_has_the_figures(written: Path) -> None:
    book = openpyxl.load_workbook(written / "tables.xlsx")
    assert {"Figures", "Growth", "Mirror", "Composition", "Exports by product", "Accounting", "Sources"} <= {
        *book.sheetnames
    }
    _, header, *rows = book["Growth"].iter_rows(values_only=True)
    totals = [row[header.index("value")] for row in rows if row[header.index("flow")] == "total"][: len(YEARS)]
    assert totals == pytest.approx([one + other for one, other in zip(EXPORTS, IMPORTS, strict=True)])


def test_a_later_report_removes_the_charts_it_does_not_draw(written: Path, tmp_path: Path) -> None:
    out = shutil.copytree(written, tmp_path / "out")
    frame = tv.load().assign(observation=None).query("currency == 'USD'")
    tv.report(frame.iloc[:2].assign(partner="THA"), out=out, start=2006, end=2007)
    assert not list(out.glob("*mirror*"))
    assert (out / "lenses.png").exists()


# --- what is selected


@pytest.mark.parametrize(
    ("table", "pair", "error", "match"),
    [
        (lambda t: t, ("MYS", "FRA"), TradeTableError, "its partners CHN, JPN, RUS"),
        (lambda t: t[t["reporter"] == "MYS"], ("RUS", "MYS"), TradeTableError, "ask for MYS as the reporter"),
        (lambda t: t.assign(flow="total"), ("MYS", "RUS"), TradeTableError, "no row of exports or imports"),
        (lambda t: t, ("MYS", "Malaysia"), TradeTableError, "MYS twice"),
        (lambda t: t, ("MYS", "Ruritania"), UnknownCodeError, "Ruritania"),
        (lambda t: t[t["commodity_code"] != "TOTAL"], ("MYS", "RUS"), TradeTableError, "no row of TOTAL"),
        (lambda t: pd.concat([t, t]), ("MYS", "RUS"), TradeTableError, "several for one"),
        (lambda t: t.assign(currency="EUR"), ("MYS", "RUS"), TradeTableError, "in USD; found: EUR"),
    ],
)
def test_what_is_no_table_of_the_pair_is_refused(
    table: object, pair: tuple[str, str], error: type[Exception], match: str, trade: pd.DataFrame
) -> None:
    with pytest.raises(error, match=match):
        of(table(trade), pair)  # type: ignore[operator]


def test_trap_double_counting_products_and_the_world_are_no_part_of_the_whole(trade: pd.DataFrame) -> None:
    chosen = of(trade)
    assert chosen.whole.groupby("flow")["value"].sum().to_dict() == {"export": sum(EXPORTS), "import": sum(IMPORTS)}
    assert chosen.total["value"].tolist() == pytest.approx([a + b for a, b in zip(EXPORTS, IMPORTS, strict=True)])


def test_trap_total_trade_needs_both_flows_of_one_reporter(trade: pd.DataFrame) -> None:
    gone = trade[~((trade["period"] == 2020) & (trade["flow"] == "import"))]
    chosen = of(gone)
    assert 2020 not in chosen.total["period"].tolist()
    assert "No imports, and no total, for 2020: missing is not zero." in chosen.notes
    alone = of(trade[trade["flow"] == "export"])
    assert (alone.total.empty, set(alone.series["flow"])) == (True, {"export"})


def test_trap_zero_for_missing_a_valuation_stated_for_some_years_does_not_cut_the_series(trade: pd.DataFrame) -> None:
    some = trade.assign(valuation=trade["valuation"].where((trade["flow"] == "import") | (trade["period"] > 2020)))
    chosen = of(some)
    assert tv.growth(chosen.whole)["growth"].notna().sum() == 2 * (len(YEARS) - 1)
    kinds = chosen.whole.groupby("flow")["valuation"].agg(lambda stated: set(stated.dropna()))
    assert kinds.to_dict() == {"export": set(), "import": {"CIF"}}
    assert any("values exports FOB in 2021–2023 and does not say" in note for note in chosen.notes)
    both = some.assign(valuation=some["valuation"].where(some["period"] != 2021, "CIF"))
    assert set(unify_valuation(both)["valuation"].dropna()) == {"FOB", "CIF"}  # two that differ are not made alike


def test_re_exports_are_not_added(trade: pd.DataFrame) -> None:
    again = trade[(trade["flow"] == "export")].assign(flow="re-export")
    chosen = of(pd.concat([trade, again]))
    assert chosen.whole["value"].sum() == sum(EXPORTS) + sum(IMPORTS)
    assert any("Re-exports" in note for note in chosen.notes)


def test_products_are_of_one_level_that_both_flows_have(trade: pd.DataFrame) -> None:
    parts = of(trade).parts
    assert set(products_of_one_level(parts, (2, 4, 6))["commodity_code"].str.len()) == {2}
    mixed = parts[(parts["flow"] == "import") | (parts["commodity_code"].str.len() == 4)]
    assert set(products_of_one_level(mixed, (2, 4, 6))["commodity_code"].str.len()) == {4}
    with pytest.raises(TradeTableError, match="totals of the pair alone"):
        products_of_one_level(parts.iloc[:0], (2,))


def test_trap_rank_claims_groups_have_no_place(trade: pd.DataFrame) -> None:
    row = trade[(trade["partner"] == "CHN") & (trade["flow"] == "export")]
    grouped = pd.concat([trade, row.assign(partner="XGA", value=90e9)])
    assert describe_rank(of(grouped), "export").startswith("Russia is number 7 of the 7 partners")
    # A partner of the same value shares the place.
    is_russia = (trade["partner"] == "RUS") & (trade["flow"] == "export") & (trade["reporter"] == "MYS")
    lowest = trade[is_russia & (trade["commodity_code"] == "TOTAL")]
    tied = pd.concat([trade, lowest.assign(partner="BRA")], ignore_index=True)
    assert describe_rank(of(tied), "export").startswith("Russia shares place 7 of the 8 partners")
    with pytest.raises(TradeTableError, match="no other partner of Malaysia"):
        flow_by_partner(of(trade[trade["partner"].isin(["RUS", "MYS", "WLD"])]), "export")


# --- what is said where something is missing


@pytest.mark.parametrize(("flow", "other"), [("export", "import"), ("import", "export")])
def test_a_table_of_one_flow_has_a_report_of_it(trade: pd.DataFrame, flow: str, other: str) -> None:
    chosen = of(trade[trade["flow"] == flow])
    assert set(flow_by_partner(chosen, flow)["flow"]) == {flow}
    with pytest.raises(TradeTableError, match=f"no {other}s to rank"):
        flow_by_partner(chosen, other)


def test_a_currency_that_nobody_quotes_leaves_growth_in_dollars(
    trade: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, sheets = undrawn(trade, monkeypatch, currency="VND")
    reason = text[text.index("growth in three measures, and its parts: ") :]
    assert "VND" in reason[:200]
    assert "in US dollars of 2023" in text
    assert "Accounting" not in sheets


def test_one_year_has_values_and_no_growth(trade: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    text, _ = undrawn(trade[trade["period"] == 2023], monkeypatch)
    assert "Exports US$780 million 2023; the table has no earlier figure to compare it with" in text
    assert "the table has one period of the pair alone" in text


@pytest.mark.parametrize("years", [[2023], [2022, 2023]])
def test_a_report_of_one_product_is_called_so(
    years: list[int], trade: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = trade[(trade["commodity_code"] == "27") & trade["period"].isin(years)]
    text, _ = undrawn(chosen, monkeypatch)
    assert "Malaysia–Russia trade in HS 27 " in text
    assert "Malaysia–Russia trade in HS" not in undrawn(trade[trade["period"] == 2023], monkeypatch)[0]


def test_trap_gaps_a_part_of_a_year_is_not_annualised(trade: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    one = trade[(trade["period"] == 2023) & (trade["commodity_code"] == "TOTAL")]
    months = pd.concat([one.assign(period=202300 + month, value=one["value"] * month) for month in (1, 2, 3)])
    text, _ = undrawn(months, monkeypatch)
    assert "+200.0%" in text
    assert "a year" not in text.split("Not drawn")[0]
    # Months are deflated by the prices of months.
    assert "in US dollars of Mar 2023" in text
    assert "growth at constant prices: no price index" not in text


@pytest.mark.parametrize(("start", "end"), [(2010, None), (2023, 2018), (2020, 2020)])
def test_a_change_is_between_two_periods_of_the_table(
    start: int, end: int | None, trade: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(TradeTableError, match="one period of the table to a later one"):
        undrawn(trade, monkeypatch, start=start, end=end)


def test_start_and_end_may_be_named(trade: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    text, _ = undrawn(trade, monkeypatch, start=2019, end=2021)
    assert f"Exports, 2019 to 2021 {100 * (0.95 / 0.86 - 1):+.1f}%" in text
    assert "in US dollars of 2021" in text


def test_the_title_of_the_balance_is_of_the_periods_asked_for(trade: pd.DataFrame) -> None:
    chosen = of(trade)
    measured = reports.measure_growth(chosen, asked(start=2019, end=2021), 2019, 2021)
    name, draw = next(reports._plan_charts(chosen, measured, (2019, 2021), 2019))  # noqa: SLF001
    said = tv.charts.drawing(draw(REPORT_PAGE))
    assert name == "balance"
    assert set(said.data["period"]) == {2019, 2020, 2021}
    words = f"{said.title} {said.subtitle}"
    assert "2021" in words
    assert not [year for year in (2018, 2022, 2023) if str(year) in words]


# --- what was printed of the pair


def claims() -> pd.DataFrame:
    """Claims of the file's own years: one that it bears out, one ten times too large, and one of another pair."""
    same = {"kind": "level", "side": "MYS", "commodity_code": "TOTAL", "currency": "USD", "publisher": "Press"}
    cells = [("right", "RUS", 2019, 0.86e9), ("slipped", "RUS", 2020, 8.0e9), ("other", "THA", 2020, 1e9)]
    return pd.DataFrame(
        [
            {**same, "claim": key, "reporter": "MYS", "partner": partner, "flow": "export", "value": value}
            | {"start": year * 100 + 1, "end": year * 100 + 12, "low": value - 1e7, "high": value + 1e7}
            for key, partner, year, value in cells
        ]
    )


def test_claims_are_held_against_the_table_whoever_it_says_compiled_it(
    trade: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = trade.assign(compiled_by=trade["reporter"].map({"MYS": "Malaysia", "RUS": "Russia"}))
    text, sheets = undrawn(named, monkeypatch, statements=claims())
    assert "2 claims of 1 article." in text
    assert "The figures of the table that this report is of were taken for true." in text
    assert sheets["Statements"]["claim"].tolist() == ["right", "slipped"]
    found = sheets["Findings"]
    against = found[found["test"] == "reference"].set_index("claims")["verdict"]
    assert against.to_dict() == {"right": "agrees", "slipped": "contradicts"}
    assert text.index("8 billion") < text.index("ANNEX")


def test_a_heap_of_contradictions_is_folded(trade: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    many = pd.concat(
        [claims().query("claim == 'slipped'").assign(claim=f"slip {n}", value=8e9 + n * 1e9) for n in range(9)]
    )
    text, sheets = undrawn(trade, monkeypatch, statements=many.drop(columns=["low", "high"]))
    sentences = sheets["Findings"]["sentence"].map(spaced)
    contradicting = sentences[sheets["Findings"]["verdict"] == "contradicts"]
    shown, folded = text.split(" ANNEX ")
    assert len(contradicting) > 8
    assert sum(each in shown for each in sentences) == 8
    assert sum(each in shown for each in contradicting) >= 7, (
        "what mends them may stand among them, what agrees may not"
    )
    assert all(each in folded for each in sentences if each not in shown)


def test_without_claims_nothing_is_said_of_them(trade: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    text, sheets = undrawn(trade, monkeypatch)
    assert "What else was printed" not in text
    assert not {"Statements", "Findings"} & set(sheets)
    others = claims().query("partner == 'THA'")
    text, sheets = undrawn(trade, monkeypatch, statements=others)
    assert "no claim of this pair in the table of statements that was given" in text
    assert not {"Statements", "Findings"} & set(sheets)


# --- in a browser


@pytest.mark.parametrize("width", [360, 390, 1200])
def test_the_page_fits_every_screen(width: int, browser: object, written: Path) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)
    opened = context.new_page()
    opened.goto((written / "report.html").as_uri())
    beyond = opened.evaluate(
        "() => [...document.querySelectorAll('body *')].filter(e => e.getClientRects().length && "
        "!e.parentElement.closest('svg') && "
        "e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + ': ' + e.textContent.slice(0, 60))"
    )
    assert beyond == []
    context.close()
