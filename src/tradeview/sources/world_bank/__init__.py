"""The World Bank's exchange rates and price indices."""
