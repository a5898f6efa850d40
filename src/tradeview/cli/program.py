"""The program itself: its name, its help, and how it ends."""

import gc
import io
import logging
import signal
import sys

import typer
from typer.exceptions import Abort, TyperException

from tradeview.cli.printing import print_note
from tradeview.cli.signals import ending_on_signals
from tradeview.errors import TradeviewError
from tradeview.printable import escape_unprintable

STOPPED = 128 + signal.SIGINT  # what shells give who was stopped by Ctrl-C
NO_ROOM = "what was found cannot be written to standard output"

app = typer.Typer(
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Trade figures between economies: checked, converted at named rates, drawn with their sources.\n\n"
    "Try: `tradeview report`, then open out/report.html.",
)


class _Warnings(logging.Handler):
    """Shows what the library warns of on standard error, in one line each."""

    def emit(self, record: logging.LogRecord) -> None:
        print_note(f"tradeview: {record.getMessage()}")


WARNINGS = _Warnings(logging.WARNING)


def main() -> None:
    """Run the command line; say an error in one line instead of a traceback."""
    _prepare_streams()
    logging.getLogger("tradeview").addHandler(WARNINGS)
    # What is imported by now stays to the end, and a font taken apart is a million small objects: looked through for
    # cycles less often, they cost a tenth less time and some twenty megabytes more.
    gc.freeze()
    gc.set_threshold(50_000)
    try:
        # Without a command there is nothing to do but to teach.
        with ending_on_signals():
            status = app(sys.argv[1:] or ["--help"], standalone_mode=False) or 0
        # A full disk is said here: as Python ends it would be a traceback.
        sys.stdout.flush()
    except TradeviewError as error:
        _fail(error_line(error))
    except TyperException as error:
        _fail(f"{error.format_message()} (tradeview --help says more)".replace("\n", " "), error.exit_code)
    except OSError as error:
        _fail_to_write(error)
    except MemoryError:
        _fail("there is not enough memory; ask for less, or name an --engine that reads in pieces")
    except (Abort, KeyboardInterrupt):
        _fail("stopped", STOPPED)
    else:
        sys.exit(status)


def _prepare_streams() -> None:
    """Make what a pipe gets independent of the locale; refuse to work for nobody."""
    # A stream that the shell closed (`>&-`) is None.
    if sys.stderr is None:
        sys.stderr = io.TextIOWrapper(io.BytesIO())
    if sys.stdout is None:
        sys.stderr.write("tradeview: standard output is closed; do: leave it open, or send it to a file\n")
        raise SystemExit(1)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A file's name may hold what is no UTF-8.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def error_line(error: TradeviewError) -> str:
    """Write an error in one line: its rows, which a message has below it, stand behind it.

    Examples
    --------
    >>> error_line(TradeviewError("growth needs one currency", "MYR, USD", "name one", ["row 0", "row 1"]))
    'growth needs one currency; found: MYR, USD; do: name one | row 0 | row 1'
    """
    return " | ".join(line.strip() for line in str(error).splitlines())


def _fail_to_write(error: OSError) -> None:
    """End after an error of the system's: of a file that it names, else of what is printed."""
    if error.filename:
        _fail(f"{error.strerror or error}: {error.filename}")
    _discard_output()
    if isinstance(error, BrokenPipeError):
        raise SystemExit(1)  # who reads has read enough
    _fail(f"{NO_ROOM}: {error.strerror or error}")


def _discard_output() -> None:
    """Let go of what is still to be printed: Python tries once more as it ends, and would complain."""
    sys.stdout = io.TextIOWrapper(io.BytesIO())


def _fail(message: str, code: int = 1) -> None:
    sys.stderr.write(f"tradeview: {escape_unprintable(message)}\n")
    raise SystemExit(code)
