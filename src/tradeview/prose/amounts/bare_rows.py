"""Numbers of a row of countries that print neither scale nor currency: "Germany 10.6 billion, the US 7.8, France 7.5".

Such a number is of the kind of the amount before it where nothing but a country, and a short word or a hedge, stands
between it and the end of the item before, and the next item begins behind it; so is one of which the amount before it
is the total ("19.6 billion, of which 9.6 for exports"). Ranks, shares, years and what counts something are none.
"""

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.amounts.money_words import counts_something
from tradeview.prose.figure import Figure
from tradeview.prose.languages import find_locale, language_file
from tradeview.prose.lexicon import Lexicon, any_word, read_endings
from tradeview.prose.numerals import Numeral
from tradeview.prose.text.folding import STEM, Table, Word, is_cased

REACH = 70  # characters from the end of an amount to the next number of its row
SCALES = {6, 7, 8, 9, 12}  # powers of ten of one word of scale: what several share, 5 হাজার কোটি, is open
ALIKE = 20  # times that one item may be another
PRICES_ALIKE = 3  # times that a price may be what it was
SMALLEST = 20  # a whole number below it may be a rank or a day
SHORTEST_STEM = 4  # letters of a country's name, without the one that its case changes
BRACKET = re.compile(r"\([^()\n]{0,40}\)")  # a share or a change behind the amount: (11.4 %)
ITEM = re.compile("[,;،、，；]")
SIGNS = r"[\s:,(–—=-]{0,4}"
SHORT_WORDS = r"(?:[^\W\d_]{1,5}[ ']){0,2}"  # Portugal with 4.1, Brüssel mit


class RowWords:
    """The patterns of a lexicon for the items of a row."""

    def __init__(self, lexicon: Lexicon) -> None:
        hedges = lexicon.any_of("about", "over", "under")
        ending = r"[^\W\d_]{0,4}"
        self.between = re.compile(rf"{ending}{SIGNS}{SHORT_WORDS}(?:{hedges} ?)?{SIGNS}")
        self.joint = re.compile(rf"{ITEM.pattern}|\b{lexicon.any_of('and')}")
        following = rf" {lexicon.any_of('and')}|{any_word(lexicon.words('row_ends'))}"
        self.item_end = re.compile(rf" ?(?:[,;()،、，；。।]|[.](?!\d)|\n|\Z)|{following}")
        self.countries = _list_countries(lexicon)
        self.parts = lexicon.label_words(of_total="part")


@lru_cache(maxsize=64)
def find_row_words(lexicon: Lexicon) -> RowWords:
    """Return the patterns of a lexicon, built once."""
    return RowWords(lexicon)


def _list_countries(lexicon: Lexicon) -> Table:
    """Return the names of countries and parts of the world, in any case."""
    words: list[Word] = []
    for locale in lexicon.locales:
        file = language_file(locale)
        endings = read_endings(file)
        tables = (file.get("countries", {}), file.get("home", {}))
        listed = [name for table in tables for held in table.values() for name in held]
        for name in (*find_locale(locale).territories.values(), *listed):
            words.append(Word(name, endings=endings))
            if len(name) > SHORTEST_STEM and is_cased(name, 0) and not name.endswith(STEM):
                words.append(Word(name[:-1] + STEM, endings=endings))
    return Table(words)


def follow_row(reader: Reader, figure: Figure, last: Figure) -> Figure | None:
    """Return a number with the scale and the currency of the amount before it in its row; None where it has none.

    Examples
    --------
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> from tradeview.prose.text.folding import fold_text
    >>> reader = Reader(fold_text("Germany US$10.6 billion, France 7.5."), find_lexicon(("en",)), "en")
    >>> last, figure = reader.find_figures()
    >>> int(follow_row(reader, figure, last).numeral.value)
    7500000000
    """
    if figure.word or figure.power or last.word is None or last.power not in SCALES:
        return None
    if figure.numeral is None or last.numeral is None or figure.start - last.end > REACH:
        return None
    numeral = figure.numeral.times(last.power)
    if not _may_be_like(figure.numeral.value, numeral.value, last.numeral.value):
        return None
    if not (_is_item(reader, figure, last) or _is_part(reader, figure, last)):
        return None
    if counts_something(reader, figure, last.end):
        return None
    return _with_scale(figure, numeral, last.power, last.word)


def follow_price(figure: Figure, last: Figure) -> Figure | None:
    """Return a number that is as fine and about as large as the price before it, with its currency: $412 to 437."""
    if figure.word or figure.power or last.word is None or last.power:
        return None
    if figure.numeral is None or last.numeral is None or figure.numeral.unit != last.numeral.unit:
        return None
    ratio = figure.numeral.value / last.numeral.value if last.numeral.value else Decimal(0)
    if not Decimal(1) / PRICES_ALIKE <= ratio <= PRICES_ALIKE:
        return None
    return replace(figure, word=replace(last.word, assumed=True))


def _with_scale(figure: Figure, numeral: Numeral, power: int, word: Word) -> Figure:
    """Return a number as an amount of a scale and a currency that it does not print."""
    return replace(figure, numeral=numeral, power=power, word=replace(word, assumed=True, power=0))


def _may_be_like(printed: Decimal, value: Decimal, other: Decimal) -> bool:
    """Whether a number, at the scale of an amount, is about as large, and no rank."""
    is_whole = printed == printed.to_integral_value()
    if printed <= 0 or not other or (is_whole and printed < SMALLEST):
        return False
    ratio = value / abs(other)
    return Decimal(1) / ALIKE <= ratio <= ALIKE


def names_country(reader: Reader, figure: Figure, floor: int) -> bool:
    """Whether a country stands right before a number, with a short word or a hedge at most between the two."""
    words = find_row_words(reader.lexicon)
    near = reader.view.part(max(floor, figure.start - REACH), figure.start)
    places = [found.edge for _, found in words.countries.scan(near)]
    return bool(places) and words.between.fullmatch(near.folded, places[-1]) is not None


def _is_part(reader: Reader, figure: Figure, last: Figure) -> bool:
    """Whether a number with decimals is said to be a part of the amount before it: of which 9.6 for exports."""
    if figure.numeral is None or last.numeral is None or reader.folded[last.end : last.end + 1] == ".":
        return False
    is_whole = figure.numeral.value == figure.numeral.value.to_integral_value()
    is_larger = figure.numeral.times(last.power).value > abs(last.numeral.value)
    if is_whole or is_larger or reader.is_share(figure.start, figure.end):
        return False
    words = find_row_words(reader.lexicon)
    place = reader.word_end(figure.start, last.end)
    hedge = reader.lexicon.hedges.before(reader.view, place)
    if hedge is not None and hedge.edge > last.end:
        place = reader.word_end(hedge.edge, last.end)
    part = words.parts.before(reader.view, place)
    return part is not None and part.edge >= last.end and not reader.is_noun_counted_at(figure.end)


def _is_item(reader: Reader, figure: Figure, last: Figure) -> bool:
    """Whether a number is the one of an item of a row that begins behind an amount, and that names a country."""
    words = find_row_words(reader.lexicon)
    if not words.item_end.match(reader.folded, figure.end) or reader.is_part_of_word(figure.start):
        return False
    if reader.is_year(figure.start, figure.end) or reader.is_share(figure.start, figure.end):
        return False
    near = reader.view.part(last.end, figure.start)
    places = [found.edge for _, found in words.countries.scan(near)]
    if not places or not words.between.fullmatch(near.folded, places[-1]):
        return False
    before = BRACKET.sub("", near.folded[: places[-1]])
    return words.joint.search(before) is not None and not any(sign.isdigit() for sign in before)
