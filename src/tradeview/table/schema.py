"""The trade table: its columns, the codes they allow, and the questions asked of a frame before all else.

Long form; one row is one figure. The terms are those of UN Comtrade, IMTS 2010 and SDMX. A number keeps its passport
in the columns beside it: currency, price basis, rate and the rate's kind and source. They survive merge, CSV and
Parquet, which `DataFrame.attrs` does not.
"""

import narwhals as nw
from babel.core import Locale, get_global
from narwhals.typing import IntoFrame

from tradeview.arguments import show_short_signature
from tradeview.errors import TradeTableError
from tradeview.periods import (
    MONTHS_WORDS,
    NO_STATISTICS_YET,
    PERIOD_WORDS,
    is_period_column,
    is_stretch_column,
    name_year_of_nepal,
    part_of_year_column,
    starts_in_year_column,
    year_column,
)
from tradeview.table.columns import Column, Rule, Table
from tradeview.table.engines import Frame, FrameT
from tradeview.table.frames import wrap_frame
from tradeview.table.written_periods import (
    SAY_MONTH_OR_FISCAL_YEAR,
    hint_at_period,
    name_two_readings,
    read_period_cell,
)
from tradeview.units import currencies

WORLD = "WLD"
TOTAL = "TOTAL"
BALANCE = "balance"  # exports less imports: the one flow that may be negative
FLOWS = ("export", "import", "re-export", "re-import", "total", BALANCE)
CLASSIFICATIONS = ("H0", "H1", "H2", "H3", "H4", "H5", "H6", "S1", "S2", "S3", "S4")
VALUATIONS = ("FOB", "CIF")
PRICE_BASES = ("nominal", "real")
# What is counted, of goods where nothing is said. Other lower-case words are kept as they are given.
GOODS = "goods"
COVERAGES = (GOODS, "services", "goods and services", "domestic exports", "non-oil")
COVERAGE_WORDS = f"{', '.join(COVERAGES)} or other words, in lower case"
RATE_KINDS = ("average", "end", "implied")

# HS has two, four or six digits, SITC one to five; which of them is decided by `classification`, where given.
CODE = r"^(?:TOTAL|[0-9]{1,6})$"
HS_CODE = r"^(?:TOTAL|[0-9]{2}|[0-9]{4}|[0-9]{6})$"


# CLDR's codes for unknown and outlying regions, the European Union, and two that test software.
NO_ECONOMY = {"ZZ", "QO", "EU", "XA", "XB"}
# Codes beside CLDR's; `data/economy_codes.csv` says what each of them is. Withdrawn ones of ISO 3166-3 that trade
# statistics still use, and our own, from those that ISO 3166 leaves to its users.
WITHDRAWN_CODES = {"ATB", "CSK", "MID", "PCI", "PCZ", "PUS", "SKM", "VDR", "WAK"}
PAST_ECONOMIES = {"XHA", "XHB", "XHC", "XHM", "XHN", "XHR", "XHS", "XHT", "XHW", "XHZ"}
NO_PLACES = {"XNA", "XNB", "XNC", "XNF", "XNS"}
NOT_SPECIFIED = {f"XO{letter}" for letter in "ACEFLMNORSTUWXZ"}
ECONOMY_GROUPS = {"XGA", "XGB", "XGC", "XGE", "XGF", "XGG", "XGM", "XGN", "XGO", "XGP", "XGU"}
BANK_REGIONS = {"XRA", "XRC", "XRE", "XRL", "XRM", "XRN", "XRS"}
OWN_CODES = {"economy": PAST_ECONOMIES, "other": NO_PLACES | NOT_SPECIFIED, "group": ECONOMY_GROUPS | BANK_REGIONS}


def economy_codes() -> set[str]:
    """Codes that a trade table allows as reporter and partner.

    They are ISO 3166 alpha-3 codes that CLDR knows, present and past, and Kosovo's; `WLD`; withdrawn codes; and codes
    of our own for what ISO 3166 has none: past economies (`XH.`), what is not elsewhere specified (`XO.`), no place at
    all (`XN.`), groups (`XG.`) and regions of the World Bank (`XR.`). `tv.economies.kind` tells them apart.

    Examples
    --------
    >>> {"MYS", "RUS", "SUN", "WLD", "XOA"} <= economy_codes(), "XXX" in economy_codes()
    (True, False)
    """
    named = Locale("en").territories
    codes = {WORLD, *WITHDRAWN_CODES}.union(*OWN_CODES.values())
    # CLDR has alpha-3 codes as other names of its own two letters, among numbers and what stands for several.
    for code, territories in get_global("territory_aliases").items():
        territory = territories[0]
        if len(code) == 3 and code.isalpha() and territory in named and territory not in NO_ECONOMY:
            codes.add(code)
    return codes


def is_amount(column: nw.Expr) -> nw.Expr:
    """Tell where a number is finite and not negative."""
    return column.is_finite() & (column >= 0)


def is_positive(column: nw.Expr) -> nw.Expr:
    """Tell where a number is finite and above zero."""
    return column.is_finite() & (column > 0)


def is_balance() -> nw.Expr:
    """Tell the rows of a balance; one without a flow is none."""
    return (nw.col("flow") == BALANCE).fill_null(value=False)


def is_code(column: nw.Expr) -> nw.Expr:
    """Tell where text has the shape of a commodity code."""
    # In Python's regular expressions `$` stands before a last line break, too.
    return column.str.contains(CODE) & ~column.str.ends_with("\n")


def is_coverage(column: nw.Expr) -> nw.Expr:
    """Tell where text may say what is counted: two ways of writing it would be two series."""
    return (column != "") & (column == column.str.to_lowercase()) & (column == column.str.strip_chars())


def one_of(name: str, codes: tuple[str, ...], *, required: bool = False) -> Column:
    """Make a text column that allows these codes."""
    return Column(name, "text", ", ".join(codes), lambda column: column.is_in(codes), required)


def within_range(name: str) -> Rule:
    """Make the promise that a number lies between `low` and `high`, where it has both."""
    low, number, high = nw.col("low"), nw.col(name), nw.col("high")
    passes = low.is_null() | high.is_null() | ((low <= number) & (number <= high))
    return Rule(("low", name, "high"), f"low <= {name} <= high", passes)


def currency_column(name: str, *, required: bool = False) -> Column:
    """Make a column of ISO 4217 codes."""
    return Column(
        name, "text", "an ISO 4217 code such as MYR", lambda column: column.is_in(sorted(currencies())), required
    )


def economy_column(name: str) -> Column:
    """Make a required column of ISO 3166 alpha-3 codes."""
    allowed = "an ISO 3166 alpha-3 code such as MYS, or WLD (tv.economies.code finds it from a name)"
    return Column(name, "text", allowed, lambda column: column.is_in(sorted(economy_codes())), required=True)


def amount_column(name: str, *, required: bool = False) -> Column:
    """Make a column of money or mass."""
    return Column(name, "number", "a finite number, not negative", is_amount, required)


def trade_amount_column(name: str, *, required: bool = False) -> Column:
    """Make a column of money of a trade table, where a balance may be negative."""
    allowed = "a finite number, not negative save of a balance"
    of_balance = (nw.col("flow").fill_null("") == BALANCE) & nw.col(name).is_finite()
    return Column(name, "number", allowed, is_amount, required, unless=of_balance)


PERIOD = Column(
    "period",
    "integer",
    PERIOD_WORDS,
    is_period_column,
    required=True,
    read=read_period_cell,
    hint=hint_at_period,
    two_readings=name_two_readings,
    remedy=SAY_MONTH_OR_FISCAL_YEAR,
)
MONTHS = Column("months", "text", MONTHS_WORDS, is_stretch_column)
STARTS_IN_YEAR = Rule(
    ("period", "months"),
    "months that start in the year of `period`",
    starts_in_year_column(nw.col("months"), nw.col("period")),
)
HS_DIGITS = "two, four or six HS digits with leading zeros (0101, not 101), or TOTAL"

IS_HS = nw.col("commodity_code").fill_null("").str.contains(HS_CODE)
# What has not even the shape of a code is reported once, by the column itself.
IS_NO_CODE = ~is_code(nw.col("commodity_code").fill_null(""))

TRADE = Table(
    "trade table",
    (
        PERIOD,
        economy_column("reporter"),
        economy_column("partner"),
        Column("flow", "text", ", ".join(FLOWS), lambda column: column.is_in(FLOWS), required=True),
        Column("commodity_code", "text", HS_DIGITS, is_code, required=True),
        trade_amount_column("value", required=True),
        currency_column("currency", required=True),
        one_of("classification", CLASSIFICATIONS),
        trade_amount_column("low"),
        trade_amount_column("high"),
        one_of("valuation", VALUATIONS),
        one_of("price_basis", PRICE_BASES),
        Column("base_period", "integer", PERIOD_WORDS, is_period_column),
        trade_amount_column("stated_value"),
        currency_column("stated_currency"),
        Column("rate", "number", "a number above zero", is_positive),
        Column("rate_kind"),
        Column("rate_source"),
        Column("deflator"),
        Column("deflator_source"),
        MONTHS,
        Column("calendar_label"),
        Column("coverage", "text", COVERAGE_WORDS, is_coverage),
        amount_column("quantity"),
        Column("quantity_unit"),
        amount_column("net_weight"),
        Column("compiled_by"),
        Column("observation"),
        Column("quote"),
        Column("source"),
    ),
    (
        within_range("value"),
        Rule(
            ("price_basis", "base_period"),
            "real money names its base_period",
            (nw.col("price_basis").fill_null("") != "real") | ~nw.col("base_period").is_null(),
        ),
        STARTS_IN_YEAR,
        Rule(
            ("period", "reporter"),
            f"years of the common calendar; {name_year_of_nepal(2079)}",
            (nw.col("reporter").cast(nw.String).fill_null("") != "NPL")
            | (year_column(nw.col("period")).fill_null(0) < NO_STATISTICS_YET),
        ),
        Rule(
            ("period", "months"),
            "months of a part of a year, or of a fiscal year; whole years, quarters and months say `period` alone",
            nw.col("months").is_null() | ~part_of_year_column(nw.col("months"), nw.col("period")).is_null(),
        ),
        Rule(("commodity_code",), HS_DIGITS, IS_HS | IS_NO_CODE, absent=("classification",)),
        Rule(
            ("commodity_code", "classification"),
            HS_DIGITS + "; SITC codes say S1 to S4",
            IS_HS | IS_NO_CODE | nw.col("classification").fill_null("").str.starts_with("S"),
        ),
    ),
    TradeTableError,
    ranged="value",
)

MONEY = ("value", "low", "high")
# What says of which flow a figure is: no row of a trade table may lack one of them.
KEYS = ("period", "reporter", "partner", "flow", "commodity_code")
# What tells one series from another, here and nowhere else. Optional ones take part where the frame has them; what says
# the same in two ways is written in one first (`tradeview.table.series`).
SERIES = (*KEYS[1:], "classification", "valuation", "coverage", "months")


@show_short_signature
def check(frame: FrameT) -> FrameT:
    """Return the trade table unchanged, or refuse it.

    Parameters
    ----------
    frame : pandas, Polars or any other frame that Narwhals supports
        With the required columns `period, reporter, partner, flow, commodity_code, value, currency`; of the optional
        ones, those that it has are checked. Other columns are left alone.

    Returns
    -------
    frame
        The same object.

    Raises
    ------
    TradeTableError
        Naming up to five rows, their columns, what is wrong and what is allowed.

    Examples
    --------
    >>> import tradeview as tv
    >>> len(tv.check(tv.load()))
    4
    >>> tv.check(tv.load().assign(flow="sale"))
    Traceback (most recent call last):
    tradeview.errors.TradeTableError: this is no valid trade table; found: 4 broken rules; do: mend these rows
      row 0, flow 'sale'; allowed: export, import, re-export, re-import, total, balance
      ...
    """
    TRADE.check(wrap_frame(frame, TradeTableError))
    return frame


def wrap_trade_table(frame: IntoFrame, *needed: str) -> Frame:
    """Wrap a native frame, refusing one that lacks a needed column or holds text where numbers are needed."""
    wrapped = wrap_frame(frame, TradeTableError)
    names = wrapped.collect_schema().names()
    absent = [name for name in needed if name not in names]
    if absent:
        raise TradeTableError(
            f"this needs the column(s) {', '.join(absent)}",
            f"columns {', '.join(names)}",
            "give a trade table (tv.load, tv.check)",
        )
    return TRADE.with_kinds(wrapped)


NEEDED = ("period", "reporter", "partner", "flow", "commodity_code", "value", "currency")
