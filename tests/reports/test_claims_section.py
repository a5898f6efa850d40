"""The claims of a report: how a line names a balance and what is counted."""

import pytest

from claim_tables import Row, told
from tradeview.claims.checks import check_claims
from tradeview.reports.claims_section import PairClaims


@pytest.mark.parametrize(
    ("flow", "value", "more", "what", "figure"),
    [
        ("balance", 2.1e9, {}, "balance of Malaysia with Russia", "US$2.1 billion"),
        ("balance", -2.1e9, {}, "balance of Russia with Malaysia", "US$2.1 billion"),
        ("balance", -2e9, {"bound": "less than"}, "balance of Russia with Malaysia", "more than US$2 billion"),
        ("balance", 2e9, {"bound": "less than"}, "balance of Malaysia with Russia", "less than US$2 billion"),
        ("export", 2e9, {"coverage": "services"}, "Malaysia to Russia, coverage services", "US$2 billion"),
        ("export", 2e9, {"coverage": "goods"}, "Malaysia to Russia", "US$2 billion"),
    ],
)
def test_a_line_says_which_way_and_what_is_counted(flow: str, value: float, more: Row, what: str, figure: str) -> None:
    claims = told(("level", flow, 2004, value, "USD", more))
    section = PairClaims(claims, check_claims(claims, rates=None), None, "USD", held_against_table=False).section()
    assert [(row["what"], row["figure"]) for row in section.rows] == [(what, figure)]
