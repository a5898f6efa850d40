"""Claims: what was printed about trade, held against itself: rates, sums, growth, shares and ranks, all in intervals.

`table` and `lists` are what comes in. `claim` is one printed claim, `book` finds claims by what they are of,
`interval` computes with ranges, `exchange_rates` gives rates as ranges. `same_fact`, `sums`, `growths` and `ranks` are
the families of tests, each test a `comparison`. `explain` says which mistakes explain what contradicts, and how surely;
`proposals` are the changes that it proposes, and `sentences` makes words of tests and changes.
"""

from tradeview.claims.checks import check_claims

__all__ = ["check_claims"]
