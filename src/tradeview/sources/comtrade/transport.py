"""One question to UN Comtrade's server, and its answer: what it says, what failed, and what helps.

The key travels in a header that is added on the way out. It is in no address, message, log or local variable that a
traceback might show: errors of the HTTP library, which hold requests, are put into words and dropped.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tradeview.errors import FetchError
from tradeview.sources.http import Secret, TryAgain, ask_patiently, asked_wait, installed, may_pass

if TYPE_CHECKING:
    import httpx

KEY_HEADER = "Ocp-Apim-Subscription-Key"
ATTEMPTS = 6
LONGEST_WAIT = 120.0  # seconds; a server that asks for more is out of quota for hours
SECONDS = 120.0
SHOWN = 200
TRY_LATER = "try again later, or ask for less"
# What the statuses mean here, and what helps.
STATUSES = {
    400: ("the question is not understood", "check codes, periods and classification"),
    401: ("the key is not accepted", "pass a valid key, or set COMTRADE_KEY"),
    403: ("access is refused, or the day's quota is used up", "wait for the quota, or use a key that may read this"),
    404: ("there is nothing at this address", "check base_url"),
    429: ("too many questions in a short time", TRY_LATER),
}


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
    httpx, _ = installed("fetching needs httpx and tenacity", "httpx", "tenacity")
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
    return ask_patiently(lambda: _once(client, path, params, secret), attempts=ATTEMPTS, sleep=sleep)


def _once(client: "httpx.Client", path: str, params: Mapping[str, str], secret: Secret) -> dict[str, Any]:
    asked = f"UN Comtrade answers {client.base_url.host}{path}"
    response, problem = _response(client, path, params)
    if response is None:
        raise TryAgain(FetchError(asked, secret.hide(problem), "check the connection and base_url"))
    if response.status_code != 200:
        _refuse(response, asked, secret)
    answer = _json(response)
    if answer is None:
        found = f"no whole JSON: {response.text[-60:]!r} at the end of {len(response.content)} bytes"
        raise TryAgain(FetchError(asked, secret.hide(found), TRY_LATER))
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
    except (ValueError, RecursionError):  # either holds the whole text
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
    wait = asked_wait(response.headers)
    if may_pass(status) and (wait or 0) <= LONGEST_WAIT:
        raise TryAgain(error, wait)
    if wait:
        error = FetchError(error.asked, f"{error.found} (to wait {wait:.0f} s)", f"wait {wait:.0f} s")
    raise error


def _words(response: "httpx.Response") -> str:
    """Return what the server says of an error, short."""
    answer = _json(response) or {}
    said = next((answer[key] for key in ("message", "error", "errorMessage", "title") if answer.get(key)), None)
    return " ".join(str(said or response.text).split())[:SHOWN]
