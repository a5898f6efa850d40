"""What was printed of a pair in between: its claims, the chart of both sides, and what the checker finds in them.

The claims are shown, linked and held against one another; none of them enters a figure of the report.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd
from babel import Locale

from tradeview import charts
from tradeview.charts.layout.page import Size
from tradeview.charts.sides.words import name_of
from tradeview.claims import sentences as words
from tradeview.claims.checks import compare_claims, settle_claims
from tradeview.claims.claim import Claim, claims
from tradeview.claims.comparison import AGREES, CANNOT_TELL, CONTRADICTS
from tradeview.ledgers import statements
from tradeview.periods import are_whole_years, split_period
from tradeview.reports.choices import Asked
from tradeview.reports.drawing import Plan
from tradeview.reports.page import records
from tradeview.sources.reference_lists import load_sources, source_key
from tradeview.table.engines import is_missing
from tradeview.table.schema import TOTAL
from tradeview.words.money import currency_name
from tradeview.words.periods import format_run

MENDED = ("period", "digit", "currency")  # rows of the checker that say what would mend several tests
SHOWN = 8  # findings that stand open on the page; the rest is unfolded
WEB = re.compile(r"https?://[^\s\x00-\x1f\x7f]+", re.IGNORECASE)
NO_CLAIMS = "what was printed in between: no claim of this pair in the table of statements that was given"
HEDGES = {"more than": "more than ", "less than": "less than "}


@dataclass(frozen=True)
class Printed:
    """Claims of a pair, what the checker finds, the rates that it used, and the currency of the chart."""

    claims: pd.DataFrame
    findings: pd.DataFrame
    rates: pd.DataFrame | None
    currency: str
    against: bool  # whether the figures of the report were held against the claims

    @property
    def contradicted(self) -> set[str]:
        """Keys of the claims that others contradict."""
        suspects = self.findings.loc[self.findings["verdict"] == CONTRADICTS, "suspects"].dropna()
        return {key for keys in suspects for key in keys.split(", ")}

    def plan(self) -> Plan:
        """Say how the chart of the totals is drawn."""
        return "sides", self._sides

    def _sides(self, size: Size) -> Any:
        totals = self.claims[(self.claims["flow"] == "total") & (self.claims["commodity_code"] == TOTAL)]
        return charts.sides(totals, currency=self.currency, contradicted=self.contradicted, size=size)

    def sheets(self) -> dict[str, pd.DataFrame]:
        """Return the workbook's sheets."""
        return {"Statements": self.claims, "Findings": self.findings}

    def told(self) -> dict[str, Any]:
        """Return what the page says."""
        known = load_sources().set_index("source")
        said = {claim.key: claim for claim in claims(records(self.claims))}
        rows = [
            _row(row, said[row["claim"]], known, contradicted=row["claim"] in self.contradicted)
            for row in records(self.claims.sort_values(["start", "end"], kind="stable"))
        ]
        rates = _keys(self.rates)
        return {
            "sources": _keys(self.claims) | rates,
            "rows": rows,
            "articles": len({(row["publisher"], row["title"], row["published"]) for row in rows}),
            "keys": {row["claim"] for row in rows},
            "base": currency_name(self.currency),
            "rates": sorted(source_key(key) for key in rates),
            "days": self.rates is not None and {"low", "high"} <= set(self.rates),
            "against": self.against,
            **_findings(records(self.findings)),
        }


def _keys(frame: pd.DataFrame | None) -> set[str]:
    """Keys of the sources of a table."""
    return set() if frame is None or "source" not in frame else {str(key) for key in frame["source"].dropna()}


def printed_of(asked: Asked, reporter: str, partner: str, reference: pd.DataFrame | None = None) -> Printed | None:
    """Find what was printed of a pair, and check it; nothing where nothing is known to have been.

    Raises
    ------
    StatementError
        The table of statements that somebody gave is not valid.
    """
    table = asked.statement_table(reporter, partner)
    if table is None:
        return None
    if asked.statements is not None:  # the project's own are checked as they are read
        statements.check(table)
    happened = table["status"].isna() if "status" in table else True
    ours = [{one, other} == {reporter, partner} for one, other in zip(table["reporter"], table["partner"], strict=True)]
    kept = table[pd.Series(ours, index=table.index, dtype=bool) & happened].reset_index(drop=True)
    if kept.empty:
        return None
    rates = asked.rates_of_claims()
    settled, left_out = settle_claims(table)
    found = compare_claims(settled, left_out, rates=rates, reference=reference)
    keys = set(kept["claim"])
    near = found["claims"].map(lambda named: not keys.isdisjoint(named.split(", "))).astype(bool)
    return Printed(kept, found[near].reset_index(drop=True), rates, asked.base_currency, reference is not None)


def _row(row: dict[str, Any], claim: Claim, known: pd.DataFrame, *, contradicted: bool) -> dict[str, Any]:
    """Say one claim as a line of the table."""
    names = ("quote", "publisher", "title", "published", "source")
    cells = {name: row.get(name) for name in names}
    return {
        **cells,
        "claim": claim.key,
        "when": months(row["start"], row["end"]),
        "side": name_of(row.get("side") or ""),
        "what": _way(row),
        "kind": row["kind"],
        "language": str(known["language"].get(cells["source"]) or "").replace("_", "-"),  # as HTML writes it
        "figure": _hedge(row) + words.figure(claim),
        "address": web_address(row.get("address")),
        "contradicted": contradicted,
    }


def _way(row: dict[str, Any]) -> str:
    """Name the way that goods go, and which."""
    ends = [name_of(row["reporter"]), name_of(row["partner"])]
    if row["flow"].endswith("import"):
        ends.reverse()
    again = "re-exported, " if row["flow"].startswith("re-") else ""
    way = "both ways" if row["flow"] == "total" else f"{again}{ends[0]} to {ends[1]}"
    return way if row["commodity_code"] == TOTAL else f"{way}, HS {row['commodity_code']}"


def _hedge(row: dict[str, Any]) -> str:
    hedge = HEDGES.get(row.get("bound") or "")
    return hedge or ("about " if row.get("approximate") else "")


def web_address(text: object) -> str | None:
    """Give an address that a page may link to: of the web, in one word; nothing else.

    Examples
    --------
    >>> web_address("https://example.org/a?b=1"), web_address("javascript:alert(1)"), web_address(None)
    ('https://example.org/a?b=1', None, None)
    """
    return None if is_missing(text) or not WEB.fullmatch(str(text)) else str(text)


@cache
def _months() -> dict[int, str]:
    return dict(Locale("en", "GB").months["format"]["wide"])


def months(start: int, end: int) -> str:
    """Write a stretch of months in words.

    Examples
    --------
    >>> months(202401, 202412), months(200501, 200510), months(202405, 202405), months(202311, 202402)
    ('2024', 'January to October 2005', 'May 2024', 'November 2023 to February 2024')
    """
    (year, first), (other, last) = split_period(int(start)), split_period(int(end))
    if are_whole_years(int(start), int(end)):
        return format_run(year, other)
    ends = [_months()[first] + ("" if year == other else f" {year}"), f"{_months()[last]} {other}"]
    return ends[1] if start == end else " to ".join(ends)


def _findings(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Put what contradicts, and what would mend it, first; a test that such a finding explains stands with the rest."""
    order = (CONTRADICTS, CANNOT_TELL, AGREES)
    rows = [{**row, "keys": row["claims"].split(", ")} for row in found]
    mends = [row for row in rows if row["test"] in MENDED]
    tests = [row for row in rows if row["test"] not in MENDED]
    explained = {(row["claims"], row["proposal"]) for row in mends}
    open_tests = [
        row for row in tests if row["verdict"] == CONTRADICTS and (row["suspects"], row["proposal"]) not in explained
    ]
    first = [*sorted(mends, key=lambda row: order.index(row["verdict"])), *open_tests]
    rest = [*first[SHOWN:], *(row for row in tests if row not in open_tests)]
    return {
        "first": first[:SHOWN],
        "rest": sorted(rest, key=lambda row: order.index(row["verdict"])),
        "counts": Counter(row["verdict"] for row in tests),
    }
