"""Ways in to certificates and their credentials."""
