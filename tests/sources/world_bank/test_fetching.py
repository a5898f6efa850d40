"""The World Bank's API, asked of a server on this machine: pages, waiting, refusals, and settings put back."""

import sys
from collections.abc import Iterator

import pytest
import wbgapi

import tradeview as tv
from bank_server import Bank, running
from tradeview.errors import FetchError, MissingExtraError, TableError, UnknownCodeError
from tradeview.sources.world_bank import fetching as bank_fetch
from tradeview.sources.world_bank import indicators
from tradeview.sources.world_bank.fetching import fetch_indicator

RATES: dict[tuple[str, int], float | None] = {
    ("MYS", 2022): 4.401, ("MYS", 2023): 4.561, ("RUS", 2022): 68.485, ("RUS", 2023): 85.162, ("ARB", 2023): 1.0,
}  # fmt: skip


@pytest.fixture
def bank(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bank]:
    monkeypatch.setattr(indicators, "utc_today", lambda: "2026-11-22")
    with running() as server:
        server.figures = RATES
        yield server


@pytest.fixture
def waits() -> list[float]:
    return []


def test_trap_stale_rates_the_rouble_of_2023_is_fetched(bank: Bank) -> None:
    table = tv.rates.world_bank(fetch=[2022, 2023], economies=["Malaysia", "Россия"], base_url=bank.base_url)
    found = {(row.period, row.base, row.quote): (row.rate, row.kind) for row in table.itertuples()}
    assert found == {
        (2022, "USD", "MYR"): (4.401, "average"),
        (2023, "USD", "MYR"): (4.561, "average"),
        (2022, "USD", "RUB"): (68.485, "average"),
        (2023, "USD", "RUB"): (85.162, "average"),
    }
    assert table["source"].unique().tolist() == [
        "World Bank, World Development Indicators (PA.NUS.FCRF, downloaded 2026-11-22)"
    ]
    (asked,) = bank.asked
    assert asked.startswith("/v2/en/sources/2/series/PA.NUS.FCRF/country/MYS;RUS/time/YR2022;YR2023?")


def test_all_economies_are_asked_for_and_groups_are_left_out(bank: Bank) -> None:
    assert tv.rates.world_bank(fetch=2023, base_url=bank.base_url)["quote"].tolist() == ["MYR", "RUB"]
    assert "/country/all/time/YR2023?" in bank.asked[0]


def test_an_index_is_fetched_by_its_indicator(bank: Bank) -> None:
    bank.figures = {("MYS", 2010): 100.0, ("MYS", 2023): 129.1}
    table = tv.deflators.world_bank(
        fetch=(2010, 2023), indicator="FP.CPI.TOTL", economies="MYS", base_url=bank.base_url
    )
    assert table[["period", "currency", "index", "name"]].to_numpy().tolist() == [
        [2010, "MYR", 100.0, "Consumer price index (2010 = 100), Malaysia"],
        [2023, "MYR", 129.1, "Consumer price index (2010 = 100), Malaysia"],
    ]


def test_pages_are_put_together(bank: Bank) -> None:
    bank.page = 3
    lines = fetch_indicator("PA.NUS.FCRF", range(2020, 2024), ["MYS", "RUS"], base_url=bank.base_url)
    assert len(lines) == 1 + 8
    assert lines[4] == (
        4,
        ["MYS", "PA.NUS.FCRF", "Official exchange rate (LCU per US$, period average)", "2023", "4.561"],
    )
    assert lines[1][1][-1] == ""  # missing is not zero
    assert len(bank.asked) == 3


def test_codes_that_the_bank_writes_otherwise(bank: Bank) -> None:
    fetch_indicator("FP.CPI.TOTL", 2023, ["XKK", "EMU"], base_url=bank.base_url + "/")
    assert "/country/XKX;EMU/" in bank.asked[0]


def test_a_lost_page_is_no_missing_value(bank: Bank) -> None:
    bank.page, bank.lost = 2, {2}
    with pytest.raises(FetchError, match=r"each economy and year of PA\.NUS\.FCRF; found: 6 of 8") as caught:
        fetch_indicator("PA.NUS.FCRF", range(2020, 2024), ["MYS", "RUS"], base_url=bank.base_url)
    assert caught.value.rows == ("MYS 2022", "MYS 2023")


@pytest.mark.parametrize(
    "reply",
    [
        (503, b"busy"),
        (429, b""),
        (200, b'{"page": 1, "sou'),
        (200, b'<?xml version="1.0"?>'),
        (200, b"{}"),
    ],
    ids=["503", "429", "cut short", "xml", "no header"],
)
def test_what_may_pass_is_asked_again(bank: Bank, waits: list[float], reply: tuple[int, bytes]) -> None:
    bank.replies = [reply, reply]
    lines = fetch_indicator("PA.NUS.FCRF", 2023, ["MYS"], base_url=bank.base_url, sleep=waits.append)
    assert lines[1][1][-1] == "4.561"
    assert waits == [1.0, 2.0]


def test_what_does_not_pass_is_said(bank: Bank, waits: list[float]) -> None:
    bank.replies = [(503, b"busy")] * 9
    with pytest.raises(FetchError, match=r"has PA\.NUS\.FCRF; found: .*503.*do: try again later"):
        fetch_indicator("PA.NUS.FCRF", 2023, ["MYS"], base_url=bank.base_url, sleep=waits.append)
    assert len(waits) == bank_fetch.ATTEMPTS - 1


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (None, "Invalid value: The provided parameter value is not valid"),
        ((404, b"nothing"), "404"),
        ((200, b"7"), "Unrecognized response"),
    ],
)
def test_what_the_bank_does_not_have_is_not_asked_for_again(
    bank: Bank, waits: list[float], reply: tuple[int, bytes] | None, words: str
) -> None:
    bank.replies = [reply] if reply else []
    with pytest.raises(FetchError, match=words):
        fetch_indicator("PA.NUS.NONE", 2023, ["MYS"], base_url=bank.base_url, sleep=waits.append)
    assert (waits, len(bank.asked)) == ([], 1)


def test_no_connection(waits: list[float]) -> None:
    with running() as gone:
        address = gone.base_url
    with pytest.raises(FetchError, match=r"127\.0\.0\.1") as caught:
        fetch_indicator("PA.NUS.FCRF", 2023, ["MYS"], base_url=address, sleep=waits.append)
    assert isinstance(caught.value, OSError)


def test_settings_of_wbgapi_are_put_back(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    own = {"proxies": {}}
    monkeypatch.setattr(wbgapi, "get_options", own)
    before = wbgapi.endpoint
    fetch_indicator("PA.NUS.FCRF", 2023, ["MYS"], base_url=bank.base_url)
    bank.replies = [(404, b"")]
    with pytest.raises(FetchError):
        fetch_indicator("PA.NUS.FCRF", 2023, ["MYS"], base_url=bank.base_url)
    assert wbgapi.endpoint == before
    assert wbgapi.get_options is own


def test_a_file_or_the_bank_not_both_and_not_neither(bank: Bank) -> None:
    with pytest.raises(TableError, match="in a file, or fetched; found: neither"):
        tv.rates.world_bank()
    with pytest.raises(TableError, match="found: both"):
        tv.rates.world_bank("rates.csv", fetch=2023, base_url=bank.base_url)
    for indicator, words in ((None, "found: none; do: name one"), ("FP.CPI.TOTL.ZG", "do: name one: FP.CPI.TOTL")):
        with pytest.raises(TableError, match=words):
            tv.deflators.world_bank(fetch=2023, indicator=indicator, base_url=bank.base_url)
    with pytest.raises(UnknownCodeError, match="Ruritania"):
        tv.rates.world_bank(fetch=2023, economies="Ruritania", base_url=bank.base_url)
    assert bank.asked == []


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wbgapi", None)
    with pytest.raises(MissingExtraError, match=r"found: no wbgapi; do: pip install 'tradeview\[fetch\]'"):
        tv.rates.world_bank(fetch=2023)
