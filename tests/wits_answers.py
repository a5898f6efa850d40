"""Small answers and exports of WITS, in the shapes that its API and its pages give."""

from typing import Any

COUNTRIES = {
    "MYS": "Malaysia",
    "RUS": "Russian Federation",
    "NAM": "Namibia",
    "KOR": "Korea, Rep.",
    "OAS": "Other Asia, nes",
    "UNS": "Unspecified",
    "WLD": "World",
    "EAS": "East Asia & Pacific",
    "ECS": "Europe & Central Asia",
    "EUN": "European Union",
}
PRODUCTS = {
    "Total": "All Products",
    "27-27_Fuels": "Fuels",
    "Fuels": "Fuel",
    "84-85_MachElec": "Mach and Elec",
    "manuf": "Manufactures",
}
INDICATORS = {
    "XPRT-TRD-VL": "Export Trade Value (US$ Thousand)",
    "MPRT-TRD-VL": "Import Trade Value (US$ Thousand)",
    "XPRT-PRTNR-SHR": "Export Partner Share (%)",
}
Fact = tuple[str, str, str, str, int, float | str | None]  # reporter, partner, product, indicator, year, figure


def _values(names: dict[str, str], used: list[str]) -> list[dict[str, str]]:
    return [{"id": code, "name": names[code]} for code in dict.fromkeys(used)]


def answer(facts: list[Fact]) -> dict[str, Any]:
    """SDMX-JSON of tradestats-trade: series by five dimensions, observations by year."""
    names = {"FREQ": {"A": "Annual"}, "REPORTER": COUNTRIES, "PARTNER": COUNTRIES}
    names |= {"PRODUCTCODE": PRODUCTS, "INDICATOR": INDICATORS}
    keys = [("A", *fact[:4]) for fact in facts]
    levels = [
        {
            "id": one,
            "name": one.title(),
            "keyPosition": place,
            "values": _values(names[one], [key[place] for key in keys]),
        }
        for place, one in enumerate(names)
    ]
    years = list(dict.fromkeys(str(fact[4]) for fact in facts))
    series: dict[str, Any] = {}
    for key, fact in zip(keys, facts, strict=True):
        places = [
            [value["id"] for value in level["values"]].index(code) for level, code in zip(levels, key, strict=True)
        ]
        one = series.setdefault(":".join(map(str, places)), {"attributes": [], "observations": {}})
        one["observations"][str(years.index(str(fact[4])))] = [fact[5], 0]
    period = {"id": "TIME_PERIOD", "name": "Year", "keyPosition": 3, "role": "time"}
    return {
        "header": {"id": "DF_WITS_TradeStats_Trade", "sender": {"id": "WBG_WITS"}},
        "dataSets": [{"action": "Information", "series": series}],
        "structure": {
            "name": "WITS TradeStats Trade",
            "dimensions": {
                "dataset": [],
                "series": levels,
                "observation": [{**period, "values": [{"id": year, "name": year} for year in years]}],
            },
            "attributes": {"observation": [{"id": "DATASOURCE", "values": [{"id": "WITS-CMT"}]}]},
        },
    }


# Exports of Malaysia in one year: 100 to members of regions, of which 10 have no place; the groups say it again.
EXPORTS: list[Fact] = [
    ("MYS", "RUS", "Total", "XPRT-TRD-VL", 2022, 20.5),
    ("MYS", "KOR", "Total", "XPRT-TRD-VL", 2022, 40.0),
    ("MYS", "OAS", "Total", "XPRT-TRD-VL", 2022, 29.5),
    ("MYS", "UNS", "Total", "XPRT-TRD-VL", 2022, 10.0),
    ("MYS", "EAS", "Total", "XPRT-TRD-VL", 2022, 69.5),
    ("MYS", "ECS", "Total", "XPRT-TRD-VL", 2022, 20.5),
    ("MYS", "WLD", "Total", "XPRT-TRD-VL", 2022, 100.0),
]

PARTNERS = """\
Reporter Name,Partner Name,Year,Trade Flow,Product Group,Export (US$ Thousand),Export Partner Share (%),\
Import (US$ Thousand),Trade Balance (US$ Thousand),World Growth (%)
Malaysia,  World,2022,Trade,  All Products,100.5,100,80,20.5,3
Malaysia,"Korea, Rep.",2022,Trade,  All Products,60.5,60.2,30,30.5,3
Malaysia,Namibia,2022,Trade,  All Products,,,2,,3
Malaysia,Unspecified,2022,Trade,  All Products,40,39.8,48,-8,3
Malaysia,East Asia & Pacific,2022,Trade,  All Products,60.5,60.2,30,30.5,3
"""
BY_YEAR = """\
Reporter Name,Partner Name,Trade Flow,Product Group,Indicator,2020,2021,2022
Malaysia,Namibia,Export,All Products,Export (US$ Thousand),1.5,,2.5
Malaysia,Namibia,Import,All Products,Import (US$ Thousand),"1,000.25",3,4
Malaysia,Namibia,Export,All Products,Export Partner Share (%),0.1,0.2,0.3
Malaysia,South Asia,Export,All Products,Export (US$ Thousand),9,9,9
"""
SUMMARY = """\
Reporter,Partner,Product categories,Indicator Type,Indicator,2022,2021,
Malaysia, World,All Products,Export,Exports (in US$ Mil),312,299.5,
Malaysia,Singapore,All Products,Export,Trade (US$ Mil)-Top 5 Export Partner,40,38,
Malaysia,China,All Products,Import,Trade (US$ Mil)-Top 5 Import Partner,60,59,
Malaysia,...,...,Export,No. Of exported HS6 digit Products,4000,4100,
Malaysia, World,Fuels,Export,Export(US$ Mil),50,30,
Malaysia, World,Machinery,Export,Export(US$ Mil),90,80,
"""
BY_PRODUCT = """\
Reporter,TradeFlow,ProductCode,Product Description,Year,Partner,Trade Value 1000USD,Quantity,Quantity Unit
Malaysia,Export,010121,Horses; live,2022, World,7,700,Kg
Malaysia,Export,010121,Horses; live,2022,Namibia,5.5,550,Kg
Malaysia,Export,010121,Horses; live,2022,Russian Federation,1.5,,
"""
QUERY = """\
Nomenclature,ReporterISO3,ProductCode,ReporterName,PartnerISO3,PartnerName,Year,TradeFlowName,TradeFlowCode,\
TradeValue in 1000 USD,NetWeight in KGM,Quantity,QtyUnit
H5,MYS,010121,Malaysia,NAM,Namibia,2022,Gross Exports,2,5.5,550,3,Number of items
H5,MYS,010121,Malaysia,RUS,Russian Federation,2022,Gross Imports,1,1.25,,,
H5,MYS,010121,Malaysia,NAM,Namibia,2022,Re-Exports,3,0.5,50,,
H5,MYS,Total,Malaysia,WLD,World,2022,Gross Exports,2,900,,,
"""
