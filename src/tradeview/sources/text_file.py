"""Files of text: what a reader sees of a page, a PDF or a plain text, as the text that offsets count in."""

import codecs
import io
import logging
import re
from pathlib import Path

from tradeview.arguments import check_arguments
from tradeview.errors import FigureError, MissingExtraError, TradeviewError, install_extra
from tradeview.sources.opening import UTF_16, decode_text, file_at, is_workbook, is_zip, read_file, utf8_text

logger = logging.getLogger("tradeview")

ENDINGS = (".txt", ".md", ".html", ".htm", ".xhtml", ".pdf")  # of files that are taken from a folder
PAGES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
MAX_BYTES = 50_000_000  # of a file: a page of a newspaper is a hundredth of it
HEAD = 2048  # bytes within which a page says its encoding
PAGE_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
ESCAPE = b"\x1b"  # begins each change of alphabet in ISO 2022, whose bytes are all those of ASCII
# What pages call their encoding, and the codec that knows all that such pages hold (the Encoding Standard of WHATWG).
WEB_CODECS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "windows-31j": "cp932",
    "x-sjis": "cp932",
    "euc_kr": "cp949",
    "windows-949": "cp949",
    "big5": "big5hkscs",
    "x-euc-jp": "euc_jp",
}
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*")
UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
PDF = b"%PDF-"
PDF_START = 1024  # bytes within which a PDF may begin


@check_arguments
def visible_text(path: str | Path) -> str:
    r"""Return the text that a reader sees of a file: the text in which `read_figures(path)` counts its offsets.

    Parameters
    ----------
    path : str or pathlib.Path
        A page of HTML, told by its name or its first words; a PDF with text, which needs the extra `pdf`; or plain
        text, such as .txt and .md, in UTF-8, or in UTF-16 or UTF-32 with a byte-order mark.

    Returns
    -------
    str
        Of a page what a browser shows: an empty line between blocks, a line for each row of a table, its cells parted
        by tabs, and for each item of a list. Of a PDF its pages in turn, an empty line between them. Plain text as it
        is.

    Raises
    ------
    MissingFileError
        There is no such file.
    MissingExtraError
        The file is a PDF, and the extra is not installed.
    TableError
        There is a folder.
    FigureError
        The file is none of these, is damaged, too large, in an encoding that it does not say, or has no text: a PDF
        of pictures.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "news.html")
    ...     _ = path.write_text("<h1>Trade</h1><p>Exports: RM<b>11.46</b>&nbsp;billion<script>let x = 'RM9'</script>")
    ...     visible_text(path)
    'Trade\n\nExports: RM11.46\xa0billion'
    """
    path = file_at(path, "to be read as text", "name one text")
    data = read_file(path, FigureError, MAX_BYTES)
    if PDF in data[:PDF_START] and not data.startswith(b"<"):
        return _read_pdf(data, path.name)
    _refuse_other_kinds(data, path.name)
    if path.suffix.lower() in PAGES or PAGE_START.match(data):
        return _read_page(data, path.name)
    return decode_plain_text(data, path.name)


def decode_plain_text(data: bytes, name: str) -> str:
    r"""Decode a plain text: in what its byte-order mark says, else in UTF-8.

    Raises
    ------
    FigureError
        It is in no such encoding.

    Examples
    --------
    >>> [decode_plain_text("RM5".encode(encoding), "a text") for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32")]
    ['RM5', 'RM5', 'RM5', 'RM5']
    """
    marked = _find_marked_encoding(data)
    if marked is not None:
        return _decode_as(data, marked, name, "a text")
    return utf8_text(data, name, error=FigureError)


def _find_marked_encoding(data: bytes) -> str | None:
    """Name the encoding of two or four bytes a letter that a byte-order mark says."""
    # The mark of UTF-32 begins with that of UTF-16.
    if data.startswith(UTF_32):
        return "utf-32"
    return "utf-16" if data.startswith(UTF_16) else None


def _refuse_other_kinds(data: bytes, name: str) -> None:
    """Refuse what is no text, with what it is."""
    kind = ""
    if is_zip(data):
        kind = "a packed file, such as a .docx or an .xlsx"
    elif is_workbook(data):
        kind = "an old file of Word or Excel"
    elif data.startswith(PICTURES):
        kind = "a picture"
    elif b"\x00" in data[:HEAD] and _find_marked_encoding(data) is None:
        kind = "a file that is no text"
    if kind:
        raise FigureError(f"{name} is to be read as text", kind, "save it as .txt, .html or .pdf")


def _read_page(data: bytes, name: str) -> str:
    """Read a page in the encoding that it is in."""
    # The parser is loaded where a page is read: most texts are none.
    from tradeview.sources.page import show_page  # noqa: PLC0415

    return show_page(_decode_page(data, name))


def _decode_page(data: bytes, name: str) -> str:
    """Decode a page: by its byte-order mark, as UTF-8 where that fits whatever it says, else in what it says."""
    marked = _find_marked_encoding(data)
    if marked is not None:
        return _decode_as(data, marked, name)
    if ESCAPE not in data:
        try:
            return decode_text(data, ("utf-8-sig",), name)
        except UnicodeDecodeError:
            logger.debug("%s is not UTF-8", name)
    said = CHARSET.search(data[:HEAD])
    if said is None:
        raise FigureError(f"{name} is to be read as a page", "no encoding, and no UTF-8", "save it as UTF-8")
    return _decode_as(data, str(said[1], "ascii").lower(), name)


def _decode_as(data: bytes, said: str, name: str, kind: str = "a page") -> str:
    """Decode a page, or a text, in the encoding that it says."""
    try:
        codec = WEB_CODECS.get(said) or codecs.lookup(said).name
        return decode_text(data, (WEB_CODECS.get(codec, codec),), name)
    except (LookupError, UnicodeError) as error:
        # Python has codecs that are no encodings of texts, and say so by an error that names no byte.
        found = f"the encoding {said!r}, which is not known"
        if isinstance(error, UnicodeDecodeError):
            found = f"byte {error.start} is not of the encoding {said!r} that it names"
        raise FigureError(f"{name} is to be read as {kind}", found, "save it as UTF-8") from error


def _read_pdf(data: bytes, name: str) -> str:
    """Read the text of a PDF, page by page."""
    try:
        pages = _extract_pages(data, name)
    except TradeviewError:
        raise
    # A damaged PDF ends in any error that Python has: a missing key, a wrong type, a number too large.
    except Exception as error:
        raise FigureError(f"{name} is to be read", f"a damaged PDF: {error}", "save it anew, or as text") from error
    text = "\n\n".join(pages).strip()
    if not text:
        raise FigureError(f"{name} is to be read", "a PDF without text, of pictures", "have its text recognised first")
    return text


def _extract_pages(data: bytes, name: str) -> list[str]:
    """Return the text of each page of a PDF."""
    try:
        from pypdf import PdfReader  # noqa: PLC0415 - an extra
    except ImportError as error:
        remedy = f"{install_extra('pdf')}, or save it as text"
        raise MissingExtraError(f"{name} is to be read", "a PDF, and no pypdf", remedy) from error
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise FigureError(f"{name} is to be read", "a PDF with a password", "save it without one")
    return [page.extract_text() for page in reader.pages]
