"""Where tables come from: one folder or module a format.

Files are opened by `opening` and written by `writing`, servers are asked through `http`; a ledger, whatever holds it,
is opened by `ledger`.
"""
