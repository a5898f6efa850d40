"""Claims: what was printed about trade, held against itself: rates, sums, growth, shares and ranks, all in intervals.

`table` and `lists` are what comes in. `claim` is one printed claim, `book` finds claims by what they are of,
`interval` computes with ranges, `exchange_rates` gives rates as ranges. `same_fact`, `sums`, `growths` and `ranks` are
the families of tests, each test a `comparison`. `mistakes` lists what people mistake in copying, `repairs` finds the
correction that makes a contradicted claim fit all others, `proposals` are its values, and `sentences` makes words of
all of them.
"""

from tradeview.claims.checks import check_claims

__all__ = ["check_claims"]
