"""Shapes of requests and replies at the HTTP edge, part by part."""
