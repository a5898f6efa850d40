"""What the explorer says: templates that Python fills, and those that the browser does, where it fills named parts.

The browser fills `{name}`, and `{name:possessive}` from forms that Python made; it joins nothing and knows no grammar.
"""

from tradeview.words.numbers import HARDLY_CHANGED, NARROW_SPACE, NOT_STATED
from tradeview.words.templates import Template

LOCALE = "en-GB"  # of the browser's own number formats, as `READER` is of Python's

# Filled by Python.
FLOW_OF_KIND = Template("{flow}, {kind}", note="a choice among flows; kind: January to August, CIF")
VALUATION_NOT_STATED = Template("valuation not stated")
WHOLE_YEARS = Template("whole years", note="beside January to August: of which months a flow is")
PRODUCT_OF_REVISION = Template("{product} ({revision})", note="product: 851712 …; revision: HS 2017")
CONVERTED_AT = Template(
    "converted from {currency} at {rate} {unit}, {source}", note="rate: 3.437; unit: RM per US$; source: the year’s …"
)
CONVERTED_BY = Template("converted at rates of {source}", note="source: a bank; where parts had rates of their own")
DEFLATED_BY = Template("at prices of {period}, by {deflator}", note="deflator: name of a price index")
STEPS = Template("{first}; {second}", note="two steps of a computation: converted at …; at prices of …")

# Filled by the browser.
IN_BROWSER = {
    "finding": Template("{series}, {start} to {end}: {changes}.", note="changes: a list, +30 % in US dollars, …"),
    "change": Template("{change} in {unit}", note="change: +30 %; unit: US dollars of 2024"),
    "one_product": Template("{series}, {product}", note="series: Malaysia’s exports to Russia; product: 1511 Palm oil"),
    "products_added": Template("{series}, {count} products added up"),
    "percent": Template(f"{{number}}{NARROW_SPACE}%", note="number: +30"),
    "hardly": HARDLY_CHANGED,
    "not_compared": Template("Not compared in {units}: no figure for {period}.", note="units: a list of measures"),
    "from_zero": Template("No growth in {units}: {period} is zero."),
    "balance_has_no_growth": Template("A balance may change its sign: it has no growth."),
    "start_before_end": Template("Choose a start before the end."),
    "one_period": Template("There are figures of {period} alone, so nothing is compared."),
    "no_products": Template("Choose a product."),
    "not_one_level": Template(
        "What was chosen counts the same goods twice: all products beside some of them, or codes of several lengths or "
        "revisions. Choose one of these: {levels}.",
    ),
    "nothing_to_draw": Template("No figures in {unit} from {start} to {end}: choose another measure, start or end."),
    "amount": Template("{number} {scale}", note="number: US$2.48; scale: billion"),
    "range": Template("{low} to {high}", note="of two amounts of money, or percentages"),
    "axis": Template("{unit}, {money}", note="unit: US dollars of 2024; money: US$ billion"),
    "growth_axis": Template("Since {start}, per cent"),
    "gap": Template("Dotted: no figures between {first} and {last}."),
    "ranges": Template("Thin lines: the range that the printed digits allow."),
    "sources": Template("Sources: {sources}."),
    "left_out": Template("Left out, without a figure for {start}: {series}."),
    "grey": Template("In grey, the others: {series}."),
    "not_stated": NOT_STATED,
    "no_balance": Template("No balance: it needs exports and imports of the same goods in one period."),
    "balance": Template("Balance, exports minus imports", note="head of a chart"),
    "composition": Template("Shares in {period}: {unit}", note="head of a chart; unit: US dollars"),
    "no_composition": Template("No shares: the table has no parts of this flow in {period}."),
    "parts_of_several_levels": Template(
        "No shares: the parts are codes of several lengths or revisions. Choose products of one of these: {levels}."
    ),
    "other": Template("Other products"),
    "export": Template("Exports"),
    "import": Template("Imports"),
}
HEADS = {
    "period": Template("Period"),
    "series": Template("Series"),
    "value": Template("Value"),
    "range": Template("Range"),
    "growth": Template("Since the start"),
    "share": Template("Share"),
    "quote": Template("As printed"),
    "how": Template("Computed"),
    "source": Template("Source"),
}
CONTROLS = {
    "region": Template("Explorer of a trade table"),
    "reporter": Template("Reporter"),
    "partner": Template("Partner"),
    "flow": Template("Flow"),
    "products": Template("Products", note="several may be chosen"),
    "search": Template("Search products"),
    "measure": Template("Measure"),
    "start": Template("Start"),
    "end": Template("End"),
    "growth": Template("Each measure as growth since the start"),
    "figures": Template("The figures shown"),
    "lines": Template("Over time", note="head of a chart"),
}
TITLE = Template("Explorer", note="of a page")
