"""Ways in to mediation and the sealed files of its cases."""
