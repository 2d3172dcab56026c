"""Ways in to near copies and early warnings."""
