"""Faults: each module does one kind of harm and says how often it was really done."""
