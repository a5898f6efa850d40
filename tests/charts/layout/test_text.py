"""Text metrics: wrapped text keeps its width and loses nothing, and evenly wrapped text takes no more lines."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradeview.charts.labels import shorten_name
from tradeview.charts.layout.row_layout import break_name
from tradeview.charts.layout.text import (
    drawable_text,
    plain_text,
    split_words,
    text_width,
    wrap_at_most,
    wrap_evenly,
    wrap_text,
    wrap_with_gaps,
)
from tradeview.printable import escape_unprintable, split_clusters


@given(st.text(max_size=80), st.floats(30, 400))
def test_wrapped_text_is_no_wider_than_told_and_loses_nothing(text: str, width: float) -> None:
    lines = wrap_text(text, width, 10)
    assert all(text_width(line, 10) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == drawable_text(text).replace(" ", "")


@given(st.text("abc ", min_size=1, max_size=80), st.floats(30, 400))
def test_evenly_wrapped_text_keeps_its_width_its_lines_and_its_letters(text: str, width: float) -> None:
    lines, evenly = wrap_text(text, width, 10), wrap_evenly(text, width, 10)
    assert all(text_width(line, 10) <= width for line in evenly)
    assert len(evenly) <= len(lines)
    assert "".join(evenly).replace(" ", "") == "".join(lines).replace(" ", "")


def test_no_word_is_left_alone_on_the_last_line() -> None:
    text = "one two three four five six seven eight nine ten"
    width = text_width("one two three four five six seven eight nine", 10) + 1
    assert wrap_text(text, width, 10)[-1] == "ten"
    assert len(wrap_evenly(text, width, 10)[-1].split()) > 3


@given(st.lists(st.text("ai W.é\u0301", max_size=7), max_size=30).map(" ".join), st.floats(5, 200))
def test_a_line_takes_every_word_that_it_has_room_for(text: str, width: float) -> None:
    lines: list[str] = []
    for word in drawable_text(text).split(" "):  # the long way: each word is measured with the whole line before it
        if lines and text_width(f"{lines[-1]} {word}", 10) <= width:
            lines[-1] += f" {word}"
        else:
            lines += wrap_text(word, width, 10)
    assert wrap_text(text, width, 10) == lines


def test_the_first_width_of_a_process_is_of_the_house_font() -> None:
    measured = """
from tradeview.charts.layout.text import load_fonts, text_width
first = text_width("Malaysia and Russia", 10)
load_fonts()
text_width.cache_clear()
print(first == text_width("Malaysia and Russia", 10))
"""
    run = subprocess.run([sys.executable, "-c", measured], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "True"


@pytest.mark.parametrize("text", ["a\u202eb", "a\u200bb", "a\ud800b", "\ufeffa", "a\u2066b\u2069"])
def test_what_turns_a_line_round_or_is_not_seen_is_written_out(text: str) -> None:
    shown = plain_text(text)
    assert shown.isprintable()
    assert shown == escape_unprintable(text)
    assert drawable_text(text) == shown


# Titles and captions as Thai newspapers and offices write them, words parted as a dictionary parts them; where two
# words are one term (ส่งออก, น้ำมันปาล์ม) a line may end between them or not.
THAI = [
    "การ|ค้า|ระหว่าง|มาเลเซีย|กับ|รัสเซีย|เพิ่ม|ขึ้น",
    "มูลค่า|การ|ส่ง|ออก|ของ|มาเลเซีย|ไป|ยัง|รัสเซีย|เพิ่ม|ขึ้น|จาก|ปี|ก่อน|หน้า",
    "พัน|ล้าน|ดอลลาร์|สหรัฐ|ราคา|ปัจจุบัน",
    "อัตรา|แลก|เปลี่ยน|เฉลี่ย|ของ|ธนาคาร|กลาง|ยุโรป",
    "จาก|ผู้|ซื้อ|น้ำ|มัน|ปาล์ม|และ|อุปกรณ์|อิเล็กทรอนิกส์",
    "ไม่|มี|ตัว|เลข|สำหรับ|ช่วง|เวลา|ดัง|กล่าว",
    "แผง|วงจร|รวม|และ|ส่วน|ประกอบ|เครื่อง|คอมพิวเตอร์",
    "สินค้า|ส่ง|ออก|ที่|สำคัญ|ได้|แก่|เครื่อง|จักร|ไฟฟ้า|และ|โกโก้",
    "เศรษฐกิจ|ของ|ประเทศ|สมาชิก|สหภาพ|เศรษฐกิจ|ยูเรเซีย|ขยาย|ตัว",
]


@pytest.mark.parametrize("words", THAI)
@pytest.mark.parametrize("width", [90, 140, 220])
def test_thai_lines_end_between_words(words: str, width: float) -> None:
    text = words.replace("|", "")
    ends, at = set(), 0
    for word in words.split("|"):
        at += len(word)
        ends.add(at)
    at = 0
    lines = wrap_text(text, width, 10)
    assert "".join(lines) == text
    assert len(lines) > 1 or text_width(text, 10) <= width
    for line in lines:
        at += len(line)
        assert at in ends, line
        assert text_width(line, 10) <= width
    assert "".join(wrap_evenly(text, width, 10)) == text


@pytest.mark.parametrize("name", ["มาเลเซีย", "รัสเซีย", "สหรัฐอเมริกา", "กุมภาพันธ์", "พันล้าน", "ร้อยละ"])
def test_names_and_powers_of_ten_are_not_broken(name: str) -> None:
    assert (
        split_words(f"เป็น{name}ใน")[0].count(name) + sum(name in word for word in split_words(f"เป็น{name}ใน")[1:]) == 1
    )


def test_thai_and_latin_keep_their_blanks() -> None:
    text = "ส่งออก US$2.48 พันล้าน ในปี 2567 (ECB) ลดลง"
    gaps = wrap_with_gaps(text, 60, 10)
    assert "".join(gap + line for gap, line in gaps) == text
    assert all(not line.startswith(" ") for _, line in gaps)
    assert "(ECB)" in [word.strip() for word in split_words(text)]


PARTS = ["การค้า", "ผู้ซื้อ", "น้ำมัน", "ปี่", "กุ้ง", "เก็บ", "ๆ", " ", "US$", "ক্ষুদ্র", "স্ত্রী", "زيت", "مُحَمَّد"]


@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join), st.floats(30, 200))
def test_no_letter_is_parted_from_its_marks(text: str, width: float) -> None:
    lines = wrap_text(text, width, 10)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert text_width(line, 10) <= width
        assert not line or line[0] not in "ิีึืุูั็่้๊๋์ำ্ুীَُّ"
        assert not line.endswith(("্", "เ", "แ", "โ", "ไ"))


LONG_NAMES = [
    "1511 น้ำมันปาล์มและแฟรกชันของน้ำมันปาล์มจะทำให้บริสุทธิ์หรือไม่ก็ตามแต่ต้องไม่ดัดแปลงทางเคมี",
    "1511 পাম তেল ও তার ভগ্নাংশ, পরিশোধিত হোক বা না হোক, রাসায়নিকভাবে অপরিবর্তিত ক্ষুদ্র",
    "1511 زيت النخيل وجزيئاته وإن كان مكررا ولكن غير معدل كيماويا ومُحَمَّد وغيره من الزيوت",
]


@pytest.mark.parametrize("name", LONG_NAMES)
@pytest.mark.parametrize("width", [60, 73, 88, 101, 133])
def test_an_ellipsis_stands_behind_whole_letters(name: str, width: float) -> None:
    lines = break_name(name, width)
    assert len(lines) == 2
    assert lines == tuple(wrap_at_most(name, width, 9.5, most=2))
    assert lines[-1].endswith("…")
    assert all(text_width(line, 9.5) <= width for line in lines)
    clusters = split_clusters(name)
    kept = split_clusters(lines[-1].removesuffix("…"))
    assert any(clusters[at : at + len(kept)] == kept for at in range(len(clusters)))


@pytest.mark.parametrize("name", LONG_NAMES)
@pytest.mark.parametrize("most", range(8, 50, 3))
def test_a_name_in_a_title_is_cut_at_the_end_of_a_word(name: str, most: int) -> None:
    kept = shorten_name(name, most).removesuffix("…")
    assert len(kept) <= most
    assert name.startswith(kept)
    words, at = set(), 0
    for word in split_words(name):
        at += len(word)
        words.add(name[:at].rstrip(" ,;:"))
    assert kept in words
