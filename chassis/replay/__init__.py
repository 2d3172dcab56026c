"""History heard again: what a service missed, and its totals rebuilt beside the live ones."""
