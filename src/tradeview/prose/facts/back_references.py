"""What points back at two flows that are named before: the former, the latter.

`Exports and imports rose, the former to US$5 billion, the latter to US$4 billion`. As such words have other meanings,
too (the first, the second), both have to stand, the one after the other.
"""

from collections.abc import Sequence
from itertools import pairwise

from tradeview.prose.facts.sentence import Mention

FORMER, LATTER = "former", "latter"
BACK_REFERENCES = (FORMER, LATTER)
PAIR = {"export", "import"}


def refer_back(flows: Sequence[Mention]) -> list[Mention]:
    """Return the flows of a sentence with what the former and the latter name; where they name none, without them.

    Examples
    --------
    >>> both = Mention(0, 19, "total", parts=("export", "import"))
    >>> [flow.label for flow in refer_back([both, Mention(26, 36, "former"), Mention(50, 60, "latter")])]
    ['total', 'export', 'import']
    """
    referring = {
        former: latter for former, latter in pairwise(flows) if (former.label, latter.label) == BACK_REFERENCES
    }
    told: list[Mention] = []
    pair: tuple[str, ...] = ()
    for flow in flows:
        if flow.label in BACK_REFERENCES:
            latter = referring.get(flow)
            if latter and len(pair) > 1:
                told += [flow._replace(label=pair[-2]), latter._replace(label=pair[-1])]
            continue
        told.append(flow)
        pair = _add_to_pair(pair, flow)
    return told


def _add_to_pair(pair: tuple[str, ...], flow: Mention) -> tuple[str, ...]:
    """Return exports and imports in the order in which they are named last."""
    if flow.parts:
        return flow.parts
    if flow.label not in PAIR or pair[-1:] == (flow.label,):
        return pair
    return (*pair[-1:], flow.label)
