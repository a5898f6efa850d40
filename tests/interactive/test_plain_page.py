"""Pages that need nothing else: what they are called is text, nothing in them runs, and they are written whole."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tradeview.errors import ExportError
from tradeview.interactive.plain_page import NO_SCRIPTS, make_plain_page, save_page

HOSTILE = "<script>alert(1)</script> & “figures” \N{RIGHT-TO-LEFT OVERRIDE}"


@pytest.mark.parametrize("has_heading", [True, False])
def test_what_a_page_is_called_is_text(*, has_heading: bool) -> None:
    made = make_plain_page(HOSTILE, "p{color:red}", "<p>body</p>", has_heading=has_heading)
    page = LexborHTMLParser(made)
    assert not page.css("script")
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in made
    title = page.css_first("title").text()
    assert title.startswith("<script>alert(1)</script> & “figures”")
    assert [node.text() for node in page.css("h1")] == ([title] if has_heading else [])
    assert page.css_first("main p").text() == "body"
    policy = page.css_first("meta[http-equiv='Content-Security-Policy']").attributes["content"]
    assert policy == NO_SCRIPTS
    assert "script" not in policy


def test_a_page_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    assert save_page(str(path), "“page”\n") == path
    assert path.read_bytes() == "“page”\n".encode()
    with pytest.raises(ExportError):
        save_page(tmp_path, "a folder is no file")
    assert sorted(tmp_path.iterdir()) == [path]
