"""Quotes: a value that its own quote contradicts is refused, and no other."""

from pathlib import Path

import pytest

import tradeview as tv
from tradeview.errors import TradeTableError


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
