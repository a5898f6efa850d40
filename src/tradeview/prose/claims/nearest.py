"""The word nearest to a measure, in languages that list such words: a rise, a fall, a share, a rate of growth.

Chinese and Thai say it before the number (增长5.2%, ขยายตัวร้อยละ 5.2), Japanese and Korean behind it (5.2%増), and the
nouns of shares and rates stand before it in all of them. The nearest word decides: a percentage that something rose to
is no growth, but what the noun before it is, a share or a rate; and of a tax or an interest it is neither.

A file lists them in its section `claims.said`:

| key | what |
|---|---|
| rise, fall | before a number: it is what something rose or fell by |
| rate, decline | nouns before the number of a growth, and of one that is a fall |
| share | before a share: 占, シェア |
| onto | before a number that something rose or fell to: 降至 |
| rose_from | right before what something rose from |
| other | what is no trade: taxes, interest, inflation |
| copulas | between a comma and the number that is said of what stands before it: 增速最快，为5.2% |
| rise_behind, fall_behind, share_behind, onto_behind, other_behind | as these, behind a number |
| copied | joints of numbers that one verb is said of: 增长2.4%和0.3% |
| copied_names | how many letters of a name may stand between them: 占37.2%，歐洲4.4% |
| listed | such as: more words may stand before it |
| onward | behind what a share or a rate rose from |
| signs_rise, signs_fall | right before a number |
| multiples | what rose by 1.5 times: added to what was (`added`), or not to be told (`unsure`); else it rose to that |
| of_base | between a time and a multiple of what was then: 上年的1.8倍 |
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from tradeview.prose.claims.around import Around
from tradeview.prose.claims.claim import GROWTH, SHARE
from tradeview.prose.claims.claim_words import find_claim_words
from tradeview.prose.claims.claimed import Claimed
from tradeview.prose.claims.place import Place
from tradeview.prose.facts.sentence import within
from tradeview.prose.lexicon import GAP, HEDGES, NOTHING, Lexicon, any_run_on, any_word
from tradeview.prose.measures.words import CLAIMS, PERCENT
from tradeview.prose.text.folding import Found, Table, View, Word, fold_words

RISE, FALL, RATE, DECLINE, OF_WHOLE, ONTO, OTHER = "rise", "fall", "rate", "decline", "share", "onto", "other"
OPEN = "open"  # what something rose to, where nothing says what it is
BEFORE = (RISE, FALL, RATE, DECLINE, OF_WHOLE, ONTO, OTHER)
BEHIND = {f"{label}_behind": label for label in (RISE, FALL, OF_WHOLE, ONTO, OTHER)}
MOVES = {RISE, FALL}
DATING = "年月"  # behind the number of a year or a month
KINDS_OF = {RISE: GROWTH, FALL: GROWTH, RATE: GROWTH, DECLINE: GROWTH, OF_WHOLE: SHARE}
FALLS = {FALL, DECLINE}
NEAR = 8  # characters before a quantity within which it is said to be a change
REACH = 60  # characters before a number, and behind it, within which something is said of it
CLAUSE_END = re.compile(r"(?<!\d)[,;。]|[,;](?!\d)|[、!?]|\n[ ]*\n")


class NearestWords:
    """The words of a language that say what the number beside them is."""

    def __init__(self, lexicon: Lexicon) -> None:
        # Where things stand in a sentence is for its own language to say, which comes behind the list for all.
        said = lexicon.files[1].get(CLAIMS, {}).get("said", {})
        self.is_listed = len(said) > 0
        self.verbs_follow = find_claim_words(lexicon).verbs_follow
        self.multiples = said.get("multiples", "")
        self.before = Table(Word(word, label=label) for label in BEFORE for word in said.get(label, ()))
        self.behind = Table(Word(word, label=label) for key, label in BEHIND.items() for word in said.get(key, ()))
        hedge = lexicon.any_of(*HEDGES)
        self.copula = re.compile(f"{GAP}(?:(?:{any_run_on(said.get('copulas', ()))}|{hedge}){GAP}){{0,3}}")
        percent = any_word(word for word in lexicon.words("percent") if word[0].isalpha())
        copied, named = any_run_on(said.get("copied", ())), said.get("copied_names", 0)
        # In a list each number may stand behind the name that it is of: 占37.2%，歐洲4.4%.
        name = rf"[^\d,;:()。、%\n]{{0,{named}}}?" if named else ""
        listed = any_run_on(said.get("listed", ()))
        # And behind such as, with more before it.
        if listed != NOTHING:
            name = rf"(?:[^\d%\n]{{0,90}}{listed})?{name}"
        hedges = f"{GAP}(?:(?:{hedge}|{percent}){GAP}){{0,2}}"
        # An empty joint is one, too.
        copied = f"(?:{copied}|)" if "" in said.get("copied", ()) else copied
        self.copied = re.compile(f"[)]?{GAP}{copied}{name}{hedges}")
        self.onto_from = re.compile(f"{any_run_on(said.get('rose_from', ()))}{hedges}\\Z")
        self.onward = re.compile(f"{GAP}{any_run_on(said.get('onward', ()))}")
        self.signs = {RISE: fold_words(said.get("signs_rise", ())), FALL: fold_words(said.get("signs_fall", ()))}
        self.of_base = re.compile(f"{GAP}{any_run_on(said.get('of_base', ()))}?{GAP}(?:{hedge}{GAP})?\\Z")


@lru_cache(maxsize=64)
def find_nearest_words(lexicon: Lexicon) -> NearestWords:
    """Return the words of a lexicon beside numbers, built once."""
    return NearestWords(lexicon)


def find_nearest(around: Around) -> Claimed | None:
    """Return what the nearest word says of a percentage; None where it says nothing, or a language lists none."""
    label = find_label(around.place)
    if label in {None, OPEN} and _goes_on_with_share(around):
        is_onto = label == OPEN or _is_onto_behind(around.place)
        return Claimed(SHARE) if is_onto else None
    if label is None:
        return None
    return Claimed(KINDS_OF.get(label), find_sign_of(label), is_trade=label != OTHER)


def _is_onto_behind(place: Place) -> bool:
    """Whether the words behind a number say that something rose or fell to it: 19.7%까지 미끄러져."""
    words, view = find_nearest_words(place.reader.lexicon), place.reader.view
    particle = words.behind.after(view, place.figure.end)
    if particle is None or particle.word.label != ONTO:
        return False
    end = min(place.ceiling, place.figure.end + REACH)
    return any(found.word.label in MOVES for _, found in words.behind.scan(view.part(particle.edge, end)))


def _goes_on_with_share(around: Around) -> bool:
    """Whether what something rose or fell to is the share told before: 比重2024年降至31.7%，今年再降至28.3%."""
    last, claimed = around.place.last_percent, around.place.before
    if last is None or claimed is None or claimed.name != SHARE:
        return False
    return not within(around.list_flows(), last.end, around.start)


def find_sign_of(label: str | None) -> int:
    """Return -1 where a label says a fall."""
    return -1 if label in FALLS else 1


def find_move_beside(place: Place) -> str | None:
    """Return whether the word right beside a quantity says that it is a rise or a fall."""
    words, view, figure = find_nearest_words(place.reader.lexicon), place.reader.view, place.figure
    if words.verbs_follow:
        beside = words.behind.after(view, place.reader.next_word(figure.end))
    else:
        near = list(words.before.scan(view.part(max(place.floor, figure.start - NEAR), figure.start)))
        beside = near[-1][1] if near else None
    return beside.word.label if beside and beside.word.label in MOVES else None


def find_label(place: Place) -> str | None:
    """Return what the word nearest to a number says of it; None where a language lists none."""
    words = find_nearest_words(place.reader.lexicon)
    return _find_label(place, words) if words.is_listed else None


def _find_label(place: Place, words: NearestWords) -> str | None:
    """Return what the nearest word says, or that of the number that a verb is said of, too."""
    sign = _find_sign(place, words)
    if sign is not None:
        return sign
    if words.verbs_follow:
        label = _find_behind(place, words) or _find_before(place, words)
    else:
        label = _find_before(place, words) or _find_behind(place, words)
    return label or _copy_label(place, words) or _find_of_former(place, words)


def _find_sign(place: Place, words: NearestWords) -> str | None:
    """Return whether a sign right before a number says that it is a rise or a fall."""
    figure, folded = place.figure, place.reader.folded
    if figure.numeral is not None and figure.numeral.value < 0:
        return FALL
    for label, signs in words.signs.items():
        if folded[figure.start] in signs or folded[max(figure.start - 1, 0)] in signs:
            return label
    return None


def _find_before(place: Place, words: NearestWords) -> str | None:
    """Return what the words before a number in its clause say of it."""
    start = _find_clause(place, words)
    # What something rose to, or from, is a share or a rate, by the noun that rose.
    is_onto = words.onto_from.search(place.reader.folded, start, place.figure.start) is not None
    for found in reversed(list(_scan_before(words, place.reader.view.part(start, place.figure.start)))):
        label = found.word.label
        if label == ONTO and place.figure.unit == PERCENT:
            is_onto = True
        elif not (is_onto and label in MOVES):
            return label
    if not is_onto:
        return None
    return _find_of_former(place, words) or OPEN


def _scan_before(words: NearestWords, view: View) -> Iterator[Found]:
    """Yield the words of a stretch; behind a digit 年 and 月 are no part of one: 2024年降至 holds no 年降."""
    for at, found in words.before.scan(view):
        is_dated = at > 0 and view.folded[at - 1].isdigit() and view.folded[at] in DATING
        if not is_dated:
            yield found
            continue
        hit = words.before.after(view, at + 1)
        if hit is not None:
            yield hit


def _find_of_former(place: Place, words: NearestWords) -> str | None:
    """Return what the noun before a number says that another rose from: 占比由16.2%降至14.7%, 10.2%에서 9.5%로."""
    former = place._replace(number=place.number - 1) if place.number else None
    if former is None or former.figure.unit != place.figure.unit:
        return None
    joint = place.reader.folded[former.figure.end : place.figure.start]
    if not words.onward.match(joint):
        return None
    label = _find_before(former, words)
    return None if label in MOVES else label


def _find_clause(place: Place, words: NearestWords) -> int:
    """Return where the clause of a number starts, which a comma before a copula does not end."""
    folded, figure = place.reader.folded, place.figure
    start = max(place.floor, place.sentence.start, figure.start - REACH)
    for mark in reversed(list(CLAUSE_END.finditer(folded, start, figure.start))):
        if not words.copula.fullmatch(folded, mark.end(), figure.start):
            return mark.end()
    return start


def _find_behind(place: Place, words: NearestWords) -> str | None:
    """Return what the first word behind a number in its clause says of it."""
    reader, figure = place.reader, place.figure
    end = min(place.ceiling, figure.end + REACH)
    mark = CLAUSE_END.search(reader.folded, figure.end, end)
    view = reader.view.part(figure.end, mark.start() if mark else end)
    particle = words.behind.after(view, 0)
    # What something rose to: 14.7%に低下した.
    is_onto = particle is not None and particle.word.label == ONTO and figure.unit == PERCENT
    for _, found in words.behind.scan(view):
        label = found.word.label
        if label != ONTO and not (is_onto and label in MOVES):
            return label
    return None


def _copy_label(place: Place, words: NearestWords) -> str | None:
    """Return what is said of the number that a list joins to this: the next where verbs follow, else the last."""
    step = 1 if words.verbs_follow else -1
    number = place.number + step
    if not 0 <= number < len(place.figures):
        return None
    # A sum of money may stand between, as each has one: 라면은 3억 달러로 34.4%, 과자류는 2억 달러로 9.9% 증가.
    if not place.figures[number].unit and 0 <= number + step < len(place.figures):
        number += step
    other = place.figures[number]
    if other.unit != place.figure.unit:
        return None
    first, second = sorted((place.figure, other), key=lambda figure: figure.start)
    between = place.reader.folded[first.end : second.start]
    is_joined = words.copied.match(between) if words.verbs_follow else words.copied.fullmatch(between)
    if not is_joined:
        return None
    there = place._replace(number=number)
    # What a sign says is of its own number.
    return RISE if _find_sign(there, words) else _find_label(there, words)
