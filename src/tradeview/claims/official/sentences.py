"""What is said of a claim beside the official figure: each sentence a whole template of `tradeview.words.verdicts`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tradeview.claims.comparison import CANNOT_TELL, CONTRADICTS
from tradeview.claims.official.computing import Computed
from tradeview.claims.official.corrections import Proposal
from tradeview.claims.official.figures import Flow
from tradeview.claims.official.judgement import Judgement
from tradeview.claims.official.printed_claims import GROWTHS, LEVELS, RANK, PrintedClaim
from tradeview.claims.sentences import shorten
from tradeview.periods import shift_years
from tradeview.table.engines import is_missing
from tradeview.words import verdicts as words
from tradeview.words.names import name_economy
from tradeview.words.numbers import write_short
from tradeview.words.templates import list_alternatives

VERDICTS = {"matches": words.MATCHES, "revised": words.REVISED, CONTRADICTS: words.CONTRADICTS}
HOLDING = ("matches", "revised")  # verdicts on what official figures do not contradict
MOST_PROPOSALS = 4  # that are named where none is likelier than the others
LEAST_SEEN = 0.0005  # of a difference that one decimal of a per cent shows
SAID_FROM_SENTENCE = "sentence"
LIKE = 3  # letters of a scale that languages spell alike: million, miliar is another
TRAILING_ZEROS = re.compile(r"(?<=\d)\.0+(?!\d)|(?<=\.\d)0+(?!\d)")  # RM152.0 billion, RM80.50 billion


@dataclass(frozen=True)
class Inside:
    """A test in which the claims of an article contradict each other, and which of them official figures contradict.

    Parameters
    ----------
    sentence : str
        What it says.
    wrong : sequence of str
        The other claims of the test that official figures contradict, as the text prints them.
    """

    sentence: str
    wrong: Sequence[str] = ()


def explain(
    row: Mapping[str, Any], printed: PrintedClaim | None, judgement: Judgement, inside: Sequence[Inside]
) -> str:
    """Say a verdict, why it is given, what would mend the claim, and what its neighbours and its time say."""
    said = [_say_verdict(row, printed, judgement)]
    if printed is not None and judgement.computed is not None:
        said += _say_more(printed, judgement, judgement.computed)
    said += _say_what_contradicts_inside(judgement, inside)
    said += _say_what_was_carried(row)
    return " ".join(said)


def _say_what_contradicts_inside(judgement: Judgement, inside: Sequence[Inside]) -> list[str]:
    """Say what the article says against itself; of a claim that official figures bear out, which others they do not."""
    if not inside:
        return []
    first = words.CONTRADICTED_INSIDE.fill(sentence=inside[0].sentence)
    holds = judgement.verdict in HOLDING
    if holds and all(test.wrong for test in inside):
        wrong = list(dict.fromkeys(quote for test in inside for quote in test.wrong))
        return [first, words.OTHERS_ARE_WRONG.fill(others=wrong[:MOST_PROPOSALS])]
    said = [first, words.IT_HOLDS.fill()] if holds else [first]
    if len(inside) > 1:
        said.append(words.CONTRADICTED_AGAIN.fill(count=len(inside) - 1))
    return said


def _say_verdict(row: Mapping[str, Any], printed: PrintedClaim | None, judgement: Judgement) -> str:
    missing = "" if judgement.missing is None else judgement.missing.sentence
    if printed is None:
        quote = row.get("quote")
        said = words.A_NUMBER.fill() if is_missing(quote) else words.quote_number(shorten(str(quote)))
        return words.CANNOT_TELL.fill(printed=said, missing=missing)
    figure = quote_printed(row, printed)
    if judgement.computed is None:
        return words.CANNOT_TELL.fill(printed=figure, missing=missing)
    parts = {
        "printed": figure,
        "flow": words.name_flow(*flow_named(printed)),
        "months": words.write_months(printed.months),
        "official": write_figure(printed, judgement.computed.value),
    }
    if judgement.verdict == CANNOT_TELL:
        return words.BESIDE_FIGURE.fill(missing=missing, **parts)
    if judgement.verdict != "matches":
        parts["difference"] = write_difference(printed, judgement.computed)
    return VERDICTS[judgement.verdict].fill(**parts)


def _say_more(printed: PrintedClaim, judgement: Judgement, computed: Computed) -> list[str]:
    said = []
    is_signed = printed.kind in {*GROWTHS, "change"} or printed.flow == "balance"
    if judgement.verdict == "revised" and is_signed and printed.value * computed.value < 0:
        said.append(words.OTHER_DIRECTION.fill())
    if judgement.verdict == CONTRADICTS:
        if computed.reporter != printed.reporter:
            said.append(words.OTHER_STATISTICS.fill(reporter=name_economy(printed.reporter)))
        said += _say_proposals(judgement.proposals)
    return said


def _say_proposals(proposals: Sequence[Proposal]) -> list[str]:
    if not proposals:
        return []
    is_exact = all(proposal.is_exact for proposal in proposals)
    sentences = [proposal.sentence for proposal in proposals]
    if len(sentences) == 1:
        template = words.IT_WOULD_MATCH if is_exact else words.IT_WOULD_BE_NEAR
        return [template.fill(proposal=sentences[0])]
    template = words.SEVERAL_WOULD_MATCH if is_exact else words.SEVERAL_WOULD_BE_NEAR
    return [template.fill(proposals=list_alternatives(sentences[:MOST_PROPOSALS]))]


def _say_what_was_carried(row: Mapping[str, Any]) -> list[str]:
    said = []
    place = row.get("time_from")
    if not is_missing(place) and place not in ("", SAID_FROM_SENTENCE):
        known = words.CARRIED_TIME.get(str(place))
        said.append(known.fill() if known else words.CARRIED_TIME_ELSEWHERE.fill(place=shorten(str(place))))
    flow = row.get("flow_from")
    if not is_missing(flow) and flow not in ("", SAID_FROM_SENTENCE):
        said.append(words.CARRIED_FLOW.fill())
    return said


def flow_named(printed: PrintedClaim) -> Flow:
    """The flow of a claim, to be named."""
    return Flow(printed.reporter, printed.partner, printed.flow, printed.code, printed.coverage)


def quote_printed(row: Mapping[str, Any], printed: PrintedClaim) -> str:
    """Quote a claim as it is printed, and say how it is read where that is not the same."""
    figure = write_printed(printed)
    if is_missing(row.get("quote")) or row["quote"] == "":
        return figure
    quote = shorten(str(row["quote"]))
    if _says_same(TRAILING_ZEROS.sub("", quote), figure):
        return words.quote_number(quote)
    return words.quote_and_read(quote, figure)


def _says_same(quote: str, figure: str) -> bool:
    """Tell whether a quote is a figure, but for how its language spells the scale: RM24.4 bilion."""
    if quote == figure:
        return True
    (number, _, scale), (said, _, other) = (text.partition(" ") for text in (quote, figure))
    return number == said and bool(scale) and scale[:LIKE] == other[:LIKE]


def quote_row(row: Mapping[str, Any]) -> str:
    """Quote the number of a row as the text prints it; without a quote, by the key of its claim."""
    quote = row.get("quote")
    if is_missing(quote) or quote == "":
        return words.CLAIM_OF_KEY.fill(key=shorten(str(row["claim"])))
    return words.quote_number(shorten(str(quote)))


def write_printed(printed: PrintedClaim) -> str:
    """Write what a claim says, with its hedge."""
    figure = write_figure(printed, printed.value)
    if printed.bound is not None:
        return words.BOUNDS[printed.bound].fill(figure=figure)
    return words.ABOUT.fill(figure=figure) if printed.approximate else figure


def write_figure(printed: PrintedClaim, value: float) -> str:
    """Write a value of the kind of a claim."""
    decimals = words.count_decimals(printed.high - printed.low)
    if printed.kind == RANK:
        return words.RANK.fill(place=write_short(value))
    if printed.kind == "share":
        return words.SHARE.fill(percent=words.write_percent(value, decimals, signed=False))
    if printed.kind in GROWTHS:
        return _write_growth(printed, words.write_percent(value, decimals))
    if printed.is_in_points:
        return words.CHANGE.fill(amount=words.POINTS_PRINTED.fill(points=words.write_points(value, decimals)))
    return _write_amount(printed, value)


def _write_growth(printed: PrintedClaim, percent: str) -> str:
    if printed.kind == "annual growth":
        return words.ANNUAL_GROWTH.fill(percent=percent)
    if is_from_other_time(printed):
        return words.GROWTH_FROM.fill(percent=percent, base=words.write_months(printed.before))
    return words.GROWTH.fill(percent=percent)


def is_from_other_time(printed: PrintedClaim) -> bool:
    """Tell whether a claim is compared with another time than the year before, which goes without saying."""
    return printed.before != shift_years(printed.months, -1)


def _write_amount(printed: PrintedClaim, value: float) -> str:
    amount = _write_plain_amount(printed, value)
    if printed.kind == "change" and is_from_other_time(printed):
        return words.CHANGE_FROM.fill(amount=amount, base=words.write_months(printed.before))
    if printed.kind == "change":
        return words.CHANGE.fill(amount=amount)
    if printed.kind == "average":
        return words.AVERAGE.fill(amount=amount, unit=str(printed.unit))
    if printed.kind == "price":
        return words.PRICE.fill(amount=amount, unit=str(printed.unit))
    return amount


def _write_plain_amount(printed: PrintedClaim, value: float) -> str:
    return words.write_amount(value, printed.currency or printed.unit or "", is_money=printed.currency is not None)


def find_difference(printed: PrintedClaim, computed: Computed) -> float:
    """How far a printed figure is off: amounts as a share of the official one, less 1; all else as it is."""
    if printed.kind not in {*LEVELS, "change"} or printed.is_in_points:
        return printed.value - computed.value
    return float("nan") if computed.value == 0 else printed.value / computed.value - 1


def write_difference(printed: PrintedClaim, computed: Computed) -> str:
    """Write how far a printed figure is off."""
    difference = find_difference(printed, computed)
    if printed.kind == RANK:
        return words.PLACES.fill(count=round(abs(difference)))
    if printed.kind == "change" and not printed.is_in_points:
        # Of what is itself a small difference, a share says little.
        return _write_plain_amount(printed, printed.value - computed.value)
    if printed.kind in LEVELS and printed.value * computed.value <= 0:
        # Of a figure on the other side of zero a share says nothing.
        return _write_plain_amount(printed, printed.value - computed.value)
    if printed.kind in LEVELS:
        decimals = 1 if abs(difference) >= LEAST_SEEN else 2
        return words.write_percent(difference, decimals)
    return words.POINTS.fill(points=words.write_points(difference, words.count_decimals(printed.high - printed.low)))
