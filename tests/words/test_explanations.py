"""Words of explanations: each kind of change, and what is said of how sure it is."""

from tradeview.words import explanations as words


def test_an_explanation_is_said_with_its_claims_and_how_sure_it_is() -> None:
    claims = ["US$2.48 billion (Malaysia–Russia trade in 2022)"]
    said = words.EXPLAINED_BY_DIGIT.fill(claims=claims, proposal="digit: US$2.84 billion", choices=2, probability="93%")
    assert said == (
        "US$2.48 billion (Malaysia–Russia trade in 2022) would fit the other claims with digit: US$2.84 billion, the "
        "likeliest of 2 figures that differ so much (93%)."
    )
    assert "nobody is mistaken" in words.EXPLAINED_BY_REVISION.fill(claims=claims, probability="50%")
    assert words.ALL_YEARS.fill(count=1, years="+1") == "all +1 year"
