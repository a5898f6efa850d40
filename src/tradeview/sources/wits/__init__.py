"""WITS: the World Bank's window on trade statistics."""
