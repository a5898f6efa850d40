"""A text with its figures, claims or verdicts marked in place: `draw` makes the page, `style` its look, `words` says it."""
