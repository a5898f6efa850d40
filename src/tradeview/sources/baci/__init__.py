"""BACI: CEPII's reconciled trade of the world.

`opening` finds files, whose form `forms` recognises; `codes` says what numbers mean; `reading` makes the trade table,
on any of the `engines`.
"""
