"""Period ticks: which periods an axis of time names, and how.

The ends of an axis are named in full, and so are all of a few periods. Of many months or quarters the others that are
named are those that begin a year, by the year alone: the end of a year is no more than any other month. A part of a
year is named by its months where all have room, and else by its year; the months then stand in the words around.
"""

from collections.abc import Callable, Sequence
from math import inf

from tradeview.charts.layout.placing import choose_clear_labels
from tradeview.charts.layout.text import text_width
from tradeview.periods import frequency_of, is_stretch, ordinal, period_of_span, split_period, year_of
from tradeview.words.periods import format_span, format_span_of_axis, format_year

FEW = 12  # periods up to which each is named in full, where it has room


def starts_of_years(periods: Sequence[int]) -> list[int]:
    """List those of some months or quarters that begin a year; of years all.

    Examples
    --------
    >>> starts_of_years([202312, 202401, 202402]), starts_of_years([20234, 20241]), starts_of_years([2023, 2024])
    ([202401], [20241], [2023, 2024])
    """
    return [period for period in periods if split_period(period)[1] == 1]


def order_by_importance(spans: Sequence[int]) -> list[int]:
    """Return the ends, then what says more than its neighbours: decades, and of months those that begin a year.

    Examples
    --------
    >>> order_by_importance(list(range(2008, 2021)))
    [2008, 2020, 2010, 2020, 2010, 2015, 2020]
    """
    periods = [period_of_span(span) for span in spans]
    by_importance = [spans[0], spans[-1]]
    for step in (10, 5):
        by_importance += [span for span, period in zip(spans, periods, strict=True) if year_of(period) % step == 0]
    if frequency_of(periods[0]) != "A":
        by_importance = [*by_importance[:2], *starts_of_years(periods)]
    if len(spans) <= FEW:
        by_importance += spans
    return by_importance


def choose_period_ticks(
    by_importance: Sequence[int], points_per_period: float, font_size: float, air: float, *, beyond: float = inf
) -> dict[int, str]:
    """Choose and name the ticks of an axis that counts periods by `ordinal`.

    Parameters
    ----------
    by_importance : sequence of int
        The spans that may be named, the most important first, the first and the last of the axis among them; all are
        periods of one frequency, or the same stretch of months.
    points_per_period : float
        Points from one to the next on paper.
    font_size, air : float
        Points: of the letters, and white between two names.
    beyond : float
        Points that a long name may reach beyond the first and the last tick.

    Returns
    -------
    dict
        For each tick its name, in order of time.

    Examples
    --------
    >>> choose_period_ticks([202101202108, 202201202208], 40, 9, 8)
    {2021: '2021', 2022: '2022'}
    >>> choose_period_ticks([202101202108, 202201202208], 400, 9, 8)
    {2021: 'January to August 2021', 2022: 'January to August 2022'}
    >>> list(choose_period_ticks([202211, 202408, 202301, 202401], 30, 9, 8).values())
    ['Nov 2022', '2023', '2024', 'Aug 2024']
    """
    spans = list(dict.fromkeys(by_importance))
    if is_stretch(spans[0]):
        full = _keep_clear(spans, format_span, points_per_period, font_size, air)
        widest = max(text_width(name, font_size) for name in full.values())
        if len(full) == len(spans) and widest / 2 <= beyond:
            return full
        return _keep_clear(spans, format_span_of_axis, points_per_period, font_size, air)
    first, last = min(spans), max(spans)
    is_few = ordinal(last) - ordinal(first) < FEW
    in_full = set(spans) if is_few else {first, last}

    def name(period: int) -> str:
        begins_year = frequency_of(period) != "A" and split_period(period)[1] == 1
        return format_year(year_of(period)) if begins_year and period not in in_full else format_span(period)

    return _keep_clear(spans, name, points_per_period, font_size, air)


def _keep_clear(
    spans: Sequence[int], name: Callable[[int], str], points_per_period: float, font_size: float, air: float
) -> dict[int, str]:
    """Name those spans whose names have room beside those of more important ones."""
    named = [(ordinal(period_of_span(span)), name(span)) for span in spans]
    on_paper = [(at * points_per_period, text_width(text, font_size)) for at, text in named]
    return dict(sorted(named[number] for number in choose_clear_labels(on_paper, air)))
