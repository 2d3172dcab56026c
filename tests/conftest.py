"""What all tests share: real servers, started only for those who ask."""

pytest_plugins = ["tests.servers"]
