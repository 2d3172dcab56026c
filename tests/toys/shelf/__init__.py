"""A toy service with one of every way in, to try the HTTP edge."""
