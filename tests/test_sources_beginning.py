"""How files begin: exactly one of the recognisers of published forms says yes to each sample, none to others."""

from collections.abc import Callable
from datetime import date

import pytest

from comext_files import FIGURES, labels_in_cells, version_1, version_2_with_labels
from dosm_files import HEADLINE, SITC
from ecb_files import history, weekdays
from h10_files import by_day, by_series, euro, ringgit
from trade_map_files import MARKETS, PRODUCTS, TITLES, text
from tradeview.sources import ecb, fed_h10, opendosm
from tradeview.sources.beginning import Beginning
from tradeview.sources.comext import recognising as comext
from tradeview.sources.trade_map import recognising as trade_map

DAYS = weekdays(date(2021, 1, 1), date(2021, 1, 20))
TIMES = [str(day) for day in DAYS]
SERIES = [euro(["1.1"] * len(DAYS)), ringgit(["4.2"] * len(DAYS))]
FORMS: dict[str, Callable[[Beginning], bool]] = {
    "ecb": ecb.recognise,
    "h10": fed_h10.recognise,
    "opendosm": opendosm.recognise,
    "comext": comext.recognise,
    "trade map": trade_map.recognise,
}
SAMPLES = [
    ("ecb", history(DAYS), ","),
    ("h10", by_day(SERIES, TIMES), ","),
    ("h10", by_series(SERIES, TIMES), ","),
    ("opendosm", HEADLINE, ","),
    ("opendosm", SITC, ","),
    ("comext", version_1(FIGURES), ","),
    ("comext", labels_in_cells(FIGURES), ","),
    ("comext", version_2_with_labels(FIGURES), ","),
    ("trade map", text(MARKETS), "\t"),
    ("trade map", text(MARKETS, TITLES), "\t"),
    ("trade map", text(PRODUCTS), "\t"),
    ("", "period,reporter,partner,flow,commodity_code,value,currency\n2024,MYS,RUS,export,TOTAL,1,USD\n", ","),
    ("", "t,i,j,k,v,q\n2022,458,643,151190,1234.5,2000\n", ","),
    ("", "Reporter Name,Partner Name,Year,Product Group,Export (US$ Thousand)\nMalaysia,Russia,2022,All,5\n", ","),
    (
        "",
        "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,flowCode\nC,A,2,2023,52,2023,458,X\n",
        ",",
    ),
    (
        "",
        "Country Name,Country Code,Indicator Name,Indicator Code,2023\nMalaysia,MYS,Rate,PA.NUS.FCRF,4.5\n",
        ",",
    ),
    ("", "period,base,quote,rate,kind,source\n2024,USD,MYR,4.57,average,my bank\n", ","),
    ("", "date,precision,kind,what,quote,source\n2025-05,month,visit,a,b,me\n", ","),
]


def beginning_of(sample: str, delimiter: str) -> Beginning:
    lines = []
    for line in sample.splitlines()[:20]:
        lines.append(tuple(cell.strip().strip('"').strip() for cell in line.split(delimiter)))
    return Beginning("sample", sample[:2000], lines[0], tuple(lines[1:]))


@pytest.mark.parametrize(("form", "sample", "delimiter"), SAMPLES)
def test_one_recogniser_says_yes(form: str, sample: str, delimiter: str) -> None:
    beginning = beginning_of(sample, delimiter)
    assert [name for name, recognise in FORMS.items() if recognise(beginning)] == ([form] if form else [])


def test_nothing_is_recognised_in_nothing() -> None:
    assert not any(recognise(Beginning("empty", "")) for recognise in FORMS.values())
