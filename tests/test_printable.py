"""Text from elsewhere: what steers a terminal or hides is written out, and every script is left as it is spelt."""

import json
import sys
import unicodedata

import pytest

from tradeview.errors import TableError
from tradeview.printable import (
    UNPRINTABLE,
    escape_json,
    escape_unprintable,
    shorten_text,
    split_clusters,
    utf8_bytes,
)

# Format characters that are seen: signs before numbers and ends of verses. Joiners depend on what is before them.
SEEN = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13440)}
HOSTILE = {
    "\x1b[2K\x1b[1A": r"\x1b[2K\x1b[1A",
    "\x1b]0;title\x07": r"\x1b]0;title\x07",
    "\x9b2J": r"\x9b2J",
    "wrong\rvalid": r"wrong\rvalid",
    "one\ntwo\tthree": r"one\ntwo\tthree",
    "a\u202egnp.exe": r"a\u202egnp.exe",
    "\u2066x\u2069": r"\u2066x\u2069",
    "pass\u200bword": r"pass\u200bword",
    "a\u200db": r"a\u200db",
    "\ufeffx": r"\ufeffx",
    "x\ud800": r"x\ud800",
    "\udc80": r"\udc80",
    "\0": r"\x00",
    "\U000e0041": r"\U000e0041",
}
SPELT = ["Côte d'Ivoire", "পাম তেল", "क्\u200dष", "می\u200cخواهم", "ക്\u200d", "日本、2024年", "שלום", "\\[/red]", "😀"]


@pytest.mark.parametrize(("text", "shown"), HOSTILE.items())
def test_what_steers_or_hides_is_written_out(text: str, shown: str) -> None:
    assert escape_unprintable(text) == shown
    assert escape_unprintable(f"a {text} b") == f"a {shown} b"


@pytest.mark.parametrize("text", SPELT)
def test_what_is_spelt_so_stays(text: str) -> None:
    assert escape_unprintable(text) == text


def test_every_character_that_is_not_seen_is_known() -> None:
    missed = []
    for number in range(sys.maxunicode + 1):
        kind = unicodedata.category(chr(number))
        if kind in {"Cc", "Cf", "Cs", "Zl", "Zp"} and number not in SEEN and not UNPRINTABLE.fullmatch(chr(number)):
            missed.append(hex(number))
    assert missed == []


def test_line_breaks_of_a_text_may_be_kept() -> None:
    assert escape_unprintable("a\n\tb\x1b", keep="\n\t") == "a\n\tb\\x1b"


@pytest.mark.parametrize("text", HOSTILE)
def test_json_reads_back_as_it_was(text: str) -> None:
    written = escape_json(json.dumps({"a": [text]}, ensure_ascii=False, indent=2))
    assert json.loads(written) == {"a": [text]}
    assert not UNPRINTABLE.search(written.replace("\n", ""))


def test_half_a_surrogate_pair_is_written_out() -> None:
    assert utf8_bytes("é\ud800").decode() == r"é\ud800"


@pytest.mark.parametrize(("text", "shown"), HOSTILE.items())
def test_a_message_is_one_line_a_part_whatever_it_quotes(text: str, shown: str) -> None:
    error = TableError("a table is read", text, f"mend {text}", [text, "row 2"])
    assert str(error) == f"a table is read; found: {shown}; do: mend {shown}\n  {shown}\n  row 2"
    assert error.found == text, "the part itself is what was there"


# Each list as a reader of the language counts its letters; the first four are those of the examples in UAX 29 and in
# the Unicode chapters on Thai and Bengali.
@pytest.mark.parametrize(
    "letters",
    [
        ["g", "e\u0301", "!"],
        ["กำ", "ลั", "ง"],
        ["เพิ่", "ม", "ขึ้", "น"],
        ["ক্ষি", "প্র"],
        ["র‍্যা", "ব"],
        ["উ", "ৎ", "স"],
        ["مُ", "حَ", "مَّ", "د"],
        ["p", "a", "l", "m", " ", "ปี่", " ", "1"],
        ["เ", " ", "ก"],
        ["\r", "\n", "a"],
    ],
)
def test_letters_keep_their_marks(letters: list[str]) -> None:
    assert split_clusters("".join(letters)) == letters


@pytest.mark.parametrize("text", ["", "palm oil", "ক্ষিপ্র ক্ষুদ্র স্ত্রী", "เพิ่มขึ้นที่ปี่", "e\u0301" * 9])
@pytest.mark.parametrize("most", range(1, 14))
def test_a_text_is_cut_behind_a_whole_letter(text: str, most: int) -> None:
    shown = shorten_text(text, most)
    assert len(shown) <= most
    if len(text) <= most:
        assert shown == text
    else:
        kept = split_clusters(shown.removesuffix("…"))
        assert shown.endswith("…")
        assert split_clusters(text)[: len(kept)] == kept
