"""The words that languages have for times: months, halves, quarters, fiscal years, and how a year is dressed.

CLDR has the names of the months. The rest stands in the files of the folder `lexicon`, as words, and as forms with a
place for what changes: `first {n} months`, `ปี {yy}`, `fiscal year {span}`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from tradeview.periods import MONTHS_IN_YEAR, month_names
from tradeview.prose.languages import (
    LATIN,
    MARKS,
    find_locale,
    language_file,
    listed_locales,
    script_of_character,
    script_of_locale,
)
from tradeview.prose.lexicon import GAP, NOTHING, RUN_ON, YEARS, Lexicon, any_glued, any_word, read_endings
from tradeview.prose.text.folding import MAX_ENDING, STEM, Table, Word, fold_word, fold_words, is_cased

SPAN = r"\d{4} ?[-–—/~] ?(?:\d{4}|['’]?\d\d)(?!\d)"
TWO_YEARS = r"(?P<span>(?<!\d)(?<!\d[.,])\d{4} ?[-–—/] ?(?:\d{4}|['’]?\d\d)(?![\d%]|[.,]\d))"
DASH = r" ?[-–—−~] ?"
DAY = r"\d{1,2}(?:st|nd|rd|th|º|°|ª|er|일|日)?\.?"
QUARTERS = {"first_quarter": (1, 3), "second_quarter": (4, 6), "third_quarter": (7, 9), "fourth_quarter": (10, 12)}
THIRDS = {"first_third": (1, 4), "second_third": (5, 8), "last_third": (9, 12)}
PARTS = {"first_half": (1, 6), "second_half": (7, 12), **QUARTERS}  # the months of each
BESIDE = 8  # words between a time and the one that compares with it
NEVER = "undated"
FULL_NAME = 4  # letters of a month's name that is none cut short
LONG_NAME = 10  # characters of a name of a quarter that no other language has for something else
SHORTEST_NAME = 3  # and of one that is found without its point
COMPARED = "compared_with"  # words that compare with a time behind them, and do nothing else
SAME = "same_period"  # as another that the sentence names
TO_DATE = "to_date"  # some months of a year
SHORT_SPAN = r"['’]?(?P<yy>\d\d)(?: ?[-–—/] ?['’]?(?P<next>\d\d))?(?!\d)"  # FY24, FY23/24
FIRST = "元"  # the first year of an era
ERA_PLACES = {"n": rf"(?P<n>\d{{1,3}}|{FIRST})", "nnn": r"(?P<n>\d{3})"}
# Where a script parts its words, {stop} says that one ends: 2023년 초, and no 초콜릿.
STOP = {"stop": r"(?![^\W\d_])"}
YEAR_PLACES = {"year": r"(?P<year>\d{4})(?!\d)", "yy": SHORT_SPAN, "span": f"(?P<span>{SPAN})", **ERA_PLACES, **STOP}
PLACE = re.compile(r"\{(\w+)\}")
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
NUMBER_OF_PART = r"(iv|i{1,3}|[1-4])"
MONTHS_OF_QUARTER, MONTHS_OF_HALF = 3, 6
# Calendars whose years begin within a month of the common one: when the first of them began, in common years, and how
# many common years one lasts. Reingold and Dershowitz, Calendrical Calculations, have the epochs.
OTHER_CALENDARS = {
    "islamic": (621.57, 0.970224),
    "persian": (621.22, 1.0),
    "bengali": (593.29, 1.0),
    "vikram": (-56.71, 1.0),
    "saka": (78.22, 1.0),
    "ethiopian": (7.69, 1.0),
}


class FormPattern:
    """A pattern of whatever any of some forms finds, which is only searched where a word of theirs stands."""

    def __init__(self, printed: str, forms: Iterable[str]) -> None:
        self.printed = printed
        words = {max(PLACE.sub(" ", form.removesuffix(STEM)).split() or [""], key=len) for form in forms}
        # "month" stands in "months".
        self.keys = [word for word in words if not any(other in word for other in words if other != word)]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, made when it is first needed."""
        return re.compile(self.printed or NOTHING)

    def finditer(self, folded: str) -> Iterator[re.Match[str]]:
        """Yield what the pattern finds in a text."""
        # Most sentences have none, and a word is looked for faster than a pattern.
        if any(key in folded for key in self.keys):
            yield from self.pattern.finditer(folded)

    def is_in(self, folded: str) -> bool:
        """Whether the pattern finds anything in a text."""
        return next(self.finditer(folded), None) is not None


class FiscalForm(NamedTuple):
    """How a language prints a fiscal year, or a season of farming, whose months no country's convention tells."""

    pattern: re.Pattern[str]
    ahead: int = 0  # years that the calendar of the language is ahead
    offset: int = 0  # the common year before the first of an era
    is_season: bool = False
    is_own: bool = True  # whether the country of the language prints its own years so
    named_by: str | None = None  # the first or the last of its years, if the language has a custom of its own
    first_month: int | None = None  # in which a season begins wherever it is told of: the coffee year in October


class ShortForm(NamedTuple):
    """How a language prints a year of two digits, and how many years its calendar is ahead."""

    pattern: re.Pattern[str]
    ahead: int


class OtherForm(NamedTuple):
    """How a language prints a year of another calendar: when the first of them began, and how long one lasts."""

    pattern: re.Pattern[str]
    epoch: float
    length: float


class Calendar:
    """The words for times of some languages."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.eras = sorted(lexicon.eras)
        # Months, halves, quarters, times that are not dated, and what compares with one, told apart by their labels.
        months = [*_list_month_names(lexicon.locales), *_list_months_of_others(lexicon)]
        self.words = Table([*months, *_list_parts(lexicon.periods), *_list_parts_of_others(lexicon)])
        of, through = any_word(lexicon.period_words("of")), any_word(lexicon.period_words("through"))
        self._make_forms(through)
        self._make_year_forms()
        self._make_moments()
        self._make_codes()
        self._make_year_dress()
        self._make_joints(of, through)
        self._make_days(of)
        self._make_comparisons()
        self._make_bounds_of_stretches(of)

    def _make_year_dress(self) -> None:
        """Make the patterns of the words that dress a year: the "in" of "in 2024", the 年 of 2024年."""
        dressed = [form.partition("{year}") for form in fold_words(self.lexicon.period_words("year"))]
        self.before_year = re.compile(rf"{_any_dress(before for before, _, _ in dressed)}\Z")
        self.after_year = re.compile(_any_dress(after for _, _, after in dressed))

    def _make_joints(self, of: str, through: str) -> None:
        """Make the patterns of what stands between a year and a part of it, and between two ends of a stretch."""
        # Another language of Latin script may say it, as a passage is told that mixes two: noong Hulyo ng 2019.
        others = any_word(_list_words_of_others(self.lexicon, "of"))
        self.beside_year = re.compile(f"{GAP}(?:[-/,']{GAP})?(?:{of}|{others})?{GAP}")
        # A word that is none of these leaves open which of its months are meant: in March dnia 2024.
        self.unknown_joint = re.compile(f"{GAP}[^\\W\\d_]{{1,4}}{GAP}")
        self.through = re.compile(f"{DASH}|{GAP}{through}{GAP}")
        ands = set(self.lexicon.words("and")).difference(self.lexicon.words("to"))
        self.both = re.compile(f"{GAP}{any_word(ands)}{GAP}")
        # Between two years of a list: 2021, 2022 and 2023.
        listing = any_word(ands.union(self.lexicon.period_words("both")))
        self.listed = re.compile(f"{GAP}(?:{listing}|[,、]{GAP}(?:{listing})?){GAP}")
        # Beside it stand the ending of the first, yarısında ve, and short words that dress the second: und im ersten.
        both = any_word(ands.union(self.lexicon.period_words("both")))
        self.both_parts = re.compile(f"(?:[^\\W\\d_]{{1,4}}(?= ))?{GAP}{both}{GAP}(?:[^\\W\\d_]{{1,4}} ){{0,2}}")

    def _make_days(self, of: str) -> None:
        """Make the patterns of days and weeks beside a month, which then is not told as a whole."""
        words = self.lexicon.period_words
        self.day_before = re.compile(rf"(?<![\d.,'‘’]){DAY}{GAP}(?:{of}{GAP})?\Z")
        self.day_after = re.compile(rf"{GAP}{DAY}(?![\d%]|[.,]\d|{DASH}\d)")
        # From one day of a month to another, and its weeks and thirds: May 1-20, 5月上旬, the first week of May.
        self.days_after = re.compile(rf"{GAP}{DAY}(?:{self.through.pattern}){DAY}(?![\d%]|[.,]\d)")
        days = rf"(?<![\d.,]){DAY}(?:{self.through.pattern}){DAY}{GAP}(?:{of}{GAP})?"
        self.days_before = re.compile(f"(?:{any_word(words('days_before'))}{GAP}|{days})\\Z")
        self.days_named = re.compile(f"{GAP}{any_glued(words('days_after'))}")
        # Before the number of a day, where a word stands between it and that of its month: ngày 3 tháng 9.
        self.day_word = re.compile(f"{any_word(words('day_word'))}{GAP}\\Z")
        # Behind the year of the month: अक्टूबर 2024 के दूसरे सप्ताह.
        self.days_behind_year = re.compile(rf"{GAP}\d{{4}}{GAP}{any_glued(words('days_after'))}")

    def _make_comparisons(self) -> None:
        """Make the patterns of words that say that others are compared with a time, or counted from or to it."""
        words = self.lexicon.period_words
        # What compares with a time before it says nothing of the next: 2022년에 비해 2023년.
        behind = {*words("compared_after")}
        before = [word for word in words("baseline", "since", "bound") if word not in behind]
        self.before_compared = re.compile(f"{any_word(before)}{GAP}\\Z")
        # What may stand between a time and the word that compares with it: more than the level of 2023.
        balances = any_word(_list_balances(self.lexicon))
        beside = f"{GAP}(?:(?:{any_glued(words('beside_compared'))}|{balances}){GAP}){{0,{BESIDE}}}"
        self.beside_compared = re.compile(beside)
        self.compared_after = re.compile(beside + any_glued(words("compared_after")))
        # What compares a time with another only where it stands between the two: 2021 on 2017.
        articles = any_glued(words("articles"))
        self.compared_between = re.compile(f"{GAP}{any_word(words('compared_between'))}{GAP}(?:{articles}{GAP})?")
        # And behind a time that ends or begins what is told: 2020년 이전.
        self.bound_after = re.compile(f"{GAP}{any_glued(words('bound_after'))}")
        self._make_rates()
        # A time that is said to be the same as another is compared with it behind "from", too, however long it is.
        self.same = re.compile(any_word(words(SAME)))

    def _make_rates(self) -> None:
        """Make the patterns of a rate of growth with its time, and of words that compare with one: after 3.1 % in."""
        lexicon = self.lexicon
        percent = any_word(lexicon.words("percent"))
        number = r"(?<![\d.,٫])[+−–-]?\d{1,3}(?:[.,٫]\d{1,2})?"
        rate = f"(?:{number}{GAP}{percent}|{percent}{GAP}{number})"
        self.rate_after = re.compile(f"{GAP}:{GAP}{rate}")
        self.rate_before = re.compile(rf"(?P<rate>{rate})(?:[^\d,;:.()%]{{0,24}}[^\w,;:.()%])?\Z")
        comparing = any_word(lexicon.period_words("baseline", COMPARED, "after_rate"))
        # What may stand between them: after a rise of 3.1 %.
        changes = [fold_word(word.removesuffix(STEM)) for word in _list_kind_words(lexicon, "rise", "fall")]
        change = rf"(?:{'|'.join(map(re.escape, sorted(changes, key=len, reverse=True))) or NOTHING})\w*"
        joiners = any_word([*_list_kind_words(lexicon, "by", "change_joiners"), *lexicon.period_words("articles")])
        short = r"(?<!\w)[^\W\d_]{1,3}(?!\w)'?"
        filling = f"(?:{GAP}(?:{change}|{joiners}|{short}|[+−–-])){{0,5}}{GAP}"
        self.rate_compared = re.compile(rf"{comparing}{filling}\Z")

    def _make_forms(self, through: str) -> None:
        """Make the patterns of the forms that hold a place for a number."""
        counts: dict[str, int] = {}
        for listed in reversed(self.lexicon.periods):
            counts |= {fold_word(word): number for word, number in listed.get("counts", {}).items()}
        # In the case that months are counted in: девяти месяцев.
        self.counts = {word: int(value) for word, value in self.lexicon.number_words.items()} | counts
        few = [word for word, value in self.counts.items() if 1 <= value <= MONTHS_IN_YEAR]
        number = rf"(\d{{1,2}}|{any_word(few)})"
        self.first_months = self._join_forms("first_months", number)
        self.last_months = self._join_forms("last_months", number)
        self.other_months = self._join_forms("other_months", number)
        self.past_months = self._join_forms("past_months", number)
        self.years_later = self._join_forms("years_later", number)
        # The second month, where a year stands beside it, and the second month of the year.
        self.ordinals: dict[str, int] = {}
        for listed in reversed(self.lexicon.periods):
            self.ordinals |= {fold_word(word): place for word, place in listed.get("ordinals", {}).items()}
        ordinal = f"({any_word(self.ordinals)})"
        self.nth_months = self._join_forms("nth_months", ordinal)
        self.nth_months_of_year = self._join_forms("nth_months_of_year", ordinal)
        self.first_quarters = self._join_forms("first_quarters", number)
        self._make_two_parts()
        self.quarters = self._join_forms("quarter", NUMBER_OF_PART)
        self.halves = self._join_forms("half", NUMBER_OF_PART)
        self.months_to = self._join_forms("months_to", number)
        self.quarters_to = self._join_forms("quarters_to", number)
        counted = self._join_forms("months_behind", number)
        self.months_behind = FormPattern(f"{GAP}(?:{counted.printed or NOTHING})", ())
        month = rf"(?P<first>\d{{1,2}})(?!\d)(?:(?:{DASH}|{through})(?P<last>\d{{1,2}})(?!\d))?"
        self.month_numbers = _compile_forms(self.lexicon.period_words("month"), {"m": month})

    def _make_two_parts(self) -> None:
        """Make the patterns of two quarters or halves with one noun: the first and second quarters."""
        self.quarter_ordinals: dict[str, int] = {}
        for listed in self.lexicon.periods:
            for i, words in enumerate(listed.get("quarter_ordinals", ()), start=1):
                self.quarter_ordinals |= dict.fromkeys(fold_words(words), i)
        ordinal = rf"(?<![\d.,/-]){any_word(self.quarter_ordinals)}(?!\d)"  # the 3 of 2023 is none
        # Short words that dress the second stand between: und im zweiten.
        both = f"{GAP}{any_word(self.lexicon.words('and'))}{GAP}(?:[^\\W\\d_]{{1,4}}{GAP}){{0,2}}"
        self.two_parts: list[tuple[FormPattern, int]] = []
        for key, length in (("quarter_nouns", MONTHS_OF_QUARTER), ("half_nouns", MONTHS_OF_HALF)):
            nouns = self.lexicon.period_words(key)
            noun = any_word(nouns)
            before = f"({ordinal})(?:{GAP}{noun})?{both}({ordinal}){GAP}{noun}"
            behind = f"{noun}{GAP}({ordinal}){both}({ordinal})"
            for form in (before, behind):
                self.two_parts.append((FormPattern(form if nouns else NOTHING, fold_words(nouns)), length))

    def _make_year_forms(self) -> None:
        """Make the patterns of years that are not printed as years of the common calendar are."""
        # Each with the common year before the first of its era: 令和6年.
        self.era_years: list[tuple[re.Pattern[str], int]] = []
        self.short_years: list[ShortForm] = []
        self.fiscal: list[FiscalForm] = []
        self.other_years: list[OtherForm] = []
        for file, listed in zip(self.lexicon.files, self.lexicon.periods, strict=True):
            ahead = file.get("era", 0)
            for form, offset in listed.get("era_years", {}).items():
                self.era_years.append((_compile_form(fold_word(form), YEAR_PLACES), offset))
            self.fiscal += _list_fiscal_forms(listed, ahead)
            for form in _compile_forms(listed.get("short_year", ()), YEAR_PLACES):
                self.short_years.append(ShortForm(form, ahead))
            for name, forms in listed.get("other_years", {}).items():
                for form in _compile_forms(forms, YEAR_PLACES):
                    self.other_years.append(OtherForm(form, *OTHER_CALENDARS[name]))
        # An era's year, 平成30年度, and a span, FY2023-24, before a year, and the longest words first.
        self.other_years.sort(key=lambda form: -len(form.pattern.pattern))
        self.decades = _compile_forms(self.lexicon.period_words("decade"), YEAR_PLACES)
        self.fiscal.sort(
            key=lambda form: (not form.offset, SPAN not in form.pattern.pattern, -len(form.pattern.pattern))
        )
        forms = fold_words(self.lexicon.period_words("fiscal", "own_fiscal", "season", "era_fiscal", "season_months"))
        self.any_fiscal = FormPattern(_any_pattern(form.pattern for form in self.fiscal), forms)
        forms = []
        for listed in self.lexicon.periods:
            for one in listed.get("other_years", {}).values():
                forms += fold_words(one)
        self.any_other_year = FormPattern(_any_pattern(form.pattern for form in self.other_years), forms)
        self.era_words = re.compile(f"{any_word(self.lexicon.period_words('era_words'))}{GAP}\\Z")
        # The country whose language it is, where it is no other's.
        own = self.lexicon.periods[1]
        self.home = own.get("home")
        # Where one of these is named, the language is theirs, too.
        self.home_or = frozenset(own.get("home_or", ()))
        # Where its own years have words of their own, years of other words are not its own.
        self.all_own = "own_fiscal" not in own
        # Between a country and its fiscal year, India's FY24, and between the year and its country.
        self.possessive = re.compile(f"{GAP}(?:{any_word(self.lexicon.period_words('possessive'))})?{GAP}")
        # What makes a country one that is traded with: exports to India.
        self.partner_before = re.compile(f"{any_word(self.lexicon.period_words('partner_before'))}{GAP}\\Z")
        after = "|".join(_glued_word(word) for word in fold_words(self.lexicon.period_words("partner_after")))
        self.partner_after = re.compile(f"{GAP}(?:{after or NOTHING})")
        self.of_country = re.compile(f"{GAP}(?:{any_word(self.lexicon.period_words('of_country'))})?{GAP}")

    def _make_moments(self) -> None:
        """Make the patterns of years of which some months are meant: early 2023."""
        self.some_of_year: list[FormPattern] = []
        for form in dict.fromkeys(fold_words(self.lexicon.period_words("some_of_year"))):
            self.some_of_year.append(FormPattern(_form_pattern(form, YEAR_PLACES), [form]))
        # Years of what happened then, and not of a figure: the 1994 agreement.
        self.event_years: list[FormPattern] = []
        for form in dict.fromkeys(fold_words(self.lexicon.period_words("event_years"))):
            self.event_years.append(FormPattern(_form_pattern(form, YEAR_PLACES), [form]))
        self.fiscal_undated = _compile_forms(self.lexicon.period_words("fiscal_undated"), YEAR_PLACES)
        # The year of the prices that a figure is counted in: at prices of 2015, in constant 2015 dollars.
        words = fold_words(self.lexicon.period_words("price_words"))
        unless = self.lexicon.period_words("price_bases_unless")
        bases = [_price_base(form, unless) for form in self.lexicon.period_words("price_bases")]
        self.price_bases = FormPattern("|".join(bases), words)
        # Words that begin with the last letter of these: 2023年初级产品 are primary goods of all of 2023.
        self.some_of_year_unless = re.compile(any_glued(self.lexicon.period_words("some_of_year_unless")))

    def _make_codes(self) -> None:
        """Make the patterns of parts of years in letters and digits: 1H2024, Q3/24, 2024Q3, 9M 2024."""
        self.codes = _list_codes(self.lexicon.period_words("codes"))
        fiscal = {form.partition("{")[0].strip() for form in fold_words(self.lexicon.period_words("fiscal"))} - {""}
        self.fiscal_before = re.compile(f"{any_word(fiscal)}{GAP}\\Z")
        longest_first = sorted(self.codes, key=len, reverse=True)
        # Behind a year a code begins with its letter: 2024Q3, as 20243Q would be no number.
        lettered = [code for code in longest_first if not code[0].isdigit()]
        # Without a year beside it 9M may be nine million.
        sure = [code for code in longest_first if self.codes[code] in PARTS.values()]
        start = r"(?<![^\W_])(?<![$€£¥₹])"
        end = r"(?![^\W_])"
        year = r"(?:[ /-]{0,2}(?P<year>\d{4})|(?: ?['’]|[/-])?(?P<yy>\d\d))(?!\d|[.,]\d)"
        year_before = r"(?<![\d.,])(?:(?P<year_before>\d{4})[ /-]?|(?P<yy_before>\d\d))"
        # The year of Q1 FY25 is found as a fiscal one.
        fiscal_year = f"(?=[ /-]{{0,2}}(?:{'|'.join(map(_escape_spaced, sorted(fiscal))) or NOTHING}))"
        before_year = f"{start}(?P<code>{_any_of(longest_first)})(?:{year}|{fiscal_year})"
        behind_year = f"{year_before}(?P<glued>{_any_of(lettered)}){end}"
        self.dated_codes = re.compile(f"{before_year}|{behind_year}")
        alone = f"{start}(?P<alone>{_any_of(sure)}){end}"
        self.coded_parts = re.compile(f"{self.dated_codes.pattern}|{alone}")

    def _make_bounds_of_stretches(self, of: str) -> None:
        """Make the patterns of words that let a stretch end in a month: through June, the twelve months to June."""
        words = self.lexicon.period_words
        self.until_before = re.compile(f"{any_word(words('until'))}{GAP}(?:{any_word(words('end_of'))}{GAP})?\\Z")
        self.until_after = re.compile(f"{GAP}{any_word(words('until_after'))}")
        # Before some days of a month, with what tells which they are: to mid-March, up to the second week of March.
        ends = any_word(words("until", "through"))
        self.until_days = re.compile(f"(?:(?P<until>{ends})|{DASH}){GAP}(?:[^\\W_]{{1,12}}[.']?{GAP}){{0,2}}\\Z")
        self.month_end_before = re.compile(f"{any_word(words('month_end'))}{GAP}\\Z")
        # What is counted at the end of a month alone, and never since January: stocks.
        self.stocks = re.compile(any_glued(words("stocks")))
        self.month_end_after = re.compile(f"{GAP}{any_glued(words('month_end_after'))}")
        self.as_of = re.compile(f"{any_word(words('as_of'))}{GAP}\\Z")
        self.year_behind = re.compile(f"{GAP}{any_glued(words('year_behind'))}")
        self.quarter_behind = re.compile(f"{GAP}{any_word(words('quarter_behind'))}")
        day = rf"(?:{DAY}{GAP}(?:{of}{GAP})?)?"
        self.to_month = re.compile(f"{GAP}(?:{any_word(words('end_of'))}{GAP})?{day}")
        self.stretches_to = [
            (months, re.compile(f"{any_word(words(key))}"))
            for key, months in (("quarter_to", MONTHS_OF_QUARTER), ("half_to", MONTHS_OF_HALF), ("year_to", 12))
            if words(key)
        ]

    def _join_forms(self, key: str, number: str) -> FormPattern:
        """Return one pattern of the forms under a key, whose last group holds the number.

        Forms that begin alike are one alternative, so that a number is looked for once at each place.
        """
        endings: dict[tuple[str, str], list[str]] = defaultdict(list)
        forms = fold_words(self.lexicon.period_words(key))
        for form in sorted(dict.fromkeys(forms), key=len, reverse=True):
            before, _, after = PLACE.split(form)
            start, _ = _find_boundaries(form)
            endings[start, before].append(f"{_escape_spaced(after.removesuffix(STEM))}{_end_of_form(form)}")
        alternatives: list[str] = []
        for (start, before), ends in endings.items():
            alternatives.append(f"{start}{_escape_spaced(before)}{number}(?:{'|'.join(ends)})")
        return FormPattern("|".join(alternatives), forms)

    def read_count(self, printed: str) -> int:
        """Read a number of months or of a quarter: 9, nine, III."""
        if printed in ROMAN:
            return ROMAN[printed]
        # A number in digits is none of the words.
        return self.counts.get(printed) or int(printed)

    def find_dates(self, folded: str) -> list[tuple[int, int]]:
        """Return where the digits of fiscal years and of parts of years stand, from left to right: no amounts."""
        places = [match.span() for match in self.any_fiscal.finditer(folded)]
        places += [match.span() for match in self.dated_codes.finditer(folded)]
        places += [match.span() for match in TWO_YEARS_NEXT.finditer(folded) if is_two_years(match["span"])]
        return sorted(places)

    def to_common_year(self, year: int) -> int:
        """Bring a year back to the common calendar; 0 where it is one of none."""
        for era in self.eras:
            if year - era in YEARS:
                return year - era
        return 0


TWO_YEARS_NEXT = re.compile(TWO_YEARS)


def is_two_years(span: str) -> bool:
    """Whether a span is of two years that follow one another: 2023-24, 2023/2024, but not 2015-2019."""
    digits = re.findall(r"\d+", span)
    first, last = int(digits[0]), int(digits[1])
    return last == (first + 1 if len(digits[1]) == len(digits[0]) else (first + 1) % 100)


@lru_cache(maxsize=64)
def find_calendar(lexicon: Lexicon) -> Calendar:
    """Return the calendar of a lexicon, built once."""
    return Calendar(lexicon)


def _list_codes(forms: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return the codes of parts of years, with their first and their last month: 1h, q3, 9m."""
    codes: dict[str, tuple[int, int]] = {}
    lengths = {"h": MONTHS_OF_HALF, "q": MONTHS_OF_QUARTER, "m": 1}
    for form in fold_words(forms):
        place = form[form.index("{") + 1]
        length = lengths[place]
        for number in range(1, MONTHS_IN_YEAR // length + 1):
            last = number * length
            # Months are counted from January: 9M are nine.
            first = 1 if place == "m" else last - length + 1
            codes.setdefault(form.replace(f"{{{place}}}", str(number)), (first, last))
    return codes


def _list_fiscal_forms(listed: dict[str, Any], ahead: int) -> Iterator[FiscalForm]:
    """Yield how a language prints fiscal years, those of its own country and others, and seasons."""
    named_by = listed.get("fiscal_named")
    for form, offset in listed.get("era_fiscal", {}).items():
        yield FiscalForm(_compile_form(fold_word(form), YEAR_PLACES), offset=offset, named_by=named_by)
    for pattern in _compile_forms(listed.get("own_fiscal", ()), YEAR_PLACES):
        yield FiscalForm(pattern, ahead, named_by=named_by)
    for form, first_month in listed.get("season_months", {}).items():
        pattern = _compile_form(fold_word(form), YEAR_PLACES)
        yield FiscalForm(pattern, ahead, is_season=True, is_own=False, first_month=first_month)
    for key in ("fiscal", "season"):
        for pattern in _compile_forms(listed.get(key, ()), YEAR_PLACES):
            yield FiscalForm(pattern, ahead, is_season=key == "season", is_own=False)


def _list_month_names(locales: Iterable[str]) -> Iterator[Word]:
    """Yield the names of the months, those that the files list before CLDR's."""
    for locale in locales:
        endings = read_endings(language_file(locale))
        names = list(language_file(locale).get("periods", {}).get("months", {}).items())
        for use in find_locale(locale).months.values():
            for width in ("wide", "abbreviated"):
                names += [(name, number) for number, name in use[width].items()]
        for name, number in names:
            # CLDR's 1月 is read as a number.
            if name[:1].isdigit() or not any(character.isalpha() for character in name):
                continue
            for form in {name, name.rstrip(".")}:
                if len(form) < SHORTEST_NAME and form != name:
                    continue  # the กค of ส่งออกครึ่ง is no July
                yield Word(form, locale, label="month", number=number, endings=endings)


def _list_months_of_others(lexicon: Lexicon) -> Iterator[Word]:
    """Yield the full names of months in other languages of Latin script, as a passage is told that mixes two.

    "Ang exports noong Hulyo 2019" has more words of English than of Filipino; without the month it would say the year.
    """
    if script_of_locale(lexicon.locales[0]) != LATIN:
        return
    own = {fold_word(word.printed) for word in _list_month_names(lexicon.locales)}
    for locale in _list_other_locales(lexicon):
        for number, name in month_names(find_locale(locale), "format", "wide").items():
            if len(name) >= FULL_NAME and name.isalpha() and fold_word(name) not in own:
                yield Word(name, locale, label="month", number=number, endings=())


def _list_other_locales(lexicon: Lexicon) -> list[str]:
    """Return the other languages of Latin script, where a passage is in that script."""
    if script_of_locale(lexicon.locales[0]) != LATIN:
        return []
    others = [locale for locale in listed_locales() if locale not in lexicon.locales]
    return [locale for locale in others if script_of_locale(locale) == LATIN]


def _list_words_of_others(lexicon: Lexicon, key: str) -> list[str]:
    """Return what the other languages of Latin script list of times under a key."""
    words: list[str] = []
    for locale in _list_other_locales(lexicon):
        words += language_file(locale).get("periods", {}).get(key, ())
    return words


def _list_parts_of_others(lexicon: Lexicon) -> Iterator[Word]:
    """Yield the words for halves and quarters in other languages of Latin script: unang kwarter in English text."""
    own = {fold_word(word.printed) for word in _list_parts(lexicon.periods)}
    for locale in _list_other_locales(lexicon):
        for word in _list_parts([language_file(locale).get("periods", {})]):
            is_part = word.label in PARTS and len(word.printed) >= LONG_NAME and " " in word.printed
            if is_part and fold_word(word.printed) not in own:
                yield word


def _list_balances(lexicon: Lexicon) -> list[str]:
    """Return the words for a surplus and a deficit: compared with the surplus of August."""
    words: list[str] = []
    for file in lexicon.files:
        flows = file.get("flows", {})
        words += [*flows.get("surplus", ()), *flows.get("deficit", ()), *flows.get("balance", ())]
    return words


def _list_kind_words(lexicon: Lexicon, *keys: str) -> list[str]:
    """Return the words that tell changes under some keys: for a rise, and before how much it is."""
    words: list[str] = []
    for file in lexicon.files:
        for key in keys:
            words += file.get("kinds", {}).get(key, ())
    return words


def _list_parts(periods: Iterable[dict[str, Any]]) -> Iterator[Word]:
    """Yield the words for halves and quarters, for times that are not dated, and for what compares with a time."""
    for listed in periods:
        words = {key: listed.get(key, ()) for key in ("first_half", "second_half", SAME, TO_DATE, NEVER, COMPARED)}
        words |= zip(QUARTERS, listed.get("quarters", ()), strict=False)
        words |= zip(THIRDS, listed.get("thirds", ()), strict=False)
        for label, held in words.items():
            for word in held:
                yield Word(word, label=label)


def _compile_forms(forms: Iterable[str], places: dict[str, str]) -> list[re.Pattern[str]]:
    """Return a pattern for each form, with its places filled."""
    return [_compile_form(form, places) for form in dict.fromkeys(fold_words(forms))]


def _compile_form(form: str, places: dict[str, str]) -> re.Pattern[str]:
    return re.compile(_form_pattern(form, places))


def _form_pattern(form: str, places: dict[str, str]) -> str:
    filled = ""
    for i, piece in enumerate(PLACE.split(form.removesuffix(STEM))):
        is_place = i % 2 == 1
        filled += places.get(piece, NOTHING) if is_place else _escape_spaced(piece)
    start, _ = _find_boundaries(form)
    return f"{start}{filled}{_end_of_form(form)}"


def _price_base(form: str, unless: Iterable[str]) -> str:
    """Return a pattern of prices of a year behind none of some words; it stands apart where its script has words."""
    pattern = fold_word(form).replace("{year}", rf"(?<!\d)\d{{4}}(?!\d|[{MARKS}])")
    letters = re.sub(r"\\[a-z]|\{[a-z]+\}", "", form)
    runs_on = any(script_of_character(letter) in {*RUN_ON, "HANGUL"} for letter in letters if letter.isalpha())
    gap = "" if runs_on else " "
    behind = "".join(f"(?<!{re.escape(word)}{gap})" for word in fold_words(unless))
    if runs_on:
        return f"{behind}(?:{pattern})"
    return rf"(?<![^\W\d_])(?<![{MARKS}]){behind}(?:{pattern})(?![^\W\d_]|[{MARKS}])"


def _end_of_form(form: str) -> str:
    """Return a pattern of what may not, or of a stem may, stand behind a form."""
    _, end = _find_boundaries(form)
    return rf"\w{{0,{MAX_ENDING}}}" if form.endswith(STEM) else end


def _find_boundaries(form: str) -> tuple[str, str]:
    """Return patterns that keep a form from beginning or ending within a word; of some scripts words may run on."""
    words = PLACE.sub("", form).removesuffix(STEM)
    is_cased_form = any(is_cased(words, at) for at in range(len(words)))
    letter = r"\w" if is_cased_form or words.isascii() else r"\d"
    start = end = ""
    if form[:1] == "{" or form[:1].isdigit():
        start = rf"(?<!{letter})"
    elif is_cased(form, 0):
        start = r"(?<![^\W\d_])"  # Q1FY25
    if form[-1:] in "}0123456789" or is_cased(form, len(form) - 1):
        end = rf"(?!{letter})"
    return start, end


def _glued_word(word: str) -> str:
    """Return a pattern of what is glued to the word before it, and ends where words of its script do."""
    runs_on = script_of_character(word[-1]) in {*RUN_ON, "HANGUL"}
    return re.escape(word) if runs_on else rf"{re.escape(word)}(?![^\W\d_])"


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, in their order."""
    return "|".join(map(re.escape, words)) or NOTHING


def _any_pattern(patterns: Iterable[re.Pattern[str]]) -> str:
    """Return a pattern of whatever any of some patterns finds, without their names."""
    return "|".join(re.sub(r"\?P<\w+>", "?:", pattern.pattern) for pattern in patterns)


def _escape_spaced(piece: str) -> str:
    return GAP.join(re.escape(word) for word in piece.split(" "))


def _any_dress(pieces: Iterable[str]) -> str:
    """Return a pattern of what stands on one side of the year in any of some forms."""
    words = {piece.strip() for piece in pieces} - {""}
    if not words:
        return NOTHING
    longest_first = sorted(words, key=len, reverse=True)
    return f"{GAP}(?:{'|'.join(_escape_spaced(word) for word in longest_first)}){GAP}"
