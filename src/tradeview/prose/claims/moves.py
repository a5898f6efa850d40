"""What moved up or down by a number: the verb, the adverb or the noun that says so, and where it stands.

Right before the number (rose 5 %, a rise of 5 %), right behind it (5 % higher), as its printed sign (+5 %), with "by"
in another clause, last in its sentence where a language has its verbs there, or anywhere before it in its clause. The
same words may say a share, whose verbs stand where these do.
"""

import re

from tradeview.prose.claims.around import (
    BEHIND,
    BRACKET_BEFORE,
    CHANGED_BY,
    PLUS_BEFORE,
    SAID_OF,
    SAID_OF_WHAT,
    Around,
)
from tradeview.prose.claims.claim import GROWTH, SHARE
from tradeview.prose.claims.claim_words import (
    FALL,
    FALL_NOUN,
    GROWTH_NOUN,
    OTHER,
    RISE,
    SHARE_NOUN,
    SIGNS,
    VALUE,
    VOLUME,
)
from tradeview.prose.claims.claim_words import SHARE as SHARE_WORD
from tradeview.prose.claims.claimed import Claimed
from tradeview.prose.claims.place import CLAUSE_END
from tradeview.prose.facts.sentence import Mention, first_after, within
from tradeview.prose.measures.words import INDEX, MULTIPLE, PERCENT, POINT, RANK

RATE_BEHIND = 40  # characters from what grew to the noun for its rate
TIME_WORD = 2  # letters of what stands before a time: в
OF_WHAT = 2  # words between the noun of a rise and the flow that rose: rebound in the
ROW = 3  # percentages that one verb is of
OF_UNITS = {VOLUME, VALUE}
VERBS = {*SIGNS, *SAID_OF_WHAT}
RATIOS = {PERCENT, POINT, MULTIPLE, RANK, INDEX}  # units of what is no amount
COMMA = re.compile("[,،] ?")


def _find_turn(around: Around, verb: Mention) -> int:
    """Return -1 where the end of the clause turns its verb, nahm um 5 % ab, else 1."""
    if around.of_money.turned_verbs.fullmatch(around.folded, verb.start, verb.end) is None:
        return 1
    turned = around.of_money.turning_last.search(around.folded, around.end, around.end + SAID_OF)
    is_apart = turned is None or CLAUSE_END.search(around.folded, around.end, turned.start()) is not None
    return 1 if is_apart else -1


def find_direct(around: Around) -> Claimed | None:
    """Return what the word right before the number says: rose 5 %, accounted for 5 %."""
    worded = around.words.signs.before(around.view, around.start)
    if worded and worded.edge >= around.place.floor:
        return Claimed(GROWTH, SIGNS[worded.word.label])
    direct = around.find_next_to_verb()
    behind = around.find_word_behind()
    if direct and behind and direct.label == SHARE_WORD and behind.word.label in SIGNS:
        return Claimed(GROWTH, SIGNS[behind.word.label])  # bought 8 % more
    grown = _find_growth_of_rate(around, direct) if direct else None
    return claim_by(around, grown or direct) if direct else None


def _find_growth_of_rate(around: Around, noun: Mention) -> Mention | None:
    """Return what says that something grew, where the noun behind it says but its rate: tăng trưởng với tỷ lệ 18 %."""
    if noun.label != SHARE_NOUN or around.words.rate_nouns.fullmatch(around.folded, noun.start, noun.end) is None:
        return None
    before = around.list_said(max(around.clause_start, noun.start - RATE_BEHIND), noun.start)
    is_grown = bool(before) and before[-1].label in SIGNS
    if not is_grown or CLAUSE_END.search(around.folded, before[-1].end, noun.start):
        return None
    return before[-1]


def claim_by(around: Around, said: Mention) -> Claimed:
    """Return what a number claims by what is said of it."""
    if said.label in {SHARE_WORD, SHARE_NOUN}:
        return Claimed(SHARE)
    # By how much a share rose in percent, and not in points, few mean.
    if said.label in {RISE, FALL} and _is_of_share(around, said):
        is_settled = around.words.verbs_follow and said.end <= around.start and around.is_of_points(said)
        return Claimed(SHARE) if is_settled else Claimed()
    return Claimed(GROWTH, SIGNS[said.label or RISE] * _find_turn(around, said))


def _is_of_share(around: Around, verb: Mention) -> bool:
    """Whether a share is what a verb says to rise."""
    subjects = [one for one in around.list_said(around.clause_start, verb.start) if one.label != OTHER]
    return bool(subjects) and subjects[-1].label == SHARE_NOUN


def find_behind(around: Around) -> Claimed | None:
    """Return what the words right behind the number say: 5 % higher, a 5 % share."""
    joined = around.words.behind_joiner.match(around.folded, around.end)
    if around.find_hedge_end() > around.end:
        return None
    glued = around.of_money.gap_behind.match(around.folded, around.end)
    ends = [glued.end() if glued else around.end, joined.end() if joined else around.end, _find_base_end(around)]
    ends.append(_find_end_of_restated(around))
    for place in (around.end, around.reader.next_word(around.end), *ends):
        behind = around.words.behind.after(around.view, place)
        if behind and behind.word.label == SHARE_WORD:
            return Claimed(SHARE)
        if behind:
            return Claimed(GROWTH, SIGNS[behind.word.label])
        noun = [one for one in around.list_said(place, place + 1) if one.label in {GROWTH_NOUN, FALL_NOUN}]
        if noun:
            return Claimed(GROWTH, SIGNS[noun[0].label or RISE])
    return _find_more_goods(around)


def _find_end_of_restated(around: Around) -> int:
    """Return where the amount ends that says a percentage again, before its word: by 5 %, or by $3 billion, less."""
    following = around.place.following
    if following is None or following.unit in RATIOS:
        return around.end
    if not around.words.restated.fullmatch(around.folded, around.end, following.start):
        return around.end
    if "(" in around.folded[around.end : following.start]:
        return around.end
    comma = COMMA.match(around.folded, following.end)
    return around.reader.next_word(comma.end() if comma else following.end)


def _find_more_goods(around: Around) -> Claimed | None:
    """Return a growth where the word for more stands behind goods: 8 % de voitures en moins."""
    goods = around.words.behind_goods.match(around.folded, around.end)
    more = around.words.behind.after(around.view, goods.start("more")) if goods else None
    return Claimed(GROWTH, SIGNS[more.word.label]) if more and more.word.label in SIGNS else None


def _find_base_end(around: Around) -> int:
    """Return where the word behind what a growth is counted from starts: 5 % year-on-year increase."""
    base = around.words.bases.after(around.view, around.reader.next_word(around.end))
    return around.reader.next_word(base.edge) if base else around.reader.next_word(around.end)


def find_signed(around: Around) -> Claimed | None:
    """Return a growth where its sign is printed: (+5 %)."""
    is_signed = PLUS_BEFORE.search(around.folded, max(around.figure.start - 2, 0), around.figure.start) is not None
    numeral = around.figure.numeral
    is_signed = is_signed or (numeral is not None and numeral.value < 0)
    return Claimed(GROWTH) if is_signed else None


def find_by(around: Around) -> Claimed | None:
    """Return a growth with "by" right before it, and the verb in another clause: at a slower pace, by 5 %."""
    if around.find_by_before() is None:
        return None
    # Um 5 % gestiegene Exporte: a verb behind its number is found as that of money is; a balance turns its sign.
    if around.figure.kind == "change" and around.figure.flow != "balance" and around.of_money.by_last.words:
        return find_change_of_money(around)
    changes = [one for one in around.list_said(around.part_start, around.start) if one.label in SIGNS]
    split = _find_split_verb(around) if not changes else None
    if split:
        return split
    # На 5 % выросли: the verb behind it comes before those of clauses that have numbers of their own.
    behind = _find_verb_next(around) if not changes or changes[-1].end <= around.place.floor else None
    if behind:
        return claim_by(around, behind)
    return claim_by(around, changes[-1]) if changes else None


def _find_split_verb(around: Around) -> Claimed | None:
    """Return the growth that a verb with its particle behind the number says: gaben um 3 % nach."""
    end = min(around.end + SAID_OF, around.place.sentence.end)
    mark = CLAUSE_END.search(around.folded, around.end, end)
    for label, verb, particle in around.words.split_verbs:
        is_behind = particle.search(around.folded, around.end, mark.start() if mark else end) is not None
        if is_behind and verb.search(around.folded, around.part_start, around.start):
            return Claimed(GROWTH, SIGNS[label])
    return None


def _find_verb_next(around: Around) -> Mention | None:
    """Return the verb of a growth right behind the number, in a language where it may stand there."""
    behind = first_after(around.place.said, around.end) if around.words.has_verbs_behind else None
    is_verb = behind is not None and behind.label in {RISE, FALL}
    if behind is None or not is_verb:
        return None
    if behind.end <= around.place.ceiling and around.is_blank(around.end, behind.start):
        return behind
    return behind if _is_behind_reached(around, behind) else None


def _is_behind_reached(around: Around, verb: Mention) -> bool:
    """Whether only what something rose to, and times, part a number from its verb: на 42 %, до 150 тонн, вырос."""
    reached = around.place.following
    if reached is None or reached.unit == PERCENT or reached.end > verb.start:
        return False
    placed = around.words.placed.before(around.view, around.reader.word_end(reached.start, around.end))
    is_reached = placed is not None and around.folded[around.end : placed.edge].strip(" \n") in {",", "(", "—", "–"}
    between = around.folded[reached.end : verb.start]
    for time in within(around.place.sentence.times, reached.end, verb.start):
        between = between.replace(around.folded[time.start : time.end], "")
    return is_reached and len(between.strip(" ,)—–")) <= TIME_WORD


def find_stated_growth(around: Around) -> Claimed | None:
    """Return a growth whose noun a verb states, though it may say a share, too: рост составляет 5 %."""
    noun = around.find_stated_noun()
    is_share = around.measures.share_of.match(around.folded, around.end) is not None
    return Claimed(GROWTH, SIGNS[noun]) if noun in SIGNS and not is_share else None


def find_in_clause(around: Around) -> Claimed | None:
    """Return what the clause says before the number, with no other number between."""
    floor = max(around.clause_start, around.place.floor)
    said = [one for one in around.list_said(floor, around.start) if one.label in {*SIGNS, *SAID_OF_WHAT}]
    if not said and around.folded[around.clause_start - 1 : around.start].strip() == ":":
        # Export growth: 5 % in 2023.
        said = [one for one in around.list_said(around.part_start, around.start) if one.label in SAID_OF_WHAT]
    if not said or BRACKET_BEFORE.search(around.folded, max(around.start - 2, 0), around.start):
        return None
    return claim_by(around, said[-1])


def find_noun_of_bracket(around: Around) -> Claimed | None:
    """Return the growth of the noun whose flow a number stands behind in a bracket: the rebound in exports (4.5 %)."""
    opened = BRACKET_BEFORE.search(around.folded, max(around.start - 2, 0), around.start)
    if opened is None or around.folded[around.end : around.end + 1] != ")":
        return None
    floor = max(around.clause_start, around.place.floor)
    said = around.list_said(floor, opened.start())
    if not said or said[-1].label not in {GROWTH_NOUN, FALL_NOUN}:
        return None
    flows = [one for one in around.list_flows() if said[-1].end <= one.start < opened.start()]
    is_beside = bool(flows) and around.is_blank(flows[-1].end, opened.start())
    is_near = is_beside and len(around.folded[said[-1].end : flows[0].start].split()) <= OF_WHAT
    return Claimed(GROWTH, SIGNS[said[-1].label]) if is_near else None


def find_based(around: Around) -> Claimed | None:
    """Return a growth where what it is counted from stands right behind the number: 16.4 % year on year."""
    based = around.words.bases.after(around.view, around.reader.next_word(around.end))
    if based is None:
        return None
    changes = [one for one in around.list_said(around.part_start, around.start) if one.label in SIGNS]
    if changes:
        return claim_by(around, changes[-1])
    # Without a verb that is known, what stands before may be one that is not.
    is_label = around.folded[around.start - 1 : around.start] in {"(", ":", "[", "|", "\t", "\n"}
    return Claimed(GROWTH) if is_label else None


def find_verb_behind(around: Around) -> Claimed | None:
    """Return what the verb behind the number says, in a language whose verbs stand last."""
    if not around.words.verbs_follow:
        return None
    place = around.place
    said = [one for one in place.said if one.label not in OF_UNITS]
    # One verb may be of all percentages of a row: yüzde 5, ithalat yüzde 3 arttı.
    for number in range(place.number, min(place.number + ROW, len(place.figures))):
        at = place._replace(number=number)
        if number > place.number and (at.figure.unit != PERCENT or not _is_row(around)):
            return None
        behind = first_after(said, at.figure.end if number > place.number else around.find_hedge_end())
        if behind and behind.start < min(at.ceiling, at.figure.end + BEHIND) and behind.label in VERBS:
            if CLAUSE_END.search(around.folded, at.figure.end, behind.start):
                return None
            # Payı yüzde 18 iken yüzde 24'e yükseldi: of a share that rose, what comes first is what it was.
            subjects = around.list_said(around.part_start, around.start)
            is_share = bool(subjects) and subjects[-1].label == SHARE_NOUN
            return Claimed(SHARE) if is_share and number > place.number else claim_by(around, behind)
    return None


def _is_row(around: Around) -> bool:
    """Whether the verb of the next percentage may be of this, too: yüzde 5, ithalat yüzde 3; payı yüzde 18 iken."""
    if around.words.row_goes_on.match(around.folded, around.end):
        return True
    subjects = around.list_said(around.part_start, around.start)
    return bool(subjects) and subjects[-1].label == SHARE_NOUN


def find_change_of_money(around: Around) -> Claimed | None:
    """Return a growth where what is said of money makes the number a change."""
    if around.figure.kind != "change":
        return None
    return Claimed(GROWTH, -1 if around.figure.is_said_negative else 1)


def find_sign(around: Around) -> int:
    """Return the sign that the words beside a change give it."""
    behind = find_behind(around)
    if behind and behind.name in CHANGED_BY:
        return behind.sign
    changes = [one for one in around.list_said(around.part_start, around.start) if one.label in SIGNS]
    if changes:
        return SIGNS[changes[-1].label or RISE]
    follows = find_verb_behind(around)
    return follows.sign if follows else -1 if around.figure.is_said_negative else 1
