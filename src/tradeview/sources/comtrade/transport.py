"""One question to UN Comtrade's server, and its answer: what it says, what failed, and what helps.

The key travels in a header that is added on the way out. It is in no address, message, log or local variable that a
traceback might show: errors of the HTTP library, which hold requests, are put into words and dropped.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

from tradeview.errors import FetchError
from tradeview.sources.http import FAILED, Secret, TryAgain, ask_patiently, import_packages, may_pass, seconds_asked_for

if TYPE_CHECKING:
    import httpx

KEY_HEADER = "Ocp-Apim-Subscription-Key"
ATTEMPTS = 6
LONGEST_WAIT = 120.0  # seconds; a server that asks for more is out of quota for hours
SECONDS = 120.0
SHOWN = 200
SHOWN_END = 60  # of an answer that is cut
TRY_LATER = "try again later, or ask for less"
OK, UNAUTHORISED = 200, 401
# Under which of today's and yesterday's keys the server says what is wrong.
MESSAGES = ("message", "error", "errorMessage", "title")
# What the statuses mean here, and what helps.
STATUSES = {
    400: ("the question is not understood", "check codes, periods and classification"),
    401: ("the key is not accepted", "pass a valid key, or set COMTRADE_KEY"),
    403: ("access is refused, or the day's quota is used up", "wait for the quota, or use a key that may read this"),
    404: ("there is nothing at this address", "check base_url"),
    429: ("too many questions in a short time", TRY_LATER),
}


@contextmanager
def open_connection(base_url: str, secret: Secret) -> Iterator["httpx.Client"]:
    """Open a connection that signs what it sends, follows no redirects (the key would go along) and closes itself."""
    httpx, _ = import_packages("fetching needs httpx and tenacity", "httpx", "tenacity")
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.query:
        raise FetchError(
            "base_url is the address of a server, as https://comtradeapi.un.org",
            f"{parts.scheme or 'no scheme'}://{parts.hostname or ''}",
            "give scheme, host and path alone; a proxy's password goes into HTTPS_PROXY",
        )
    hooks = {"request": [partial(secret.sign, header=KEY_HEADER)]}
    with httpx.Client(base_url=base_url, event_hooks=hooks, timeout=SECONDS, follow_redirects=False) as client:
        yield client


def ask_server(
    client: "httpx.Client", path: str, params: Mapping[str, str], *, secret: Secret, sleep: Callable[[float], None]
) -> dict[str, Any]:
    """Ask a question, again where the server is busy or broken, up to six times; `data` of the answer is a list."""
    return ask_patiently(lambda: _ask_once(client, path, params, secret), attempts=ATTEMPTS, sleep=sleep)


def _ask_once(client: "httpx.Client", path: str, params: Mapping[str, str], secret: Secret) -> dict[str, Any]:
    asked = f"UN Comtrade answers {client.base_url.host}{path}"
    response, problem = _get_response(client, path, params)
    if response is None:
        raise TryAgain(FetchError(asked, secret.hide(problem), "check the connection and base_url"))
    if response.status_code != OK:
        _refuse_status(response, asked, secret)
    answer = _read_answer(response)
    if answer is None:
        found = f"no whole JSON: {response.text[-SHOWN_END:]!r} at the end of {len(response.content)} bytes"
        raise TryAgain(FetchError(asked, secret.hide(found), TRY_LATER))
    complaint = answer.get("error") or answer.get("errorMessage")
    if not complaint and not isinstance(answer["data"], list):
        complaint = "no list of data"
    if complaint:
        raise FetchError(asked, secret.hide(str(complaint))[:SHOWN], "check codes, periods and classification")
    return answer


def _get_response(client: "httpx.Client", path: str, params: Mapping[str, str]) -> "tuple[httpx.Response | None, str]":
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


def _read_answer(response: "httpx.Response") -> dict[str, Any] | None:
    """Read the JSON of a response, of which no `data` are an empty list; None where it is no whole answer."""
    try:
        answer = response.json()
    except (ValueError, RecursionError):  # either holds the whole text
        return None
    if not isinstance(answer, dict):
        return None
    if answer.get("data") is None:
        return {**answer, "data": []}
    return answer


def _refuse_status(response: "httpx.Response", asked: str, secret: Secret) -> NoReturn:
    """Raise what a status other than 200 means: an error, or that the question may be asked again."""
    status = response.status_code
    if 300 <= status < 400:
        meaning, remedy = "the server sends elsewhere, where the key does not follow", "give that address as base_url"
    elif status in STATUSES:
        meaning, remedy = STATUSES[status]
    elif status >= FAILED:
        meaning, remedy = "the server failed", TRY_LATER
    else:
        meaning, remedy = "no data", TRY_LATER
    if status == UNAUTHORISED and not secret:
        meaning = "this server wants a key"
    # Hidden at once: a server may send the key back, and tracebacks may show the variables of this call.
    words = secret.hide(" ".join(_message_of(response).split())[:SHOWN])
    error = FetchError(asked, f"{status}, {meaning}: {words}", remedy)
    wait = seconds_asked_for(response.headers)
    if may_pass(status) and (wait is None or wait <= LONGEST_WAIT):
        raise TryAgain(error, wait)
    if wait:
        raise FetchError(asked, f"{error.found} (to wait {wait:.0f} s)", f"wait {wait:.0f} s")
    raise error


def _message_of(response: "httpx.Response") -> str:
    """Find what the server says of an error, in its JSON or else as it stands."""
    answer = _read_answer(response)
    if answer is not None:
        for key in MESSAGES:
            if answer.get(key):
                return str(answer[key])
    return response.text
