"""The ways in to guidance, part by part."""
