"""The same work done with what others would reach for; imports nothing: eventlet patches first."""
