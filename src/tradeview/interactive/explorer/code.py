"""Code: the lines that draw what is shown as a static chart, from the names `trade`, `rates` and `deflator`.

They filter in pandas' own way where the table is pandas', and through Narwhals, which reads every engine, elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from tradeview.errors import TradeTableError
from tradeview.interactive.explorer.columns import Figures
from tradeview.interactive.explorer.keys import KIND, NO_REVISION
from tradeview.interactive.explorer.measures import Measure
from tradeview.interactive.explorer.selection import Selection
from tradeview.periods import is_stretch, period_of_span, span_in_period, write_span
from tradeview.table.schema import BALANCE
from tradeview.words.language import Language, spoken

PRINTED, REAL = "printed", "real"
GIVEN = ("rates", "deflator")  # names that the lines use beside `trade`


class Code(str):
    """Lines of Python that a notebook shows as lines, to be copied: not as one text in quotes."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Give the lines as they are."""
        return str(self)


@dataclass(frozen=True)
class Condition:
    """What rows say in a column: one of some values, or (None) nothing."""

    column: str
    values: tuple[Any, ...]

    def in_pandas(self) -> str:
        """Write it as `DataFrame.query` reads it."""
        said = [value for value in self.values if value is not None]
        parts = []
        if len(said) == 1:
            parts.append(f"{self.column} == {said[0]!r}")
        elif said:
            parts.append(f"{self.column} in {said!r}")
        if None in self.values:
            parts.append(f"{self.column}.isna()")
        return parts[0] if len(parts) == 1 else f"({' or '.join(parts)})"

    def in_narwhals(self) -> str:
        """Write it as an expression of Narwhals."""
        said = [value for value in self.values if value is not None]
        parts = []
        if len(said) == 1:
            parts.append(f'nw.col("{self.column}") == {said[0]!r}')
        elif said:
            parts.append(f'nw.col("{self.column}").is_in({said!r})')
        if None in self.values:
            parts.append(f'nw.col("{self.column}").is_null()')
        return parts[0] if len(parts) == 1 else " | ".join(f"({part})" for part in parts)


def write_code(chosen: Selection, figures: Figures, *, pandas: bool, with_missing: bool = False) -> Code:
    """Write the lines that draw a selection, and what the names are that they take.

    Raises
    ------
    TradeTableError
        There is no static chart of it: products that count goods twice, or a balance.
    """
    if len({product.level for product in chosen.products}) > 1:
        asked = "a chart needs products of one kind"
        raise TradeTableError(asked, "codes of several lengths or revisions", "choose others in the explorer")
    if chosen.flow.flow == BALANCE:
        raise TradeTableError("a chart of lines has no balance", BALANCE, "tv.charts.balance draws exports and imports")
    lines = ["import tradeview as tv", ""]
    if not pandas:
        lines = ["import narwhals as nw", *lines]
    lines.append(_write_filter("trade", "chosen", _conditions(chosen, figures), None, pandas=pandas))
    if with_missing:  # rows without a figure are not shown, and may be of money that has no rate
        lines.append(_write_figures_alone(pandas=pandas))
    of_measures = chosen.growth and len(chosen.products) == 1
    drawn = figures.measures if of_measures else [chosen.measure]
    for measure in drawn:
        if of_measures and not _has_start(measure, chosen, figures):
            continue
        lines += _write_measure(measure, chosen, pandas=pandas)
    names = ["trade", *(name for name in GIVEN if any(f"={name}" in line for line in lines))]
    return Code("\n".join([f"# {', '.join(names)}: what you gave to tv.explore", *lines]))


def _conditions(chosen: Selection, figures: Figures) -> list[Condition]:
    """List what tells the chosen rows from others of the table."""
    flow = chosen.flow
    found = [
        Condition("reporter", (chosen.reporter,)),
        Condition("partner", (chosen.partner,)),
        Condition("flow", (flow.flow,)),
    ]
    alike = [other for other in figures.lists.flows if other.flow == flow.flow]
    for name in KIND[1:]:
        if len({getattr(other, name) for other in alike}) > 1:
            found.append(Condition(name, _values_of_kind(name, chosen, figures)))
    found.append(Condition("commodity_code", tuple(product.code for product in chosen.products)))
    if any(product.key != product.code for product in chosen.products):
        found.append(Condition("classification", _list_revisions(chosen)))
    return found


def _values_of_kind(name: str, chosen: Selection, figures: Figures) -> tuple[Any, ...]:
    """List what the chosen rows say in a column of the kind of a flow."""
    said = getattr(chosen.flow, name)
    if name == "coverage" and said is None:
        return (None, "goods")
    if name != "months" or said is None:
        return (said,)
    # All stretches of these months, each of its own year.
    stretches = []
    for span in figures.lists.spans:
        if is_stretch(span) and span_in_period(chosen.start, period_of_span(span)) == span:
            stretches.append(write_span(span))
    return tuple(stretches)


def _list_revisions(chosen: Selection) -> tuple[str | None, ...]:
    """List the revisions of the chosen products as a table says them, nothing where it says none."""
    revisions: set[str] = set()
    for product in chosen.products:
        revisions.update(product.revisions)
    return tuple(None if revision == NO_REVISION else revision for revision in sorted(revisions))


def _write_filter(
    source: str, target: str, conditions: Sequence[Condition], between: tuple[int, int] | None, *, pandas: bool
) -> str:
    if pandas:
        parts = [condition.in_pandas() for condition in conditions]
        if between:
            parts.insert(0, f"{between[0]} <= period <= {between[1]}")
        return f"{target} = {source}.query({_quote(' and '.join(parts))})"
    parts = [condition.in_narwhals() for condition in conditions]
    if between:
        parts.insert(0, f'nw.col("period").is_between({between[0]}, {between[1]})')
    return f"{target} = nw.from_native({source}).filter({', '.join(parts)}).to_native()"


def _write_figures_alone(*, pandas: bool) -> str:
    if pandas:
        return 'chosen = chosen.query("value.notna()")'
    return 'chosen = nw.from_native(chosen).filter(~nw.col("value").is_null()).to_native()'


def _quote(text: str) -> str:
    """Write a text as Python reads it, in double quotes where that needs no escapes."""
    return f'"{text}"' if not set('"\\') & set(text) and text.isprintable() else repr(text)


def _write_measure(measure: Measure, chosen: Selection, *, pandas: bool) -> list[str]:
    """Write how the chosen rows come to a measure, and are drawn."""
    first, last = period_of_span(chosen.start), period_of_span(chosen.end)
    was_printed = measure.kind == PRINTED or measure.base.endswith(PRINTED)
    currency = [Condition("currency", (measure.currency,))] if was_printed else []
    lines = [_write_filter("chosen", "shown", currency, (first, last), pandas=pandas)]
    if not was_printed:
        preferred = f'tv.prefer(shown, currency="{measure.currency}")'
        left_out = _write_left_out(measure.without_rate, chosen, pandas=pandas)
        if left_out:
            lines += [f"shown = {preferred}", *left_out]
            preferred = "shown"
        lines.append(f'shown = tv.convert({preferred}, to="{measure.currency}", rates=rates)')
    if measure.kind == REAL:
        lines += _write_left_out(measure.without_index, chosen, pandas=pandas)
        lines.append(f"shown = tv.deflate(shown, deflator=deflator, base_period={measure.base_period})")
    by = "commodity_code" if len(chosen.products) > 1 else "flow"
    rebase = f", rebase={first}" if chosen.growth else ""
    lines.append(f'tv.charts.lines(shown, by="{by}"{rebase}{_write_language()})')
    return lines


def _write_language() -> str:
    """Write which language the chart is in, where that is not English."""
    language = spoken()
    if language == Language():
        return ""
    if language == Language(language.code):
        return f', language="{language.code}"'
    given = f'"{language.code}", calendar="{language.calendar}", digits="{language.digits}"'
    return f", language=tv.Language({given})"


def _write_left_out(pairs: Sequence[tuple[str, int]], chosen: Selection, *, pandas: bool) -> list[str]:
    """Write what leaves out the money that has no rate, or no price index, between the start and the end."""
    lines = []
    for currency in sorted({currency for currency, _ in pairs}):
        spans = [span for one, span in pairs if one == currency and chosen.start <= span <= chosen.end]
        periods = tuple(sorted({period_of_span(span) for span in spans}))
        if not periods:
            continue
        conditions = [Condition("currency", (currency,)), Condition("period", periods)]
        if pandas:
            inside = " and ".join(condition.in_pandas() for condition in conditions)
            lines.append(f"shown = shown.query({_quote(f'not ({inside})')})")
        else:
            inside = " & ".join(f"({condition.in_narwhals()})" for condition in conditions)
            lines.append(f"shown = nw.from_native(shown).filter(~({inside})).to_native()")
    return lines


def _has_start(measure: Measure, chosen: Selection, figures: Figures) -> bool:
    """Tell whether a measure has a figure above zero to start from."""
    lists = figures.lists
    place = {
        "reporter": lists.reporters.index(chosen.reporter),
        "partner": lists.partners.index(chosen.partner),
        "flow": lists.flows.index(chosen.flow),
        "products": lists.products.index(chosen.products[0]),
        "start": lists.spans.index(chosen.start),
    }
    rows = figures.rows
    at_start = rows[(rows[list(place)] == pd.Series(place)).all(axis="columns")]
    values = figures.frames[figures.measures.index(measure)].loc[at_start.index, "value"]
    return bool((values > 0).any())
