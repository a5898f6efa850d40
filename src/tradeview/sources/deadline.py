"""A deadline for a whole answer: connecting, its head and its body together, however slowly the bytes drip.

A time limit of an HTTP library is one of each wait: a server that sends a byte a minute never meets it. Here a timer
closes the connection under whatever is waiting for it, which then fails at once.
"""

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

# What httpcore, under httpx, calls the moment in which there is a connection.
CONNECTED = "connect_tcp.complete"


class Deadline:
    """Seconds in which all that is done under it (`with`) has to end; `watch` is told of the connection.

    Examples
    --------
    >>> with Deadline(60.0) as deadline:
    ...     pass
    >>> deadline.has_passed
    False
    """

    def __init__(self, seconds: float) -> None:
        self.seconds, self.has_passed = seconds, False
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._lock = threading.Lock()
        self._watched: list[socket.socket] = []

    def __enter__(self) -> Self:
        """Start to count."""
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, frames: TracebackType | None
    ) -> None:
        """Stop, and let go of the connection."""
        self._timer.cancel()
        with self._lock:
            for connection in self._watched:
                connection.close()
            self._watched.clear()

    def watch(self, event: str, info: Mapping[str, Any]) -> None:
        """Take note of a connection; to be given to httpx as the extension `trace` of a request."""
        if not event.endswith(CONNECTED):
            return
        connection = info["return_value"].get_extra_info("socket")
        with self._lock:
            # A second handle on it: the first passes into the hands of TLS, which must not be disturbed.
            self._watched.append(connection.dup())
        if self.has_passed:
            self._cut()

    def _cut(self) -> None:
        self.has_passed = True
        with self._lock:
            for connection in self._watched:
                with suppress(OSError):  # the other side has closed it
                    connection.shutdown(socket.SHUT_RDWR)
