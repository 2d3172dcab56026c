"""Certificates of volunteer service: on notice, objected to, issued, verified elsewhere."""
