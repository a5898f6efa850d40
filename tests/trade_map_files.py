"""Lists in the layouts of Trade Map, of made-up figures: the text that it gives, and the page that it calls .xls."""

from collections.abc import Sequence

Rows = Sequence[Sequence[str]]

TITLES = (
    "List of importing markets for the product exported by Malaysia in 2023",
    "Product: 1511 Palm oil",
    "Unit : US Dollar thousand",
)
MARKETS = (
    ("Importers", "Exported value in 2022", "Exported value in 2023"),
    ("World", "900", "1000"),
    ("Russian Federation", "10", "12"),
    ("Taipei, Chinese", "5", ""),
)
PRODUCTS = (
    ("Product code", "Product label", "Exported value in 2022", "Exported value in 2023"),
    ("'TOTAL", "All products", "900", "1000"),
    ("'01", "Live animals", "0", "3"),
    ("'1511", "Palm oil and its fractions, whether or not refined", "10", "12"),
)


def text(rows: Rows, titles: Sequence[str] = ()) -> str:
    """Cells by tabs, and one at the end of each line."""
    return "".join([*(f"{title}\n" for title in titles), *("\t".join([*row, ""]) + "\n" for row in rows)])


def page(rows: Rows, titles: Sequence[str] = ()) -> str:
    """A table of titles above one of figures, within one for the layout; thousands by commas."""
    lines = "".join(f"<tr><td>{title}</td></tr>" for title in titles)
    head, *others = rows
    cells = "".join(f"<th>{cell}</th>" for cell in head)
    body = ""
    for row in others:
        body += "<tr>" + "".join(f"<td>&nbsp;{by_commas(cell)}</td>" for cell in row) + "</tr>"
    figures = f"<table id='grid'><tr>{cells}</tr>{body}</table>"
    titled = f"<tr><td><table>{lines}</table></td></tr>"
    return f"<html><body><table>{titled}<tr><td>{figures}</td></tr></table></body></html>"


def by_commas(cell: str) -> str:
    return f"{int(cell):,}" if cell.isdecimal() else cell


# Headings over headings: whose trade stands over several periods.
BILATERAL = """<table>
<tr><td>Bilateral trade between Malaysia and Russian Federation in 2022</td></tr></table>
<table><tr><th rowspan="2">Product code</th><th rowspan="2">Product label</th>
<th colspan="2">Malaysia's exports to Russian Federation</th>
<th colspan="2">Russian Federation's imports from world</th></tr>
<tr><th>Value in 2021</th><th>Value in 2022</th><th>Value in 2021, US Dollar thousand</th><th>Value in 2022</th></tr>
<tr><td>'TOTAL</td><td>All products</td><td>1,500</td><td>1,800</td><td>90,000</td><td>80,000</td></tr>
<tr><td>'1511</td><td>Palm oil</td><td></td><td>7</td><td>5</td><td>-</td></tr></table>"""
# What one sees on the site: indicators of one year, of which values are two.
INDICATORS = """<table><tr><td>List of exporters for the selected product in 2023</td></tr>
<tr><td>Product : 100630 Rice</td></tr></table>
<table><tr><th rowspan="2">Exporters</th><th colspan="5">Select your indicators</th></tr>
<tr><th>Value exported in 2023 (USD thousand)</th><th>Trade balance in 2023 (USD thousand)</th>
<th>Quantity exported in 2023</th><th>Quantity Unit</th><th>Annual growth in value between 2019-2023 (%)</th></tr>
<tr><td>World</td><td>30,000</td><td>-100</td><td>50</td><td>Tons</td><td>4</td></tr>
<tr><td>Viet Nam</td><td>4,000</td><td>1</td><td>9</td><td>Tons</td><td>5</td></tr></table>"""
