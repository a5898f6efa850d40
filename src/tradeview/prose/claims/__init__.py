"""Claims in prose, as a table of statements: each number of an article, and what it says of which trade and when.

`finding` goes through the sentences of a text that was read with its measures (`prose.measures`) and makes a `claim` of
each figure: `kinds` says what it claims, `bases` what a growth is counted from, `sides` whose trade it is, `compilers`
by whose statistics, `goods` of what, and `sets` among whom a rank is. `claim_words` holds the words of a language for
them. Times and flows are those that figures have (`prose.context`, `prose.carried`), by the same code.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from tradeview.arguments import check_arguments
from tradeview.periods import make_month
from tradeview.prose.carried.anchor import read_day
from tradeview.prose.claims.annual import is_every_year
from tradeview.prose.claims.claim import ANNUAL_GROWTH, CHANGE, GROWTH, KINDS, PRICE, RANK, Claim
from tradeview.prose.claims.finding import find_claims
from tradeview.prose.claims.terms import settle_terms
from tradeview.prose.claims.values import find_hedge
from tradeview.prose.figure import BOUNDS, Figure, Months
from tradeview.prose.measures.words import PERCENT
from tradeview.prose.reading import PassageRead, figures_in_text, fold_whole, place_figures
from tradeview.prose.text.folding import View
from tradeview.sources.text_file import visible_text

__all__ = ["COLUMNS", "DTYPES", "KINDS", "read_claims"]

DTYPES = {
    "claim": "string",
    **dict.fromkeys(("text_start", "text_end"), "int64"),
    **dict.fromkeys(("sentence", "quote", "kind"), "string"),
    **dict.fromkeys(("value", "low", "high"), "float64"),
    **dict.fromkeys(("currency", "unit"), "string"),
    "approximate": "bool",
    "bound": "string",
    **dict.fromkeys(("start", "end", "period"), "Int64"),
    **dict.fromkeys(("months", "calendar_label"), "string"),
    **dict.fromkeys(("base_start", "base_end"), "Int64"),
    **dict.fromkeys(("time_from", "flow", "flow_from", "coverage", "side", "reporter", "partner"), "string"),
    **dict.fromkeys(("commodity", "commodity_code", "among", "among_words"), "string"),
    **dict.fromkeys(("status", "locale", "observation"), "string"),
}
COLUMNS = tuple(DTYPES)
GROWTHS = {GROWTH, ANNUAL_GROWTH}


@check_arguments
def read_claims(
    text: str | Path,
    *,
    reporter: str | None = None,
    partner: str | None = None,
    published: str | date | None = None,
    locale: str | None = None,
) -> pd.DataFrame:
    """Find every claim of a text about trade: levels, growth, shares, ranks, quantities.

    Parameters
    ----------
    text : str or pathlib.Path
        As in `read_figures`.
    reporter, partner : str, optional
        The economy whose trade the text is of, and the other side, alpha-3, for claims whose sentence names none.
    published : str or datetime.date, optional
        The day that the text was published, from which "last month" is told.
    locale : str, optional
        As in `read_figures`.

    Returns
    -------
    pandas.DataFrame
        One row a claim, in the order of the text; a table of statements (`tv.statements`). A growth of no money has the
        unit "volume" or "price"; a percentage whose kind the text leaves open has none, and a tariff, an interest rate
        or the growth of a domestic product no flow. `side` says whose statistics a claim is of where its sentence names
        an office that compiled them (Rosstat, China's customs), else nothing.

    Raises
    ------
    FigureError, MissingFileError, UnknownCodeError
        As in `read_figures`.

    Examples
    --------
    >>> text = "In 2024, exports rose 5.7 per cent to RM1.51 trillion."
    >>> read_claims(text, reporter="MYS")[["kind", "value", "start", "end", "flow", "quote"]]
         kind         value   start     end    flow             quote
    0  growth  5.700000e-02  202401  202412  export      5.7 per cent
    1   level  1.510000e+12  202401  202412  export  RM1.51 trillion
    """
    if isinstance(text, Path):
        text = visible_text(text)
    day = None if published is None else read_day(published)
    view = fold_whole(text, measured=True)
    read = list(find_claims(text, locale, day, reporter, partner))
    claims = [_move_claim(claim, passage.start) for passage, claim in read]
    bases = [_list_compared(passage, claim) for passage, claim in read]
    figures = place_figures([claim.figure for claim in claims], view, text)
    currencies = settle_terms(claims, view)
    settled: dict[int, Figure] = {}
    if not all(map(_is_settled, figures)):
        # What its neighbours that are no money leave open of an amount, it may say by itself.
        settled = {figure.start: figure for figure in figures_in_text(text, locale, carry=True, published=day)}
    rows: list[dict[str, object]] = []
    yearly = [is_every_year(passage.reader, claim.figure) for passage, claim in read]
    for claim, figure, currency, compared, is_yearly in zip(claims, figures, currencies, bases, yearly, strict=True):
        known = _fill_open(figure, settled.get(figure.start, figure), compared)
        if is_yearly:
            known = replace(known, months=None, time_from=None)
        row = _make_row(replace(claim, figure=known, sentence=_place(claim.sentence, view)), text)
        row |= {"claim": str(len(rows) + 1), "currency": figure.currency or currency}
        rows.append(row)
    return pd.DataFrame({name: pd.array([row[name] for row in rows], dtype=kind) for name, kind in DTYPES.items()})


def _is_settled(figure: Figure) -> bool:
    """Whether a figure has all that reading it by itself may tell: an amount its time and its flow."""
    return bool(figure.unit) or (figure.months is not None and figure.flow is not None)


def _list_compared(passage: PassageRead, claim: Claim) -> set[Months]:
    """Return the months that the sentence of a claim compares others with: к июлю 2020 года."""
    held = [one for one in passage.sentences if one.start <= claim.figure.start < one.end]
    return {time.months for one in held for time in one.times if time.compared and time.months}


def _fill_open(figure: Figure, alone: Figure, compared: set[Months]) -> Figure:
    """Return an amount with the time and the flow that it has by itself, where it has none beside other numbers."""
    if _is_settled(figure):
        return figure
    if figure.months is None and alone.months not in compared:
        figure = replace(figure, months=alone.months, time_from=alone.time_from, calendar_label=alone.calendar_label)
    if figure.flow is None:
        figure = replace(figure, flow=alone.flow, flow_from=alone.flow_from, coverage=alone.coverage)
    return figure


def _move_claim(claim: Claim, at: int) -> Claim:
    """Return a claim with the places of its whole text; its passage starts at one of them."""
    figure = replace(claim.figure, start=claim.figure.start + at, end=claim.figure.end + at)
    start, end = claim.sentence
    term = claim.term._replace(start=claim.term.start + at, end=claim.term.end + at) if claim.term else None
    return replace(claim, figure=figure, term=term, sentence=(start + at, end + at))


def _place(stretch: tuple[int, int], view: View) -> tuple[int, int]:
    """Return where a stretch of a folded text stands in the text as given."""
    start, end = stretch
    return view.offsets[start], view.offsets[min(end, len(view.offsets)) - 1] + 1


def _make_row(claim: Claim, text: str) -> dict[str, object]:
    """Return a claim in the columns of `read_claims`."""
    figure = claim.figure
    row: dict[str, object] = dict.fromkeys(COLUMNS)
    row |= {
        "text_start": figure.start,
        "text_end": figure.end,
        "sentence": text[slice(*claim.sentence)].strip(),
        "quote": text[figure.start : figure.end],
        "kind": claim.kind,
        "unit": _find_unit(claim),
        "approximate": figure.hedge is not None,
        "bound": BOUNDS.get(find_hedge(figure, _find_sign(claim))),
        "calendar_label": figure.calendar_label,
        "flow": figure.flow,
        "flow_from": figure.flow_from,
        "coverage": figure.coverage,
        "side": claim.side,
        "reporter": claim.reporter,
        "partner": claim.partner,
        "commodity": claim.commodity,
        "commodity_code": claim.commodity_code,
        "among": claim.among,
        "among_words": claim.among_words,
        "status": figure.status,
        "locale": figure.locale,
        "observation": figure.observation,
    }
    return row | _make_range(claim) | _make_times(figure) | _make_base(claim.base)


def _find_unit(claim: Claim) -> str | None:
    """Return the unit of a claim, none of money and of what has none: a growth of money, a share, a rank."""
    if claim.kind in {*GROWTHS, PRICE}:
        return claim.of
    if claim.kind == RANK or claim.figure.unit == PERCENT:
        return None
    return claim.figure.unit or None


def _find_sign(claim: Claim) -> int:
    """Return the sign of a value that words, and no print, made it have."""
    number, printed = claim.numeral, claim.figure.numeral
    is_turned = number is not None and printed is not None and number.value < 0 <= printed.value
    return -1 if is_turned else 1


def _make_range(claim: Claim) -> dict[str, object]:
    number = claim.numeral if claim.figure.unit or claim.kind == CHANGE else claim.figure.signed
    if number is None:
        return {}
    return {"value": float(number.value), "low": float(number.low), "high": float(number.high)}


def _make_times(figure: Figure) -> dict[str, object]:
    months = figure.months
    if months is None:
        return {}
    row: dict[str, object] = {"period": months.period, "time_from": figure.time_from}
    if months.is_settled:
        row |= {"months": str(months), "start": make_month(*months.first), "end": make_month(*months.last)}
    return row


def _make_base(base: Months | None) -> dict[str, object]:
    if base is None:
        return {}
    return {"base_start": make_month(*base.first), "base_end": make_month(*base.last)}
