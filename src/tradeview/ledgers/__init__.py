"""Ledgers: tables that people keep, loaded, drafted out of texts, and held against their quotes."""
