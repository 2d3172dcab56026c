"""Ways in to votes, seats and the places that meet."""
