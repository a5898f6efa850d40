"""The times that a sentence names: years, their parts and what countries and calendars call them."""
