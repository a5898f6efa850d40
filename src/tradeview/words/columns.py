"""Columns: what each column of our tables and of the data behind charts holds, and in what it counts.

One table for all files that tell what their columns are: the heads of a workbook and its list of columns, and the
description of the data beside an export. What heads say on the page and in a notebook stands with those tables
(`interactive/table/columns`); a title here is of a column that has none there.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from tradeview.words.templates import Template

# Units. Money is in the currency of its row, which a column beside it names.
ONE = Template("share of one", note="unit of a share or a growth: 0.3 is 30%")
OF_ONE = Template("ratio", note="unit of one number divided by another")
LOG_POINTS = Template("hundredths of a natural logarithm", note="unit of log points")
LOGARITHM = Template("natural logarithm")
KILOGRAMS = Template("kilograms")
PERIODS_AS_NUMBERS = Template("2024 is a year, 202405 a month, 20242 a quarter", note="how periods are written")
# Of rates; in quotation marks, the columns that name the two currencies.
PER_STATED = Template("units of `stated_currency` for one of `currency`")
PER_BASE = Template("units of `quote` for one of `base`")
PER_DEFLATED = Template("units of `currency` for one of `base_currency`")
INDEX_POINTS = Template("index points")
YEARS = Template("years, with fractions")


@dataclass(frozen=True)
class Meaning:
    """What a column holds.

    Parameters
    ----------
    says : Template
        What it holds, as a sentence.
    unit : Template, optional
        In what its numbers count.
    money_in : str, optional
        Of amounts of money, the column that names their currency.
    title : Template, optional
        Its head, where the tables of a page have none, or write it in another unit than it is stored in.
    """

    says: Template
    unit: Template | None = None
    money_in: str | None = None
    title: Template | None = None


def _says(says: Template, title: Template | None = None, unit: Template | None = None) -> Meaning:
    return Meaning(says, unit, None, title)


def _money(says: Template, title: Template | None = None, currency: str = "currency") -> Meaning:
    return Meaning(says, None, currency, title)


def _share(says: Template, title: Template | None = None) -> Meaning:
    return Meaning(says, ONE, None, title)


MEANINGS = {
    # The trade table
    "period": _says(Template("The year, quarter or month of the figure."), unit=PERIODS_AS_NUMBERS),
    "reporter": _says(Template("Whose trade it is: ISO 3166 alpha-3, or a code of tradeview’s own.")),
    "partner": _says(
        Template("With whom it traded: ISO 3166 alpha-3, WLD for the world, or a code of tradeview’s own.")
    ),
    "flow": _says(
        Template("The flow from the reporter’s side: export, import, re-export, re-import, total or balance.")
    ),
    "commodity_code": _says(Template("Code of the goods with leading zeros; TOTAL for all.")),
    "value": _money(Template("The amount, in full units and never in thousands.")),
    "currency": _says(Template("Currency of the amounts of the row: ISO 4217.")),
    "classification": _says(
        Template("Classification of the code: H0 to H6 for revisions of the HS, S1 to S4 of the SITC.")
    ),
    "low": _money(Template("Lowest amount that the printed digits allow."), Template("Lowest")),
    "high": _money(Template("Highest amount that the printed digits allow."), Template("Highest")),
    "valuation": _says(Template("FOB or CIF; empty where the source does not say.")),
    "price_basis": _says(Template("nominal, or real for money at the prices of `base_period`.")),
    "base_period": _says(Template("Period whose prices real money is in."), Template("Prices of"), PERIODS_AS_NUMBERS),
    "stated_value": _money(
        Template("The amount as the source states it, before conversion."), currency="stated_currency"
    ),
    "stated_currency": _says(Template("Currency of the stated amount: ISO 4217."), Template("Stated in")),
    "rate": _says(
        Template("Rate of exchange at which the amount was converted; empty where it was not."), unit=PER_STATED
    ),
    "rate_kind": _says(Template("Kind of the rate: average, end of the period, or implied by two printed amounts.")),
    "rate_source": _says(Template("Who quotes the rate.")),
    "deflator": _says(Template("Name of the price index by which the amount was brought to other prices.")),
    "deflator_source": _says(Template("Where the price index comes from."), Template("Source of the prices")),
    "months": _says(
        Template("Months of a figure that is not of its whole period: 2024-01/2024-08."), Template("Months")
    ),
    "calendar_label": _says(
        Template("How the source names the period in another calendar."), Template("Period as printed")
    ),
    "coverage": _says(Template("What is counted: goods, services, domestic exports …; goods where it is empty.")),
    "quantity": _says(Template("Quantity in the unit of `quantity_unit`."), Template("Quantity")),
    "quantity_unit": _says(Template("Unit of the quantity, as the source names it."), Template("Unit of the quantity")),
    "net_weight": _says(Template("Net weight."), Template("Net weight"), KILOGRAMS),
    "compiled_by": _says(Template("Whose statistics the figure is of, where the source says.")),
    "observation": _says(Template("Rows with the same word here state one fact, in two currencies."), Template("Fact")),
    "quote": _says(Template("The figure as it was printed: the words of the figure alone.")),
    "source": _says(Template("Key of the source.")),
    "approximate": _says(Template("Whether the source calls the figure approximate."), Template("Approximate")),
    # Growth, shares and what else is computed from figures
    "lens": _says(Template("The unit in which the series is measured."), Template("Measured in")),
    "previous_period": _says(Template("Period of the figure that growth is from."), unit=PERIODS_AS_NUMBERS),
    "previous_classification": _says(
        Template("Classification of the figure that growth is from."), Template("Classification before")
    ),
    "span": _says(Template("Periods from the figure that growth is from to this one."), Template("Periods between")),
    "change": _money(Template("Change from the figure before.")),
    "growth": _share(Template("Growth from the figure before.")),
    "annual_growth": _share(Template("Growth a year from the figure before, compound."), Template("Growth a year")),
    "log_growth": _says(
        Template("Logarithm of the ratio to the figure before."), Template("Growth, logarithm"), LOGARITHM
    ),
    "since_start": _share(Template("Growth from the start of the chart to its end."), Template("From start to end")),
    "share": _share(Template("Share of the part in the whole.")),
    "contribution": _share(Template("Contribution of the part to the growth of the whole.")),
    "index": _says(Template("Index: 100 in its base period."), unit=INDEX_POINTS),
    "index_base": _says(Template("Period in which the index is 100."), unit=PERIODS_AS_NUMBERS),
    "balance": _money(Template("Exports minus imports."), Template("Balance")),
    "ratio": _says(Template("The importer’s figure divided by the exporter’s."), unit=OF_ONE),
    "symmetric_gap": _share(Template("Gap between both figures, as a share of their mean.")),
    "gap": _money(Template("The importer’s figure less the exporter’s.")),
    "reported_by": _says(
        Template("Which sides report the flow: both, the exporter or the importer."), Template("Reported by")
    ),
    "exporter": _says(Template("Whence the goods go: ISO 3166 alpha-3.")),
    "importer": _says(Template("Where the goods go: ISO 3166 alpha-3.")),
    "origin": _says(Template("Whence the goods go: ISO 3166 alpha-3.")),
    "destination": _says(Template("Where the goods go: ISO 3166 alpha-3.")),
    "section": _says(Template("Section of the Harmonised System."), Template("Section")),
    # Growth accounting
    "part": _says(Template("Part of growth: real, price, exchange_rate or total."), Template("Part")),
    "label": _says(Template("Name of the bar."), Template("Bar")),
    "log_points": _says(Template("Length of the bar."), Template("Log points"), LOG_POINTS),
    "factor": _says(Template("What the part multiplies the figure by."), Template("Factor"), OF_ONE),
    "real": _says(Template("Growth at constant prices."), Template("Real, logarithm"), LOGARITHM),
    "price": _says(Template("Rise of prices."), Template("Prices, logarithm"), LOGARITHM),
    "exchange_rate": _says(Template("Change of the rate of exchange."), Template("Exchange, logarithm"), LOGARITHM),
    "total": _says(
        Template("Growth in the currency: the sum of the three parts."), Template("All, logarithm"), LOGARITHM
    ),
    "base_currency": _says(Template("Currency that is deflated: ISO 4217."), Template("Deflated in")),
    "start": _says(Template("Period with which what the row tells begins."), Template("Start"), PERIODS_AS_NUMBERS),
    "end": _says(Template("Period with which what the row tells ends."), Template("End"), PERIODS_AS_NUMBERS),
    # Rates and prices
    "base": _says(Template("Currency of which one unit is quoted: ISO 4217.")),
    "kind": _says(Template("Kind of the row.")),
    "name": _says(Template("Name of the price index.")),
    "series": _says(Template("What the row is of: a day, the highest, the mean …"), Template("Series")),
    "date": _says(Template("Day, or month or year where no more is known."), Template("Date")),
    # Printed claims and what is found of them
    "claim": _says(Template("Key of the printed claim.")),
    "bound": _says(Template("Which end of the figure is printed: more than, less than."), Template("Bound")),
    "side": _says(Template("Whose statistics are claimed.")),
    "among": _says(Template("Among whom a rank is."), Template("Among")),
    "publisher": _says(Template("Who printed it.")),
    "title": _says(Template("Title of the document."), Template("Title")),
    "published": _says(Template("Day of publication.")),
    "address": _says(Template("Address of the document on the web."), Template("Address")),
    "certainty": _says(Template("How sure the reading is: high, medium, low or none."), Template("Certainty")),
    "note": _says(Template("What is to be known of the row.")),
    "contradicted": _says(Template("Whether other claims contradict it."), Template("Contradicted")),
    "status": _says(Template("target or forecast, of what has not happened yet."), Template("Status")),
    "base_start": _says(Template("First month that growth is compared with: 202301."), Template("Compared with, from")),
    "base_end": _says(Template("Last month that growth is compared with: 202312."), Template("Compared with, until")),
    "text_start": _says(Template("Place of its first letter in the text, from 0."), Template("First letter")),
    "text_end": _says(Template("Place behind its last letter in the text."), Template("Last letter")),
    "commodity": _says(Template("The words for the goods."), Template("Goods as printed")),
    "among_words": _says(Template("The words that say among whom a rank is."), Template("Among, as printed")),
    "time_from": _says(Template("Where the time was read, if not in its own sentence."), Template("Time from")),
    "flow_from": _says(Template("Where the flow was read, if not in its own sentence."), Template("Flow from")),
    "locale": _says(Template("Language in which it was read."), Template("Language")),
    "claims": _says(Template("Keys of the claims that are tested.")),
    "test": _says(Template("What is tested.")),
    "follows_low": _says(Template("Lowest number that follows from the other claims."), Template("Follows, lowest")),
    "follows_high": _says(Template("Highest number that follows from the other claims."), Template("Follows, highest")),
    "says_low": _says(Template("Lowest number that the claim allows."), Template("Says, lowest")),
    "says_high": _says(Template("Highest number that the claim allows."), Template("Says, highest")),
    "unit": _says(Template("Unit of the numbers of the row."), Template("Unit")),
    "verdict": _says(Template("agrees, contradicts or cannot tell.")),
    "proposal": _says(Template("The correction that would let all claims agree.")),
    "suspects": _says(Template("Keys of the claims that others speak against."), Template("Suspected")),
    "sentence": _says(Template("The finding in words."), Template("Finding")),
    # Phrases, events and sources
    "phrase": _says(Template("The words of the document.")),
    "gloss": _says(Template("What they mean.")),
    "hs_codes": _says(Template("Codes of the HS, separated by spaces.")),
    "precision": _says(Template("How exact the date is: day, month or year."), Template("Precision")),
    "what": _says(Template("What happened."), Template("Event")),
    "when": _says(Template("The date in words."), Template("When")),
    "year": _says(Template("Place on the axis of time."), Template("Year"), YEARS),
    "short": _says(Template("Name of the source in captions.")),
    "language": _says(Template("Language of the document."), Template("Language")),
    "licence": _says(Template("Terms under which the document is published.")),
    "document": _says(Template("File or address of the document."), Template("Document")),
    "done": _says(Template("What was taken from it, and how."), Template("What was taken")),
    "row": _says(Template("Name of the row in the chart."), Template("Row")),
    # Of UN Comtrade
    "flow_code": _says(Template("Code of the flow in the downloaded file."), Template("Code of the flow")),
    "original_classification": _says(Template("Classification in which it was reported."), Template("Reported in")),
    "quantity_estimated": _says(Template("Whether the quantity is an estimate."), Template("Quantity estimated")),
    "net_weight_estimated": _says(Template("Whether the net weight is an estimate."), Template("Weight estimated")),
    "reported": _says(Template("Whether the figure was reported, and not added up."), Template("Reported")),
    "aggregate": _says(Template("Whether the figure was added up by the publisher."), Template("Added up")),
}
# What columns hold in some tables alone, which are told by other columns that they have.
IN_TABLES = (
    (
        frozenset({"base", "quote", "rate"}),
        {
            "quote": _says(Template("Currency that is quoted: ISO 4217.")),
            "rate": _says(Template("The rate of exchange."), unit=PER_BASE),
            "low": _says(Template("Lowest rate that the printed digits allow."), Template("Lowest"), PER_BASE),
            "high": _says(Template("Highest rate that the printed digits allow."), Template("Highest"), PER_BASE),
            "kind": _says(Template("Kind of the rate: average, end of the period, or implied by two printed amounts.")),
        },
    ),
    (
        frozenset({"index", "name", "currency"}),
        {
            "index": _says(Template("The price index."), unit=INDEX_POINTS),
            "currency": _says(Template("Currency whose prices it tells: ISO 4217.")),
        },
    ),
    (
        frozenset({"claim", "start", "end", "value"}),
        {
            "kind": _says(Template("What is claimed: a level, growth, a share, a rank …")),
            "value": _says(Template("The number that is claimed: an amount in `currency`, a share of one, a rank.")),
            "low": _says(Template("Lowest number that the printed digits allow."), Template("Lowest")),
            "high": _says(Template("Highest number that the printed digits allow."), Template("Highest")),
            "start": _says(Template("First month of the claim: 202401."), Template("Start")),
            "end": _says(Template("Last month of the claim: 202412."), Template("End")),
            "sentence": _says(Template("The sentence that it was read in."), Template("Sentence")),
            "unit": _says(Template("Unit of a quantity, a price or an index."), Template("Unit")),
        },
    ),
    (
        frozenset({"part", "label", "log_points"}),
        {"start": _says(Template("Where the bar begins."), Template("Start of the bar"), LOG_POINTS)},
    ),
    (
        frozenset({"real", "price", "exchange_rate", "total"}),
        {"rate": _says(Template("Rate of exchange of the period."), unit=PER_DEFLATED)},
    ),
    (
        frozenset({"claims", "test", "verdict"}),
        {
            "gap": _share(
                Template("Lower end of the upper range over the upper end of the lower one, less 1."), Template("Gap")
            )
        },
    ),
    (
        frozenset({"date", "precision", "what"}),
        {
            "kind": _says(Template("Kind of the event.")),
            "end": _says(Template("Last day, month or year of the event."), Template("Until")),
        },
    ),
    (
        frozenset({"year", "when", "what"}),
        {"kind": _says(Template("Kind of the event."), Template("Kind"))},
    ),
    (
        frozenset({"series", "date", "rate"}),
        {"rate": _says(Template("The rate of exchange."))},
    ),
)
# Columns that are of one side, or of one end, of what the rest of their name says.
SIDES = {
    "exporter": Template("As the exporter reports it. {says}", note="says: a sentence, what a column holds"),
    "importer": Template("As the importer reports it. {says}", note="says: a sentence, what a column holds"),
    "export": Template("Of exports. {says}", note="says: a sentence, what a column holds"),
    "import": Template("Of imports. {says}", note="says: a sentence, what a column holds"),
    "start": Template("At the start. {says}", note="says: a sentence, what a column holds"),
    "end": Template("At the end. {says}", note="says: a sentence, what a column holds"),
}
ENDS = {
    "low": Template("Lowest that the printed digits allow. {says}", note="says: a sentence, what a column holds"),
    "high": Template("Highest that the printed digits allow. {says}", note="says: a sentence, what a column holds"),
}
HEADS_OF_SIDES = {
    "exporter": Template("{head}, exporter", note="head of a column: Quantity, of what the exporter reports"),
    "importer": Template("{head}, importer", note="head of a column: Quantity, of what the importer reports"),
    "export": Template("{head}, exports", note="head of a column: Value, of exports"),
    "import": Template("{head}, imports", note="head of a column: Value, of imports"),
    "start": Template("{head}, start", note="head of a column: Rate, at the start"),
    "end": Template("{head}, end", note="head of a column: Rate, at the end"),
}
HEADS_OF_ENDS = {
    "low": Template("{head}, lowest", note="head of a column: Growth, the lowest that printed digits allow"),
    "high": Template("{head}, highest", note="head of a column: Growth, the highest that printed digits allow"),
}
MONEY_UNIT = Template("units of `{column}`", note="unit of amounts; column: the name of that with their currency")


@dataclass(frozen=True)
class Described:
    """What a column holds, in words: its head (none where that of a page's tables will do), a sentence, its unit.

    `of` is the column whose head it narrows by `narrowing`, if it is of one side or one end of what that holds.
    `money_in` is the column that names the currency of its amounts.
    """

    head: str | None
    says: str
    unit: str | None
    money_in: str | None
    of: str | None = None
    narrowing: Template | None = None


def describe_column(name: str, names: Collection[str] = ()) -> Described | None:
    """Say what a column holds, in a table that has columns of some names; nothing of one that is none of ours.

    Examples
    --------
    >>> describe_column("growth_low").says
    'Lowest that the printed digits allow. Growth from the figure before.'
    >>> describe_column("quote", ["base", "quote", "rate"]).says
    'Currency that is quoted: ISO 4217.'
    >>> describe_column("my_own") is None
    True
    """
    meanings = dict(MEANINGS)
    for needed, own in IN_TABLES:
        if needed <= set(names):
            meanings.update(own)
    if name in meanings:
        return _describe(meanings[name])
    side, _, of_side = name.partition("_")
    if side in SIDES and of_side in meanings:
        return _narrow(_describe(meanings[of_side]), of_side, HEADS_OF_SIDES[side], SIDES[side])
    of_end, _, end = name.rpartition("_")
    if end in ENDS and of_end in meanings:
        return _narrow(_describe(meanings[of_end]), of_end, HEADS_OF_ENDS[end], ENDS[end])
    return None


def _describe(meaning: Meaning) -> Described:
    unit = None
    if meaning.unit is not None:
        unit = meaning.unit.fill()
    elif meaning.money_in is not None:
        unit = MONEY_UNIT.fill(column=meaning.money_in)
    head = None if meaning.title is None else meaning.title.fill()
    return Described(head, meaning.says.fill(), unit, meaning.money_in)


def _narrow(whole: Described, of: str, head: Template, says: Template) -> Described:
    """Say of a column that it is of one side, or of one end, of what another holds."""
    return replace(whole, says=says.fill(says=whole.says), of=of, narrowing=head)
