"""Words: money and the names of currencies, as a reader of axes, tables and captions sees them."""

import unicodedata
from contextlib import suppress
from decimal import Decimal

from babel.numbers import NumberFormatError, get_currency_name, parse_decimal

from tradeview.words.language import spoken
from tradeview.words.numbers import DIGITS, MINUS, choose_scale, drop_noughts, format_in_scale
from tradeview.words.templates import Arrangement, Template

MONEY_OF = Template("{currency} of {period}", note="money at the prices of a period: US dollars of 2024")

AMOUNT = Arrangement(
    "{minus}{currency}{number}",
    note="an amount of money: −US$5; currency: the sign, with the blank behind it that a code needs",
)
AMOUNT_IN_SCALE = Arrangement("{minus}{currency}{number} {scale}", note="−US$2.48 billion")
UNIT_OF_MONEY = Arrangement("{currency} {scale}", note="US$ billion: in what an axis or a column counts")
# Contexts in which catalogues keep currencies by code: as a sign with an amount, by name, and as one unit of it.
SIGN, NAME, UNIT = "currency sign", "currency name", "currency unit"
# Further contexts, of languages in which the number before a currency decides its form (1 иена, 2 иены, 5 иен): by
# CLDR's class of the number, where that has another form than the sign, which is that of many.
SIGN_OF_COUNT = {category: f"{SIGN}, {category}" for category in ("zero", "one", "two", "few", "other")}

# How reports in English write what CLDR's English gives as a code or as "Malaysian ringgits".
SYMBOLS = {"MYR": "RM"}
NAMES = {"USD": "US dollars", "MYR": "ringgit", "RUB": "roubles"}
SINGULAR = {"USD": "US dollar", "RUB": "rouble"}


def currency_symbol(currency: str) -> str:
    """Give the sign of a currency as reports print it.

    Examples
    --------
    >>> currency_symbol("USD"), currency_symbol("MYR"), currency_symbol("EUR"), currency_symbol("RUB")
    ('US$', 'RM', '€', 'RUB')
    """
    language = spoken()
    if language.is_english and currency in SYMBOLS:
        return SYMBOLS[currency]
    # CLDR has marks of direction behind signs of Arabic; what sets lines adds those that it needs.
    known = str(language.locale.currency_symbols.get(currency, currency)).strip(
        "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
    )
    return language.messages.find(currency, SIGN) or known


def currency_name(currency: str, *, one: bool = False) -> str:
    """Name a currency, in the plural or as one unit of it.

    Examples
    --------
    >>> currency_name("USD"), currency_name("MYR"), currency_name("USD", one=True), currency_name("THB")
    ('US dollars', 'ringgit', 'US dollar', 'Thai baht')
    """
    language = spoken()
    if language.is_english and one and currency in SINGULAR:
        return SINGULAR[currency]
    if language.is_english and currency in NAMES:
        return NAMES[currency]
    said = language.messages.find(currency, UNIT if one else NAME)
    if said is not None:
        return said
    count = 1 if one else 2  # CLDR has a form for each number of units; reports need these two
    return str(get_currency_name(currency, count=count, locale=language.code))


def format_money(value: float, currency: str, digits: int = DIGITS) -> str:
    """Write an amount with its currency and scale.

    Examples
    --------
    >>> format_money(2.48e9, "USD"), format_money(1.146e10, "MYR", 4)
    ('US$2.48 billion', 'RM11.46 billion')
    """
    size, word = choose_scale([value])
    return write_amount(format_in_scale(value, size, digits), currency, word)


def write_amount(number: str, currency: str, word: str = "") -> str:
    """Write a number as money of a currency: a minus stands before the sign of the currency, as CLDR has it.

    Examples
    --------
    >>> write_amount("−399", "USD", "million"), write_amount("5", "THB")
    ('−US$399 million', 'THB 5')
    """
    parts = {"minus": MINUS if number.startswith(MINUS) else "", "number": number.removeprefix(MINUS)}
    if word:
        return AMOUNT_IN_SCALE.fill(**parts, currency=currency_prefix(currency), scale=word)
    return AMOUNT.fill(**parts, currency=_count_currency(currency, parts["number"]))


def _count_currency(currency: str, number: str) -> str:
    """Write a currency as it stands with a number of its units, in the form that the number asks for."""
    language = spoken()
    if language.is_english:
        return currency_prefix(currency)
    context = SIGN_OF_COUNT.get(language.locale.plural_form(_read_number(number)))
    counted = language.messages.find(currency, context) if context else None
    return counted or currency_prefix(currency)


def _read_number(number: str) -> Decimal:
    """Read a number as it was written here; its decimals stay, since 2,0 is counted otherwise than 2."""
    language = spoken()
    latin = "".join(str(unicodedata.digit(sign, sign)) for sign in number)
    with suppress(NumberFormatError):
        return parse_decimal(latin, locale=language.locale)
    return Decimal(0)  # a power of ten, or no number


def currency_prefix(currency: str) -> str:
    """Write a currency as it stands with an amount: a sign close to it, and before it a code with a space.

    Examples
    --------
    >>> currency_prefix("MYR") + "1", currency_prefix("THB") + "1"
    ('RM1', 'THB 1')
    """
    sign = currency_symbol(currency)
    if not spoken().is_english:
        return sign  # where it stands, and with which blank, the arrangement of the language says
    is_code = sign.isalpha() and len(sign) > 2  # "RM" stands close to the number, "THB" does not
    if is_code:
        return f"{sign} "
    return sign


def name_money(currency: str, word: str) -> str:
    """Say in what money is counted: a currency and a scale.

    Examples
    --------
    >>> name_money("USD", "billion"), name_money("THB", "")
    ('US$ billion', 'THB')
    """
    return UNIT_OF_MONEY.fill(currency=currency_symbol(currency), scale=word) if word else currency_symbol(currency)


def format_amount(value: float, currency: str, digits: int = 4) -> str:
    """Write an amount with the digits that it has, four at most if not said otherwise.

    Examples
    --------
    >>> format_amount(2.48e9, "USD"), format_amount(1.903e9, "USD"), format_amount(6.5404e9, "MYR")
    ('US$2.48 billion', 'US$1.903 billion', 'RM6.54 billion')
    >>> format_amount(1.4215e10, "MYR", digits=5)
    'RM14.215 billion'
    """
    size, word = choose_scale([value])
    number = drop_noughts(format_in_scale(value, size, digits))
    return write_amount(number, currency, word)
