"""Faults by the thousand, and an oracle that says what they cost: lost, doubled, unexpected."""
