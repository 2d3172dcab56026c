"""Public spaces of the eight kinds: open, booked, visited, idle, closed."""
