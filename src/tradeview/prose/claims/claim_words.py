"""The words of some languages that say what a number claims: a share of a whole, a growth, and over which time.

Keys of the section `claims`, beside those that the names below tell, and those of `claims.said` (module `said`):

| key | what |
|---|---|
| same_base | right before a growth that is counted from the same as the last: 同2.1%減 |
| seeming_bases | words that hold one for a base, and are none: 當月增 |
| year_multiple, month_multiple | before a multiple of the year or the month before: 上年的1.8倍 |
| volume, value, price_noun | nouns of what grew: weight or number, money, a price |
| volumes | of volumes that name their flow, by the flow: 出口量 |
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from tradeview.prose.lexicon import GAP, Lexicon, any_glued, any_run_on, read_endings
from tradeview.prose.text.folding import Table, Word

CLAIMS = "claims"  # the section of the files
# What a growth is counted from, by the keys of the files, in months before; a quarter's own length before it.
YEAR, MONTH, QUARTER, PERIOD = "year_on_year", "month_on_month", "quarter_on_quarter", "period_on_period"
BASES = (YEAR, MONTH, QUARTER, PERIOD)
SEEMING = "seeming_bases"
SHARE, ANNUAL, INDEX = "share", "annual", "index"


class ClaimWords:
    """The words of some languages beside what a number claims."""

    def __init__(self, lexicon: Lexicon) -> None:
        # The "month growth" of "growth of this month" is no growth on the month.
        self.bases = Table([*_list_words(lexicon, SEEMING), *_list_words(lexicon, *BASES)])
        # Before a multiple alone: 上年的1.8倍.
        of_multiples = {"year_multiple": YEAR, "month_multiple": MONTH}
        self.multiple_bases = Table(
            [replace(word, label=of_multiples[word.label]) for word in _list_words(lexicon, *of_multiples)]
        )
        self.shares = Table(_list_words(lexicon, SHARE))
        self.annual = Table(_list_words(lexicon, ANNUAL))
        self.indices = Table(_list_words(lexicon, INDEX))
        # Right before a growth that is counted from the same as the last: 同2.1%減.
        self.same_base = re.compile(f"{any_run_on(_gather(lexicon, 'same_base'))}\\W{{0,2}}\\Z")
        of_whole = any_glued(_gather(lexicon, "share_of"))
        self.share_of = re.compile(f"{GAP}{of_whole}")
        # Before or behind a percentage of what was before: 104,1 % к ноябрю is a growth of 4.1 %.
        level_of = any_glued(_gather(lexicon, "percent_of_base"))
        self.percent_of_base = re.compile(f"{GAP}{level_of}")


def _gather(lexicon: Lexicon, key: str) -> list[str]:
    gathered: list[str] = []
    for file in lexicon.files:
        gathered += file.get(CLAIMS, {}).get(key, ())
    return gathered


def _list_words(lexicon: Lexicon, *keys: str) -> Iterator[Word]:
    """Yield the words under some keys, each labelled with its key."""
    for file in lexicon.files:
        endings = read_endings(file)
        for key in keys:
            for printed in file.get(CLAIMS, {}).get(key, ()):
                yield Word(printed, label=key, endings=endings)


@lru_cache(maxsize=64)
def find_claim_words(lexicon: Lexicon) -> ClaimWords:
    """Return the words of a lexicon for what is claimed, built once."""
    return ClaimWords(lexicon)
