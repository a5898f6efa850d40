"""What the chart of both sides says of its claims."""

import pandas as pd
import pytest

import tradeview as tv
from tradeview.charts.sides.draw import sides
from tradeview.charts.sides.words import name_side

PALM_OIL = "Malaysia–Russia trade in HS 1511"


def test_sides_are_named() -> None:
    assert name_side("RUS") == "Russia"
    assert name_side("") == "not stated"


def rows(values: list[float], **rest: object) -> pd.DataFrame:
    names = ("claim", "start", "end", "kind", "side", "reporter", "partner", "flow", "commodity_code", "value")
    cells = [
        (str(n), 201401, 201412, "level", side, side, other, "total", "1511", value)
        for n, (value, side, other) in enumerate(zip(values, ("MYS", "RUS"), ("RUS", "MYS"), strict=True))
    ]
    return pd.DataFrame(cells, columns=list(names)).assign(currency="USD", publisher="Press", **rest)


def drawing_of(frame: pd.DataFrame, **given: object) -> tv.charts.Drawing:
    return tv.charts.drawing(sides(frame, currency="USD", **given))


@pytest.mark.parametrize(
    ("values", "title"),
    [
        (
            [2e9, 2.039e9],
            "Malaysia–Russia trade in HS 1511 was printed as US$2 billion in 2014 and US$2.039 billion in 2014",
        ),
        ([2e9, 2.041e9], "For 2014, Malaysia’s side printed US$2 billion and Russia’s US$2.041 billion"),
        ([2.041e9, 2e9], "For 2014, Russia’s side printed US$2 billion and Malaysia’s US$2.041 billion"),
    ],
)
def test_sides_that_agree_within_two_percent_are_not_said_to_differ(values: list[float], title: str) -> None:
    assert drawing_of(rows(values)).title == title


def test_the_year_farthest_apart_is_named() -> None:
    near = rows([2.0e9, 3.0e9])
    far = rows([1.0e9, 4.0e9]).assign(claim=["2", "3"], start=201501, end=201512)
    small = rows([1.0e9, 2.0e9]).assign(claim=["4", "5"], start=201601, end=201612)
    assert drawing_of(pd.concat([near, far, small])).title.startswith("For 2015, Malaysia’s side printed US$1 billion")


@pytest.mark.parametrize(
    ("code", "what"),
    [("TOTAL", "exports from Malaysia to Russia"), ("1511", "exports of HS 1511 from Malaysia to Russia")],
)
def test_exports_are_named_from_nobodys_side(code: str, what: str) -> None:
    exports = rows([2.0e9, 2.01e9]).assign(flow=["export", "import"], commodity_code=code)
    heading = what.replace("exports", "Exports")
    both = drawing_of(exports)
    assert both.title == f"{heading} were printed as US$2 billion in 2014 and US$2.01 billion in 2014"
    assert both.subtitle == (
        f"{heading} as printed, 2014, US$ billion at current prices; whiskers: what the printed digits allow"
    )
    assert drawing_of(exports.head(1)).title == f"{heading}: US$2 billion in 2014"
    assert drawing_of(exports.tail(1)).title == f"{heading}: US$2.01 billion in 2014"


def two_years() -> pd.DataFrame:
    """Two different claims of one year, and two that are alike of another."""
    frame = pd.concat([rows([2.0e9, 2.5e9]), rows([3.0e9, 3.0e9])], ignore_index=True)
    years = {"start": [201401, 201401, 201601, 201601], "end": [201412, 201412, 201612, 201612]}
    return frame.assign(claim=["1", "2", "3", "4"], **years)


def test_claims_of_one_year_that_differ_are_all_in_the_title() -> None:
    title = drawing_of(two_years().assign(side=None)).title
    assert title == f"{PALM_OIL} was printed as US$2 billion to US$2.5 billion in 2014 and US$3 billion in 2016"


def test_claims_of_which_nobody_says_whose_they_are_say_so() -> None:
    said = "4 claims of 1 source; no claim says whose statistics it is of. Nothing is converted"
    assert drawing_of(two_years().assign(side=None)).caption[0].startswith(said)
    assert "no claim says" not in drawing_of(two_years().assign(side=["MYS", None, None, None])).caption[0]


def test_only_contradicted_claims_have_no_finding() -> None:
    drawing = drawing_of(rows([2.0e9, 3.0e9]), contradicted=["0", "1"])
    assert drawing.title == f"{PALM_OIL}: no year that the claims agree on"
    counts = (
        "2 claims of 1 source; 2 that other claims contradict (hollow, crossed). "
        "Nothing is converted or corrected, and no mean is taken."
    )
    assert drawing.caption == (counts, "Printed by: Press.")
    assert drawing.alt == f"Points with ranges, a colour for each side. {drawing.title}. {counts}"


@pytest.mark.parametrize(("count", "more"), [(8, ""), (9, "1 more, "), (11, "3 more, ")])
def test_a_long_list_of_publishers_is_counted(count: int, more: str) -> None:
    frame = pd.concat([rows([2.0e9, 3.0e9])] * count, ignore_index=True)
    frame = frame.assign(claim=frame.index.astype(str), publisher=[f"Paper {n // 2}" for n in range(2 * count)])
    counts, publishers = drawing_of(frame).caption
    assert f"of {count} sources" in counts
    named = "; ".join(f"Paper {n}" for n in range(8))
    rest = f"; {more}named in the data behind the chart" if more else ""
    assert publishers == f"Printed by: {named}{rest}."


def test_publishers_are_cut_where_they_are_long_and_missed_where_there_are_none() -> None:
    assert drawing_of(rows([2.0e9, 3.0e9]).assign(publisher="x" * 60)).caption[1] == f"Printed by: {'x' * 60}."
    assert drawing_of(rows([2.0e9, 3.0e9]).assign(publisher="x" * 61)).caption[1] == f"Printed by: {'x' * 59}…."
    assert drawing_of(rows([2.0e9, 3.0e9]).assign(publisher=None)).caption[1] == "Printed by: not stated."


@pytest.mark.parametrize(
    ("ends", "hatched"),
    [
        ([(202304, 202403), (202204, 202303)], "hatched: fiscal year"),
        ([(202304, 202403), (202301, 202308)], "hatched: part of a year, or fiscal year"),
        ([(202301, 202308), (202201, 202212)], "hatched: part of a year"),
    ],
)
def test_fiscal_years_are_no_parts_of_a_year(ends: list[tuple[int, int]], hatched: str) -> None:
    starts, lasts = zip(*ends, strict=True)
    subtitle = drawing_of(rows([2e9, 3e9]).assign(start=starts, end=lasts)).subtitle
    assert subtitle.endswith(f"; {hatched}")
