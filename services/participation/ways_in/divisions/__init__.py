"""Ways in to the tree of places."""
