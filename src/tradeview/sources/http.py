"""What is asked of servers: JSON within a time and a size, again while one is busy, with a key that nobody sees.

Servers differ in their addresses, answers and words, which stand with the source. How one is asked stands here: no
redirect is followed, a key goes over https alone, and one that is busy is waited for as long as it says itself, else 1,
2, 4 ... seconds. What a server does instead of answering is a FetchError; one of the HTTP library, which holds requests
and with them the key, is put into words and dropped.
"""

import json
import logging
import math
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html.entities import codepoint2name
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar
from urllib.parse import urlsplit

from tradeview.errors import FetchError, MissingExtraError, install_extra
from tradeview.sources.deadline import Deadline
from tradeview.sources.json_answer import GZIP_NAME, BrokenBodyError, UnfitBodyError, read_body, read_json
from tradeview.sources.opening import decode_text

if TYPE_CHECKING:
    import httpx
    from tenacity import RetryCallState

logger = logging.getLogger("tradeview")

OK, UNAUTHORISED, BUSY = 200, 401, 429
FAILED = 500  # and above
REDIRECTS = range(300, 400)
# Over these a key is sent: what goes over http is read by every machine on its way.
KEY_SCHEMES = frozenset({"https"})
LONGEST_WAIT = 120.0  # seconds; a server that asks for more is out of quota for hours
DAY = 86_400
NUMBER_OF_SECONDS = 9  # digits; what has more is for ever
READING, CONNECTING = 60.0, 30.0  # seconds of one wait; those of a whole answer are its source's
UTF_8 = ("utf-8",)
SHOWN = 200
SHOWN_END = 60  # of an answer that is cut
TRY_LATER = "try again later, or ask for less"
# Under which keys servers say what is wrong.
MESSAGES = ("message", "error", "errorMessage", "title")
# Headers of an answer that are of use; others are not kept.
KEPT_HEADERS = ("Retry-After", "Date")
# What logs requests and answers below us, headers among them.
CHATTY = ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy", "httpcore.socks")
Answer = TypeVar("Answer")


# One of these stands in whatever is escaped, as JSON, an address or HTML does it: most answers have none.
ESCAPE_MARKS = ("\\", "%", "&")


def _spellings(letter: str) -> str:
    r"""Write a letter as a pattern of its spellings, escaped once or again: `k`, `\u006b`, `%6B`, `%256b`, `&#107;`.

    What may be repeated is so a few times at most: a server may send millions of backslashes.
    """
    code = ord(letter)
    spelt = [
        rf"\\{{0,4}}{re.escape(letter)}",
        rf"\\{{1,4}}(?:u00|x){code:02x}",
        rf"%(?:25){{0,3}}{code:02x}",
        rf"&(?:amp;){{0,3}}#(?:0{{0,6}}{code}|x0{{0,6}}{code:x});?",
    ]
    # HTML of before 1999 has no name for the apostrophe.
    name = "apos" if letter == "'" else codepoint2name.get(code)
    if name:
        spelt.append(f"&(?:amp;){{0,3}}{name};?")
    return f"(?:{'|'.join(spelt)})"


class Secret:
    """A key that shows itself to nobody but the server."""

    __slots__ = ("_is_text", "_value")

    def __init__(self, value: str | None) -> None:
        self._value = value.strip() if isinstance(value, str) else ""
        self._is_text = value is None or isinstance(value, str)

    def check(self, remedy: str) -> None:
        """Refuse a key that no header can hold, without showing it."""
        if not (self._is_text and self._value.isascii() and self._value.isprintable()):
            raise FetchError("a key is printable ASCII", "other characters", remedy)

    def __bool__(self) -> bool:
        """Tell whether there is a key."""
        return bool(self._value)

    def __repr__(self) -> str:
        """Never the key."""
        return "<key>" if self else "<no key>"

    def __reduce__(self) -> str:
        """Refuse to be pickled."""
        raise TypeError("a key is not pickled")

    def hide(self, text: str) -> str:
        """Blot the key out of a text that came back from elsewhere, however its letters are escaped there."""
        if not self:
            return text
        text = text.replace(self._value, repr(self))
        if any(mark in text for mark in ESCAPE_MARKS):
            text = re.sub(self._pattern(), repr(self), text, flags=re.IGNORECASE)
        return text

    def hide_in_bytes(self, body: bytes) -> bytes:
        """Blot the key out of the body of an answer, also out of one in UTF-16."""
        if not self:
            return body
        blot = repr(self)
        for encoding in ("ascii", "utf-16-le", "utf-16-be"):
            body = body.replace(self._value.encode(encoding), blot.encode(encoding))
        if any(mark.encode() in body for mark in ESCAPE_MARKS):
            body = re.sub(self._pattern().encode(), blot.encode(), body, flags=re.IGNORECASE)
        return body

    def _pattern(self) -> str:
        """Write the key as a pattern of its letters, each as it is or escaped."""
        return "".join(map(_spellings, self._value))

    def filter(self, record: logging.LogRecord) -> bool:
        """Blot the key out of a message on its way into a log."""
        record.msg, record.args = self.hide(record.getMessage()), ()
        return True

    @contextmanager
    def kept_out_of_logs(self) -> Iterator[None]:
        """Stand before the logs of the HTTP library, which at DEBUG have what a server sends back."""
        loggers = [logging.getLogger(name) for name in CHATTY if self]
        for chatty in loggers:
            chatty.addFilter(self)
        try:
            yield
        finally:
            for chatty in loggers:
                chatty.removeFilter(self)

    def sign(self, request: "httpx.Request", header: str) -> None:
        """Put the key into a header of a request that is on its way."""
        if self:
            request.headers[header] = self._value


class TryAgain(Exception):  # noqa: N818 - no error yet
    """The server may answer another time: `error` is raised where it never does, `wait` are the seconds it asks for."""

    def __init__(self, error: FetchError, wait: float | None = None) -> None:
        super().__init__(str(error))
        self.error, self.wait = error, wait


def ask_patiently(ask: Callable[[], Answer], *, attempts: int, sleep: Callable[[float], None]) -> Answer:
    """Ask a question, again as long as it raises `TryAgain`, waiting before each further attempt.

    Seconds to `sleep` are what the server asks for, else 1, 2, 4 ...; the error of the last attempt is raised.

    Examples
    --------
    >>> waits = []
    >>> def ask():
    ...     if len(waits) < 3:
    ...         raise TryAgain(FetchError("the server answers", "busy"), wait=9.0 if len(waits) == 1 else None)
    ...     return "at last"
    >>> ask_patiently(ask, attempts=5, sleep=waits.append), waits
    ('at last', [1.0, 9.0, 4.0])
    """
    from tenacity import Retrying, retry_if_exception_type, stop_after_attempt  # noqa: PLC0415 - of the extra `fetch`

    def failure_of(state: "RetryCallState") -> BaseException | None:
        return None if state.outcome is None else state.outcome.exception()

    # Not one of tenacity's own waits, which know nothing of what a server asks for.
    def seconds_to_wait(state: "RetryCallState") -> float:
        failure = failure_of(state)
        if isinstance(failure, TryAgain) and failure.wait is not None:
            return failure.wait
        return float(2 ** (state.attempt_number - 1))

    def log_wait(state: "RetryCallState") -> None:
        seconds, attempt = seconds_to_wait(state), state.attempt_number
        logger.info("waiting %g s after attempt %d of %d: %s", seconds, attempt, attempts, failure_of(state))

    retrying = Retrying(
        retry=retry_if_exception_type(TryAgain),
        stop=stop_after_attempt(attempts),
        wait=seconds_to_wait,
        sleep=sleep,
        before_sleep=log_wait,
        reraise=True,
    )
    try:
        return retrying(ask)
    except TryAgain as again:
        error, cause = again.error, again.__cause__
    # Raised here, where no other error hangs on it than what `ask` itself named as the cause: others may hold a key.
    raise error from cause


@dataclass(frozen=True)
class Service:
    """What a source says of its server, beside what is true of all: meanings and remedies by status, and an address."""

    meanings: Mapping[int, tuple[str, str]]
    example: str
    key_header: str = ""


@dataclass(frozen=True)
class Limits:
    """What one answer may take: seconds in all, and bytes when it is unpacked."""

    seconds: float
    size: int


@dataclass(frozen=True)
class Response:
    """An answer without the key; it shows nothing of what it holds to a traceback."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def end(self) -> str:
        """Show how it ends."""
        text = decode_text(self.body[-SHOWN_END:], UTF_8, errors="replace")
        return f"{text!r} at the end of {len(self.body)} bytes"


@dataclass(frozen=True)
class _Problem:
    """Why there is no answer, in words without the key."""

    words: str
    remedy: str
    may_pass: bool


@contextmanager
def open_connection(base_url: str, service: Service, secret: Secret) -> Iterator["httpx.Client"]:
    """Open a connection that signs what it sends to this server, follows no redirects, and closes itself."""
    httpx, _ = import_packages("fetching needs httpx and tenacity", "httpx", "tenacity")
    _check_address(base_url, service, secret)
    try:
        client = httpx.Client(
            base_url=base_url,
            # What is packed in another way would be unpacked before its size is known.
            headers={"Accept": "application/json", "Accept-Encoding": GZIP_NAME},
            timeout=httpx.Timeout(READING, connect=CONNECTING),
            # One connection a question: a deadline ends the connection that it has seen opened.
            limits=httpx.Limits(max_keepalive_connections=0),
            follow_redirects=False,
        )
    # The variables of proxies and certificates are read here, by several libraries.
    except Exception as error:  # noqa: BLE001 - as above
        problem = type(error).__name__
    else:
        client.event_hooks = {"request": [_signature(client.base_url, service, secret)]}
        with client, secret.kept_out_of_logs():
            yield client
        return
    remedy = "check base_url, and the variables HTTPS_PROXY, ALL_PROXY and SSL_CERT_FILE"
    raise FetchError("a connection is prepared", problem, remedy)


def _check_address(base_url: str, service: Service, secret: Secret) -> None:
    """Refuse what is no address of a server, or one to which no key goes; a password in it is not shown."""
    try:
        parts = urlsplit(base_url)
        scheme, host = parts.scheme, parts.hostname or ""
        is_plain = parts.port is None or parts.port > 0
        is_plain = is_plain and not (parts.username or parts.password or parts.query or parts.fragment)
    except (AttributeError, TypeError, ValueError):
        scheme, host, is_plain = "", "", False
    if scheme not in {"http", "https"} or not host or not is_plain:
        raise FetchError(
            f"base_url is the address of a server, as {service.example}",
            f"{scheme or 'no scheme'}://{host}",
            "give scheme, host and path alone; a proxy's password goes into HTTPS_PROXY",
        )
    if secret and scheme not in KEY_SCHEMES:
        remedy = "give an https:// address as base_url, or no key (COMTRADE_KEY, too)"
        raise FetchError("a key goes over https alone, where nobody reads it on its way", f"{scheme}://{host}", remedy)


def _signature(home: "httpx.URL", service: Service, secret: Secret) -> Callable[["httpx.Request"], None]:
    """Return what puts the key into a request on its way to its home, and to no other server."""

    def sign(request: "httpx.Request") -> None:
        url = request.url
        if (url.scheme, url.host, url.port) == (home.scheme, home.host, home.port):
            secret.sign(request, service.key_header)

    return sign


def get_json(
    client: "httpx.Client",
    path: str,
    params: Mapping[str, str],
    *,
    asked: str,
    service: Service,
    limits: Limits,
    secret: Secret,
) -> Any:
    """Ask a question once, and return what the JSON of its answer says.

    `asked` is what errors say was asked. Where the same question may be answered later, the error is in a `TryAgain`.
    """
    response = _get_response(client, path, params, limits, secret)
    if isinstance(response, _Problem):
        error = FetchError(asked, response.words, response.remedy)
        if response.may_pass:
            raise TryAgain(error)
        raise error
    if response.status != OK:
        _refuse_status(response, asked, service, secret)
    problem = ""
    try:
        return read_json(response.body)
    except ValueError as error:
        problem = str(error)
    raise TryAgain(FetchError(asked, f"{problem}: {response.end}", TRY_LATER))


def _get_response(
    client: "httpx.Client", path: str, params: Mapping[str, str], limits: Limits, secret: Secret
) -> Response | _Problem:
    """Return the response or the problem; raise what stops the program without its traceback.

    The frames of the HTTP library hold the key, so that nothing that passed through them is raised from here.
    """
    deadline = Deadline(limits.seconds)
    problem: _Problem | None = None
    stopped: BaseException | None = None
    try:
        with deadline:
            response = _read_response(client, path, params, deadline, limits.size, secret)
    except UnfitBodyError as error:
        problem = _Problem(secret.hide(str(error)), "ask for less at a time, or check base_url", may_pass=False)
    except BrokenBodyError as error:
        problem = _Problem(str(error), TRY_LATER, may_pass=True)
    except Exception as error:  # noqa: BLE001 - of several libraries: HTTP, TLS, proxies, names of hosts
        words = secret.hide(shown_words(f"{type(error).__name__}: {error}"))
        problem = _Problem(words, "check the connection and base_url", may_pass=True)
    except BaseException as error:  # noqa: BLE001 - Ctrl-C
        stopped = _without_frames(error)
    if stopped is not None:
        raise stopped
    # An answer without a length looks whole where it is cut: the clock decides, and what failed, failed by it.
    if deadline.has_passed:
        words = f"no whole answer within {limits.seconds:g} s"
        return _Problem(words, "ask for less at a time, or try again later", may_pass=False)
    return problem or response


def _without_frames(error: BaseException) -> BaseException:
    """Return what stops the program as if nothing had been passed through, with the status that it ends with."""
    if isinstance(error, SystemExit) and isinstance(error.code, int):
        return SystemExit(error.code)
    return type(error)()


def _read_response(
    client: "httpx.Client", path: str, params: Mapping[str, str], deadline: Deadline, size: int, secret: Secret
) -> Response:
    with client.stream("GET", path, params=dict(params), extensions={"trace": deadline.watch}) as response:
        body = read_body(response.iter_raw(), response.headers.get("Content-Encoding", ""), size)
        headers = {name: secret.hide(response.headers.get(name, "")) for name in KEPT_HEADERS}
        return Response(response.status_code, headers, secret.hide_in_bytes(body))


def _refuse_status(response: Response, asked: str, service: Service, secret: Secret) -> NoReturn:
    """Raise what a status other than 200 means: an error, or that the question may be asked again."""
    status = response.status
    if status in service.meanings:
        meaning, remedy = service.meanings[status]
    elif status in REDIRECTS:
        meaning, remedy = "the server sends elsewhere, where nobody follows", "give the other address as base_url"
    elif status >= FAILED:
        meaning, remedy = "the server failed", TRY_LATER
    elif status == BUSY:
        meaning, remedy = "too many questions in a short time", TRY_LATER
    else:
        meaning, remedy = "no data", TRY_LATER
    if status == UNAUTHORISED and not secret:
        meaning = "this server wants a key"
    error = FetchError(asked, f"{status}, {meaning}: {_message_of(response)}", remedy)
    wait = seconds_asked_for(response.headers)
    if may_pass(status) and (wait is None or wait <= LONGEST_WAIT):
        raise TryAgain(error, wait)
    if wait:
        time = f"{wait:.0f} s" if wait <= DAY else "more than a day"
        raise FetchError(asked, f"{error.found} (to wait {time})", f"wait {time}")
    raise error


def _message_of(response: Response) -> str:
    """Find what the server says of an error, in its JSON or else as it stands."""
    try:
        answer = read_json(response.body)
    except ValueError:
        answer = None
    said = message_in(answer) or decode_text(response.body[: SHOWN * 4], UTF_8, errors="replace")
    return shown_words(said)


def message_in(answer: object) -> str:
    """Find what an answer says under one of the keys of complaints; nothing where it says nothing.

    Examples
    --------
    >>> message_in({"statusCode": 401, "message": "no key"}), message_in({"error": ["a", 1]}), message_in([])
    ('no key', '["a", 1]', '')
    """
    if not isinstance(answer, dict):
        return ""
    for key in MESSAGES:
        said = answer.get(key)
        if isinstance(said, str) and said:
            return said
        if said:
            return _json_words(said)
    return ""


def _json_words(said: object) -> str:
    try:
        return json.dumps(said)
    except RecursionError:
        return "what is nested too deeply"


def shown_words(text: str) -> str:
    r"""Put what came from elsewhere into one short line: blanks and line breaks are one blank, controls are escaped.

    Examples
    --------
    >>> shown_words(" no \n such\x1b[2J\u202e page ")
    'no such\\x1b[2J\\u202e page'
    """
    line = " ".join(text[: SHOWN * 4].split())
    shown = [sign if sign.isprintable() else ascii(sign)[1:-1] for sign in line]
    return "".join(shown)[:SHOWN]


def may_pass(status: int) -> bool:
    """Tell whether a status says that the same question may be answered later: too many at once, or a server's fault.

    Examples
    --------
    >>> [may_pass(status) for status in (200, 404, 429, 500, 503)]
    [False, False, True, True, True]
    """
    return status == BUSY or status >= FAILED


def seconds_asked_for(headers: Mapping[str, str]) -> float | None:
    """Seconds that the headers of an answer ask to wait, given as such or as a date beside the server's own.

    Examples
    --------
    >>> seconds_asked_for({"Retry-After": "20"}), seconds_asked_for({})
    (20.0, None)
    >>> seconds_asked_for({"Retry-After": "Mon, 03 Mar 2025 10:00:30 GMT", "Date": "Mon, 03 Mar 2025 10:00:00 GMT"})
    30.0
    """
    said = headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return float(said) if len(said) <= NUMBER_OF_SECONDS else math.inf
    # A date is counted from the server's own clock, since that of this machine may be minutes off.
    try:
        now = parsedate_to_datetime(headers["Date"])
        return max(0.0, (parsedate_to_datetime(said) - now).total_seconds())
    # What the standard library raises on what is no date, among it years and zones of forty digits.
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return None


def import_packages(asked: str, *packages: str) -> list[ModuleType]:
    """Import packages of the extra `fetch`; `asked` says what needs them, where one is not installed."""
    try:
        return [import_module(package) for package in packages]
    except ImportError as error:
        raise MissingExtraError(asked, f"no {error.name}", install_extra("fetch")) from error


def utc_today() -> str:
    """Return the day of a download, by universal time."""
    return datetime.now(tz=UTC).date().isoformat()
