"""Ways in to residents and their data."""
