"""One question to UN Comtrade's server, and its answer: waiting while it is busy, saying what failed, hiding the key.

The key travels in a header that is added on the way out. It is in no address, message, log or local variable that a
traceback might show: errors of the HTTP library, which hold requests, are put into words and dropped.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from tradeview.errors import FetchError, MissingExtraError

if TYPE_CHECKING:
    import httpx
    from tenacity import RetryCallState

logger = logging.getLogger("tradeview")

KEY_HEADER = "Ocp-Apim-Subscription-Key"
ATTEMPTS = 6
LONGEST_WAIT = 120.0  # seconds; a server that asks for more is out of quota for hours
SECONDS = 120.0
SHOWN = 200
BUSY = 429
TRY_LATER = "try again later, or ask for less"
# What the statuses mean here, and what helps.
STATUSES = {
    400: ("the question is not understood", "check codes, periods and classification"),
    401: ("the key is not accepted", "pass a valid key, or set COMTRADE_KEY"),
    403: ("access is refused, or the day's quota is used up", "wait for the quota, or use a key that may read this"),
    404: ("there is nothing at this address", "check base_url"),
    429: ("too many questions in a short time", TRY_LATER),
}


class Secret:
    """A key that shows itself to nobody but the server."""

    __slots__ = ("_value",)

    def __init__(self, value: str | None) -> None:
        self._value = (value or "").strip()

    def check(self) -> None:
        """Refuse a key that no header can hold, without showing it."""
        if not (self._value.isascii() and self._value.isprintable()):
            raise FetchError(
                "a key is printable ASCII", "other characters", "copy it again from comtradedeveloper.un.org"
            )

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
        """Blot the key out of a text that came back from elsewhere."""
        if not self:
            return text
        return text.replace(self._value, repr(self)).replace(quote(self._value, safe=""), repr(self))

    def sign(self, request: "httpx.Request") -> None:
        """Put the key into the header of a request that is on its way."""
        if self:
            request.headers[KEY_HEADER] = self._value


class _Again(Exception):  # noqa: N818 - no error yet
    """The server may answer another time; `wait` is what it asked for, in seconds."""

    def __init__(self, error: FetchError, wait: float | None = None) -> None:
        super().__init__(str(error))
        self.error, self.wait = error, wait


@contextmanager
def connection(base_url: str, secret: Secret) -> Iterator["httpx.Client"]:
    """Open a connection that signs what it sends, follows no redirects (the key would go along) and closes itself.

    Raises
    ------
    MissingExtraError
        httpx or tenacity is not installed.
    FetchError
        `base_url` is no address, or holds a password.
    """
    try:
        import httpx  # noqa: PLC0415 - of the extra `fetch`
        import tenacity  # noqa: F401, PLC0415
    except ImportError as error:
        raise MissingExtraError(
            "fetching needs httpx and tenacity", f"no {error.name}", "pip install 'tradeview[fetch]'"
        ) from error
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.query:
        raise FetchError(
            "base_url is the address of a server, as https://comtradeapi.un.org",
            f"{parts.scheme or 'no scheme'}://{parts.hostname or ''}",
            "give scheme, host and path alone; a proxy's password goes into HTTPS_PROXY",
        )
    hooks = {"request": [secret.sign]}
    with httpx.Client(base_url=base_url, event_hooks=hooks, timeout=SECONDS, follow_redirects=False) as client:
        yield client


def ask(
    client: "httpx.Client", path: str, params: Mapping[str, str], *, secret: Secret, sleep: Callable[[float], None]
) -> dict[str, Any]:
    """Ask a question, again where the server is busy or broken, waiting as long as it says or twice as long each time.

    Returns
    -------
    dict
        The answer, whose `data` is a list.

    Raises
    ------
    FetchError
        The question is refused, or there was no whole answer after six attempts.
    """
    from tenacity import Retrying, retry_if_exception_type, stop_after_attempt  # noqa: PLC0415

    retrying = Retrying(
        retry=retry_if_exception_type(_Again),
        stop=stop_after_attempt(ATTEMPTS),
        wait=_wait,
        sleep=sleep,
        before_sleep=_log_wait,
        reraise=True,
    )
    try:
        return retrying(_once, client, path, params, secret)
    except _Again as again:
        error = again.error
    raise error  # here, where no other error hangs on it


def _once(client: "httpx.Client", path: str, params: Mapping[str, str], secret: Secret) -> dict[str, Any]:
    asked = f"UN Comtrade answers {client.base_url.host}{path}"
    response, problem = _response(client, path, params)
    if response is None:
        raise _Again(FetchError(asked, secret.hide(problem), "check the connection and base_url"))
    if response.status_code != 200:
        _refuse(response, asked, secret)
    answer = _json(response)
    if answer is None:
        found = f"no whole JSON: {response.text[-60:]!r} at the end of {len(response.content)} bytes"
        raise _Again(FetchError(asked, secret.hide(found), TRY_LATER))
    complaint = answer.get("error") or answer.get("errorMessage")
    if complaint or not isinstance(answer["data"], list):
        said = str(complaint or "no list of data")
        raise FetchError(asked, secret.hide(said)[:SHOWN], "check codes, periods and classification")
    return answer


def _response(client: "httpx.Client", path: str, params: Mapping[str, str]) -> "tuple[httpx.Response | None, str]":
    """Return the response, or None and the problem in words; raise what stops the program without its traceback.

    The frames of the HTTP library hold the key, so that nothing that passed through them is raised from here.
    """
    try:
        return client.get(path, params=dict(params)), ""
    except Exception as error:  # noqa: BLE001 - of several libraries: HTTP, TLS, proxies, names of hosts
        return None, f"{type(error).__name__}: {error}"
    except BaseException as error:  # noqa: BLE001 - Ctrl-C
        stopped = type(error)
    raise stopped


def _json(response: "httpx.Response") -> dict[str, Any] | None:
    try:
        answer = response.json()
    except ValueError:  # it holds the whole text
        return None
    if not isinstance(answer, dict):
        return None
    return {**answer, "data": [] if answer.get("data") is None else answer["data"]}


def _refuse(response: "httpx.Response", asked: str, secret: Secret) -> None:
    """Raise what a status other than 200 means: an error, or that the question may be asked again."""
    status = response.status_code
    meaning, remedy = STATUSES.get(status, ("the server failed" if status >= 500 else "no data", TRY_LATER))
    if 300 <= status < 400:
        meaning, remedy = "the server sends elsewhere, where the key does not follow", "give that address as base_url"
    if status == 401 and not secret:
        meaning = "this server wants a key"
    error = FetchError(asked, secret.hide(f"{status}, {meaning}: {_words(response)}"), remedy)
    wait = _asked_wait(response)
    if (status == BUSY or status >= 500) and (wait or 0) <= LONGEST_WAIT:
        raise _Again(error, wait)
    if wait:
        error = FetchError(error.asked, f"{error.found} (to wait {wait:.0f} s)", f"wait {wait:.0f} s")
    raise error


def _words(response: "httpx.Response") -> str:
    """Return what the server says of an error, short."""
    answer = _json(response) or {}
    said = next((answer[key] for key in ("message", "error", "errorMessage", "title") if answer.get(key)), None)
    return " ".join(str(said or response.text).split())[:SHOWN]


def _asked_wait(response: "httpx.Response") -> float | None:
    """Seconds that the server asks to wait, given as such or as a date beside its own."""
    said = response.headers.get("Retry-After", "").strip()
    if said.isdigit():
        return float(said)
    try:
        now = parsedate_to_datetime(response.headers["Date"])
        return max(0.0, (parsedate_to_datetime(said) - now).total_seconds())
    except (KeyError, TypeError, ValueError):
        return None


def _wait(state: "RetryCallState") -> float:
    """Return what the server asked for, else 1, 2, 4 … seconds."""
    again = state.outcome.exception() if state.outcome else None
    asked = again.wait if isinstance(again, _Again) else None
    return float(2 ** (state.attempt_number - 1)) if asked is None else asked


def _log_wait(state: "RetryCallState") -> None:
    again = state.outcome.exception() if state.outcome else None
    logger.info("waiting %g s after attempt %d of %d: %s", _wait(state), state.attempt_number, ATTEMPTS, again)
