"""Worlds of claims that are true by making: a pair's trade over some years, as newspapers print it."""

import random
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal
from functools import cache

import pandas as pd

from tradeview.money import rates

Row = dict[str, object]
# Reporter, partner, the reporter's currency, and the order of its trade in dollars.
PAIRS = (
    ("JPN", "KOR", "JPY", 8e10),
    ("DEU", "POL", "EUR", 1.2e11),
    ("IDN", "IND", "IDR", 2e10),
    ("BRA", "CHN", "BRL", 1e11),
    ("THA", "VNM", "THB", 1.5e10),
    ("MYS", "RUS", "MYR", 2.5e9),
    ("POL", "CZE", "PLN", 2e10),
    ("TUR", "KAZ", "TRY", 3e9),
    ("ZAF", "GBR", "ZAR", 9e9),
    ("KOR", "AUS", "KRW", 4e10),
)
FIRST, LAST = 2013, 2021


@cache
def table() -> pd.DataFrame:
    """The ECB's means of years, with the range of their days."""
    return rates.ecb(base="USD", days_range=True)


@cache
def monthly() -> dict[tuple[str, int], float]:
    """Units of each currency for one dollar, the mean of each month."""
    found = rates.ecb(base="USD", frequency="M")
    return dict(zip(zip(found["quote"], found["period"], strict=True), found["rate"], strict=True))


def to_digits(value: float, digits: int, *, cut: bool = False) -> tuple[float, float]:
    """Round to significant digits, or cut; the figure, and the unit of its last digit."""
    number = Decimal(repr(value))
    unit = Decimal(1).scaleb(number.adjusted() - digits + 1)
    return float(number.quantize(unit, ROUND_DOWN if cut else ROUND_HALF_EVEN)), float(unit)


@dataclass
class Maker:
    """Prints figures of one pair as claims; `flows` are the true months, in both currencies."""

    seed: int
    rows: list[Row] = field(default_factory=list)
    cuts: bool = True

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.reporter, self.partner, self.currency, size = PAIRS[self.seed % len(PAIRS)]
        self.months: dict[tuple[str, int, str], float] = {}
        for flow, share in (("export", self.chance.uniform(0.3, 0.7)), ("import", self.chance.uniform(0.3, 0.7))):
            yearly = size * share
            for year in range(FIRST, LAST + 1):
                yearly *= 1 + self.chance.choice([-1, 1, 1]) * self.chance.uniform(0.05, 0.3)
                weights = [self.chance.uniform(0.7, 1.3) for _ in range(12)]
                for month, weight in enumerate(weights, 1):
                    dollars = yearly * weight / sum(weights)
                    period = year * 100 + month
                    self.months[flow, period, "USD"] = dollars
                    self.months[flow, period, self.currency] = dollars * monthly()[self.currency, period]

    def true(self, flow: str, start: int, end: int, currency: str) -> float:
        flows = ("export", "import") if flow == "total" else (flow,)
        return sum(
            self.months[each, period, currency]
            for each in flows
            for period in range(start, end + 1)
            if period % 100 in range(1, 13)
        )

    def claim(
        self, article: str, kind: str, flow: str, start: int, end: int, value: float, unit: float, **rest: object
    ) -> Row:
        row: Row = {
            "claim": f"{article}.{len(self.rows)}", "kind": kind, "flow": flow, "start": start, "end": end,
            "value": value, "low": value - unit / 2, "high": value + unit / 2, "side": self.reporter,
            "reporter": self.reporter,
            "partner": self.partner, "commodity_code": "TOTAL", "publisher": article, "title": article,
            "published": f"{end // 100 + 1}-03-01", "currency": None, "among": None, "bound": None,
            "approximate": False, **rest,
        }  # fmt: skip
        self.rows.append(row)
        return row

    def level(self, article: str, flow: str, currency: str, start: int, end: int, digits: int | None = None) -> Row:
        digits = digits or self.chance.choice([2, 3, 3, 4])
        cut = self.cuts and self.chance.random() < 0.1
        value, unit = to_digits(self.true(flow, start, end, currency), digits, cut=cut)
        row = self.claim(article, "level", flow, start, end, value, unit, currency=currency)
        if self.chance.random() < 0.1:
            row.update(low=value - unit, high=value + unit, approximate=True)
        elif self.chance.random() < 0.05 and value < self.true(flow, start, end, currency):
            row.update(low=value, high=None, bound="more than", approximate=True)
        return row

    def growth(self, article: str, flow: str, currency: str, start: int, end: int) -> Row:
        ratio = self.true(flow, start, end, currency) / self.true(flow, start - 100, end - 100, currency)
        places = self.chance.choice([2, 3])
        return self.claim(article, "growth", flow, start, end, round(ratio - 1, places), 10.0**-places)

    def rank(self, article: str, year: int, place: int, among: str | None) -> Row:
        start, end = year * 100 + 1, year * 100 + 12
        return self.claim(article, "rank", "total", start, end, place, 0, among=among)


def world(seed: int, *, cuts: bool = True) -> Maker:
    """Articles of four years: total in two currencies with growth, parts, a part of a year, ranks."""
    made = Maker(seed, cuts=cuts)
    chance = made.chance
    first = chance.choice([2015, 2016, 2017])
    for year in range(first, first + 4):
        start, end = year * 100 + 1, year * 100 + 12
        home = made.currency
        a, b, c = (f"{name} {year}" for name in ("Gazette", "Herald", "Ministry"))
        made.level(a, "total", home, start, end)
        made.level(a, "total", "USD", start, end)
        made.growth(a, "total", chance.choice([home, "USD"]), start, end)
        for flow in ("export", "import"):
            made.level(b, flow, "USD", start, end)
            made.growth(b, flow, chance.choice([home, "USD"]), start, end)
        if chance.random() < 0.6:
            for flow in ("export", "import", "total"):
                made.level(c, flow, home, start, end)
        if chance.random() < 0.5:
            made.level(c, "total", "USD", start, start + 5)
        made.rank(a, year, 20 + year - first, "partners")
        made.rank(b, year, 7 + (year - first) % 2, "partners in Europe")
    return made


def frame(rows: list[Row]) -> pd.DataFrame:
    """As a table of statements."""
    return pd.DataFrame(rows).astype({"low": float, "high": float, "value": float})


SLIPS = {
    10: "a tenth",
    0.1: "10 times",
    100: "a hundredth",
    0.01: "100 times",
    1000: "a thousandth",
    0.001: "1,000 times",
}


@dataclass(frozen=True)
class Fault:
    """Claims of a world in which some say what is not so, and what would mend them."""

    rows: list[Row]
    keys: set[str]
    proposal: str


def _levels(rows: list[Row], *, years: bool = False) -> list[Row]:
    whole = [row for row in rows if row["kind"] == "level"]
    return [row for row in whole if not years or int(str(row["end"])) - int(str(row["start"])) == 11]


def slipped(made: Maker) -> Fault:
    """One level with its decimal point elsewhere."""
    rows = [dict(row) for row in made.rows]
    row, factor = made.chance.choice(_levels(rows)), made.chance.choice(list(SLIPS))
    row.update({name: row[name] * factor for name in ("value", "low", "high") if row[name] is not None})  # type: ignore[operator]
    return Fault(rows, {str(row["claim"])}, f"digit: {SLIPS[factor]}")


def swapped(made: Maker) -> Fault:
    """One level in the other currency."""
    rows = [dict(row) for row in made.rows]
    row = made.chance.choice(_levels(rows))
    was = str(row["currency"])
    row["currency"] = "USD" if was != "USD" else made.currency
    return Fault(rows, {str(row["claim"])}, f"currency {was}")


def _moved(made: Maker, rows: list[Row], chosen: list[Row]) -> Fault:
    years = sorted({int(str(row["start"])) // 100 for row in rows})
    year = int(str(chosen[0]["start"])) // 100
    by = made.chance.choice([by for by in (-1, 1) if year + by in years])
    for row in chosen:
        row.update(start=row["start"] + 100 * by, end=row["end"] + 100 * by)  # type: ignore[operator]
        row["published"] = f"{years[-1] + 2}-01-01"
    return Fault(rows, {str(row["claim"]) for row in chosen}, f"period {year}")


def wrong_year(made: Maker) -> Fault:
    """One level of another year."""
    rows = [dict(row) for row in made.rows]
    return _moved(made, rows, [made.chance.choice(_levels(rows, years=True))])


def wrong_article(made: Maker) -> Fault:
    """All claims of an article of another year."""
    rows = [dict(row) for row in made.rows]
    articles = sorted({str(row["publisher"]) for row in rows if not str(row["publisher"]).startswith("Ministry")})
    article = made.chance.choice(articles)
    return _moved(made, rows, [row for row in rows if row["publisher"] == article])


def dropped_set(made: Maker) -> Fault:
    """One rank without its set."""
    rows = [dict(row) for row in made.rows]
    row = made.chance.choice([row for row in rows if row["kind"] == "rank" and row["among"] != "partners"])
    row["among"] = made.chance.choice([None, "partners"])
    return Fault(rows, {str(row["claim"])}, "among: partners in Europe")


FAULTS = {
    "digit": slipped,
    "currency": swapped,
    "year of a claim": wrong_year,
    "year of an article": wrong_article,
    "rank": dropped_set,
}
