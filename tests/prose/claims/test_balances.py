"""A surplus in trade with a country is a balance, whoever stands between the two words, and no turnover."""

import tomllib
from pathlib import Path

import pytest

from tradeview.prose.claims import read_claims

LANGUAGES: dict[str, list[tuple[str, str, int]]] = tomllib.loads(
    (Path(__file__).parent / "balances.toml").read_text(encoding="utf-8")
)
SENTENCES = [(locale, *row) for locale, rows in LANGUAGES.items() for row in rows]
IDS = [f"{locale}-{i}" for locale, rows in LANGUAGES.items() for i, _ in enumerate(rows, start=1)]


@pytest.mark.parametrize(("locale", "text", "flow", "value"), SENTENCES, ids=IDS)
def test_a_balance_in_trade_is_a_balance_with_its_sign(locale: str, text: str, flow: str, value: int) -> None:
    (claim,) = read_claims(text, locale=locale).to_dict("records")
    told = claim["flow"] if isinstance(claim["flow"], str) else ""
    assert (claim["kind"], told, claim["value"]) == ("level", flow, value)
