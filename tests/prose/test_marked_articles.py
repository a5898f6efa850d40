"""The marks in the articles of the benchmark are whole: known kinds, values that are printed, months that exist."""

import runpy
from pathlib import Path
from typing import Any

import pytest

from tradeview.prose.claims import KINDS

ROOT = Path(__file__).parents[2]
BENCHMARK: dict[str, Any] = runpy.run_path(str(ROOT / "benchmarks" / "articles.py"))
FILES = sorted(BENCHMARK["FOLDER"].glob("*.txt"))
NO_CLAIMS = {"none", "points"}  # numbers that claim nothing of trade, and changes that the reader calls changes


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_mark_is_whole(path: Path) -> None:
    articles = list(BENCHMARK["read_articles"](path))
    assert len(articles) > 30
    for article in articles:
        assert "[[" not in article.text
        assert "]]" not in article.text
        for marked in article.marked:
            assert marked.kind in {*KINDS, *NO_CLAIMS}
            assert article.text[marked.start : marked.end].strip()
            assert marked.value is not None or marked.kind == "none"
            months = [end % 100 for end in marked.months or ()]
            assert all(1 <= month <= 12 for month in months)


def test_an_article_is_judged_by_value_kind_and_months() -> None:
    marked = BENCHMARK["Marked"](0, 1, "growth", 0.05, (202401, 202412), is_part=False)
    claim = {"kind": "growth", "value": 0.05, "start": 202401, "end": 202412}
    judge = BENCHMARK["judge"]
    assert judge(marked, [claim]) == "right"
    assert judge(marked, [claim | {"value": 0.06}]) == "WRONG value"
    assert judge(marked, [claim | {"kind": "share"}]) == "WRONG kind"
    assert judge(marked, [claim | {"start": 202301, "end": 202312}]) == "WRONG period"
    assert judge(marked, [claim | {"start": None, "end": None}]) == "period missing"
    assert judge(marked, []) == "missing"
