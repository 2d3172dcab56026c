"""The embedded run: everything as ordinary processes of this machine, under `.run/`."""
