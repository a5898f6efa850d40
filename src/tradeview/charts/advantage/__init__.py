"""The chart of revealed comparative advantage."""
