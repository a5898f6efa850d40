"""Section shares: shares recomputed by hand, bars from zero, at most seven sections, words that follow the numbers."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib import colors

import tradeview as tv
from artists import SIZES, ledger, misplaced, panels, said, shares_table, words
from artists import words as words_of
from tradeview.charts.composition.section_shares import APART
from tradeview.charts.layout import colours
from tradeview.errors import TradeviewError

FIRST = tv.commodities.sections()["first_chapter"].tolist()


def flows(exports: dict[str, float], imports: dict[str, float], **rest: object) -> pd.DataFrame:
    rows = [("export", code, value) for code, value in exports.items()] + [("import", *row) for row in imports.items()]
    one = ledger({2024: 1.0}, **rest)
    return pd.concat([one.assign(flow=flow, commodity_code=code, value=float(value)) for flow, code, value in rows])


# By hand from the table: 1511 and 1513 are section III, 8542 XVI, 9403 XX; 2701 V, 3102 VI.
SHARES = {
    "export": {"Fats and oils": 0.6, "Machinery and electronics": 0.3, "Furniture, toys, other goods": 0.1},
    "import": {"Minerals and fuels": 0.7, "Chemicals": 0.2, "Machinery and electronics": 0.1},
}


@pytest.mark.parametrize("size", SIZES)
def test_shares_by_section_are_drawn_from_zero(size: str) -> None:
    ax = tv.charts.composition(shares_table(), size=size)
    data = tv.charts.drawing(ax).data
    for (flow, wanted), panel in zip(SHARES.items(), panels(ax), strict=True):
        part = data[data["flow"] == flow].set_index("section")["share"]
        assert sorted(part.to_dict().values()) == pytest.approx(sorted(wanted.values()))
        assert part[[name for name in wanted if name in part]].to_dict() == pytest.approx(
            {name: share for name, share in wanted.items() if name in part}
        )
        bars = [bar for bar in panel.patches if bar.get_facecolor() != colors.to_rgba(colours.BAND)]
        assert {bar.get_x() for bar in bars} == {0}
        assert sorted(bar.get_width() for bar in bars) == pytest.approx(sorted(part))
        assert panel.get_xlim()[0] == 0


def test_the_title_of_shares_follows_the_numbers() -> None:
    title = tv.charts.drawing(tv.charts.composition(shares_table())).title
    exports, imports = "60% of the exports itemised are fats and oils", "70% of the imports itemised are minerals"
    assert f"in 2024: {exports} and {imports}" in title
    changed = tv.charts.drawing(tv.charts.composition(flows({"15": 1, "85": 3}, {"27": 1}))).title
    assert "75" in changed
    assert "machinery and electronics" in changed


@pytest.mark.parametrize(
    ("exports", "imports"),
    [
        ({code: n + 1 for n, code in enumerate(FIRST)}, {code: 30 - n for n, code in enumerate(FIRST)}),
        (dict.fromkeys(FIRST[:6], 10), dict.fromkeys(FIRST[6:], 1)),
    ],
    ids=["all sections", "the largest imports are small"],
)
def test_at_most_seven_sections_are_shown(exports: dict[str, float], imports: dict[str, float]) -> None:
    ax = tv.charts.composition(flows(exports, imports))
    data = tv.charts.drawing(ax).data
    assert data["section"].nunique() <= 7
    assert data.groupby("flow")["share"].sum().tolist() == pytest.approx([1, 1])
    assert data["section"].iloc[-1] == "Other sections"
    assert misplaced(ax) == []


def test_seven_sections_are_all_named_and_of_eight_six() -> None:
    def drawn(count: int) -> list[str]:
        exports = {code: 20 - n for n, code in enumerate(FIRST[:count])}
        return tv.charts.drawing(tv.charts.composition(flows(exports, {}))).data["section"].tolist()

    names = tv.commodities.sections()["name"].tolist()
    assert drawn(7) == names[:7]
    assert drawn(8) == [*names[:6], "Other sections"]


@pytest.mark.parametrize("size", SIZES)
def test_long_names_and_huge_values_fit(size: str) -> None:
    ax = tv.charts.composition(flows({"33": 3e299, "44": 4}, {"01": 3}, reporter="SGS", partner="IOT"), size=size)
    assert misplaced(ax) == []


def test_the_caption_of_shares_says_the_sources() -> None:
    assert "Sources: not stated (2024)." in said(tv.charts.composition(shares_table()))
    assert "Sources: mine (2024)." in said(tv.charts.composition(shares_table().assign(source="mine")))


@pytest.mark.parametrize(
    ("frame", "match"),
    [
        (shares_table().iloc[:0], "one reporter, partner and period"),
        (pd.concat([shares_table(), shares_table().assign(period=2023)]), "found: period 2023, 2024"),
        (shares_table().assign(classification="S3"), "classification of HS"),
        (flows({"15": 1, "27": 1}, {"01": 1}).assign(valuation=["FOB", "CIF", "CIF"]), "one valuation"),
        (flows({"15": 0}, {"27": 5}), "above zero"),
        (flows({"15": 1, "1511": 1}, {}), "one level"),
        (flows({"TOTAL": 1}, {"TOTAL": 1}), "no HS code"),
    ],
)
def test_what_has_no_shares_by_section_is_refused(frame: pd.DataFrame, match: str) -> None:
    with pytest.raises(TradeviewError, match=match):
        tv.charts.composition(frame)


def spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def title(frame: pd.DataFrame, **options: object) -> str:
    return spaced(tv.charts.drawing(tv.charts.composition(frame, **options)).title)


WITH_TOTALS = flows({"TOTAL": 100, "15": 60, "85": 40}, {"TOTAL": 400, "27": 190, "31": 10})


@pytest.mark.parametrize("size", SIZES)
def test_every_bar_has_its_share_and_its_value(size: str) -> None:
    ax = tv.charts.composition(flows({"15": 30e6, "85": 10e6}, {"27": 2e9}), size=size)
    shown = spaced(said(ax))
    assert "value in US$ million" in shown
    for wanted in ("75% 30.0", "25% 10.0", "100% 2,000"):
        assert " ".join(wanted.split()) in " ".join(shown.split())


def test_both_flows_have_one_scale() -> None:
    limits = {
        panel.get_xlim() for panel in panels(tv.charts.composition(flows({"15": 1, "85": 9}, {"27": 1, "31": 1})))
    }
    assert len(limits) == 1


def test_trap_double_counting_totals_tell_how_much_is_itemised() -> None:
    assert "60% of the exports are fats and oils and 95% of the imports itemised are minerals" in title(WITH_TOTALS)
    caption = spaced(said(tv.charts.composition(WITH_TOTALS)))
    assert "100% of all exports and 50% of all imports" in caption
    data = tv.charts.drawing(tv.charts.composition(WITH_TOTALS)).data
    assert data.groupby("flow")["value"].sum().to_dict() == {"export": 100, "import": 200}


@pytest.mark.parametrize("size", SIZES)
def test_chapters_are_drawn_by_code_and_name(size: str) -> None:
    frame = flows({"1511": 5, "1513": 1, "8542": 4}, {"2701": 7, "9999": 3})
    ax = tv.charts.composition(frame, by="chapter", size=size)
    data = tv.charts.drawing(ax).data.set_index(["flow", "chapter"])["value"]
    assert data["export", "15 Fats and oils"] == 6
    assert data["import", "99 Not specified"] == 3
    assert "60% of the exports itemised are fats and oils (HS 15)" in title(frame, by="chapter")
    assert misplaced(ax) == []


def test_what_hs_has_no_section_for_keeps_a_row() -> None:
    data = tv.charts.drawing(tv.charts.composition(flows({"99": 6, "98": 1, "15": 3}, {}))).data
    assert data["section"].tolist() == ["Not specified", "Fats and oils", "Special provisions"]
    assert "60% of the exports itemised are not specified" in title(flows({"99": 6, "15": 4}, {}))


def test_the_caption_of_shares_says_valuation_and_revision() -> None:
    frame = WITH_TOTALS.assign(valuation=["FOB"] * 3 + ["CIF"] * 3, classification=["H5", "H6", "H6", "H6", "H6", "H6"])
    assert "Valuation: exports FOB, imports CIF. Revision of codes: HS 2022." in said(tv.charts.composition(frame))
    assert "Valuation: not stated." in said(tv.charts.composition(shares_table()))
    assert "itemises." in said(tv.charts.composition(shares_table()))
    frame = flows({"15": 1}, {"27": 1}).assign(classification=["H5", "H6"])
    assert "Revision of codes: exports HS 2017, imports HS 2022." in said(tv.charts.composition(frame))


def test_parts_are_sections_or_chapters() -> None:
    with pytest.raises(TradeviewError, match="by one of section, chapter"):
        tv.charts.composition(shares_table(), by="heading")  # type: ignore[arg-type]


def test_what_is_not_all_is_never_rounded_to_all() -> None:
    drawn = tv.charts.composition(flows({"15": 5e9, "27": 1e4}, {"27": 1e9, "15": 0}))
    assert "2024: >99% of the exports itemised are fats and oils" in spaced(tv.charts.drawing(drawn).title)
    assert "100% of the imports itemised are minerals and fuels" in spaced(tv.charts.drawing(drawn).title)
    shown = " ".join(spaced(said(drawn)).split())
    assert ">99% 5,000" in shown
    assert "<1% 0.0100" in shown
    assert "0% 0" in shown


def test_parts_alike_are_named_together() -> None:
    both = title(flows({"15": 5, "27": 5}, {"85": 1, "31": 1, "44": 1}))
    assert "50% each of the exports itemised are fats and oils and minerals and fuels" in both
    assert "3 sections are 33% each of the imports itemised" in both


def test_chapters_alike_are_counted_and_named() -> None:
    many = flows({"15": 1, "27": 1, "31": 1}, {"15": 1, "27": 1})
    assert "3 chapters are 33% each of the exports itemised" in title(many, by="chapter")
    named = "50% each of the imports itemised are fats and oils (HS 15) and mineral fuels (HS 27)"
    assert named in title(many, by="chapter")


@pytest.mark.parametrize(("itemised", "called"), [(9951, "the exports are"), (9949, "the exports itemised are")])
def test_what_makes_up_the_total_is_all_of_it(itemised: int, called: str) -> None:
    """Up to half a percent of the total that is not itemised rounds to 0%."""
    assert called in title(flows({"TOTAL": 10_000, "15": itemised}, {}))


@pytest.mark.parametrize(
    ("width", "head"), [(8, "Exports from Malaysia, US$10.0"), (4.9, "Exports, US$10.0"), (4.2, "Exports")]
)
def test_the_head_of_a_panel_says_what_has_room(width: float, head: str) -> None:
    ax = plt.figure(figsize=(width, 5)).add_axes((0, 0, 1, 1))
    tv.charts.composition(flows({"94": 10}, {"27": 1}), ax=ax)
    assert head in words_of(ax)


def test_a_code_without_chapter_keeps_its_number() -> None:
    """77 is reserved; a file may have it all the same."""
    data = tv.charts.drawing(tv.charts.composition(flows({"77": 6, "15": 4}, {}), by="chapter")).data
    assert data["chapter"].tolist() == ["77", "15 Fats and oils"]
    assert data["value"].tolist() == [6, 4]


def test_all_numbers_are_in_one_unit_in_which_the_smallest_has_digits() -> None:
    ax = tv.charts.composition(flows({"15": 2e13}, {"27": 15e6, "85": 4e6}))
    shown = said(ax)
    assert "value in US$ million" in shown
    assert {"US$20,000,000 million", "US$19.0 million"} <= {word.split(", ", 1)[-1] for word in words(ax)}
    assert {"20,000,000", "15.0", "4.00"} <= {word.split(APART)[-1] for word in words(ax)}
    assert "<0.001" not in shown
    assert misplaced(ax) == []


@pytest.mark.parametrize(("large", "small", "unit"), [(9.9e9, 3e6, "million"), (9.9e10, 3e8, "billion"), (9e4, 3, "")])
def test_the_unit_is_the_same_in_head_and_bars(large: float, small: float, unit: str) -> None:
    ax = tv.charts.composition(flows({"15": large, "27": small}, {"27": small}))
    assert tv.charts.words(ax).subtitle.endswith(f"value in {f'US$ {unit}'.strip()} at current prices")
    heads = [word for word in words(ax) if "US$" in word and "value" not in word]
    assert heads
    assert all(word.endswith(unit) and word.count("illion") == unit.count("illion") for word in heads)
    assert not any("illion" in word for word in words(ax) if APART in word)


def test_the_alternative_text_holds_first_and_last() -> None:
    alt = tv.charts.drawing(tv.charts.composition(flows({"15": 30e6, "85": 10e6}, {"27": 2e9}))).alt
    ends = "Exports: Fats and oils US$30.0 million to Machinery and electronics US$10.0 million"
    assert alt.endswith(f"{ends}; Imports: Minerals and fuels US$2.00 billion.")
    alt = tv.charts.drawing(tv.charts.composition(flows({"15": 30e6}, {"27": 2e9, "31": 1e9}))).alt
    assert "Exports: Fats and oils US$30.0 million; Imports: Minerals and fuels US$2.00 billion to Chemicals" in alt
