"""Tables in a text: a figure has what its row and its column say, and nothing of another's."""

import tomllib
from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv

HEADS = tomllib.loads(Path(__file__).with_name("grids.toml").read_text("utf-8"))
EXPECTED = [("export", 2022), ("import", 2022), ("export", 2023), ("import", 2023)]
NUMBERS = [["512", "498"], ["561", "530"]]


def list_flows_and_years(found: pd.DataFrame) -> list[tuple[object, object]]:
    """Return the flow and the period of each figure, None where missing."""
    columns = found[["flow", "period"]].astype(object)
    return list(columns.where(columns.notna(), None).itertuples(index=False, name=None))


def print_rows(rows: list[list[str]], form: str) -> str:
    """Return rows as a form prints them."""
    if form == "tabs":
        return "\n".join("\t".join(row) for row in rows)
    lines = ["|" + "|".join(row) + "|" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


@pytest.mark.parametrize("form", ["tabs", "markdown"])
@pytest.mark.parametrize("locale", HEADS)
def test_rows_give_years_and_columns_flows_in_every_language(locale: str, form: str) -> None:
    """The head row prints flow and unit once for its column, and the first cell of a row its year."""
    head, years = HEADS[locale]["head"], HEADS[locale]["years"]
    rows = [head, *([year, *numbers] for year, numbers in zip(years, NUMBERS, strict=True))]
    found = tv.read_figures(print_rows(rows, form), locale=locale)
    assert list_flows_and_years(found) == EXPECTED
    assert (found["value"] >= 1e8).all()


@pytest.mark.parametrize("locale", HEADS)
def test_columns_give_years_and_rows_flows_in_every_language(locale: str) -> None:
    """The same table turned: the first column prints flow and unit of its row."""
    (_, *flows), years = HEADS[locale]["head"], HEADS[locale]["years"]
    rows = [["", *years], *([flow, *numbers] for flow, numbers in zip(flows, NUMBERS, strict=True))]
    found = tv.read_figures(print_rows(rows, "tabs"), locale=locale)
    assert list_flows_and_years(found) == [EXPECTED[0], EXPECTED[2], EXPECTED[1], EXPECTED[3]]


def test_a_page_gives_its_table_by_rows_and_columns(tmp_path: Path) -> None:
    """A row of a page is a line of its visible text, its cells parted by tabs."""
    page = tmp_path / "trade.html"
    rows = [("Year", "Exports", "Imports"), ("2023", "RM5 bn", "RM6 bn"), ("2024", "RM7 bn", "RM8 bn")]
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page.write_text(f"<html><body><p>Trade with Japan grew.</p><table>{body}</table></body></html>", "utf-8")
    found = tv.read_figures(page)
    assert list_flows_and_years(found) == [("export", 2023), ("import", 2023), ("export", 2024), ("import", 2024)]
    text = tv.visible_text(page)
    assert [text[row.text_start : row.text_end] for row in found.itertuples()] == found["quote"].tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A row without a year has none, whatever its neighbours print.
        ("Partner\tExports\nChina\tRM5 bn in 2023\nJapan\tRM6 bn", [("export", 2023), ("export", None)]),
        # The prose above a table dates none of it.
        ("In 2024 exports rose.\nPartner\tImports\nChina\tRM5 bn", [("import", None)]),
        # Two flows or two years that disagree: the text does not settle them.
        ("\tExports\tImports\nImports\tRM5 bn\tRM6 bn", [(None, None), ("import", None)]),
        ("\t2023\t2024\n2024\tRM5 bn\tRM6 bn", [(None, None), (None, 2024)]),
        # Rows of other lengths than the head's: no one can tell which column a figure is of.
        ("Year\tExports\tImports\n2023\tRM5 bn", [(None, 2023)]),
        ("Exports\t\n\tRM5 bn\n\nRM6 bn was spent.", [(None, None), (None, None)]),
    ],
)
def test_what_a_table_leaves_open_is_missing(text: str, expected: list[tuple[object, object]]) -> None:
    """Nothing of one row is said of another."""
    assert list_flows_and_years(tv.read_figures(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\t2023\t2024\nJanuary\tRM5 bn\tRM6 bn", [202301, 202401]),
        ("\tQ1\tQ2\n2024\tRM5 bn\tRM6 bn", [2024, 2024]),
        ("\t1月\t2月\n2024年\t5億円\t6億円", [202401, 202402]),
        ("\tянварь\tфевраль\n2024 год\t5 млрд руб.\t6 млрд руб.", [202401, 202402]),
    ],
)
def test_a_month_and_its_year_may_stand_in_two_cells(text: str, expected: list[int]) -> None:
    """The year of the row and the month of the column are one time, in either order."""
    assert tv.read_figures(text)["period"].tolist() == expected


def test_the_line_above_a_table_gives_flow_and_unit() -> None:
    """A caption names what is counted, the columns their years; a column of shares or ranks is no money."""
    head = "Exports by country (US$ million)\nCountry\t2023\tShare 2023, %\tRank"
    found = tv.read_figures(f"{head}\nChina\t1,302\t32.5\t1\nJapan\t251\t6.1\t2")
    assert found["quote"].tolist() == ["1,302", "251"]
    assert found["value"].tolist() == [1.302e9, 2.51e8]
    assert list_flows_and_years(found) == [("export", 2023), ("export", 2023)]
