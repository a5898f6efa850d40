"""Files of UN Comtrade are recognised, and no others; `test_known_forms` holds recognisers against one another."""

import pytest

from form_samples import EVERY
from tradeview.sources.comtrade.recognising import recognise
from tradeview.sources.first_lines import read_beginning


@pytest.mark.parametrize("name", EVERY)
def test_its_own_files_are_recognised_and_no_others(name: str) -> None:
    sample = EVERY[name]
    assert recognise(read_beginning("file.csv", sample.text)) == (sample.form == "UN Comtrade's")


def test_half_a_header_is_not_enough() -> None:
    for sample in EVERY.values():
        if sample.form == "UN Comtrade's" and sample.text[0] != "{":
            begun = read_beginning("file.csv", sample.text)
            assert not recognise(type(begun)("file.csv", "", begun.header[:2]))
