"""Reports of ledgers with parts of years, fiscal years, months and quarters: nothing stands beside what it is not."""

import re
from collections.abc import Iterable
from statistics import fmean

import pandas as pd
import pytest

import tradeview as tv
from tradeview.charts.balance.draw import draw_balance
from tradeview.errors import MissingRateError, TradeTableError
from tradeview.reports import pair as pair_report
from tradeview.reports import series as series_report
from tradeview.reports.choices import Asked
from tradeview.reports.pictures import Content, Pictures, Plan
from tradeview.reports.report import make_pair_report, make_series_report

Cell = tuple[int, str | None, float]
WHOLE: list[Cell] = [(2022, None, 3.6e9), (2023, None, 3.0e9), (2024, None, 2.48e9)]
PARTS: list[Cell] = [(2024, "2024-01/2024-08", 1.2e9), (2025, "2025-01/2025-08", 1.6e9)]
FISCAL: list[Cell] = [(year, f"{year}-04/{year + 1}-03", value) for year, value in ((2022, 1.2e9), (2023, 1.6e9))]
MONTHS = [year * 100 + month for year in (2022, 2023, 2024) for month in range(1, 13)]
QUARTERS = [year * 10 + quarter for year in (2022, 2023, 2024) for quarter in range(1, 5)]
PART_GREW = "January to August 2025: {value}, up 33% on the same months of 2024."
LEAD = "none with a figure above"


def ledger(cells: Iterable[Cell], **more: object) -> pd.DataFrame:
    row = {"reporter": "THA", "partner": "VNM", "flow": "total", "commodity_code": "TOTAL", "currency": "USD"}
    frame = pd.DataFrame(cells, columns=["period", "months", "value"]).assign(**{**row, **more})
    return frame if frame["months"].notna().any() else frame.drop(columns="months")


def seasonal(periods: Iterable[int], last: int) -> list[Cell]:
    """Figures that rise a little each period, and half as much again in the last part of each year."""
    cells: list[Cell] = []
    for place, period in enumerate(periods):
        is_last = period % (100 if last == 12 else 10) == last
        cells.append((period, None, 1e8 * (1 + 0.004 * place) * (1.5 if is_last else 1)))
    return cells


def both_flows(cells: Iterable[Cell]) -> pd.DataFrame:
    listed = list(cells)
    sides = [ledger(listed, flow=flow) for flow in ("export", "import")]
    sides += [ledger(listed, flow=flow, reporter="VNM", partner="THA") for flow in ("export", "import")]
    return pd.concat(sides, ignore_index=True)


def asked(**how: object) -> Asked:
    none = ("currency", "rates", "deflator", "start", "end", "statements")
    return Asked(**{**dict.fromkeys(none), "base_currency": "USD", **how})  # type: ignore[arg-type]


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports without their charts."""
    monkeypatch.setattr(series_report, "_plan_charts", lambda *_: [])
    monkeypatch.setattr(pair_report, "_plan_charts", lambda *_: iter(()))


def of_series(table: pd.DataFrame, **how: object) -> Content:
    return make_series_report(table.sort_values("period", kind="stable", ignore_index=True), asked(**how))


def of_pair(table: pd.DataFrame, **how: object) -> Content:
    table = table.sort_values("period", kind="stable", ignore_index=True)
    return make_pair_report(table, ("THA", "VNM"), asked(**how))


def text(content: Content) -> str:
    """The words of a page and its annex, with single blanks of one kind; no contents, and nothing behind figures."""
    body = "".join(page.split("</style>")[1] for page in (content.page, content.annex))
    body = re.sub(r"<nav.*?</nav>", " ", body, flags=re.DOTALL)
    body = re.sub(r'<span class="tvt-tip".*?(?=</td>)', " ", body, flags=re.DOTALL)
    body = re.sub("<[^>]+>", " ", body)
    return re.sub(r"\s+", " ", body)


def heading(content: Content) -> str:
    found = re.search("<h1>(.*?)</h1>", content.page, re.DOTALL)
    assert found
    return found[1]


def say_real_change(before: Cell, after: Cell) -> str:
    """Say the change of two figures after inflation: their prices are means of those of their months."""
    prices = tv.deflators.us_cpi(frequency="M").set_index("period")["index"]
    real = []
    for period, months, value in (before, after):
        ends = (months or f"{period}/{period}").split("/")
        first, last = (int(month.replace("-", "")) for month in ends)
        listed = [month for month in prices.index if first <= month <= last]
        real.append(value / fmean(prices[listed]))
    change = real[1] / real[0] - 1
    return f"{abs(100 * change):.0f}% {'above' if change > 0 else 'below'}"


def money_of(content: Content, sheet: str, lens: str) -> list[float]:
    frame = content.sheets[sheet]
    return frame.loc[frame["lens"] == lens, "value"].tolist()


# --- one series


@pytest.mark.usefixtures("undrawn")
def test_trap_part_of_a_year_as_a_year_the_report_lists_it_apart() -> None:
    content = of_series(ledger([*WHOLE, *PARTS]))
    said = text(content)
    above, apart = said.split(LEAD)
    assert "2023 to 2024, in US dollars −17.3%" in above
    assert "2025" not in above
    assert "January" not in above
    assert (
        "Thailand–Vietnam trade, January to August 2025: US$1.60 billion, up 33% on the same months of 2024." in apart
    )
    assert "January to August 2025 Thailand–Vietnam trade US$1.6 billion +33.3%" in apart
    figures = apart[apart.index("The figures as printed") : apart.index("Every number, step by step")]
    assert "2025" not in figures
    for sheet in ("Figures", "Growth"):
        assert content.sheets[sheet]["months"].isna().all()
    assert content.sheets["Figures apart"]["value"].tolist() == [1.2e9, 1.6e9]
    assert content.sheets["Growth apart"]["growth"].dropna().iloc[0] == pytest.approx(1.6 / 1.2 - 1)


@pytest.mark.usefixtures("undrawn")
def test_money_of_a_part_of_a_year_is_converted_and_deflated_by_its_months() -> None:
    content = of_series(ledger([*WHOLE, *PARTS]))
    months = tv.rates.ecb(base="USD", frequency="M").query("quote == 'THB'").set_index("period")["rate"]
    prices = tv.deflators.us_cpi(frequency="M").set_index("period")["index"]
    year = tv.deflators.us_cpi().set_index("period")["index"]
    baht, real = money_of(content, "Growth apart", "Thai baht"), money_of(content, "Growth apart", "US dollars of 2024")
    for place, (period, _, value) in enumerate(PARTS):
        eight = [period * 100 + month for month in range(1, 9)]
        assert baht[place] == pytest.approx(value * fmean(months[eight]))
        assert real[place] == pytest.approx(value * year[2024] / fmean(prices[eight]))


@pytest.mark.usefixtures("undrawn")
def test_a_report_of_parts_of_years_alone_names_their_months() -> None:
    content = of_series(ledger([(2023, "2023-01/2023-08", 1.0e9), *PARTS]))
    change = say_real_change(*PARTS)
    assert heading(content) == f"After inflation, trade in January to August 2025 was {change} the same months of 2024"
    said = text(content)
    assert "January to August 2025 on the same months of 2024, in US dollars +33.3% US$1.20 billion to US$1.60" in said
    assert LEAD not in said
    assert "constant prices are those of 2025" in said
    assert "The rate of January to August 2024" not in said  # no chart of it was drawn
    assert not re.search(r"from 202\d to 202\d", said)


@pytest.mark.usefixtures("undrawn")
def test_fiscal_years_are_a_report_of_their_own() -> None:
    content = of_series(ledger(FISCAL))
    change = say_real_change(*FISCAL)
    assert heading(content) == f"After inflation, trade in FY2023-24 was {change} FY2022-23"
    assert "FY2022-23 to FY2023-24, in US dollars +33.3% US$1.20 billion to US$1.60 billion" in text(content)


@pytest.mark.usefixtures("undrawn")
def test_fiscal_years_stand_apart_from_calendar_years() -> None:
    content = of_series(ledger([*WHOLE, *FISCAL]))
    apart = text(content).split(LEAD)[1]
    assert "FY2022-23 to FY2023-24 Thailand–Vietnam trade, FY2023-24: US$1.60 billion, up 33% on FY2022-23." in apart
    assert "Figures of other periods" in text(content)


@pytest.mark.usefixtures("undrawn")
def test_a_lone_part_of_a_year_has_nothing_to_compare_it_with() -> None:
    apart = text(of_series(ledger([*WHOLE, PARTS[1]]))).split(LEAD)[1]
    assert "US$1.60 billion; there is no figure of the same months of 2024 to compare it with." in apart


@pytest.mark.usefixtures("undrawn")
def test_years_stand_apart_from_months() -> None:
    months = seasonal(MONTHS, 12)
    content = of_series(ledger([*months, (2023, None, 1.3e9)]))
    above, apart = text(content).split(LEAD)
    assert "Dec 2023 to Dec 2024, in US dollars" in above
    assert "Thailand–Vietnam trade, 2023: US$1.30 billion; there is no figure of 2022" in apart
    year, prices = tv.deflators.us_cpi().set_index("period"), tv.deflators.us_cpi(frequency="M").set_index("period")
    (real,) = money_of(content, "Growth apart", "US dollars of Dec 2024")
    assert real == pytest.approx(1.3e9 * prices["index"][202412] / year["index"][2023])


@pytest.mark.usefixtures("undrawn")
def test_what_cannot_be_converted_stands_as_printed_and_says_why() -> None:
    dong = ledger(PARTS, currency="VND")
    content = of_series(pd.concat([ledger(WHOLE), dong], ignore_index=True))
    apart = text(content).split(LEAD)[1]
    assert "January to August 2025 Thailand–Vietnam trade ₫1.6 billion" in apart
    assert "January to August of 2024 and 2025, in US dollars: no rate between VND and USD" in apart
    assert len(content.sheets["Figures apart"]) == 2
    assert "Growth apart" not in content.sheets


def test_one_figure_of_each_kind_of_months_is_no_report() -> None:
    with pytest.raises(TradeTableError, match="2 periods of other months: 2024, January to August 2025; do: add a fig"):
        of_series(ledger([WHOLE[2], PARTS[1]]))


def test_the_charts_are_of_the_main_figures_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    planned = series_report._plan_charts  # noqa: SLF001
    monkeypatch.setattr(series_report, "_plan_charts", lambda *given: planned(*given)[:1])
    content = of_series(ledger([*WHOLE, *PARTS]))
    drawn = content.files["lenses.csv"].decode().splitlines()
    place = drawn[0].split(",").index("period")
    assert {line.split(",")[place] for line in drawn[1:]} == {"2022", "2023", "2024"}
    assert heading(content).startswith("After inflation, trade in 2024 was ")
    assert heading(content).endswith(" below 2023")


# --- months and quarters


@pytest.mark.usefixtures("undrawn")
def test_trap_months_of_one_season_december_is_held_against_december() -> None:
    content = of_series(ledger(seasonal(MONTHS, 12)))
    said = text(content)
    assert "Dec 2023 to Dec 2024, in US dollars +4.4% on the same month of the year before" in said
    assert "from Dec 2022, the first figure of this month here, to Dec 2024" in said
    growth = content.sheets["Growth"].query("lens == 'US dollars'").set_index("period")
    assert growth["previous_period"].dropna().to_dict() == {month: month - 100 for month in MONTHS[12:]}
    assert growth["growth"].max() < 0.06
    assert "On the year before" in said
    assert "months are compared" not in said


@pytest.mark.usefixtures("undrawn")
def test_a_month_without_that_of_the_year_before_is_held_against_the_last_such_month() -> None:
    cells = [cell for cell in seasonal(MONTHS, 12) if cell[0] != 202312]
    said = text(of_series(ledger(cells)))
    assert "Dec 2022 to Dec 2024, in US dollars" in said
    assert "a year over 24 months; there is no figure of Dec 2023" in said


@pytest.mark.usefixtures("undrawn")
def test_months_of_one_year_are_told_to_be_of_two_seasons() -> None:
    said = text(of_series(ledger(seasonal(MONTHS[-5:], 12))))
    assert "there is no figure of Dec 2023: months of two seasons are compared" in said
    assert "Thailand–Vietnam trade, Dec 2024: US$" in said
    assert "; there is no figure of Dec 2023 to compare it with What was printed" in said
    assert "a year over" not in said


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize(
    ("periods", "last", "names"),
    [(MONTHS, 12, ("Dec 2024", "Dec 2023", "month")), (QUARTERS, 4, ("2024 Q4", "2023 Q4", "quarter"))],
)
def test_a_pair_compares_months_and_quarters_with_those_of_the_year_before(
    periods: list[int], last: int, names: tuple[str, str, str]
) -> None:
    content = of_pair(both_flows(seasonal(periods, last)))
    end, start, unit = names
    value = {period: value for period, _, value in seasonal(periods, last)}
    percent = 100 * (value[periods[-1]] / value[periods[-1 - last]] - 1)
    prices = tv.deflators.us_cpi(frequency="M" if last == 12 else "Q").set_index("period")["index"]
    real = 100 * ((1 + percent / 100) * prices[periods[-1 - last]] / prices[periods[-1]] - 1)
    direction = "above" if real > 0 else "below"
    assert heading(content) == f"After inflation, trade in {end} was {abs(real):.0f}% {direction} {start}"
    said = text(content)
    assert f"Exports, {start} to {end} +{percent:.1f}% " in said
    assert f"on the same {unit} of the year before; " in said
    assert f"in US dollars of {end}" in said
    assert f"the first figure of this {unit} here" in said
    grown = content.sheets["Growth"].query("lens == 'US dollars'")["growth"].dropna()
    assert grown.between(0.01, 0.06).all()
    table = said[said.index("The figures, period by period") : said.index("Both sides, period by period")]
    assert "+50" not in table
    assert "−33" not in table


@pytest.mark.usefixtures("undrawn")
def test_a_gap_of_the_year_before_is_said_in_the_table_of_a_pair() -> None:
    cells = [cell for cell in seasonal(MONTHS, 12) if cell[0] != 202312]
    content = of_pair(both_flows(cells))
    said = text(content)
    assert re.fullmatch(r"After inflation, trade in Dec 2024 was \d+% (above|below) Dec 2022", heading(content))
    assert "there is no figure of Dec 2023; +" in said
    table = said[said.index("The figures, period by period") : said.index("Both sides, period by period")]
    row = table[table.index(" Dec 2024 US$") :]
    assert row.count("none of the year before") == 3
    assert table.count("none of the year before") == 3


# --- a pair


@pytest.mark.usefixtures("undrawn")
def test_a_pair_with_parts_of_years_is_told_of_whole_years_and_lists_them_apart() -> None:
    products = ledger([*WHOLE, *PARTS], flow="export", commodity_code="27")
    others = ledger([*WHOLE, *PARTS], flow="export", partner="CHN")
    content = of_pair(pd.concat([both_flows([*WHOLE, *PARTS]), products, others], ignore_index=True))
    above, apart = text(content).split(LEAD)
    assert "Exports, 2022 to 2024" in above
    assert "2025" not in above
    for said in ("Thailand’s exports to Vietnam", "Thailand–Vietnam trade", "Vietnam’s imports from Thailand"):
        assert f"{said}, January to August 2025: US$" in apart
    assert (
        "Thailand–Vietnam trade, January to August 2025: US$3.20 billion, up 33% on the same months of 2024." in apart
    )
    assert "Products of these periods stand in the workbook alone" in apart
    assert "Figures of these periods with other partners are not part of this report." in apart
    for sheet in ("Figures", "Growth", "Mirror"):
        assert 2025 not in set(content.sheets[sheet]["period"])
    listed = content.sheets["Figures apart"]
    assert set(listed["commodity_code"]) == {"TOTAL", "27"}
    assert set(listed["months"]) == {months for _, months, _ in PARTS}


@pytest.mark.usefixtures("undrawn")
def test_a_pair_of_parts_of_years_alone_compares_the_last_two() -> None:
    content = of_pair(both_flows([(2023, "2023-01/2023-08", 1.0e9), *PARTS]))
    change = say_real_change(*PARTS)
    assert heading(content) == f"After inflation, trade in January to August 2025 was {change} the same months of 2024"
    said = text(content)
    assert "Exports, January to August of 2024 and 2025 +33.3%" in said
    assert "from January to August 2023, the first figure of these months here" in said
    assert not re.search(r"(?<!of )202\d to 202\d", said)


@pytest.mark.usefixtures("undrawn")
def test_a_partner_that_counts_other_months_is_held_against_nothing() -> None:
    own = [ledger(FISCAL, flow=flow) for flow in ("export", "import")]
    theirs = [ledger(WHOLE, flow=flow, reporter="VNM", partner="THA") for flow in ("export", "import")]
    content = of_pair(pd.concat([*own, *theirs], ignore_index=True))
    assert content.sheets["Mirror"]["ratio"].isna().all()
    apart = text(content).split(LEAD)[1]
    assert "Vietnam’s exports to Thailand, 2024: US$2.48 billion, down 17% on 2023." in apart


@pytest.mark.usefixtures("undrawn")
def test_periods_asked_for_choose_what_a_report_is_of() -> None:
    table = ledger([*WHOLE, *PARTS])
    assert "January to August 2025 on the same months of 2024" in text(of_series(table, start=2024, end=2025))
    assert "2022 to 2024, in US dollars" in text(of_series(table, start=2022, end=2024))


OLD_MONTHS = [year * 100 + month for year in (2004, 2005, 2006) for month in range(1, 13)]
RINGGIT = {"reporter": "MYS", "partner": "THA"}


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("currency", ["USD", "MYR"])
def test_trap_months_without_a_rate_are_listed_and_the_report_goes_on(currency: str) -> None:
    table = ledger(seasonal(OLD_MONTHS, 12), currency=currency, **RINGGIT)
    content = of_series(table)
    page = text(content)
    assert "Jan 2004–Mar 2005, left out of the measures and of their growth: no rate between" in page
    listed = page[page.index("The figures as printed") :]
    assert "Jan 2004" in listed
    assert "Mar 2005" in listed
    assert content.sheets["Figures"]["period"].tolist() == OLD_MONTHS
    measured = [month for month in OLD_MONTHS if month > 200503]
    assert sorted(set(content.sheets["Growth"]["period"])) == measured
    assert content.sheets["Accounting"][["start", "end"]].values.tolist() == [[200512, 200612]]


@pytest.mark.usefixtures("undrawn")
def test_what_is_asked_for_and_has_no_rate_is_refused() -> None:
    table = ledger(seasonal(OLD_MONTHS, 12), **RINGGIT)
    with pytest.raises(MissingRateError, match="no rate between USD and MYR for 200401 to 200503"):
        of_series(table, start=200412, end=200512)
    with pytest.raises(MissingRateError, match="no rate between USD and MYR for 200401 to 200412"):
        of_series(table[table["period"] < 200501])


@pytest.mark.usefixtures("undrawn")
def test_months_of_a_pair_without_a_rate_are_left_out_in_its_currency_alone() -> None:
    table = pd.concat([ledger(seasonal(OLD_MONTHS, 12), flow=flow, **RINGGIT) for flow in ("export", "import")])
    table = table.sort_values("period", kind="stable", ignore_index=True)
    content = make_pair_report(table, ("MYS", "THA"), asked())
    assert "Jan 2004–Mar 2005, left out in ringgit: no rate of exchange in the table of rates" in text(content)
    grown = content.sheets["Growth"]
    first = {unit: int(rows["period"].min()) for unit, rows in grown.groupby("lens")}
    assert first == {"US dollars": 200401, "US dollars of Dec 2006": 200401, "ringgit": 200504}
    assert content.sheets["Accounting"][["start", "end"]].values.tolist() == [[200512, 200612]]


@pytest.mark.usefixtures("undrawn")
def test_months_apart_without_a_rate_are_listed_as_printed() -> None:
    whole = [(year, None, value) for year, value in ((2006, 3.0e9), (2007, 3.6e9))]
    table = ledger([*whole, *seasonal([200502, 200503, 200504, 200604], 12)], currency="MYR", **RINGGIT)
    content = of_series(table)
    page = text(content)
    assert "Feb 2005 and Mar 2005, in US dollars: no rate between MYR and USD for 200502 to 200503" in page
    apart = page[page.index(LEAD) :]
    assert all(month in apart for month in ("Feb 2005", "Mar 2005", "Apr 2005", "Apr 2006"))
    in_ringgit = content.sheets["Growth apart"].query("lens == 'ringgit'")
    assert in_ringgit["period"].tolist() == [200502, 200503, 200504, 200604]


def test_trap_the_balance_of_months_is_held_against_that_of_the_page() -> None:
    table = both_flows(seasonal(MONTHS, 12))
    table.loc[table["flow"] == "import", "value"] *= 1.0 + table["period"] % 7 / 10
    titles = []
    for compared_with in (202312, 202212, 202201):
        ax = draw_balance(table[table["reporter"] == "THA"], compared_with=compared_with)
        titles.append(tv.charts.drawing(ax).title)
    assert [title.rpartition(" in ")[2] for title in titles] == ["Dec 2023", "Dec 2022", "Jan 2022"]


def test_the_balance_of_a_page_is_held_against_the_period_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []

    def draw_first(plans: list[Plan], **_: bool) -> Pictures:
        plans[0][1]("report")
        return Pictures({}, [], [], [])

    monkeypatch.setattr(pair_report, "draw_balance", lambda *_, **how: seen.append(how["compared_with"]))
    monkeypatch.setattr(pair_report, "draw_pictures", draw_first)
    of_pair(both_flows(seasonal(MONTHS, 12)))
    assert seen == [202312]


def test_a_balance_without_the_period_of_the_page_is_held_against_none() -> None:
    table = both_flows(seasonal([202312, 202401, 202412], 12))
    table = table[(table["reporter"] == "THA") & ~((table["period"] == 202312) & (table["flow"] == "import"))]
    title = tv.charts.drawing(draw_balance(table, compared_with=202312)).title
    assert "in Dec 2024" in title
    assert "against" not in title
    assert "as in" not in title


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize(("cell", "name"), [((2024, None, 1e9), "2024"), ((202405, None, 1e9), "May 2024")])
def test_a_pair_of_one_period_has_nothing_to_compare(cell: Cell, name: str) -> None:
    page = text(of_pair(both_flows([cell])))
    assert f"{name}; the table has no earlier figure to compare it with" in page
    assert f"no figure of {name}" not in page
