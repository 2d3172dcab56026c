"""A resident's copy of all that is kept of them, out of four services into one folder."""
