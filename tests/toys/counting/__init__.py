"""Counts what was done, by whom."""
