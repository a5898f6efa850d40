"""Small releases of BACI, printed as CEPII prints them."""

from pathlib import Path

COUNTRIES = {
    4: ("Afghanistan", "AF", "AFG"),
    56: ("Belgium", "BE", "BEL"),
    58: ("Belgium-Luxembourg (...1998)", "BE", "BEL"),
    251: ("France", "FR", "FRA"),
    458: ("Malaysia", "MY", "MYS"),
    490: ("Other Asia, nes", "", "S19"),
    516: ("Namibia", "NA", "NAM"),
    643: ("Russian Federation", "RU", "RUS"),
    697: ("Europe EFTA, nes", "", "R20"),
    699: ("India", "IN", "IND"),
    842: ("USA", "US", "USA"),
}
FLOWS = (
    (2022, 458, 643, "010121", "1234.567", "2.500"),
    (2022, 458, 643, "151190", "800.000", "NA"),
    (2022, 643, 458, "270112", "0.057", "0.000"),
    (2022, 516, 842, "260300", "12.300", "4.000"),
    (2022, 490, 458, "854231", "99.000", ""),
    (2022, 699, 251, "9999AA", "7.000", "1.000"),
)

Flow = tuple[int, int, int, str, str, str]


def text(flows: tuple[Flow, ...] = FLOWS, *, end: str = "\n", padded: bool = True) -> str:
    """A yearly file: quantities, and `NA`, stand at the right of their column."""
    wide = 12 if padded else 0
    lines = [",".join([*map(str, flow[:4]), flow[4].rjust(wide), flow[5].rjust(wide)]) for flow in flows]
    return end.join(["t,i,j,k,v,q", *lines, ""])


def countries() -> str:
    """The list of countries as it is since 2024; names with a comma are quoted."""
    rows = [f'{number},"{name}",{alpha2},{alpha3}' for number, (name, alpha2, alpha3) in COUNTRIES.items()]
    return "\n".join(["country_code,country_name,country_iso2,country_iso3", *rows, ""])


def release(
    folder: Path,
    years: dict[int, tuple[Flow, ...]] | None = None,
    *,
    hs: str = "17",
    vintage: str = "202401",
    listed: bool = True,
) -> Path:
    """Print a folder of a release."""
    folder.mkdir(exist_ok=True)
    for year, flows in (years or {2022: FLOWS}).items():
        (folder / f"BACI_HS{hs}_Y{year}_V{vintage}.csv").write_text(text(flows), encoding="utf-8")
    if listed:
        (folder / f"country_codes_V{vintage}.csv").write_text(countries(), encoding="utf-8")
    (folder / f"product_codes_HS{hs}_V{vintage}.csv").write_text("code,description\n010121,Horses\n", encoding="utf-8")
    return folder
