"""Ways in to asks, offers and matches."""
