"""Figures take their flow from the text around their sentence where it is asked for, and nowhere else."""

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tradeview.prose import read_figures

TEXTS: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").with_stem("carried_flows").read_text(encoding="utf-8")
)
OTHERS = [(language, text) for language, kinds in TEXTS.items() for text in kinds["other"]]


def flows(text: str, *, carry: bool = True) -> list[tuple[str | None, str | None]]:
    """The flow of each figure, and where it is stated; None where they are missing."""
    found = read_figures(text, carry=carry)[["flow", "flow_from"]].astype(object)
    return [tuple(row) for row in found.where(found.notna(), None).itertuples(index=False)]


def test_all_twenty_languages_are_here() -> None:
    assert len(TEXTS) == 20


@pytest.mark.parametrize("language", TEXTS)
def test_the_next_sentence_goes_on_about_a_flow(language: str) -> None:
    text, flow = TEXTS[language]["goes_on"]
    first, second = flows(text)
    assert first == (flow, "sentence")
    assert second in {(flow, "paragraph"), (flow, "heading")}
    assert flows(text, carry=False) == [(flow, "sentence"), (None, None)]


@pytest.mark.parametrize("language", TEXTS)
def test_the_balance_of_a_year_before_has_the_sign_of_that_before(language: str) -> None:
    found = read_figures(TEXTS[language]["earlier"], carry=True)
    assert found["flow"].tolist() == ["balance", "balance"]
    assert found["value"].tolist() == [-5e9, -4e9]


@pytest.mark.parametrize(("language", "text"), OTHERS)
def test_what_is_of_something_else_takes_no_flow(language: str, text: str) -> None:
    assert flows(text)[1:] == [(None, None)] * (len(flows(text)) - 1), language


@pytest.mark.parametrize("language", TEXTS)
def test_a_heading_gives_its_flow_to_its_list(language: str) -> None:
    text, flow = TEXTS[language]["list"]
    assert [one for one, _ in flows(text)] == [flow] * 2


@pytest.mark.parametrize("language", TEXTS)
def test_a_list_of_buyers_is_of_exports_and_one_of_suppliers_of_imports(language: str) -> None:
    text = TEXTS[language]["partners"]
    assert flows(text) == [("export", "heading")] * 2 + [("import", "heading")] * 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Of two flows that a sentence names, the next figure may be either.
        ("Exports were US$5 billion and imports US$4 billion. A year earlier it was US$3 billion.", None),
        ("Exports and the surplus grew. It was US$3 billion.", None),
        # What a sentence without figures names holds for the next.
        ("Exports hit a record. They were worth US$3 billion.", "export"),
        ("Exports were US$5 billion. Investment rose. It was US$3 billion.", None),
        ("Exports were US$5 billion. The price was US$250 per tonne. It was US$3 billion.", None),
        ("Exports were US$5 billion.\n\nSpain took US$3 billion.", "export"),
        ("Imports were US$4 billion.\n\nExports were US$5 billion.\n\nSpain had US$3 billion.", None),
        ("Exports rise\n\nIn May, they were US$3 billion.", "export"),
        (
            "The goods gap shrank to US$6 billion, and trade slowed. Services were in the black by US$3 billion.",
            "balance",
        ),
        ("Exports were US$5 billion. The ministry of trade spoke of a record. It was US$3 billion in May.", "export"),
        ("Trade between both has grown. It was US$3 billion.", "total"),
        ("Exports were US$5 billion. Trade talks go on. It was US$3 billion.", None),
        ("Exports were US$5 billion. The fee was US$30.", None),
        ("It was US$3 billion.", None),
    ],
)
def test_the_last_figure_has_the_flow_that_the_text_settles(text: str, wanted: str | None) -> None:
    assert flows(text)[-1][0] == wanted


def test_items_of_a_list_keep_the_flow_that_they_name() -> None:
    items = "tea - US$5 million\nflowers - US$3 million\nre-exports - US$1 million"
    text = f"Exports rose to US$9 million. Of this:\n\n{items}"
    assert [flow for flow, _ in flows(text)] == ["export", "export", "export", "re-export"]


def test_parts_of_a_balance_under_a_heading_without_a_flow_stay_open() -> None:
    text = "The surplus in trade was US$5 billion.\n\nBy commodity:\n- rice: US$3 billion\n- oil: US$2 billion"
    assert flows(text)[1:] == [(None, None)] * 2


def test_a_flow_goes_with_what_it_covers() -> None:
    found = read_figures("Exports of services were US$5 billion. Spain took US$3 billion.", carry=True)
    assert found["coverage"].tolist() == ["services", "services"]


def test_a_table_states_flows_in_its_heads() -> None:
    text = "|Year|Exports (US$ million)|Imports (US$ million)|\n|---|---|---|\n|2023|500|400|\n|2024|600|300|"
    assert flows(text, carry=False) == [("export", "heading"), ("import", "heading")] * 2


def test_what_sentences_state_is_the_same_with_carry_and_without() -> None:
    for kinds in TEXTS.values():
        text = f"{kinds['goes_on'][0]}\n\n{kinds['earlier']}"
        stated = read_figures(text)
        carried = read_figures(text, carry=True)
        names = stated["flow"].notna()
        assert carried.loc[names, "flow"].tolist() == stated.loc[names, "flow"].tolist()
        assert carried.loc[names, "value"].tolist() == stated.loc[names, "value"].tolist()


def test_flows_are_carried_in_linear_time() -> None:
    text = "Exports were US$5 billion. Spain took US$3 billion.\n- rice: US$1 billion\n"
    seconds = []
    for count in (100, 1000):
        start = time.perf_counter()
        read_figures(text * count, locale="en", carry=True)
        seconds.append(time.perf_counter() - start)
    assert seconds[1] < 30 * seconds[0] + 0.5
