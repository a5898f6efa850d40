"""Groups: the trade with all members of ASEAN, the EU and others, added up by who was a member in which year."""

from typing import Literal

import narwhals as nw

from tradeview.arguments import check_arguments
from tradeview.economies.groups import find_group, group_code, read_memberships, spells
from tradeview.errors import TradeTableError
from tradeview.periods import year_column
from tradeview.table.comparable import refuse_incomparable, series_keys
from tradeview.table.engines import Frame, FrameT, as_numbers, as_text, collect_rows, to_native_with_nullable
from tradeview.table.fitness import Needs
from tradeview.table.query import as_number
from tradeview.table.refusals import HAS_REVISION, refuse_mixed_within, refuse_twice
from tradeview.table.schema import MONEY, NEEDED, wrap_trade_table
from tradeview.table.series import write_keys, write_months_of
from tradeview.table.sums import columns_of_sums, sum_parts

Side = Literal["partner", "reporter"]
ABSENT = "members_without_figures"
BY_MEMBER = "by member"  # what `rate_kind` says of members that were converted each at a rate of its own
TWICE = "two valuations or two sources of one member: keep one; one observation in two currencies: tv.prefer"


@check_arguments
def sum_group(
    frame: FrameT, *, partner: str | None = None, reporter: str | None = None, validate: bool = True
) -> FrameT:
    """Add up the trade of the members of a group of economies: who is one in the year of each figure.

    Parameters
    ----------
    frame : frame
        A trade table in one currency, price basis and frequency, with rows of the members.
    partner, reporter : str, optional
        The group, on one of the two sides: one of `tv.economies.groups()`, a longer name of it, or its code in a trade
        table. Trade of members among themselves is part of it where both are in the table.
    validate : bool
        Ask the rows whether they may be added up, which costs a lazy frame a few small aggregate queries. False asks
        nothing, and what would be refused gives wrong numbers instead.

    Returns
    -------
    frame
        One row for each period of each series of the group, sorted by series and period, with the columns of the frame:

        * `partner` (or `reporter`): the code of the group (`XGA`)
        * `value`, `low`, `high`, `stated_value`, `quantity`, `net_weight`: sums; `low` and the others are missing where
          one of the members has none, or they are in several currencies or units
        * `members_without_figures`: members of that year that have no row with a value in it, by their codes; missing
          where all have one. Nothing is put in their place: of a product it may be that they do not trade it
        * all others: what the members say alike, else missing; sources of two joined by "; ", of more the first and the
          last; `quote`, `observation` and `calendar_label`, the words of one figure, are dropped

    Raises
    ------
    TradeTableError
        As for `growth`; rows of the group itself, which its members would be added to; no row of any member; one member
        twice, products of one sum in several revisions, or rows in FOB and CIF.
    UnknownCodeError
        No group with known members is called so.

    Examples
    --------
    >>> import pandas as pd, tradeview as tv
    >>> cells = [(1998, "THA", 5.0), (1998, "VNM", 1.0), (1999, "THA", 6.0), (1999, "KHM", 2.0)]
    >>> row = {"reporter": "JPN", "flow": "export", "commodity_code": "TOTAL", "currency": "USD"}
    >>> frame = pd.DataFrame(cells, columns=["period", "partner", "value"]).assign(**row)
    >>> found = tv.sum_group(frame, partner="ASEAN")
    >>> found[["period", "partner", "value"]]
       period partner  value
    0    1998     XGA    6.0
    1    1999     XGA    8.0
    >>> found["members_without_figures"][1]
    'BRN, IDN, LAO, MMR, MYS, PHL, SGP, VNM'
    """
    side, name = _side_asked(partner, reporter)
    group, code = find_group(name), group_code(name)
    table = write_keys(as_numbers(wrap_trade_table(frame, *NEEDED), MONEY))
    keys = series_keys(table)
    table = as_text(table, ["reporter", "partner"])
    if validate:
        refuse_incomparable(table, Needs("sum_group", figure=tuple(keys)))
        _refuse_own_rows(table, side, group, code)
    keys = [key for key in keys if key not in {side, "valuation"}]
    members = table.filter(_is_member(group, side) & ~nw.col("value").is_null())
    if validate:
        _refuse_unlike_members(members, side, keys)
    marks = _marks_of_members(group, side)
    sums = sum_parts(members.with_columns(**marks), keys, [], by=BY_MEMBER, counts=list(marks))
    sums = sums.with_columns(**{side: nw.lit(code), ABSENT: _name_absent(group, side)})
    names = list(dict.fromkeys([*columns_of_sums(table), ABSENT]))
    sums = write_months_of(sums.sort(*keys, "period"), "period").select(*names)
    return to_native_with_nullable(sums, *(name for name in ("base_period",) if name in names))


def _side_asked(partner: str | None, reporter: str | None) -> tuple[Side, str]:
    """Return which side is a group, and its name."""
    if partner is not None and reporter is None:
        return "partner", partner
    if reporter is not None and partner is None:
        return "reporter", reporter
    given = "neither" if partner is None else "both"
    raise TradeTableError("sum_group takes one group: partner=... or reporter=...", given, "name one side at a time")


def _refuse_own_rows(table: Frame, side: Side, group: str, code: str) -> None:
    """Refuse rows of the group beside its members, and a table without any member."""
    is_own = nw.col(side) == code
    asked = table.select(own=as_number(is_own), members=as_number(_is_member(group, side)))
    (found,) = collect_rows(asked.select(nw.col("own").sum(), nw.col("members").sum()))
    if found["own"]:
        raise TradeTableError(
            f"sum_group adds up the members of {group}",
            f"rows of {side} {code}, which is the group itself",
            "take these rows as they are, or leave them out",
        )
    if not found["members"]:
        raise TradeTableError(f"sum_group needs rows of {side}s that are members of {group}", "none", "give them")


def _refuse_unlike_members(members: Frame, side: Side, keys: list[str]) -> None:
    """Refuse members of a sum that stand twice, or in codes or valuations that do not add up."""
    names = members.collect_schema().names()
    if "valuation" in names:
        stated = members.filter(~nw.col("valuation").is_null())
        refuse_mixed_within(stated, "sum_group", "valuation", ["period", *keys])
        refuse_twice(members, "sum_group", ["period", *keys, side], TWICE)
    if "classification" in names:
        refuse_mixed_within(members.filter(HAS_REVISION), "sum_group", "classification", ["period", *keys])


def _is_member(group: str, side: Side) -> nw.Expr:
    """Tell the rows of members, each in the years in which it was one."""
    year = year_column(nw.col("period"))
    spans = [(nw.col(side) == code) & (year >= first) & (year <= last) for code, first, last in spells(group)]
    return nw.any_horizontal(*spans, ignore_nulls=False)


def _mark_name(code: str) -> str:
    return f"_tv_member_{code}"


def _marks_of_members(group: str, side: Side) -> dict[str, nw.Expr]:
    """Return marks of the rows of each that ever was a member: added up, they tell whether a sum has a figure of it."""
    codes = sorted({membership.alpha3 for membership in read_memberships()[group]})
    return {_mark_name(code): as_number(nw.col(side) == code) for code in codes}


def _name_absent(group: str, side: Side) -> nw.Expr:
    """Name the members of the year of which a sum has no figure; missing where there are none."""
    other = nw.col("reporter" if side == "partner" else "partner")
    year = year_column(nw.col("period"))
    names = []
    for code, first, last in sorted(spells(group)):
        # A member has no trade with itself.
        is_absent = (nw.col(_mark_name(code)) == 0) & (year >= first) & (year <= last) & (other != code)
        names.append(nw.when(is_absent).then(nw.lit(f", {code}")).otherwise(nw.lit("")))
    listed = nw.concat_str(names, separator="")
    return nw.when(listed != "").then(listed.str.slice(2))
