"""Ways in to what was resolved, objected to and carried out."""
