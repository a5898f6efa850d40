"""Timeline: every event and figure at its date, labels that overlap nothing, dates as precise as they are known."""

import pandas as pd
import pytest
from matplotlib import colors
from matplotlib.axes import Axes

import tradeview as tv
from artists import SIZES, boxes, ledger, misplaced, said, words
from tradeview.charts.layout import colours
from tradeview.errors import TableError, TradeviewError

EVENT = {"date": "2000", "precision": "year", "kind": "visit", "what": "a visit", "source": "mine"}


def events(*dates: str, **rest: object) -> pd.DataFrame:
    return pd.DataFrame([{**EVENT, "date": date, **rest} for date in dates])


def shown(frame: pd.DataFrame, **given: object) -> str:
    """All the words, with single plain spaces."""
    return " ".join(said(tv.charts.timeline(frame, **given)).split())


@pytest.mark.parametrize("size", SIZES)
def test_every_event_and_figure_has_a_label_and_a_mark(size: str) -> None:
    ax = tv.charts.timeline(tv.load_events(), figures=tv.load(), size=size)
    data = tv.charts.drawing(ax).data
    assert len(data) == len(tv.load_events()) + 3
    everything = " ".join(said(ax).split())
    assert all(what in everything for what in data["what"])
    marks = [line for line in ax.get_lines() if len(line.get_xdata()) == 1]
    assert len(marks) == len(data)


def rows(ax: Axes) -> list[tuple[float, float, str, str]]:
    """Left and top, in points, of each mark in order of reading, with its date and the first line beside it."""
    texts = [text for text in ax.texts if text.xycoords == "data"]
    found = []
    for line in ax.get_lines():
        if len(line.get_xdata()) != 1:
            continue
        x, y = float(line.get_xdata()[0]), float(line.get_ydata()[0])
        beside = [text for text in texts if text.xy[1] == y and 0 < text.xy[0] - x < 300]
        beside.sort(key=lambda text: text.xy[0])
        found.append((x, y, *(text.get_text() for text in beside[:2])))
    return found


@pytest.mark.parametrize("size", SIZES)
def test_rows_stand_beside_their_marks_in_order_of_time_without_leaders(size: str) -> None:
    ax = tv.charts.timeline(tv.load_events(), figures=tv.load(), size=size)
    data = tv.charts.drawing(ax).data
    read = rows(ax)
    assert [row[2] for row in read] == data["when"].tolist()
    assert all(what.startswith(row[3]) for what, row in zip(data["what"], read, strict=True))
    assert read == sorted(read)  # down a column, and then down the next one
    assert all(text.arrow_patch is None for text in ax.texts)
    # The axis alone is drawn as lines, straight down.
    assert all(len(set(line.get_xdata())) == 1 for line in ax.get_lines())


def test_many_years_without_a_row_are_dotted_and_said() -> None:
    """1967 to 1972, and to 1976: five years, and four."""
    ax = tv.charts.timeline(events("1967", "1972", "1976"))
    styles = [line.get_linestyle() for line in ax.get_lines() if len(line.get_xdata()) == 2]
    assert styles == ["--", "-"]
    assert "Dotted: 5 years or more between two rows." in tv.charts.drawing(ax).caption[0]
    assert "Dotted" not in shown(events("1972", "1976"))
    tops = [row[1] for row in rows(ax)]
    assert tops[1] - tops[0] > tops[2] - tops[1]


@pytest.mark.parametrize("size", SIZES)
def test_figures_are_bars_from_one_zero_in_one_currency(size: str) -> None:
    """The ledger has 1.133, 1.903 and 2.48 billion dollars, and for the last year ringgit, too."""
    ax = tv.charts.timeline(tv.load_events(), figures=tv.load(), size=size)
    lengths = [bar.get_width() for bar in ax.patches]
    assert [length / lengths[-1] for length in lengths] == pytest.approx([1.133 / 2.48, 1.903 / 2.48, 1])
    assert len({round(bar.get_x(), 6) for bar in ax.patches}) == 1
    assert {colors.to_hex(bar.get_facecolor()).upper() for bar in ax.patches} == {colours.CURRENCY_COLOURS["USD"]}
    data = tv.charts.drawing(ax).data
    assert data["value"].dropna().tolist() == [1.133e9, 1.903e9, 2.48e9]
    assert "bars: trade figures in US dollars" in said(ax)
    assert [text for text in words(ax) if "Trade: RM" in text]


@pytest.mark.parametrize("size", SIZES)
def test_balances_on_both_sides_of_zero_have_bars_that_cover_no_words(size: str) -> None:
    figures = ledger({2001: -5e9, 2002: 3e9, 2003: 1e9}, flow="balance")
    ax = tv.charts.timeline(events("1999"), figures=figures, size=size)
    assert len({round(bar.get_x(), 6) for bar in ax.patches}) == 1
    lengths = [bar.get_width() for bar in ax.patches]
    assert [length / lengths[1] for length in lengths] == pytest.approx([-5 / 3, 1, 1 / 3])
    drawn = [bar.get_window_extent() for bar in ax.patches]
    assert [said for said, box in boxes(ax) for bar in drawn if box.shrunk(0.98, 0.8).overlaps(bar)] == []


def test_a_figure_of_another_currency_has_no_bar() -> None:
    figures = pd.concat([ledger({2001: 1e9, 2002: 2e9}), ledger({2003: 9e9}, currency="MYR")])
    ax = tv.charts.timeline(events("2000"), figures=figures)
    assert [bar.get_width() for bar in ax.patches] == pytest.approx([100, 200])
    assert "2003 Trade: RM9 billion" in " ".join(said(ax).split())
    zeros = tv.charts.timeline(events("2000"), figures=ledger({2001: 0.0, 2002: 0.0}))
    assert not zeros.patches


def test_a_slide_has_two_columns_where_one_has_no_room() -> None:
    def columns(frame: pd.DataFrame) -> int:
        return len({row[0] for row in rows(tv.charts.timeline(frame, size="slide"))})

    assert columns(events("1967", "1970")) == 1
    assert columns(events(*map(str, range(1990, 2010)))) == 2


@pytest.mark.parametrize(
    ("date", "end", "text", "year"),
    [
        ("1967", None, "1967 a visit", 1967.5),
        ("1967-11", None, "Nov 1967 a visit", 1967 + 10.5 / 12),
        ("1967-04-03", None, "3 Apr 1967 a visit", 1967 + 92 / 365.25),
        ("2025-05-13", "2025-05-16", "13–16 May 2025 a visit", 2025 + 132 / 365.25),
        ("2025-04-30", "2025-05-02", "30 Apr 2025–2 May 2025 a visit", 2025 + 119 / 365.25),
        ("2025", "2026", "2025–2026 a visit", 2025.5),
        ("2025-05", "2025-05-16", "May 2025–16 May 2025 a visit", 2025 + 4.5 / 12),
        ("2024-09-30", None, "30 Sep 2024 a visit", 2024 + 273 / 365.25),
        ("2024-12-31", None, "31 Dec 2024 a visit", 2024 + 365 / 365.25),
    ],
)
def test_dates_are_as_precise_as_they_are_known(date: str, end: str | None, text: str, year: float) -> None:
    ax = tv.charts.timeline(events(date, end=end))
    assert text in " ".join(said(ax).split())
    assert tv.charts.drawing(ax).data["year"].tolist() == pytest.approx([year], rel=1e-9)


@pytest.mark.parametrize(
    ("frame", "figures", "title"),
    [
        (events("1967"), None, "1 dated event in 1967"),
        (events("1967", "1999"), None, "2 dated events from 1967 to 1999"),
        (events("1967"), ledger({2007: 1e9}), "1 dated event in 1967, beside trade figures for 2007"),
        (events("1967"), ledger({2007: 1e9}).iloc[:0], "1 dated event in 1967"),
        (
            events("1967", "1999"),
            ledger({2006: 1e9, 2007: 2e9}),
            "2 dated events from 1967 to 1999, beside trade figures for 2006 and 2007",
        ),
        (
            events("1967"),
            ledger(dict.fromkeys(range(2001, 2011), 1e9)),
            "1 dated event in 1967, beside trade figures for 2001–2010",
        ),
    ],
)
def test_the_title_follows_the_list(frame: pd.DataFrame, figures: pd.DataFrame | None, title: str) -> None:
    assert tv.charts.drawing(tv.charts.timeline(frame, figures=figures)).title == title


def test_one_observation_in_two_currencies_shares_a_label() -> None:
    everything = shown(tv.load_events(), figures=tv.load())
    assert "2024 Trade: RM11.46 billion or US$2.48 billion" in everything
    assert "Jan 2024 Exports: US$1 billion" in shown(events("2020"), figures=ledger({202401: 1e9}, flow="export"))
    three = pd.concat([ledger({2024: 1e9}, currency=currency) for currency in ("MYR", "USD", "EUR")])
    assert "2024 Trade: RM1 billion, US$1 billion or €1 billion" in shown(events("2020"), figures=three)
    real = ledger({2024: 1e9}, price_basis="real", base_period=2015)
    assert "2024 Trade: US$1 billion (prices of 2015)" in shown(events("2020"), figures=real)


def test_the_caption_explains_marks_and_holds_sources_and_says_what_was_converted() -> None:
    caption = " ".join(tv.charts.drawing(tv.charts.timeline(tv.load_events(), figures=tv.load())).caption)
    assert caption.startswith(
        "■ agreement, ● visit or meeting, ◆ other event, bars: trade figures in US dollars. A month or year with"
    )
    assert "Buddhist-era years are converted." in caption
    plain = tv.charts.drawing(tv.charts.timeline(events("1967")))
    assert plain.caption[0] == (
        "■ agreement, ● visit or meeting, ◆ other event. A month or year without a day stands in its middle."
    )
    assert plain.subtitle == "Agreements, visits and other dated acts"
    assert plain.alt == "Timeline. 1 dated event in 1967. First: 1967, a visit. Last: 1967, a visit."
    for source in ("Bengali encyclopaedic article", "Thai analysis", "Valdai Club", "Bernama, 15 May 2025"):
        assert source in caption
    assert "Sources: not stated." in " ".join(
        tv.charts.drawing(tv.charts.timeline(events("1967", source=None))).caption
    )


LISTS = {
    "one": events("1980"),
    "forty": events(*map(str, range(1980, 2020))),
    "forty on one day": events(*["2024-05-01"] * 40),
    "a thousand years apart": events("0988", "0989", "1980", "2020"),
    "long words": events("1980", "1981", what="w" * 300 + " US$ and US$ পাম"),
    "no kind, no source": events("1980", "1981", kind=None, source=None),
}


@pytest.mark.parametrize("size", ["report", "phone"])
@pytest.mark.parametrize("frame", LISTS.values(), ids=LISTS)
def test_any_list_is_drawn_without_collisions(frame: pd.DataFrame, size: str) -> None:
    assert misplaced(tv.charts.timeline(frame, figures=tv.load(), size=size)) == []


@pytest.mark.parametrize("size", ["slide", "square"])
def test_a_list_too_long_for_a_fixed_size_is_refused(size: str) -> None:
    with pytest.raises(TradeviewError, match="use size report or phone"):
        tv.charts.timeline(LISTS["forty"], size=size)


@pytest.mark.parametrize(
    ("frame", "figures", "match"),
    [
        (events(), None, "column"),
        (events("2000").iloc[:0], None, "needs events"),
        (events("2024-13"), None, "row 0: date '2024-13'"),
        (events("2024-02-30"), None, "2024-02-30"),
        (events("2024-W20-2"), None, "2024-W20-2"),
        (events("2024-05-131"), None, "2024-05-131"),
        (events("2000", end="soon"), None, "soon"),
        (events(None), None, "None"),
        (events(2024), None, "2024"),
        (events("2000").drop(columns="what"), None, "the column.* what"),
        (events("2000"), pd.concat([ledger({2024: 1}), ledger({2024: 1}, flow="export")]), "one series; found: 2"),
    ],
)
def test_what_is_no_list_of_events_is_refused(frame: pd.DataFrame, figures: pd.DataFrame | None, match: str) -> None:
    with pytest.raises(TableError, match=match):
        tv.charts.timeline(frame, figures=figures)


def test_labels_keep_the_order_of_time() -> None:
    ax = tv.charts.timeline(events("2001", "1980", "1990"))
    years = [row[2] for row in rows(ax)]
    assert years == ["1980", "1990", "2001"]
