"""Residents and their data: consents, guardians, looks, copies, erasure."""
