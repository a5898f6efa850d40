"""Numbers as printed, read without rounding, with the range that the print allows.

A printed number is digits of any script with marks between them. Its structure mostly says which mark groups and which
one is the decimal mark (`1.234,5`); where it does not (`1.234`), the language must, or the number is ambiguous. Its
last digit says how finely it was printed: 2.48 stands for anything from 2.475 to 2.485, and a scale word widens both.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from itertools import pairwise
from typing import NamedTuple

from tradeview.errors import AmbiguousFigureError, FigureError

GROUP = 3  # digits of a group of thousands
MAX_DIGITS = 24  # the world's output in the smallest currency has 20
# Not the caller's context, which may round: the digits and the scales of one compound stay below 200 places.
EXACT = Context(prec=200)
MAX_MULTIPLIED = 5  # power of ten that a scale behind a further term multiplies: 2 lakh 50 thousand crore
MINUS = "-−"
# A minus begins a number, and is no dash between two words or numbers; vowel signs of Indian scripts are no \w.
WITHIN = r"\w.,)\]%\-−\u0300-\u036f\u0900-\u0903\u093a-\u0957\u0981-\u09d7\u0e31-\u0e4e"
SIGN = rf"(?:(?:(?<![{WITHIN}])|(?<=\.\.))[\-−])"  # behind the dots that lead to a number, too: Angola.....-18
MARK = r"[.,'’٫٬،·∙‧](?=\d)| \.(?=\d)|(?<!\d{4}) (?=\d{3}(?!\d))|(?<!\d{3}) (?=\d\d (?:\d\d ){0,5}\d{3}(?!\d))"
# ,89 but not .4.5; behind anything but a blank, a sign or an opening mark, the mark ends what stands before: 5%,490亿.
LEADING = r"(?:(?<![^\s$€£¥₹₩₱฿(|\-−–~])[.,](?=\d+(?![.,\d]))(?!\d+[.,]\d))"
DIGITS = rf"{SIGN}?{LEADING}?\d+(?:(?:{MARK})\d+)*"
UNSURE = re.compile(rf"[1-9]\d{{0,2}}(?P<mark>[.,])(?P<tail>\d{{{GROUP}}})")  # 1.234
OTHER_MARK = {".": ",", ",": "."}
RAISED_POINTS = "·∙‧"  # decimal marks above the line: 2·48
# Signs of fractions. One is as fine as a first decimal place, the next smaller that could have been printed: 2½ stands
# for 2.45 to 2.55, as 2.5 does. Were it a half of a half, 2½ would agree with 2.3; were it exact, with nothing printed.
FRACTIONS = {sign: Decimal(unicodedata.numeric(sign)).quantize(Decimal("1e-9")) for sign in "½¼¾⅓⅔⅕⅖⅗⅘⅛⅜⅝⅞"}
TENTH = Decimal("0.1")

Separators = tuple[str, str]  # the decimal mark and the grouping mark, empty where they are not known
NO_SEPARATORS = ("", "")


class Numeral(NamedTuple):
    """A number and the size of one unit of its last printed digit, both exact."""

    value: Decimal
    unit: Decimal

    def times(self, power: int) -> "Numeral":
        """Multiply by a power of ten."""
        return Numeral(self.value.scaleb(power, EXACT), self.unit.scaleb(power, EXACT))

    def negated(self) -> "Numeral":
        """Change the sign."""
        return Numeral(self.value.copy_negate(), self.unit)

    def plus_fraction(self, fraction: Decimal) -> "Numeral":
        """Add a fraction that is printed as a sign or a word: it is as fine as a first decimal place."""
        return Numeral(EXACT.add(self.value, fraction), TENTH)

    @classmethod
    def of(cls, value: Decimal) -> "Numeral":
        """Take a number as finely printed as its digits."""
        return cls(value, Decimal(1).scaleb(int(value.as_tuple().exponent)))

    @property
    def low(self) -> Decimal:
        """The least value that prints so."""
        return EXACT.subtract(self.value, EXACT.divide(self.unit, Decimal(2)))

    @property
    def high(self) -> Decimal:
        """The greatest value that prints so."""
        return EXACT.add(self.value, EXACT.divide(self.unit, Decimal(2)))


def read_number(printed: str, separators: Separators = NO_SEPARATORS) -> Numeral:
    """Read one printed number: digits of any script with their marks; a word between digits is a decimal mark.

    The decimal mark and the grouping mark of its language decide where the structure does not.

    Raises
    ------
    AmbiguousFigureError
        One mark before three digits, which is none of the separators.
    FigureError
        The digits are a date, a list or a version, or more than anybody prints.

    Examples
    --------
    >>> print(read_number("1.234,5").value, read_number("১২,৩৪,৫৬৭").value, read_number("1.234", (",", ".")).value)
    1234.5 1234567 1234
    >>> read_number("1.234")
    Traceback (most recent call last):
    tradeview.errors.AmbiguousFigureError: '1.234' can be read in two ways; found: 1.234 or 1234; do: name its locale
    """
    groups = re.split(r"\D+", printed)
    # As the press misprints them: an Arabic comma for a plain one, a space before the point.
    marks = re.findall(r"\D+", printed.replace("،", ",").replace(" .", "."))
    if not 0 < len("".join(groups)) <= MAX_DIGITS:
        raise FigureError("this is no number of money", f"{printed[:MAX_DIGITS]!r}… of {len(printed)} characters")
    fraction = ""
    if marks and _is_last_mark_decimal(groups, marks, separators):
        fraction = groups.pop()
    whole_marks = marks[: len(groups) - 1]
    is_mixed = len(set(whole_marks)) > 1 or (fraction and marks[-1] in whole_marks)
    if is_mixed or not _are_groups_whole(groups):
        raise FigureError("this is no number", repr(printed), "print one number, with its groups whole")
    return Numeral(Decimal("".join(groups) + fraction), Decimal(1)).times(-len(fraction))


def _is_last_mark_decimal(groups: Sequence[str], marks: Sequence[str], separators: Separators) -> bool:
    """Whether the last mark is the decimal mark, and what follows it the fraction."""
    last = marks[-1]
    is_word = any(character.isalpha() for character in last)
    if last == "٫" or is_word or (last in RAISED_POINTS and len(marks) == 1):
        return True
    if last not in OTHER_MARK:
        return False
    if len(set(marks)) > 1:
        return True
    if len(marks) > 1:
        return False
    head, tail = groups
    if not head and last == separators[1] == ",":
        raise AmbiguousFigureError(f"{last + tail!r} can be read in two ways", f"0.{tail} or {tail}", "print it whole")
    if len(tail) != GROUP or len(head) > GROUP or not head or int(head) == 0:
        return True
    if last not in separators:
        found = f"{head}.{tail} or {head}{tail}"
        raise AmbiguousFigureError(f"{head + last + tail!r} can be read in two ways", found, "name its locale")
    return last == separators[0]


def _are_groups_whole(groups: Sequence[str]) -> bool:
    """Whether the groups are thousands, or Indian hundreds above one thousand, or there are none."""
    if len(groups) == 1:
        return True
    head, *middle, tail = [len(group) for group in groups]
    are_thousands = set(middle) <= {GROUP} and 0 < head <= GROUP
    are_hundreds = set(middle) == {GROUP - 1} and 0 < head < GROUP
    return tail == GROUP and (are_thousands or are_hundreds)


def find_decimal_mark(printed: str) -> str:
    """Return the decimal mark that the structure of a number tells, "," of 1.234,5; empty where it tells none."""
    groups = re.split(r"\D+", printed)
    marks = re.findall(r"\D+", printed)
    if not marks or not set(marks) <= set(OTHER_MARK):
        return ""
    if len(set(marks)) > 1:
        return marks[-1]
    if len(marks) > 1:
        return OTHER_MARK[marks[0]]
    return "" if len(groups[1]) == GROUP else marks[0]


def decimal_marks_of_unsure(printed: Iterable[str]) -> set[str]:
    """Return the decimal marks that numbers of two readings tell together: "." of 32,594 and 1,908."""
    # Decimals are seldom printed to three places each time, and end in 0 more seldom still: such a mark groups.
    unsure = [match for number in printed if (match := UNSURE.fullmatch(number))]
    counts = Counter(match["mark"] for match in unsure)
    return {OTHER_MARK[match["mark"]] for match in unsure if counts[match["mark"]] > 1 or match["tail"].endswith("0")}


def combine_terms(terms: Iterable[tuple[Numeral, Sequence[int]]]) -> Numeral | None:
    """Put the terms of a compound together: each an unsigned number and the powers of ten of its scale words.

    A scale multiplies all that stands before it and is smaller, so that 3 thousand 500 crore is 3500 crore, and
    12 crore 34 lakh is 123.4 million. None where the terms do not descend, as in 2 million 3 million.
    """
    parts: list[tuple[Numeral, int]] = []
    has_decimals = False
    for number, powers in terms:
        parts.append((number, 0))
        for power in powers:
            total, scaled = parts.pop()
            while parts and parts[-1][0].value < 10**power:
                above, bound = parts.pop()
                # 418 million 1.05 billion, and 2.5 lakh 30 crore, are two numbers.
                if total.value >= 10**bound or bound > MAX_MULTIPLIED or has_decimals:
                    return None
                total = Numeral(EXACT.add(above.value, total.value), total.unit)
            # 5 thousand million is counted in thousands of millions: 300 million may follow.
            parts.append((total.times(power), scaled + power))
        has_decimals = has_decimals or number.value != number.value.to_integral_value()
    if any(below.value >= 10**bound for (_, bound), (below, _) in pairwise(parts)):
        return None
    value = parts[0][0].value
    for part, _ in parts[1:]:
        value = EXACT.add(value, part.value)
    return Numeral(value, parts[-1][0].unit)
