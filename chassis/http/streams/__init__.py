"""Server-sent events: many follow one thing, which is asked about once for all of them."""
