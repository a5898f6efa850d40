"""What the explorer says: templates that Python fills, and those that the browser does, where it fills named parts.

The browser fills `{name}`, and `{name:possessive}` from forms that Python made; it joins nothing and knows no grammar.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from tradeview.printable import escape_unprintable
from tradeview.words.captions import WHOSE
from tradeview.words.language import spoken
from tradeview.words.money import AMOUNT, AMOUNT_IN_SCALE, UNIT_OF_MONEY
from tradeview.words.names import BALANCE_WITH, FLOW_FROM, FLOW_TO
from tradeview.words.numbers import HARDLY_CHANGED, NOT_STATED, PERCENT, RANGE, scale_words
from tradeview.words.templates import Arrangement, Template, forms_in, say_in_form

# Filled by Python.
FLOW_OF_KIND = Arrangement("{flow}, {kind}", note="a choice among flows; kind: January to August, CIF")
VALUATION_NOT_STATED = Template("valuation not stated")
WHOLE_YEARS = Template("whole years", note="beside January to August: of which months a flow is")
PRODUCT_OF_REVISION = Arrangement("{product} ({revision})", note="product: 851712 …; revision: HS 2017")
CONVERTED_AT = Template(
    "converted from {currency} at {rate} {unit}, {source}", note="rate: 3.437; unit: RM per US$; source: the year’s …"
)
CONVERTED_BY = Template("converted at rates of {source}", note="source: a bank; where parts had rates of their own")
DEFLATED_BY = Template("at prices of {period}, by {deflator}", note="deflator: name of a price index")
STEPS = Arrangement("{first}; {second}", note="two steps of a computation: converted at …; at prices of …")

# Filled by the browser.
IN_BROWSER = {
    "finding": Template("{series}, {start} to {end}: {changes}.", note="changes: a list, +30% in US dollars, …"),
    "change": Template("{change} in {unit}", note="change: +30%; unit: US dollars of 2024"),
    "one_product": Arrangement(
        "{series}, {product}", note="series: Malaysia’s exports to Russia; product: 1511 Palm oil"
    ),
    "products_added": Template("{series}, {count} of {all} products added up", note="all: of their kind, in the table"),
    "percent": PERCENT,
    "amount": AMOUNT,
    "amount_in_scale": AMOUNT_IN_SCALE,
    "unit_of_money": UNIT_OF_MONEY,
    "range": RANGE,
    "hardly": HARDLY_CHANGED,
    "not_compared": Template(
        "Not compared in {units}: no figure above zero of {start}, or none of {end}.", note="units: a list"
    ),
    "no_growth_of_balance": Template(
        "A balance may change its sign: it has no growth. Choose exports or imports to see it."
    ),
    "nothing_compared": Template("{series}, {start} to {end}: no measure has figures to compare."),
    "start_before_end": Template("Nothing is compared: choose a start before the end."),
    "not_one_level": Template(
        "These products count the same goods twice: all of them beside some, or codes of several lengths or revisions. "
        "Choose products of one kind."
    ),
    "nothing_to_draw": Template("No figures in {unit} from {start} to {end}: choose another measure, start or end."),
    "figure": Arrangement("{name}, {period}", note="head of what is said of a figure; name: of its series"),
    "end_label": Arrangement("{name}  {value}", note="at the end of a line; value: US$2.48 billion or +30%"),
    "ended": Arrangement(
        "{value} ({period})", note="value: the last figure of a line; period: its own, before the end"
    ),
    "lines": Template("In {unit} ({money})", note="head of a chart; unit: US dollars of 2024; money: US$ billion"),
    "lines_growth": Template("Growth since {start}", note="head of the chart of lines"),
    "balance": Template("Exports, imports, and the balance as bars, in {unit} ({money})", note="head of a chart"),
    "composition": Template("Shares of the products listed, {flow} in {end}", note="head of a chart; flow: exports"),
    "composition_chosen": Template(
        "Shares of {count} of {all} products, {flow} in {end}", note="head of a chart, where not all are chosen"
    ),
    "no_balance": Template(
        "No balance: it needs exports and imports of the same goods in one period, in this measure."
    ),
    "no_composition": Template("No shares: the table has no products of one kind for this flow in {end}."),
    "no_composition_of_one": Template("No shares: one product has none; choose several."),
    "gap": Template("Dotted lines: no figures between."),
    "ranges": Template("Thin upright lines: the range that the printed digits allow."),
    "whose": WHOSE,
    "mixed": Template("Lines join statistics of several compilers, who may not count alike."),
    "sources": Template("Sources: {sources}."),
    "computed": Template("Computed: {ways}.", note="ways: converted from US dollars at 3.437 RM per US$ …"),
    "and_more": Arrangement("{first} … {last}", note="the first and the last of many"),
    "other": Template("Other products"),
    "export": Template("Exports"),
    "import": Template("Imports"),
    "difference": Template("Exports minus imports"),
    "not_stated": NOT_STATED,
}
HEADS = {
    "value": Template("Value"),
    "range": Template("Range"),
    "share": Template("Share"),
    "quote": Template("Printed words"),
    "how": Template("Computed"),
    "compiler": Template("Whose statistics"),
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
}
TITLE = Template("Explorer", note="of a page")


# What a series is called in a sentence, by its flow: names of it that the browser fills.
SERIES = (FLOW_FROM, FLOW_TO, BALANCE_WITH)


def tell_words(values: Iterable[str]) -> dict[str, Any]:
    """Tell the browser what it says in the language that is spoken, and how that language writes numbers and lists.

    Parameters
    ----------
    values : iterable of str
        All words that fill parts of what the browser says: it is told their forms.

    Returns
    -------
    dict
        As JSON holds it. `forms` has of each form that is asked for the words that are others in it; `digits` are those
        that are written for 0 to 9; `is_sorted` tells that economies stand in the order of their list already.
    """
    language = spoken()
    words = {name: template.unfilled() for name, template in IN_BROWSER.items()}
    return {
        "words": words,
        "forms": _tell_forms(values, _list_forms([*words.values(), *(name.unfilled() for name in SERIES)])),
        "heads": {name: template.fill() for name, template in HEADS.items()},
        "locale": language.tag,
        "digits": language.write_digits("0123456789"),
        "scales": [[size, word] for size, word in scale_words().items()],
        "is_rtl": language.is_right_to_left,
        "is_sorted": language.is_english,
    }


def tell_series(flow: Template) -> dict[str, str]:
    """Tell the browser how a series of a flow is named, by the form that is asked for: "" for none."""
    asked = _list_forms(template.unfilled() for template in IN_BROWSER.values())
    return {form: flow.unfilled(form) for form in ("", *sorted(asked))}


def _list_forms(texts: Iterable[str]) -> set[str]:
    """List the forms that templates ask for, and those that a series asks for which is in one of these itself."""
    found: set[str] = set()
    for text in texts:
        found |= forms_in(text)
    for form in sorted(found):
        for name in SERIES:
            found |= forms_in(name.unfilled(form))
    return found


def _tell_forms(values: Iterable[str], forms: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    told: dict[str, dict[str, str]] = {form: {} for form in sorted(forms)}
    for value in [*values, *(template.fill() for template in (HARDLY_CHANGED, NOT_STATED))]:
        for form, words in told.items():
            said = say_in_form(value, form)
            if said != value:
                words[escape_unprintable(value)] = escape_unprintable(said)
    return told
