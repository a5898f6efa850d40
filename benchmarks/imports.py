"""What `import tradeview` costs beside `import pandas`: fresh interpreters in turn, medians, one ratio.

Run: make bench
"""

import statistics
import subprocess
import sys
import time

RUNS = 15
STATEMENTS = {
    "nothing": "pass",
    "pandas": "import pandas",
    "tradeview": "import tradeview",
    "tradeview, first ledger read": "import tradeview as tv; tv.load()",
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
    pandas = statistics.median(taken["pandas"])
    print(f"{'':32}{'median s':>10}{'to pandas':>12}")
    for name, values in taken.items():
        middle = statistics.median(values)
        print(f"{name:32}{middle:10.3f}{middle / pandas:12.2f}")


if __name__ == "__main__":
    main()
