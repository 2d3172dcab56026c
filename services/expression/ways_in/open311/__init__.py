"""Ways in for other systems by Open311 GeoReport v2."""
