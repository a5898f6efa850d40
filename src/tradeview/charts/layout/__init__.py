"""Layout: what charts share; the page of a chart, its text, its rows and its colours."""
