"""When the fiscal year of a country begins, and which country a sentence speaks of.

The conventions stand in `fiscal_years.toml`. A country is told by its name beside the year or in the sentence, by a
currency that is no other's, or by a language that one country alone prints so; where these do not agree, nothing is.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from tradeview.prose.languages import find_locale, fiscal_years, language_file
from tradeview.prose.lexicon import Lexicon, read_endings
from tradeview.prose.text.folding import Table, View, Word


class Convention(NamedTuple):
    """When the fiscal year of a country begins, None where not in one month, and how it is printed."""

    first_month: int | None = None
    named_by: str | None = None  # its "first" or "last" year names it, None where one year alone settles nothing
    spans: bool = True  # whether it is printed as two years
    currency: str = ""

    def prints(self, *, as_span: bool) -> bool:
        """Whether the country prints fiscal years so: 2023-24, or FY2024."""
        if self.first_month is None:
            return True  # which tells nothing
        if self.first_month == 1:
            return not as_span
        return self.spans if as_span else self.named_by is not None


class Country(NamedTuple):
    """A country that a sentence names, and where."""

    start: int
    end: int
    code: str


@cache
def conventions() -> dict[str, Convention]:
    """Return the conventions by the code of their country."""
    return {code: Convention(**row) for code, row in fiscal_years().items()}


@lru_cache(maxsize=64)
def _table_of_countries(lexicon: Lexicon) -> Table:
    """Return the names of the countries that have a convention, and of their people."""
    words: list[Word] = []
    for locale in lexicon.locales:
        file = language_file(locale)
        endings = read_endings(file)
        listed = file.get("countries", {})
        names = find_locale(locale).territories
        for code in conventions():
            for name in (*listed.get(code, ()), names.get(code, "")):
                if name:
                    is_letters = name.replace(".", "").isupper() and len(name) <= len("U.S.")
                    words.append(Word(name, locale, label=code, endings=endings, exact=is_letters))
    return Table(words)


def find_countries(view: View, lexicon: Lexicon) -> Iterator[Country]:
    """Yield the countries with a convention that a text names."""
    for start, found in _table_of_countries(lexicon).scan(view):
        yield Country(start, found.edge, found.word.label)


def choose_convention(
    named: Iterable[str], currencies: Iterable[str], home: str | None, *, as_span: bool
) -> Convention | None:
    """Return the one convention of the countries that a sentence speaks of, None where they have none or several.

    Parameters
    ----------
    named : iterable of str
        The countries that it names.
    currencies : iterable of str
        The currencies of its amounts.
    home : str, optional
        The country whose language it is in.
    as_span : bool
        Whether the fiscal year is printed as two years.

    Examples
    --------
    >>> choose_convention(["IN"], [], None, as_span=True).first_month
    4
    >>> choose_convention(["IN", "BD"], [], None, as_span=True) is None
    True
    >>> choose_convention([], ["BDT"], None, as_span=True).first_month
    7
    """
    table = conventions()
    of_currencies = {code for code, one in table.items() if one.currency and one.currency in set(currencies)}
    homes = {home} if home else set()
    spoken_of = set(named)
    # Who sells to China in FY2024 counts in its own years, not in China's.
    counting = {code for code in spoken_of if table[code].first_month != 1} or spoken_of
    candidates = (counting | homes) if named else of_currencies or homes
    fitting = {code for code in candidates if table[code].prints(as_span=as_span)}
    for codes in (fitting, fitting & of_currencies):
        begins = {(table[code].first_month, table[code].named_by) for code in codes}
        if as_span:
            begins = {(first_month, None) for first_month, _ in begins}
        if len(begins) == 1:
            return table[min(codes)]
    return None


def choose_told(named: Iterable[str], currencies: Iterable[str], reporter: str | None) -> Convention | None:
    """Return the convention of the economy that a text is said to be of, unless a sentence speaks of another's.

    Parameters
    ----------
    named : iterable of str
        The countries that the sentence names.
    currencies : iterable of str
        The currencies of its amounts.
    reporter : str, optional
        The alpha-2 of the economy whose trade the text is of.

    Examples
    --------
    >>> choose_told([], ["USD"], "IN").first_month
    4
    >>> choose_told(["BD"], [], "IN") is None
    True
    """
    table = conventions()
    if reporter not in table or table[reporter].first_month is None:
        return None
    counting = {code for code in named if table[code].first_month != 1}
    owners = {code for code, one in table.items() if one.currency and one.currency in set(currencies)}
    return table[reporter] if counting | owners <= {reporter} else None
