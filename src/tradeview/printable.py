r"""Text from elsewhere as it may be shown: what steers a terminal, turns a line round or hides is written out.

Names, sources and headers come from files and servers. On a terminal an escape sequence among them overwrites what was
printed before, and an override of direction lets a name read as another one. Where text is shown to a person, in a
message, a table or a page, such characters stand as Python writes them: `\x1b`, `\u202e`. In data they stay, save NUL,
of which no text has any: a file with it is refused as it is read.
"""

import re
import unicodedata
from html import escape

# Classes of HTML in which notebooks look for no mathematics: JupyterLab sets what stands between two dollar signs in
# italics, "US$2 billion and US$3 billion" too. It heeds the first of them, older notebooks and nbconvert the second.
NO_MATHEMATICS = "mathjax_ignore tex2jax_ignore"

# What has no shape of its own: controls, line and paragraph separators, halves of surrogate pairs, marks of direction,
# blanks without width, letters that fill a place and show nothing. Numbers' signs of Arabic (U+0600 …) are format
# characters, too, but are seen.
INVISIBLE = (
    r"\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e"
    r"\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e007f"
)
# Joiners are part of the spelling in Persian, Bengali, Malayalam and their neighbours, between letters of theirs alone.
JOINERS = r"(?<![\u0600-\u1cff\ua840-\uabff])[\u200c\u200d]"
UNPRINTABLE = re.compile(f"[{INVISIBLE}]|{JOINERS}")
ELLIPSIS = "…"
# Vowels of Thai and Lao that are written before the consonant that they follow in speech, and those that stand behind
# it as letters of their own: neither is parted from it.
VOWELS_BEFORE, VOWELS_BEHIND = "เแโใไເແໂໃໄ", "ะาำๅະາຳ"
VIRAMA = 9  # the combining class of the sign that joins a consonant of India's scripts to the next
NAMED = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}


def escape_unprintable(text: str, keep: str = "") -> str:
    r"""Write out the characters that steer a terminal or are not seen, save those to `keep`.

    Examples
    --------
    >>> print(escape_unprintable("trade\x1b[2K\u202e.csv"))
    trade\x1b[2K\u202e.csv
    >>> escape_unprintable("Côte d'Ivoire, পাম তেল, می‌خواهم")
    "Côte d'Ivoire, পাম তেল, می\u200cخواهم"
    """

    def write_out(found: re.Match[str]) -> str:
        letter = found[0]
        return letter if letter in keep else NAMED.get(letter) or _code_of(letter)

    return UNPRINTABLE.sub(write_out, text)


def split_clusters(text: str) -> list[str]:
    """Split a text into what a reader takes for its letters: each with its marks and vowel signs, conjuncts whole.

    Examples
    --------
    >>> split_clusters("ক্ষুদ্র"), split_clusters("เพิ่ม")
    (['ক্ষু', 'দ্র'], ['เพิ่', 'ม'])
    """
    clusters: list[str] = []
    before = ""
    for letter in text:
        if before and _is_joined(before, letter):
            clusters[-1] += letter
        else:
            clusters.append(letter)
        before = letter
    return clusters


def _is_joined(before: str, letter: str) -> bool:
    """Tell whether a letter belongs to the one before."""
    if before.isascii() and letter.isascii():
        return False
    if letter in "\u200c\u200d" or unicodedata.category(letter).startswith("M") or letter in VOWELS_BEHIND:
        return before != " "
    if before == "\u200d" or before in VOWELS_BEFORE:
        return letter != " "
    return unicodedata.combining(before) == VIRAMA and unicodedata.category(letter) == "Lo"


def shorten_text(text: str, most: int) -> str:
    """Cut a text that has more than so many letters, ellipsis included, and never within one.

    Examples
    --------
    >>> shorten_text("palm oil", 5), shorten_text("ক্ষুদ্র ঋণ", 6)
    ('palm…', 'ক্ষু…')
    """
    if len(text) <= most:
        return text
    kept = ""
    for cluster in split_clusters(text):
        if len(kept + cluster) > most - len(ELLIPSIS):
            break
        kept += cluster
    return kept.rstrip() + ELLIPSIS


def escape_html(text: str) -> str:
    r"""Escape a text for a page of HTML, and write out what would turn its direction round, or is not seen.

    Examples
    --------
    >>> print(escape_html("<b>\u202etrade</b>"))
    &lt;b&gt;\u202etrade&lt;/b&gt;
    """
    # A line of a file from Windows ends in two characters, of which a browser shows one.
    return escape(escape_unprintable(text.replace("\r\n", "\n"), keep="\t\n"))


def _code_of(letter: str) -> str:
    number = ord(letter)
    if number <= 0xFF:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def escape_json(text: str) -> str:
    r"""Write out such characters in JSON, whose own escapes lose nothing: a program reads the same text.

    Examples
    --------
    >>> print(escape_json('["a\u202eb"]'))
    ["a\u202eb"]
    """

    def write_out(found: re.Match[str]) -> str:
        units = found[0].encode("utf-16-be", "surrogatepass")
        return "".join(f"\\u{units[at] * 256 + units[at + 1]:04x}" for at in range(0, len(units), 2))

    # Line breaks stand between the values of JSON, never in them.
    return re.sub(rf"(?!\n){UNPRINTABLE.pattern}", write_out, text)


def utf8_bytes(text: str) -> bytes:
    r"""Encode a text in UTF-8, which half a surrogate pair, from broken JSON or a file's name, has no place in.

    It is written out, so that nothing is lost without being seen.

    Examples
    --------
    >>> utf8_bytes("é\ud800")
    b'\xc3\xa9\\ud800'
    """
    return text.encode("utf-8", "backslashreplace")
