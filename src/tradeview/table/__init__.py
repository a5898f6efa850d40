"""The trade table: its columns, whether rows may be compared, and what engines do differently."""
