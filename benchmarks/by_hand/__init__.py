"""What an analyst would write by hand for one engine, one file a function, with the floor that no query goes below."""
