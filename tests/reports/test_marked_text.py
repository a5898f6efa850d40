"""A text with its numbers marked: nothing of it runs or is lost, no mark breaks another, and no colour speaks alone."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tradeview as tv
from claim_frames import found_in, growth, level
from tradeview.errors import TableError
from tradeview.prose import highlight as highlight_figures
from tradeview.reports.marked_text import style, words
from tradeview.reports.marked_text.draw import MarkedText, highlight

VOID = {"meta", "br", "img", "link", "hr", "input"}
VERDICTS = ["matches", "revised", "contradicts", "cannot tell"]
TEXT = "Exports rose 4.3% to RM84.43 billion (up RM3.49 billion), imports fell 9.0% to RM66.75 billion."
RISEN = level("RM84.43 billion", 84.43e9, start=202011, end=202011)


class Reader(HTMLParser):
    """What a browser makes of a page: its elements, their attributes, and the text; each tag must be closed in turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.parts: list[tuple[tuple[str, ...], str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.parts.append((tuple(self.open), data))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def read(markup: str) -> Reader:
    reader = Reader()
    reader.feed(markup)
    reader.close()
    assert reader.open == []
    return reader


def shown(markup: str) -> str:
    """What a reader sees of the text itself, without the signs behind its numbers."""
    text = markup.split('<div class="tvm-text"', 1)[1].split(">", 1)[1].split("</div>", 1)[0]
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r"<a [^>]*>.*?</a>", "", text, flags=re.DOTALL)))


def judged(*verdicts: str) -> tuple[str, pd.DataFrame]:
    text = " ".join(f"RM{number} billion" for number in range(1, len(verdicts) + 1))
    rows = [level(f"RM{number} billion", number * 1e9) for number in range(1, len(verdicts) + 1)]
    said = [f"The official figure of {verdict}." for verdict in verdicts]
    return text, found_in(text, *rows).assign(verdict=list(verdicts), explanation=said)


def at(text: str, *places: tuple[int, int], **cells: object) -> MarkedText:
    """Marks at places of a text."""
    rows = [{"text_start": start, "text_end": end, "value": 1.0, "kind": "level"} | cells for start, end in places]
    frame = pd.DataFrame(rows, columns=["text_start", "text_end", "value", "kind", *cells])
    return highlight(text, frame.astype({"text_start": "int64", "text_end": "int64", "value": "float64"}))


# What it tells


@pytest.mark.parametrize("verdict", VERDICTS)
def test_each_verdict_is_told_by_sign_word_and_line_and_explained(verdict: str) -> None:
    markup = highlight(*judged(verdict))._repr_html_()
    sign = words.STATES[verdict].sign
    assert f">1 {sign} {verdict}</a>" in markup
    assert f'<mark class="{style.class_of(verdict)}" title="1 {sign} {verdict}: The official figure' in markup
    assert f"The official figure of {verdict}.</p>" in markup.split("<ol", 1)[1]
    assert words.STATES[verdict].meaning.fill() in unescape(markup)
    assert len({state.sign for state in words.STATES.values()}) == len(words.STATES)
    assert len({style.LINES[verdict] for verdict in VERDICTS}) == len(VERDICTS)


def test_the_legend_has_what_the_text_has_and_counts_it() -> None:
    markup = highlight(*judged("matches", "contradicts", "matches"))._repr_html_()
    legend = markup.split("<ul", 1)[1].split("</ul>")[0]
    assert re.findall(r"\((\d numbers?)\)", legend) == ["1 number", "2 numbers"]
    assert "revised" not in legend
    assert "3 numbers are marked." in markup


def test_figures_are_marked_as_they_were_read() -> None:
    text = "Exports were more than RM5 billion in 2024 (US$1 = RM4.3505)."
    marked = highlight(text, tv.read_figures(text))
    assert [mark.said for mark in marked.marks] == [
        "1 • amount: Read as amount: more than RM5 billion. Time: 2024. Flow: export.",
        "2 ⇄ rate: Read as rate: US$1.",
        "3 ⇄ rate: Read as rate: RM4.3505.",
    ]
    open_text = "EUR 1.234"
    (mark,) = highlight(open_text, tv.read_figures(open_text)).marks
    assert mark.said == "1 … open: Read as amount, with no one value. Time: not settled."


def test_claims_say_what_was_read_of_them() -> None:
    rows = [
        growth("4.3%", 0.043, start=202011, end=202011, base_start=202010, base_end=202010, time_from="published"),
        {**RISEN, "partner": "RUS", "approximate": True},
        {"quote": "RM3.49 billion", "kind": "change", "value": 3.49e9, "currency": "MYR", "start": None, "end": None},
        {"quote": "9.0%", "kind": "share", "value": 0.09, "among": "exports of RUS", "status": "target"},
        {"quote": "RM66.75 billion", "kind": "price", "value": 3450.0, "currency": "MYR", "unit": "tonne"},
    ]
    marks = highlight(TEXT, found_in(TEXT, *rows)).marks
    assert [" ".join(mark.facts) for mark in marks] == [
        "Read as growth: +4.3%. Time: Nov 2020, told from the day of publication. Compared with Oct 2020. "
        "Flow: export. Trade of Malaysia.",
        "Read as level: about RM84.43 billion. Time: Nov 2020. Flow: export. Trade of Malaysia with Russia.",
        "Read as change: RM3.49 billion. Time: not settled. Flow: export. Trade of Malaysia.",
        "Read as share: 9% of exports of RUS. Time: 2024. Flow: export. Status: target. Trade of Malaysia.",
        "Read as price: RM3,450 per tonne. Time: 2024. Flow: export. Trade of Malaysia.",
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"kind": "rank", "value": 9.0, "among": "partners in Europe"}, "place 9 among partners in Europe"),
        ({"kind": "rank", "value": 9.0}, "place 9"),
        ({"kind": "quantity", "value": 2.1e6, "unit": "tonne"}, "2,100,000 tonne"),
        ({"kind": "change", "value": 0.005, "unit": "percentage point"}, "+0.5 percentage points"),
        ({"kind": "change", "value": 0.01, "unit": "percentage point"}, "+1 percentage point"),
        ({"kind": "index", "value": 120.5, "unit": "index"}, "120.5"),
        ({"kind": "level", "value": 5e9}, "5,000,000,000 of a currency that is not settled"),
        ({"kind": "growth", "value": -0.14525}, "−14.525%"),
        ({"kind": "level", "value": -17.68e9, "currency": "MYR"}, "−RM17.68 billion"),
        ({"kind": "level", "value": 5e9, "currency": "MYR", "bound": "less than"}, "less than RM5 billion"),
    ],
)
def test_a_figure_is_written_as_it_was_read(row: dict[str, object], said: str) -> None:
    fact = words.describe_reading(row)[0]
    assert fact == f"Read as {words.name_kind(str(row['kind']))}: {said}."


# Hostile texts


HOSTILE = [
    '<script>alert("RM5")</script> & <img src=x onerror=alert(1)> RM5 billion" onmouseover="x',
    "</mark></div></section><h1>RM5 billion</h1><!--",
    "RM5 billion ' autofocus onfocus='alert(1)",
    "<style>*{display:none}</style> RM5 billion &lt;b&gt; &#60; &amp;amp;",
    "RM5 billion ]]> {{ 7*7 }} {% raw %} ${x} `x`",
    "<svg/onload=alert(1)>RM5 billion<iframe srcdoc='x'>",
    "javascript:alert(1) RM5 billion data:text/html,x",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("where", ["text", "explanation", "title"])
def test_markup_is_shown_and_never_run(text: str, where: str) -> None:
    frame = tv.read_figures(text, "en")
    marked = highlight(text, frame.assign(verdict="contradicts", explanation=text if where == "explanation" else "x"))
    page = read(marked.page(title=text if where == "title" else None))
    known = {"html", "head", "meta", "title", "style", "body", "h1", "main", "section", "p", "ul", "li", "div"}
    assert {tag for tag, _ in page.elements} <= known | {"mark", "span", "a", "ol", "bdi"}
    allowed = {"class", "title", "id", "href", "dir", "lang", "value", "role"}
    allowed |= {"content", "charset", "name", "http-equiv"}
    for tag, attributes in page.elements:
        assert all(name in allowed or name.startswith("aria-") for name in attributes), (tag, attributes)
        assert str(attributes.get("href", "#")).startswith("#")
    assert shown(marked._repr_html_()) == text
    assert all("display:none" not in data for tags, data in page.parts if "style" in tags)


def test_a_page_needs_nothing_and_may_run_nothing() -> None:
    page = highlight(*judged("revised")).page()
    assert "default-src 'none'" in page
    assert not re.search(r"https?:|url\(|@import|<script|<link|<img", page)


@pytest.mark.parametrize("letter", ["\u202e", "\u2066", "\u200b", "\x1b", "\x00", "\ud800", "\u2028", "\x85", "\ufeff"])
def test_what_steers_a_page_is_written_out(letter: str) -> None:
    text = f"Exports{letter} of RM5 billion{letter}"
    start = text.index("RM5")
    marked = at(text, (start, len(text)), verdict="matches", explanation=f"a{letter}b", quote=text[start:])
    page = marked.page(title=f"T{letter}")
    assert letter not in page
    assert page.encode("utf-8")
    assert shown(page).startswith("Exports\\")


def test_lines_and_tabs_of_a_text_stay() -> None:
    assert shown(at("A\n\n\tRM5\r\nB", (4, 7))._repr_html_()) == "A\n\n\tRM5\nB"


@given(st.text(st.sampled_from("<>&\"'RM5 $€.,0123456789bn million\n২ล้าน৫ \u0301\u0627"), max_size=40), st.data())
def test_no_text_is_lost_and_no_mark_breaks_another(text: str, data: st.DataObject) -> None:
    place = st.integers(0, max(len(text) - 1, 0))
    ends = data.draw(st.lists(st.tuples(place, place), max_size=6)) if text else []
    places = [(min(pair), max(pair) + 1) for pair in ends]
    markup = at(text, *places)._repr_html_()
    reader = read(markup)
    assert shown(markup) == text
    assert not [tags for tags, _ in reader.parts if tags.count("mark") > 1]
    assert len(reader.of("li")) == len(places) + (1 if places else 0)


# Marks that overlap


def pieces(markup: str) -> list[tuple[str, str]]:
    return re.findall(r'<mark class="tvm-([\w-]+)"[^>]*>(.*?)</mark>', markup)


def test_a_number_in_another_is_seen_and_both_are_explained() -> None:
    text = "up RM3 billion (of RM9 billion) more"
    rows = [level("RM3 billion (of RM9 billion) more", 3e9), level("RM9 billion", 9e9)]
    frame = found_in(text, *rows).assign(verdict=["cannot tell", "contradicts"], explanation=["one", "two"])
    markup = highlight(text, frame)._repr_html_()
    assert pieces(markup) == [
        ("cannot-tell", "RM3 billion (of "),
        ("contradicts", "RM9 billion"),
        ("cannot-tell", ") more"),
    ]
    assert markup.index(">2 ✗ contradicts</a>") < markup.index(">1 ? cannot tell</a>")
    inner = next(each for each in read(markup).of("mark") if each["class"] == "tvm-contradicts")
    assert str(inner["title"]).split("\n") == ["1 ? cannot tell: one", "2 ✗ contradicts: two"]


def test_numbers_that_cross_share_the_piece_between_them() -> None:
    assert [text for _, text in pieces(at("abcdef", (0, 4), (2, 6))._repr_html_())] == ["ab", "cd", "ef"]


def test_of_two_numbers_in_one_place_the_contradiction_is_seen() -> None:
    text = "RM9 billion"
    frame = found_in(text, level(text, 9e9), level(text, 9e9)).assign(verdict=["matches", "contradicts"])
    markup = highlight(text, frame)._repr_html_()
    assert pieces(markup) == [("contradicts", text)]
    assert "1 ✓ matches" in markup
    assert "2 ✗ contradicts" in markup


def test_marks_are_numbered_in_the_order_of_the_text_and_linked_both_ways() -> None:
    text, frame = judged(*VERDICTS)
    page = read(highlight(text, frame.iloc[::-1]).page())
    names = [str(attributes["id"]) for _, attributes in page.elements if "id" in attributes]
    links = [str(attributes["href"]) for attributes in page.of("a")]
    assert len(names) == len(set(names)) == 2 * len(VERDICTS)
    assert sorted(links) == sorted(f"#{name}" for name in names)
    assert [attributes["value"] for attributes in page.of("li") if "value" in attributes] == ["1", "2", "3", "4"]
    assert {str(mark["aria-describedby"]) for mark in page.of("mark")} <= set(names)


def test_two_texts_in_one_notebook_have_names_of_their_own() -> None:
    one, other = (highlight(*judged(verdict))._repr_html_() for verdict in ("matches", "revised"))
    assert not set(re.findall(r' id="([^"]+)"', one)) & set(re.findall(r' id="([^"]+)"', other))


# Contrast


def channels(colour: str) -> Iterator[float]:
    for place in (1, 3, 5):
        part = int(colour[place : place + 2], 16) / 255
        yield part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    red, green, blue = channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2: from 1, of the same colour, to 21, of black on white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", ["LIGHT", "DARK"])
def test_text_and_signs_stand_out_from_what_they_stand_on(name: str) -> None:
    palette: style.Palette = getattr(style, name)
    assert palette.states.keys() == style.LINES.keys() == words.STATES.keys()
    for colour in (palette.ink, palette.minor, palette.link):
        assert contrast(colour, palette.page) >= 4.5
    for shade in palette.states.values():
        assert contrast(palette.ink, shade.ground) >= 4.5
        assert contrast(shade.sign, palette.page) >= 4.5
        assert contrast(shade.sign, shade.ground) >= 3  # the line under the mark


def test_colours_are_those_of_the_reader_of_the_notebook_and_of_paper() -> None:
    sheet = style.style_sheet()
    assert "prefers-color-scheme:dark" in sheet
    assert '[data-jp-theme-light="false"]' in sheet
    assert "@media print" in sheet


# What it takes


def test_frames_of_other_engines_are_marked_alike() -> None:
    text, frame = judged("matches", "revised")
    wanted = highlight(text, frame).page()
    plain = pl.from_pandas(frame)
    assert highlight(text, plain).page() == highlight(text, plain.lazy()).page() == wanted
    assert highlight(text, duckdb.connect().from_arrow(plain.to_arrow())).page() == wanted


def test_a_file_is_marked_as_it_is_seen_and_the_page_written(tmp_path: Path) -> None:
    path = tmp_path / "news.html"
    path.write_text("<p>Exports were <b>RM5 billion</b> in 2024.</p>", encoding="utf-8")
    marked = highlight(path, tv.read_figures(path))
    assert marked.text == "Exports were RM5 billion in 2024."
    written = marked.save(tmp_path / "new" / "checked.html", title="News")
    assert written.read_text(encoding="utf-8") == marked.page(title="News")
    assert "<title>News</title>" in marked.page(title="News")


def test_a_text_without_numbers_says_so() -> None:
    marked = highlight("nothing here", tv.read_figures("nothing here"))
    assert "No number is marked in this text." in marked.page()
    assert repr(marked) == "<MarkedText: 0 numbers in 12 characters>"
    assert "<ul" not in marked._repr_html_()


@pytest.mark.parametrize(("locale", "lang"), [("zh_Hant", "zh-Hant"), ('en" onload="x', None), (None, None)])
def test_a_text_has_its_language(locale: str | None, lang: str | None) -> None:
    text, frame = judged("matches")
    page = read(highlight(text, frame.assign(locale=locale)).page())
    assert next(each for each in page.of("div") if each["class"] == "tvm-text").get("lang") == lang


@pytest.mark.parametrize(
    ("change", "words_of_it"),
    [
        ({"text_end": 500}, "of a text of 11 characters"),
        ({"text_end": 0}, "0 to 0"),
        ({"text_start": -1}, "a place in the text"),
        ({"text_start": None}, "text_start is missing"),
        ({"text_start": 0.5}, "whole numbers"),
        ({"quote": "RM7 billion"}, "where the frame has 'RM7 billion'"),
        ({"verdict": "true"}, "allowed: matches, revised, contradicts, cannot tell"),
    ],
)
def test_a_frame_of_another_text_is_refused(change: dict[str, object], words_of_it: str) -> None:
    text, frame = judged("matches")
    with pytest.raises(TableError) as caught:
        highlight(text, frame.assign(**change))
    assert words_of_it in str(caught.value)


def test_a_frame_without_places_is_refused() -> None:
    with pytest.raises(TableError, match="text_start"):
        highlight("x", tv.load())


def test_the_highlight_of_figures_stays() -> None:
    assert tv.highlight is highlight
    assert tv.figures.highlight is highlight_figures


@pytest.mark.parametrize(("start", "end"), [(202412, 202401), (5, 202413), (2024, 2024), (-1, 0)])
def test_months_that_are_none_are_not_written(start: int, end: int) -> None:
    fact = words.describe_reading({"kind": "level", "value": 5e9, "currency": "MYR", "start": start, "end": end})
    assert fact[1] == "Time: not settled."


def test_many_marks_are_named_once() -> None:
    text = "RM5 billion " * 2000
    page = at(text, *[(place * 12, place * 12 + 11) for place in range(2000)]).page()
    assert page.count("<li id=") == 2000


def test_what_an_explanation_says_of_a_judged_number_is_not_said_again() -> None:
    claims = found_in(TEXT, RISEN)
    judged = claims.assign(verdict="matches", explanation="It matches.", official_value=84.43e9)
    left_open = claims.assign(verdict="cannot tell", explanation="It cannot be judged.", official_value=None)
    assert highlight(TEXT, judged).marks[0].facts == ()
    assert highlight(TEXT, left_open).marks[0].facts != ()


def test_two_readings_are_marked_by_what_they_have_alike_and_apart() -> None:
    text = "In 2024 exports were RM5 billion, imports RM4 billion, and <b>tin</b> was sold for 3 million bucks."
    other = [
        {"value": 5e9, "currency": "MYR", "period": 2024, "flow": "export"},
        {"value": 4e9, "currency": "MYR", "period": 2021},
        {"value": 3e6, "currency": "USD", "quote": "3 million bucks"},
        {"value": 9e9, "currency": "MYR", "quote": "<script>alert(1)</script>"},
    ]
    marked = highlight(text, tv.compare_readings(text, other))
    assert [(mark.quote, mark.word) for mark in marked.marks] == [
        ("RM5 billion", "read alike"),
        ("RM4 billion", "read differently"),
        ("3 million bucks", "not in the text"),
        ("<script>alert(1)</script>", "not in the text"),
    ]
    page = read(marked.page())
    assert len(page.of("mark")) == 3
    assert page.of("script") == []
    assert page.of("b") == []
    assert "1 number of the second reading has no place in it" in marked.page()
    alone = highlight("Exports were RM5 billion.", tv.compare_readings("Exports were RM5 billion.", []))
    assert [mark.word for mark in alone.marks] == ["first alone"]
    bare = "Berne sold medicines to Seoul for 3.2 billion Swiss francs in 2022. Its watches: 740 million."
    second = highlight(bare, tv.compare_readings(bare, [{"value": 740e6, "currency": "CHF"}]))
    assert [mark.word for mark in second.marks] == ["first alone", "second alone"]
