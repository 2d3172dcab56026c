"""Ways in to pilot rounds and weak communities."""
