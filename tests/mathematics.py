r"""What a notebook would set as mathematics: two dollar signs in one paragraph of Markdown, or in one text of HTML.

As JupyterLab 4.6 does (tried in it: `tests/interactive/test_dollars.py`): in the source of a paragraph, a table being
one, `$` opens and closes, save in code and as `\$`. In the HTML that comes of it, and in that of outputs, `\$` is `$`
again, and two of them in one text are mathematics, save in code and below the class `mathjax_ignore`.
"""

import re
from html.parser import HTMLParser

import mistune

CODE = re.compile(r"```.*?```|~~~.*?~~~|(`+).+?\1", re.DOTALL)
SKIPPED = {"code", "pre", "script", "style", "textarea"}
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "col", "source"}
DELIMITERS = re.compile(r"\$.*\$|\\\(.*\\\)|\\\[.*\\\]|\\begin\{", re.DOTALL)


class _Texts(HTMLParser):
    """Texts of HTML in which mathematics is looked for: what stands between two tags, lines of one text together."""

    def __init__(self) -> None:
        super().__init__()
        self.texts = [""]
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"br", "wbr"}:  # which stand within mathematics
            return
        self.texts.append("")
        if tag not in VOID:
            classes = (dict(attrs).get("class") or "").split()
            is_left_out = tag in SKIPPED or "mathjax_ignore" in classes
            self._open.append((tag, is_left_out))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        self.texts.append("")
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(is_left_out for _, is_left_out in self._open):
            self.texts[-1] += data


def mathematics_of_html(html: str) -> list[str]:
    """List the texts of HTML that a notebook would read as mathematics."""
    parser = _Texts()
    parser.feed(html)
    parser.close()
    return [text for text in parser.texts if DELIMITERS.search(text)]


def mathematics_of_markdown(source: str) -> list[str]:
    """List the paragraphs of Markdown that a notebook would read as mathematics, and texts of what comes of them."""
    paragraphs = re.split(r"\n\s*\n", CODE.sub("", source))
    found = [paragraph for paragraph in paragraphs if len(re.findall(r"(?<!\\)\$", paragraph)) > 1]
    render = mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])
    return found + mathematics_of_html(str(render(source)))
