"""Check claims against one another, and say what contradicts and what would mend it."""

import logging
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd
from narwhals.typing import IntoFrame

from tradeview.arguments import show_short_signature
from tradeview.claims import growths, ranks, same_fact, sentences, sums
from tradeview.claims.book import ClaimBook
from tradeview.claims.claim import NOT_YET, Claim, claims_of_rows, keys_of, natural_order, reference_claims
from tradeview.claims.comparison import CANNOT_TELL, CONTRADICTS, Comparison, list_resting_on
from tradeview.claims.exchange_rates import RateRanges
from tradeview.claims.explain import wording
from tradeview.claims.explain.mistakes import Correction, claims_as_printed
from tradeview.claims.explain.weighing import Explained, explain_contradictions
from tradeview.claims.interval import Interval
from tradeview.claims.lists import spell_out
from tradeview.claims.proposals import CORRECTIONS
from tradeview.claims.statistics import add_up_statistics, statistics_beside, without_printed
from tradeview.claims.table import STATEMENTS, UNTESTED_KINDS, check_as, is_reading, wrap_claims
from tradeview.errors import StatementError
from tradeview.money.rates import RATES
from tradeview.periods import year_at
from tradeview.readings.deciding import is_compared, take_alike
from tradeview.table.engines import collect_rows, is_missing
from tradeview.table.frames import wrap_frame
from tradeview.table.schema import check
from tradeview.words.language import Language, in_language

logger = logging.getLogger("tradeview")

# In this order the tests stand in the table. A family is a function from a book of claims to comparisons.
FAMILIES = (
    same_fact.compare_levels,
    same_fact.compare_two_shares,
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


@show_short_signature
@in_language
def check_claims(
    statements: IntoFrame,
    *,
    rates: IntoFrame | None,
    reference: IntoFrame | None = None,
    language: str | Language | None = None,  # noqa: ARG001 - the decorator speaks it
) -> pd.DataFrame:
    """Hold printed claims against one another, in intervals, and propose what would mend those that contradict.

    Parameters
    ----------
    statements : frame
        A table of statements, loaded or made by hand: spelled as `tv.statements.load` reads files (numbers, text, dates
        and answers alike), its ranges made in the same way where it has none; or what `tv.read_claims` found, or
        `tv.compare_readings` with `claims=True`, of which the claims are taken that both readings have alike. Targets
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
    language : str or Language, optional
        What its sentences and proposals are written in: a code of `tv.languages()`, such as "ms"; without it, English.

    Returns
    -------
    pandas.DataFrame
        One row a test, then one a correction that would mend what contradicts:

        - `claims` : keys of the claims, joined by ", ".
        - `test` : publishers, currencies, mirror, reference, coverage (one counts what the other does not, which is all
          that is known), published (before its months were over), parts (exports + imports, or one of them above the
          total), balance (exports less imports, or one of them beside the total), part of year, share, growth, growth
          of parts, growth between parts (that of a total lies between those of exports and of imports), rank, left out;
          of a correction period, base, digit, sign, currency, rate, flow, side, coverage.
        - `follows_low`, `follows_high` : what follows from the others, as the printed digits and the mean rate allow
          (of `currencies`, the implied rate).
        - `says_low`, `says_high` : what the last claim says (of `currencies`, the range of the days).
        - `unit` : of these four: a currency, `MYR/USD` (ringgit for one dollar), `share` (a fraction), `rank`, `month`
          (202207), `year`.
        - `verdict` : agrees (ranges touch, and neither is too wide to tell); contradicts (they lie apart, and would do
          so if digits were cut instead of rounded and money changed on any day of the period, in one article or by
          more than 3% a revised figure, and by one side); cannot tell. Two sides of one flow never contradict, nor
          does growth that may be in a currency without a rate.
        - `gap` : lower end of the upper range over the upper end of the lower one, less 1; 0 where they touch; of
          growth, the same of 1 + growth; of a correction, the largest gap that it closes.
        - `proposal` : what would mend it, where it is likely by seven tenths (see `tv.explain_claims`) and a test bears
          it out: `period 2023`, `base 2019`, `digit: 10 times`, `digit: a tenth`, `digit: US$2.84 billion` (two digits
          swapped, or one replaced), `sign: exchanged`, `currency MYR`, `currency: exchanged`, `rate: US$2.84 billion in
          place of the rate of 2022`, `flow import`, `flow: exchanged`, `side RUS`, `coverage goods and services`,
          `among: partners in Europe`; where one of several is likely, these, joined by "or"; missing else.
        - `suspects` : the claims that are mistaken by three quarters of the probability; none where nothing tells.
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
    if is_compared(statements):
        statements = take_alike(statements)
    settled, left_out = settle_claims(statements)
    ask_for_tables(statements, settled, rates, reference)
    return compare_claims(settled, left_out, rates=rates, reference=reference)


def ask_for_tables(
    statements: IntoFrame, settled: pd.DataFrame, rates: IntoFrame | None, reference: IntoFrame | None
) -> None:
    """Refuse tables that break the rules of their kind."""
    table = wrap_frame(statements, StatementError)
    if settled.empty and not is_reading(table.collect_schema().names()):
        STATEMENTS.check(table)  # not one claim: say what claims need
    check_settled(settled)
    if rates is not None:
        RATES.check(wrap_frame(rates, RATES.error))
    if reference is not None:
        check(reference)


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


class Compared(NamedTuple):
    """Claims held against one another: the tests, and what explains those that contradict."""

    book: ClaimBook
    comparisons: list[Comparison]
    explained: list[Explained]


def compare_with_book(settled: IntoFrame, *, rates: IntoFrame | None, reference: IntoFrame | None) -> Compared:
    """Make all tests of claims that are spelled out, and explain what contradicts."""
    # By key, not by row: which of two equal figures stands for both must not depend on how a table is sorted.
    printed = sorted(claims_of_rows(_rows_of(settled)), key=lambda claim: natural_order(claim.key))
    statistics = [] if reference is None else list(reference_claims(_rows_of(reference)))
    rate_rows = None if rates is None else _rows_of(rates)
    sums_of_parts = add_up_statistics(printed, statistics)
    beside = [*statistics_beside(printed, statistics), *without_printed(sums_of_parts, printed)]
    book = ClaimBook([*printed, *beside], RateRanges(rate_rows))
    tests = list(make_tests(book))
    _tell_what_is_untried(book)
    comparisons = [*tests, *ranks.compare_with_places([*statistics, *sums_of_parts], book)]
    return Compared(book, comparisons, explain_contradictions(book, comparisons, make_tests))


def compare_claims(
    settled: IntoFrame, left_out: dict[str, str], *, rates: IntoFrame | None, reference: IntoFrame | None
) -> pd.DataFrame:
    """Do what `check_claims` does with claims that are spelled out, and tables that are known to be valid."""
    book, comparisons, explained = compare_with_book(settled, rates=rates, reference=reference)
    explained_by = {id(each): cluster for cluster in explained for each in cluster.cluster.contradictions}
    findings = [_finding_of_test(comparison, explained_by.get(id(comparison))) for comparison in comparisons]
    findings += _findings_of_explanations(explained, book.rates)
    for key, missing in left_out.items():
        said = sentences.sentence_of_left_out(key, missing)
        findings.append(Finding(key, "left out", *NO_RANGES, None, CANNOT_TELL, 0.0, None, None, said))
    return pd.DataFrame(findings, columns=list(COLUMNS)).astype(COLUMNS)


def _tell_what_is_untried(book: ClaimBook) -> None:
    """Say in the log which tests were not made with all claims that many articles print of one thing."""
    for test, count in book.untried.items():
        logger.info("check_claims: %d more combinations of claims for the test %r are not tried", count, test)


def make_tests(book: ClaimBook) -> Iterator[Comparison]:
    """Make every test that the claims of a book allow."""
    for family in FAMILIES:
        yield from family(book)


def _rows_of(frame: IntoFrame) -> list[dict[str, Any]]:
    return collect_rows(wrap_frame(frame))


def _finding_of_test(comparison: Comparison, explained: Explained | None) -> Finding:
    # Money may have been changed on any day: of two currencies, what the days had is shown.
    says = comparison.says.wide if comparison.test == "currencies" else comparison.says.near
    proposal = sentences.write_proposal(comparison.proposal)
    suspects: Sequence[Claim] = ()
    if explained is not None:
        suspects = explained.suspects_of(comparison)
        # What a test proposes by itself is said where the claims around do not tell which of them is wrong.
        proposal = _proposal_for(comparison, explained) or (None if suspects else proposal)
    elif comparison.test == "rank" and proposal:
        suspects = comparison.claims[:1]
    sentence = sentences.sentence_of_test(comparison)
    if explained is not None and explained.left_out and comparison is explained.cluster.contradictions[0]:
        sentence = f"{sentence} {wording.sentence_of_bounds(explained)}"
    return Finding(
        sentences.list_keys(comparison.claims),
        comparison.test,
        *_ends(comparison.follows.near, says, comparison.unit),
        comparison.unit,
        comparison.verdict,
        comparison.gap,
        proposal,
        sentences.list_keys(suspects) or None,
        sentence,
    )


def _proposal_for(comparison: Comparison, explained: Explained) -> str | None:
    """Say what would end a contradiction: of the likeliest explanation, what changes one of its claims."""
    if explained.proposed is not None:
        changes = [each.change for each in explained.proposed.named if comparison.rests_on(each.keys)]
        return sentences.write_proposal(tuple(changes))
    if explained.rivals:
        return wording.write_rivals(explained.rivals)
    return None


def _findings_of_explanations(explained: Sequence[Explained], rates: RateRanges) -> Iterator[Finding]:
    """One row a proposal, each once, and one for what is likely to be one change or another."""
    seen: set[object] = set()
    for each in explained:
        for correction in each.proposed_corrections:
            name = (correction.keys, correction.change)
            # The set that a rank has lost stands beside the rank.
            if correction.kind in CORRECTIONS and name not in seen:
                seen.add(name)
                yield _finding_of_proposal(correction, each, rates)
        kinds = {rival.corrections[0].kind for rival in each.rivals}
        # Beside a contradiction that stands alone, all that may mend it is said already: a row of its own has a name
        # only where all of that is of one kind.
        is_worth_a_row = len(kinds) == 1 or len(each.cluster.contradictions) > 1
        if each.rivals and each.rivals[0].corrections[0].kind in CORRECTIONS and is_worth_a_row:
            yield _finding_of_rivals(each, rates)


def _finding_of_proposal(correction: Correction, explained: Explained, rates: RateRanges) -> Finding:
    keys = sentences.list_keys(correction.printed)
    return Finding(
        keys,
        correction.kind,
        *_ranges_of_correction(correction, rates),
        CONTRADICTS,
        _largest_gap(explained, correction.keys),
        sentences.write_proposal((correction.change,)),
        keys,
        wording.sentence_of_proposal(correction, explained),
    )


def _finding_of_rivals(explained: Explained, rates: RateRanges) -> Finding:
    first = explained.rivals[0].corrections[0]
    printed: dict[str, Claim] = {}
    for rival in explained.rivals:
        for claim in claims_as_printed(rival.corrections):
            printed[claim.key] = claim
    suspected = keys_of(explained.suspects)
    return Finding(
        sentences.list_keys(list(printed.values())),
        first.kind,
        *_ranges_of_correction(first, rates),
        CANNOT_TELL,
        _largest_gap(explained, frozenset(printed)),
        wording.write_rivals(explained.rivals),
        sentences.list_keys([claim for key, claim in printed.items() if key in suspected]) or None,
        wording.sentence_of_rivals(explained.rivals),
    )


def _largest_gap(explained: Explained, keys: frozenset[str]) -> float:
    """The largest of the gaps that a change of some claims closes."""
    closed = list_resting_on(explained.cluster.contradictions, keys)
    return max((comparison.gap for comparison in closed), default=math.nan)


def _ranges_of_correction(correction: Correction, rates: RateRanges) -> tuple[float, float, float, float, str]:
    """What a claim would say as corrected, what it says, and in which unit: years of another time, else amounts."""
    old, new = correction.printed[0], correction.corrected[0]
    follows, says = new.span, old.span
    if correction.kind in {"period", "base"}:
        return (*_ends(_years_of(new), _years_of(old), "year"), "year")
    if correction.kind == "currency":
        factor = rates.conversion_factor(str(new.currency), str(old.currency), old.months)
        follows = new.span if factor is None else new.span * factor
    unit = str(old.currency) if old.kind == "level" else "share"
    return (*_ends(follows.near, says.near, unit), unit)


def _years_of(claim: Claim) -> Interval:
    first, last = claim.months
    return Interval(float(year_at(first)), float(year_at(last)))


def _ends(follows: Interval, says: Interval, unit: str) -> tuple[float, float, float, float]:
    # Growth is computed as 1 + growth, so that ranges multiply, and shown as growth.
    less = 1.0 if unit == "share" else 0.0
    return follows.low - less, follows.high - less, says.low - less, says.high - less
