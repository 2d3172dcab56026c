"""What runs on this machine in an embedded run, started for real."""
