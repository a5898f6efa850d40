"""The same verbs on the command line: report, fetch, figures, claims, check-claims, fact-check, convert and others.

Results go to standard output: a table on a terminal, CSV into a pipe, JSON with `--json`. Errors go to standard error
in one line. Exit status: 0 done, 1 the input does not allow it (or, of `check-claims`, contradicts itself, of
`fact-check` what is official, of `figures --compare` has a figure that is not in the text), 2 the command was not
understood, 143 it was stopped by SIGTERM (129 by SIGHUP), after it had tidied up.

Modules of commands import at their top only what declares options and writes help. What a command works with (pandas
and the rooms that need it) is imported by the function that works with it, so that no help, and no command, waits for
what others need.
"""

from tradeview.cli.report import report  # isort: skip - commands stand in the help in this order
from tradeview.cli.fetch import fetch  # isort: skip
from tradeview.cli.indices import indices  # isort: skip
from tradeview.cli.figures import figures  # isort: skip
from tradeview.cli.claims import claims  # isort: skip
from tradeview.cli.check import check  # isort: skip
from tradeview.cli.check_claims import check_claims  # isort: skip
from tradeview.cli.fact_check import fact_check  # isort: skip
from tradeview.cli.convert import convert  # isort: skip
from tradeview.cli.growth import growth  # isort: skip
from tradeview.cli.rates import rates  # isort: skip
from tradeview.cli.program import app, main

__all__ = [
    "app",
    "check",
    "check_claims",
    "claims",
    "convert",
    "fact_check",
    "fetch",
    "figures",
    "growth",
    "indices",
    "main",
    "rates",
    "report",
]
