"""Tables as a person reads them: every table of ours, told by its columns, for a notebook, a page and a report.

`kinds` tells which table it is and what of it matters, `columns` how each column is written, `cells` what stands behind
a cell (the printed words, range, rate, source), `draw` makes HTML and text of it, in the look of `style`.
"""
