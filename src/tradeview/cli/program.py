"""The program itself: its name, its help, and how it ends."""

import gc
import io
import sys

import typer
from typer.exceptions import Abort, TyperException

from tradeview.cli.signals import ending_on_signals
from tradeview.errors import TradeviewError

app = typer.Typer(
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Trade figures between economies: checked, converted at named rates, drawn with their sources.\n\n"
    "Try: `tradeview report`, then open out/report.html.",
)


def main() -> None:
    """Run the command line; say an error in one line instead of a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # what a pipe gets does not depend on the locale
    # What is imported by now stays to the end, and a font taken apart is a million small objects: looked through for
    # cycles less often, they cost a tenth less time and some twenty megabytes more.
    gc.freeze()
    gc.set_threshold(50_000)
    try:
        # Without a command there is nothing to do but to teach.
        with ending_on_signals():
            sys.exit(app(sys.argv[1:] or ["--help"], standalone_mode=False) or 0)
    except TradeviewError as error:
        _fail(error_line(error))
    except TyperException as error:
        _fail(f"{error.format_message()} (tradeview --help says more)".replace("\n", " "), error.exit_code)
    except OSError as error:
        _fail(f"{error.strerror or error}: {error.filename}" if error.filename else str(error))
    except Abort:
        _fail("stopped")


def error_line(error: TradeviewError) -> str:
    """Write an error in one line: its rows, which a message has below it, stand behind it.

    Examples
    --------
    >>> error_line(TradeviewError("growth needs one currency", "MYR, USD", "name one", ["row 0", "row 1"]))
    'growth needs one currency; found: MYR, USD; do: name one | row 0 | row 1'
    """
    return " | ".join(line.strip() for line in str(error).splitlines())


def _fail(message: str, code: int = 1) -> None:
    sys.stderr.write(f"tradeview: {message}\n")
    raise SystemExit(code)
