"""How a service runs: start and stop, logs, metrics, health."""
