"""Ways in to topics and what is said on them."""
