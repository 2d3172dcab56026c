"""Pages a person can read in a browser."""
