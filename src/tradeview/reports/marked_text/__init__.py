"""A text with its figures, claims or verdicts marked: `draw` makes the page, `style` its look, `words` says it."""
