"""What a figure is: an amount, a change, a price or an average, of which flow, with which sign, and what it covers."""

import re
import time
import tomllib
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from tradeview.claims.lists import find_in_quote
from tradeview.errors import FigureError
from tradeview.ledgers.drafts import draft_ledger
from tradeview.prose import highlight, parse_money, read_figures

HERE = Path(__file__).parent
HELD: dict[str, dict[str, list[tuple[str, list[str]]]]] = tomllib.loads((HERE / "flows.toml").read_text("utf-8"))
BALANCES: dict[str, dict[str, list[tuple[str, list[str]]]]] = tomllib.loads((HERE / "balances.toml").read_text("utf-8"))
SENTENCES = [
    (language, text, wanted)
    for file in (HELD, BALANCES)
    for language, held in file.items()
    for text, wanted in held["sentences"]
]
NAMES = [f"{language}-{text[:24]}" for language, text, _ in SENTENCES]


def said(text: str) -> list[str]:
    """What is read of each figure, as the file writes it."""
    figures = read_figures(text)
    found: list[str] = []
    for row in figures.itertuples():
        value = "open" if pd.isna(row.value) else f"{row.value:g}"
        words = [value, row.kind.replace("amount", ""), "" if pd.isna(row.flow) else row.flow]
        coverage = "" if pd.isna(row.coverage) else f": {row.coverage}"
        found.append(" ".join(word for word in words if word) + coverage)
    return found


def written(wanted: str) -> str:
    """The figure of the file with its value as Python prints it."""
    value, _, rest = wanted.partition(" ")
    return f"{float(value):g} {rest}".strip()


@pytest.mark.parametrize(("language", "text", "wanted"), SENTENCES, ids=NAMES)
def test_a_figure_has_its_kind_its_flow_and_its_sign(language: str, text: str, wanted: list[str]) -> None:
    assert said(text) == [written(one) for one in wanted], language


def test_all_twenty_languages_are_here() -> None:
    assert set(HELD) == set(BALANCES) == {path.stem for path in (HERE.parent / "sentences").glob("*.toml")}


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("a trade deficit of more than US$5 billion", -5e9, "less than"),
        ("a trade deficit of nearly US$5 billion", -5e9, "more than"),
        ("a trade surplus of more than US$5 billion", 5e9, "more than"),
        ("a trade balance of -US$5 billion", -5e9, None),
        ("a trade deficit of -US$5 billion", -5e9, None),
        ("a trade balance of US$5 billion", 5e9, None),
        ("exports fell by more than US$5 billion", -5e9, "less than"),
        ("exports rose by more than US$5 billion", 5e9, "more than"),
        ("the trade surplus fell by US$5 billion", -5e9, None),
        ("the trade deficit fell by US$5 billion", 5e9, None),
        ("the trade deficit widened by US$5 billion", -5e9, None),
        ("el déficit comercial superó los 5.000 millones de dólares", -5e9, "less than"),
        ("貿易赤字は50億ドルを超えた", -5e9, "less than"),
    ],
)
def test_a_sign_turns_value_range_and_bound(text: str, value: float, bound: str | None) -> None:
    (row,) = read_figures(text).itertuples()
    assert (row.value, None if pd.isna(row.bound) else row.bound) == (value, bound)
    assert row.low < row.value < row.high


def test_a_balance_of_unknown_sign_is_none() -> None:
    assert said("The trade imbalance with Peru was US$5 billion.") == ["5e+09"]


def test_what_a_plan_is_compared_with_is_no_plan() -> None:
    figures = read_figures("Exports are forecast to reach $8 billion in 2030, compared with $5 billion in 2022.")
    assert figures["status"].fillna("").tolist() == ["forecast", ""]


def test_exports_below_nothing_are_a_change() -> None:
    assert said("Exports to Peru fell (-US$5 million), to Chile they rose (+US$3 million).") == [
        "-5e+06 change export",
        "3e+06 change export",
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a deficit of US$5 billion", 5e9),
        ("a deficit of -US$5 billion", -5e9),
        ("exports fell by US$5 billion", 5e9),
        ("US$250 per tonne", 250.0),
        ("an average of US$3 billion a year", 3e9),
    ],
)
def test_parse_money_reads_what_is_printed_of_any_kind(text: str, value: float) -> None:
    assert parse_money(text).magnitude == value


def test_parse_money_refuses_a_change_beside_an_amount_and_a_rate() -> None:
    for text in ("rose by US$2 billion to US$12 billion", "at RM4.35 per US dollar"):
        with pytest.raises(FigureError):
            parse_money(text)


def test_only_amounts_are_drafted() -> None:
    text = "Exports rose by US$2 billion to US$12 billion, an average of US$1 billion a month, at US$250 per tonne."
    figures = read_figures(text)
    assert figures["kind"].tolist() == ["change", "amount", "average", "price"]
    assert draft_ledger(figures)["value"].tolist() == [12e9]


@pytest.mark.parametrize(
    ("quote", "kind", "value", "bound"),
    [
        ("rose by US$2 billion", "level", "2e9", None),
        ("fell by more than US$2 billion", "level", "-2e9", "less than"),
        ("fell by more than US$2 billion", "level", "2e9", "more than"),
        ("a deficit of more than US$2 billion", "level", "-2e9", "less than"),
        ("a deficit of more than US$2 billion", "level", "2e9", "more than"),
        ("an average of US$2 billion", "level", "2e9", None),
        ("fell by more than 12.0%", "growth", "-0.12", "less than"),
        ("rose by more than 12.0%", "growth", "0.12", "more than"),
    ],
)
def test_a_claim_finds_its_value_in_a_quote_of_any_kind(quote: str, kind: str, value: str, bound: str | None) -> None:
    found = find_in_quote(quote, kind, Decimal(value), "USD")
    assert found is not None
    assert (found.number.value, found.bound) == (Decimal(value), bound)


def test_a_highlight_shows_kind_flow_and_coverage() -> None:
    markup = highlight("Goods exports rose by US$2 billion; the trade deficit was US$3 billion.")._repr_html_()
    assert re.findall(r'title="(.*?)"', markup) == [
        "USD 2,000,000,000, change, export, goods",
        "USD -3,000,000,000, balance",
    ]


def test_many_flows_and_figures_are_read_in_linear_time() -> None:
    def seconds(count: int) -> float:
        text = "exports and imports rose by US$5 billion and US$4 billion, a deficit in trade of goods, " * count
        start = time.process_time()
        read_figures(text)
        return time.process_time() - start

    seconds(20)
    assert seconds(800) < 40 * max(seconds(80), 0.01)
