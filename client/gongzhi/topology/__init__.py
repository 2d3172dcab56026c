"""The broker's topology as data: read from a file, compared with a broker, made on it."""
