"""BACI: CEPII's reconciled trade of the world."""
