"""One action through all four systems: ours against the same flow in plain nameko."""
