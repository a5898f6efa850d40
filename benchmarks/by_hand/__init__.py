"""The best query by hand of each engine, beside which functions on trade tables are measured."""
