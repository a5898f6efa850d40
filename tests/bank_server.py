"""A server on this machine that answers as the World Bank's API, version 2, does: in pages, or badly."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

Reply = tuple[int, bytes]
LABELS = {
    "PA.NUS.FCRF": "Official exchange rate (LCU per US$, period average)",
    "FP.CPI.TOTL": "Consumer price index (2010 = 100)",
}
NAMES = {"MYS": "Malaysia", "RUS": "Russian Federation", "XKX": "Kosovo", "ARB": "Arab World", "EMU": "Euro area"}


@dataclass
class Bank:
    """Replies given first, one a request; after them the figures, by economy and year. `asked` are the addresses."""

    base_url: str = ""
    figures: dict[tuple[str, int], float | None] = field(default_factory=dict)
    replies: list[Reply] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    page: int = 1000
    lost: set[int] = field(default_factory=set)  # pages that are empty

    def answer(self, address: str) -> Reply:
        self.asked.append(unquote(address))
        if self.replies:
            return self.replies.pop(0)
        url = urlsplit(unquote(address))
        said = url.path.split("/v2/en/", 1)[1].split("/")
        wanted = dict(zip(said[::2], said[1::2], strict=True))
        page = int(parse_qs(url.query)["page"][0])
        places = sorted(NAMES) if wanted["country"] == "all" else wanted["country"].split(";")
        years = [int(year.removeprefix("YR")) for year in wanted["time"].split(";")]
        if set(places) - set(NAMES) or wanted["series"] not in LABELS:
            problem = {"id": "120", "key": "Invalid value", "value": "The provided parameter value is not valid"}
            return 200, json.dumps([{"message": [problem]}]).encode()
        cells = [self.cell(wanted["series"], place, year) for place in places for year in years]
        return self.paged(cells, page)

    def cell(self, series: str, place: str, year: int) -> dict[str, Any]:
        keys = (("Country", place, NAMES[place]), ("Series", series, LABELS[series]), ("Time", f"YR{year}", str(year)))
        variable = [{"concept": concept, "id": code, "value": name} for concept, code, name in keys]
        return {"variable": variable, "value": self.figures.get((place, year))}

    def paged(self, cells: list[dict[str, Any]], page: int) -> Reply:
        held = [] if page in self.lost else cells[(page - 1) * self.page : page * self.page]
        source = {"id": "2", "name": "World Development Indicators", "data": held}
        pages = -(-len(cells) // self.page)
        header = {"page": page, "pages": pages, "per_page": self.page, "total": len(cells), "lastupdated": "2025-10-07"}
        return 200, json.dumps({**header, "source": source}).encode()


@contextmanager
def running() -> Iterator[Bank]:
    bank = Bank()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = bank.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    bank.base_url = f"http://127.0.0.1:{server.server_port}/v2"
    try:
        yield bank
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
