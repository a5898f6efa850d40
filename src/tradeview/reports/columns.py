"""Columns of files: the heads that a person reads over them, and their description for a program.

What a column holds stands in `words/columns`; what tables of a page call it, in `interactive/table`. Here both come
together, for the workbook and for the description of the data beside an export.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from tradeview.interactive.table.kinds import TableKind, kind_of_table
from tradeview.table.engines import is_missing
from tradeview.words.columns import describe_column
from tradeview.words.templates import Arrangement

BESIDE_ANOTHER = Arrangement("{head} ({name})", note="head of a column; name: its own, which tells it from another")


@dataclass(frozen=True)
class NamedColumn:
    """A column: its own name, its head in words, a sentence on what it holds and its unit, where they are known."""

    name: str
    head: str
    says: str | None
    unit: str | None


def describe_columns(frame: pd.DataFrame) -> list[NamedColumn]:
    """Describe the columns of a frame, in their order; no two have the same head.

    Examples
    --------
    >>> frame = pd.DataFrame({"period": [2024], "flow": ["export"], "value": [2.5e9], "currency": ["USD"], "mine": [1]})
    >>> [(column.head, column.unit) for column in describe_columns(frame)][2:]
    [('Value', 'USD'), ('Currency', None), ('mine', None)]
    """
    names = [str(name) for name in frame.columns]
    kind = kind_of_table(names)
    heads = [head_of(name, names, kind) for name in names]
    found = []
    for name, head in zip(names, heads, strict=True):
        described = describe_column(name, names)
        own = BESIDE_ANOTHER.fill(head=head, name=name) if heads.count(head) > 1 and head != name else head
        if described is None:
            found.append(NamedColumn(name, own, None, None))
            continue
        unit = described.unit
        if described.money_in is not None:
            unit = only_value(frame, described.money_in) or unit
        found.append(NamedColumn(name, own, described.says, unit))
    return found


def head_of(name: str, names: Collection[str], kind: TableKind) -> str:
    """Say in words what stands over a column; one that is none of ours has its own name there."""
    described = describe_column(name, names)
    if described is not None and described.narrowing is None and described.head is not None:
        return described.head
    head = kind.head(name)
    if head != name or described is None:
        return head
    if described.of is not None and described.narrowing is not None:
        return described.narrowing.fill(head=head_of(described.of, names, kind))
    return name


def only_value(frame: pd.DataFrame, name: str) -> str | None:
    """Return the one value that a column has in all rows that have any; nothing where there are several."""
    if name not in frame:
        return None
    values: Sequence[object] = [value for value in frame[name].unique() if not is_missing(value)]
    return str(values[0]) if len(values) == 1 else None
