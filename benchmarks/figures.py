"""How fast figures are read out of text: the sentences of the tests, in twenty languages, on one core.

Run: make bench
"""

import statistics
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import tradeview as tv

FOLDER = Path(__file__).parents[1] / "tests" / "prose" / "sentences"
ROUNDS = 5
WANTED = 20_000  # sentences a minute
FIRST = "import pandas; import time; a = time.perf_counter(); import tradeview as tv; tv.read_figures({text!r})"
CLOCK = "; print(time.perf_counter() - a)"


def sentences() -> list[str]:
    """Read the sentences of all languages."""
    files = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml")))
    return [one["text"] for held in files for one in held["sentence"]]


def rate(texts: list[str], count: int) -> float:
    """Return how many sentences a minute are read, in the median of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for text in texts:
            tv.read_figures(text)
        taken.append(time.perf_counter() - start)
    return 60 * count / statistics.median(taken)


def first(text: str) -> float:
    """Return what the first reading costs in a fresh interpreter that has pandas."""
    code = FIRST.format(text=text) + CLOCK
    return float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Print the table."""
    texts = sentences()
    rate(texts, len(texts))  # the words of each language are built at their first use
    print(f"{'':32}{'a minute':>10}{'to 20,000':>12}")
    for name, given in (("sentence by sentence", texts), ("all in one text", ["\n\n".join(texts)])):
        read = rate(given, len(texts))
        print(f"{name:32}{read:10,.0f}{read / WANTED:12.2f}")
    print(f"first reading in English: {first('RM5 billion'):.2f} s; in Thai: {first('5 ล้านบาท'):.2f} s")


if __name__ == "__main__":
    main()
