"""Statements: what was printed about trade, one row one claim, whoever is right.

A trade table holds figures that somebody answers for. A table of statements holds what newspapers and ministries said:
levels, growth, shares and ranks, of years and parts of years, by either side, twice and in two currencies. Nothing in
it is corrected; each claim keeps its words, where they stand, and the range that its printed digits allow.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import narwhals as nw
import pandas as pd

from tradeview.arguments import check_arguments
from tradeview.claims.lists import NEEDED, read_list
from tradeview.claims.table import KIND, check, check_frame, wrap_claims
from tradeview.errors import StatementError
from tradeview.ledgers.loading import refuse_contradicted
from tradeview.periods import is_whole_year_column, year_column
from tradeview.public_names import list_and_answer
from tradeview.sources.opening import existing_path
from tradeview.table.csv import data_folder
from tradeview.table.engines import Frame, FrameT, collect_rows, names_present

__all__ = ["check", "load", "to_trade"]

if not TYPE_CHECKING:
    __dir__, __getattr__ = list_and_answer("statements", __all__)

# What a trade table has no column for, and who picks among rows needs.
KEPT = ("claim", "approximate", "bound")
IN_TRADE = (
    *("period", "reporter", "partner", "flow", "commodity_code", "value", "currency"),
    *("low", "high", "calendar_label", "coverage", "compiled_by", "observation", "quote", "source", *KEPT),
)
TWO_SIDED = ("export", "import", "total")  # flows that the partner reports, too
Unsettled = Literal["refuse", "leave out"]


@check_arguments
def load(path: str | Path | None = None, *, unsettled: Unsettled = "refuse") -> pd.DataFrame:
    """Read printed claims from a CSV file, each with the range that its digits allow, checked.

    Parameters
    ----------
    path : path, optional
        UTF-8, comma or semicolon; without it, the project's own `data/press.csv`. Three spellings are read:

        - a table of statements, with the columns below, in single units and fractions (or percent, where the `quote`
          beside the number has it in percent); months as 202301, 2023-01, 2023-01-01 or a year; without a column for
          codes, all goods (TOTAL);
        - a press list: `period` (2013, 201305, 2013-04, or 2005-01-01/2005-10-31) for `start` and `end`; `scale`
          (thousand, million, billion, trillion, percent, rank) of `value`, `low`, `high`; `how_sure` for `certainty`;
          `commodity` for `commodity_code`; growth, share or rank in `flow`, whose own flow, if it is not the total,
          stands in a bracket behind the code (`TOTAL (exports MYS to RUS)`);
        - what `tradeview figures --ledger` writes (`tv.draft_ledger`), every row a level;
        - what `tradeview claims` writes (`tv.read_claims`): of a claim that names no partner, it is the world (WLD).
    unsettled : {"refuse", "leave out"}
        What becomes of rows without a period, flow, code or value that can be read (a text that does not say its year,
        tonnes). The error names all of them, so that who leaves them out can say which.

    Returns
    -------
    pandas.DataFrame
        One row a claim. `claim` : its key; row n of a file without keys is "n".
        `start`, `end` : first and last month (202401, 202412).
        `coverage` : what is counted (services, non-oil), where the file has it; missing for goods.
        `kind` : level, growth (against `base_start` to `base_end` where the file has them, else the same months a year
        before), share, rank (of `partner` for `reporter`); and, kept but tested by nothing, annual growth, change,
        quantity, price, average, index, rate.
        `side` : whose statistics, alpha-3; missing where not known.
        `reporter`, `partner`, `flow`, `commodity_code` : as printed: Russia's exports may be of Malaysia's statistics.
        `value` : level in single units of `currency`; growth and share as fractions (0.13 is 13%); rank from 1.
        `low`, `high` : the file's own, else half a unit of the last printed digit to each side, as the value with its
        scale, the quote, or the value written out tell it. With a hedge ("about") a whole unit, save of one digit
        alone, zeros at the end not counted: about 2.48 is 2.47 to 2.49, about 3 is 2.5 to 3.5. Of a bound, one end is
        the value and the other missing. Of a rank, both are the value. Drafts have their hedges counted in.
        `approximate` : true where a hedge is printed; `bound` : `more than` or `less than`. Read from the quote where
        the file has no column `bound`.
        `among` : the set that a rank or share is of (`partners`, `partners in ASEAN`, `exports of RUS`, `total trade of
        MYS`); missing where none is printed.
        `quote` (the words of the figure), `publisher`, `title`, `published` (ISO 8601 as far as known), `address`,
        `certainty`, `note`, `source` (key into `load_sources`), `observation` (shared by one fact in two currencies).
        `status` : target or forecast, where the file has it; such a row says nothing of what was.
        `base_start`, `base_end` : first and last month that growth or a change is compared with, where the file has
        them. `unit` (of a quantity, a price, an index), `commodity`, `among_words`, `sentence`, `text_start`,
        `text_end`, `time_from`, `flow_from`, `locale` : as `read_claims` has them.
        Other columns stay, as text.

    Raises
    ------
    StatementError
        Naming the claims, their columns, what is wrong and what is allowed; rows that nobody settled; two claims with
        one key; or a `quote` that tradeview can read says another value.

    Examples
    --------
    >>> press = load()
    >>> shown = ["claim", "kind", "value", "low", "among"]
    >>> press.loc[press["source"].eq("the-star-2024"), shown]
                  claim    kind         value           low               among
    50  the-star-2024.1   level  1.230000e+10  1.225000e+10                 NaN
    53  the-star-2024.2  growth  1.560000e-01  1.555000e-01                 NaN
    55  the-star-2024.3    rank  8.000000e+00  8.000000e+00  partners in Europe
    57  the-star-2024.4   level  1.422000e+10  1.421500e+10                 NaN
    """
    path = existing_path(data_folder() / "press.csv" if path is None else path)
    listed = read_list(path)
    if listed.open_rows and unsettled != "leave out":
        unsettled_rows = [f"claim {claim}: {what}" for claim, what in listed.open_rows.items()]
        found = f"{len(unsettled_rows)} unsettled"
        remedy = "complete them in the file, or load with unsettled='leave out'"
        raise StatementError(f"every row of {path.name} is a statement", found, remedy, unsettled_rows)
    claims = listed.rows[~listed.rows["claim"].isin(listed.open_rows)].reset_index(drop=True)
    claims = claims.astype({"start": "int64", "end": "int64"})
    check_frame(wrap_claims(claims), rows="claim", called=path.name)
    # The values of a draft are what the whole text says, of which a quote may say less.
    if not listed.draft:
        refuse_contradicted(claims[claims["kind"] == "level"].set_index("claim"), StatementError)
    return claims


@check_arguments
def to_trade(statements: FrameT, *, side: str) -> FrameT:
    """Take one side's levels of full calendar years as rows of a trade table.

    Growth, shares, ranks and what else is no level, parts of years, targets, forecasts and claims of another or of no
    known side are left out, and of a text that was read what it leaves open: a claim that names no partner.
    A year stated twice stays twice, and so does a fact in two currencies: nothing is averaged. Who needs one row picks
    by `claim`, `source` or `quote`, `tv.prefer` picks the currency, and `tv.check_claims` says which of them disagree.

    Parameters
    ----------
    statements : frame
        A table of statements.
    side : str
        Whose statistics: ISO 3166 alpha-3.

    Returns
    -------
    frame
        `period` (a year), `reporter`, `partner`, `flow` (as the side reports it: Russia's exports of Malaysia's
        statistics are Malaysia's imports), `commodity_code`, `value` (in single units of `currency`), `currency`,
        `low`, `high` (one missing for a bound), `compiled_by` (the side), and of `calendar_label`, `coverage`,
        `observation`, `quote`, `source`, `claim`, `approximate`, `bound` those that the statements have.

    Raises
    ------
    StatementError
        No level of a full year is of this side; or as `check` does.

    Examples
    --------
    >>> mine = to_trade(load(), side="RUS")
    >>> mine.loc[mine["flow"] == "total", ["period", "reporter", "value", "low", "bound"]].head(3)
       period reporter         value           low      bound
    0    2006      RUS  1.100000e+09  1.100000e+09  more than
    1    2011      RUS  2.000000e+09  1.500000e+09        NaN
    2    2014      RUS  3.200000e+09  3.150000e+09        NaN
    """
    table = wrap_claims(check(statements))
    names = table.collect_schema().names()
    keep = is_whole_year_column(nw.col("start"), nw.col("end")) & (KIND == "level")
    if "side" in names:
        keep &= nw.col("side").fill_null("") == side
    else:
        keep &= nw.lit(value=False)
    if "status" in names:
        keep &= nw.col("status").is_null()
    for name in NEEDED:  # which a text that was read may leave open
        keep &= ~nw.col(name).is_null()
    levels = table.filter(keep)
    _refuse_nobody(table, levels, side)
    levels = _turn_to_reporter(levels, side)
    levels = levels.with_columns(period=year_column(nw.col("start")), compiled_by=nw.lit(side))
    native = levels.select(*names_present(levels, IN_TRADE)).to_native()
    return native.reset_index(drop=True) if levels.implementation.is_pandas() else native


def _turn_to_reporter(levels: Frame, side: str) -> Frame:
    """Turn exports, imports and totals round whose partner is the side: one that reports is the reporter."""
    reporter, partner, flow = nw.col("reporter"), nw.col("partner"), nw.col("flow")
    is_turned = (partner == side) & flow.is_in(TWO_SIDED)
    other_flow = nw.when(flow == "export").then(nw.lit("import")).when(flow == "import").then(nw.lit("export"))
    return levels.with_columns(
        reporter=nw.when(is_turned).then(partner).otherwise(reporter),
        partner=nw.when(is_turned).then(reporter).otherwise(partner),
        flow=nw.when(is_turned).then(other_flow.otherwise(flow)).otherwise(flow),
    )


def _refuse_nobody(table: Frame, levels: Frame, side: str) -> None:
    if collect_rows(levels.select(rows=nw.len()))[0]["rows"]:
        return
    sides = []
    if names_present(table, ("side",)):
        listed = collect_rows(table.select("side").unique("side").sort("side"))
        sides = [row["side"] for row in listed if isinstance(row["side"], str)]
    found = ", ".join(sides) or "no side named"
    raise StatementError(f"no level of a full year is of side {side!r}", f"sides {found}", "name another side")
