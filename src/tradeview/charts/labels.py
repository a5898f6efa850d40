"""Wording that charts share: names of economies and products, units of money, price bases, shares and numbers."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tradeview.charts.layout.text import drawable_text, split_words
from tradeview.commodities.codes import classification_name
from tradeview.commodities.nomenclature import description
from tradeview.errors import MissingExtraError, UnknownCodeError
from tradeview.printable import ELLIPSIS, shorten_text
from tradeview.table.engines import is_missing
from tradeview.table.schema import TOTAL
from tradeview.words.money import MONEY_OF, currency_name, name_money
from tradeview.words.names import FLOW_FROM, FLOW_TO, flow_name, trade_name

# Here, too, since reports name economies as charts do.
from tradeview.words.names import name_economy as name_economy  # noqa: PLC0414
from tradeview.words.numbers import NOT_STATED, format_number, format_percent, write_short
from tradeview.words.periods import format_period
from tradeview.words.table_words import say_title
from tradeview.words.templates import Arrangement, Plural, Template, capitalise

if TYPE_CHECKING:
    import pandas as pd

ALL_PRODUCTS = Template("All products")
UNSPECIFIED = Template("Not specified", note="of products that a report does not specify")
CODE_AND_NAME = Arrangement("{code} {name}", note="1511 Palm oil")
NAME_AND_CODE = Arrangement("{name} ({code})", note="Palm oil (1511)")
CURRENT_PRICES = Template("current prices")
PRICES_OF = Template("prices of {period}")
MONEY_AT_PRICES = Template("{unit} at {prices}", note="unit: US$ billion; prices: current prices, or prices of 2015")
AMOUNT_IN = Template("{amount} in {period}", note="beside a line that ends before the others do")
RANGES = Template("Thin lines: the range of each figure.", note="the range that the printed digits allow")
FLOW_WITH = Template("{reporter:possessive} {flow} with {partner}", note="flow: trade, or trade in HS 1511")
COUNTED = {
    "partner": Plural("{count} partner", "{count} partners"),
    "reporter": Plural("{count} reporter", "{count} reporters"),
    "commodity_code": Plural("{count} code", "{count} codes", note="codes of products"),
    "flow": Plural("{count} flow", "{count} flows", note="exports, imports …"),
}
OF_BOTH = {"to": FLOW_TO, "from": FLOW_FROM, "with": FLOW_WITH}
OF_PARTNER = {
    "to": Template("{flow} to {partner}", note="flow: exports, or exports of HS 1511"),
    "from": Template("{flow} from {partner}", note="flow: imports, or imports of HS 1511"),
    "with": Template("{flow} with {partner}", note="flow: trade, or trade in HS 1511"),
}
# CLDR's English of Britain has "Sept", four letters where the others have three.
UNSPECIFIED_CODES = {"99", "9999", "999999"}
LEAST = 0.001  # of the scale of a chart: a figure below it would have no digit among three decimals
PERCENT = 0.01
ALL = 1e-12  # what adding shares up may be off: floats hold some 16 digits


def name_product(code: object, classification: object = None) -> str:
    """Name a product: its code, and in HS the title that it has today.

    Examples
    --------
    >>> name_product("1511"), name_product("33", "S4"), name_product("TOTAL"), name_product("851712")
    ('1511 Palm oil', 'SITC 33', 'All products', '851712')
    """
    title = title_product(code, classification)
    if title:
        return CODE_AND_NAME.fill(code=str(code), name=title)
    return name_code(code, classification)


def name_product_first(code: object, classification: object = None, most: int | None = None) -> str:
    """Name a product by the title that it has today, of `most` letters if given, and behind it by its code.

    Examples
    --------
    >>> name_product_first("1511"), name_product_first("33", "S4"), name_product_first("8542", most=12)
    ('Palm oil (1511)', 'SITC 33', 'Integrated… (8542)')
    """
    title = title_product(code, classification)
    if not title:
        return name_code(code, classification)
    if most is not None:
        title = shorten_name(title, most)
    return NAME_AND_CODE.fill(name=capitalise(title), code=str(code))


def title_product(code: object, classification: object = None) -> str:
    """Return the title of a product, which in HS there is; "" where there is none.

    Examples
    --------
    >>> title_product("1511"), title_product("33", "S4"), title_product("9999")
    ('Palm oil', '', 'Not specified')
    """
    if code == TOTAL or classification_name(classification) == "SITC":
        return ""
    # The UN's code for what is not specified, which HS does not have.
    if code in UNSPECIFIED_CODES:
        return UNSPECIFIED.fill()
    # A code may be of an earlier revision, and titles of six digits come with the extra `hs`.
    with suppress(UnknownCodeError, MissingExtraError):
        return say_title(str(description(str(code))))
    return ""


def name_code(code: object, classification: object = None) -> str:
    """Name a product that has no title.

    Examples
    --------
    >>> name_code("TOTAL"), name_code("33", "S4"), name_code("851712")
    ('All products', 'SITC 33', '851712')
    """
    if code == TOTAL:
        return ALL_PRODUCTS.fill()
    system = classification_name(classification)
    return f"{system} {code}" if system == "SITC" else str(code)


def distinct_values(column: "pd.Series[Any]") -> list[str]:
    """List in order what a column holds, for an error; what is missing is not stated.

    Examples
    --------
    >>> import pandas as pd
    >>> distinct_values(pd.Series(["FOB", None, "CIF", "FOB"]))
    ['CIF', 'FOB', 'not stated']
    """
    return sorted({NOT_STATED.fill() if is_missing(value) else str(value) for value in column.unique()})


def name_prices(price_basis: object, base_period: object) -> str:
    """Say at whose prices money counts.

    Examples
    --------
    >>> name_prices(None, None), name_prices("real", 2015)
    ('current prices', 'prices of 2015')
    """
    if price_basis == "real":
        base = int(float(str(base_period)))  # a column with gaps holds it as 2015.0
        return PRICES_OF.fill(period=format_period(base))
    return CURRENT_PRICES.fill()


def name_unit_and_prices(row: "pd.Series[Any]", word: str) -> str:
    """Say in what numbers of a trade table's row count, and at whose prices.

    Examples
    --------
    >>> import pandas as pd
    >>> name_unit_and_prices(pd.Series({"currency": "USD"}), "billion")
    'US$ billion at current prices'
    """
    prices = name_prices(row.get("price_basis"), row.get("base_period"))
    return MONEY_AT_PRICES.fill(unit=name_money(row["currency"], word), prices=prices)


def shorten_name(name: str, most: int = 44) -> str:
    """Cut a name for a title.

    Examples
    --------
    >>> shorten_name("1511 Palm oil")
    '1511 Palm oil'
    >>> shorten_name("151190 Vegetable oils; palm oil and its fractions, other than crude", 30)
    '151190 Vegetable oils; palm…'
    """
    name = drawable_text(name)
    if len(name) <= most:
        return name
    whole_words = ""
    for word in split_words(name):
        if len(whole_words + word) > most:
            break
        whole_words += word
    if not whole_words:
        return shorten_text(name, most)
    return whole_words.rstrip(" ,;:") + ELLIPSIS


def name_whole(row: "pd.Series[Any]", by: str) -> str:
    """Name what products or reporters are parts of: the flow with its partner, and in the first case its reporter.

    Examples
    --------
    >>> import pandas as pd
    >>> row = pd.Series({"reporter": "MYS", "partner": "RUS", "flow": "export", "commodity_code": "1511"})
    >>> name_whole(row, "commodity_code"), name_whole(row, "reporter")
    ('Malaysia’s exports to Russia', 'exports of HS 1511 to Russia')
    """
    flow, partner = str(row["flow"]), name_economy(row["partner"])
    direction = "from" if flow.endswith("import") else "to"
    if flow == "total":
        direction = "with"
    if by == "reporter":
        return OF_PARTNER[direction].fill(flow=trade_name(row), partner=partner)
    return OF_BOTH[direction].fill(
        reporter=name_economy(row["reporter"]), flow=flow_name(flow, coverage=row.get("coverage")), partner=partner
    )


def name_currency_and_prices(row: "pd.Series[Any]") -> str:
    """Name what money of a trade table's row is counted in, at the prices of which time where these are constant.

    Examples
    --------
    >>> import pandas as pd
    >>> name_currency_and_prices(pd.Series({"currency": "USD", "price_basis": "real", "base_period": 2015}))
    'US dollars of 2015'
    """
    currency = currency_name(str(row["currency"]))
    if row.get("price_basis") != "real":
        return currency
    return MONEY_OF.fill(currency=currency, period=format_period(int(float(str(row["base_period"])))))


def format_share(share: float) -> str:
    """Write a share of a whole: what is not nothing, or not all, is never rounded to it.

    Examples
    --------
    >>> print(format_share(0.25), format_share(0.001), format_share(0.999), format_share(0), format_share(1))
    25% <1% >99% 0% 100%
    """
    if 0 < share < PERCENT / 2:
        return f"<{format_percent(PERCENT, signed=False)}"
    if 1 - PERCENT / 2 <= share < 1 - ALL:
        return f">{format_percent(1 - PERCENT, signed=False)}"
    return format_percent(share, signed=False)


def format_scaled(value: float, size: float) -> str:
    """Write a number in the scale of its chart; what has no digit in it as below its thousandth part.

    Examples
    --------
    >>> format_scaled(2.5e9, 1e9), format_scaled(3, 1e9), format_scaled(0, 1e9)
    ('2.50', '<0.001', '0')
    """
    if 0 < abs(value) / size < LEAST:
        return f"<{write_short(LEAST)}"
    return format_number(value / size)
