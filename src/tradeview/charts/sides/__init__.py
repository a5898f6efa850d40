"""The chart of what both sides printed."""
