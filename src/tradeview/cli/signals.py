"""Signals that end a program: a command that gets one tidies up first, and ends with the status that shells give it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# Of `kill`, of a service that stops, of a terminal that closes. Ctrl-C is an exception already.
NAMES = ("SIGTERM", "SIGHUP")


@contextmanager
def ending_on_signals() -> Iterator[None]:
    """Turn these signals into an end of the program in good order, as Ctrl-C is; one that is ignored stays so (nohup).

    Python would end at once, with hidden files left where it was writing.
    """
    numbers = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
    # Python sets handlers in its main thread only.
    is_main = threading.current_thread() is threading.main_thread()
    handled = [number for number in numbers if is_main and signal.getsignal(number) == signal.SIG_DFL]
    for number in handled:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in handled:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
