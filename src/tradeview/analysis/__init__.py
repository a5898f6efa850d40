"""Analysis: growth, composition, contributions, accounting and mirror statistics of a trade table."""
