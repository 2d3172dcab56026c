"""Public affairs of a neighborhood, and the captains' log of them."""
