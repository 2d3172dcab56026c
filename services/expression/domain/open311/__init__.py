"""Requests of other systems by Open311 GeoReport v2, and what is told back."""
