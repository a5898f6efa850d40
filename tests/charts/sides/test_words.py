"""What the chart of both sides says of its claims."""

import pandas as pd
import pytest

import tradeview as tv
from tradeview.charts.sides.draw import sides
from tradeview.charts.sides.words import NAMED, name_of


def test_sides_are_named() -> None:
    assert name_of("RUS") == "Russia"
    assert name_of("") == "not stated"


def rows(values: list[float], **rest: object) -> pd.DataFrame:
    names = ("claim", "start", "end", "kind", "side", "reporter", "partner", "flow", "commodity_code", "value")
    cells = [
        (str(n), 201401, 201412, "level", side, side, other, "total", "1511", value)
        for n, (value, side, other) in enumerate(zip(values, ("MYS", "RUS"), ("RUS", "MYS"), strict=True))
    ]
    return pd.DataFrame(cells, columns=list(names)).assign(currency="USD", publisher="Press", **rest)


def test_sides_that_agree_are_not_said_to_differ() -> None:
    said = tv.charts.drawing(sides(rows([2.0e9, 2.01e9]), currency="USD")).title
    assert "side printed" not in said
    assert said.startswith("Malaysia–Russia trade of HS 1511")
    apart = tv.charts.drawing(sides(rows([2.0e9, 3.0e9]), currency="USD")).title
    assert apart == "For 2014, Malaysia’s side printed US$2 billion and Russia’s US$3 billion"


def test_only_contradicted_claims_have_no_finding() -> None:
    ax = sides(rows([2.0e9, 3.0e9]), currency="USD", contradicted=["0", "1"])
    assert "no year that the claims agree on" in tv.charts.drawing(ax).title


@pytest.mark.parametrize("count", [NAMED, NAMED + 3])
def test_a_long_list_of_publishers_is_counted(count: int) -> None:
    frame = pd.concat([rows([2.0e9, 3.0e9])] * count, ignore_index=True)
    frame = frame.assign(claim=frame.index.astype(str), publisher=[f"Paper {n // 2}" for n in range(2 * count)])
    caption = " ".join(tv.charts.drawing(sides(frame, currency="USD")).caption)
    assert f"of {count} sources" in caption
    assert ("3 more" in caption) == (count > NAMED)
