"""The first lines of a file: what separates its cells, which line is the header, what stands above it."""

import pytest

from tradeview.sources.first_lines import decode_beginning, read_beginning


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("above", ["", "Exports of Malaysia\n\n", "sep={}\n", "Made,in 2024\n"])
@pytest.mark.parametrize("end", ["", "{}"])
def test_the_header_is_found_under_what_stands_above(separator: str, above: str, end: str) -> None:
    cells = [["year", "partner", "value", "unit"], ["2024", "Korea", "1.5", "US$"], ["2023", "", "1", ""]]
    lines = [separator.join(line) + end.format(separator) for line in cells]
    begun = read_beginning("file", above.format(separator) + "\n".join(lines))
    assert begun.header == tuple(cells[0])
    assert [row[:4] for row in begun.rows] == [tuple(line) for line in cells[1:]]


def test_what_is_cut_or_broken_has_a_beginning_all_the_same() -> None:
    begun = decode_beginning("file", b"a,b\n" + b"1,2\n" * 100_000)
    assert (begun.header, begun.rows[-1]) == (("a", "b"), ("1", "2"))
    assert decode_beginning("file", "a;b\n1;2\n".encode("utf-16")[:-1]).header == ("a", "b")
    assert read_beginning("file", "a,b\0\n1,2\n").rows == ()
    assert read_beginning("file", '[{"a": 1, "b": "x"}, {"a": ').header == ("a", "b")
    assert read_beginning("file", '{"data": [{"a": ').header == ()
    assert read_beginning("file", "").header == ()
