"""Two readings of one text: what a person or a language model read, held against what we read and against the text.

A reading passes through these modules in this order:

1. `given` takes it in, whatever it comes as, and marks cells that are no number, no currency or no time
   (`stated_times`).
2. `languages` tells which languages each stretch of the text is in. With their words, `numbers` finds every number that
   the text prints, with all amounts that it may stand for, and `currencies` the currencies beside them. `standing`
   answers from both whether an amount stands in the text, without asking what we read.
3. `named` lists the times and flows that the text names, and `bearing` says which fields of a row nothing there bears
   out.
4. `matching` pairs the rows of both readings, and `assignment` finds the best of all pairings. `fields` compares the
   two rows of a pair.
5. `comparing` does it all in turn, and `deciding` parts what both read alike from what a person has to decide.
"""
