"""A report in any two currencies: which printed one of a figure is taken, and what is done without rates or prices.

The ledger that comes with tradeview prints 2006 and 2007 in dollars alone, and 2024 as RM11.46 billion (US$2.48
billion): one fact in two currencies.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv
from artists import ledger
from tradeview.cli.inputs import read_rates_in_order
from tradeview.errors import MissingRateError, TradeTableError, UnknownCodeError
from tradeview.reports import pair as pair_report
from tradeview.reports import report as report_module
from tradeview.reports import series as series_report
from tradeview.reports.choices import Asked
from tradeview.reports.claims_section import choose_currency
from tradeview.reports.report import report

Answer = tuple[str, dict[str, pd.DataFrame]]
Make = Callable[..., Answer]


@pytest.fixture(autouse=True)
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports without charts and claims, which are not asked here."""
    monkeypatch.setattr(series_report, "_plan_charts", lambda *_: [])
    monkeypatch.setattr(pair_report, "_plan_charts", lambda *_: iter(()))
    monkeypatch.setattr(report_module, "find_claims", lambda *_: None)


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Make:
    """Make a report and give the words of its page and its sheets."""
    made: dict[str, pd.DataFrame] = {}

    def keep(sheets: dict[str, pd.DataFrame], *_: object, **__: object) -> bytes:
        made.clear()
        made.update(sheets)
        return b""

    monkeypatch.setattr(report_module, "workbook_bytes", keep)

    def make_one(trade: pd.DataFrame, **asked: object) -> Answer:
        page, *_ = report(trade, out=tmp_path / "out", **asked)
        body = re.sub("<[^>]+>", " ", page.read_text(encoding="utf-8").split("</style>")[1])
        return re.sub(r"\s+", " ", body.replace("\N{NARROW NO-BREAK SPACE}", " ")), dict(made)

    return make_one


def growth_of(sheets: dict[str, pd.DataFrame], unit: str) -> float:
    of_unit = sheets["Growth"][sheets["Growth"]["lens"] == unit]
    return float(of_unit[of_unit["period"] == 2024]["growth"].item())


def mean(base: str, quote: str, year: int) -> float:
    rates = tv.rates.ecb(base=base)
    return float(rates[(rates["quote"] == quote) & (rates["period"] == year)]["rate"].item())


def test_singapore_dollars_beside_us_dollars_are_those_that_were_printed(make: Make) -> None:
    page, sheets = make(tv.load(), currency="SGD")
    wanted = 2.48 * mean("USD", "SGD", 2024) / (1.903 * mean("USD", "SGD", 2007)) - 1
    assert growth_of(sheets, "Singapore dollars") == pytest.approx(wanted)
    assert growth_of(sheets, "US dollars") == pytest.approx(2.48 / 1.903 - 1)
    assert "Conversion uses SGD and USD" in page


def test_euros_are_of_the_ringgit_that_were_printed_and_have_no_constant_prices(
    make: Make,
    caplog: pytest.LogCaptureFixture,
) -> None:
    page, sheets = make(tv.load(), base_currency="EUR")
    euros = {2007: 1.903 / mean("EUR", "USD", 2007), 2024: 11.46 / mean("EUR", "MYR", 2024)}
    assert growth_of(sheets, "euros") == pytest.approx(euros[2024] / euros[2007] - 1)
    # Of what was printed in dollars, ringgit are those per dollar: not the inverse of dollars per ringgit.
    assert growth_of(sheets, "ringgit") == pytest.approx(11.46 / (1.903 * mean("USD", "MYR", 2007)) - 1)
    assert set(sheets["Growth"]["lens"]) == {"euros", "ringgit"}
    assert not {"Accounting", "Prices"} & set(sheets)
    assert "growth at constant prices, and the parts of growth: no price index of EUR for 2006, 2007, 2024" in page
    assert "constant prices are those of" not in page
    assert "do: give a table that has it: --deflator prices.csv" in caplog.text


def test_with_prices_of_euros_there_are_three_measures_again(make: Make) -> None:
    prices = pd.DataFrame({"period": [2006, 2007, 2024], "index": [98.0, 100.0, 140.0]})
    prices = prices.assign(currency="EUR", name="prices of the euro area", source="made up")
    page, sheets = make(tv.load(), base_currency="EUR", deflator=prices)
    real = (1 + growth_of(sheets, "euros")) / 1.4 - 1
    assert growth_of(sheets, "euros of 2024") == pytest.approx(real)
    assert "constant prices are those of 2024" in page
    assert {"Accounting", "Prices"} <= set(sheets)


def test_what_is_printed_in_neither_currency_is_asked_for_and_each_answer_works(make: Make) -> None:
    asked = {"currency": "SGD", "base_currency": "EUR"}
    with pytest.raises(
        TradeTableError, match="a report in EUR and SGD needs to know which of several printed"
    ) as caught:
        make(tv.load(), **asked)
    named = re.findall(r"--prefer (\w+) \(in Python prefer='(\w+)'\)", caught.value.remedy)
    assert named == [("MYR", "MYR"), ("USD", "USD")]
    printed = {"MYR": 11.46, "USD": 2.48}
    for code, _ in named:
        page, sheets = make(tv.load(), **asked, prefer=code)
        first = 1.903 * mean("USD", "SGD", 2007)
        assert growth_of(sheets, "Singapore dollars") == pytest.approx(
            printed[code] * mean(code, "SGD", 2024) / first - 1
        )
        assert f"Of a figure printed in several currencies, the one in {code} was taken." in page


def test_the_preferred_currency_is_taken_for_every_measure(make: Make) -> None:
    _, sheets = make(tv.load(), prefer="MYR")
    assert growth_of(sheets, "US dollars") == pytest.approx(11.46 / mean("USD", "MYR", 2024) / 1.903 - 1)
    _, sheets = make(tv.load(), prefer="USD")
    ringgit = 2.48 * mean("USD", "MYR", 2024) / (1.903 * mean("USD", "MYR", 2007))
    assert growth_of(sheets, "ringgit") == pytest.approx(ringgit - 1)
    assert sheets["Accounting"]["end_rate_kind"].item() == "average"  # and not implied by the source


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        (
            {"prefer": "THB"},
            TradeTableError,
            "figures are in MYR and USD; do: name one of these: --prefer MYR",
        ),
        ({"prefer": "usd"}, UnknownCodeError, "'usd' is no currency; do: use an ISO 4217 code"),
        ({"base_currency": "eur"}, UnknownCodeError, "'eur' is no currency"),
        ({"currency": "XYZ"}, UnknownCodeError, "'XYZ' is no currency"),
        ({"start": 2010}, TradeTableError, "found: 2010 to 2024; figures for 2006, 2007, 2024; do: name two of them"),
        ({"start": 2024, "end": 2007}, TradeTableError, "found: 2024 to 2007; figures for"),
        (
            {"base_currency": "MYR"},
            TradeTableError,
            "found: MYR twice; do: name another, --currency or --base",
        ),
    ],
    ids=repr,
)
def test_refusals_say_what_to_do(make: Make, asked: dict[str, object], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=re.escape(words)):
        make(tv.load(), **asked)


def test_trap_roubles_since_2022_are_asked_for_and_the_command_that_is_named_works(
    make: Make,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.chdir(tmp_path)
    trade = tv.load()
    with pytest.raises(MissingRateError, match="no rate between USD and RUB for 2024") as caught:
        make(trade, currency="RUB", end=2024)
    head, line, options = re.findall(
        r"my\.csv: (\S+) as its first line, then a line for each, (\S+); and name it: (.*), in Python",
        caught.value.remedy,
    )[0]
    Path("my.csv").write_text(f"{head}\n{line.replace('RATE', '92.5').replace('SOURCE', 'a bank')}\n", encoding="utf-8")
    rates = read_rates_in_order(options.replace("--rates ", "").split(), trade)
    page, sheets = make(trade, currency="RUB", end=2024, rates=rates)
    assert growth_of(sheets, "roubles") == pytest.approx(2.48 * 92.5 / (1.903 * mean("USD", "RUB", 2007)) - 1)
    assert "a bank" in page
    # Without it the report is of the years before, and says on the page and to its maker what is left out.
    page, _ = make(trade, currency="RUB")
    assert "2024, left out of the measures and of their growth: no rate between USD and RUB for 2024" in page
    assert "--rates my.csv --rates ecb:USD" in caplog.text


def test_a_base_that_nobody_quotes_is_asked_for_in_a_file(make: Make) -> None:
    with pytest.raises(MissingRateError, match="no rate between MYR and VND for 2024") as caught:
        make(tv.load(), base_currency="VND")
    assert "then a line for each, 2024,MYR,VND,RATE,average,SOURCE" in caught.value.remedy


def test_a_pair_without_prices_goes_on_with_two_measures(make: Make) -> None:
    same = {"reporter": "THA", "partner": "VNM", "currency": "EUR"}
    flows = [ledger({2022: 8e9, 2024: 9e9}, **same, flow=flow) for flow in ("export", "import")]
    page, sheets = make(pd.concat(flows, ignore_index=True), pair=("THA", "VNM"), base_currency="EUR")
    assert set(sheets["Growth"]["lens"]) == {"euros", "Thai baht"}
    assert "the parts of growth: no price index of EUR for 2022, 2024" in page
    assert "Conversion uses THB and EUR." in page


def test_a_pair_of_two_printed_currencies_is_told_in_the_base(make: Make) -> None:
    rows = []
    for flow in ("export", "import"):
        both = pd.concat(
            [
                ledger({2022: 8e9, 2024: 9e9}, reporter="THA", partner="VNM", flow=flow),
                ledger({2022: 28e10, 2024: 31e10}, reporter="THA", partner="VNM", flow=flow, currency="THB"),
            ]
        )
        rows.append(both.assign(observation=[f"{flow} {period}" for period in both["period"]]))
    _, sheets = make(pd.concat(rows, ignore_index=True), pair=("THA", "VNM"))

    assert set(sheets["Figures"]["currency"]) == {"USD"}


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"base_currency": "USD"}, "USD"),
        ({"base_currency": "EUR"}, "MYR"),  # the reporter's own
        ({"base_currency": "EUR", "currency": "SGD", "prefer": "USD"}, "USD"),
        ({"base_currency": "EUR", "currency": "USD"}, "USD"),
        ({"base_currency": "EUR", "currency": "SGD"}, "MYR"),
    ],
    ids=repr,
)
def test_claims_are_drawn_in_a_currency_that_some_are_printed_in(asked: dict[str, str], wanted: str) -> None:
    claims = pd.DataFrame({"kind": ["level", "level", "change"], "currency": ["MYR", "USD", "EUR"]})
    none = dict.fromkeys(("currency", "rates", "deflator", "start", "end"))
    assert choose_currency(claims, Asked(**{**none, **asked}), "MYS") == wanted  # type: ignore[arg-type]
