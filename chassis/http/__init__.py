"""The HTTP edge: what every way in shares before a method of the service is reached."""
