"""Lists and tables within a text, whose heads, rows and columns say something of all their figures."""
