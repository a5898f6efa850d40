"""The chart of both sides' statistics."""
