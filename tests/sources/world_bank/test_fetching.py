"""The World Bank's API, asked of a server on this machine: pages, waiting, refusals, and settings put back."""

import json
import logging
import sys
from collections.abc import Iterator

import pytest

import tradeview as tv
from bank_server import Bank, running
from tradeview.errors import AbsentDataWarning, FetchError, MissingExtraError, TableError, UnknownCodeError
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
    with pytest.warns(AbsentDataWarning, match=r"^the World Bank has no PA\.NUS\.FCRF of 2020, 2021$"):
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
        ((200, b"7"), "unrecognised response"),
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


def test_a_long_question_is_asked_in_parts(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    places, years = ["ARB", "EMU", "MYS", "RUS", "XKK"], range(2020, 2024)
    bank.figures = {(place, year): float(year) for place in ("ARB", "EMU", "MYS", "RUS", "XKX") for year in years}
    monkeypatch.setattr(bank_fetch, "PLACES_A_TIME", 2)
    monkeypatch.setattr(bank_fetch, "YEARS_A_TIME", 3)
    lines = fetch_indicator("FP.CPI.TOTL", years, places, base_url=bank.base_url)
    assert len(bank.asked) == 3 * 2
    assert {(cells[0], cells[3]) for _, cells in lines[1:]} == {(place, str(year)) for place, year in bank.figures}
    assert [number for number, _ in lines] == list(range(21))


def test_the_longest_address_is_one_that_the_bank_takes() -> None:
    assert len("MYS;") * bank_fetch.PLACES_A_TIME + len("YR2023;") * bank_fetch.YEARS_A_TIME < 1100


def test_a_count_beyond_all_floats_is_refused(bank: Bank, waits: list[float]) -> None:
    page = json.loads(bank.answer("/v2/en/sources/2/series/PA.NUS.FCRF/country/MYS/time/YR2022?page=1")[1])
    bank.replies = [(200, json.dumps({**page, "total": 10**400}).encode())] * 9
    with pytest.raises(FetchError):
        fetch_indicator("PA.NUS.FCRF", 2022, ["MYS"], base_url=bank.base_url, sleep=waits.append)


def test_counts_that_change_between_pages_are_refused(bank: Bank) -> None:
    bank.page = 1
    page = json.loads(bank.answer("/v2/en/sources/2/series/PA.NUS.FCRF/country/MYS/time/YR2022;YR2023?page=1")[1])
    bank.replies = [(200, json.dumps(page).encode()), (200, json.dumps({**page, "page": 2, "total": 3}).encode())]
    with pytest.raises(FetchError, match="alike on each page; found: 2 on page 1, 3 on page 2"):
        fetch_indicator("PA.NUS.FCRF", [2022, 2023], ["MYS"], base_url=bank.base_url)


def test_a_place_that_is_not_there_was_lost(bank: Bank) -> None:
    lost = json.loads(bank.answer("/v2/en/sources/2/series/PA.NUS.FCRF/country/MYS/time/YR2023?page=1")[1])
    bank.replies = [(200, json.dumps(lost).encode())]
    with pytest.raises(FetchError, match="found: 1 of 2") as caught:
        fetch_indicator("PA.NUS.FCRF", 2023, ["MYS", "RUS"], base_url=bank.base_url)
    assert caught.value.rows == ("RUS 2023",)


def test_gaps_are_named(bank: Bank, caplog: pytest.LogCaptureFixture) -> None:
    bank.figures = {("MYS", 2022): 4.401, ("RUS", 2023): 85.162}
    with caplog.at_level(logging.INFO, "tradeview"), pytest.warns(AbsentDataWarning) as warned:
        fetch_indicator("PA.NUS.FCRF", range(2021, 2024), ["MYS", "RUS", "EMU"], base_url=bank.base_url)
    assert "2 figures of PA.NUS.FCRF; none of: 2021, MYS 2023, RUS 2022, EMU 2022, EMU 2023" in caplog.text
    assert "2021, MYS 2023" in str(warned[0].message)


@pytest.mark.parametrize("years", [[], 23, -2023, [2023, "x"], ["２０２３"], True])
def test_years_that_are_none(bank: Bank, years: object) -> None:
    with pytest.raises(TableError, match="asked for years"):
        fetch_indicator("PA.NUS.FCRF", years, ["MYS"], base_url=bank.base_url)  # type: ignore[arg-type]
    with pytest.raises(TableError, match="economies are named"):
        fetch_indicator("PA.NUS.FCRF", 2023, [], base_url=bank.base_url)
    assert bank.asked == []


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
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(
        MissingExtraError,
        match=r"found: no httpx; do: install the extra `fetch`: pip install '\.\[fetch\]'",
    ):
        tv.rates.world_bank(fetch=2023)
