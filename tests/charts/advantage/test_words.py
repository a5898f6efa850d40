"""What the chart of advantage says: no advantage where there is none, and none named before others alike."""

import pandas as pd
import pytest

from tradeview.charts.advantage.words import describe_advantage

Cells = dict[str, tuple[float | None, float | None]]


def drawing_of(cells: Cells, most: int | None = None) -> tuple[str, str, str, str]:
    rows = [
        {"period": 2022, "reporter": reporter, "commodity_code": code, "rca": value, "row": f"{code} its name"}
        for code, pair in cells.items()
        for reporter, value in zip(("MYS", "RUS"), pair, strict=True)
        if value is not None
    ]
    table = pd.DataFrame(rows)
    shown = table[table["commodity_code"].isin(list(cells)[:most])].reset_index(drop=True)
    drawing = describe_advantage(shown, table, list(dict.fromkeys(table["reporter"])))
    return drawing.title, drawing.subtitle, " ".join(drawing.caption), drawing.alt


@pytest.mark.parametrize(
    ("cells", "title"),
    [
        (
            {"15": (0.5, 3.0), "27": (0.4, 0.2)},
            "Malaysia has no export advantage in the table (0.50 at most, in 15 Fats and oils), while Russia’s is "
            "largest in 15 Fats and oils (3.0)",
        ),
        (
            {"15": (1.0, 0.0), "27": (0.4, 0.0)},
            "Malaysia has no export advantage in the table (1.0 at most, in 15 Fats and oils), and Russia exports "
            "none of its products",
        ),
        (
            {"15": (3.0, 0.5), "27": (0.2, 0.4)},
            "Malaysia’s export advantage is largest in 15 Fats and oils (3.0), while Russia has none in the table: its "
            "index is 0.50 at most, in 15 Fats and oils",
        ),
        (
            {"15": (0.5, 0.2), "27": (0.2, 0.4)},
            "Neither Malaysia nor Russia has an export advantage in the table: their indices are 0.50 at most (in "
            "15 Fats and oils) and 0.40 (in 27 Mineral fuels)",
        ),
        (
            {"15": (3.0, 0.0)},
            "Malaysia’s export advantage is largest in 15 Fats and oils (3.0), while Russia exports none of",
        ),
        (
            {"15": (0.0, 3.0)},
            "Malaysia exports none of the products in the table, while Russia’s export advantage is largest in 15 Fats "
            "and oils (3.0)",
        ),
        (
            {"15": (0.0, 0.5)},
            "Malaysia exports none of the products in the table, and Russia has no export advantage there (0.50 at "
            "most, in 15 Fats and oils)",
        ),
        ({"15": (0.0, 0.0)}, "Neither Malaysia nor Russia exports any of the products in the table"),
        (
            {"15": (2.0, 3.0), "27": (2.0, 4.0)},
            "Malaysia’s export advantage is largest in 15 Fats and oils and 27 Mineral fuels (2.0), "
            "Russia’s in 27 Mineral fuels (4.0)",
        ),
        (
            {"15": (2.0, 2.0), "27": (2.0, 2.0), "31": (2.0, 2.0)},
            "Malaysia’s export advantage (2.0) is largest in 3 products alike, and so is Russia’s (2.0)",
        ),
        ({"15": (1.004, None)}, "Malaysia’s export advantage is largest in 15 Fats and oils (1.00)"),
        ({"15": (0.996, None)}, "Malaysia has no export advantage in the table: its index is 0.996 at most, in 15"),
    ],
)
def test_the_title_says_what_the_index_supports(cells: Cells, title: str) -> None:
    assert drawing_of(cells)[0].startswith(title)


def test_the_notes_are_of_what_is_drawn() -> None:
    whole: Cells = {"15": (8.0, 0.0), "27": (1.6, 4.0)}
    _, subtitle, caption, alt = drawing_of(whole)
    assert "2022, 2 products:" in subtitle
    assert "no exports of the product" in caption
    assert "No bar" not in caption
    assert "Shown are" not in caption
    assert alt.endswith("First bar: 15 its name, Malaysia: 8.0; last: 27 its name, Russia: 4.0.")
    _, subtitle, caption, _ = drawing_of({"15": (8.0, None), "27": (None, 4.0)}, most=1)
    assert "1 of 2 products" in subtitle
    assert "No bar: no figure in the table." in caption
    assert "in which either economy’s index is largest" in caption
    assert "2022, 1 product:" in drawing_of({"15": (8.0, None)})[1]
    assert "in which the economy’s index" in drawing_of({"15": (8.0, None), "27": (2.0, None)}, most=1)[2]
