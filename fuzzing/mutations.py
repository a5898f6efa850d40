"""Inputs that are nearly right: a good one with something cut, doubled, flipped, or replaced by what is awkward."""

from collections.abc import Sequence
from random import Random

# What parsers stumble over, wherever it stands.
AWKWARD_BYTES = (
    *(b"\x00", b"\xff", b"\xef\xbb\xbf", b"\r", b"\n\n", b"\t", b'"', b"''", b",", b";", b"\\", b"\x1b[2J", b"%s%n"),
    *(b"-1", b"0", b"1e999", b"-inf", b"nan", b"NaN", b"null", b"1_000", b"9" * 30, b"1,234.5", b"2024-13", b"99"),
    *(
        "\u202e".encode(),
        "\u200b".encode(),
        "٣".encode(),
        "½".encode(),
        "\u2028".encode(),
        "𝟗".encode(),
        b"\xed\xa0\x80",
    ),
    *(b"=1+1", b"<!--", b"<script>", b"&#0;", b"[" * 50, b"{", b"]", b"../", b"PK\x03\x04", b"\x1f\x8b\x08", b"TOTAL"),
)
AWKWARD_CELLS: tuple[object, ...] = (
    *(None, float("nan"), float("inf"), -float("inf"), -1.0, 0.0, 1e308, 2**63, "", " ", "\x00", "nan", "TOTAL", "WLD"),
    *(2024.5, 99, 0, True, "2024", b"2024", "RUS ", "rus", "\u202eSUR", (), [], {"a": 1}, "1e5", "000015", "15"),
)
AWKWARD_WORDS = (
    *(
        "",
        "--",
        "-",
        "-1",
        "--json",
        "--json=yes",
        "--nothing",
        "input",
        "input.csv",
        ".",
        "..",
        "none.csv",
        "input.csv:",
    ),
    *(
        "ecb",
        "ecb:",
        "ecb:RUB",
        "ecb:USD:mean",
        "ecb:usd",
        "us-cpi",
        "rca",
        "2023-2018",
        "99",
        "2024",
        "1e5",
        "nan",
        "٢٠٢٤",
    ),
    *("Côte d'Ivoire", "\ud800", "\u202e", "x" * 5000, "MYR", "XXX", "myr", "TOTAL", "H7", "0", "9" * 30, "2024-13-45"),
)
MOST_CHANGES = 4
LONGEST_CUT = 200
REPEATS = 40


def mutate_bytes(seeds: Sequence[bytes], random: Random) -> bytes:
    """Return one of the seeds with a few changes, each at a place of its own."""
    data = random.choice(seeds)
    for _ in range(random.randint(1, MOST_CHANGES)):
        change = random.choice((_flip, _insert, _replace, _cut, _double, _repeat, _splice, _end, _begin))
        place = random.randint(0, len(data))
        end = min(len(data), place + random.randint(1, LONGEST_CUT))
        data = change(data, place, end, seeds, random)
    return data


def _flip(data: bytes, place: int, _end: int, _seeds: Sequence[bytes], random: Random) -> bytes:
    return data[:place] + bytes([random.randrange(256)]) + data[place + 1 :]


def _insert(data: bytes, place: int, _end: int, _seeds: Sequence[bytes], random: Random) -> bytes:
    return data[:place] + random.choice(AWKWARD_BYTES) + data[place:]


def _replace(data: bytes, place: int, end: int, _seeds: Sequence[bytes], random: Random) -> bytes:
    return data[:place] + random.choice(AWKWARD_BYTES) + data[end:]


def _cut(data: bytes, place: int, end: int, _seeds: Sequence[bytes], _random: Random) -> bytes:
    return data[:place] + data[end:]


def _double(data: bytes, place: int, end: int, _seeds: Sequence[bytes], _random: Random) -> bytes:
    return data[:end] + data[place:]


def _repeat(data: bytes, place: int, end: int, _seeds: Sequence[bytes], random: Random) -> bytes:
    return data[:place] + data[place:end] * random.randint(2, REPEATS) + data[end:]


def _splice(data: bytes, place: int, _end: int, seeds: Sequence[bytes], random: Random) -> bytes:
    other = random.choice(seeds)
    return data[:place] + other[random.randint(0, len(other)) :]


def _end(data: bytes, place: int, _end: int, _seeds: Sequence[bytes], _random: Random) -> bytes:
    return data[:place]


def _begin(data: bytes, place: int, _end: int, _seeds: Sequence[bytes], _random: Random) -> bytes:
    return data[place:]


def mutate_words(words: Sequence[str], random: Random) -> list[str]:
    """Return the words of a command with one or two lost, doubled, moved, or replaced by what is awkward."""
    made = list(words)
    for _ in range(random.randint(0, 2)):
        place = random.randint(0, max(len(made) - 1, 0))
        word = random.choice(made or [""])
        odd = random.choice((*AWKWARD_WORDS, mutate_bytes([word.encode("utf-8", "surrogateescape")], random)))
        if isinstance(odd, bytes):
            odd = odd.decode("utf-8", "surrogateescape").replace("/", "")  # nothing outside the folder
        made[place : place + random.randint(0, 1)] = random.choice(([], [word], [odd], [odd]))
    return made


def mutate_rows(rows: Sequence[dict[str, object]], random: Random) -> list[dict[str, object]]:
    """Return rows of a table with a few cells replaced, columns left out or added, rows doubled or left out."""
    changed = [dict(row) for row in rows]
    names = list(changed[0])
    for _ in range(random.randint(1, MOST_CHANGES)):
        name, row = random.choice(names), random.choice(changed)
        change = random.choice(("cell", "cell", "cell", "column", "drop", "add", "double", "lose", "rename"))
        value = random.choice(AWKWARD_CELLS)
        if change == "cell":
            row[name] = value
        elif change == "double":
            changed.append(dict(row))
        elif change == "lose" and len(changed) > 1:
            changed.remove(row)
        else:
            _change_column(changed, name, change, value)
    return changed


def _change_column(rows: list[dict[str, object]], name: str, change: str, value: object) -> None:
    """Fill, drop, rename or add a column in all rows."""
    for row in rows:
        if change == "column":
            row[name] = value
        elif change == "drop":
            row.pop(name, None)
        elif change == "rename":
            row[f" {name}"] = row.pop(name, None)
        else:
            row["note"] = value
