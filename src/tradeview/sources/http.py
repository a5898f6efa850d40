"""What is asked of servers: again while one is busy, with a key that nobody sees, and by what is installed.

Servers differ in their addresses, answers and words, which stand with the source. How long one is waited for stands
here: as long as it says itself, else 1, 2, 4 ... seconds.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

from tradeview.errors import FetchError, MissingExtraError

if TYPE_CHECKING:
    import httpx
    from tenacity import RetryCallState

logger = logging.getLogger("tradeview")

BUSY = 429
FAILED = 500  # and above
Answer = TypeVar("Answer")


class Secret:
    """A key that shows itself to nobody but the server."""

    __slots__ = ("_value",)

    def __init__(self, value: str | None) -> None:
        self._value = "" if value is None else value.strip()

    def check(self, remedy: str) -> None:
        """Refuse a key that no header can hold, without showing it."""
        if not (self._value.isascii() and self._value.isprintable()):
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
        """Blot the key out of a text that came back from elsewhere."""
        if not self:
            return text
        return text.replace(self._value, repr(self)).replace(quote(self._value, safe=""), repr(self))

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
    if said.isdigit():
        return float(said)
    # A date is counted from the server's own clock, since that of this machine may be minutes off.
    try:
        now = parsedate_to_datetime(headers["Date"])
        return max(0.0, (parsedate_to_datetime(said) - now).total_seconds())
    except (KeyError, TypeError, ValueError):
        return None


def import_packages(asked: str, *packages: str) -> list[ModuleType]:
    """Import packages of the extra `fetch`; `asked` says what needs them, where one is not installed."""
    try:
        return [import_module(package) for package in packages]
    except ImportError as error:
        raise MissingExtraError(asked, f"no {error.name}", "pip install 'tradeview[fetch]'") from error


def utc_today() -> str:
    """Return the day of a download, by universal time."""
    return datetime.now(tz=UTC).date().isoformat()
