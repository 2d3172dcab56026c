"""The pilot of Nanhai replayed through the public API, and its figures read back and verified."""
