"""Ways in to residents: who may take part, is forgotten, hidden or copied."""
