"""What is asked of servers: how long one is waited for, what is told at the end, and what has to be installed."""

import html
import json
import logging
import sys
from urllib.parse import quote

import pytest

from tradeview.errors import FetchError, MissingExtraError
from tradeview.sources.http import (
    Secret,
    TryAgain,
    ask_patiently,
    import_packages,
    may_pass,
    seconds_asked_for,
    utc_today,
)

CANARY = "canary+0123456789abcdef=="


class Asking:
    """A question that is answered after some failures; each asks for a wait, or leaves it open."""

    def __init__(self, *waits: float | None, cause: Exception | None = None) -> None:
        self.waits, self.cause, self.asked = waits, cause, 0

    def __call__(self) -> str:
        self.asked += 1
        if self.asked > len(self.waits):
            return "at last"
        raise TryAgain(FetchError("it answers", f"failure {self.asked}"), self.waits[self.asked - 1]) from self.cause


@pytest.mark.parametrize(
    ("asks", "expected"),
    [
        ((), []),
        ((None,), [1.0]),
        ((None, None, None, None), [1.0, 2.0, 4.0, 8.0]),
        ((9.0, None, 0.0, None), [9.0, 2.0, 0.0, 8.0]),  # a wait of nothing is one, too
    ],
)
def test_waits_are_what_the_server_asks_for_or_double(asks: tuple[float | None, ...], expected: list[float]) -> None:
    waits: list[float] = []
    ask = Asking(*asks)
    assert ask_patiently(ask, attempts=5, sleep=waits.append) == "at last"
    assert (waits, ask.asked) == (expected, len(asks) + 1)


def test_the_error_of_the_last_attempt_is_told(caplog: pytest.LogCaptureFixture) -> None:
    waits: list[float] = []
    ask = Asking(None, None, None)
    with caplog.at_level(logging.INFO, "tradeview"), pytest.raises(FetchError, match="failure 2") as caught:
        ask_patiently(ask, attempts=2, sleep=waits.append)
    assert (waits, ask.asked) == ([1.0], 2)
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)
    assert caplog.messages == ["waiting 1 s after attempt 1 of 2: it answers; found: failure 1"]


def test_a_cause_that_was_named_is_kept() -> None:
    cause = ValueError("broken")
    with pytest.raises(FetchError) as caught:
        ask_patiently(Asking(None, cause=cause), attempts=1, sleep=[].append)
    assert caught.value.__cause__ is cause


def test_other_errors_are_not_waited_for() -> None:
    def ask() -> None:
        raise FetchError("it answers", "refused")

    waits: list[float] = []
    with pytest.raises(FetchError, match="refused"):
        ask_patiently(ask, attempts=5, sleep=waits.append)
    assert waits == []


def test_statuses_that_may_pass() -> None:
    assert [status for status in range(200, 600) if may_pass(status)] == [429, *range(500, 600)]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": " 7 "}, 7.0),
        ({"Retry-After": "Mon, 03 Mar 2025 10:01:00 GMT", "Date": "Mon, 03 Mar 2025 10:00:00 GMT"}, 60.0),
        ({"Retry-After": "Mon, 03 Mar 2025 09:00:00 GMT", "Date": "Mon, 03 Mar 2025 10:00:00 GMT"}, 0.0),
        ({"Retry-After": "Mon, 03 Mar 2025 10:01:00 GMT"}, None),
        ({"Retry-After": "soon", "Date": "Mon, 03 Mar 2025 10:00:00 GMT"}, None),
        ({"Retry-After": "Mon, 03 Mar 2025 10:01:00", "Date": "Mon, 03 Mar 2025 10:00:00 GMT"}, None),
        ({"Date": "Mon, 03 Mar 2025 10:00:00 GMT"}, None),
        ({}, None),
    ],
)
def test_a_wait_is_given_in_seconds_or_as_a_date(headers: dict[str, str], seconds: float | None) -> None:
    assert seconds_asked_for(headers) == seconds


def test_a_key_that_no_header_holds_is_refused_with_where_to_get_one() -> None:
    Secret(CANARY).check("get another")
    with pytest.raises(FetchError, match=r"^a key is printable ASCII; found: other characters; do: get another$"):
        Secret(f"{CANARY}\nx").check("get another")


def test_what_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert import_packages("it needs two", "json", "csv") == [sys.modules["json"], sys.modules["csv"]]
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(
        MissingExtraError,
        match=r"^it needs two; found: no httpx; do: install the extra `fetch`: pip install '\.\[fetch\]'",
    ):
        import_packages("it needs two", "json", "httpx")


def test_today_is_a_day_in_iso_8601() -> None:
    year, month, day = utc_today().split("-")
    assert (len(year), len(month), len(day)) == (4, 2, 2)


def in_code(form: str) -> str:
    """Write each letter of the canary by its number."""
    return "".join(form.format(ord(letter)) for letter in CANARY)


ESCAPED = {
    "as it is": CANARY,
    "JSON": in_code("\\u{:04x}"),
    "JSON in capitals": in_code("\\u{:04X}"),
    "JSON within JSON": json.dumps(in_code("\\u{:04x}"))[1:-1],
    "an address": quote(CANARY, safe=""),
    "an address within an address": quote(quote(CANARY, safe=""), safe=""),
    "an address, every letter": in_code("%{:02x}"),
    "HTML": html.escape(CANARY),
    "HTML by number": in_code("&#{};"),
    "HTML by hexadecimal number": in_code("&#x{:X};"),
    "HTML within HTML": html.escape(in_code("&#{};")),
    "Python": in_code("\\x{:02x}"),
    "partly": "".join(f"%{ord(letter):02X}" if letter in "c+5" else letter for letter in CANARY),
}


@pytest.mark.parametrize("form", ESCAPED)
def test_a_key_is_blotted_out_however_its_letters_are_escaped(form: str) -> None:
    secret = Secret(CANARY)
    text = f'{{"said": "your key {ESCAPED[form]} is & stays 5% wrong"}}'
    blotted = '{"said": "your key <key> is & stays 5% wrong"}'
    assert secret.hide(text) == blotted
    assert secret.hide_in_bytes(text.encode()) == blotted.encode()


@pytest.mark.parametrize("letters", ["a<b>&\"c'", "k\\u0041%41&#65;", "//key//"])
def test_a_key_of_letters_that_are_themselves_escaped_is_blotted_out(letters: str) -> None:
    secret = Secret(letters)
    address = quote(letters, safe="")
    for form in (letters, html.escape(letters), json.dumps(letters)[1:-1], letters.replace("/", "\\/"), address):
        assert secret.hide(f"({form})") == "(<key>)"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_key_is_blotted_out_of_utf_16(encoding: str) -> None:
    assert Secret(CANARY).hide_in_bytes(f"({CANARY})".encode(encoding)).decode(encoding) == "(<key>)"


def test_without_a_key_and_without_it_in_a_text_nothing_is_blotted_out() -> None:
    for text in ("canary%2B", "100% \\ & more", ""):
        assert Secret(None).hide(text) == Secret(CANARY).hide(text) == text
        assert Secret(None).hide_in_bytes(text.encode()) == Secret(CANARY).hide_in_bytes(text.encode()) == text.encode()
