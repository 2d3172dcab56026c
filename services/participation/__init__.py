"""Residents take part one small step at a time: spaces, activities, service, public affairs."""
