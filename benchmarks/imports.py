"""What `import tradeview` costs beside `import pandas`: fresh interpreters in turn, medians, one ratio.

Run: make bench
"""

import statistics
import subprocess
import sys
import time

from results import Result, keep

RUNS = 15
STATEMENTS = {
    "import pandas": "import pandas",
    "nothing": "pass",
    "tradeview: import tradeview": "import tradeview",
    "tradeview: import, first ledger read": "import tradeview as tv; tv.load()",
}


def seconds(statement: str) -> float:
    """Time one fresh interpreter that runs a statement."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    for statement in STATEMENTS.values():  # fill the disk cache
        seconds(statement)
    taken: dict[str, list[float]] = {name: [] for name in STATEMENTS}
    for _ in range(RUNS):
        for name, statement in STATEMENTS.items():
            taken[name].append(seconds(statement))
    keep("imports", [_result(name, values, taken["import pandas"]) for name, values in taken.items()])


def _result(name: str, taken: list[float], pandas: list[float]) -> Result:
    ratio = statistics.median(own / its for own, its in zip(taken, pandas, strict=True))
    return Result("a fresh interpreter", name, statistics.median(taken), ratio)


if __name__ == "__main__":
    main()
