"""Statements: what a file of claims must hold, the project's own claims, and rows of a trade table made of them."""

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

import tradeview as tv
from frames import Engine, Row, plain
from printed import CLAIM, PRESS, claim, growth, press, written
from tradeview.errors import StatementError, TradeTableError
from tradeview.ledgers.statements import load, to_trade

ROOT = Path(__file__).parents[2]
LIST = ROOT.parent / "shared" / "press_figures.csv"
NEEDS_LIST = pytest.mark.skipif(not LIST.is_file(), reason="the list of press figures is not beside the project")


def test_a_table_of_statements_is_read_with_its_types(tmp_path: Path) -> None:
    row = written(tmp_path, low="2400000000", high="2600000000", approximate="yes", note="NA")
    assert (row["claim"], row["start"], row["end"], row["side"]) == ("a", 202401, 202412, "THA")
    assert (row["value"], row["low"], row["high"], row["approximate"]) == (2.5e9, 2.4e9, 2.6e9, True)
    assert (row["note"], row["bound"], row["among"]) == ("NA", None, None)
    frame = load(tmp_path / "claims.csv")
    assert (frame["start"].dtype, frame["value"].dtype, frame["approximate"].dtype) == ("int64", "float64", "bool")


def test_trap_rank_claims_a_rank_keeps_its_set_and_is_exact(tmp_path: Path) -> None:
    row = press(tmp_path, flow="rank", scale="rank", value="9", currency="", among="partners in Europe")
    assert (row["value"], row["low"], row["high"], row["among"]) == (9.0, 9.0, 9.0, "partners in Europe")
    own = load()
    ranks = own[own["kind"] == "rank"]
    european = ranks["quote"].str.contains("Europe")
    assert european.sum() == 2
    assert set(ranks.loc[european, "among"]) == {"partners in Europe"}
    assert "partners in Europe" not in set(ranks.loc[~european, "among"])


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"value": "1,5"}, "claim 1, value '1,5'; allowed: digits with a decimal point and no separators"),
        ({"approximate": "perhaps"}, "claim 1, approximate 'perhaps'; allowed: yes, true, no, false"),
        ({"start": "2024", "end": "x"}, "claim 1, end 'x'; allowed: a month (202405)"),
        ({"start": "2024-13", "end": "202412"}, "claim 1, start '2024-13'; allowed: a month (202405)"),
        ({"start": "2024-01-02", "end": "202412"}, "claim 1, start '2024-01-02'; allowed: a month (202405)"),
        ({"start": "202412", "end": "202401"}, "the first month is not after the last"),
        ({"currency": "RM"}, "claim 1, currency 'RM'; allowed: an ISO 4217 code"),
        ({"currency": ""}, "claim 1, kind 'level', currency is missing; allowed: a level has a currency"),
        ({"side": "Thailand"}, "claim 1, side 'Thailand'; allowed: an ISO 3166 alpha-3 code, or nothing"),
        ({"partner": "VN"}, "claim 1, partner 'VN'"),
        ({"kind": "guess"}, "claim 1, kind 'guess'; allowed: level, growth, share, rank"),
        ({"bound": "at most"}, "claim 1, bound 'at most'; allowed: more than, less than"),
        ({"low": "3", "high": "4"}, "allowed: low <= value"),
        ({"low": "2", "high": "2.1"}, "allowed: value <= high"),
        ({"bound": "more than", "low": "2.48", "high": "3"}, "allowed: 'more than' has no high"),
        ({"bound": "less than", "low": "2", "high": "2.48"}, "allowed: 'less than' has no low"),
        ({"value": "-1"}, "a level is not negative"),
        ({"flow": "share", "scale": "", "value": "13"}, "a share is a fraction from 0 to 1"),
        ({"flow": "growth", "scale": "", "value": "-13"}, "growth is a fraction, not below -1"),
        ({"flow": "rank", "scale": "", "value": "0"}, "a rank is a whole number from 1"),
        ({"flow": "rank", "scale": "", "value": "8.5"}, "a rank is a whole number from 1"),
        (
            {"flow": "growth", "scale": "", "value": "13", "quote": "grew 13 times"},
            "a fraction (0.13 is 13%), scale",
        ),
        ({"quote": "US$24.8 billion"}, "a value is what its quote says"),
        ({"quote": "US$2.48 million"}, "reads 2,480,000"),
        ({"status": "hope"}, "claim 1, status 'hope'; allowed: target, forecast"),
    ],
)
def test_a_bad_row_is_refused_with_its_claim_and_what_is_allowed(
    tmp_path: Path, cells: dict[str, str], words: str
) -> None:
    with pytest.raises(StatementError) as caught:
        press(tmp_path, **cells)
    assert words in str(caught.value)
    assert isinstance(caught.value, ValueError)


def test_a_file_that_is_no_csv_or_names_no_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes("période\n2024\n".encode("latin-1"))
    with pytest.raises(StatementError, match="not UTF-8"):
        load(path)
    path.write_text("name,value\nx,1\n", encoding="utf-8")
    with pytest.raises(StatementError, match="claim 1: start is missing, end is missing, reporter is missing"):
        load(path)
    path.write_text(",".join(PRESS), encoding="utf-8")
    assert load(path).empty


def test_the_press_is_what_its_quotes_say() -> None:
    own = load()
    assert len(own) == 70
    assert own["claim"].is_unique
    assert own["kind"].value_counts().to_dict() == {"level": 47, "growth": 16, "rank": 6, "share": 1}
    for row in own.itertuples():
        if row.kind == "level":
            read = tv.read_figures(row.quote)
            read = read[read["currency"] == row.currency]
            # "US635.5 million", without its sign, is no amount of dollars to the reader.
            assert read["value"].tolist() == [row.value] or row.quote == "US635.5 million"
        elif row.kind in {"growth", "share"}:
            percent = f"{Decimal(repr(row.value)) * 100:f}".rstrip("0").rstrip(".")
            assert percent in re.findall(r"\d+(?:\.\d+)?", row.quote.replace(",", "."))


def test_dates_certainties_and_addresses_of_the_press() -> None:
    own = load()
    assert set(own["certainty"]) == {"high", "medium", "low"}
    assert own["published"].dropna().str.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?").all()
    assert own["address"].dropna().str.fullmatch(r"https?://\S+").all()
    assert set(own.loc[own["address"].isna(), "source"]) == {"tass-2016"}
    assert own[["quote", "publisher", "certainty", "source"]].notna().all(axis=None)


def test_facts_in_two_currencies_share_their_observation() -> None:
    own = load().dropna(subset="observation")
    for _, pair in own.groupby("observation"):
        assert sorted(pair["currency"]) == ["MYR", "USD"]
        assert len(pair[["start", "end", "flow", "side", "source"]].drop_duplicates()) == 1
    assert own["observation"].nunique() == 7


def test_every_source_of_the_press_is_written_down() -> None:
    sources = tv.load_sources().set_index("source")
    used = [*load()["source"].unique(), "press-figures"]
    assert set(used) <= set(sources.index)
    fields = ["short", "publisher", "title", "date", "language", "licence", "document", "done"]
    assert sources.loc[used, fields].notna().all(axis=None)
    assert sources["short"].is_unique
    publishers = load().groupby("source")["publisher"].agg(["nunique", "first"])
    assert (publishers["nunique"] == 1).all()
    assert (publishers["first"] == sources.loc[publishers.index, "publisher"]).all()


@NEEDS_LIST
def test_the_press_is_the_list_without_the_five_that_sources_names() -> None:
    with LIST.open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.DictReader(file))
    assert len(listed) == 75
    powers = {"million": 6, "billion": 9, "percent": -2, "rank": 0}
    own = {(row["value"], row["currency"], row["address"], row["kind"], row["start"]): row for row in plain(load())}
    assert len(own) == len(load())
    left_out = []
    for row in listed:
        kind = row["flow"] if row["flow"] in {"growth", "share", "rank"} else "level"
        value = float(Decimal(row["value"]).scaleb(powers.get(row["scale"], 0)))
        year, month = row["period"][:4], row["period"][5:7] or "01"
        start = int(year + month) if year.isdigit() else None
        found = own.get((value, row["currency"] or None, row["address"] or None, kind, start))
        if found is None:
            left_out.append((row["publisher"].split()[0], row["value"]))
            continue
        assert found["quote"] in row["quote"]
        assert (found["reporter"], found["partner"]) == (row["reporter"], row["partner"])
        assert found["side"] in {row["side"], None}
    assert left_out == [("RT,", "18"), ("RT,", "3.8"), ("Astro", "14.22"), ("The", "4"), ("KazanForum", "91.1")]


@NEEDS_LIST
def test_the_list_itself_can_be_loaded_but_for_what_is_no_statement() -> None:
    with pytest.raises(StatementError, match="4 unsettled"):
        load(LIST)
    found = load(LIST, unsettled="leave out")
    assert set(map(str, range(1, 76))) - set(found["claim"]) == {"52", "53", "74", "75"}
    own = load().set_index(["value", "address", "kind", "reporter"])["start"]
    theirs = found[found["publisher"] != "Astro Awani (column)"].set_index(["value", "address", "kind", "reporter"])
    assert theirs["start"].sort_index().tolist() == own.sort_index().tolist()


def test_to_trade_takes_full_calendar_years_of_one_side(engine: Engine) -> None:
    rows = [
        claim(claim="year", low=2.45e9, high=2.55e9, quote="q", source="s", observation="o"),
        claim(claim="half", end=202406),
        claim(claim="fiscal", start=202404, end=202503),
        claim(claim="two years", end=202512),
        growth(0.5, claim="growth"),
        claim(claim="theirs", side="VNM"),
        claim(claim="nobody's", side=None),
        claim(claim="target", status="target"),
        claim(claim="twice", value=2.6e9, bound="more than", approximate=True),
    ]
    defaults: Row = dict.fromkeys(
        ("low", "high", "quote", "source", "observation", "status", "bound", "approximate"), None
    )
    rows = [{**defaults, "approximate": False, **row} for row in rows]
    got = engine.run(to_trade, rows, side="THA")
    assert [row["claim"] for row in got] == ["year", "twice"]
    assert got[0] == {
        **{name: CLAIM[name] for name in ("reporter", "partner", "flow", "commodity_code", "value", "currency")},
        "period": 2024,
        "low": 2.45e9,
        "high": 2.55e9,
        "compiled_by": "THA",
        "observation": "o",
        "quote": "q",
        "source": "s",
        "claim": "year",
        "approximate": False,
        "bound": None,
    }
    assert (got[1]["value"], got[1]["bound"]) == (2.6e9, "more than")
    tv.check(to_trade(engine.make(rows), side="THA"))


@pytest.mark.parametrize(
    ("stated", "reported"),
    [
        (("VNM", "THA", "export"), ("THA", "VNM", "import")),
        (("VNM", "THA", "import"), ("THA", "VNM", "export")),
        (("VNM", "THA", "total"), ("THA", "VNM", "total")),
        (("THA", "VNM", "export"), ("THA", "VNM", "export")),
        (("VNM", "THA", "re-export"), ("VNM", "THA", "re-export")),
        (("VNM", "LAO", "export"), ("VNM", "LAO", "export")),
    ],
)
def test_the_side_that_reports_is_the_reporter(
    engine: Engine, stated: tuple[str, str, str], reported: tuple[str, str, str]
) -> None:
    names = ("reporter", "partner", "flow")
    (row,) = engine.run(to_trade, [claim(**dict(zip(names, stated, strict=True)))], side="THA")
    assert tuple(row[name] for name in names) == reported


def test_trap_mirror_asymmetry_the_sides_of_the_press_are_never_mixed() -> None:
    own = load()
    counts = {}
    for side in ("MYS", "RUS"):
        trade = tv.check(to_trade(own, side=side))
        assert set(trade["compiled_by"]) == set(trade["reporter"]) == {side}
        counts[side] = len(trade)
        whole = own[own["kind"].eq("level") & own["side"].eq(side) & own["start"].mod(100).eq(1)]
        assert trade["claim"].tolist() == whole.loc[whole["end"].eq(whole["start"] + 11), "claim"].tolist()
    assert counts == {"MYS": 30, "RUS": 8}
    mine = to_trade(own, side="MYS")
    imports = mine[mine["claim"].eq("vietnam-vn-2024.2")]
    assert imports[["period", "reporter", "partner", "flow", "value"]].to_numpy().tolist() == [
        [2023, "MYS", "RUS", "import", 2.49e9]
    ]


def test_a_side_that_says_nothing_is_refused_with_those_that_do(engine: Engine) -> None:
    with pytest.raises(StatementError, match="side 'RUS'; found: sides MYS, THA"):
        to_trade(engine.make([claim(), claim(claim="b", side="MYS")]), side="RUS")
    bare = {name: cell for name, cell in claim().items() if name != "side"}
    with pytest.raises(StatementError, match="found: sides no side named"):
        to_trade(engine.make([bare]), side="THA")


def test_a_row_stays_usable_by_the_verbs_of_trade() -> None:
    trade = to_trade(load(), side="MYS")
    dollars = trade[trade["currency"].eq("USD") & trade["claim"].isin(["iina-2015.1", "iina-2015.5"])]
    grown = tv.growth(dollars)
    assert grown["growth"].iloc[-1] == pytest.approx(2.8 / 1.81 - 1)
    assert len(grown) == 2
    with pytest.raises(TradeTableError):
        tv.growth(trade)
