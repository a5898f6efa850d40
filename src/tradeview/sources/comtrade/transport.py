"""One question to UN Comtrade's server, and its answer: what it says, what failed, and what helps.

The key travels in a header that is added on the way out. It is in no address, message, log or local variable that a
traceback might show. How servers are asked is `tradeview.sources.http`'s.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from tradeview.errors import FetchError
from tradeview.sources import http
from tradeview.sources.http import Limits, Secret, Service, TryAgain, ask_patiently, get_json, message_in, shown_words

if TYPE_CHECKING:
    import httpx

ATTEMPTS = 6
KEY_HEADER = "Ocp-Apim-Subscription-Key"
CHECK_QUESTION = "check codes, periods and classification"
# What the statuses mean here, and what helps.
STATUSES = {
    400: ("the question is not understood", CHECK_QUESTION),
    401: ("the key is not accepted", "pass a valid key, or set COMTRADE_KEY"),
    403: ("access is refused, or the day's quota is used up", "wait for the quota, or use a key that may read this"),
    404: ("there is nothing at this address", "check base_url"),
}
COMTRADE = Service(STATUSES, "https://comtradeapi.un.org", KEY_HEADER)
COMPLAINTS = ("error", "errorMessage")
# Of an answer: seconds by who asks, since 250,000 records take their time, and bytes: a record, in JSON with its
# descriptions, has some 1,500.
PREVIEW_SECONDS, KEY_SECONDS = 60.0, 300.0
RECORD_SIZE, LEAST_SIZE = 2_500, 4_000_000


def open_connection(base_url: str, secret: Secret) -> AbstractContextManager["httpx.Client"]:
    """Open a connection to UN Comtrade, or to what stands before it."""
    return http.open_connection(base_url, COMTRADE, secret)


def limits_of_answer(records: int, seconds: float | None, secret: Secret) -> Limits:
    """Tell what an answer of so many records may take at most."""
    if seconds is None:
        seconds = KEY_SECONDS if secret else PREVIEW_SECONDS
    return Limits(seconds, LEAST_SIZE + RECORD_SIZE * records)


def ask_server(
    client: "httpx.Client",
    path: str,
    params: Mapping[str, str],
    *,
    secret: Secret,
    sleep: Callable[[float], None],
    limits: Limits | None = None,
) -> dict[str, Any]:
    """Ask a question, again where the server is busy or broken, up to six times; `data` of the answer is a list."""
    within = limits or limits_of_answer(0, None, secret)
    return ask_patiently(
        lambda: _ask_once(client, path, params, secret, within),
        attempts=ATTEMPTS,
        sleep=sleep,
    )


def _ask_once(
    client: "httpx.Client", path: str, params: Mapping[str, str], secret: Secret, limits: Limits
) -> dict[str, Any]:
    asked = f"UN Comtrade answers {client.base_url.host}{path}"
    answer = get_json(client, path, params, asked=asked, service=COMTRADE, limits=limits, secret=secret)
    if not isinstance(answer, dict):
        found = f"no whole JSON of the API: {type(answer).__name__}"
        raise TryAgain(FetchError(asked, found, http.TRY_LATER))
    if any(answer.get(key) for key in COMPLAINTS) or "data" not in answer:
        complaint = message_in(answer) or f"no data, but {', '.join(str(key) for key in answer) or 'nothing'}"
        raise FetchError(asked, shown_words(complaint), CHECK_QUESTION)
    # No records are null in an answer, or an empty list.
    records = [] if answer["data"] is None else answer["data"]
    if not isinstance(records, list):
        raise FetchError(asked, "no list of data", CHECK_QUESTION)
    return {**answer, "data": records}
