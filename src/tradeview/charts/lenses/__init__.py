"""The chart of one series in several currencies and prices."""
