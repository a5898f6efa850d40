"""One question and its answer: what is sent, what is waited for, and a secret that shows itself to nobody."""

import contextlib
import pickle

import httpx
import pytest

from comtrade_server import failing, let_keys_go_over_http, running, said
from tradeview.errors import FetchError
from tradeview.sources.comtrade.transport import ATTEMPTS, KEY_HEADER, ask_server, open_connection
from tradeview.sources.http import LONGEST_WAIT, Secret

CANARY = "canary+0123456789abcdef=="


def test_a_secret_is_seen_by_nobody() -> None:
    secret = Secret(f" {CANARY}\n")
    assert (repr(secret), str(secret), f"{secret}", bool(secret), bool(Secret(None))) == (*["<key>"] * 3, True, False)
    assert secret.hide(f"a {CANARY} b canary%2B0123456789abcdef%3D%3D") == "a <key> b <key>"
    assert Secret(None).hide("as it was") == "as it was"
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(secret)


def test_the_key_goes_with_each_request_and_to_no_other_server(monkeypatch: pytest.MonkeyPatch) -> None:
    let_keys_go_over_http(monkeypatch)
    waits: list[float] = []
    secret = Secret(CANARY)
    with running() as server, running() as other:
        server.replies += [
            failing(500, "Oops"),
            lambda _: said({"data": [1], "count": 1}),
            lambda _: (307, {"Location": other.base_url}, b""),
        ]
        with open_connection(server.base_url, secret) as client:
            assert ask_server(client, "/a", {"b": "c,d"}, secret=secret, sleep=waits.append)["data"] == [1]
            with pytest.raises(FetchError, match="307, the server sends elsewhere"):
                ask_server(client, "/a", {}, secret=secret, sleep=waits.append)
        assert [asked.headers[KEY_HEADER.lower()] for asked in server.requests] == [CANARY] * 3
        assert server.requests[0].values == {"b": "c,d"}
        assert other.requests == []
    assert waits == [1.0]


def test_the_key_goes_home_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    let_keys_go_over_http(monkeypatch)
    secret = Secret(CANARY)
    with running() as server, running() as other, open_connection(server.base_url, secret) as client:
        for address in (server.base_url, other.base_url, server.base_url.replace("127.0.0.1", "localhost")):
            with contextlib.suppress(httpx.HTTPError):
                client.get(address)
        signed = [asked.headers.get(KEY_HEADER.lower()) for asked in (*server.requests, *other.requests)]
    assert signed[0] == CANARY
    assert set(signed[1:]) == {None}


def test_waiting_doubles_and_ends() -> None:
    waits: list[float] = []
    with running() as server, open_connection(server.base_url, Secret(None)) as client:
        server.replies += [failing(503, "Busy")] * (ATTEMPTS + 1)
        with pytest.raises(FetchError, match="503, the server failed: Busy"):
            ask_server(client, "/a", {}, secret=Secret(None), sleep=waits.append)
        assert len(server.requests) == ATTEMPTS
    assert waits == [1.0, 2.0, 4.0, 8.0, 16.0]  # six attempts


@pytest.mark.parametrize(("seconds", "asked"), [(LONGEST_WAIT, 2), (LONGEST_WAIT + 1, 1)])
def test_the_longest_wait(seconds: float, asked: int) -> None:
    with running() as server, open_connection(server.base_url, Secret(None)) as client:
        server.replies.append(failing(429, "Slowly.", Retry_After=f"{seconds:.0f}"))
        if asked == 1:
            with pytest.raises(FetchError, match="wait 121 s"):
                ask_server(client, "/a", {}, secret=Secret(None), sleep=lambda _: None)
        else:
            server.replies.append(lambda _: (200, {}, b'{"count": 0, "data": null}'))
            assert ask_server(client, "/a", {}, secret=Secret(None), sleep=lambda _: None)["data"] == []
        assert len(server.requests) == asked
