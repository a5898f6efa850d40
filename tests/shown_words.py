"""What a page says in its own language: its text and the attributes that are read, without what is in another one."""

from collections.abc import Iterator
from html.parser import HTMLParser

# Elements that never have an end of their own.
VOID = {"meta", "link", "br", "img", "input", "hr"}
NOT_SHOWN = {"style", "script"}
READ = ("alt", "aria-label", "title", "data-label", "placeholder")


class ShownWords(HTMLParser):
    """Reads a page; what stands in an element of another language, as printed words do, is left out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.language: str | None = None
        self.direction: str | None = None
        self.words: list[str] = []
        self.quoted: list[str] = []
        self.links: list[dict[str, str | None]] = []
        self._open: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the language of an element, and what it has to be read."""
        given = dict(attrs)
        if tag == "html":
            self.language, self.direction = given.get("lang"), given.get("dir")
        if "hreflang" in given:
            self.links.append({"tag": tag, **given})
        language = given.get("lang") or (self._open[-1][1] if self._open else None)
        if language == self.language and tag not in NOT_SHOWN:
            self.words += [str(given[name]) for name in READ if given.get(name)]
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of a drawing without anything in it."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element of this name."""
        if tag in [name for name, _ in self._open]:
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Note text where it stands."""
        if not data.strip() or not self._open:
            return
        tag, language = self._open[-1]
        if tag in NOT_SHOWN:
            return
        (self.words if language == self.language else self.quoted).append(data)


def pieces(page: str) -> Iterator[str]:
    """Each piece of text that a page says in its own language, on one line."""
    for piece in ShownWords(page).words:
        yield " ".join(piece.split())
