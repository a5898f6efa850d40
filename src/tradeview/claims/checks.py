"""Check claims against one another, and say what contradicts and what would mend it."""

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pandas as pd
from narwhals.typing import IntoFrame

from tradeview.claims import facts, growths, ranks, sums
from tradeview.claims import sentences as words
from tradeview.claims.changes import Repair
from tradeview.claims.claim import Claim, claims, natural, reference_claims
from tradeview.claims.comparison import CANNOT_TELL, CONTRADICTS, Comparison, World
from tradeview.claims.exchange_rates import Exchange
from tradeview.claims.interval import Interval
from tradeview.claims.lists import spelled
from tradeview.claims.repairs import Knot, knots, repairs, suspect
from tradeview.claims.table import STATEMENTS, check_frame
from tradeview.money.rates import RATES
from tradeview.periods import year_at
from tradeview.table.engines import rows
from tradeview.table.schema import WORLD, check

if TYPE_CHECKING:
    from tradeview.table.engines import Frame

FAMILIES = (
    facts.levels,
    facts.published,
    facts.growths,
    sums.parts,
    sums.parts_of_year,
    sums.shares,
    growths.levels,
    growths.growths,
    growths.bases,
    growths.parts,
    ranks.ranks,
    ranks.lost,
)
COLUMNS = {
    "claims": "str",
    "test": "str",
    **dict.fromkeys(("follows_low", "follows_high", "says_low", "says_high"), "float64"),
    "unit": "str",
    "verdict": "str",
    "gap": "float64",
    "proposal": "str",
    "suspects": "str",
    "sentence": "str",
}


def tests(world: World) -> Iterator[Comparison]:
    """Make every test that the claims of a world allow."""
    for family in FAMILIES:
        yield from family(world)


def check_claims(statements: IntoFrame, *, rates: IntoFrame | None, reference: IntoFrame | None = None) -> pd.DataFrame:
    """Hold printed claims against one another, in intervals, and propose what would mend those that contradict.

    Parameters
    ----------
    statements : frame
        A table of statements, loaded or made by hand: spelled as `tv.statements.load` reads files (numbers, text, dates
        and answers alike), its ranges made in the same way where it has none. Targets and forecasts are left out, and
        so is what says no period, flow or value: the test `left out` names it. Without a column `side`, the reporter
        (or `compiled_by`) is the side; an empty cell is a side that is not known.
    rates : frame or None
        A rate table with the averages of years (and months, for parts of years); `tv.rates.ecb(base=...,
        days_range=True)` has the range of their days, too. Without that range, ten per cent to each side of the mean
        stand for it; pairs of currencies are crossed over a third where need be. None: no test that needs a rate.
    reference : frame, optional
        A trade table of statistics, taken for true: `compiled_by`, else the reporter, says whose.

    Returns
    -------
    pandas.DataFrame
        One row a test. `claims` : keys of the claims, joined by ", ".
        `test` : publishers, currencies, mirror, reference, published (before its months were over), parts (exports +
        imports), part of year, share, growth, growth of parts, rank, left out; then findings: period, digit, currency.
        `follows_low`, `follows_high` : what follows from the others; `says_low`, `says_high` : what the last claim
        says, both as the printed digits and the mean rate allow (of `currencies`: implied rate, and the days' range).
        `unit` : of these four: a currency, `MYR/USD` (ringgit for one dollar), `share` (a fraction), `rank`, `month`
        (202207), `year`.
        `verdict` : agrees, contradicts, cannot tell. Ranges that touch agree, unless one is too wide to tell. Ranges
        that lie apart contradict, unless they touch when digits were cut instead of rounded or money changed on any
        day of the period; or two articles are no more than 3 % apart (a revision); or a side is not known.
        Two sides of one flow are shown and never contradict. The sentence gives the reason.
        `gap` : lower end of the upper range over the upper end of the lower one, less 1; 0 where they touch; of
        growth, the same of 1 + growth; of a finding, the largest gap that it closes.
        `proposal` : what would mend it: `period 2023`, `digit: 10 times`, `digit: a tenth`, `digit: US$2.84 billion`
        (two digits swapped, or one replaced), `currency MYR`, `currency: exchanged`, `among: partners in Europe`;
        missing where nothing, or too much, would. `suspects` : the claims that it would change; without a proposal,
        the one that all contradictions around share, or that alone no other test bears out.
        `sentence` : the same in words.

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
    if settled.empty:
        STATEMENTS.check(nw.from_native(statements))  # not one claim: say what claims need
    check_frame(nw.from_native(settled), rows="claim")
    if rates is not None:
        RATES.check(nw.from_native(rates))
    if reference is not None:
        check(reference)
    return compare_claims(settled, left_out, rates=rates, reference=reference)


def settle_claims(statements: IntoFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """Spell out the claims of a frame that nobody loaded; of each row that does not say enough, what is wanting."""
    table: Frame = nw.from_native(statements)
    listed = spelled(rows(table), table.collect_schema().names(), "this")
    return listed.rows[~listed.rows["claim"].isin(listed.open_rows)], listed.open_rows


def compare_claims(
    settled: IntoFrame, left_out: dict[str, str], *, rates: IntoFrame | None, reference: IntoFrame | None
) -> pd.DataFrame:
    """Do what `check_claims` does with claims that are spelled out, and tables that are known to be valid."""
    # By key, not by row: which of two equal figures stands for both must not depend on how a table is sorted.
    printed = sorted(claims(_rows(settled)), key=lambda claim: natural(claim.key))
    exchange = Exchange(None if rates is None else _rows(rates))
    trusted = [] if reference is None else list(reference_claims(_rows(reference)))
    world = World([*printed, *_beside(trusted, printed)], exchange)
    made = [*tests(world), *ranks.placed(trusted, world)]
    mended = repairs(world, made, tests)
    rest = knots([each for each in made if not any(each in repair.solved for repair in mended)])
    table = [*(_row(each, mended, rest) for each in made), *(_finding(repair, exchange) for repair in mended)]
    table += [_left_out(key, what) for key, what in left_out.items()]
    return pd.DataFrame(table, columns=list(COLUMNS)).astype(COLUMNS)


def _rows(frame: IntoFrame) -> list[dict[str, Any]]:
    table: Frame = nw.from_native(frame)
    return rows(table)


def _beside(trusted: Sequence[Claim], printed: Sequence[Claim]) -> Iterator[Claim]:
    """Statistics of pairs, and of single economies with the world, that the claims are of."""
    pairs = {frozenset(claim.route[:2]) for claim in printed}
    economies = {economy for pair in pairs for economy in pair}
    for claim in trusted:
        pair = frozenset(claim.route[:2])
        if pair in pairs or (WORLD in pair and pair & economies):
            yield claim


def _row(each: Comparison, mended: Sequence[Repair], rest: Sequence[Knot]) -> list[object]:
    says = each.says.wide if each.test == "currencies" else each.says.near
    mending = next((repair for repair in mended if each in repair.solved), None)
    proposal, suspects = each.proposal, None
    if mending:
        proposal, suspects = mending.proposal, words.keys(mending.printed)
    elif each.test == "rank" and proposal:
        suspects = words.keys(each.claims[:1])
    elif each.test == "published" or proposal == facts.EXCHANGED:
        suspects = words.keys(each.claims)
    elif any(each in knot.contradicted for knot in rest):
        suspects = words.keys(suspect(each, rest)) or None
    ends = _ends(each.follows.near, says, each.unit)
    said = words.sentence(each)
    return [words.keys(each.claims), each.test, *ends, each.unit, each.verdict, each.gap, proposal, suspects, said]


def _left_out(key: str, what: str) -> list[object]:
    ends = [math.nan] * 4
    return [key, "left out", *ends, None, CANNOT_TELL, 0.0, None, None, words.left_out(key, what)]


def _ends(follows: Interval, says: Interval, unit: str) -> list[float]:
    # Growth is reckoned as 1 + growth, so that ranges multiply, and shown as growth.
    less = 1.0 if unit == "share" else 0.0
    return [end - less for end in (follows.low, follows.high, says.low, says.high)]


def _finding(repair: Repair, exchange: Exchange) -> list[object]:
    old, new = repair.printed[0], repair.changed[0]
    follows, says, unit = new.span.near, old.span.near, str(old.currency) if old.kind == "level" else "share"
    if repair.kind == "period":
        follows, says = (Interval(*(float(year_at(month)) for month in claim.months)) for claim in (new, old))
        unit = "year"
    factor = exchange.factor(str(new.currency), str(old.currency), old.months)
    if repair.kind == "currency" and factor:
        follows = (new.span * factor).near
    gap = max((each.gap for each in repair.solved), default=math.nan)
    keys, verdict = words.keys(repair.printed), CONTRADICTS if repair.sure else CANNOT_TELL
    ends = _ends(follows, says, unit)
    return [keys, repair.kind, *ends, unit, verdict, gap, repair.proposal, keys, words.found(repair)]
