"""Files that are no table, or were one: archives packed at some moment, damaged ones, what servers send instead."""

import gzip
import io
import zipfile
from collections.abc import Mapping

# Moments at which a zip has a carriage return in its timestamps: two bytes of time, two of the date, each way round.
CLOCKS = {
    "01:43": (2024, 1, 2, 1, 43, 0),
    "9:16:26": (2024, 1, 2, 9, 16, 26),
    "13 August": (2024, 8, 13, 5, 5, 6),
    "13 August, 01:43": (2024, 8, 13, 1, 43, 26),
    "midnight": (1980, 1, 1, 0, 0, 0),  # all but one are NUL
}
USUAL = (2024, 3, 4, 5, 6, 8)


def packed(members: Mapping[str, bytes], when: tuple[int, int, int, int, int, int] = USUAL) -> bytes:
    """A .zip whose members were all packed at one moment."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, when), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def changed(data: bytes, place: int, value: int) -> bytes:
    return data[:place] + bytes([value]) + data[place + 1 :]


def damaged(name: str, text: bytes) -> dict[str, bytes]:
    """An archive of one member, damaged in every way that zipfile tells apart."""
    whole = packed({name: text})
    local, central, end = 0, whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    content = local + 30 + len(name)
    return {
        "cut in its header": whole[:20],
        "cut in its content": whole[: content + 9],
        "cut in its directory": whole[: central + 20],
        "without its end": whole[:end],
        "cut in its end": whole[: end + 10],
        "another content": changed(whole, content + 4, whole[content + 4] ^ 0x55),
        "another check sum": changed(whole, central + 16, whole[central + 16] ^ 1),
        "an unknown method": changed(whole, central + 10, 97),
        "a method of patches": changed(whole, central + 8, 0x20),
        "locked": changed(changed(whole, 6, 1), central + 8, 1),
        "another name within": changed(whole, 30, ord("#")),
        "an offset before the file": changed(whole, end + 19, 0x7F),
        "an offset behind it": changed(whole, central + 45, 0x7F),
        "a volume of several": b"PK\x07\x08" + whole[4:-8],
    }


PAGE = b"\n<!DOCTYPE html><html><head><title>Access\n denied</title></head><body>...</body></html>"
# What is no table of anybody's.
NO_TABLES = {
    "nothing": b"",
    "blank lines": b" \n\r\n \n",
    "NUL": b"\0\1\2\3",
    "every byte": bytes(range(256)),
    "every byte but line breaks": bytes(value for value in range(256) if value not in b"\r\n"),
    "a page": PAGE,
    "XML": b"<?xml version='1.0'?><error>too many</error>",
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 60,
    "a message": b"Rate limit exceeded. Try again in 20 seconds.",
    "a message in JSON": b'{"statusCode": 401, "message": "Access denied"}',
    "a list in JSON": b"[1, 2]",
    "JSON cut short": b'{"data": [{"period": 2023}, ',
    "JSON nested deeply": b"[" * 100_000,
    "JSON of a long number": b'{"data": [' + b"9" * 5000 + b"]}",
    "a lone carriage return": b"period,value\r2023,1\r",
    "a lone carriage return within": b"a,b,c\n1,2,3\r4,5,6\n7,8,9\n",
    "a lone quote": b'period,"value\n2023,1\n',
    "a cell without end": b"period,value,a,b\n" + b"x" * 140_000 + b",1,2,3\n",
    "a header without end": b"x" * 140_000 + b",1,2,3\n",
    "a beginning of a .gz": gzip.compress(b"period,value\n2023,1\n", mtime=0)[:-9],
    "an empty archive": packed({}),
    "an archive of nothing of ours": packed({"photo.png": b"\x89PNG"}),
    "an archive of a page": packed({"page.csv": PAGE}),
    "a workbook": packed({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}),
}
