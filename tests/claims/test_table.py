"""The check of a table of statements, on every engine."""

import math

import pytest

from frames import Engine, Row, plain
from printed import claim, growth
from tradeview.errors import StatementError
from tradeview.ledgers.statements import check


def test_two_claims_with_one_key_are_refused(engine: Engine) -> None:
    rows = [claim(), claim(start=202301, end=202312), claim(claim="b")]
    with pytest.raises(StatementError, match="one key for several") as caught:
        check(engine.make(rows))
    assert caught.value.rows == ("claim a: 2 rows",)


def test_check_returns_the_frame_itself_on_every_engine(engine: Engine) -> None:
    frame = engine.make([claim(approximate=False), growth(0.5, claim="b", approximate=True)])
    assert check(frame) is frame
    assert plain(check(frame)) == plain(frame)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([claim(kind="sum")], "kind 'sum'"),
        ([claim(start=2024)], "start 2024"),
        ([claim(end=202413)], "end 202413"),
        ([claim(value=math.inf)], "value inf"),
        ([claim(value=None)], "value is missing"),
        ([claim(claim=None)], "claim is missing"),
        ([growth(-1.5)], "growth is a fraction"),
        ([claim(commodity_code="101")], "commodity_code '101'"),
        ([{name: cell for name, cell in claim().items() if name != "currency"}], "levels need a column currency"),
        ([{name: cell for name, cell in claim().items() if name != "start"}], "needs the column(s) start"),
        ([claim(approximate="yes")], "`approximate` is true or false"),
    ],
)
def test_a_bad_frame_is_refused_on_every_engine(engine: Engine, rows: list[Row], words: str) -> None:
    with pytest.raises(StatementError) as caught:
        check(engine.make(rows))
    assert words in str(caught.value)
