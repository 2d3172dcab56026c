"""Every figure the demo verifies: what it should be, and what the running services say."""
