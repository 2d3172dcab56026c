"""What every service needs and none should write: messages, storage, broker, HTTP edge, operation."""
