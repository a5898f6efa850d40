"""What `import tradeview` costs beside `import pandas`: fresh interpreters in turn, medians, one ratio.

Run: make bench
"""

import subprocess
import sys
import time

from results import keep, summarise

RUNS = 7
PROGRAM = "import sys; sys.argv = {words}; from tradeview.cli import main; main()"
STATEMENTS = {
    "import pandas": "import pandas",
    "nothing": "pass",
    "tradeview: import tradeview": "import tradeview",
    "tradeview: import, first ledger read": "import tradeview as tv; tv.load()",
    "tradeview --help": PROGRAM.format(words=["tradeview", "--help"]),
    "tradeview growth --help": PROGRAM.format(words=["tradeview", "growth", "--help"]),
    "tradeview growth --currency USD": PROGRAM.format(words=["tradeview", "growth", "--currency", "USD"]),
}


def seconds(statement: str) -> float:
    """Time one fresh interpreter that runs a statement."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    for statement in STATEMENTS.values():  # fill the disk cache
        seconds(statement)
    taken: dict[str, list[float]] = {name: [] for name in STATEMENTS}
    for _ in range(RUNS):
        for name, statement in STATEMENTS.items():
            taken[name].append(seconds(statement))
    pandas = taken["import pandas"]
    keep("imports", [summarise("a fresh interpreter", name, values, pandas) for name, values in taken.items()])


if __name__ == "__main__":
    main()
