"""Bodies of answers: within a size, unpacked a step at a time, and read as JSON and nothing else."""

import gzip
import json
import traceback
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradeview.sources.json_answer import BrokenBodyError, UnfitBodyError, read_body, read_json
from tradeview.sources.opening import PIECE

TEXT = b"some figures, " * 1000


def in_pieces(body: bytes, length: int) -> list[bytes]:
    return [body[first : first + length] for first in range(0, len(body), length)]


@pytest.mark.parametrize("length", [1, 7, 10**6])
@pytest.mark.parametrize("packing", ["gzip", "x-gzip", " GZIP "])
def test_pieces_are_unpacked_wherever_they_are_cut(packing: str, length: int) -> None:
    two = gzip.compress(TEXT) + gzip.compress(b"") + gzip.compress(b"end")
    assert read_body(in_pieces(two, length), packing, most=10**6) == TEXT + b"end"
    assert read_body(in_pieces(TEXT, length), "identity", most=10**6) == TEXT


def test_more_than_a_step_is_unpacked_whole() -> None:
    body = bytes(range(256)) * (3 * PIECE // 256) + b"x"
    assert read_body([gzip.compress(body)], "gzip", most=len(body)) == body


@pytest.mark.parametrize("packing", ["", "gzip"])
def test_the_size_is_that_of_what_is_unpacked(packing: str) -> None:
    body = gzip.compress(TEXT) if packing else TEXT
    assert read_body([body], packing, most=len(TEXT)) == TEXT
    with pytest.raises(UnfitBodyError, match=r"more than 13,999 bytes"):
        read_body([body], packing, most=len(TEXT) - 1)


def test_a_bomb_is_not_unpacked() -> None:
    packed = gzip.compress(b" " * 50 * PIECE)
    tracemalloc.start()
    try:
        with pytest.raises(UnfitBodyError):
            read_body([packed], "gzip", most=PIECE)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 5 * PIECE


def test_members_of_nothing_do_not_go_on_for_ever() -> None:
    with pytest.raises(UnfitBodyError):
        read_body([gzip.compress(b"")] * 1000, "gzip", most=10_000)


@pytest.mark.parametrize("packing", ["br", "zstd", "deflate", "gzip, gzip", "gzip;q=1", "x" * 500])
def test_what_is_packed_in_another_way_is_not_read(packing: str) -> None:
    with pytest.raises(UnfitBodyError, match="an answer packed with"):
        read_body([TEXT], packing, most=10**6)


PACKED = gzip.compress(TEXT)


@pytest.mark.parametrize(
    "body",
    [TEXT, PACKED[:-1], PACKED[:20], PACKED[:5], PACKED + b"x", PACKED[:-8] + b"12345678", PACKED + PACKED[:-3]],
    ids=["no gzip", "cut by a byte", "cut", "cut in its head", "more behind", "another checksum", "second one cut"],
)
def test_damaged_gzip_is_told(body: bytes) -> None:
    with pytest.raises(BrokenBodyError, match="gzip that is"):
        read_body([body], "gzip", most=10**6)


def test_a_body_of_nothing_is_nothing() -> None:
    assert read_body([], "gzip", most=1) == read_body([b""], "gzip", most=1) == b""


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")), st.lists))
def test_json_is_read(said: object) -> None:
    assert read_json(json.dumps(said).encode()) == said
    assert read_json(json.dumps(said, ensure_ascii=False).encode()) == said


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "no whole JSON"),
        (b"{", "no whole JSON"),
        (b"<html>", "no whole JSON"),
        (b'"\xff"', "no whole JSON"),
        (b"1" * 5000, "no whole JSON"),
        (b"[NaN]", "NaN is no number"),
        (b"[-Infinity]", "-Infinity is no number"),
        (b"[" * 100_000, "nested too deeply"),
        (rb'["\ud800"]', "half a character"),
        (rb'{"\uDFFF": 1}', "half a character"),
    ],
)
def test_what_is_no_json_is_told_without_what_it_is(body: bytes, words: str) -> None:
    with pytest.raises(ValueError, match=f"^{words}$") as caught:
        read_json(body)
    assert (type(caught.value), caught.value.__context__) == (ValueError, None)
    assert "Traceback" in "".join(traceback.format_exception(caught.value))


def test_two_halves_are_a_character() -> None:
    assert read_json(rb'["\ud83d\ude00"]') == ["\N{GRINNING FACE}"]
