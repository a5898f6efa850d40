"""Where tables come from: one folder or module a format.

Files are opened by `opening` and written by `writing`, servers are asked through `http`; a file that a person keeps a
table in is opened by `table_file`, whatever the table is of.
"""
