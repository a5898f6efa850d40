"""What one sentence tells, drawn at random: of whom, of which times, in which currencies; and the figures it says."""

import random
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from tradeview.charts import labels
from tradeview.periods import ends_of_span, make_span_of_months, span_in_period, year_of_span
from tradeview.words.money import currency_name, format_amount, format_money, write_amount
from tradeview.words.names import FLOWS, name_economy, series_name
from tradeview.words.numbers import (
    describe_change,
    format_fall,
    format_number,
    format_ordinal,
    format_percent,
    write_decimal,
)
from tradeview.words.periods import format_earlier_span, format_run, format_span

Kind = Literal["level", "rate", "growth", "annual growth", "share", "rank", "index", "points"]

ECONOMIES = ("MYS", "RUS", "CHN", "USA", "THA", "BGD", "SGP", "IND", "DEU", "NLD", "SAU", "EGY")
CURRENCIES = ("USD", "MYR", "RUB", "EUR", "THB", "BDT", "CNY", "SGD")
PRODUCTS = ("1511", "8542", "2709", "3102", "15", "27", "85")
LAST_YEARS = range(2012, 2025)
OF_MONTHS = 0.25  # of all stories: the share that is of the months of a year so far
LEAST_CHANGE = 0.01  # which is no change to report


@dataclass(frozen=True)
class Figure:
    """A figure that a sentence was made from; what it says of no currency or time is empty."""

    kind: Kind
    value: float
    currency: str = ""
    span: int = 0
    base: int = 0
    # Whether a reader has to find it: what is no claim about trade, such as a rate, may be passed over.
    is_asked: bool = True


@dataclass
class Story:
    """What one sentence tells, drawn at random: of whom, of which times, in which currencies."""

    source: random.Random
    figures: list[Figure] = field(default_factory=list)
    spans: set[int] = field(default_factory=set)
    runs: set[tuple[int, int]] = field(default_factory=set)
    money: str = ""
    of_months: float = OF_MONTHS
    message: str = ""

    def __post_init__(self) -> None:
        """Draw the scene; a year and the year before it, or the same months of both."""
        draw = self.source
        self.reporter, self.partner, self.third = draw.sample(ECONOMIES, 3)
        self.currency, self.other_currency = draw.sample(CURRENCIES, 2)
        self.product, self.other_product = draw.sample(PRODUCTS, 2)
        year = draw.choice(LAST_YEARS)
        self.flow = draw.choice(("export", "import", "total"))
        self.end = year
        self.start = year - draw.randint(1, 9)
        if draw.random() < self.of_months:
            self.end = make_span_of_months(year * 100 + 1, year * 100 + draw.randint(3, 11))
            self.start = span_in_period(self.end, year_of_span(self.start))

    # Times

    def say_end(self) -> str:
        self.spans.add(self.end)
        return format_span(self.end)

    def say_start(self) -> str:
        self.spans.add(self.start)
        return format_span(self.start)

    def say_earlier(self) -> str:
        self.spans.add(self.start)
        return format_earlier_span(self.start, self.end)

    def say_run(self) -> str:
        """Say all years from the start to the end: no time of one of them."""
        self.runs.add((ends_of_span(self.start)[0], ends_of_span(self.end)[1]))
        return format_run(self.start, self.end)

    # Whose trade, and of what

    def row(self, **other: object) -> "pd.Series[object]":
        row = {"reporter": self.reporter, "partner": self.partner, "flow": self.flow, "commodity_code": "TOTAL"}
        return pd.Series({**row, "currency": self.currency, **other})

    def name_reporter(self) -> str:
        return name_economy(self.reporter)

    def name_partner(self) -> str:
        return name_economy(self.partner)

    def name_flow(self) -> str:
        return FLOWS[self.flow].fill()

    def name_series(self) -> str:
        return series_name(self.row())

    def name_product(self) -> str:
        return labels.name_product(self.product)

    def name_other_product(self) -> str:
        return labels.name_product(self.other_product)

    def name_money(self) -> str:
        self.money = self.currency
        return currency_name(self.currency)

    # Figures

    def note(self, figure: Figure) -> None:
        self.figures.append(figure)

    def draw_value(self) -> float:
        value = self.source.uniform(1, 10) * 10 ** self.source.randint(6, 11)
        return float(f"{value:.4g}")

    def draw_number(self) -> float:
        return self.source.uniform(0.05, 40)

    def say_amount(self, span: int, currency: str = "", sign: int = 1, *, digits: int | None = None) -> str:
        value, money = self.draw_value(), currency or self.currency
        said = format_money(value, money) if digits is None else format_amount(value, money, digits=digits)
        self.note(Figure("level", sign * value, money, span))
        return said

    def draw_growth(self) -> float:
        growth = self.source.uniform(-0.9, 1.9)
        return growth if abs(growth) > LEAST_CHANGE else -growth - 2 * LEAST_CHANGE

    def say_change(self, currency: str = "", *, is_asked: bool = True) -> str:
        """Say up 30%, down 14%."""
        growth = self.draw_growth()
        self.note(Figure("growth", growth, currency, self.end, self.start, is_asked))
        return describe_change(growth, float("nan"), float("nan"))

    def say_percent(self, sign: int = 0, currency: str = "", *, is_asked: bool = True) -> str:
        """Say +30.3%; or 30%, of what the sentence says whether it rose or fell."""
        growth = self.draw_growth()
        if not sign:
            self.note(Figure("growth", growth, currency, self.end, self.start, is_asked))
            return format_percent(growth, 1)
        growth = sign * min(abs(growth), 0.9)
        self.note(Figure("growth", growth, currency, self.end, self.start, is_asked))
        return format_percent(growth, signed=False) if sign > 0 else format_fall(growth)

    def say_share(self, span: int = -1) -> str:
        share = self.source.uniform(0.02, 0.95)
        self.note(Figure("share", share, "", self.end if span < 0 else span))
        return labels.format_share(share)

    def say_ordinal(self) -> str:
        place = self.source.randint(2, 38)
        self.note(Figure("rank", place, "", self.end))
        return format_ordinal(place)

    def say_place(self) -> str:
        place = self.source.randint(1, 38)
        self.note(Figure("rank", place, "", self.end))
        return str(place)

    def say_number(self) -> str:
        """Say an index, which is no figure of money and no growth."""
        value = self.draw_number()
        self.note(Figure("index", value, is_asked=False))
        return format_number(value)

    def say_points(self) -> str:
        points = self.draw_number()
        self.note(Figure("points", points / 100, "", self.end, is_asked=False))
        return format_number(points)

    def say_rate(self) -> str:
        rate = self.source.uniform(1.2, 90)
        self.note(Figure("rate", rate, self.other_currency, self.end, is_asked=False))
        return write_amount(format_number(rate), self.other_currency)

    def say_bare_rate(self) -> str:
        rate = self.source.uniform(1.2, 90)
        self.note(Figure("rate", rate, "", 0, is_asked=False))
        return write_decimal(rate, 3)

    def say_distance(self) -> str:
        """Say by how much what one side reports is more than what the other does, which is no growth."""
        if "times" in self.message:
            return format_number(self.draw_number())
        return format_percent(self.source.uniform(0.03, 0.9), signed=False)
