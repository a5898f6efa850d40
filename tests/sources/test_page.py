"""Pages of HTML, as a browser shows them."""

from contextlib import suppress

import pytest

from tradeview.errors import FigureError
from tradeview.sources.page import find_title, show_page

PAGE = (
    "<html><head><title>T</title><style>p {width: 5}</style><script>var value = '<p>7</p>';</script></head>"
    "<body><!-- 8 --><h1>Trade &amp; money</h1><p>Exports were\n\t RM11.46&nbsp;billion, <b>up</b>&#32;4&#37;.<br>"
    "Imports <template>9</template>fell.</p><script>10</script><noscript>11</noscript></body></html>"
)


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<TITLE lang=en>Trade &amp; money</TITLE><svg><title>A chart</title></svg>", "Trade & money"),
        ("<title> Two\n lines </title>", "Two lines"),
        ("<p>nothing</p>", ""),
        ("", ""),
    ],
)
def test_a_page_has_a_title(html: str, title: str) -> None:
    assert find_title(html) == title


def test_scripts_styles_and_comments_show_nothing() -> None:
    assert show_page(PAGE) == "Trade & money\n\nExports were RM11.46\xa0billion, up 4%.\nImports fell."


def test_what_is_hidden_shows_nothing() -> None:
    html = "<p>a<span hidden>1</span><p hidden>2<p style='Display : None'>3<p style='visibility:hidden'>4<p>b"
    assert show_page(html) == "a\n\nb"


def test_what_is_struck_out_and_what_is_to_be_chosen_shows_nothing() -> None:
    html = "<p>was <del>$5 bn</del><ins>$6 bn</ins>, <s>or</s><strike>1</strike> more<option>$7 bn</option>"
    assert show_page(html) == "was $6 bn, more"
    assert show_page("<p>$5 bn<ins>$6 bn</ins>") == "$5 bn $6 bn"


def test_inline_elements_part_no_word() -> None:
    html = "<p>RM<b>11</b>.<i>46</i> bil<wbr>lion <a href='$9'>in</a>\n<em>2024</em>"
    assert show_page(html) == "RM11.46 billion in 2024"


def test_tables_are_shown_row_by_row() -> None:
    html = (
        "Before<table><caption>In US$</caption><thead><tr><th>Year<th>Exports</tr></thead>"
        "<tr><td>2023</td><td><p>1.5</p>\n<p>million</p></td></tr><tr><td></td><td>2</td></tr>"
        "<tr><td>2024<td></td><td><table><tr><td>3</td><td>4</td></tr></table></table>After"
    )
    assert show_page(html).split("\n") == [
        "Before", "", "In US$", "", "Year\tExports", "2023\t1.5 million", "2", "2024\t\t\t3\t4", "", "After",
    ]  # fmt: skip


def test_lists_are_shown_item_by_item_below_what_leads_them() -> None:
    html = "<p>Exports in 2024:</p><ul><li>palm oil <ul><li>crude<li>refined</ul><li><p>rubber</p></ul><p>After</p>"
    assert show_page(html) == "Exports in 2024:\n• palm oil\n• crude\n• refined\n• rubber\n\nAfter"
    assert show_page("<p>Before<ol><li>one</ol>") == "Before\n\n• one"


def test_lines_of_preformatted_text_stay() -> None:
    assert show_page("<pre>a   b\nc</pre>d\ne") == "a b\nc\n\nd e"


def test_what_is_set_high_joins_no_number() -> None:
    assert show_page("1,133<sup>2</sup> million") == "1,133² million"
    assert show_page("1,133<sup><a href='#n'>12</a></sup> million") == "1,133¹² million"
    assert show_page("1,133<sup>a</sup> and 5<sup>[3]</sup>, 1<sup>st</sup>") == "1,133(a) and 5[3], 1st"
    assert show_page("CO<sub>2</sub>") == "CO₂"


@pytest.mark.parametrize(
    "piece",
    ["<", "<!--", "<a ", "<a x='", "<script>", "</", "<b>", "<p><b>", "<table>", "<![CDATA[", "&", "<?", "\0<p>"],
)
def test_hostile_pages_are_read_or_refused(piece: str) -> None:
    # html.parser needs minutes for some of these.
    with suppress(FigureError):
        assert show_page(piece * 50_000 + "RM5").count("RM5") <= 1


def test_elements_within_one_another_without_end_are_refused() -> None:
    with pytest.raises(FigureError, match="elements 50000 deep within one another"):
        show_page("<div>" * 50_000)
    assert show_page("<div><p>a</div>" * 50_000).count("a") == 50_000
