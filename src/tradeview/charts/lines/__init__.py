"""The chart of several series over time."""
