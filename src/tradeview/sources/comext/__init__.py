"""Comext: Eurostat's trade in goods of the European Union and its members, as SDMX-CSV."""
