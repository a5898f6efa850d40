"""Records of UN Comtrade as each of its forms prints them: headers and habits are the forms', figures are made up."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence

import pandas as pd

Record = dict[str, object]

# Headers, in one string each.
API_HEADER = (
    "typeCode freqCode refPeriodId refYear refMonth period reporterCode reporterISO reporterDesc flowCode flowDesc "
    "partnerCode partnerISO partnerDesc partner2Code partner2ISO partner2Desc classificationCode "
    "classificationSearchCode isOriginalClassification cmdCode cmdDesc aggrLevel isLeaf customsCode customsDesc "
    "mosCode motCode motDesc qtyUnitCode qtyUnitAbbr qty isQtyEstimated altQtyUnitCode altQtyUnitAbbr altQty "
    "isAltQtyEstimated netWgt isNetWgtEstimated grossWgt isGrossWgtEstimated cifvalue fobvalue "
    "primaryValue legacyEstimationFlag isReported isAggregate"
)
COMTRADR_HEADER = (
    "type_code freq_code ref_period_id ref_year ref_month period reporter_code reporter_iso reporter_desc flow_code "
    "flow_desc partner_code partner_iso partner_desc partner2code partner2iso partner2desc classification_code "
    "classification_search_code is_original_classification cmd_code cmd_desc aggr_level is_leaf customs_code "
    "customs_desc mos_code mot_code mot_desc qty_unit_code qty_unit_abbr qty is_qty_estimated alt_qty_unit_code "
    "alt_qty_unit_abbr alt_qty is_alt_qty_estimated net_wgt is_net_wgt_estimated gross_wgt is_gross_wgt_estimated "
    "cifvalue fobvalue primary_value legacy_estimation_flag is_reported is_aggregate"
)
HEADER_OF_2012 = "pfCode yr rgCode rtCode ptCode cmdCode qtCode TradeQuantity NetWeight TradeValue estCode"
API, COMTRADR, OF_2012 = API_HEADER.split(), COMTRADR_HEADER.split(), HEADER_OF_2012.split()
BULK = [name for name in API if not name.endswith(("ISO", "Desc", "Abbr")) and name not in {"refYear", "aggrLevel"}]
LEGACY_FLOWS = {"M": ("1", "Import"), "X": ("2", "Export"), "RX": ("3", "Re-Export"), "RM": ("4", "Re-Import")}
LEGACY_UNITS = {8: "Weight in kilograms", 5: "Number of items", -1: "No Quantity"}
# What a column of the legacy forms is called by people and by machines, and where its cell comes from.
Cell = Callable[[Record], object]
LEGACY: Sequence[tuple[str, str, Cell]] = (
    ("Classification", "pfCode", lambda row: row["classificationCode"]),
    ("Year", "yr", lambda row: row["refYear"]),
    ("Period", "period", lambda row: row["period"]),
    ("Period Desc.", "periodDesc", lambda row: row["period"]),
    ("Aggregate Level", "aggrLevel", lambda row: row["aggrLevel"]),
    ("Is Leaf Code", "IsLeaf", lambda _: 0),
    ("Trade Flow Code", "rgCode", lambda row: LEGACY_FLOWS[str(row["flowCode"])][0]),
    ("Trade Flow", "rgDesc", lambda row: LEGACY_FLOWS[str(row["flowCode"])][1]),
    ("Reporter Code", "rtCode", lambda row: row["reporterCode"]),
    ("Reporter", "rtTitle", lambda row: row["reporterDesc"]),
    ("Reporter ISO", "rt3ISO", lambda row: row["reporterISO"]),
    ("Partner Code", "ptCode", lambda row: row["partnerCode"]),
    ("Partner", "ptTitle", lambda row: row["partnerDesc"]),
    ("Partner ISO", "pt3ISO", lambda row: "WLD" if row["partnerISO"] == "W00" else row["partnerISO"]),
    ("2nd Partner Code", "ptCode2", lambda _: None),
    ("2nd Partner", "ptTitle2", lambda _: None),
    ("2nd Partner ISO", "pt3ISO2", lambda _: None),
    ("Customs Proc. Code", "cstCode", lambda _: None),
    ("Customs", "cstDesc", lambda _: None),
    ("Mode of Transport Code", "motCode", lambda _: None),
    ("Mode of Transport", "motDesc", lambda _: None),
    ("Commodity Code", "cmdCode", lambda row: row["cmdCode"]),
    ("Commodity", "cmdDescE", lambda row: row["cmdDesc"]),
    ("Qty Unit Code", "qtCode", lambda row: 1 if row["qtyUnitCode"] == -1 else row["qtyUnitCode"]),
    ("Qty Unit", "qtDesc", lambda row: LEGACY_UNITS[int(str(row["qtyUnitCode"]))]),
    ("Qty", "TradeQuantity", lambda row: row["qty"]),
    ("Alt Qty Unit Code", "qtAltCode", lambda _: None),
    ("Alt Qty Unit", "qtAltDesc", lambda _: None),
    ("Alt Qty", "AltQuantity", lambda _: None),
    ("Netweight (kg)", "NetWeight", lambda row: row["netWgt"]),
    ("Gross weight (kg)", "GrossWeight", lambda _: None),
    ("Trade Value (US$)", "TradeValue", lambda row: row["primaryValue"]),
    ("CIF Trade Value (US$)", "CIFValue", lambda _: None),
    ("FOB Trade Value (US$)", "FOBValue", lambda _: None),
    ("Flag", "estCode", lambda row: row["legacyEstimationFlag"]),
)


def record(**cells: object) -> Record:
    """One record as the API's JSON has it: Malaysia's exports of crude oil to Russia in 2023, unless told otherwise."""
    usual: Record = dict.fromkeys(API)
    usual |= {"typeCode": "C", "freqCode": "A", "refPeriodId": 20230101, "refYear": 2023, "refMonth": 52}
    usual |= {"period": "2023", "reporterCode": 458, "reporterISO": "MYS", "reporterDesc": "Malaysia"}
    usual |= {"flowCode": "X", "flowDesc": "Export", "partnerCode": 643, "partnerISO": "RUS"}
    usual |= {"partnerDesc": "Russian Federation", "partner2Code": 0, "partner2ISO": "W00", "partner2Desc": "World"}
    usual |= {"classificationCode": "H6", "classificationSearchCode": "HS", "isOriginalClassification": True}
    usual |= {"cmdCode": "2709", "cmdDesc": "Petroleum oils, crude", "aggrLevel": 4, "isLeaf": False}
    usual |= {"customsCode": "C00", "customsDesc": "TOTAL CPC", "mosCode": "0", "motCode": 0, "motDesc": "TOTAL MOT"}
    usual |= {"qtyUnitCode": 8, "qtyUnitAbbr": "kg", "qty": 5000.0, "isQtyEstimated": False, "altQtyUnitCode": -1}
    usual |= {"altQtyUnitAbbr": "N/A", "altQty": 0.0, "isAltQtyEstimated": False, "netWgt": 5000.0}
    usual |= {"isNetWgtEstimated": False, "grossWgt": 0.0, "isGrossWgtEstimated": False, "cifvalue": None}
    usual |= {"fobvalue": 1000.0, "primaryValue": 1000.0, "legacyEstimationFlag": 0, "isReported": False}
    return {**usual, "isAggregate": True, **cells}


# Three figures that every form can say: a chapter with its zero, a total to the world, a month.
FIGURES = [
    record(
        flowCode="M",
        flowDesc="Import",
        cmdCode="0302",
        cmdDesc='Fish; fresh, "chilled"',
        netWgt=1250.5,
        qty=1250.5,
        cifvalue=4321.75,
        fobvalue=0.0,
        primaryValue=4321.75,
        legacyEstimationFlag=6,
        isQtyEstimated=True,
        isNetWgtEstimated=True,
    ),
    record(
        partnerCode=0,
        partnerISO="W00",
        partnerDesc="World",
        cmdCode="TOTAL",
        cmdDesc="All Commodities",
        aggrLevel=0,
        classificationCode="H5",
        qtyUnitCode=-1,
        qtyUnitAbbr="N/A",
        qty=0.0,
        netWgt=0.0,
        fobvalue=312_000_000_000.0,
        primaryValue=312_000_000_000.0,
    ),
    record(
        freqCode="M",
        refPeriodId=20230501,
        refMonth=5,
        period="202305",
        partnerCode=384,
        partnerISO="CIV",
        partnerDesc="Côte d'Ivoire",
        flowCode="RX",
        flowDesc="Re-export",
        qtyUnitCode=5,
        qtyUnitAbbr="u",
        qty=12.0,
        netWgt=None,
    ),
]


def lines(header: Iterable[str], rows: Iterable[Iterable[object]], delimiter: str = ",", end: str = "") -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        line = io.StringIO()
        csv.writer(line, delimiter=delimiter, lineterminator="").writerow(row)
        out.write(line.getvalue() + end + "\n")
    return out.getvalue()


def api_json(records: Sequence[Mapping[str, object]], **rest: object) -> str:
    return json.dumps({"elapsedTime": "0.17 secs", "count": len(records), "data": records, "error": "", **rest})


def api_csv(records: Sequence[Record]) -> str:
    return lines(API, ([row[name] for name in API] for row in records))


def new_download(records: Sequence[Record]) -> str:
    """Every line but the header ends in a comma, so that pandas takes the first column for an index."""
    return lines(API, ([row[name] for name in API] for row in records), end=",")


def new_download_of_2022(records: Sequence[Record]) -> str:
    return lines((name[0].upper() + name[1:] for name in API), ([row[name] for name in API] for row in records))


def bulk(records: Sequence[Record]) -> str:
    """Tab-separated, without names and ISO codes, some headers in capitals."""
    header = [name.replace("cifvalue", "CIFValue").replace("fobvalue", "FOBValue") for name in BULK]
    return lines(header, ([row[name] for name in BULK] for row in records), delimiter="\t")


def legacy(records: Sequence[Record]) -> str:
    return lines((name for name, _, _ in LEGACY), ([cell(row) for *_, cell in LEGACY] for row in records))


def legacy_machine(records: Sequence[Record]) -> str:
    return lines((name for _, name, _ in LEGACY), ([cell(row) for *_, cell in LEGACY] for row in records))


def legacy_json(records: Sequence[Record], **validation: object) -> str:
    rows = [{name: cell(row) for _, name, cell in LEGACY} for row in records]
    status = {"name": "Ok", "value": 0, "category": 0, "description": "", "helpUrl": ""}
    said = {"status": status, "message": None, "count": {"value": len(rows)}, **validation}
    return json.dumps({"validation": said, "dataset": rows})


def of_2012(records: Sequence[Record]) -> str:
    cells = {name: cell for _, name, cell in LEGACY}
    return lines(OF_2012, ([cells[name](row) for name in OF_2012] for row in records))


def comtradr(records: Sequence[Record]) -> str:
    """As R's write.csv leaves it: numbered rows, NA for what is missing, TRUE and FALSE."""

    def cell(value: object) -> object:
        return "NA" if value is None else str(value).upper() if isinstance(value, bool) else value

    rows = ([number, *(cell(row[name]) for name in API)] for number, row in enumerate(records, 1))
    return lines(["", *COMTRADR], rows)


def frame(records: Sequence[Record]) -> pd.DataFrame:
    """As comtradeapicall returns it."""
    return pd.json_normalize([dict(row) for row in records])


PRINTERS: dict[str, Callable[[Sequence[Record]], str]] = {
    "api_json": api_json,
    "api_csv": api_csv,
    "new_download": new_download,
    "new_download_of_2022": new_download_of_2022,
    "bulk": bulk,
    "legacy": legacy,
    "legacy_machine": legacy_machine,
    "legacy_json": legacy_json,
    "comtradr": comtradr,
}
