"""How well claims are read out of articles: texts in our own words after real ones, marked by hand, in five languages.

`benchmarks/articles/LANG.txt` holds them, with the address and the subject that each is told after. A mark is
[[words|kind|value|months|flow]]: months are 202011, 202001-202011 or a year, ? where the text leaves them open, ?d for
part of a month, and ! behind what is expected. A percentage is read right if its value, its kind and its months are
those of the mark; a bare superlative may be read as a rank or not.

Run: make bench
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

import tradeview as tv

FOLDER = Path(__file__).parent / "articles"
MARK = re.compile(r"\[\[(?P<words>[^|\]]*)\|(?P<kind>[^|]*)\|(?P<value>[^|]*)\|(?P<months>[^|]*)\|(?P<flow>[^\]]*)\]\]")
HEAD = re.compile(r"(?m)^=== ")
RATIOS = {"growth", "annual growth", "share", "rank"}
OUTCOMES = (
    "right",
    "period missing",
    "open kind",
    "missing",
    "WRONG period",
    "WRONG kind",
    "WRONG value",
    "NOT CLAIMED",
)
CLOSE = 1e-4  # of a value, within which two are the same


class Marked(NamedTuple):
    """A claim that was marked, and where its words stand in the text."""

    start: int
    end: int
    kind: str
    value: float | None
    months: tuple[int, int] | None
    is_part: bool  # of a month


class Article(NamedTuple):
    """A text with what was marked in it."""

    text: str
    published: str | None
    reporter: str | None
    marked: list[Marked]


def read_articles(path: Path) -> Iterator[Article]:
    """Yield the texts of a file."""
    for part in HEAD.split(path.read_text(encoding="utf-8"))[1:]:
        head, _, body = part.partition("\n")
        _, published, reporter, _ = (field.strip() for field in head.split("|"))
        text, place, marked = "", 0, []
        for match in MARK.finditer(body):
            text += body[place : match.start()]
            marked.append(_read_mark(match, len(text)))
            text += match["words"]
            place = match.end()
        text += body[place:]
        yield Article(text.strip("\n"), _or_none(published), _or_none(reporter), marked)


def _or_none(field: str) -> str | None:
    return None if field == "-" else field


def _read_mark(match: re.Match[str], start: int) -> Marked:
    months = match["months"].rstrip("!")
    ends = [int(end) for end in months.split("-")] if months[:1].isdigit() else []
    span = None
    if ends:
        # A year is from its first month to its last.
        first = ends[0] * 100 + 1 if ends[0] < 10_000 else ends[0]
        last = ends[-1] * 100 + 12 if ends[-1] < 10_000 else ends[-1]
        span = (first, last)
    value = None if match["value"] in {"", "-"} else float(match["value"])
    return Marked(start, start + len(match["words"]), match["kind"], value, span, months == "?d")


def judge(marked: Marked, claims: list[dict[str, object]]) -> str:
    """Return how a marked claim was read, among the claims that stand on its words."""
    if not claims:
        return "missing"
    alike = [one for one in claims if _are_close(one["value"], marked.value) and one["kind"] == marked.kind]
    claim = (alike or claims)[0]
    if pd.isna(claim["kind"]):
        return "open kind"
    if claim["kind"] != marked.kind:
        return "WRONG kind"
    if not _are_close(claim["value"], marked.value):
        return "WRONG value"
    return _judge_months(marked, claim)


def _judge_months(marked: Marked, claim: dict[str, object]) -> str:
    months = None if pd.isna(claim["start"]) else (claim["start"], claim["end"])
    if months == marked.months or (months is None and marked.months is None) or marked.is_part:
        return "right"
    return "period missing" if months is None else "WRONG period"


def _are_close(value: object, wanted: float | None) -> bool:
    if wanted is None or not isinstance(value, float) or pd.isna(value):
        return False
    return abs(value - wanted) <= CLOSE * max(abs(wanted), 1)


def count_outcomes(article: Article) -> Counter[str]:
    """Return how often each outcome was that of a percentage, a share or a rank of an article."""
    claims = tv.read_claims(article.text, reporter=article.reporter, published=article.published).to_dict("records")
    outcomes: Counter[str] = Counter()
    used: set[int] = set()
    for marked in article.marked:
        near = [i for i, one in enumerate(claims) if one["text_start"] < marked.end and one["text_end"] > marked.start]
        used.update(near)
        is_superlative = marked.kind == "rank" and marked.value == 1
        if marked.kind in RATIOS and not (is_superlative and not near):
            outcomes[judge(marked, [claims[i] for i in near])] += 1
    for i, claim in enumerate(claims):
        is_superlative = claim["kind"] == "rank" and claim["value"] == 1
        if i not in used and claim["kind"] in RATIOS and not is_superlative:
            outcomes["NOT CLAIMED"] += 1
    return outcomes


def main() -> None:
    """Print the table."""
    print(f"{'per cent of':14}" + "".join(f"{outcome:>16}" for outcome in OUTCOMES))
    total: Counter[str] = Counter()
    for path in sorted(FOLDER.glob("*.txt")):
        outcomes: Counter[str] = Counter()
        for article in read_articles(path):
            outcomes += count_outcomes(article)
        print_row(path.stem, outcomes)
        total += outcomes
    print_row("all", total)


def print_row(name: str, outcomes: Counter[str]) -> None:
    """Print one line of the table."""
    count = sum(outcomes.values()) - outcomes["NOT CLAIMED"]
    shares = "".join(f"{100 * outcomes[outcome] / count:16.1f}" for outcome in OUTCOMES)
    print(f"{name:5}{count:9}{shares}")


if __name__ == "__main__":
    main()
