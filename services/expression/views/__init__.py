"""What callers are shown: each part of expression in the shape of its answers."""
