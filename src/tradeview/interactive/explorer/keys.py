"""Keys: how the explorer tells flows and products apart, so that each choice in it is one clean series.

A flow that a table has in several kinds (goods and services, CIF and FOB, whole years and January to August) is as many
choices. Codes of four and six digits are other goods in another revision, and other choices; chapters are not, unless
some period has them in two.
"""

from dataclasses import dataclass

import narwhals as nw
import pandas as pd

from tradeview.charts.labels import name_product
from tradeview.commodities.codes import revision_name
from tradeview.interactive.explorer.words import (
    FLOW_OF_KIND,
    PRODUCT_OF_REVISION,
    VALUATION_NOT_STATED,
    WHOLE_YEARS,
)
from tradeview.table.comparable import CHAPTER_DIGITS, HS_REVISIONS
from tradeview.table.engines import Frame, is_missing, names_present
from tradeview.table.schema import FLOWS, TOTAL
from tradeview.table.series import restore_keys_said, write_keys
from tradeview.words.names import flow_name
from tradeview.words.periods import format_part_of_year

KIND = ("flow", "coverage", "months", "valuation")
NO_REVISION = ""


@dataclass(frozen=True)
class FlowKind:
    """A choice among flows: of which rows, and under which name."""

    key: str
    flow: str
    coverage: str | None
    months: str | None
    valuation: str | None
    name: str

    @property
    def side(self) -> str:
        """What exports and imports share of which there is a balance."""
        return f"{self.coverage or ''}|{self.months or ''}"


@dataclass(frozen=True)
class Product:
    """A choice among products; those of one level may be added up, and no others."""

    key: str
    code: str
    revisions: tuple[str, ...]
    name: str
    level: str


def list_flows(table: pd.DataFrame) -> list[FlowKind]:
    """List the flows of a table whose keys are written in one way (`write_keys`), in the order of the trade table."""
    flows = []
    for flow, kinds in _kinds_by_flow(table).items():
        differing = []
        for column in KIND[1:]:
            if len({kind[column] for kind in kinds}) > 1:
                differing.append(column)
        kinds.sort(key=lambda kind: [kind[column] or "" for column in KIND])
        for kind in kinds:
            key = "|".join([flow, *(kind[column] or "" for column in differing)])
            name = _name_flow(kind, differing)
            flows.append(FlowKind(key, flow, kind["coverage"], kind["months"], kind["valuation"], name))
    return flows


def _kinds_by_flow(table: pd.DataFrame) -> dict[str, list[dict[str, str | None]]]:
    """List of each flow what its rows say of their kind, nothing where they say nothing."""
    found: dict[str, list[dict[str, str | None]]] = {flow: [] for flow in FLOWS}
    columns = [column for column in KIND if column in table]
    for row in table[columns].drop_duplicates().to_dict("records"):
        kind: dict[str, str | None] = dict.fromkeys(KIND)
        for column in columns:
            if not is_missing(row[column]):
                kind[column] = str(row[column])
        found.setdefault(str(kind["flow"]), []).append(kind)
    return found


def _name_flow(kind: dict[str, str | None], differing: list[str]) -> str:
    """Name a flow, and of its kind what tells it from the others: exports, January to August, FOB."""
    name = flow_name(str(kind["flow"]), coverage=kind["coverage"])
    for column in differing:
        if column != "coverage":  # which the name has
            name = FLOW_OF_KIND.fill(flow=name, kind=_name_kind(column, kind[column]))
    return name


def _name_kind(column: str, said: str | None) -> str:
    if column == "months":
        return WHOLE_YEARS.fill() if said is None else format_part_of_year(said)
    return VALUATION_NOT_STATED.fill() if said is None else said


def list_products(table: pd.DataFrame) -> list[Product]:
    """List the products of a table, all of them (`TOTAL`) first."""
    pairs = table[["commodity_code"]].assign(classification=NO_REVISION)
    if "classification" in table:
        pairs["classification"] = table["classification"].astype(object).where(table["classification"].notna(), "")
    pairs = pairs.drop_duplicates()
    joins_chapters = not _mixes_chapters(table)
    revisions_of: dict[tuple[str, str], list[str]] = {}
    for code, revision in zip(pairs["commodity_code"].astype(str), pairs["classification"].astype(str), strict=True):
        family = _family_of(code, revision, joins_chapters=joins_chapters)
        revisions_of.setdefault((code, family), []).append(revision)
    families: dict[str, int] = {}
    for code, _ in revisions_of:
        families[code] = families.get(code, 0) + 1
    products = []
    for (code, family), revisions in revisions_of.items():
        name, key = name_product(code, revisions[0] or None), code
        if families[code] > 1:
            name = PRODUCT_OF_REVISION.fill(product=name, revision=revision_name(family))
            key = f"{code} {family}".strip()
        level = code if code == TOTAL else f"{len(code)} {family}".strip()
        products.append(Product(key, code, tuple(sorted(revisions)), name, level))
    return sorted(products, key=lambda product: (product.code != TOTAL, product.level, product.code))


def _family_of(code: str, revision: str, *, joins_chapters: bool) -> str:
    """Name the revisions in which a code is one product: chapters of HS in any of them."""
    if code == TOTAL:
        return NO_REVISION
    if joins_chapters and len(code) == CHAPTER_DIGITS and revision in HS_REVISIONS:
        return "HS"
    return revision


def _mixes_chapters(table: pd.DataFrame) -> bool:
    """Tell whether any whole of a period has chapters of HS in several revisions, which then are no one list."""
    if "classification" not in table:
        return False
    is_chapter = (table["commodity_code"].str.len() == CHAPTER_DIGITS) & table["classification"].isin(HS_REVISIONS)
    keys = ["period", "reporter", "partner", *(name for name in KIND if name in table)]
    of_whole = table[is_chapter].groupby(keys, dropna=False, observed=True)["classification"]
    return bool((of_whole.nunique() > 1).any())


def key_columns(table: pd.DataFrame, flows: list[FlowKind], products: list[Product]) -> tuple[pd.Series, pd.Series]:
    """Give the place of each row's flow and product in their lists."""
    kinds = [name for name in KIND if name in table]
    place_of_flow = {}
    for place, flow in enumerate(flows):
        place_of_flow[tuple(getattr(flow, name) for name in kinds)] = place
    said = table[kinds].astype(object).where(table[kinds].notna(), None)
    of_flow = [place_of_flow[row] for row in said.itertuples(index=False, name=None)]
    place_of_product = {}
    for place, product in enumerate(products):
        for revision in product.revisions:
            place_of_product[product.code, revision] = place
    revisions = pd.Series(NO_REVISION, index=table.index)
    if "classification" in table:
        revisions = table["classification"].astype(object).where(table["classification"].notna(), NO_REVISION)
    codes = table["commodity_code"].astype(str)
    of_product = [place_of_product[pair] for pair in zip(codes, revisions, strict=True)]
    return pd.Series(of_flow, index=table.index, dtype=int), pd.Series(of_product, index=table.index, dtype=int)


def filter_rows(table: Frame, flow: FlowKind, products: list[Product]) -> Frame:
    """Keep the rows of a flow and of some products, of whatever engine."""
    table = write_keys(table)
    for name in names_present(table, KIND):
        said = getattr(flow, name)
        table = table.filter(nw.col(name).is_null() if said is None else nw.col(name) == said)
    codes_of: dict[tuple[str, ...], list[str]] = {}
    for product in products:
        codes_of.setdefault(product.revisions, []).append(product.code)
    wanted = []
    for revisions, codes in codes_of.items():
        is_product = nw.col("commodity_code").is_in(codes)
        if names_present(table, ("classification",)):
            is_product = is_product & nw.col("classification").fill_null(NO_REVISION).is_in(list(revisions))
        wanted.append(is_product)
    return restore_keys_said(table.filter(nw.any_horizontal(*wanted, ignore_nulls=False)))
