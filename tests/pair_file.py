"""A file of UN Comtrade about a pair, made up: both sides' reports, other partners, products of three levels."""

from comtrade_printers import Record, record

NUMBERS = {"MYS": 458, "RUS": 643, "WLD": 0, "CHN": 156, "SGP": 702, "THA": 764, "USA": 842, "JPN": 392, "VNM": 704}
YEARS = (2018, 2019, 2020, 2021, 2022, 2023)
# Parts of a flow by heading, per thousand; 9999 is what nobody specifies.
GOODS = {
    "X": {"1511": 180, "8542": 420, "8471": 150, "9018": 60, "4015": 90, "1803": 40, "3823": 50, "9999": 10},
    "M": {"2710": 480, "2701": 210, "7601": 90, "3104": 80, "3102": 60, "1001": 30, "7403": 35, "9999": 15},
}
TOTALS = {
    ("MYS", "RUS", "X"): (0.90e9, 0.86e9, 0.80e9, 0.95e9, 0.70e9, 0.78e9),
    ("MYS", "RUS", "M"): (1.60e9, 1.48e9, 1.10e9, 1.90e9, 2.60e9, 1.70e9),
    ("RUS", "MYS", "M"): (1.34e9, 1.30e9, 1.18e9, 1.42e9, None, None),
    ("RUS", "MYS", "X"): (1.35e9, 1.42e9, 1.05e9, 1.75e9, None, None),
}
OTHERS = {
    "CHN": (40e9, 55e9),
    "SGP": (44e9, 30e9),
    "THA": (14e9, 12e9),
    "USA": (35e9, 20e9),
    "JPN": (19e9, 17e9),
    "VNM": (9e9, 8e9),
}


def one(reporter: str, partner: str, flow: str, year: int, code: str, value: float, **rest: object) -> Record:
    """One figure; exports are FOB, imports CIF."""
    fob, cif = (value, None) if flow == "X" else (None, value)
    iso = {"reporterISO": reporter, "partnerISO": "W00" if partner == "WLD" else partner}
    numbers = {"reporterCode": NUMBERS[reporter], "partnerCode": NUMBERS[partner]}
    when = {"refYear": year, "period": str(year), "classificationCode": "H5" if year < 2022 else "H6"}
    level = {"cmdCode": code, "aggrLevel": 0 if code == "TOTAL" else len(code), "netWgt": 0.0, "qty": 0.0}
    return record(
        **iso, **numbers, **when, **level, flowCode=flow, fobvalue=fob, cifvalue=cif, primaryValue=value, **rest
    )


def products(reporter: str, partner: str, flow: str, year: int, total: float) -> list[Record]:
    """The same total by heading, and by chapter."""
    headings = {code: total * part / 1000 for code, part in GOODS[flow].items()}
    chapters: dict[str, float] = {}
    for code, value in headings.items():
        chapters[code[:2]] = chapters.get(code[:2], 0.0) + value
    return [one(reporter, partner, flow, year, code, value) for code, value in {**chapters, **headings}.items()]


def pair_records() -> list[Record]:
    """Malaysia's and Russia's reports of each other, and Malaysia's of its other partners."""
    found = []
    for (reporter, partner, flow), values in TOTALS.items():
        for year, value in zip(YEARS, values, strict=True):
            if value is None:
                continue
            found.append(one(reporter, partner, flow, year, "TOTAL", value))
            if reporter == "MYS":
                found += products(reporter, partner, flow, year, value)
    for partner, values in OTHERS.items():
        found += [one("MYS", partner, flow, 2023, "TOTAL", value) for flow, value in zip("XM", values, strict=True)]
    world = {"X": 300e9, "M": 260e9}
    return found + [one("MYS", "WLD", flow, 2023, "TOTAL", value) for flow, value in world.items()]
