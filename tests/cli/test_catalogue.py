"""The catalogue of indices: names, columns and needs as the functions themselves have them."""

import inspect

from closed_world import CASES
from tradeview import indices
from tradeview.cli.catalogue import catalogue, find_index


def test_names_columns_and_needs_are_read_off_the_functions() -> None:
    every = catalogue()
    assert set(every) == set(indices.__all__)
    for case in CASES:
        assert case.column in every[case.function].columns
    for name, each in every.items():
        assert each.columns
        assert each.what.endswith(".")
        given = inspect.signature(getattr(indices, name)).parameters.values()
        assert set(each.needs) == {one.name for one in given if one.default is one.empty} - {"frame"}
    assert every["constant_market_share"].columns == ("growth_effect", "structure_effect", "competition_effect")


def test_a_column_names_its_function_and_rca_is_balassa_s() -> None:
    named = {
        column: find_index(column).name
        for column in ("rca", "rsca", "arca", "intensity", "penetration", "Marginal-IIT")
    }
    assert list(named.values()) == [
        "revealed_comparative_advantage",
        "symmetric_rca",
        "additive_rca",
        "trade_intensity",
        "market_penetration",
        "marginal_intra_industry",
    ]


def test_a_matched_pair_of_economies_is_found_by_its_other() -> None:
    shown = [name for name, each in catalogue().items() if "`other`" in (inspect.getdoc(each.function) or "")]
    assert shown == ["similarity"]  # the one whose partner is called so
