"""Small tables of claims of years, as tests write them: Malaysia's statistics of its trade with Russia, if not said."""

import pandas as pd

from tradeview.claims.book import ClaimBook
from tradeview.claims.claim import claims_of_rows, reference_claims
from tradeview.claims.exchange_rates import RateRanges

Row = dict[str, object]
ARTICLE: Row = {"publisher": "Gazette", "title": "Trade"}


def told(*rows: tuple[object, ...], **common: object) -> pd.DataFrame:
    """Claims of years: kind, flow, year, value, currency, and what else a row says."""
    found = []
    for number, (kind, flow, year, value, currency, *rest) in enumerate(rows, 1):
        row: Row = {"claim": str(number), "kind": kind, "flow": flow, "value": float(str(value)), "currency": currency}
        row |= {"start": int(str(year)) * 100 + 1, "end": int(str(year)) * 100 + 12, "commodity_code": "TOTAL"}
        row |= {"reporter": "MYS", "partner": "RUS", "side": "MYS", "among": None, "publisher": None, "title": None}
        row |= {"published": None, "bound": None} | common
        for more in rest:
            assert isinstance(more, dict)
            row |= more
        found.append(row)
    return pd.DataFrame(found)


def exact(value: float) -> Row:
    """The cells of a figure without a range: what is near and what is wide are the same."""
    return {"low": value, "high": value}


def level(flow: str, year: int, value: float, *more: Row, currency: str = "USD") -> tuple[object, ...]:
    """A level without a range."""
    return ("level", flow, year, value, currency, exact(value), *more)


def growth_of(flow: str, year: int, value: float, *more: Row) -> tuple[object, ...]:
    """A growth without a range."""
    return ("growth", flow, year, value, None, exact(value), *more)


def yearly_rate(
    year: int, rate: float, *, quote: str = "MYR", low: float | None = None, high: float | None = None
) -> Row:
    """Ringgit (or another currency) per dollar in a year: its mean, and its lowest and highest day."""
    row: Row = {"period": year, "base": "USD", "quote": quote, "rate": rate, "kind": "average"}
    return row | {"low": rate * 0.99 if low is None else low, "high": rate * 1.01 if high is None else high}


def book_of(
    *rows: tuple[object, ...], rates: list[Row] | None = None, reference: list[Row] | None = None, **common: object
) -> ClaimBook:
    """The book of some claims, with the figures of statistics that are trusted."""
    claims = list(claims_of_rows(told(*rows, **common).to_dict("records") if rows else []))  # type: ignore[arg-type]
    return ClaimBook([*claims, *reference_claims(reference or [])], RateRanges(rates))


def statistic(flow: str, year: int, value: float, *, currency: str = "USD", by: str = "MYS") -> Row:
    """A figure of a trade table: of Malaysia's trade with Russia, unless another side compiled it."""
    partner = "RUS" if by == "MYS" else "MYS"
    row: Row = {"period": year, "reporter": by, "partner": partner, "flow": flow, "commodity_code": "TOTAL"}
    return row | {"value": value, "currency": currency}


def only(table: pd.DataFrame, test: str) -> "pd.Series[object]":
    (row,) = [row for _, row in table[table["test"] == test].iterrows()]
    return row
