"""SDMX-CSV in the layouts of Eurostat's Comext, of made-up figures."""

from collections.abc import Sequence

# Frequency, reporter, partner, product, flow, indicator, period, value, flag.
Observation = tuple[str, str, str, str, str, str, str, str, str]

LABELS = {"DE": "Germany", "EL": "Greece", "MY": "Malaysia", "1511": "Palm oil: crude", "1": "IMPORT", "2": "EXPORT"}
DATASET = "ESTAT:DS-045409(1.0)"
UPDATED = "01/09/26 11:00:00"


def seen(
    value: str = "1200000",
    indicator: str = "VALUE_IN_EUROS",
    *,
    when: str = "2023",
    who: str = "DE",
    partner: str = "MY",
    product: str = "1511",
    flow: str = "1",
    freq: str = "A",
    flag: str = "",
) -> Observation:
    return (freq, who, partner, product, flow, indicator, when, value, flag)


FIGURES = [
    seen(),
    seen("9000", "QUANTITY_IN_100KG"),
    seen("77", "SUPPLEMENTARY_QUANTITY"),
    seen("5000", who="EL", flow="2"),
]


def version_1(observations: Sequence[Observation], dataset: str = DATASET) -> str:
    header = "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,OBS_FLAG"
    return "\n".join([header, *(",".join((dataset, UPDATED, *one)) for one in observations), ""])


def without_flags(observations: Sequence[Observation]) -> str:
    header = "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE"
    return "\n".join([header, *(",".join((DATASET, UPDATED, *one[:-1])) for one in observations), ""])


def labels_in_cells(observations: Sequence[Observation]) -> str:
    header = "DATAFLOW,LAST UPDATE,freq:Frequency,reporter:Reporter,partner:Partner,product:Product,flow:Flow"
    header += ",indicators:Indicators,TIME_PERIOD:Time,OBS_VALUE,OBS_FLAG"
    lines = []
    for one in observations:
        labelled = [f"{cell}:{LABELS.get(cell, 'Of it')}" for cell in one[:6]]
        lines.append(",".join([DATASET, UPDATED, *labelled, *one[6:]]))
    return "\n".join([header, *lines, ""])


def version_2_with_labels(observations: Sequence[Observation]) -> str:
    header = "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,freq,Time frequency,reporter,Reporter,partner,Partner"
    header += ",product,Product,flow,Flow,indicators,Indicators,TIME_PERIOD,Time,OBS_VALUE,Observation value,OBS_FLAG"
    header += ",Observation status (Flag) V2 structure,CONF_STATUS,Confidentiality status (flag)"
    lines = []
    for one in observations:
        named = [part for cell in one[:6] for part in (cell, f'"{LABELS.get(cell, "Of it")}, of all"')]
        lines.append(",".join(["dataflow", DATASET, "EU trade", *named, one[6], "", one[7], "", one[8], "", "", ""]))
    return "\n".join([header, *lines, ""])
