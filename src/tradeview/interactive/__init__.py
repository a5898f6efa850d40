"""What moves: the explorer of a trade table, for a notebook and for a page that works without one."""
