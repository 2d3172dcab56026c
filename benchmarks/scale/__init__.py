"""Whether answers take as long with a million residents as with ten thousand."""
