"""Growth of each series since the year before, against un-comtrade-sdk's analytics and hand-written pandas.

The SDK computes one series at a time and looks for its records among all of them; its sums are Decimals. Both get what
they compute with: the SDK its records, parsed beforehand, and tradeview a pandas frame of the same figures. By hand is
one `pct_change` in groups: growth alone, without spans, annual rates or ranges.

Run: make bench
"""

from importlib import import_module
from typing import Any

import numpy as np
import pandas as pd
from results import Contender, Result, keep, race

import tradeview as tv

YEARS = range(2014, 2024)
FEW, MANY, ROUNDS = 200, 100_000, 3  # series
SERIES = ["reporter", "partner", "flow", "commodity_code"]
MALAYSIA, RUSSIA = 458, 643


def made(series: int) -> pd.DataFrame:
    """Make log-normal figures of Malaysia's exports to Russia, by product, for ten years each."""
    rng = np.random.default_rng(series)
    codes = [f"{number:06}" for number in range(10_100, 10_100 + series)]
    return pd.DataFrame(
        {
            "period": np.tile(list(YEARS), series),
            "reporter": "MYS",
            "partner": "RUS",
            "flow": "export",
            "commodity_code": np.repeat(codes, len(YEARS)),
            "value": rng.lognormal(10, 2, series * len(YEARS)).round(2),
            "currency": "USD",
        }
    )


def records(frame: pd.DataFrame) -> Any:
    """Parse the same figures into the SDK's data set."""
    usual = {"typeCode": "C", "freqCode": "A", "refMonth": 52, "reporterCode": MALAYSIA, "partnerCode": RUSSIA}
    usual |= {"flowCode": "X", "classificationCode": "H5", "customsCode": "C00", "motCode": 0, "mosCode": "0"}
    usual |= {"partner2Code": 0, "isReported": True, "isAggregate": False, "qtyUnitCode": -1}
    usual |= {"isNetWgtEstimated": False, "isGrossWgtEstimated": False, "legacyEstimationFlag": 0}
    rows = zip(frame["period"], frame["commodity_code"], frame["value"], strict=True)
    raw = [
        {**usual, "refYear": year, "period": str(year), "cmdCode": code, "primaryValue": value, "fobvalue": value}
        for year, code, value in rows
    ]
    parsed = import_module("un_comtrade.parser").TradeParser().parse_records(raw)
    found = tuple(parsed.records)
    if len(found) != len(frame):
        raise ValueError(f"the SDK took {len(found)} records of {len(frame)}")
    return import_module("un_comtrade.transform").CanonicalDataset(name="made", records=found)


def of_sdk(dataset: Any, codes: list[str]) -> list[float]:
    """Compute the growth of one product after the other; the first year of each has none."""
    peer = import_module("un_comtrade.analytics")
    grown = []
    for code in codes:
        trend = peer.annual_trend(dataset, reporter_code=MALAYSIA, partner_code=RUSSIA, flow="X", commodity_code=code)
        grown += [point.growth for point in peer.growth_rates(trend)]
    return [float("nan") if growth is None else float(growth) for growth in grown]


def by_hand(frame: pd.DataFrame) -> "pd.Series[Any]":
    """Compute growth as in any tutorial."""
    ordered = frame.sort_values([*SERIES, "period"])
    return ordered.groupby(SERIES, sort=False)["value"].pct_change()


def against_sdk() -> list[Result]:
    """Let all three run on few series."""
    few = made(FEW)
    codes = list(few["commodity_code"].unique())
    contenders = {
        "pandas by hand": Contender(lambda: by_hand(few), note="growth alone"),
        "tradeview": Contender(lambda: tv.growth(few)),
    }
    name = "un-comtrade-sdk"
    try:
        dataset = records(few)
    except Exception as error:  # noqa: BLE001 - whatever a peer raises is its result
        missing = [Result("", name, note=f"failed: {type(error).__name__}: {error}"[:100])]
    else:
        missing = []
        assert np.allclose(of_sdk(dataset, codes), tv.growth(few)["growth"], equal_nan=True)  # noqa: S101
        contenders[name] = Contender(lambda: of_sdk(dataset, codes), note="one series at a time", once=True)
    return race(f"growth of {FEW:,} series of {len(YEARS)} years", contenders, ROUNDS) + missing


def main() -> None:
    """Print the tables."""
    many = made(MANY)
    contenders = {
        "pandas by hand": Contender(lambda: by_hand(many), note="growth alone"),
        "tradeview": Contender(lambda: tv.growth(many)),
    }
    found = against_sdk()
    keep("growth", found)
    keep("growth_many", race(f"growth of {MANY:,} series of {len(YEARS)} years", contenders, ROUNDS))


if __name__ == "__main__":
    main()
