"""A server on this machine that misbehaves byte by byte: it drips, cuts, lies of lengths, and sends bombs.

The tables below it have the misbehaviours that any source may meet, each made of the answer that would be right.
"""

import gzip
import json
import socket
import socketserver
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from bank_server import Bank
from comtrade_server import Asked, Server

MEBIBYTE = 2**20


@dataclass
class Exchange:
    """One request, with the answer that would be right, and the connection to misbehave on."""

    connection: socket.socket
    asked: Asked
    right: bytes
    own_address: str
    is_over: threading.Event

    def drip(self, piece: bytes, times: int) -> None:
        """Send a piece again and again, until nobody listens; 600 times are half a minute."""
        for _ in range(times):
            if self.is_over.wait(0.05):
                return
            self.connection.sendall(piece)


Misbehave = Callable[[Exchange], None]


@dataclass
class Misbehaving:
    """A running server of this kind, and the requests that came."""

    base_url: str = ""
    behaviours: list[Misbehave] = field(default_factory=list)  # one a request; the last one stays
    requests: list[Asked] = field(default_factory=list)

    def next_behaviour(self) -> Misbehave:
        return self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]


@contextmanager
def misbehaving(right: Callable[[Asked], bytes], *behaviours: Misbehave) -> Iterator[Misbehaving]:
    """Run a server whose right answer to a request is known, and which does something else."""
    state = Misbehaving(behaviours=list(behaviours))
    is_over = threading.Event()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            asked = read_request(self.request)
            if asked is None:
                return
            state.requests.append(asked)
            exchange = Exchange(self.request, asked, right(asked), state.base_url, is_over)
            with suppress(OSError):  # whoever asked has gone
                state.next_behaviour()(exchange)

    class Listening(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    server = Listening(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    state.base_url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield state
    finally:
        is_over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def read_request(connection: socket.socket) -> Asked | None:
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(65536)
        if not piece:
            return None
        head += piece
    first, *lines = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    address = urlsplit(first.split(" ")[1])
    values = {name: found[0] for name, found in parse_qs(address.query).items()}
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Asked(unquote(address.path), values, headers)


def comtrade_answer(asked: Asked) -> bytes:
    return Server().data(asked)[2]


def bank_answer(asked: Asked) -> bytes:
    address = asked.path.removeprefix("/") + "?" + urlencode(asked.values)
    return Bank(figures={("MYS", 2023): 4.561}).answer(f"/v2/{address}")[1]


# What is sent


def head(status: str = "200 OK", **headers: object) -> bytes:
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def whole(body: bytes, status: str = "200 OK", **headers: object) -> bytes:
    return head(status, **{"Content_Type": "application/json", "Content_Length": len(body), **headers}) + body


def sending(make: Callable[[Exchange], bytes]) -> Misbehave:
    return lambda exchange: exchange.connection.sendall(make(exchange))


def body_of(make: Callable[[bytes], bytes], status: str = "200 OK", **headers: object) -> Misbehave:
    """Send what is made of the right body, with a right length."""
    return sending(lambda exchange: whole(make(exchange.right), status, **headers))


def changed(change: Callable[[str], str]) -> Misbehave:
    return body_of(lambda right: change(right.decode()).encode())


def failing_with(status: str, **headers: object) -> Misbehave:
    return body_of(lambda _: b'{"message": "no"}', status, **headers)


def drip_body(exchange: Exchange) -> None:
    exchange.connection.sendall(head(Content_Type="application/json", Content_Length=len(exchange.right) + 600))
    exchange.drip(b" ", 600)
    exchange.connection.sendall(exchange.right)


def drip_chunks(exchange: Exchange) -> None:
    exchange.connection.sendall(head(Transfer_Encoding="chunked"))
    exchange.drip(b"1\r\n \r\n", 600)
    exchange.connection.sendall(b"%x\r\n%s\r\n0\r\n\r\n" % (len(exchange.right), exchange.right))


def drip_head(exchange: Exchange) -> None:
    exchange.connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    exchange.drip(b"a", 600)
    exchange.connection.sendall(f"\r\nContent-Length: {len(exchange.right)}\r\n\r\n".encode() + exchange.right)


def drip_hints(exchange: Exchange) -> None:
    """Send informational responses, of which there may be any number before the answer."""
    exchange.drip(b"HTTP/1.1 102 Processing\r\n\r\n", 600)
    exchange.connection.sendall(whole(exchange.right))


def say_nothing(exchange: Exchange) -> None:
    exchange.is_over.wait(30)
    exchange.connection.sendall(whole(exchange.right))


def send_for_ever(exchange: Exchange) -> None:
    """Send blanks before the answer, more than anybody should read: 2 GiB."""
    exchange.connection.sendall(head(Content_Type="application/json"))
    for _ in range(2048):
        exchange.connection.sendall(b" " * MEBIBYTE)
    exchange.connection.sendall(exchange.right)


def reset(exchange: Exchange) -> None:
    """Close with a reset, as a machine does whose program has died."""
    exchange.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    exchange.connection.close()


def bomb(mebibytes: int) -> bytes:
    """Pack blanks, in members of a mebibyte: a thousandth of what they are unpacked."""
    return gzip.compress(b" " * MEBIBYTE) * mebibytes


def deep(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


def redirect(exchange: Exchange, address: str, status: str = "302 Found") -> bytes:
    return whole(exchange.right, status, Location=address)


PAGE = b"<!DOCTYPE html><html><title>Sign in</title><body>Please sign in</body></html>"
SLOW: Mapping[str, Misbehave] = {
    "body drips": drip_body,
    "chunks drip": drip_chunks,
    "head drips": drip_head,
    "hints drip": drip_hints,
    "nothing comes": say_nothing,
}
LARGE: Mapping[str, Misbehave] = {
    "gzip bomb": body_of(lambda _: bomb(1100), Content_Encoding="gzip"),
    "gzip bomb of one member": body_of(lambda _: gzip.compress(b" " * 40 * MEBIBYTE), Content_Encoding="gzip"),
    "gzip bomb in gzip": body_of(lambda _: gzip.compress(bomb(1100)), Content_Encoding="gzip, gzip"),
    "deflate bomb": body_of(lambda _: zlib.compress(b" " * 40 * MEBIBYTE), Content_Encoding="deflate"),
    "blanks without end": send_for_ever,
}
# None of these is an answer; each may be one another time.
BROKEN: Mapping[str, Misbehave] = {
    "empty body": body_of(lambda _: b""),
    "blanks": body_of(lambda _: b" \n"),
    "page with 200": body_of(lambda _: PAGE, Content_Type="text/html"),
    "page as JSON": body_of(lambda _: PAGE),
    "cut body": body_of(lambda right: right[: len(right) // 2]),
    "connection cut": sending(lambda exchange: whole(exchange.right)[:-20]),
    "length too long": sending(lambda exchange: whole(exchange.right, Content_Length=len(exchange.right) + 9)),
    "length too short": sending(lambda exchange: whole(exchange.right, Content_Length=len(exchange.right) - 9)),
    "length negative": sending(lambda exchange: whole(exchange.right, Content_Length=-5)),
    "length no number": sending(lambda exchange: whole(exchange.right, Content_Length="many")),
    "two lengths": sending(
        lambda exchange: head(Content_Length=5)[:-2] + b"Content-Length: 6\r\n\r\n" + exchange.right
    ),
    "chunk cut": sending(lambda exchange: head(Transfer_Encoding="chunked") + b"fff\r\n" + exchange.right),
    "chunk no number": sending(lambda exchange: head(Transfer_Encoding="chunked") + b"zz\r\n" + exchange.right),
    "no HTTP": sending(lambda exchange: exchange.right),
    "no status": sending(lambda _: b"HTTP/1.1 OK\r\n\r\n"),
    "head without end": sending(lambda _: b"HTTP/1.1 200 OK\r\nX: " + b"a" * MEBIBYTE),
    "header with NUL": sending(lambda exchange: whole(exchange.right, X="\0")),
    "nothing": sending(lambda _: b""),
    "reset": reset,
    "no gzip": body_of(lambda right: right, Content_Encoding="gzip"),
    "gzip cut": body_of(lambda right: gzip.compress(right)[:-12], Content_Encoding="gzip"),
    "gzip flipped": body_of(lambda right: gzip.compress(right)[:-6] + b"\1\2\3\4\5\6", Content_Encoding="gzip"),
    "deep arrays": body_of(lambda _: deep(200_000)),
    "deep objects": body_of(lambda _: b'{"data":' * 100_000),
    "deep in right": changed(lambda right: right.replace("{", '{"more": ' + deep(100_000).decode() + ", ", 1)),
    "NaN": changed(lambda right: right[:-1] + ', "x": NaN}'),
    "Infinity": changed(lambda right: right[:-1] + ', "x": -Infinity}'),
    "endless number": changed(lambda right: right[:-1] + ', "x": ' + "9" * 5000 + "}"),
    "half a character": changed(lambda right: right[:-1] + r', "x": "\ud800"}'),
    "no UTF-8": body_of(lambda right: right[:-1] + b', "x": "\xff"}'),
    "two answers": body_of(lambda right: right + right),
    "500": failing_with("500 Oops"),
    "599": failing_with("599 Odd"),
}
# No answer either, and none another time.
REFUSED: Mapping[str, Misbehave] = {
    "204": sending(lambda _: head("204 No Content")),
    "206": body_of(lambda right: right, "206 Partial Content"),
    "304": sending(lambda _: head("304 Not Modified")),
    "404": failing_with("404 Not Found"),
    "401": failing_with("401 Unauthorized"),
    "418": failing_with("418 Teapot"),
    "301 to http": sending(lambda exchange: redirect(exchange, "http://127.0.0.1:9/", "301 Moved")),
    "302 to itself": sending(lambda exchange: redirect(exchange, exchange.own_address + exchange.asked.path)),
    "303 nowhere": sending(lambda exchange: redirect(exchange, "")),
    "307 to a file": sending(lambda exchange: redirect(exchange, "file:///etc/passwd", "307 Go")),
    "308 to no address": sending(lambda exchange: redirect(exchange, "http://[", "308 Go")),
    "unasked packing": body_of(lambda right: right, Content_Encoding="br"),
    "packed twice": body_of(lambda right: gzip.compress(gzip.compress(right)), Content_Encoding="gzip, gzip"),
}
# Odd, but what was asked for.
RIGHT: Mapping[str, Misbehave] = {
    "gzip": body_of(gzip.compress, Content_Encoding="gzip"),
    "gzip in two members": body_of(
        lambda right: gzip.compress(right[:9]) + gzip.compress(right[9:]), Content_Encoding="x-gzip"
    ),
    "JSON as text": body_of(lambda right: right, Content_Type="text/plain"),
    "JSON as a page": body_of(lambda right: right, Content_Type="text/html; charset=latin-1"),
    "no type": sending(lambda exchange: head(Content_Length=len(exchange.right)) + exchange.right),
    "unknown charset": body_of(lambda right: right, Content_Type="application/json; charset=klingon"),
    "byte-order mark": body_of(lambda right: b"\xef\xbb\xbf" + right),
    "UTF-16": body_of(lambda right: right.decode().encode("utf-16")),
    "no length": sending(lambda exchange: head() + exchange.right),
    "hints before": sending(lambda exchange: b"HTTP/1.1 103 Early\r\n\r\n" * 3 + whole(exchange.right)),
    "reason with controls": body_of(lambda right: right, "200 \x1b[2JOK\xff"),
}
# A server that is busy and says how long, in any words; what is waited for, or nothing where it is hours.
SECOND_BACKOFF = 1.0
RETRY_AFTER: Mapping[str, tuple[dict[str, object], float | None]] = {
    "7": ({"Retry_After": "7"}, 7.0),
    "blanks": ({"Retry_After": "  7  "}, 7.0),
    "120": ({"Retry_After": "120"}, 120.0),
    "121": ({"Retry_After": "121"}, None),
    "days": ({"Retry_After": "864000"}, None),
    "huge": ({"Retry_After": "9" * 400}, None),
    "longer than a number may be": ({"Retry_After": "9" * 5000}, None),
    "negative": ({"Retry_After": "-7"}, SECOND_BACKOFF),
    "fraction": ({"Retry_After": "7.5"}, SECOND_BACKOFF),
    "power": ({"Retry_After": "1e3"}, SECOND_BACKOFF),
    "words": ({"Retry_After": "soon"}, SECOND_BACKOFF),
    "empty": ({"Retry_After": ""}, SECOND_BACKOFF),
    "nan": ({"Retry_After": "nan"}, SECOND_BACKOFF),
    "inf": ({"Retry_After": "inf"}, SECOND_BACKOFF),
    "superscript": ({"Retry_After": "\xb2"}, SECOND_BACKOFF),
    "date": ({"Retry_After": "Fri, 01 Jan 2100 00:00:09 GMT", "Date": "Fri, 01 Jan 2100 00:00:00 GMT"}, 9.0),
    "date of the past": (
        {"Retry_After": "Fri, 01 Jan 1999 00:00:09 GMT", "Date": "Fri, 01 Jan 2100 00:00:00 GMT"},
        0.0,
    ),
    "date far ahead": (
        {"Retry_After": "Fri, 31 Dec 9999 23:59:59 GMT", "Date": "Fri, 01 Jan 2100 00:00:00 GMT"},
        None,
    ),
    "no such date": (
        {"Retry_After": "Fri, 99 Jan 2100 00:00:09 GMT", "Date": "Fri, 01 Jan 2100 00:00:00 GMT"},
        SECOND_BACKOFF,
    ),
    "year of many digits": (
        {"Retry_After": f"Fri, 01 Jan {'9' * 40} 00:00:09 GMT", "Date": "Fri, 01 Jan 2100 00:00:00 GMT"},
        SECOND_BACKOFF,
    ),
    "zone of many digits": (
        {"Retry_After": "Fri, 01 Jan 2100 00:00:09 +99999999999", "Date": "Fri, 01 Jan 2100 00:00:00 GMT"},
        SECOND_BACKOFF,
    ),
    "clock that is none": ({"Retry_After": "Fri, 01 Jan 2100 00:00:09 GMT", "Date": "today"}, SECOND_BACKOFF),
}


def busy_once(headers: Mapping[str, object]) -> list[Misbehave]:
    return [failing_with("429 Too Many", **headers), sending(lambda exchange: whole(exchange.right))]


def with_json(change: Callable[[dict[str, object]], object]) -> Misbehave:
    """Send what is made of the right answer, taken as what it says."""

    def made(right: str) -> str:
        answer = json.loads(right)
        replaced = change(answer)
        return json.dumps(answer if replaced is None else replaced)

    return changed(made)
