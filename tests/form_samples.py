"""A sample of each form of files that tradeview knows, in words of its own, and what reads it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import bank_files
import comext_files
import comtrade_printers as printers
import dosm_files
import ecb_files
import h10_files
import trade_map_files
import tradeview as tv
from baci_release import text as baci_text
from tradeview.table.csv import own_text
from wits_answers import BY_PRODUCT, BY_YEAR, EXPORTS, PARTNERS, QUERY, SUMMARY, answer


@dataclass(frozen=True)
class Sample:
    """The text of a file, the name of its form, and what reads it as that form; `is_trade` where `tv.read` does."""

    text: str
    form: str
    read: Callable[[Any], Any]
    is_trade: bool = True
    options: tuple[tuple[str, str], ...] = ()


LEDGER = "period,reporter,partner,flow,commodity_code,value,currency,source\n"
ROWS = "2023,MYS,RUS,export,0101,1500000.5,USD,office\n2024,MYS,RUS,export,0101,2500000,USD,office\n"
RATES = "period,base,quote,rate,kind,source\n2024,USD,MYR,4.57,average,bank\n"
DRAFT = LEDGER.replace("\n", ",months,assumed,bound\n") + "2023,MYS,RUS,export,0101,15,USD,office,,,\n"
PRESS = (
    "period,reporter,partner,flow,commodity_code,value,currency,scale,how_sure\n"
    "2023,MYS,RUS,export,TOTAL,2.48,USD,billion,high\n"
)
SAMPLES: dict[str, Sample] = {
    "a ledger": Sample(LEDGER + ROWS, "a ledger", tv.load),
    "our ledger": Sample(own_text("trade.csv"), "a ledger", tv.load),
    "a draft": Sample(DRAFT, "a ledger", tv.load),
    "BACI": Sample(
        baci_text(padded=False), "BACI's", lambda path: tv.read_baci(path, hs="H5"), options=(("hs", "H5"),)
    ),
    "the World Bank, wide": Sample(
        bank_files.wide(bank_files.SMALL), "the World Bank's", tv.rates.world_bank, is_trade=False
    ),
    "the World Bank, DataBank": Sample(
        bank_files.databank(bank_files.SMALL), "the World Bank's", tv.rates.world_bank, is_trade=False
    ),
    "the World Bank, long": Sample(
        bank_files.long(bank_files.SMALL), "the World Bank's", tv.rates.world_bank, is_trade=False
    ),
    "the World Bank, prices": Sample(
        bank_files.wide({"MYS": {2010: 100.0, 2017: 119.6}}, ("Consumer price index (2010 = 100)", "FP.CPI.TOTL")),
        "the World Bank's",
        tv.deflators.world_bank,
        is_trade=False,
    ),
    "WITS, an answer": Sample(json.dumps(answer(EXPORTS)), "of WITS", tv.read_wits),
}
for name, text in {
    "partners": PARTNERS,
    "years": BY_YEAR,
    "summary": SUMMARY,
    "products": BY_PRODUCT,
    "query": QUERY,
}.items():
    SAMPLES[f"WITS, {name}"] = Sample(text, "of WITS", tv.read_wits)
for name, printer in printers.PRINTERS.items():
    SAMPLES[f"UN Comtrade, {name}"] = Sample(printer(printers.FIGURES), "UN Comtrade's", tv.read_comtrade)
OF_MARKETS = (("reporter", "MYS"), ("commodity_code", "1511"))
OF_PRODUCTS = (("reporter", "MYS"), ("partner", "World"))
for name, text, options in (
    ("markets", trade_map_files.text(trade_map_files.MARKETS), OF_MARKETS),
    ("markets with titles", trade_map_files.text(trade_map_files.MARKETS, trade_map_files.TITLES), ()),
    ("products", trade_map_files.text(trade_map_files.PRODUCTS), OF_PRODUCTS),
    ("a page", trade_map_files.page(trade_map_files.MARKETS, trade_map_files.TITLES), ()),
    ("bilateral", trade_map_files.BILATERAL, ()),
    ("indicators", trade_map_files.INDICATORS, ()),
):
    SAMPLES[f"Trade Map, {name}"] = Sample(
        text, "of Trade Map", partial(tv.read_trade_map, **dict(options)), options=options
    )
for printer in (comext_files.version_1, comext_files.labels_in_cells, comext_files.version_2_with_labels):
    SAMPLES[f"Comext, {printer.__name__}"] = Sample(printer(comext_files.FIGURES), "of Comext", tv.read_comext)
for name, text in {
    "headline": dosm_files.HEADLINE,
    "sections": dosm_files.SITC,
    "JSON": json.dumps(dosm_files.values(dosm_files.rows_of(dosm_files.HEADLINE))),
}.items():
    SAMPLES[f"OpenDOSM, {name}"] = Sample(text, "OpenDOSM's", tv.read_opendosm)
SAMPLES["the World Bank, JSON"] = Sample(
    bank_files.api_json(bank_files.SMALL), "the World Bank's", tv.rates.world_bank, is_trade=False
)

DAYS = ecb_files.weekdays(date(2021, 1, 1), date(2021, 12, 31))
H10_DAYS = [str(day) for day in DAYS]
H10_SERIES = [h10_files.euro(["1.1"] * len(DAYS)), h10_files.ringgit(["4.2"] * len(DAYS))]
# What tv.read refuses by the name of its own reader.
OTHERS: dict[str, Sample] = {
    "the ECB": Sample(ecb_files.history(DAYS), "the ECB's", lambda path: tv.rates.ecb(base="USD", path=path)),
    "H.10 by day": Sample(h10_files.by_day(H10_SERIES, H10_DAYS), "of the Federal Reserve's H.10", tv.rates.fed_h10),
    "H.10 by series": Sample(
        h10_files.by_series(H10_SERIES, H10_DAYS), "of the Federal Reserve's H.10", tv.rates.fed_h10
    ),
    "rates": Sample(RATES, "a rate table", tv.rates.read),
    "prices": Sample(own_text("us_cpi.csv"), "a deflator", tv.deflators.read),
    "claims": Sample(own_text("press.csv"), "a list of claims", tv.statements.load),
    "a press list": Sample(PRESS, "a list of claims", tv.statements.load),
    "events": Sample(own_text("events.csv"), "a list of events", tv.load_events),
    "commodities": Sample(own_text("commodities.csv"), "a commodity list", tv.load_commodities),
}
EVERY = SAMPLES | OTHERS
