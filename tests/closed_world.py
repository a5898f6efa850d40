"""The closed world of three of INDICES.md, and every index of it the long way: sums of fractions in plain Python.

Nothing here knows of frames. A world is a dictionary of flows by period, exporter, importer and product; imports are
their mirror. Economies A, B and C are called MYS, RUS and SGP; products p, q and r have the codes 01, 02 and 03.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

A, B, C = "MYS", "RUS", "SGP"
P, Q, R = PRODUCTS = "01", "02", "03"
FIRST, LAST = 2007, 2024
Key = tuple[object, ...]
Value = Fraction | float | None
Result = dict[Key, Value]
PRINTED = {
    (A, B): (60, 10, 0),
    (A, C): (20, 10, 0),
    (B, A): (10, 40, 10),
    (B, C): (10, 20, 10),
    (C, A): (0, 10, 40),
    (C, B): (0, 0, 50),
}
# A second year, so that A's exports are (90, 30, 10) and the world's (110, 100, 140), as the market shares have them.
LATER = {
    (A, B): (65, 20, 5),
    (A, C): (25, 10, 5),
    (B, A): (10, 35, 20),
    (B, C): (10, 25, 20),
    (C, A): (0, 10, 50),
    (C, B): (0, 0, 40),
}
GDP = {A: Fraction(500), B: Fraction(400), C: Fraction(1000)}


def over(part: Fraction, whole: Fraction) -> Fraction | None:
    """Divide; an empty divisor has no quotient."""
    return part / whole if whole > 0 else None


@dataclass(frozen=True)
class World:
    """Flows by period, exporter, importer and product, above zero."""

    flows: dict[tuple[int, str, str, str], Fraction]

    def x(self, period: int, i: str | None = None, j: str | None = None, k: str | None = None) -> Fraction:
        """Add up exports from i to j of k, each of them or all."""
        asked = (period, i, j, k)
        cells = (
            value
            for key, value in self.flows.items()
            if all(want in {None, have} for want, have in zip(asked, key, strict=True))
        )
        return sum(cells, Fraction(0))

    def m(self, period: int, i: str | None = None, j: str | None = None, k: str | None = None) -> Fraction:
        """Add up imports of i from j of k."""
        return self.x(period, j, i, k)

    def periods(self) -> list[int]:
        return sorted({period for period, *_ in self.flows})

    def products(self, *periods: int) -> list[str]:
        return sorted({k for t, _, _, k in self.flows if t in periods})

    def exporters(self, period: int) -> list[str]:
        return sorted({i for t, i, _, _ in self.flows if t == period})

    def importers(self, period: int) -> list[str]:
        return sorted({j for t, _, j, _ in self.flows if t == period})

    def traders(self, period: int) -> list[str]:
        return sorted({*self.exporters(period), *self.importers(period)})

    def by_product(self, period: int, who: list[str]) -> list[Key]:
        return list(product([period], who, self.products(period)))

    def pairs(self, period: int) -> list[tuple[int, str, str]]:
        return sorted({(t, i, j) for t, i, j, _ in self.flows if t == period})


def closed(*years: int) -> World:
    """The closed world: the year of INDICES.md, the later one, or both."""
    tables = {FIRST: PRINTED, LAST: LATER}
    cells = {
        (year, i, j, k): Fraction(value)
        for year in years
        for (i, j), values in tables[year].items()
        for k, value in zip(PRODUCTS, values, strict=True)
        if value
    }
    return World(cells)


def rca(w: World) -> Result:
    return {
        (t, i, k): (w.x(t, i, k=k) / w.x(t, i)) / (w.x(t, k=k) / w.x(t))
        for t in w.periods()
        for _, i, k in w.by_product(t, w.exporters(t))
    }


def rsca(w: World) -> Result:
    return {key: (value - 1) / (value + 1) for key, value in rca(w).items()}


def nrca(w: World) -> Result:
    return {
        (t, i, k): w.x(t, i, k=k) / w.x(t) - w.x(t, i) * w.x(t, k=k) / w.x(t) ** 2
        for t in w.periods()
        for _, i, k in w.by_product(t, w.exporters(t))
    }


def arca(w: World) -> Result:
    return {
        (t, i, k): w.x(t, i, k=k) / w.x(t, i) - w.x(t, k=k) / w.x(t)
        for t in w.periods()
        for _, i, k in w.by_product(t, w.exporters(t))
    }


def bilateral_rca(w: World) -> Result:
    return {
        (t, i, j, k): (value / w.x(t, i, j)) / (w.x(t, j=j, k=k) / w.x(t, j=j))
        for (t, i, j, k), value in w.flows.items()
    }


def michaely(w: World) -> Result:
    found: Result = {}
    for t in w.periods():
        for _, i, k in w.by_product(t, w.traders(t)):
            sold, bought = over(w.x(t, i, k=k), w.x(t, i)), over(w.m(t, i, k=k), w.m(t, i))
            found[t, i, k] = None if sold is None or bought is None else sold - bought
    return found


def lafay(w: World) -> Result:
    found: Result = {}
    for t in w.periods():
        for _, i, k in w.by_product(t, w.traders(t)):
            x, m, x_i, m_i = w.x(t, i, k=k), w.m(t, i, k=k), w.x(t, i), w.m(t, i)
            own = (x - m) / (x + m) if x + m else Fraction(0)
            found[t, i, k] = 100 * (own - (x_i - m_i) / (x_i + m_i)) * (x + m) / (x_i + m_i)
    return found


def both_ways(w: World) -> list[tuple[int, str, str, str]]:
    """Cells that one of a pair exports to the other, seen from both."""
    return sorted({cell for t, i, j, k in w.flows for cell in ((t, i, j, k), (t, j, i, k))})


def trade_balance_index(w: World) -> Result:
    return {
        (t, i, j, k): (w.x(t, i, j, k) - w.m(t, i, j, k)) / (w.x(t, i, j, k) + w.m(t, i, j, k))
        for t, i, j, k in both_ways(w)
    }


def grubel_lloyd(w: World) -> Result:
    found: Result = {}
    for t in w.periods():
        for _, i, k in w.by_product(t, w.traders(t)):
            x, m = w.x(t, i, k=k), w.m(t, i, k=k)
            found[t, i, k] = 1 - abs(x - m) / (x + m) if x + m else None
    return found


def grubel_lloyd_of_pairs(w: World) -> Result:
    return {key: 1 - abs(value) for key, value in trade_balance_index(w).items()}


def overlap(sides: list[tuple[Fraction, Fraction]]) -> Fraction:
    """Trade overlap, which aggregate Grubel-Lloyd equals."""
    return 2 * sum((min(x, m) for x, m in sides), Fraction(0)) / sum((x + m for x, m in sides), Fraction(0))


def aggregate_grubel_lloyd(w: World) -> Result:
    return {
        (t, i): overlap([(w.x(t, i, k=k), w.m(t, i, k=k)) for k in w.products(t)])
        for t in w.periods()
        for i in w.traders(t)
    }


def aggregate_grubel_lloyd_of_pairs(w: World) -> Result:
    pairs = sorted({(t, i, j) for t, i, j, _ in both_ways(w)})
    return {(t, i, j): overlap([(w.x(t, i, j, k), w.m(t, i, j, k)) for k in w.products(t)]) for t, i, j in pairs}


def marginal(changes: tuple[Fraction, Fraction]) -> Fraction | None:
    dx, dm = changes
    return 1 - abs(dx - dm) / (abs(dx) + abs(dm)) if dx or dm else None


def marginal_intra_industry(w: World) -> Result:
    who = [i for i in w.traders(FIRST) if i in w.traders(LAST)]
    return {
        (FIRST, LAST, i, k): marginal((w.x(LAST, i, k=k) - w.x(FIRST, i, k=k), w.m(LAST, i, k=k) - w.m(FIRST, i, k=k)))
        for i in who
        for k in w.products(FIRST, LAST)
    }


def marginal_of_pairs(w: World) -> Result:
    who = [i for i in w.traders(FIRST) if i in w.traders(LAST)]
    cells = {(i, j, k) for _, i, j, k in both_ways(w) if i in who}
    return {
        (FIRST, LAST, *cell): marginal((w.x(LAST, *cell) - w.x(FIRST, *cell), w.m(LAST, *cell) - w.m(FIRST, *cell)))
        for cell in cells
    }


def trade_share(w: World) -> Result:
    return {(t, i, j): w.x(t, i, j) / w.x(t, i) for year in w.periods() for t, i, j in w.pairs(year)}


def import_share(w: World) -> Result:
    return {(t, j, i): w.x(t, i, j) / w.x(t, j=j) for year in w.periods() for t, i, j in w.pairs(year)}


def intensity(w: World) -> Result:
    return {
        (t, i, j): share / (w.x(t, j=j) / w.x(t))
        for (t, i, j), share in trade_share(w).items()  # type: ignore[arg-type]
    }


def intensity_in_the_rest(w: World) -> Result:
    return {(t, i, j): share / (w.m(t, j) / (w.m(t) - w.m(t, i))) for (t, i, j), share in trade_share(w).items()}


def complementarity(w: World) -> Result:
    found: Result = {}
    for t in w.periods():
        for i, j in product(w.exporters(t), w.importers(t)):
            if i != j:
                gaps = (abs(w.m(t, j, k=k) / w.m(t, j) - w.x(t, i, k=k) / w.x(t, i)) for k in w.products(t))
                found[t, i, j] = 1 - sum(gaps, Fraction(0)) / 2
    return found


def similarity(w: World) -> Result:
    found: Result = {}
    for t in w.periods():
        for i, j in product(w.exporters(t), repeat=2):
            if i != j:
                shared = (min(w.x(t, i, k=k) / w.x(t, i), w.x(t, j, k=k) / w.x(t, j)) for k in w.products(t))
                found[t, i, j] = sum(shared, Fraction(0))
    return found


def diversification(w: World) -> Result:
    return {
        (t, i): sum((abs(w.x(t, i, k=k) / w.x(t, i) - w.x(t, k=k) / w.x(t)) for k in w.products(t)), Fraction(0)) / 2
        for t in w.periods()
        for i in w.exporters(t)
    }


def shares_over(w: World, t: int, i: str, parts: str) -> list[Fraction]:
    """Shares of all products that the world trades, or of all economies beside i that import."""
    if parts == "products":
        return [w.x(t, i, k=k) / w.x(t, i) for k in w.products(t)]
    return [w.x(t, i, j) / w.x(t, i) for j in w.importers(t) if j != i]


def concentration(parts: str, variant: str) -> Callable[[World], Result]:
    def of(shares: list[Fraction]) -> Value:
        herfindahl, n = sum((share**2 for share in shares), Fraction(0)), len(shares)
        if variant == "hhi":
            return herfindahl
        if variant == "hirschman":
            return math.sqrt(herfindahl)
        if n == 1:
            return None
        if variant == "normalised":
            return (herfindahl - Fraction(1, n)) / (1 - Fraction(1, n))
        return (math.sqrt(herfindahl) - math.sqrt(1 / n)) / (1 - math.sqrt(1 / n))

    return lambda w: {(t, i): of(shares_over(w, t, i, parts)) for t in w.periods() for i in w.exporters(t)}


def entropy(parts: str) -> Callable[[World], Result]:
    def of(shares: list[Fraction]) -> float:
        return math.fsum(float(share) * math.log(1 / share) for share in shares if share)

    return lambda w: {(t, i): of(shares_over(w, t, i, parts)) for t in w.periods() for i in w.exporters(t)}


def regional_orientation(*region: str) -> Callable[[World], Result]:
    def of(w: World, t: int, i: str, k: str) -> Value:
        into = sum((w.x(t, i, j, k) for j in region), Fraction(0))
        all_into = sum((w.x(t, i, j) for j in region), Fraction(0))
        inside = over(into, all_into)
        outside = over(w.x(t, i, k=k) - into, w.x(t, i) - all_into)
        return None if inside is None or outside is None else over(inside, outside)

    return lambda w: {
        (t, i, k): of(w, t, i, k) for t in w.periods() for _, i, k in w.by_product(t, w.exporters(t)) if w.x(t, i, k=k)
    }


def intra_regional_share(*region: str) -> Callable[[World], Result]:
    return lambda w: {
        (t,): over(
            sum((w.x(t, i, j) for i, j in product(region, repeat=2)), Fraction(0)),
            sum((w.x(t, i) for i in region), Fraction(0)),
        )
        for t in w.periods()
    }


def margins(which: str, reference: str) -> Callable[[World], Result]:
    def of(w: World, t: int, i: str, j: str) -> Value:
        def x_wj(k: str | None = None) -> Fraction:
            return w.x(t, j=j, k=k) - (w.x(t, i, j, k) if reference == "rest_of_world" else 0)

        shared = sum((x_wj(k) for k in w.products(t) if w.x(t, i, j, k)), Fraction(0))
        return over(shared, x_wj()) if which == "extensive" else over(w.x(t, i, j), shared)

    return lambda w: {(t, i, j): of(w, t, i, j) for year in w.periods() for t, i, j in w.pairs(year)}


def market_share(effect: str) -> Callable[[World], Result]:
    def of(w: World, i: str) -> Fraction:
        x, x_w = w.x(FIRST, i), w.x(FIRST)
        r = w.x(LAST) / x_w - 1
        growth = r * x
        structure = sum(
            ((w.x(LAST, k=k) / w.x(FIRST, k=k) - 1 - r) * w.x(FIRST, i, k=k) for k in w.products(FIRST)), Fraction(0)
        )
        rest = w.x(LAST, i) - x - growth - structure
        return {"growth_effect": growth, "structure_effect": structure, "competition_effect": rest}[effect]

    return lambda w: {(i,): of(w, i) for i in w.exporters(FIRST) if i in w.exporters(LAST)}


def market_penetration(w: World) -> Result:
    found: Result = {}
    for t in w.periods():
        for _, i, k in w.by_product(t, w.exporters(t)):
            reached = sum(1 for j in w.importers(t) if w.x(t, i, j, k))
            buying = sum(1 for j in w.importers(t) if w.m(t, j, k=k))
            found[t, i, k] = Fraction(reached, buying)
    return found


def to_gdp(compute: Callable[[Fraction, Fraction, Fraction], Fraction | None]) -> Callable[[World], Result]:
    """Compute with exports, imports and GDP: missing where one of them is not known."""

    def of(x: Fraction, m: Fraction, i: str) -> Value:
        return compute(x, m, GDP[i]) if x and m and i in GDP else None

    return lambda w: {(t, i): of(w.x(t, i), w.m(t, i), i) for t in w.periods() for i in w.traders(t)}


def export_propensity(w: World) -> Result:
    return {(t, i): w.x(t, i) / GDP[i] if i in GDP else None for t in w.periods() for i in w.exporters(t)}


@dataclass(frozen=True)
class Case:
    """One index: what it is called, with what it is called, what tells its rows apart, and how it is computed here."""

    function: str
    keys: tuple[str, ...]
    column: str
    computed: Callable[[World], Result]
    options: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        words = [str(word) for name, word in self.options.items() if name not in {"imports", "start", "end", "gdp"}]
        return "-".join([self.function, self.column, *words])


PRODUCT = ("period", "reporter", "commodity_code")
PAIR = ("period", "reporter", "partner")
CELL = (*PAIR, "commodity_code")
ONE = ("period", "reporter")
MIRROR = {"imports": "mirror"}
YEARS = {"start": FIRST, "end": LAST}
CHANGE = ("start", "end", "reporter", "commodity_code")
CHANGE_OF_PAIR = ("start", "end", "reporter", "partner", "commodity_code")
OF_PAIRS = {"bilateral": True, **MIRROR}
WITH_GDP = {"gdp": GDP, **MIRROR}

CASES = [
    Case("trade_share", PAIR, "share", trade_share, {"flow": "export"}),
    Case("trade_share", PAIR, "share", import_share, {"flow": "import", **MIRROR}),
    Case("trade_intensity", PAIR, "intensity", intensity, {"variant": "world"}),
    Case("trade_intensity", PAIR, "intensity", intensity_in_the_rest, {"variant": "rest_of_world", **MIRROR}),
    Case("revealed_comparative_advantage", PRODUCT, "rca", rca),
    Case("symmetric_rca", PRODUCT, "rsca", rsca),
    Case("normalised_rca", PRODUCT, "nrca", nrca),
    Case("additive_rca", PRODUCT, "arca", arca),
    Case("bilateral_rca", CELL, "rca", bilateral_rca),
    Case("michaely", PRODUCT, "michaely", michaely, MIRROR),
    Case("lafay", PRODUCT, "lafay", lafay, MIRROR),
    Case("trade_balance_index", CELL, "balance_index", trade_balance_index, MIRROR),
    Case("grubel_lloyd", PRODUCT, "grubel_lloyd", grubel_lloyd, {"level": "product", **MIRROR}),
    Case("grubel_lloyd", ONE, "grubel_lloyd", aggregate_grubel_lloyd, {"level": "aggregate", **MIRROR}),
    Case("grubel_lloyd", CELL, "grubel_lloyd", grubel_lloyd_of_pairs, {"level": "product", **OF_PAIRS}),
    Case("grubel_lloyd", PAIR, "grubel_lloyd", aggregate_grubel_lloyd_of_pairs, {"level": "aggregate", **OF_PAIRS}),
    Case("marginal_intra_industry", CHANGE, "marginal_iit", marginal_intra_industry, {**YEARS, **MIRROR}),
    Case("marginal_intra_industry", CHANGE_OF_PAIR, "marginal_iit", marginal_of_pairs, {**YEARS, **OF_PAIRS}),
    Case("complementarity", PAIR, "complementarity", complementarity, MIRROR),
    Case("similarity", ("period", "reporter", "other"), "similarity", similarity),
    *(
        Case("concentration", ONE, "concentration", concentration(parts, variant), {"over": parts, "variant": variant})
        for parts, variant in product(("products", "partners"), ("hhi", "normalised", "hirschman", "unctad"))
    ),
    *(Case("entropy", ONE, "entropy", entropy(parts), {"over": parts}) for parts in ("products", "partners")),
    Case("diversification", ONE, "diversification", diversification),
    Case("regional_orientation", PRODUCT, "orientation", regional_orientation(B), {"region": [B]}),
    Case("intra_regional_share", ("period",), "share", intra_regional_share(A, B), {"region": [A, B]}),
    *(
        Case(f"{which}_margin", PAIR, which, margins(which, reference), {"reference": reference})
        for which, reference in product(("extensive", "intensive"), ("world", "rest_of_world"))
    ),
    *(
        Case("constant_market_share", ("reporter",), effect, market_share(effect), YEARS)
        for effect in ("growth_effect", "structure_effect", "competition_effect")
    ),
    Case("market_penetration", PRODUCT, "penetration", market_penetration, MIRROR),
    Case("openness", ONE, "openness", to_gdp(lambda x, m, y: (x + m) / y), WITH_GDP),
    Case("import_penetration", ONE, "import_penetration", to_gdp(lambda x, m, y: over(m, y - x + m)), WITH_GDP),
    Case("export_propensity", ONE, "export_propensity", export_propensity, {"gdp": GDP}),
]
