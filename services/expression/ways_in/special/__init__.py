"""Ways in to consultations of those concerned."""
