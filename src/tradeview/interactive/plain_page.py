"""A page that needs nothing else and runs nothing: what `tv.show` and `tv.highlight` write to a file."""

from pathlib import Path

from tradeview.printable import escape_html, utf8_bytes
from tradeview.sources.writing.files import write_together
from tradeview.words.language import spoken

NO_SCRIPTS = "default-src 'none'; style-src 'unsafe-inline'"


def make_plain_page(name: str, style: str, body: str, *, has_heading: bool = True) -> str:
    """Make a page of markup of our own, called `name`, which stands above it, too, if it is to have a heading.

    It says of itself that it is in the language that is spoken.
    """
    shown = escape_html(name)
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{NO_SCRIPTS}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{shown}</title>'
        f"<style>{style}</style>"
    )
    heading = f'<h1 dir="auto">{shown}</h1>' if has_heading else ""
    inside = f"<body>{heading}<main>{body}</main></body>"
    return f"<!DOCTYPE html>\n<html{write_language()}><head>{head}</head>{inside}</html>\n"


def write_language() -> str:
    """Write the attributes of markup that say in which language it is, and where from right to left its lines run.

    Examples
    --------
    >>> write_language()
    ' lang="en"'
    """
    language = spoken()
    direction = ' dir="rtl"' if language.is_right_to_left else ""
    return f' lang="{language.code}"{direction}'


def save_page(path: str | Path, page: str) -> Path:
    """Write a page to a file, whole or not at all, and return its path.

    Raises
    ------
    ExportError
        It cannot be written.
    """
    written = Path(path)
    write_together({written: utf8_bytes(page)})
    return written
