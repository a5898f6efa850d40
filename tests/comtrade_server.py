"""A server on this machine that answers as UN Comtrade's API does: whole, cut at its limit, or badly."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tradeview.sources import http

ISO = {"458": "MYS", "643": "RUS", "764": "THA", "0": "W00", "842": "USA"}
Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Asked:
    """One request: the path, the values of its question, its headers."""

    path: str
    values: dict[str, str]
    headers: dict[str, str]


@dataclass
class Server:
    """Replies given first, one a request; after them the data. `requests` are those that came."""

    base_url: str = ""
    replies: list[Callable[[Asked], Reply]] = field(default_factory=list)
    requests: list[Asked] = field(default_factory=list)
    empty: tuple[str, ...] = ()

    def answer(self, asked: Asked) -> Reply:
        self.requests.append(asked)
        return self.replies.pop(0)(asked) if self.replies else self.data(asked)

    def data(self, asked: Asked) -> Reply:
        """Every combination of what is asked for, cut at `maxRecords` without a word."""
        wanted = [
            asked.values[axis].split(",") for axis in ("period", "cmdCode", "partnerCode", "flowCode", "reporterCode")
        ]
        revision = asked.path.rsplit("/", 1)[-1].replace("HS", "H6")  # as reported is of a revision, too
        records = [record(*one, revision) for one in product(*wanted) if one[0] not in self.empty]
        return said({"data": records[: int(asked.values["maxRecords"])]})


def record(period: str, commodity: str, partner: str, flow: str, reporter: str, revision: str = "H6") -> dict[str, Any]:
    """One record; its value is made of what it is about, so that each is told from the others."""
    value = float(period) + len(commodity) / 10 + int(partner) / 1e6
    return {
        "typeCode": "C", "freqCode": "A" if len(period) == 4 else "M", "refYear": int(period[:4]),
        "refMonth": int(period[4:] or 52), "period": period, "reporterCode": int(reporter),
        "reporterISO": ISO[reporter], "flowCode": flow, "partnerCode": int(partner), "partnerISO": ISO[partner],
        "partner2Code": 0, "classificationCode": revision, "cmdCode": commodity, "customsCode": "C00", "motCode": 0,
        "qtyUnitCode": 8, "qty": 0, "netWgt": 0, "cifvalue": None, "fobvalue": value, "primaryValue": value,
        "isReported": True, "isAggregate": True,
    }  # fmt: skip


def said(answer: Any, status: int = 200, **headers: str) -> Reply:
    if status == 200 and isinstance(answer, dict) and "data" in answer:
        answer = {"elapsedTime": "0.1 secs", "count": len(answer["data"]), "error": "", **answer}
    return status, headers, json.dumps(answer).encode()


def failing(status: int, message: str, **headers: str) -> Callable[[Asked], Reply]:
    """A reply as the API's gateway gives it; what the request held comes back in it, the key with it."""
    return lambda asked: said(
        {"statusCode": status, "message": f"{message} {asked.headers.get('ocp-apim-subscription-key', '')}"},
        status,
        **headers,
    )


def let_keys_go_over_http(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a key go to a server on this machine, which has no certificate; nothing outside of tests can do this."""
    monkeypatch.setattr(http, "KEY_SCHEMES", frozenset({"http", "https"}))


@contextmanager
def running() -> Iterator[Server]:
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            values = {name: found[0] for name, found in parse_qs(address.query).items()}
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, more, body = state.answer(Asked(address.path, values, headers))
            self.send_response_only(status)  # without a Date, so that a reply can have its own
            for name, value in {"Content-Length": str(len(body)), **more}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    state.base_url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
