"""What a measure claims: a growth, a share of a whole, a change in points, a rank, or a quantity.

A percentage is a growth where its clause says that something rose or fell, and a share where it says of what. Where it
says neither, the percentage has no kind: a number in a bracket behind an amount may be either, and only its printed
sign settles it. `OF_PERCENTAGES` are the questions that are asked of it in any language, one module an idea; the first
that has an answer decides, and what stands nearest is asked first, right before the number, right behind it, then in
its clause:

- `rose 5 %`, `a rise of 5 %`, `5 % higher`, `(+5 %)`: a growth, with the sign of its word or of its number (`moves`);
- `5 % of exports`, `a third of them`: a share (`shares`);
- `rose to 5 %`, `slowed to 5 %`: what the subject of the clause is, a share or a growth (`reached`);
- `rose 5 % and 13 %`, `5 %, or 3 points`: what the number beside it says (`rows`);
- `104.1 % of the level of 2023`: a growth of 4.1 %; `grew 1.7 times`, `doubled`: of 70 % and 100 % (`multiples`);
- `5 % in value and 3 % in volume`: two growths, of money and of what was sold, which the kind says by `of` (`grown`);
- `fell faster, 13 %`, `boosted by cars (12 %)`: a growth that stands beside what says it (`asides`);
- `of this, 41 %`, `second with 21 %`, `China 48 %, Japan 30 %, Chile 9 %`: shares, by their place (`listed_parts`);
- `6 %, not 9 %`: the second is nothing (`denied`); a tariff, an interest rate: no kind, no trade (`other_subjects`).

Where words run on, and a noun is its own verb (Chinese, Japanese, Korean, Thai), the nearest word decides (`nearest`).
"""

from collections.abc import Callable

from tradeview.prose.claims import (
    annual,
    asides,
    denied,
    listed_parts,
    money_changes,
    moves,
    multiples,
    nearest,
    other_subjects,
    points,
    proportions,
    reached,
    report_differences,
    rows,
    shares,
)
from tradeview.prose.claims.around import SAID_OF, Around
from tradeview.prose.claims.claim import (
    ANNUAL_GROWTH,
    AVERAGE,
    CHANGE,
    GROWTH,
    LEVEL,
    PRICE,
    RANK,
    RATE,
)
from tradeview.prose.claims.claim_words import FALL, RISE, SIGNS
from tradeview.prose.claims.claimed import Claimed
from tradeview.prose.claims.grown import find_grown
from tradeview.prose.claims.place import Place
from tradeview.prose.measures.words import INDEX, MULTIPLE, PERCENT, POINT, find_measure_words
from tradeview.prose.measures.words import RANK as RANK_UNIT

OF_MONEY = {"amount": LEVEL, "change": CHANGE, "price": PRICE, "average": AVERAGE, "rate": RATE}
BESIDE = 24  # characters behind a price in which what it is of stands

OF_PERCENTAGES: tuple[Callable[[Around], Claimed | None], ...] = (
    nearest.find_nearest,
    denied.find_beside_target,
    multiples.find_ratio,
    other_subjects.find_rate,
    shares.find_part_of_growth,
    listed_parts.find_part_of_rank,
    reached.find_reached,
    # Right beside the number.
    shares.find_part,
    moves.find_direct,
    moves.find_behind,
    shares.find_taken,
    rows.find_parallel,
    shares.find_of_whole,
    shares.find_whole_before,
    moves.find_signed,
    # Around it.
    reached.find_former_in_bracket,
    moves.find_stated_growth,
    reached.find_former_of_noun,
    moves.find_by,
    moves.find_verb_behind,
    rows.find_compared,
    shares.find_share_again,
    rows.find_restated,
    rows.find_share_restated,
    rows.find_next_ratio,
    proportions.find_proportional,
    rows.find_in_bracket,
    asides.find_driven,
    shares.find_restated_part,
    shares.find_told_part,
    shares.find_taken_after,
    rows.find_next_of_row,
    listed_parts.find_part_of_total,
    listed_parts.find_part_taken,
    listed_parts.find_listed_part,
    asides.find_aside,
    moves.find_in_clause,
    moves.find_noun_of_bracket,
    moves.find_based,
    moves.find_change_of_money,
)


def find_kind(place: Place) -> Claimed:
    """Return what the figure at a place claims."""
    unit = place.figure.unit
    if not unit:
        return _claim_money(place)
    around = Around(place)
    if denied.is_denied(around):
        return Claimed()
    if unit == RANK_UNIT:
        return Claimed(RANK)
    if unit in {PERCENT, MULTIPLE}:
        claimed = multiples.find_multiple(around) if unit == MULTIPLE else _find_percent(around)
        is_difference = claimed.name == GROWTH and report_differences.is_between_reports(around)
        return _describe_ratio(around, Claimed() if is_difference else claimed)
    finders = {INDEX: points.find_index, POINT: points.find_points}
    return _describe(around, finders.get(unit, points.find_quantity)(around))


def _find_percent(around: Around) -> Claimed:
    """Return what a percentage claims: the first answer to what is asked of it."""
    for find_answer in OF_PERCENTAGES:
        answer = find_answer(around)
        if answer is not None:
            return answer
    return Claimed()


def _describe_ratio(around: Around, claimed: Claimed) -> Claimed:
    """Return what a percentage or a multiple claims with what grew, and whether as a mean of several years."""
    if claimed.name == GROWTH and annual.is_annual(around):
        claimed = claimed._replace(name=ANNUAL_GROWTH)
    is_trade = claimed.is_trade and not other_subjects.is_of_other(around)
    described = _describe(around, claimed)._replace(is_trade=is_trade, has_hedge=not around.is_hedge_verb)
    return described._replace(turns_hedge=denied.has_denied_verb(around))


def _describe(around: Around, claimed: Claimed) -> Claimed:
    """Return what is claimed with what it is of, where that is no money."""
    if not claimed.is_trade:
        return claimed
    grown = find_grown(around.place)
    return claimed._replace(of=grown.of, flow=grown.flow)


def _claim_money(place: Place) -> Claimed:
    """Return what an amount of money claims; an average of a unit is a price."""
    figure = place.figure
    unit = find_price_unit(place)
    name = OF_MONEY[figure.kind]
    if name in {PRICE, CHANGE} and figure.flow != "balance":
        around = Around(place)
        verb = around.find_next_to_verb()
        is_move = verb is not None and verb.label in {RISE, FALL}
        if verb and is_move and (name == CHANGE or around.is_changed_by()):
            return Claimed(CHANGE, SIGNS[verb.label or RISE])
    if name in {LEVEL, AVERAGE} and unit and not figure.power:
        name = PRICE
    if name in {LEVEL, PRICE} and unit is None:
        changed = money_changes.find_change(Around(place))
        if changed:
            return changed
    return Claimed(name, of=unit if name == PRICE else None)


def find_price_unit(place: Place) -> str | None:
    """Return what a price is of, behind it or before it: $5 per tonne, a tonne at $5."""
    measures = find_measure_words(place.reader.lexicon)
    view, end = place.reader.view, place.figure.end
    per = measures.per_unit.match(place.reader.folded, end)
    found = measures.units.after(view, per.end()) if per else None
    if found or place.figure.kind != "price":
        return found.word.label if found else None
    for start, stop in (
        (end, min(place.ceiling, end + BESIDE)),
        (max(place.floor, place.figure.start - SAID_OF), place.figure.start),
    ):
        units = [hit.word.label for _, hit in measures.units.scan(view.part(start, stop))]
        if units:
            return units[0] if start == end else units[-1]
    return None
