"""What Python knows of the explorer: frame and code of what is chosen, what is refused, what a notebook keeps."""

import base64
import builtins
import html
import json
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import tradeview as tv
from explorer_pages import NAMED, PARTNERS, PRICES, RATES, figures_the_long_way, made_up_rows
from frames import Engine, plain

traitlets = pytest.importorskip("traitlets", reason="the extra `interactive` is not installed")
pytest.importorskip("anywidget", reason="the extra `interactive` is not installed")

from tradeview.interactive.explorer.style import DARK, LIGHT, OF_LINE  # noqa: E402

NO_LETTERS = {"--tvx-ground", "--tvx-pale"}


@pytest.fixture
def made_up() -> pd.DataFrame:
    return pd.DataFrame(made_up_rows())


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    yield
    plt.close("all")


def selected(explorer: Any, **changes: Any) -> Any:
    explorer.selection = {**explorer.selection, **changes}
    return explorer


def test_the_frame_is_what_is_chosen_on_every_engine(every_engine: Engine) -> None:
    explorer = tv.explore(every_engine.make(made_up_rows()), **NAMED)
    for measure, partner in product(("USD converted", "MYR printed", "MYR converted", "USD real"), PARTNERS):
        figures = figures_the_long_way(measure)
        chosen = {"partner": partner, "flow": "import", "products": ["01", "02"], "start": 2015, "end": 2016}
        shown = plain(selected(explorer, **chosen, measure=measure).frame)
        expected = {}
        for code, year in product(("01", "02"), (2015, 2016)):
            one = figures.get((partner, "import", code, year))
            if one is not None:
                expected[code, year] = one[0]
        assert {(row["commodity_code"], row["period"]): row["value"] for row in shown} == pytest.approx(expected)
        assert {row["currency"] for row in shown} <= {measure.split()[0]}


@pytest.mark.parametrize("growth", [False, True])
def test_the_code_runs_as_it_stands_and_draws_the_frame(made_up: pd.DataFrame, *, growth: bool) -> None:
    explorer = tv.explore(made_up, **NAMED)
    for measure in ("USD converted", "USD printed", "MYR converted", "USD real"):
        selected(explorer, partner="RUS", flow="export", products=["01", "02"], measure=measure, growth=growth)
        names: dict[str, Any] = {"trade": made_up, "rates": RATES, "deflator": PRICES}
        exec(explorer.code, names)  # noqa: S102 - what a reader copies
        (number,) = plt.get_fignums()
        (ax,) = [ax for ax in plt.figure(number).axes if ax in plt.figure(number).axes][:1]
        drawn = tv.charts.drawing(ax).data
        shown = explorer.frame
        if growth:
            shown = shown[shown["commodity_code"].isin(drawn["commodity_code"])]
            shown = tv.rebase(shown, base_period=2015)
        name = "index" if growth else "value"
        keys = ["commodity_code", "period"]
        assert drawn.set_index(keys)[name].to_dict() == pytest.approx(shown.set_index(keys)[name].to_dict())
        plt.close("all")


def test_the_code_of_growth_of_one_product_draws_each_measure(made_up: pd.DataFrame) -> None:
    explorer = selected(tv.explore(made_up, **NAMED), growth=True, products=["01"], partner="RUS", flow="export")
    exec(explorer.code, {"trade": made_up, "rates": RATES, "deflator": PRICES})  # noqa: S102
    have_start = [
        measure
        for measure in ("USD converted", "USD printed", "MYR converted", "MYR printed", "USD real")
        if ("RUS", "export", "01", 2015) in figures_the_long_way(measure)
    ]
    assert len(plt.get_fignums()) == len(have_start)


def test_the_code_reads_every_engine(every_engine: Engine) -> None:
    if every_engine.name == "pandas":
        pytest.skip("pandas has a way of its own")
    trade = every_engine.make(made_up_rows())
    explorer = selected(tv.explore(trade, **NAMED), measure="USD real", products=["01"], partner="SGP")
    exec(explorer.code, {"trade": trade, "rates": RATES, "deflator": PRICES})  # noqa: S102
    shown = {row["period"]: row["value"] for row in plain(explorer.frame)}
    (number,) = plt.get_fignums()
    drawn = tv.charts.drawing(plt.figure(number).axes[0]).data
    assert dict(zip(drawn["period"], drawn["value"], strict=True)) == pytest.approx(shown)


def test_what_a_browser_sends_is_checked(made_up: pd.DataFrame) -> None:
    explorer = tv.explore(made_up, **NAMED)
    before = dict(explorer.selection)
    for name, wrong in {
        "reporter": ["XXX", 1, None, ["MYS"], {"a": 1}],
        "partner": ["MYS"],
        "flow": ["exports", True],
        "products": [[], "01", ["99"], [["01"]], ["01"] * 10, None],
        "measure": ["EUR printed", "__class__"],
        "start": [2017, "2015", True, 2015.0],
        "end": [None],
        "growth": ["yes", 1],
    }.items():
        for value in wrong:
            with pytest.raises(traitlets.TraitError):
                explorer.selection = {**before, name: value}
            # As a browser does, whose mistake is no error of the kernel's.
            assert explorer.selection == before
    for told in ({}, {**before, "more": 1}):
        with pytest.raises(traitlets.TraitError):
            explorer.selection = told


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"reporter": "SGP"}, "a reporter that has figures; found: SGP; those of MYS"),
        ({"partner": "THA"}, "a partner that has figures; found: THA; those of RUS, SGP"),
        ({"flow": "total"}, "a flow that has figures; found: total; those of export, import"),
        ({"start": 2017}, "a start that has figures; found: 2017; those of 2015, 2016, 2018"),
        ({"currency": "EUR"}, "EUR where it was printed"),
        ({"rates": RATES}, "a currency that is named"),
        ({"base_period": 2018}, "a deflator"),
    ],
)
def test_what_the_table_does_not_have_is_refused_by_name(made_up: pd.DataFrame, options: Any, said: str) -> None:
    with pytest.raises(tv.errors.ArgumentError, match=said):
        tv.explore(made_up, **options)


def test_economies_are_named_by_code_or_name(made_up: pd.DataFrame) -> None:
    explorer = tv.explore(made_up, reporter="Малайзия", partner="Singapore")
    assert (explorer.selection["reporter"], explorer.selection["partner"]) == ("MYS", "SGP")


def test_what_may_not_stand_together_is_refused(made_up: pd.DataFrame) -> None:
    months = made_up.assign(period=made_up["period"] * 100 + 1)
    with pytest.raises(tv.errors.TradeTableError, match="frequency"):
        tv.explore(pd.concat([made_up, months]))
    with pytest.raises(tv.errors.TradeTableError, match=r"two rows|twice|one row"):
        tv.explore(pd.concat([made_up, made_up.head(1)]))
    with pytest.raises(tv.errors.TradeTableError, match="no row with a value"):
        tv.explore(made_up.assign(value=None, low=None, high=None))
    # All products are one thing in every revision, so that two of them are two figures of one.
    two = pd.DataFrame(made_up_rows()[-1:])
    with pytest.raises(tv.errors.TradeTableError, match="one figure for each period"):
        tv.explore(pd.concat([two.assign(classification="H5"), two.assign(classification="H6")]))


def test_kinds_of_a_flow_are_choices_of_their_own(made_up: pd.DataFrame) -> None:
    services = made_up.assign(coverage="services")
    both = pd.concat([made_up.assign(coverage=None), services], ignore_index=True)
    explorer = tv.explore(both, flow="export", partner="RUS")
    goods = explorer.frame
    assert goods["coverage"].isna().all()
    keys = [flow["key"] for flow in json.loads(explorer.data)["flow"]]
    assert keys == ["export|", "export|services", "import|", "import|services"]
    shown = selected(explorer, flow="export|services").frame
    assert set(shown["coverage"]) == {"services"}
    names: dict[str, Any] = {"trade": both}
    exec(explorer.code.rpartition("\n")[0], names)  # noqa: S102 - but for the chart
    pd.testing.assert_frame_equal(names["shown"], shown)
    parts = made_up.assign(months=made_up["period"].astype(str) + "-01/" + made_up["period"].astype(str) + "-08")
    mixed = pd.concat([made_up.assign(months=None), parts], ignore_index=True)
    explorer = selected(
        tv.explore(mixed, flow="export", partner="RUS"), flow="export|01/08", start=201501201508, end=201801201808
    )
    names = {"trade": mixed}
    exec(explorer.code.rpartition("\n")[0], names)  # noqa: S102
    pd.testing.assert_frame_equal(names["shown"], explorer.frame)
    assert set(explorer.frame["months"]) <= set(parts["months"])


def levels_of(explorer: Any) -> dict[str, str]:
    return {product["key"]: product["level"] for product in json.loads(explorer.data)["products"]}


def test_codes_of_several_revisions_are_products_of_their_own() -> None:
    rows = [
        {"period": 2016, "commodity_code": "851712", "classification": "H4", "value": 1.0},
        {"period": 2017, "commodity_code": "851712", "classification": "H5", "value": 2.0},
        {"period": 2016, "commodity_code": "85", "classification": "H4", "value": 3.0},
        {"period": 2017, "commodity_code": "85", "classification": "H5", "value": 4.0},
    ]
    same = {"reporter": "MYS", "partner": "RUS", "flow": "export", "currency": "USD"}
    explorer = tv.explore(pd.DataFrame(rows).assign(**same))
    levels = levels_of(explorer)
    assert levels == {"85": "2 HS", "851712 H4": "6 H4", "851712 H5": "6 H5"}
    shown = selected(explorer, products=["851712 H5"], start=2016, end=2017).frame
    assert shown["value"].tolist() == [2.0]
    mixed = [{**rows[2], "commodity_code": "84", "classification": "H5"}, *rows]
    levels = levels_of(tv.explore(pd.DataFrame(mixed).assign(**same)))
    assert levels["85 H4"] == "2 H4"
    assert levels["84"] == "2 H5"


def test_what_has_no_rate_is_left_out_and_said(made_up: pd.DataFrame) -> None:
    told = json.loads(tv.explore(made_up, **NAMED).data)
    notes = {measure["key"]: measure["notes"] for measure in told["measure"]}
    assert notes["MYR converted"] == ["Not converted to ringgit, for want of a rate: US dollars of 2016."]
    assert notes["USD converted"] == ["Not converted to US dollars, for want of a rate: ringgit of 2016."]
    assert notes["USD printed"] == []
    with pytest.raises(tv.errors.MissingRateError):
        tv.explore(made_up[made_up["currency"] == "USD"], currency="EUR", rates=RATES)


def test_no_chart_is_drawn_in_code_of_what_counts_twice(made_up: pd.DataFrame) -> None:
    explorer = selected(tv.explore(made_up), products=["TOTAL", "01"])
    with pytest.raises(tv.errors.TradeTableError, match="products of one kind"):
        _ = explorer.code
    row = {**made_up_rows()[0], "flow": "balance", "value": -5.0, "low": None, "high": None}
    explorer = tv.explore(pd.DataFrame([row, {**row, "period": 2016}]))
    assert explorer.frame["value"].tolist() == [-5.0, -5.0]
    with pytest.raises(tv.errors.TradeTableError, match="balance"):
        _ = explorer.code


def test_the_page_is_whole_or_not_there(made_up: pd.DataFrame, tmp_path: Path) -> None:
    explorer = tv.explore(made_up)
    page = explorer.save(tmp_path / "new" / "explore.html")
    before = page.read_bytes()
    assert page == tmp_path / "new" / "explore.html"
    assert explorer.save(page).read_bytes() == before  # the same bytes again
    (tmp_path / "folder").mkdir()
    with pytest.raises(tv.errors.ExportError):
        explorer.save(tmp_path / "folder")
    text = re.sub(r"<script.*?</script>", "", before.decode(), flags=re.DOTALL)
    assert re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=", text) == []
    assert "default-src 'none'" in html.unescape(text)


def test_a_notebook_keeps_a_picture_and_neither_figures_nor_script(made_up: pd.DataFrame) -> None:
    explorer = tv.explore(made_up, **NAMED)
    shown, _ = explorer._repr_mimebundle_()
    assert base64.b64decode(shown["image/png"]).startswith(b"\x89PNG")
    assert plt.get_fignums() == []  # nor is it shown a second time
    assert shown["text/plain"].startswith("<Explorer: MYS RUS exports")
    assert len(json.dumps(shown)) < 200_000
    assert "application/vnd.jupyter.widget-view+json" in shown
    selected(explorer, products=["TOTAL", "01"])  # which no chart draws
    assert "image/png" not in explorer._repr_mimebundle_()[0]


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def refuse(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith(("anywidget", "tradeview.interactive.explorer.widget")):
            raise ModuleNotFoundError(f"No module named {name!r}", name="anywidget")
        return imported(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(tv.errors.MissingExtraError, match=r"anywidget.*the extra `interactive`"):
        tv.explore(tv.load())


def luminance(colour: tuple[float, ...]) -> float:
    """How light a colour is, by WCAG."""
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def parts_of(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_letters_stand_out(theme: dict[str, str]) -> None:
    ink, ground = parts_of(theme["--tvx-ink"]), parts_of(theme["--tvx-ground"])
    for name in sorted(theme.keys() - NO_LETTERS):
        colour = parts_of(theme[name])
        if name not in {"--tvx-ink", "--tvx-grey"}:  # labels of lines are mixed with ink
            colour = tuple(OF_LINE * one + (1 - OF_LINE) * other for one, other in zip(colour, ink, strict=True))
        lighter, darker = sorted((luminance(ground), luminance(colour)), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, name


@pytest.mark.parametrize("engine", ["pandas", "polars"])
def test_rows_without_a_figure_are_neither_in_the_frame_nor_in_the_code(engine: str) -> None:
    rows = pd.DataFrame({"period": [2015, 2018, 2018], "value": [1e9, 2e9, None], "currency": ["USD", "USD", "JPY"]})
    table: Any = rows.assign(reporter="MYS", partner="RUS", flow="export", commodity_code="TOTAL")
    if engine == "polars":
        table = pytest.importorskip("polars").from_pandas(table)
    explorer = tv.explore(table, currency="MYR", rates=RATES)
    figures = plain(explorer.frame)
    assert sorted(row["value"] for row in figures) == [4e9, 1e10]  # at 4 and 5 ringgit a dollar
    exec(explorer.code, {"trade": table, "rates": RATES})  # noqa: S102 - it raised MissingRateError
