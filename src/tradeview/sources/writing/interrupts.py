"""Interrupts that come while files are written wait until all are in place; a second one does not."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# Windows has no SIGHUP.
NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


@contextmanager
def finishing_first() -> Iterator[None]:
    """Let an interrupt that Python would raise wait for the end of the block, so that nothing is left half done.

    A signal that Python does not handle, as SIGTERM is outside the command line, ends the process as ever.
    """
    numbers = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
    # Python runs and sets handlers in its main thread only.
    is_main = threading.current_thread() is threading.main_thread()
    handlers = {number: signal.getsignal(number) for number in numbers if is_main}
    callables = {number: handler for number, handler in handlers.items() if callable(handler)}
    waiting: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        waiting.append(number)
        restore()

    def restore() -> None:
        for number, handler in callables.items():
            signal.signal(number, handler)

    for number in callables:
        signal.signal(number, note)
    try:
        yield
    finally:
        restore()
        for number in waiting[:1]:
            signal.raise_signal(number)
