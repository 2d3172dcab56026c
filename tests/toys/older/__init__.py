"""Counts as the toy did before there were trials: it does not know that type of event."""
