"""A text with its figures marked: escaped, whole, and with what was read beside each."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from tradeview.prose import highlight, read_figures

NOTES = re.compile(r"<span [^>]*>.*?</span>", re.DOTALL)


def html(text: str, locale: str | None = None) -> str:
    return highlight(text, locale)._repr_html_()


def shown(markup: str) -> str:
    """What a reader sees of the text itself, without the notes."""
    return unescape(re.sub(r"<[^>]*>", "", NOTES.sub("", markup)))


def test_each_figure_is_marked_in_place_with_what_was_read() -> None:
    markup = html("Exports were more than RM5 billion in 2024 (US$1 = RM4.35).")
    assert re.findall(r"<mark [^>]*>(.*?)</mark>", markup) == ["RM5 billion", "US$1", "RM4.35"]
    assert re.findall(r'title="(.*?)"', markup) == [
        "more than MYR 5,000,000,000, 2024, export",
        "USD 1, rate",
        "MYR 4.35, rate",
    ]


def test_a_part_of_a_year_shows_its_months_and_an_open_number_says_so() -> None:
    assert "2025-01/2025-06" in html("RM5 billion in the first half of 2025")
    assert "EUR two readings" in html("EUR 1.234")


def test_three_kinds_have_three_colours() -> None:
    colours = {re.search(r"background:(#\w+)", html(text))[1] for text in ("RM5", "EUR 1.234", "RM4.35 per US dollar")}  # type: ignore[index]
    assert len(colours) == 3


def test_markup_in_a_text_is_shown_and_never_run() -> None:
    text = '<script>alert("RM5")</script> & <img src=x onerror=alert(1)> RM5 billion" onmouseover="x'
    markup = html(text)
    assert set(re.findall(r"<(\w+)", markup)) == {"div", "mark", "span"}
    assert shown(markup) == text


def test_it_names_itself_and_keeps_its_figures() -> None:
    found = highlight("RM5 billion")
    assert repr(found) == "<Highlight: 1 figures in 11 characters>"
    assert found.figures.equals(read_figures("RM5 billion"))


@given(st.text(st.sampled_from("<>&\"'RM5 $€.,0123456789bn million\n২ล้าน৫ \u0301"), max_size=60))
def test_no_text_is_lost(text: str) -> None:
    assert shown(html(text)) == text


def test_what_steers_a_page_is_written_out() -> None:
    text = "Exports\u202e of RM5 billion\u2066\x1b in 2024.\nA\ud800"
    marked = html(text, "en")
    assert not {"\u202e", "\u2066", "\x1b", "\ud800"} & set(marked)
    assert shown(marked) == text.encode("unicode-escape").decode().replace("\\n", "\n")
