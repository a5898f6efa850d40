"""The chart of what two economies send each other."""
