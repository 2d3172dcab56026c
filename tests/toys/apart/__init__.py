"""A service that has something worked out in a process of its own."""
