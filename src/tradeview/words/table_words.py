"""Words: what tables say in words of their own, as a reader sees it: kinds of claims and of rates, how sure a code is.

The project's own lists (events, what phrases of the press mean, titles of the Harmonised System) are in English; a
catalogue has their texts as messages, each list under a context of its own. Other people's texts stay as they are.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tradeview.commodities.codes import sections
from tradeview.commodities.nomenclature import titles
from tradeview.sources.reference_lists import load_commodities, load_events
from tradeview.table.engines import is_missing
from tradeview.words.language import spoken
from tradeview.words.templates import Template

KINDS_OF_CLAIMS = {
    "level": Template("level", note="kind of a claim: an amount of trade"),
    "growth": Template("growth", note="kind of a claim: by how much trade has grown"),
    "share": Template("share", note="kind of a claim: a part of a whole"),
    "rank": Template("rank", note="kind of a claim: a place in an order"),
    "annual growth": Template("annual growth", note="kind of a claim: growth a year over several"),
    "change": Template("change", note="kind of a claim: by which amount something has changed"),
    "quantity": Template("quantity", note="kind of a claim: tonnes, barrels"),
    "price": Template("price", note="kind of a claim: money for a unit of goods"),
    "average": Template("average", note="kind of a claim: a mean"),
    "index": Template("index", note="kind of a claim: a number of an index"),
    "rate": Template("rate", note="kind of a claim: an exchange rate"),
}
KINDS_OF_RATES = {
    "average": Template("average", note="kind of an exchange rate: the mean of a time", context="rate"),
    "end": Template("end", note="kind of an exchange rate: that of the last day of a time", context="rate"),
    "implied": Template("implied", note="kind of an exchange rate: by two amounts of one fact", context="rate"),
}
CERTAINTIES = {
    "high": Template("high", note="how sure it is that goods have an HS code", context="certainty"),
    "medium": Template("medium", note="how sure it is that goods have an HS code", context="certainty"),
    "low": Template("low", note="how sure it is that goods have an HS code", context="certainty"),
    "none": Template("none", note="how sure it is that goods have an HS code: they have none", context="certainty"),
}
FLOWS_READ = {
    "total": Template("total", note="a flow of trade as it was read: exports and imports together", context="flow"),
    "export": Template("export", note="a flow of trade as it was read", context="flow"),
    "import": Template("import", note="a flow of trade as it was read", context="flow"),
    "re-export": Template("re-export", note="a flow of trade as it was read", context="flow"),
    "re-import": Template("re-import", note="a flow of trade as it was read", context="flow"),
    "balance": Template("balance", note="a flow of trade as it was read: exports less imports", context="flow"),
}
STATUSES = {
    "target": Template("target", note="status of a figure that has not happened"),
    "forecast": Template("forecast", note="status of a figure that has not happened"),
}
COVERAGES = {
    "goods": Template("goods", note="what a flow counts"),
    "services": Template("services", note="what a flow counts"),
    "goods and services": Template("goods and services", note="what a flow counts"),
    "domestic exports": Template("domestic exports", note="what a flow counts: no re-exports"),
    "non-oil": Template("non-oil", note="what a flow counts: all but oil"),
}
PARTNERS = Template("partners", note="whom a place in an order is among: all economies that one trades with")
PARTNERS_IN = Template("partners in {region}", note="region: Europe, ASEAN", context="of a rank")
EUROPE = Template("Europe", note="a continent, within “partners in Europe”")
# Under which a catalogue has the texts of each of the project's own lists.
SECTION, TITLE, GLOSS, EVENT = "HS section", "HS title", "meaning of a phrase", "event"


def say_word(words: Mapping[str, Template], word: str) -> str:
    """Say a word of a table, of one of the lists above; a word of somebody else's table stays as it was written.

    Examples
    --------
    >>> say_word(KINDS_OF_RATES, "average"), say_word(KINDS_OF_RATES, "average, through USD")
    ('average', 'average, through USD')
    """
    return words[word].fill() if word in words else word


def say_set_of_rank(among: str) -> str:
    """Say whom a place in an order is among, where that is all partners, or those in Europe; else as it was written.

    Examples
    --------
    >>> say_set_of_rank("partners in Europe"), say_set_of_rank("ports of the Gulf")
    ('partners in Europe', 'ports of the Gulf')
    """
    if among == PARTNERS.text:
        return PARTNERS.fill()
    if among == f"{PARTNERS.text} in {EUROPE.text}":
        return PARTNERS_IN.fill(region=EUROPE.fill())
    return among


def say_title(title: str) -> str:
    """Say a short title of the Harmonised System: of a section, a chapter, or a heading that the press names.

    Examples
    --------
    >>> say_title("Fats and oils")
    'Fats and oils'
    """
    return say_own(title, SECTION) if title in _names_of_sections() else say_own(title, TITLE)


def say_own(text: Any, context: str) -> Any:
    """Say a text of one of the project's own lists, as the catalogue has it; any other text, or none, stays as it is.

    Examples
    --------
    >>> say_own("palm oil", GLOSS), say_own(None, GLOSS)
    ('palm oil', None)
    """
    if spoken().is_english or is_missing(text):
        return text
    return spoken().messages.find(str(text), context) or text


def list_own_texts() -> Iterator[tuple[str, str]]:
    """List the texts of the project's own lists, each with its context, for catalogues.

    Examples
    --------
    >>> ("palm oil", GLOSS) in set(list_own_texts())
    True
    """
    for name in sections()["name"]:
        yield str(name), SECTION
    for title in dict.fromkeys(titles().values()):
        yield title, TITLE
    for gloss in load_commodities()["gloss"].unique():
        yield str(gloss), GLOSS
    for what in load_events()["what"].unique():
        yield str(what), EVENT


def _names_of_sections() -> set[str]:
    return set(sections()["name"])
