"""The chart of a balance of trade."""
