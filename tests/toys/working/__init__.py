"""A service of nothing but nameko, to see how the runner starts and stops it."""
