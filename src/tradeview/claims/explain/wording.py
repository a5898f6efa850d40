"""What is said of explanations: each proposal and each sentence a whole template, filled from values."""

from collections.abc import Sequence

from tradeview.claims.claim import Claim
from tradeview.claims.comparison import Comparison, list_resting_on
from tradeview.claims.explain.mistakes import Correction
from tradeview.claims.explain.weighing import Explained, Explanation, rest_on_same_claims
from tradeview.claims.sentences import list_keys, write_figure_of_flow, write_proposal
from tradeview.words import explanations as words
from tradeview.words.numbers import format_percent

OF_DIGITS = ("digit", "swap")


def write_rivals(rivals: Sequence[Explanation]) -> str:
    """Say the explanations of which one may well be right, each with its claims where these are not the same."""
    is_one_change_each = all(len(rival.corrections) == 1 for rival in rivals)
    if rest_on_same_claims(rivals) and is_one_change_each:
        return str(write_proposal(tuple(rival.corrections[0].change for rival in rivals)))
    said = [write_explanation(rival) for rival in rivals]
    shown = dict(zip(("first", "second", "third"), said, strict=False))
    return words.RIVALS[len(shown)].fill(**shown)


def write_explanation(explanation: Explanation) -> str:
    """Say the changes of an explanation, each with its claims."""
    said = []
    for correction in explanation.corrections:
        said.append(f"{write_proposal((correction.change,))} ({list_keys(correction.printed)})")
    return ", ".join(said)


def sentence_of_rivals(rivals: Sequence[Explanation]) -> str:
    """Say that one of several explanations is right, and which is not sure."""
    return words.ANY_ONE.fill(proposal=write_rivals(rivals))


def sentence_of_proposal(correction: Correction, explained: Explained) -> str:
    """Say a proposal, how many tests contradict without it, and how many independent ones agree with it."""
    solved = list_resting_on(explained.cluster.contradictions, correction.keys)
    against = words.AS_PRINTED.fill(count=len(solved), claims=_list_figures(correction.printed))
    speaking = explained.tests_for(correction)
    proposal = str(write_proposal((correction.change,)))
    return f"{against} {_say_tests(proposal, speaking)}"


def _say_tests(proposal: str, speaking: Sequence[Comparison]) -> str:
    tests = [words.name_test(name) for name in dict.fromkeys(test.test for test in speaking)]
    count = len(speaking)
    number = str(count)
    if count in words.NUMBERS:
        number = words.NUMBERS[count].fill()
    return words.WITH_PROPOSAL.fill(count=count, number=number, proposal=proposal, tests=tests)


def sentence_of_explanation(correction: Correction, probability: float) -> str:
    """Say one change of an explanation, and how likely that is."""
    parts: dict[str, str | list[str]] = {
        "claims": _list_figures(correction.printed),
        "probability": format_percent(probability, 0, signed=False),
    }
    if correction.mistake == "unknown":
        return words.EXPLAINED_BY_UNKNOWN.fill(**parts)
    if correction.mistake == "revision":
        return words.EXPLAINED_BY_REVISION.fill(**parts)
    proposal = str(write_proposal((correction.change,)))
    if correction.mistake in OF_DIGITS:
        return words.EXPLAINED_BY_DIGIT.fill(proposal=proposal, choices=correction.choices, **parts)
    return words.EXPLAINED_BY.fill(proposal=proposal, **parts)


def sentence_of_bounds(explained: Explained) -> str:
    """Say what the bounds of the search left out; nothing where none was met."""
    if not explained.left_out:
        return ""
    bounds = []
    for what, count in explained.left_out:
        bounds.append(words.BOUNDS[what].fill(count=count))
    return words.NOT_ALL_TRIED.fill(bounds=bounds)


def _list_figures(claims: Sequence[Claim]) -> list[str]:
    return list(dict.fromkeys(write_figure_of_flow(claim) for claim in claims))
