"""Years that a sentence names: fiscal ones, those of other calendars and eras, spans of two, and plain ones."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from tradeview.periods import MONTHS_IN_YEAR
from tradeview.prose.figure import Months
from tradeview.prose.lexicon import GAP, YEARS
from tradeview.prose.times.calendars import FIRST, SPAN, FiscalForm, is_two_years
from tradeview.prose.times.fiscal import Convention, choose_convention, choose_told, conventions
from tradeview.prose.times.sentence_search import LONG, SentenceSearch
from tradeview.prose.times.year_parts import Part, Stretch, Year

YEAR = re.compile(r"(?<!\d)(?<!\d[.,])\d{4}(?![\d%]|[.,]\d)")
YEARS_SPAN = re.compile(rf"(?<![\d.,]){SPAN}(?![%]|[.,]\d)")
POINTED = re.compile(r"\.(?P<year>(?:19|20)\d\d)(?!\d|[.,]\d)")  # 1.2018 is no number behind a quarter: quý 1.2018
# And before the number of a month with its word behind it: 2024.3월, '24.1~3월.
POINTED_BEFORE = re.compile(r"(?<!\d)(?<!\d[.,])(?:(?P<year>(?:19|20)\d\d)|['‘’](?P<yy>\d\d))\. ?\Z")
SHORT = re.compile(rf"{GAP}['’]?(?P<yy>\d\d)(?!\d|[.,]\d)")
SLASHED = re.compile(r" ?/ ?(?P<yy>\d\d)(?!\d|[.,]\d)")
DIGITS = re.compile(r"\d+")
AFTER_DAY = re.compile(r"\.?")  # the point of an ordinal: 31. August
DAYS = 31
# Years of two digits are of the century past, from here on: FY98 is 1998.
LATEST_SHORT = 60
LATEST_FISCAL = 2060
# Thai 67 is 2567; below, a year of two digits may be one of either calendar.
EARLIEST_SHORT_AHEAD = 32


class YearFinder(SentenceSearch):
    """Finds the years of a sentence."""

    def find_fiscal_years(self) -> list[Year]:
        """Return the fiscal years that are called so, and seasons; a span is found once, with its longest words."""
        years: list[Year] = []
        if not self.calendar.any_fiscal.is_in(self.folded):
            return years
        for form in self.calendar.fiscal:
            for match in self.find_matches([form.pattern]):
                if year := self.read_fiscal_year(match, form):
                    self.cover(*match.span())
                    years.append(year)
        return years

    def read_fiscal_year(self, match: re.Match[str], form: FiscalForm) -> Year | None:
        """Return the fiscal year of a match, with its first month where a country's convention settles it."""
        groups = match.groupdict()
        span = groups.get("span")
        is_span = span is not None or groups.get("next") is not None
        if span and not is_two_years(span):
            return None
        if form.offset:
            count = groups["n"]
            year = form.offset + (1 if count == FIRST else int(count))
        elif groups.get("yy"):
            year = self.read_short_year(groups["yy"], form.ahead)
        else:
            year = self.calendar.to_common_year(int((groups.get("year") or span or "")[:4]))
        if year not in YEARS:
            return None
        convention = Convention(form.first_month) if form.first_month else None
        if not form.is_season:
            is_own = form.is_own or self.calendar.all_own
            convention = self.find_convention(*match.span(), as_span=is_span, is_own=is_own)
        # Years of the Vikram calendar are printed as ours are: FY 2080/81.
        if year > LATEST_FISCAL:
            convention = None
        if convention and form.named_by:
            convention = self.name_as_at_home(convention, form.named_by)
        return self.make_fiscal_year(match, year, convention, is_span=is_span)

    def name_as_at_home(self, convention: Convention, named_by: str) -> Convention | None:
        """Return a convention under the custom of the language, where its country's years begin alike: India's 年度."""
        home = conventions().get(self.calendar.home or "")
        if home and home.first_month == convention.first_month:
            return convention._replace(named_by=named_by)
        return None

    def make_fiscal_year(
        self, match: re.Match[str], year: int, convention: Convention | None, *, is_span: bool
    ) -> Year:
        """Return the fiscal year that is printed as one year or two, by a convention."""
        start, end = match.span()
        label = self.label(start, end)
        if convention is None or convention.first_month is None:
            earliest = year if is_span else year - 1
            return Year(start, end, earliest, None, year + 1, label)
        # FY2024 that began in 2023; a span names both years, and one from January is no other than its year.
        begins_before = convention.named_by == "last" and not is_span and convention.first_month > 1
        return Year(start, end, year - begins_before, convention.first_month, label=label)

    def find_convention(self, start: int, end: int, *, as_span: bool, is_own: bool = True) -> Convention | None:
        """Return the convention of the country whose fiscal year stands here: the one beside it, or the sentence's."""
        possessive, of = self.calendar.possessive, self.calendar.of_country
        first = bisect_left(self.speakers, start - 2 * LONG, key=attrgetter("start"))
        last = bisect_left(self.speakers, end + LONG, key=attrgetter("start"))
        for country in self.speakers[first:last]:
            is_before = country.end <= start and possessive.fullmatch(self.folded[country.end : start][:LONG])
            is_behind = country.start >= end and of.fullmatch(self.folded[end : country.start][:LONG])
            if is_before or is_behind:
                convention = conventions()[country.code]
                return convention if convention.prints(as_span=as_span) else None
        told = choose_told(self.codes, self.currencies, self.reporter)
        if told is not None:
            return told if told.prints(as_span=as_span) else None
        is_home = is_own and not any(country.code in self.calendar.home_or for country in self.countries)
        home = self.calendar.home if is_home else None
        return choose_convention(self.codes, self.currencies, home, as_span=as_span)

    def find_other_years(self) -> Iterator[Year]:
        """Yield years of calendars whose years lie in two common ones: 1402, 1445هـ, 2015 E.C."""
        if not self.calendar.any_other_year.is_in(self.folded):
            return
        for form in self.calendar.other_years:
            for match in self.find_matches([form.pattern]):
                groups = match.groupdict()
                printed = int((groups.get("year") or groups.get("span") or "0")[:4])
                begins = int(form.epoch + printed * form.length)
                ends = begins + (2 if groups.get("span") else 1)
                if begins in YEARS:
                    self.cover(*match.span())
                    yield Year(*match.span(), begins, None, ends, self.label(*match.span()))

    def find_era_years(self) -> Iterator[Year]:
        """Yield years of the common calendar under the number of an era: 令和6年, 民國113年."""
        for pattern, offset in self.calendar.era_years:
            for match in self.find_matches([pattern]):
                groups = match.groupdict()
                count = groups.get("n") or groups.get("year") or ""
                year = offset + (1 if count == FIRST else int(count))
                if year in YEARS:
                    self.cover(*match.span())
                    yield Year(*match.span(), year, label=self.label(*match.span()))

    def find_year_spans(self) -> tuple[list[Year], list[Stretch]]:
        """Return spans of two years that follow one another, which may be fiscal, and stretches of more years."""
        years: list[Year] = []
        stretches: list[Stretch] = []
        for match in self.find_matches([YEARS_SPAN]):
            if self.is_year_and_day(match):
                continue
            self.cover(*match.span())
            digits = DIGITS.findall(match[0])
            first = self.calendar.to_common_year(int(digits[0]))
            if first not in YEARS:
                continue
            if is_two_years(match[0]):
                years.append(self.read_two_years(match, first, is_short=len(digits[1]) < len(digits[0])))
                continue
            last = self.calendar.to_common_year(int(digits[0][: -len(digits[1])] + digits[1]))
            # 2024-05 may be a month, as well.
            is_stretch = first < last and not (len(digits[1]) == 2 and int(digits[1]) <= MONTHS_IN_YEAR)
            months = Months((first, 1), (last, MONTHS_IN_YEAR)) if is_stretch else None
            stretches.append(Stretch(*match.span(), months))
        return years, stretches

    def is_year_and_day(self, match: re.Match[str]) -> bool:
        """Whether a dash parts a year from the day of another month: 1 Eylül 2023-31 Ağustos 2024."""
        words, near = self.calendar.words, max(match.start() - LONG, 0)
        dress = self.calendar.before_year.search(self.folded, near, match.start())
        year = dress.start() if dress else match.start()
        before = words.before(self.view, near + len(self.folded[near:year].rstrip()))
        joint = AFTER_DAY.match(self.folded, match.end())
        of = self.calendar.beside_year.match(self.folded, joint.end() if joint else match.end())
        after = words.after(self.view, of.end() if of else match.end())
        return all(found is not None and found.word.label == "month" for found in (before, after))

    def read_two_years(self, match: re.Match[str], first: int, *, is_short: bool) -> Year:
        """Return a span of two years: a fiscal year where a country's convention says so, else open."""
        convention = self.find_convention(*match.span(), as_span=True, is_own=self.calendar.all_own)
        if convention and convention.first_month != 1 and (is_short or "/" in match[0]):
            return self.make_fiscal_year(match, first, convention, is_span=True)
        # 2014–2015 may as well be the two years.
        label = self.label(*match.span()) if is_short or "/" in match[0] else None
        return Year(*match.span(), first, None, first + 1, label)

    def read_short_year(self, printed: str, ahead: int, *, sure: bool = False) -> int:
        """Read a year of two digits, in a calendar so many years ahead; 0 where it may be of either."""
        year = int(printed)
        if ahead and year >= EARLIEST_SHORT_AHEAD:
            return 2500 + year - ahead
        if ahead and not sure:
            return 0
        return (1900 if year > LATEST_SHORT else 2000) + year

    def find_years(self, parts: list[Part]) -> list[Year]:
        """Return the years of the common calendar that stand in the text, from left to right, and Thai ones."""
        found = [self.make_year(match.start(), match.end(), int(match[0])) for match in self.find_matches([YEAR])]
        found += [*self.find_years_of_codes(), *self.find_spelled_years(), *self.find_years_before_points(parts)]
        if self.calendar.short_years:
            percent = self.calendar.lexicon.percent
            for form in self.calendar.short_years:
                for match in self.find_matches([form.pattern]):
                    if not (percent.match(self.folded, match.end()) or match["next"]):
                        year = self.read_short_year(match["yy"], form.ahead)
                        found.append(self.make_short_year(*match.span(), year, form.ahead))
            found += self.find_years_after_months(parts)
        found += self.find_years_behind_points(parts)
        return sorted((year for year in found if year.year in YEARS), key=attrgetter("start"))

    def make_year(self, start: int, end: int, printed: int) -> Year:
        """Return a year of four digits, brought back to the common calendar; 0 where it is one of none."""
        year = self.calendar.to_common_year(printed)
        label = None
        if year != printed:
            words = self.calendar.era_words.search(self.folded, max(start - LONG, 0), start)
            label = self.label(words.start() if words else start, end)
        return Year(start, end, year, label=label)

    def make_short_year(self, start: int, end: int, year: int, ahead: int) -> Year:
        """Return a year of two digits, with its words where they are of another calendar."""
        return Year(start, end, year, label=self.label(start, end) if ahead else None)

    def find_years_after_months(self, parts: list[Part]) -> Iterator[Year]:
        """Yield years of two digits behind a month, too large for its day, or at a quarter: ม.ค. 67, ไตรมาส 4/66."""
        ahead = self.calendar.eras[-1]
        for part in parts:
            if not part.first:
                continue
            match = SHORT.match(self.folded, part.end) if part.weak else SLASHED.match(self.folded, part.end)
            is_no_day = match is not None and (not part.weak or int(match["yy"]) > DAYS)
            if match and is_no_day and self.is_free(*match.span("yy")):
                year = self.read_short_year(match["yy"], ahead)
                yield self.make_short_year(*match.span("yy"), year, ahead)

    def find_years_behind_points(self, parts: list[Part]) -> Iterator[Year]:
        """Yield years that only a point parts from the number of a month or a quarter: quý 1.2018, tháng 6.2019."""
        for part in parts:
            match = POINTED.match(self.folded, part.end)
            if match and part.first and self.folded[part.end - 1].isdigit() and self.is_free(*match.span()):
                yield self.make_year(*match.span("year"), int(match["year"]))

    def find_years_before_points(self, parts: list[Part]) -> Iterator[Year]:
        """Yield years that only a point parts from the number of a month that a word behind it names: 2024.3월."""
        ahead = self.calendar.eras[-1]
        for part in parts:
            match = POINTED_BEFORE.search(self.folded, max(part.start - LONG, 0), part.start)
            is_numbered = self.folded[part.start].isdigit() and not self.folded[part.end - 1].isdigit()
            if match is None or not (is_numbered and part.first and self.is_free(*match.span())):
                continue
            self.cover(*match.span())
            if match["year"]:
                yield self.make_year(*match.span(), int(match["year"]))
            else:
                yield self.make_short_year(*match.span(), self.read_short_year(match["yy"], ahead), ahead)

    def find_spelled_years(self) -> Iterator[Year]:
        """Yield years whose digits are spelled one by one, with the word for a year behind them: 二○二三年."""
        lexicon = self.calendar.lexicon
        for match in self.find_matches([lexicon.spelled_digits]):
            printed = lexicon.write_digits(match[0])
            if YEAR.fullmatch(printed) and self.calendar.after_year.match(self.folded, match.end()):
                yield self.make_year(*match.span(), int(printed))

    def find_years_of_codes(self) -> Iterator[Year]:
        """Yield the years of two digits that stand at the code of a part of a year: 3Q24, 24Q3."""
        ahead = self.calendar.eras[-1]
        for match in self.calendar.dated_codes.finditer(self.folded):
            for group in ("yy", "yy_before"):
                if match[group] and self.is_free(*match.span(group)):
                    year = self.read_short_year(match[group], ahead, sure=True)
                    is_ahead = ahead if int(match[group]) >= EARLIEST_SHORT_AHEAD else 0
                    self.cover(*match.span(group))
                    yield self.make_short_year(*match.span(group), year, is_ahead)
