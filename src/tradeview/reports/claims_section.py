"""What was printed of a pair in between: its claims, the chart of both sides, and what the checker finds in them.

The claims are shown, linked and held against one another; none of them enters a figure of the report.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from tradeview.charts.layout.page import Page, collect_pandas
from tradeview.charts.sides.draw import sides
from tradeview.charts.sides.words import name_side
from tradeview.claims import sentences
from tradeview.claims.checks import check_settled, compare_claims, settle_claims
from tradeview.claims.claim import Claim, claims_of_rows
from tradeview.claims.comparison import AGREES, CANNOT_TELL, CONTRADICTS
from tradeview.claims.lists import OPPOSITE, spell_out
from tradeview.claims.proposals import CORRECTIONS
from tradeview.claims.table import is_reading
from tradeview.economies.lookup import currencies_of_today
from tradeview.ledgers import statements
from tradeview.ledgers.cuttings import read_cuttings, texts_of_folder
from tradeview.periods import are_whole_years, month_at, shift_years, split_period, year_of
from tradeview.reports import words
from tradeview.reports.choices import OWN_PAIR, Asked
from tradeview.reports.page import row_dicts, source_keys
from tradeview.reports.pictures import draw_chart
from tradeview.sources.reference_lists import load_sources, source_key
from tradeview.table.engines import is_missing
from tradeview.table.schema import BALANCE, TOTAL
from tradeview.table.series import coverage_of_cell
from tradeview.words.periods import MONTH_OF_YEAR, format_run, format_year, name_month
from tradeview.words.table_words import COVERAGES, KINDS_OF_CLAIMS, say_word

LEFT_OUT = "left out"  # the test that names what is not tested
WHERE_PRINTED = ("publisher", "title", "published", "source")  # of which a text that was read says nothing itself
SHOWN = 8  # findings that stand on the page; all of them are in the annex
MOST_URGENT = (CONTRADICTS, CANNOT_TELL, AGREES)
WEB = re.compile(r"https?://[^\s\x00-\x1f\x7f]+", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """One test of the checker as the page tells it; claims are named by their keys."""

    test: str
    verdict: str
    sentence: str
    proposal: str | None
    claims: list[str]
    suspects: list[str]


@dataclass(frozen=True)
class ClaimsSection:
    """What the page and its annex say of claims: their table, what would mend them, and each test.

    `open_findings` stand on the page: proposals, and contradictions that none of them explains.
    """

    rows: list[dict[str, Any]]
    articles: int
    untested: int  # claims of kinds without a test
    not_shown: int | None  # claims of texts that are of other trade, or do not say enough; None of a table
    open_findings: list[Finding]
    proposals: list[Finding]
    tests: list[Finding]
    rates: list[str]  # keys of the sources of rates
    has_days: bool
    held_against_table: bool
    sources: set[str]

    @property
    def counts(self) -> str:
        """How many tests there are, and how many of them came to each verdict."""
        if not self.tests:
            return words.NO_TESTS.fill(count=len(self.rows))
        verdicts = Counter(test.verdict for test in self.tests)
        said = [template.fill(count=verdicts[name]) for name, template in words.TESTS_BY_VERDICT.items()]
        return words.TESTS.fill(count=len(self.tests), verdicts=said)

    @property
    def years(self) -> set[int]:
        """The years that claims are of, or of a part of."""
        return {year for row in self.rows for year in row["years"]}

    @cached_property
    def keys(self) -> set[str]:
        """Keys of the claims that stand in the table, and can be linked to."""
        return {row["claim"] for row in self.rows}


@dataclass(frozen=True)
class PairClaims:
    """Claims of a pair, what the checker finds, the rates that it used, and the currency of the chart."""

    claims: pd.DataFrame
    findings: pd.DataFrame
    rates: pd.DataFrame | None
    currency: str
    held_against_table: bool  # whether the figures of the report were held against the claims
    not_shown: int | None = None  # claims of texts that were read, and are not among these

    @property
    def contradicted(self) -> set[str]:
        """Keys of the claims that others contradict."""
        suspects = self.findings.loc[self.findings["verdict"] == CONTRADICTS, "suspects"].dropna()
        return {key for keys in suspects for key in keys.split(", ")}

    def draw_sides(self, page: Page) -> Any:
        """Draw the claims of the total as both sides printed them."""
        totals = self.claims[(self.claims["flow"] == "total") & (self.claims["commodity_code"] == TOTAL)]
        return draw_chart(sides, totals, page, currency=self.currency, contradicted=self.contradicted)

    def sheets(self) -> dict[str, pd.DataFrame]:
        """Return the workbook's sheets."""
        return {"Statements": self.claims, "Findings": self.findings}

    def section(self) -> ClaimsSection:
        """Return what the page says."""
        languages = load_sources().set_index("source")["language"]
        contradicted = self.contradicted
        claim_of = {claim.key: claim for claim in claims_of_rows(row_dicts(self.claims))}
        rows = []
        for row in row_dicts(self.claims.sort_values(["start", "end"], kind="stable")):
            language = languages.get(row.get("source"), row.get("locale"))
            rows.append(
                _describe_claim(row, claim_of[row["claim"]], language, contradicted=row["claim"] in contradicted)
            )
        rates = source_keys(self.rates) if self.rates is not None else set()
        open_findings, proposals, tests = _sort_findings(self.findings)
        return ClaimsSection(
            rows,
            len({claim.article for claim in claim_of.values()}),
            int((self.findings["test"] == LEFT_OUT).sum()),
            self.not_shown,
            open_findings,
            proposals,
            tests,
            sorted(source_key(key) for key in rates),
            self.rates is not None and {"low", "high"} <= set(self.rates),
            self.held_against_table,
            source_keys(self.claims) | rates,
        )


def find_claims(asked: Asked, reporter: str, partner: str, reference: pd.DataFrame | None = None) -> PairClaims | None:
    """Find what was printed of a pair, and check it; nothing where nothing is known to have been.

    Without a table of statements, the project's own is taken for its own pair; `reference` are figures of the report
    that claims are held against.

    Raises
    ------
    StatementError
        The table of statements that somebody gave is not valid.
    """
    told = _find_told(asked, reporter, partner)
    if told is None:
        return None
    table = _take_settled(told)
    ends = [{one, other} for one, other in zip(table["reporter"], table["partner"], strict=True)]
    is_kept = pd.Series([pair == {reporter, partner} for pair in ends], index=table.index, dtype=bool)
    if "status" in table:  # a target or a forecast has not happened
        is_kept &= table["status"].isna()
    kept = table[is_kept].reset_index(drop=True)
    if kept.empty:
        return None
    rates = asked.rates_of_claims(reporter)
    settled, left_out = settle_claims(table)
    if is_reading(told.columns):  # of others, what was asked for was checked as it came in
        check_settled(settled)
    found = compare_claims(settled, left_out, rates=rates, reference=reference)
    keys = set(kept["claim"])
    is_of_pair = [not keys.isdisjoint(named.split(", ")) for named in found["claims"]]
    findings = found[pd.Series(is_of_pair, index=found.index, dtype=bool)].reset_index(drop=True)
    not_shown = len(told) - len(kept) if is_reading(told.columns) else None
    currency = choose_currency(kept, asked, reporter)
    return PairClaims(kept, findings, rates, currency, reference is not None, not_shown)


def choose_currency(claims: pd.DataFrame, asked: Asked, reporter: str) -> str:
    """Choose the currency whose claims are drawn: the base, or the first of those asked for that any is printed in."""
    printed = set(claims.loc[claims["kind"] == "level", "currency"].dropna())
    for code in (asked.base_currency, asked.prefer, asked.currency, *currencies_of_today(reporter)):
        if code in printed:
            return str(code)
    return asked.base_currency


def _find_told(asked: Asked, reporter: str, partner: str) -> pd.DataFrame | None:
    """Find the table of claims that was asked for, or the project's own of its own pair."""
    if asked.cuttings is not None:
        # A text that names no partner is of trade with the world: which it is of, the list beside it may say.
        return read_cuttings(texts_of_folder(asked.cuttings), reporter=reporter).claims
    if asked.statements is not None:
        table = collect_pandas(asked.statements)
        statements.check(table)
        return table
    if {reporter, partner} == OWN_PAIR:
        return statements.load()  # checked as it is read
    return None


def _take_settled(told: pd.DataFrame) -> pd.DataFrame:
    """Take the claims that say enough to be shown; of a table that somebody keeps, all do."""
    if not is_reading(told.columns):
        return told
    listed = spell_out(row_dicts(told), list(told), "this")
    settled = listed.rows[~listed.rows["claim"].isin(listed.open_rows)].reset_index(drop=True)
    absent = [name for name in WHERE_PRINTED if name not in settled]
    return settled.assign(**dict.fromkeys(absent))


def _describe_claim(row: dict[str, Any], claim: Claim, language: Any, *, contradicted: bool) -> dict[str, Any]:
    """Describe one claim as a line of the table."""
    figure = sentences.write_figure(claim)
    bound = row.get("bound")
    if claim.reporter != row["reporter"]:  # a deficit, which is held as the surplus of the other economy
        bound = OPPOSITE.get(str(bound))
    if bound == "more than":
        figure = words.MORE_THAN.fill(figure=figure)
    elif bound == "less than":
        figure = words.LESS_THAN.fill(figure=figure)
    elif row.get("approximate"):
        figure = words.ABOUT.fill(figure=figure)
    described = {name: row.get(name) for name in ("quote", "publisher", "title", "published", "source")}
    return {
        **described,
        "kind": _describe_kind(claim),
        "claim": claim.key,
        "when": describe_months(row["start"], row["end"]),
        "years": range(year_of(int(row["start"])), year_of(int(row["end"])) + 1),
        "side": name_side(row.get("side") or ""),
        "what": _describe_way({**row, "reporter": claim.reporter, "partner": claim.partner}),
        "language": "" if is_missing(language) else str(language).replace("_", "-"),  # as HTML writes it
        "figure": figure,
        "address": web_address(row.get("address")),
        "contradicted": contradicted,
    }


def _describe_kind(claim: Claim) -> str:
    """Name the kind of a claim, and what growth is counted from where that is not the year before."""
    if claim.base is None or claim.base == shift_years(claim.months, -1):
        return say_word(KINDS_OF_CLAIMS, claim.kind)
    first, last = (month_at(month) for month in claim.base)
    return words.KIND_COMPARED.fill(kind=say_word(KINDS_OF_CLAIMS, claim.kind), base=describe_months(first, last))


def _describe_way(row: dict[str, Any]) -> str:
    """Name the way that goods go, and which."""
    flow = row["flow"]
    origin, destination = name_side(row["reporter"]), name_side(row["partner"])
    if flow.endswith("import"):
        origin, destination = destination, origin
    if flow == "total":
        way = words.BOTH_WAYS.fill()
    elif flow == BALANCE:
        way = words.BALANCE_OF.fill(reporter=origin, partner=destination)
    elif flow.startswith("re-"):
        way = words.RE_EXPORTED.fill(origin=origin, destination=destination)
    else:
        way = words.WAY.fill(origin=origin, destination=destination)
    counted = coverage_of_cell(row.get("coverage"))
    if counted:
        way = words.WAY_COVERED.fill(way=way, coverage=say_word(COVERAGES, counted))
    if row["commodity_code"] == TOTAL:
        return way
    return words.WAY_OF_GOODS.fill(way=way, code=row["commodity_code"])


def web_address(text: object) -> str | None:
    """Give an address that a page may link to: of the web, in one word; nothing else.

    Examples
    --------
    >>> web_address("https://example.org/a?b=1"), web_address("javascript:alert(1)"), web_address(None)
    ('https://example.org/a?b=1', None, None)
    """
    if is_missing(text) or not WEB.fullmatch(str(text)):
        return None
    return str(text)


def describe_months(start: int, end: int) -> str:
    """Write a stretch of months in words.

    Examples
    --------
    >>> describe_months(202401, 202412), describe_months(200501, 200510), describe_months(202405, 202405)
    ('2024', 'January to October 2005', 'May 2024')
    >>> describe_months(202311, 202402)
    'November 2023 to February 2024'
    """
    first_year, first_month = split_period(int(start))
    last_year, last_month = split_period(int(end))
    if are_whole_years(int(start), int(end)):
        return format_run(first_year, last_year)
    last = MONTH_OF_YEAR.fill(month=name_month(last_month), year=format_year(last_year))
    if start == end:
        return last
    first = name_month(first_month)
    if first_year != last_year:
        first = MONTH_OF_YEAR.fill(month=first, year=format_year(first_year))
    return words.PERIODS.fill(start=first, end=last)


def _sort_findings(findings: pd.DataFrame) -> tuple[list[Finding], list[Finding], list[Finding]]:
    """Return what stands on the page, all proposals, and all tests, the most urgent of each first.

    On the page stand proposals, and contradictions that none of them explains for sure: the first of them.
    """
    found = [_read_finding(row) for row in row_dicts(findings[findings["test"] != LEFT_OUT])]
    found.sort(key=lambda finding: MOST_URGENT.index(finding.verdict))
    corrections = [finding for finding in found if finding.test in CORRECTIONS]
    tests = [finding for finding in found if finding.test not in CORRECTIONS]
    sure = [correction for correction in corrections if correction.verdict == CONTRADICTS]
    explained = [(correction.claims, correction.proposal) for correction in sure]
    contradictions = []
    for test in tests:
        if test.verdict == CONTRADICTS and (test.suspects, test.proposal) not in explained:
            contradictions.append(test)
    proposed = {correction.proposal for correction in corrections}
    shown = [*corrections]
    for test in contradictions:
        # What was proposed above is not said again.
        shown.append(replace(test, proposal=None, suspects=[]) if test.proposal in proposed else test)
    return shown[:SHOWN], corrections, tests


def _read_finding(row: dict[str, Any]) -> Finding:
    return Finding(
        row["test"],
        row["verdict"],
        row["sentence"],
        row["proposal"],
        _split_keys(row["claims"]),
        _split_keys(row["suspects"]),
    )


def _split_keys(keys: str | None) -> list[str]:
    if keys is None:
        return []
    return keys.split(", ")
