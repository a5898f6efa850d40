"""The report's page: what stands in its cards is recomputed, and what a ledger holds is escaped."""

import re
from importlib.resources import files

import pandas as pd
import pytest
from markupsafe import Markup

import tradeview as tv
from tradeview.charts import Drawing
from tradeview.interactive.table.kinds import TRADE
from tradeview.money.deflators import DEFLATORS
from tradeview.money.rates import RATES
from tradeview.reports import words
from tradeview.reports.choices import Asked, Choices
from tradeview.reports.claims_section import ClaimsSection, describe_months, find_claims, web_address
from tradeview.reports.editions import IN_ENGLISH
from tradeview.reports.measures import Measures
from tradeview.reports.page import Picture, choose_headings, draw_table, keep_signs_before, page_environment, say
from tradeview.reports.series_page import write_pages
from tradeview.table.columns import CheckedOnce
from tradeview.words.templates import Template

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


def choices(start: int) -> Choices:
    """Growth from `start` to 2024, in ringgit and in dollars."""
    rates, prices = CheckedOnce(tv.rates.ecb(base="USD"), RATES), CheckedOnce(tv.deflators.us_cpi(), DEFLATORS)
    return Choices("MYR", "USD", rates, prices, start, 2024)


def page(table: pd.DataFrame, start: int = 2007) -> str:
    """The page of a table, with one picture that is none."""
    said = Drawing(HOSTILE, "", (), HOSTILE, pd.DataFrame())
    measures = Measures(table, choices(start))
    pictures = [Picture("lenses", said, Markup("<svg></svg>"), Markup("<svg></svg>"))]
    return "".join(write_pages(IN_ENGLISH, measures, table, pictures, [HOSTILE]))


def percent(change: float, places: int) -> str:
    return f"{100 * change:+.{places}f}".replace("-", "−") + "%"


def test_cards_say_the_change_from_the_start_and_from_the_first_figure() -> None:
    text = page(tv.load())
    assert percent(2480 / 1903 - 1, 1) in text
    assert percent(2480 / 1133 - 1, 0) in text.split("The start decides")[1]
    assert "The start decides" not in page(tv.load(), start=2006)


def test_every_lens_keeps_its_own_unit() -> None:
    frames = Measures(tv.load(), choices(2007)).lenses
    assert list(frames) == ["US dollars", "ringgit", "US dollars of 2024"]
    assert [set(frame["currency"]) for frame in frames.values()] == [{"USD"}, {"MYR"}, {"USD"}]
    assert (frames["US dollars of 2024"]["price_basis"] == "real").all()


@pytest.mark.parametrize("column", ["quote", "source", "compiled_by"])
def test_what_a_ledger_holds_is_escaped(column: str) -> None:
    text = page(tv.load().assign(**{column: HOSTILE}))
    assert "<script" not in text
    assert "<img src=x" not in text
    assert "&lt;script&gt;" in text


def section(claims: pd.DataFrame, **given: object) -> ClaimsSection:
    """What the page says of claims of Malaysia and Russia."""
    asked = {"currency": None, "base_currency": "USD", "rates": None, "deflator": None, "start": None, "end": None}
    found = find_claims(Asked(**{**asked, **given, "statements": claims}), "RUS", "MYS")  # type: ignore[arg-type]
    assert found is not None
    return found.section()


def test_what_steers_a_page_is_written_out() -> None:
    text = "a\u202eb\x1b\u200b\ud800\nc<b>"
    shown = r"a\u202eb\x1b\u200b\ud800" + "\nc&lt;b&gt;"
    assert say(Template("by {whom}"), whom=text) == f"by {shown}"
    assert str(say(Template("by {whom}"), whom=[text, Markup("<em>c</em>")])).count(shown) == 1
    environment = page_environment()
    assert environment.from_string("{{ text }}").render(text=text) == shown
    assert environment.from_string("{{ anchor(text) }}").render(text="\ud800") == "source-%5Cud800"


def test_targets_are_no_claims_and_hedges_are_said() -> None:
    press = tv.statements.load()
    hoped = press.assign(status=["target", *[None] * (len(press) - 1)])
    rows = {row["claim"]: row for row in section(hoped).rows}
    assert set(rows) == set(press["claim"][1:])
    assert rows["kremlin-2007.1"]["figure"] == "more than US$1.1 billion"
    assert rows["kremlin-2007.1"]["side"] == "Russia"


def test_the_rates_that_were_used_are_named() -> None:
    days = tv.rates.ecb(base="USD", days_range=True).assign(source="bank & co")
    said = section(tv.statements.load(), rates=days)
    assert (said.rates, said.has_days) == (["bank & co"], True)
    assert section(tv.statements.load(), rates=days.drop(columns=["low", "high"])).has_days is False
    assert "bank & co" in said.sources
    none = section(tv.statements.load(), base_currency="VND")
    assert none.rates == []
    assert none.tests
    assert not [row for row in none.tests if row.test == "currencies" and "fits" in row.sentence]


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a?b=1#c", True),
        ("HTTP://EXAMPLE.ORG/", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)//http://example.org", False),
        (" https://example.org", False),
        ("https://example.org/\tjavascript:", False),
        ("https://example.org\n", False),
        ("data:text/html,hello", False),
        ("//example.org", False),
        ("https://", False),
        (None, False),
        (float("nan"), False),
    ],
)
def test_addresses_of_the_web_alone_become_links(address: object, kept: bool) -> None:  # noqa: FBT001
    assert web_address(address) == (address if kept else None)


def test_months_are_written_in_words() -> None:
    cells = {(202401, 202412): "2024", (202301, 202412): "2023–2024", (200501, 200510): "January to October 2005"}
    more = {(202405, 202405): "May 2024", (202311, 202402): "November 2023 to February 2024"}
    assert {ends: describe_months(*ends) for ends in {**cells, **more}} == {**cells, **more}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"flow": "total"}, "both ways"),
        ({"flow": "export"}, "Malaysia to Russia"),
        ({"flow": "import"}, "Russia to Malaysia"),
        ({"flow": "re-import"}, "re-exported, Russia to Malaysia"),
        ({"flow": "export", "commodity_code": "1511"}, "Malaysia to Russia, HS 1511"),
    ],
)
def test_the_way_of_goods_is_named(row: dict[str, str], said: str) -> None:
    level = tv.statements.load().query("claim == 'the-star-2024.1'").assign(**row)
    assert [row["what"] for row in section(level).rows] == [said]


def test_a_table_of_figures_says_what_show_says_and_its_sources_lead_to_their_list() -> None:
    frame = tv.load()
    drawn = draw_table(frame, TRADE, ("period", "value", "source"))
    figures: list[str] = re.findall(r'<span class="tvt-figure">(.*?)</span>', drawn)
    assert figures == ["US$1.133", "US$1.903", "RM11.46", "US$2.48"]
    said = [value.split()[0] for _, value, _ in tv.show(frame, columns=["period", "value", "source"]).rows]
    assert figures == said
    assert drawn.count('<a href="#source-bernama-2025" dir="auto">Bernama, 15 May 2025</a>') == 2


def test_signs_stay_before_their_numbers_from_right_to_left() -> None:
    # By the rules of Unicode a sign before a number in Arabic text is set behind it, save after a mark of direction.
    page = '<p title="+1">بين −14.1% و+3</p><b>2006–2024, 1+1</b>'
    assert keep_signs_before(page) == '<p title="+1">بين \u200e−14.1% و+3</p><b>2006–2024, 1+1</b>'


def test_a_page_and_its_contents_call_a_chart_alike() -> None:
    """What they call it is chosen once: without an index of prices, charts of two measures stand under two."""
    priced, alone = (choose_headings(words.PAIR_HEADINGS, is_priced=is_priced) for is_priced in (True, False))
    assert (priced["lenses"].fill(), alone["lenses"].fill()) == ("One trade, three measures", "One trade, two measures")
    assert [name for name in priced if priced[name] != alone[name]] == ["lenses"]
    for path in files("tradeview.reports").joinpath("templates").iterdir():
        assert "_HEADINGS" not in path.read_text(encoding="utf-8"), path.name
