"""The ways in of collaboration, part by part."""
