"""Made-up trade of a few economies is no whole world, which indices warn of: `test_known_world` asks for that."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    quiet = pytest.mark.filterwarnings("ignore::tradeview.errors.AbsentWorldWarning")
    for item in items:
        if item.path.parent.name == "indices" and item.path.name != "test_known_world.py":
            item.add_marker(quiet)
