"""What every service needs and none should write: messages, store, broker, HTTP, operation."""
