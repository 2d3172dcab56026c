"""Ways in to public affairs and the captains' log."""
