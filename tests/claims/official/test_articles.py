"""Whole articles in six languages, of made-up figures with errors planted in them, read and judged."""

from collections.abc import Iterator

import pandas as pd
import pytest

import tradeview as tv
from official_trade import amount_of, official

pytestmark = pytest.mark.skipif(not hasattr(tv, "read_claims"), reason="claims are not read out of texts yet")

# Of each language: exports and imports of November 2020, the growth of both, in billions and per cent.
ARTICLES = {
    "en": "Malaysia's exports rose {out_growth} per cent to RM{out} billion in November 2020. "
    "Imports rose {back_growth} per cent to RM{back} billion in November 2020.",
    "ms": "Eksport Malaysia meningkat {out_growth} peratus kepada RM{out} bilion pada November 2020. "
    "Import meningkat {back_growth} peratus kepada RM{back} bilion pada November 2020.",
    "id": "Ekspor Malaysia naik {out_growth} persen menjadi RM{out} miliar pada November 2020. "
    "Impor naik {back_growth} persen menjadi RM{back} miliar pada November 2020.",
    "ru": "Экспорт Малайзии в ноябре 2020 года вырос на {out_growth}% до {out} млрд ринггитов. "
    "Импорт в ноябре 2020 года вырос на {back_growth}% до {back} млрд ринггитов.",
    "vi": "Xuất khẩu của Malaysia tháng 11 năm 2020 tăng {out_growth}% lên {out} tỷ ringgit. "
    "Nhập khẩu tháng 11 năm 2020 tăng {back_growth}% lên {back} tỷ ringgit.",
    "de": "Die Exporte Malaysias stiegen im November 2020 um {out_growth} Prozent auf {out} Milliarden Ringgit. "
    "Die Importe stiegen im November 2020 um {back_growth} Prozent auf {back} Milliarden Ringgit.",
}
COMMAS = {"id", "ru", "vi", "de"}


def printed(**planted: float) -> dict[str, float]:
    """What an article prints, with what is planted in it."""
    figures = {}
    for name, flow in (("out", "export"), ("back", "import")):
        now, before = amount_of(flow, 202011), amount_of(flow, 201911)
        figures[name] = now / 1e9
        figures[f"{name}_growth"] = 100 * (now / before - 1)
    return {name: planted.get(name, value) for name, value in figures.items()}


def write(language: str, figures: dict[str, float]) -> str:
    numbers = {name: f"{value:.{1 if name.endswith('growth') else 2}f}" for name, value in figures.items()}
    if language in COMMAS:
        numbers = {name: number.replace(".", ",") for name, number in numbers.items()}
    return ARTICLES[language].format(**numbers)


def verdicts_of(language: str, figures: dict[str, float]) -> pd.DataFrame:
    text = write(language, figures)
    return tv.fact_check(text, against=pd.DataFrame(official()), reporter="MYS", locale=language)


def errors() -> Iterator[tuple[str, str, float]]:
    right = printed()
    yield "point", "out", right["out"] / 10
    yield "flow", "back", right["out"]
    yield "point", "out_growth", right["out_growth"] * 10
    yield "level for growth", "back_growth", right["back_growth"] + 100


@pytest.mark.parametrize("language", list(ARTICLES))
def test_a_true_article_matches(language: str) -> None:
    found = verdicts_of(language, printed())
    assert len(found) == 4
    assert set(found["verdict"]) == {"matches"}


@pytest.mark.parametrize("language", list(ARTICLES))
@pytest.mark.parametrize(
    ("kind", "place", "value"), [*errors()], ids=lambda case: case if isinstance(case, str) else ""
)
def test_a_planted_error_is_found_and_mended(language: str, kind: str, place: str, value: float) -> None:
    found = verdicts_of(language, printed(**{place: value}))
    wrong = found[found["verdict"] == "contradicts"]
    assert len(wrong) == 1
    assert wrong["proposal_kind"].item() == kind
    assert set(found["verdict"]) == {"matches", "contradicts"}


def test_a_percentage_that_may_be_anything_keeps_the_rest_of_its_article() -> None:
    text = "In 2021 exports were RM200 billion, 5 per cent whatever, and imports RM150 billion."
    table = pd.DataFrame(official())
    claims = tv.read_claims(text, reporter="MYS")
    assert claims["kind"].isna().tolist() == [False, True, False]
    found = tv.fact_check(text, against=table, reporter="MYS")
    assert found["missing"].fillna("").tolist()[1] == "kind"
    assert found["explanation"].iloc[1] == (
        "“5 per cent” cannot be judged: its text does not say whether it is growth, a share or something else."
    )
    assert tv.statements.check(claims) is claims
    left_out = tv.check_claims(claims, rates=None).query("test == 'left out'")
    assert "2" in left_out["claims"].tolist()
    page = tv.highlight(text, found).page()
    assert "Read as percentage: 5" in page
