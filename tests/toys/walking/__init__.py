"""Walks, step by step, and notices when one overtakes another."""
