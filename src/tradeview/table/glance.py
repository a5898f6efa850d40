"""A glance: whether rows may be compared, told by one look at all of them that groups nothing.

What the gate asks (`tradeview.table.fitness`) is asked of figures, series and wholes, to which rows have to be grouped
first. Most tables need none of that: where all rows are of one currency, one revision and the same months, no series
mixes them, and where there are as many hashes of keys as rows no two rows stand for one figure. A glance asks for such
counts and ends alone. It may prove that no series and no whole is in disorder; it never proves that one is: where it is
at a loss, the gate asks in full.
"""

from dataclasses import dataclass
from typing import Any

import narwhals as nw

from tradeview.table.amounts import is_unfit
from tradeview.table.double_counting import ECONOMIES, GROUPS, PARTS, WHOLES, Parts
from tradeview.table.engines import Frame, collect_rows, is_missing, names_present
from tradeview.table.fitness import BALANCES, MONTHS, NO_BASE, UNSTATED, Needs, without_months
from tradeview.table.query import Answers, as_number
from tradeview.table.refusals import ONE
from tradeview.table.schema import BALANCE, FLOWS, TOTAL
from tradeview.table.unique_rows import HASH, with_hash

UNSAID: dict[str, Any] = {**UNSTATED, "base_period": NO_BASE}  # what a row means that says nothing in such a column
Questions = dict[str, nw.Expr]


@dataclass(frozen=True)
class Glance:
    """What was seen of the rows of a table, as one row: counts, and the first and the last that columns say."""

    seen: dict[str, Any]

    def count(self, name: str) -> int:
        """Return how many rows were counted; 0 where it was not asked, or there are no rows."""
        found: Any = self.seen.get(name)
        return 0 if is_missing(found) else int(found)

    def lacks(self, name: str) -> int:
        """Return how many rows say nothing in a column that was asked about."""
        return self.count("rows") - self.count(f"says_{name}")

    def ends(self, name: str) -> tuple[Any, Any]:
        """Return the first and the last that rows say in a column, or mean where they say nothing there."""
        said = [self.seen[f"{name}_first"], self.seen[f"{name}_last"]]
        if name in UNSAID and self.lacks(name):
            said.append(UNSAID[name])
        said = [word for word in said if not is_missing(word)]
        return (min(said), max(said)) if said else (None, None)

    def is_alike(self, name: str) -> bool:
        """Tell whether all rows say the same in a column, as they do in one that was not asked about."""
        if f"{name}_first" not in self.seen:
            return True
        first, last = self.ends(name)
        return bool(first == last)


def answer_at_a_glance(table: Frame, needs: Needs) -> Answers | None:
    """Answer what the gate asks by one look at all rows, if that is enough.

    Parameters
    ----------
    table : narwhals frame
        A trade table with its money as float, and what tells its series apart written in one way.
    needs : Needs
        What a function needs of it.

    Returns
    -------
    list of dict, or None
        One row, or one a period, as `tradeview.table.fitness.ask_to_compare` answers where no series or whole is in
        disorder, or where money is of several kinds; None where a series or whole may be in disorder.
    """
    parts = needs.parts
    if needs.base_period is not None or (parts is not None and parts.by not in PARTS):
        return None
    figure = without_months(needs.figure) if _have_same_months(needs) else needs.figure
    hashed = with_hash(table, ["period", *figure])
    if hashed is None:
        return None
    questions = _list_questions(hashed, needs)
    seen = hashed.select(**questions)
    if "period" in needs.revision_within:  # from one period to the next it may change
        seen = hashed.group_by("period").agg(**questions)
    glances = [Glance(row) for row in collect_rows(seen)]
    if all(_mixes_money(glance) or _is_in_order(glance, parts) for glance in glances):
        return [_answer_in_words_of_the_gate(glance) for glance in glances]
    return None


# What is asked.


def _have_same_months(needs: Needs) -> bool:
    """Tell whether rows of other months are to be found, and not figures of their own."""
    return needs.same_months or needs.parts is not None


def _list_questions(table: Frame, needs: Needs) -> Questions:
    """List what is asked of all rows."""
    alike = ["period", *ONE]
    if _have_same_months(needs):
        alike.append(MONTHS)
    if needs.revision_within or needs.parts is not None:
        alike.append("classification")
    if needs.parts is not None and needs.parts.by == "commodity_code":
        alike.append("valuation")
    alike = names_present(table, tuple(alike))
    complete = (*needs.complete, "value") if needs.asks_for_values else needs.complete

    asked = {"rows": nw.len(), "hashes": nw.col(HASH).n_unique(), BALANCES: _count(nw.col("flow") == BALANCE)}
    asked |= {f"says_{name}": nw.col(name).count() for name in (*complete, *alike)}
    asked |= {f"{name}_first": nw.col(name).min() for name in alike}
    asked |= {f"{name}_last": nw.col(name).max() for name in alike}
    unfit = is_unfit(table)
    if unfit is not None:
        asked["unfit"] = as_number(unfit).max()
    if "classification" in alike:
        is_total = nw.col("commodity_code") == TOTAL
        asked["totals_of_no_revision"] = _count(is_total & nw.col("classification").is_null())
    if needs.parts is not None:
        asked |= _list_questions_of_parts(needs.parts)
    return asked


def _list_questions_of_parts(parts: Parts) -> Questions:
    """List what is asked about the column that names parts: wholes, groups, flows, and how long its codes are."""
    by = nw.col(parts.by)
    is_whole = by == WHOLES[parts.by]
    asked = {"wholes": _count(is_whole)}
    if parts.by == "commodity_code":
        digits = nw.when(~is_whole).then(by.str.len_chars())
        asked |= {"digits_first": digits.min(), "digits_last": digits.max()}
    if parts.by == "flow":
        asked |= {f"flow_{flow}": _count(by == flow) for flow in FLOWS}
    if parts.by in ECONOMIES:
        asked["groups"] = _count(by.is_in(GROUPS))
    return asked


def _count(where: nw.Expr) -> nw.Expr:
    return as_number(where).sum()


# What follows.


def _mixes_money(glance: Glance) -> bool:
    """Tell whether money is of several kinds, which is refused whatever else may be in disorder."""
    return not all(glance.is_alike(name) for name in ONE)


def _is_in_order(glance: Glance, parts: Parts | None) -> bool:
    """Tell whether it is proved that no figure stands twice and no series or whole mixes what it may not."""
    if glance.count("hashes") < glance.count("rows"):
        return False
    if not (glance.is_alike(MONTHS) and glance.is_alike("valuation") and _is_in_one_revision(glance)):
        return False
    if parts is None:
        return True
    if glance.count("groups") or not glance.is_alike("digits"):
        return False
    # Whether each whole has its parts in all periods is asked of wholes.
    stands_alone = glance.count("wholes") in (0, glance.count("rows"))
    return stands_alone or not parts.over_periods


def _is_in_one_revision(glance: Glance) -> bool:
    """Tell whether all products are in one revision, or in none that is stated; of `TOTAL` it need not be."""
    if "classification_first" not in glance.seen:
        return True
    if glance.seen["classification_first"] != glance.seen["classification_last"]:
        return False
    return glance.lacks("classification") in (glance.count("totals_of_no_revision"), glance.count("rows"))


def _answer_in_words_of_the_gate(glance: Glance) -> dict[str, Any]:
    answer = dict(glance.seen)
    for name in glance.seen:
        column, _, kind = name.rpartition("_")
        if kind == "first":
            answer[f"{column}_first"], answer[f"{column}_last"] = glance.ends(column)
        if name.startswith("says_"):
            answer[f"no_{name.removeprefix('says_')}"] = glance.lacks(name.removeprefix("says_"))
    return answer
