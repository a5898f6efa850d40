"""Tables in the layout of OpenDOSM's, of made-up figures."""

from collections.abc import Sequence

HEADLINE = """series,date,exports,exports_domestic,re_exports,imports,imports_retained,total,balance
abs,2007-12-01,100.0,,,120.5,,220.5,-20.5
abs,2008-01-01,90.0,70.0,20.0,80.0,65.0,170.0,10.0
growth_yoy,2009-01-01,-30.4,-30.8,-20.7,-30.4,-30.8,-30.4,-30.5
growth_mom,2008-01-01,-10.0,,,-33.6,,-22.9,
"""
SITC = """date,section,exports,imports
2024-05-01,overall,900.5,800
2024-05-01,0,40,
2024-05-01,7,500,600.25
"""


def rows_of(text: str) -> list[dict[str, str]]:
    header, *lines = text.split()
    return [dict(zip(header.split(","), line.split(","), strict=True)) for line in lines]


def values(rows: Sequence[dict[str, str]]) -> list[dict[str, object]]:
    """Numbers for what is a number, and nothing for what is empty."""
    return [{name: _typed(name, cell) for name, cell in row.items()} for row in rows]


def _typed(name: str, cell: str) -> object:
    if name in {"series", "date", "section"}:
        return cell
    return float(cell) if cell else None
