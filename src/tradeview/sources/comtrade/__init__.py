"""UN Comtrade: its files and its API."""
