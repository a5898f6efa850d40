"""What is fuzzed: each way in, with good inputs to begin from, and what calls us with an input.

A way in is right if it returns, or raises an error of ours. Everything else is a fault: a foreign exception, a warning
that nobody asked for, a hang. What it returns is consumed, so that lazy frames are computed.
"""

import contextlib
import gzip
import io
import json
import tomllib
import warnings
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pandas as pd
import polars as pl
from mutations import mutate_bytes, mutate_rows, mutate_words
from typer.testing import CliRunner

import baci_release
import bank_files
import bank_server
import comext_files
import comtrade_printers
import comtrade_server
import containers
import dosm_files
import ecb_files
import form_samples
import frames
import h10_files
import trade_map_files
import tradeview as tv
import wits_answers
from tradeview import cli
from tradeview.errors import AbsentDataWarning, TradeviewError
from tradeview.sources.world_bank.fetching import fetch_indicator

ROOT = Path(__file__).parents[1]
SENTENCES = sorted((ROOT / "tests" / "prose" / "sentences").glob("*.toml"))
ENGINES = frames.IN_PROCESS


@dataclass(frozen=True)
class Target:
    """A way in: what makes an input, and what gives it to us; an input is bytes, so that it can be kept in a file."""

    name: str
    make: Callable[[Random], bytes]
    run: Callable[[bytes, Path], object]


def consume(frame: Any) -> None:
    """Compute a frame, of whatever engine."""
    if isinstance(frame, pd.DataFrame):
        frame.to_dict("records")
    elif isinstance(frame, pl.DataFrame):
        frame.to_dicts()
    elif isinstance(frame, pl.LazyFrame | duckdb.DuckDBPyRelation):
        # What a lazy frame meets in its file when it is computed, its engine says in its own words.
        with suppress(pl.exceptions.PolarsError, duckdb.Error):
            frames.plain(frame)


# --- texts ---


def list_texts() -> list[bytes]:
    """Return our test sentences, some of each language."""
    texts: list[bytes] = []
    for path in SENTENCES:
        held = tomllib.loads(path.read_text("utf-8"))
        texts += [one["text"].encode() for one in held["sentence"]]
    return texts


def read_text(data: bytes, _: Path) -> None:
    text = data.decode("utf-8", "surrogateescape" if len(data) % 3 == 0 else "replace")
    found = tv.read_figures(text, carry=len(data) % 2 == 0)
    # A quote is what stands in the text, whatever the text is.
    for start, end, quote in zip(found["text_start"], found["text_end"], found["quote"], strict=True):
        if text[start:end] != quote:
            raise AssertionError(f"the quote is not what stands in the text: {quote!r}")
    tv.figures.highlight(text)


COMPARED_TEXT = "In 2024, exports were RM5.2 billion and imports RM4.1 billion (US$0.93 billion)."


def compare_reading(data: bytes, _: Path) -> None:
    tv.highlight(COMPARED_TEXT, tv.compare_readings(COMPARED_TEXT, data.decode("utf-8", "surrogateescape"))).page()


def list_readings() -> list[bytes]:
    """Readings of a text as models give them: a list, and an object with one."""
    rows = [
        {"quote": "RM5.2 billion", "value": 5.2e9, "currency": "MYR", "months": "2024-01/2024-12", "flow": "export"},
        {
            "value": "4,100,000,000",
            "currency": "myr",
            "period": 2024,
            "flow": "imports",
            "text_start": 38,
            "text_end": 51,
        },
        {"value": 9.3e8, "currency": "US$", "kind": "level", "low": 9.25e8, "high": 9.35e8, "bound": None},
    ]
    return [json.dumps(rows).encode(), json.dumps({"figures": rows}).encode()]


def read_phrase(data: bytes, _: Path) -> None:
    phrase = data[:200].decode("utf-8", "replace")
    tv.commodities.classify([phrase])
    tv.economies.code(phrase)


# --- files ---


def zip_of(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def list_comtrade_files() -> list[bytes]:
    printers = (
        comtrade_printers.api_json,
        comtrade_printers.api_csv,
        comtrade_printers.new_download,
        comtrade_printers.bulk,
        comtrade_printers.legacy,
        comtrade_printers.legacy_json,
        comtrade_printers.comtradr,
    )
    printed = [print_records(comtrade_printers.FIGURES).encode() for print_records in printers]
    return [*printed, gzip.compress(printed[1]), zip_of({"TradeData.csv": printed[1]})]


def list_wits_files() -> list[bytes]:
    pages = (wits_answers.PARTNERS, wits_answers.BY_YEAR, wits_answers.SUMMARY, wits_answers.BY_PRODUCT)
    printed = [page.encode() for page in (*pages, wits_answers.QUERY)]
    return [*printed, json.dumps(wits_answers.answer(wits_answers.EXPORTS)).encode(), zip_of({"wits.csv": printed[0]})]


def list_baci_files() -> list[bytes]:
    flows = baci_release.text().encode()
    members = {
        "BACI_HS17_Y2022_V202401.csv": flows,
        "country_codes_V202401.csv": baci_release.countries().encode(),
        "product_codes_HS17_V202401.csv": b"code,description\n010121,Horses\n",
    }
    return [flows, zip_of(members)]


def list_bank_files() -> list[bytes]:
    printers = (bank_files.wide, bank_files.databank, bank_files.long)
    return [print_series(bank_files.SMALL).encode() for print_series in printers]


def list_rate_files() -> list[bytes]:
    days = ecb_files.weekdays(date(2021, 1, 1), date(2021, 3, 31))
    cells = [f"{4.2 + number / 1000:.4f}" for number in range(len(days))]
    series = [h10_files.euro(["1.1"] * len(days)), h10_files.ringgit(cells)]
    times = [str(day) for day in days]
    plain = ecb_files.history(days).encode()
    printed = [h10_files.by_day(series, times).encode(), h10_files.by_series(series, times).encode()]
    return [plain, zip_of({"eurofxref-hist.csv": plain}), *printed]


def read_rate_file(path: Path) -> None:
    for read in (tv.rates.fed_h10, read_ecb):
        with suppress(TradeviewError):
            consume(read(path, frequency="M"))


def read_ecb(path: Path, frequency: Any) -> pd.DataFrame:
    return tv.rates.ecb(base="USD", frequency=frequency, path=path)


def list_trade_map_files() -> list[bytes]:
    printed = []
    for print_list in (trade_map_files.text, trade_map_files.page):
        printed.append(print_list(trade_map_files.MARKETS, trade_map_files.TITLES).encode())
        printed.append(print_list(trade_map_files.PRODUCTS).encode())
    return [*printed, trade_map_files.BILATERAL.encode(), trade_map_files.INDICATORS.encode()]


def read_trade_map(path: Path) -> pd.DataFrame:
    with suppress(TradeviewError):
        return tv.read_trade_map(path)
    return tv.read_trade_map(path, reporter="MYS", commodity_code="1511")


def list_comext_files() -> list[bytes]:
    layouts = (comext_files.version_1, comext_files.labels_in_cells, comext_files.version_2_with_labels)
    return [print_figures(comext_files.FIGURES).encode() for print_figures in layouts]


def list_dosm_files() -> list[bytes]:
    records = dosm_files.values(dosm_files.rows_of(dosm_files.HEADLINE))
    return [dosm_files.HEADLINE.encode(), dosm_files.SITC.encode(), json.dumps(records).encode()]


def list_ledgers() -> list[bytes]:
    whole = ROOT.joinpath("data", "trade.csv").read_bytes()
    return [whole, whole.replace(b",", b";"), whole.replace(b",", b"\t"), zip_of({"trade.csv": whole})]


def reader(name: str, seeds: Sequence[bytes], read: Callable[[Path], object], suffixes: Sequence[str]) -> Target:
    """Return a target that writes an input into a file and reads it; its first byte chooses the suffix."""

    def run(data: bytes, folder: Path) -> None:
        path = folder / f"input{suffixes[len(data) % len(suffixes)]}"
        path.write_bytes(data)
        consume(read(path))

    return Target(name, lambda random: mutate_bytes(seeds, random), run)


def read_baci_on(engine: str) -> Callable[[Path], object]:
    def read(path: Path) -> object:
        if path.suffix == ".csv":
            path = path.rename(path.with_name("BACI_HS17_Y2022_V202401.csv"))
        return tv.read_baci(path, hs="H5", engine=engine)

    return read


def read_page(path: Path) -> None:
    tv.read_figures(tv.visible_text(path))


# --- frames ---

TABLE = [
    *frames.series({2006: 1133.0, 2007: 1903.0, 2024: 2480.0}, commodity_code="TOTAL"),
    *frames.parts({2023: {"15": 10.0, "27": 20.0}, 2024: {"15": 12.0, "27": 30.0}}),
    *frames.parts({2024: {"15": 9.0}}, flow="import", reporter="RUS", partner="MYS"),
]
RATES = [{"period": year, "base": "USD", "quote": "MYR", "rate": 4.5, "kind": "mean"} for year in (2006, 2007, 2024)]
FRAME_FUNCTIONS: dict[str, Callable[[Any], object]] = {
    "check": tv.check,
    "growth": tv.growth,
    "rebase": lambda frame: tv.rebase(frame, base_period=2023),
    "shares": lambda frame: tv.shares(frame, by="commodity_code"),
    "contributions": lambda frame: tv.contributions(frame, by="commodity_code"),
    "mirror": tv.mirror,
    "prefer": lambda frame: tv.prefer(frame, currency="USD"),
    "revealed_comparative_advantage": tv.indices.revealed_comparative_advantage,
    "diversification": tv.indices.diversification,
    "trade_share": lambda frame: tv.indices.trade_share(frame, flow="export"),
}


def make_rows(random: Random) -> bytes:
    """Return rows as JSON, beside the function and the engine that get them; what JSON lacks is written as text."""
    rows = mutate_rows(TABLE, random)
    function, engine = random.choice(list(FRAME_FUNCTIONS)), random.randrange(len(ENGINES))
    return json.dumps({"function": function, "engine": engine, "rows": rows}, default=repr).encode()


def run_on_rows(data: bytes, _: Path) -> None:
    asked = json.loads(data)
    engine = ENGINES[asked["engine"]]
    try:
        frame = engine.make(asked["rows"])
    except Exception:  # noqa: BLE001 - the engine itself holds no such rows: nothing reaches us
        return
    consume(FRAME_FUNCTIONS[asked["function"]](frame))


# --- servers ---


def run_on_server(data: bytes, _: Path) -> None:
    with comtrade_server.running() as server:
        server.replies = [lambda _: (200, {}, data)] * 3
        asked = {"base_url": server.base_url, "sleep": lambda _: None}
        consume(tv.fetch_comtrade("MYS", "RUS", 2023, "X", "TOTAL", **asked))


def list_answers() -> list[bytes]:
    record = comtrade_server.record("2023", "TOTAL", "643", "X", "458")
    return [comtrade_server.said({"data": [record]})[2], b'{"data": [], "count": 0, "error": ""}']


def run_on_bank(data: bytes, _: Path) -> None:
    with bank_server.running() as bank, warnings.catch_warnings():
        warnings.simplefilter("ignore", AbsentDataWarning)
        bank.replies = [(200, data)] * 3
        fetch_indicator("PA.NUS.FCRF", [2023, 2024], ["MYS"], base_url=bank.base_url, sleep=lambda _: None)


def list_bank_answers() -> list[bytes]:
    bank = bank_server.Bank(figures={("MYS", 2023): 4.56, ("MYS", 2024): 4.58})
    cells = [bank.cell("PA.NUS.FCRF", "MYS", year) for year in (2023, 2024)]
    refusal = [{"message": [{"id": "120", "key": "Invalid value", "value": "The value is not valid"}]}]
    return [bank.paged(cells, 1)[1], bank.paged(cells[:1], 1)[1], json.dumps(refusal).encode()]


# --- the command line ---

# Commands that write to standard output alone, and ask nobody: what they are told is mutated, paths among it.
COMMANDS = (
    ("check", "input.csv", "--json"),
    ("growth", "input.csv", "--currency", "USD", "--rates", "ecb:USD:end", "--deflator", "us-cpi"),
    ("growth", "--currency", "USD", "--deflator", "us-cpi", "--base-period", "2024"),
    ("convert", "input.csv", "--to", "MYR", "--rates", "ecb:USD", "--prefer", "USD"),
    ("check-claims", "input.csv", "--rates", "ecb:USD", "--all"),
    ("figures", "input.csv", "--locale", "en", "--carry", "--published", "2024-05-16"),
    ("figures", "input.csv", "--compare", "input.csv", "--csv"),
    ("figures", ".", "--ledger", "--reporter", "MYS", "--partner", "RUS", "--commodity", "TOTAL", "--source", "me"),
    ("indices", "input.csv", "--index", "rca", "--reporter", "Malaysia", "--period", "2018-2023", "--digits", "2"),
    ("indices", "--comtrade", "input.csv", "--index", "concentration", "--over", "products", "--variant", "hhi"),
    ("indices", "--baci", "input.csv", "--hs", "H5", "--engine", "duckdb", "--index", "grubel_lloyd", "--json"),
    ("rates", "--base", "USD", "--quote", "MYR", "--kind", "end", "--monthly"),
    ("indices", "--list"),
)


def make_command(random: Random) -> bytes:
    """Return the words of a command as JSON, with a file that it may read; the command itself is one of ours."""
    command, *words = random.choice(COMMANDS)
    held = random.choice([*list_ledgers()[:3], *list_comtrade_files()[:2], *list_baci_files()[:1]])
    if random.random() < 0.5:  # the others get a file that is right
        held = mutate_bytes([held], random)
    return json.dumps({"words": [command, *mutate_words(words, random)], "held": held.decode("latin-1")}).encode()


def run_command(data: bytes, folder: Path) -> None:
    asked = json.loads(data)
    inside = folder / "inside"  # so that what is above it is ours, too
    inside.mkdir()
    inside.joinpath("input.csv").write_bytes(asked["held"].encode("latin-1"))
    with contextlib.chdir(inside):
        done = CliRunner().invoke(cli.app, asked["words"])
    # What `main` says in one line is an error of ours, too.
    if done.exception is not None and not isinstance(done.exception, SystemExit | TradeviewError | OSError):
        raise done.exception


def list_packed() -> list[bytes]:
    """Return a table of several forms in every container."""
    texts = [form_samples.SAMPLES[name].text for name in ("a ledger", "UN Comtrade, api_csv", "WITS, partners", "BACI")]
    return [pack(text) for text in texts for _, pack in containers.CONTAINERS.values()]


def list_targets() -> list[Target]:
    """Return all ways in."""
    texts = list_texts()
    pages = [b"<!DOCTYPE html><html><body><table><tr><td>" + text + b"</td></tr></table>" for text in texts[:40]]
    csvs = (".csv", ".txt", ".zip", ".gz", ".json", "")
    baci = list_baci_files()
    answers, bank_answers = list_answers(), list_bank_answers()
    return [
        Target("text", lambda random: mutate_bytes(texts, random), read_text),
        Target("reading", lambda random: mutate_bytes(list_readings(), random), compare_reading),
        Target("phrase", lambda random: mutate_bytes(texts, random), read_phrase),
        reader("page", pages, read_page, (".html", ".md", ".txt", ".pdf")),
        reader("any file", list_packed(), tv.read, (".csv", ".zip", ".xlsx", ".xls", ".ods", ".parquet", ".gz")),
        reader("ledger", list_ledgers(), tv.load, (".csv", ".tsv", ".zip", ".xlsx")),
        reader("press", [ROOT.joinpath("data", "press.csv").read_bytes()[:6000]], tv.statements.load, (".csv",)),
        reader("rates", [b"period,base,quote,rate,kind\n2024,USD,MYR,4.57,mean\n"], tv.rates.read, (".csv",)),
        reader("deflator", [ROOT.joinpath("data", "us_cpi.csv").read_bytes()], tv.deflators.read, (".csv",)),
        reader("comtrade", list_comtrade_files(), tv.read_comtrade, csvs),
        reader("wits", list_wits_files(), tv.read_wits, csvs),
        reader("world bank", list_bank_files(), tv.rates.world_bank, (".csv", ".zip", ".xlsx")),
        reader("published rates", list_rate_files(), read_rate_file, (".csv", ".zip")),
        reader("trade map", list_trade_map_files(), read_trade_map, (".txt", ".xls", ".csv")),
        reader("comext", list_comext_files(), tv.read_comext, (".csv", ".zip")),
        reader("opendosm", list_dosm_files(), tv.read_opendosm, (".csv", ".json", ".parquet")),
        reader("baci pandas", baci, read_baci_on("pandas"), (".csv", ".zip")),
        reader("baci polars", baci, read_baci_on("polars"), (".csv", ".zip")),
        reader("baci duckdb", baci, read_baci_on("duckdb"), (".csv", ".zip")),
        Target("frames", make_rows, run_on_rows),
        Target("comtrade server", lambda random: mutate_bytes(answers, random), run_on_server),
        Target("world bank server", lambda random: mutate_bytes(bank_answers, random), run_on_bank),
        Target("command line", make_command, run_command),
    ]
