"""How great a rise or a fall is: grew at a softer 3 %, fell by a larger 7 %, naik lebih pantas, 67 %.

A word for it (`degrees`) may be one for a rise or a fall as well. Behind what rose or fell, with no more than a few
words between (`degree_joints`), it says no way of its own.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.claims.claim_words import SIGNS
from tradeview.prose.facts.sentence import Mention
from tradeview.prose.lexicon import GAP, Lexicon, any_word
from tradeview.prose.measures.words import gather_claims


class DegreeWords:
    """The words of some languages for how great a rise or a fall is."""

    def __init__(self, lexicon: Lexicon) -> None:
        listed = any_word(gather_claims(lexicon, "degrees"))
        joints = any_word(gather_claims(lexicon, "degree_joints"))
        article = any_word([*gather_claims(lexicon, "articles"), *gather_claims(lexicon, "degree_articles")])
        self.degree = re.compile(listed)
        self.joint = re.compile(f"{GAP}(?:{joints}{GAP}){{0,4}}")
        self.before = re.compile(f"(?:{article}{GAP})?(?P<degree>{listed}){GAP}\\Z")


@lru_cache(maxsize=64)
def find_degree_words(lexicon: Lexicon) -> DegreeWords:
    """Return the words of a lexicon for how great a rise or a fall is, built once."""
    return DegreeWords(lexicon)


def leave_out_degrees(reader: Reader, said: Sequence[Mention]) -> list[Mention]:
    """Leave out what only says how great a rise or a fall is, right behind the word for this."""
    words = find_degree_words(reader.lexicon)
    kept: list[Mention] = []
    for one in said:
        is_degree = one.label in SIGNS and words.degree.fullmatch(reader.folded, one.start, one.end) is not None
        last = kept[-1] if kept and kept[-1].label in SIGNS else None
        is_behind = last is not None and words.joint.fullmatch(reader.folded, last.end, one.start) is not None
        if not (is_degree and is_behind):
            kept.append(one)
    return kept


def find_degree_start(reader: Reader, said: Sequence[Mention], floor: int, place: int) -> int:
    """Return where the word for a degree right before a place starts, with its article, or the place itself."""
    match = find_degree_words(reader.lexicon).before.search(reader.folded, floor, place)
    if match is None:
        return place
    is_said = any(one.start < match.end("degree") and match.start("degree") < one.end for one in said)
    return place if is_said else reader.word_end(match.start(), floor)
