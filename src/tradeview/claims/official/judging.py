"""A verdict on each claim of an article, beside what an official table has of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import narwhals as nw
import pandas as pd
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.claims.checks import check_claims
from tradeview.claims.comparison import CANNOT_TELL, CONTRADICTS, REVISION
from tradeview.claims.official.cannot_tell import CannotTell
from tradeview.claims.official.claim_table import CLAIMS, check_claim_table
from tradeview.claims.official.computing import Statistics
from tradeview.claims.official.corrections import Proposal
from tradeview.claims.official.figures import OfficialTable
from tradeview.claims.official.judgement import Judgement, judge_claim
from tradeview.claims.official.mean_rates import MeanRates
from tradeview.claims.official.other_readings import find_surroundings
from tradeview.claims.official.printed_claims import PrintedClaim, read_printed_claim
from tradeview.claims.official.readable import keep_readable
from tradeview.claims.official.sentences import Inside, explain, find_difference, quote_row
from tradeview.claims.proposals import CORRECTIONS
from tradeview.economies.lookup import code as code_of_economy
from tradeview.errors import ArgumentError, StatementError
from tradeview.periods import month_at
from tradeview.prose.claims import read_claims
from tradeview.table.engines import Frame, collect_rows, is_missing, names_present
from tradeview.table.frames import wrap_frame
from tradeview.table.schema import GOODS, TOTAL, check, wrap_trade_table
from tradeview.words.language import Language, in_language

GROWTH_REVISION = 0.01
ARTICLE = "article"  # the title that all claims have as they are held against each other; their keys tell them apart
DTYPES = {
    "verdict": "string",
    **dict.fromkeys(("official_value", "official_low", "official_high", "difference"), "float64"),
    "official_side": "string",
    "computation": "string",
    "rate": "float64",
    "rate_source": "string",
    "missing": "string",
    **dict.fromkeys(("proposal", "proposal_kind"), "string"),
    "proposed_value": "float64",
    **dict.fromkeys(("proposed_start", "proposed_end", "proposed_base_start", "proposed_base_end"), "Int64"),
    **dict.fromkeys(("proposed_kind", "proposed_flow", "proposed_currency"), "string"),
    **dict.fromkeys(("proposed_coverage", "proposed_among"), "string"),
    "explanation": "string",
}
# Columns of a trade table that a verdict may need.
NEEDED = ("period", "reporter", "partner", "flow", "commodity_code", "value", "currency")
ALSO_USED = (
    *("months", "low", "high", "classification", "price_basis", "coverage"),
    *("quantity", "quantity_unit", "net_weight", "compiled_by"),
)


class ContradictionInside(NamedTuple):
    """A test in which claims of the article contradict each other: what it says, and the keys of all of them."""

    sentence: str
    keys: Sequence[str]


@check_arguments
@in_language
def fact_check(
    text: str | Path,
    *,
    against: IntoFrame,
    rates: IntoFrame | None = None,
    reporter: str | None = None,
    partner: str | None = None,
    published: str | date | None = None,
    locale: str | None = None,
    revision: float = REVISION,
    growth_revision: float = GROWTH_REVISION,
    language: str | Language | None = None,  # noqa: ARG001 - the decorator speaks it
) -> pd.DataFrame:
    """Hold each number of an article against its neighbours and against official figures.

    Parameters
    ----------
    text : str or path
        One article, as `read_claims` reads it.
    against : frame
        A trade table, official or your own: of years, quarters or months, or a ledger of several. See `judge_claims`.
    rates : frame, optional
        A rate table with averages, for claims in other currencies than the table's; months need those of months.
    reporter, partner : str, optional
        Whose trade the article is of, and with whom, by any code or name, where it does not say it; without a partner
        it is with the world.
    published : str or date, optional
        The day of publication, for what is told from it (last month).
    locale : str, optional
        The language of the text; without it, told from the text.
    revision, growth_revision : float
        As in `judge_claims`.
    language : str or Language, optional
        What explanations, proposals and computations are written in, whatever the text is in: a code of
        `tv.languages()`, such as "ms"; without it, English.

    Returns
    -------
    pandas.DataFrame
        The rows of `read_claims` with the columns of `judge_claims`.

    Raises
    ------
    FigureError, StatementError, TradeTableError, RateTableError, ArgumentError, UnknownCodeError
        As in `read_claims` and `judge_claims`.

    Examples
    --------
    >>> import tradeview as tv
    >>> about = {"reporter": "MYS", "partner": "WLD", "flow": "export", "commodity_code": "TOTAL", "currency": "MYR"}
    >>> official = pd.DataFrame({"period": [201911, 202011], "value": [80.95e9, 84.72e9], **about})
    >>> text = "In November 2020, exports rose 4.3 per cent to RM84.43 billion. In November 2019 they were RM8.095 bn."
    >>> found = fact_check(text, against=official, reporter="MYS")
    >>> found[["quote", "verdict", "proposal"]]
                 quote      verdict         proposal
    0     4.3 per cent      revised             <NA>
    1  RM84.43 billion      revised             <NA>
    2       RM8.095 bn  contradicts  digit: 10 times
    """
    sides = {"reporter": _find_code(reporter), "partner": _find_code(partner)}
    claims = read_claims(text, **sides, published=published, locale=locale)
    return judge_claims(claims, against=against, rates=rates, revision=revision, growth_revision=growth_revision)


def _find_code(name: str | None) -> str | None:
    return None if name is None else code_of_economy(name)


@check_arguments
@in_language
def judge_claims(
    claims: IntoFrame,
    *,
    against: IntoFrame,
    rates: IntoFrame | None = None,
    revision: float = REVISION,
    growth_revision: float = GROWTH_REVISION,
    language: str | Language | None = None,  # noqa: ARG001 - the decorator speaks it
) -> pd.DataFrame:
    """Give a verdict on each claim of one article, beside the official figure.

    Parameters
    ----------
    claims : frame
        As `read_claims` gives them: a row a claim, with `claim, kind, value, start, end, flow`, and as far as it says
        them `low, high, currency, unit, approximate, bound, base_start, base_end, coverage, side, reporter, partner,
        commodity, commodity_code, among, status, time_from, flow_from`.
    against : frame
        A trade table. A claim without a reporter is of the one that the table has alone, one without a partner of trade
        with the world. Months are added up, and a part of them is no figure; trade without rows of its own is exports
        plus imports, a balance exports less imports. A claim whose side is not known is held against its reporter's
        statistics, else its partner's.
    rates : frame, optional
        A rate table, of which averages are used, directly or inverted: the mean of the claim's months.
    revision : float
        How far a level may have been revised since it was printed, as a share of it.
    growth_revision : float
        How far growth may have been, in points (0.01 is one): of a figure that has doubled, twice as far; of annual
        growth, the less the more years. A share moves by `revision` of itself, and no more points than these; a change
        by this share of the level. Further off, a balance is not judged as far as a revision of both flows moves it
        by half this share of them.
    language : str or Language, optional
        What explanations, proposals and computations are written in: a code of `tv.languages()`, such as "ms"; without
        it, English.

    Returns
    -------
    pandas.DataFrame
        The claims, in pandas, with

        - `verdict` : matches (within its printed digits, hedges and bounds), revised (off by no more than a revision
          moves it), contradicts, cannot tell.
        - `official_value`, `official_low`, `official_high` : what the table has, in the terms of the claim.
        - `difference` : of amounts the printed one over the official one, less 1; of all else the one less the other.
        - `official_side` : the reporter whose statistics these are.
        - `computation` : how the official figure was computed: from what, of which months, converted at which rate.
        - `rate`, `rate_source` : that rate, and whose it is.
        - `missing` : where there is no verdict, what is missing: value, kind, time, status (a target or forecast),
          flow, reporter, commodity, coverage, currency, base, set, side, series, months, several (figures for one
          month), classification, rate (between the currencies; or of another day), quantity, sign, bound, meaning,
          balance (which a small revision of exports or imports moves as far). Time, flow, coverage, base and currency
          are missing, too, where the text may be read otherwise, and the claim would fit so.
        - `proposal` : of what contradicts, the one change that makes it match within its digits, else brings it within
          half of a revision, where there is exactly one: `period 2023`, `digit: 10 times`, `currency MYR`,
          `flow import`, `sign: the other` …
        - `proposal_kind` : year, point, swapped digits, digit, currency, sign, flow, coverage, level for growth, level
          for change, change for level, months, base, set.
        - `proposed_value`, `proposed_start`, `proposed_end`, `proposed_base_start`, `proposed_base_end`,
          `proposed_kind`, `proposed_flow`, `proposed_currency`, `proposed_coverage`, `proposed_among` : what the change
          changes.
        - `explanation` : all this in words, with what the article says against itself, and whether the time of the
          claim was carried from elsewhere in the text.

    Raises
    ------
    StatementError, TradeTableError, RateTableError
        A table breaks the rules of its kind.
    ArgumentError
        A tolerance is no number from 0 to below 1.

    Examples
    --------
    >>> import pandas as pd
    >>> about = {"reporter": "MYS", "partner": "WLD", "flow": "export", "commodity_code": "TOTAL", "currency": "MYR"}
    >>> official = pd.DataFrame({"period": [201911, 202011], "value": [80.0e9, 84.0e9], **about})
    >>> said = {"kind": ["level", "growth"], "value": [83.7e9, 0.5], "low": [83.65e9, 0.495], "high": [83.75e9, 0.505]}
    >>> article = pd.DataFrame({"claim": ["1", "2"], "start": 202011, "end": 202011, **about, **said})
    >>> judge_claims(article, against=official)[["claim", "verdict", "official_value", "proposal"]]
      claim      verdict  official_value          proposal
    0     1      revised    8.400000e+10              <NA>
    1     2  contradicts    5.000000e-02  digit: a tenth
    """
    _ask_for_share("revision", revision)
    _ask_for_share("growth_revision", growth_revision)
    check_claim_table(claims)
    check(against)
    given = CLAIMS.with_kinds(wrap_frame(claims, StatementError))
    rows = collect_rows(given)
    mean_rates = MeanRates(rates)
    table, only_reporter = read_official_table(against, rows)
    statistics = Statistics(table, mean_rates, revision, growth_revision)
    inside = find_contradictions_inside(rows, only_reporter, rates)
    found = _judge_rows(rows, only_reporter, statistics, inside)
    verdicts = pd.DataFrame(found, columns=list(DTYPES)).astype(DTYPES)
    frame = _in_pandas(claims, given, rows)
    kept = frame.drop(columns=[name for name in DTYPES if name in frame])
    return pd.concat([kept, verdicts.set_axis(kept.index)], axis="columns")


def _judge_rows(
    rows: Sequence[Mapping[str, Any]],
    only_reporter: str | None,
    statistics: Statistics,
    inside: Mapping[str, Sequence[ContradictionInside]],
) -> list[dict[str, Any]]:
    """Judge each claim by itself and by what the text says around it."""
    claims: list[PrintedClaim | None] = []
    judged: dict[int, Judgement] = {}
    for place, row in enumerate(rows):
        try:
            claims.append(read_printed_claim(row, only_reporter))
        except CannotTell as missing:
            claims.append(None)
            judged[place] = Judgement(CANNOT_TELL, missing=missing)
    for place, around in enumerate(find_surroundings(rows, claims)):
        printed = claims[place]
        if printed is not None:
            judged[place] = judge_claim(printed, statistics, around)
    wrong = {str(row["claim"]): row for place, row in enumerate(rows) if judged[place].verdict == CONTRADICTS}
    written = []
    for place, (row, printed) in enumerate(zip(rows, claims, strict=True)):
        tests = [_settle_inside(test, str(row["claim"]), wrong) for test in inside.get(str(row["claim"]), ())]
        written.append(_write_row(row, printed, judged[place], tests))
    return written


def _settle_inside(test: ContradictionInside, key: str, wrong: Mapping[str, Mapping[str, Any]]) -> Inside:
    """Say which other claims of a test official figures contradict."""
    others = [wrong[other] for other in test.keys if other in wrong and other != key]
    quotes = [quote_row(row) for row in others]
    return Inside(test.sentence, quotes)


def _ask_for_share(name: str, given: object) -> None:
    is_number = isinstance(given, int | float) and not isinstance(given, bool)
    if not is_number or not 0 <= float(given) < 1:  # type: ignore[arg-type]
        raise ArgumentError(f"{name} is a number from 0 to below 1 (0.03 is 3%)", repr(given)[:80], "give such a one")


def _in_pandas(claims: Any, given: Frame, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    if isinstance(claims, pd.DataFrame):
        return claims.copy()
    return pd.DataFrame(rows, columns=given.collect_schema().names())


# The official table


def read_official_table(against: IntoFrame, rows: Iterable[Mapping[str, Any]]) -> tuple[OfficialTable, str | None]:
    """Collect what claims may be held against, and the reporter of the table where it has one alone."""
    table = wrap_trade_table(against, *NEEDED)
    reporters = {str(row["reporter"]) for row in collect_rows(table.select("reporter").unique())}
    only_reporter = reporters.pop() if len(reporters) == 1 else None
    economies = {only_reporter} - {None}
    codes = {TOTAL}
    for row in rows:
        named = [row.get(name) for name in ("reporter", "partner", "side")]
        economies.update(str(code) for code in named if not is_missing(code))
        if not is_missing(row.get("commodity_code")):
            codes.add(str(row["commodity_code"]))
        economies.update(word for word in str(row.get("among") or "").split() if word.isupper())
    is_of_claims = nw.col("reporter").is_in(sorted(map(str, economies))) & nw.col("commodity_code").is_in(sorted(codes))
    used = [*NEEDED, *names_present(table, ALSO_USED)]
    return OfficialTable(collect_rows(table.filter(is_of_claims).select(*used))), only_reporter


# Claims among themselves


def find_contradictions_inside(
    rows: Sequence[Mapping[str, Any]], only_reporter: str | None, rates: IntoFrame | None
) -> dict[str, list[ContradictionInside]]:
    """Hold the claims of the article against each other; of each that is contradicted, the tests that say so."""
    readable = keep_readable(rows, only_reporter, ARTICLE)
    if len(readable) < 2:  # one claim alone has nothing to be held against
        return {}
    # What is said twice is tested once: a long text repeats itself, and tests of all pairs grow with its square.
    said_as = readable.groupby([name for name in readable if name != "claim"], dropna=False, sort=False)["claim"]
    copies = {str(keys.iloc[0]): [str(key) for key in keys] for _, keys in said_as}
    findings = check_claims(readable[readable["claim"].isin(list(copies))], rates=rates)
    wrong = findings[findings["verdict"] == CONTRADICTS]
    is_correction = wrong["test"].isin(CORRECTIONS)
    said: dict[str, list[ContradictionInside]] = {}
    # What would mend a claim says most about it, and is said first.
    for finding in pd.concat([wrong[is_correction], wrong[~is_correction]]).itertuples():
        tested = [copy for key in str(finding.claims).split(", ") for copy in copies[key]]
        for key in tested:
            said.setdefault(key, []).append(ContradictionInside(str(finding.sentence), tuple(tested)))
    return said


# Rows


def _write_row(
    row: Mapping[str, Any], printed: PrintedClaim | None, judgement: Judgement, inside: Sequence[Inside]
) -> dict[str, Any]:
    """Write the verdict on a claim in the columns of the result."""
    written: dict[str, Any] = dict.fromkeys(DTYPES)
    written["verdict"] = judgement.verdict
    if judgement.missing is not None:
        written["missing"] = judgement.missing.what
    computed = judgement.computed
    if printed is not None and computed is not None:
        written |= {
            "official_value": computed.value,
            "official_low": computed.low,
            "official_high": computed.high,
            "official_side": computed.reporter,
            "computation": computed.sentence,
            "difference": find_difference(printed, computed),
            "rate": computed.rate,
            "rate_source": computed.rate_source,
        }
    if printed is not None and judgement.proposal is not None:
        written |= _write_proposal(printed, judgement.proposal)
    written["explanation"] = explain(row, printed, judgement, inside)
    return written


def _write_proposal(printed: PrintedClaim, proposal: Proposal) -> dict[str, Any]:
    """Write a proposal, and of the claim as changed what differs."""
    written: dict[str, Any] = {"proposal": proposal.sentence, "proposal_kind": proposal.kind}
    corrected = proposal.corrected
    if corrected.value != printed.value:
        written["proposed_value"] = corrected.value
    if corrected.months != printed.months:
        written["proposed_start"], written["proposed_end"] = (month_at(month) for month in corrected.months)
    elif corrected.before != printed.before:
        written["proposed_base_start"], written["proposed_base_end"] = (month_at(month) for month in corrected.before)
    for name in ("flow", "currency", "coverage", "among", "kind"):
        if getattr(corrected, name) != getattr(printed, name):
            written[f"proposed_{name}"] = getattr(corrected, name)
    if written.get("proposed_coverage") == "":
        written["proposed_coverage"] = GOODS
    return written
