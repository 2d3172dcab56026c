"""What all tests share: real servers, started only for those who ask; no test is timed."""

from hypothesis import settings

pytest_plugins = ["tests.servers"]

settings.register_profile("untimed", deadline=None)  # a busy machine is no defect
settings.load_profile("untimed")
