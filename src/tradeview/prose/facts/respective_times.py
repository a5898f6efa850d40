"""Which of the years of a list falls to which figure: in 2022 and 2023 exports were 5 and 6 billion respectively.

A list of figures takes the years of a list one by one where there are as many of each, and "respectively" says so. And
it takes the quarters of one time, where words say so: quarter by quarter, in 2024 exports were 5, 6, 6 and 7 billion.
"""

from collections.abc import Sequence

from tradeview.periods import make_month, shift_period, split_period
from tradeview.prose.facts.flows import AFTER, FactFlows
from tradeview.prose.facts.sentence import first_after, last_before, within
from tradeview.prose.facts.times import find_time_words
from tradeview.prose.figure import Figure, Months
from tradeview.prose.times.calendars import MONTHS_OF_QUARTER
from tradeview.prose.times.periods import Time

Run = Sequence[Sequence[Figure]]  # the figures of a list, each with what restates it


def share_out_years(flows: FactFlows, figures: Sequence[Figure], times: Sequence[Time]) -> dict[int, Months]:
    """Return the months of each figure of a list that has one of a list of years, by where it starts.

    Parameters
    ----------
    flows : FactFlows
        The flows of the sentence, which know its lists of figures and its words for "respectively".
    figures : sequence of Figure
        All figures of the sentence.
    times : sequence of Time
        All times of the sentence; the lists of years among them have a `row`.
    """
    shared: dict[int, Months] = {}
    lists = [time for time in times if time.row and not time.compared]
    if not lists:
        return shared
    for run in flows.find_runs(figures):
        years = _find_years(flows, run, lists, times)
        for months, item in zip(years, run, strict=False):
            shared |= dict.fromkeys((figure.start for figure in item), months)
    return shared


def _find_years(flows: FactFlows, run: Run, lists: Sequence[Time], times: Sequence[Time]) -> Sequence[Months]:
    """Return the years of a list of figures: those before it, else those behind it."""
    start, end = run[0][0].start, run[-1][-1].end
    before, after = last_before(lists, start), first_after(lists, end)
    for listed in (before, after):
        if listed is None or len(listed.row) != len(run):
            continue
        first, last = min(listed.start, start), max(listed.end, end)
        is_alone = len(within(times, first, last)) == 1
        said = first_after(flows.respectively, first)
        if is_alone and said is not None and said.start <= last + AFTER:
            return listed.row
    return ()


def share_out_quarters(
    flows: FactFlows, start: int, figures: Sequence[Figure], times: Sequence[Time]
) -> dict[int, Months | None]:
    """Return the quarter of each figure of a list that words give quarter by quarter, None where they are not as many.

    Parameters
    ----------
    flows : FactFlows
        The flows of the sentence, which know its lists of figures.
    start : int
        Where the sentence starts.
    figures : sequence of Figure
        All figures of the sentence.
    times : sequence of Time
        All times of the sentence.
    """
    shared: dict[int, Months | None] = {}
    pattern = find_time_words(flows.lexicon).by_quarter
    said = pattern.search(flows.folded, start, figures[-1].start) if len(figures) > 1 else None
    for run in flows.find_runs(figures) if said else ():
        if len(run) == 1 or said is None or said.start() > run[0][0].start:
            continue
        time = last_before(times, run[0][0].start)
        quarters = _find_quarters(time.months if time else None)
        told: Sequence[Months | None] = quarters if len(quarters) == len(run) else [None] * len(run)
        for months, item in zip(told, run, strict=True):
            shared |= dict.fromkeys((figure.start for figure in item), months)
    return shared


def _find_quarters(months: Months | None) -> list[Months]:
    """Return the quarters that some months are, from the first to the last; none where they are no quarters."""
    if months is None or not months.is_settled or months.month_count % MONTHS_OF_QUARTER:
        return []
    quarters: list[Months] = []
    for count in range(0, months.month_count, MONTHS_OF_QUARTER):
        first = shift_period(make_month(*months.first), count)
        last = shift_period(first, MONTHS_OF_QUARTER - 1)
        quarters.append(Months(split_period(first), split_period(last)))
    return quarters
