"""Composition: the items that documents name, by section; shares of value are in `test_section_shares`."""

import pandas as pd
import pytest
from matplotlib import colors

import tradeview as tv
from artists import SIZES, misplaced, words
from tradeview.charts.layout import colours
from tradeview.errors import TableError, TradeTableError, TradeviewError

ITEM = {
    "origin": "MYS",
    "destination": "RUS",
    "phrase": "p",
    "gloss": "palm oil",
    "hs_codes": "15",
    "certainty": "high",
    "source": "mine",
}
FIRST = tv.commodities.sections()["first_chapter"].tolist()


def items(count: int = 1, **rest: object) -> pd.DataFrame:
    return pd.DataFrame([{**ITEM, **rest}] * count)


@pytest.mark.parametrize("size", SIZES)
def test_every_phrase_is_drawn_with_its_section_and_its_mark(size: str) -> None:
    listed = tv.load_commodities()
    ax = tv.charts.composition(listed, size=size)
    data = tv.charts.drawing(ax).data
    assert sorted(data["phrase"]) == sorted(listed["phrase"])
    shown = " ".join(words(ax))
    assert all(gloss in shown for gloss in listed["gloss"])
    assert set(data["row"]) <= {*tv.commodities.sections()["name"], "Several sections", "No HS code"}
    marks = [line for line in ax.get_lines() if line.get_marker() not in {None, "None", ""}]
    assert len(marks) == len(listed)
    hollow = sum(line.get_markerfacecolor() == "white" for line in marks)
    assert hollow == listed["certainty"].isin(["low", "none"]).sum()
    drawn = {colors.to_hex(line.get_color()).upper() for line in marks}
    assert drawn == set(colours.PAIR_COLOURS)


def test_it_says_that_these_are_no_values() -> None:
    drawing = tv.charts.drawing(tv.charts.composition(tv.load_commodities()))
    assert drawing.title == "The documents mention goods 17 times: 8 that Malaysia sends and 9 that Russia sends"
    assert "mentions, not values, and no measure of importance" in drawing.subtitle
    assert "Sources: ■ Bengali encyclopaedic article; ● Valdai Club, 26 May 2025." in drawing.caption
    fewer = tv.charts.drawing(tv.charts.composition(tv.load_commodities().iloc[:-1]))
    assert fewer.title.startswith("The documents mention goods 16 times")
    one = tv.charts.drawing(tv.charts.composition(items()))
    assert one.title == "The documents mention goods once: 1 that Malaysia sends"
    assert one.alt.endswith("The documents mention goods once: 1 that Malaysia sends. Malaysia sends palm oil.")
    assert "hollow (0 of 1): one too vague" in one.caption[0]


@pytest.mark.parametrize(
    ("codes", "row"),
    [("1511", "Fats and oils"), ("28 29", "Chemicals"), ("15 27", "Several sections"), (None, "No HS code")],
)
def test_the_section_follows_the_codes(codes: str | None, row: str) -> None:
    data = tv.charts.drawing(tv.charts.composition(items(hs_codes=codes))).data
    assert data["row"].tolist() == [row]


LISTS = {
    "one way": items(3),
    "long phrases": items(3, gloss="a gloss that goes on and on, as people write where no single word will do"),
    "another script": items(2, gloss="পাম তেল"),
    "long names": pd.concat([items(2, origin="SGS", destination="VCT"), items(2, origin="VCT", destination="SGS")]),
    "no codes": tv.load_commodities().drop(columns="hs_codes"),
}  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("frame", LISTS.values(), ids=LISTS)
def test_any_list_is_drawn_without_collisions(frame: pd.DataFrame, size: str) -> None:
    assert misplaced(tv.charts.composition(frame, size=size)) == []


def test_all_sections_fit_where_the_size_grows_and_are_refused_where_not() -> None:
    both = [
        items(origin=a, destination=b, hs_codes=code) for a, b in (("MYS", "RUS"), ("RUS", "MYS")) for code in FIRST
    ]
    frame = pd.concat([*both, items(2, hs_codes="15 27"), items(2, hs_codes=None)])
    for size in ("report", "phone"):
        assert misplaced(tv.charts.composition(frame, size=size)) == []
    with pytest.raises(TradeviewError, match="use size report or phone"):
        tv.charts.composition(frame, size="slide")


@pytest.mark.parametrize(
    ("frame", "error", "match"),
    [
        (items(0), TableError, "needs the column"),
        (items().iloc[:0], TradeTableError, "two economies"),
        (pd.concat([items(), items(destination="THA")]), TradeTableError, "found: MYS to RUS, MYS to THA"),
        (items(hs_codes="7"), TableError, "HS codes"),
        (items(gloss=None), TableError, "gloss is missing"),
        (items(origin="XXQ"), LookupError, "XXQ"),
        (pd.concat([items(source=f"s{n}") for n in range(9)]), TradeTableError, "at most 8 sources"),
    ],
)
def test_what_is_no_list_of_a_pair_is_refused(frame: pd.DataFrame, error: type[Exception], match: str) -> None:
    with pytest.raises(error, match=match):
        tv.charts.composition(frame)
