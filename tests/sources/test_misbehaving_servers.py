"""Servers that misbehave, asked by both sources: the right figure or an error of ours, never a hang or half an answer.

In `make test` each misbehaviour meets one of the sources; `make test-all` has all of both.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import certifi
import pytest

from comtrade_server import Asked, let_keys_go_over_http
from matrices import matrix
from misbehaving_server import (
    BROKEN,
    LARGE,
    REFUSED,
    RETRY_AFTER,
    RIGHT,
    SLOW,
    Exchange,
    Misbehave,
    bank_answer,
    busy_once,
    comtrade_answer,
    misbehaving,
    redirect,
    sending,
    with_json,
)
from tradeview.errors import FetchError
from tradeview.sources.comtrade import transport
from tradeview.sources.comtrade.fetching import fetch_comtrade
from tradeview.sources.world_bank import fetching as bank_fetching
from tradeview.sources.world_bank.fetching import fetch_indicator

CANARY = "canary+0123456789abcdef=="


@dataclass(frozen=True)
class Source:
    """A source: its right answer, one question that has one figure, that figure, and how often it is asked."""

    name: str
    right: Callable[[Asked], bytes]
    ask: Callable[..., float]
    figure: float
    attempts: int


def ask_comtrade(base_url: str, waits: list[float], cache: Path | None = None, key: str | None = None) -> float:
    trade = fetch_comtrade(
        "MYS", "RUS", 2023, "export", "TOTAL", key, base_url=base_url, sleep=waits.append, cache=cache, max_records=500
    )
    (value,) = trade["value"]
    return float(value)


def ask_bank(base_url: str, waits: list[float], cache: Path | None = None) -> float:
    assert cache is None or not cache.exists()  # the Bank's answers are not kept
    _, (_, cells) = fetch_indicator("PA.NUS.FCRF", 2023, ["MYS"], base_url=base_url, sleep=waits.append)
    return float(cells[-1])


COMTRADE = Source("Comtrade", comtrade_answer, ask_comtrade, 2023 + 0.5 + 643e-6, transport.ATTEMPTS)
BANK = Source("Bank", bank_answer, ask_bank, 4.561, bank_fetching.ATTEMPTS)
SOURCES = [COMTRADE, BANK]


@dataclass(frozen=True)
class Case:
    """A misbehaviour, or what a busy server says, by its name."""

    name: str
    value: Any


def cases_of(table: Mapping[str, object]) -> list[Case]:
    return [Case(name, value) for name, value in table.items()]


def both(table: Mapping[str, object]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("case", "source"), matrix(cases_of(table), SOURCES))


def by_name(table: Mapping[str, object]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("behaviour", table.values(), ids=table)


@pytest.fixture(scope="module")
def one_certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of one authority: the usual one of a hundred takes longer to read than most servers to misbehave."""
    certificates = Path(certifi.where()).read_text(encoding="utf-8")
    end = "-----END CERTIFICATE-----\n"
    path = tmp_path_factory.mktemp("authority") / "one.pem"
    path.write_text(certificates.partition(end)[0] + end, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch, one_certificate: Path) -> None:
    monkeypatch.delenv("COMTRADE_KEY", raising=False)
    monkeypatch.setenv("SSL_CERT_FILE", str(one_certificate))


def refused(source: Source, behaviour: Misbehave, folder: Path) -> tuple[int, FetchError]:
    """How often a misbehaving server is asked, and what is said in the end; nothing of it is kept."""
    waits: list[float] = []
    with misbehaving(source.right, behaviour) as server, pytest.raises(FetchError) as caught:
        source.ask(server.base_url, waits, folder / "answers")
    assert len(waits) == len(server.requests) - 1
    assert not (folder / "answers").exists()
    assert caught.value.__context__ is None  # nothing of the HTTP library hangs on it
    return len(server.requests), caught.value


@both(BROKEN)
def test_what_is_broken_is_asked_for_again_and_refused_in_the_end(case: Case, source: Source, tmp_path: Path) -> None:
    asked, _ = refused(source, case.value, tmp_path)
    assert asked == source.attempts


@both(BROKEN)
def test_what_is_broken_once_is_no_matter(case: Case, source: Source) -> None:
    waits: list[float] = []
    with misbehaving(source.right, case.value, RIGHT["gzip"]) as server:
        assert source.ask(server.base_url, waits) == source.figure
    assert waits == [1.0]


@both(REFUSED)
def test_what_will_not_pass_is_not_asked_for_again(case: Case, source: Source, tmp_path: Path) -> None:
    asked, _ = refused(source, case.value, tmp_path)
    assert asked == 1


@both(RIGHT)
def test_what_is_odd_and_right_is_read(case: Case, source: Source) -> None:
    waits: list[float] = []
    with misbehaving(source.right, case.value) as server:
        assert source.ask(server.base_url, waits) == source.figure
    assert waits == []


@both(SLOW)
def test_a_deadline_ends_what_drips(
    case: Case, source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "PREVIEW_SECONDS", 0.3)
    monkeypatch.setattr(bank_fetching, "LIMITS", replace(bank_fetching.LIMITS, seconds=0.3))
    asked, error = refused(source, case.value, tmp_path)
    assert (asked, error.found) == (1, "no whole answer within 0.3 s")


def test_a_deadline_is_given_by_who_asks() -> None:
    with (
        misbehaving(comtrade_answer, SLOW["body drips"]) as server,
        pytest.raises(FetchError, match=r"no whole answer within 0\.2 s"),
    ):
        fetch_comtrade("MYS", "RUS", 2023, "X", "TOTAL", base_url=server.base_url, deadline=0.2)


@both(LARGE)
def test_what_is_too_large_is_not_held(case: Case, source: Source, tmp_path: Path) -> None:
    asked, error = refused(source, case.value, tmp_path)
    assert asked == 1
    assert error.found.startswith(("more than ", "an answer packed with "))


@both(RETRY_AFTER)
def test_a_busy_server_is_waited_for_as_long_as_it_says(case: Case, source: Source) -> None:
    headers, wait = case.value
    waits: list[float] = []
    with misbehaving(source.right, *busy_once(headers)) as server:
        if wait is None:
            with pytest.raises(FetchError, match=r"429, too many.*\(to wait (121 s|more than a day)\); do: wait"):
                source.ask(server.base_url, waits)
            assert waits == []
        else:
            assert source.ask(server.base_url, waits) == source.figure
            assert waits == [wait]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_nobody_follows_to_another_server(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    let_keys_go_over_http(monkeypatch)
    monkeypatch.setenv("COMTRADE_KEY", CANARY)
    waits: list[float] = []
    with misbehaving(source.right, RIGHT["gzip"]) as other:

        def elsewhere(exchange: Exchange) -> bytes:
            return redirect(exchange, other.base_url + exchange.asked.path)

        with misbehaving(source.right, sending(elsewhere)) as server:
            with pytest.raises(FetchError, match="302, the server sends elsewhere") as caught:
                source.ask(server.base_url, waits)
            assert len(server.requests) == 1
        assert other.requests == []
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize("table", [BROKEN, REFUSED, LARGE], ids=["broken", "refused", "large"])
def test_the_key_is_in_nothing_that_is_said(
    table: Mapping[str, Misbehave], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_keys_go_over_http(monkeypatch)
    said = []
    for behaviour in table.values():
        with misbehaving(comtrade_answer, behaviour) as server, caplog.at_level("DEBUG"):
            with pytest.raises(FetchError) as caught:
                ask_comtrade(server.base_url, [], key=CANARY)
            assert server.requests[0].headers["ocp-apim-subscription-key"] == CANARY
        said += [str(caught.value), repr(vars(caught.value))]
    assert not [text for text in [*said, caplog.text] if "canary" in text]


# What the Bank's JSON may be instead of what was asked for.


def bank_with(**change: object) -> Misbehave:
    """The Bank's answer with something else in its one cell, or beside its header."""

    def changed(answer: dict[str, object]) -> None:
        (cell,) = answer["source"]["data"]  # type: ignore[index]
        for variable in cell["variable"]:
            if variable["concept"] in change:
                variable.update(change[variable["concept"]])
        cell |= {name: value for name, value in change.items() if name in cell}
        answer |= {name: value for name, value in change.items() if name in answer}

    return with_json(changed)


def bank_cells(change: Callable[[list[object]], list[object]]) -> Misbehave:
    def changed(answer: dict[str, object]) -> None:
        answer["source"]["data"] = change(answer["source"]["data"])  # type: ignore[index]

    return with_json(changed)


OTHERS: dict[str, Misbehave] = {
    "another place": bank_with(Country={"id": "RUS"}),
    "another series": bank_with(Series={"id": "FP.CPI.TOTL"}),
    "another year": bank_with(Time={"id": "YR1999", "value": "1999"}),
    "one cell twice": bank_cells(lambda cells: [*cells, *cells]),
    "a lost cell": bank_cells(lambda _: []),
}
ODD: dict[str, Misbehave] = {
    "two years": bank_with(Time={"id": "YR2023", "value": "1999"}),
    "a year that is a number": bank_with(Time={"id": "YR2023", "value": 2023}),
    "a place that is a list": bank_with(Country={"id": ["MYS"]}),
    "text as value": bank_with(value="4.5"),
    "nan as value": bank_with(value="nan"),
    "true as value": bank_with(value=True),
    "list as value": bank_with(value=[4.5]),
    "another page": bank_with(page=2),
    "no count": bank_with(total=None),
    "count of a fraction": bank_with(total=1.5),
    "count below zero": bank_with(total=-1),
    "pages of nothing": bank_with(per_page=0),
    "pages without end": bank_with(total=10**9),
    "a huge count": bank_with(total="9" * 5000),
    "null cell": bank_cells(lambda _: [None]),
    "text cell": bank_cells(lambda _: ["x"]),
    "cell of nothing": bank_cells(lambda _: [{}]),
    "null cells": with_json(lambda answer: {**answer, "source": {"data": None}}),
    "text cells": with_json(lambda answer: {**answer, "source": {"data": "text"}}),
    "no source": with_json(lambda answer: {**answer, "source": None}),
    "null variables": bank_with(variable=None),
    "nothing": with_json(lambda _: {}),
}


@by_name(OTHERS)
def test_the_bank_is_held_against_what_it_was_asked(behaviour: Misbehave, tmp_path: Path) -> None:
    asked, error = refused(BANK, behaviour, tmp_path)
    assert asked == 1
    assert error.rows


@by_name(ODD)
def test_what_is_no_answer_of_the_bank_is_asked_for_again(behaviour: Misbehave, tmp_path: Path) -> None:
    asked, error = refused(BANK, behaviour, tmp_path)
    assert asked == BANK.attempts
    assert error.found.startswith("no answer of the World Bank: ")


@pytest.mark.parametrize(
    "answer", [[], [None], [{}], [{"message": None}], [{"message": [None]}], [{"message": "no"}], 7, "x", None, True],
    ids=json.dumps,
)  # fmt: skip
def test_what_the_bank_says_instead_is_refused_at_once(answer: object, tmp_path: Path) -> None:
    def say(_: Exchange) -> bytes:
        body = json.dumps(answer).encode()
        return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)

    asked, _ = refused(BANK, sending(say), tmp_path)
    assert asked == 1


COMTRADE_ODD: dict[str, tuple[Misbehave, str]] = {
    "no data": (with_json(lambda _: {"statusCode": 401, "message": "no\x1b[2J key"}), r"found: no\\x1b\[2J key"),
    "nothing": (with_json(lambda _: {}), "no data, but nothing"),
    "other keys": (with_json(lambda _: {"a": 1, "b": 2}), "no data, but a, b"),
    "data that is text": (with_json(lambda _: {"data": "x"}), "no list of data"),
    "data that is an object": (with_json(lambda _: {"data": {}}), "no list of data"),
    "data that is a number": (with_json(lambda _: {"data": 0}), "no list of data"),
    "an error in pieces": (with_json(lambda _: {"data": [], "error": {"a": [1]}}), r'found: \{"a": \[1\]\}'),
    "an error, deep": (
        sending(lambda _: b'HTTP/1.1 200 OK\r\n\r\n{"data": [], "error": ' + b"[" * 900 + b"]" * 900 + b"}"),
        r"found: \[\[\[",
    ),
    "nothing at all": (with_json(lambda _: {"data": []}), "has records of this; found: none"),
    "null": (with_json(lambda _: {"data": None}), "has records of this; found: none"),
}


@pytest.mark.parametrize(("behaviour", "words"), COMTRADE_ODD.values(), ids=COMTRADE_ODD)
def test_what_comtrade_says_instead_is_refused_at_once(behaviour: Misbehave, words: str, tmp_path: Path) -> None:
    asked, error = refused(COMTRADE, behaviour, tmp_path)
    assert asked == 1
    with pytest.raises(FetchError, match=words):
        raise error
