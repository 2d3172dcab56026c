"""What guidance takes and shows over HTTP."""
