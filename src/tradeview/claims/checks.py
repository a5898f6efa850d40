"""Check claims against one another, and say what contradicts and what would mend it."""

import logging
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd
from narwhals.typing import IntoFrame

from tradeview.claims import growths, ranks, same_fact, sentences, sums
from tradeview.claims.book import ClaimBook
from tradeview.claims.claim import NOT_YET, Claim, claims_of_rows, natural_order, reference_claims
from tradeview.claims.comparison import CANNOT_TELL, CONTRADICTS, Comparison
from tradeview.claims.exchange_rates import RateRanges
from tradeview.claims.interval import Interval
from tradeview.claims.lists import spell_out
from tradeview.claims.proposals import ExchangedCurrencies
from tradeview.claims.repairs import Cluster, Repair, cluster_contradictions, find_repairs, find_suspects
from tradeview.claims.statistics import add_up_statistics, statistics_beside, without_printed
from tradeview.claims.table import STATEMENTS, UNTESTED_KINDS, check_as, is_reading, wrap_claims
from tradeview.errors import StatementError
from tradeview.money.rates import RATES
from tradeview.periods import year_at
from tradeview.table.engines import collect_rows, is_missing
from tradeview.table.frames import wrap_frame
from tradeview.table.schema import check

logger = logging.getLogger("tradeview")

# In this order the tests stand in the table. A family is a function from a book of claims to comparisons.
FAMILIES = (
    same_fact.compare_levels,
    same_fact.compare_coverages,
    same_fact.find_printed_too_early,
    same_fact.compare_growths_of_sides,
    sums.compare_exports_and_imports,
    sums.compare_balances,
    sums.compare_parts_of_year,
    sums.compare_shares,
    growths.compare_growth_with_levels,
    growths.compare_two_growths,
    growths.compare_bases_of_growth,
    growths.compare_growth_of_parts,
    growths.compare_growth_between_parts,
    ranks.compare_ranks,
    ranks.find_lost_sets,
)


class Finding(NamedTuple):
    """One row of the table that `check_claims` returns."""

    claims: str
    test: str
    follows_low: float
    follows_high: float
    says_low: float
    says_high: float
    unit: str | None
    verdict: str
    gap: float
    proposal: str | None
    suspects: str | None
    sentence: str


RATIOS = ("growth", "share")
NO_RANGES = (math.nan, math.nan, math.nan, math.nan)
NUMBERS = ("follows_low", "follows_high", "says_low", "says_high", "gap")
COLUMNS = dict.fromkeys(Finding._fields, "str") | dict.fromkeys(NUMBERS, "float64")


def check_claims(statements: IntoFrame, *, rates: IntoFrame | None, reference: IntoFrame | None = None) -> pd.DataFrame:
    """Hold printed claims against one another, in intervals, and propose what would mend those that contradict.

    Parameters
    ----------
    statements : frame
        A table of statements, loaded or made by hand: spelled as `tv.statements.load` reads files (numbers, text, dates
        and answers alike), its ranges made in the same way where it has none; or what `tv.read_claims` found. Targets
        and forecasts are left out, and so are kinds other than level, growth, share and rank, and what says no period,
        flow or value: the test `left out` names each, and a line of the log counts them. Without a column `side`, the
        reporter (or `compiled_by`) is the side; an empty cell is a side that is not known. Growth with `base_start` and
        `base_end` is held against the levels of these months, without them against those of the year before; growth
        with a `currency` is growth in that, without one in any that levels of the pair are printed in.
    rates : frame or None
        A rate table with the averages of years (and months, for parts of years); `tv.rates.ecb(base=...,
        days_range=True)` has the range of their days, too. Without that range, ten per cent to each side of the mean
        stand for it; pairs of currencies are crossed over a third where need be. None: no test that needs a rate.
    reference : frame, optional
        A trade table of statistics, taken for true: `compiled_by`, else the reporter, says whose. Months and quarters
        add up to the part of a year, the fiscal year or the year that a claim is of.

    Returns
    -------
    pandas.DataFrame
        One row a test, then one a correction that would mend what contradicts:

        - `claims` : keys of the claims, joined by ", ".
        - `test` : publishers, currencies, mirror, reference, coverage (one counts what the other does not, which is
          all that is known), published (before its months were over), parts (exports + imports), balance (exports less
          imports, or one of them beside the total), part of year, share, growth, growth of parts, growth between parts
          (that of a total lies between those of exports and of imports), rank, left out; of a correction period, digit,
          currency.
        - `follows_low`, `follows_high` : what follows from the others, as the printed digits and the mean rate allow
          (of `currencies`, the implied rate).
        - `says_low`, `says_high` : what the last claim says (of `currencies`, the range of the days).
        - `unit` : of these four: a currency, `MYR/USD` (ringgit for one dollar), `share` (a fraction), `rank`, `month`
          (202207), `year`.
        - `verdict` : agrees (ranges touch, and neither is too wide to tell); contradicts (they lie apart, and would do
          so if digits were cut instead of rounded and money changed on any day of the period, in one article or by
          more than 3 % a revised figure, and by one side); cannot tell. Two sides of one flow never contradict, nor
          does growth that may be in a currency without a rate.
        - `gap` : lower end of the upper range over the upper end of the lower one, less 1; 0 where they touch; of
          growth, the same of 1 + growth; of a correction, the largest gap that it closes.
        - `proposal` : what would mend it: `period 2023`, `digit: 10 times`, `digit: a tenth`, `digit: US$2.84 billion`
          (two digits swapped, or one replaced), `currency MYR`, `currency: exchanged`, `among: partners in Europe`;
          missing where nothing, or too much, would.
        - `suspects` : the claims that it would change; without a proposal, the one that all contradictions around
          share, or that alone no other test bears out.
        - `sentence` : the same in words, with the reason where there is no verdict.

    Raises
    ------
    StatementError, RateTableError, TradeTableError
        A table breaks the rules of its kind.

    Examples
    --------
    >>> import tradeview as tv
    >>> found = check_claims(tv.statements.load(), rates=tv.rates.ecb(base="USD", days_range=True))
    >>> found.loc[found["test"] == "period", ["verdict", "proposal"]]
             verdict     proposal
    ...  contradicts  period 2023
    """
    settled, left_out = settle_claims(statements)
    table = wrap_frame(statements, StatementError)
    if settled.empty and not is_reading(table.collect_schema().names()):
        STATEMENTS.check(table)  # not one claim: say what claims need
    check_settled(settled)
    if rates is not None:
        RATES.check(wrap_frame(rates, RATES.error))
    if reference is not None:
        check(reference)
    return compare_claims(settled, left_out, rates=rates, reference=reference)


def settle_claims(statements: IntoFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """Spell out the claims of a frame that nobody loaded; of each row that is not tested, what is wanting.

    Left out are rows that do not say enough, those of kinds without a test, and what has not happened.
    """
    table = wrap_frame(statements, StatementError)
    listed = spell_out(collect_rows(table), table.collect_schema().names(), "this")
    left_out = {}
    reasons: Counter[str] = Counter()
    for row in listed.rows.to_dict("records"):
        key = str(row["claim"])
        reason, words = _why_untested(row, listed.open_rows.get(key))
        if reason:
            reasons[reason] += 1
            left_out[key] = words
    if left_out:
        counted = ", ".join(f"{count} {reason}" for reason, count in reasons.items())
        logger.info("check_claims: %d of %d claims left out: %s", len(left_out), len(listed.rows), counted)
    return listed.rows[~listed.rows["claim"].isin(left_out)], left_out


def _why_untested(row: dict[str, Any], missing: str | None) -> tuple[str, str]:
    """Say why a claim is not tested, for a count and of itself; both are empty where it is."""
    if row["kind"] in UNTESTED_KINDS:
        return f"of kind {row['kind']}", f"kind {row['kind']!r}"
    if row.get("status") in NOT_YET:
        return f"{row['status']}", f"status {row['status']!r}"
    if missing is not None:
        return "not settled", missing
    unit, among = row.get("unit"), row.get("among")
    if row["kind"] in RATIOS and not is_missing(unit):
        # Growth of a weight is none of what was paid.
        return f"{row['kind']} of a quantity", f"unit {unit!r}"
    if row["kind"] == "share" and not is_missing(among) and not sums.is_flow_of_trade(str(among)):
        return "share of what is no trade", f"among {among!r}"
    return "", ""


def check_settled(settled: pd.DataFrame) -> None:
    """Refuse claims that break the rules of a table of statements, also of those that were read out of a text."""
    check_as(STATEMENTS, wrap_claims(settled), rows="claim")


def compare_claims(
    settled: IntoFrame, left_out: dict[str, str], *, rates: IntoFrame | None, reference: IntoFrame | None
) -> pd.DataFrame:
    """Do what `check_claims` does with claims that are spelled out, and tables that are known to be valid."""
    # By key, not by row: which of two equal figures stands for both must not depend on how a table is sorted.
    printed = sorted(claims_of_rows(_rows_of(settled)), key=lambda claim: natural_order(claim.key))
    statistics = [] if reference is None else list(reference_claims(_rows_of(reference)))
    rate_rows = None if rates is None else _rows_of(rates)
    rate_ranges = RateRanges(rate_rows)
    sums_of_parts = add_up_statistics(printed, statistics)
    beside = [*statistics_beside(printed, statistics), *without_printed(sums_of_parts, printed)]
    book = ClaimBook([*printed, *beside], rate_ranges)
    comparisons = [*make_tests(book), *ranks.compare_with_places([*statistics, *sums_of_parts], book)]
    repairs = find_repairs(book, comparisons, make_tests)
    solved = [comparison for repair in repairs for comparison in repair.solved]
    clusters = cluster_contradictions([comparison for comparison in comparisons if comparison not in solved])
    findings = [_finding_of_test(comparison, repairs, clusters) for comparison in comparisons]
    findings += [_finding_of_repair(repair, rate_ranges) for repair in repairs]
    for key, missing in left_out.items():
        said = sentences.sentence_of_left_out(key, missing)
        findings.append(Finding(key, "left out", *NO_RANGES, None, CANNOT_TELL, 0.0, None, None, said))
    return pd.DataFrame(findings, columns=list(COLUMNS)).astype(COLUMNS)


def make_tests(book: ClaimBook) -> Iterator[Comparison]:
    """Make every test that the claims of a book allow."""
    for family in FAMILIES:
        yield from family(book)


def _rows_of(frame: IntoFrame) -> list[dict[str, Any]]:
    return collect_rows(wrap_frame(frame))


def _finding_of_test(comparison: Comparison, repairs: Sequence[Repair], clusters: Sequence[Cluster]) -> Finding:
    # Money may have been changed on any day: of two currencies, what the days had is shown.
    says = comparison.says.wide if comparison.test == "currencies" else comparison.says.near
    proposal = sentences.write_proposal(comparison.proposal)
    suspects: Sequence[Claim] = ()
    repair = next((repair for repair in repairs if comparison in repair.solved), None)
    if repair is not None:
        proposal, suspects = sentences.proposal_of(repair), repair.printed
    elif comparison.test == "rank" and proposal:
        suspects = comparison.claims[:1]
    elif comparison.test == "published" or comparison.proposal == (ExchangedCurrencies(),):
        suspects = comparison.claims
    else:
        for cluster in clusters:
            if comparison in cluster.contradictions:
                suspects = find_suspects(comparison, cluster)
    return Finding(
        sentences.list_keys(comparison.claims),
        comparison.test,
        *_ends(comparison.follows.near, says, comparison.unit),
        comparison.unit,
        comparison.verdict,
        comparison.gap,
        proposal,
        sentences.list_keys(suspects) or None,
        sentences.sentence_of_test(comparison),
    )


def _finding_of_repair(repair: Repair, rates: RateRanges) -> Finding:
    correction = repair.correction
    keys = sentences.list_keys(repair.printed)
    old = repair.printed[0]
    new, verdict = (correction.corrected[0], CONTRADICTS) if repair.is_sure else (old, CANNOT_TELL)
    follows, says = new.span.near, old.span.near
    unit = str(old.currency) if old.kind == "level" else "share"
    if correction.kind == "period":
        follows, says, unit = _years_of(new), _years_of(old), "year"
    elif correction.kind == "currency":
        factor = rates.conversion_factor(str(new.currency), str(old.currency), old.months)
        if factor is not None:
            follows = (new.span * factor).near
    return Finding(
        keys,
        correction.kind,
        *_ends(follows, says, unit),
        unit,
        verdict,
        max((comparison.gap for comparison in repair.solved), default=math.nan),
        sentences.proposal_of(repair),
        keys,
        sentences.sentence_of_repair(repair),
    )


def _years_of(claim: Claim) -> Interval:
    first, last = claim.months
    return Interval(float(year_at(first)), float(year_at(last)))


def _ends(follows: Interval, says: Interval, unit: str) -> tuple[float, float, float, float]:
    # Growth is computed as 1 + growth, so that ranges multiply, and shown as growth.
    less = 1.0 if unit == "share" else 0.0
    return follows.low - less, follows.high - less, says.low - less, says.high - less
