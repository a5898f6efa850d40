"""What a person moves, hovers and opens in a notebook: tables, and what works on a page without one."""
