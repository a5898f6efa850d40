"""The heat map of an index."""
