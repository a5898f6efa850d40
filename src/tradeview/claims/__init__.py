"""Claims: what was printed about trade, held against itself: rates, sums, growth, shares and ranks, all in intervals.

`interval` reckons with ranges, `exchange` gives rates as ranges, `claim` is one printed claim, `comparison` two ranges
and a verdict; `facts`, `sums`, `growths` and `ranks` are the families of tests; `changes` are what people mistake in
copying, and `network` finds the one change that makes a contradicted claim fit all others; `words` says it.
"""

from tradeview.claims.checks import check_claims

__all__ = ["check_claims"]
