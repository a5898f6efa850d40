"""The World Bank's downloads as it writes them: wide, DataBank's, long."""

import json
from pathlib import Path

from tradeview.sources.world_bank.files import read_download

RATE = ("Official exchange rate (LCU per US$, period average)", "PA.NUS.FCRF")
Series = dict[str, dict[int, float | None]]


def wide(series: Series, indicator: tuple[str, str] = RATE, updated: str = "2024-05-30") -> str:
    """The form of `API_PA.NUS.FCRF_DS2_en_csv_v2_1.csv`: quoted cells, a comma at the end of every line, CR LF."""
    years = sorted({year for values in series.values() for year in values})
    lines = ['"Data Source","World Development Indicators",', "", f'"Last Updated Date","{updated}",', ""]
    head = ["Country Name", "Country Code", "Indicator Name", "Indicator Code", *map(str, years)]
    lines.append("".join(f'"{cell}",' for cell in head))
    for code, values in series.items():
        cells = [f"Economy {code}, The", code, *indicator]
        cells += ["" if values.get(year) is None else repr(values[year]) for year in years]
        lines.append("".join(f'"{cell}",' for cell in cells))
    return "\ufeff" + "\r\n".join(lines) + "\r\n"


def databank(series: Series, indicator: tuple[str, str] = RATE) -> str:
    """The form of DataBank: `2017 [YR2017]`, two dots for what is missing, and a footer."""
    years = sorted({year for values in series.values() for year in values})
    head = "Country Name,Country Code,Series Name,Series Code," + ",".join(f"{year} [YR{year}]" for year in years)
    lines = [head]
    for code, values in series.items():
        cells = [".." if values.get(year) is None else repr(values[year]) for year in years]
        lines.append(f'"Economy {code}",{code},"{indicator[0]}",{indicator[1]},' + ",".join(cells))
    footer = ["Data from database: World Development Indicators", "Last Updated: 05/30/2024"]
    empty = "," * (3 + len(years))
    return "\n".join([*lines, empty, empty, empty, *(line + empty for line in footer)]) + "\n"


def long(series: Series, column: str = RATE[1]) -> str:
    rows = [
        f"{code},{year},{'' if value is None else value}" for code in series for year, value in series[code].items()
    ]
    return "\n".join([f"iso3c,year,{column}", *rows]) + "\n"


def api_json(series: Series, indicator: tuple[str, str] = RATE) -> str:
    """An answer of the API: what the page is, then a list of its cells."""
    name, code = indicator
    cells = []
    for economy, values in series.items():
        for year, value in values.items():
            said = {"indicator": {"id": code, "value": name}, "country": {"id": economy[:2], "value": f"The {economy}"}}
            cells.append({**said, "countryiso3code": economy, "date": str(year), "value": value})
    about = {"page": 1, "pages": 1, "per_page": 20000, "total": len(cells), "lastupdated": "2024-05-30"}
    return json.dumps([about, cells])


SMALL: Series = {"NAM": {2016: 14.7, 2017: 13.3}, "MYS": {2016: None, 2017: 4.3}, "ARB": {2016: None, 2017: 1.0}}
FIGURES = [("NAM", 2016, 14.7), ("NAM", 2017, 13.3), ("MYS", 2017, 4.3)]


def found(path: Path) -> list[tuple[str, int, float]]:
    return [(row.economy, row.period, row.value) for row in read_download(path).observations]


def save(folder: Path, text: str | bytes, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return path
