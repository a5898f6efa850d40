"""In which currency growth is told, beside its number or for all numbers of its sentence: in dollar terms, в рублях.

Languages say it behind the number (up 75 % in ringgit, 30 % in US dollars) and before it (в долларах на 30 %, в рублях
на 75 %). Commas and conjunctions tell whose it is: what they part from the number before, and not from the next, is of
the next. What stands before the first number of a sentence counts for those of it that have none of their own.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from tradeview.prose.amounts.assumed import DOLLAR, is_of_one_letter, resolve_currencies
from tradeview.prose.amounts.countries import find_places
from tradeview.prose.amounts.currency_terms import Term, find_terms
from tradeview.prose.claims.claim import Claim
from tradeview.prose.claims.place import CLAUSE_END, Place
from tradeview.prose.facts.flow_names import FLOWS
from tradeview.prose.facts.sentence import within
from tradeview.prose.figure import Figure
from tradeview.prose.lexicon import Lexicon, any_word, list_currencies, unit_name
from tradeview.prose.text.folding import View, Word

NUMBER_BEFORE = re.compile(r"\d\)? ?\Z")
BEHIND = 40  # characters behind a number within which its term begins
VOLUME = "volume"  # what grew where that is weight or number


def find_term(place: Place, of: str | None) -> Term | None:
    """Return the words for the currency in which a growth is told, if there are any; `of` is what grew.

    What was sold by weight or number has none of another growth: up 5 % in ringgit and 7 % in volume.
    """
    reader, figure = place.reader, place.figure
    semicolon = reader.folded.find(";", figure.end, place.sentence.end)
    part_end = place.sentence.end if semicolon < 0 else semicolon
    found = find_terms(reader.lexicon, reader.view, place.part_start, part_end)
    terms = [term for term in found if not _is_of_amount(place, term)]
    before = [term for term in terms if place.floor <= term.start and term.end <= figure.start]
    behind = [term for term in terms if figure.end <= term.start < min(place.ceiling, figure.end + BEHIND)]
    own = _choose(place, terms, before[-1] if before else None, behind[0] if behind else None)
    if own is not None:
        return own
    return None if of == VOLUME else _find_shared(place, terms, before[-1] if before else None)


def _is_of_amount(place: Place, term: Term) -> bool:
    """Whether a term says what an amount is of: up 75 % to 3 billion in Singapore dollars."""
    reader = place.reader
    if any(figure.start < term.end and term.start < figure.end for figure in place.figures):
        return True
    floor = max((figure.end for figure in place.figures if figure.end <= term.start), default=place.part_start)
    stretch = reader.view.part(max(floor, term.start - BEHIND), term.start)
    marks = [mark.end() for mark in CLAUSE_END.finditer(stretch.folded)]
    scales = [at for at, _ in reader.lexicon.scales.scan(stretch) if not marks or at > marks[-1]]
    return any(NUMBER_BEFORE.search(stretch.folded, 0, at) for at in scales)


def _choose(place: Place, terms: Sequence[Term], before: Term | None, behind: Term | None) -> Term | None:
    """Return which of the terms on either side of a number is its own: none where both are its neighbours'."""
    figure, previous, following = place.figure, place.previous, place.following
    is_own = before is not None and (previous is None or _is_parted(place, previous.end, before.start))
    if behind is not None and not _is_parted(place, figure.end, behind.start):
        # In dollars by 30 % in roubles by 75 %: the last number has none behind it.
        is_of_next = following is not None and not any(term.start >= following.end for term in terms)
        return before if is_own and is_of_next else behind
    if is_own:
        return before
    if behind is not None:
        is_of_next = following is not None and not _is_parted(place, behind.end, following.start)
        return None if is_of_next else behind
    return None


def _find_shared(place: Place, terms: Sequence[Term], before: Term | None) -> Term | None:
    """Return the term that a number shares with those before it."""
    if before is not None and place.previous is not None and _goes_on(place, before, place.previous):
        return before
    return _find_opening(place, terms)


def _goes_on(place: Place, before: Term, previous: Figure) -> bool:
    """Whether a number is the next of a row of one thing: 5 % in ringgit terms in March and 7 % in April."""
    if previous.unit != place.figure.unit or CLAUSE_END.search(place.reader.folded, before.end, place.figure.start):
        return False
    between = (before.end, place.figure.start)
    return not within(place.said, *between) and not within(place.sentence.mentions, *between)


def _find_opening(place: Place, terms: Sequence[Term]) -> Term | None:
    """Return the term before the first number of a sentence, which those of other flows share.

    In yen terms, exports fell 3 % and imports 2 %. A number that names no flow of its own may have a currency of its
    own that is not known, and so has none here.
    """
    start, first, previous = place.part_start, place.figures[0].start, place.previous
    opening = [term for term in terms if start <= term.start and term.end <= max(start, first)]
    if not opening or previous is None:
        return None
    mentions = within(place.sentence.mentions, previous.end, place.figure.start)
    is_of_flow = any(mention.label in FLOWS for mention in mentions)
    is_listed = _find_conjunctions(place.reader.lexicon).fullmatch(
        place.reader.folded[previous.end : place.figure.start].strip(", ،、")
    )
    codes = {term.word.currency for term in terms}
    return opening[-1] if len(codes) == 1 and (is_of_flow or is_listed) else None


def _is_parted(place: Place, start: int, end: int) -> bool:
    """Whether a clause ends, or a conjunction stands, in a stretch of a sentence."""
    folded = place.reader.folded
    is_end = CLAUSE_END.search(folded, start, end) is not None
    return is_end or _find_conjunctions(place.reader.lexicon).search(folded, start, end) is not None


@lru_cache(maxsize=64)
def _find_conjunctions(lexicon: Lexicon) -> re.Pattern[str]:
    """Return what joins or sets against each other: and, while, but."""
    return re.compile(any_word(lexicon.words("and", "clauses")))


def settle_terms(claims: Sequence[Claim], view: View) -> list[str | None]:
    """Return the currency in which each claim of a text is told; the claims are placed in the folded text.

    A name of several currencies means what it means beside an amount, but for the dollar: that is the United States'.
    """
    numbers = [claim.figure for claim in claims]
    open_terms: dict[int, Figure] = {}
    for claim in claims:
        term = claim.term
        if term and term.word.assumed and unit_name(term.word.currency) != DOLLAR:
            language = term.word.locale or claim.figure.locale
            open_terms[term.start] = Figure(term.start, term.end, None, 0, term.word, language)
    settled: dict[int, str] = {}
    if open_terms:
        beside = sorted([*numbers, *open_terms.values()], key=lambda figure: figure.start)
        resolved = [figure for figure in resolve_currencies(beside, view) if figure.start in open_terms]
        settled = {figure.start: figure.currency for figure in resolved}
    codes: list[str | None] = []
    for claim in claims:
        code = ""
        if claim.term is not None:
            code = settled.get(claim.term.start, claim.term.word.currency)
            if _may_be_of_other(claim.term.word, code, claim, view):
                code = ""
        codes.append(code or None)  # a name of several that the text does not settle has none
    return codes


def _may_be_of_other(word: Word, code: str, claim: Claim, view: View) -> bool:
    """Whether a name of one letter may be short for that of a country of its sentence: 台湾の輸出は元建て."""
    locale = word.locale or claim.figure.locale
    if locale is None or not is_of_one_letter(word):
        return False
    names = {name.currency for name in list_currencies((locale,)) if name.printed.endswith(word.printed)}
    paid = {place.currency for place in find_places(view, locale, *claim.sentence)}
    return code not in paid and bool(paid & names - {code})
