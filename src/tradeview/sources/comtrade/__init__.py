"""UN Comtrade: its files and its API.

`opening` opens files, whose form `forms` recognises and whose lines `csv_lines` reads; `codes` says what codes mean.
`reading` makes the trade table of `rows` and their `values`; `fetching` asks the API.
"""
