"""WITS, the World Bank's window on trade statistics: its API's answers and its exports become the trade table.

WITS lists groups beside their members: the world, its regions, the European Union; and groups of products beside all
products. Summed as they stand they give the world more than twice. Groups are therefore left out, and counted in the
log, unless somebody asks for them.
"""

import logging
import math
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd

from tradeview.arguments import check_arguments
from tradeview.economies.codes import is_group
from tradeview.economies.mapping import from_wits
from tradeview.errors import TableError, UnknownCodeError
from tradeview.periods import FIRST_YEAR, LAST_YEAR, is_period, name_other_calendar
from tradeview.sources.sitc_zeros import refuse_lost_zeros
from tradeview.sources.wits.files import SHOWN, Source, read_facts
from tradeview.sources.wits.forms import FUELS, names_tariffs, read_number
from tradeview.table.engines import is_missing, text_dtype
from tradeview.table.schema import CLASSIFICATIONS, TOTAL, WORLD
from tradeview.table.shortened_numbers import count_shortened, find_ranges, is_shortened, warn_of_shortened

LOG = logging.getLogger("tradeview")

# The API's indicators and the headings of the exports, each taken out before the next is looked for. Queries say
# "Gross Exp.".
FLOWS = {
    "re-export": re.compile(r"\bre-?exp(?:orts?)?\b"),
    "re-import": re.compile(r"\bre-?imp(?:orts?)?\b"),
    "export": re.compile(r"\bxprt-trd-vl\b|\bexports?\b|\bgross exp\b"),
    "import": re.compile(r"\bmprt-trd-vl\b|\bimports?\b|\bgross imp\b"),
}
WHOLE_FLOW = {"re-export": "export", "re-import": "import"}
GROSS = re.compile(r"\bgross\b", re.IGNORECASE)
EXCERPT = re.compile(r"\btop \d+ ", re.IGNORECASE)  # "Trade (US$ Mil)-Top 5 Export Partner"
UNITS = {
    1e3: re.compile(r"us\$ ?thousand|1000 ?usd|us\$ ?000"),
    1e6: re.compile(r"us\$ ?mil(?:lion)?\b"),
    1.0: re.compile(r"\(us\$\)|\bin usd\b"),
}
# What else stands in the words of a whole flow. Any other word says that it is a part of one, as dutiable imports are.
PLAIN_WORDS = {
    *("trade", "tradevalue", "value", "values", "total", "goods", "products", "product", "in", "of", "top"),
    *("partner", "partners", "country", "countries", "us", "usd", "thousand", "mil", "million", "gross"),
}
WORD = re.compile(r"[^\W\d_]+")
# Money that is no value of one flow.
OTHER_MONEY = re.compile(r"balance|services|gdp|gni|growth|share|tariff|average|number of|per capita|duty")
ALL_PRODUCTS = {"total", "all products", "all products **", "999999_total"}
COLUMNS = (
    *("period", "reporter", "partner", "flow", "commodity_code", "value", "low", "high", "currency", "classification"),
    *("quote", "net_weight", "quantity", "quantity_unit", "source"),
)
HS, SITC = re.compile(r"\d{1,6}"), re.compile(r"\d{1,5}")
# WITS's sectors are runs of HS chapters. One of them is one chapter, and so an HS code.
CHAPTER = {FUELS.lower(): "27"}
# Names that WITS cuts short or prints with a question mark, and those of its oldest economies, by its own codes.
NAMES = {
    "All": "WLD", "Cura?ao": "CUW", "Fm Panama Cz": "PCZ", "Fm Rhod Nyas": "ZW1", "Fm Tanganyik": "TAN",
    "Fm Vietnam Rp": "SVR", "Fm Vietnam Dr": "VDR", "Fm Vietnam DR": "VDR", "Fm Zanz-Pemb": "ZPM",
    "Pen Malaysia": "PMY", "Middle East, North Africa, Afghanistan & Pakistan": "MEA", "Saint Barth?lemy": "BLM",
    "T?rkiye": "TUR", "Saint Kitts-Nevis-Anguilla-Aru": "KN1", "US Misc.Pac.I": "USP",
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
        `quantity`, `quantity_unit`. Of figures that a spreadsheet shortened (`1.23E+10`) `low` and `high` are what the
        digits allow, and `quote` is the cell. Figures that are no values of trade (shares, growth, tariffs), that are a
        part of a flow (dutiable imports), and empty ones are left out. The heading of a figure's column, or its
        indicator, decides its flow.

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
    asked = {"reporter": _codes_asked(reporters), "partner": _codes_asked(partners), "period": _years_asked(years)}
    found = _keep_gross(_read_values(_keep_asked(_keep_flows(facts), asked)))
    if not groups:
        found = _leave_out_groups(found, asked)
    found = _add_codes(found)
    if not product_groups:
        found = _keep(found, ~found["is_product_group"], "of groups of products, which overlap")
    _warn_of_shortened(source, found)
    trade = _in_trade_columns(found)
    trade = _keep(trade, ~trade.duplicated(), "stated twice")
    LOG.info("WITS: %d figures read, %d kept", len(facts), len(trade))
    if trade.empty:
        words = ", ".join(dict.fromkeys(_all_words(facts)))
        what = f"{len(facts)} figures of {words[:SHOWN]} (the log says why they went)"
        remedy = "ask for exports or imports in US$; groups=True keeps groups of economies, product_groups=True others"
        if names_tariffs(words):
            what += ": tariffs, and imports by the duty that they pay, are no trade"
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


def _all_words(facts: pd.DataFrame) -> "pd.Series[str]":
    """Return all that is said of what each figure is: its indicator or column, and its flow."""
    return (facts["words"].astype("str") + " | " + facts["flow_words"].astype("str")).str.strip(" |")


def _keep_flows(facts: pd.DataFrame) -> pd.DataFrame:
    """Keep what is a value of one flow, in US$; its flow and the size of its unit are added."""
    said = [(str(words), str(flow)) for words, flow in zip(facts["words"], facts["flow_words"], strict=True)]
    meant = {both: _flow_and_unit(*both) for both in dict.fromkeys(said)}
    is_flow = pd.Series([meant[both] is not None for both in said], facts.index, dtype="bool")
    others = ", ".join(dict.fromkeys(_all_words(facts[~is_flow])))
    kept = _keep(facts, is_flow, f"of indicators that are no values of exports or imports: {others[:SHOWN]}")
    flows = [found for found in (meant[both] for both in said) if found is not None]
    kept = kept.assign(flow=[flow for flow, _ in flows], unit=[unit for _, unit in flows])
    return _keep(kept, ~kept["partner"].isin(["...", "", None]), "without a partner")


def _keep_asked(facts: pd.DataFrame, asked: Mapping[str, Any]) -> pd.DataFrame:
    """Keep what was asked for, before what cannot be read is refused: names become codes, and years numbers."""
    found = facts
    for side in ("reporter", "partner"):
        codes = _map_known_economies(found[side])
        if asked[side] is not None:
            is_asked = codes.isin(asked[side])
            found = _keep(found, is_asked, f"not asked for by their {side}")
            codes = codes[is_asked]
        # A column of the names that are not known yet, if there are any.
        found = found.assign(**{side: codes.fillna(found[side]), f"is_known_{side}": codes.notna()})
    for side in ("reporter", "partner"):
        _map_economies(found.loc[~found[f"is_known_{side}"], side])
    found = found.assign(period=_read_years(found["period"]))
    if asked["period"] is not None:
        found = _keep(found, found["period"].isin(asked["period"]), "not asked for by their period")
    _refuse_other_years(found["period"])
    return found


def _map_known_economies(names: "pd.Series[Any]") -> "pd.Series[Any]":
    """Return codes of those names that are known; nothing for the others."""
    try:
        return _map_economies(names).astype("object")
    except UnknownCodeError:
        pass
    codes = {}
    for name in names.dropna().unique():
        with suppress(UnknownCodeError):
            codes[name] = _map_economies(pd.Series([name], dtype="object")).iloc[0]
    return names.map(codes).astype("object")


def _read_years(cells: "pd.Series[Any]") -> "pd.Series[int]":
    written = cells.astype(str)
    wrong = written[~written.str.fullmatch(r"\d{4}(?:\.0)?")]
    if len(wrong):
        rows = [f"row {row}: year {year!r}" for row, year in wrong.head().items()]
        raise TableError("years of WITS have four digits", f"{len(wrong)} that have not", "mend these", rows)
    return written.str[:4].astype("int64")


def _refuse_other_years(years: "pd.Series[int]") -> None:
    """Refuse years of other calendars, and misprints."""
    wrong = [year for year in years.unique().tolist() if not is_period(year)]
    if wrong:
        rows = [name_other_calendar(year) or f"year {year}" for year in wrong]
        asked = f"years of WITS are of the common calendar, {FIRST_YEAR} to {LAST_YEAR}"
        raise TableError(asked, f"{len(wrong)} that are not", "mend these", rows)


def _read_values(facts: pd.DataFrame) -> pd.DataFrame:
    """Read figures in US$, with the range of those that a spreadsheet has shortened."""
    ranges = find_ranges(None if is_missing(cell) else str(cell).strip() for cell in facts["figure"])
    found = facts.assign(value=_read_figures(facts["figure"]) * facts["unit"])
    if any(ranges):
        ends = pd.DataFrame([ends or (None, None) for ends in ranges], facts.index, ["low", "high"], dtype="float64")
        found = found.assign(low=ends["low"] * facts["unit"], high=ends["high"] * facts["unit"])
        found["quote"] = facts["figure"].where(ends["low"].notna())
    _refuse_no_amounts(found, "value")
    return _keep(found, found["value"].notna(), "empty, which is not zero")


def _refuse_no_amounts(facts: pd.DataFrame, name: str) -> None:
    """Refuse amounts below zero, and those beyond all numbers."""
    amounts = facts[name]
    wrong = facts[amounts.notna() & ~((amounts >= 0) & (amounts < math.inf))]
    if len(wrong):
        rows = [f"row {row}: {name} {amount!r}" for row, amount in wrong[name].head().items()]
        asked = "amounts of WITS are finite and not negative"
        raise TableError(asked, f"{len(wrong)} that are not", "export it again", rows)


def _flow_and_unit(words: str, flow_words: str) -> tuple[str, float] | None:
    """Flow and unit that words of WITS mean, or nothing where they are no value of one flow.

    The words of the figure decide: its column, or its indicator. A column of flows may name both ("Exports & Imports").
    """
    lowered = [text.lower().replace("_", " ") for text in (words, flow_words)]
    own, said = map(_flows_in, lowered)
    if not own or (len(said) == 1 and [WHOLE_FLOW.get(said[0])] == own):
        own = said
    units = [unit for unit, pattern in UNITS.items() if any(map(pattern.search, lowered))]
    if len(own) != 1 or not units or any(map(OTHER_MONEY.search, lowered)) or _names_a_part(lowered[0]):
        return None
    return own[0], units[0]


def _flows_in(text: str) -> list[str]:
    """Name the flows that a text names, each once."""
    flows = []
    for flow, pattern in FLOWS.items():
        if pattern.search(text):
            flows.append(flow)
            text = pattern.sub(" ", text)
    return flows


def _names_a_part(text: str) -> bool:
    """Tell whether there are words beside a flow and its unit: then it is a part of the flow, or none."""
    for pattern in FLOWS.values():
        text = pattern.sub(" ", text)
    return not PLAIN_WORDS.issuperset(WORD.findall(text))


def _read_figures(cells: "pd.Series[Any]") -> "pd.Series[float]":
    try:
        return cells.map(read_number).astype("float64")
    except ValueError as error:
        asked, remedy = "figures of WITS have a decimal point", "export it again in English"
        raise TableError(asked, f"{str(error)!r}", remedy) from error


def _keep_gross(found: pd.DataFrame) -> pd.DataFrame:
    """Of a flow that is given twice, gross and net of what is sent back, keep the gross one, as UN Comtrade has it."""
    is_gross = _all_words(found).str.contains(GROSS)
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


def _warn_of_shortened(source: Source, found: pd.DataFrame) -> None:
    """Say how many figures a spreadsheet has shortened."""
    amounts = {"value": "figure", "net_weight": "net_weight", "quantity": "quantity"}
    cells = {name: found[column].dropna().astype(str) for name, column in amounts.items() if column in found}
    warn_of_shortened(Path(source).name if isinstance(source, str | Path) else "WITS", count_shortened(cells), "value")


def _add_codes(found: pd.DataFrame) -> pd.DataFrame:
    """Turn WITS's products into codes; groups have none, are marked, and stay as WITS writes them."""
    products = found["product"].fillna("").astype("str").str.split().str.join(" ")
    is_sitc = pd.Series(False, found.index)  # noqa: FBT003 - a cell
    if "nomenclature" in found:
        is_sitc = found["nomenclature"].astype("str").str.startswith("S")
    _refuse_lost_digits(products, is_sitc)
    keys = list(zip(products, is_sitc, strict=True))
    code_of = {key: _product_code(key[0], is_sitc=bool(key[1])) for key in dict.fromkeys(keys)}
    codes = pd.Series([code_of[key] for key in keys], found.index, "object")
    return found.assign(commodity_code=codes.fillna(products).astype("str"), is_product_group=codes.isna())


def _refuse_lost_digits(products: "pd.Series[str]", is_sitc: "pd.Series[bool]") -> None:
    """Refuse codes that a spreadsheet has shortened, and those of SITC of which it may have taken leading zeros."""
    shortened = [code for code in products.unique() if is_shortened(code)]
    if shortened:
        remedy = "export it again, and open it with codes as text"
        raise TableError("products of WITS have all their digits", ", ".join(shortened)[:SHOWN], remedy)
    codes = [code for code in products[is_sitc].unique() if SITC.fullmatch(code)]
    # Codes of one length are those of one level; all of them would have to be of section 0 for their zeros to be lost.
    if len({len(code) for code in codes}) > 1:
        refuse_lost_zeros("this export of WITS", codes)


def _product_code(name: str, *, is_sitc: bool) -> str | None:
    """Code of a product of WITS: HS or SITC digits, or TOTAL; nothing for a group."""
    plain = name.lower()
    if plain.endswith(".0"):  # a program has made it a number
        plain = plain.removesuffix(".0")
    if plain in ALL_PRODUCTS:
        return TOTAL
    if is_sitc and SITC.fullmatch(plain):
        return plain
    if HS.fullmatch(plain):
        return plain.zfill(len(plain) + len(plain) % 2)  # Excel has taken a leading zero
    return CHAPTER.get(plain)
