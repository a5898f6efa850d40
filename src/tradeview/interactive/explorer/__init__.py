"""The explorer of a trade table: what a notebook shows, and a page that works without one."""
