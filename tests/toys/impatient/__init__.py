"""The counting toy, given up on sooner, so that a test need not kill it fifty times."""
