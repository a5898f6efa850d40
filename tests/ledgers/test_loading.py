"""Ledgers: the project's own against its documents, and those that users bring."""

import csv
import subprocess
import sys
import unicodedata
from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv
from frames import plain
from tradeview.errors import TradeTableError

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
DOCUMENTS = SHARED / "sources"
KEYS = dict(zip(("bn-article", "th-analysis", "en-shoigu", "valdai-2025", "bernama-2025"), range(5), strict=True))
HEADER = "period,reporter,partner,flow,commodity_code,value,currency"
ROW = "2024,MYS,RUS,export,15,1.5,USD"
NEEDS_DOCUMENTS = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the source documents are not beside the project")


def load(folder: Path, text: str, encoding: str = "utf-8") -> pd.DataFrame:
    path = folder / "mine.csv"
    path.write_text(text, encoding=encoding)
    return tv.load(path)


def documents() -> dict[str, str]:
    texts = {
        key: next(DOCUMENTS.glob(f"{number:03}_*.txt")).read_text(encoding="utf-8") for key, number in KEYS.items()
    }
    return {key: " ".join(unicodedata.normalize("NFC", text).split()) for key, text in texts.items()}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_a_users_ledger_needs_the_required_columns_only(tmp_path: Path, encoding: str, separator: str) -> None:
    table = load(tmp_path, f"{HEADER}\n{ROW}\n".replace(",", separator), encoding)
    assert plain(table) == [
        {
            "period": 2024,
            "reporter": "MYS",
            "partner": "RUS",
            "flow": "export",
            "commodity_code": "15",
            "value": 1.5,
            "currency": "USD",
        }
    ]
    assert (table["period"].dtype.name, table["value"].dtype.name) == ("int64", "float64")


def test_trap_codes_read_as_numbers_0101_and_na_stay_text(tmp_path: Path) -> None:
    lines = ["2024,NAM,RUS,export,0101,0,USD,H6,NA", "2024,MYS,NAM,import,010121,1e3,USD,,null"]
    table = load(tmp_path, "\n".join([f"{HEADER},classification,note", *lines]))
    assert table["commodity_code"].tolist() == ["0101", "010121"]
    assert table["note"].tolist() == ["NA", "null"]
    assert table["value"].tolist() == [0.0, 1000.0]
    assert plain(table)[1]["classification"] is None


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (
            {"commodity_code": "101"},
            "line 2, commodity_code '101'; allowed: two, four or six HS digits with leading zeros",
        ),
        ({"period": "2567"}, "from 1800 to 2100; 2567 is 2024 in the Buddhist era"),
        (
            {"period": "24"},
            "line 2, period 24; allowed: a year (2024), a quarter (20242) or a month (202405), from 1800",
        ),
        (
            {"period": "2024.0"},
            "line 2, period '2024.0'; allowed: a year (2024), a quarter (20242) or a month",
        ),
        ({"period": "2024-05-01"}, 'to 2100; say what a day stands for: tv.load(…, frequency="M"), or "Q" or "A"'),
        ({"period": "2024-13"}, "line 2, period '2024-13'; allowed: a year"),
        ({"reporter": "NA"}, "line 2, reporter 'NA'; allowed: an ISO 3166 alpha-3 code such as MYS, or WLD"),
        ({"partner": "Russia"}, "(tv.economies.code finds it from a name)"),
        ({"flow": "Export"}, "line 2, flow 'Export'; allowed: export, import, re-export, re-import, total"),
        ({"value": "1,5"}, "line 2, value '1,5'; allowed: digits with a decimal point and no separators"),
        ({"value": "1.234,5"}, "line 2, value '1.234,5'"),
        ({"value": "11.46 billion"}, "line 2, value '11.46 billion'"),
        ({"value": "1e400"}, "line 2, value inf; allowed: a finite number, not negative"),
        ({"value": "-1"}, "line 2, value -1.0; allowed: a finite number, not negative"),
        ({"value": ""}, "line 2, value is missing"),
        ({"value": "nan"}, "line 2, value 'nan'"),
        ({"currency": "RM"}, "line 2, currency 'RM'; allowed: an ISO 4217 code such as MYR"),
        ({"currency": "US\x00D"}, "mine.csv is no CSV file; found: the character NUL, which no text has, line 2"),
        ({"currency": "US\nD"}, "line 3, currency 'US\\nD'"),
    ],
)
def test_a_bad_cell_is_refused_with_its_line_column_and_what_is_allowed(
    tmp_path: Path, cells: dict[str, str], words: str
) -> None:
    row = {**dict(zip(HEADER.split(","), ROW.split(","), strict=True)), **cells}
    path = tmp_path / "mine.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, row)
        writer.writeheader()
        writer.writerow(row)
    with pytest.raises(TradeTableError) as caught:
        tv.load(path)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEADER.replace("commodity_code", "comodity_code") + "\n", "commodity_code: did you mean 'comodity_code'?"),
        (f"{HEADER},value\n{ROW},1\n", "mine.csv names a column twice; found: value"),
        (f"{HEADER}\n{ROW}\n{ROW},1\n", "line 3: 8 cells"),
        ("", "a trade table needs the column(s) period, reporter, partner, flow, commodity_code, value, currency"),
        (f"{HEADER},low,high\n{ROW},2,3\n", "line 2, low 2.0, value 1.5, high 3.0; allowed: low <= value <= high"),
        (f"{HEADER},price_basis,base_period\n{ROW},real,\n", "allowed: real money names its base_period"),
        ("<html><body>error</body></html>\n", "found: columns <html><body>error</body></html>"),
    ],
)
def test_a_bad_file_is_refused_in_words(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(TradeTableError) as caught:
        load(tmp_path, text)
    assert words in str(caught.value)


@pytest.mark.parametrize("quote", ["US$2.48 billion", "a deficit of US$2.48 billion", "−US$2.48 billion"])
def test_the_quote_of_a_balance_seldom_says_its_sign(tmp_path: Path, quote: str) -> None:
    balance = ROW.replace("export", "balance").replace("1.5", "-2480000000")
    assert "balance" in balance
    assert load(tmp_path, f"{HEADER},quote\n{balance},{quote}\n")["value"].tolist() == [-2_480_000_000]
    with pytest.raises(TradeTableError, match="a value is what its quote says"):
        load(tmp_path, f"{HEADER},quote\n{balance.replace('48', '49')},{quote}\n")


def test_a_file_of_another_encoding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TradeTableError, match=r"mine\.csv is not UTF-8; found: byte .* do: save it as 'CSV UTF-8'"):
        load(tmp_path, f"{HEADER},note\n{ROW},café\n", "latin-1")


def test_a_header_alone_is_an_empty_ledger(tmp_path: Path) -> None:
    table = load(tmp_path, HEADER)
    assert (len(table), table["period"].dtype.name) == (0, "int64")
    assert tv.growth(table).empty


def test_quoted_newlines_and_quotes_are_text(tmp_path: Path) -> None:
    table = load(tmp_path, f'{HEADER},quote\n{ROW},"two\nlines, ""quoted"""\n')
    assert table["quote"].tolist() == ['two\nlines, "quoted"']


def test_a_missing_file_is_pythons_own_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        tv.load(tmp_path / "none.csv")


def test_ledger_figures_are_what_their_quotes_say() -> None:
    table = tv.load()
    assert len(table) == 4
    for row in table.itertuples():
        money = tv.parse_money(row.quote)
        assert (money.magnitude, str(money.units)) == (row.value, row.currency), row.quote
        figure = plain(tv.read_figures(row.quote))
        assert len(figure) == 1
        read = {name: figure[0][name] for name in ("value", "low", "high", "currency", "quote")}
        assert read == {name: getattr(row, name) for name in read}


def test_ledger_is_the_table_that_the_issue_names() -> None:
    table = tv.load()
    assert set(table["reporter"] + table["partner"] + table["flow"] + table["commodity_code"]) == {"MYSRUStotalTOTAL"}
    figures = [(2006, 1.133e9, "USD"), (2007, 1.903e9, "USD"), (2024, 1.146e10, "MYR"), (2024, 2.48e9, "USD")]
    assert list(zip(table["period"], table["value"], table["currency"], strict=True)) == figures
    assert table["observation"].isna().tolist() == [True, True, False, False]
    assert table["compiled_by"].isna().all()
    assert table["observation"].nunique() == 1


def test_every_source_is_written_down_with_what_captions_need() -> None:
    sources = tv.load_sources().set_index("source")
    used = {
        *tv.load()["source"],
        *tv.load_commodities()["source"],
        *tv.load_events()["source"],
        *tv.deflators.us_cpi()["source"],
    }
    assert used <= set(sources.index)
    assert set(KEYS) <= set(sources.index)
    fields = ["short", "publisher", "title", "date", "language", "licence", "done"]
    assert sources.loc[sorted(used), fields].notna().all(axis=None)


def test_check_ledger_of_the_briefing_passes() -> None:
    script = SHARED / "check_ledger.py"
    if not script.exists():
        pytest.skip("../shared/check_ledger.py is not beside the project")
    done = subprocess.run([sys.executable, script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "every quote stands in its document")


@NEEDS_DOCUMENTS
@pytest.mark.parametrize(
    ("loader", "column"), [(tv.load, "quote"), (tv.load_commodities, "phrase"), (tv.load_events, "quote")]
)
def test_every_quote_stands_in_its_document(loader: object, column: str) -> None:
    texts = documents()
    for row in plain(loader()):
        assert " ".join(unicodedata.normalize("NFC", row[column]).split()) in texts[row["source"]], row


@pytest.mark.parametrize(
    ("value", "currency", "quote", "refused"),
    [
        ("18.9", "USD", "US$18.9 billion", "18,900,000,000"),
        ("18900000000", "USD", "US$18.9 billion", None),
        ("18930000000", "USD", "US$18.9 billion", None),  # within the printed digits
        ("21000000000", "USD", "US$18.9 billion", "18,900,000,000"),
        ("21000000000", "MYR", "US$18.9 billion", None),  # another currency is another statement
        ("1903", "USD", "১,৯০৩ মিলিয়ন মার্কিন ডলার", "1,903,000,000"),
        ("5", "USD", "about as much as last year", None),
    ],
)
def test_a_value_that_its_quote_contradicts_is_refused(
    tmp_path: Path, value: str, currency: str, quote: str, refused: str | None
) -> None:
    path = tmp_path / "mine.csv"
    header = "period,reporter,partner,flow,commodity_code,value,currency,quote"
    path.write_text(f'{header}\n2023,THA,VNM,total,TOTAL,{value},{currency},"{quote}"\n', encoding="utf-8")
    if refused is None:
        assert tv.load(path)["value"].tolist() == [float(value)]
    else:
        with pytest.raises(
            TradeTableError, match=f"a value is what its quote says; found: 1 that are not(.|\n)*reads {refused}"
        ):
            tv.load(path)


@pytest.mark.parametrize("period", ["2566", "256605", "2566-05", "25662", "2566Q2"])
def test_calendars_a_period_of_another_is_named_in_whatever_way_it_is_written(tmp_path: Path, period: str) -> None:
    path = tmp_path / "ledger.csv"
    columns = "period,reporter,partner,flow,commodity_code,value,currency"
    path.write_text(f"{columns}\n{period},THA,RUS,export,TOTAL,5,USD\n", encoding="utf-8")
    with pytest.raises(TradeTableError, match="2566 is 2023 in the Buddhist era"):
        tv.load(path)
