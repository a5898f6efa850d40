"""What arguments take: every argument of every public function is held against its annotation at the door."""

import inspect
import types
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

import tradeview as tv
from tradeview.arguments import MOST, check_arguments, fit_argument, true_signature
from tradeview.errors import ArgumentError, StatementError, TableError, TradeviewError, UnknownCodeError

RATES = pd.DataFrame(
    {"period": [2020], "base": ["USD"], "quote": ["MYR"], "rate": [4.2], "kind": ["average"], "source": ["a bank"]}
)


def public_functions() -> dict[str, Callable[..., Any]]:
    """Every function that a user calls, by the name under which it is called."""
    found: dict[str, Callable[..., Any]] = {}
    for name in tv.__all__:
        home = getattr(tv, name)
        if inspect.isfunction(home):
            found[name] = home
        if isinstance(home, types.ModuleType) and name != "errors":
            for inner in home.__all__:
                if inspect.isfunction(getattr(home, inner)):
                    found[f"{name}.{inner}"] = getattr(home, inner)
    return found


FUNCTIONS = public_functions()
FITTING = {str: "x", int: 2020, bool: True, Path: Path("x"), None: None}
# Whatever an argument takes, if it takes one of these kinds and not anything, it does not take this.
NEVER = object()


def fits(given: object, kind: Any) -> bool:
    try:
        fit_argument("f", "a", given, kind)
    except ArgumentError:
        return False
    return True


def fitting_value(kind: Any) -> object:
    """A value that an argument takes; where it takes frames, something else is refused further in."""
    if kind is Axes:
        return Figure().add_subplot()
    return next((value for value in (*FITTING.values(), ("x", "x"), ["x"], [2020]) if fits(value, kind)), None)


# What reads figures says what it takes for a text, a language and a day.
TEXT_READERS = ("read_figures", "parse_money", "figures.read_figures", "figures.parse_money", "figures.highlight")
# Refused in words of the room that looks them up, or where a key is not at hand.
OWN_DOORS = {
    *(
        "commodities.classify(locale)",
        "commodities.headings(chapter)",
        "commodities.subheadings(heading)",
        "commodities.description(code)",
    ),
    *("commodities.roll_up(to)", "read_baci(products)"),
    *(f"{name}({argument})" for name in TEXT_READERS for argument in ("text", "locale", "published")),
    *(
        f"indices.{name}({end})"
        for name in ("constant_market_share", "marginal_intra_industry")
        for end in ("start", "end")
    ),
    *(f"fetch_comtrade({name})" for name in ("reporter", "partner", "periods", "flow", "commodity", "key")),
}
CHECKED = [
    pytest.param(name, argument, id=f"{name}({argument})")
    for name, function in sorted(FUNCTIONS.items())
    for argument, parameter in true_signature(function).parameters.items()
    if parameter.kind is not parameter.VAR_KEYWORD
    and not fits(NEVER, parameter.annotation)
    and f"{name}({argument})" not in OWN_DOORS
]


@pytest.mark.parametrize(("name", "argument"), CHECKED)
def test_an_argument_of_another_kind_is_refused_by_name(name: str, argument: str) -> None:
    function = FUNCTIONS[name]
    parameters = true_signature(function).parameters
    given = {key: fitting_value(one.annotation) for key, one in parameters.items() if one.default is one.empty}
    with pytest.raises(ArgumentError, match=rf"{function.__name__} takes for {argument}: ") as refused:
        function(**(given | {argument: NEVER}))
    assert isinstance(refused.value, TypeError)
    assert isinstance(refused.value, ValueError)


@pytest.mark.parametrize("wrong", [NEVER, 2.5, [[]], np.array([1, 2]), None])
@pytest.mark.parametrize("argument", ["reporter", "partner", "periods", "flow", "commodity"])
def test_questions_of_another_kind_are_refused(argument: str, wrong: Any) -> None:
    asked: dict[str, Any] = {
        "reporter": "MYS",
        "partner": "RUS",
        "periods": 2023,
        "flow": "export",
        "commodity": "TOTAL",
    }
    with pytest.raises(TradeviewError):
        tv.fetch_comtrade(**(asked | {argument: wrong}), base_url="http://127.0.0.1:9", sleep=lambda _: None)


@pytest.mark.parametrize("wrong", [["A"], {}, np.array(["A", "M"]), None])
def test_a_frequency_of_another_kind_is_refused(wrong: Any) -> None:
    with pytest.raises(TableError, match="a frequency is A"):
        tv.fetch_comtrade("MYS", "RUS", 2023, "export", "TOTAL", base_url="http://127.0.0.1:9", frequency=wrong)


@pytest.mark.parametrize("wrong", [NEVER, 2.5, [[]], np.array([1, 2])])
def test_doors_of_their_own_refuse_other_kinds(wrong: Any, tmp_path: Path) -> None:
    (tmp_path / "BACI_HS17_Y2022_V202401.csv").write_text("t,i,j,k,v,q\n2022,458,643,151190,1,2\n", encoding="utf-8")
    calls: list[Callable[[], object]] = [
        lambda: tv.commodities.classify("palm oil", locale=wrong),
        lambda: tv.commodities.headings(wrong),
        lambda: tv.commodities.subheadings(wrong),
        lambda: tv.commodities.description(wrong),
        lambda: tv.commodities.roll_up("1511", to=wrong),
        lambda: tv.read_baci(tmp_path, products=wrong),
        lambda: tv.indices.constant_market_share(tv.load(), start=wrong, end=2020),
        lambda: tv.indices.marginal_intra_industry(tv.load(), start=2020, end=wrong),
    ]
    for call in calls:
        with pytest.raises(TradeviewError):
            call()


def test_many_arguments_are_checked() -> None:
    assert len(CHECKED) > 140


@pytest.mark.parametrize(
    ("kind", "taken", "refused"),
    [
        (str, ["", "MYS", np.str_("MYS")], [None, 5, b"MYS", ["MYS"], pd.NA]),
        (int, [2020, np.int64(2020), -1], [2020.0, "2020", True, None, pd.NA, Decimal(2020), MOST, 10**400, [2020]]),
        (bool, [True, False, np.True_], [0, "False", None, np.array([True, False])]),
        (str | Path, ["x", Path("x")], [b"x", 0, None]),
        (str | date | None, ["2024-05-16", date(2024, 5, 16), None], [20240516]),
        (Literal["A", "M"], ["A", "any other word"], [5, None, ["A"]]),
        (tuple[str, str] | None, [("a", "b"), ["a", "b"], None], ["ab", ("a",), ("a", 5), {"a": 1, "b": 2}]),
        (
            str | Iterable[str],
            ["x", ["x"], {"x"}, pd.Series(["x"]), []],
            [5, [5], ["x", None], {"x": 1}, pd.DataFrame({"x": ["x"]}), np.array("x"), np.array([["x"]])],
        ),
        (int | Iterable[int], [2020, range(2010, 2020), np.array([2020]), (2020,)], [[2020.5], ["2020"], [[2020]]]),
        (list[int], [[2020], (2020,)], [2020, "2020", [10**400]]),
        (pd.DataFrame, [5, "frames have doors of their own"], []),
    ],
)
def test_kinds_are_told_apart(kind: Any, taken: list[object], refused: list[object]) -> None:
    assert [value for value in taken if not fits(value, kind)] == []
    assert [value for value in refused if fits(value, kind)] == []


def test_an_iterator_is_read_once_and_handed_on() -> None:
    @check_arguments
    def total(years: int | Iterable[int]) -> int:
        assert not isinstance(years, int)
        return sum(years)

    assert total(year for year in (1, 2)) == 3
    with pytest.raises(ArgumentError, match="several \\(each a whole number\\)"):
        total(iter([1, "2"]))  # type: ignore[arg-type]


def test_a_wrong_call_stays_pythons_own_error() -> None:
    with pytest.raises(TypeError, match="growth\\(\\) missing 1 required positional argument: 'frame'"):
        tv.growth()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'years'"):
        tv.growth(tv.load(), years=3)  # type: ignore[call-arg]


def test_what_cannot_be_shown_is_refused_all_the_same() -> None:
    class Unshown:
        def __repr__(self) -> str:
            raise KeyError

    with pytest.raises(ArgumentError, match="found: something that cannot be shown"):
        tv.economies.code(Unshown())  # type: ignore[arg-type]


@pytest.mark.parametrize("ax", [3, "MYS", [], plt])
def test_what_is_no_axes_is_not_drawn_on(ax: Any) -> None:
    with pytest.raises(ArgumentError, match="timeline takes for ax: Axes or None"):
        tv.charts.timeline(tv.load_events(), ax=ax)
    with pytest.raises(ValueError, match="drawing takes for ax: Axes"):
        tv.charts.drawing(ax)


# What annotations do not say.


@pytest.mark.parametrize("period", ["x", "", "202413", 99999, "9" * 5000, "٢٠٢٤", "2023.0"])
def test_periods_of_comtrade_are_years_or_months(period: Any) -> None:
    with pytest.raises(TableError, match="periods are years or months"):
        tv.read_comtrade([{}], periods=period)


@pytest.mark.parametrize("read", [tv.economies.from_comtrade, tv.economies.from_wits])
def test_codes_are_read_from_a_column(read: Any) -> None:
    with pytest.raises(ArgumentError, match="takes a Series of pandas"):
        read(["458"])
    with pytest.raises(UnknownCodeError):
        read(pd.Series([["458"], "458"]))
    with pytest.raises(UnknownCodeError, match="a NaN that signals"):
        read(pd.Series([Decimal("sNaN"), "458"], dtype=object))
    assert read(pd.Series(["458", None])).tolist()[0] == "MYS"


def test_half_a_pair_of_utf_16_names_no_currency_and_no_commodity() -> None:
    with pytest.raises(tv.errors.MissingRateError):
        tv.rates.lookup(RATES, "\ud800", "USD", [2020])
    with pytest.raises(tv.errors.MissingDeflatorError):
        tv.deflators.lookup(tv.deflators.us_cpi(), "\ud800", [2020])
    with pytest.raises(TableError, match="source is text of whole characters"):
        tv.draft_ledger(tv.read_figures("US$5 billion in 2014"), source="\ud800")
    for read in (tv.commodities.classify, tv.commodities.validate):
        with pytest.raises(TableError, match="1 with half of a character"):
            read(["8807", "\ud800"])


@pytest.mark.parametrize("cell", ["x\ud800", Decimal("sNaN")], ids=["half a pair", "signalling"])
@pytest.mark.parametrize("column", ["reporter", "currency", "commodity_code", "months", "source", "note"])
def test_a_cell_that_no_engine_reads_is_refused_at_the_door(column: str, cell: object) -> None:
    trade = tv.load().assign(months=None, note="n").astype({column: object})
    trade[column] = pd.Series([cell, *trade[column].iloc[1:]], dtype=object)
    calls: list[Callable[[pd.DataFrame], object]] = [
        tv.check,
        tv.growth,
        tv.mirror,
        tv.rates.implied,
        tv.indices.michaely,
        lambda frame: tv.shares(frame, by="partner"),
        lambda frame: tv.prefer(frame, currency="USD"),
        lambda frame: tv.convert(frame, to="MYR", rates=RATES),
        lambda frame: tv.check_claims(tv.statements.load(), rates=None, reference=frame),
    ]
    for call in calls:
        with pytest.raises(TableError, match="half of a surrogate pair, or a NaN that signals, in 1 cell"):
            call(trade)


def test_half_a_pair_in_a_claim_or_an_event_is_refused() -> None:
    claims, events = tv.statements.load().head(2), tv.load_events().head(2)
    for column in ("quote", "claim", "side", "note"):
        cells = pd.Series(["x\ud800", "x"], index=claims.index, dtype=object)
        with pytest.raises(StatementError, match=f"row 0, {column} 'x.ud800'"):
            tv.check_claims(claims.assign(**{column: cells}), rates=None)
    with pytest.raises(TableError, match="row 0, what"):
        tv.charts.timeline(events.assign(what=pd.Series(["\ud800", "x"], index=events.index, dtype=object)))


def test_a_frame_of_the_bank_without_columns_or_with_a_signalling_nan_is_refused() -> None:
    with pytest.raises(TableError):
        tv.rates.world_bank(pd.DataFrame())
    cells = {"iso3c": ["MYS"], "year": [2022], "PA.NUS.FCRF": [Decimal("sNaN")]}
    with pytest.raises(TableError):
        tv.rates.world_bank(pd.DataFrame(cells))
