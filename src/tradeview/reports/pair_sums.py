"""What the report of a pair adds up, since the table has no row of it: members of a group, and chapters to all goods.

Each sum is told on the page, with what it lacks, and in the source of its figures, which stands below every chart.
"""

from collections.abc import Collection

import pandas as pd

from tradeview.analysis.groups import ABSENT, sum_group
from tradeview.economies.groups import find_group, group_code, members, spells
from tradeview.economies.lookup import code
from tradeview.errors import UnknownCodeError
from tradeview.periods import year_of
from tradeview.reports import words
from tradeview.table.comparable import CHAPTER_DIGITS
from tradeview.table.schema import MONEY, TOTAL
from tradeview.words.names import name_economy
from tradeview.words.periods import format_periods

FLOWS = ("export", "import")
COMTRADE_EU = "97"  # the number by which UN Comtrade knows the European Union
# So many chapters of the 97 are taken for all that a pair trades in; fewer may be those that somebody asked for.
LEAST_CHAPTERS = 20
OF_BACI = "CEPII"
MOST_NAMED = 8  # members of a group that a note names
MOST_NOTES = 3  # on the members that a flow lacks: where these change from year to year, one note says so
KEYS = ["period", "reporter", "partner", "flow"]
SAME = ("valuation", "coverage", "months", "currency", "price_basis", "base_period", "source", "compiled_by")


def find_side(name: str) -> str:
    """Return the code of an economy, or of a group with known members, by any code or name.

    Raises
    ------
    UnknownCodeError
        Nobody knows either by that name.

    Examples
    --------
    >>> find_side("Malaysia"), find_side("ASEAN"), find_side("European Union")
    ('MYS', 'XGA', 'XGE')
    """
    try:
        return code(name)
    except UnknownCodeError as unknown:
        try:
            return group_code(name if name.strip() != COMTRADE_EU else "EU")
        except UnknownCodeError:
            raise unknown from None


def members_ever(name: str) -> list[str]:
    """Return who was ever a member of a group; an economy stands for itself."""
    try:
        return sorted({spell[0] for spell in spells(find_group(name))})
    except UnknownCodeError:
        return [name]


def add_group_sums(table: pd.DataFrame, reporter: str, partner: str) -> tuple[pd.DataFrame, list[str]]:
    """Add rows of a group on either side, as its members report or are reported, where the table has none of it."""
    notes: list[str] = []
    for group, other in ((reporter, partner), (partner, reporter)):
        if not _has_members(group):
            continue
        of_group = (table["reporter"] == group) & (table["partner"] == other)
        to_group = (table["partner"] == group) & (table["reporter"] == other)
        sums = []
        if not to_group.any():
            rows = table[(table["reporter"] == other) & (table["partner"] != group)]
            sums.append(_sum_side(rows, group, "partner", notes))
        if not of_group.any():
            rows = table[(table["partner"] == other) & (table["reporter"] != group)]
            sums.append(_sum_side(rows, group, "reporter", notes))
        found = [frame for frame in sums if frame is not None]
        if found:
            table = pd.concat([table, *found], ignore_index=True)
    return table, notes


def _has_members(group: str) -> bool:
    try:
        find_group(group)
    except UnknownCodeError:
        return False
    return True


def _sum_side(rows: pd.DataFrame, group: str, side: str, notes: list[str]) -> pd.DataFrame | None:
    """Add up the members of a group, and note which of them have no figures; None where no member has any."""
    rows = rows[rows[side].isin(members_ever(group))]
    if rows.empty:
        return None
    sums: pd.DataFrame
    sums = sum_group(rows, partner=group) if side == "partner" else sum_group(rows, reporter=group)
    totals = sums[sums["flow"].isin(FLOWS)]
    if TOTAL in set(totals["commodity_code"]):
        totals = totals[totals["commodity_code"] == TOTAL]
    else:
        totals = totals[totals["commodity_code"].str.len() == totals["commodity_code"].str.len().min()]
        totals = totals.drop_duplicates(["period", "flow"])
    for flow, part in totals.groupby("flow"):
        notes += _describe_members(part, group, side, str(flow))
    kept = sums.drop(columns=ABSENT)
    if "source" in kept:
        named = name_economy(group)
        kept = kept.assign(source=[words.SUM_OF_MEMBERS.fill(source=str(key), group=named) for key in kept["source"]])
    return kept


def _describe_members(sums: pd.DataFrame, group: str, side: str, flow: str) -> list[str]:
    """Say of which members the sums of one flow lack figures, and when; of many, only of how many."""
    told, told_of_few = words.MEMBERS_REPORT[flow], words.FEW_REPORT[flow]
    if side == "partner":
        told, told_of_few = words.MEMBERS_REPORTED_ON[flow], words.FEW_REPORTED_ON[flow]
    named = name_economy(group)
    other = str(sums["reporter" if side == "partner" else "partner"].iloc[0])
    notes = []
    for listed, rows in sums.groupby(ABSENT, dropna=False):
        absent = listed.split(", ") if isinstance(listed, str) else []
        year = year_of(int(rows["period"].iloc[0]))
        present = set(members(group, year)) - {*absent, other}
        periods = format_periods(rows["period"])
        if not absent:
            notes.append(words.ALL_MEMBERS[flow].fill(group=named, periods=periods))
        elif len(absent) > MOST_NAMED and len(present) <= MOST_NAMED:
            few = _list_members(present)
            notes.append(told_of_few.fill(count=len(absent), group=named, members=few, periods=periods))
        else:
            notes.append(told.fill(count=len(absent), group=named, members=_list_members(absent), periods=periods))
    if len(notes) <= MOST_NOTES:
        return notes
    missing = {member for listed in sums[ABSENT].dropna() for member in str(listed).split(", ")}
    periods = format_periods(sums["period"])
    return [words.MEMBERS_VARY[flow].fill(group=named, members=_list_members(missing), periods=periods)]


def _list_members(codes: Collection[str]) -> list[str]:
    """Name members of a group for a sentence: a few of them, and how many others there are."""
    names = sorted(map(name_economy, codes), key=lambda name: name.removeprefix("the "))
    if len(names) <= MOST_NAMED:
        return names
    return [*names[: MOST_NAMED - 1], words.AND_OTHERS.fill(count=len(names) - MOST_NAMED + 1)]


def _digits_of_all_goods(own: pd.DataFrame) -> int:
    """Tell how many digits the codes have that add up to all goods: two, or the six of BACI, which has no others."""
    if "compiled_by" in own and (own["compiled_by"] == OF_BACI).all() and (own["commodity_code"].str.len() == 6).all():
        return 6
    return CHAPTER_DIGITS


def add_sum_of_chapters(table: pd.DataFrame, reporter: str, partner: str) -> tuple[pd.DataFrame, list[str]]:
    """Add rows of all goods where the table has none of the pair, but so many chapters that they may be all."""
    is_own = ((table["reporter"] == reporter) & (table["partner"] == partner)) | (
        (table["reporter"] == partner) & (table["partner"] == reporter)
    )
    own = table[is_own & table["flow"].isin(FLOWS)]
    digits = _digits_of_all_goods(own)
    codes = own.loc[own["commodity_code"].str.len() == digits, "commodity_code"]
    if TOTAL in set(own["commodity_code"]) or codes.str[:CHAPTER_DIGITS].nunique() < LEAST_CHAPTERS:
        return table, []
    rows = table[(table["commodity_code"].str.len() == digits) & table["flow"].isin(FLOWS)]
    if rows.duplicated([*KEYS, "commodity_code"]).any():
        return table, []  # which is refused as it stands
    groups = rows.groupby(KEYS, as_index=False, sort=False)
    sums = groups.agg({name: (lambda values: values.sum(skipna=False)) for name in MONEY if name in rows})
    counts = groups["commodity_code"].nunique()
    sums = sums.assign(commodity_code=TOTAL)
    for name in SAME:
        if name in rows:
            first = groups[name].first()[name]
            sums[name] = first.where(groups[name].nunique(dropna=False)[name] == 1)
    said = []
    for source, count in zip(sums.get("source", [None] * len(sums)), counts["commodity_code"], strict=True):
        named = words.NO_SOURCE.fill() if source is None or source != source else str(source)  # noqa: PLR0124 - NaN
        said.append(words.SUM_OF_CODES.fill(count=int(count), source=named))
    note = words.NO_TOTAL.fill(count=codes.nunique())
    if digits != CHAPTER_DIGITS:
        note = words.NO_TOTAL_OF_PRODUCTS.fill(count=codes.nunique())
    return pd.concat([table, sums.assign(source=said)], ignore_index=True), [note]
