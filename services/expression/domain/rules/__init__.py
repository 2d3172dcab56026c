"""The rules officials own, what holds without them, and the calendar that deadlines count by."""
