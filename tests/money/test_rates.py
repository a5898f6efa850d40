"""Where rates come from: the World Bank, your own file."""

from pathlib import Path

import pandas as pd
import pytest

from tradeview.errors import RateTableError
from tradeview.money import rates


def table(**row: object) -> pd.DataFrame:
    common = {"period": 2024, "base": "USD", "quote": "MYR", "rate": 4.0, "kind": "average", "source": "me"}
    return pd.DataFrame([{**common, **row}])


def test_your_own_table_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("period,base,quote,rate,kind,source\n2024,USD,MYR,4.57,average,bank\n", encoding="utf-8")
    found = rates.read(path)
    assert found.to_dict("records") == table(rate=4.57, source="bank").to_dict("records")
    path.write_text("period,base,quote,rate,kind,source\n2024,USD,MYR,0,mean,bank\n", encoding="utf-8")
    with pytest.raises(RateTableError) as caught:
        rates.read(path)
    assert "line 2, rate 0.0; allowed: a number above zero" in str(caught.value)
    assert "line 2, kind 'mean'; allowed: average, end, implied" in str(caught.value)


def test_the_world_banks_rates_are_a_rate_table(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("iso3c,year,PA.NUS.FCRF\nMYS,2023,4.56\n", encoding="utf-8")
    source = "World Bank, World Development Indicators (PA.NUS.FCRF)"
    pd.testing.assert_frame_equal(rates.world_bank(path), table(period=2023, rate=4.56, source=source))
