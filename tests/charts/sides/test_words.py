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
        ([2e9, 2.039e9], "For 2014, Malaysia’s side printed US$2 billion and Russia’s US$2.039 billion"),
        ([2.041e9, 2e9], "For 2014, Russia’s side printed US$2 billion and Malaysia’s US$2.041 billion"),
    ],
)
def test_of_one_year_both_amounts_are_said(values: list[float], title: str) -> None:
    assert drawing_of(rows(values)).title == title


def several(*years: tuple[float, float], **rest: object) -> pd.DataFrame:
    """Figures of both sides for 2014, 2015 and so on."""
    frames = []
    for number, values in enumerate(years):
        keys = [str(2 * number), str(2 * number + 1)]
        year = 2014 + number
        frames.append(rows(list(values)).assign(claim=keys, start=year * 100 + 1, end=year * 100 + 12, **rest))
    return pd.concat(frames, ignore_index=True)


@pytest.mark.parametrize(
    ("years", "title"),
    [
        (
            [(2.0, 3.0), (1.0, 4.0), (1.0, 2.0)],
            "Russia’s side printed 50% to 300% more than Malaysia’s for each of 3 years that both printed",
        ),
        (
            [(2.0, 1.0), (4.0, 2.0)],
            "Malaysia’s side printed 100% more than Russia’s for each of 2 years that both printed",
        ),
        (
            [(2.0, 3.0), (1.0, 4.0), (3.0, 2.0)],
            "Russia’s side printed more than Malaysia’s for 2 and less for 1 of 3 years that both printed",
        ),
        (
            [(3.0, 2.0), (4.0, 1.0), (2.0, 3.0)],
            "Malaysia’s side printed more than Russia’s for 2 and less for 1 of 3 years that both printed",
        ),
        (
            [(2.0, 3.0), (2.0, 2.039)],
            "Russia’s side printed more than Malaysia’s for 1 of 2 years that both printed, and about as much for the "
            "others",
        ),
        (
            [(2.0, 2.0), (2.0, 2.039)],
            "Malaysia’s side printed about as much as Russia’s for each of 2 years that both printed",
        ),
        (
            [(2.0, 2.041), (2.0, 2.041)],
            "Russia’s side printed 2% more than Malaysia’s for each of 2 years that both printed",
        ),
    ],
)
def test_the_title_counts_the_years_that_both_printed(years: list[tuple[float, float]], title: str) -> None:
    """Sides within two per cent agree: printed figures have two or three digits."""
    assert drawing_of(several(*years)).title == title


def test_figures_whose_ranges_meet_are_about_as_much() -> None:
    frame = several((2.0, 3.0), (2.0, 3.0))
    assert "50% more" in drawing_of(frame.assign(low=frame["value"] - 0.4, high=frame["value"] + 0.4)).title
    assert "about as much" in drawing_of(frame.assign(low=frame["value"] - 0.6, high=frame["value"] + 0.6)).title


def test_of_several_claims_of_a_year_the_most_exact_one_counts() -> None:
    frame = several((2.0, 3.0), (2.0, 3.0)).assign(low=1.0, high=9.0)
    exact = several((2.0, 4.0), (2.0, 4.0)).assign(low=lambda table: table["value"], high=lambda table: table["value"])
    both = pd.concat([frame, exact], ignore_index=True)
    assert "100% more" in drawing_of(both.assign(claim=both.index.astype(str))).title


def test_sides_without_a_year_in_common_are_not_compared() -> None:
    frame = rows([2.0, 3.0]).assign(start=[201401, 201501], end=[201412, 201512])
    assert drawing_of(frame).title == "Malaysia’s and Russia’s sides printed no year in common"


@pytest.mark.parametrize(
    ("code", "what"),
    [("TOTAL", "exports from Malaysia to Russia"), ("1511", "exports of HS 1511 from Malaysia to Russia")],
)
def test_exports_are_named_from_nobodys_side(code: str, what: str) -> None:
    exports = rows([2.0e9, 2.01e9]).assign(flow=["export", "import"], commodity_code=code)
    heading = what.replace("exports", "Exports")
    both = drawing_of(exports)
    assert both.title == "For 2014, Malaysia’s side printed US$2 billion and Russia’s US$2.01 billion"
    assert both.subtitle == f"{heading} as printed, 2014, US$ billion at current prices"
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
    thin = "Thin lines: what the printed digits allow; grey lines: the other side."
    assert drawing.caption == (f"{counts} {thin}", "Printed by: Press.")
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
    ("ends", "name"),
    [
        ([(202304, 202403), (202204, 202303)], "Fiscal years"),
        ([(202304, 202403), (202301, 202308)], "Parts of years, and fiscal years"),
        ([(202301, 202308), (202201, 202212)], "Parts of years"),
    ],
)
def test_fiscal_years_are_no_parts_of_a_year(ends: list[tuple[int, int]], name: str) -> None:
    starts, lasts = zip(*ends, strict=True)
    parts = sides(rows([2e9, 3e9]).assign(start=starts, end=lasts), currency="USD").child_axes[-1]
    assert name in [text.get_text() for text in parts.texts]
