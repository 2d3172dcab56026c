"""The four systems' flow as plain nameko services, the way nameko's documentation teaches."""
