"""The tree of places: what there is, how it is entered, and what became of it."""
