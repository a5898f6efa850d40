"""The amounts of money in a passage: a number with its scale, its sign and its currency, and its neighbours."""
