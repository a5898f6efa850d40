"""UN Comtrade's API, asked of a server on this machine: parts, limits, waiting, keeping, and a key that nobody sees."""

import io
import json
import logging
import pickle
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from rich.console import Console
from rich.traceback import Traceback

from comtrade_server import Asked, Server, failing, let_keys_go_over_http, record, running, said
from tradeview.errors import AbsentDataWarning, FetchError, MissingExtraError, TradeTableError, UnknownCodeError
from tradeview.sources.comtrade import fetching as fetch
from tradeview.sources.comtrade.fetching import fetch_comtrade

CANARY = "canary+0123456789abcdef=="
TESTS = Path(__file__).parents[2]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.delenv("COMTRADE_KEY", raising=False)
    let_keys_go_over_http(monkeypatch)
    monkeypatch.setattr(fetch, "utc_today", lambda: "2025-11-22")
    with running() as state:
        yield state


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def ask(server: Server, waits: list[float]) -> Callable[..., pd.DataFrame]:
    """Malaysia's exports to Russia, or what is said instead."""

    def asked(**how: object) -> pd.DataFrame:
        said_of = {"reporter": "Malaysia", "partner": "RUS", "periods": 2023, "flow": "export", "commodity": "TOTAL"}
        return fetch_comtrade(**{"base_url": server.base_url, "sleep": waits.append, **said_of, **how})  # type: ignore[arg-type]

    return asked


def test_the_trade_table_with_its_vintage(ask: Callable[..., pd.DataFrame], server: Server) -> None:
    found = ask(periods=[2022, 2023], commodity=["TOTAL", "0101"])
    rows = [(row.period, row.reporter, row.partner, row.flow, row.commodity_code) for row in found.itertuples()]
    assert sorted(rows) == [
        (period, "MYS", "RUS", "export", code) for period in (2022, 2023) for code in ("0101", "TOTAL")
    ]
    assert sorted(found["value"]) == [
        2022 + 0.4 + 643e-6,
        2022 + 0.5 + 643e-6,
        2023 + 0.4 + 643e-6,
        2023 + 0.5 + 643e-6,
    ]
    assert found["source"].unique().tolist() == ["UN Comtrade, downloaded 2025-11-22"]
    (asked,) = server.requests
    assert asked.path == "/public/v1/preview/C/A/HS"
    assert asked.values == {
        "reporterCode": "458",
        "partnerCode": "643",
        "period": "2022,2023",
        "cmdCode": "TOTAL,0101",
        "flowCode": "X",
        "partner2Code": "0",
        "customsCode": "C00",
        "motCode": "0",
        "maxRecords": "500",
        "includeDesc": "true",
    }


@pytest.mark.parametrize("given", ["argument", "environment"])
def test_with_a_key_the_whole_service_is_asked(
    ask: Callable[..., pd.DataFrame], server: Server, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    if given == "environment":
        monkeypatch.setenv("COMTRADE_KEY", CANARY)
    ask(key=CANARY if given == "argument" else None, frequency="M", classification="H5", periods="202305")
    (asked,) = server.requests
    assert (asked.path, asked.values["maxRecords"]) == ("/data/v1/get/C/M/H5", "250000")
    assert asked.headers["ocp-apim-subscription-key"] == CANARY
    assert CANARY not in str(asked.values)
    assert "subscription" not in str(asked.values)


def test_a_base_url_with_a_path(ask: Callable[..., pd.DataFrame], server: Server) -> None:
    ask(base_url=server.base_url + "/comtrade/")
    assert server.requests[0].path == "/comtrade/public/v1/preview/C/A/HS"


def test_trap_countries_have_comtrades_own_numbers(ask: Callable[..., pd.DataFrame], server: Server) -> None:
    ask(reporter="United States", partner=["WLD", "MYS"])
    assert (server.requests[0].values["reporterCode"], server.requests[0].values["partnerCode"]) == ("842", "0,458")


def test_all_partners_are_not_named(ask: Callable[..., pd.DataFrame], server: Server) -> None:
    server.replies.append(
        lambda _: said({"data": [record("2023", "TOTAL", code, "X", "458") for code in ("0", "643")]})
    )
    assert sorted(ask(partner="all")["partner"]) == ["RUS", "WLD"]
    assert "partnerCode" not in server.requests[0].values


def test_twelve_periods_a_time(ask: Callable[..., pd.DataFrame], server: Server) -> None:
    found = ask(periods=range(1999, 2024))
    assert [len(asked.values["period"].split(",")) for asked in server.requests] == [12, 12, 1]
    assert sorted(found["period"]) == list(range(1999, 2024))


def test_an_answer_at_the_limit_is_asked_again_in_halves(ask: Callable[..., pd.DataFrame], server: Server) -> None:
    found = ask(periods=range(2018, 2023), commodity=["01", "02", "03"], flow=["export", "import"], max_records=4)
    rows = {(row.period, row.commodity_code, row.flow) for row in found.itertuples()}
    assert rows == {
        (period, code, flow)
        for period in range(2018, 2023)
        for code in ("01", "02", "03")
        for flow in ("export", "import")
    }
    assert len(found) == 30
    assert {asked.values["maxRecords"] for asked in server.requests} == {"4"}


def test_an_answer_that_says_it_has_more_is_halved(ask: Callable[..., pd.DataFrame], server: Server) -> None:
    server.replies.append(lambda _: said({"data": [record("2022", "TOTAL", "643", "X", "458")], "count": 2}))
    assert sorted(ask(periods=[2022, 2023])["period"]) == [2022, 2023]
    assert len(server.requests) == 3


@pytest.mark.parametrize(("key", "help_"), [(None, "or pass a key"), (CANARY, "one by one$")])
def test_what_cannot_be_halved_is_refused_never_cut(
    ask: Callable[..., pd.DataFrame], server: Server, key: str | None, help_: str
) -> None:
    full = said({"data": [record("2023", f"{code:06}", "643", "X", "458") for code in range(5)]})
    server.replies += [lambda _: full] * 2
    with pytest.raises(FetchError, match=rf"fewer than 5 records.*cmdCode AG6.*cannot be halved.*{help_}"):
        ask(periods=[2023], commodity="AG6", max_records=5, key=key)


def test_an_answer_at_the_limit_of_a_free_key_is_not_believed(
    ask: Callable[..., pd.DataFrame], server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "FREE_LIMIT", 3)
    full = said({"data": [record("2023", f"{code:06}", "643", "X", "458") for code in range(3)]})
    server.replies.append(lambda _: full)
    with pytest.raises(FetchError, match="cannot be halved"):
        ask(periods=[2023], commodity="AG6", key=CANARY)


@pytest.mark.parametrize(("count", "cut"), [(99_999, False), (100_000, True), (100_001, False)])
def test_a_free_key_gets_a_hundred_thousand_records(
    ask: Callable[..., pd.DataFrame], monkeypatch: pytest.MonkeyPatch, count: int, *, cut: bool
) -> None:
    answer = {"data": [record("2023", "010101", "643", "X", "458")] * count}
    monkeypatch.setattr(fetch, "ask_server", lambda *_, **__: answer)
    monkeypatch.setattr(fetch, "read_comtrade", lambda records, **_: pd.DataFrame(index=range(len(records))))
    monkeypatch.setattr(fetch, "find_absent", lambda *_: [])
    if cut:
        with pytest.raises(FetchError, match="cannot be halved"):
            ask(commodity="AG6", key=CANARY)
    else:
        assert len(ask(commodity="AG6", key=CANARY)) == count


def test_a_hundred_commodities_a_time(ask: Callable[..., pd.DataFrame], server: Server) -> None:
    found = ask(commodity=[f"{number:06}" for number in range(205)])
    assert [len(asked.values["cmdCode"].split(",")) for asked in server.requests] == [100, 100, 5]
    assert len(found) == 205


def test_stopping_by_hand_shows_no_key(
    server: Server, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import h11  # noqa: PLC0415 - the library far under httpx, whose frames hold the headers

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(h11.Connection, "send", stopped)
    with pytest.raises(KeyboardInterrupt) as caught:
        fetch_comtrade("MYS", "RUS", 2023, "X", "TOTAL", CANARY, base_url=server.base_url)
    refuse_canary(caught.value, caplog, capfd)


def test_the_preview_gives_500_records_whatever_is_asked(ask: Callable[..., pd.DataFrame], server: Server) -> None:
    ask(max_records=100_000)
    assert server.requests[0].values["maxRecords"] == "500"


@pytest.mark.parametrize(
    ("replies", "seconds"),
    [
        ([failing(429, "Rate limit is exceeded.", Retry_After="7")], [7.0]),
        ([failing(429, "Rate limit is exceeded.")] * 2, [1.0, 2.0]),
        ([failing(500, "Oops"), failing(503, "Busy", Retry_After="3"), failing(502, "")], [1.0, 3.0, 4.0]),
        ([lambda _: (200, {}, b'{"count": 1, "data": [{"refYe')], [1.0]),
        ([lambda _: (200, {"Content-Length": "9999"}, b'{"count"')], [1.0]),
        ([lambda _: (200, {"Content-Encoding": "gzip"}, b"no gzip")], [1.0]),
    ],
    ids=["429 with Retry-After", "429", "5xx", "JSON cut short", "connection cut", "broken gzip"],
)
def test_what_may_pass_is_waited_for(
    ask: Callable[..., pd.DataFrame],
    server: Server,
    waits: list[float],
    replies: list[object],
    seconds: list[float],
) -> None:
    server.replies += replies  # type: ignore[arg-type]
    assert ask()["value"].tolist() == [2023 + 0.5 + 643e-6]
    assert waits == seconds
    assert len(server.requests) == len(seconds) + 1


def test_a_date_to_wait_for_is_counted_from_the_servers_own(
    ask: Callable[..., pd.DataFrame], server: Server, waits: list[float]
) -> None:
    server.replies.append(
        lambda _: (503, {"Retry-After": "Fri, 01 Jan 2100 00:00:09 GMT", "Date": "Fri, 01 Jan 2100 00:00:00 GMT"}, b"")
    )
    server.replies.append(lambda _: (503, {"Retry-After": "soon"}, b""))
    ask()
    assert waits == [9.0, 2.0]


def test_hours_are_not_waited_for(ask: Callable[..., pd.DataFrame], server: Server, waits: list[float]) -> None:
    server.replies.append(failing(429, "Out of quota.", Retry_After="5400"))
    with pytest.raises(FetchError, match=r"429, too many questions.*\(to wait 5400 s\); do: wait 5400 s"):
        ask()
    assert waits == []


FAILURES: dict[str, tuple[list[Callable[[Asked], object]], str]] = {
    "401": (
        [failing(401, "Access denied due to invalid subscription key.")],
        "401, the key is not accepted: Access den",
    ),
    "403": ([failing(403, "Out of call volume quota.")], "403, access is refused, or the day's quota is used up"),
    "400": ([failing(400, "Bad period")], "400, the question is not understood: Bad period"),
    "404": ([lambda _: (404, {}, b"<html>none</html>")], "404, there is nothing at this address: <html>none"),
    "302": ([lambda _: (302, {"Location": "http://127.0.0.1:9/"}, b"")], "302, the server sends elsewhere"),
    "429": ([failing(429, "Rate limit is exceeded.")] * 6, "429, too many questions in a short time: Rate limit"),
    "500": ([failing(500, "Oops")] * 6, "500, the server failed: Oops"),
    "cut": ([lambda _: (200, {}, b'{"data": [{"period": "20')] * 6, r"no whole JSON: .* at the end of 24 bytes"),
    "html": ([lambda _: (200, {}, b"<html>Sign in</html>")] * 6, "no whole JSON: '<html>Sign in"),
    "list": ([lambda _: (200, {}, b"[]")] * 6, "no whole JSON"),
    "lost": ([lambda _: (200, {"Content-Length": "99"}, b"{")] * 6, "RemoteProtocolError"),
    "said": ([lambda _: said({"data": [], "error": "Unknown cmdCode"})], "found: Unknown cmdCode"),
    "odd": ([lambda _: said({"data": "x"})], "no list of data"),
    "empty": ([lambda _: said({"data": []})], r"has records of this; found: none of period 2023.*partner's side"),
}


@pytest.mark.parametrize(("replies", "words"), FAILURES.values(), ids=FAILURES)
def test_failures_are_said_and_the_key_is_in_none_of_it(
    ask: Callable[..., pd.DataFrame],
    server: Server,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    replies: list[object],
    words: str,
) -> None:
    server.replies += replies  # type: ignore[arg-type]
    with caplog.at_level(logging.DEBUG), pytest.raises(FetchError, match=words) as caught:
        ask(key=CANARY, cache=tmp_path)
    refuse_canary(caught.value, caplog, capfd)
    assert list(tmp_path.iterdir()) == []
    assert {asked.headers["ocp-apim-subscription-key"] for asked in server.requests} == {CANARY}


def refuse_canary(error: BaseException, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    """Look for the key wherever an error leaves words: also in the variables that some tracebacks show."""
    frames = error.__traceback__
    while frames and Path(frames.tb_frame.f_code.co_filename).is_relative_to(TESTS):  # these hold the key, being ours
        frames = frames.tb_next
    error = error.with_traceback(frames)
    shown = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert "secret = <key>" in shown
    printed = Console(file=io.StringIO(), width=200, record=True)
    printed.print(Traceback.from_exception(type(error), error, frames, show_locals=True))
    out, err = capfd.readouterr()
    chain = [one for one in (error, error.__context__, error.__cause__) if one is not None]
    everywhere = [shown, printed.export_text(), caplog.text, out, err, repr(pickle.dumps(error))]
    everywhere += [text for one in chain for text in (str(one), repr(one), repr(vars(one)))]
    everywhere += [repr(entry.args) for entry in caplog.records]
    assert not [text for text in everywhere if "canary" in text]


def test_no_connection(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    let_keys_go_over_http(monkeypatch)
    with running() as gone:
        address = gone.base_url
    with (
        caplog.at_level(logging.DEBUG),
        pytest.raises(FetchError, match=r"ConnectError.*check the connection") as caught,
    ):
        fetch_comtrade("MYS", "RUS", 2023, "X", "TOTAL", CANARY, base_url=address, sleep=lambda _: None)
    refuse_canary(caught.value, caplog, capfd)
    assert isinstance(caught.value, OSError)


@pytest.mark.parametrize("key", [CANARY + "\nx: y", CANARY + "ключ", CANARY + "\x7f"])
def test_a_key_that_is_none_is_refused_unseen(
    key: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMTRADE_KEY", key)
    del key
    with pytest.raises(FetchError, match="a key is printable ASCII; found: other characters") as caught:
        fetch_comtrade("MYS", "RUS", 2023, "X", "TOTAL")
    assert "canary" not in str(caught.value) + repr(caught.value)
    shown = "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=True).format())
    assert "canary" not in shown
    assert "canary" not in caplog.text + "".join(capfd.readouterr())


def test_a_server_that_wants_a_key(ask: Callable[..., pd.DataFrame], server: Server) -> None:
    server.replies.append(failing(401, "Access denied due to missing subscription key."))
    with pytest.raises(FetchError, match=r"401, this server wants a key: Access denied.*COMTRADE_KEY"):
        ask()
    assert "ocp-apim-subscription-key" not in server.requests[0].headers


def test_answers_are_kept_with_their_day_and_without_the_key(
    ask: Callable[..., pd.DataFrame],
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    folder = tmp_path / "new" / "answers"
    with caplog.at_level(logging.DEBUG):
        first = ask(key=CANARY, cache=folder, periods=range(2000, 2013))
        monkeypatch.setattr(fetch, "utc_today", lambda: "2025-12-24")
        again = ask(key=CANARY, cache=folder, periods=range(2000, 2013))
        longer = ask(key=CANARY, cache=str(folder), periods=[*range(2000, 2012), 2020])
    pd.testing.assert_frame_equal(first, again)
    assert len(server.requests) == 3
    assert longer["source"].unique().tolist() == ["UN Comtrade, downloaded 2025-11-22 to 2025-12-24"]
    written = sorted(folder.iterdir())
    assert [path.name[-15:] for path in written].count("2025-11-22.json") == 2
    assert len(written) == 3
    assert not any("canary" in path.read_text() + path.name for path in written)
    assert json.loads(written[0].read_text())["downloaded"] in {"2025-11-22", "2025-12-24"}
    assert "canary" not in caplog.text
    assert "downloaded on 2025-11-22" in caplog.text


def test_another_question_is_not_answered_from_what_is_kept(
    ask: Callable[..., pd.DataFrame], server: Server, tmp_path: Path
) -> None:
    changes = ({}, {"periods": 2022}, {"partner": "THA"}, {"flow": "import"}, {"commodity": "01"})
    for change in (*changes, {"classification": "H5"}, {"frequency": "M", "periods": 202301}):
        ask(cache=tmp_path, **change)
    assert (len(server.requests), len(list(tmp_path.iterdir()))) == (7, 7)


def test_halves_and_what_was_too_long_are_kept(
    ask: Callable[..., pd.DataFrame], server: Server, tmp_path: Path
) -> None:
    first = ask(periods=[2021, 2022, 2023], max_records=2, cache=tmp_path)
    asked = len(server.requests)
    assert asked == 5
    pd.testing.assert_frame_equal(ask(periods=[2021, 2022, 2023], max_records=2, cache=tmp_path), first)
    assert len(server.requests) == asked


def test_a_kept_answer_that_is_damaged_is_asked_anew(
    ask: Callable[..., pd.DataFrame], server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = ask(cache=tmp_path)
    (path,) = tmp_path.iterdir()
    whole = path.read_text()
    for damaged in (whole[:-9], json.dumps({"downloaded": "2025-01-01", "question": {}, "records": []})):
        path.write_text(damaged)
        caplog.clear()
        pd.testing.assert_frame_equal(ask(cache=tmp_path), first)
        assert f"{path.name} is no kept answer of UN Comtrade" in caplog.text
        assert path.read_text() == whole
        assert path.with_suffix(".dropped").read_text() == damaged  # nothing is lost
    assert len(server.requests) == 3


POISONED: dict[str, dict[str, object]] = {
    "year": {"period": "1999", "refYear": 1999},
    "year beside": {"refYear": 1999},
    "month": {"period": "202301", "refMonth": 1},
    "reporter": {"reporterCode": 764, "reporterISO": "THA"},
    "partner": {"partnerCode": 0, "partnerISO": "W00"},
    "code": {"cmdCode": "0101"},
    "flow": {"flowCode": "M"},
    "part of the flow": {"flowCode": "DX"},
    "services": {"typeCode": "S"},
    "frequency": {"freqCode": "M"},
    "classification": {"classificationCode": "S4"},
    "second partner": {"partner2Code": 764},
    "procedure": {"customsCode": "C01"},
    "transport": {"motCode": 1000},
    "no value": {"primaryValue": None},
    "negative": {"primaryValue": -5},
    "words": {"primaryValue": "much"},
    "truth": {"primaryValue": True},
    "nested": {"primaryValue": {"value": 5}},
    "list": {"cmdCode": ["TOTAL"]},
    "nobody": {"reporterCode": None, "reporterISO": None},
}


def poison(server: Server, change: dict[str, object]) -> None:
    """Let the server answer with the right record and a changed one beside it; what it had to add are all such."""
    right = record("2023", "TOTAL", "643", "X", "458")
    server.replies += [lambda _: said({"data": [right, {**right, **change}]})]


@pytest.mark.parametrize("change", POISONED.values(), ids=POISONED)
def test_an_answer_to_another_question_is_neither_returned_nor_kept(
    ask: Callable[..., pd.DataFrame], server: Server, tmp_path: Path, change: dict[str, object]
) -> None:
    poison(server, change)
    with pytest.raises((FetchError, TradeTableError)):
        ask(cache=tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert len(server.requests) == 1
    assert ask(cache=tmp_path)["value"].tolist() == [2023 + 0.5 + 643e-6]


@pytest.mark.parametrize("change", POISONED.values(), ids=POISONED)
def test_trap_the_answer_is_not_the_question_old_caches_are_not_believed(
    ask: Callable[..., pd.DataFrame], server: Server, tmp_path: Path, change: dict[str, object]
) -> None:
    right = ask(cache=tmp_path)
    (path,) = tmp_path.iterdir()
    kept = json.loads(path.read_text())
    kept["records"].append({**kept["records"][0], **change})
    path.write_text(json.dumps(kept))
    pd.testing.assert_frame_equal(ask(cache=tmp_path), right)
    assert len(server.requests) == 2
    assert sorted(one.suffix for one in tmp_path.iterdir()) == [".dropped", ".json"]


def test_what_was_not_asked_for_is_named(ask: Callable[..., pd.DataFrame], server: Server) -> None:
    poison(server, {"period": "1999", "refYear": 1999, "reporterCode": 764, "reporterISO": "THA", "cmdCode": "0101"})
    with pytest.raises(FetchError, match="found: 3 kinds of records that were not asked for") as caught:
        ask()
    assert caught.value.rows == ("period '1999 1999 52 A'", "code '0101 H6'", "reporter '764 THA'")


@pytest.mark.parametrize("records", [[None], ["x"], [[]], [1], [{}], [[{}]], [{"a": 1}]], ids=json.dumps)
@pytest.mark.parametrize("beside", [True, False], ids=["beside a record", "alone"])
def test_what_is_no_record_is_refused(
    ask: Callable[..., pd.DataFrame], server: Server, tmp_path: Path, records: list[object], *, beside: bool
) -> None:
    right = [record("2023", "TOTAL", "643", "X", "458")] if beside else []
    server.replies.append(lambda _: said({"data": [*right, *records]}))
    with pytest.raises((FetchError, TradeTableError)):
        ask(cache=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_number_that_nobody_reads_has_an_end_too(ask: Callable[..., pd.DataFrame], server: Server) -> None:
    body = json.dumps({"data": [{**record("2023", "TOTAL", "643", "X", "458"), "altQty": "endless"}]})
    server.replies.append(lambda _: (200, {}, body.replace('"endless"', "1e999").encode()))
    with pytest.raises(FetchError, match="is finite; found: infinity in record 1"):  # no file could keep it
        ask()


def test_a_number_without_end_is_refused(ask: Callable[..., pd.DataFrame], server: Server) -> None:
    for number in ("1e999", "-1e999", "9" * 400):
        body = json.dumps({"data": [record("2023", "TOTAL", "643", "X", "458")]})
        body = body.replace('"primaryValue": 2023.500643', f'"primaryValue": {number}')
        assert number in body
        server.replies.append(lambda _, body=body: (200, {}, body.encode()))  # type: ignore[misc]
        with pytest.raises((FetchError, TradeTableError)):
            ask()


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ({"commodity": "AG2"}, {"cmdCode": "01"}),
        ({"commodity": "ag6"}, {"cmdCode": "9999AA", "aggrLevel": 6}),
        ({"commodity": "AG6"}, {"cmdCode": "999999"}),
        ({"commodity": "AG3", "classification": "S4"}, {"cmdCode": "012", "classificationCode": "S4"}),
        ({"commodity": "ALL"}, {"cmdCode": "0101"}),
        ({"commodity": "0101"}, {"cmdCode": 101}),  # a program between has read a number
        ({"commodity": "Total"}, {}),
        ({"reporter": "458"}, {"reporterCode": "458"}),
        ({"partner": "all"}, {"partnerCode": 764, "partnerISO": "THA"}),
        ({"flow": "export"}, {"flowCode": "x"}),
        ({}, {"classificationCode": "HS"}),
        ({}, {"classificationCode": None}),
        ({}, {"classificationCode": "H4"}),
        ({}, {"customsCode": None, "motCode": "0", "partner2Code": "0"}),
        ({}, {"period": 2023}),
        ({}, {"refYear": None}),
    ],
)
def test_what_was_asked_for_is_believed_in_any_spelling(
    ask: Callable[..., pd.DataFrame], server: Server, asked: dict[str, str], given: dict[str, object]
) -> None:
    answer = {**record("2023", "TOTAL", "643", "X", "458"), **given}
    server.replies.append(lambda _: said({"data": [answer]}))
    assert len(ask(**asked)) == 1


def test_what_is_absent_is_named(
    ask: Callable[..., pd.DataFrame], server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    there = [
        record("2022", "01", "643", "X", "458"),
        record("2023", "01", "643", "X", "458"),
        record("2022", "01", "643", "M", "458"),
        record("2022", "01", "643", "X", "764"),
    ]
    server.replies.append(lambda _: said({"data": there}))
    asked = {
        "reporter": ["MYS", "THA", "USA"],
        "partner": ["RUS", "WLD"],
        "periods": [2021, 2022, 2023],
        "flow": ["export", "import", "re-export"],
        "commodity": ["AG2", "AG4", "0102"],
    }
    with caplog.at_level(logging.INFO, "tradeview"), pytest.warns(AbsentDataWarning, match="and 3 more") as warned:
        assert len(ask(**asked)) == 4
    absent = (
        "period 2021, reporter USA, partner WLD, flow RX, code AG4, code 0102, reporter THA in 2023, flow M in 2023"
    )
    assert f"without any: {absent}" in caplog.text
    assert str(warned[0].message).startswith(f"UN Comtrade has no records of {absent[:50]}")


def test_a_key_goes_over_https_alone(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.undo()
    with caplog.at_level(logging.DEBUG), pytest.raises(FetchError, match=r"over https alone.*127\.0\.0\.1") as caught:
        fetch_comtrade("MYS", "RUS", 2023, "X", "TOTAL", CANARY, base_url=server.base_url)
    refuse_canary(caught.value, caplog, capfd)
    monkeypatch.setenv("COMTRADE_KEY", CANARY)
    with pytest.raises(FetchError, match="or no key"):
        fetch_comtrade("MYS", "RUS", 2023, "X", "TOTAL", base_url=server.base_url.replace("http", "HTTP"))
    assert server.requests == []


def test_a_key_that_comes_back_is_in_no_log_no_table_and_no_file(
    ask: Callable[..., pd.DataFrame],
    server: Server,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    key = CANARY + '"\\'  # which JSON escapes
    back = {**record("2023", "TOTAL", "643", "X", "458"), "cmdDesc": f"all {key}", key: 1, "qtyUnitAbbr": key}
    escaped = json.dumps(back).replace("canary", r"\u0063anary")
    body = '{"data": [' + escaped + "]}"
    server.replies += [
        lambda _: (429, {"X-Key": key, "Retry-After": key, "Location": key}, key.encode()),
        lambda _: (200, {"X-Key": key}, json.dumps({"data": [back]}).encode()),
        lambda _: (200, {}, body.encode()),
    ]
    with caplog.at_level(logging.DEBUG):
        tables = [ask(key=key, cache=tmp_path / name) for name in ("plain", "escaped")]
    out, err = capfd.readouterr()
    files = [path.read_text() for path in tmp_path.rglob("*.json")]
    assert len(files) == 2
    everywhere = [caplog.text, out, err, *files, tables[0].to_csv()]
    everywhere += [repr(entry.args) for entry in caplog.records]
    assert "X-Key" in caplog.text  # the library's log has the headers
    assert not [text for text in everywhere if "canary" in text]


@pytest.mark.parametrize("what", ["deadline", "max_records"])
@pytest.mark.parametrize("number", [0, -1, float("inf"), float("nan"), "5", True])
def test_settings_that_are_no_numbers(
    ask: Callable[..., pd.DataFrame], server: Server, what: str, number: object
) -> None:
    with pytest.raises(TradeTableError, match=f"{what} is a number above zero"):
        ask(**{what: number})
    assert server.requests == []


def test_nothing_is_kept_unless_a_folder_is_named(
    ask: Callable[..., pd.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ask()
    assert list(tmp_path.iterdir()) == []


def test_periods_without_records_are_said(
    ask: Callable[..., pd.DataFrame], server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    server.empty = ("2022", "2023")
    with caplog.at_level(logging.INFO, logger="tradeview"), pytest.warns(AbsentDataWarning) as warned:
        assert ask(periods=[2021, 2022, 2023])["period"].tolist() == [2021]
    assert "1 records fetched; without any: period 2022, period 2023" in caplog.text
    (warning,) = warned
    assert str(warning.message) == "UN Comtrade has no records of period 2022, period 2023"
    assert Path(warning.filename) == Path(__file__)  # where it was asked, not within


@pytest.mark.parametrize(
    ("how", "error", "words"),
    [
        ({"periods": 202305}, TradeTableError, "periods are years for frequency 'A'; found: 202305"),
        ({"periods": 2023, "frequency": "M"}, TradeTableError, "periods are months for frequency 'M'; found: 2023"),
        ({"periods": 202313, "frequency": "M"}, TradeTableError, "found: 202313"),
        ({"periods": []}, TradeTableError, "found: none"),
        ({"frequency": "Q"}, TradeTableError, "A .years. or M .months.; found: 'Q'"),
        ({"commodity": 101}, TradeTableError, "commodity codes are text with leading zeros; found: 101"),
        ({"commodity": []}, TradeTableError, "commodity codes are text"),
        ({"flow": "sale"}, TradeTableError, "no flow 'sale'"),
        ({"reporter": "Ruritania"}, UnknownCodeError, "Ruritania"),
        ({"reporter": "RUS", "periods": 1985}, UnknownCodeError, "no figures of RUS in 1985"),
        ({"base_url": "comtradeapi.un.org"}, FetchError, "base_url is the address of a server"),
        ({"base_url": "https://me:secret@127.0.0.1"}, FetchError, "base_url is the address of a server"),
        ({"base_url": "https://127.0.0.1?key=secret@"}, FetchError, "base_url is the address of a server"),
        ({"base_url": "https://127.0.0.1:99999"}, FetchError, "base_url is the address of a server"),
        ({"base_url": "https://[::1"}, FetchError, "base_url is the address of a server"),
        ({"base_url": None}, FetchError, "base_url is the address of a server"),
        ({"base_url": 7}, FetchError, "base_url is the address of a server"),
        ({"base_url": "ftp://127.0.0.1"}, FetchError, "base_url is the address of a server"),
        ({"base_url": "http://127.0.0.1\x00"}, FetchError, "a connection is prepared"),
        ({"reporter": []}, TradeTableError, "economies are named, or 'all'; found: none"),
        ({"partner": ()}, TradeTableError, "economies are named, or 'all'; found: none"),
        ({"flow": []}, TradeTableError, "flows are named; found: none"),
        ({"key": 7}, FetchError, "a key is printable ASCII"),
        ({"key": b"key"}, FetchError, "a key is printable ASCII"),
        ({"cache": 7}, TradeTableError, "cache is a folder"),
        ({"cache": "a\0b"}, TradeTableError, "cache is a folder"),
        ({"classification": "HS/../.."}, TradeTableError, "a classification is named"),
        ({"periods": "２０２３"}, TradeTableError, "found: ２０２３"),
        ({"commodity": "٠١"}, TradeTableError, "commodity codes are text"),
        ({"bse_url": "https://127.0.0.1"}, TypeError, "bse_url"),
    ],
)
def test_questions_that_are_none(
    ask: Callable[..., pd.DataFrame], server: Server, how: dict[str, object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words) as caught:
        ask(**how)
    assert "secret@" not in str(caught.value)
    assert server.requests == []


def test_the_extra_is_named_where_it_is_missing(
    ask: Callable[..., pd.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tenacity", None)
    with pytest.raises(
        MissingExtraError,
        match=r"found: no tenacity; do: install the extra `fetch`: pip install '\.\[fetch\]'",
    ):
        ask()


def test_progress_shows_on_a_terminal_alone(
    ask: Callable[..., pd.DataFrame], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    ask(periods=range(2000, 2020))
    assert "".join(capfd.readouterr()) == ""
    screen = io.StringIO()
    monkeypatch.setattr(fetch, "Console", lambda **_: Console(file=screen, force_terminal=True, width=80))
    ask(periods=range(2000, 2020))
    assert "UN Comtrade" in screen.getvalue()
