"""WITS, the World Bank's window on trade statistics: its API's answers and its exports become the trade table.

WITS lists groups beside their members: the world, its regions, the European Union; and groups of products beside all
products. Summed as they stand they give the world more than twice. Groups are therefore left out, and counted in the
log, unless somebody asks for them.
"""

import logging
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from tradeview.arguments import check_arguments
from tradeview.economies.codes import is_group
from tradeview.economies.mapping import from_wits
from tradeview.errors import TableError
from tradeview.sources.wits.files import SHOWN, Source, read_facts
from tradeview.sources.wits.forms import FUELS, read_number
from tradeview.table.engines import text_dtype
from tradeview.table.schema import CLASSIFICATIONS, TOTAL, WORLD

LOG = logging.getLogger("tradeview")

# The API's indicators and the headings of the exports; the first that fits counts. Queries say "Gross Exp.".
FLOWS = {
    "re-export": re.compile(r"re-?exp(?:orts?)?\b"),
    "re-import": re.compile(r"re-?imp(?:orts?)?\b"),
    "export": re.compile(r"\bxprt-trd-vl\b|\bexports?\b|\bgross exp\b"),
    "import": re.compile(r"\bmprt-trd-vl\b|\bimports?\b|\bgross imp\b"),
}
GROSS = re.compile(r"\bgross\b", re.IGNORECASE)
EXCERPT = re.compile(r"\btop \d+ ", re.IGNORECASE)  # "Trade (US$ Mil)-Top 5 Export Partner"
UNITS = {
    1e3: re.compile(r"us\$ ?thousand|1000 ?usd|us\$ ?000"),
    1e6: re.compile(r"us\$ ?mil(?:lion)?\b"),
    1.0: re.compile(r"\(us\$\)|\bin usd\b"),
}
# Money that is no value of one flow.
OTHER_MONEY = re.compile(r"balance|services|gdp|gni|growth|share|tariff|average|number of|per capita|duty")
ALL_PRODUCTS = {"total", "all products", "all products **", "999999_total"}
COLUMNS = (
    *("period", "reporter", "partner", "flow", "commodity_code", "value", "currency", "classification"),
    *("net_weight", "quantity", "quantity_unit", "source"),
)
HS, SITC = re.compile(r"\d{1,6}"), re.compile(r"\d{1,5}")
# WITS's sectors are runs of HS chapters. One of them is one chapter, and so an HS code.
CHAPTER = {FUELS.lower(): "27"}
# Names that WITS cuts short or prints with a question mark, and those of its oldest economies, by its own codes.
NAMES = {
    "All": "WLD", "All Countries": "WLD",
    "Cura?ao": "CUW", "Fm Panama Cz": "PCZ", "Fm Rhod Nyas": "ZW1", "Fm Tanganyik": "TAN", "Fm Vietnam Rp": "SVR",
    "Fm Vietnam Dr": "VDR", "Fm Vietnam DR": "VDR", "Fm Zanz-Pemb": "ZPM", "Ethiopia (includes Eritrea)": "ETF",
    "Ethiopia (excludes Eritrea)": "ETH", "Macedonia, FYR": "MKD", "Pen Malaysia": "PMY", "Ryukyu Is": "RYU",
    "Middle East, North Africa, Afghanistan & Pakistan": "MEA", "Saint Barth?lemy": "BLM", "T?rkiye": "TUR",
    "Saint Kitts-Nevis-Anguilla-Aru": "KN1", "Svalbard and Jan Mayen Is": "SJM", "Taiwan, China": "TWN",
    "US Misc.Pac.I": "USP", "Virgin Islands (U.S.)": "VIR", "Yugoslavia, FR(Serbia/Montenegr": "YUG",
    "Yugoslavia, FR (Serbia/Montene": "YUG",
}  # fmt: skip


@check_arguments
def read_wits(
    source: Source,
    *,
    reporters: str | Iterable[str] | None = None,
    partners: str | Iterable[str] | None = None,
    years: int | Iterable[int] | None = None,
    groups: bool = False,
    product_groups: bool = False,
) -> pd.DataFrame:
    """Read trade that WITS hands out into the trade table.

    Parameters
    ----------
    source : path, mapping or pandas.DataFrame
        An answer of the API (SDMX-JSON of `tradestats-trade`), as a file or parsed; or an export as CSV, Excel, zip of
        CSV, or frame: by partner or product (`Reporter Name, Partner Name, Year, Export (US$ Thousand)` …), with one
        column a year, the trade summary in US$ millions, by HS product, or of an advanced query.
    reporters, partners : str or several, optional
        Economies to keep, by code or name; a group that is named here is kept.
    years : int or several, optional
        Years to keep.
    groups : bool
        Keep groups of economies. They are marked by their codes: `tv.economies.is_group` is true of `WLD`, the European
        Union (XGE) and regions (XRE is "East Asia & Pacific"). Without it they are left out, save the world where it is
        the only reporter, or the only partner of a year's exports or imports. "Unspecified" and the like are no groups
        but parts of the world, and stay (XNS, XOA).
    product_groups : bool
        Keep groups of products ("84-85_MachElec", "Capital goods"). They overlap, and stand in `commodity_code` as WITS
        writes them, which `tv.check` refuses.

    Returns
    -------
    pandas.DataFrame
        `period` (year), `reporter`, `partner`, `flow`, `commodity_code` (HS or SITC digits, or `TOTAL`), `value` (US$,
        not thousands), `currency`, `source`; and where the export has them `classification`, `net_weight` (kilograms),
        `quantity`, `quantity_unit`. Figures that are no values of trade (shares, growth, tariffs) and empty ones are
        left out.

    Raises
    ------
    TableError
        It is no answer or export of WITS, holds tariffs, or nothing remains.
    UnknownCodeError
        Nobody knows an economy that it names.

    Notes
    -----
    A query may give a flow twice: gross ("Gross Exp.") and net of re-exports ("Export"). UN Comtrade's exports hold
    re-exports, and so do those here: the gross flow counts where there are both.

    Examples
    --------
    >>> export = pd.DataFrame(
    ...     [["Malaysia", "Russian Federation", "2022", " All Products", "1500.5"],
    ...      ["Malaysia", "Europe & Central Asia", "2022", " All Products", "9000"]],
    ...     columns=["Reporter Name", "Partner Name", "Year", "Product Group", "Export (US$ Thousand)"],
    ... )
    >>> read_wits(export)[["period", "reporter", "partner", "flow", "commodity_code", "value"]]
       period reporter partner    flow commodity_code      value
    0    2022      MYS     RUS  export          TOTAL  1500500.0
    """
    facts = read_facts(source)
    found = _keep_gross(_keep_values(facts))
    found = found.assign(reporter=_map_economies(found["reporter"]), partner=_map_economies(found["partner"]))
    asked = {"reporter": _codes_asked(reporters), "partner": _codes_asked(partners), "period": _years_asked(years)}
    for column, wanted in asked.items():
        if wanted is not None:
            found = _keep(found, found[column].isin(wanted), f"not asked for by their {column}")
    if not groups:
        found = _leave_out_groups(found, asked)
    found = _add_codes(found)
    if not product_groups:
        found = _keep(found, ~found["is_product_group"], "of groups of products, which overlap")
    trade = _in_trade_columns(found)
    trade = _keep(trade, ~trade.duplicated(), "stated twice")
    LOG.info("WITS: %d figures read, %d kept", len(facts), len(trade))
    if trade.empty:
        words = ", ".join(dict.fromkeys(str(words).strip(" |") for words in facts["words"]))
        what = f"{len(facts)} figures of {words[:SHOWN]} (the log says why they went)"
        remedy = "ask for exports or imports in US$; groups=True keeps groups of economies, product_groups=True others"
        raise TableError("no value of trade is left", what, remedy)
    return trade.reset_index(drop=True)


def _map_economies(names: "pd.Series[Any]") -> "pd.Series[Any]":
    """Codes of the trade table for WITS's codes and names; the one place where WITS's economies are mapped."""
    return from_wits(names.astype(text_dtype()).str.strip().replace(NAMES))


def _codes_asked(asked: str | Iterable[str] | None) -> set[str] | None:
    if asked is None:
        return None
    names = [asked] if isinstance(asked, str) else list(asked)
    return set(_map_economies(pd.Series(names, dtype="object")))


def _years_asked(asked: int | Iterable[int] | None) -> set[int] | None:
    if asked is None:
        return None
    # NumPy's whole numbers are no int.
    return set(asked) if isinstance(asked, Iterable) else {asked}


def _keep(facts: pd.DataFrame, keep: "pd.Series[bool]", why_not: str) -> pd.DataFrame:
    """Keep some facts, and say in the log how many others went, and why."""
    if not keep.all():
        LOG.info("WITS: %d figures dropped, %s", int((~keep).sum()), why_not)
    return facts[keep]


def _keep_values(facts: pd.DataFrame) -> pd.DataFrame:
    """Keep what is a value of one flow, in US$ with its unit; read periods and figures."""
    flow_of, unit_of = {}, {}
    for words in facts["words"].unique():
        meant = _flow_and_unit(str(words))
        if meant is not None:
            flow_of[words], unit_of[words] = meant
    facts = _keep(facts, facts["words"].isin(flow_of), "of indicators that are no values of exports or imports")
    facts = _keep(facts, ~facts["partner"].isin(["...", "", None]), "without a partner")
    periods = facts["period"].astype(str)
    wrong = facts[~periods.str.fullmatch(r"\d{4}(?:\.0)?")]
    if len(wrong):
        rows = [f"row {row}: year {year!r}" for row, year in wrong["period"].head().items()]
        raise TableError("years of WITS have four digits", f"{len(wrong)} that have not", "mend these", rows)
    facts = facts.assign(
        period=periods.str[:4].astype("int64"),
        flow=facts["words"].map(flow_of),
        value=_read_figures(facts["figure"]) * facts["words"].map(unit_of),
    )
    _refuse_no_amounts(facts, "value")
    return _keep(facts, facts["value"].notna(), "empty, which is not zero")


def _refuse_no_amounts(facts: pd.DataFrame, name: str) -> None:
    """Refuse amounts below zero, and those beyond all numbers."""
    amounts = facts[name]
    wrong = facts[amounts.notna() & ~((amounts >= 0) & (amounts < math.inf))]
    if len(wrong):
        rows = [f"row {row}: {name} {amount!r}" for row, amount in wrong[name].head().items()]
        asked = "amounts of WITS are finite and not negative"
        raise TableError(asked, f"{len(wrong)} that are not", "export it again", rows)


def _flow_and_unit(words: str) -> tuple[str, float] | None:
    """Flow and unit that words of WITS mean, or nothing where they are no value of one flow."""
    lowered = words.lower().replace("_", " ")
    flows = [flow for flow, pattern in FLOWS.items() if pattern.search(lowered)]
    units = [unit for unit, pattern in UNITS.items() if pattern.search(lowered)]
    if OTHER_MONEY.search(lowered) or not flows or not units:
        return None
    return flows[0], units[0]


def _read_figures(cells: "pd.Series[Any]") -> "pd.Series[float]":
    try:
        return cells.map(read_number).astype("float64")
    except ValueError as error:
        asked, remedy = "figures of WITS have a decimal point", "export it again in English"
        raise TableError(asked, f"{str(error)!r}", remedy) from error


def _keep_gross(found: pd.DataFrame) -> pd.DataFrame:
    """Of a flow that is given twice, gross and net of what is sent back, keep the gross one, as UN Comtrade has it."""
    is_gross = found["words"].str.contains(GROSS)
    key = pd.MultiIndex.from_frame(found[["reporter", "partner", "period", "product", "flow"]].astype(str))
    keep = is_gross | ~key.isin(key[is_gross])
    return _keep(found, keep, "net of re-exports or re-imports, beside the gross flow")


def _leave_out_groups(facts: pd.DataFrame, asked: Mapping[str, Any]) -> pd.DataFrame:
    """Leave out groups that nobody named, save the world where it is alone on its side and doubles nothing."""
    # The trade summaries name the five largest partners beside the world: an excerpt, which gives way to the whole.
    flow = pd.MultiIndex.from_frame(facts[["reporter", "period", "flow"]].astype(str))
    has_world = flow.isin(flow[facts["partner"] == WORLD]) & (asked["partner"] is None)
    is_excerpt = facts["words"].str.contains(EXCERPT) & has_world
    facts = _keep(facts, ~is_excerpt, "of the largest partners alone, beside the world")
    for side in ("reporter", "partner"):
        groups = {code for code in facts[side].unique() if is_group(code)}
        if asked[side] is not None:
            groups -= asked[side]
        is_member = ~facts[side].isin(groups)
        if side == "reporter":
            has_members: Any = is_member.any()
        else:
            flow = pd.MultiIndex.from_frame(facts[["reporter", "period", "flow"]].astype(str))
            has_members = flow.isin(flow[is_member])
        keep = is_member | ((facts[side] == WORLD) & ~has_members)
        facts = _keep(facts, keep, f"of groups as {side}s: {', '.join(sorted(groups))}")
    return facts


def _in_trade_columns(found: pd.DataFrame) -> pd.DataFrame:
    """Give facts the columns of the trade table."""
    trade = found.assign(currency="USD", source="WITS")
    for name in ("net_weight", "quantity"):
        if name not in trade:
            continue
        amount = _read_figures(trade[name])
        _refuse_no_amounts(trade.assign(**{name: amount}), name)
        trade[name] = amount.where(amount != 0)  # UN Comtrade's way to say that there is none
    if "quantity_unit" in trade:
        trade["quantity_unit"] = trade["quantity_unit"].where(trade["quantity_unit"].astype("str").str.strip() != "")
    if "nomenclature" in trade:
        trade["classification"] = trade["nomenclature"].where(trade["nomenclature"].isin(CLASSIFICATIONS))
    return trade[[name for name in COLUMNS if name in trade]]


def _add_codes(found: pd.DataFrame) -> pd.DataFrame:
    """Turn WITS's products into codes; groups have none, are marked, and stay as WITS writes them."""
    products = found["product"].fillna("").astype("str").str.split().str.join(" ")
    is_sitc = pd.Series(False, found.index)  # noqa: FBT003 - a cell
    if "nomenclature" in found:
        is_sitc = found["nomenclature"].astype("str").str.startswith("S")
    keys = list(zip(products, is_sitc, strict=True))
    code_of = {key: _product_code(key[0], is_sitc=bool(key[1])) for key in dict.fromkeys(keys)}
    codes = pd.Series([code_of[key] for key in keys], found.index, "object")
    return found.assign(commodity_code=codes.fillna(products).astype("str"), is_product_group=codes.isna())


def _product_code(name: str, *, is_sitc: bool) -> str | None:
    """Code of a product of WITS: HS or SITC digits, or TOTAL; nothing for a group."""
    plain = name.lower()
    if plain in ALL_PRODUCTS:
        return TOTAL
    if is_sitc and SITC.fullmatch(plain):
        return plain
    if HS.fullmatch(plain):
        return plain.zfill(len(plain) + len(plain) % 2)  # Excel has taken a leading zero
    return CHAPTER.get(plain)
